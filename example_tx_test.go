package kin_test

import (
	"errors"
	"fmt"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/acceptance/news"
)

func ExampleRetry() {
	ctx, db := newsroom()
	defer db.Close()

	runs := 0
	err := kin.Retry(ctx, db, func(tx *kin.Tx) error {
		runs++
		article, err := news.Articles.Filter(news.Articles.Headline.Eq("Weather")).Get(ctx, tx)
		if err != nil {
			return err
		}
		article.Headline = "Weather again"
		if err := news.Articles.Save(ctx, tx, article); err != nil {
			return err
		}
		if runs == 1 { // what a database answers where two transactions do not fit
			return kin.ErrSerialization
		}
		return nil
	}, kin.Serializable())
	fmt.Println(runs, err)
	// Output:
	// 2 <nil>
}

func ExampleAttempts() {
	ctx, db := newsroom()
	defer db.Close()

	runs := 0
	err := kin.Retry(ctx, db, func(*kin.Tx) error {
		runs++
		return kin.ErrDeadlock
	}, kin.Attempts(3))
	fmt.Println(runs, errors.Is(err, kin.ErrDeadlock))
	fmt.Println(err)
	// Output:
	// 3 true
	// kin: 3 attempts failed, the last with: kin: deadlock with another transaction
}

func ExampleSerializable() {
	ctx, db := newsroom()
	defer db.Close()

	err := kin.Retry(ctx, db, func(tx *kin.Tx) error {
		n, err := news.Articles.Count(ctx, tx)
		if err != nil || n >= 100 {
			return err
		}
		// No other transaction makes it more than a hundred meanwhile.
		return news.Articles.Create(ctx, tx, &news.Article{Headline: "One more"})
	}, kin.Serializable())
	fmt.Println(err)
	// Output:
	// <nil>
}

func ExampleRepeatableRead() {
	ctx, db := newsroom()
	defer db.Close()

	err := db.InTx(ctx, func(tx *kin.Tx) error {
		n, err := news.Articles.Count(ctx, tx)
		if err != nil {
			return err
		}
		articles, err := news.Articles.All(ctx, tx)
		fmt.Println(int(n) == len(articles)) // whatever others write between the two
		return err
	}, kin.RepeatableRead())
	fmt.Println(err)
	// Output:
	// true
	// <nil>
}

func ExampleReadCommitted() {
	ctx, db := newsroom()
	defer db.Close()

	// On MariaDB a transaction holds fewer locks than by default.
	err := db.InTx(ctx, func(tx *kin.Tx) error {
		_, err := news.Articles.Filter(news.Articles.Headline.Eq("Weather")).Update(ctx, tx, news.Articles.Headline.Set("Rain"))
		return err
	}, kin.ReadCommitted())
	fmt.Println(err)
	// Output:
	// <nil>
}
