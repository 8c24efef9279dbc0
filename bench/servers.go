package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/go-sql-driver/mysql"
	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
	_ "modernc.org/sqlite"             // the driver "sqlite"

	"github.com/kinorm/kin/bench/data"
	"github.com/kinorm/kin/bench/sent"
	"github.com/kinorm/kin/bench/suite"
)

// errAbsent is the error of a database that no environment variable names.
var errAbsent = errors.New("not there")

// openServer makes a database of its own and fills it.
func openServer(ctx context.Context, k data.Kind, set *data.Set) (*suite.Server, error) {
	s := &suite.Server{Kind: k, Data: set}
	var err error
	switch k {
	case data.PostgreSQL:
		err = openPostgres(ctx, s)
	case data.SQLite:
		err = openSQLite(s)
	case data.MariaDB:
		err = openMariaDB(ctx, s)
	default:
		err = fmt.Errorf("-db: there is no %q; known are postgresql, mariadb and sqlite", k)
	}
	if err != nil {
		return nil, err
	}
	if err := set.Fill(ctx, s.Admin, k); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

func openSQLite(s *suite.Server) error {
	dir, err := os.MkdirTemp("", "kin-bench-")
	if err != nil {
		return err
	}
	s.DSN = filepath.Join(dir, "bench.db")
	s.Admin, err = sql.Open("sqlite", sqliteURL(s.DSN))
	if err != nil {
		return err
	}
	s.Admin.SetMaxOpenConns(1)
	s.Close = func() error { return errors.Join(s.Admin.Close(), os.RemoveAll(dir)) }
	return nil
}

// sqliteURL is a file with the settings that kin has too.
func sqliteURL(path string) string {
	return "file:" + path + "?_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)&_pragma=foreign_keys(1)&_pragma=busy_timeout(10000)&_txlock=immediate&_time_format=sqlite"
}

// openPostgres makes a database on the server that KIN_POSTGRES names.
func openPostgres(ctx context.Context, s *suite.Server) error {
	base := os.Getenv("KIN_POSTGRES")
	if base == "" {
		return fmt.Errorf("KIN_POSTGRES: %w", errAbsent)
	}
	root, err := sql.Open("pgx", base)
	if err != nil {
		return err
	}
	name := fmt.Sprintf("kin_bench_%d", os.Getpid())
	if _, err := root.ExecContext(ctx, "CREATE DATABASE "+name); err != nil {
		return errors.Join(err, root.Close())
	}
	// A commit that waits for the disk takes milliseconds, beside which nothing else is seen.
	if _, err := root.ExecContext(ctx, "ALTER DATABASE "+name+" SET synchronous_commit = off"); err != nil {
		return errors.Join(err, root.Close())
	}
	u, err := url.Parse(base)
	if err != nil {
		return err
	}
	u.Path = "/" + name
	s.DSN = u.String()
	s.Admin, err = sql.Open("pgx", s.DSN)
	s.Close = func() error {
		err := s.Admin.Close()
		_, dropErr := root.ExecContext(context.WithoutCancel(ctx), "DROP DATABASE "+name+" WITH (FORCE)")
		return errors.Join(err, dropErr, root.Close())
	}
	return err
}

// openMariaDB makes a database on the server that KIN_MARIADB names.
func openMariaDB(ctx context.Context, s *suite.Server) error {
	base := os.Getenv("KIN_MARIADB")
	if base == "" {
		return fmt.Errorf("KIN_MARIADB: %w", errAbsent)
	}
	u, err := url.Parse(base)
	if err != nil || u.Host == "" {
		return errors.New("KIN_MARIADB must be a URL such as mysql://user:password@127.0.0.1:3306/database")
	}
	c := mysql.NewConfig()
	c.User, c.Net, c.Addr, c.ParseTime, c.Loc = u.User.Username(), "tcp", u.Host, true, time.UTC
	c.Passwd, _ = u.User.Password()
	root, err := sql.Open("mysql", c.FormatDSN())
	if err != nil {
		return err
	}
	name := fmt.Sprintf("kin_bench_%d", os.Getpid())
	if _, err := root.ExecContext(ctx, "CREATE DATABASE "+name); err != nil {
		return errors.Join(err, root.Close())
	}
	c.DBName = name
	u.Path = "/" + name
	s.URL = u.String()
	s.DSN = c.FormatDSN()
	s.Admin, err = sql.Open("mysql", s.DSN)
	s.Close = func() error {
		err := s.Admin.Close()
		_, dropErr := root.ExecContext(context.WithoutCancel(ctx), "DROP DATABASE "+name)
		return errors.Join(err, dropErr, root.Close())
	}
	return err
}

// watch makes a counter count what contenders send that are opened on the server that
// it returns, until stop. Where there is a wire they go by a proxy, without encryption.
func watch(s *suite.Server, counter *sent.Counter) (watched *suite.Server, stop func() error, err error) {
	w := *s
	switch s.Kind {
	case data.PostgreSQL:
		u, err := url.Parse(s.DSN)
		if err != nil {
			return nil, nil, err
		}
		query := u.Query()
		query.Set("sslmode", "disable")
		u.RawQuery = query.Encode()
		u.Host, stop, err = counter.Proxy(u.Host, sent.PostgreSQL)
		w.DSN = u.String()
		return &w, stop, err
	case data.MariaDB:
		c, err := mysql.ParseDSN(s.DSN)
		if err != nil {
			return nil, nil, err
		}
		u, err := url.Parse(s.URL)
		if err != nil {
			return nil, nil, err
		}
		c.Addr, stop, err = counter.Proxy(c.Addr, sent.MySQL)
		u.Host = c.Addr
		w.DSN, w.URL = c.FormatDSN(), u.String()
		return &w, stop, err
	default:
		end, err := counter.SQLite()
		return &w, func() error { end(); return nil }, err
	}
}
