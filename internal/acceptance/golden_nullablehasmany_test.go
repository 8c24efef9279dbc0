package acceptance

import (
	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/library"
)

// nullableHasManyConditions go to the rows that may belong to a row.
func nullableHasManyConditions(s *shelf) []goldenCondition {
	return []goldenCondition{
		{"free children Any", author(Authors.Edited.Any()), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`editor_id` FROM `books` AS `t2`)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`editor_id` FROM `books` AS `t2` WHERE `t2`.`editor_id` IS NOT NULL)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2")`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."editor_id" IS NOT NULL)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2")`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."editor_id" IS NOT NULL)`,
			},
		}},
		{"free children Any with condition", author(Authors.Edited.Any(Books.Title.StartsWith("D"))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`editor_id` FROM `books` AS `t2` WHERE `t2`.`title` LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!')",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`editor_id` FROM `books` AS `t2` WHERE `t2`.`title` LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!' AND `t2`.`editor_id` IS NOT NULL)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."title" LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\')`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."title" LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\' AND "t2"."editor_id" IS NOT NULL)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE ("t2"."title" >= ?1 AND "t2"."title" < ?1 || CAST(x'ffffffff' AS TEXT) AND substr("t2"."title", 1, length(?1)) = ?1))`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE ("t2"."title" >= ?1 AND "t2"."title" < ?1 || CAST(x'ffffffff' AS TEXT) AND substr("t2"."title", 1, length(?1)) = ?1) AND "t2"."editor_id" IS NOT NULL)`,
			},
		}},
		{"free children Any with nullable condition", author(Authors.Edited.Any(Books.Rating.Gt(4))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`editor_id` FROM `books` AS `t2` WHERE `t2`.`rating` > ?)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`editor_id` FROM `books` AS `t2` WHERE `t2`.`rating` > ? AND `t2`.`editor_id` IS NOT NULL)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."rating" > $1)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."rating" > $1 AND "t2"."editor_id" IS NOT NULL)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."rating" > ?1)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."rating" > ?1 AND "t2"."editor_id" IS NOT NULL)`,
			},
		}},
		{"free children Any with two conditions", author(Authors.Edited.Any(Books.Title.StartsWith("D"), Books.Rating.Gt(4))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`editor_id` FROM `books` AS `t2` WHERE `t2`.`title` LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!' AND `t2`.`rating` > ?)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`editor_id` FROM `books` AS `t2` WHERE `t2`.`title` LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!' AND `t2`.`rating` > ? AND `t2`.`editor_id` IS NOT NULL)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."title" LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\' AND "t2"."rating" > $2)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."title" LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\' AND "t2"."rating" > $2 AND "t2"."editor_id" IS NOT NULL)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE ("t2"."title" >= ?1 AND "t2"."title" < ?1 || CAST(x'ffffffff' AS TEXT) AND substr("t2"."title", 1, length(?1)) = ?1) AND "t2"."rating" > ?2)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE ("t2"."title" >= ?1 AND "t2"."title" < ?1 || CAST(x'ffffffff' AS TEXT) AND substr("t2"."title", 1, length(?1)) = ?1) AND "t2"."rating" > ?2 AND "t2"."editor_id" IS NOT NULL)`,
			},
		}},
		{"free children two Any", author(kin.And(Authors.Edited.Any(Books.Title.StartsWith("D")), Authors.Edited.Any(Books.Rating.Gt(4)))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`editor_id` FROM `books` AS `t2` WHERE `t2`.`title` LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!') AND `t1`.`id` IN (SELECT `t3`.`editor_id` FROM `books` AS `t3` WHERE `t3`.`rating` > ?)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`editor_id` FROM `books` AS `t2` WHERE `t2`.`title` LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!' AND `t2`.`editor_id` IS NOT NULL) OR `t1`.`id` NOT IN (SELECT `t3`.`editor_id` FROM `books` AS `t3` WHERE `t3`.`rating` > ? AND `t3`.`editor_id` IS NOT NULL)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."title" LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\') AND "t1"."id" IN (SELECT "t3"."editor_id" FROM "books" AS "t3" WHERE "t3"."rating" > $2)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."title" LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\' AND "t2"."editor_id" IS NOT NULL) OR "t1"."id" NOT IN (SELECT "t3"."editor_id" FROM "books" AS "t3" WHERE "t3"."rating" > $2 AND "t3"."editor_id" IS NOT NULL)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE ("t2"."title" >= ?1 AND "t2"."title" < ?1 || CAST(x'ffffffff' AS TEXT) AND substr("t2"."title", 1, length(?1)) = ?1)) AND "t1"."id" IN (SELECT "t3"."editor_id" FROM "books" AS "t3" WHERE "t3"."rating" > ?2)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE ("t2"."title" >= ?1 AND "t2"."title" < ?1 || CAST(x'ffffffff' AS TEXT) AND substr("t2"."title", 1, length(?1)) = ?1) AND "t2"."editor_id" IS NOT NULL) OR "t1"."id" NOT IN (SELECT "t3"."editor_id" FROM "books" AS "t3" WHERE "t3"."rating" > ?2 AND "t3"."editor_id" IS NOT NULL)`,
			},
		}},
		{"free children Any with key", author(Authors.Edited.Any(Books.ID.Eq(1))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`editor_id` FROM `books` AS `t2` WHERE `t2`.`id` = ?)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`editor_id` FROM `books` AS `t2` WHERE `t2`.`id` = ? AND `t2`.`editor_id` IS NOT NULL)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."id" = $1)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."id" = $1 AND "t2"."editor_id" IS NOT NULL)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."id" = ?1)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."id" = ?1 AND "t2"."editor_id" IS NOT NULL)`,
			},
		}},
		{"free children Any with keys", author(Authors.Edited.Any(Books.ID.In(1, 2))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`editor_id` FROM `books` AS `t2` WHERE `t2`.`id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s))",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`editor_id` FROM `books` AS `t2` WHERE `t2`.`id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) AND `t2`.`editor_id` IS NOT NULL)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."id" = ANY ($1::bigint[]))`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."id" = ANY ($1::bigint[]) AND "t2"."editor_id" IS NOT NULL)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."id" IN (SELECT s0.value FROM json_each(?1) AS s0))`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."id" IN (SELECT s0.value FROM json_each(?1) AS s0) AND "t2"."editor_id" IS NOT NULL)`,
			},
		}},
		{"free children Any with negated condition", author(Authors.Edited.Any(kin.Not(Books.Rating.Gt(4)))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`editor_id` FROM `books` AS `t2` WHERE `t2`.`rating` <= ? OR `t2`.`rating` IS NULL)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`editor_id` FROM `books` AS `t2` WHERE (`t2`.`rating` <= ? OR `t2`.`rating` IS NULL) AND `t2`.`editor_id` IS NOT NULL)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."rating" <= $1 OR "t2"."rating" IS NULL)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE ("t2"."rating" <= $1 OR "t2"."rating" IS NULL) AND "t2"."editor_id" IS NOT NULL)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."rating" <= ?1 OR "t2"."rating" IS NULL)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE ("t2"."rating" <= ?1 OR "t2"."rating" IS NULL) AND "t2"."editor_id" IS NOT NULL)`,
			},
		}},
		{"free children None", author(Authors.Edited.None()), forms{
			"mariadb": {
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`editor_id` FROM `books` AS `t2` WHERE `t2`.`editor_id` IS NOT NULL)",
				"WHERE `t1`.`id` IN (SELECT `t2`.`editor_id` FROM `books` AS `t2`)",
			},
			"postgres": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."editor_id" IS NOT NULL)`,
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2")`,
			},
			"sqlite": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."editor_id" IS NOT NULL)`,
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2")`,
			},
		}},
		{"free children None with condition", author(Authors.Edited.None(Books.Title.StartsWith("D"))), forms{
			"mariadb": {
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`editor_id` FROM `books` AS `t2` WHERE `t2`.`title` LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!' AND `t2`.`editor_id` IS NOT NULL)",
				"WHERE `t1`.`id` IN (SELECT `t2`.`editor_id` FROM `books` AS `t2` WHERE `t2`.`title` LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!')",
			},
			"postgres": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."title" LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\' AND "t2"."editor_id" IS NOT NULL)`,
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."title" LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\')`,
			},
			"sqlite": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE ("t2"."title" >= ?1 AND "t2"."title" < ?1 || CAST(x'ffffffff' AS TEXT) AND substr("t2"."title", 1, length(?1)) = ?1) AND "t2"."editor_id" IS NOT NULL)`,
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE ("t2"."title" >= ?1 AND "t2"."title" < ?1 || CAST(x'ffffffff' AS TEXT) AND substr("t2"."title", 1, length(?1)) = ?1))`,
			},
		}},
		{"free children Every", author(Authors.Edited.Every(Books.Title.StartsWith("D"))), forms{
			"mariadb": {
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`editor_id` FROM `books` AS `t2` WHERE `t2`.`title` NOT LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!' AND `t2`.`editor_id` IS NOT NULL)",
				"WHERE `t1`.`id` IN (SELECT `t2`.`editor_id` FROM `books` AS `t2` WHERE `t2`.`title` NOT LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!')",
			},
			"postgres": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."title" NOT LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\' AND "t2"."editor_id" IS NOT NULL)`,
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."title" NOT LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\')`,
			},
			"sqlite": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE NOT (substr("t2"."title", 1, length(?1)) = ?1) AND "t2"."editor_id" IS NOT NULL)`,
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE NOT (substr("t2"."title", 1, length(?1)) = ?1))`,
			},
		}},
		{"free children Every with nullable condition", author(Authors.Edited.Every(Books.Rating.Gt(4))), forms{
			"mariadb": {
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`editor_id` FROM `books` AS `t2` WHERE (`t2`.`rating` <= ? OR `t2`.`rating` IS NULL) AND `t2`.`editor_id` IS NOT NULL)",
				"WHERE `t1`.`id` IN (SELECT `t2`.`editor_id` FROM `books` AS `t2` WHERE `t2`.`rating` <= ? OR `t2`.`rating` IS NULL)",
			},
			"postgres": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE ("t2"."rating" <= $1 OR "t2"."rating" IS NULL) AND "t2"."editor_id" IS NOT NULL)`,
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."rating" <= $1 OR "t2"."rating" IS NULL)`,
			},
			"sqlite": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE ("t2"."rating" <= ?1 OR "t2"."rating" IS NULL) AND "t2"."editor_id" IS NOT NULL)`,
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."rating" <= ?1 OR "t2"."rating" IS NULL)`,
			},
		}},
		{"free children Every with two conditions", author(Authors.Edited.Every(Books.Title.StartsWith("D"), Books.Rating.Gt(4))), forms{
			"mariadb": {
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`editor_id` FROM `books` AS `t2` WHERE (`t2`.`title` NOT LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!' OR `t2`.`rating` <= ? OR `t2`.`rating` IS NULL) AND `t2`.`editor_id` IS NOT NULL)",
				"WHERE `t1`.`id` IN (SELECT `t2`.`editor_id` FROM `books` AS `t2` WHERE `t2`.`title` NOT LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!' OR `t2`.`rating` <= ? OR `t2`.`rating` IS NULL)",
			},
			"postgres": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE ("t2"."title" NOT LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\' OR "t2"."rating" <= $2 OR "t2"."rating" IS NULL) AND "t2"."editor_id" IS NOT NULL)`,
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."title" NOT LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\' OR "t2"."rating" <= $2 OR "t2"."rating" IS NULL)`,
			},
			"sqlite": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE (NOT (substr("t2"."title", 1, length(?1)) = ?1) OR "t2"."rating" <= ?2 OR "t2"."rating" IS NULL) AND "t2"."editor_id" IS NOT NULL)`,
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE NOT (substr("t2"."title", 1, length(?1)) = ?1) OR "t2"."rating" <= ?2 OR "t2"."rating" IS NULL)`,
			},
		}},
		{"free children Every of nothing", author(Authors.Edited.Every()), forms{
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
		{"free children HasAny", author(Authors.Edited.HasAny(s.dune, s.emma)), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`editor_id` FROM `books` AS `t2` WHERE `t2`.`id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s))",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`editor_id` FROM `books` AS `t2` WHERE `t2`.`id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) AND `t2`.`editor_id` IS NOT NULL)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."id" = ANY ($1::bigint[]))`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."id" = ANY ($1::bigint[]) AND "t2"."editor_id" IS NOT NULL)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."id" IN (SELECT s0.value FROM json_each(?1) AS s0))`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."id" IN (SELECT s0.value FROM json_each(?1) AS s0) AND "t2"."editor_id" IS NOT NULL)`,
			},
		}},
		{"free children HasAny none", author(Authors.Edited.HasAny()), forms{
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
		{"free children HasAll", author(Authors.Edited.HasAll(s.dune, s.emma)), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`editor_id` FROM `books` AS `t2` WHERE `t2`.`id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) GROUP BY `t2`.`editor_id` HAVING COUNT(*) = ?)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`editor_id` FROM `books` AS `t2` WHERE `t2`.`id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) AND `t2`.`editor_id` IS NOT NULL GROUP BY `t2`.`editor_id` HAVING COUNT(*) = ?)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."id" = ANY ($1::bigint[]) GROUP BY "t2"."editor_id" HAVING COUNT(*) = $2)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."id" = ANY ($1::bigint[]) AND "t2"."editor_id" IS NOT NULL GROUP BY "t2"."editor_id" HAVING COUNT(*) = $2)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."id" IN (SELECT s0.value FROM json_each(?1) AS s0) GROUP BY "t2"."editor_id" HAVING COUNT(*) = ?2)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."id" IN (SELECT s0.value FROM json_each(?1) AS s0) AND "t2"."editor_id" IS NOT NULL GROUP BY "t2"."editor_id" HAVING COUNT(*) = ?2)`,
			},
		}},
		{"free children HasAll none", author(Authors.Edited.HasAll()), forms{
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
		{"free children HasExactly", author(Authors.Edited.HasExactly(s.dune, s.emma)), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`editor_id` FROM `books` AS `t2` GROUP BY `t2`.`editor_id` HAVING COUNT(*) = ? AND COUNT(CASE WHEN `t2`.`id` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) THEN 1 END) = 0)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`editor_id` FROM `books` AS `t2` WHERE `t2`.`editor_id` IS NOT NULL GROUP BY `t2`.`editor_id` HAVING COUNT(*) = ? AND COUNT(CASE WHEN `t2`.`id` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) THEN 1 END) = 0)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2" GROUP BY "t2"."editor_id" HAVING COUNT(*) = $1 AND COUNT(CASE WHEN "t2"."id" <> ALL ($2::bigint[]) THEN 1 END) = 0)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."editor_id" IS NOT NULL GROUP BY "t2"."editor_id" HAVING COUNT(*) = $1 AND COUNT(CASE WHEN "t2"."id" <> ALL ($2::bigint[]) THEN 1 END) = 0)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2" GROUP BY "t2"."editor_id" HAVING COUNT(*) = ?1 AND COUNT(CASE WHEN "t2"."id" NOT IN (SELECT s0.value FROM json_each(?2) AS s0) THEN 1 END) = 0)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."editor_id" IS NOT NULL GROUP BY "t2"."editor_id" HAVING COUNT(*) = ?1 AND COUNT(CASE WHEN "t2"."id" NOT IN (SELECT s0.value FROM json_each(?2) AS s0) THEN 1 END) = 0)`,
			},
		}},
		{"free children HasExactly none", author(Authors.Edited.HasExactly()), forms{
			"mariadb": {
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`editor_id` FROM `books` AS `t2` WHERE `t2`.`editor_id` IS NOT NULL)",
				"WHERE `t1`.`id` IN (SELECT `t2`.`editor_id` FROM `books` AS `t2`)",
			},
			"postgres": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."editor_id" IS NOT NULL)`,
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2")`,
			},
			"sqlite": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."editor_id" IS NOT NULL)`,
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2")`,
			},
		}},
		{"free children SubsetOf", author(Authors.Edited.SubsetOf(s.dune, s.emma)), forms{
			"mariadb": {
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`editor_id` FROM `books` AS `t2` WHERE `t2`.`id` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) AND `t2`.`editor_id` IS NOT NULL)",
				"WHERE `t1`.`id` IN (SELECT `t2`.`editor_id` FROM `books` AS `t2` WHERE `t2`.`id` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s))",
			},
			"postgres": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."id" <> ALL ($1::bigint[]) AND "t2"."editor_id" IS NOT NULL)`,
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."id" <> ALL ($1::bigint[]))`,
			},
			"sqlite": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."id" NOT IN (SELECT s0.value FROM json_each(?1) AS s0) AND "t2"."editor_id" IS NOT NULL)`,
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."id" NOT IN (SELECT s0.value FROM json_each(?1) AS s0))`,
			},
		}},
		{"free children SubsetOf none", author(Authors.Edited.SubsetOf()), forms{
			"mariadb": {
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`editor_id` FROM `books` AS `t2` WHERE `t2`.`editor_id` IS NOT NULL)",
				"WHERE `t1`.`id` IN (SELECT `t2`.`editor_id` FROM `books` AS `t2`)",
			},
			"postgres": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."editor_id" IS NOT NULL)`,
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2")`,
			},
			"sqlite": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."editor_id" IS NOT NULL)`,
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2")`,
			},
		}},
		{"free children HasAllKeys", author(kin.HasAllKeys(Authors.Edited, Books.Keys(2, 1, 2))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`editor_id` FROM `books` AS `t2` WHERE `t2`.`id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) GROUP BY `t2`.`editor_id` HAVING COUNT(*) = ?)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`editor_id` FROM `books` AS `t2` WHERE `t2`.`id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) AND `t2`.`editor_id` IS NOT NULL GROUP BY `t2`.`editor_id` HAVING COUNT(*) = ?)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."id" = ANY ($1::bigint[]) GROUP BY "t2"."editor_id" HAVING COUNT(*) = $2)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."id" = ANY ($1::bigint[]) AND "t2"."editor_id" IS NOT NULL GROUP BY "t2"."editor_id" HAVING COUNT(*) = $2)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."id" IN (SELECT s0.value FROM json_each(?1) AS s0) GROUP BY "t2"."editor_id" HAVING COUNT(*) = ?2)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."editor_id" FROM "books" AS "t2" WHERE "t2"."id" IN (SELECT s0.value FROM json_each(?1) AS s0) AND "t2"."editor_id" IS NOT NULL GROUP BY "t2"."editor_id" HAVING COUNT(*) = ?2)`,
			},
		}},
		{"free children Count", author(Authors.Edited.Count().Gt(1)), forms{
			"mariadb": {
				"WHERE (SELECT COUNT(*) FROM `books` AS `t2` WHERE `t2`.`editor_id` = `t1`.`id`) > ?",
				"WHERE (SELECT COUNT(*) FROM `books` AS `t2` WHERE `t2`.`editor_id` = `t1`.`id`) <= ?",
			},
			"postgres": {
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" WHERE "t2"."editor_id" = "t1"."id") > $1`,
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" WHERE "t2"."editor_id" = "t1"."id") <= $1`,
			},
			"sqlite": {
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" WHERE "t2"."editor_id" = "t1"."id") > ?1`,
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" WHERE "t2"."editor_id" = "t1"."id") <= ?1`,
			},
		}},
		{"free children Count of none", author(Authors.Edited.Count().Eq(0)), forms{
			"mariadb": {
				"WHERE (SELECT COUNT(*) FROM `books` AS `t2` WHERE `t2`.`editor_id` = `t1`.`id`) = ?",
				"WHERE (SELECT COUNT(*) FROM `books` AS `t2` WHERE `t2`.`editor_id` = `t1`.`id`) <> ?",
			},
			"postgres": {
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" WHERE "t2"."editor_id" = "t1"."id") = $1`,
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" WHERE "t2"."editor_id" = "t1"."id") <> $1`,
			},
			"sqlite": {
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" WHERE "t2"."editor_id" = "t1"."id") = ?1`,
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" WHERE "t2"."editor_id" = "t1"."id") <> ?1`,
			},
		}},
		{"free children Count with condition", author(Authors.Edited.Count(Books.Rating.Gt(4)).Ge(1)), forms{
			"mariadb": {
				"WHERE (SELECT COUNT(*) FROM `books` AS `t2` WHERE `t2`.`editor_id` = `t1`.`id` AND `t2`.`rating` > ?) >= ?",
				"WHERE (SELECT COUNT(*) FROM `books` AS `t2` WHERE `t2`.`editor_id` = `t1`.`id` AND `t2`.`rating` > ?) < ?",
			},
			"postgres": {
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" WHERE "t2"."editor_id" = "t1"."id" AND "t2"."rating" > $1) >= $2`,
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" WHERE "t2"."editor_id" = "t1"."id" AND "t2"."rating" > $1) < $2`,
			},
			"sqlite": {
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" WHERE "t2"."editor_id" = "t1"."id" AND "t2"."rating" > ?1) >= ?2`,
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" WHERE "t2"."editor_id" = "t1"."id" AND "t2"."rating" > ?1) < ?2`,
			},
		}},
		{"free children CountDistinct", author(kin.CountDistinct(Authors.Edited).Ne(2)), forms{
			"mariadb": {
				"WHERE (SELECT COUNT(*) FROM `books` AS `t2` WHERE `t2`.`editor_id` = `t1`.`id`) <> ?",
				"WHERE (SELECT COUNT(*) FROM `books` AS `t2` WHERE `t2`.`editor_id` = `t1`.`id`) = ?",
			},
			"postgres": {
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" WHERE "t2"."editor_id" = "t1"."id") <> $1`,
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" WHERE "t2"."editor_id" = "t1"."id") = $1`,
			},
			"sqlite": {
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" WHERE "t2"."editor_id" = "t1"."id") <> ?1`,
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" WHERE "t2"."editor_id" = "t1"."id") = ?1`,
			},
		}},
	}
}
