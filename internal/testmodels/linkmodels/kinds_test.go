// What must hold of every kind of relation, and where it is tested. The kinds are rows
// of relations, for links, and of nodeKinds, spotKinds and so on, for all: a new kind
// is a new row there.
//
//	JSON there and back, chosen parts     TestJSONOfEveryKind; TestJSONIdentity for types
//	SaveGraph, its list, one transaction  TestSaveGraphOfEveryKind; objects of links: TestGraphsOfLinkModels
//	preloads are queries for each owner   TestPreloadsOfEveryKind; TestPreloadOfLinks by conditions on links
//	conditions and orders by links        TestConditionsOfEveryKind; TestLinkConditions
//	aggregates do not touch each other    TestAggregatesOfEveryKind; TestAggregatesOverChains
//	verbs of links against a map          TestLinksAgainstMap, TestSeveralOwnersAgainstMap, TestEventsAgainstMap
//	verbs of children against a map       TestChildrenAgainstMap, TestEventsOfChildren

package linkmodels_test

import (
	"fmt"
	"strings"

	"github.com/kinorm/kin"
	lm "github.com/kinorm/kin/internal/testmodels/linkmodels"
	"github.com/kinorm/kin/internal/testmodels/linkmodels/far"
)

// A relation by links is one of those whose verbs are tested.
type relation struct {
	name      string
	sides     [2]string
	self      bool // both ends are of one model
	symmetric bool
	ends      func(db *kin.DB) [2]verbs // the declaring end and the other
	listen    func(a, b *heard) []kin.Option
	repeat    func(owner, target int64, v value) string // SQL that links a pair once more, if it may repeat
}

// relations has every kind of relation by links.
var relations = []relation{
	plainKind("plain", lm.Nodes.Labels, lm.Tags.Nodes, nodes, tags),
	plainKind("plain self", lm.Nodes.Follows, lm.Nodes.Followers, nodes, nodes),
	plainKind("plain symmetric", lm.Nodes.Friends, nil, nodes, nodes),
	plainKind("plain to composite keys", lm.Nodes.Spots, lm.Spots.Nodes, nodes, spots),
	plainKind("plain symmetric of composite keys", lm.Spots.Twins, nil, spots, spots),
	plainKind("plain to another package", far.Places.Nodes, kin.Reverse(far.Places.Nodes), places, nodes),
	plainKind("plain without a reverse end", lm.Nodes.Marks, lm.Words.Nodes, nodes, words),
	plainKind("plain, repeated", lm.Nodes.Words, lm.Words.Users, nodes, words).repeats("nodes_words (node_id, word_id)", "%d, 'word %d'"),
	plainKind("plain symmetric, repeated", lm.Nodes.Pals, nil, nodes, nodes).repeats("nodes_pals (from_node_id, to_node_id)", "%d, %d"),
	throughKind("through", lm.Nodes.Tags, lm.Tags.Tagged,
		func(n *lm.Node) *kin.Through[lm.Tag, lm.Tagging] { return &n.Tags },
		func(t *lm.Tag) *kin.Through[lm.Node, lm.Tagging] { return &t.Tagged }, nodes, tags, taggings),
	throughKind("through self", lm.Nodes.Trusts, lm.Nodes.TrustedBy,
		func(n *lm.Node) *kin.Through[lm.Node, lm.Trust] { return &n.Trusts },
		func(n *lm.Node) *kin.Through[lm.Node, lm.Trust] { return &n.TrustedBy }, nodes, nodes, trusts),
	throughKind("through symmetric", lm.Nodes.Allies, nil,
		func(n *lm.Node) *kin.Through[lm.Node, lm.Pact] { return &n.Allies }, nil, nodes, nodes, pacts),
	throughKind("through to composite keys, by fields of the link", lm.Nodes.Visits, lm.Spots.Visitors,
		func(n *lm.Node) *kin.Through[lm.Spot, lm.Visit] { return &n.Visits },
		func(s *lm.Spot) *kin.Through[lm.Node, lm.Visit] { return &s.Visitors }, nodes, spots, visits),
	throughKind("through self of composite keys", lm.Spots.Roads, lm.Spots.RoadsTo,
		func(s *lm.Spot) *kin.Through[lm.Spot, lm.Road] { return &s.Roads },
		func(s *lm.Spot) *kin.Through[lm.Spot, lm.Road] { return &s.RoadsTo }, spots, spots, roads),
	throughKind("through to another package", far.Places.Trips, nil,
		func(p *far.Place) *kin.Through[lm.Node, far.Trip] { return &p.Trips }, nil, places, nodes, trips),
	throughKind("through, repeated", lm.Nodes.Readings, lm.Words.Readers,
		func(n *lm.Node) *kin.Through[lm.Word, lm.Read] { return &n.Readings },
		func(w *lm.Word) *kin.Through[lm.Node, lm.Read] { return &w.Readers }, nodes, words, reads).
		repeats("readings (node_id, word_id, level, note)", "%d, 'word %d', %s, '%s'"),
	throughKind("through symmetric, repeated", lm.Nodes.Calls, nil,
		func(n *lm.Node) *kin.Through[lm.Node, lm.Call] { return &n.Calls }, nil, nodes, nodes, calls).
		repeats("calls (from_node_id, to_node_id, level, note)", "%d, %d, %s, '%s'"),
	throughKind("through to another column", lm.Nodes.Sayings, lm.Words.Sayers,
		func(n *lm.Node) *kin.Through[lm.Word, lm.Saying] { return &n.Sayings },
		func(w *lm.Word) *kin.Through[lm.Node, lm.Saying] { return &w.Sayers }, nodes, words, sayings),
	throughKind("through to another column, repeated", lm.Nodes.Hums, lm.Words.Hummers,
		func(n *lm.Node) *kin.Through[lm.Word, lm.Hum] { return &n.Hums },
		func(w *lm.Word) *kin.Through[lm.Node, lm.Hum] { return &w.Hummers }, nodes, words, hums).
		repeats("hums (node_id, word_slug, level, note)", "%d, 'slug %d', %s, '%s'"),
	throughKind("through between other columns", lm.Tags.Topics, lm.Words.Topical,
		func(t *lm.Tag) *kin.Through[lm.Word, lm.Topic] { return &t.Topics },
		func(w *lm.Word) *kin.Through[lm.Tag, lm.Topic] { return &w.Topical }, tags, words, topics),
	throughKind("through from other columns of a composite key", lm.Spots.Chants, lm.Words.Chanted,
		func(s *lm.Spot) *kin.Through[lm.Word, lm.Chant] { return &s.Chants },
		func(w *lm.Word) *kin.Through[lm.Spot, lm.Chant] { return &w.Chanted }, spots, words, chants),
	throughKind("through self by another column", lm.Words.Echoes, lm.Words.EchoOf,
		func(w *lm.Word) *kin.Through[lm.Word, lm.Echo] { return &w.Echoes },
		func(w *lm.Word) *kin.Through[lm.Word, lm.Echo] { return &w.EchoOf }, words, words, echoes),
	throughKind("through to another column of another package", far.Places.Quotes, nil,
		func(p *far.Place) *kin.Through[lm.Word, far.Quote] { return &p.Quotes }, nil, places, words, quotes),
	throughKind("through symmetric by another column", lm.Words.Rhymes, nil,
		func(w *lm.Word) *kin.Through[lm.Word, lm.Rhyme] { return &w.Rhymes }, nil, words, words, rhymes),
}

