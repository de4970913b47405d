// Command cmd serves the routes of the package above.
package main

import (
	"log"
	"net/http"

	fixture "fixtures/routes/connect"
)

func main() {
	log.Fatal(http.ListenAndServe(":8080", fixture.Routes()))
}
