// Command uploads saves files that clients send under names that they choose.
package main

import (
	"io"
	"log"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
)

const dir = "/var/lib/shop"

func save(name string, from io.Reader) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(f, from)
	return err
}

func formFile(w http.ResponseWriter, r *http.Request) {
	file, header, err := r.FormFile("file")
	if err != nil {
		http.Error(w, "no file", http.StatusBadRequest)
		return
	}
	if err := save(filepath.Join(dir, header.Filename), file); err != nil { // ok: the library keeps the last element
		http.Error(w, "cannot save", http.StatusInternalServerError)
	}
}

func disposition(w http.ResponseWriter, r *http.Request) {
	file, header, err := r.FormFile("file")
	if err != nil {
		http.Error(w, "no file", http.StatusBadRequest)
		return
	}
	if err := save(filepath.Join(dir, header.Header.Get("X-Name")), file); err != nil { // want pathtraversal
		http.Error(w, "cannot save", http.StatusInternalServerError)
	}
}

func allFiles(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseMultipartForm(1 << 20); err != nil {
		http.Error(w, "bad form", http.StatusBadRequest)
		return
	}
	for _, header := range r.MultipartForm.File["files"] {
		if err := keep(header); err != nil {
			http.Error(w, "cannot save", http.StatusInternalServerError)
			return
		}
	}
}

func keep(header *multipart.FileHeader) error {
	file, err := header.Open()
	if err != nil {
		return err
	}
	return save(filepath.Join(dir, header.Filename), file) // ok: the library keeps the last element
}

func parts(w http.ResponseWriter, r *http.Request) {
	mr, err := r.MultipartReader()
	if err != nil {
		http.Error(w, "bad form", http.StatusBadRequest)
		return
	}
	for {
		p, err := mr.NextPart()
		if err != nil {
			return
		}
		if err := save(filepath.Join(dir, p.FileName()), p); err != nil { // ok: the library keeps the last element
			http.Error(w, "cannot save", http.StatusInternalServerError)
			return
		}
	}
}

func named(w http.ResponseWriter, r *http.Request) {
	file, _, err := r.FormFile("file")
	if err != nil {
		http.Error(w, "no file", http.StatusBadRequest)
		return
	}
	if err := save(filepath.Join(dir, r.FormValue("name")), file); err != nil { // want pathtraversal "form parameter name"
		http.Error(w, "cannot save", http.StatusInternalServerError)
	}
}

func main() {
	http.HandleFunc("POST /formfile", formFile)
	http.HandleFunc("POST /disposition", disposition)
	http.HandleFunc("POST /allfiles", allFiles)
	http.HandleFunc("POST /parts", parts)
	http.HandleFunc("POST /named", named)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
