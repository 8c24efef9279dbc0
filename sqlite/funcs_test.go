package sqlite

import (
	"strings"
	"testing"

	"github.com/kinorm/kin/dialect"
)

func TestFold(t *testing.T) {
	d := openFile(t)
	script(t, d, `CREATE TABLE t (s TEXT) STRICT;
		CREATE UNIQUE INDEX t_s ON t (kin_fold(s));
		INSERT INTO t VALUES ('Äpfel')`)
	long := strings.Repeat("ÄÖÜß", 1000)
	for _, same := range [][2]string{
		{"", ""},
		{"abc", "ABC"},
		{"ÄÖÜ", "äöü"},
		{"ΣΊΣΥΦΟΣ", "σίσυφος"},
		{"Ångström", "ÅNGSTRÖM"},
		{"ДОМ", "дом"},
		{long, strings.ToLower(long)},
		{"1_%", "1_%"},
		{"\xff", "\xff"},
	} {
		for _, use := range []dialect.Use{dialect.Read, dialect.Write} {
			c := acquire(t, d, use)
			if n := queryInt(t, c, "SELECT kin_fold(?1) = kin_fold(?2)", dialect.Text(same[0]), dialect.Text(same[1])); n != 1 {
				t.Errorf("%.20q and %.20q differ", same[0], same[1])
			}
			c.Release()
		}
	}
	c := acquire(t, d, dialect.Write)
	for sql, want := range map[string]string{
		"SELECT typeof(kin_fold(NULL))": "null", "SELECT typeof(kin_fold(3))": "integer", "SELECT hex(kin_fold(x'41'))": "41",
		"SELECT kin_fold('aÄ' || char(0x1F642))": "aä🙂",
	} {
		if got := queryString(t, c, sql); got != want {
			t.Errorf("%s is %s", sql, got)
		}
	}
	if err := execErr(c, "INSERT INTO t VALUES ('äPFEL')"); err == nil {
		t.Error("the unique index on kin_fold did not work")
	}
	if plan := queryPlan(t, c, "SELECT * FROM t WHERE kin_fold(s) = kin_fold('x')"); !strings.Contains(plan, "USING INDEX t_s") {
		t.Error(plan)
	}
}

func queryPlan(t *testing.T, c dialect.Conn, sql string) string {
	type planRow struct {
		ID, Parent, Unused int64  `kind:"int64"`
		Detail             string `kind:"text"`
	}
	var plan []string
	for _, r := range query[planRow](t, c, "EXPLAIN QUERY PLAN "+sql) {
		plan = append(plan, r.Detail)
	}
	return strings.Join(plan, "\n")
}
