// Package names has mistakes that show once models are linked.
package names

import "github.com/kinorm/kin"

// Sheep has a handle of its own name.
type Sheep struct {
	kin.Model `kin:"plural=Sheep"`
	ID        int64
}

// Order has a handle that a func has.
type Order struct {
	kin.Model
	ID int64
}

// Orders is in the way.
func Orders() {}

// OrderTable is in the way too.
type OrderTable int

// Goose and Geese have one handle.
type Goose struct {
	kin.Model `kin:"handle=Geese,table=goose"`
	ID        int64
}

// Grey has the handle of Goose.
type Grey struct {
	kin.Model `kin:"handle=Geese"`
	ID        int64
}

// Models is in the way.
var Models int

// Auto has mistakes in auto.
type Auto struct {
	kin.Model `kin:"key=A B"`
	A         int64 `kin:"auto"`
	B         int64
	C         int64 `kin:"auto"`
}

// Desk has the key of another row.
type Desk struct {
	kin.Model
	OrderID int64 `kin:"key,auto"`
	Order   *Order
}

// Bytes has a key that Go cannot compare.
type Bytes struct {
	kin.Model
	ID []byte
}

// Post has links with columns.
type Post struct {
	kin.Model
	ID    int64
	Tags  kin.Through[Tag, PostTag]
	Plain kin.ManyToMany[Tag]
}

// Tag has the wrong containers for the reverse ends.
type Tag struct {
	kin.Model
	ID     int64
	Posts  kin.ManyToMany[Post]       `kin:"reverse=Tags"`
	Plains kin.Through[Post, PostTag] `kin:"reverse=plain"`
}

// PostTag is a link.
type PostTag struct {
	kin.Model
	Rank int
}