func isSelf[R, T any]() bool {
	_, self := any((*R)(nil)).(*T)
	return self
}

// plainKind is a relation whose links have no columns; without a back it is symmetric.
func plainKind[R, T any](name string, rel *kin.Many[*R, *T], back *kin.Many[*T, *R], from side[R], to side[T]) relation {
	r := relation{name: name, sides: [2]string{from.name, to.name}, self: isSelf[R, T](), symmetric: back == nil}
	if back == nil {
		back = any(rel).(*kin.Many[*T, *R])
	}
	r.ends = func(db *kin.DB) [2]verbs { return [2]verbs{plain(db, rel, from, to), plain(db, back, to, from)} }
	r.listen = func(a, b *heard) []kin.Option {
		return []kin.Option{listenPlain(rel, from, to, a), listenPlain(back, to, from, b)}
	}
	return r
}

// throughKind is a relation whose links have columns. Without a field for its back it
// is symmetric, if both ends are one model; else the other end holds no links.
func throughKind[R, T, L any](name string, rel *kin.ManyThrough[*R, *T, *L], back *kin.ManyThrough[*T, *R, *L],
	field func(*R) *kin.Through[T, L], backField func(*T) *kin.Through[R, L], from side[R], to side[T], link linkSide[L],
) relation {
	r := relation{name: name, sides: [2]string{from.name, to.name}, self: isSelf[R, T]()}
	if back == nil && r.self {
		r.symmetric = true
		back, backField = any(rel).(*kin.ManyThrough[*T, *R, *L]), any(field).(func(*T) *kin.Through[R, L])
	}
	r.ends = func(db *kin.DB) [2]verbs {
		if back == nil {
			return [2]verbs{through(db, rel, field, from, to, link), plain(db, kin.Reverse(rel), to, from)}
		}
		return [2]verbs{through(db, rel, field, from, to, link), through(db, back, backField, to, from, link)}
	}
	r.listen = func(a, b *heard) []kin.Option {
		if back == nil {
			return []kin.Option{listenThrough(rel, from, to, link, a)}
		}
		return []kin.Option{listenThrough(rel, from, to, link, a), listenThrough(back, to, from, link, b)}
	}
	return r
}

// repeats lets pairs be linked more than once, by a row in a table.
func (r relation) repeats(into, values string) relation {
	columns := strings.Count(values, "%")
	r.repeat = func(owner, target int64, v value) string {
		level := "NULL"
		if v.level != none {
			level = fmt.Sprint(v.level)
		}
		row := func(owner, target int64) string {
			return "(" + fmt.Sprintf(values, []any{owner, target, level, v.note}[:columns]...) + ")"
		}
		rows := row(owner, target)
		if r.symmetric && owner != target {
			rows += ", " + row(target, owner)
		}
		return "INSERT INTO " + into + " VALUES " + rows
	}
	return r
}
