package acceptance

import (
	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/library"
)

// hasManyConditions go to the rows that belong to a row.
func hasManyConditions(s *shelf) []goldenCondition {
	return []goldenCondition{
		{"children Any", author(Authors.Books.Any()), forms{"sqlite": {
			``,
			``,
		}}},
		{"children Any with condition", author(Authors.Books.Any(Books.Title.StartsWith("D"))), forms{"sqlite": {
			``,
			``,
		}}},
		{"children Any with nullable condition", author(Authors.Books.Any(Books.Rating.Gt(4))), forms{"sqlite": {
			``,
			``,
		}}},
		{"children Any with two conditions", author(Authors.Books.Any(Books.Title.StartsWith("D"), Books.Rating.Gt(4))), forms{"sqlite": {
			``,
			``,
		}}},
		{"children two Any", author(kin.And(Authors.Books.Any(Books.Title.StartsWith("D")), Authors.Books.Any(Books.Rating.Gt(4)))), forms{"sqlite": {
			``,
			``,
		}}},
		{"children Any with key", author(Authors.Books.Any(Books.ID.Eq(1))), forms{"sqlite": {
			``,
			``,
		}}},
		{"children Any with keys", author(Authors.Books.Any(Books.ID.In(1, 2))), forms{"sqlite": {
			``,
			``,
		}}},
		{"children Any with negated condition", author(Authors.Books.Any(kin.Not(Books.Rating.Gt(4)))), forms{"sqlite": {
			``,
			``,
		}}},
		{"children None", author(Authors.Books.None()), forms{"sqlite": {
			``,
			``,
		}}},
		{"children None with condition", author(Authors.Books.None(Books.Title.StartsWith("D"))), forms{"sqlite": {
			``,
			``,
		}}},
		{"children Every", author(Authors.Books.Every(Books.Title.StartsWith("D"))), forms{"sqlite": {
			``,
			``,
		}}},
		{"children Every with nullable condition", author(Authors.Books.Every(Books.Rating.Gt(4))), forms{"sqlite": {
			``,
			``,
		}}},
		{"children Every with two conditions", author(Authors.Books.Every(Books.Title.StartsWith("D"), Books.Rating.Gt(4))), forms{"sqlite": {
			``,
			``,
		}}},
		{"children Every of nothing", author(Authors.Books.Every()), forms{"sqlite": {
			``,
			``,
		}}},
		{"children HasAny", author(Authors.Books.HasAny(s.dune, s.emma)), forms{"sqlite": {
			``,
			``,
		}}},
		{"children HasAny none", author(Authors.Books.HasAny()), forms{"sqlite": {
			``,
			``,
		}}},
		{"children HasAll", author(Authors.Books.HasAll(s.dune, s.emma)), forms{"sqlite": {
			``,
			``,
		}}},
		{"children HasAll none", author(Authors.Books.HasAll()), forms{"sqlite": {
			``,
			``,
		}}},
		{"children HasExactly", author(Authors.Books.HasExactly(s.dune, s.emma)), forms{"sqlite": {
			``,
			``,
		}}},
		{"children HasExactly none", author(Authors.Books.HasExactly()), forms{"sqlite": {
			``,
			``,
		}}},
		{"children SubsetOf", author(Authors.Books.SubsetOf(s.dune, s.emma)), forms{"sqlite": {
			``,
			``,
		}}},
		{"children SubsetOf none", author(Authors.Books.SubsetOf()), forms{"sqlite": {
			``,
			``,
		}}},
		{"children HasAllKeys", author(Authors.Books.HasAllKeys(Books.Keys(2, 1, 2))), forms{"sqlite": {
			``,
			``,
		}}},
		{"children Count", author(Authors.Books.Count().Gt(1)), forms{"sqlite": {
			``,
			``,
		}}},
		{"children Count of none", author(Authors.Books.Count().Eq(0)), forms{"sqlite": {
			``,
			``,
		}}},
		{"children Count with condition", author(Authors.Books.Count(Books.Rating.Gt(4)).Ge(1)), forms{"sqlite": {
			``,
			``,
		}}},
		{"children CountDistinct", author(Authors.Books.CountDistinct().Ne(2)), forms{"sqlite": {
			``,
			``,
		}}},
	}
}
