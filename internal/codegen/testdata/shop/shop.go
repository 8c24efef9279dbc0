// Package shop has a model with every kind of column.
package shop

import (
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"net/netip"
	"time"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/codegen/testdata/levels"
)

// A Status is where an order stands.
type Status string

// The statuses.
const (
	New      Status = "new"
	Paid     Status = "paid"
	Shipped  Status = "shipped"
	Initial         = New // the same value again
	maxNotes        = 10
)

// A Weekday is a day, with a free choice of values.
type Weekday int

// Monday is the first.
const Monday Weekday = 1

// An Hour writes itself as text.
type Hour int

// Noon is an hour.
const Noon Hour = 12

// MarshalText returns the hour.
func (h Hour) MarshalText() ([]byte, error) { return nil, nil }

// UnmarshalText reads an hour.
func (h *Hour) UnmarshalText([]byte) error { return nil }

// schema has the name of a package that generated code imports.
func schema() {}

// An ID is 16 bytes.
type ID [16]byte

// Money reads and writes itself.
type Money struct{ cents int64 }

// Scan reads an amount.
func (m *Money) Scan(any) error { return nil }

// Value returns an amount.
func (m Money) Value() (driver.Value, error) { return m.cents, nil }

// A List is a document.
type List[T any] struct{ Items []T }

// Times are shared by models.
type Times struct {
	CreatedAt time.Time `kin:"auto_create"` // when the row was made
	UpdatedAt time.Time `kin:"auto_update"`
	secret    int
}

// Owned gives a model an owner.
type Owned struct {
	OwnerID *int64
	Owner   *Customer `kin:"on_delete=set_null,related=Owned"`
}

// A Customer orders.
type Customer struct {
	kin.Model `kin:"unique=email tenant,index=Tenant,table=clients"`
	ID        int64
	Email     string `kin:"collate=nocase,size=200"`
	Tenant    int
}

// An Order has a column of each kind.
type Order struct {
	kin.Model `kin:"order=-created_at ID,check=paid_or_new(status <> 'paid' OR price > 0),check=positive(price >= 0),index=Status CreatedAt"`
	Times
	Owned
	ID       int64   `kin:"noauto"`
	Flag     bool    `kin:"default=false"`
	Small    int8    //
	Byte     uint8   `json:"-"`
	Word     uint16  `json:"w"`
	Long     uint32  `kin:"column=long_word"`
	Huge     uint64  `kin:"version"`
	Ratio    float32 `kin:"default=0"`
	Exact    *float64
	Price    string          `kin:"decimal(12,2),default=0.50"`
	Amount   Money           `kin:"decimal(10)"`
	Cost     *Money          `kin:"type=int64"`
	Text     string          `kin:"size=20,default='a, b',unique"`
	Raw      []byte          `kin:"size=16"`
	Document json.RawMessage `kin:"type=json"`
	// Since is a day. It has no time.
	Since   time.Time  `kin:"date,default=2020-01-31"`
	Until   *time.Time `kin:"index"`
	Ref     ID
	Address netip.Addr
	Maybe   sql.Null[int32] `kin:"default=7"`
	List    kin.JSON[List[string]]
	Notes   *kin.JSON[map[string]any]
	Labels  kin.Array[string]
	Years   *kin.Array[int16]
	Status  Status       `kin:"default=new"`
	Urgency levels.Level // of another package
	Hour    Hour         `kin:"type=text"`
	Day     Weekday      `kin:"enum=none"`
	Count   int          // the table has a method of this name
	Loaded  bool         // a relation has a method of this name
	Skipped chan int     `kin:"-"`
	private int
	_       struct{}
	Filter  kin.ManyToMany[Customer] `kin:"skip_reverse,related=Filtering"`
	Lines   kin.HasMany[Line]
}

// A Line has a key of two fields.
type Line struct {
	kin.Model `kin:"key=OrderID Number"`
	OrderID   int64               // the order
	Order     *Order              `kin:"on_delete=cascade"`
	Number    int32               `kin:"default=0"`
	Tags      kin.ManyToMany[Tag] `kin:"db_table=line_tags,owner_column=line_id,target_column=tag,link_id=id,link_unique=none"`
}

// A Tag is found by its name.
type Tag struct {
	kin.Model `kin:"handle=AllTags,key=name"`
	Name      string
	ParentKey *string
	Parent    *Tag `kin:"fk=parent_key,references=name,no_constraint,skip_reverse"`
}

// Tags is why the handle of Tag has another name.
type Tags []Tag

var used = Orders.Status // exists after generation
var _, _ = used, maxNotes
