// Command cmd serves the routes of the package above.
package main

import (
	fixture "fixtures/routes/gozero"
)

func main() {
	fixture.Routes().Start()
}
