// Bodies in handlers of net/http, some of them bounded.
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"encoding/xml"
	"io"
	"log"
	"mime/multipart"
	"net/http"
	"os"
)

type order struct{ Item string }

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /plain", plain)
	mux.HandleFunc("POST /bounded", bounded)
	mux.HandleFunc("POST /late", late)
	mux.HandleFunc("POST /discarded", discarded)
	mux.HandleFunc("POST /stops", stops)
	mux.HandleFunc("POST /struct", limitedStruct)
	mux.HandleFunc("POST /stored", stored)
	mux.HandleFunc("POST /copied", copied)
	mux.HandleFunc("POST /dropped", dropped)
	mux.HandleFunc("POST /form", form)
	mux.HandleFunc("POST /upload", upload)
	mux.HandleFunc("POST /upload/parsed", parsed)
	mux.HandleFunc("POST /upload/parts", parts)
	mux.HandleFunc("POST /upload/bounded", boundedUpload)
	mux.HandleFunc("POST /packed", packed)
	mux.HandleFunc("POST /packed/bounded", unpackedBounded)
	mux.HandleFunc("GET /search", search)
	mux.Handle("POST /logged", keepBody(http.HandlerFunc(plainAgain)))
	mux.Handle("POST /small", http.MaxBytesHandler(http.HandlerFunc(small), 1<<10))
	mux.Handle("POST /group", small1K(http.HandlerFunc(group)))
	mux.HandleFunc("POST /upstream", upstream)
	log.Fatal(http.ListenAndServe(":8080", mux))
}

func plain(w http.ResponseWriter, r *http.Request) {
	var o order
	json.NewDecoder(r.Body).Decode(&o) // want bodylimit "POST /plain: json.NewDecoder reads a body of any size"
}

func bounded(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
	var o order
	json.NewDecoder(r.Body).Decode(&o) // ok: bounded above
}

// late bounds what has been read already.
func late(w http.ResponseWriter, r *http.Request) {
	data, _ := io.ReadAll(r.Body) // want bodylimit "POST /late: io.ReadAll reads"
	r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
	w.Write(data)
}

// discarded makes a bounded reader and reads another one.
func discarded(w http.ResponseWriter, r *http.Request) {
	_ = http.MaxBytesReader(w, r.Body, 1<<20)
	var o order
	xml.NewDecoder(r.Body).Decode(&o) // want bodylimit "POST /discarded: xml.NewDecoder reads"
}

func stops(w http.ResponseWriter, r *http.Request) {
	data, _ := io.ReadAll(io.LimitReader(r.Body, 1<<20)) // ok: the reader stops
	w.Write(data)
}

func limitedStruct(w http.ResponseWriter, r *http.Request) {
	data, _ := io.ReadAll(&io.LimitedReader{R: r.Body, N: 1 << 20}) // ok: the reader stops
	w.Write(data)
}

func stored(w http.ResponseWriter, r *http.Request) {
	f, err := os.CreateTemp("", "upload")
	if err != nil {
		return
	}
	io.Copy(f, r.Body) // want bodylimit "POST /stored: io.Copy reads"
}

func copied(w http.ResponseWriter, r *http.Request) {
	io.CopyN(w, r.Body, 1<<20) // ok: so many bytes
}

func dropped(w http.ResponseWriter, r *http.Request) {
	io.Copy(io.Discard, r.Body) // ok: nothing is kept
}

// form reads url-encoded pairs only, of which the library takes 10 MB.
func form(w http.ResponseWriter, r *http.Request) {
	r.ParseForm() // ok: bounded by the library
	io.WriteString(w, r.PostForm.Get("item"))
}

func upload(w http.ResponseWriter, r *http.Request) {
	f, _, err := r.FormFile("picture") // want bodylimit "POST /upload: http.Request.FormFile accepts a form with files of any size"
	if err == nil {
		f.Close()
	}
}

// parsed bounds the memory only: the rest goes to disk.
func parsed(w http.ResponseWriter, r *http.Request) {
	r.ParseMultipartForm(1 << 20) // want bodylimit "POST /upload/parsed: http.Request.ParseMultipartForm accepts"
}

func parts(w http.ResponseWriter, r *http.Request) {
	parts := multipart.NewReader(r.Body, "x") // want bodylimit "POST /upload/parts: multipart.NewReader accepts"
	parts.NextPart()
}

func boundedUpload(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 32<<20)
	r.ParseMultipartForm(1 << 20) // ok: the whole is bounded
	f, _, err := r.FormFile("picture")
	if err == nil {
		f.Close()
	}
}

// packed bounds the package, and a small package can hold a lot.
func packed(w http.ResponseWriter, r *http.Request) {
	zr, err := gzip.NewReader(http.MaxBytesReader(w, r.Body, 1<<20))
	if err != nil {
		return
	}
	data, _ := io.ReadAll(zr) // want bodylimit "POST /packed: io.ReadAll reads what is packed in the body; the limit bounds only the package"
	w.Write(data)
}

func unpackedBounded(w http.ResponseWriter, r *http.Request) {
	zr, err := gzip.NewReader(http.MaxBytesReader(w, r.Body, 1<<20))
	if err != nil {
		return
	}
	data, _ := io.ReadAll(io.LimitReader(zr, 8<<20)) // ok: what is unpacked is bounded
	w.Write(data)
}

func search(w http.ResponseWriter, r *http.Request) {
	io.WriteString(w, r.FormValue("q")) // ok: requests of this kind have no body
}

// keepBody reads the body and puts it back, so the handler reads memory.
func keepBody(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		data, _ := io.ReadAll(r.Body) // want bodylimit "POST /logged: io.ReadAll reads"
		log.Printf("%d bytes", len(data))
		r.Body = io.NopCloser(bytes.NewReader(data))
		next.ServeHTTP(w, r)
	})
}

func plainAgain(w http.ResponseWriter, r *http.Request) {
	var o order
	json.NewDecoder(r.Body).Decode(&o) // ok: it is in memory already
}

func small(w http.ResponseWriter, r *http.Request) {
	var o order
	json.NewDecoder(r.Body).Decode(&o) // ok: wrapped where it is registered
}

func small1K(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, 1<<10)
		next.ServeHTTP(w, r)
	})
}

func group(w http.ResponseWriter, r *http.Request) {
	var o order
	json.NewDecoder(r.Body).Decode(&o) // ok: bounded by the middleware
}

// upstream reads an answer, not a request.
func upstream(w http.ResponseWriter, r *http.Request) {
	resp, err := http.Get("https://example.com/prices")
	if err != nil {
		return
	}
	defer resp.Body.Close()
	var o order
	json.NewDecoder(resp.Body).Decode(&o) // ok: not the body of the request
}
