package main

import (
	"context"
	"fmt"
	"os"
	"time"
	"github.com/kinorm/kin/sqlite"
)

func main() {
	ctx := context.Background()
	p := newProgress(os.Stderr)
	t0 := time.Now()
	lib, err := readLibrary(ctx, p, "std")
	fmt.Println(time.Since(t0), err, len(lib.skipped), lib.skipped)
	db, err := sqlite.Open(ctx, os.Args[1])
	if err != nil { panic(err) }
	defer db.Close()
	fmt.Println(store(ctx, db, lib, p))
	for _, q := range questions(usualTopics()) {
		t := time.Now()
		a, err := q.ask(ctx, db, 10)
		fmt.Println(q.words, err, time.Since(t), a.total)
		for _, l := range a.lines { fmt.Println("  ", l) }
		for _, l := range wrapSQL(a.sql, 100) { fmt.Println("     ", l) }
		fmt.Println("     ", wrapArgs(a.args, 100))
	}
}
