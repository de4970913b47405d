// Command cmd serves the routes of the package above.
package main

import (
	"log"

	fixture "fixtures/routes/echo"
)

func main() {
	log.Fatal(fixture.Routes().Start(":8080"))
}
