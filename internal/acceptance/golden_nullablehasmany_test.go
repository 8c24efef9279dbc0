package acceptance

import (
	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/library"
)

// nullableHasManyConditions go to the rows that may belong to a row.
func nullableHasManyConditions(s *shelf) []goldenCondition {
	return []goldenCondition{
		{"free children Any", author(Authors.Edited.Any()), forms{"sqlite": {
			``,
			``,
		}}},
		{"free children Any with condition", author(Authors.Edited.Any(Books.Title.StartsWith("D"))), forms{"sqlite": {
			``,
			``,
		}}},
		{"free children Any with nullable condition", author(Authors.Edited.Any(Books.Rating.Gt(4))), forms{"sqlite": {
			``,
			``,
		}}},
		{"free children Any with two conditions", author(Authors.Edited.Any(Books.Title.StartsWith("D"), Books.Rating.Gt(4))), forms{"sqlite": {
			``,
			``,
		}}},
		{"free children two Any", author(kin.And(Authors.Edited.Any(Books.Title.StartsWith("D")), Authors.Edited.Any(Books.Rating.Gt(4)))), forms{"sqlite": {
			``,
			``,
		}}},
		{"free children Any with key", author(Authors.Edited.Any(Books.ID.Eq(1))), forms{"sqlite": {
			``,
			``,
		}}},
		{"free children Any with keys", author(Authors.Edited.Any(Books.ID.In(1, 2))), forms{"sqlite": {
			``,
			``,
		}}},
		{"free children Any with negated condition", author(Authors.Edited.Any(kin.Not(Books.Rating.Gt(4)))), forms{"sqlite": {
			``,
			``,
		}}},
		{"free children None", author(Authors.Edited.None()), forms{"sqlite": {
			``,
			``,
		}}},
		{"free children None with condition", author(Authors.Edited.None(Books.Title.StartsWith("D"))), forms{"sqlite": {
			``,
			``,
		}}},
		{"free children Every", author(Authors.Edited.Every(Books.Title.StartsWith("D"))), forms{"sqlite": {
			``,
			``,
		}}},
		{"free children Every with nullable condition", author(Authors.Edited.Every(Books.Rating.Gt(4))), forms{"sqlite": {
			``,
			``,
		}}},
		{"free children Every with two conditions", author(Authors.Edited.Every(Books.Title.StartsWith("D"), Books.Rating.Gt(4))), forms{"sqlite": {
			``,
			``,
		}}},
		{"free children Every of nothing", author(Authors.Edited.Every()), forms{"sqlite": {
			``,
			``,
		}}},
		{"free children HasAny", author(Authors.Edited.HasAny(s.dune, s.emma)), forms{"sqlite": {
			``,
			``,
		}}},
		{"free children HasAny none", author(Authors.Edited.HasAny()), forms{"sqlite": {
			``,
			``,
		}}},
		{"free children HasAll", author(Authors.Edited.HasAll(s.dune, s.emma)), forms{"sqlite": {
			``,
			``,
		}}},
		{"free children HasAll none", author(Authors.Edited.HasAll()), forms{"sqlite": {
			``,
			``,
		}}},
		{"free children HasExactly", author(Authors.Edited.HasExactly(s.dune, s.emma)), forms{"sqlite": {
			``,
			``,
		}}},
		{"free children HasExactly none", author(Authors.Edited.HasExactly()), forms{"sqlite": {
			``,
			``,
		}}},
		{"free children SubsetOf", author(Authors.Edited.SubsetOf(s.dune, s.emma)), forms{"sqlite": {
			``,
			``,
		}}},
		{"free children SubsetOf none", author(Authors.Edited.SubsetOf()), forms{"sqlite": {
			``,
			``,
		}}},
		{"free children HasAllKeys", author(Authors.Edited.HasAllKeys(Books.Keys(2, 1, 2))), forms{"sqlite": {
			``,
			``,
		}}},
		{"free children Count", author(Authors.Edited.Count().Gt(1)), forms{"sqlite": {
			``,
			``,
		}}},
		{"free children Count of none", author(Authors.Edited.Count().Eq(0)), forms{"sqlite": {
			``,
			``,
		}}},
		{"free children Count with condition", author(Authors.Edited.Count(Books.Rating.Gt(4)).Ge(1)), forms{"sqlite": {
			``,
			``,
		}}},
		{"free children CountDistinct", author(Authors.Edited.CountDistinct().Ne(2)), forms{"sqlite": {
			``,
			``,
		}}},
	}
}
