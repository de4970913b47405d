package main

import (
	"context"
	"errors"
	"io"
)

func scoreCases(ctx context.Context, w io.Writer, o *options, p *program) error {
	return errors.New("not yet")
}
