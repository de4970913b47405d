module github.com/apilint/apilint

go 1.26.0

require (
	github.com/owenrumney/go-sarif/v2 v2.3.3 // indirect
	golang.org/x/tools v0.52.0 // indirect
	honnef.co/go/tools v0.8.2 // indirect
)
