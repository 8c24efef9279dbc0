package acceptance

import (
	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/library"
)

// toOneConditions go to one related row.
func toOneConditions(s *shelf) []goldenCondition {
	return []goldenCondition{
		{"column of needed row", book(Books.Author.Name.Eq("Ann")), forms{
			"mariadb": {
				"JOIN `authors` AS `t2` ON `t2`.`id` = `t1`.`author_id` WHERE `t2`.`name` = ?",
				"JOIN `authors` AS `t2` ON `t2`.`id` = `t1`.`author_id` WHERE `t2`.`name` <> ?",
			},
			"postgres": {
				`JOIN "authors" AS "t2" ON "t2"."id" = "t1"."author_id" WHERE "t2"."name" = $1`,
				`JOIN "authors" AS "t2" ON "t2"."id" = "t1"."author_id" WHERE "t2"."name" <> $1`,
			},
			"sqlite": {
				`JOIN "authors" AS "t2" ON "t2"."id" = "t1"."author_id" WHERE "t2"."name" = ?1`,
				`JOIN "authors" AS "t2" ON "t2"."id" = "t1"."author_id" WHERE "t2"."name" <> ?1`,
			},
		}},
		{"column of row that may be missing", book(Books.Editor.Name.Eq("Ann")), forms{
			"mariadb": {
				"LEFT JOIN `authors` AS `t2` ON `t2`.`id` = `t1`.`editor_id` WHERE `t2`.`name` = ?",
				"LEFT JOIN `authors` AS `t2` ON `t2`.`id` = `t1`.`editor_id` WHERE `t2`.`name` <> ? OR `t2`.`name` IS NULL",
			},
			"postgres": {
				`LEFT JOIN "authors" AS "t2" ON "t2"."id" = "t1"."editor_id" WHERE "t2"."name" = $1`,
				`LEFT JOIN "authors" AS "t2" ON "t2"."id" = "t1"."editor_id" WHERE "t2"."name" <> $1 OR "t2"."name" IS NULL`,
			},
			"sqlite": {
				`LEFT JOIN "authors" AS "t2" ON "t2"."id" = "t1"."editor_id" WHERE "t2"."name" = ?1`,
				`LEFT JOIN "authors" AS "t2" ON "t2"."id" = "t1"."editor_id" WHERE "t2"."name" <> ?1 OR "t2"."name" IS NULL`,
			},
		}},
		{"column of missing row Ne", book(Books.Editor.Name.Ne("Ann")), forms{
			"mariadb": {
				"LEFT JOIN `authors` AS `t2` ON `t2`.`id` = `t1`.`editor_id` WHERE `t2`.`name` <> ? OR `t2`.`name` IS NULL",
				"LEFT JOIN `authors` AS `t2` ON `t2`.`id` = `t1`.`editor_id` WHERE `t2`.`name` = ?",
			},
			"postgres": {
				`LEFT JOIN "authors" AS "t2" ON "t2"."id" = "t1"."editor_id" WHERE "t2"."name" <> $1 OR "t2"."name" IS NULL`,
				`LEFT JOIN "authors" AS "t2" ON "t2"."id" = "t1"."editor_id" WHERE "t2"."name" = $1`,
			},
			"sqlite": {
				`LEFT JOIN "authors" AS "t2" ON "t2"."id" = "t1"."editor_id" WHERE "t2"."name" <> ?1 OR "t2"."name" IS NULL`,
				`LEFT JOIN "authors" AS "t2" ON "t2"."id" = "t1"."editor_id" WHERE "t2"."name" = ?1`,
			},
		}},
		{"nullable column of needed row", book(Books.Author.Born.Lt(1970)), forms{
			"mariadb": {
				"JOIN `authors` AS `t2` ON `t2`.`id` = `t1`.`author_id` WHERE `t2`.`born` < ?",
				"JOIN `authors` AS `t2` ON `t2`.`id` = `t1`.`author_id` WHERE `t2`.`born` >= ? OR `t2`.`born` IS NULL",
			},
			"postgres": {
				`JOIN "authors" AS "t2" ON "t2"."id" = "t1"."author_id" WHERE "t2"."born" < $1`,
				`JOIN "authors" AS "t2" ON "t2"."id" = "t1"."author_id" WHERE "t2"."born" >= $1 OR "t2"."born" IS NULL`,
			},
			"sqlite": {
				`JOIN "authors" AS "t2" ON "t2"."id" = "t1"."author_id" WHERE "t2"."born" < ?1`,
				`JOIN "authors" AS "t2" ON "t2"."id" = "t1"."author_id" WHERE "t2"."born" >= ?1 OR "t2"."born" IS NULL`,
			},
		}},
		{"nullable column of missing row IsNull", book(Books.Editor.Born.IsNull()), forms{
			"mariadb": {
				"LEFT JOIN `authors` AS `t2` ON `t2`.`id` = `t1`.`editor_id` WHERE `t2`.`born` IS NULL",
				"LEFT JOIN `authors` AS `t2` ON `t2`.`id` = `t1`.`editor_id` WHERE `t2`.`born` IS NOT NULL",
			},
			"postgres": {
				`LEFT JOIN "authors" AS "t2" ON "t2"."id" = "t1"."editor_id" WHERE "t2"."born" IS NULL`,
				`LEFT JOIN "authors" AS "t2" ON "t2"."id" = "t1"."editor_id" WHERE "t2"."born" IS NOT NULL`,
			},
			"sqlite": {
				`LEFT JOIN "authors" AS "t2" ON "t2"."id" = "t1"."editor_id" WHERE "t2"."born" IS NULL`,
				`LEFT JOIN "authors" AS "t2" ON "t2"."id" = "t1"."editor_id" WHERE "t2"."born" IS NOT NULL`,
			},
		}},
		{"column of missing row IsNull", book(Books.Editor.Name.IsNull()), forms{
			"mariadb": {
				"LEFT JOIN `authors` AS `t2` ON `t2`.`id` = `t1`.`editor_id` WHERE `t2`.`name` IS NULL",
				"LEFT JOIN `authors` AS `t2` ON `t2`.`id` = `t1`.`editor_id` WHERE `t2`.`name` IS NOT NULL",
			},
			"postgres": {
				`LEFT JOIN "authors" AS "t2" ON "t2"."id" = "t1"."editor_id" WHERE "t2"."name" IS NULL`,
				`LEFT JOIN "authors" AS "t2" ON "t2"."id" = "t1"."editor_id" WHERE "t2"."name" IS NOT NULL`,
			},
			"sqlite": {
				`LEFT JOIN "authors" AS "t2" ON "t2"."id" = "t1"."editor_id" WHERE "t2"."name" IS NULL`,
				`LEFT JOIN "authors" AS "t2" ON "t2"."id" = "t1"."editor_id" WHERE "t2"."name" IS NOT NULL`,
			},
		}},
		{"key of needed row", book(Books.Author.ID.Eq(1)), forms{
			"mariadb": {
				"WHERE `t1`.`author_id` = ?",
				"WHERE `t1`.`author_id` <> ?",
			},
			"postgres": {
				`WHERE "t1"."author_id" = $1`,
				`WHERE "t1"."author_id" <> $1`,
			},
			"sqlite": {
				`WHERE "t1"."author_id" = ?1`,
				`WHERE "t1"."author_id" <> ?1`,
			},
		}},
		{"key of missing row", book(Books.Editor.ID.In(1, 2)), forms{
			"mariadb": {
				"WHERE `t1`.`editor_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s)",
				"WHERE `t1`.`editor_id` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) OR `t1`.`editor_id` IS NULL",
			},
			"postgres": {
				`WHERE "t1"."editor_id" = ANY ($1::bigint[])`,
				`WHERE "t1"."editor_id" <> ALL ($1::bigint[]) OR "t1"."editor_id" IS NULL`,
			},
			"sqlite": {
				`WHERE "t1"."editor_id" IN (SELECT s0.value FROM json_each(?1) AS s0)`,
				`WHERE "t1"."editor_id" NOT IN (SELECT s0.value FROM json_each(?1) AS s0) OR "t1"."editor_id" IS NULL`,
			},
		}},
		{"columns of one row twice", book(kin.And(Books.Author.Name.Eq("Ann"), Books.Author.Born.Gt(1))), forms{
			"mariadb": {
				"JOIN `authors` AS `t2` ON `t2`.`id` = `t1`.`author_id` WHERE `t2`.`name` = ? AND `t2`.`born` > ?",
				"JOIN `authors` AS `t2` ON `t2`.`id` = `t1`.`author_id` WHERE `t2`.`name` <> ? OR `t2`.`born` <= ? OR `t2`.`born` IS NULL",
			},
			"postgres": {
				`JOIN "authors" AS "t2" ON "t2"."id" = "t1"."author_id" WHERE "t2"."name" = $1 AND "t2"."born" > $2`,
				`JOIN "authors" AS "t2" ON "t2"."id" = "t1"."author_id" WHERE "t2"."name" <> $1 OR "t2"."born" <= $2 OR "t2"."born" IS NULL`,
			},
			"sqlite": {
				`JOIN "authors" AS "t2" ON "t2"."id" = "t1"."author_id" WHERE "t2"."name" = ?1 AND "t2"."born" > ?2`,
				`JOIN "authors" AS "t2" ON "t2"."id" = "t1"."author_id" WHERE "t2"."name" <> ?1 OR "t2"."born" <= ?2 OR "t2"."born" IS NULL`,
			},
		}},
		{"columns of two rows", book(kin.Or(Books.Author.Name.Eq("Ann"), Books.Editor.Name.Eq("Ann"))), forms{
			"mariadb": {
				"JOIN `authors` AS `t2` ON `t2`.`id` = `t1`.`author_id` LEFT JOIN `authors` AS `t3` ON `t3`.`id` = `t1`.`editor_id` WHERE `t2`.`name` = ? OR `t3`.`name` = ?",
				"JOIN `authors` AS `t2` ON `t2`.`id` = `t1`.`author_id` LEFT JOIN `authors` AS `t3` ON `t3`.`id` = `t1`.`editor_id` WHERE `t2`.`name` <> ? AND (`t3`.`name` <> ? OR `t3`.`name` IS NULL)",
			},
			"postgres": {
				`JOIN "authors" AS "t2" ON "t2"."id" = "t1"."author_id" LEFT JOIN "authors" AS "t3" ON "t3"."id" = "t1"."editor_id" WHERE "t2"."name" = $1 OR "t3"."name" = $2`,
				`JOIN "authors" AS "t2" ON "t2"."id" = "t1"."author_id" LEFT JOIN "authors" AS "t3" ON "t3"."id" = "t1"."editor_id" WHERE "t2"."name" <> $1 AND ("t3"."name" <> $2 OR "t3"."name" IS NULL)`,
			},
			"sqlite": {
				`JOIN "authors" AS "t2" ON "t2"."id" = "t1"."author_id" LEFT JOIN "authors" AS "t3" ON "t3"."id" = "t1"."editor_id" WHERE "t2"."name" = ?1 OR "t3"."name" = ?2`,
				`JOIN "authors" AS "t2" ON "t2"."id" = "t1"."author_id" LEFT JOIN "authors" AS "t3" ON "t3"."id" = "t1"."editor_id" WHERE "t2"."name" <> ?1 AND ("t3"."name" <> ?2 OR "t3"."name" IS NULL)`,
			},
		}},
		{"columns of two rows compared", book(kin.EqCol(Books.Author.Name, Books.Editor.Name)), forms{
			"mariadb": {
				"JOIN `authors` AS `t2` ON `t2`.`id` = `t1`.`author_id` LEFT JOIN `authors` AS `t3` ON `t3`.`id` = `t1`.`editor_id` WHERE `t2`.`name` = `t3`.`name`",
				"JOIN `authors` AS `t2` ON `t2`.`id` = `t1`.`author_id` LEFT JOIN `authors` AS `t3` ON `t3`.`id` = `t1`.`editor_id` WHERE `t2`.`name` <> `t3`.`name` OR `t3`.`name` IS NULL",
			},
			"postgres": {
				`JOIN "authors" AS "t2" ON "t2"."id" = "t1"."author_id" LEFT JOIN "authors" AS "t3" ON "t3"."id" = "t1"."editor_id" WHERE "t2"."name" = "t3"."name"`,
				`JOIN "authors" AS "t2" ON "t2"."id" = "t1"."author_id" LEFT JOIN "authors" AS "t3" ON "t3"."id" = "t1"."editor_id" WHERE "t2"."name" <> "t3"."name" OR "t3"."name" IS NULL`,
			},
			"sqlite": {
				`JOIN "authors" AS "t2" ON "t2"."id" = "t1"."author_id" LEFT JOIN "authors" AS "t3" ON "t3"."id" = "t1"."editor_id" WHERE "t2"."name" = "t3"."name"`,
				`JOIN "authors" AS "t2" ON "t2"."id" = "t1"."author_id" LEFT JOIN "authors" AS "t3" ON "t3"."id" = "t1"."editor_id" WHERE "t2"."name" <> "t3"."name" OR "t3"."name" IS NULL`,
			},
		}},
		{"to-one Any", book(Books.Author.Any()), forms{
			"mariadb": {
				`WHERE TRUE`,
				`WHERE FALSE`,
			},
			"postgres": {
				`WHERE TRUE`,
				`WHERE FALSE`,
			},
			"sqlite": {
				`WHERE TRUE`,
				`WHERE FALSE`,
			},
		}},
		{"nullable to-one Any", book(Books.Editor.Any()), forms{
			"mariadb": {
				"WHERE `t1`.`editor_id` IS NOT NULL",
				"WHERE `t1`.`editor_id` IS NULL",
			},
			"postgres": {
				`WHERE "t1"."editor_id" IS NOT NULL`,
				`WHERE "t1"."editor_id" IS NULL`,
			},
			"sqlite": {
				`WHERE "t1"."editor_id" IS NOT NULL`,
				`WHERE "t1"."editor_id" IS NULL`,
			},
		}},
		{"to-one Any with condition", book(Books.Author.Any(Authors.Name.Eq("Ann"))), forms{
			"mariadb": {
				"WHERE `t1`.`author_id` IN (SELECT `t2`.`id` FROM `authors` AS `t2` WHERE `t2`.`name` = ?)",
				"WHERE `t1`.`author_id` NOT IN (SELECT `t2`.`id` FROM `authors` AS `t2` WHERE `t2`.`name` = ?)",
			},
			"postgres": {
				`WHERE "t1"."author_id" IN (SELECT "t2"."id" FROM "authors" AS "t2" WHERE "t2"."name" = $1)`,
				`WHERE "t1"."author_id" NOT IN (SELECT "t2"."id" FROM "authors" AS "t2" WHERE "t2"."name" = $1)`,
			},
			"sqlite": {
				`WHERE "t1"."author_id" IN (SELECT "t2"."id" FROM "authors" AS "t2" WHERE "t2"."name" = ?1)`,
				`WHERE "t1"."author_id" NOT IN (SELECT "t2"."id" FROM "authors" AS "t2" WHERE "t2"."name" = ?1)`,
			},
		}},
		{"nullable to-one Any with condition", book(Books.Editor.Any(Authors.Name.Eq("Ann"))), forms{
			"mariadb": {
				"WHERE `t1`.`editor_id` IN (SELECT `t2`.`id` FROM `authors` AS `t2` WHERE `t2`.`name` = ?)",
				"WHERE `t1`.`editor_id` NOT IN (SELECT `t2`.`id` FROM `authors` AS `t2` WHERE `t2`.`name` = ?) OR `t1`.`editor_id` IS NULL",
			},
			"postgres": {
				`WHERE "t1"."editor_id" IN (SELECT "t2"."id" FROM "authors" AS "t2" WHERE "t2"."name" = $1)`,
				`WHERE "t1"."editor_id" NOT IN (SELECT "t2"."id" FROM "authors" AS "t2" WHERE "t2"."name" = $1) OR "t1"."editor_id" IS NULL`,
			},
			"sqlite": {
				`WHERE "t1"."editor_id" IN (SELECT "t2"."id" FROM "authors" AS "t2" WHERE "t2"."name" = ?1)`,
				`WHERE "t1"."editor_id" NOT IN (SELECT "t2"."id" FROM "authors" AS "t2" WHERE "t2"."name" = ?1) OR "t1"."editor_id" IS NULL`,
			},
		}},
		{"nullable to-one Any with key", book(Books.Editor.Any(Authors.ID.Eq(1))), forms{
			"mariadb": {
				"WHERE `t1`.`editor_id` = ?",
				"WHERE `t1`.`editor_id` IS NULL OR `t1`.`editor_id` <> ?",
			},
			"postgres": {
				`WHERE "t1"."editor_id" = $1`,
				`WHERE "t1"."editor_id" IS NULL OR "t1"."editor_id" <> $1`,
			},
			"sqlite": {
				`WHERE "t1"."editor_id" = ?1`,
				`WHERE "t1"."editor_id" IS NULL OR "t1"."editor_id" <> ?1`,
			},
		}},
		{"nullable to-one Any with key Not In", book(Books.Editor.Any(Authors.ID.NotIn(1))), forms{
			"mariadb": {
				"WHERE `t1`.`editor_id` IS NOT NULL AND `t1`.`editor_id` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s)",
				"WHERE `t1`.`editor_id` IS NULL OR `t1`.`editor_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s)",
			},
			"postgres": {
				`WHERE "t1"."editor_id" IS NOT NULL AND "t1"."editor_id" <> ALL ($1::bigint[])`,
				`WHERE "t1"."editor_id" IS NULL OR "t1"."editor_id" = ANY ($1::bigint[])`,
			},
			"sqlite": {
				`WHERE "t1"."editor_id" IS NOT NULL AND "t1"."editor_id" NOT IN (SELECT s0.value FROM json_each(?1) AS s0)`,
				`WHERE "t1"."editor_id" IS NULL OR "t1"."editor_id" IN (SELECT s0.value FROM json_each(?1) AS s0)`,
			},
		}},
		{"to-one Any with aggregate", book(Books.Author.Any(Authors.Books.Count().Gt(1))), forms{
			"mariadb": {
				"WHERE `t1`.`author_id` IN (SELECT `t2`.`id` FROM `authors` AS `t2` WHERE (SELECT COUNT(*) FROM `books` AS `t3` WHERE `t3`.`author_id` = `t2`.`id`) > ?)",
				"WHERE `t1`.`author_id` NOT IN (SELECT `t2`.`id` FROM `authors` AS `t2` WHERE (SELECT COUNT(*) FROM `books` AS `t3` WHERE `t3`.`author_id` = `t2`.`id`) > ?)",
			},
			"postgres": {
				`WHERE "t1"."author_id" IN (SELECT "t2"."id" FROM "authors" AS "t2" WHERE (SELECT COUNT(*) FROM "books" AS "t3" WHERE "t3"."author_id" = "t2"."id") > $1)`,
				`WHERE "t1"."author_id" NOT IN (SELECT "t2"."id" FROM "authors" AS "t2" WHERE (SELECT COUNT(*) FROM "books" AS "t3" WHERE "t3"."author_id" = "t2"."id") > $1)`,
			},
			"sqlite": {
				`WHERE "t1"."author_id" IN (SELECT "t2"."id" FROM "authors" AS "t2" WHERE (SELECT COUNT(*) FROM "books" AS "t3" WHERE "t3"."author_id" = "t2"."id") > ?1)`,
				`WHERE "t1"."author_id" NOT IN (SELECT "t2"."id" FROM "authors" AS "t2" WHERE (SELECT COUNT(*) FROM "books" AS "t3" WHERE "t3"."author_id" = "t2"."id") > ?1)`,
			},
		}},
		{"links Any with aggregate", book(Books.Tags.Any(Tags.Books.Count().Eq(1), Tags.Name.Ne("red"))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` WHERE `t2`.`tag_id` IN (SELECT `t3`.`id` FROM `tags` AS `t3` WHERE (SELECT COUNT(*) FROM `books_tags` AS `t4` WHERE `t4`.`tag_id` = `t3`.`id`) = ? AND `t3`.`name` <> ?))",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` WHERE `t2`.`tag_id` IN (SELECT `t3`.`id` FROM `tags` AS `t3` WHERE (SELECT COUNT(*) FROM `books_tags` AS `t4` WHERE `t4`.`tag_id` = `t3`.`id`) = ? AND `t3`.`name` <> ?))",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" IN (SELECT "t3"."id" FROM "tags" AS "t3" WHERE (SELECT COUNT(*) FROM "books_tags" AS "t4" WHERE "t4"."tag_id" = "t3"."id") = $1 AND "t3"."name" <> $2))`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" IN (SELECT "t3"."id" FROM "tags" AS "t3" WHERE (SELECT COUNT(*) FROM "books_tags" AS "t4" WHERE "t4"."tag_id" = "t3"."id") = $1 AND "t3"."name" <> $2))`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" IN (SELECT "t3"."id" FROM "tags" AS "t3" WHERE (SELECT COUNT(*) FROM "books_tags" AS "t4" WHERE "t4"."tag_id" = "t3"."id") = ?1 AND "t3"."name" <> ?2))`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" IN (SELECT "t3"."id" FROM "tags" AS "t3" WHERE (SELECT COUNT(*) FROM "books_tags" AS "t4" WHERE "t4"."tag_id" = "t3"."id") = ?1 AND "t3"."name" <> ?2))`,
			},
		}},
		{"links Every with aggregate", book(Books.Tags.Every(Tags.Books.Count().Eq(1))), forms{
			"mariadb": {
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` WHERE `t2`.`tag_id` NOT IN (SELECT `t3`.`id` FROM `tags` AS `t3` WHERE (SELECT COUNT(*) FROM `books_tags` AS `t4` WHERE `t4`.`tag_id` = `t3`.`id`) = ?))",
				"WHERE `t1`.`id` IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` WHERE `t2`.`tag_id` NOT IN (SELECT `t3`.`id` FROM `tags` AS `t3` WHERE (SELECT COUNT(*) FROM `books_tags` AS `t4` WHERE `t4`.`tag_id` = `t3`.`id`) = ?))",
			},
			"postgres": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" NOT IN (SELECT "t3"."id" FROM "tags" AS "t3" WHERE (SELECT COUNT(*) FROM "books_tags" AS "t4" WHERE "t4"."tag_id" = "t3"."id") = $1))`,
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" NOT IN (SELECT "t3"."id" FROM "tags" AS "t3" WHERE (SELECT COUNT(*) FROM "books_tags" AS "t4" WHERE "t4"."tag_id" = "t3"."id") = $1))`,
			},
			"sqlite": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" NOT IN (SELECT "t3"."id" FROM "tags" AS "t3" WHERE (SELECT COUNT(*) FROM "books_tags" AS "t4" WHERE "t4"."tag_id" = "t3"."id") = ?1))`,
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" NOT IN (SELECT "t3"."id" FROM "tags" AS "t3" WHERE (SELECT COUNT(*) FROM "books_tags" AS "t4" WHERE "t4"."tag_id" = "t3"."id") = ?1))`,
			},
		}},
		{"to-one Any with key", book(Books.Author.Any(Authors.ID.Eq(1))), forms{
			"mariadb": {
				"WHERE `t1`.`author_id` = ?",
				"WHERE `t1`.`author_id` <> ?",
			},
			"postgres": {
				`WHERE "t1"."author_id" = $1`,
				`WHERE "t1"."author_id" <> $1`,
			},
			"sqlite": {
				`WHERE "t1"."author_id" = ?1`,
				`WHERE "t1"."author_id" <> ?1`,
			},
		}},
		{"nullable to-one None", book(Books.Editor.None()), forms{
			"mariadb": {
				"WHERE `t1`.`editor_id` IS NULL",
				"WHERE `t1`.`editor_id` IS NOT NULL",
			},
			"postgres": {
				`WHERE "t1"."editor_id" IS NULL`,
				`WHERE "t1"."editor_id" IS NOT NULL`,
			},
			"sqlite": {
				`WHERE "t1"."editor_id" IS NULL`,
				`WHERE "t1"."editor_id" IS NOT NULL`,
			},
		}},
		{"nullable to-one None with condition", book(Books.Editor.None(Authors.Born.Gt(1900))), forms{
			"mariadb": {
				"WHERE `t1`.`editor_id` NOT IN (SELECT `t2`.`id` FROM `authors` AS `t2` WHERE `t2`.`born` > ?) OR `t1`.`editor_id` IS NULL",
				"WHERE `t1`.`editor_id` IN (SELECT `t2`.`id` FROM `authors` AS `t2` WHERE `t2`.`born` > ?)",
			},
			"postgres": {
				`WHERE "t1"."editor_id" NOT IN (SELECT "t2"."id" FROM "authors" AS "t2" WHERE "t2"."born" > $1) OR "t1"."editor_id" IS NULL`,
				`WHERE "t1"."editor_id" IN (SELECT "t2"."id" FROM "authors" AS "t2" WHERE "t2"."born" > $1)`,
			},
			"sqlite": {
				`WHERE "t1"."editor_id" NOT IN (SELECT "t2"."id" FROM "authors" AS "t2" WHERE "t2"."born" > ?1) OR "t1"."editor_id" IS NULL`,
				`WHERE "t1"."editor_id" IN (SELECT "t2"."id" FROM "authors" AS "t2" WHERE "t2"."born" > ?1)`,
			},
		}},
		{"to-one Is", book(Books.Author.Is(s.ann, s.bob)), forms{
			"mariadb": {
				"WHERE `t1`.`author_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s)",
				"WHERE `t1`.`author_id` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s)",
			},
			"postgres": {
				`WHERE "t1"."author_id" = ANY ($1::bigint[])`,
				`WHERE "t1"."author_id" <> ALL ($1::bigint[])`,
			},
			"sqlite": {
				`WHERE "t1"."author_id" IN (SELECT s0.value FROM json_each(?1) AS s0)`,
				`WHERE "t1"."author_id" NOT IN (SELECT s0.value FROM json_each(?1) AS s0)`,
			},
		}},
		{"to-one Is none", book(Books.Author.Is()), forms{
			"mariadb": {
				`WHERE FALSE`,
				`WHERE TRUE`,
			},
			"postgres": {
				`WHERE FALSE`,
				`WHERE TRUE`,
			},
			"sqlite": {
				`WHERE FALSE`,
				`WHERE TRUE`,
			},
		}},
		{"nullable to-one Is", book(Books.Editor.Is(s.ann)), forms{
			"mariadb": {
				"WHERE `t1`.`editor_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s)",
				"WHERE `t1`.`editor_id` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) OR `t1`.`editor_id` IS NULL",
			},
			"postgres": {
				`WHERE "t1"."editor_id" = ANY ($1::bigint[])`,
				`WHERE "t1"."editor_id" <> ALL ($1::bigint[]) OR "t1"."editor_id" IS NULL`,
			},
			"sqlite": {
				`WHERE "t1"."editor_id" IN (SELECT s0.value FROM json_each(?1) AS s0)`,
				`WHERE "t1"."editor_id" NOT IN (SELECT s0.value FROM json_each(?1) AS s0) OR "t1"."editor_id" IS NULL`,
			},
		}},
		{"nullable to-one Is none", book(Books.Editor.Is()), forms{
			"mariadb": {
				`WHERE FALSE`,
				`WHERE TRUE`,
			},
			"postgres": {
				`WHERE FALSE`,
				`WHERE TRUE`,
			},
			"sqlite": {
				`WHERE FALSE`,
				`WHERE TRUE`,
			},
		}},
		{"to-one IsKey", book(kin.IsKey(Books.Author, Authors.Keys(1))), forms{
			"mariadb": {
				"WHERE `t1`.`author_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s)",
				"WHERE `t1`.`author_id` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s)",
			},
			"postgres": {
				`WHERE "t1"."author_id" = ANY ($1::bigint[])`,
				`WHERE "t1"."author_id" <> ALL ($1::bigint[])`,
			},
			"sqlite": {
				`WHERE "t1"."author_id" IN (SELECT s0.value FROM json_each(?1) AS s0)`,
				`WHERE "t1"."author_id" NOT IN (SELECT s0.value FROM json_each(?1) AS s0)`,
			},
		}},
		{"nullable to-one IsKey", book(kin.IsKey(Books.Editor, Authors.Keys(1))), forms{
			"mariadb": {
				"WHERE `t1`.`editor_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s)",
				"WHERE `t1`.`editor_id` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) OR `t1`.`editor_id` IS NULL",
			},
			"postgres": {
				`WHERE "t1"."editor_id" = ANY ($1::bigint[])`,
				`WHERE "t1"."editor_id" <> ALL ($1::bigint[]) OR "t1"."editor_id" IS NULL`,
			},
			"sqlite": {
				`WHERE "t1"."editor_id" IN (SELECT s0.value FROM json_each(?1) AS s0)`,
				`WHERE "t1"."editor_id" NOT IN (SELECT s0.value FROM json_each(?1) AS s0) OR "t1"."editor_id" IS NULL`,
			},
		}},
	}
}
