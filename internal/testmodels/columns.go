package testmodels

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

// ErrName is what Validate of a Checked returns.
var ErrName = errors.New("the name is empty")

// A Checked validates itself.
type Checked struct {
	kin.Model
	ID   int64
	Name string
}

// Validate refuses an empty name.
func (c *Checked) Validate(context.Context) error {
	if c.Name == "" {
		return ErrName
	}
	return nil
}

// A Country has a natural key.
type Country struct {
	kin.Model `kin:"key=Code"`
	Code      string `kin:"size=2"`
	Name      string `kin:"size=40,unique"`
	Cities    kin.HasMany[City]
}

// A City has a key of 16 bytes.
type City struct {
	kin.Model   `kin:"order=Name"`
	ID          UUID `kin:"key"`
	Name        string
	CountryCode *string
	Country     *Country `kin:"fk=CountryCode,on_delete=set_null"`
}

// A Cell has a key of two fields.
type Cell struct {
	kin.Model `kin:"key=Sheet Row"`
	Sheet     string `kin:"size=20"`
	Row       int64
	Text      string
	Notes     kin.HasMany[Note]
}

// A Note refers to a key of two fields.
type Note struct {
	kin.Model
	ID        int64
	CellSheet *string
	CellRow   *int64
	Cell      *Cell `kin:"fk=CellSheet CellRow,on_delete=cascade"`
	Text      string
}
