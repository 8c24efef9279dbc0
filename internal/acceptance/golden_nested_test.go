package acceptance

import (
	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/library"
)

// nestedConditions go over several relations, or compute over one.
func nestedConditions(s *shelf) []goldenCondition {
	return []goldenCondition{
		{"links of children", author(Authors.Books.Any(Books.Tags.Any(Tags.Name.Eq("red")))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`author_id` FROM `books` AS `t2` WHERE `t2`.`id` IN (SELECT `t3`.`book_id` FROM `books_tags` AS `t3` JOIN `tags` AS `t4` ON `t4`.`id` = `t3`.`tag_id` WHERE `t4`.`name` = ?))",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`author_id` FROM `books` AS `t2` WHERE `t2`.`id` IN (SELECT `t3`.`book_id` FROM `books_tags` AS `t3` JOIN `tags` AS `t4` ON `t4`.`id` = `t3`.`tag_id` WHERE `t4`.`name` = ?))",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."id" IN (SELECT "t3"."book_id" FROM "books_tags" AS "t3" JOIN "tags" AS "t4" ON "t4"."id" = "t3"."tag_id" WHERE "t4"."name" = $1))`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."id" IN (SELECT "t3"."book_id" FROM "books_tags" AS "t3" JOIN "tags" AS "t4" ON "t4"."id" = "t3"."tag_id" WHERE "t4"."name" = $1))`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."id" IN (SELECT "t3"."book_id" FROM "books_tags" AS "t3" JOIN "tags" AS "t4" ON "t4"."id" = "t3"."tag_id" WHERE "t4"."name" = ?1))`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."id" IN (SELECT "t3"."book_id" FROM "books_tags" AS "t3" JOIN "tags" AS "t4" ON "t4"."id" = "t3"."tag_id" WHERE "t4"."name" = ?1))`,
			},
		}},
		{"links of children by key", author(Authors.Books.Any(Books.Tags.HasAny(s.red))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`author_id` FROM `books` AS `t2` WHERE `t2`.`id` IN (SELECT `t3`.`book_id` FROM `books_tags` AS `t3` WHERE `t3`.`tag_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s)))",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`author_id` FROM `books` AS `t2` WHERE `t2`.`id` IN (SELECT `t3`.`book_id` FROM `books_tags` AS `t3` WHERE `t3`.`tag_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s)))",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."id" IN (SELECT "t3"."book_id" FROM "books_tags" AS "t3" WHERE "t3"."tag_id" = ANY ($1::bigint[])))`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."id" IN (SELECT "t3"."book_id" FROM "books_tags" AS "t3" WHERE "t3"."tag_id" = ANY ($1::bigint[])))`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."id" IN (SELECT "t3"."book_id" FROM "books_tags" AS "t3" WHERE "t3"."tag_id" IN (SELECT s0.value FROM json_each(?1) AS s0)))`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."id" IN (SELECT "t3"."book_id" FROM "books_tags" AS "t3" WHERE "t3"."tag_id" IN (SELECT s0.value FROM json_each(?1) AS s0)))`,
			},
		}},
		{"children of one of children", author(Authors.Books.Any(Books.Editor.Name.Eq("Bob"))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`author_id` FROM `books` AS `t2` LEFT JOIN `authors` AS `t3` ON `t3`.`id` = `t2`.`editor_id` WHERE `t3`.`name` = ?)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`author_id` FROM `books` AS `t2` LEFT JOIN `authors` AS `t3` ON `t3`.`id` = `t2`.`editor_id` WHERE `t3`.`name` = ?)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" LEFT JOIN "authors" AS "t3" ON "t3"."id" = "t2"."editor_id" WHERE "t3"."name" = $1)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" LEFT JOIN "authors" AS "t3" ON "t3"."id" = "t2"."editor_id" WHERE "t3"."name" = $1)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" LEFT JOIN "authors" AS "t3" ON "t3"."id" = "t2"."editor_id" WHERE "t3"."name" = ?1)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" LEFT JOIN "authors" AS "t3" ON "t3"."id" = "t2"."editor_id" WHERE "t3"."name" = ?1)`,
			},
		}},
		{"every link of none", author(Authors.Books.None(Books.Tags.Every(Tags.Rank.Gt(0)))), forms{
			"mariadb": {
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`author_id` FROM `books` AS `t2` WHERE `t2`.`id` NOT IN (SELECT `t3`.`book_id` FROM `books_tags` AS `t3` JOIN `tags` AS `t4` ON `t4`.`id` = `t3`.`tag_id` WHERE `t4`.`rank` <= ? OR `t4`.`rank` IS NULL))",
				"WHERE `t1`.`id` IN (SELECT `t2`.`author_id` FROM `books` AS `t2` WHERE `t2`.`id` NOT IN (SELECT `t3`.`book_id` FROM `books_tags` AS `t3` JOIN `tags` AS `t4` ON `t4`.`id` = `t3`.`tag_id` WHERE `t4`.`rank` <= ? OR `t4`.`rank` IS NULL))",
			},
			"postgres": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."id" NOT IN (SELECT "t3"."book_id" FROM "books_tags" AS "t3" JOIN "tags" AS "t4" ON "t4"."id" = "t3"."tag_id" WHERE "t4"."rank" <= $1 OR "t4"."rank" IS NULL))`,
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."id" NOT IN (SELECT "t3"."book_id" FROM "books_tags" AS "t3" JOIN "tags" AS "t4" ON "t4"."id" = "t3"."tag_id" WHERE "t4"."rank" <= $1 OR "t4"."rank" IS NULL))`,
			},
			"sqlite": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."id" NOT IN (SELECT "t3"."book_id" FROM "books_tags" AS "t3" JOIN "tags" AS "t4" ON "t4"."id" = "t3"."tag_id" WHERE "t4"."rank" <= ?1 OR "t4"."rank" IS NULL))`,
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."id" NOT IN (SELECT "t3"."book_id" FROM "books_tags" AS "t3" JOIN "tags" AS "t4" ON "t4"."id" = "t3"."tag_id" WHERE "t4"."rank" <= ?1 OR "t4"."rank" IS NULL))`,
			},
		}},
		{"there and back", book(Books.Tags.Any(Tags.Books.Any(Books.Author.Name.Eq("Ann")))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` WHERE `t2`.`tag_id` IN (SELECT `t3`.`tag_id` FROM `books_tags` AS `t3` JOIN `books` AS `t4` ON `t4`.`id` = `t3`.`book_id` JOIN `authors` AS `t5` ON `t5`.`id` = `t4`.`author_id` WHERE `t5`.`name` = ?))",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` WHERE `t2`.`tag_id` IN (SELECT `t3`.`tag_id` FROM `books_tags` AS `t3` JOIN `books` AS `t4` ON `t4`.`id` = `t3`.`book_id` JOIN `authors` AS `t5` ON `t5`.`id` = `t4`.`author_id` WHERE `t5`.`name` = ?))",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" IN (SELECT "t3"."tag_id" FROM "books_tags" AS "t3" JOIN "books" AS "t4" ON "t4"."id" = "t3"."book_id" JOIN "authors" AS "t5" ON "t5"."id" = "t4"."author_id" WHERE "t5"."name" = $1))`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" IN (SELECT "t3"."tag_id" FROM "books_tags" AS "t3" JOIN "books" AS "t4" ON "t4"."id" = "t3"."book_id" JOIN "authors" AS "t5" ON "t5"."id" = "t4"."author_id" WHERE "t5"."name" = $1))`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" IN (SELECT "t3"."tag_id" FROM "books_tags" AS "t3" JOIN "books" AS "t4" ON "t4"."id" = "t3"."book_id" JOIN "authors" AS "t5" ON "t5"."id" = "t4"."author_id" WHERE "t5"."name" = ?1))`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" IN (SELECT "t3"."tag_id" FROM "books_tags" AS "t3" JOIN "books" AS "t4" ON "t4"."id" = "t3"."book_id" JOIN "authors" AS "t5" ON "t5"."id" = "t4"."author_id" WHERE "t5"."name" = ?1))`,
			},
		}},
		{"to-one of links", tag(Tags.Books.Any(Books.Author.Name.Eq("Ann"))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` JOIN `books` AS `t3` ON `t3`.`id` = `t2`.`book_id` JOIN `authors` AS `t4` ON `t4`.`id` = `t3`.`author_id` WHERE `t4`.`name` = ?)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` JOIN `books` AS `t3` ON `t3`.`id` = `t2`.`book_id` JOIN `authors` AS `t4` ON `t4`.`id` = `t3`.`author_id` WHERE `t4`.`name` = ?)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" JOIN "authors" AS "t4" ON "t4"."id" = "t3"."author_id" WHERE "t4"."name" = $1)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" JOIN "authors" AS "t4" ON "t4"."id" = "t3"."author_id" WHERE "t4"."name" = $1)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" JOIN "authors" AS "t4" ON "t4"."id" = "t3"."author_id" WHERE "t4"."name" = ?1)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" JOIN "authors" AS "t4" ON "t4"."id" = "t3"."author_id" WHERE "t4"."name" = ?1)`,
			},
		}},
		{"key of to-one of links", tag(Tags.Books.Any(Books.Author.ID.Eq(1))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` JOIN `books` AS `t3` ON `t3`.`id` = `t2`.`book_id` WHERE `t3`.`author_id` = ?)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` JOIN `books` AS `t3` ON `t3`.`id` = `t2`.`book_id` WHERE `t3`.`author_id` = ?)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE "t3"."author_id" = $1)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE "t3"."author_id" = $1)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE "t3"."author_id" = ?1)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE "t3"."author_id" = ?1)`,
			},
		}},
		{"quantifier in Or", book(kin.Or(Books.Tags.HasAny(s.red), Books.Pages.Eq(7))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` WHERE `t2`.`tag_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s)) OR `t1`.`pages` = ?",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` WHERE `t2`.`tag_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s)) AND `t1`.`pages` <> ?",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" = ANY ($1::bigint[])) OR "t1"."pages" = $2`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" = ANY ($1::bigint[])) AND "t1"."pages" <> $2`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" IN (SELECT s0.value FROM json_each(?1) AS s0)) OR "t1"."pages" = ?2`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" IN (SELECT s0.value FROM json_each(?1) AS s0)) AND "t1"."pages" <> ?2`,
			},
		}},
		{"Min", book(kin.Min(Books.Tags, Tags.Rank).Eq(1)), forms{
			"mariadb": {
				"WHERE (SELECT MIN(`t3`.`rank`) FROM `books_tags` AS `t2` JOIN `tags` AS `t3` ON `t3`.`id` = `t2`.`tag_id` WHERE `t2`.`book_id` = `t1`.`id`) = ?",
				"WHERE ((SELECT MIN(`t3`.`rank`) FROM `books_tags` AS `t2` JOIN `tags` AS `t3` ON `t3`.`id` = `t2`.`tag_id` WHERE `t2`.`book_id` = `t1`.`id`) = ?) IS NOT TRUE",
			},
			"postgres": {
				`WHERE (SELECT MIN("t3"."rank") FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t2"."book_id" = "t1"."id") = $1`,
				`WHERE ((SELECT MIN("t3"."rank") FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t2"."book_id" = "t1"."id") = $1) IS NOT TRUE`,
			},
			"sqlite": {
				`WHERE (SELECT MIN("t3"."rank") FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t2"."book_id" = "t1"."id") = ?1`,
				`WHERE ((SELECT MIN("t3"."rank") FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t2"."book_id" = "t1"."id") = ?1) IS NOT TRUE`,
			},
		}},
		{"Max with condition", book(kin.Max(Books.Tags, Tags.Rank, Tags.Name.Ne("x")).Lt(5)), forms{
			"mariadb": {
				"WHERE (SELECT MAX(`t3`.`rank`) FROM `books_tags` AS `t2` JOIN `tags` AS `t3` ON `t3`.`id` = `t2`.`tag_id` WHERE `t2`.`book_id` = `t1`.`id` AND `t3`.`name` <> ?) < ?",
				"WHERE ((SELECT MAX(`t3`.`rank`) FROM `books_tags` AS `t2` JOIN `tags` AS `t3` ON `t3`.`id` = `t2`.`tag_id` WHERE `t2`.`book_id` = `t1`.`id` AND `t3`.`name` <> ?) < ?) IS NOT TRUE",
			},
			"postgres": {
				`WHERE (SELECT MAX("t3"."rank") FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t2"."book_id" = "t1"."id" AND "t3"."name" <> $1) < $2`,
				`WHERE ((SELECT MAX("t3"."rank") FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t2"."book_id" = "t1"."id" AND "t3"."name" <> $1) < $2) IS NOT TRUE`,
			},
			"sqlite": {
				`WHERE (SELECT MAX("t3"."rank") FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t2"."book_id" = "t1"."id" AND "t3"."name" <> ?1) < ?2`,
				`WHERE ((SELECT MAX("t3"."rank") FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t2"."book_id" = "t1"."id" AND "t3"."name" <> ?1) < ?2) IS NOT TRUE`,
			},
		}},
		{"Sum", author(kin.Sum(Authors.Books, Books.Pages).Gt(10)), forms{
			"mariadb": {
				"WHERE (SELECT SUM(`t2`.`pages`) FROM `books` AS `t2` WHERE `t2`.`author_id` = `t1`.`id`) > ?",
				"WHERE ((SELECT SUM(`t2`.`pages`) FROM `books` AS `t2` WHERE `t2`.`author_id` = `t1`.`id`) > ?) IS NOT TRUE",
			},
			"postgres": {
				`WHERE (SELECT SUM("t2"."pages") FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."id") > $1`,
				`WHERE ((SELECT SUM("t2"."pages") FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."id") > $1) IS NOT TRUE`,
			},
			"sqlite": {
				`WHERE (SELECT SUM("t2"."pages") FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."id") > ?1`,
				`WHERE ((SELECT SUM("t2"."pages") FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."id") > ?1) IS NOT TRUE`,
			},
		}},
		{"SumDistinct", author(kin.SumDistinct(Authors.Books, Books.Pages).Gt(10)), forms{
			"mariadb": {
				"WHERE (SELECT SUM(DISTINCT `t2`.`pages`) FROM `books` AS `t2` WHERE `t2`.`author_id` = `t1`.`id`) > ?",
				"WHERE ((SELECT SUM(DISTINCT `t2`.`pages`) FROM `books` AS `t2` WHERE `t2`.`author_id` = `t1`.`id`) > ?) IS NOT TRUE",
			},
			"postgres": {
				`WHERE (SELECT SUM(DISTINCT "t2"."pages") FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."id") > $1`,
				`WHERE ((SELECT SUM(DISTINCT "t2"."pages") FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."id") > $1) IS NOT TRUE`,
			},
			"sqlite": {
				`WHERE (SELECT SUM(DISTINCT "t2"."pages") FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."id") > ?1`,
				`WHERE ((SELECT SUM(DISTINCT "t2"."pages") FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."id") > ?1) IS NOT TRUE`,
			},
		}},
		{"AvgDistinct", author(kin.AvgDistinct(Authors.Books, Books.Pages).Gt(10)), forms{
			"mariadb": {
				"WHERE (SELECT AVG(DISTINCT CAST(`t2`.`pages` AS DOUBLE)) FROM `books` AS `t2` WHERE `t2`.`author_id` = `t1`.`id`) > ?",
				"WHERE ((SELECT AVG(DISTINCT CAST(`t2`.`pages` AS DOUBLE)) FROM `books` AS `t2` WHERE `t2`.`author_id` = `t1`.`id`) > ?) IS NOT TRUE",
			},
			"postgres": {
				`WHERE (SELECT AVG(DISTINCT CAST("t2"."pages" AS double precision)) FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."id") > $1`,
				`WHERE ((SELECT AVG(DISTINCT CAST("t2"."pages" AS double precision)) FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."id") > $1) IS NOT TRUE`,
			},
			"sqlite": {
				`WHERE (SELECT AVG(DISTINCT "t2"."pages") FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."id") > ?1`,
				`WHERE ((SELECT AVG(DISTINCT "t2"."pages") FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."id") > ?1) IS NOT TRUE`,
			},
		}},
		{"Avg", author(kin.Avg(Authors.Books, Books.Rating).Le(5)), forms{
			"mariadb": {
				"WHERE (SELECT AVG(CAST(`t2`.`rating` AS DOUBLE)) FROM `books` AS `t2` WHERE `t2`.`author_id` = `t1`.`id`) <= ?",
				"WHERE ((SELECT AVG(CAST(`t2`.`rating` AS DOUBLE)) FROM `books` AS `t2` WHERE `t2`.`author_id` = `t1`.`id`) <= ?) IS NOT TRUE",
			},
			"postgres": {
				`WHERE (SELECT AVG(CAST("t2"."rating" AS double precision)) FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."id") <= $1`,
				`WHERE ((SELECT AVG(CAST("t2"."rating" AS double precision)) FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."id") <= $1) IS NOT TRUE`,
			},
			"sqlite": {
				`WHERE (SELECT AVG("t2"."rating") FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."id") <= ?1`,
				`WHERE ((SELECT AVG("t2"."rating") FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."id") <= ?1) IS NOT TRUE`,
			},
		}},
		{"Min of key", book(kin.Min(Books.Tags, Tags.ID).Ge(1)), forms{
			"mariadb": {
				"WHERE (SELECT MIN(`t2`.`tag_id`) FROM `books_tags` AS `t2` WHERE `t2`.`book_id` = `t1`.`id`) >= ?",
				"WHERE ((SELECT MIN(`t2`.`tag_id`) FROM `books_tags` AS `t2` WHERE `t2`.`book_id` = `t1`.`id`) >= ?) IS NOT TRUE",
			},
			"postgres": {
				`WHERE (SELECT MIN("t2"."tag_id") FROM "books_tags" AS "t2" WHERE "t2"."book_id" = "t1"."id") >= $1`,
				`WHERE ((SELECT MIN("t2"."tag_id") FROM "books_tags" AS "t2" WHERE "t2"."book_id" = "t1"."id") >= $1) IS NOT TRUE`,
			},
			"sqlite": {
				`WHERE (SELECT MIN("t2"."tag_id") FROM "books_tags" AS "t2" WHERE "t2"."book_id" = "t1"."id") >= ?1`,
				`WHERE ((SELECT MIN("t2"."tag_id") FROM "books_tags" AS "t2" WHERE "t2"."book_id" = "t1"."id") >= ?1) IS NOT TRUE`,
			},
		}},
	}
}
