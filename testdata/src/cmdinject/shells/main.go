// Command shells has shells and other programs run what clients send.
package main

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"

	"al.essio.dev/pkg/shellescape"
	"github.com/kballard/go-shellquote"
	"golang.org/x/crypto/ssh"
)

func answer(w http.ResponseWriter, out []byte, err error) {
	if err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
		return
	}
	_, _ = w.Write(out)
}

func shell(w http.ResponseWriter, r *http.Request) {
	out, err := exec.Command("sh", "-c", "ping -c 1 "+r.FormValue("host")).Output() // want cmdinject "form parameter host"
	answer(w, out, err)
}

func bash(w http.ResponseWriter, r *http.Request) {
	line := fmt.Sprintf("convert %q out.png", r.FormValue("image"))  // double quotes do not stop a shell
	cmd := exec.CommandContext(r.Context(), "/bin/bash", "-c", line) // want cmdinject "form parameter image"
	answer(w, nil, cmd.Run())
}

func quoted(w http.ResponseWriter, r *http.Request) {
	out, err := exec.Command("sh", "-c", "cat "+strconv.Quote(r.FormValue("file"))).Output() // want cmdinject "form parameter file"
	answer(w, out, err)
}

func sudo(w http.ResponseWriter, r *http.Request) {
	out, err := exec.Command("sudo", "-n", "bash", "-c", r.FormValue("line")).Output() // want cmdinject "form parameter line"
	answer(w, out, err)
}

func python(w http.ResponseWriter, r *http.Request) {
	out, err := exec.Command("python3", "-c", "print("+r.FormValue("expr")+")").Output() // want cmdinject "form parameter expr"
	answer(w, out, err)
}

func program(w http.ResponseWriter, r *http.Request) {
	out, err := exec.Command(r.PathValue("tool"), "--version").Output() // want cmdinject "path parameter tool"
	answer(w, out, err)
}

func split(w http.ResponseWriter, r *http.Request) {
	words := strings.Fields(r.FormValue("line"))
	if len(words) == 0 {
		http.Error(w, "empty", http.StatusBadRequest)
		return
	}
	out, err := exec.Command(words[0], words[1:]...).Output() // want cmdinject "form parameter line"
	answer(w, out, err)
}

func run(ctx context.Context, line string) ([]byte, error) {
	args := []string{"-c", line}
	return exec.CommandContext(ctx, "sh", args...).Output()
}

func helper(w http.ResponseWriter, r *http.Request) {
	out, err := run(r.Context(), "ls "+r.FormValue("dir")) // want cmdinject "form parameter dir"
	answer(w, out, err)
}

func helperConstant(w http.ResponseWriter, r *http.Request) {
	out, err := run(r.Context(), "ls -l | wc -l") // ok: a constant
	answer(w, out, err)
}

func remote(w http.ResponseWriter, r *http.Request) {
	client, err := ssh.Dial("tcp", os.Getenv("HOST"), &ssh.ClientConfig{})
	if err != nil {
		http.Error(w, "unreachable", http.StatusBadGateway)
		return
	}
	session, err := client.NewSession()
	if err != nil {
		http.Error(w, "unreachable", http.StatusBadGateway)
		return
	}
	out, err := session.Output("systemctl status " + r.FormValue("unit")) // want cmdinject "form parameter unit"
	answer(w, out, err)
}

func constant(w http.ResponseWriter, r *http.Request) {
	out, err := exec.Command("sh", "-c", "df -h | tail -1").Output() // ok: a constant
	answer(w, out, err)
}

func number(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.FormValue("lines"))
	if err != nil {
		http.Error(w, "no number", http.StatusBadRequest)
		return
	}
	out, err := exec.Command("sh", "-c", fmt.Sprintf("tail -n %d /var/log/app | sort", n)).Output() // ok: a number
	answer(w, out, err)
}

func oneOf(w http.ResponseWriter, r *http.Request) {
	var unit string
	switch r.FormValue("unit") {
	case "web":
		unit = "nginx"
	default:
		unit = "postgresql"
	}
	out, err := exec.Command("sh", "-c", "systemctl status "+unit+" | head -3").Output() // ok: one of two constants
	answer(w, out, err)
}

var plain = regexp.MustCompile(`^[a-z0-9]+$`)

func matched(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !plain.MatchString(name) {
		http.Error(w, "bad name", http.StatusBadRequest)
		return
	}
	out, err := exec.Command("sh", "-c", "id "+name+" | cut -c1-20").Output() // ok: letters and digits
	answer(w, out, err)
}

// parameter is what the shell finds as $1, and does not read as code.
func parameter(w http.ResponseWriter, r *http.Request) {
	out, err := exec.Command("sh", "-c", `wc -c "$1" | cut -f1`, "sh", r.FormValue("file")).Output() // ok: a parameter of the line
	answer(w, out, err)
}

func quotedByLibrary(w http.ResponseWriter, r *http.Request) {
	out, err := exec.Command("sh", "-c", "wc -c "+shellescape.Quote(r.FormValue("file"))+" | cut -f1").Output() // ok: quoted
	answer(w, out, err)
	out, err = exec.Command("sh", "-c", "head -3 "+shellquote.Join("--", r.FormValue("file"))).Output() // ok: quoted
	answer(w, out, err)
}

func input(w http.ResponseWriter, r *http.Request) {
	cmd := exec.Command("sh", "-c", "sort | uniq -c")
	cmd.Stdin = r.Body // ok: what the line reads is no part of it
	out, err := cmd.Output()
	answer(w, out, err)
}

func configured(w http.ResponseWriter, r *http.Request) {
	out, err := exec.Command(os.Getenv("HOOK"), "run").Output() // ok: configured
	answer(w, out, err)
}

func main() {
	for pattern, h := range map[string]http.HandlerFunc{
		"/shell": shell, "/bash": bash, "/quoted": quoted, "/sudo": sudo, "/python": python, "/program/{tool}": program, "/split": split,
		"/helper": helper, "/helperconstant": helperConstant, "/remote": remote, "/constant": constant, "/number": number, "/oneof": oneOf,
		"/matched": matched, "/parameter": parameter, "/quotedbylibrary": quotedByLibrary, "/input": input, "/configured": configured,
	} {
		http.HandleFunc(pattern, h)
	}
	log.Fatal(http.ListenAndServe(":8080", nil))
}
