// Package linkmodels has relations by links of every kind between nodes and tags,
// for property tests: plain and with columns, of a model to itself and to another,
// symmetric and not.
package linkmodels

import "github.com/kinorm/kin"

//go:generate go run github.com/kinorm/kin/cmd/kin generate .

// A Node is related to nodes and to tags.
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
}

// A Tag is on nodes, by labels or by links with columns.
type Tag struct {
	kin.Model `kin:"order=ID"`
	ID        int64
	Name      string
	Score     int64
	Nodes     kin.ManyToMany[Node]       `kin:"reverse=Labels"`
	Tagged    kin.Through[Node, Tagging] `kin:"reverse=Tags"`
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
