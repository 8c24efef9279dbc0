package faults_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/kinorm/kin"
	lm "github.com/kinorm/kin/internal/testmodels/linkmodels"
	"github.com/kinorm/kin/sqlite"
)

// writerEnv makes the test binary a process that writes to the file it names.
const writerEnv = "KIN_FAULTS_WRITER"

// writeUntilKilled writes the same name into two tables, in one transaction after
// the other, and says which are committed.
func writeUntilKilled(path string) int {
	db, err := sqlite.Open(ctx, path)
	if err != nil {
		fmt.Println(err)
		return 1
	}
	for i := 0; ; i++ {
		name := fmt.Sprintf("%d-%d", os.Getpid(), i)
		if err := writeBoth(db, name); err != nil {
			fmt.Println("error", err)
			return 1
		}
		fmt.Println(name)
	}
}

// writeBoth writes a name into two tables, in a transaction.
func writeBoth(db *kin.DB, name string) error {
	return db.InTx(ctx, both(name))
}

func both(name string) func(tx *kin.Tx) error {
	return func(tx *kin.Tx) error {
		if err := lm.Nodes.Create(ctx, tx, &lm.Node{Name: name}); err != nil {
			return err
		}
		return lm.Tags.Create(ctx, tx, &lm.Tag{Name: name})
	}
}

// TestKilled: of a program that is killed while it writes, nothing is there by half
// and nothing is missing that it said was committed.
func TestKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	path := filepath.Join(t.TempDir(), "test.db")
	db := must(sqlite.Open(ctx, path))(t)
	defer func() { check(t, db.Close()) }()
	check(t, kin.CreateTables(ctx, db, lm.Models...))
	acknowledged := map[string]outcome{}
	for range 20 {
		for _, name := range killed(t, path) {
			acknowledged[name] = committed
		}
	}
	if len(acknowledged) == 0 {
		t.Error("nothing was committed")
	}
	compare(t, db, acknowledged)
	t.Logf("%d transactions", len(acknowledged))
}

// killed runs a writer for a moment and returns what it has said.
func killed(t *testing.T, path string) (names []string) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), writerEnv+"="+path)
	out := must(cmd.StdoutPipe())(t)
	check(t, cmd.Start())
	lines := bufio.NewScanner(out)
	var timer *time.Timer
	for lines.Scan() {
		if timer == nil { // it has begun to write
			timer = time.AfterFunc(time.Duration(rand.Int64N(int64(20*time.Millisecond))), func() { _ = cmd.Process.Kill() })
		}
		names = append(names, lines.Text())
	}
	if timer == nil {
		t.Fatal("the writer said nothing")
	}
	_ = cmd.Wait() // it was killed
	return names
}

// An outcome is what the program was told of a transaction.
type outcome int

const (
	failed outcome = iota
	committed
	unknown
)

// compare checks that each name is in both tables or in none, once, and that what
// the program was told is true.
func compare(t *testing.T, db *kin.DB, told map[string]outcome) {
	t.Helper()
	there := map[string]int{}
	for _, name := range must(kin.Select1(lm.Nodes.Query(), lm.Nodes.Name).All(ctx, db))(t) {
		there[name]++
	}
	tags := map[string]int{}
	for _, name := range must(kin.Select1(lm.Tags.Query(), lm.Tags.Name).All(ctx, db))(t) {
		tags[name]++
	}
	for name, n := range there {
		if n != 1 || tags[name] != 1 {
			t.Errorf("%s is there %d and %d times", name, n, tags[name])
		}
		if o, ok := told[name]; ok && o == failed {
			t.Errorf("%s is there, and the program was told that it failed", name)
		}
		delete(tags, name)
	}
	for name := range tags {
		t.Errorf("%s is there by half", name)
	}
	for name, o := range told {
		if o == committed && there[name] == 0 {
			t.Errorf("%s is missing, and the program was told that it was committed", name)
		}
	}
}
