package acceptance

import (
	. "github.com/kinorm/kin/internal/acceptance/library"
)

// valueConditions are the conditions of numbers, times, truth values and documents.
func valueConditions() []goldenCondition {
	return []goldenCondition{
		{"number Eq", book(Books.Pages.Eq(7)), forms{"sqlite": {
			``,
			``,
		}}},
		{"number Ne", book(Books.Pages.Ne(7)), forms{"sqlite": {
			``,
			``,
		}}},
		{"number In", book(Books.Pages.In(7, 412)), forms{"sqlite": {
			``,
			``,
		}}},
		{"number NotIn", book(Books.Pages.NotIn(7)), forms{"sqlite": {
			``,
			``,
		}}},
		{"number InPtr with nil", book(Books.Pages.InPtr(new(int64(7)), nil)), forms{"sqlite": {
			``,
			``,
		}}},
		{"number Lt", book(Books.Pages.Lt(7)), forms{"sqlite": {
			``,
			``,
		}}},
		{"number Le", book(Books.Pages.Le(7)), forms{"sqlite": {
			``,
			``,
		}}},
		{"number Gt", book(Books.Pages.Gt(7)), forms{"sqlite": {
			``,
			``,
		}}},
		{"number Ge", book(Books.Pages.Ge(7)), forms{"sqlite": {
			``,
			``,
		}}},
		{"number Between", book(Books.Pages.Between(1, 7)), forms{"sqlite": {
			``,
			``,
		}}},
		{"number IsNull", book(Books.Pages.IsNull()), forms{"sqlite": {
			``,
			``,
		}}},
		{"number NotNull", book(Books.Pages.NotNull()), forms{"sqlite": {
			``,
			``,
		}}},
		{"number EqCol", book(Books.Pages.EqCol(Books.ID)), forms{"sqlite": {
			``,
			``,
		}}},
		{"number EqCol with nullable", book(Books.AuthorID.EqCol(Books.EditorID)), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable number LtCol", book(Books.EditorID.LtCol(Books.AuthorID)), forms{"sqlite": {
			``,
			``,
		}}},
		{"number LeCol with nullable", book(Books.AuthorID.LeCol(Books.EditorID)), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable number Eq", book(Books.Rating.Eq(7)), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable number Ne", book(Books.Rating.Ne(7)), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable number In", book(Books.Rating.In(7, 412)), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable number NotIn", book(Books.Rating.NotIn(7)), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable number InPtr with nil", book(Books.Rating.InPtr(new(float64(7)), nil)), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable number Lt", book(Books.Rating.Lt(7)), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable number Le", book(Books.Rating.Le(7)), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable number Gt", book(Books.Rating.Gt(7)), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable number Ge", book(Books.Rating.Ge(7)), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable number Between", book(Books.Rating.Between(1, 7)), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable number IsNull", book(Books.Rating.IsNull()), forms{"sqlite": {
			``,
			``,
		}}},
		{"nullable number NotNull", book(Books.Rating.NotNull()), forms{"sqlite": {
			``,
			``,
		}}},
		{"time Eq", book(Books.Printed.Eq(day)), forms{"sqlite": {
			``,
			``,
		}}},
		{"time Ne", book(Books.Printed.Ne(day)), forms{"sqlite": {
			``,
			``,
		}}},
		{"time Lt", book(Books.Printed.Lt(day)), forms{"sqlite": {
			``,
			``,
		}}},
		{"time Between", book(Books.Printed.Between(day, day)), forms{"sqlite": {
			``,
			``,
		}}},
		{"time In", book(Books.Printed.In(day)), forms{"sqlite": {
			``,
			``,
		}}},
		{"truth Eq", book(Books.Sold.Eq(true)), forms{"sqlite": {
			``,
			``,
		}}},
		{"truth Ne", book(Books.Sold.Ne(true)), forms{"sqlite": {
			``,
			``,
		}}},
		{"truth In", book(Books.Sold.In(true)), forms{"sqlite": {
			``,
			``,
		}}},
		{"truth EqCol", book(Books.Sold.EqCol(Books.Sold)), forms{"sqlite": {
			``,
			``,
		}}},
		{"document IsNull", book(Books.Extra.IsNull()), forms{"sqlite": {
			``,
			``,
		}}},
		{"document NotNull", book(Books.Extra.NotNull()), forms{"sqlite": {
			``,
			``,
		}}},
	}
}
