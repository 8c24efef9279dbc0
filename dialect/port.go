package dialect

import (
	"context"
	"strings"
	"unsafe"

	"github.com/kinorm/kin/schema"
)

// A Driver is an open database. It hands out connections, knows its dialect and
// is safe for concurrent use.
type Driver interface {
	Dialect() *Dialect

	// Acquire takes a connection, waiting until one is free or ctx is done. A
	// connection for Write may change the database; one for Read must not be used to.
	Acquire(ctx context.Context, use Use) (Conn, error)

	// Close waits for connections in use and closes the database. Later calls of
	// Acquire return [ErrClosed].
	Close() error
}

// Use is what a connection is taken for.
type Use uint8

// The uses.
const (
	Read Use = iota
	Write
)

// A Conn is one connection, used by one goroutine at a time. When a context ends
// while a call runs, the call returns an error that wraps the context's and the
// connection is either usable or discarded by Release.
type Conn interface {
	// Query runs a statement that returns rows. args are in the order of
	// Statement.Args, one for each placeholder. The Rows must be closed before
	// the next call.
	Query(ctx context.Context, s *Statement, args []Value) (Rows, error)

	// Exec runs a statement that returns no rows.
	Exec(ctx context.Context, s *Statement, args []Value) (Result, error)

	// ExecEach does the runs of s, as quickly as the database can, and calls each,
	// unless it is nil, after every run. All runs are one unit: where one fails, or
	// has no arguments, none has an effect if the caller then rolls back the
	// surrounding transaction. Outside of one none has an effect either where
	// Features.Batches, and an error after which that is not known wraps ErrCommitUnknown.
	ExecEach(ctx context.Context, s *Statement, runs Runs, each func(i int, r Result)) error

	// Begin starts a transaction, Commit and Rollback end it. A Commit whose
	// outcome is not known returns an error that wraps ErrCommitUnknown.
	Begin(ctx context.Context, opts TxOptions) error
	Commit(ctx context.Context) error
	Rollback(ctx context.Context) error

	// Script runs SQL text of one or more statements without arguments, such as
	// DDL and savepoints.
	Script(ctx context.Context, sql string) error

	// Release gives the connection back.
	Release()
}

// Runs are the runs of one statement. Args appends the arguments of run i to buf, in
// the order of Statement.Args and one for each placeholder. A driver asks for them
// once, in their order, and may ask for many before the first of them runs; an error
// ends the runs and is returned as it is.
type Runs struct {
	Len  int
	Args func(buf []Value, i int) ([]Value, error)
}

// RunsOf returns runs with given arguments.
func RunsOf(args [][]Value) Runs {
	return Runs{Len: len(args), Args: func(buf []Value, i int) ([]Value, error) { return append(buf, args[i]...), nil }}
}

// Sets returns the arguments of the runs from one on to another as one set for each
// placeholder, which is what a [Statement.Many] takes. The values of one placeholder
// are of equal kinds.
func (r Runs) Sets(from, to int) ([]Value, error) {
	var sets, row []Value
	for i := from; i < to; i++ {
		var err error
		if row, err = r.Args(row[:0], i); err != nil {
			return nil, err
		}
		if sets == nil {
			for _, v := range row {
				sets = append(sets, Value{Kind: v.Kind, Scale: v.Scale, Format: v.Format, Set: NewSet(v.Kind, to-from)})
			}
		}
		for k := range row {
			sets[k].Set.add(&row[k])
		}
	}
	return sets, nil
}

// A Batcher is a [Conn] that sends several statements at once, which saves the way
// to the server and back for all but one. Only a dialect with Features.Batches has it.
type Batcher interface {
	// Batch runs calls one after the other and sets their results. Outside of a
	// transaction they are one: all have an effect or none. It returns how many have
	// ended well, and the error of the next one, after which none has run. Where calls
	// write and it is not known whether they had an effect, the error wraps
	// ErrCommitUnknown.
	Batch(ctx context.Context, calls []Call) (int, error)
}

// A Call is a statement of a batch.
type Call struct {
	Statement *Statement
	Args      []Value // as those of [Conn.Query]

	// Each is called for every row of a query, and must not use the connection. In a
	// batch that writes it may be called for all of them again, and an error of it does
	// not undo what the batch wrote. Nil is for statements whose rows are not read.
	Each func(rows Rows) error

	Result Result // of a statement without Each
}

