// Command cmd serves the routes of the package above.
package main

import (
	"log"
	"net"

	fixture "fixtures/routes/grpc"
)

func main() {
	lis, err := net.Listen("tcp", ":8080")
	if err != nil {
		log.Fatal(err)
	}
	log.Fatal(fixture.Routes().Serve(lis))
}
