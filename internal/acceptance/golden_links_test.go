package acceptance

import (
	"context"

	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/atlas"
)

// linkConditions are about the columns of links, from both ends.
func linkConditions(*shelf) []goldenCondition {
	votes, voters := Judges.Votes, Painters.Voters
	points := votes.LinkWhere(Votes.Points.Gt(1))
	judges := func(p kin.Pred[*Judge]) counts { return conditionOn(Judges.Query(), p) }
	return []goldenCondition{
		{"link Any", judges(votes.Any(points)), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`judge_id` FROM `votes` AS `t2` WHERE `t2`.`points` > ?)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`judge_id` FROM `votes` AS `t2` WHERE `t2`.`points` > ?)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."judge_id" FROM "votes" AS "t2" WHERE "t2"."points" > $1)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."judge_id" FROM "votes" AS "t2" WHERE "t2"."points" > $1)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."judge_id" FROM "votes" AS "t2" WHERE "t2"."points" > ?1)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."judge_id" FROM "votes" AS "t2" WHERE "t2"."points" > ?1)`,
			},
		}},
		{"link Any with target", judges(votes.Any(points, Painters.Code.StartsWith("p"))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`judge_id` FROM `votes` AS `t2` WHERE `t2`.`points` > ? AND `t2`.`painter_id` LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!')",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`judge_id` FROM `votes` AS `t2` WHERE `t2`.`points` > ? AND `t2`.`painter_id` LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!')",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."judge_id" FROM "votes" AS "t2" WHERE "t2"."points" > $1 AND "t2"."painter_id" LIKE REPLACE(REPLACE(REPLACE($2, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\')`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."judge_id" FROM "votes" AS "t2" WHERE "t2"."points" > $1 AND "t2"."painter_id" LIKE REPLACE(REPLACE(REPLACE($2, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\')`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."judge_id" FROM "votes" AS "t2" WHERE "t2"."points" > ?1 AND ("t2"."painter_id" >= ?2 AND "t2"."painter_id" < ?2 || CAST(x'ffffffff' AS TEXT) AND substr("t2"."painter_id", 1, length(?2)) = ?2))`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."judge_id" FROM "votes" AS "t2" WHERE "t2"."points" > ?1 AND ("t2"."painter_id" >= ?2 AND "t2"."painter_id" < ?2 || CAST(x'ffffffff' AS TEXT) AND substr("t2"."painter_id", 1, length(?2)) = ?2))`,
			},
		}},
		{"link Any with key", judges(votes.Any(points, Painters.Code.Eq("p"))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`judge_id` FROM `votes` AS `t2` WHERE `t2`.`points` > ? AND `t2`.`painter_id` = ?)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`judge_id` FROM `votes` AS `t2` WHERE `t2`.`points` > ? AND `t2`.`painter_id` = ?)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."judge_id" FROM "votes" AS "t2" WHERE "t2"."points" > $1 AND "t2"."painter_id" = $2)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."judge_id" FROM "votes" AS "t2" WHERE "t2"."points" > $1 AND "t2"."painter_id" = $2)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."judge_id" FROM "votes" AS "t2" WHERE "t2"."points" > ?1 AND "t2"."painter_id" = ?2)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."judge_id" FROM "votes" AS "t2" WHERE "t2"."points" > ?1 AND "t2"."painter_id" = ?2)`,
			},
		}},
		{"link None", judges(votes.None(points)), forms{
			"mariadb": {
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`judge_id` FROM `votes` AS `t2` WHERE `t2`.`points` > ?)",
				"WHERE `t1`.`id` IN (SELECT `t2`.`judge_id` FROM `votes` AS `t2` WHERE `t2`.`points` > ?)",
			},
			"postgres": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."judge_id" FROM "votes" AS "t2" WHERE "t2"."points" > $1)`,
				`WHERE "t1"."id" IN (SELECT "t2"."judge_id" FROM "votes" AS "t2" WHERE "t2"."points" > $1)`,
			},
			"sqlite": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."judge_id" FROM "votes" AS "t2" WHERE "t2"."points" > ?1)`,
				`WHERE "t1"."id" IN (SELECT "t2"."judge_id" FROM "votes" AS "t2" WHERE "t2"."points" > ?1)`,
			},
		}},
		{"link Every", judges(votes.Every(points)), forms{
			"mariadb": {
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`judge_id` FROM `votes` AS `t2` WHERE `t2`.`points` <= ?)",
				"WHERE `t1`.`id` IN (SELECT `t2`.`judge_id` FROM `votes` AS `t2` WHERE `t2`.`points` <= ?)",
			},
			"postgres": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."judge_id" FROM "votes" AS "t2" WHERE "t2"."points" <= $1)`,
				`WHERE "t1"."id" IN (SELECT "t2"."judge_id" FROM "votes" AS "t2" WHERE "t2"."points" <= $1)`,
			},
			"sqlite": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."judge_id" FROM "votes" AS "t2" WHERE "t2"."points" <= ?1)`,
				`WHERE "t1"."id" IN (SELECT "t2"."judge_id" FROM "votes" AS "t2" WHERE "t2"."points" <= ?1)`,
			},
		}},
		{"link Count", judges(votes.Count(points).Gt(0)), forms{
			"mariadb": {
				"WHERE (SELECT COUNT(*) FROM `votes` AS `t2` WHERE `t2`.`judge_id` = `t1`.`id` AND `t2`.`points` > ?) > ?",
				"WHERE (SELECT COUNT(*) FROM `votes` AS `t2` WHERE `t2`.`judge_id` = `t1`.`id` AND `t2`.`points` > ?) <= ?",
			},
			"postgres": {
				`WHERE (SELECT COUNT(*) FROM "votes" AS "t2" WHERE "t2"."judge_id" = "t1"."id" AND "t2"."points" > $1) > $2`,
				`WHERE (SELECT COUNT(*) FROM "votes" AS "t2" WHERE "t2"."judge_id" = "t1"."id" AND "t2"."points" > $1) <= $2`,
			},
			"sqlite": {
				`WHERE (SELECT COUNT(*) FROM "votes" AS "t2" WHERE "t2"."judge_id" = "t1"."id" AND "t2"."points" > ?1) > ?2`,
				`WHERE (SELECT COUNT(*) FROM "votes" AS "t2" WHERE "t2"."judge_id" = "t1"."id" AND "t2"."points" > ?1) <= ?2`,
			},
		}},
		{"link negated", judges(votes.Any(kin.Not(points))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`judge_id` FROM `votes` AS `t2` WHERE `t2`.`points` <= ?)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`judge_id` FROM `votes` AS `t2` WHERE `t2`.`points` <= ?)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."judge_id" FROM "votes" AS "t2" WHERE "t2"."points" <= $1)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."judge_id" FROM "votes" AS "t2" WHERE "t2"."points" <= $1)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."judge_id" FROM "votes" AS "t2" WHERE "t2"."points" <= ?1)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."judge_id" FROM "votes" AS "t2" WHERE "t2"."points" <= ?1)`,
			},
		}},
		{"link Any from the reverse end", conditionOn(Painters.Query(), voters.Any(voters.LinkWhere(Votes.Points.Gt(1)), Judges.Name.Eq("J"))), forms{
			"mariadb": {
				"WHERE `t1`.`code` IN (SELECT `t2`.`painter_id` FROM `votes` AS `t2` JOIN `judges` AS `t3` ON `t3`.`id` = `t2`.`judge_id` WHERE `t2`.`points` > ? AND `t3`.`name` = ?)",
				"WHERE `t1`.`code` NOT IN (SELECT `t2`.`painter_id` FROM `votes` AS `t2` JOIN `judges` AS `t3` ON `t3`.`id` = `t2`.`judge_id` WHERE `t2`.`points` > ? AND `t3`.`name` = ?)",
			},
			"postgres": {
				`WHERE "t1"."code" IN (SELECT "t2"."painter_id" FROM "votes" AS "t2" JOIN "judges" AS "t3" ON "t3"."id" = "t2"."judge_id" WHERE "t2"."points" > $1 AND "t3"."name" = $2)`,
				`WHERE "t1"."code" NOT IN (SELECT "t2"."painter_id" FROM "votes" AS "t2" JOIN "judges" AS "t3" ON "t3"."id" = "t2"."judge_id" WHERE "t2"."points" > $1 AND "t3"."name" = $2)`,
			},
			"sqlite": {
				`WHERE "t1"."code" IN (SELECT "t2"."painter_id" FROM "votes" AS "t2" JOIN "judges" AS "t3" ON "t3"."id" = "t2"."judge_id" WHERE "t2"."points" > ?1 AND "t3"."name" = ?2)`,
				`WHERE "t1"."code" NOT IN (SELECT "t2"."painter_id" FROM "votes" AS "t2" JOIN "judges" AS "t3" ON "t3"."id" = "t2"."judge_id" WHERE "t2"."points" > ?1 AND "t3"."name" = ?2)`,
			},
		}},
		{"link model by an end", conditionOn(Votes.Query(), Votes.Judge.Name.Eq("J")), forms{
			"mariadb": {
				"JOIN `judges` AS `t2` ON `t2`.`id` = `t1`.`judge_id` WHERE `t2`.`name` = ?",
				"JOIN `judges` AS `t2` ON `t2`.`id` = `t1`.`judge_id` WHERE `t2`.`name` <> ?",
			},
			"postgres": {
				`JOIN "judges" AS "t2" ON "t2"."id" = "t1"."judge_id" WHERE "t2"."name" = $1`,
				`JOIN "judges" AS "t2" ON "t2"."id" = "t1"."judge_id" WHERE "t2"."name" <> $1`,
			},
			"sqlite": {
				`JOIN "judges" AS "t2" ON "t2"."id" = "t1"."judge_id" WHERE "t2"."name" = ?1`,
				`JOIN "judges" AS "t2" ON "t2"."id" = "t1"."judge_id" WHERE "t2"."name" <> ?1`,
			},
		}},
	}
}

