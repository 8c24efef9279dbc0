package mysql

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/kinorm/kin/dialect"
)

// settings are what kin gives its sessions. NO_BACKSLASH_ESCAPES is left out: what
// kin writes does not depend on it.
var settings = map[string]string{
	"sql_mode":           "'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ZERO_DATE,NO_ZERO_IN_DATE,NO_ENGINE_SUBSTITUTION'",
	"time_zone":          "'+00:00'",
	"foreign_key_checks": "1",
	"unique_checks":      "1",
	// A list of keys that is longer than 1 MiB is cut off otherwise, and its relation read again.
	"group_concat_max_len": "1073741824",
}

// check checks that a session is as kin needs it.
func check(ctx context.Context, q dialect.Querier) error {
	var mode, zone, client, connection, results string
	var keys bool
	const session = `SELECT @@sql_mode, @@time_zone, @@character_set_client, @@character_set_connection, @@character_set_results, @@foreign_key_checks`
	if err := q.QueryRowContext(ctx, session).Scan(&mode, &zone, &client, &connection, &results, &keys); err != nil {
		return err
	}
	modes := "," + mode + ","
	switch {
	case !strings.Contains(modes, ",STRICT_ALL_TABLES,") && !strings.Contains(modes, ",STRICT_TRANS_TABLES,"):
		return fmt.Errorf("kin: sql_mode is %q: values that do not fit would be cut off; add sql_mode=%%27STRICT_ALL_TABLES%%27 to the DSN", mode)
	case strings.Contains(modes, ",PAD_CHAR_TO_FULL_LENGTH,"):
		return fmt.Errorf("kin: sql_mode is %q: PAD_CHAR_TO_FULL_LENGTH changes what is read; take it out of sql_mode", mode)
	case zone != "+00:00" && zone != "UTC":
		return fmt.Errorf("kin: time_zone is %q; add time_zone=%%27%%2B00:00%%27 to the DSN", zone)
	case client != "utf8mb4" || connection != "utf8mb4" || results != "utf8mb4":
		return fmt.Errorf("kin: the session has the character sets %s, %s and %s; add charset=utf8mb4 to the DSN", client, connection, results)
	case !keys:
		return errors.New("kin: foreign keys are not checked; take foreign_key_checks out of the DSN")
	}
	if err := checkIsolation(ctx, q); err != nil {
		return err
	}
	if err := checkTimes(ctx, q); err != nil {
		return err
	}
	return checkFoundRows(ctx, q)
}

// checkIsolation refuses transactions that read what others may take back.
func checkIsolation(ctx context.Context, q dialect.Querier) error {
	var name, level string
	const isolation = `SHOW VARIABLES WHERE Variable_name IN ('tx_isolation', 'transaction_isolation')`
	if err := q.QueryRowContext(ctx, isolation).Scan(&name, &level); err != nil {
		return err
	}
	if level == "READ-UNCOMMITTED" {
		return fmt.Errorf("kin: %s is %s; choose another level for the sessions of kin", name, level)
	}
	return nil
}

// checkTimes checks how the driver reads times: in UTC, if not as text.
func checkTimes(ctx context.Context, q dialect.Querier) error {
	var at any
	if err := q.QueryRowContext(ctx, `SELECT CAST('2000-01-02 03:04:05' AS DATETIME)`).Scan(&at); err != nil {
		return err
	}
	if t, ok := at.(time.Time); ok && !t.Equal(time.Date(2000, 1, 2, 3, 4, 5, 0, time.UTC)) {
		return fmt.Errorf("kin: the driver reads times in %s; take loc out of the DSN, or set it to UTC", t.Location())
	}
	return nil
}

// checkFoundRows checks that an UPDATE which changes nothing counts the rows that it
// met, so that kin knows which exist. Only an UPDATE tells: the row is in a table
// that only this session sees.
func checkFoundRows(ctx context.Context, q dialect.Querier) error {
	for _, sql := range []string{
		"CREATE TEMPORARY TABLE IF NOT EXISTS kin_found_rows (n INT) ENGINE=MEMORY",
		"INSERT INTO kin_found_rows VALUES (1)",
	} {
		if _, err := q.ExecContext(ctx, sql); err != nil {
			return fmt.Errorf("kin: find out about clientFoundRows: %w", err)
		}
	}
	res, err := q.ExecContext(ctx, "UPDATE kin_found_rows SET n = 1")
	if err != nil {
		return err
	}
	n, err := res.RowsAffected()
	if err != nil {
		return err
	}
	if _, err := q.ExecContext(ctx, "DROP TEMPORARY TABLE kin_found_rows"); err != nil {
		return err
	}
	if n == 0 {
		return errors.New("kin: the driver counts the rows that an UPDATE changed, not those that it met; add clientFoundRows=true to the DSN")
	}
	return nil
}

var versionNumbers = regexp.MustCompile(`^(?:5\.5\.5-)?(\d+)\.(\d+)\.(\d+)`)

// speaks returns the dialect of a server by its version, such as "10.11.6-MariaDB".
func speaks(version string) (*dialect.Dialect, error) {
	d, least := MySQL, [3]int{8, 0, 21}
	if strings.Contains(version, "MariaDB") {
		d, least = MariaDB, [3]int{10, 6, 0}
	}
	parts := versionNumbers.FindStringSubmatch(version)
	if parts == nil {
		return nil, fmt.Errorf("kin: the server says that its version is %q, which is neither MariaDB's nor MySQL's", version)
	}
	for i := range least {
		n, err := strconv.Atoi(parts[i+1])
		if err != nil || n < least[i] {
			return nil, fmt.Errorf("kin: the server is %s %s; at least %d.%d.%d is needed, for JSON_TABLE", d.Name, version, least[0], least[1], least[2])
		}
		if n > least[i] {
			break
		}
	}
	return d, nil
}
