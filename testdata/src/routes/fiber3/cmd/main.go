// Command cmd serves the routes of the package above.
package main

import (
	"log"

	fixture "fixtures/routes/fiber3"
)

func main() {
	log.Fatal(fixture.Routes().Listen(":8080"))
}
