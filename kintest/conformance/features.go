package conformance

import (
	"fmt"
	"strings"
)

// A Feature is something that not every database can do, and that kin does not do
// for it. Everything else holds on every database.
type Feature uint8

// The features.
const (
	ExplicitKeyAdvances Feature = iota // after a row with a given key the database numbers from there
	ConcurrentReads                    // a statement outside of an open transaction runs beside it
	ConcurrentWrites                   // two transactions may write at the same time
	RowLocks                           // a query may lock the rows that it reads
	StatementRollback                  // a statement that fails takes only itself back, not its transaction
	TransactionalTables                // a transaction can create tables, which its rollback takes back
	StatementSnapshot                  // a statement decides which rows it writes before it writes the first
	ParallelAssignments                // an update computes all new values from the old ones
	SetDefault                         // a foreign key may be set to its default when its row goes
	UpdatesItself                      // a key that refers to a row of its own table may follow an update of that row
	DeepCascades                       // a delete goes through fifty levels of rows that refer to each other
	numberOfFeatures
)

var features = [numberOfFeatures]struct{ name, description string }{
	ExplicitKeyAdvances: {"ExplicitKeyAdvances", "after a row with a given key the database numbers from there"},
	ConcurrentReads:     {"ConcurrentReads", "a statement outside of an open transaction runs beside it"},
	ConcurrentWrites:    {"ConcurrentWrites", "two transactions may write at the same time"},
	RowLocks:            {"RowLocks", "a query may lock the rows that it reads"},
	StatementRollback:   {"StatementRollback", "a statement that fails takes only itself back, not its transaction"},
	TransactionalTables: {"TransactionalTables", "a transaction can create tables, which its rollback takes back"},
	StatementSnapshot:   {"StatementSnapshot", "a statement decides which rows it writes before it writes the first"},
	ParallelAssignments: {"ParallelAssignments", "an update computes all new values from the old ones"},
	SetDefault:          {"SetDefault", "a foreign key may be set to its default when its row goes"},
	UpdatesItself:       {"UpdatesItself", "a key that refers to a row of its own table may follow an update of that row"},
	DeepCascades:        {"DeepCascades", "a delete goes through fifty levels of rows that refer to each other"},
}

// Features returns all features.
func Features() []Feature {
	all := make([]Feature, numberOfFeatures)
	for i := range all {
		all[i] = Feature(i)
	}
	return all
}

// String returns the name of the feature.
func (f Feature) String() string {
	if f >= numberOfFeatures {
		return fmt.Sprintf("Feature(%d)", uint8(f))
	}
	return features[f].name
}

// Description says in a sentence what a database with the feature does.
func (f Feature) Description() string {
	if f >= numberOfFeatures {
		return "no such feature"
	}
	return features[f].description
}

// reasons describes features for the report.
func reasons(list []Feature) string {
	var text []string
	for _, f := range list {
		text = append(text, f.String()+" ("+f.Description()+")")
	}
	return strings.Join(text, ", ")
}
