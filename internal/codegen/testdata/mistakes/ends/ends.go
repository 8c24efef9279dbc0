// Package ends has relations whose two ends, links or tables do not go together.
package ends

import "github.com/kinorm/kin"

// Both ends say that the other one declares the relation.
type Actor struct {
	kin.Model
	ID    int64
	Plays kin.ManyToMany[Play] `kin:"reverse=Actors"`
}

type Play struct {
	kin.Model
	ID     int64
	Actors kin.ManyToMany[Actor] `kin:"reverse=Plays"`
}

// The key of the relation is wrong, and nothing is said of the field for its other end.
type Owner struct {
	kin.Model
	ID   int64
	Dogs kin.HasMany[Dog]
	Cats kin.HasMany[Cat] `kin:"reverse=Owner"`
	Cows kin.HasMany[Cow]
	Pet  kin.One[Hen]
}

type Dog struct {
	kin.Model
	ID      int64
	OwnerID string
	Owner   *Owner
}

type Cat struct {
	kin.Model
	ID    int64
	Owner *Owner `kin:"references=Name"`
}

type Cow struct {
	kin.Model
	ID      int64
	OwnerID int64
	Owner   *Owner `kin:"skip_reverse"`
}

type Hen struct {
	kin.Model
	ID      int64
	OwnerID int64
	Owner   *Owner
}

// One end has two names.
type Ship struct {
	kin.Model
	ID      int64
	Sailors kin.HasMany[Sailor]
}

type Sailor struct {
	kin.Model
	ID     int64
	ShipID int64
	Ship   *Ship `kin:"related=Crew"`
}

// Links that are ends, that belong to two relations, that have one column for both
// ends, and whose end is called as another relation.
type Guest struct {
	kin.Model
	ID     int64
	Hosts  kin.Through[Host, Host]   `kin:"related=A"`
	Rooms  kin.Through[Room, Stay]   `kin:"related=B"`
	Stays  kin.Through[Host, Stay]   `kin:"related=C"`
	Halls  kin.ManyToMany[Room]      `kin:"related=D,owner_column=x,target_column=x"`
	Visits kin.Through[Room, Visit2] `kin:"related=E"`
}

type Host struct {
	kin.Model
	ID int64
}

type Room struct {
	kin.Model
	ID int64
}

type Stay struct {
	kin.Model
	Nights int64
}

type Visit2 struct {
	kin.Model
	RoomHostID int64
	Room       *Host `kin:"fk=RoomHostID,related=F"`
}
