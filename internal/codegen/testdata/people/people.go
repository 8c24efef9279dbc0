// Package people holds models that those of package press lead to.
package people

import "github.com/kinorm/kin"

// A Person writes and edits.
type Person struct {
	kin.Model `kin:"plural=People"`
	ID        int64
	Name      string
	BossID    *int64
	Boss      *Person                  `kin:"related=Staff"`
	Desk      kin.One[Desk]            // where the person works
	Friends   kin.ManyToMany[Person]   `kin:"symmetric"`
	Follows   kin.ManyToMany[Person]   `kin:"related=Followers"`
	Skills    kin.Through[Skill, Mark] `kin:"through_fields=person skill"`
}

// A Desk is a place to work.
type Desk struct {
	kin.Model
	PersonID int64 `kin:"key"`
	Person   *Person
}

// A Skill is something that people can do.
type Skill struct {
	kin.Model
	Code    string                    `kin:"key,size=8"`
	Experts kin.Through[Person, Mark] `kin:"reverse=Skills"`
}

// A Mark says how good a person is.
type Mark struct {
	kin.Model
	Points    int16
	PersonID  int64
	Person    *Person
	SkillCode string
	Skill     *Skill  `kin:"skip_reverse"`
	GiverID   *int64  // who says so
	Giver     *Person `kin:"related=Given"`
	Mentions  kin.HasMany[Mention]
}

// A Mention is where a mark was given.
type Mention struct {
	kin.Model
	ID         int64
	PersonID   int64
	SkillCode  string
	Mark       *Mark  `kin:"fk=PersonID SkillCode"`
	SourceText string `json:"source,omitempty"`
}
