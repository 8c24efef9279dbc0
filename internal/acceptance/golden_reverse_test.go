package acceptance

import (
	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/library"
)

// reverseConditions go over links, from the end that does not declare them.
func reverseConditions(s *shelf) []goldenCondition {
	return []goldenCondition{
		{"reverse links Any", tag(Tags.Books.Any()), forms{"sqlite": {
			``,
			``,
		}}},
		{"reverse links Any with condition", tag(Tags.Books.Any(Books.Title.StartsWith("D"))), forms{"sqlite": {
			``,
			``,
		}}},
		{"reverse links Any with nullable condition", tag(Tags.Books.Any(Books.Rating.Gt(4))), forms{"sqlite": {
			``,
			``,
		}}},
		{"reverse links Any with two conditions", tag(Tags.Books.Any(Books.Title.StartsWith("D"), Books.Rating.Gt(4))), forms{"sqlite": {
			``,
			``,
		}}},
		{"reverse links two Any", tag(kin.And(Tags.Books.Any(Books.Title.StartsWith("D")), Tags.Books.Any(Books.Rating.Gt(4)))), forms{"sqlite": {
			``,
			``,
		}}},
		{"reverse links Any with key", tag(Tags.Books.Any(Books.ID.Eq(1))), forms{"sqlite": {
			``,
			``,
		}}},
		{"reverse links Any with keys", tag(Tags.Books.Any(Books.ID.In(1, 2))), forms{"sqlite": {
			``,
			``,
		}}},
		{"reverse links Any with negated condition", tag(Tags.Books.Any(kin.Not(Books.Rating.Gt(4)))), forms{"sqlite": {
			``,
			``,
		}}},
		{"reverse links None", tag(Tags.Books.None()), forms{"sqlite": {
			``,
			``,
		}}},
		{"reverse links None with condition", tag(Tags.Books.None(Books.Title.StartsWith("D"))), forms{"sqlite": {
			``,
			``,
		}}},
		{"reverse links Every", tag(Tags.Books.Every(Books.Title.StartsWith("D"))), forms{"sqlite": {
			``,
			``,
		}}},
		{"reverse links Every with nullable condition", tag(Tags.Books.Every(Books.Rating.Gt(4))), forms{"sqlite": {
			``,
			``,
		}}},
		{"reverse links Every with two conditions", tag(Tags.Books.Every(Books.Title.StartsWith("D"), Books.Rating.Gt(4))), forms{"sqlite": {
			``,
			``,
		}}},
		{"reverse links Every of nothing", tag(Tags.Books.Every()), forms{"sqlite": {
			``,
			``,
		}}},
		{"reverse links HasAny", tag(Tags.Books.HasAny(s.dune, s.emma)), forms{"sqlite": {
			``,
			``,
		}}},
		{"reverse links HasAny none", tag(Tags.Books.HasAny()), forms{"sqlite": {
			``,
			``,
		}}},
		{"reverse links HasAll", tag(Tags.Books.HasAll(s.dune, s.emma)), forms{"sqlite": {
			``,
			``,
		}}},
		{"reverse links HasAll none", tag(Tags.Books.HasAll()), forms{"sqlite": {
			``,
			``,
		}}},
		{"reverse links HasExactly", tag(Tags.Books.HasExactly(s.dune, s.emma)), forms{"sqlite": {
			``,
			``,
		}}},
		{"reverse links HasExactly none", tag(Tags.Books.HasExactly()), forms{"sqlite": {
			``,
			``,
		}}},
		{"reverse links SubsetOf", tag(Tags.Books.SubsetOf(s.dune, s.emma)), forms{"sqlite": {
			``,
			``,
		}}},
		{"reverse links SubsetOf none", tag(Tags.Books.SubsetOf()), forms{"sqlite": {
			``,
			``,
		}}},
		{"reverse links HasAllKeys", tag(Tags.Books.HasAllKeys(Books.Keys(2, 1, 2))), forms{"sqlite": {
			``,
			``,
		}}},
		{"reverse links Count", tag(Tags.Books.Count().Gt(1)), forms{"sqlite": {
			``,
			``,
		}}},
		{"reverse links Count of none", tag(Tags.Books.Count().Eq(0)), forms{"sqlite": {
			``,
			``,
		}}},
		{"reverse links Count with condition", tag(Tags.Books.Count(Books.Rating.Gt(4)).Ge(1)), forms{"sqlite": {
			``,
			``,
		}}},
		{"reverse links CountDistinct", tag(Tags.Books.CountDistinct().Ne(2)), forms{"sqlite": {
			``,
			``,
		}}},
	}
}
