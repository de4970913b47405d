package cli

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// cacheRequest is a request of the go command to a cache program (cmd/go/internal/cacheprog says more).
type cacheRequest struct {
	ID       int64
	Command  string
	ActionID []byte `json:",omitempty"`
	OutputID []byte `json:",omitempty"`
	BodySize int64  `json:",omitempty"`
}

type cacheResponse struct {
	ID            int64
	Err           string   `json:",omitempty"`
	KnownCommands []string `json:",omitempty"`
	Miss          bool     `json:",omitempty"`
	OutputID      []byte   `json:",omitempty"`
	Size          int64    `json:",omitempty"`
	DiskPath      string   `json:",omitempty"`
}

// cacheProgram serves the go command as GOCACHEPROG, with the files of a directory that machines share.
func cacheProgram(dir string, in io.Reader, out io.Writer) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	requests, responses := json.NewDecoder(in), json.NewEncoder(out)
	if err := responses.Encode(cacheResponse{KnownCommands: []string{"get", "put", "close"}}); err != nil {
		return err
	}
	for {
		var r cacheRequest
		if err := requests.Decode(&r); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		answer := cacheResponse{ID: r.ID}
		switch r.Command {
		case "get":
			answer = get(dir, r)
		case "put":
			var body []byte
			if r.BodySize > 0 {
				if err := requests.Decode(&body); err != nil {
					return err
				}
			}
			var err error
			if answer, err = put(dir, r, body); err != nil {
				answer.Err = err.Error()
			}
		}
		if err := responses.Encode(answer); err != nil {
			return err
		}
	}
}

// cacheEntry says which output an action has.
type cacheEntry struct {
	OutputID []byte
	Size     int64
}

func get(dir string, r cacheRequest) cacheResponse {
	miss := cacheResponse{ID: r.ID, Miss: true}
	content, err := os.ReadFile(cacheFile(dir, "action", r.ActionID))
	var e cacheEntry
	if err != nil || json.Unmarshal(content, &e) != nil {
		return miss
	}
	return cacheResponse{ID: r.ID, OutputID: e.OutputID, Size: e.Size, DiskPath: cacheFile(dir, "output", e.OutputID)}
}

func put(dir string, r cacheRequest, body []byte) (cacheResponse, error) {
	answer := cacheResponse{ID: r.ID, DiskPath: cacheFile(dir, "output", r.OutputID)}
	if err := os.WriteFile(answer.DiskPath, body, 0o666); err != nil {
		return answer, err
	}
	content, err := json.Marshal(cacheEntry{r.OutputID, r.BodySize})
	if err != nil {
		return answer, err
	}
	return answer, os.WriteFile(cacheFile(dir, "action", r.ActionID), content, 0o666)
}

func cacheFile(dir, kind string, id []byte) string {
	return filepath.Join(dir, fmt.Sprintf("%s-%x", kind, sha256.Sum256(id)))
}
