package acceptance

import (
	"testing"

	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/campus"
	"github.com/kinorm/kin/kintest"
)

// listsSQL is the statement that reads the courses of many students.
var listsSQL = map[string]string{
	"mariadb":  "SELECT `t2`.`owners`, `t3`.`id`, `t3`.`name` FROM (SELECT `t1`.`course_id` AS `target`, CONCAT(COUNT(*), ':', BIT_XOR(`t1`.`student_id`), ':', GROUP_CONCAT(`t1`.`student_id`)) AS `owners` FROM `students_courses` AS `t1` WHERE `t1`.`student_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) GROUP BY `t1`.`course_id`) AS `t2` STRAIGHT_JOIN `courses` AS `t3` ON `t3`.`id` = `t2`.`target`",
	"mysql":    "SELECT `t2`.`owners`, `t3`.`id`, `t3`.`name` FROM (SELECT `t1`.`course_id` AS `target`, JSON_ARRAYAGG(`t1`.`student_id`) AS `owners` FROM `students_courses` AS `t1` WHERE `t1`.`student_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) GROUP BY `t1`.`course_id`) AS `t2` STRAIGHT_JOIN `courses` AS `t3` ON `t3`.`id` = `t2`.`target`",
	"postgres": `SELECT "t2"."owners", "t3"."id", "t3"."name" FROM (SELECT "t1"."course_id" AS "target", ARRAY_AGG("t1"."student_id") AS "owners" FROM "students_courses" AS "t1" WHERE "t1"."student_id" = ANY ($1::bigint[]) GROUP BY "t1"."course_id") AS "t2" JOIN "courses" AS "t3" ON "t3"."id" = "t2"."target"`,
	"sqlite":   `SELECT "t2"."owners", "t3"."id", "t3"."name" FROM (SELECT "t1"."course_id" AS "target", GROUP_CONCAT("t1"."student_id") AS "owners" FROM (SELECT s0.value AS "v" FROM json_each(?1) AS s0) AS "s" CROSS JOIN "students_courses" AS "t1" ON "t1"."student_id" = "s"."v" GROUP BY "t1"."course_id") AS "t2" CROSS JOIN "courses" AS "t3" ON "t3"."id" = "t2"."target"`,
}

// TestPreloadOfAnySize: a relation is one statement for any number of owners, though
// from a thousand on it is another one.
func TestPreloadOfAnySize(t *testing.T) {
	const most, courses = 10_000, 20
	for _, d := range kintest.Databases(t) {
		t.Run(d.Name, func(t *testing.T) {
			ctx := t.Context()
			db := d.Open(t)
			must(t, kin.CreateTables(ctx, db, Models...))
			all := people(most)
			must(t, Students.CreateMany(ctx, db, all))
			list := subjects(courses)
			must(t, Courses.CreateMany(ctx, db, list))
			pairs := make([]kin.Pair[*Student, *Course], 0, 2*most)
			for i, s := range all {
				pairs = append(pairs, kin.Pair[*Student, *Course]{Owner: s, Target: list[i%courses]},
					kin.Pair[*Student, *Course]{Owner: s, Target: list[(i+7)%courses]})
			}
			must(t, exactly(2*most)(Students.Courses.Link(ctx, db, pairs...)))
			counted, count := kintest.Count(db)
			for _, n := range []int{1, 999, 1000, most} {
				count.Reset()
				must(t, Students.Load(ctx, counted, all[:n], Students.Courses))
				sql := count.SQL()
				if len(sql) != 1 {
					t.Fatalf("%d owners: %d statements: %q", n, len(sql), sql)
				}
				want := listsSQL[db.Driver().Dialect().Name]
				if (sql[0] == want) != (n >= 1000) {
					t.Errorf("%d owners: %s", n, sql[0])
				}
				for i, s := range all[:n] {
					got := map[string]bool{}
					for _, c := range s.Courses.MustItems() {
						got[c.Name] = true
					}
					if len(got) != 2 || !got[list[i%courses].Name] || !got[list[(i+7)%courses].Name] {
						t.Fatalf("%d owners: student %d has %v", n, i, got)
					}
				}
			}
			must(t, Students.Load(ctx, db, all, Students.Courses.OrderBy(Courses.Name.Desc())))
			for i, s := range all {
				if c := s.Courses.MustItems(); len(c) != 2 || c[0].Name < c[1].Name {
					t.Fatalf("student %d has %v", i, c)
				}
			}
		})
	}
}
