// Package levels has a model whose rows refer to each other by a key that follows
// updates, which not every database does. It is apart from the others, as where it does
// not its table is refused.
package levels

import "github.com/kinorm/kin"

//go:generate go run github.com/kinorm/kin/cmd/kin generate .

// A Level is below another one.
type Level struct {
	kin.Model `kin:"order=ID"`
	ID        int64
	Name      string  `kin:"size=40,unique"`
	AboveName *string `kin:"size=40"`
	Above     *Level  `kin:"fk=AboveName,references=Name,on_update=cascade,related=Below"`
}
