// Command cmd serves the routes of the package above.
package main

import (
	"log"

	fixture "fixtures/routes/gin"
)

func main() {
	log.Fatal(fixture.Routes().Run())
}
