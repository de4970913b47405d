package flow

import "github.com/apilint/apilint/internal/summary"

func (b *body) isAllowed(t *Tracer, ref summary.Ref, block int) bool { return false }

func (b *body) isAllowedOnEdge(t *Tracer, ref summary.Ref, pred, block int) bool { return false }
