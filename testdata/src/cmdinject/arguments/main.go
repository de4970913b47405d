// Command arguments hands what clients send to constant programs.
package main

import (
	"log"
	"net/http"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/go-chi/chi/v5"
)

func answer(w http.ResponseWriter, cmd *exec.Cmd) {
	out, err := cmd.Output()
	if err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
		return
	}
	_, _ = w.Write(out)
}

// clone takes --upload-pack=… for a repository.
func clone(w http.ResponseWriter, r *http.Request) {
	answer(w, exec.Command("git", "clone", r.FormValue("repository"), "/tmp/clone")) // want cmdinject "form parameter repository"
}

func find(w http.ResponseWriter, r *http.Request) {
	answer(w, exec.Command("/usr/bin/find", chi.URLParam(r, "*"), "-type", "f")) // want cmdinject "path parameter"
}

func list(w http.ResponseWriter, r *http.Request) {
	args := []string{"archive"}
	for _, file := range r.URL.Query()["file"] {
		args = append(args, file)
	}
	answer(w, exec.Command("tar", args...)) // want cmdinject "query parameter file"
}

func behindDashes(w http.ResponseWriter, r *http.Request) {
	answer(w, exec.Command("git", "clone", "--", r.FormValue("repository"), "/tmp/clone")) // ok: no option behind --
}

func withPrefix(w http.ResponseWriter, r *http.Request) {
	answer(w, exec.Command("git", "log", "--author="+r.FormValue("author"))) // ok: the value of an option
}

func belowDirectory(w http.ResponseWriter, r *http.Request) {
	answer(w, exec.Command("tar", "-tf", filepath.Join("/srv", filepath.Base(r.FormValue("name"))))) // ok: begins with a directory
}

func refused(w http.ResponseWriter, r *http.Request) {
	repository := r.FormValue("repository")
	if strings.HasPrefix(repository, "-") {
		http.Error(w, "bad repository", http.StatusBadRequest)
		return
	}
	answer(w, exec.Command("git", "clone", repository, "/tmp/clone")) // ok: begins with no dash
}

func harmlessProgram(w http.ResponseWriter, r *http.Request) {
	answer(w, exec.Command("figlet", r.FormValue("text"))) // ok: a program without dangerous options
}

func fixed(w http.ResponseWriter, r *http.Request) {
	answer(w, exec.Command("git", "status", "--short")) // ok: constants
}

func main() {
	r := chi.NewRouter()
	r.Get("/clone", clone)
	r.Get("/find/*", find)
	r.Get("/list", list)
	r.Get("/behinddashes", behindDashes)
	r.Get("/withprefix", withPrefix)
	r.Get("/belowdirectory", belowDirectory)
	r.Get("/refused", refused)
	r.Get("/harmlessprogram", harmlessProgram)
	r.Get("/fixed", fixed)
	log.Fatal(http.ListenAndServe(":8080", r))
}
