package config

import (
	"path/filepath"
	"strings"

	"github.com/apilint/apilint/internal/finding"
	"github.com/apilint/apilint/internal/knowledge"
	"github.com/apilint/apilint/internal/link"
)

// Module is the module that places in the configuration file are in, which has none: the directory of the file stands for
// its root.
const Module = ""

// Link returns what the configuration says to the linker.
func (c *Config) Link() link.Options {
	o := link.Options{
		Models:     c.models,
		Deployment: link.Deployment{TLS: c.Proxy.TLS, BodyLimit: int64(c.Proxy.BodyLimit), Limited: routes(c.Proxy.RateLimit)},
	}
	for _, p := range c.Public {
		o.Public = append(o.Public, link.PublicRoutes{Routes: p.link(), Reason: p.Reason, Place: c.place(p.Pos)})
	}
	for _, r := range c.Roles {
		o.Roles = append(o.Roles, link.Role{Name: r.Name, Routes: routes(r.Routes), Privileged: r.Privileged})
	}
	return o
}

func routes(rs []Routes) []link.Routes {
	var out []link.Routes
	for _, r := range rs {
		out = append(out, r.link())
	}
	return out
}

func (r Routes) link() link.Routes {
	var methods []string
	for _, m := range r.Methods {
		methods = append(methods, strings.ToUpper(m))
	}
	return link.Routes{Methods: methods, Path: r.Path}
}

// place returns where something stands in the file.
func (c *Config) place(p Pos) finding.Place {
	return finding.Place{Module: Module, File: filepath.Base(c.File), Line: p.Line, Col: p.Col}
}

// Blame returns the error that the model of a symbol is wrong, with the position of that model.
func (c *Config) Blame(symbol, text string) *Error {
	for _, m := range c.Models {
		symbols, _ := knowledge.Alternatives(m.Symbol) // Parse has checked the form
		for _, s := range symbols {
			if s == symbol {
				return &Error{File: c.name, Line: m.Pos.Line, Col: m.Pos.Col, Text: text}
			}
		}
	}
	return &Error{File: c.name, Text: text}
}
