package acceptance

import (
	"context"

	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/atlas"
)

// compositeConditions are over relations whose keys have several columns.
func compositeConditions(s *shelf) []goldenCondition {
	city := func(p kin.Pred[*City]) counts { return conditionOn(Cities.Query(), p) }
	river := func(p kin.Pred[*River]) counts { return conditionOn(Rivers.Query(), p) }
	mayor := func(p kin.Pred[*Mayor]) counts { return conditionOn(Mayors.Query(), p) }
	return []goldenCondition{
		{"composite belongs-to Is", mayor(Mayors.City.Is(s.wien)), forms{
			"mariadb": {
				"WHERE (`t1`.`city_country_code`, `t1`.`city_name`) IN (SELECT `c0`, `c1` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[0]', `c1` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[1]')) AS s)",
				"WHERE (`t1`.`city_country_code`, `t1`.`city_name`) NOT IN (SELECT `c0`, `c1` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[0]', `c1` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[1]')) AS s) OR `t1`.`city_country_code` IS NULL OR `t1`.`city_name` IS NULL",
			},
			"postgres": {
				`WHERE ("t1"."city_country_code", "t1"."city_name") IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
				`WHERE ("t1"."city_country_code", "t1"."city_name") NOT IN (SELECT * FROM unnest($1::text[], $2::text[])) OR "t1"."city_country_code" IS NULL OR "t1"."city_name" IS NULL`,
			},
			"sqlite": {
				`WHERE ("t1"."city_country_code", "t1"."city_name") IN (SELECT s0.value, s1.value FROM json_each(?1) AS s0 CROSS JOIN (SELECT key, value FROM json_each(?2) LIMIT -1) AS s1 ON s1.key = s0.key)`,
				`WHERE ("t1"."city_country_code", "t1"."city_name") NOT IN (SELECT s0.value, s1.value FROM json_each(?1) AS s0 CROSS JOIN (SELECT key, value FROM json_each(?2) LIMIT -1) AS s1 ON s1.key = s0.key) OR "t1"."city_country_code" IS NULL OR "t1"."city_name" IS NULL`,
			},
		}},
		{"composite belongs-to column", mayor(Mayors.City.Size.Gt(1)), forms{
			"mariadb": {
				"LEFT JOIN `cities` AS `t2` ON `t2`.`country_code` = `t1`.`city_country_code` AND `t2`.`name` = `t1`.`city_name` WHERE `t2`.`size` > ?",
				"LEFT JOIN `cities` AS `t2` ON `t2`.`country_code` = `t1`.`city_country_code` AND `t2`.`name` = `t1`.`city_name` WHERE `t2`.`size` <= ? OR `t2`.`size` IS NULL",
			},
			"postgres": {
				`LEFT JOIN "cities" AS "t2" ON "t2"."country_code" = "t1"."city_country_code" AND "t2"."name" = "t1"."city_name" WHERE "t2"."size" > $1`,
				`LEFT JOIN "cities" AS "t2" ON "t2"."country_code" = "t1"."city_country_code" AND "t2"."name" = "t1"."city_name" WHERE "t2"."size" <= $1 OR "t2"."size" IS NULL`,
			},
			"sqlite": {
				`LEFT JOIN "cities" AS "t2" ON "t2"."country_code" = "t1"."city_country_code" AND "t2"."name" = "t1"."city_name" WHERE "t2"."size" > ?1`,
				`LEFT JOIN "cities" AS "t2" ON "t2"."country_code" = "t1"."city_country_code" AND "t2"."name" = "t1"."city_name" WHERE "t2"."size" <= ?1 OR "t2"."size" IS NULL`,
			},
		}},
		{"composite belongs-to None", mayor(Mayors.City.None()), forms{
			"mariadb": {
				"WHERE `t1`.`city_country_code` IS NULL OR `t1`.`city_name` IS NULL",
				"WHERE `t1`.`city_country_code` IS NOT NULL AND `t1`.`city_name` IS NOT NULL",
			},
			"postgres": {
				`WHERE "t1"."city_country_code" IS NULL OR "t1"."city_name" IS NULL`,
				`WHERE "t1"."city_country_code" IS NOT NULL AND "t1"."city_name" IS NOT NULL`,
			},
			"sqlite": {
				`WHERE "t1"."city_country_code" IS NULL OR "t1"."city_name" IS NULL`,
				`WHERE "t1"."city_country_code" IS NOT NULL AND "t1"."city_name" IS NOT NULL`,
			},
		}},
		{"composite has-one", city(Cities.Mayor.Name.Eq("x")), forms{
			"mariadb": {
				"LEFT JOIN `mayors` AS `t2` ON `t2`.`city_country_code` = `t1`.`country_code` AND `t2`.`city_name` = `t1`.`name` WHERE `t2`.`name` = ?",
				"LEFT JOIN `mayors` AS `t2` ON `t2`.`city_country_code` = `t1`.`country_code` AND `t2`.`city_name` = `t1`.`name` WHERE `t2`.`name` <> ? OR `t2`.`name` IS NULL",
			},
			"postgres": {
				`LEFT JOIN "mayors" AS "t2" ON "t2"."city_country_code" = "t1"."country_code" AND "t2"."city_name" = "t1"."name" WHERE "t2"."name" = $1`,
				`LEFT JOIN "mayors" AS "t2" ON "t2"."city_country_code" = "t1"."country_code" AND "t2"."city_name" = "t1"."name" WHERE "t2"."name" <> $1 OR "t2"."name" IS NULL`,
			},
			"sqlite": {
				`LEFT JOIN "mayors" AS "t2" ON "t2"."city_country_code" = "t1"."country_code" AND "t2"."city_name" = "t1"."name" WHERE "t2"."name" = ?1`,
				`LEFT JOIN "mayors" AS "t2" ON "t2"."city_country_code" = "t1"."country_code" AND "t2"."city_name" = "t1"."name" WHERE "t2"."name" <> ?1 OR "t2"."name" IS NULL`,
			},
		}},
		{"composite has-many Any", city(Cities.Districts.Any(Districts.Name.Eq("x"))), forms{
			"mariadb": {
				"WHERE (`t1`.`country_code`, `t1`.`name`) IN (SELECT `t2`.`city_country_code`, `t2`.`city_name` FROM `districts` AS `t2` WHERE `t2`.`name` = ?)",
				"WHERE (`t1`.`country_code`, `t1`.`name`) NOT IN (SELECT `t2`.`city_country_code`, `t2`.`city_name` FROM `districts` AS `t2` WHERE `t2`.`name` = ?)",
			},
			"postgres": {
				`WHERE ("t1"."country_code", "t1"."name") IN (SELECT "t2"."city_country_code", "t2"."city_name" FROM "districts" AS "t2" WHERE "t2"."name" = $1)`,
				`WHERE ("t1"."country_code", "t1"."name") NOT IN (SELECT "t2"."city_country_code", "t2"."city_name" FROM "districts" AS "t2" WHERE "t2"."name" = $1)`,
			},
			"sqlite": {
				`WHERE ("t1"."country_code", "t1"."name") IN (SELECT "t2"."city_country_code", "t2"."city_name" FROM "districts" AS "t2" WHERE "t2"."name" = ?1)`,
				`WHERE ("t1"."country_code", "t1"."name") NOT IN (SELECT "t2"."city_country_code", "t2"."city_name" FROM "districts" AS "t2" WHERE "t2"."name" = ?1)`,
			},
		}},
		{"composite links Any", city(Cities.Rivers.Any(Rivers.Name.Eq("x"))), forms{
			"mariadb": {
				"WHERE (`t1`.`country_code`, `t1`.`name`) IN (SELECT `t2`.`city_country_code`, `t2`.`city_name` FROM `cities_rivers` AS `t2` JOIN `rivers` AS `t3` ON `t3`.`id` = `t2`.`river_id` WHERE `t3`.`name` = ?)",
				"WHERE (`t1`.`country_code`, `t1`.`name`) NOT IN (SELECT `t2`.`city_country_code`, `t2`.`city_name` FROM `cities_rivers` AS `t2` JOIN `rivers` AS `t3` ON `t3`.`id` = `t2`.`river_id` WHERE `t3`.`name` = ?)",
			},
			"postgres": {
				`WHERE ("t1"."country_code", "t1"."name") IN (SELECT "t2"."city_country_code", "t2"."city_name" FROM "cities_rivers" AS "t2" JOIN "rivers" AS "t3" ON "t3"."id" = "t2"."river_id" WHERE "t3"."name" = $1)`,
				`WHERE ("t1"."country_code", "t1"."name") NOT IN (SELECT "t2"."city_country_code", "t2"."city_name" FROM "cities_rivers" AS "t2" JOIN "rivers" AS "t3" ON "t3"."id" = "t2"."river_id" WHERE "t3"."name" = $1)`,
			},
			"sqlite": {
				`WHERE ("t1"."country_code", "t1"."name") IN (SELECT "t2"."city_country_code", "t2"."city_name" FROM "cities_rivers" AS "t2" JOIN "rivers" AS "t3" ON "t3"."id" = "t2"."river_id" WHERE "t3"."name" = ?1)`,
				`WHERE ("t1"."country_code", "t1"."name") NOT IN (SELECT "t2"."city_country_code", "t2"."city_name" FROM "cities_rivers" AS "t2" JOIN "rivers" AS "t3" ON "t3"."id" = "t2"."river_id" WHERE "t3"."name" = ?1)`,
			},
		}},
		{"composite links HasAll", river(Rivers.Cities.HasAll(s.wien, s.graz)), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`river_id` FROM `cities_rivers` AS `t2` WHERE (`t2`.`city_country_code`, `t2`.`city_name`) IN (SELECT `c0`, `c1` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[0]', `c1` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[1]')) AS s) GROUP BY `t2`.`river_id` HAVING COUNT(*) = ?)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`river_id` FROM `cities_rivers` AS `t2` WHERE (`t2`.`city_country_code`, `t2`.`city_name`) IN (SELECT `c0`, `c1` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[0]', `c1` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[1]')) AS s) GROUP BY `t2`.`river_id` HAVING COUNT(*) = ?)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."river_id" FROM "cities_rivers" AS "t2" WHERE ("t2"."city_country_code", "t2"."city_name") IN (SELECT * FROM unnest($1::text[], $2::text[])) GROUP BY "t2"."river_id" HAVING COUNT(*) = $3)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."river_id" FROM "cities_rivers" AS "t2" WHERE ("t2"."city_country_code", "t2"."city_name") IN (SELECT * FROM unnest($1::text[], $2::text[])) GROUP BY "t2"."river_id" HAVING COUNT(*) = $3)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."river_id" FROM "cities_rivers" AS "t2" WHERE ("t2"."city_country_code", "t2"."city_name") IN (SELECT s0.value, s1.value FROM json_each(?1) AS s0 CROSS JOIN (SELECT key, value FROM json_each(?2) LIMIT -1) AS s1 ON s1.key = s0.key) GROUP BY "t2"."river_id" HAVING COUNT(*) = ?3)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."river_id" FROM "cities_rivers" AS "t2" WHERE ("t2"."city_country_code", "t2"."city_name") IN (SELECT s0.value, s1.value FROM json_each(?1) AS s0 CROSS JOIN (SELECT key, value FROM json_each(?2) LIMIT -1) AS s1 ON s1.key = s0.key) GROUP BY "t2"."river_id" HAVING COUNT(*) = ?3)`,
			},
		}},
		{"composite links HasExactly", river(Rivers.Cities.HasExactly(s.wien)), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`river_id` FROM `cities_rivers` AS `t2` GROUP BY `t2`.`river_id` HAVING COUNT(*) = ? AND COUNT(CASE WHEN (`t2`.`city_country_code`, `t2`.`city_name`) NOT IN (SELECT `c0`, `c1` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[0]', `c1` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[1]')) AS s) THEN 1 END) = 0)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`river_id` FROM `cities_rivers` AS `t2` GROUP BY `t2`.`river_id` HAVING COUNT(*) = ? AND COUNT(CASE WHEN (`t2`.`city_country_code`, `t2`.`city_name`) NOT IN (SELECT `c0`, `c1` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[0]', `c1` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[1]')) AS s) THEN 1 END) = 0)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."river_id" FROM "cities_rivers" AS "t2" GROUP BY "t2"."river_id" HAVING COUNT(*) = $1 AND COUNT(CASE WHEN ("t2"."city_country_code", "t2"."city_name") NOT IN (SELECT * FROM unnest($2::text[], $3::text[])) THEN 1 END) = 0)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."river_id" FROM "cities_rivers" AS "t2" GROUP BY "t2"."river_id" HAVING COUNT(*) = $1 AND COUNT(CASE WHEN ("t2"."city_country_code", "t2"."city_name") NOT IN (SELECT * FROM unnest($2::text[], $3::text[])) THEN 1 END) = 0)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."river_id" FROM "cities_rivers" AS "t2" GROUP BY "t2"."river_id" HAVING COUNT(*) = ?1 AND COUNT(CASE WHEN ("t2"."city_country_code", "t2"."city_name") NOT IN (SELECT s0.value, s1.value FROM json_each(?2) AS s0 CROSS JOIN (SELECT key, value FROM json_each(?3) LIMIT -1) AS s1 ON s1.key = s0.key) THEN 1 END) = 0)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."river_id" FROM "cities_rivers" AS "t2" GROUP BY "t2"."river_id" HAVING COUNT(*) = ?1 AND COUNT(CASE WHEN ("t2"."city_country_code", "t2"."city_name") NOT IN (SELECT s0.value, s1.value FROM json_each(?2) AS s0 CROSS JOIN (SELECT key, value FROM json_each(?3) LIMIT -1) AS s1 ON s1.key = s0.key) THEN 1 END) = 0)`,
			},
		}},
		{"composite links SubsetOf", river(Rivers.Cities.SubsetOf(s.wien)), forms{
			"mariadb": {
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`river_id` FROM `cities_rivers` AS `t2` WHERE (`t2`.`city_country_code`, `t2`.`city_name`) NOT IN (SELECT `c0`, `c1` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[0]', `c1` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[1]')) AS s))",
				"WHERE `t1`.`id` IN (SELECT `t2`.`river_id` FROM `cities_rivers` AS `t2` WHERE (`t2`.`city_country_code`, `t2`.`city_name`) NOT IN (SELECT `c0`, `c1` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[0]', `c1` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[1]')) AS s))",
			},
			"postgres": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."river_id" FROM "cities_rivers" AS "t2" WHERE ("t2"."city_country_code", "t2"."city_name") NOT IN (SELECT * FROM unnest($1::text[], $2::text[])))`,
				`WHERE "t1"."id" IN (SELECT "t2"."river_id" FROM "cities_rivers" AS "t2" WHERE ("t2"."city_country_code", "t2"."city_name") NOT IN (SELECT * FROM unnest($1::text[], $2::text[])))`,
			},
			"sqlite": {
				`WHERE "t1"."id" NOT IN (SELECT "t2"."river_id" FROM "cities_rivers" AS "t2" WHERE ("t2"."city_country_code", "t2"."city_name") NOT IN (SELECT s0.value, s1.value FROM json_each(?1) AS s0 CROSS JOIN (SELECT key, value FROM json_each(?2) LIMIT -1) AS s1 ON s1.key = s0.key))`,
				`WHERE "t1"."id" IN (SELECT "t2"."river_id" FROM "cities_rivers" AS "t2" WHERE ("t2"."city_country_code", "t2"."city_name") NOT IN (SELECT s0.value, s1.value FROM json_each(?1) AS s0 CROSS JOIN (SELECT key, value FROM json_each(?2) LIMIT -1) AS s1 ON s1.key = s0.key))`,
			},
		}},
		{"composite links Count", river(Rivers.Cities.Count(Cities.Size.Gt(1)).Gt(0)), forms{
			"mariadb": {
				"WHERE (SELECT COUNT(*) FROM `cities_rivers` AS `t2` JOIN `cities` AS `t3` ON `t3`.`country_code` = `t2`.`city_country_code` AND `t3`.`name` = `t2`.`city_name` WHERE `t2`.`river_id` = `t1`.`id` AND `t3`.`size` > ?) > ?",
				"WHERE (SELECT COUNT(*) FROM `cities_rivers` AS `t2` JOIN `cities` AS `t3` ON `t3`.`country_code` = `t2`.`city_country_code` AND `t3`.`name` = `t2`.`city_name` WHERE `t2`.`river_id` = `t1`.`id` AND `t3`.`size` > ?) <= ?",
			},
			"postgres": {
				`WHERE (SELECT COUNT(*) FROM "cities_rivers" AS "t2" JOIN "cities" AS "t3" ON "t3"."country_code" = "t2"."city_country_code" AND "t3"."name" = "t2"."city_name" WHERE "t2"."river_id" = "t1"."id" AND "t3"."size" > $1) > $2`,
				`WHERE (SELECT COUNT(*) FROM "cities_rivers" AS "t2" JOIN "cities" AS "t3" ON "t3"."country_code" = "t2"."city_country_code" AND "t3"."name" = "t2"."city_name" WHERE "t2"."river_id" = "t1"."id" AND "t3"."size" > $1) <= $2`,
			},
			"sqlite": {
				`WHERE (SELECT COUNT(*) FROM "cities_rivers" AS "t2" JOIN "cities" AS "t3" ON "t3"."country_code" = "t2"."city_country_code" AND "t3"."name" = "t2"."city_name" WHERE "t2"."river_id" = "t1"."id" AND "t3"."size" > ?1) > ?2`,
				`WHERE (SELECT COUNT(*) FROM "cities_rivers" AS "t2" JOIN "cities" AS "t3" ON "t3"."country_code" = "t2"."city_country_code" AND "t3"."name" = "t2"."city_name" WHERE "t2"."river_id" = "t1"."id" AND "t3"."size" > ?1) <= ?2`,
			},
		}},
		{"unique column Is", conditionOn(Leagues.Query(), Leagues.Host.Name.Eq("x")), forms{
			"mariadb": {
				"WHERE `t1`.`host_name` = ?",
				"WHERE `t1`.`host_name` <> ? OR `t1`.`host_name` IS NULL",
			},
			"postgres": {
				`WHERE "t1"."host_name" = $1`,
				`WHERE "t1"."host_name" <> $1 OR "t1"."host_name" IS NULL`,
			},
			"sqlite": {
				`WHERE "t1"."host_name" = ?1`,
				`WHERE "t1"."host_name" <> ?1 OR "t1"."host_name" IS NULL`,
			},
		}},
		{"repeated links CountDistinct", conditionOn(Poems.Query(), kin.CountDistinct(Poems.Words).Gt(1)), forms{
			"mariadb": {
				"WHERE (SELECT COUNT(DISTINCT `t2`.`word`) FROM `poems_words` AS `t2` WHERE `t2`.`poem` = `t1`.`id`) > ?",
				"WHERE (SELECT COUNT(DISTINCT `t2`.`word`) FROM `poems_words` AS `t2` WHERE `t2`.`poem` = `t1`.`id`) <= ?",
			},
			"postgres": {
				`WHERE (SELECT COUNT(DISTINCT "t2"."word") FROM "poems_words" AS "t2" WHERE "t2"."poem" = "t1"."id") > $1`,
				`WHERE (SELECT COUNT(DISTINCT "t2"."word") FROM "poems_words" AS "t2" WHERE "t2"."poem" = "t1"."id") <= $1`,
			},
			"sqlite": {
				`WHERE (SELECT COUNT(DISTINCT "t2"."word") FROM "poems_words" AS "t2" WHERE "t2"."poem" = "t1"."id") > ?1`,
				`WHERE (SELECT COUNT(DISTINCT "t2"."word") FROM "poems_words" AS "t2" WHERE "t2"."poem" = "t1"."id") <= ?1`,
			},
		}},
		{"repeated links HasExactly", conditionOn(Poems.Query(), kin.HasExactlyKeys(Poems.Words, Words.Keys("rose"))), forms{
			"mariadb": {
				"WHERE `t1`.`id` IN (SELECT `t2`.`poem` FROM `poems_words` AS `t2` GROUP BY `t2`.`poem` HAVING COUNT(DISTINCT `t2`.`word`) = ? AND COUNT(CASE WHEN `t2`.`word` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$')) AS s) THEN 1 END) = 0)",
				"WHERE `t1`.`id` NOT IN (SELECT `t2`.`poem` FROM `poems_words` AS `t2` GROUP BY `t2`.`poem` HAVING COUNT(DISTINCT `t2`.`word`) = ? AND COUNT(CASE WHEN `t2`.`word` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$')) AS s) THEN 1 END) = 0)",
			},
			"postgres": {
				`WHERE "t1"."id" IN (SELECT "t2"."poem" FROM "poems_words" AS "t2" GROUP BY "t2"."poem" HAVING COUNT(DISTINCT "t2"."word") = $1 AND COUNT(CASE WHEN "t2"."word" <> ALL ($2::text[]) THEN 1 END) = 0)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."poem" FROM "poems_words" AS "t2" GROUP BY "t2"."poem" HAVING COUNT(DISTINCT "t2"."word") = $1 AND COUNT(CASE WHEN "t2"."word" <> ALL ($2::text[]) THEN 1 END) = 0)`,
			},
			"sqlite": {
				`WHERE "t1"."id" IN (SELECT "t2"."poem" FROM "poems_words" AS "t2" GROUP BY "t2"."poem" HAVING COUNT(DISTINCT "t2"."word") = ?1 AND COUNT(CASE WHEN "t2"."word" NOT IN (SELECT s0.value FROM json_each(?2) AS s0) THEN 1 END) = 0)`,
				`WHERE "t1"."id" NOT IN (SELECT "t2"."poem" FROM "poems_words" AS "t2" GROUP BY "t2"."poem" HAVING COUNT(DISTINCT "t2"."word") = ?1 AND COUNT(CASE WHEN "t2"."word" NOT IN (SELECT s0.value FROM json_each(?2) AS s0) THEN 1 END) = 0)`,
			},
		}},
	}
}

