// Package mysql is kin's MariaDB, from version 10.6 on, and MySQL, from 8.0.21 on.
//
// It uses go-sql-driver/mysql by database/sql: statements are prepared once for each
// connection, and a set of any size is one argument, a JSON array that JSON_TABLE
// reads, up to the server's max_allowed_packet. Arguments are always bound.
//
// Sessions are strict, in UTC and utf8mb4, check foreign keys, and count the rows
// that an UPDATE met. [Open] sets that; of a *sql.DB that a program opened by itself
// it is checked, see [Wrap].
//
// Tables have the types BOOLEAN, SMALLINT, INT, BIGINT, DOUBLE, DECIMAL, VARCHAR,
// LONGTEXT, VARBINARY, LONGBLOB, DATETIME(6), DATE, JSON (on MySQL LONGTEXT with a
// check, as its JSON changes the digits of numbers) and BINARY(16). Text is
// compared by code point: its collation is utf8mb4_nopad_bin on MariaDB and
// utf8mb4_0900_bin on MySQL. Text without a size that is in a key or an index is
// VARCHAR(255); a longer value is ErrTooLong.
//
// CREATE TABLE commits the transaction that it is in, which the servers cannot do
// otherwise; so kin.CreateTables refuses to run in one, and where it fails it drops
// what it has made.
//
// When a context ends a statement, the connection is given up. The server notices
// that when the statement ends by itself.
package mysql

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/url"
	"runtime"
	"strings"
	"time"

	driver "github.com/go-sql-driver/mysql"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/internal/sqldb"
)

// An Option changes how a database is opened.
type Option func(*options)

type options struct{ maxConns int }

// WithMaxConns sets how many connections are open at most. The default is four for
// each processor, at least 16. Loops over results whose bodies run statements, as those
// of Each may, need two connections each where several run at a time; with one
// connection for all Each reads chunks.
func WithMaxConns(n int) Option { return func(o *options) { o.maxConns = n } }

// Open opens the database at a URL, see [OpenDriver].
func Open(ctx context.Context, url string, opts ...Option) (*kin.DB, error) {
	d, err := OpenDriver(ctx, url, opts...)
	if err != nil {
		return nil, err
	}
	return kin.NewDB(d), nil
}

// Wrap returns a database on a *sql.DB that the program opened with go-sql-driver,
// after asking the server whether it is MariaDB or MySQL. The name that db was opened
// with needs:
//
//	user:password@tcp(host:3306)/database?clientFoundRows=true&time_zone=%27%2B00:00%27&charset=utf8mb4
//
// Before the first statement that is checked, on one connection. Closing the database
// waits for kin's statements and leaves db open.
func Wrap(ctx context.Context, db *sql.DB) (*kin.DB, error) {
	if db == nil {
		return nil, errors.New("kin: the *sql.DB is nil; open one with sql.Open")
	}
	d, err := wrap(ctx, db, false)
	if err != nil {
		return nil, openError(ctx, err)
	}
	return kin.NewDB(d), nil
}

func wrap(ctx context.Context, db *sql.DB, owned bool) (*sqldb.Driver, error) {
	var version string
	if err := db.QueryRowContext(ctx, "SELECT VERSION()").Scan(&version); err != nil {
		return nil, err
	}
	d, err := speaks(version)
	if err != nil {
		return nil, err
	}
	return sqldb.New(db, d, owned)
}

// OpenDriver opens the database at url and checks that the server answers and is one
// that kin works with. The url is:
//
//	mysql://user:password@host:3306/database?tls=true
//
// with the settings of go-sql-driver, or a data source name of that driver. Errors
// never contain the password. The driver is safe for concurrent use.
func OpenDriver(ctx context.Context, url string, opts ...Option) (dialect.Driver, error) {
	o := options{maxConns: max(16, 4*runtime.GOMAXPROCS(0))}
	for _, opt := range opts {
		opt(&o)
	}
	if o.maxConns < 1 {
		return nil, fmt.Errorf("kin: mysql.WithMaxConns(%d): at least 1 connection is needed", o.maxConns)
	}
	config, err := parse(url)
	if err != nil {
		return nil, err
	}
	connector, err := driver.NewConnector(config)
	if err != nil {
		return nil, errURL
	}
	db := sql.OpenDB(connector)
	db.SetMaxOpenConns(o.maxConns)
	db.SetMaxIdleConns(o.maxConns)
	db.SetConnMaxIdleTime(5 * time.Minute) // less than any server's wait_timeout in use
	d, err := wrap(ctx, db, true)
	if err == nil {
		err = d.Ready(ctx)
	}
	if err != nil {
		return nil, errors.Join(openError(ctx, err), db.Close())
	}
	return d, nil
}

// errURL names neither the URL nor what is wrong with which part, as that may be the password.
var errURL = errors.New("kin: open MariaDB or MySQL: the URL is not valid; it must be mysql://user:password@host:3306/database?setting=value, with special characters percent-encoded, or user:password@tcp(host:3306)/database?setting=value")

var (
	errNoURL      = errors.New("kin: open MariaDB or MySQL: the URL is empty; give mysql://user:password@host:3306/database")
	errNoDatabase = errors.New("kin: open MariaDB or MySQL: the URL names no database; put its name behind the host, as in mysql://host:3306/database")
)

// parse reads a URL, or a data source name of the driver.
func parse(text string) (*driver.Config, error) {
	if text == "" {
		return nil, errNoURL
	}
	config, err := parseURL(text)
	if err != nil {
		return nil, errURL
	}
	if config.DBName == "" {
		return nil, errNoDatabase
	}
	config.ParseTime, config.Loc = true, time.UTC
	config.ClientFoundRows = true
	config.InterpolateParams, config.MultiStatements = false, false
	config.MaxAllowedPacket = 0 // what the server takes
	config.Logger = &driver.NopLogger{}
	if config.Params == nil {
		config.Params = map[string]string{}
	}
	maps.Copy(config.Params, settings)
	return config, nil
}

func parseURL(text string) (*driver.Config, error) {
	if !strings.HasPrefix(text, "mysql://") && !strings.HasPrefix(text, "mariadb://") {
		return driver.ParseDSN(text)
	}
	u, err := url.Parse(text)
	if err != nil || u.Host == "" {
		return nil, errURL
	}
	host, port := u.Hostname(), u.Port()
	if port == "" {
		port = "3306"
	}
	config, err := driver.ParseDSN("tcp(" + net.JoinHostPort(host, port) + ")/?" + u.RawQuery)
	if err != nil {
		return nil, errURL
	}
	config.DBName = strings.TrimPrefix(u.Path, "/")
	if u.User != nil {
		config.User = u.User.Username()
		config.Passwd, _ = u.User.Password()
	}
	return config, nil
}
