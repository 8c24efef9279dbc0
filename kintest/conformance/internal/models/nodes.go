package models

import "github.com/kinorm/kin"

// A Node has each relation of a model to itself.
type Node struct {
	kin.Model `kin:"order=Name"`
	ID        int64
	Name      string
	ParentID  *int64
	Parent    *Node                    `kin:"on_delete=set_null,related=Children"`
	Children  kin.HasMany[Node]        `kin:"reverse=Parent"`
	Friends   kin.ManyToMany[Node]     `kin:"symmetric"`
	Follows   kin.ManyToMany[Node]     `kin:"related=Followers"`
	Followers kin.ManyToMany[Node]     `kin:"reverse=Follows"`
	Trusts    kin.Through[Node, Trust] `kin:"related=TrustedBy"`
	TrustedBy kin.Through[Node, Trust] `kin:"reverse=Trusts"`
	Allies    kin.Through[Node, Pact]  `kin:"symmetric"`
}

// A Trust leads from a node to another.
type Trust struct {
	kin.Model
	Degree *int64
}

// A Pact is between two nodes, in both directions.
type Pact struct {
	kin.Model
	Degree *int64
}
