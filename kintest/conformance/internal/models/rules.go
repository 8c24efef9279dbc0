package models

import (
	"context"
	"errors"
	"time"

	"github.com/kinorm/kin"
)

// Times are shared by models.
type Times struct {
	CreatedAt time.Time `kin:"auto_create"`
	UpdatedAt time.Time `kin:"auto_update"`
}

// An Item has defaults, constraints and fields that kin completes.
type Item struct {
	kin.Model `kin:"order=Name,unique=Shelf Place,index=Views,check=not_negative(views >= 0)"`
	Times
	ID      int64
	Name    string  `kin:"size=20,unique"`
	Shelf   *string `kin:"size=20"`
	Place   *int32
	Views   int64
	Note    string  `kin:"default=none"`
	Stars   *int    `kin:"default=3"`
	Price   *string `kin:"decimal(6,2),default=9.99"`
	Enabled *bool   `kin:"default=true"`
	Lock    int64   `kin:"version"`
}

// ErrNoName is what Validate of a Checked returns.
var ErrNoName = errors.New("the name is empty")

// A Checked validates itself.
type Checked struct {
	kin.Model `kin:"plural=Checkeds"`
	ID        int64
	Name      string
}

// Validate refuses an empty name.
func (c *Checked) Validate(context.Context) error {
	if c.Name == "" {
		return ErrNoName
	}
	return nil
}

// A Root is what a Leaf belongs to, in every way that a deletion may go.
type Root struct {
	kin.Model
	ID   int64 `kin:"noauto"`
	Name string
}

// A Leaf has a relation for each policy that every database has.
type Leaf struct {
	kin.Model  `kin:"plural=Leaves"`
	ID         int64
	Name       string
	CascadeID  *int64
	Cascade    *Root `kin:"on_delete=cascade,related=CascadeLeaves"`
	RestrictID *int64
	Restrict   *Root `kin:"on_delete=restrict,related=RestrictLeaves"`
	NullID     *int64
	Null       *Root `kin:"on_delete=set_null,related=NullLeaves"`
	ActionID   *int64
	Action     *Root `kin:"on_delete=no_action,related=ActionLeaves"`
}

// A Branch is part of a tree and goes with its parent.
type Branch struct {
	kin.Model `kin:"plural=Branches"`
	ID        int64
	ParentID  *int64
	Parent    *Branch `kin:"on_delete=cascade,related=Twigs"`
}

// A Peak has a name that others refer to.
type Peak struct {
	kin.Model `kin:"order=ID"`
	ID        int64
	Name      string                    `kin:"size=40,unique"`
	Guides    kin.Through[Guide, Climb] `kin:"related=Peaks,on_update=cascade"`
}

// A Trail has a relation for each policy of a key that changes that every database has.
type Trail struct {
	kin.Model
	ID         int64
	CascadeTo  *string `kin:"size=40"`
	Cascade    *Peak   `kin:"fk=CascadeTo,references=Name,on_delete=cascade,on_update=cascade,related=CascadeTrails"`
	RestrictTo *string `kin:"size=40"`
	Restrict   *Peak   `kin:"fk=RestrictTo,references=Name,on_delete=cascade,on_update=restrict,related=RestrictTrails"`
	NullTo     *string `kin:"size=40"`
	Null       *Peak   `kin:"fk=NullTo,references=Name,on_delete=cascade,on_update=set_null,related=NullTrails"`
	ActionTo   *string `kin:"size=40"`
	Action     *Peak   `kin:"fk=ActionTo,references=Name,on_delete=cascade,on_update=no_action,related=ActionTrails"`
}

// A Guide has a natural key, which links follow.
type Guide struct {
	kin.Model `kin:"key=Name,order=Name"`
	Name      string                   `kin:"size=40"`
	Peaks     kin.Through[Peak, Climb] `kin:"reverse=Guides"`
	Speaks    kin.ManyToMany[Guide]    `kin:"symmetric,on_update=cascade"`
}

// A Climb is a link that holds the name of a peak.
type Climb struct {
	kin.Model
	PeakName string `kin:"size=40"`
	Peak     *Peak  `kin:"fk=PeakName,references=Name,on_delete=cascade,on_update=cascade,related=Climbs"`
	Level    int32
}
