package blog

import (
	"context"
	"fmt"
	"testing"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/sqlite"
)

func TestTree(t *testing.T) {
	ctx := context.Background()
	db, err := sqlite.Open(ctx, ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := kin.CreateTables(ctx, db, Models...); err != nil {
		t.Fatal(err)
	}
	var people []*Person
	for i := range 5 {
		p := &Person{Name: fmt.Sprint("p", i)}
		if i > 0 {
			p.Boss = people[i-1]
		}
		if err := Persons.Create(ctx, db, p); err != nil {
			t.Fatal(err)
		}
		people = append(people, p)
	}
	n, err := Persons.Filter(kin.Reachable(Persons.Reports, people[1])).Count(ctx, db)
	fmt.Println(n, err)
	n, err = Persons.Filter(kin.Reachable(Persons.Boss, people[3])).Count(ctx, db)
	fmt.Println(n, err)
	n, err = Persons.Exclude(kin.Reachable(Persons.Boss, people[3])).Count(ctx, db)
	fmt.Println(n, err)
	people[0].Idols.Add(ctx, db, people[1])
	people[1].Idols.Add(ctx, db, people[0])
	n, err = Persons.Filter(kin.Reachable(Persons.Idols, people[0])).Count(ctx, db)
	fmt.Println(n, err)
	fmt.Println(Persons.Filter(kin.Reachable(Persons.Idols, people[0])).SQL(db))
	l, err := Persons.Filter(Persons.ID.Eq(1)).Preload(kin.Depth(Persons.Reports, 3)).Get(ctx, db)
	fmt.Println(err, l.Reports.MustItems()[0].Reports.MustItems()[0].Reports.MustItems()[0].Name)
}
