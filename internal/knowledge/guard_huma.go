package knowledge

// guardHuma is how huma moves requests along.
var guardHuma = []Entry{
	{Symbol: "(github.com/danielgtaylor/huma/v2.Context).Context", Signature: "func() context.Context", Pass: &Pass{Do: TheContext, Of: Recv}},
	{Symbol: "(github.com/danielgtaylor/huma/v2.Context).Method", Signature: "func() string", Pass: &Pass{Do: TheMethod, Of: Recv}},
	{Symbol: "(github.com/danielgtaylor/huma/v2.Context).Operation", Signature: "func() *Operation", Pass: &Pass{Do: TheSpec, Of: Recv}},
	{Symbol: "github.com/danielgtaylor/huma/v2.WithContext", Signature: "func(ctx Context, override context.Context) Context",
		Pass: &Pass{Do: SetContext, Of: Arg0, With: Arg1}},
	{Symbol: "github.com/danielgtaylor/huma/v2.WithValue", Signature: "func(ctx Context, key, value any) Context",
		Value: &Value{Key: Arg1, Put: Arg2}},
	{Symbol: "(github.com/danielgtaylor/huma/v2.Context).Header", Signature: "func(name string) string",
		Input: &Input{Part: InHeader, Name: Arg0}},
	{Symbol: "(github.com/danielgtaylor/huma/v2.Context).Query", Signature: "func(name string) string", Input: &Input{Part: InQuery, Name: Arg0}},
	{Symbol: "(github.com/danielgtaylor/huma/v2.Context).Param", Signature: "func(name string) string", Input: &Input{Part: InPath, Name: Arg0}},
	{Symbol: "github.com/danielgtaylor/huma/v2.ReadCookie", Signature: "func(ctx Context, name string) (*http.Cookie, error)",
		Input: &Input{Part: InCookie, Name: Arg1}},
	{Symbol: "(github.com/danielgtaylor/huma/v2.Context).SetStatus", Signature: "func(code int)", Response: &Response{Status: Arg0}},
}
