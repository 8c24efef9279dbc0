package acceptance

import (
	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/library"
)

// numbers ask how many rows there are, or for values of them.
func numbers(s *shelf) []goldenOperation {
	return []goldenOperation{
		{"count", reads(Books.Count), sqls{
			"mariadb":  "SELECT COUNT(*) FROM `books` AS `t1`",
			"postgres": `SELECT COUNT(*) FROM "books" AS "t1"`,
			"sqlite":   `SELECT COUNT(*) FROM "books" AS "t1"`,
		}},
		{"count with order", reads(Books.OrderBy(Books.Author.Name.Asc()).Count), sqls{
			"mariadb":  "SELECT COUNT(*) FROM `books` AS `t1`",
			"postgres": `SELECT COUNT(*) FROM "books" AS "t1"`,
			"sqlite":   `SELECT COUNT(*) FROM "books" AS "t1"`,
		}},
		{"count distinct without join", reads(Books.Query().Distinct().Count), sqls{
			"mariadb":  "SELECT COUNT(*) FROM `books` AS `t1`",
			"postgres": `SELECT COUNT(*) FROM "books" AS "t1"`,
			"sqlite":   `SELECT COUNT(*) FROM "books" AS "t1"`,
		}},
		{"count limited", reads(Books.Limit(2).Count), sqls{
			"mariadb":  "SELECT COUNT(*) FROM (SELECT `t1`.`id` FROM `books` AS `t1` LIMIT ?) AS `t2`",
			"postgres": `SELECT COUNT(*) FROM (SELECT "t1"."id" FROM "books" AS "t1" LIMIT $1) AS "t2"`,
			"sqlite":   `SELECT COUNT(*) FROM (SELECT "t1"."id" FROM "books" AS "t1" LIMIT ?1) AS "t2"`,
		}},
		{"count limited and sorted", reads(Books.OrderBy(Books.Author.Name.Asc()).Limit(2).Count), sqls{
			"mariadb":  "SELECT COUNT(*) FROM (SELECT `t1`.`id` FROM `books` AS `t1` LIMIT ?) AS `t2`",
			"postgres": `SELECT COUNT(*) FROM (SELECT "t1"."id" FROM "books" AS "t1" LIMIT $1) AS "t2"`,
			"sqlite":   `SELECT COUNT(*) FROM (SELECT "t1"."id" FROM "books" AS "t1" LIMIT ?1) AS "t2"`,
		}},
		{"count offset", reads(Books.Query().Offset(1).Count), sqls{
			"mariadb":  "SELECT COUNT(*) FROM (SELECT `t1`.`id` FROM `books` AS `t1` LIMIT 9223372036854775807 OFFSET ?) AS `t2`",
			"postgres": `SELECT COUNT(*) FROM (SELECT "t1"."id" FROM "books" AS "t1" OFFSET $1) AS "t2"`,
			"sqlite":   `SELECT COUNT(*) FROM (SELECT "t1"."id" FROM "books" AS "t1" LIMIT 9223372036854775807 OFFSET ?1) AS "t2"`,
		}},
		{"exists", reads(Books.Exists), sqls{
			"mariadb":  "SELECT 1 FROM `books` AS `t1` LIMIT 1",
			"postgres": `SELECT 1 FROM "books" AS "t1" LIMIT 1`,
			"sqlite":   `SELECT 1 FROM "books" AS "t1" LIMIT 1`,
		}},
		{"exists filtered", reads(Books.Filter(Books.Tags.HasAny(s.red)).Exists), sqls{
			"mariadb":  "SELECT 1 FROM `books` AS `t1` WHERE `t1`.`id` IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` WHERE `t2`.`tag_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s)) LIMIT 1",
			"postgres": `SELECT 1 FROM "books" AS "t1" WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" = ANY ($1::bigint[])) LIMIT 1`,
			"sqlite":   `SELECT 1 FROM "books" AS "t1" WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" IN (SELECT s0.value FROM json_each(?1) AS s0)) LIMIT 1`,
		}},
		{"exists limited", reads(Books.Limit(0).Exists), sqls{
			"mariadb":  "SELECT 1 FROM (SELECT `t1`.`id` FROM `books` AS `t1` LIMIT ?) AS `t2` LIMIT 1",
			"postgres": `SELECT 1 FROM (SELECT "t1"."id" FROM "books" AS "t1" LIMIT $1) AS "t2" LIMIT 1`,
			"sqlite":   `SELECT 1 FROM (SELECT "t1"."id" FROM "books" AS "t1" LIMIT ?1) AS "t2" LIMIT 1`,
		}},
		{"exists offset", reads(Books.Query().Offset(5).Exists), sqls{
			"mariadb":  "SELECT 1 FROM (SELECT `t1`.`id` FROM `books` AS `t1` LIMIT 9223372036854775807 OFFSET ?) AS `t2` LIMIT 1",
			"postgres": `SELECT 1 FROM (SELECT "t1"."id" FROM "books" AS "t1" OFFSET $1) AS "t2" LIMIT 1`,
			"sqlite":   `SELECT 1 FROM (SELECT "t1"."id" FROM "books" AS "t1" LIMIT 9223372036854775807 OFFSET ?1) AS "t2" LIMIT 1`,
		}},
		{"select one", reads(kin.Select1(Books.Query(), Books.Title).All), sqls{
			"mariadb":  "SELECT `t1`.`title` FROM `books` AS `t1` ORDER BY `t1`.`title`",
			"postgres": `SELECT "t1"."title" FROM "books" AS "t1" ORDER BY "t1"."title"`,
			"sqlite":   `SELECT "t1"."title" FROM "books" AS "t1" ORDER BY "t1"."title"`,
		}},
		{"select two with count", reads(kin.Select2(Tags.Query(), Tags.Name, Tags.Books.Count()).All), sqls{
			"mariadb":  "SELECT `t1`.`name`, (SELECT COUNT(*) FROM `books_tags` AS `t2` WHERE `t2`.`tag_id` = `t1`.`id`) FROM `tags` AS `t1` ORDER BY `t1`.`rank` DESC, `t1`.`name`",
			"postgres": `SELECT "t1"."name", (SELECT COUNT(*) FROM "books_tags" AS "t2" WHERE "t2"."tag_id" = "t1"."id") FROM "tags" AS "t1" ORDER BY "t1"."rank" DESC NULLS LAST, "t1"."name"`,
			"sqlite":   `SELECT "t1"."name", (SELECT COUNT(*) FROM "books_tags" AS "t2" WHERE "t2"."tag_id" = "t1"."id") FROM "tags" AS "t1" ORDER BY "t1"."rank" DESC, "t1"."name"`,
		}},
		{"select three over relations", reads(kin.Select3(Books.Query(), Books.Title, Books.Author.Name, kin.Nullable(Books.Editor.Name)).All), sqls{
			"mariadb":  "SELECT `t1`.`title`, `t2`.`name`, `t3`.`name` FROM `books` AS `t1` JOIN `authors` AS `t2` ON `t2`.`id` = `t1`.`author_id` LEFT JOIN `authors` AS `t3` ON `t3`.`id` = `t1`.`editor_id` ORDER BY `t1`.`title`",
			"postgres": `SELECT "t1"."title", "t2"."name", "t3"."name" FROM "books" AS "t1" JOIN "authors" AS "t2" ON "t2"."id" = "t1"."author_id" LEFT JOIN "authors" AS "t3" ON "t3"."id" = "t1"."editor_id" ORDER BY "t1"."title"`,
			"sqlite":   `SELECT "t1"."title", "t2"."name", "t3"."name" FROM "books" AS "t1" JOIN "authors" AS "t2" ON "t2"."id" = "t1"."author_id" LEFT JOIN "authors" AS "t3" ON "t3"."id" = "t1"."editor_id" ORDER BY "t1"."title"`,
		}},
		{"select aggregates", reads(kin.Select3(Authors.Query(), kin.Nullable(kin.Sum(Authors.Books, Books.Pages)), kin.Nullable(kin.Avg(Authors.Books, Books.Rating)), Authors.Edited.Count(Books.Sold.Eq(true))).All), sqls{
			"mariadb":  "SELECT (SELECT SUM(`t2`.`pages`) FROM `books` AS `t2` WHERE `t2`.`author_id` = `t1`.`id`), (SELECT AVG(CAST(`t3`.`rating` AS DOUBLE)) FROM `books` AS `t3` WHERE `t3`.`author_id` = `t1`.`id`), (SELECT COUNT(*) FROM `books` AS `t4` WHERE `t4`.`editor_id` = `t1`.`id` AND `t4`.`sold` = ?) FROM `authors` AS `t1` ORDER BY `t1`.`name`",
			"postgres": `SELECT (SELECT SUM("t2"."pages") FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."id"), (SELECT AVG(CAST("t3"."rating" AS double precision)) FROM "books" AS "t3" WHERE "t3"."author_id" = "t1"."id"), (SELECT COUNT(*) FROM "books" AS "t4" WHERE "t4"."editor_id" = "t1"."id" AND "t4"."sold" = $1) FROM "authors" AS "t1" ORDER BY "t1"."name"`,
			"sqlite":   `SELECT (SELECT SUM("t2"."pages") FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."id"), (SELECT AVG("t3"."rating") FROM "books" AS "t3" WHERE "t3"."author_id" = "t1"."id"), (SELECT COUNT(*) FROM "books" AS "t4" WHERE "t4"."editor_id" = "t1"."id" AND "t4"."sold" = ?1) FROM "authors" AS "t1" ORDER BY "t1"."name"`,
		}},
		{"select distinct", reads(kin.Select1(Books.OrderBy().Distinct(), Books.AuthorID).All), sqls{
			"mariadb":  "SELECT DISTINCT `t1`.`author_id` FROM `books` AS `t1`",
			"postgres": `SELECT DISTINCT "t1"."author_id" FROM "books" AS "t1"`,
			"sqlite":   `SELECT DISTINCT "t1"."author_id" FROM "books" AS "t1"`,
		}},
		{"select distinct sorted", reads(kin.Select1(Books.OrderBy(Books.AuthorID.Desc()).Distinct(), Books.AuthorID).All), sqls{
			"mariadb":  "SELECT DISTINCT `t1`.`author_id` FROM `books` AS `t1` ORDER BY `t1`.`author_id` DESC",
			"postgres": `SELECT DISTINCT "t1"."author_id" FROM "books" AS "t1" ORDER BY "t1"."author_id" DESC`,
			"sqlite":   `SELECT DISTINCT "t1"."author_id" FROM "books" AS "t1" ORDER BY "t1"."author_id" DESC`,
		}},
		{"select distinct limited", reads(kin.Select2(Books.OrderBy(Books.AuthorID.Desc()).Distinct().Limit(2), Books.AuthorID, kin.Nullable(Books.EditorID)).All), sqls{
			"mariadb":  "SELECT DISTINCT `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` ORDER BY `t1`.`author_id` DESC, `t1`.`editor_id` LIMIT ?",
			"postgres": `SELECT DISTINCT "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."author_id" DESC, "t1"."editor_id" NULLS FIRST LIMIT $1`,
			"sqlite":   `SELECT DISTINCT "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."author_id" DESC, "t1"."editor_id" LIMIT ?1`,
		}},
		{"select limited", reads(kin.Select1(Books.Limit(1), Books.Title).All), sqls{
			"mariadb":  "SELECT `t1`.`title` FROM `books` AS `t1` ORDER BY `t1`.`title`, `t1`.`id` LIMIT ?",
			"postgres": `SELECT "t1"."title" FROM "books" AS "t1" ORDER BY "t1"."title", "t1"."id" LIMIT $1`,
			"sqlite":   `SELECT "t1"."title" FROM "books" AS "t1" ORDER BY "t1"."title", "t1"."id" LIMIT ?1`,
		}},
		{"select of join", reads(kin.Select1(Books.Join(Books.Tags.Rows(Tags.Name.Eq("red"))), Books.Title).All), sqls{
			"mariadb":  "SELECT `t1`.`title` FROM `books` AS `t1` JOIN `books_tags` AS `t2` ON `t2`.`book_id` = `t1`.`id` JOIN `tags` AS `t3` ON `t3`.`id` = `t2`.`tag_id` WHERE `t3`.`name` = ? ORDER BY `t1`.`title`",
			"postgres": `SELECT "t1"."title" FROM "books" AS "t1" JOIN "books_tags" AS "t2" ON "t2"."book_id" = "t1"."id" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t3"."name" = $1 ORDER BY "t1"."title"`,
			"sqlite":   `SELECT "t1"."title" FROM "books" AS "t1" JOIN "books_tags" AS "t2" ON "t2"."book_id" = "t1"."id" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t3"."name" = ?1 ORDER BY "t1"."title"`,
		}},
	}
}