// treeConditions follow a relation of a model to itself.
func treeConditions(s *shelf) []goldenCondition {
	return []goldenCondition{
		{"reachable by composite links", conditionOn(Cities.Query(), kin.Reachable(Cities.Twins, s.wien)), forms{
			"mariadb": {
				"WHERE (`t1`.`country_code`, `t1`.`name`) IN (WITH RECURSIVE `t2`(`k0`, `k1`) AS (SELECT `t3`.`to_city_country_code`, `t3`.`to_city_name` FROM `cities_twins` AS `t3` WHERE (`t3`.`from_city_country_code`, `t3`.`from_city_name`) IN (SELECT `c0`, `c1` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[0]', `c1` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[1]')) AS s) UNION SELECT `t4`.`to_city_country_code`, `t4`.`to_city_name` FROM `cities_twins` AS `t4` JOIN `t2` ON `t4`.`from_city_country_code` = `t2`.`k0` AND `t4`.`from_city_name` = `t2`.`k1`) SELECT `t2`.`k0`, `t2`.`k1` FROM `t2`)",
				"WHERE (`t1`.`country_code`, `t1`.`name`) NOT IN (WITH RECURSIVE `t2`(`k0`, `k1`) AS (SELECT `t3`.`to_city_country_code`, `t3`.`to_city_name` FROM `cities_twins` AS `t3` WHERE (`t3`.`from_city_country_code`, `t3`.`from_city_name`) IN (SELECT `c0`, `c1` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[0]', `c1` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[1]')) AS s) UNION SELECT `t4`.`to_city_country_code`, `t4`.`to_city_name` FROM `cities_twins` AS `t4` JOIN `t2` ON `t4`.`from_city_country_code` = `t2`.`k0` AND `t4`.`from_city_name` = `t2`.`k1`) SELECT `t2`.`k0`, `t2`.`k1` FROM `t2`)",
			},
			"postgres": {
				`WHERE ("t1"."country_code", "t1"."name") IN (WITH RECURSIVE "t2"("k0", "k1") AS (SELECT "t3"."to_city_country_code", "t3"."to_city_name" FROM "cities_twins" AS "t3" WHERE ("t3"."from_city_country_code", "t3"."from_city_name") IN (SELECT * FROM unnest($1::text[], $2::text[])) UNION SELECT "t4"."to_city_country_code", "t4"."to_city_name" FROM "cities_twins" AS "t4" JOIN "t2" ON "t4"."from_city_country_code" = "t2"."k0" AND "t4"."from_city_name" = "t2"."k1") SELECT "t2"."k0", "t2"."k1" FROM "t2")`,
				`WHERE ("t1"."country_code", "t1"."name") NOT IN (WITH RECURSIVE "t2"("k0", "k1") AS (SELECT "t3"."to_city_country_code", "t3"."to_city_name" FROM "cities_twins" AS "t3" WHERE ("t3"."from_city_country_code", "t3"."from_city_name") IN (SELECT * FROM unnest($1::text[], $2::text[])) UNION SELECT "t4"."to_city_country_code", "t4"."to_city_name" FROM "cities_twins" AS "t4" JOIN "t2" ON "t4"."from_city_country_code" = "t2"."k0" AND "t4"."from_city_name" = "t2"."k1") SELECT "t2"."k0", "t2"."k1" FROM "t2")`,
			},
			"sqlite": {
				`WHERE ("t1"."country_code", "t1"."name") IN (WITH RECURSIVE "t2"("k0", "k1") AS (SELECT "t3"."to_city_country_code", "t3"."to_city_name" FROM "cities_twins" AS "t3" WHERE ("t3"."from_city_country_code", "t3"."from_city_name") IN (SELECT s0.value, s1.value FROM json_each(?1) AS s0 CROSS JOIN (SELECT key, value FROM json_each(?2) LIMIT -1) AS s1 ON s1.key = s0.key) UNION SELECT "t4"."to_city_country_code", "t4"."to_city_name" FROM "cities_twins" AS "t4" JOIN "t2" ON "t4"."from_city_country_code" = "t2"."k0" AND "t4"."from_city_name" = "t2"."k1") SELECT "t2"."k0", "t2"."k1" FROM "t2")`,
				`WHERE ("t1"."country_code", "t1"."name") NOT IN (WITH RECURSIVE "t2"("k0", "k1") AS (SELECT "t3"."to_city_country_code", "t3"."to_city_name" FROM "cities_twins" AS "t3" WHERE ("t3"."from_city_country_code", "t3"."from_city_name") IN (SELECT s0.value, s1.value FROM json_each(?1) AS s0 CROSS JOIN (SELECT key, value FROM json_each(?2) LIMIT -1) AS s1 ON s1.key = s0.key) UNION SELECT "t4"."to_city_country_code", "t4"."to_city_name" FROM "cities_twins" AS "t4" JOIN "t2" ON "t4"."from_city_country_code" = "t2"."k0" AND "t4"."from_city_name" = "t2"."k1") SELECT "t2"."k0", "t2"."k1" FROM "t2")`,
			},
		}},
		{"reachable by keys", conditionOn(Cities.Query(), kin.ReachableKeys(Cities.Twins, Cities.Keys(CityKey{CountryCode: "AT", Name: "Graz"}))), forms{
			"mariadb": {
				"WHERE (`t1`.`country_code`, `t1`.`name`) IN (WITH RECURSIVE `t2`(`k0`, `k1`) AS (SELECT `t3`.`to_city_country_code`, `t3`.`to_city_name` FROM `cities_twins` AS `t3` WHERE (`t3`.`from_city_country_code`, `t3`.`from_city_name`) IN (SELECT `c0`, `c1` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[0]', `c1` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[1]')) AS s) UNION SELECT `t4`.`to_city_country_code`, `t4`.`to_city_name` FROM `cities_twins` AS `t4` JOIN `t2` ON `t4`.`from_city_country_code` = `t2`.`k0` AND `t4`.`from_city_name` = `t2`.`k1`) SELECT `t2`.`k0`, `t2`.`k1` FROM `t2`)",
				"WHERE (`t1`.`country_code`, `t1`.`name`) NOT IN (WITH RECURSIVE `t2`(`k0`, `k1`) AS (SELECT `t3`.`to_city_country_code`, `t3`.`to_city_name` FROM `cities_twins` AS `t3` WHERE (`t3`.`from_city_country_code`, `t3`.`from_city_name`) IN (SELECT `c0`, `c1` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[0]', `c1` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[1]')) AS s) UNION SELECT `t4`.`to_city_country_code`, `t4`.`to_city_name` FROM `cities_twins` AS `t4` JOIN `t2` ON `t4`.`from_city_country_code` = `t2`.`k0` AND `t4`.`from_city_name` = `t2`.`k1`) SELECT `t2`.`k0`, `t2`.`k1` FROM `t2`)",
			},
			"postgres": {
				`WHERE ("t1"."country_code", "t1"."name") IN (WITH RECURSIVE "t2"("k0", "k1") AS (SELECT "t3"."to_city_country_code", "t3"."to_city_name" FROM "cities_twins" AS "t3" WHERE ("t3"."from_city_country_code", "t3"."from_city_name") IN (SELECT * FROM unnest($1::text[], $2::text[])) UNION SELECT "t4"."to_city_country_code", "t4"."to_city_name" FROM "cities_twins" AS "t4" JOIN "t2" ON "t4"."from_city_country_code" = "t2"."k0" AND "t4"."from_city_name" = "t2"."k1") SELECT "t2"."k0", "t2"."k1" FROM "t2")`,
				`WHERE ("t1"."country_code", "t1"."name") NOT IN (WITH RECURSIVE "t2"("k0", "k1") AS (SELECT "t3"."to_city_country_code", "t3"."to_city_name" FROM "cities_twins" AS "t3" WHERE ("t3"."from_city_country_code", "t3"."from_city_name") IN (SELECT * FROM unnest($1::text[], $2::text[])) UNION SELECT "t4"."to_city_country_code", "t4"."to_city_name" FROM "cities_twins" AS "t4" JOIN "t2" ON "t4"."from_city_country_code" = "t2"."k0" AND "t4"."from_city_name" = "t2"."k1") SELECT "t2"."k0", "t2"."k1" FROM "t2")`,
			},
			"sqlite": {
				`WHERE ("t1"."country_code", "t1"."name") IN (WITH RECURSIVE "t2"("k0", "k1") AS (SELECT "t3"."to_city_country_code", "t3"."to_city_name" FROM "cities_twins" AS "t3" WHERE ("t3"."from_city_country_code", "t3"."from_city_name") IN (SELECT s0.value, s1.value FROM json_each(?1) AS s0 CROSS JOIN (SELECT key, value FROM json_each(?2) LIMIT -1) AS s1 ON s1.key = s0.key) UNION SELECT "t4"."to_city_country_code", "t4"."to_city_name" FROM "cities_twins" AS "t4" JOIN "t2" ON "t4"."from_city_country_code" = "t2"."k0" AND "t4"."from_city_name" = "t2"."k1") SELECT "t2"."k0", "t2"."k1" FROM "t2")`,
				`WHERE ("t1"."country_code", "t1"."name") NOT IN (WITH RECURSIVE "t2"("k0", "k1") AS (SELECT "t3"."to_city_country_code", "t3"."to_city_name" FROM "cities_twins" AS "t3" WHERE ("t3"."from_city_country_code", "t3"."from_city_name") IN (SELECT s0.value, s1.value FROM json_each(?1) AS s0 CROSS JOIN (SELECT key, value FROM json_each(?2) LIMIT -1) AS s1 ON s1.key = s0.key) UNION SELECT "t4"."to_city_country_code", "t4"."to_city_name" FROM "cities_twins" AS "t4" JOIN "t2" ON "t4"."from_city_country_code" = "t2"."k0" AND "t4"."from_city_name" = "t2"."k1") SELECT "t2"."k0", "t2"."k1" FROM "t2")`,
			},
		}},
	}
}

