package acceptance

import (
	. "github.com/kinorm/kin/internal/acceptance/library"
)

// joins repeat rows for each related row.
func joins() []goldenOperation {
	return []goldenOperation{
		{"join links", reads(Books.Join(Books.Tags.Rows(Tags.Name.StartsWith("r"))).All), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` JOIN `books_tags` AS `t2` ON `t2`.`book_id` = `t1`.`id` JOIN `tags` AS `t3` ON `t3`.`id` = `t2`.`tag_id` WHERE `t3`.`name` LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!' ORDER BY `t1`.`title`",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" JOIN "books_tags" AS "t2" ON "t2"."book_id" = "t1"."id" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t3"."name" LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\' ORDER BY "t1"."title"`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" JOIN "books_tags" AS "t2" ON "t2"."book_id" = "t1"."id" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE ("t3"."name" >= ?1 AND "t3"."name" < ?1 || CAST(x'ffffffff' AS TEXT) AND substr("t3"."name", 1, length(?1)) = ?1) ORDER BY "t1"."title"`,
		}},
		{"join links without condition", reads(Books.Join(Books.Tags.Rows()).All), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` JOIN `books_tags` AS `t2` ON `t2`.`book_id` = `t1`.`id` ORDER BY `t1`.`title`",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" JOIN "books_tags" AS "t2" ON "t2"."book_id" = "t1"."id" ORDER BY "t1"."title"`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" JOIN "books_tags" AS "t2" ON "t2"."book_id" = "t1"."id" ORDER BY "t1"."title"`,
		}},
		{"join links by key", reads(Books.Join(Books.Tags.Rows(Tags.ID.In(1, 2))).All), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` JOIN `books_tags` AS `t2` ON `t2`.`book_id` = `t1`.`id` WHERE `t2`.`tag_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) ORDER BY `t1`.`title`",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" JOIN "books_tags" AS "t2" ON "t2"."book_id" = "t1"."id" WHERE "t2"."tag_id" = ANY ($1::bigint[]) ORDER BY "t1"."title"`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" JOIN "books_tags" AS "t2" ON "t2"."book_id" = "t1"."id" WHERE "t2"."tag_id" IN (SELECT s0.value FROM json_each(?1) AS s0) ORDER BY "t1"."title"`,
		}},
		{"join reverse links", reads(Tags.Join(Tags.Books.Rows(Books.Pages.Gt(1))).All), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`name`, `t1`.`rank` FROM `tags` AS `t1` JOIN `books_tags` AS `t2` ON `t2`.`tag_id` = `t1`.`id` JOIN `books` AS `t3` ON `t3`.`id` = `t2`.`book_id` WHERE `t3`.`pages` > ? ORDER BY `t1`.`rank` DESC, `t1`.`name`",
			"postgres": `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" JOIN "books_tags" AS "t2" ON "t2"."tag_id" = "t1"."id" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE "t3"."pages" > $1 ORDER BY "t1"."rank" DESC NULLS LAST, "t1"."name"`,
			"sqlite":   `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" JOIN "books_tags" AS "t2" ON "t2"."tag_id" = "t1"."id" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE "t3"."pages" > ?1 ORDER BY "t1"."rank" DESC, "t1"."name"`,
		}},
		{"join children", reads(Authors.Join(Authors.Books.Rows(Books.Pages.Gt(1))).All), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`name`, `t1`.`born` FROM `authors` AS `t1` JOIN `books` AS `t2` ON `t2`.`author_id` = `t1`.`id` WHERE `t2`.`pages` > ? ORDER BY `t1`.`name`",
			"postgres": `SELECT "t1"."id", "t1"."name", "t1"."born" FROM "authors" AS "t1" JOIN "books" AS "t2" ON "t2"."author_id" = "t1"."id" WHERE "t2"."pages" > $1 ORDER BY "t1"."name"`,
			"sqlite":   `SELECT "t1"."id", "t1"."name", "t1"."born" FROM "authors" AS "t1" JOIN "books" AS "t2" ON "t2"."author_id" = "t1"."id" WHERE "t2"."pages" > ?1 ORDER BY "t1"."name"`,
		}},
		{"join distinct", reads(Books.Join(Books.Tags.Rows(Tags.Name.StartsWith("r"))).Distinct().All), sqls{
			"mariadb":  "SELECT DISTINCT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` JOIN `books_tags` AS `t2` ON `t2`.`book_id` = `t1`.`id` JOIN `tags` AS `t3` ON `t3`.`id` = `t2`.`tag_id` WHERE `t3`.`name` LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!' ORDER BY `t1`.`title`",
			"postgres": `SELECT DISTINCT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" JOIN "books_tags" AS "t2" ON "t2"."book_id" = "t1"."id" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t3"."name" LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\' ORDER BY "t1"."title"`,
			"sqlite":   `SELECT DISTINCT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" JOIN "books_tags" AS "t2" ON "t2"."book_id" = "t1"."id" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE ("t3"."name" >= ?1 AND "t3"."name" < ?1 || CAST(x'ffffffff' AS TEXT) AND substr("t3"."name", 1, length(?1)) = ?1) ORDER BY "t1"."title"`,
		}},
		{"join and filter", reads(Books.Filter(Books.Pages.Gt(1)).Join(Books.Tags.Rows(Tags.Rank.Gt(0))).All), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` JOIN `books_tags` AS `t2` ON `t2`.`book_id` = `t1`.`id` JOIN `tags` AS `t3` ON `t3`.`id` = `t2`.`tag_id` WHERE `t1`.`pages` > ? AND `t3`.`rank` > ? ORDER BY `t1`.`title`",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" JOIN "books_tags" AS "t2" ON "t2"."book_id" = "t1"."id" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t1"."pages" > $1 AND "t3"."rank" > $2 ORDER BY "t1"."title"`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" JOIN "books_tags" AS "t2" ON "t2"."book_id" = "t1"."id" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t1"."pages" > ?1 AND "t3"."rank" > ?2 ORDER BY "t1"."title"`,
		}},
		{"join limit", reads(Books.Join(Books.Tags.Rows()).Limit(2).All), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` JOIN `books_tags` AS `t2` ON `t2`.`book_id` = `t1`.`id` ORDER BY `t1`.`title`, `t1`.`id`, `t2`.`book_id`, `t2`.`tag_id` LIMIT ?",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" JOIN "books_tags" AS "t2" ON "t2"."book_id" = "t1"."id" ORDER BY "t1"."title", "t1"."id", "t2"."book_id", "t2"."tag_id" LIMIT $1`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" JOIN "books_tags" AS "t2" ON "t2"."book_id" = "t1"."id" ORDER BY "t1"."title", "t1"."id", "t2"."book_id", "t2"."tag_id" LIMIT ?1`,
		}},
		{"join distinct limit", reads(Books.Join(Books.Tags.Rows()).Distinct().Limit(2).All), sqls{
			"mariadb":  "SELECT DISTINCT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` JOIN `books_tags` AS `t2` ON `t2`.`book_id` = `t1`.`id` ORDER BY `t1`.`title`, `t1`.`id` LIMIT ?",
			"postgres": `SELECT DISTINCT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" JOIN "books_tags" AS "t2" ON "t2"."book_id" = "t1"."id" ORDER BY "t1"."title", "t1"."id" LIMIT $1`,
			"sqlite":   `SELECT DISTINCT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" JOIN "books_tags" AS "t2" ON "t2"."book_id" = "t1"."id" ORDER BY "t1"."title", "t1"."id" LIMIT ?1`,
		}},
		{"join children limit", reads(Authors.Join(Authors.Books.Rows()).Limit(2).All), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`name`, `t1`.`born` FROM `authors` AS `t1` JOIN `books` AS `t2` ON `t2`.`author_id` = `t1`.`id` ORDER BY `t1`.`name`, `t1`.`id`, `t2`.`id` LIMIT ?",
			"postgres": `SELECT "t1"."id", "t1"."name", "t1"."born" FROM "authors" AS "t1" JOIN "books" AS "t2" ON "t2"."author_id" = "t1"."id" ORDER BY "t1"."name", "t1"."id", "t2"."id" LIMIT $1`,
			"sqlite":   `SELECT "t1"."id", "t1"."name", "t1"."born" FROM "authors" AS "t1" JOIN "books" AS "t2" ON "t2"."author_id" = "t1"."id" ORDER BY "t1"."name", "t1"."id", "t2"."id" LIMIT ?1`,
		}},
		{"join last", reads(Books.Join(Books.Tags.Rows()).Last), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` JOIN `books_tags` AS `t2` ON `t2`.`book_id` = `t1`.`id` ORDER BY `t1`.`title` DESC, `t1`.`id` DESC, `t2`.`book_id` DESC, `t2`.`tag_id` DESC LIMIT ?",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" JOIN "books_tags" AS "t2" ON "t2"."book_id" = "t1"."id" ORDER BY "t1"."title" DESC, "t1"."id" DESC, "t2"."book_id" DESC, "t2"."tag_id" DESC LIMIT $1`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" JOIN "books_tags" AS "t2" ON "t2"."book_id" = "t1"."id" ORDER BY "t1"."title" DESC, "t1"."id" DESC, "t2"."book_id" DESC, "t2"."tag_id" DESC LIMIT ?1`,
		}},
		{"join count", reads(Books.Join(Books.Tags.Rows()).Count), sqls{
			"mariadb":  "SELECT COUNT(*) FROM `books` AS `t1` JOIN `books_tags` AS `t2` ON `t2`.`book_id` = `t1`.`id`",
			"postgres": `SELECT COUNT(*) FROM "books" AS "t1" JOIN "books_tags" AS "t2" ON "t2"."book_id" = "t1"."id"`,
			"sqlite":   `SELECT COUNT(*) FROM "books" AS "t1" JOIN "books_tags" AS "t2" ON "t2"."book_id" = "t1"."id"`,
		}},
		{"join distinct count", reads(Books.Join(Books.Tags.Rows()).Distinct().Count), sqls{
			"mariadb":  "SELECT COUNT(*) FROM (SELECT DISTINCT `t1`.`id` FROM `books` AS `t1` JOIN `books_tags` AS `t2` ON `t2`.`book_id` = `t1`.`id`) AS `t3`",
			"postgres": `SELECT COUNT(*) FROM (SELECT DISTINCT "t1"."id" FROM "books" AS "t1" JOIN "books_tags" AS "t2" ON "t2"."book_id" = "t1"."id") AS "t3"`,
			"sqlite":   `SELECT COUNT(*) FROM (SELECT DISTINCT "t1"."id" FROM "books" AS "t1" JOIN "books_tags" AS "t2" ON "t2"."book_id" = "t1"."id") AS "t3"`,
		}},
		{"join limit count", reads(Books.Join(Books.Tags.Rows()).Limit(2).Count), sqls{
			"mariadb":  "SELECT COUNT(*) FROM (SELECT `t1`.`id` FROM `books` AS `t1` JOIN `books_tags` AS `t2` ON `t2`.`book_id` = `t1`.`id` LIMIT ?) AS `t3`",
			"postgres": `SELECT COUNT(*) FROM (SELECT "t1"."id" FROM "books" AS "t1" JOIN "books_tags" AS "t2" ON "t2"."book_id" = "t1"."id" LIMIT $1) AS "t3"`,
			"sqlite":   `SELECT COUNT(*) FROM (SELECT "t1"."id" FROM "books" AS "t1" JOIN "books_tags" AS "t2" ON "t2"."book_id" = "t1"."id" LIMIT ?1) AS "t3"`,
		}},
		{"join distinct limit count", reads(Books.Join(Books.Tags.Rows()).Distinct().Limit(2).Count), sqls{
			"mariadb":  "SELECT COUNT(*) FROM (SELECT DISTINCT `t1`.`id` FROM `books` AS `t1` JOIN `books_tags` AS `t2` ON `t2`.`book_id` = `t1`.`id` LIMIT ?) AS `t3`",
			"postgres": `SELECT COUNT(*) FROM (SELECT DISTINCT "t1"."id" FROM "books" AS "t1" JOIN "books_tags" AS "t2" ON "t2"."book_id" = "t1"."id" LIMIT $1) AS "t3"`,
			"sqlite":   `SELECT COUNT(*) FROM (SELECT DISTINCT "t1"."id" FROM "books" AS "t1" JOIN "books_tags" AS "t2" ON "t2"."book_id" = "t1"."id" LIMIT ?1) AS "t3"`,
		}},
		{"join exists", reads(Books.Join(Books.Tags.Rows()).Exists), sqls{
			"mariadb":  "SELECT 1 FROM `books` AS `t1` JOIN `books_tags` AS `t2` ON `t2`.`book_id` = `t1`.`id` LIMIT 1",
			"postgres": `SELECT 1 FROM "books" AS "t1" JOIN "books_tags" AS "t2" ON "t2"."book_id" = "t1"."id" LIMIT 1`,
			"sqlite":   `SELECT 1 FROM "books" AS "t1" JOIN "books_tags" AS "t2" ON "t2"."book_id" = "t1"."id" LIMIT 1`,
		}},
		{"join distinct offset exists", reads(Books.Join(Books.Tags.Rows()).Distinct().Offset(1).Exists), sqls{
			"mariadb":  "SELECT 1 FROM (SELECT DISTINCT `t1`.`id` FROM `books` AS `t1` JOIN `books_tags` AS `t2` ON `t2`.`book_id` = `t1`.`id` LIMIT 9223372036854775807 OFFSET ?) AS `t3` LIMIT 1",
			"postgres": `SELECT 1 FROM (SELECT DISTINCT "t1"."id" FROM "books" AS "t1" JOIN "books_tags" AS "t2" ON "t2"."book_id" = "t1"."id" OFFSET $1) AS "t3" LIMIT 1`,
			"sqlite":   `SELECT 1 FROM (SELECT DISTINCT "t1"."id" FROM "books" AS "t1" JOIN "books_tags" AS "t2" ON "t2"."book_id" = "t1"."id" LIMIT 9223372036854775807 OFFSET ?1) AS "t3" LIMIT 1`,
		}},
	}
}
