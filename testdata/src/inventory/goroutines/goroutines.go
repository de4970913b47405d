// Package main starts a goroutine that stops the service later on.
package main

import (
	"context"
	"net/http"
	"sync"
)

type service struct {
	lock    sync.Mutex
	server  *http.Server
	stopped bool
}

func (s *service) stop() {
	s.lock.Lock()
	defer s.lock.Unlock()
	s.stopped = true
}

func (s *service) run(h http.Handler) {
	s.lock.Lock()
	s.server = &http.Server{Handler: h}
	if s.stopped {
		s.lock.Unlock()
		return
	}
	s.lock.Unlock()
	s.server.ListenAndServe()
}

func status(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("up")) }

func main() {
	ctx := context.Background()
	s := &service{}
	go func() {
		<-ctx.Done()
		s.stop()
	}()
	s.run(http.HandlerFunc(status)) //= ANY / none status
}
