// Package linkmodels has relations of every kind, for property tests: by foreign keys,
// to the key and to another column, of one column and of two, to one and back; by links
// plain and with columns, of a model to itself and to another, symmetric and not,
// once and repeated; to natural and composite keys; of links that hold other unique
// columns than keys, at one end and at both. Package far has those between two packages.
package linkmodels

import "github.com/kinorm/kin"

//go:generate go run github.com/kinorm/kin/cmd/kin generate .

// A Node is related to everything else.
type Node struct {
	kin.Model `kin:"order=ID"`
	ID        int64
	Name      string
	Score     int64

	ParentID *int64
	Parent   *Node             `kin:"on_delete=set_null,related=Children"`
	Children kin.HasMany[Node] `kin:"reverse=Parent"`

	Friends   kin.ManyToMany[Node]     `kin:"symmetric"`
	Follows   kin.ManyToMany[Node]     `kin:"related=Followers,link_id=id"` // the database numbers the links
	Followers kin.ManyToMany[Node]     `kin:"reverse=Follows"`
	Trusts    kin.Through[Node, Trust] `kin:"related=TrustedBy"`
	TrustedBy kin.Through[Node, Trust] `kin:"reverse=Trusts"`
	Allies    kin.Through[Node, Pact]  `kin:"symmetric"`
	Labels    kin.ManyToMany[Tag]
	Tags      kin.Through[Tag, Tagging] `kin:"related=Tagged"`

	TwinID    *int64
	Twin      *Node         `kin:"one_to_one,on_delete=set_null,related=TwinOf"`
	TwinOf    kin.One[Node] `kin:"reverse=Twin"`
	Badge     kin.One[Badge]
	MottoSlug *string
	Motto     *Word `kin:"fk=MottoSlug,references=Slug,on_delete=set_null,related=Bearers"`
	HomeLand  *string
	HomeAt    *int64
	Home      *Spot `kin:"fk=HomeLand HomeAt,on_delete=set_null,related=Residents"`

	Marks    kin.ManyToMany[Word]    `kin:"skip_reverse"`
	Words    kin.ManyToMany[Word]    `kin:"related=Users,link_id=id,link_unique=none"`
	Readings kin.Through[Word, Read] `kin:"related=Readers,link_unique=none"`
	Pals     kin.ManyToMany[Node]    `kin:"symmetric,link_id=id,link_unique=none"`
	Calls    kin.Through[Node, Call] `kin:"symmetric,link_unique=none"`
	Spots    kin.ManyToMany[Spot]
	Visits   kin.Through[Spot, Visit] `kin:"through_fields=Node Spot,related=Visitors"`

	Sayings kin.Through[Word, Saying] `kin:"related=Sayers"`
	Hums    kin.Through[Word, Hum]    `kin:"related=Hummers,link_unique=none"`
}

// A Tag is on nodes, by labels or by links with columns.
type Tag struct {
	kin.Model `kin:"order=ID"`
	ID        int64
	Name      string
	Score     int64
	Number    *int64                     `kin:"unique"`
	Nodes     kin.ManyToMany[Node]       `kin:"reverse=Labels"`
	Tagged    kin.Through[Node, Tagging] `kin:"reverse=Tags"`
	Topics    kin.Through[Word, Topic]   `kin:"related=Topical"`
}

// A Trust leads from a node to another.
type Trust struct {
	kin.Model
	Level *int64
	Note  string `kin:"default=new"`
}

// A Pact is between two nodes, in both directions.
type Pact struct {
	kin.Model
	Level *int64
	Note  string `kin:"default=new"`
}

// A Tagging puts a tag on a node.
type Tagging struct {
	kin.Model
	Level *int64
	Note  string `kin:"default=new"`
}

// A Word has a key of text and another unique column.
type Word struct {
	kin.Model `kin:"key=Text,order=Text"`
	Text      string `kin:"size=20"`
	Slug      string `kin:"size=20,unique"`
	Score     int64
	Bearers   kin.HasMany[Node]       `kin:"reverse=Motto"`
	Users     kin.ManyToMany[Node]    `kin:"reverse=Words"`
	Readers   kin.Through[Node, Read] `kin:"reverse=Readings"`

	Sayers  kin.Through[Node, Saying] `kin:"reverse=Sayings"`
	Hummers kin.Through[Node, Hum]    `kin:"reverse=Hums"`
	Topical kin.Through[Tag, Topic]   `kin:"reverse=Topics"`
	Chanted kin.Through[Spot, Chant]  `kin:"reverse=Chants"`
	Echoes  kin.Through[Word, Echo]   `kin:"related=EchoOf"`
	EchoOf  kin.Through[Word, Echo]   `kin:"reverse=Echoes"`
	Rhymes  kin.Through[Word, Rhyme]  `kin:"symmetric"`
}

