package acceptance

import (
	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/library"
)

// manyToManyConditions go over links, from the end that declares them.
func manyToManyConditions(s *shelf) []goldenCondition {
	return []goldenCondition{
		{"links Any", book(Books.Tags.Any()), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2`)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2`)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2")`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2")`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2")`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2")`,
			},
		}},
		{"links Any with condition", book(Books.Tags.Any(Tags.Name.StartsWith("r"))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` JOIN `tags` AS `t3` ON `t3`.`id` = `t2`.`tag_id` WHERE `t3`.`name` LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!')",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` JOIN `tags` AS `t3` ON `t3`.`id` = `t2`.`tag_id` WHERE `t3`.`name` LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!')",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t3"."name" LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\')`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t3"."name" LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\')`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE ("t3"."name" >= ?1 AND "t3"."name" < ?1 || CAST(x'ffffffff' AS TEXT) AND substr("t3"."name", 1, length(?1)) = ?1))`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE ("t3"."name" >= ?1 AND "t3"."name" < ?1 || CAST(x'ffffffff' AS TEXT) AND substr("t3"."name", 1, length(?1)) = ?1))`,
			},
		}},
		{"links Any with nullable condition", book(Books.Tags.Any(Tags.Rank.Gt(0))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` JOIN `tags` AS `t3` ON `t3`.`id` = `t2`.`tag_id` WHERE `t3`.`rank` > ?)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` JOIN `tags` AS `t3` ON `t3`.`id` = `t2`.`tag_id` WHERE `t3`.`rank` > ?)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t3"."rank" > $1)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t3"."rank" > $1)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t3"."rank" > ?1)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t3"."rank" > ?1)`,
			},
		}},
		{"links Any with two conditions", book(Books.Tags.Any(Tags.Name.StartsWith("r"), Tags.Rank.Gt(0))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` JOIN `tags` AS `t3` ON `t3`.`id` = `t2`.`tag_id` WHERE `t3`.`name` LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!' AND `t3`.`rank` > ?)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` JOIN `tags` AS `t3` ON `t3`.`id` = `t2`.`tag_id` WHERE `t3`.`name` LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!' AND `t3`.`rank` > ?)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t3"."name" LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\' AND "t3"."rank" > $2)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t3"."name" LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\' AND "t3"."rank" > $2)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE ("t3"."name" >= ?1 AND "t3"."name" < ?1 || CAST(x'ffffffff' AS TEXT) AND substr("t3"."name", 1, length(?1)) = ?1) AND "t3"."rank" > ?2)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE ("t3"."name" >= ?1 AND "t3"."name" < ?1 || CAST(x'ffffffff' AS TEXT) AND substr("t3"."name", 1, length(?1)) = ?1) AND "t3"."rank" > ?2)`,
			},
		}},
		{"links two Any", book(kin.And(Books.Tags.Any(Tags.Name.StartsWith("r")), Books.Tags.Any(Tags.Rank.Gt(0)))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` JOIN `tags` AS `t3` ON `t3`.`id` = `t2`.`tag_id` WHERE `t3`.`name` LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!') AND `t1`.`id` IN (SELECT `t4`.`book_id` FROM `books_tags` AS `t4` JOIN `tags` AS `t5` ON `t5`.`id` = `t4`.`tag_id` WHERE `t5`.`rank` > ?)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` JOIN `tags` AS `t3` ON `t3`.`id` = `t2`.`tag_id` WHERE `t3`.`name` LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!') OR `t1`.`id` NOT IN (SELECT `t4`.`book_id` FROM `books_tags` AS `t4` JOIN `tags` AS `t5` ON `t5`.`id` = `t4`.`tag_id` WHERE `t5`.`rank` > ?)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t3"."name" LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\') AND "t1"."id" IN (SELECT "t4"."book_id" FROM "books_tags" AS "t4" JOIN "tags" AS "t5" ON "t5"."id" = "t4"."tag_id" WHERE "t5"."rank" > $2)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t3"."name" LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\') OR "t1"."id" NOT IN (SELECT "t4"."book_id" FROM "books_tags" AS "t4" JOIN "tags" AS "t5" ON "t5"."id" = "t4"."tag_id" WHERE "t5"."rank" > $2)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE ("t3"."name" >= ?1 AND "t3"."name" < ?1 || CAST(x'ffffffff' AS TEXT) AND substr("t3"."name", 1, length(?1)) = ?1)) AND "t1"."id" IN (SELECT "t4"."book_id" FROM "books_tags" AS "t4" JOIN "tags" AS "t5" ON "t5"."id" = "t4"."tag_id" WHERE "t5"."rank" > ?2)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE ("t3"."name" >= ?1 AND "t3"."name" < ?1 || CAST(x'ffffffff' AS TEXT) AND substr("t3"."name", 1, length(?1)) = ?1)) OR "t1"."id" NOT IN (SELECT "t4"."book_id" FROM "books_tags" AS "t4" JOIN "tags" AS "t5" ON "t5"."id" = "t4"."tag_id" WHERE "t5"."rank" > ?2)`,
			},
		}},
		{"links Any with key", book(Books.Tags.Any(Tags.ID.Eq(1))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` WHERE `t2`.`tag_id` = ?)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` WHERE `t2`.`tag_id` = ?)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" = $1)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" = $1)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" = ?1)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" = ?1)`,
			},
		}},
		{"links Any with keys", book(Books.Tags.Any(Tags.ID.In(1, 2))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` WHERE `t2`.`tag_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s))",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` WHERE `t2`.`tag_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s))",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" = ANY ($1::bigint[]))`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" = ANY ($1::bigint[]))`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" IN (SELECT s0.value FROM json_each(?1) AS s0))`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" IN (SELECT s0.value FROM json_each(?1) AS s0))`,
			},
		}},
		{"links Any with negated condition", book(Books.Tags.Any(kin.Not(Tags.Rank.Gt(0)))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` JOIN `tags` AS `t3` ON `t3`.`id` = `t2`.`tag_id` WHERE `t3`.`rank` <= ? OR `t3`.`rank` IS NULL)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` JOIN `tags` AS `t3` ON `t3`.`id` = `t2`.`tag_id` WHERE `t3`.`rank` <= ? OR `t3`.`rank` IS NULL)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t3"."rank" <= $1 OR "t3"."rank" IS NULL)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t3"."rank" <= $1 OR "t3"."rank" IS NULL)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t3"."rank" <= ?1 OR "t3"."rank" IS NULL)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t3"."rank" <= ?1 OR "t3"."rank" IS NULL)`,
			},
		}},
		{"links None", book(Books.Tags.None()), forms{
			"mariadb": {
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2`)",
				"WHERE `t1`.`id` IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2`)",
			},
			"postgres": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2")`,
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2")`,
			},
			"sqlite": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2")`,
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2")`,
			},
		}},
		{"links None with condition", book(Books.Tags.None(Tags.Name.StartsWith("r"))), forms{
			"mariadb": {
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` JOIN `tags` AS `t3` ON `t3`.`id` = `t2`.`tag_id` WHERE `t3`.`name` LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!')",
				"WHERE `t1`.`id` IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` JOIN `tags` AS `t3` ON `t3`.`id` = `t2`.`tag_id` WHERE `t3`.`name` LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!')",
			},
			"postgres": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t3"."name" LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\')`,
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t3"."name" LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\')`,
			},
			"sqlite": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE ("t3"."name" >= ?1 AND "t3"."name" < ?1 || CAST(x'ffffffff' AS TEXT) AND substr("t3"."name", 1, length(?1)) = ?1))`,
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE ("t3"."name" >= ?1 AND "t3"."name" < ?1 || CAST(x'ffffffff' AS TEXT) AND substr("t3"."name", 1, length(?1)) = ?1))`,
			},
		}},
		{"links Every", book(Books.Tags.Every(Tags.Name.StartsWith("r"))), forms{
			"mariadb": {
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` JOIN `tags` AS `t3` ON `t3`.`id` = `t2`.`tag_id` WHERE `t3`.`name` NOT LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!')",
				"WHERE `t1`.`id` IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` JOIN `tags` AS `t3` ON `t3`.`id` = `t2`.`tag_id` WHERE `t3`.`name` NOT LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!')",
			},
			"postgres": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t3"."name" NOT LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\')`,
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t3"."name" NOT LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\')`,
			},
			"sqlite": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE NOT (substr("t3"."name", 1, length(?1)) = ?1))`,
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE NOT (substr("t3"."name", 1, length(?1)) = ?1))`,
			},
		}},
		{"links Every with nullable condition", book(Books.Tags.Every(Tags.Rank.Gt(0))), forms{
			"mariadb": {
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` JOIN `tags` AS `t3` ON `t3`.`id` = `t2`.`tag_id` WHERE `t3`.`rank` <= ? OR `t3`.`rank` IS NULL)",
				"WHERE `t1`.`id` IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` JOIN `tags` AS `t3` ON `t3`.`id` = `t2`.`tag_id` WHERE `t3`.`rank` <= ? OR `t3`.`rank` IS NULL)",
			},
			"postgres": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t3"."rank" <= $1 OR "t3"."rank" IS NULL)`,
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t3"."rank" <= $1 OR "t3"."rank" IS NULL)`,
			},
			"sqlite": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t3"."rank" <= ?1 OR "t3"."rank" IS NULL)`,
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t3"."rank" <= ?1 OR "t3"."rank" IS NULL)`,
			},
		}},
		{"links Every with two conditions", book(Books.Tags.Every(Tags.Name.StartsWith("r"), Tags.Rank.Gt(0))), forms{
			"mariadb": {
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` JOIN `tags` AS `t3` ON `t3`.`id` = `t2`.`tag_id` WHERE `t3`.`name` NOT LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!' OR `t3`.`rank` <= ? OR `t3`.`rank` IS NULL)",
				"WHERE `t1`.`id` IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` JOIN `tags` AS `t3` ON `t3`.`id` = `t2`.`tag_id` WHERE `t3`.`name` NOT LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!' OR `t3`.`rank` <= ? OR `t3`.`rank` IS NULL)",
			},
			"postgres": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t3"."name" NOT LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\' OR "t3"."rank" <= $2 OR "t3"."rank" IS NULL)`,
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t3"."name" NOT LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\' OR "t3"."rank" <= $2 OR "t3"."rank" IS NULL)`,
			},
			"sqlite": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE NOT (substr("t3"."name", 1, length(?1)) = ?1) OR "t3"."rank" <= ?2 OR "t3"."rank" IS NULL)`,
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE NOT (substr("t3"."name", 1, length(?1)) = ?1) OR "t3"."rank" <= ?2 OR "t3"."rank" IS NULL)`,
			},
		}},
		{"links Every of nothing", book(Books.Tags.Every()), forms{
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
		{"links HasAny", book(Books.Tags.HasAny(s.red, s.blue)), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` WHERE `t2`.`tag_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s))",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` WHERE `t2`.`tag_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s))",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" = ANY ($1::bigint[]))`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" = ANY ($1::bigint[]))`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" IN (SELECT s0.value FROM json_each(?1) AS s0))`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" IN (SELECT s0.value FROM json_each(?1) AS s0))`,
			},
		}},
		{"links HasAny none", book(Books.Tags.HasAny()), forms{
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
		{"links HasAll", book(Books.Tags.HasAll(s.red, s.blue)), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` WHERE `t2`.`tag_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) GROUP BY `t2`.`book_id` HAVING COUNT(*) = ?)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` WHERE `t2`.`tag_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) GROUP BY `t2`.`book_id` HAVING COUNT(*) = ?)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" = ANY ($1::bigint[]) GROUP BY "t2"."book_id" HAVING COUNT(*) = $2)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" = ANY ($1::bigint[]) GROUP BY "t2"."book_id" HAVING COUNT(*) = $2)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" IN (SELECT s0.value FROM json_each(?1) AS s0) GROUP BY "t2"."book_id" HAVING COUNT(*) = ?2)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" IN (SELECT s0.value FROM json_each(?1) AS s0) GROUP BY "t2"."book_id" HAVING COUNT(*) = ?2)`,
			},
		}},
		{"links HasAll none", book(Books.Tags.HasAll()), forms{
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
		{"links HasExactly", book(Books.Tags.HasExactly(s.red, s.blue)), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` GROUP BY `t2`.`book_id` HAVING COUNT(*) = ? AND COUNT(CASE WHEN `t2`.`tag_id` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) THEN 1 END) = 0)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` GROUP BY `t2`.`book_id` HAVING COUNT(*) = ? AND COUNT(CASE WHEN `t2`.`tag_id` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) THEN 1 END) = 0)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" GROUP BY "t2"."book_id" HAVING COUNT(*) = $1 AND COUNT(CASE WHEN "t2"."tag_id" <> ALL ($2::bigint[]) THEN 1 END) = 0)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" GROUP BY "t2"."book_id" HAVING COUNT(*) = $1 AND COUNT(CASE WHEN "t2"."tag_id" <> ALL ($2::bigint[]) THEN 1 END) = 0)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" GROUP BY "t2"."book_id" HAVING COUNT(*) = ?1 AND COUNT(CASE WHEN "t2"."tag_id" NOT IN (SELECT s0.value FROM json_each(?2) AS s0) THEN 1 END) = 0)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" GROUP BY "t2"."book_id" HAVING COUNT(*) = ?1 AND COUNT(CASE WHEN "t2"."tag_id" NOT IN (SELECT s0.value FROM json_each(?2) AS s0) THEN 1 END) = 0)`,
			},
		}},
		{"links HasExactly none", book(Books.Tags.HasExactly()), forms{
			"mariadb": {
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2`)",
				"WHERE `t1`.`id` IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2`)",
			},
			"postgres": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2")`,
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2")`,
			},
			"sqlite": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2")`,
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2")`,
			},
		}},
		{"links SubsetOf", book(Books.Tags.SubsetOf(s.red, s.blue)), forms{
			"mariadb": {
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` WHERE `t2`.`tag_id` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s))",
				"WHERE `t1`.`id` IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` WHERE `t2`.`tag_id` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s))",
			},
			"postgres": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" <> ALL ($1::bigint[]))`,
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" <> ALL ($1::bigint[]))`,
			},
			"sqlite": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" NOT IN (SELECT s0.value FROM json_each(?1) AS s0))`,
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" NOT IN (SELECT s0.value FROM json_each(?1) AS s0))`,
			},
		}},
		{"links SubsetOf none", book(Books.Tags.SubsetOf()), forms{
			"mariadb": {
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2`)",
				"WHERE `t1`.`id` IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2`)",
			},
			"postgres": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2")`,
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2")`,
			},
			"sqlite": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2")`,
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2")`,
			},
		}},
		{"links HasAllKeys", book(kin.HasAllKeys(Books.Tags, Tags.Keys(2, 1, 2))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` WHERE `t2`.`tag_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) GROUP BY `t2`.`book_id` HAVING COUNT(*) = ?)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`book_id` FROM `books_tags` AS `t2` WHERE `t2`.`tag_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) GROUP BY `t2`.`book_id` HAVING COUNT(*) = ?)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" = ANY ($1::bigint[]) GROUP BY "t2"."book_id" HAVING COUNT(*) = $2)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" = ANY ($1::bigint[]) GROUP BY "t2"."book_id" HAVING COUNT(*) = $2)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" IN (SELECT s0.value FROM json_each(?1) AS s0) GROUP BY "t2"."book_id" HAVING COUNT(*) = ?2)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."book_id" FROM "books_tags" AS "t2" WHERE "t2"."tag_id" IN (SELECT s0.value FROM json_each(?1) AS s0) GROUP BY "t2"."book_id" HAVING COUNT(*) = ?2)`,
			},
		}},
		{"links Count", book(Books.Tags.Count().Gt(1)), forms{
			"mariadb": {
				"WHERE (SELECT COUNT(*) FROM `books_tags` AS `t2` WHERE `t2`.`book_id` = `t1`.`id`) > ?",
				"WHERE (SELECT COUNT(*) FROM `books_tags` AS `t2` WHERE `t2`.`book_id` = `t1`.`id`) <= ?",
			},
			"postgres": {
				`WHERE (SELECT COUNT(*) FROM "books_tags" AS "t2" WHERE "t2"."book_id" = "t1"."id") > $1`,
				`WHERE (SELECT COUNT(*) FROM "books_tags" AS "t2" WHERE "t2"."book_id" = "t1"."id") <= $1`,
			},
			"sqlite": {
				`WHERE (SELECT COUNT(*) FROM "books_tags" AS "t2" WHERE "t2"."book_id" = "t1"."id") > ?1`,
				`WHERE (SELECT COUNT(*) FROM "books_tags" AS "t2" WHERE "t2"."book_id" = "t1"."id") <= ?1`,
			},
		}},
		{"links Count of none", book(Books.Tags.Count().Eq(0)), forms{
			"mariadb": {
				"WHERE (SELECT COUNT(*) FROM `books_tags` AS `t2` WHERE `t2`.`book_id` = `t1`.`id`) = ?",
				"WHERE (SELECT COUNT(*) FROM `books_tags` AS `t2` WHERE `t2`.`book_id` = `t1`.`id`) <> ?",
			},
			"postgres": {
				`WHERE (SELECT COUNT(*) FROM "books_tags" AS "t2" WHERE "t2"."book_id" = "t1"."id") = $1`,
				`WHERE (SELECT COUNT(*) FROM "books_tags" AS "t2" WHERE "t2"."book_id" = "t1"."id") <> $1`,
			},
			"sqlite": {
				`WHERE (SELECT COUNT(*) FROM "books_tags" AS "t2" WHERE "t2"."book_id" = "t1"."id") = ?1`,
				`WHERE (SELECT COUNT(*) FROM "books_tags" AS "t2" WHERE "t2"."book_id" = "t1"."id") <> ?1`,
			},
		}},
		{"links Count with condition", book(Books.Tags.Count(Tags.Rank.Gt(0)).Ge(1)), forms{
			"mariadb": {
				"WHERE (SELECT COUNT(*) FROM `books_tags` AS `t2` JOIN `tags` AS `t3` ON `t3`.`id` = `t2`.`tag_id` WHERE `t2`.`book_id` = `t1`.`id` AND `t3`.`rank` > ?) >= ?",
				"WHERE (SELECT COUNT(*) FROM `books_tags` AS `t2` JOIN `tags` AS `t3` ON `t3`.`id` = `t2`.`tag_id` WHERE `t2`.`book_id` = `t1`.`id` AND `t3`.`rank` > ?) < ?",
			},
			"postgres": {
				`WHERE (SELECT COUNT(*) FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t2"."book_id" = "t1"."id" AND "t3"."rank" > $1) >= $2`,
				`WHERE (SELECT COUNT(*) FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t2"."book_id" = "t1"."id" AND "t3"."rank" > $1) < $2`,
			},
			"sqlite": {
				`WHERE (SELECT COUNT(*) FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t2"."book_id" = "t1"."id" AND "t3"."rank" > ?1) >= ?2`,
				`WHERE (SELECT COUNT(*) FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t2"."book_id" = "t1"."id" AND "t3"."rank" > ?1) < ?2`,
			},
		}},
		{"links CountDistinct", book(kin.CountDistinct(Books.Tags).Ne(2)), forms{
			"mariadb": {
				"WHERE (SELECT COUNT(*) FROM `books_tags` AS `t2` WHERE `t2`.`book_id` = `t1`.`id`) <> ?",
				"WHERE (SELECT COUNT(*) FROM `books_tags` AS `t2` WHERE `t2`.`book_id` = `t1`.`id`) = ?",
			},
			"postgres": {
				`WHERE (SELECT COUNT(*) FROM "books_tags" AS "t2" WHERE "t2"."book_id" = "t1"."id") <> $1`,
				`WHERE (SELECT COUNT(*) FROM "books_tags" AS "t2" WHERE "t2"."book_id" = "t1"."id") = $1`,
			},
			"sqlite": {
				`WHERE (SELECT COUNT(*) FROM "books_tags" AS "t2" WHERE "t2"."book_id" = "t1"."id") <> ?1`,
				`WHERE (SELECT COUNT(*) FROM "books_tags" AS "t2" WHERE "t2"."book_id" = "t1"."id") = ?1`,
			},
		}},
	}
}
