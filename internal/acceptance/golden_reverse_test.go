package acceptance

import (
	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/library"
)

// reverseConditions go over links, from the end that does not declare them.
func reverseConditions(s *shelf) []goldenCondition {
	return []goldenCondition{
		{"reverse links Any", tag(Tags.Books.Any()), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2`)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2`)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2")`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2")`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2")`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2")`,
			},
		}},
		{"reverse links Any with condition", tag(Tags.Books.Any(Books.Title.StartsWith("D"))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` JOIN `books` AS `t3` ON `t3`.`id` = `t2`.`book_id` WHERE `t3`.`title` LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!')",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` JOIN `books` AS `t3` ON `t3`.`id` = `t2`.`book_id` WHERE `t3`.`title` LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!')",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE "t3"."title" LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\')`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE "t3"."title" LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\')`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE ("t3"."title" >= ?1 AND "t3"."title" < ?1 || CAST(x'ffffffff' AS TEXT) AND substr("t3"."title", 1, length(?1)) = ?1))`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE ("t3"."title" >= ?1 AND "t3"."title" < ?1 || CAST(x'ffffffff' AS TEXT) AND substr("t3"."title", 1, length(?1)) = ?1))`,
			},
		}},
		{"reverse links Any with nullable condition", tag(Tags.Books.Any(Books.Rating.Gt(4))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` JOIN `books` AS `t3` ON `t3`.`id` = `t2`.`book_id` WHERE `t3`.`rating` > ?)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` JOIN `books` AS `t3` ON `t3`.`id` = `t2`.`book_id` WHERE `t3`.`rating` > ?)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE "t3"."rating" > $1)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE "t3"."rating" > $1)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE "t3"."rating" > ?1)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE "t3"."rating" > ?1)`,
			},
		}},
		{"reverse links Any with two conditions", tag(Tags.Books.Any(Books.Title.StartsWith("D"), Books.Rating.Gt(4))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` JOIN `books` AS `t3` ON `t3`.`id` = `t2`.`book_id` WHERE `t3`.`title` LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!' AND `t3`.`rating` > ?)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` JOIN `books` AS `t3` ON `t3`.`id` = `t2`.`book_id` WHERE `t3`.`title` LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!' AND `t3`.`rating` > ?)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE "t3"."title" LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\' AND "t3"."rating" > $2)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE "t3"."title" LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\' AND "t3"."rating" > $2)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE ("t3"."title" >= ?1 AND "t3"."title" < ?1 || CAST(x'ffffffff' AS TEXT) AND substr("t3"."title", 1, length(?1)) = ?1) AND "t3"."rating" > ?2)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE ("t3"."title" >= ?1 AND "t3"."title" < ?1 || CAST(x'ffffffff' AS TEXT) AND substr("t3"."title", 1, length(?1)) = ?1) AND "t3"."rating" > ?2)`,
			},
		}},
		{"reverse links two Any", tag(kin.And(Tags.Books.Any(Books.Title.StartsWith("D")), Tags.Books.Any(Books.Rating.Gt(4)))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` JOIN `books` AS `t3` ON `t3`.`id` = `t2`.`book_id` WHERE `t3`.`title` LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!') AND `t1`.`id` IN (SELECT `t4`.`tag_id` FROM `books_tags` AS `t4` JOIN `books` AS `t5` ON `t5`.`id` = `t4`.`book_id` WHERE `t5`.`rating` > ?)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` JOIN `books` AS `t3` ON `t3`.`id` = `t2`.`book_id` WHERE `t3`.`title` LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!') OR `t1`.`id` NOT IN (SELECT `t4`.`tag_id` FROM `books_tags` AS `t4` JOIN `books` AS `t5` ON `t5`.`id` = `t4`.`book_id` WHERE `t5`.`rating` > ?)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE "t3"."title" LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\') AND "t1"."id" IN (SELECT "t4"."tag_id" FROM "books_tags" AS "t4" JOIN "books" AS "t5" ON "t5"."id" = "t4"."book_id" WHERE "t5"."rating" > $2)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE "t3"."title" LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\') OR "t1"."id" NOT IN (SELECT "t4"."tag_id" FROM "books_tags" AS "t4" JOIN "books" AS "t5" ON "t5"."id" = "t4"."book_id" WHERE "t5"."rating" > $2)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE ("t3"."title" >= ?1 AND "t3"."title" < ?1 || CAST(x'ffffffff' AS TEXT) AND substr("t3"."title", 1, length(?1)) = ?1)) AND "t1"."id" IN (SELECT "t4"."tag_id" FROM "books_tags" AS "t4" JOIN "books" AS "t5" ON "t5"."id" = "t4"."book_id" WHERE "t5"."rating" > ?2)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE ("t3"."title" >= ?1 AND "t3"."title" < ?1 || CAST(x'ffffffff' AS TEXT) AND substr("t3"."title", 1, length(?1)) = ?1)) OR "t1"."id" NOT IN (SELECT "t4"."tag_id" FROM "books_tags" AS "t4" JOIN "books" AS "t5" ON "t5"."id" = "t4"."book_id" WHERE "t5"."rating" > ?2)`,
			},
		}},
		{"reverse links Any with key", tag(Tags.Books.Any(Books.ID.Eq(1))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` WHERE `t2`.`book_id` = ?)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` WHERE `t2`.`book_id` = ?)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" WHERE "t2"."book_id" = $1)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" WHERE "t2"."book_id" = $1)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" WHERE "t2"."book_id" = ?1)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" WHERE "t2"."book_id" = ?1)`,
			},
		}},
		{"reverse links Any with keys", tag(Tags.Books.Any(Books.ID.In(1, 2))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` WHERE `t2`.`book_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s))",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` WHERE `t2`.`book_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s))",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" WHERE "t2"."book_id" = ANY ($1::bigint[]))`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" WHERE "t2"."book_id" = ANY ($1::bigint[]))`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" WHERE "t2"."book_id" IN (SELECT s0.value FROM json_each(?1) AS s0))`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" WHERE "t2"."book_id" IN (SELECT s0.value FROM json_each(?1) AS s0))`,
			},
		}},
		{"reverse links Any with negated condition", tag(Tags.Books.Any(kin.Not(Books.Rating.Gt(4)))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` JOIN `books` AS `t3` ON `t3`.`id` = `t2`.`book_id` WHERE `t3`.`rating` <= ? OR `t3`.`rating` IS NULL)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` JOIN `books` AS `t3` ON `t3`.`id` = `t2`.`book_id` WHERE `t3`.`rating` <= ? OR `t3`.`rating` IS NULL)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE "t3"."rating" <= $1 OR "t3"."rating" IS NULL)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE "t3"."rating" <= $1 OR "t3"."rating" IS NULL)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE "t3"."rating" <= ?1 OR "t3"."rating" IS NULL)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE "t3"."rating" <= ?1 OR "t3"."rating" IS NULL)`,
			},
		}},
		{"reverse links None", tag(Tags.Books.None()), forms{
			"mariadb": {
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2`)",
				"WHERE `t1`.`id` IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2`)",
			},
			"postgres": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2")`,
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2")`,
			},
			"sqlite": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2")`,
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2")`,
			},
		}},
		{"reverse links None with condition", tag(Tags.Books.None(Books.Title.StartsWith("D"))), forms{
			"mariadb": {
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` JOIN `books` AS `t3` ON `t3`.`id` = `t2`.`book_id` WHERE `t3`.`title` LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!')",
				"WHERE `t1`.`id` IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` JOIN `books` AS `t3` ON `t3`.`id` = `t2`.`book_id` WHERE `t3`.`title` LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!')",
			},
			"postgres": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE "t3"."title" LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\')`,
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE "t3"."title" LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\')`,
			},
			"sqlite": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE ("t3"."title" >= ?1 AND "t3"."title" < ?1 || CAST(x'ffffffff' AS TEXT) AND substr("t3"."title", 1, length(?1)) = ?1))`,
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE ("t3"."title" >= ?1 AND "t3"."title" < ?1 || CAST(x'ffffffff' AS TEXT) AND substr("t3"."title", 1, length(?1)) = ?1))`,
			},
		}},
		{"reverse links Every", tag(Tags.Books.Every(Books.Title.StartsWith("D"))), forms{
			"mariadb": {
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` JOIN `books` AS `t3` ON `t3`.`id` = `t2`.`book_id` WHERE `t3`.`title` NOT LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!')",
				"WHERE `t1`.`id` IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` JOIN `books` AS `t3` ON `t3`.`id` = `t2`.`book_id` WHERE `t3`.`title` NOT LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!')",
			},
			"postgres": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE "t3"."title" NOT LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\')`,
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE "t3"."title" NOT LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\')`,
			},
			"sqlite": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE NOT (substr("t3"."title", 1, length(?1)) = ?1))`,
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE NOT (substr("t3"."title", 1, length(?1)) = ?1))`,
			},
		}},
		{"reverse links Every with nullable condition", tag(Tags.Books.Every(Books.Rating.Gt(4))), forms{
			"mariadb": {
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` JOIN `books` AS `t3` ON `t3`.`id` = `t2`.`book_id` WHERE `t3`.`rating` <= ? OR `t3`.`rating` IS NULL)",
				"WHERE `t1`.`id` IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` JOIN `books` AS `t3` ON `t3`.`id` = `t2`.`book_id` WHERE `t3`.`rating` <= ? OR `t3`.`rating` IS NULL)",
			},
			"postgres": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE "t3"."rating" <= $1 OR "t3"."rating" IS NULL)`,
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE "t3"."rating" <= $1 OR "t3"."rating" IS NULL)`,
			},
			"sqlite": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE "t3"."rating" <= ?1 OR "t3"."rating" IS NULL)`,
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE "t3"."rating" <= ?1 OR "t3"."rating" IS NULL)`,
			},
		}},
		{"reverse links Every with two conditions", tag(Tags.Books.Every(Books.Title.StartsWith("D"), Books.Rating.Gt(4))), forms{
			"mariadb": {
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` JOIN `books` AS `t3` ON `t3`.`id` = `t2`.`book_id` WHERE `t3`.`title` NOT LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!' OR `t3`.`rating` <= ? OR `t3`.`rating` IS NULL)",
				"WHERE `t1`.`id` IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` JOIN `books` AS `t3` ON `t3`.`id` = `t2`.`book_id` WHERE `t3`.`title` NOT LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!' OR `t3`.`rating` <= ? OR `t3`.`rating` IS NULL)",
			},
			"postgres": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE "t3"."title" NOT LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\' OR "t3"."rating" <= $2 OR "t3"."rating" IS NULL)`,
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE "t3"."title" NOT LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\' OR "t3"."rating" <= $2 OR "t3"."rating" IS NULL)`,
			},
			"sqlite": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE NOT (substr("t3"."title", 1, length(?1)) = ?1) OR "t3"."rating" <= ?2 OR "t3"."rating" IS NULL)`,
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE NOT (substr("t3"."title", 1, length(?1)) = ?1) OR "t3"."rating" <= ?2 OR "t3"."rating" IS NULL)`,
			},
		}},
		{"reverse links Every of nothing", tag(Tags.Books.Every()), forms{
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
		{"reverse links HasAny", tag(Tags.Books.HasAny(s.dune, s.emma)), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` WHERE `t2`.`book_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s))",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` WHERE `t2`.`book_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s))",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" WHERE "t2"."book_id" = ANY ($1::bigint[]))`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" WHERE "t2"."book_id" = ANY ($1::bigint[]))`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" WHERE "t2"."book_id" IN (SELECT s0.value FROM json_each(?1) AS s0))`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" WHERE "t2"."book_id" IN (SELECT s0.value FROM json_each(?1) AS s0))`,
			},
		}},
		{"reverse links HasAny none", tag(Tags.Books.HasAny()), forms{
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
		{"reverse links HasAll", tag(Tags.Books.HasAll(s.dune, s.emma)), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` WHERE `t2`.`book_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) GROUP BY `t2`.`tag_id` HAVING COUNT(*) = ?)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` WHERE `t2`.`book_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) GROUP BY `t2`.`tag_id` HAVING COUNT(*) = ?)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" WHERE "t2"."book_id" = ANY ($1::bigint[]) GROUP BY "t2"."tag_id" HAVING COUNT(*) = $2)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" WHERE "t2"."book_id" = ANY ($1::bigint[]) GROUP BY "t2"."tag_id" HAVING COUNT(*) = $2)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" WHERE "t2"."book_id" IN (SELECT s0.value FROM json_each(?1) AS s0) GROUP BY "t2"."tag_id" HAVING COUNT(*) = ?2)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" WHERE "t2"."book_id" IN (SELECT s0.value FROM json_each(?1) AS s0) GROUP BY "t2"."tag_id" HAVING COUNT(*) = ?2)`,
			},
		}},
		{"reverse links HasAll none", tag(Tags.Books.HasAll()), forms{
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
		{"reverse links HasExactly", tag(Tags.Books.HasExactly(s.dune, s.emma)), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` GROUP BY `t2`.`tag_id` HAVING COUNT(*) = ? AND COUNT(CASE WHEN `t2`.`book_id` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) THEN 1 END) = 0)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` GROUP BY `t2`.`tag_id` HAVING COUNT(*) = ? AND COUNT(CASE WHEN `t2`.`book_id` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) THEN 1 END) = 0)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" GROUP BY "t2"."tag_id" HAVING COUNT(*) = $1 AND COUNT(CASE WHEN "t2"."book_id" <> ALL ($2::bigint[]) THEN 1 END) = 0)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" GROUP BY "t2"."tag_id" HAVING COUNT(*) = $1 AND COUNT(CASE WHEN "t2"."book_id" <> ALL ($2::bigint[]) THEN 1 END) = 0)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" GROUP BY "t2"."tag_id" HAVING COUNT(*) = ?1 AND COUNT(CASE WHEN "t2"."book_id" NOT IN (SELECT s0.value FROM json_each(?2) AS s0) THEN 1 END) = 0)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" GROUP BY "t2"."tag_id" HAVING COUNT(*) = ?1 AND COUNT(CASE WHEN "t2"."book_id" NOT IN (SELECT s0.value FROM json_each(?2) AS s0) THEN 1 END) = 0)`,
			},
		}},
		{"reverse links HasExactly none", tag(Tags.Books.HasExactly()), forms{
			"mariadb": {
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2`)",
				"WHERE `t1`.`id` IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2`)",
			},
			"postgres": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2")`,
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2")`,
			},
			"sqlite": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2")`,
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2")`,
			},
		}},
		{"reverse links SubsetOf", tag(Tags.Books.SubsetOf(s.dune, s.emma)), forms{
			"mariadb": {
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` WHERE `t2`.`book_id` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s))",
				"WHERE `t1`.`id` IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` WHERE `t2`.`book_id` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s))",
			},
			"postgres": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" WHERE "t2"."book_id" <> ALL ($1::bigint[]))`,
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" WHERE "t2"."book_id" <> ALL ($1::bigint[]))`,
			},
			"sqlite": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" WHERE "t2"."book_id" NOT IN (SELECT s0.value FROM json_each(?1) AS s0))`,
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" WHERE "t2"."book_id" NOT IN (SELECT s0.value FROM json_each(?1) AS s0))`,
			},
		}},
		{"reverse links SubsetOf none", tag(Tags.Books.SubsetOf()), forms{
			"mariadb": {
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2`)",
				"WHERE `t1`.`id` IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2`)",
			},
			"postgres": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2")`,
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2")`,
			},
			"sqlite": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2")`,
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2")`,
			},
		}},
		{"reverse links HasAllKeys", tag(kin.HasAllKeys(Tags.Books, Books.Keys(2, 1, 2))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` WHERE `t2`.`book_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) GROUP BY `t2`.`tag_id` HAVING COUNT(*) = ?)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`tag_id` FROM `books_tags` AS `t2` WHERE `t2`.`book_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) GROUP BY `t2`.`tag_id` HAVING COUNT(*) = ?)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" WHERE "t2"."book_id" = ANY ($1::bigint[]) GROUP BY "t2"."tag_id" HAVING COUNT(*) = $2)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" WHERE "t2"."book_id" = ANY ($1::bigint[]) GROUP BY "t2"."tag_id" HAVING COUNT(*) = $2)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" WHERE "t2"."book_id" IN (SELECT s0.value FROM json_each(?1) AS s0) GROUP BY "t2"."tag_id" HAVING COUNT(*) = ?2)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."tag_id" FROM "books_tags" AS "t2" WHERE "t2"."book_id" IN (SELECT s0.value FROM json_each(?1) AS s0) GROUP BY "t2"."tag_id" HAVING COUNT(*) = ?2)`,
			},
		}},
		{"reverse links Count", tag(Tags.Books.Count().Gt(1)), forms{
			"mariadb": {
				"WHERE (SELECT COUNT(*) FROM `books_tags` AS `t2` WHERE `t2`.`tag_id` = `t1`.`id`) > ?",
				"WHERE (SELECT COUNT(*) FROM `books_tags` AS `t2` WHERE `t2`.`tag_id` = `t1`.`id`) <= ?",
			},
			"postgres": {
				`WHERE (SELECT COUNT(*) FROM "books_tags" AS "t2" WHERE "t2"."tag_id" = "t1"."id") > $1`,
				`WHERE (SELECT COUNT(*) FROM "books_tags" AS "t2" WHERE "t2"."tag_id" = "t1"."id") <= $1`,
			},
			"sqlite": {
				`WHERE (SELECT COUNT(*) FROM "books_tags" AS "t2" WHERE "t2"."tag_id" = "t1"."id") > ?1`,
				`WHERE (SELECT COUNT(*) FROM "books_tags" AS "t2" WHERE "t2"."tag_id" = "t1"."id") <= ?1`,
			},
		}},
		{"reverse links Count of none", tag(Tags.Books.Count().Eq(0)), forms{
			"mariadb": {
				"WHERE (SELECT COUNT(*) FROM `books_tags` AS `t2` WHERE `t2`.`tag_id` = `t1`.`id`) = ?",
				"WHERE (SELECT COUNT(*) FROM `books_tags` AS `t2` WHERE `t2`.`tag_id` = `t1`.`id`) <> ?",
			},
			"postgres": {
				`WHERE (SELECT COUNT(*) FROM "books_tags" AS "t2" WHERE "t2"."tag_id" = "t1"."id") = $1`,
				`WHERE (SELECT COUNT(*) FROM "books_tags" AS "t2" WHERE "t2"."tag_id" = "t1"."id") <> $1`,
			},
			"sqlite": {
				`WHERE (SELECT COUNT(*) FROM "books_tags" AS "t2" WHERE "t2"."tag_id" = "t1"."id") = ?1`,
				`WHERE (SELECT COUNT(*) FROM "books_tags" AS "t2" WHERE "t2"."tag_id" = "t1"."id") <> ?1`,
			},
		}},
		{"reverse links Count with condition", tag(Tags.Books.Count(Books.Rating.Gt(4)).Ge(1)), forms{
			"mariadb": {
				"WHERE (SELECT COUNT(*) FROM `books_tags` AS `t2` JOIN `books` AS `t3` ON `t3`.`id` = `t2`.`book_id` WHERE `t2`.`tag_id` = `t1`.`id` AND `t3`.`rating` > ?) >= ?",
				"WHERE (SELECT COUNT(*) FROM `books_tags` AS `t2` JOIN `books` AS `t3` ON `t3`.`id` = `t2`.`book_id` WHERE `t2`.`tag_id` = `t1`.`id` AND `t3`.`rating` > ?) < ?",
			},
			"postgres": {
				`WHERE (SELECT COUNT(*) FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE "t2"."tag_id" = "t1"."id" AND "t3"."rating" > $1) >= $2`,
				`WHERE (SELECT COUNT(*) FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE "t2"."tag_id" = "t1"."id" AND "t3"."rating" > $1) < $2`,
			},
			"sqlite": {
				`WHERE (SELECT COUNT(*) FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE "t2"."tag_id" = "t1"."id" AND "t3"."rating" > ?1) >= ?2`,
				`WHERE (SELECT COUNT(*) FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" WHERE "t2"."tag_id" = "t1"."id" AND "t3"."rating" > ?1) < ?2`,
			},
		}},
		{"reverse links CountDistinct", tag(kin.CountDistinct(Tags.Books).Ne(2)), forms{
			"mariadb": {
				"WHERE (SELECT COUNT(*) FROM `books_tags` AS `t2` WHERE `t2`.`tag_id` = `t1`.`id`) <> ?",
				"WHERE (SELECT COUNT(*) FROM `books_tags` AS `t2` WHERE `t2`.`tag_id` = `t1`.`id`) = ?",
			},
			"postgres": {
				`WHERE (SELECT COUNT(*) FROM "books_tags" AS "t2" WHERE "t2"."tag_id" = "t1"."id") <> $1`,
				`WHERE (SELECT COUNT(*) FROM "books_tags" AS "t2" WHERE "t2"."tag_id" = "t1"."id") = $1`,
			},
			"sqlite": {
				`WHERE (SELECT COUNT(*) FROM "books_tags" AS "t2" WHERE "t2"."tag_id" = "t1"."id") <> ?1`,
				`WHERE (SELECT COUNT(*) FROM "books_tags" AS "t2" WHERE "t2"."tag_id" = "t1"."id") = ?1`,
			},
		}},
	}
}
