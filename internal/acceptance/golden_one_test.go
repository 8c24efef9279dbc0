package acceptance

import (
	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/library"
)

// toOneConditions go to one related row.
func toOneConditions(s *shelf) []goldenCondition {
	return []goldenCondition{
		{"column of needed row", book(Books.Author.Name.Eq("Ann")), forms{"sqlite": {
			``,
			``,
		}}},
		{"column of row that may be missing", book(Books.Editor.Name.Eq("Ann")), forms{"sqlite": {
			``,
			``,
		}}},
		{"column of missing row Ne", book(Books.Editor.Name.Ne("Ann")), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable column of needed row", book(Books.Author.Born.Lt(1970)), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable column of missing row IsNull", book(Books.Editor.Born.IsNull()), forms{"sqlite": {
			``,
			``,
		}}},
		{"column of missing row IsNull", book(Books.Editor.Name.IsNull()), forms{"sqlite": {
			``,
			``,
		}}},
		{"key of needed row", book(Books.Author.ID.Eq(1)), forms{"sqlite": {
			``,
			``,
		}}},
		{"key of missing row", book(Books.Editor.ID.In(1, 2)), forms{"sqlite": {
			``,
			``,
		}}},
		{"columns of one row twice", book(kin.And(Books.Author.Name.Eq("Ann"), Books.Author.Born.Gt(1))), forms{"sqlite": {
			``,
			``,
		}}},
		{"columns of two rows", book(kin.Or(Books.Author.Name.Eq("Ann"), Books.Editor.Name.Eq("Ann"))), forms{"sqlite": {
			``,
			``,
		}}},
		{"columns of two rows compared", book(Books.Author.Name.EqCol(Books.Editor.Name)), forms{"sqlite": {
			``,
			``,
		}}},
		{"to-one Any", book(Books.Author.Any()), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable to-one Any", book(Books.Editor.Any()), forms{"sqlite": {
			``,
			``,
		}}},
		{"to-one Any with condition", book(Books.Author.Any(Authors.Name.Eq("Ann"))), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable to-one Any with condition", book(Books.Editor.Any(Authors.Name.Eq("Ann"))), forms{"sqlite": {
			``,
			``,
		}}},
		{"to-one Any with key", book(Books.Author.Any(Authors.ID.Eq(1))), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable to-one None", book(Books.Editor.None()), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable to-one None with condition", book(Books.Editor.None(Authors.Born.Gt(1900))), forms{"sqlite": {
			``,
			``,
		}}},
		{"to-one Is", book(Books.Author.Is(s.ann, s.bob)), forms{"sqlite": {
			``,
			``,
		}}},
		{"to-one Is none", book(Books.Author.Is()), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable to-one Is", book(Books.Editor.Is(s.ann)), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable to-one Is none", book(Books.Editor.Is()), forms{"sqlite": {
			``,
			``,
		}}},
		{"to-one IsKey", book(Books.Author.IsKey(Authors.Keys(1))), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable to-one IsKey", book(Books.Editor.IsKey(Authors.Keys(1))), forms{"sqlite": {
			``,
			``,
		}}},
	}
}
