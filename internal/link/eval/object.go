package eval

// maxHeld bounds the pointers, interfaces and structs around an object of a library.
const maxHeld = 6

// ObjectIn returns the object of a library that v is, points to, holds as an interface or embeds, if it is a T.
func ObjectIn[T any](v Value) (T, bool) { return objectIn[T](v, false, 0) }

// ObjectOnPath is like ObjectIn; where v differs from path to path, it returns what the first of its alternatives holds.
func ObjectOnPath[T any](v Value) (T, bool) { return objectIn[T](v, true, 0) }

func objectIn[T any](v Value, onPath bool, depth int) (T, bool) {
	var none T
	if v == nil || depth > maxHeld {
		return none, false
	}
	inner, _ := strip(v)
	switch x := inner.(type) {
	case *Object:
		return objectBehind[T](x.X)
	case *Ptr:
		return objectIn[T](x.To.V, onPath, depth+1)
	case *Iface:
		return objectIn[T](x.V, onPath, depth+1)
	case *Alt:
		if !onPath {
			return none, false
		}
		for _, v := range x.Vals {
			if o, ok := objectIn[T](v, onPath, depth+1); ok {
				return o, true
			}
		}
	case *Struct:
		return embeddedIn[T](x, onPath, depth)
	}
	return none, false
}

// objectBehind returns x, or what a field was read from of which nothing else is known, if it is a T.
func objectBehind[T any](x any) (T, bool) {
	for {
		if o, ok := x.(T); ok {
			return o, true
		}
		field, ok := x.(FieldOf)
		if !ok {
			var none T
			return none, false
		}
		x = field.Of
	}
}

// embeddedIn returns the object that a struct embeds. What it embeds is not what it does if it has its own way to serve requests.
func embeddedIn[T any](s *Struct, onPath bool, depth int) (T, bool) {
	var none T
	u := s.Type.Generic().Underlying()
	if !u.IsKnown() || s.Type.Declares("ServeHTTP") {
		return none, false
	}
	for _, f := range u.Fields {
		if c := s.Fields[f.Name]; f.Embedded && c != nil {
			if o, ok := objectIn[T](c.V, onPath, depth+1); ok {
				return o, true
			}
		}
	}
	return none, false
}
