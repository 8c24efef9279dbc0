// Package tables has tables of two models.
package tables

import "github.com/kinorm/kin"

type Ballot struct {
	kin.Model
	ID int64
}

type Vote struct {
	kin.Model `kin:"table=Ballots"`
	ID        int64
	Voters    kin.ManyToMany[Voter] `kin:"db_table=voters"`
}

type Voter struct {
	kin.Model
	ID int64
}
