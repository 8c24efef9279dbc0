package kintest

import (
	"fmt"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/ast"
)

// rewriteEnv is the variable that chooses how statements are rewritten.
const rewriteEnv = "KIN_REWRITE"

// rewritten returns db with the rewrite of its statements that mode names: none,
// or the identity, by which a suite shows that trees of statements are copied whole.
func rewritten(db *kin.DB, mode string) (*kin.DB, error) {
	switch mode {
	case "":
		return db, nil
	case "identity":
		return db.With(kin.RewriteSQL(func(n ast.Node) ast.Node { return n })), nil
	default:
		return nil, fmt.Errorf("%s is %q; it is either not set or identity", rewriteEnv, mode)
	}
}
