package knowledge

// Control says what a function does to the course of the program that calls it.
type Control struct {
	Ends  bool // it does not return
	Calls Arg  // the function that it calls, at once, later or beside its caller
	Fails bool // its result is an error that is never nil
}

// controls are the functions that end programs and goroutines, those that run what they are given, and those that make errors.
var controls = []Entry{
	{Symbol: "os.Exit", Signature: "func(code int)", Control: &Control{Ends: true}},
	{Symbol: "runtime.Goexit", Signature: "func()", Control: &Control{Ends: true}},
	{Symbol: "log.{Fatal,Fatalf,Fatalln,Panic,Panicf,Panicln}", Signature: "func(v ...any)", Control: &Control{Ends: true}},
	{Symbol: "(*log.Logger).{Fatal,Fatalf,Fatalln,Panic,Panicf,Panicln}", Signature: "func(v ...any)", Control: &Control{Ends: true}},
	{Symbol: "(*go.uber.org/zap.Logger).{Fatal,Panic}", Signature: "func(msg string, fields ...Field)", Control: &Control{Ends: true}},
	{Symbol: "(*go.uber.org/zap.SugaredLogger).{Fatal,Fatalf,Fatalln,Fatalw,Panic,Panicf,Panicln,Panicw}", Signature: "func(args ...any)",
		Control: &Control{Ends: true}},
	{Symbol: "github.com/sirupsen/logrus.{Fatal,Fatalf,Fatalln,Panic,Panicf,Panicln}", Signature: "func(args ...any)",
		Control: &Control{Ends: true}},
	{Symbol: "(*github.com/sirupsen/logrus.{Logger,Entry}).{Fatal,Fatalf,Fatalln,Panic,Panicf,Panicln}", Signature: "func(args ...any)",
		Control: &Control{Ends: true}},

	{Symbol: "(*sync.Once).Do", Signature: "func(f func())", Control: &Control{Calls: Arg0}},
	{Symbol: "(*sync.WaitGroup).Go", Signature: "func(f func())", Control: &Control{Calls: Arg0}},
	{Symbol: "sync.OnceFunc", Signature: "func(f func()) func()", Control: &Control{Calls: Arg0}},
	{Symbol: "time.AfterFunc", Signature: "func(d Duration, f func()) *Timer", Control: &Control{Calls: Arg1}},
	{Symbol: "(*golang.org/x/sync/errgroup.Group).{Go,TryGo}", Signature: "func(f func() error)", Control: &Control{Calls: Arg0}},

	{Symbol: "errors.New", Signature: "func(text string) error", Control: &Control{Fails: true}},
	{Symbol: "fmt.Errorf", Signature: "func(format string, a ...any) error", Control: &Control{Fails: true}},
	{Symbol: "github.com/pkg/errors.{New,Errorf}", Signature: "func(message string) error", Control: &Control{Fails: true}},
}
