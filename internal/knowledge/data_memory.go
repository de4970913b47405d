package knowledge

// Keep says what a method does with the map that its receiver is. A program may keep its objects in one.
type Keep struct {
	Do    Access // Read, Update or Delete
	Key   Arg
	Value Arg // what is put there; None: the result has what was there
}

// dataMemory is maps that goroutines share.
var dataMemory = []Entry{
	{Symbol: "(*sync.Map).Load", Signature: "func(key any) (value any, ok bool)", Keep: &Keep{Do: Read, Key: Arg0}},
	{Symbol: "(*sync.Map).{LoadAndDelete}", Signature: "func(key any) (value any, loaded bool)", Keep: &Keep{Do: Delete, Key: Arg0}},
	{Symbol: "(*sync.Map).Delete", Signature: "func(key any)", Keep: &Keep{Do: Delete, Key: Arg0}},
	{Symbol: "(*sync.Map).Store", Signature: "func(key, value any)", Keep: &Keep{Do: Update, Key: Arg0, Value: Arg1}},
	{Symbol: "(*sync.Map).{Swap,LoadOrStore}", Signature: "func(key, value any) (any, bool)", Keep: &Keep{Do: Update, Key: Arg0, Value: Arg1}},
}
