package main

import (
	"context"
	"fmt"
	"time"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/examples/gostd/std"
	"github.com/kinorm/kin/sqlite"
)

func main() {
	ctx := context.Background()
	for _, n := range []int{500, 1000, 2000, 4000} {
		db, _ := sqlite.Open(ctx, ":memory:")
		db = db.With(kin.Trace(func(_ context.Context, e kin.Event) {
			if e.Rows == int64(n) && len(e.SQL) > 0 && n == 500 {
				fmt.Println(e.SQL)
			}
		}))
		kin.CreateTables(ctx, db, std.Models...)
		pkg := &std.Package{Path: "x"}
		std.Packages.Create(ctx, db, pkg)
		var files []*std.File
		var pairs []kin.Pair[std.File, std.Package]
		for i := range n {
			f := &std.File{Name: fmt.Sprint(i), Use: std.Built, Package: pkg}
			files = append(files, f)
			pairs = append(pairs, kin.Pair[std.File, std.Package]{f, pkg})
		}
		if err := std.Files.CreateMany(ctx, db, files); err != nil {
			panic(err)
		}
		t := time.Now()
		k, err := std.Files.Imports.Link(ctx, db, pairs...)
		fmt.Println(n, k, err, time.Since(t))
		t = time.Now()
		k, err = std.Files.Imports.Unlink(ctx, db, pairs...)
		fmt.Println("unlink", n, k, err, time.Since(t))
	}
}
