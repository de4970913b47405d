package generated_test

import (
	"path/filepath"
	"testing"

	"github.com/apilint/apilint/internal/compile/compiletest"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link/generated"
)

func TestEnt(t *testing.T) {
	t.Parallel()
	const ent = "fixtures/ownercheck/entclient/ent"
	tests := []known{
		{"(*" + ent + ".NoteClient).Get", knowledge.Query{Do: knowledge.Read, Key: knowledge.Arg1}},
		{"(*" + ent + ".NoteClient).UpdateOneID", knowledge.Query{Do: knowledge.Build, Key: knowledge.Arg0}},
		{"(*" + ent + ".NoteClient).UpdateOne", knowledge.Query{Do: knowledge.Build, Model: knowledge.Arg0, ByKey: true}},
		{"(*" + ent + ".UserClient).QueryNotes", knowledge.Query{Do: knowledge.Build, Near: knowledge.Arg0}},
		{"(*" + ent + ".User).QueryNotes", knowledge.Query{Do: knowledge.Build, Near: knowledge.Recv}},
		{"(*" + ent + ".NoteQuery).Where", knowledge.Query{Do: knowledge.Build, Match: knowledge.Arg0, Mutates: true}},
		{"(*" + ent + ".NoteQuery).WithOwner", knowledge.Query{Do: knowledge.Build}},
		{"(*" + ent + ".NoteQuery).All", knowledge.Query{Do: knowledge.Read, Many: true}},
		{"(*" + ent + ".NoteQuery).Exist", knowledge.Query{Do: knowledge.Probe}},
		{"(*" + ent + ".NoteCreate).SetOwnerID", knowledge.Query{Do: knowledge.Build, Mutates: true, Field: "owner_id", Set: knowledge.Arg0}},
		{"(*" + ent + ".NoteCreate).Save", knowledge.Query{Do: knowledge.Insert}},
		{"(*" + ent + ".NoteDeleteOne).Exec", knowledge.Query{Do: knowledge.Delete}},
		{ent + "/note.ID", knowledge.Query{Do: knowledge.Build, Params: knowledge.Arg0, Field: "id"}},
		{ent + "/note.IDIn", knowledge.Query{Do: knowledge.Build, Params: knowledge.Arg0, Field: "id"}},
		{ent + "/note.IDNEQ", knowledge.Query{Do: knowledge.Build, Params: knowledge.Arg0, Field: "id", Not: true}},
		{ent + "/note.TitleContains", knowledge.Query{Do: knowledge.Build, Params: knowledge.Arg0, Field: "title", Not: true}},
		{ent + "/note.HasOwner", knowledge.Query{Do: knowledge.Build}},
		{ent + "/note.HasOwnerWith", knowledge.Query{Do: knowledge.Build, Match: knowledge.Arg0, Field: "owner_id"}},
		{ent + "/note.Or", knowledge.Query{Do: knowledge.Build, Match: knowledge.Arg0, Any: true}},
		{ent + "/note.Not", knowledge.Query{Do: knowledge.Build, Match: knowledge.Arg0, Not: true}},
	}
	compare(t, "./ownercheck/entclient/...", ent+".Note", tests,
		ent+".NewClient", "(*"+ent+".NoteEdges).OwnerOrErr", "fixtures/ownercheck/entclient.caller")
}

func TestBoiler(t *testing.T) {
	t.Parallel()
	const models = "fixtures/ownercheck/boilermodels/models"
	compare(t, "./ownercheck/boilermodels/...", models+".Post", []known{
		{models + ".FindPost", knowledge.Query{Do: knowledge.Read, Key: knowledge.Arg2}},
		{models + ".PostExists", knowledge.Query{Do: knowledge.Probe, Key: knowledge.Arg2}},
		{models + ".Posts", knowledge.Query{Do: knowledge.Build, Match: knowledge.Arg0}},
		{"(" + models + ".postQuery).One", knowledge.Query{Do: knowledge.Read}},
		{"(" + models + ".postQuery).DeleteAll", knowledge.Query{Do: knowledge.Delete}},
		{"(*" + models + ".Post).Update", knowledge.Query{Do: knowledge.Update, Model: knowledge.Recv, Set: knowledge.Recv, ByKey: true}},
		{"(*" + models + ".Post).Delete", knowledge.Query{Do: knowledge.Delete, Model: knowledge.Recv, ByKey: true}},
		{"(*" + models + ".Author).Posts", knowledge.Query{Do: knowledge.Build, Near: knowledge.Recv, Match: knowledge.Arg0}},
		{"(" + models + ".whereHelperint).EQ", knowledge.Query{Do: knowledge.Build, Column: knowledge.Recv, Params: knowledge.Arg0}},
		{"(" + models + ".whereHelperint).NEQ", knowledge.Query{Do: knowledge.Build, Column: knowledge.Recv, Params: knowledge.Arg0, Not: true}},
	}, models+".NewQuery", models+".rows", "(*"+models+".Post).Insert")
}

// known is what is to be known about a function. Its type is left out.
type known struct {
	symbol string
	want   knowledge.Query
}

// compare compares what is known about the packages that match a pattern: all about rows of one type, but for columns, which are of any.
func compare(t *testing.T, pattern, row string, tests []known, others ...string) {
	t.Helper()
	got := map[string]*knowledge.Query{}
	for _, e := range generated.Entries(compiletest.Load(t, filepath.FromSlash("../../../testdata/src"), pattern)) {
		got[e.Symbol] = e.Query
	}
	for _, test := range tests {
		q := got[test.symbol]
		if q == nil {
			t.Errorf("%s is not known", test.symbol)
			continue
		}
		if test.want.Column == knowledge.None {
			test.want.Type = row
		}
		if *q != test.want {
			t.Errorf("%s: got %+v, want %+v", test.symbol, *q, test.want)
		}
	}
	for _, symbol := range others {
		if got[symbol] != nil {
			t.Errorf("%s is no query, got %+v", symbol, *got[symbol])
		}
	}
}
