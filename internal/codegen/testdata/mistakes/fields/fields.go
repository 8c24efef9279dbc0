// Package fields has a mistake in every field.
package fields

import (
	"database/sql"
	"time"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/codegen/testdata/people"
)

// Color has constants.
type Color string

// The colors.
const (
	Red  Color = "red"
	Blue Color = "blue"
)

// Plain is no model.
type Plain struct{ A, B int }

// Pointer embeds a pointer.
type Pointer struct {
	*kin.Model
	ID int64
}

// Generic has parameters.
type Generic[T any] struct {
	kin.Model
	ID T
}

type hidden struct {
	kin.Model
	ID int64
}

// Other is a model.
type Other struct {
	kin.Model
	ID int64
}

// Shared is embedded.
type Shared struct {
	Name  string
	Title string
}

// Options has mistakes in the tag of kin.Model.
type Options struct {
	kin.Model `kin:"tabel=x,size=3,table,order=,plural=people,handle=all people,check=price > 0,check=a(x),check=a(y),key=ID,key=Name"`
	ID        int64
}

// Tags has mistakes in the writing of tags.
type Tags struct {
	kin.Model
	ID      int64
	Space   string `json:"a"kin:"size=3"`
	NoQuote string `json:"a" kin:size=3`
	Empty   string `kin:"size=3,,unique"`
	Quote   string `kin:"default=it's"`
	Open    string `kin:"decimal(3"`
	Close   string `kin:"default=:)"`
	NoName  string `kin:"=3"`
	Odd     string `kin:"'unique'"`
	Twice   string `kin:"size=3,size=4"`
	Typo    string `kin:"siez=3"`
	Foreign string `kin:"on_delete=cascade"`
	Unknown string `kin:"sparkling"`
	Form    string `kin:"unique=yes"`
	Value   string `kin:"size"`
	private string `kin:"size=3"`
}

// Types has types that no column stores.
type Types struct {
	kin.Model
	ID       int64
	Struct   Plain
	Map      map[string]int
	Slice    []string
	Chan     chan int
	Func     func()
	Complex  complex128
	Pointers **int
	Twice    *sql.Null[int]
	Old      sql.NullString
	Any      any
	Missing  Nothing
	Array    [4]byte
	PlainPtr *Plain
}

// Sizes has options that do not fit.
type Sizes struct {
	kin.Model
	ID       int64
	Zero     string    `kin:"size=0"`
	Minus    string    `kin:"size=-3"`
	Word     string    `kin:"size=many"`
	Number   int       `kin:"size=3"`
	Collate  int       `kin:"collate=nocase"`
	Type     string    `kin:"type=varchar"`
	Misfit   int64     `kin:"type=uuid"`
	Date     string    `kin:"date"`
	Digits   string    `kin:"decimal(19,2)"`
	NoDigits string    `kin:"decimal(0)"`
	Scale    string    `kin:"decimal(4,5)"`
	Decimal  string    `kin:"decimal(a,b)"`
	Assigned string    `kin:"decimal=10"`
	Bool     bool      `kin:"decimal(3,1)"`
	Both     time.Time `kin:"date,type=time"`
	Created  int64     `kin:"auto_create"`
	Updated  string    `kin:"auto_update"`
	Version  string    `kin:"version"`
	One      int64     `kin:"version"`
	Two      int64     `kin:"version"`
	Auto     string    `kin:"auto"`
	AutoNoto int64     `kin:"auto,noauto"`
	Format   time.Time `kin:"format=sqlalchemy"`
	Enum     Color     `kin:"enum=all"`
}

// Defaults has defaults that are none.
type Defaults struct {
	kin.Model
	ID      int64
	Int     *int8         `kin:"default=200"`
	Uint    *uint         `kin:"default=-1"`
	Narrow  *int64        `kin:"type=int16,default=40000"`
	Float   *float64      `kin:"default=many"`
	Bool    *bool         `kin:"default=yes"`
	Decimal *string       `kin:"decimal(3,1),default=123.4"`
	Time    *time.Time    `kin:"default=noon"`
	Date    *time.Time    `kin:"date,default=2020"`
	UUID    *[16]byte     `kin:"default=12"`
	JSON    kin.JSON[int] `kin:"default={"`
	Array   kin.Array[string] `kin:"default=a"`
	Long    string        `kin:"size=3,default=long"`
	Color   Color         `kin:"default=green"`
	Plain   int           `kin:"default=1"`
	True    bool          `kin:"default=true"`
	Ratio   float32       `kin:"default=0.5"`
}

// Embeds has mistakes in embedding.
type Embeds struct {
	kin.Model
	ID int64
	*Shared
	Other
	Color
}

// Collides has a name twice.
type Collides struct {
	kin.Model
	ID int64
	Shared
	Name  string
	Times `kin:"size=3"`
}

// Times is embedded with a tag.
type Times struct{ Title time.Time }

// Relations has fields that look like relations.
type Relations struct {
	kin.Model
	ID       int64
	Value    Other
	Values   []Other
	Pointers []*Other
	Pointer  *kin.HasMany[Other]
	Plain    kin.ManyToMany[Plain]
	Int      kin.HasMany[int]
	PtrArg   kin.ManyToMany[*Other]
	Size     kin.ManyToMany[Other] `kin:"size=3"`
	Delete   *Other                `kin:"on_delete=cascde"`
	Action   *Other                `kin:"on_delete=explode"`
	Update   *Other                `kin:"on_update=casacde"`
	Keys     kin.ManyToMany[Other] `kin:"on_update=set_null"`
	Related  *Other                `kin:"related=some things,skip_reverse"`
	Links    kin.ManyToMany[Other] `kin:"link_unique=some"`
	Reverse  kin.ManyToMany[Other] `kin:"reverse=X,db_table=y"`
	Through  kin.ManyToMany[Other] `kin:"through_fields=a b"`
	hidden   kin.ManyToMany[Other]
	Foreign  kin.Through[people.Person, people.Mark]
	Table    kin.Through[Other, Link] `kin:"db_table=y,link_id=id"`
}

// Link is a link.
type Link struct{ kin.Model }

// Forgotten has a tag and no kin.Model.
type Forgotten struct {
	ID   int64
	Name string `kin:"size=20"`
}
