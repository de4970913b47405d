// Command apilint finds weaknesses in the API of a Go service.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/apilint/apilint/internal/cli"
	"github.com/apilint/apilint/internal/driver"
)

func main() {
	os.Exit(run())
}

func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	// A reader that went away is an error of writing, which decides the exit code, and not a signal that kills.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
	driver.TuneGC(os.Getenv("GOGC"))
	return cli.Run(ctx, os.Args[1:], os.Stdout, os.Stderr, os.Getenv)
}
