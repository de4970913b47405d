// Command changederrors says itself what libraries send in the place of errors.
package main

import (
	"context"
	"database/sql"
	"log"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/zeromicro/go-zero/rest/httpx"
)

var db *sql.DB

func purge(ctx context.Context) error {
	_, err := db.ExecContext(ctx, "DELETE FROM films")
	return err
}

// problem is what clients of huma see.
type problem struct {
	Status  int    `json:"status"`
	Message string `json:"message"`
}

func (p *problem) Error() string  { return p.Message }
func (p *problem) GetStatus() int { return p.Status }

func humaPurge(ctx context.Context, _ *struct{}) (*struct{}, error) {
	if err := purge(ctx); err != nil {
		return nil, huma.Error500InternalServerError("cannot purge", err) // ok: the program's errors have no details
	}
	return nil, nil
}

func humaMessage(ctx context.Context, _ *struct{}) (*struct{}, error) {
	if err := purge(ctx); err != nil {
		return nil, huma.Error500InternalServerError("cannot purge: " + err.Error()) // want errleak `Error500InternalServerError`
	}
	return nil, nil
}

func zeroPurge(w http.ResponseWriter, r *http.Request) {
	if err := purge(r.Context()); err != nil {
		httpx.Error(w, err) // ok: the handler answers with a text of its own
		return
	}
	httpx.Ok(w)
}

func zeroPurgeCtx(w http.ResponseWriter, r *http.Request) {
	if err := purge(r.Context()); err != nil {
		httpx.ErrorCtx(r.Context(), w, err) // want errleak `ErrorCtx`
		return
	}
	httpx.Ok(w)
}

func main() {
	huma.NewError = func(status int, msg string, errs ...error) huma.StatusError {
		for _, err := range errs {
			log.Print(err)
		}
		return &problem{Status: status, Message: msg}
	}
	httpx.SetErrorHandler(func(err error) (int, any) {
		log.Print(err)
		return http.StatusInternalServerError, map[string]string{"message": "try again later"}
	})
	httpx.SetErrorHandlerCtx(func(_ context.Context, err error) (int, any) {
		return http.StatusInternalServerError, map[string]string{"message": err.Error()}
	})
	mux := http.NewServeMux()
	api := humago.New(mux, huma.DefaultConfig("films", "1.0.0"))
	huma.Delete(api, "/films", humaPurge)
	huma.Delete(api, "/messages", humaMessage)
	mux.HandleFunc("DELETE /zero", zeroPurge)
	mux.HandleFunc("DELETE /zeroctx", zeroPurgeCtx)
	log.Fatal(http.ListenAndServe(":8080", mux))
}
