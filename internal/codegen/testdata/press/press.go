// Package press holds models that lead to those of another package.
package press

import (
	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/codegen/testdata/levels"
	otherlevels "github.com/kinorm/kin/internal/codegen/testdata/other/levels"
	"github.com/kinorm/kin/internal/codegen/testdata/people"
)

// R has the name that type parameters have elsewhere.
type R string

// An Issue has an editor, who is a model of another package.
type Issue struct {
	kin.Model
	ID       int64
	Rating   R
	Level    levels.Level
	Other    otherlevels.Level
	EditorID int64
	Editor   *people.Person                `kin:"on_delete=restrict"`
	Authors  kin.ManyToMany[people.Person] `kin:"related=Written"`
	Credits  kin.Through[people.Person, Credit]
}

// A Credit is the link of an issue to someone who helped.
type Credit struct {
	kin.Model
	Role string
}

func unfinished() { _ = Issues.Editor.Name.Eq("not generated yet") }
