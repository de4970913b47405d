package knowledge

// Container says what a function of a dependency injection container does with the functions in operand Funcs: with one of them
// or a list.
type Container struct {
	Do    Containing
	Funcs Arg
}

// Containing is what a container does with functions.
type Containing string

// The operations of containers.
const (
	Provides Containing = "provides" // calls them when somebody needs what they make
	Invokes  Containing = "invokes"  // calls them once everything is provided
)

// containers are the containers that make the parts of a service and join them by their types.
var containers = []Entry{
	{Symbol: "go.uber.org/fx.Provide", Signature: "func(constructors ...interface{}) Option", Container: &Container{Provides, Arg0}},
	{Symbol: "go.uber.org/fx.Invoke", Signature: "func(funcs ...interface{}) Option", Container: &Container{Invokes, Arg0}},
	{Symbol: "(*go.uber.org/dig.{Container,Scope}).Provide", Signature: "func(constructor interface{}, opts ...ProvideOption) error",
		Container: &Container{Provides, Arg0}},
	{Symbol: "(*go.uber.org/dig.{Container,Scope}).Invoke", Signature: "func(function interface{}, opts ...InvokeOption) error",
		Container: &Container{Invokes, Arg0}},
	{Symbol: "github.com/samber/do.Provide", Signature: "func(i *Injector, provider Provider[T])", Container: &Container{Provides, Arg1}},
}
