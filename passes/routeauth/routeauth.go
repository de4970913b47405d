package routeauth

import (
	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/link"
)

func check(p *link.Program, report func(finding.Finding)) {}
