package handlers

import "log"

func overview(token string) {
	log.Println("Grüße 😀", token) //apilint:ignore secretlog it is a demonstration
}
