package main

import "net/http"

// routes registers every endpoint and wraps the whole mux: the session middleware only remembers who is calling, the
// per-route wrappers requireUser and requireAdmin refuse.
func (s *server) routes() http.Handler {
	mux := http.NewServeMux()

	mux.HandleFunc("GET /healthz", s.health)          // ok: health is public by design
	mux.HandleFunc("POST /api/register", s.register)  // want ratelimit
	mux.HandleFunc("POST /api/login", s.login)        // ok: login is public by design
	mux.HandleFunc("POST /hooks/carrier", s.carrier)  // ok: the webhook verifies a signature
	mux.HandleFunc("GET /api/track/{code}", s.track)  //apilint:public tracking codes are random and shown on the label
	mux.HandleFunc("GET /api/tariffs", s.listTariffs) //apilint:public the price list is on the web site

	mux.HandleFunc("POST /api/logout", s.requireUser(s.logout))
	mux.HandleFunc("GET /api/me", s.requireUser(s.me))

	mux.HandleFunc("GET /api/parcels", s.requireUser(s.listParcels))
	mux.HandleFunc("POST /api/parcels", s.requireUser(s.createParcel))
	mux.HandleFunc("GET /api/parcels/search", s.requireUser(s.searchParcels))
	mux.HandleFunc("GET /api/parcels/status", s.requireUser(s.parcelStatus))
	mux.HandleFunc("GET /api/parcels/export", s.exportParcels) // want routeauth "GET /api/parcels/export"
	mux.HandleFunc("GET /api/parcels/{id}", s.requireUser(s.getParcel))
	mux.HandleFunc("GET /api/parcels/{id}/events", s.requireUser(s.parcelEvents))
	mux.HandleFunc("DELETE /api/parcels/{id}", s.requireUser(s.cancelParcel))

	mux.HandleFunc("GET /api/addresses", s.requireUser(s.listAddresses))
	mux.HandleFunc("PUT /api/addresses/{id}", s.requireUser(s.updateAddress))
	mux.HandleFunc("DELETE /api/addresses/{id}", s.requireUser(s.deleteAddress))

	mux.HandleFunc("GET /api/admin/parcels/{id}", s.requireAdmin(s.adminParcel))
	mux.HandleFunc("GET /api/admin/users", s.requireAdmin(s.adminUsers))

	return s.recoverer(s.cors(s.session(mux)))
}
