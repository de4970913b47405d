// Command cmd serves the routes of the package above.
package main

import (
	"log"

	fixture "fixtures/routes/iris"
)

func main() {
	log.Fatal(fixture.Routes().Listen(":8080"))
}
