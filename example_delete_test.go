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

// What refers to a row may get another value before it is deleted: one that is worked
// out then, in one transaction.
func ExampleTableWriter_Delete_anotherValue() {
	ctx, db := editedBook()
	defer db.Close()

	authors, books := deletemodels.Authors, deletemodels.Books
	lee, err := authors.Filter(authors.Name.Eq("Lee")).Get(ctx, db)
	exitOn(err)
	err = db.InTx(ctx, func(tx *kin.Tx) error {
		heir, err := authors.Filter(authors.ID.Ne(lee.ID)).First(ctx, tx)
		if err != nil {
			return err
		}
		if _, err := books.Filter(books.EditorID.Eq(lee.ID)).Update(ctx, tx, books.EditorID.Set(heir.ID)); err != nil {
			return err
		}
		_, err = authors.Delete(ctx, tx, lee)
		return err
	})
	book, getErr := books.Preload(books.Editor).First(ctx, db)
	exitOn(getErr)
	fmt.Println(book.Editor.Name, err)
	// Output: Kim <nil>
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
