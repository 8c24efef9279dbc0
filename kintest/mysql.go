package kintest

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"testing"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/mysql"
)

// openMySQL opens MariaDB or MySQL in an empty database of the test's own, which is
// dropped when the test ends.
func openMySQL(ctx context.Context, t testing.TB, server string) (*kin.DB, error) {
	u, err := url.Parse(server)
	if err != nil || u.Scheme == "" {
		return nil, errors.New("KIN_MARIADB and KIN_MYSQL must be a URL such as mysql://user:password@127.0.0.1:3306/database")
	}
	name := fmt.Sprintf("kintest_%x_%d_%d", started, os.Getpid(), schemas.Add(1))
	if err := onServer(ctx, server, "CREATE DATABASE "+name+" CHARACTER SET utf8mb4"); err != nil {
		return nil, err
	}
	t.Cleanup(func() { // after the database was closed
		if err := onServer(context.WithoutCancel(ctx), server, "SET lock_wait_timeout = 30; DROP DATABASE "+name); err != nil {
			t.Errorf("kintest: drop the database %s: %v", name, err)
		}
	})
	u.Path = "/" + name
	return mysql.Open(ctx, u.String())
}

// onServer runs SQL on a connection of its own.
func onServer(ctx context.Context, server, sql string) error {
	db, err := mysql.Open(ctx, server, mysql.WithMaxConns(1))
	if err != nil {
		return err
	}
	return errors.Join(runScript(ctx, db, sql), db.Close())
}