// A Spot has a key of two columns, and two others that are unique together.
type Spot struct {
	kin.Model `kin:"key=Land At,order=Land At,unique=Zone Nr"`
	Land      string `kin:"size=20"`
	At        int64
	Zone      string `kin:"size=20"`
	Nr        int64
	Score     int64
	Residents kin.HasMany[Node] `kin:"reverse=Home"`
	Badge     kin.One[Badge]
	Nodes     kin.ManyToMany[Node]     `kin:"reverse=Spots"`
	Visitors  kin.Through[Node, Visit] `kin:"reverse=Visits"`
	Twins     kin.ManyToMany[Spot]     `kin:"symmetric"`
	Roads     kin.Through[Spot, Road]  `kin:"related=RoadsTo"`
	RoadsTo   kin.Through[Spot, Road]  `kin:"reverse=Roads"`
	Chants    kin.Through[Word, Chant] `kin:"related=Chanted"`
}

// A Badge goes with one node, and perhaps with one spot.
type Badge struct {
	kin.Model `kin:"order=ID"`
	ID        int64
	Score     int64
	NodeID    int64
	Node      *Node `kin:"one_to_one,on_delete=cascade"`
	SpotLand  *string
	SpotAt    *int64
	Spot      *Spot `kin:"one_to_one,on_delete=set_null"`
}

// A Read is one of any number of links of a node and a word.
type Read struct {
	kin.Model `kin:"table=readings"`
	ID        int64
	Level     *int64
	Note      string `kin:"default=new"`
}

// A Call is one of any number of links of two nodes, in both directions.
type Call struct {
	kin.Model
	ID    int64
	Level *int64
	Note  string `kin:"default=new"`
}

// A Visit of a node to a spot may have a guide, and stamps.
type Visit struct {
	kin.Model
	NodeID   int64
	Node     *Node `kin:"on_delete=cascade,related=OwnVisits"`
	SpotLand string
	SpotAt   int64
	Spot     *Spot `kin:"on_delete=cascade,related=OwnVisits"`
	GuideID  *int64
	Guide    *Node `kin:"on_delete=set_null,related=Guided"`
	Level    *int64
	Note     string `kin:"default=new"`
	Stamps   kin.HasMany[Stamp]
}

// A Stamp goes with a visit, whose key has three columns.
type Stamp struct {
	kin.Model     `kin:"order=ID"`
	ID            int64
	Score         int64
	VisitNodeID   int64
	VisitSpotLand string
	VisitSpotAt   int64
	Visit         *Visit `kin:"on_delete=cascade"`
}

// A Road leads from a spot to another.
type Road struct {
	kin.Model
	Level *int64
	Note  string `kin:"default=new"`
}

// A Saying leads from the key of a node to the slug of a word.
type Saying struct {
	kin.Model
	WordSlug string `kin:"size=20"`
	Word     *Word  `kin:"fk=WordSlug,references=Slug,on_delete=cascade,related=OwnSayings"`
	Level    *int64
	Note     string `kin:"default=new"`
}

// A Hum is one of any number of links of a node and the slug of a word.
type Hum struct {
	kin.Model
	ID       int64
	WordSlug string `kin:"size=20"`
	Word     *Word  `kin:"fk=WordSlug,references=Slug,on_delete=cascade,related=OwnHums"`
	Level    *int64
	Note     string `kin:"default=new"`
}

// A Topic leads from the number of a tag, which it may lack, to the slug of a word.
type Topic struct {
	kin.Model
	TagNumber int64
	Tag       *Tag   `kin:"fk=TagNumber,references=Number,on_delete=cascade,related=OwnTopics"`
	WordSlug  string `kin:"size=20"`
	Word      *Word  `kin:"fk=WordSlug,references=Slug,on_delete=cascade,related=OwnTopics"`
	Level     *int64
	Note      string `kin:"default=new"`
}

// A Chant leads from two columns of a spot to the key of a word.
type Chant struct {
	kin.Model
	SpotZone string `kin:"size=20"`
	SpotNr   int64
	Spot     *Spot `kin:"fk=SpotZone SpotNr,references=Zone Nr,on_delete=cascade,related=OwnChants"`
	Level    *int64
	Note     string `kin:"default=new"`
}

// An Echo leads from the slug of a word to that of another.
type Echo struct {
	kin.Model `kin:"plural=Echoings"`
	FromSlug  string `kin:"size=20"`
	From      *Word  `kin:"fk=FromSlug,references=Slug,on_delete=cascade,related=EchoesFrom"`
	ToSlug    string `kin:"size=20"`
	To        *Word  `kin:"fk=ToSlug,references=Slug,on_delete=cascade,related=EchoesTo"`
	Level     *int64
	Note      string `kin:"default=new"`
}

// A Rhyme is between the slugs of two words, in both directions.
type Rhyme struct {
	kin.Model `kin:"plural=Rhymings"`
	FromSlug  string `kin:"size=20"`
	From      *Word  `kin:"fk=FromSlug,references=Slug,on_delete=cascade,related=RhymesFrom"`
	ToSlug    string `kin:"size=20"`
	To        *Word  `kin:"fk=ToSlug,references=Slug,on_delete=cascade,related=RhymesTo"`
	Level     *int64
	Note      string `kin:"default=new"`
}
