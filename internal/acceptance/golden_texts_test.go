package acceptance

import (
	. "github.com/kinorm/kin/internal/acceptance/library"
)

// textConditions are the conditions of text, on a column without and one with NULL.
func textConditions() []goldenCondition {
	return []goldenCondition{
		{"text Eq", book(Books.Title.Eq("Dune")), forms{"sqlite": {
			``,
			``,
		}}},
		{"text Ne", book(Books.Title.Ne("Dune")), forms{"sqlite": {
			``,
			``,
		}}},
		{"text In", book(Books.Title.In("Dune", "Emma")), forms{"sqlite": {
			``,
			``,
		}}},
		{"text In none", book(Books.Title.In()), forms{"sqlite": {
			``,
			``,
		}}},
		{"text NotIn", book(Books.Title.NotIn("Dune")), forms{"sqlite": {
			``,
			``,
		}}},
		{"text NotIn none", book(Books.Title.NotIn()), forms{"sqlite": {
			``,
			``,
		}}},
		{"text InPtr with nil", book(Books.Title.InPtr(new("Dune"), nil)), forms{"sqlite": {
			``,
			``,
		}}},
		{"text EqCol", book(Books.Title.EqCol(Books.Subtitle)), forms{"sqlite": {
			``,
			``,
		}}},
		{"text IsNull", book(Books.Title.IsNull()), forms{"sqlite": {
			``,
			``,
		}}},
		{"text NotNull", book(Books.Title.NotNull()), forms{"sqlite": {
			``,
			``,
		}}},
		{"text Lt", book(Books.Title.Lt("E")), forms{"sqlite": {
			``,
			``,
		}}},
		{"text Le", book(Books.Title.Le("E")), forms{"sqlite": {
			``,
			``,
		}}},
		{"text Gt", book(Books.Title.Gt("E")), forms{"sqlite": {
			``,
			``,
		}}},
		{"text Ge", book(Books.Title.Ge("E")), forms{"sqlite": {
			``,
			``,
		}}},
		{"text Between", book(Books.Title.Between("A", "E")), forms{"sqlite": {
			``,
			``,
		}}},
		{"text LtCol", book(Books.Title.LtCol(Books.Subtitle)), forms{"sqlite": {
			``,
			``,
		}}},
		{"text LeCol", book(Books.Title.LeCol(Books.Subtitle)), forms{"sqlite": {
			``,
			``,
		}}},
		{"text Contains", book(Books.Title.Contains("%")), forms{"sqlite": {
			``,
			``,
		}}},
		{"text StartsWith", book(Books.Title.StartsWith("e")), forms{"sqlite": {
			``,
			``,
		}}},
		{"text EndsWith", book(Books.Title.EndsWith("_")), forms{"sqlite": {
			``,
			``,
		}}},
		{"text IEq", book(Books.Title.IEq("EMMA")), forms{"sqlite": {
			``,
			``,
		}}},
		{"text IContains", book(Books.Title.IContains("ärg")), forms{"sqlite": {
			``,
			``,
		}}},
		{"text IStartsWith", book(Books.Title.IStartsWith("E")), forms{"sqlite": {
			``,
			``,
		}}},
		{"text IEndsWith", book(Books.Title.IEndsWith("SEQUEL")), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable text Eq", book(Books.Subtitle.Eq("Dune")), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable text Ne", book(Books.Subtitle.Ne("Dune")), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable text In", book(Books.Subtitle.In("Dune", "Emma")), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable text In none", book(Books.Subtitle.In()), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable text NotIn", book(Books.Subtitle.NotIn("Dune")), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable text NotIn none", book(Books.Subtitle.NotIn()), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable text InPtr with nil", book(Books.Subtitle.InPtr(new("Dune"), nil)), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable text EqCol", book(Books.Subtitle.EqCol(Books.Title)), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable text IsNull", book(Books.Subtitle.IsNull()), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable text NotNull", book(Books.Subtitle.NotNull()), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable text Lt", book(Books.Subtitle.Lt("E")), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable text Le", book(Books.Subtitle.Le("E")), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable text Gt", book(Books.Subtitle.Gt("E")), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable text Ge", book(Books.Subtitle.Ge("E")), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable text Between", book(Books.Subtitle.Between("A", "E")), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable text LtCol", book(Books.Subtitle.LtCol(Books.Title)), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable text LeCol", book(Books.Subtitle.LeCol(Books.Title)), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable text Contains", book(Books.Subtitle.Contains("%")), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable text StartsWith", book(Books.Subtitle.StartsWith("e")), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable text EndsWith", book(Books.Subtitle.EndsWith("_")), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable text IEq", book(Books.Subtitle.IEq("EMMA")), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable text IContains", book(Books.Subtitle.IContains("ärg")), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable text IStartsWith", book(Books.Subtitle.IStartsWith("E")), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable text IEndsWith", book(Books.Subtitle.IEndsWith("SEQUEL")), forms{"sqlite": {
			``,
			``,
		}}},
	}
}
