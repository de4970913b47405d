package knowledge

// dataRedis is go-redis. The methods of clients are declared on an unexported type.
var dataRedis = []Entry{
	{Symbol: "(github.com/redis/go-redis/v9.{cmdable,StringCmdable}).{Get,GetDel}", Signature: "func(ctx context.Context, key string) *StringCmd",
		Query: &Query{Do: Read, Key: Arg1}},
	{Symbol: "(github.com/redis/go-redis/v9.{cmdable,HashCmdable}).{HGetAll,HGet}", Signature: "func(ctx context.Context, key string) *MapStringStringCmd",
		Query: &Query{Do: Read, Key: Arg1}},
	{Symbol: "(github.com/redis/go-redis/v9.{cmdable,GenericCmdable}).Del", Signature: "func(ctx context.Context, keys ...string) *IntCmd",
		Query: &Query{Do: Delete, Key: Arg1}},
}
