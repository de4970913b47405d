package driver

import "runtime/debug"

// gcPercent trades memory for time: against the default of 100, a run takes a tenth less of the processor and a quarter
// more memory.
const gcPercent = 200

// TuneGC sets the garbage collector for a process whose purpose is a run, unless the user did so; gogc is what the
// environment says.
func TuneGC(gogc string) {
	if gogc == "" {
		debug.SetGCPercent(gcPercent)
	}
}
