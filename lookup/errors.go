package lookup

import (
	"errors"
	"strconv"
	"strings"
)

var (
	// ErrUnknownLookup is returned for a name that is not allowed, whether it exists
	// or not. The error is an [UnknownError].
	ErrUnknownLookup = errors.New("unknown lookup")
	// ErrLimit is returned for a call that is beyond one of the limits.
	ErrLimit = errors.New("limit exceeded")
)

// An UnknownError says which name is unknown, and which there are. It is
// ErrUnknownLookup.
type UnknownError struct {
	Name    string   // as it was given, cut if it is long
	Choices []string // the names that are allowed or, behind an allowed column, its lookups
	Nearest string   // the name that may have been meant; empty is none
}

// Error names the choices and the nearest of them.
func (e *UnknownError) Error() string {
	var b strings.Builder
	b.WriteString("kin: lookup " + strconv.Quote(e.Name) + " is unknown")
	if e.Nearest != "" {
		b.WriteString("; did you mean " + e.Nearest + "?")
	}
	if len(e.Choices) == 0 {
		return b.String() + "; none is allowed here"
	}
	b.WriteString("; the choices are " + strings.Join(e.Choices, ", "))
	return b.String()
}

// Unwrap returns ErrUnknownLookup.
func (e *UnknownError) Unwrap() error { return ErrUnknownLookup }

// A ValueError says that a value is not of the kind that a lookup takes. It does
// not have the value.
type ValueError struct {
	Name  string // the lookup, such as "publications__id__gt"
	Field string // the field that it compares, such as "Publication.ID"
	Want  string // the kind of value that it takes, such as "a whole number"
}

// Error names the lookup, its field and the kind of value that it takes.
func (e *ValueError) Error() string {
	return "kin: lookup " + e.Name + ": " + e.Field + " is compared with " + e.Want
}

const maxNameShown = 80

// shown returns a name that came from outside, cut if it is long.
func shown(name string) string {
	if len(name) <= maxNameShown {
		return name
	}
	return strings.ToValidUTF8(name[:maxNameShown], "") + "..."
}