// linkOperations change links with columns.
func linkOperations(s *shelf) []goldenOperation {
	vote := func(points int64, p *Painter) kin.Linked[Painter, Vote] {
		return kin.Linked[Painter, Vote]{Target: p, Link: Vote{Points: points}}
	}
	above := Judges.Votes.LinkWhere(Votes.Points.Gt(1))
	return []goldenOperation{
		{"links add", func(ctx context.Context, db kin.Executor) error { return run(s.judge.Votes.Add(ctx, db, s.quint)) }, sqls{
			"mariadb":  "INSERT INTO `votes` (`judge_id`, `painter_id`, `points`) SELECT ?, `v`.`c0`, ? FROM JSON_TABLE(IF(LAST_INSERT_ID(0) = 0, ?, NULL), '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$')) AS `v` ON DUPLICATE KEY UPDATE `judge_id` = IF(LAST_INSERT_ID(LAST_INSERT_ID() + 1) = 0, `votes`.`judge_id`, `votes`.`judge_id`)",
			"postgres": `INSERT INTO "votes" ("judge_id", "painter_id", "points") SELECT CAST($1 AS bigint), "v"."c0", CAST($2 AS bigint) FROM unnest($3::text[]) AS "v"("c0") ON CONFLICT ("judge_id", "painter_id") DO NOTHING`,
			"sqlite":   `INSERT INTO "votes" ("judge_id", "painter_id", "points") SELECT ?1, "v"."c0", ?2 FROM (SELECT s0.value AS "c0" FROM json_each(?3) AS s0) AS "v" WHERE TRUE ON CONFLICT ("judge_id", "painter_id") DO NOTHING`,
		}},
		{"links add with", func(ctx context.Context, db kin.Executor) error {
			return run(s.judge.Votes.AddWith(ctx, db, Vote{Points: 2}, s.paula, s.quint))
		}, sqls{
			"mariadb":  "INSERT INTO `votes` (`judge_id`, `painter_id`, `points`) SELECT ?, `v`.`c0`, ? FROM JSON_TABLE(IF(LAST_INSERT_ID(0) = 0, ?, NULL), '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$')) AS `v` ON DUPLICATE KEY UPDATE `judge_id` = IF(LAST_INSERT_ID(LAST_INSERT_ID() + 1) = 0, `votes`.`judge_id`, `votes`.`judge_id`)",
			"postgres": `INSERT INTO "votes" ("judge_id", "painter_id", "points") SELECT CAST($1 AS bigint), "v"."c0", CAST($2 AS bigint) FROM unnest($3::text[]) AS "v"("c0") ON CONFLICT ("judge_id", "painter_id") DO NOTHING`,
			"sqlite":   `INSERT INTO "votes" ("judge_id", "painter_id", "points") SELECT ?1, "v"."c0", ?2 FROM (SELECT s0.value AS "c0" FROM json_each(?3) AS s0) AS "v" WHERE TRUE ON CONFLICT ("judge_id", "painter_id") DO NOTHING`,
		}},
		{"links add from the reverse end", func(ctx context.Context, db kin.Executor) error {
			return run(s.quint.Voters.AddWith(ctx, db, Vote{Points: 2}, s.judge))
		}, sqls{
			"mariadb":  "INSERT INTO `votes` (`painter_id`, `judge_id`, `points`) SELECT ?, `v`.`c0`, ? FROM JSON_TABLE(IF(LAST_INSERT_ID(0) = 0, ?, NULL), '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS `v` ON DUPLICATE KEY UPDATE `painter_id` = IF(LAST_INSERT_ID(LAST_INSERT_ID() + 1) = 0, `votes`.`painter_id`, `votes`.`painter_id`)",
			"postgres": `INSERT INTO "votes" ("painter_id", "judge_id", "points") SELECT CAST($1 AS text), "v"."c0", CAST($2 AS bigint) FROM unnest($3::bigint[]) AS "v"("c0") ON CONFLICT ("painter_id", "judge_id") DO NOTHING`,
			"sqlite":   `INSERT INTO "votes" ("painter_id", "judge_id", "points") SELECT ?1, "v"."c0", ?2 FROM (SELECT s0.value AS "c0" FROM json_each(?3) AS s0) AS "v" WHERE TRUE ON CONFLICT ("painter_id", "judge_id") DO NOTHING`,
		}},
		{"links add each if absent", func(ctx context.Context, db kin.Executor) error {
			return run(s.judge.Votes.AddLinks(ctx, db, kin.IfAbsent, vote(1, s.paula), vote(2, s.quint)))
		}, sqls{
			"mariadb":  "INSERT INTO `votes` (`judge_id`, `painter_id`, `points`) SELECT `v`.`c0`, `v`.`c1`, `v`.`c2` FROM JSON_TABLE(IF(LAST_INSERT_ID(0) = 0, ?, NULL), '$[*]' COLUMNS (`c0` BIGINT PATH '$[0]', `c1` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[1]', `c2` BIGINT PATH '$[2]')) AS `v` ON DUPLICATE KEY UPDATE `judge_id` = IF(LAST_INSERT_ID(LAST_INSERT_ID() + 1) = 0, `votes`.`judge_id`, `votes`.`judge_id`)",
			"postgres": `INSERT INTO "votes" ("judge_id", "painter_id", "points") SELECT "v"."c0", "v"."c1", "v"."c2" FROM unnest($1::bigint[], $2::text[], $3::bigint[]) AS "v"("c0", "c1", "c2") ON CONFLICT ("judge_id", "painter_id") DO NOTHING`,
			"sqlite":   `INSERT INTO "votes" ("judge_id", "painter_id", "points") SELECT "v"."c0", "v"."c1", "v"."c2" FROM (SELECT s0.value AS "c0", s1.value AS "c1", s2.value AS "c2" FROM json_each(?1) AS s0 CROSS JOIN (SELECT key, value FROM json_each(?2) LIMIT -1) AS s1 ON s1.key = s0.key CROSS JOIN (SELECT key, value FROM json_each(?3) LIMIT -1) AS s2 ON s2.key = s0.key) AS "v" WHERE TRUE ON CONFLICT ("judge_id", "painter_id") DO NOTHING`,
		}},
		{"links add each or update", func(ctx context.Context, db kin.Executor) error {
			return run(s.judge.Votes.AddLinks(ctx, db, kin.Update, vote(1, s.paula), vote(2, s.quint)))
		}, sqls{
			"mariadb": "SELECT COUNT(*) FROM `votes` AS `t1` WHERE (`t1`.`judge_id`, `t1`.`painter_id`) IN (SELECT `c0`, `c1` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$[0]', `c1` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[1]')) AS s)\nINSERT INTO `votes` (`judge_id`, `painter_id`, `points`) SELECT `v`.`c0`, `v`.`c1`, `v`.`c2` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$[0]', `c1` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[1]', `c2` BIGINT PATH '$[2]')) AS `v` ON DUPLICATE KEY UPDATE `points` = VALUES(`points`)",
			"postgres": `SELECT COUNT(*) FROM "votes" AS "t1" WHERE ("t1"."judge_id", "t1"."painter_id") IN (SELECT * FROM unnest($1::bigint[], $2::text[]))
INSERT INTO "votes" ("judge_id", "painter_id", "points") SELECT "v"."c0", "v"."c1", "v"."c2" FROM unnest($1::bigint[], $2::text[], $3::bigint[]) AS "v"("c0", "c1", "c2") ON CONFLICT ("judge_id", "painter_id") DO UPDATE SET "points" = excluded."points"`,
			"sqlite": `SELECT COUNT(*) FROM "votes" AS "t1" WHERE ("t1"."judge_id", "t1"."painter_id") IN (SELECT s0.value, s1.value FROM json_each(?1) AS s0 CROSS JOIN (SELECT key, value FROM json_each(?2) LIMIT -1) AS s1 ON s1.key = s0.key)
INSERT INTO "votes" ("judge_id", "painter_id", "points") SELECT "v"."c0", "v"."c1", "v"."c2" FROM (SELECT s0.value AS "c0", s1.value AS "c1", s2.value AS "c2" FROM json_each(?1) AS s0 CROSS JOIN (SELECT key, value FROM json_each(?2) LIMIT -1) AS s1 ON s1.key = s0.key CROSS JOIN (SELECT key, value FROM json_each(?3) LIMIT -1) AS s2 ON s2.key = s0.key) AS "v" WHERE TRUE ON CONFLICT ("judge_id", "painter_id") DO UPDATE SET "points" = excluded."points"`,
		}},
		{"links add each or fail", func(ctx context.Context, db kin.Executor) error {
			return run(s.judge.Votes.AddLinks(ctx, db, kin.Error, vote(2, s.quint)))
		}, sqls{
			"mariadb":  "INSERT INTO `votes` (`judge_id`, `painter_id`, `points`) SELECT `v`.`c0`, `v`.`c1`, `v`.`c2` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$[0]', `c1` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[1]', `c2` BIGINT PATH '$[2]')) AS `v`",
			"postgres": `INSERT INTO "votes" ("judge_id", "painter_id", "points") SELECT "v"."c0", "v"."c1", "v"."c2" FROM unnest($1::bigint[], $2::text[], $3::bigint[]) AS "v"("c0", "c1", "c2")`,
			"sqlite":   `INSERT INTO "votes" ("judge_id", "painter_id", "points") SELECT "v"."c0", "v"."c1", "v"."c2" FROM (SELECT s0.value AS "c0", s1.value AS "c1", s2.value AS "c2" FROM json_each(?1) AS s0 CROSS JOIN (SELECT key, value FROM json_each(?2) LIMIT -1) AS s1 ON s1.key = s0.key CROSS JOIN (SELECT key, value FROM json_each(?3) LIMIT -1) AS s2 ON s2.key = s0.key) AS "v"`,
		}},
		{"links set with", func(ctx context.Context, db kin.Executor) error {
			return run(s.judge.Votes.SetWith(ctx, db, Vote{Points: 2}, s.quint))
		}, sqls{
			"mariadb": "SELECT `t1`.`id` FROM `judges` AS `t1` WHERE `t1`.`id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) FOR UPDATE\nDELETE `votes` FROM `votes` WHERE `votes`.`judge_id` = ? AND `votes`.`painter_id` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$')) AS s)\nINSERT INTO `votes` (`judge_id`, `painter_id`, `points`) SELECT ?, `v`.`c0`, ? FROM JSON_TABLE(IF(LAST_INSERT_ID(0) = 0, ?, NULL), '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$')) AS `v` ON DUPLICATE KEY UPDATE `judge_id` = IF(LAST_INSERT_ID(LAST_INSERT_ID() + 1) = 0, `votes`.`judge_id`, `votes`.`judge_id`)",
			"postgres": `SELECT "t1"."id" FROM "judges" AS "t1" WHERE "t1"."id" = ANY ($1::bigint[]) FOR NO KEY UPDATE OF "t1"
DELETE FROM "votes" WHERE "votes"."judge_id" = $1 AND "votes"."painter_id" <> ALL ($2::text[])
INSERT INTO "votes" ("judge_id", "painter_id", "points") SELECT CAST($1 AS bigint), "v"."c0", CAST($2 AS bigint) FROM unnest($3::text[]) AS "v"("c0") ON CONFLICT ("judge_id", "painter_id") DO NOTHING`,
			"sqlite": `DELETE FROM "votes" WHERE "votes"."judge_id" = ?1 AND "votes"."painter_id" NOT IN (SELECT s0.value FROM json_each(?2) AS s0)
INSERT INTO "votes" ("judge_id", "painter_id", "points") SELECT ?1, "v"."c0", ?2 FROM (SELECT s0.value AS "c0" FROM json_each(?3) AS s0) AS "v" WHERE TRUE ON CONFLICT ("judge_id", "painter_id") DO NOTHING`,
		}},
		{"links create with", func(ctx context.Context, db kin.Executor) error {
			return s.judge.Votes.CreateWith(ctx, db, Vote{Points: 2}, &Painter{Code: "new"})
		}, sqls{
			"mariadb": "INSERT INTO `painters` (`code`) VALUES (?)\nINSERT INTO `votes` (`judge_id`, `painter_id`, `points`) SELECT ?, `v`.`c0`, ? FROM JSON_TABLE(IF(LAST_INSERT_ID(0) = 0, ?, NULL), '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$')) AS `v` ON DUPLICATE KEY UPDATE `judge_id` = IF(LAST_INSERT_ID(LAST_INSERT_ID() + 1) = 0, `votes`.`judge_id`, `votes`.`judge_id`)",
			"postgres": `INSERT INTO "painters" ("code") VALUES ($1)
INSERT INTO "votes" ("judge_id", "painter_id", "points") SELECT CAST($1 AS bigint), "v"."c0", CAST($2 AS bigint) FROM unnest($3::text[]) AS "v"("c0") ON CONFLICT ("judge_id", "painter_id") DO NOTHING`,
			"sqlite": `INSERT INTO "painters" ("code") VALUES (?1)
INSERT INTO "votes" ("judge_id", "painter_id", "points") SELECT ?1, "v"."c0", ?2 FROM (SELECT s0.value AS "c0" FROM json_each(?3) AS s0) AS "v" WHERE TRUE ON CONFLICT ("judge_id", "painter_id") DO NOTHING`,
		}},
		{"links update all", func(ctx context.Context, db kin.Executor) error {
			return run(s.judge.Votes.UpdateLinks(ctx, db, kin.Pred[*Painter]{}, Votes.Points.Add(1)))
		}, sqls{
			"mariadb":  "UPDATE `votes` SET `points` = `votes`.`points` + ? WHERE `votes`.`judge_id` = ?",
			"postgres": `UPDATE "votes" SET "points" = "votes"."points" + $1 WHERE "votes"."judge_id" = $2`,
			"sqlite":   `UPDATE "votes" SET "points" = "votes"."points" + ?1 WHERE "votes"."judge_id" = ?2`,
		}},
		{"links update by link", func(ctx context.Context, db kin.Executor) error {
			return run(s.judge.Votes.UpdateLinks(ctx, db, above, Votes.Points.Set(1)))
		}, sqls{
			"mariadb":  "UPDATE `votes` SET `points` = ? WHERE `votes`.`judge_id` = ? AND `votes`.`points` > ?",
			"postgres": `UPDATE "votes" SET "points" = $1 WHERE "votes"."judge_id" = $2 AND "votes"."points" > $3`,
			"sqlite":   `UPDATE "votes" SET "points" = ?1 WHERE "votes"."judge_id" = ?2 AND "votes"."points" > ?3`,
		}},
		{"links update by target", func(ctx context.Context, db kin.Executor) error {
			return run(s.judge.Votes.UpdateLinks(ctx, db, kin.And(above, Painters.Voters.Any(Judges.Name.Eq("J"))), Votes.Points.Set(1)))
		}, sqls{
			"mariadb":  "UPDATE `votes` JOIN (SELECT `votes`.`judge_id`, `votes`.`painter_id` FROM `votes` WHERE `votes`.`judge_id` = ? AND `votes`.`points` > ? AND `votes`.`painter_id` IN (SELECT `t1`.`painter_id` FROM `votes` AS `t1` JOIN `judges` AS `t2` ON `t2`.`id` = `t1`.`judge_id` WHERE `t2`.`name` = ?) LIMIT 9223372036854775807) AS `k` ON `k`.`judge_id` = `votes`.`judge_id` AND `k`.`painter_id` = `votes`.`painter_id` SET `votes`.`points` = ?",
			"postgres": `UPDATE "votes" SET "points" = $1 WHERE "votes"."judge_id" = $2 AND "votes"."points" > $3 AND "votes"."painter_id" IN (SELECT "t1"."painter_id" FROM "votes" AS "t1" JOIN "judges" AS "t2" ON "t2"."id" = "t1"."judge_id" WHERE "t2"."name" = $4)`,
			"sqlite":   `UPDATE "votes" SET "points" = ?1 WHERE "votes"."judge_id" = ?2 AND "votes"."points" > ?3 AND "votes"."painter_id" IN (SELECT "t1"."painter_id" FROM "votes" AS "t1" JOIN "judges" AS "t2" ON "t2"."id" = "t1"."judge_id" WHERE "t2"."name" = ?4)`,
		}},
		{"links remove where", func(ctx context.Context, db kin.Executor) error {
			return run(s.judge.Votes.RemoveWhere(ctx, db, above))
		}, sqls{
			"mariadb":  "DELETE FROM `votes` WHERE `votes`.`judge_id` = ? AND `votes`.`points` > ?",
			"postgres": `DELETE FROM "votes" WHERE "votes"."judge_id" = $1 AND "votes"."points" > $2`,
			"sqlite":   `DELETE FROM "votes" WHERE "votes"."judge_id" = ?1 AND "votes"."points" > ?2`,
		}},
		{"links remove where target", func(ctx context.Context, db kin.Executor) error {
			return run(s.judge.Votes.RemoveWhere(ctx, db, Painters.Code.StartsWith("p")))
		}, sqls{
			"mariadb":  "DELETE FROM `votes` WHERE `votes`.`judge_id` = ? AND `votes`.`painter_id` LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!'",
			"postgres": `DELETE FROM "votes" WHERE "votes"."judge_id" = $1 AND "votes"."painter_id" LIKE REPLACE(REPLACE(REPLACE($2, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\'`,
			"sqlite":   `DELETE FROM "votes" WHERE "votes"."judge_id" = ?1 AND ("votes"."painter_id" >= ?2 AND "votes"."painter_id" < ?2 || CAST(x'ffffffff' AS TEXT) AND substr("votes"."painter_id", 1, length(?2)) = ?2)`,
		}},
		{"links update by themselves", func(ctx context.Context, db kin.Executor) error {
			return run(Votes.Filter(Votes.Judge.Is(s.judge)).Update(ctx, db, Votes.Points.Set(1)))
		}, sqls{
			"mariadb":  "UPDATE `votes`, (SELECT 1) AS `d` SET `votes`.`points` = ? WHERE `votes`.`judge_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s)",
			"postgres": `UPDATE "votes" SET "points" = $1 WHERE "votes"."judge_id" = ANY ($2::bigint[])`,
			"sqlite":   `UPDATE "votes" SET "points" = ?1 WHERE "votes"."judge_id" IN (SELECT s0.value FROM json_each(?2) AS s0)`,
		}},
		{"links delete by themselves", func(ctx context.Context, db kin.Executor) error {
			return run(Votes.Filter(Votes.Points.Lt(9)).Delete(ctx, db))
		}, sqls{
			"mariadb":  "DELETE FROM `votes` WHERE `votes`.`points` < ?",
			"postgres": `DELETE FROM "votes" WHERE "votes"."points" < $1`,
			"sqlite":   `DELETE FROM "votes" WHERE "votes"."points" < ?1`,
		}},
	}
}

