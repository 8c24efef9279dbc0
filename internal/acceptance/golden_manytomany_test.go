package acceptance

import (
	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/library"
)

// manyToManyConditions go over links, from the end that declares them.
func manyToManyConditions(s *shelf) []goldenCondition {
	return []goldenCondition{
		{"links Any", book(Books.Tags.Any()), forms{"sqlite": {
			``,
			``,
		}}},
		{"links Any with condition", book(Books.Tags.Any(Tags.Name.StartsWith("r"))), forms{"sqlite": {
			``,
			``,
		}}},
		{"links Any with nullable condition", book(Books.Tags.Any(Tags.Rank.Gt(0))), forms{"sqlite": {
			``,
			``,
		}}},
		{"links Any with two conditions", book(Books.Tags.Any(Tags.Name.StartsWith("r"), Tags.Rank.Gt(0))), forms{"sqlite": {
			``,
			``,
		}}},
		{"links two Any", book(kin.And(Books.Tags.Any(Tags.Name.StartsWith("r")), Books.Tags.Any(Tags.Rank.Gt(0)))), forms{"sqlite": {
			``,
			``,
		}}},
		{"links Any with key", book(Books.Tags.Any(Tags.ID.Eq(1))), forms{"sqlite": {
			``,
			``,
		}}},
		{"links Any with keys", book(Books.Tags.Any(Tags.ID.In(1, 2))), forms{"sqlite": {
			``,
			``,
		}}},
		{"links Any with negated condition", book(Books.Tags.Any(kin.Not(Tags.Rank.Gt(0)))), forms{"sqlite": {
			``,
			``,
		}}},
		{"links None", book(Books.Tags.None()), forms{"sqlite": {
			``,
			``,
		}}},
		{"links None with condition", book(Books.Tags.None(Tags.Name.StartsWith("r"))), forms{"sqlite": {
			``,
			``,
		}}},
		{"links Every", book(Books.Tags.Every(Tags.Name.StartsWith("r"))), forms{"sqlite": {
			``,
			``,
		}}},
		{"links Every with nullable condition", book(Books.Tags.Every(Tags.Rank.Gt(0))), forms{"sqlite": {
			``,
			``,
		}}},
		{"links Every with two conditions", book(Books.Tags.Every(Tags.Name.StartsWith("r"), Tags.Rank.Gt(0))), forms{"sqlite": {
			``,
			``,
		}}},
		{"links Every of nothing", book(Books.Tags.Every()), forms{"sqlite": {
			``,
			``,
		}}},
		{"links HasAny", book(Books.Tags.HasAny(s.red, s.blue)), forms{"sqlite": {
			``,
			``,
		}}},
		{"links HasAny none", book(Books.Tags.HasAny()), forms{"sqlite": {
			``,
			``,
		}}},
		{"links HasAll", book(Books.Tags.HasAll(s.red, s.blue)), forms{"sqlite": {
			``,
			``,
		}}},
		{"links HasAll none", book(Books.Tags.HasAll()), forms{"sqlite": {
			``,
			``,
		}}},
		{"links HasExactly", book(Books.Tags.HasExactly(s.red, s.blue)), forms{"sqlite": {
			``,
			``,
		}}},
		{"links HasExactly none", book(Books.Tags.HasExactly()), forms{"sqlite": {
			``,
			``,
		}}},
		{"links SubsetOf", book(Books.Tags.SubsetOf(s.red, s.blue)), forms{"sqlite": {
			``,
			``,
		}}},
		{"links SubsetOf none", book(Books.Tags.SubsetOf()), forms{"sqlite": {
			``,
			``,
		}}},
		{"links HasAllKeys", book(Books.Tags.HasAllKeys(Tags.Keys(2, 1, 2))), forms{"sqlite": {
			``,
			``,
		}}},
		{"links Count", book(Books.Tags.Count().Gt(1)), forms{"sqlite": {
			``,
			``,
		}}},
		{"links Count of none", book(Books.Tags.Count().Eq(0)), forms{"sqlite": {
			``,
			``,
		}}},
		{"links Count with condition", book(Books.Tags.Count(Tags.Rank.Gt(0)).Ge(1)), forms{"sqlite": {
			``,
			``,
		}}},
		{"links CountDistinct", book(Books.Tags.CountDistinct().Ne(2)), forms{"sqlite": {
			``,
			``,
		}}},
	}
}
