// Command widespread puts a secret into an address that is logged all over the program.
package main

import (
	"log"
	"log/slog"
	"net/http"
	"os"
)

type feed struct {
	address string
	title   string
}

type config struct{ BridgeToken string }

func (c config) feed() *feed {
	return &feed{address: "https://bridge.example/rss?token=" + c.BridgeToken, title: "bridge"}
}

func (f *feed) read() {
	slog.Debug("reading", "address", f.address) // want secretlog `like at 10 more places, is written`
	resp, err := http.Get(f.address)
	if err != nil {
		slog.Warn("not read", "address", f.address)
		return
	}
	resp.Body.Close()
	f.parse()
	f.store()
}

func (f *feed) parse() {
	slog.Debug("parsing", "address", f.address)
	slog.Debug("parsed", "title", f.title) // ok: no address
}

func (f *feed) store() {
	slog.Debug("storing", "address", f.address)
	f.compare()
	f.write()
	f.index()
	f.tell()
	f.archive()
	f.count()
	f.end()
}

func (f *feed) compare() { slog.Debug("comparing", "address", f.address) }
func (f *feed) write()   { slog.Debug("writing", "address", f.address) }
func (f *feed) index()   { slog.Debug("indexing", "address", f.address) }
func (f *feed) tell()    { slog.Debug("telling", "address", f.address) }
func (f *feed) archive() { slog.Debug("archiving", "address", f.address) }
func (f *feed) count()   { slog.Debug("counting", "address", f.address) }
func (f *feed) end()     { slog.Debug("ending", "address", f.address) }

func main() {
	c := config{BridgeToken: os.Getenv("BRIDGE")}
	if c.BridgeToken == "" {
		log.Fatal("no bridge")
	}
	c.feed().read()
}
