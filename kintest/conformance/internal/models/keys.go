package models

import "github.com/kinorm/kin"

// A Country has a natural key of text.
type Country struct {
	kin.Model `kin:"key=Code,order=Code,plural=Countries"`
	Code      string `kin:"size=2"`
	Name      string `kin:"size=40,unique"`
	Cities    kin.HasMany[City]
	Envoys    kin.HasMany[Envoy]
	Unions    kin.ManyToMany[Union]
}

// A City has a key of 16 bytes.
type City struct {
	kin.Model   `kin:"order=Name,plural=Cities"`
	ID          UUID `kin:"key"`
	Name        string
	CountryCode *string
	Country     *Country `kin:"fk=CountryCode,on_delete=set_null"`
}

// A Union has countries; its key is a number that the program gives.
type Union struct {
	kin.Model `kin:"order=Number"`
	Number    int32 `kin:"key,noauto"`
	Name      string
	Countries kin.ManyToMany[Country] `kin:"reverse=Unions"`
}

// An Envoy refers to a country by another unique column than its key.
type Envoy struct {
	kin.Model   `kin:"order=Name"`
	ID          int64
	Name        string
	CountryName *string  `kin:"size=40"`
	Country     *Country `kin:"fk=CountryName,references=Name,on_delete=set_null"`
}

// A Cell has a key of two fields.
type Cell struct {
	kin.Model `kin:"key=Sheet Row,order=Sheet Row"`
	Sheet     string `kin:"size=20"`
	Row       int64
	Text      string
	Notes     kin.HasMany[Note]
	Marks     kin.ManyToMany[Mark]
	Passages  kin.ManyToMany[Passage] `kin:"reverse=Cells"`
}

// A Note refers to a key of two fields.
type Note struct {
	kin.Model `kin:"order=Text"`
	ID        int64
	CellSheet *string `kin:"size=20"`
	CellRow   *int64
	Cell      *Cell `kin:"fk=CellSheet CellRow,on_delete=cascade"`
	Text      string
}

// A Mark is on cells.
type Mark struct {
	kin.Model `kin:"order=Name"`
	ID        int64
	Name      string
	Cells     kin.ManyToMany[Cell] `kin:"reverse=Marks"`
}

// A Passage may hold a word more than once: its links have a key of their own and
// no unique pair, as in tables that were not made by kin.
type Passage struct {
	kin.Model `kin:"order=Title"`
	ID        int64
	Title     string
	Words     kin.ManyToMany[Word] `kin:"db_table=passages_words,link_id=id,link_unique=none"`
	Cells     kin.ManyToMany[Cell] `kin:"db_table=passages_cells,link_id=id,link_unique=none"`
}

// A Word is in passages.
type Word struct {
	kin.Model `kin:"order=Text"`
	ID        int64
	Text      string                  `kin:"size=30,unique"`
	Passages  kin.ManyToMany[Passage] `kin:"reverse=Words"`
}
