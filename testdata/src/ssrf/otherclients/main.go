// Command otherclients asks hosts through clients of other libraries.
package main

import (
	"log"
	"net/http"
	"os"

	"github.com/coder/websocket"
	"github.com/go-resty/resty/v2"
	gorilla "github.com/gorilla/websocket"
	"github.com/hashicorp/go-retryablehttp"
	"github.com/valyala/fasthttp"
	"golang.org/x/crypto/ssh"
)

var client = resty.New().SetBaseURL(os.Getenv("UPSTREAM"))

func restyGet(w http.ResponseWriter, r *http.Request) {
	if _, err := client.R().Get(r.FormValue("url")); err != nil { // want ssrf
		w.WriteHeader(http.StatusBadGateway)
	}
}

func restyPath(w http.ResponseWriter, r *http.Request) {
	if _, err := client.R().SetQueryParam("q", r.FormValue("q")).Get("/users/" + r.PathValue("id")); err != nil { // ok: a path below the base
		w.WriteHeader(http.StatusBadGateway)
	}
}

func fastGet(w http.ResponseWriter, r *http.Request) {
	if _, _, err := fasthttp.Get(nil, r.FormValue("url")); err != nil { // want ssrf
		w.WriteHeader(http.StatusBadGateway)
	}
}

func fastFixed(w http.ResponseWriter, r *http.Request) {
	if _, _, err := fasthttp.Get(nil, "http://search.internal/?q="+r.FormValue("q")); err != nil { // ok: the host is constant
		w.WriteHeader(http.StatusBadGateway)
	}
}

func retryable(w http.ResponseWriter, r *http.Request) {
	req, err := retryablehttp.NewRequest(http.MethodGet, r.FormValue("url"), nil) // want ssrf
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	if _, err := retryablehttp.NewClient().Do(req); err != nil {
		w.WriteHeader(http.StatusBadGateway)
	}
}

func socket(w http.ResponseWriter, r *http.Request) {
	conn, _, err := websocket.Dial(r.Context(), "wss://"+r.FormValue("host")+"/events", nil) // want ssrf
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	_ = conn.CloseNow()
}

func socketRoom(w http.ResponseWriter, r *http.Request) {
	conn, _, err := gorilla.DefaultDialer.Dial("wss://chat.example.com/rooms/"+r.PathValue("room"), nil) // ok: the host is constant
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	_ = conn.Close()
}

func shell(w http.ResponseWriter, r *http.Request) {
	conn, err := ssh.Dial("tcp", r.FormValue("host")+":22", &ssh.ClientConfig{}) // want ssrf
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	_ = conn.Close()
}

func shellPort(w http.ResponseWriter, r *http.Request) {
	conn, err := ssh.Dial("tcp", "bastion.example.com:"+r.FormValue("port"), &ssh.ClientConfig{}) // ok: the client decides the port only
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	_ = conn.Close()
}

func main() {
	http.HandleFunc("GET /resty", restyGet)
	http.HandleFunc("GET /resty/{id}", restyPath)
	http.HandleFunc("GET /fast", fastGet)
	http.HandleFunc("GET /fastfixed", fastFixed)
	http.HandleFunc("GET /retryable", retryable)
	http.HandleFunc("GET /socket", socket)
	http.HandleFunc("GET /socket/{room}", socketRoom)
	http.HandleFunc("GET /shell", shell)
	http.HandleFunc("GET /shellport", shellPort)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