// linkReads read links, or by them.
func linkReads(s *shelf) []goldenOperation {
	above := Judges.Votes.LinkWhere(Votes.Points.Gt(1))
	byPoints := Judges.Votes.ByLink(Votes.Points.Desc())
	joined := Judges.Join(Judges.Votes.Rows(above))
	return []goldenOperation{
		{"links preload", reads(Judges.Preload(Judges.Votes).All), sqls{
			"mariadb": "SELECT `t1`.`id`, `t1`.`name` FROM `judges` AS `t1`\nSELECT `t1`.`judge_id`, `t1`.`points`, `t2`.`code` FROM `votes` AS `t1` STRAIGHT_JOIN `painters` AS `t2` ON `t2`.`code` = `t1`.`painter_id` WHERE `t1`.`judge_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s)",
			"postgres": `SELECT "t1"."id", "t1"."name" FROM "judges" AS "t1"
SELECT "t1"."judge_id", "t1"."points", "t2"."code" FROM "votes" AS "t1" JOIN "painters" AS "t2" ON "t2"."code" = "t1"."painter_id" WHERE "t1"."judge_id" = ANY ($1::bigint[])`,
			"sqlite": `SELECT "t1"."id", "t1"."name" FROM "judges" AS "t1"
SELECT "t1"."judge_id", "t1"."points", "t2"."code" FROM "votes" AS "t1" CROSS JOIN "painters" AS "t2" ON "t2"."code" = "t1"."painter_id" WHERE "t1"."judge_id" IN (SELECT s0.value FROM json_each(?1) AS s0)`,
		}},
		{"links preload filtered and sorted", reads(Judges.Preload(Judges.Votes.Filter(above).OrderBy(byPoints)).All), sqls{
			"mariadb": "SELECT `t1`.`id`, `t1`.`name` FROM `judges` AS `t1`\nSELECT `t1`.`judge_id`, `t1`.`points`, `t2`.`code` FROM `votes` AS `t1` STRAIGHT_JOIN `painters` AS `t2` ON `t2`.`code` = `t1`.`painter_id` WHERE `t1`.`judge_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) AND `t1`.`points` > ? ORDER BY `t1`.`points` DESC",
			"postgres": `SELECT "t1"."id", "t1"."name" FROM "judges" AS "t1"
SELECT "t1"."judge_id", "t1"."points", "t2"."code" FROM "votes" AS "t1" JOIN "painters" AS "t2" ON "t2"."code" = "t1"."painter_id" WHERE "t1"."judge_id" = ANY ($1::bigint[]) AND "t1"."points" > $2 ORDER BY "t1"."points" DESC`,
			"sqlite": `SELECT "t1"."id", "t1"."name" FROM "judges" AS "t1"
SELECT "t1"."judge_id", "t1"."points", "t2"."code" FROM "votes" AS "t1" CROSS JOIN "painters" AS "t2" ON "t2"."code" = "t1"."painter_id" WHERE "t1"."judge_id" IN (SELECT s0.value FROM json_each(?1) AS s0) AND "t1"."points" > ?2 ORDER BY "t1"."points" DESC`,
		}},
		{"links preload limited", reads(Judges.Preload(Judges.Votes.OrderBy(byPoints).Limit(1)).All), sqls{
			"mariadb": "SELECT `t1`.`id`, `t1`.`name` FROM `judges` AS `t1`\nSELECT `t3`.`c0`, `t3`.`c1`, `t3`.`c2` FROM (SELECT `t1`.`judge_id` AS `c0`, `t1`.`points` AS `c1`, `t2`.`code` AS `c2`, ROW_NUMBER() OVER (PARTITION BY `t1`.`judge_id` ORDER BY `t1`.`points` DESC, `t2`.`code`) AS `n` FROM `votes` AS `t1` STRAIGHT_JOIN `painters` AS `t2` ON `t2`.`code` = `t1`.`painter_id` WHERE `t1`.`judge_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s)) AS `t3` WHERE `t3`.`n` <= ? ORDER BY `t3`.`n`",
			"postgres": `SELECT "t1"."id", "t1"."name" FROM "judges" AS "t1"
SELECT "t3"."c0", "t3"."c1", "t3"."c2" FROM (SELECT "t1"."judge_id" AS "c0", "t1"."points" AS "c1", "t2"."code" AS "c2", ROW_NUMBER() OVER (PARTITION BY "t1"."judge_id" ORDER BY "t1"."points" DESC, "t2"."code") AS "n" FROM "votes" AS "t1" JOIN "painters" AS "t2" ON "t2"."code" = "t1"."painter_id" WHERE "t1"."judge_id" = ANY ($1::bigint[])) AS "t3" WHERE "t3"."n" <= $2 ORDER BY "t3"."n"`,
			"sqlite": `SELECT "t1"."id", "t1"."name" FROM "judges" AS "t1"
SELECT "t3"."c0", "t3"."c1", "t3"."c2" FROM (SELECT "t1"."judge_id" AS "c0", "t1"."points" AS "c1", "t2"."code" AS "c2", ROW_NUMBER() OVER (PARTITION BY "t1"."judge_id" ORDER BY "t1"."points" DESC, "t2"."code") AS "n" FROM "votes" AS "t1" CROSS JOIN "painters" AS "t2" ON "t2"."code" = "t1"."painter_id" WHERE "t1"."judge_id" IN (SELECT s0.value FROM json_each(?1) AS s0)) AS "t3" WHERE "t3"."n" <= ?2 ORDER BY "t3"."n"`,
		}},
		{"links preload without column", reads(Judges.Preload(Judges.Votes.DeferLink(Votes.Points)).All), sqls{
			"mariadb": "SELECT `t1`.`id`, `t1`.`name` FROM `judges` AS `t1`\nSELECT `t1`.`judge_id`, `t2`.`code` FROM `votes` AS `t1` STRAIGHT_JOIN `painters` AS `t2` ON `t2`.`code` = `t1`.`painter_id` WHERE `t1`.`judge_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s)",
			"postgres": `SELECT "t1"."id", "t1"."name" FROM "judges" AS "t1"
SELECT "t1"."judge_id", "t2"."code" FROM "votes" AS "t1" JOIN "painters" AS "t2" ON "t2"."code" = "t1"."painter_id" WHERE "t1"."judge_id" = ANY ($1::bigint[])`,
			"sqlite": `SELECT "t1"."id", "t1"."name" FROM "judges" AS "t1"
SELECT "t1"."judge_id", "t2"."code" FROM "votes" AS "t1" CROSS JOIN "painters" AS "t2" ON "t2"."code" = "t1"."painter_id" WHERE "t1"."judge_id" IN (SELECT s0.value FROM json_each(?1) AS s0)`,
		}},
		{"links set by link", func(ctx context.Context, db kin.Executor) error {
			return run(s.judge.Votes.Filter(above).OrderBy(byPoints).All(ctx, db))
		}, sqls{
			"mariadb":  "SELECT `t2`.`code` FROM `votes` AS `t1` JOIN `painters` AS `t2` ON `t2`.`code` = `t1`.`painter_id` WHERE `t1`.`judge_id` = ? AND `t1`.`points` > ? ORDER BY `t1`.`points` DESC",
			"postgres": `SELECT "t2"."code" FROM "votes" AS "t1" JOIN "painters" AS "t2" ON "t2"."code" = "t1"."painter_id" WHERE "t1"."judge_id" = $1 AND "t1"."points" > $2 ORDER BY "t1"."points" DESC`,
			"sqlite":   `SELECT "t2"."code" FROM "votes" AS "t1" JOIN "painters" AS "t2" ON "t2"."code" = "t1"."painter_id" WHERE "t1"."judge_id" = ?1 AND "t1"."points" > ?2 ORDER BY "t1"."points" DESC`,
		}},
		{"links joined", reads(kin.Select3(joined, Judges.Name, kin.Via(Judges.Votes, Painters.Code), kin.ViaLink(Judges.Votes, Votes.Points)).All), sqls{
			"mariadb":  "SELECT `t1`.`name`, `t2`.`painter_id`, `t2`.`points` FROM `judges` AS `t1` JOIN `votes` AS `t2` ON `t2`.`judge_id` = `t1`.`id` WHERE `t2`.`points` > ?",
			"postgres": `SELECT "t1"."name", "t2"."painter_id", "t2"."points" FROM "judges" AS "t1" JOIN "votes" AS "t2" ON "t2"."judge_id" = "t1"."id" WHERE "t2"."points" > $1`,
			"sqlite":   `SELECT "t1"."name", "t2"."painter_id", "t2"."points" FROM "judges" AS "t1" JOIN "votes" AS "t2" ON "t2"."judge_id" = "t1"."id" WHERE "t2"."points" > ?1`,
		}},
		{"links with their ends", reads(kin.Select2(Votes.Query(), Votes.Judge.Name, Votes.Points).All), sqls{
			"mariadb":  "SELECT `t2`.`name`, `t1`.`points` FROM `votes` AS `t1` JOIN `judges` AS `t2` ON `t2`.`id` = `t1`.`judge_id`",
			"postgres": `SELECT "t2"."name", "t1"."points" FROM "votes" AS "t1" JOIN "judges" AS "t2" ON "t2"."id" = "t1"."judge_id"`,
			"sqlite":   `SELECT "t2"."name", "t1"."points" FROM "votes" AS "t1" JOIN "judges" AS "t2" ON "t2"."id" = "t1"."judge_id"`,
		}},
		{"preload to a link", reads(Verdicts.Preload(Verdicts.Vote).All), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`text`, `t1`.`vote_judge_id`, `t1`.`vote_painter_id` FROM `verdicts` AS `t1`",
			"postgres": `SELECT "t1"."id", "t1"."text", "t1"."vote_judge_id", "t1"."vote_painter_id" FROM "verdicts" AS "t1"`,
			"sqlite":   `SELECT "t1"."id", "t1"."text", "t1"."vote_judge_id", "t1"."vote_painter_id" FROM "verdicts" AS "t1"`,
		}},
	}
}
