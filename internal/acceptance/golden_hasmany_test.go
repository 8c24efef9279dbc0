package acceptance

import (
	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/library"
)

// hasManyConditions go to the rows that belong to a row.
func hasManyConditions(s *shelf) []goldenCondition {
	return []goldenCondition{
		{"children Any", author(Authors.Books.Any()), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`author_id` FROM `books` AS `t2`)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`author_id` FROM `books` AS `t2`)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2")`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2")`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2")`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2")`,
			},
		}},
		{"children Any with condition", author(Authors.Books.Any(Books.Title.StartsWith("D"))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`author_id` FROM `books` AS `t2` WHERE `t2`.`title` LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!')",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`author_id` FROM `books` AS `t2` WHERE `t2`.`title` LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!')",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."title" LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\')`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."title" LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\')`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE ("t2"."title" >= ?1 AND "t2"."title" < ?1 || CAST(x'ffffffff' AS TEXT) AND substr("t2"."title", 1, length(?1)) = ?1))`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE ("t2"."title" >= ?1 AND "t2"."title" < ?1 || CAST(x'ffffffff' AS TEXT) AND substr("t2"."title", 1, length(?1)) = ?1))`,
			},
		}},
		{"children Any with nullable condition", author(Authors.Books.Any(Books.Rating.Gt(4))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`author_id` FROM `books` AS `t2` WHERE `t2`.`rating` > ?)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`author_id` FROM `books` AS `t2` WHERE `t2`.`rating` > ?)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."rating" > $1)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."rating" > $1)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."rating" > ?1)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."rating" > ?1)`,
			},
		}},
		{"children Any with two conditions", author(Authors.Books.Any(Books.Title.StartsWith("D"), Books.Rating.Gt(4))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`author_id` FROM `books` AS `t2` WHERE `t2`.`title` LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!' AND `t2`.`rating` > ?)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`author_id` FROM `books` AS `t2` WHERE `t2`.`title` LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!' AND `t2`.`rating` > ?)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."title" LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\' AND "t2"."rating" > $2)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."title" LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\' AND "t2"."rating" > $2)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE ("t2"."title" >= ?1 AND "t2"."title" < ?1 || CAST(x'ffffffff' AS TEXT) AND substr("t2"."title", 1, length(?1)) = ?1) AND "t2"."rating" > ?2)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE ("t2"."title" >= ?1 AND "t2"."title" < ?1 || CAST(x'ffffffff' AS TEXT) AND substr("t2"."title", 1, length(?1)) = ?1) AND "t2"."rating" > ?2)`,
			},
		}},
		{"children two Any", author(kin.And(Authors.Books.Any(Books.Title.StartsWith("D")), Authors.Books.Any(Books.Rating.Gt(4)))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`author_id` FROM `books` AS `t2` WHERE `t2`.`title` LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!') AND `t1`.`id` IN (SELECT `t3`.`author_id` FROM `books` AS `t3` WHERE `t3`.`rating` > ?)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`author_id` FROM `books` AS `t2` WHERE `t2`.`title` LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!') OR `t1`.`id` NOT IN (SELECT `t3`.`author_id` FROM `books` AS `t3` WHERE `t3`.`rating` > ?)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."title" LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\') AND "t1"."id" IN (SELECT "t3"."author_id" FROM "books" AS "t3" WHERE "t3"."rating" > $2)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."title" LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\') OR "t1"."id" NOT IN (SELECT "t3"."author_id" FROM "books" AS "t3" WHERE "t3"."rating" > $2)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE ("t2"."title" >= ?1 AND "t2"."title" < ?1 || CAST(x'ffffffff' AS TEXT) AND substr("t2"."title", 1, length(?1)) = ?1)) AND "t1"."id" IN (SELECT "t3"."author_id" FROM "books" AS "t3" WHERE "t3"."rating" > ?2)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE ("t2"."title" >= ?1 AND "t2"."title" < ?1 || CAST(x'ffffffff' AS TEXT) AND substr("t2"."title", 1, length(?1)) = ?1)) OR "t1"."id" NOT IN (SELECT "t3"."author_id" FROM "books" AS "t3" WHERE "t3"."rating" > ?2)`,
			},
		}},
		{"children Any with key", author(Authors.Books.Any(Books.ID.Eq(1))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`author_id` FROM `books` AS `t2` WHERE `t2`.`id` = ?)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`author_id` FROM `books` AS `t2` WHERE `t2`.`id` = ?)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."id" = $1)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."id" = $1)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."id" = ?1)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."id" = ?1)`,
			},
		}},
		{"children Any with keys", author(Authors.Books.Any(Books.ID.In(1, 2))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`author_id` FROM `books` AS `t2` WHERE `t2`.`id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s))",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`author_id` FROM `books` AS `t2` WHERE `t2`.`id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s))",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."id" = ANY ($1::bigint[]))`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."id" = ANY ($1::bigint[]))`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."id" IN (SELECT s0.value FROM json_each(?1) AS s0))`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."id" IN (SELECT s0.value FROM json_each(?1) AS s0))`,
			},
		}},
		{"children Any with negated condition", author(Authors.Books.Any(kin.Not(Books.Rating.Gt(4)))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`author_id` FROM `books` AS `t2` WHERE `t2`.`rating` <= ? OR `t2`.`rating` IS NULL)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`author_id` FROM `books` AS `t2` WHERE `t2`.`rating` <= ? OR `t2`.`rating` IS NULL)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."rating" <= $1 OR "t2"."rating" IS NULL)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."rating" <= $1 OR "t2"."rating" IS NULL)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."rating" <= ?1 OR "t2"."rating" IS NULL)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."rating" <= ?1 OR "t2"."rating" IS NULL)`,
			},
		}},
		{"children None", author(Authors.Books.None()), forms{
			"mariadb": {
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`author_id` FROM `books` AS `t2`)",
				"WHERE `t1`.`id` IN (SELECT `t2`.`author_id` FROM `books` AS `t2`)",
			},
			"postgres": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2")`,
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2")`,
			},
			"sqlite": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2")`,
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2")`,
			},
		}},
		{"children None with condition", author(Authors.Books.None(Books.Title.StartsWith("D"))), forms{
			"mariadb": {
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`author_id` FROM `books` AS `t2` WHERE `t2`.`title` LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!')",
				"WHERE `t1`.`id` IN (SELECT `t2`.`author_id` FROM `books` AS `t2` WHERE `t2`.`title` LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!')",
			},
			"postgres": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."title" LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\')`,
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."title" LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\')`,
			},
			"sqlite": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE ("t2"."title" >= ?1 AND "t2"."title" < ?1 || CAST(x'ffffffff' AS TEXT) AND substr("t2"."title", 1, length(?1)) = ?1))`,
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE ("t2"."title" >= ?1 AND "t2"."title" < ?1 || CAST(x'ffffffff' AS TEXT) AND substr("t2"."title", 1, length(?1)) = ?1))`,
			},
		}},
		{"children Every", author(Authors.Books.Every(Books.Title.StartsWith("D"))), forms{
			"mariadb": {
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`author_id` FROM `books` AS `t2` WHERE `t2`.`title` NOT LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!')",
				"WHERE `t1`.`id` IN (SELECT `t2`.`author_id` FROM `books` AS `t2` WHERE `t2`.`title` NOT LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!')",
			},
			"postgres": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."title" NOT LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\')`,
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."title" NOT LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\')`,
			},
			"sqlite": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE NOT (substr("t2"."title", 1, length(?1)) = ?1))`,
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE NOT (substr("t2"."title", 1, length(?1)) = ?1))`,
			},
		}},
		{"children Every with nullable condition", author(Authors.Books.Every(Books.Rating.Gt(4))), forms{
			"mariadb": {
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`author_id` FROM `books` AS `t2` WHERE `t2`.`rating` <= ? OR `t2`.`rating` IS NULL)",
				"WHERE `t1`.`id` IN (SELECT `t2`.`author_id` FROM `books` AS `t2` WHERE `t2`.`rating` <= ? OR `t2`.`rating` IS NULL)",
			},
			"postgres": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."rating" <= $1 OR "t2"."rating" IS NULL)`,
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."rating" <= $1 OR "t2"."rating" IS NULL)`,
			},
			"sqlite": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."rating" <= ?1 OR "t2"."rating" IS NULL)`,
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."rating" <= ?1 OR "t2"."rating" IS NULL)`,
			},
		}},
		{"children Every with two conditions", author(Authors.Books.Every(Books.Title.StartsWith("D"), Books.Rating.Gt(4))), forms{
			"mariadb": {
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`author_id` FROM `books` AS `t2` WHERE `t2`.`title` NOT LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!' OR `t2`.`rating` <= ? OR `t2`.`rating` IS NULL)",
				"WHERE `t1`.`id` IN (SELECT `t2`.`author_id` FROM `books` AS `t2` WHERE `t2`.`title` NOT LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!' OR `t2`.`rating` <= ? OR `t2`.`rating` IS NULL)",
			},
			"postgres": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."title" NOT LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\' OR "t2"."rating" <= $2 OR "t2"."rating" IS NULL)`,
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."title" NOT LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\' OR "t2"."rating" <= $2 OR "t2"."rating" IS NULL)`,
			},
			"sqlite": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE NOT (substr("t2"."title", 1, length(?1)) = ?1) OR "t2"."rating" <= ?2 OR "t2"."rating" IS NULL)`,
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE NOT (substr("t2"."title", 1, length(?1)) = ?1) OR "t2"."rating" <= ?2 OR "t2"."rating" IS NULL)`,
			},
		}},
		{"children Every of nothing", author(Authors.Books.Every()), forms{
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
		{"children HasAny", author(Authors.Books.HasAny(s.dune, s.emma)), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`author_id` FROM `books` AS `t2` WHERE `t2`.`id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s))",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`author_id` FROM `books` AS `t2` WHERE `t2`.`id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s))",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."id" = ANY ($1::bigint[]))`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."id" = ANY ($1::bigint[]))`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."id" IN (SELECT s0.value FROM json_each(?1) AS s0))`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."id" IN (SELECT s0.value FROM json_each(?1) AS s0))`,
			},
		}},
		{"children HasAny none", author(Authors.Books.HasAny()), forms{
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
		{"children HasAll", author(Authors.Books.HasAll(s.dune, s.emma)), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`author_id` FROM `books` AS `t2` WHERE `t2`.`id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) GROUP BY `t2`.`author_id` HAVING COUNT(*) = ?)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`author_id` FROM `books` AS `t2` WHERE `t2`.`id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) GROUP BY `t2`.`author_id` HAVING COUNT(*) = ?)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."id" = ANY ($1::bigint[]) GROUP BY "t2"."author_id" HAVING COUNT(*) = $2)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."id" = ANY ($1::bigint[]) GROUP BY "t2"."author_id" HAVING COUNT(*) = $2)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."id" IN (SELECT s0.value FROM json_each(?1) AS s0) GROUP BY "t2"."author_id" HAVING COUNT(*) = ?2)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."id" IN (SELECT s0.value FROM json_each(?1) AS s0) GROUP BY "t2"."author_id" HAVING COUNT(*) = ?2)`,
			},
		}},
		{"children HasAll none", author(Authors.Books.HasAll()), forms{
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
		{"children HasExactly", author(Authors.Books.HasExactly(s.dune, s.emma)), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`author_id` FROM `books` AS `t2` GROUP BY `t2`.`author_id` HAVING COUNT(*) = ? AND COUNT(CASE WHEN `t2`.`id` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) THEN 1 END) = 0)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`author_id` FROM `books` AS `t2` GROUP BY `t2`.`author_id` HAVING COUNT(*) = ? AND COUNT(CASE WHEN `t2`.`id` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) THEN 1 END) = 0)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" GROUP BY "t2"."author_id" HAVING COUNT(*) = $1 AND COUNT(CASE WHEN "t2"."id" <> ALL ($2::bigint[]) THEN 1 END) = 0)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" GROUP BY "t2"."author_id" HAVING COUNT(*) = $1 AND COUNT(CASE WHEN "t2"."id" <> ALL ($2::bigint[]) THEN 1 END) = 0)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" GROUP BY "t2"."author_id" HAVING COUNT(*) = ?1 AND COUNT(CASE WHEN "t2"."id" NOT IN (SELECT s0.value FROM json_each(?2) AS s0) THEN 1 END) = 0)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" GROUP BY "t2"."author_id" HAVING COUNT(*) = ?1 AND COUNT(CASE WHEN "t2"."id" NOT IN (SELECT s0.value FROM json_each(?2) AS s0) THEN 1 END) = 0)`,
			},
		}},
		{"children HasExactly none", author(Authors.Books.HasExactly()), forms{
			"mariadb": {
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`author_id` FROM `books` AS `t2`)",
				"WHERE `t1`.`id` IN (SELECT `t2`.`author_id` FROM `books` AS `t2`)",
			},
			"postgres": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2")`,
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2")`,
			},
			"sqlite": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2")`,
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2")`,
			},
		}},
		{"children SubsetOf", author(Authors.Books.SubsetOf(s.dune, s.emma)), forms{
			"mariadb": {
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`author_id` FROM `books` AS `t2` WHERE `t2`.`id` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s))",
				"WHERE `t1`.`id` IN (SELECT `t2`.`author_id` FROM `books` AS `t2` WHERE `t2`.`id` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s))",
			},
			"postgres": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."id" <> ALL ($1::bigint[]))`,
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."id" <> ALL ($1::bigint[]))`,
			},
			"sqlite": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."id" NOT IN (SELECT s0.value FROM json_each(?1) AS s0))`,
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."id" NOT IN (SELECT s0.value FROM json_each(?1) AS s0))`,
			},
		}},
		{"children SubsetOf none", author(Authors.Books.SubsetOf()), forms{
			"mariadb": {
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`author_id` FROM `books` AS `t2`)",
				"WHERE `t1`.`id` IN (SELECT `t2`.`author_id` FROM `books` AS `t2`)",
			},
			"postgres": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2")`,
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2")`,
			},
			"sqlite": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2")`,
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2")`,
			},
		}},
		{"children HasAllKeys", author(kin.HasAllKeys(Authors.Books, Books.Keys(2, 1, 2))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`author_id` FROM `books` AS `t2` WHERE `t2`.`id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) GROUP BY `t2`.`author_id` HAVING COUNT(*) = ?)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`author_id` FROM `books` AS `t2` WHERE `t2`.`id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) GROUP BY `t2`.`author_id` HAVING COUNT(*) = ?)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."id" = ANY ($1::bigint[]) GROUP BY "t2"."author_id" HAVING COUNT(*) = $2)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."id" = ANY ($1::bigint[]) GROUP BY "t2"."author_id" HAVING COUNT(*) = $2)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."id" IN (SELECT s0.value FROM json_each(?1) AS s0) GROUP BY "t2"."author_id" HAVING COUNT(*) = ?2)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."author_id" FROM "books" AS "t2" WHERE "t2"."id" IN (SELECT s0.value FROM json_each(?1) AS s0) GROUP BY "t2"."author_id" HAVING COUNT(*) = ?2)`,
			},
		}},
		{"children Count", author(Authors.Books.Count().Gt(1)), forms{
			"mariadb": {
				"WHERE (SELECT COUNT(*) FROM `books` AS `t2` WHERE `t2`.`author_id` = `t1`.`id`) > ?",
				"WHERE (SELECT COUNT(*) FROM `books` AS `t2` WHERE `t2`.`author_id` = `t1`.`id`) <= ?",
			},
			"postgres": {
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."id") > $1`,
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."id") <= $1`,
			},
			"sqlite": {
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."id") > ?1`,
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."id") <= ?1`,
			},
		}},
		{"children Count of none", author(Authors.Books.Count().Eq(0)), forms{
			"mariadb": {
				"WHERE (SELECT COUNT(*) FROM `books` AS `t2` WHERE `t2`.`author_id` = `t1`.`id`) = ?",
				"WHERE (SELECT COUNT(*) FROM `books` AS `t2` WHERE `t2`.`author_id` = `t1`.`id`) <> ?",
			},
			"postgres": {
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."id") = $1`,
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."id") <> $1`,
			},
			"sqlite": {
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."id") = ?1`,
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."id") <> ?1`,
			},
		}},
		{"children Count with condition", author(Authors.Books.Count(Books.Rating.Gt(4)).Ge(1)), forms{
			"mariadb": {
				"WHERE (SELECT COUNT(*) FROM `books` AS `t2` WHERE `t2`.`author_id` = `t1`.`id` AND `t2`.`rating` > ?) >= ?",
				"WHERE (SELECT COUNT(*) FROM `books` AS `t2` WHERE `t2`.`author_id` = `t1`.`id` AND `t2`.`rating` > ?) < ?",
			},
			"postgres": {
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."id" AND "t2"."rating" > $1) >= $2`,
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."id" AND "t2"."rating" > $1) < $2`,
			},
			"sqlite": {
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."id" AND "t2"."rating" > ?1) >= ?2`,
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."id" AND "t2"."rating" > ?1) < ?2`,
			},
		}},
		{"children CountDistinct", author(kin.CountDistinct(Authors.Books).Ne(2)), forms{
			"mariadb": {
				"WHERE (SELECT COUNT(*) FROM `books` AS `t2` WHERE `t2`.`author_id` = `t1`.`id`) <> ?",
				"WHERE (SELECT COUNT(*) FROM `books` AS `t2` WHERE `t2`.`author_id` = `t1`.`id`) = ?",
			},
			"postgres": {
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."id") <> $1`,
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."id") = $1`,
			},
			"sqlite": {
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."id") <> ?1`,
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."id") = ?1`,
			},
		}},
	}
}
