// Command indirectsecrets logs what was made of secrets, and what is only called like one.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"log"
	"strconv"
	"text/template"
)

type account struct {
	Name     string
	Password string
}

var script = template.Must(template.New("").Parse("useradd {{.Name}}"))

// setUp hands an object to a template, which writes what it names.
func setUp(a *account) error {
	var buf bytes.Buffer
	if err := script.Execute(&buf, a); err != nil {
		return err
	}
	return run(buf.String())
}

func run(text string) error { return errors.New("cannot run " + text) }

// describe writes all of it.
func describe(a *account) error { return fmt.Errorf("cannot set up %v", *a) }

// number reads one of several settings.
func number(settings map[string]string, name string) (int, error) {
	n, err := strconv.Atoi(settings[name])
	if err != nil {
		return 0, fmt.Errorf("%s is %q", name, settings[name])
	}
	return n, nil
}

func connect(sessionID string) {
	log.Printf("connected as %s", sessionID) // ok: many things have sessions
}

func main() {
	a := &account{"ann", "s3cret"}
	log.Println(setUp(a))    // ok: of the account, the template writes the name
	log.Println(describe(a)) // want secretlog "object indirectsecrets.account with its field Password"
	connect("3")
}
