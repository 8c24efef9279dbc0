package kin_test

import (
	"context"
	"errors"
	"fmt"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels/deletemodels"
	"github.com/kinorm/kin/sqlite"
)

// editedBook returns a database with two authors: the first has written a book that
// the second has edited, and has two tags.
func editedBook() (context.Context, *kin.DB) {
	ctx := context.Background()
	db, err := sqlite.Open(ctx, ":memory:")
	exitOn(err)
	exitOn(kin.CreateTables(ctx, db, deletemodels.Models...))
	exitOn(deletemodels.Authors.CreateMany(ctx, db, []*deletemodels.Author{{Name: "Kim"}, {Name: "Lee"}}))
	book := &deletemodels.Book{AuthorID: 1, EditorID: new(int64(2))}
	exitOn(deletemodels.Books.Create(ctx, db, book))
	tags := []*deletemodels.Tag{{Name: "new"}, {Name: "short"}}
	exitOn(deletemodels.Tags.CreateMany(ctx, db, tags))
	_, err = book.Tags.Add(ctx, db, tags...)
	exitOn(err)
	return ctx, db
}

func ExampleQuery_DeletePlan() {
	ctx, db := editedBook()
	defer db.Close()

	authors := deletemodels.Authors
	plan, err := authors.Filter(authors.Name.Eq("Kim")).DeletePlan(ctx, db)
	fmt.Println(plan, err)
	plan, err = authors.Filter(authors.Name.Eq("Lee")).DeletePlan(ctx, db)
	fmt.Println(plan, err)
	fmt.Println(plan.CanDelete())
	// Output:
	// delete 1 row of Author
	//   cascade      Book.Author: 1 row of Book
	//   links        Book.Tags: 2 rows of books_tags <nil>
	// delete 1 row of Author
	//   blocked      Author 2 is still referred to by Book.Editor: 1 row (id 1) (restrict) <nil>
	// false
}

func ExampleForeignKeyError() {
	ctx, db := editedBook()
	defer db.Close()

	authors := deletemodels.Authors
	_, err := authors.Filter(authors.Name.Eq("Lee")).Delete(ctx, db)
	fmt.Println(err)
	var why *kin.ForeignKeyError
	if errors.As(err, &why) {
		fmt.Println(why.Blocked[0].Relation, why.Blocked[0].Keys)
	}
	err = deletemodels.Covers.Create(ctx, db, &deletemodels.Cover{BookID: 7})
	fmt.Println(err)
	// Output:
	// kin: delete Author: Author 2 is still referred to by Book.Editor: 1 row (id 1)
	// Book.Editor [[1]]
	// kin: create Cover: Cover.BookID = 7: there is no such Book
}