// compositeOperations change links with several columns for each end, and symmetric ones.
func compositeOperations(s *shelf) []goldenOperation {
	return []goldenOperation{
		{"composite add", func(ctx context.Context, db kin.Executor) error {
			return run(s.graz.Rivers.Add(ctx, db, s.donau, s.spree))
		}, sqls{
			"mariadb":  "INSERT INTO `cities_rivers` (`city_country_code`, `city_name`, `river_id`) SELECT ?, ?, `v`.`c0` FROM JSON_TABLE(IF(LAST_INSERT_ID(0) = 0, ?, NULL), '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS `v` ON DUPLICATE KEY UPDATE `city_country_code` = IF(LAST_INSERT_ID(LAST_INSERT_ID() + 1) = 0, `cities_rivers`.`city_country_code`, `cities_rivers`.`city_country_code`)",
			"postgres": `INSERT INTO "cities_rivers" ("city_country_code", "city_name", "river_id") SELECT CAST($1 AS text), CAST($2 AS text), "v"."c0" FROM unnest($3::bigint[]) AS "v"("c0") ON CONFLICT ("city_country_code", "city_name", "river_id") DO NOTHING`,
			"sqlite":   `INSERT INTO "cities_rivers" ("city_country_code", "city_name", "river_id") SELECT ?1, ?2, "v"."c0" FROM (SELECT s0.value AS "c0" FROM json_each(?3) AS s0) AS "v" WHERE TRUE ON CONFLICT ("city_country_code", "city_name", "river_id") DO NOTHING`,
		}},
		{"composite add from the reverse end", func(ctx context.Context, db kin.Executor) error {
			return run(s.spree.Cities.Add(ctx, db, s.wien, s.graz))
		}, sqls{
			"mariadb":  "INSERT INTO `cities_rivers` (`river_id`, `city_country_code`, `city_name`) SELECT ?, `v`.`c0`, `v`.`c1` FROM JSON_TABLE(IF(LAST_INSERT_ID(0) = 0, ?, NULL), '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[0]', `c1` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[1]')) AS `v` ON DUPLICATE KEY UPDATE `river_id` = IF(LAST_INSERT_ID(LAST_INSERT_ID() + 1) = 0, `cities_rivers`.`river_id`, `cities_rivers`.`river_id`)",
			"postgres": `INSERT INTO "cities_rivers" ("river_id", "city_country_code", "city_name") SELECT CAST($1 AS bigint), "v"."c0", "v"."c1" FROM unnest($2::text[], $3::text[]) AS "v"("c0", "c1") ON CONFLICT ("river_id", "city_country_code", "city_name") DO NOTHING`,
			"sqlite":   `INSERT INTO "cities_rivers" ("river_id", "city_country_code", "city_name") SELECT ?1, "v"."c0", "v"."c1" FROM (SELECT s0.value AS "c0", s1.value AS "c1" FROM json_each(?2) AS s0 CROSS JOIN (SELECT key, value FROM json_each(?3) LIMIT -1) AS s1 ON s1.key = s0.key) AS "v" WHERE TRUE ON CONFLICT ("river_id", "city_country_code", "city_name") DO NOTHING`,
		}},
		{"composite remove", func(ctx context.Context, db kin.Executor) error {
			return run(s.donau.Cities.Remove(ctx, db, s.wien))
		}, sqls{
			"mariadb":  "DELETE `cities_rivers` FROM `cities_rivers` WHERE `cities_rivers`.`river_id` = ? AND (`cities_rivers`.`city_country_code`, `cities_rivers`.`city_name`) IN (SELECT `c0`, `c1` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[0]', `c1` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[1]')) AS s)",
			"postgres": `DELETE FROM "cities_rivers" WHERE "cities_rivers"."river_id" = $1 AND ("cities_rivers"."city_country_code", "cities_rivers"."city_name") IN (SELECT * FROM unnest($2::text[], $3::text[]))`,
			"sqlite":   `DELETE FROM "cities_rivers" WHERE "cities_rivers"."river_id" = ?1 AND ("cities_rivers"."city_country_code", "cities_rivers"."city_name") IN (SELECT s0.value, s1.value FROM json_each(?2) AS s0 CROSS JOIN (SELECT key, value FROM json_each(?3) LIMIT -1) AS s1 ON s1.key = s0.key)`,
		}},
		{"composite set", func(ctx context.Context, db kin.Executor) error {
			return run(s.donau.Cities.Set(ctx, db, s.graz))
		}, sqls{
			"mariadb": "SELECT `t1`.`id` FROM `rivers` AS `t1` WHERE `t1`.`id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) FOR UPDATE\nDELETE `cities_rivers` FROM `cities_rivers` WHERE `cities_rivers`.`river_id` = ? AND (`cities_rivers`.`city_country_code`, `cities_rivers`.`city_name`) NOT IN (SELECT `c0`, `c1` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[0]', `c1` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[1]')) AS s)\nINSERT INTO `cities_rivers` (`river_id`, `city_country_code`, `city_name`) SELECT ?, `v`.`c0`, `v`.`c1` FROM JSON_TABLE(IF(LAST_INSERT_ID(0) = 0, ?, NULL), '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[0]', `c1` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[1]')) AS `v` ON DUPLICATE KEY UPDATE `river_id` = IF(LAST_INSERT_ID(LAST_INSERT_ID() + 1) = 0, `cities_rivers`.`river_id`, `cities_rivers`.`river_id`)",
			"postgres": `SELECT "t1"."id" FROM "rivers" AS "t1" WHERE "t1"."id" = ANY ($1::bigint[]) FOR NO KEY UPDATE OF "t1"
DELETE FROM "cities_rivers" WHERE "cities_rivers"."river_id" = $1 AND ("cities_rivers"."city_country_code", "cities_rivers"."city_name") NOT IN (SELECT * FROM unnest($2::text[], $3::text[]))
INSERT INTO "cities_rivers" ("river_id", "city_country_code", "city_name") SELECT CAST($1 AS bigint), "v"."c0", "v"."c1" FROM unnest($2::text[], $3::text[]) AS "v"("c0", "c1") ON CONFLICT ("river_id", "city_country_code", "city_name") DO NOTHING`,
			"sqlite": `DELETE FROM "cities_rivers" WHERE "cities_rivers"."river_id" = ?1 AND ("cities_rivers"."city_country_code", "cities_rivers"."city_name") NOT IN (SELECT s0.value, s1.value FROM json_each(?2) AS s0 CROSS JOIN (SELECT key, value FROM json_each(?3) LIMIT -1) AS s1 ON s1.key = s0.key)
INSERT INTO "cities_rivers" ("river_id", "city_country_code", "city_name") SELECT ?1, "v"."c0", "v"."c1" FROM (SELECT s0.value AS "c0", s1.value AS "c1" FROM json_each(?2) AS s0 CROSS JOIN (SELECT key, value FROM json_each(?3) LIMIT -1) AS s1 ON s1.key = s0.key) AS "v" WHERE TRUE ON CONFLICT ("river_id", "city_country_code", "city_name") DO NOTHING`,
		}},
		{"composite preload", reads(Cities.Preload(Cities.Rivers).All), sqls{
			"mariadb": "SELECT `t1`.`country_code`, `t1`.`name`, `t1`.`size` FROM `cities` AS `t1` ORDER BY `t1`.`country_code`, `t1`.`name`\nSELECT `t1`.`city_country_code`, `t1`.`city_name`, `t2`.`id`, `t2`.`name` FROM `cities_rivers` AS `t1` STRAIGHT_JOIN `rivers` AS `t2` ON `t2`.`id` = `t1`.`river_id` WHERE (`t1`.`city_country_code`, `t1`.`city_name`) IN (SELECT `c0`, `c1` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[0]', `c1` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[1]')) AS s) ORDER BY `t2`.`name`",
			"postgres": `SELECT "t1"."country_code", "t1"."name", "t1"."size" FROM "cities" AS "t1" ORDER BY "t1"."country_code", "t1"."name"
SELECT "t1"."city_country_code", "t1"."city_name", "t2"."id", "t2"."name" FROM "cities_rivers" AS "t1" JOIN "rivers" AS "t2" ON "t2"."id" = "t1"."river_id" WHERE ("t1"."city_country_code", "t1"."city_name") IN (SELECT * FROM unnest($1::text[], $2::text[])) ORDER BY "t2"."name"`,
			"sqlite": `SELECT "t1"."country_code", "t1"."name", "t1"."size" FROM "cities" AS "t1" ORDER BY "t1"."country_code", "t1"."name"
SELECT "t1"."city_country_code", "t1"."city_name", "t2"."id", "t2"."name" FROM "cities_rivers" AS "t1" CROSS JOIN "rivers" AS "t2" ON "t2"."id" = "t1"."river_id" WHERE ("t1"."city_country_code", "t1"."city_name") IN (SELECT s0.value, s1.value FROM json_each(?1) AS s0 CROSS JOIN (SELECT key, value FROM json_each(?2) LIMIT -1) AS s1 ON s1.key = s0.key) ORDER BY "t2"."name"`,
		}},
		{"composite preload to-one", reads(Mayors.Preload(Mayors.City).All), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`name`, `t1`.`city_country_code`, `t1`.`city_name` FROM `mayors` AS `t1`",
			"postgres": `SELECT "t1"."id", "t1"."name", "t1"."city_country_code", "t1"."city_name" FROM "mayors" AS "t1"`,
			"sqlite":   `SELECT "t1"."id", "t1"."name", "t1"."city_country_code", "t1"."city_name" FROM "mayors" AS "t1"`,
		}},
		{"symmetric add", func(ctx context.Context, db kin.Executor) error {
			return run(s.graz.Twins.Add(ctx, db, s.graz, s.wien))
		}, sqls{
			"mariadb":  "INSERT INTO `cities_twins` (`from_city_country_code`, `from_city_name`, `to_city_country_code`, `to_city_name`) SELECT `v`.`c0`, `v`.`c1`, `v`.`c2`, `v`.`c3` FROM JSON_TABLE(IF(LAST_INSERT_ID(0) = 0, ?, NULL), '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[0]', `c1` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[1]', `c2` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[2]', `c3` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[3]')) AS `v` ON DUPLICATE KEY UPDATE `from_city_country_code` = IF(LAST_INSERT_ID(LAST_INSERT_ID() + 1) = 0, `cities_twins`.`from_city_country_code`, `cities_twins`.`from_city_country_code`)",
			"postgres": `INSERT INTO "cities_twins" ("from_city_country_code", "from_city_name", "to_city_country_code", "to_city_name") SELECT "v"."c0", "v"."c1", "v"."c2", "v"."c3" FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS "v"("c0", "c1", "c2", "c3") ON CONFLICT ("from_city_country_code", "from_city_name", "to_city_country_code", "to_city_name") DO NOTHING`,
			"sqlite":   `INSERT INTO "cities_twins" ("from_city_country_code", "from_city_name", "to_city_country_code", "to_city_name") SELECT "v"."c0", "v"."c1", "v"."c2", "v"."c3" FROM (SELECT s0.value AS "c0", s1.value AS "c1", s2.value AS "c2", s3.value AS "c3" FROM json_each(?1) AS s0 CROSS JOIN (SELECT key, value FROM json_each(?2) LIMIT -1) AS s1 ON s1.key = s0.key CROSS JOIN (SELECT key, value FROM json_each(?3) LIMIT -1) AS s2 ON s2.key = s0.key CROSS JOIN (SELECT key, value FROM json_each(?4) LIMIT -1) AS s3 ON s3.key = s0.key) AS "v" WHERE TRUE ON CONFLICT ("from_city_country_code", "from_city_name", "to_city_country_code", "to_city_name") DO NOTHING`,
		}},
		{"symmetric remove", func(ctx context.Context, db kin.Executor) error {
			return run(s.graz.Twins.Remove(ctx, db, s.wien))
		}, sqls{
			"mariadb":  "DELETE `cities_twins` FROM `cities_twins` WHERE (`cities_twins`.`from_city_country_code` = ? AND `cities_twins`.`from_city_name` = ? AND (`cities_twins`.`to_city_country_code`, `cities_twins`.`to_city_name`) IN (SELECT `c0`, `c1` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[0]', `c1` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[1]')) AS s)) OR (`cities_twins`.`to_city_country_code` = ? AND `cities_twins`.`to_city_name` = ? AND (`cities_twins`.`from_city_country_code`, `cities_twins`.`from_city_name`) IN (SELECT `c0`, `c1` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[0]', `c1` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[1]')) AS s))",
			"postgres": `DELETE FROM "cities_twins" WHERE ("cities_twins"."from_city_country_code" = $1 AND "cities_twins"."from_city_name" = $2 AND ("cities_twins"."to_city_country_code", "cities_twins"."to_city_name") IN (SELECT * FROM unnest($3::text[], $4::text[]))) OR ("cities_twins"."to_city_country_code" = $1 AND "cities_twins"."to_city_name" = $2 AND ("cities_twins"."from_city_country_code", "cities_twins"."from_city_name") IN (SELECT * FROM unnest($3::text[], $4::text[])))`,
			"sqlite":   `DELETE FROM "cities_twins" WHERE ("cities_twins"."from_city_country_code" = ?1 AND "cities_twins"."from_city_name" = ?2 AND ("cities_twins"."to_city_country_code", "cities_twins"."to_city_name") IN (SELECT s0.value, s1.value FROM json_each(?3) AS s0 CROSS JOIN (SELECT key, value FROM json_each(?4) LIMIT -1) AS s1 ON s1.key = s0.key)) OR ("cities_twins"."to_city_country_code" = ?1 AND "cities_twins"."to_city_name" = ?2 AND ("cities_twins"."from_city_country_code", "cities_twins"."from_city_name") IN (SELECT s0.value, s1.value FROM json_each(?3) AS s0 CROSS JOIN (SELECT key, value FROM json_each(?4) LIMIT -1) AS s1 ON s1.key = s0.key))`,
		}},
		{"symmetric clear", func(ctx context.Context, db kin.Executor) error { return run(s.graz.Twins.Clear(ctx, db)) }, sqls{
			"mariadb": "SELECT `t1`.`country_code`, `t1`.`name` FROM `cities` AS `t1` WHERE (`t1`.`country_code`, `t1`.`name`) IN (SELECT `c0`, `c1` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[0]', `c1` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[1]')) AS s) FOR UPDATE\nDELETE FROM `cities_twins` WHERE (`cities_twins`.`from_city_country_code` = ? AND `cities_twins`.`from_city_name` = ?) OR (`cities_twins`.`to_city_country_code` = ? AND `cities_twins`.`to_city_name` = ?)",
			"postgres": `SELECT "t1"."country_code", "t1"."name" FROM "cities" AS "t1" WHERE ("t1"."country_code", "t1"."name") IN (SELECT * FROM unnest($1::text[], $2::text[])) FOR NO KEY UPDATE OF "t1"
DELETE FROM "cities_twins" WHERE ("cities_twins"."from_city_country_code" = $1 AND "cities_twins"."from_city_name" = $2) OR ("cities_twins"."to_city_country_code" = $1 AND "cities_twins"."to_city_name" = $2)`,
			"sqlite": `DELETE FROM "cities_twins" WHERE ("cities_twins"."from_city_country_code" = ?1 AND "cities_twins"."from_city_name" = ?2) OR ("cities_twins"."to_city_country_code" = ?1 AND "cities_twins"."to_city_name" = ?2)`,
		}},
		{"symmetric remove where", func(ctx context.Context, db kin.Executor) error {
			return run(s.graz.Twins.RemoveWhere(ctx, db, Cities.Size.Gt(1)))
		}, sqls{
			"mariadb":  "DELETE `cities_twins` FROM `cities_twins` JOIN (SELECT `cities_twins`.`from_city_country_code`, `cities_twins`.`from_city_name`, `cities_twins`.`to_city_country_code`, `cities_twins`.`to_city_name` FROM `cities_twins` WHERE (`cities_twins`.`from_city_country_code`, `cities_twins`.`from_city_name`, `cities_twins`.`to_city_country_code`, `cities_twins`.`to_city_name`) IN (SELECT `t1`.`from_city_country_code`, `t1`.`from_city_name`, `t1`.`to_city_country_code`, `t1`.`to_city_name` FROM `cities_twins` AS `t1` JOIN `cities` AS `t2` ON `t2`.`country_code` = `t1`.`to_city_country_code` AND `t2`.`name` = `t1`.`to_city_name` WHERE `t1`.`from_city_country_code` = ? AND `t1`.`from_city_name` = ? AND `t2`.`size` > ?) OR (`cities_twins`.`to_city_country_code`, `cities_twins`.`to_city_name`, `cities_twins`.`from_city_country_code`, `cities_twins`.`from_city_name`) IN (SELECT `t3`.`from_city_country_code`, `t3`.`from_city_name`, `t3`.`to_city_country_code`, `t3`.`to_city_name` FROM `cities_twins` AS `t3` JOIN `cities` AS `t4` ON `t4`.`country_code` = `t3`.`to_city_country_code` AND `t4`.`name` = `t3`.`to_city_name` WHERE `t3`.`from_city_country_code` = ? AND `t3`.`from_city_name` = ? AND `t4`.`size` > ?) LIMIT 9223372036854775807) AS `k` ON `k`.`from_city_country_code` = `cities_twins`.`from_city_country_code` AND `k`.`from_city_name` = `cities_twins`.`from_city_name` AND `k`.`to_city_country_code` = `cities_twins`.`to_city_country_code` AND `k`.`to_city_name` = `cities_twins`.`to_city_name`",
			"postgres": `DELETE FROM "cities_twins" WHERE ("cities_twins"."from_city_country_code", "cities_twins"."from_city_name", "cities_twins"."to_city_country_code", "cities_twins"."to_city_name") IN (SELECT "t1"."from_city_country_code", "t1"."from_city_name", "t1"."to_city_country_code", "t1"."to_city_name" FROM "cities_twins" AS "t1" JOIN "cities" AS "t2" ON "t2"."country_code" = "t1"."to_city_country_code" AND "t2"."name" = "t1"."to_city_name" WHERE "t1"."from_city_country_code" = $1 AND "t1"."from_city_name" = $2 AND "t2"."size" > $3) OR ("cities_twins"."to_city_country_code", "cities_twins"."to_city_name", "cities_twins"."from_city_country_code", "cities_twins"."from_city_name") IN (SELECT "t3"."from_city_country_code", "t3"."from_city_name", "t3"."to_city_country_code", "t3"."to_city_name" FROM "cities_twins" AS "t3" JOIN "cities" AS "t4" ON "t4"."country_code" = "t3"."to_city_country_code" AND "t4"."name" = "t3"."to_city_name" WHERE "t3"."from_city_country_code" = $1 AND "t3"."from_city_name" = $2 AND "t4"."size" > $3)`,
			"sqlite":   `DELETE FROM "cities_twins" WHERE ("cities_twins"."from_city_country_code", "cities_twins"."from_city_name", "cities_twins"."to_city_country_code", "cities_twins"."to_city_name") IN (SELECT "t1"."from_city_country_code", "t1"."from_city_name", "t1"."to_city_country_code", "t1"."to_city_name" FROM "cities_twins" AS "t1" JOIN "cities" AS "t2" ON "t2"."country_code" = "t1"."to_city_country_code" AND "t2"."name" = "t1"."to_city_name" WHERE "t1"."from_city_country_code" = ?1 AND "t1"."from_city_name" = ?2 AND "t2"."size" > ?3) OR ("cities_twins"."to_city_country_code", "cities_twins"."to_city_name", "cities_twins"."from_city_country_code", "cities_twins"."from_city_name") IN (SELECT "t3"."from_city_country_code", "t3"."from_city_name", "t3"."to_city_country_code", "t3"."to_city_name" FROM "cities_twins" AS "t3" JOIN "cities" AS "t4" ON "t4"."country_code" = "t3"."to_city_country_code" AND "t4"."name" = "t3"."to_city_name" WHERE "t3"."from_city_country_code" = ?1 AND "t3"."from_city_name" = ?2 AND "t4"."size" > ?3)`,
		}},
		{"symmetric link of rows to themselves", func(ctx context.Context, db kin.Executor) error {
			return run(Cities.Twins.Link(ctx, db, kin.Pair[*City, *City]{Owner: s.wien, Target: s.wien}, kin.Pair[*City, *City]{Owner: s.graz, Target: s.graz}))
		}, sqls{
			"mariadb":  "INSERT INTO `cities_twins` (`from_city_country_code`, `from_city_name`, `to_city_country_code`, `to_city_name`) SELECT `v`.`c0`, `v`.`c1`, `v`.`c2`, `v`.`c3` FROM JSON_TABLE(IF(LAST_INSERT_ID(0) = 0, ?, NULL), '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[0]', `c1` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[1]', `c2` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[2]', `c3` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$[3]')) AS `v` ON DUPLICATE KEY UPDATE `from_city_country_code` = IF(LAST_INSERT_ID(LAST_INSERT_ID() + 1) = 0, `cities_twins`.`from_city_country_code`, `cities_twins`.`from_city_country_code`)",
			"postgres": `INSERT INTO "cities_twins" ("from_city_country_code", "from_city_name", "to_city_country_code", "to_city_name") SELECT "v"."c0", "v"."c1", "v"."c2", "v"."c3" FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS "v"("c0", "c1", "c2", "c3") ON CONFLICT ("from_city_country_code", "from_city_name", "to_city_country_code", "to_city_name") DO NOTHING`,
			"sqlite":   `INSERT INTO "cities_twins" ("from_city_country_code", "from_city_name", "to_city_country_code", "to_city_name") SELECT "v"."c0", "v"."c1", "v"."c2", "v"."c3" FROM (SELECT s0.value AS "c0", s1.value AS "c1", s2.value AS "c2", s3.value AS "c3" FROM json_each(?1) AS s0 CROSS JOIN (SELECT key, value FROM json_each(?2) LIMIT -1) AS s1 ON s1.key = s0.key CROSS JOIN (SELECT key, value FROM json_each(?3) LIMIT -1) AS s2 ON s2.key = s0.key CROSS JOIN (SELECT key, value FROM json_each(?4) LIMIT -1) AS s3 ON s3.key = s0.key) AS "v" WHERE TRUE ON CONFLICT ("from_city_country_code", "from_city_name", "to_city_country_code", "to_city_name") DO NOTHING`,
		}},
		{"repeated links add", func(ctx context.Context, db kin.Executor) error {
			poem := &Poem{Title: "x"}
			if err := Poems.Create(ctx, db, poem); err != nil {
				return err
			}
			return poem.Words.Create(ctx, db, &Word{Text: "rose"})
		}, sqls{
			"mariadb": "INSERT INTO `poems` (`title`) VALUES (?)\nINSERT INTO `words` (`text`) VALUES (?)\nINSERT INTO `poems_words` (`poem`, `word`) SELECT ?, `v`.`c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$')) AS `v` WHERE NOT EXISTS (SELECT 1 FROM `poems_words` AS `l` WHERE `l`.`poem` = CAST(? AS SIGNED) AND `l`.`word` = `v`.`c0`)",
			"postgres": `INSERT INTO "poems" ("title") VALUES ($1) RETURNING "id"
INSERT INTO "words" ("text") VALUES ($1)
INSERT INTO "poems_words" ("poem", "word") SELECT CAST($1 AS bigint), "v"."c0" FROM unnest($2::text[]) AS "v"("c0") WHERE NOT EXISTS (SELECT 1 FROM "poems_words" AS "l" WHERE "l"."poem" = CAST($1 AS bigint) AND "l"."word" = "v"."c0")`,
			"sqlite": `INSERT INTO "poems" ("title") VALUES (?1)
INSERT INTO "words" ("text") VALUES (?1)
INSERT INTO "poems_words" ("poem", "word") SELECT ?1, "v"."c0" FROM (SELECT s0.value AS "c0" FROM json_each(?2) AS s0) AS "v" WHERE NOT EXISTS (SELECT 1 FROM "poems_words" AS "l" WHERE "l"."poem" = CAST(?1 AS INTEGER) AND "l"."word" = "v"."c0")`,
		}},
	}
}
