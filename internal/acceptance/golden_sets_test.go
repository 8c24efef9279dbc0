package acceptance

import (
	"context"

	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/library"
)

// sets are read and written from both ends.
func sets(s *shelf) []goldenOperation {
	return []goldenOperation{
		{"set all", func(ctx context.Context, db kin.Executor) error { return run(s.dune.Tags.All(ctx, db)) }, sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`name`, `t1`.`rank` FROM `tags` AS `t1` WHERE `t1`.`id` IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` WHERE `t2`.`book_id` = ?) ORDER BY `t1`.`rank` DESC, `t1`.`name`",
			"postgres": `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" WHERE "t2"."book_id" = $1) ORDER BY "t1"."rank" DESC NULLS LAST, "t1"."name"`,
			"sqlite":   `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" WHERE "t2"."book_id" = ?1) ORDER BY "t1"."rank" DESC, "t1"."name"`,
		}},
		{"set filter", func(ctx context.Context, db kin.Executor) error {
			return run(s.dune.Tags.Filter(Tags.Rank.Gt(0)).All(ctx, db))
		}, sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`name`, `t1`.`rank` FROM `tags` AS `t1` WHERE `t1`.`id` IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` WHERE `t2`.`book_id` = ?) AND `t1`.`rank` > ? ORDER BY `t1`.`rank` DESC, `t1`.`name`",
			"postgres": `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" WHERE "t2"."book_id" = $1) AND "t1"."rank" > $2 ORDER BY "t1"."rank" DESC NULLS LAST, "t1"."name"`,
			"sqlite":   `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" WHERE "t2"."book_id" = ?1) AND "t1"."rank" > ?2 ORDER BY "t1"."rank" DESC, "t1"."name"`,
		}},
		{"set exclude", func(ctx context.Context, db kin.Executor) error {
			return run(s.dune.Tags.Exclude(Tags.Rank.Gt(0)).All(ctx, db))
		}, sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`name`, `t1`.`rank` FROM `tags` AS `t1` WHERE `t1`.`id` IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` WHERE `t2`.`book_id` = ?) AND (`t1`.`rank` <= ? OR `t1`.`rank` IS NULL) ORDER BY `t1`.`rank` DESC, `t1`.`name`",
			"postgres": `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" WHERE "t2"."book_id" = $1) AND ("t1"."rank" <= $2 OR "t1"."rank" IS NULL) ORDER BY "t1"."rank" DESC NULLS LAST, "t1"."name"`,
			"sqlite":   `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" WHERE "t2"."book_id" = ?1) AND ("t1"."rank" <= ?2 OR "t1"."rank" IS NULL) ORDER BY "t1"."rank" DESC, "t1"."name"`,
		}},
		{"count over links", func(ctx context.Context, db kin.Executor) error {
			return run(Books.Filter(Books.Tags.Any(Tags.Rank.Gt(1))).Count(ctx, db))
		}, sqls{
			"mariadb":  "SELECT COUNT(DISTINCT `t1`.`book_id`) FROM `books_tags` AS `t1` JOIN `tags` AS `t2` ON `t2`.`id` = `t1`.`tag_id` WHERE `t2`.`rank` > ?",
			"postgres": `SELECT COUNT(DISTINCT "t1"."book_id") FROM "books_tags" AS "t1" JOIN "tags" AS "t2" ON "t2"."id" = "t1"."tag_id" WHERE "t2"."rank" > $1`,
			"sqlite":   `SELECT COUNT(DISTINCT "t1"."book_id") FROM "books_tags" AS "t1" JOIN "tags" AS "t2" ON "t2"."id" = "t1"."tag_id" WHERE "t2"."rank" > ?1`,
		}},
		{"count over children", func(ctx context.Context, db kin.Executor) error {
			return run(Authors.Filter(Authors.Books.Any(Books.Pages.Gt(1))).Count(ctx, db))
		}, sqls{
			"mariadb":  "SELECT COUNT(DISTINCT `t1`.`author_id`) FROM `books` AS `t1` WHERE `t1`.`pages` > ?",
			"postgres": `SELECT COUNT(DISTINCT "t1"."author_id") FROM "books" AS "t1" WHERE "t1"."pages" > $1`,
			"sqlite":   `SELECT COUNT(DISTINCT "t1"."author_id") FROM "books" AS "t1" WHERE "t1"."pages" > ?1`,
		}},
		{"set count", func(ctx context.Context, db kin.Executor) error { return run(s.dune.Tags.Count(ctx, db)) }, sqls{
			"mariadb":  "SELECT COUNT(*) FROM `tags` AS `t1` WHERE `t1`.`id` IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` WHERE `t2`.`book_id` = ?)",
			"postgres": `SELECT COUNT(*) FROM "tags" AS "t1" WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" WHERE "t2"."book_id" = $1)`,
			"sqlite":   `SELECT COUNT(*) FROM "tags" AS "t1" WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" WHERE "t2"."book_id" = ?1)`,
		}},
		{"set exists", func(ctx context.Context, db kin.Executor) error { return run(s.dune.Tags.Exists(ctx, db)) }, sqls{
			"mariadb":  "SELECT 1 FROM `tags` AS `t1` WHERE `t1`.`id` IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` WHERE `t2`.`book_id` = ?) LIMIT 1",
			"postgres": `SELECT 1 FROM "tags" AS "t1" WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" WHERE "t2"."book_id" = $1) LIMIT 1`,
			"sqlite":   `SELECT 1 FROM "tags" AS "t1" WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" WHERE "t2"."book_id" = ?1) LIMIT 1`,
		}},
		{"set first", func(ctx context.Context, db kin.Executor) error { return run(s.dune.Tags.First(ctx, db)) }, sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`name`, `t1`.`rank` FROM `tags` AS `t1` WHERE `t1`.`id` IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` WHERE `t2`.`book_id` = ?) ORDER BY `t1`.`rank` DESC, `t1`.`name`, `t1`.`id` LIMIT ?",
			"postgres": `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" WHERE "t2"."book_id" = $1) ORDER BY "t1"."rank" DESC NULLS LAST, "t1"."name", "t1"."id" LIMIT $2`,
			"sqlite":   `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" WHERE "t2"."book_id" = ?1) ORDER BY "t1"."rank" DESC, "t1"."name", "t1"."id" LIMIT ?2`,
		}},
		{"set update", func(ctx context.Context, db kin.Executor) error {
			return run(s.dune.Tags.Update(ctx, db, Tags.Rank.Set(2)))
		}, sqls{
			"mariadb":  "UPDATE `tags`, (SELECT 1) AS `d` SET `tags`.`rank` = ? WHERE `tags`.`id` IN (SELECT `t1`.`tag_id` FROM `books_tags` AS `t1` WHERE `t1`.`book_id` = ?)",
			"postgres": `UPDATE "tags" SET "rank" = $1 WHERE "tags"."id" IN (SELECT "t1"."tag_id" FROM "books_tags" AS "t1" WHERE "t1"."book_id" = $2)`,
			"sqlite":   `UPDATE "tags" SET "rank" = ?1 WHERE "tags"."id" IN (SELECT "t1"."tag_id" FROM "books_tags" AS "t1" WHERE "t1"."book_id" = ?2)`,
		}},
		{"set delete targets", func(ctx context.Context, db kin.Executor) error { return run(s.dune.Tags.DeleteTargets(ctx, db)) }, sqls{
			"mariadb":  "DELETE `tags` FROM `tags` WHERE `tags`.`id` IN (SELECT `t1`.`tag_id` FROM `books_tags` AS `t1` WHERE `t1`.`book_id` = ?)",
			"postgres": `DELETE FROM "tags" WHERE "tags"."id" IN (SELECT "t1"."tag_id" FROM "books_tags" AS "t1" WHERE "t1"."book_id" = $1)`,
			"sqlite":   `DELETE FROM "tags" WHERE "tags"."id" IN (SELECT "t1"."tag_id" FROM "books_tags" AS "t1" WHERE "t1"."book_id" = ?1)`,
		}},
		{"reverse set all", func(ctx context.Context, db kin.Executor) error { return run(s.red.Books.All(ctx, db)) }, sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` WHERE `t1`.`id` IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` WHERE `t2`.`tag_id` = ?) ORDER BY `t1`.`title`",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" = $1) ORDER BY "t1"."title"`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" = ?1) ORDER BY "t1"."title"`,
		}},
		{"set of keys all", func(ctx context.Context, db kin.Executor) error {
			return run(Books.Tags.OfKeys(Books.Keys(1, 2)).All(ctx, db))
		}, sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`name`, `t1`.`rank` FROM `tags` AS `t1` WHERE `t1`.`id` IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` WHERE `t2`.`book_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s)) ORDER BY `t1`.`rank` DESC, `t1`.`name`",
			"postgres": `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" WHERE "t2"."book_id" = ANY ($1::bigint[])) ORDER BY "t1"."rank" DESC NULLS LAST, "t1"."name"`,
			"sqlite":   `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" WHERE "t2"."book_id" IN (SELECT s0.value FROM json_each(?1) AS s0)) ORDER BY "t1"."rank" DESC, "t1"."name"`,
		}},
		{"set add", func(ctx context.Context, db kin.Executor) error { return run(s.emma.Tags.Add(ctx, db, s.red, s.blue)) }, sqls{
			"mariadb":  "INSERT INTO `books_tags` (`book_id`, `tag_id`) SELECT ?, `v`.`c0` FROM JSON_TABLE(IF(LAST_INSERT_ID(0) = 0, ?, NULL), '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS `v` ON DUPLICATE KEY UPDATE `book_id` = IF(LAST_INSERT_ID(LAST_INSERT_ID() + 1) = 0, `books_tags`.`book_id`, `books_tags`.`book_id`)",
			"postgres": `INSERT INTO "books_tags" ("book_id", "tag_id") SELECT CAST($1 AS bigint), "v"."c0" FROM unnest($2::bigint[]) AS "v"("c0") ON CONFLICT ("book_id", "tag_id") DO NOTHING`,
			"sqlite":   `INSERT INTO "books_tags" ("book_id", "tag_id") SELECT ?1, "v"."c0" FROM (SELECT s0.value AS "c0" FROM json_each(?2) AS s0) AS "v" WHERE TRUE ON CONFLICT ("book_id", "tag_id") DO NOTHING`,
		}},
		{"set add keys", func(ctx context.Context, db kin.Executor) error {
			return run(s.emma.Tags.AddKeys(ctx, db, Tags.Keys(1)))
		}, sqls{
			"mariadb":  "INSERT INTO `books_tags` (`book_id`, `tag_id`) SELECT ?, `v`.`c0` FROM JSON_TABLE(IF(LAST_INSERT_ID(0) = 0, ?, NULL), '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS `v` ON DUPLICATE KEY UPDATE `book_id` = IF(LAST_INSERT_ID(LAST_INSERT_ID() + 1) = 0, `books_tags`.`book_id`, `books_tags`.`book_id`)",
			"postgres": `INSERT INTO "books_tags" ("book_id", "tag_id") SELECT CAST($1 AS bigint), "v"."c0" FROM unnest($2::bigint[]) AS "v"("c0") ON CONFLICT ("book_id", "tag_id") DO NOTHING`,
			"sqlite":   `INSERT INTO "books_tags" ("book_id", "tag_id") SELECT ?1, "v"."c0" FROM (SELECT s0.value AS "c0" FROM json_each(?2) AS s0) AS "v" WHERE TRUE ON CONFLICT ("book_id", "tag_id") DO NOTHING`,
		}},
		{"set add nothing", func(ctx context.Context, db kin.Executor) error { return run(s.emma.Tags.Add(ctx, db)) }, sqls{
			"mariadb":  ``,
			"postgres": ``,
			"sqlite":   ``,
		}},
		{"reverse set add", func(ctx context.Context, db kin.Executor) error { return run(s.red.Books.Add(ctx, db, s.emma)) }, sqls{
			"mariadb":  "INSERT INTO `books_tags` (`tag_id`, `book_id`) SELECT ?, `v`.`c0` FROM JSON_TABLE(IF(LAST_INSERT_ID(0) = 0, ?, NULL), '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS `v` ON DUPLICATE KEY UPDATE `tag_id` = IF(LAST_INSERT_ID(LAST_INSERT_ID() + 1) = 0, `books_tags`.`tag_id`, `books_tags`.`tag_id`)",
			"postgres": `INSERT INTO "books_tags" ("tag_id", "book_id") SELECT CAST($1 AS bigint), "v"."c0" FROM unnest($2::bigint[]) AS "v"("c0") ON CONFLICT ("tag_id", "book_id") DO NOTHING`,
			"sqlite":   `INSERT INTO "books_tags" ("tag_id", "book_id") SELECT ?1, "v"."c0" FROM (SELECT s0.value AS "c0" FROM json_each(?2) AS s0) AS "v" WHERE TRUE ON CONFLICT ("tag_id", "book_id") DO NOTHING`,
		}},
		{"set of keys add", func(ctx context.Context, db kin.Executor) error {
			return run(Books.Tags.OfKeys(Books.Keys(1, 2)).Add(ctx, db, s.red))
		}, sqls{
			"mariadb":  "INSERT INTO `books_tags` (`book_id`, `tag_id`) SELECT `v`.`c0`, `v`.`c1` FROM JSON_TABLE(IF(LAST_INSERT_ID(0) = 0, ?, NULL), '$[*]' COLUMNS (`c0` BIGINT PATH '$[0]', `c1` BIGINT PATH '$[1]')) AS `v` ON DUPLICATE KEY UPDATE `book_id` = IF(LAST_INSERT_ID(LAST_INSERT_ID() + 1) = 0, `books_tags`.`book_id`, `books_tags`.`book_id`)",
			"postgres": `INSERT INTO "books_tags" ("book_id", "tag_id") SELECT "v"."c0", "v"."c1" FROM unnest($1::bigint[], $2::bigint[]) AS "v"("c0", "c1") ON CONFLICT ("book_id", "tag_id") DO NOTHING`,
			"sqlite":   `INSERT INTO "books_tags" ("book_id", "tag_id") SELECT "v"."c0", "v"."c1" FROM (SELECT s0.value AS "c0", s1.value AS "c1" FROM json_each(?1) AS s0 CROSS JOIN (SELECT key, value FROM json_each(?2) LIMIT -1) AS s1 ON s1.key = s0.key) AS "v" WHERE TRUE ON CONFLICT ("book_id", "tag_id") DO NOTHING`,
		}},
		{"set remove", func(ctx context.Context, db kin.Executor) error { return run(s.dune.Tags.Remove(ctx, db, s.red)) }, sqls{
			"mariadb":  "DELETE `books_tags` FROM `books_tags` WHERE `books_tags`.`book_id` = ? AND `books_tags`.`tag_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s)",
			"postgres": `DELETE FROM "books_tags" WHERE "books_tags"."book_id" = $1 AND "books_tags"."tag_id" = ANY ($2::bigint[])`,
			"sqlite":   `DELETE FROM "books_tags" WHERE "books_tags"."book_id" = ?1 AND "books_tags"."tag_id" IN (SELECT s0.value FROM json_each(?2) AS s0)`,
		}},
		{"reverse set remove", func(ctx context.Context, db kin.Executor) error { return run(s.red.Books.Remove(ctx, db, s.dune)) }, sqls{
			"mariadb":  "DELETE `books_tags` FROM `books_tags` WHERE `books_tags`.`tag_id` = ? AND `books_tags`.`book_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s)",
			"postgres": `DELETE FROM "books_tags" WHERE "books_tags"."tag_id" = $1 AND "books_tags"."book_id" = ANY ($2::bigint[])`,
			"sqlite":   `DELETE FROM "books_tags" WHERE "books_tags"."tag_id" = ?1 AND "books_tags"."book_id" IN (SELECT s0.value FROM json_each(?2) AS s0)`,
		}},
		{"set clear", func(ctx context.Context, db kin.Executor) error { return run(s.dune.Tags.Clear(ctx, db)) }, sqls{
			"mariadb": "SELECT `t1`.`id`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` WHERE `t1`.`id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) FOR UPDATE\nDELETE FROM `books_tags` WHERE `books_tags`.`book_id` = ?",
			"postgres": `SELECT "t1"."id", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" WHERE "t1"."id" = ANY ($1::bigint[]) FOR NO KEY UPDATE OF "t1"
DELETE FROM "books_tags" WHERE "books_tags"."book_id" = $1`,
			"sqlite": `DELETE FROM "books_tags" WHERE "books_tags"."book_id" = ?1`,
		}},
		{"reverse set clear", func(ctx context.Context, db kin.Executor) error { return run(s.red.Books.Clear(ctx, db)) }, sqls{
			"mariadb": "SELECT `t1`.`id` FROM `tags` AS `t1` WHERE `t1`.`id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) FOR UPDATE\nDELETE FROM `books_tags` WHERE `books_tags`.`tag_id` = ?",
			"postgres": `SELECT "t1"."id" FROM "tags" AS "t1" WHERE "t1"."id" = ANY ($1::bigint[]) FOR NO KEY UPDATE OF "t1"
DELETE FROM "books_tags" WHERE "books_tags"."tag_id" = $1`,
			"sqlite": `DELETE FROM "books_tags" WHERE "books_tags"."tag_id" = ?1`,
		}},
		{"set of keys clear", func(ctx context.Context, db kin.Executor) error {
			return run(Books.Tags.OfKeys(Books.Keys(1, 2)).Clear(ctx, db))
		}, sqls{
			"mariadb": "SELECT `t1`.`id`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` WHERE `t1`.`id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) FOR UPDATE\nDELETE `books_tags` FROM `books_tags` WHERE `books_tags`.`book_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s)",
			"postgres": `SELECT "t1"."id", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" WHERE "t1"."id" = ANY ($1::bigint[]) FOR NO KEY UPDATE OF "t1"
DELETE FROM "books_tags" WHERE "books_tags"."book_id" = ANY ($1::bigint[])`,
			"sqlite": `DELETE FROM "books_tags" WHERE "books_tags"."book_id" IN (SELECT s0.value FROM json_each(?1) AS s0)`,
		}},
		{"set set", func(ctx context.Context, db kin.Executor) error { return run(s.dune.Tags.Set(ctx, db, s.blue)) }, sqls{
			"mariadb": "SELECT `t1`.`id`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` WHERE `t1`.`id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) FOR UPDATE\nDELETE `books_tags` FROM `books_tags` WHERE `books_tags`.`book_id` = ? AND `books_tags`.`tag_id` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s)\nINSERT INTO `books_tags` (`book_id`, `tag_id`) SELECT ?, `v`.`c0` FROM JSON_TABLE(IF(LAST_INSERT_ID(0) = 0, ?, NULL), '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS `v` ON DUPLICATE KEY UPDATE `book_id` = IF(LAST_INSERT_ID(LAST_INSERT_ID() + 1) = 0, `books_tags`.`book_id`, `books_tags`.`book_id`)",
			"postgres": `SELECT "t1"."id", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" WHERE "t1"."id" = ANY ($1::bigint[]) FOR NO KEY UPDATE OF "t1"
DELETE FROM "books_tags" WHERE "books_tags"."book_id" = $1 AND "books_tags"."tag_id" <> ALL ($2::bigint[])
INSERT INTO "books_tags" ("book_id", "tag_id") SELECT CAST($1 AS bigint), "v"."c0" FROM unnest($2::bigint[]) AS "v"("c0") ON CONFLICT ("book_id", "tag_id") DO NOTHING`,
			"sqlite": `DELETE FROM "books_tags" WHERE "books_tags"."book_id" = ?1 AND "books_tags"."tag_id" NOT IN (SELECT s0.value FROM json_each(?2) AS s0)
INSERT INTO "books_tags" ("book_id", "tag_id") SELECT ?1, "v"."c0" FROM (SELECT s0.value AS "c0" FROM json_each(?2) AS s0) AS "v" WHERE TRUE ON CONFLICT ("book_id", "tag_id") DO NOTHING`,
		}},
		{"reverse set set", func(ctx context.Context, db kin.Executor) error { return run(s.red.Books.Set(ctx, db, s.emma)) }, sqls{
			"mariadb": "SELECT `t1`.`id` FROM `tags` AS `t1` WHERE `t1`.`id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) FOR UPDATE\nDELETE `books_tags` FROM `books_tags` WHERE `books_tags`.`tag_id` = ? AND `books_tags`.`book_id` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s)\nINSERT INTO `books_tags` (`tag_id`, `book_id`) SELECT ?, `v`.`c0` FROM JSON_TABLE(IF(LAST_INSERT_ID(0) = 0, ?, NULL), '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS `v` ON DUPLICATE KEY UPDATE `tag_id` = IF(LAST_INSERT_ID(LAST_INSERT_ID() + 1) = 0, `books_tags`.`tag_id`, `books_tags`.`tag_id`)",
			"postgres": `SELECT "t1"."id" FROM "tags" AS "t1" WHERE "t1"."id" = ANY ($1::bigint[]) FOR NO KEY UPDATE OF "t1"
DELETE FROM "books_tags" WHERE "books_tags"."tag_id" = $1 AND "books_tags"."book_id" <> ALL ($2::bigint[])
INSERT INTO "books_tags" ("tag_id", "book_id") SELECT CAST($1 AS bigint), "v"."c0" FROM unnest($2::bigint[]) AS "v"("c0") ON CONFLICT ("tag_id", "book_id") DO NOTHING`,
			"sqlite": `DELETE FROM "books_tags" WHERE "books_tags"."tag_id" = ?1 AND "books_tags"."book_id" NOT IN (SELECT s0.value FROM json_each(?2) AS s0)
INSERT INTO "books_tags" ("tag_id", "book_id") SELECT ?1, "v"."c0" FROM (SELECT s0.value AS "c0" FROM json_each(?2) AS s0) AS "v" WHERE TRUE ON CONFLICT ("tag_id", "book_id") DO NOTHING`,
		}},
		{"set set nothing", func(ctx context.Context, db kin.Executor) error { return run(s.dune.Tags.Set(ctx, db)) }, sqls{
			"mariadb": "SELECT `t1`.`id`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` WHERE `t1`.`id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) FOR UPDATE\nDELETE FROM `books_tags` WHERE `books_tags`.`book_id` = ?",
			"postgres": `SELECT "t1"."id", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" WHERE "t1"."id" = ANY ($1::bigint[]) FOR NO KEY UPDATE OF "t1"
DELETE FROM "books_tags" WHERE "books_tags"."book_id" = $1`,
			"sqlite": `DELETE FROM "books_tags" WHERE "books_tags"."book_id" = ?1`,
		}},
		{"set replace", func(ctx context.Context, db kin.Executor) error { return run(s.dune.Tags.Replace(ctx, db, s.blue)) }, sqls{
			"mariadb": "SELECT `t1`.`id`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` WHERE `t1`.`id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) FOR UPDATE\nDELETE FROM `books_tags` WHERE `books_tags`.`book_id` = ?\nINSERT INTO `books_tags` (`book_id`, `tag_id`) SELECT ?, `v`.`c0` FROM JSON_TABLE(IF(LAST_INSERT_ID(0) = 0, ?, NULL), '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS `v` ON DUPLICATE KEY UPDATE `book_id` = IF(LAST_INSERT_ID(LAST_INSERT_ID() + 1) = 0, `books_tags`.`book_id`, `books_tags`.`book_id`)",
			"postgres": `SELECT "t1"."id", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" WHERE "t1"."id" = ANY ($1::bigint[]) FOR NO KEY UPDATE OF "t1"
DELETE FROM "books_tags" WHERE "books_tags"."book_id" = $1
INSERT INTO "books_tags" ("book_id", "tag_id") SELECT CAST($1 AS bigint), "v"."c0" FROM unnest($2::bigint[]) AS "v"("c0") ON CONFLICT ("book_id", "tag_id") DO NOTHING`,
			"sqlite": `DELETE FROM "books_tags" WHERE "books_tags"."book_id" = ?1
INSERT INTO "books_tags" ("book_id", "tag_id") SELECT ?1, "v"."c0" FROM (SELECT s0.value AS "c0" FROM json_each(?2) AS s0) AS "v" WHERE TRUE ON CONFLICT ("book_id", "tag_id") DO NOTHING`,
		}},
		{"set create", func(ctx context.Context, db kin.Executor) error {
			return s.dune.Tags.Create(ctx, db, &Tag{Name: "new"})
		}, sqls{
			"mariadb": "INSERT INTO `tags` (`name`, `rank`) VALUES (?, ?)\nINSERT INTO `books_tags` (`book_id`, `tag_id`) SELECT ?, `v`.`c0` FROM JSON_TABLE(IF(LAST_INSERT_ID(0) = 0, ?, NULL), '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS `v` ON DUPLICATE KEY UPDATE `book_id` = IF(LAST_INSERT_ID(LAST_INSERT_ID() + 1) = 0, `books_tags`.`book_id`, `books_tags`.`book_id`)",
			"postgres": `INSERT INTO "tags" ("name", "rank") VALUES ($1, $2) RETURNING "id"
INSERT INTO "books_tags" ("book_id", "tag_id") SELECT CAST($1 AS bigint), "v"."c0" FROM unnest($2::bigint[]) AS "v"("c0") ON CONFLICT ("book_id", "tag_id") DO NOTHING`,
			"sqlite": `INSERT INTO "tags" ("name", "rank") VALUES (?1, ?2)
INSERT INTO "books_tags" ("book_id", "tag_id") SELECT ?1, "v"."c0" FROM (SELECT s0.value AS "c0" FROM json_each(?2) AS s0) AS "v" WHERE TRUE ON CONFLICT ("book_id", "tag_id") DO NOTHING`,
		}},
		{"set get or create, there", func(ctx context.Context, db kin.Executor) error {
			return run(s.emma.Tags.GetOrCreate(ctx, db, &Tag{Name: "red"}, Tags.Name))
		}, sqls{
			"mariadb": "SELECT `t1`.`id`, `t1`.`name`, `t1`.`rank` FROM `tags` AS `t1` WHERE `t1`.`name` = ? LIMIT ?\nINSERT INTO `books_tags` (`book_id`, `tag_id`) SELECT ?, `v`.`c0` FROM JSON_TABLE(IF(LAST_INSERT_ID(0) = 0, ?, NULL), '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS `v` ON DUPLICATE KEY UPDATE `book_id` = IF(LAST_INSERT_ID(LAST_INSERT_ID() + 1) = 0, `books_tags`.`book_id`, `books_tags`.`book_id`)",
			"postgres": `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" WHERE "t1"."name" = $1 LIMIT $2
INSERT INTO "books_tags" ("book_id", "tag_id") SELECT CAST($1 AS bigint), "v"."c0" FROM unnest($2::bigint[]) AS "v"("c0") ON CONFLICT ("book_id", "tag_id") DO NOTHING`,
			"sqlite": `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" WHERE "t1"."name" = ?1 LIMIT ?2
INSERT INTO "books_tags" ("book_id", "tag_id") SELECT ?1, "v"."c0" FROM (SELECT s0.value AS "c0" FROM json_each(?2) AS s0) AS "v" WHERE TRUE ON CONFLICT ("book_id", "tag_id") DO NOTHING`,
		}},
		{"set get or create, new", func(ctx context.Context, db kin.Executor) error {
			return run(s.emma.Tags.GetOrCreate(ctx, db, &Tag{Name: "new"}, Tags.Name))
		}, sqls{
			"mariadb": "SELECT `t1`.`id`, `t1`.`name`, `t1`.`rank` FROM `tags` AS `t1` WHERE `t1`.`name` = ? LIMIT ?\nINSERT INTO `tags` (`name`, `rank`) VALUES (?, ?)\nINSERT INTO `books_tags` (`book_id`, `tag_id`) SELECT ?, `v`.`c0` FROM JSON_TABLE(IF(LAST_INSERT_ID(0) = 0, ?, NULL), '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS `v` ON DUPLICATE KEY UPDATE `book_id` = IF(LAST_INSERT_ID(LAST_INSERT_ID() + 1) = 0, `books_tags`.`book_id`, `books_tags`.`book_id`)",
			"postgres": `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" WHERE "t1"."name" = $1 LIMIT $2
INSERT INTO "tags" ("name", "rank") VALUES ($1, $2) RETURNING "id"
INSERT INTO "books_tags" ("book_id", "tag_id") SELECT CAST($1 AS bigint), "v"."c0" FROM unnest($2::bigint[]) AS "v"("c0") ON CONFLICT ("book_id", "tag_id") DO NOTHING`,
			"sqlite": `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" WHERE "t1"."name" = ?1 LIMIT ?2
INSERT INTO "tags" ("name", "rank") VALUES (?1, ?2)
INSERT INTO "books_tags" ("book_id", "tag_id") SELECT ?1, "v"."c0" FROM (SELECT s0.value AS "c0" FROM json_each(?2) AS s0) AS "v" WHERE TRUE ON CONFLICT ("book_id", "tag_id") DO NOTHING`,
		}},
		{"link pairs", func(ctx context.Context, db kin.Executor) error {
			return run(Books.Tags.Link(ctx, db, kin.Pair[*Book, *Tag]{Owner: s.emma, Target: s.red}))
		}, sqls{
			"mariadb":  "INSERT INTO `books_tags` (`book_id`, `tag_id`) SELECT `v`.`c0`, `v`.`c1` FROM JSON_TABLE(IF(LAST_INSERT_ID(0) = 0, ?, NULL), '$[*]' COLUMNS (`c0` BIGINT PATH '$[0]', `c1` BIGINT PATH '$[1]')) AS `v` ON DUPLICATE KEY UPDATE `book_id` = IF(LAST_INSERT_ID(LAST_INSERT_ID() + 1) = 0, `books_tags`.`book_id`, `books_tags`.`book_id`)",
			"postgres": `INSERT INTO "books_tags" ("book_id", "tag_id") SELECT "v"."c0", "v"."c1" FROM unnest($1::bigint[], $2::bigint[]) AS "v"("c0", "c1") ON CONFLICT ("book_id", "tag_id") DO NOTHING`,
			"sqlite":   `INSERT INTO "books_tags" ("book_id", "tag_id") SELECT "v"."c0", "v"."c1" FROM (SELECT s0.value AS "c0", s1.value AS "c1" FROM json_each(?1) AS s0 CROSS JOIN (SELECT key, value FROM json_each(?2) LIMIT -1) AS s1 ON s1.key = s0.key) AS "v" WHERE TRUE ON CONFLICT ("book_id", "tag_id") DO NOTHING`,
		}},
		{"unlink pairs", func(ctx context.Context, db kin.Executor) error {
			return run(Books.Tags.Unlink(ctx, db, kin.Pair[*Book, *Tag]{Owner: s.dune, Target: s.red}))
		}, sqls{
			"mariadb":  "DELETE `books_tags` FROM `books_tags` WHERE (`books_tags`.`book_id`, `books_tags`.`tag_id`) IN (SELECT `c0`, `c1` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$[0]', `c1` BIGINT PATH '$[1]')) AS s)",
			"postgres": `DELETE FROM "books_tags" WHERE ("books_tags"."book_id", "books_tags"."tag_id") IN (SELECT * FROM unnest($1::bigint[], $2::bigint[]))`,
			"sqlite":   `DELETE FROM "books_tags" WHERE ("books_tags"."book_id", "books_tags"."tag_id") IN (SELECT s0.value, s1.value FROM json_each(?1) AS s0 CROSS JOIN (SELECT key, value FROM json_each(?2) LIMIT -1) AS s1 ON s1.key = s0.key)`,
		}},
		{"children all", func(ctx context.Context, db kin.Executor) error { return run(s.ann.Books.All(ctx, db)) }, sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` WHERE `t1`.`author_id` = ? ORDER BY `t1`.`title`",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" WHERE "t1"."author_id" = $1 ORDER BY "t1"."title"`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" WHERE "t1"."author_id" = ?1 ORDER BY "t1"."title"`,
		}},
		{"children add", func(ctx context.Context, db kin.Executor) error { return run(s.ann.Books.Add(ctx, db, s.emma)) }, sqls{
			"mariadb":  "UPDATE `books`, (SELECT 1) AS `d` SET `books`.`author_id` = ? WHERE `books`.`id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) AND NOT (`books`.`author_id` = ?)",
			"postgres": `UPDATE "books" SET "author_id" = $1 WHERE "books"."id" = ANY ($2::bigint[]) AND NOT ("books"."author_id" = $3)`,
			"sqlite":   `UPDATE "books" SET "author_id" = ?1 WHERE "books"."id" IN (SELECT s0.value FROM json_each(?2) AS s0) AND NOT ("books"."author_id" = ?3)`,
		}},
		{"free children add", func(ctx context.Context, db kin.Executor) error {
			return run(Authors.Edited.Of(s.ann).Add(ctx, db, s.emma))
		}, sqls{
			"mariadb":  "UPDATE `books`, (SELECT 1) AS `d` SET `books`.`editor_id` = ? WHERE `books`.`id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) AND (NOT (`books`.`editor_id` = ?) OR `books`.`editor_id` IS NULL)",
			"postgres": `UPDATE "books" SET "editor_id" = $1 WHERE "books"."id" = ANY ($2::bigint[]) AND (NOT ("books"."editor_id" = $3) OR "books"."editor_id" IS NULL)`,
			"sqlite":   `UPDATE "books" SET "editor_id" = ?1 WHERE "books"."id" IN (SELECT s0.value FROM json_each(?2) AS s0) AND (NOT ("books"."editor_id" = ?3) OR "books"."editor_id" IS NULL)`,
		}},
		{"free children remove", func(ctx context.Context, db kin.Executor) error {
			return run(Authors.Edited.Of(s.bob).Remove(ctx, db, s.dune))
		}, sqls{
			"mariadb":  "UPDATE `books`, (SELECT 1) AS `d` SET `books`.`editor_id` = ? WHERE `books`.`editor_id` = ? AND `books`.`id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s)",
			"postgres": `UPDATE "books" SET "editor_id" = $1 WHERE "books"."editor_id" = $2 AND "books"."id" = ANY ($3::bigint[])`,
			"sqlite":   `UPDATE "books" SET "editor_id" = ?1 WHERE "books"."editor_id" = ?2 AND "books"."id" IN (SELECT s0.value FROM json_each(?3) AS s0)`,
		}},
		{"free children clear", func(ctx context.Context, db kin.Executor) error { return run(Authors.Edited.Of(s.bob).Clear(ctx, db)) }, sqls{
			"mariadb":  "UPDATE `books` SET `editor_id` = ? WHERE `books`.`editor_id` = ?",
			"postgres": `UPDATE "books" SET "editor_id" = $1 WHERE "books"."editor_id" = $2`,
			"sqlite":   `UPDATE "books" SET "editor_id" = ?1 WHERE "books"."editor_id" = ?2`,
		}},
		{"free children set", func(ctx context.Context, db kin.Executor) error {
			return run(Authors.Edited.Of(s.bob).Set(ctx, db, s.emma))
		}, sqls{
			"mariadb": "SELECT `t1`.`id` FROM `authors` AS `t1` WHERE `t1`.`id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) FOR UPDATE\nUPDATE `books`, (SELECT 1) AS `d` SET `books`.`editor_id` = ? WHERE `books`.`editor_id` = ? AND `books`.`id` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s)\nUPDATE `books`, (SELECT 1) AS `d` SET `books`.`editor_id` = ? WHERE `books`.`id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) AND (NOT (`books`.`editor_id` = ?) OR `books`.`editor_id` IS NULL)",
			"postgres": `SELECT "t1"."id" FROM "authors" AS "t1" WHERE "t1"."id" = ANY ($1::bigint[]) FOR NO KEY UPDATE OF "t1"
UPDATE "books" SET "editor_id" = $1 WHERE "books"."editor_id" = $2 AND "books"."id" <> ALL ($3::bigint[])
UPDATE "books" SET "editor_id" = $1 WHERE "books"."id" = ANY ($2::bigint[]) AND (NOT ("books"."editor_id" = $3) OR "books"."editor_id" IS NULL)`,
			"sqlite": `UPDATE "books" SET "editor_id" = ?1 WHERE "books"."editor_id" = ?2 AND "books"."id" NOT IN (SELECT s0.value FROM json_each(?3) AS s0)
UPDATE "books" SET "editor_id" = ?1 WHERE "books"."id" IN (SELECT s0.value FROM json_each(?2) AS s0) AND (NOT ("books"."editor_id" = ?3) OR "books"."editor_id" IS NULL)`,
		}},
		{"children create", func(ctx context.Context, db kin.Executor) error {
			return s.ann.Books.Create(ctx, db, &Book{Title: "new"})
		}, sqls{
			"mariadb":  "INSERT INTO `books` (`title`, `subtitle`, `pages`, `rating`, `printed`, `sold`, `extra`, `author_id`, `editor_id`) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
			"postgres": `INSERT INTO "books" ("title", "subtitle", "pages", "rating", "printed", "sold", "extra", "author_id", "editor_id") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING "id"`,
			"sqlite":   `INSERT INTO "books" ("title", "subtitle", "pages", "rating", "printed", "sold", "extra", "author_id", "editor_id") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)`,
		}},
	}
}