// TxOptions are the options of a transaction. The zero value is the database's
// default isolation, for reading and writing.
type TxOptions struct {
	Isolation Isolation
	ReadOnly  bool
}

// Isolation is how far a transaction is isolated from others.
type Isolation uint8

// The levels of isolation.
const (
	DefaultIsolation Isolation = iota
	ReadCommitted
	RepeatableRead
	Serializable
)

// A Result is what an Exec did.
type Result struct {
	RowsAffected int64
	LastInsertID int64 // where Features.LastInsertID, or of ExecEach the first column of the row that a run returns
}

// Rows are the rows of a result, read one after the other.
//
//	for rows.Next() {
//		if err := rows.Decode(0, slots, base); err != nil { ... }
//	}
//	err := errors.Join(rows.Err(), rows.Close())
type Rows interface {
	// Next goes to the next row and reports whether there is one.
	Next() bool

	// Decode writes len(slots) columns of the current row, from the column first
	// on, into the struct at base: column first+i goes to slots[i]. Nothing is
	// kept: text and bytes are copied. An error is a *ScanError.
	Decode(first int, slots []Slot, base unsafe.Pointer) error

	// Err returns the error that ended the rows early, if any.
	Err() error

	// Close ends the rows. It may be called more than once.
	Close() error
}

// A Statement is SQL that was compiled for one dialect. It is never changed, so
// drivers may keep what they prepared for it by its address or by its text.
type Statement struct {
	SQL  string
	Args []int // for each placeholder, the place of its value among the query's arguments
	Sets bool  // some argument is a set of values
	Rows bool  // it returns rows

	// Kinds are those of the values of the placeholders; that of a placeholder for
	// several sets is Invalid.
	Kinds []schema.Kind

	// Lists says that it returns lists of integers, for slots of [IntsSlot].
	Lists bool

	Op    string // the first word of the SQL, such as "SELECT"
	Table string // the table that is read first or written; empty where there is none

	// Zip are the placeholders that stand for several sets at once: a negative number
	// in Args is the complement of a place here, where the places of the sets are.
	Zip [][]int

	// CountsOld says that LastInsertID of the result is how many of the set's rows
	// were there already; RowsAffected must then be made of it.
	CountsOld bool

	// RowStart and RowEnd are where the row of an INSERT of VALUES is in SQL, with its
	// parentheses; both are 0 in other statements, and where there are more rows.
	RowStart, RowEnd int

	// Many does for many lists of arguments at once what the statement does for one,
	// in the form of [Features.ManyRows]: its parameters are sets, or its row is to be
	// repeated. It returns a row for each list, in their order, or none. ExecEach may
	// run it instead. Nil is none.
	Many *Statement

	inOrder bool // Args are 0, 1, 2 and so on
}

// Bind returns the values of the placeholders of s, given the query's arguments. These
// are the values themselves where the placeholders take them in their order.
func (s *Statement) Bind(args []Value) []Value {
	if s.inOrder {
		return args[:len(s.Args):len(s.Args)]
	}
	values := make([]Value, 0, len(s.Args))
	for _, i := range s.Args {
		if i < 0 {
			values = append(values, zip(s.Zip[^i], args))
		} else {
			values = append(values, args[i])
		}
	}
	return values
}

// Repeated returns the SQL of s with its row of VALUES n times, whose placeholders must
// be all there are. They take the arguments of one row after the other.
func (s *Statement) Repeated(n int) string {
	row := s.SQL[s.RowStart:s.RowEnd]
	var b strings.Builder
	b.Grow(len(s.SQL) + (n-1)*(len(row)+len(", ")))
	b.WriteString(s.SQL[:s.RowEnd])
	for range n - 1 {
		b.WriteString(", ")
		b.WriteString(row)
	}
	b.WriteString(s.SQL[s.RowEnd:])
	return b.String()
}

// zip makes one value of several sets of equal length.
func zip(places []int, args []Value) Value {
	set := &Set{Len: args[places[0]].Set.Len, Columns: make([]Value, len(places))}
	for n, i := range places {
		set.Columns[n] = args[i]
	}
	return Value{Kind: set.Columns[0].Kind, Set: set}
}
