package acceptance

import (
	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/library"
)

// logicConditions combine conditions, and are written in SQL.
func logicConditions() []goldenCondition {
	return []goldenCondition{
		{"zero", book(kin.Pred[Book]{}), forms{"sqlite": {
			``,
			``,
		}}},
		{"And of nothing", book(kin.And[Book]()), forms{"sqlite": {
			``,
			``,
		}}},
		{"Or of nothing", book(kin.Or[Book]()), forms{"sqlite": {
			``,
			``,
		}}},
		{"And", book(kin.And(Books.Pages.Eq(7), Books.Rating.Gt(4))), forms{"sqlite": {
			``,
			``,
		}}},
		{"Or", book(kin.Or(Books.Pages.Eq(7), Books.Rating.Gt(4))), forms{"sqlite": {
			``,
			``,
		}}},
		{"Not", book(kin.Not(Books.Rating.Gt(4))), forms{"sqlite": {
			``,
			``,
		}}},
		{"Not Not", book(kin.Not(kin.Not(Books.Rating.Gt(4)))), forms{"sqlite": {
			``,
			``,
		}}},
		{"Not And", book(kin.Not(kin.And(Books.Pages.Eq(7), Books.Rating.Gt(4)))), forms{"sqlite": {
			``,
			``,
		}}},
		{"Not Or", book(kin.Not(kin.Or(Books.Pages.Eq(7), Books.Rating.Gt(4)))), forms{"sqlite": {
			``,
			``,
		}}},
		{"Or in And", book(kin.And(kin.Or(Books.Pages.Eq(7), Books.Rating.Gt(4)), Books.Sold.Eq(true))), forms{"sqlite": {
			``,
			``,
		}}},
		{"And in Or", book(kin.Or(kin.And(Books.Pages.Eq(7), Books.Rating.Gt(4)), Books.Sold.Eq(true))), forms{"sqlite": {
			``,
			``,
		}}},
		{"And in And", book(kin.And(kin.And(Books.Pages.Eq(7), Books.Rating.Gt(4)), Books.Sold.Eq(true))), forms{"sqlite": {
			``,
			``,
		}}},
		{"And with zero", book(kin.And(Books.Pages.Eq(7), kin.Pred[Book]{})), forms{"sqlite": {
			``,
			``,
		}}},
		{"Or with zero", book(kin.Or(Books.Pages.Eq(7), kin.Pred[Book]{})), forms{"sqlite": {
			``,
			``,
		}}},
		{"Or with empty And", book(kin.Or(Books.Pages.Eq(7), kin.And[Book]())), forms{"sqlite": {
			``,
			``,
		}}},
		{"And with empty Or", book(kin.And(Books.Pages.Eq(7), kin.Or[Book]())), forms{"sqlite": {
			``,
			``,
		}}},
		{"Or with empty Or", book(kin.Or(Books.Pages.Eq(7), kin.Or[Book]())), forms{"sqlite": {
			``,
			``,
		}}},
		{"Raw", book(kin.Raw[Book]("length(?) > ?", Books.Title, 4)), forms{"sqlite": {
			``,
			``,
		}}},
		{"Raw nullable", book(kin.Raw[Book]("? > ?", Books.Rating, 4.0)), forms{"sqlite": {
			``,
			``,
		}}},
		{"Raw with quotes", book(kin.Raw[Book](`? = '?' OR "title" = ?`, Books.Subtitle, "Dune")), forms{"sqlite": {
			``,
			``,
		}}},
		{"Raw with Or", book(kin.Or(kin.Raw[Book]("1 = 2"), Books.Pages.Eq(7))), forms{"sqlite": {
			``,
			``,
		}}},
		{"Raw over a relation", book(kin.Raw[Book]("length(?) > 3", Books.Editor.Name)), forms{"sqlite": {
			``,
			``,
		}}},
	}
}
