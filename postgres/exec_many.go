package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/schema"
)

// The number of runs for which one statement with sets is quicker, and the most that
// it takes at a time.
const (
	manyRuns = 8
	mostRuns = 5000
)

// columnTypes are the types of columns for the kinds of kin. A column of another
// type, as an existing table may have, takes a single value and converts it, while
// the elements of a set have kin's type already, whose conversion may differ.
var columnTypes = map[schema.Kind]uint32{
	schema.Bool: pgtype.BoolOID, schema.Int16: pgtype.Int2OID, schema.Int32: pgtype.Int4OID, schema.Int64: pgtype.Int8OID,
	schema.Float32: pgtype.Float4OID, schema.Float64: pgtype.Float8OID, schema.Decimal: pgtype.NumericOID,
	schema.Text: pgtype.TextOID, schema.Bytes: pgtype.ByteaOID, schema.Time: pgtype.TimestamptzOID, schema.Date: pgtype.DateOID,
	schema.JSON: pgtype.JSONBOID, schema.UUID: pgtype.UUIDOID,
}

// takesMany reports whether n runs of a statement are done by its form for many.
// Outside of a transaction all runs must be one unit.
func (c *conn) takesMany(s *dialect.Statement, p *stmt, n int) bool {
	if s.Many == nil || n < manyRuns || n > mostRuns && !c.tx {
		return false
	}
	for i, oid := range p.desc.ParamOIDs {
		if oid == pgtype.VarcharOID {
			oid = pgtype.TextOID
		}
		if columnTypes[s.Kinds[i]] != oid {
			return false
		}
	}
	return true
}

// execMany runs the form for many of a statement. PostgreSQL inserts the rows of a
// SELECT in its order and returns them so.
func (c *conn) execMany(ctx context.Context, s *dialect.Statement, runs dialect.Runs, each func(i int, r dialect.Result)) error {
	for from := 0; from < runs.Len; from += mostRuns {
		count := min(mostRuns, runs.Len-from)
		sets, err := runs.Sets(from, from+count)
		if err != nil {
			return err
		}
		result, p, row, err := c.start(ctx, s.Many, sets)
		if err != nil {
			return err
		}
		n := 0
		for ; row && n < count; n++ {
			each(from+n, dialect.Result{RowsAffected: 1, LastInsertID: firstInt(p.forms, result.Values())})
			row = result.NextRow()
		}
		tag, err := result.Close()
		if err != nil {
			return c.fail(ctx, err)
		}
		if tag.RowsAffected() != int64(count) {
			return fmt.Errorf("kin: the server wrote %d of %d rows; a trigger of the table leaves some out, insert them one by one", tag.RowsAffected(), count)
		}
		for ; n < count; n++ { // nothing is returned
			each(from+n, dialect.Result{RowsAffected: 1})
		}
	}
	return nil
}
