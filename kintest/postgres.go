package kintest

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"sync/atomic"
	"testing"
	"time"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/postgres"
)

// openPostgres opens the server in an empty schema of the test's own, which is
// found by the search path of its connections and dropped when the test ends.
// Commits do not wait for the disk.
func openPostgres(ctx context.Context, t testing.TB, server string) (*kin.DB, error) {
	schema := fmt.Sprintf("kintest_%x_%d_%d", started, os.Getpid(), schemas.Add(1))
	at, err := withSettings(server, map[string]string{
		"search_path": schema, "synchronous_commit": "off", "pool_max_conns": "16",
	})
	if err != nil {
		return nil, err
	}
	db, err := postgres.Open(ctx, at)
	if err != nil {
		return nil, err
	}
	if err := runScript(ctx, db, "CREATE SCHEMA "+schema); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	t.Cleanup(func() { // after the database was closed
		if err := dropSchema(context.WithoutCancel(ctx), server, schema); err != nil {
			t.Errorf("kintest: drop the schema %s: %v", schema, err)
		}
	})
	return db, nil
}

var (
	started = time.Now().Unix() // tells the schemas of processes with one number apart
	schemas atomic.Int64
)

// dropSchema drops a schema with all that is in it. It does not wait for long for
// a transaction that a test has left open.
func dropSchema(ctx context.Context, server, schema string) error {
	at, err := withSettings(server, map[string]string{"lock_timeout": "30s", "client_min_messages": "warning", "synchronous_commit": "off"})
	if err != nil {
		return err
	}
	db, err := postgres.Open(ctx, at)
	if err != nil {
		return err
	}
	return errors.Join(runScript(ctx, db, "DROP SCHEMA "+schema+" CASCADE"), db.Close())
}

// withSettings returns a URL of a server with settings for its connections.
func withSettings(server string, settings map[string]string) (string, error) {
	u, err := url.Parse(server)
	if err != nil || u.Scheme == "" {
		return "", errors.New("KIN_POSTGRES must be a URL such as postgres://user:password@127.0.0.1:5432/database")
	}
	q := u.Query()
	for name, value := range settings {
		q.Set(name, value)
	}
	u.RawQuery = q.Encode()
	return u.String(), nil
}

// runScript runs SQL that takes no arguments.
func runScript(ctx context.Context, db *kin.DB, sql string) error {
	c, err := db.Driver().Acquire(ctx, dialect.Write)
	if err != nil {
		return err
	}
	defer c.Release()
	return c.Script(ctx, sql)
}
