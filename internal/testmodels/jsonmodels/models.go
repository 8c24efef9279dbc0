// Package jsonmodels has models for the tests of JSON and of saved graphs: every
// stored type with every way of being absent, json tags, types that marshal
// themselves, and every kind of relation.
package jsonmodels

import (
	"database/sql"
	"encoding/json"
	"time"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels"
)

//go:generate go tool kin generate

// A Grade is an enum of numbers that is a word in JSON.
type Grade int16

// The grades.
const (
	Poor Grade = 1
	Good Grade = 2
)

// MarshalText returns the word.
func (g Grade) MarshalText() ([]byte, error) {
	if g == Good {
		return []byte("good"), nil
	}
	return []byte("poor"), nil
}

// UnmarshalText reads the word.
func (g *Grade) UnmarshalText(b []byte) error {
	*g = Poor
	if string(b) == "good" {
		*g = Good
	}
	return nil
}

// Stored has a column of every stored type.
type Stored struct {
	kin.Model
	ID       int64
	Int      int
	I8       int8
	I16      int16
	I32      int32
	I64      int64 `json:"i64,string"`
	Uint     uint
	U8       uint8
	U16      uint16
	U32      uint32
	U64      uint64
	Flag     bool
	F32      float32
	F64      float64
	Price    string  `kin:"decimal(12,2)"`
	Quantity int64   `kin:"decimal(18,0)"`
	Ratio    float64 `kin:"decimal(9,4)"`
	Text     string
	Short    string           `kin:"size=10"`
	Color    testmodels.Color `kin:"size=10"`
	Level    testmodels.Level
	Grade    Grade
	At       time.Time
	Day      time.Time `kin:"date"`
	Blob     []byte
	Tiny     []byte `kin:"size=4"`
	Doc      kin.JSON[testmodels.Document]
	Tags     kin.Array[string]
	Numbers  kin.Array[int64]
	Shares   kin.Array[float32]
	Raw      json.RawMessage `kin:"type=json"`
	UUID     testmodels.UUID
	Point    testmodels.Point
	Cents    testmodels.Cents `kin:"type=int64"`
	Version  testmodels.Version
	PostID   *int64
	Post     *Post `kin:"on_delete=cascade"`
}

// Absent has them as columns that may be NULL.
type Absent struct {
	kin.Model
	ID       int64
	Int      *int
	I8       *int8
	I16      *int16
	I32      *int32
	I64      *int64 `json:"i64,string"`
	Uint     *uint
	U8       *uint8
	U16      *uint16
	U32      *uint32
	U64      sql.Null[uint64]
	Flag     *bool
	F32      *float32
	F64      sql.Null[float64]
	Price    *string  `kin:"decimal(12,2)"`
	Quantity *int64   `kin:"decimal(18,0)"`
	Ratio    *float64 `kin:"decimal(9,4)"`
	Text     *string
	Short    sql.Null[string]  `kin:"size=10"`
	Color    *testmodels.Color `kin:"size=10"`
	Level    *testmodels.Level
	Grade    *Grade
	At       *time.Time
	Day      sql.Null[time.Time] `kin:"date"`
	Blob     *[]byte
	Tiny     *[]byte `kin:"size=4"`
	Doc      *kin.JSON[testmodels.Document]
	Tags     *kin.Array[string]
	Numbers  *kin.Array[int64]
	Shares   *kin.Array[float32]
	UUID     *testmodels.UUID
	Point    *testmodels.Point
	Cents    *testmodels.Cents `kin:"type=int64"`
	Version  *testmodels.Version
	PostID   *int64
	Post     *Post `kin:"on_delete=cascade"`
}

// An Author writes posts.
type Author struct {
	kin.Model
	ID       int64
	Name     string `kin:"size=40"`
	Password string `json:"-"`
	Nick     string `json:"nick_name,omitempty"`
	BossID   *int64
	Boss     *Author             `kin:"on_delete=set_null,related=Staff"`
	Staff    kin.HasMany[Author] `kin:"reverse=Boss"`
	Posts    kin.HasMany[Post]   `json:"texts"`
	Card     kin.One[Card]
	Friends  kin.ManyToMany[Author] `kin:"symmetric"`
}

// A Card belongs to one author.
type Card struct {
	kin.Model
	ID       int64
	Number   string
	AuthorID int64
	Author   *Author `kin:"one_to_one,on_delete=cascade"`
}

// Times are shared by models.
type Times struct {
	CreatedAt time.Time `kin:"auto_create"`
	UpdatedAt time.Time `kin:"auto_update"`
}

// A Post has relations of every kind.
type Post struct {
	kin.Model
	Times
	ID         int64
	Title      string `kin:"size=20"`
	Lock       int64  `kin:"version"`
	AuthorID   *int64
	Author     *Author
	Categories kin.Through[Category, PostCategory]
	Tags       kin.ManyToMany[Tag]
	Comments   kin.HasMany[Comment]
	Sponsors   kin.ManyToMany[Sponsor] `kin:"skip_reverse"`
	Rows       kin.HasMany[Stored]
	Absents    kin.HasMany[Absent]
}

// A Category groups posts, which a link puts in order.
type Category struct {
	kin.Model
	ID    int64
	Name  string
	Posts kin.Through[Post, PostCategory] `kin:"reverse=Categories" json:"posts,omitzero"`
}

// A PostCategory is the link between a post and a category.
type PostCategory struct {
	kin.Model
	SortOrder *int64
	Note      string `kin:"default=none"`
}

// A Tag has a key of its own.
type Tag struct {
	kin.Model `kin:"key=Code"`
	Code      string `kin:"size=20"`
	Label     string
	Posts     kin.ManyToMany[Post] `kin:"reverse=Tags"`
}

// A Sponsor does not know its posts.
type Sponsor struct {
	kin.Model
	ID   int64
	Name string
}

// A Comment belongs to a post and has an author.
type Comment struct {
	kin.Model
	ID       int64
	PostID   int64
	Post     *Post `kin:"on_delete=cascade"`
	AuthorID *int64
	Author   *Author
	Text     string
}

// A Secret writes and reads itself.
type Secret struct {
	kin.Model
	ID     int64
	Name   string
	Code   string
	NoteID *int64
	Note   *Note                     `kin:"related=Secrets"`
	Notes  kin.Through[Note, Keeper] `kin:"reverse=Kept"`
}

// MarshalJSON hides the code.
func (s *Secret) MarshalJSON() ([]byte, error) { return json.Marshal(map[string]string{"who": s.Name}) }

// UnmarshalJSON reads what MarshalJSON wrote.
func (s *Secret) UnmarshalJSON(b []byte) error {
	var m map[string]string
	err := json.Unmarshal(b, &m)
	s.Name = m["who"]
	return err
}

// A Note has secrets.
type Note struct {
	kin.Model
	ID      int64
	Text    string
	Secrets kin.HasMany[Secret] `kin:"reverse=Note"`
	Kept    kin.Through[Secret, Keeper]
}

// MarshalJSON is made of kin's own encoding.
func (n *Note) MarshalJSON() ([]byte, error) { return kin.Encode(n) }

// A Keeper is the link between a note and a secret.
type Keeper struct {
	kin.Model
	Since int64
}
