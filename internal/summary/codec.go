package summary

import (
	"bytes"
	"encoding/gob"
	"fmt"
)

// Encode returns the bytes of p. Equal packages have equal bytes.
func Encode(p *Package) ([]byte, error) {
	var buf bytes.Buffer
	if err := gob.NewEncoder(&buf).Encode(p); err != nil {
		return nil, fmt.Errorf("summary: encode %s: %w", p.Path, err)
	}
	return buf.Bytes(), nil
}

// Decode returns the package that Encode turned into data.
func Decode(data []byte) (*Package, error) {
	p := new(Package)
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(p); err != nil {
		return nil, fmt.Errorf("summary: decode: %w", err)
	}
	return p, nil
}
