package cli

import (
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/apilint/apilint/internal/driver"
)

// progress shows how far a run is, on one line of a terminal that it erases in the end. A short run shows nothing.
type progress struct {
	w    io.Writer
	done chan struct{}
	wait sync.WaitGroup

	mu    sync.Mutex
	state driver.Progress
}

const (
	progressDelay    = 2 * time.Second
	progressInterval = 200 * time.Millisecond
	eraseLine        = "\r\x1b[K"
)

// newProgress starts to show progress. Without a terminal it shows none.
func (t *tool) newProgress() *progress {
	p := &progress{w: t.stderr, done: make(chan struct{})}
	if t.isTerminal(t.stderr) {
		p.wait.Go(p.show)
	}
	return p
}

// update notes how far the run is.
func (p *progress) update(state driver.Progress) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.state = state
}

// stop erases the line.
func (p *progress) stop() {
	close(p.done)
	p.wait.Wait()
}

func (p *progress) show() {
	timer := time.NewTimer(progressDelay)
	defer timer.Stop()
	shown := false
	for {
		select {
		case <-p.done:
			if shown {
				fmt.Fprint(p.w, eraseLine)
			}
			return
		case <-timer.C:
			fmt.Fprint(p.w, eraseLine, p.line())
			shown = true
			timer.Reset(progressInterval)
		}
	}
}

// line says how far the run is.
func (p *progress) line() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.state.Total == 0 {
		return p.state.Stage
	}
	return fmt.Sprintf("%s %d/%d", p.state.Stage, p.state.Done, p.state.Total)
}
