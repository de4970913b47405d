// Command cmd serves the routes of the package above.
package main

import (
	fixture "fixtures/routes/hertz"
)

func main() {
	fixture.Routes().Spin()
}
