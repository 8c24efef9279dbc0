package acceptance

import (
	"testing"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/dialect"
)

// script runs SQL that kin has no verb for.
func script(t *testing.T, db *kin.DB, sql string) {
	t.Helper()
	conn := ok(t, got(db.Driver().Acquire(t.Context(), dialect.Write)))
	defer conn.Release()
	must(t, conn.Script(t.Context(), sql))
}
