package acceptance

import (
	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/library"
)

// nestedConditions go over several relations, or compute over one.
func nestedConditions(s *shelf) []goldenCondition {
	return []goldenCondition{
		{"links of children", author(Authors.Books.Any(Books.Tags.Any(Tags.Name.Eq("red")))), forms{"sqlite": {
			``,
			``,
		}}},
		{"links of children by key", author(Authors.Books.Any(Books.Tags.HasAny(s.red))), forms{"sqlite": {
			``,
			``,
		}}},
		{"children of one of children", author(Authors.Books.Any(Books.Editor.Name.Eq("Bob"))), forms{"sqlite": {
			``,
			``,
		}}},
		{"every link of none", author(Authors.Books.None(Books.Tags.Every(Tags.Rank.Gt(0)))), forms{"sqlite": {
			``,
			``,
		}}},
		{"there and back", book(Books.Tags.Any(Tags.Books.Any(Books.Author.Name.Eq("Ann")))), forms{"sqlite": {
			``,
			``,
		}}},
		{"to-one of links", tag(Tags.Books.Any(Books.Author.Name.Eq("Ann"))), forms{"sqlite": {
			``,
			``,
		}}},
		{"key of to-one of links", tag(Tags.Books.Any(Books.Author.ID.Eq(1))), forms{"sqlite": {
			``,
			``,
		}}},
		{"quantifier in Or", book(kin.Or(Books.Tags.HasAny(s.red), Books.Pages.Eq(7))), forms{"sqlite": {
			``,
			``,
		}}},
		{"Min", book(kin.Min(Books.Tags, Tags.Rank).Eq(1)), forms{"sqlite": {
			``,
			``,
		}}},
		{"Max with condition", book(kin.Max(Books.Tags, Tags.Rank, Tags.Name.Ne("x")).Lt(5)), forms{"sqlite": {
			``,
			``,
		}}},
		{"Sum", author(kin.Sum(Authors.Books, Books.Pages).Gt(10)), forms{"sqlite": {
			``,
			``,
		}}},
		{"Avg", author(kin.Avg(Authors.Books, Books.Rating).Le(5)), forms{"sqlite": {
			``,
			``,
		}}},
		{"Min of key", book(kin.Min(Books.Tags, Tags.ID).Ge(1)), forms{"sqlite": {
			``,
			``,
		}}},
	}
}
