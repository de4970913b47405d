// Command archives extracts archives that clients send, with names that climb and without.
package main

import (
	"archive/tar"
	"archive/zip"
	"errors"
	"io"
	"log"
	"net/http"
	"os"
	"path/filepath"
	"strings"
)

const dir = "/var/lib/shop"

var errOutside = errors.New("entry lies outside of the archive")

func save(name string, from io.Reader) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(f, from)
	return err
}

func unzip(name string) error {
	z, err := zip.OpenReader(name)
	if err != nil {
		return err
	}
	defer z.Close()
	for _, entry := range z.File {
		from, err := entry.Open()
		if err != nil {
			return err
		}
		if err := save(filepath.Join(dir, entry.Name), from); err != nil { // want pathtraversal "entry in an archive"
			return err
		}
	}
	return nil
}

func unzipInside(name string) error {
	z, err := zip.OpenReader(name)
	if err != nil {
		return err
	}
	defer z.Close()
	for _, entry := range z.File {
		target := filepath.Join(dir, entry.Name)
		if !strings.HasPrefix(target, filepath.Clean(dir)+string(os.PathSeparator)) {
			return errOutside
		}
		from, err := entry.Open()
		if err != nil {
			return err
		}
		if err := save(target, from); err != nil { // ok: below the directory
			return err
		}
	}
	return nil
}

func unzipNoDots(name string) error {
	z, err := zip.OpenReader(name)
	if err != nil {
		return err
	}
	defer z.Close()
	for _, entry := range z.File {
		if strings.Contains(entry.Name, "..") {
			return errOutside
		}
		target := filepath.Join(dir, entry.Name)
		if err := os.MkdirAll(filepath.Dir(target), 0o700); err != nil { // ok: no dots
			return err
		}
	}
	return nil
}

func untar(from io.Reader) error {
	t := tar.NewReader(from)
	for {
		h, err := t.Next()
		if err != nil {
			return err
		}
		if h.Typeflag == tar.TypeDir {
			if err := os.MkdirAll(filepath.Join(dir, h.Name), 0o700); err != nil { // want pathtraversal "entry in an archive"
				return err
			}
		}
	}
}

func untarLocal(from io.Reader) error {
	t := tar.NewReader(from)
	for {
		h, err := t.Next()
		if err != nil {
			return err
		}
		if !filepath.IsLocal(h.Name) {
			continue
		}
		if err := save(filepath.Join(dir, h.Name), t); err != nil { // ok: a local name
			return err
		}
	}
}

func untarFlat(from io.Reader) error {
	t := tar.NewReader(from)
	for {
		h, err := t.Next()
		if err != nil {
			return err
		}
		if err := save(filepath.Join(dir, filepath.Base(h.Name)), t); err != nil { // ok: the last element
			return err
		}
	}
}

func upload(w http.ResponseWriter, r *http.Request) {
	for _, extract := range []func(io.Reader) error{untar, untarLocal, untarFlat} {
		if err := extract(r.Body); err != nil && !errors.Is(err, io.EOF) {
			http.Error(w, "bad archive", http.StatusBadRequest)
			return
		}
	}
}

func main() {
	for _, extract := range []func(string) error{unzip, unzipInside, unzipNoDots} {
		if err := extract(os.Args[1]); err != nil {
			log.Fatal(err)
		}
	}
	http.HandleFunc("POST /upload", upload)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
