// Command gozeromodel keeps its accounts by a model as goctl generates it.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"net/http"
	"os"

	"github.com/zeromicro/go-zero/core/stores/cache"
	"github.com/zeromicro/go-zero/core/stores/sqlc"
	"github.com/zeromicro/go-zero/core/stores/sqlx"
	"github.com/zeromicro/go-zero/rest"
	"github.com/zeromicro/go-zero/rest/httpx"
)

type account struct {
	ID      int64  `db:"id"`
	UserID  int64  `db:"user_id"`
	Iban    string `db:"iban"`
	Balance int64  `db:"balance"`
}

type model struct {
	sqlc.CachedConn
	table string
}

func newModel(conn sqlx.SqlConn, c cache.CacheConf) *model {
	return &model{CachedConn: sqlc.NewConn(conn, c), table: "`account`"}
}

func (m *model) find(ctx context.Context, id int64) (*account, error) {
	var found account
	err := m.QueryRowCtx(ctx, &found, fmt.Sprintf("cache:account:%d", id), func(ctx context.Context, conn sqlx.SqlConn, v any) error {
		query := fmt.Sprintf("select id, user_id, iban, balance from %s where `id` = ? limit 1", m.table)
		return conn.QueryRowCtx(ctx, v, query, id)
	})
	return &found, err
}

func (m *model) findOf(ctx context.Context, user int64) ([]account, error) {
	var list []account
	err := m.QueryRowsNoCacheCtx(ctx, &list, fmt.Sprintf("select id, user_id, iban, balance from %s where user_id = ?", m.table), user)
	return list, err
}

func (m *model) remove(ctx context.Context, id int64) error {
	_, err := m.ExecCtx(ctx, func(ctx context.Context, conn sqlx.SqlConn) (sql.Result, error) {
		return conn.ExecCtx(ctx, fmt.Sprintf("delete from %s where `id` = ?", m.table), id)
	}, fmt.Sprintf("cache:account:%d", id))
	return err
}

type accountRequest struct {
	ID int64 `path:"id"`
}

func user(ctx context.Context) int64 {
	id, _ := ctx.Value("userId").(int64)
	return id
}

func list(m *model) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		accounts, err := m.findOf(r.Context(), user(r.Context())) // ok: the caller's own
		if err != nil {
			http.Error(w, "failed", http.StatusInternalServerError)
			return
		}
		httpx.OkJsonCtx(r.Context(), w, accounts)
	}
}

func read(m *model) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var req accountRequest
		if err := httpx.Parse(r, &req); err != nil {
			http.Error(w, "bad request", http.StatusBadRequest)
			return
		}
		found, err := m.find(r.Context(), req.ID) // ok: compared below
		if err != nil || found.UserID != user(r.Context()) {
			http.NotFound(w, r)
			return
		}
		httpx.OkJsonCtx(r.Context(), w, found)
	}
}

func readAny(m *model) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var req accountRequest
		if err := httpx.Parse(r, &req); err != nil {
			http.Error(w, "bad request", http.StatusBadRequest)
			return
		}
		found, err := m.find(r.Context(), req.ID) // want ownercheck "GET /accounts/{id}/any: account is loaded by a client-chosen id"
		if err != nil {
			http.NotFound(w, r)
			return
		}
		httpx.OkJsonCtx(r.Context(), w, found)
	}
}

func remove(m *model) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var req accountRequest
		if err := httpx.ParsePath(r, &req); err != nil {
			http.Error(w, "bad request", http.StatusBadRequest)
			return
		}
		if err := m.remove(r.Context(), req.ID); err != nil { // want ownercheck "DELETE /accounts/{id}: account is deleted by a client-chosen id"
			http.NotFound(w, r)
		}
	}
}

func main() {
	m := newModel(sqlx.NewMysql(os.Getenv("DATABASE_URL")), cache.CacheConf{})
	server := rest.MustNewServer(rest.RestConf{Port: 8080})
	defer server.Stop()
	server.AddRoutes([]rest.Route{
		{Method: http.MethodGet, Path: "/accounts", Handler: list(m)},
		{Method: http.MethodGet, Path: "/accounts/:id", Handler: read(m)},
		{Method: http.MethodGet, Path: "/accounts/:id/any", Handler: readAny(m)},
		{Method: http.MethodDelete, Path: "/accounts/:id", Handler: remove(m)},
	}, rest.WithJwt(os.Getenv("SIGNING_KEY")))
	server.Start()
}
