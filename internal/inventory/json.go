package inventory

import (
	"encoding/json"
	"fmt"
	"io"
)

// WriteJSON writes inv as one JSON document.
func WriteJSON(w io.Writer, inv *Inventory) error { return encode(w, inv) }

// WriteDiffJSON writes d as one JSON document.
func WriteDiffJSON(w io.Writer, d *Diff) error { return encode(w, d) }

func encode(w io.Writer, doc any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false) // code stays readable
	e.SetIndent("", "  ")
	if err := e.Encode(doc); err != nil {
		return fmt.Errorf("writing the inventory: %w", err)
	}
	return nil
}

// ReadJSON reads a document that WriteJSON wrote.
func ReadJSON(r io.Reader) (*Inventory, error) {
	inv := new(Inventory)
	if err := json.NewDecoder(r).Decode(inv); err != nil {
		return nil, fmt.Errorf("reading an inventory: %w", err)
	}
	if inv.Schema != Schema {
		return nil, fmt.Errorf("reading an inventory: it has schema %d, and this apilint understands %d", inv.Schema, Schema)
	}
	return inv, nil
}
