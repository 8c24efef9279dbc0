package acceptance

import (
	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/library"
)

// logicConditions combine conditions, and are written in SQL.
func logicConditions() []goldenCondition {
	return []goldenCondition{
		{"zero", book(kin.Pred[*Book]{}), forms{
			"mariadb": {
				``,
				``,
			},
			"postgres": {
				``,
				``,
			},
			"sqlite": {
				``,
				``,
			},
		}},
		{"And of nothing", book(kin.And[*Book]()), forms{
			"mariadb": {
				``,
				``,
			},
			"postgres": {
				``,
				``,
			},
			"sqlite": {
				``,
				``,
			},
		}},
		{"Or of nothing", book(kin.Or[*Book]()), forms{
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
		{"And", book(kin.And(Books.Pages.Eq(7), Books.Rating.Gt(4))), forms{
			"mariadb": {
				"WHERE `t1`.`pages` = ? AND `t1`.`rating` > ?",
				"WHERE `t1`.`pages` <> ? OR `t1`.`rating` <= ? OR `t1`.`rating` IS NULL",
			},
			"postgres": {
				`WHERE "t1"."pages" = $1 AND "t1"."rating" > $2`,
				`WHERE "t1"."pages" <> $1 OR "t1"."rating" <= $2 OR "t1"."rating" IS NULL`,
			},
			"sqlite": {
				`WHERE "t1"."pages" = ?1 AND "t1"."rating" > ?2`,
				`WHERE "t1"."pages" <> ?1 OR "t1"."rating" <= ?2 OR "t1"."rating" IS NULL`,
			},
		}},
		{"Or", book(kin.Or(Books.Pages.Eq(7), Books.Rating.Gt(4))), forms{
			"mariadb": {
				"WHERE `t1`.`pages` = ? OR `t1`.`rating` > ?",
				"WHERE `t1`.`pages` <> ? AND (`t1`.`rating` <= ? OR `t1`.`rating` IS NULL)",
			},
			"postgres": {
				`WHERE "t1"."pages" = $1 OR "t1"."rating" > $2`,
				`WHERE "t1"."pages" <> $1 AND ("t1"."rating" <= $2 OR "t1"."rating" IS NULL)`,
			},
			"sqlite": {
				`WHERE "t1"."pages" = ?1 OR "t1"."rating" > ?2`,
				`WHERE "t1"."pages" <> ?1 AND ("t1"."rating" <= ?2 OR "t1"."rating" IS NULL)`,
			},
		}},
		{"Not", book(kin.Not(Books.Rating.Gt(4))), forms{
			"mariadb": {
				"WHERE `t1`.`rating` <= ? OR `t1`.`rating` IS NULL",
				"WHERE `t1`.`rating` > ?",
			},
			"postgres": {
				`WHERE "t1"."rating" <= $1 OR "t1"."rating" IS NULL`,
				`WHERE "t1"."rating" > $1`,
			},
			"sqlite": {
				`WHERE "t1"."rating" <= ?1 OR "t1"."rating" IS NULL`,
				`WHERE "t1"."rating" > ?1`,
			},
		}},
		{"Not Not", book(kin.Not(kin.Not(Books.Rating.Gt(4)))), forms{
			"mariadb": {
				"WHERE `t1`.`rating` > ?",
				"WHERE `t1`.`rating` <= ? OR `t1`.`rating` IS NULL",
			},
			"postgres": {
				`WHERE "t1"."rating" > $1`,
				`WHERE "t1"."rating" <= $1 OR "t1"."rating" IS NULL`,
			},
			"sqlite": {
				`WHERE "t1"."rating" > ?1`,
				`WHERE "t1"."rating" <= ?1 OR "t1"."rating" IS NULL`,
			},
		}},
		{"Not And", book(kin.Not(kin.And(Books.Pages.Eq(7), Books.Rating.Gt(4)))), forms{
			"mariadb": {
				"WHERE `t1`.`pages` <> ? OR `t1`.`rating` <= ? OR `t1`.`rating` IS NULL",
				"WHERE `t1`.`pages` = ? AND `t1`.`rating` > ?",
			},
			"postgres": {
				`WHERE "t1"."pages" <> $1 OR "t1"."rating" <= $2 OR "t1"."rating" IS NULL`,
				`WHERE "t1"."pages" = $1 AND "t1"."rating" > $2`,
			},
			"sqlite": {
				`WHERE "t1"."pages" <> ?1 OR "t1"."rating" <= ?2 OR "t1"."rating" IS NULL`,
				`WHERE "t1"."pages" = ?1 AND "t1"."rating" > ?2`,
			},
		}},
		{"Not Or", book(kin.Not(kin.Or(Books.Pages.Eq(7), Books.Rating.Gt(4)))), forms{
			"mariadb": {
				"WHERE `t1`.`pages` <> ? AND (`t1`.`rating` <= ? OR `t1`.`rating` IS NULL)",
				"WHERE `t1`.`pages` = ? OR `t1`.`rating` > ?",
			},
			"postgres": {
				`WHERE "t1"."pages" <> $1 AND ("t1"."rating" <= $2 OR "t1"."rating" IS NULL)`,
				`WHERE "t1"."pages" = $1 OR "t1"."rating" > $2`,
			},
			"sqlite": {
				`WHERE "t1"."pages" <> ?1 AND ("t1"."rating" <= ?2 OR "t1"."rating" IS NULL)`,
				`WHERE "t1"."pages" = ?1 OR "t1"."rating" > ?2`,
			},
		}},
		{"Or in And", book(kin.And(kin.Or(Books.Pages.Eq(7), Books.Rating.Gt(4)), Books.Sold.Eq(true))), forms{
			"mariadb": {
				"WHERE (`t1`.`pages` = ? OR `t1`.`rating` > ?) AND `t1`.`sold` = ?",
				"WHERE (`t1`.`pages` <> ? AND (`t1`.`rating` <= ? OR `t1`.`rating` IS NULL)) OR `t1`.`sold` <> ?",
			},
			"postgres": {
				`WHERE ("t1"."pages" = $1 OR "t1"."rating" > $2) AND "t1"."sold" = $3`,
				`WHERE ("t1"."pages" <> $1 AND ("t1"."rating" <= $2 OR "t1"."rating" IS NULL)) OR "t1"."sold" <> $3`,
			},
			"sqlite": {
				`WHERE ("t1"."pages" = ?1 OR "t1"."rating" > ?2) AND "t1"."sold" = ?3`,
				`WHERE ("t1"."pages" <> ?1 AND ("t1"."rating" <= ?2 OR "t1"."rating" IS NULL)) OR "t1"."sold" <> ?3`,
			},
		}},
		{"And in Or", book(kin.Or(kin.And(Books.Pages.Eq(7), Books.Rating.Gt(4)), Books.Sold.Eq(true))), forms{
			"mariadb": {
				"WHERE (`t1`.`pages` = ? AND `t1`.`rating` > ?) OR `t1`.`sold` = ?",
				"WHERE (`t1`.`pages` <> ? OR `t1`.`rating` <= ? OR `t1`.`rating` IS NULL) AND `t1`.`sold` <> ?",
			},
			"postgres": {
				`WHERE ("t1"."pages" = $1 AND "t1"."rating" > $2) OR "t1"."sold" = $3`,
				`WHERE ("t1"."pages" <> $1 OR "t1"."rating" <= $2 OR "t1"."rating" IS NULL) AND "t1"."sold" <> $3`,
			},
			"sqlite": {
				`WHERE ("t1"."pages" = ?1 AND "t1"."rating" > ?2) OR "t1"."sold" = ?3`,
				`WHERE ("t1"."pages" <> ?1 OR "t1"."rating" <= ?2 OR "t1"."rating" IS NULL) AND "t1"."sold" <> ?3`,
			},
		}},
		{"And in And", book(kin.And(kin.And(Books.Pages.Eq(7), Books.Rating.Gt(4)), Books.Sold.Eq(true))), forms{
			"mariadb": {
				"WHERE `t1`.`pages` = ? AND `t1`.`rating` > ? AND `t1`.`sold` = ?",
				"WHERE `t1`.`pages` <> ? OR `t1`.`rating` <= ? OR `t1`.`rating` IS NULL OR `t1`.`sold` <> ?",
			},
			"postgres": {
				`WHERE "t1"."pages" = $1 AND "t1"."rating" > $2 AND "t1"."sold" = $3`,
				`WHERE "t1"."pages" <> $1 OR "t1"."rating" <= $2 OR "t1"."rating" IS NULL OR "t1"."sold" <> $3`,
			},
			"sqlite": {
				`WHERE "t1"."pages" = ?1 AND "t1"."rating" > ?2 AND "t1"."sold" = ?3`,
				`WHERE "t1"."pages" <> ?1 OR "t1"."rating" <= ?2 OR "t1"."rating" IS NULL OR "t1"."sold" <> ?3`,
			},
		}},
		{"And with zero", book(kin.And(Books.Pages.Eq(7), kin.Pred[*Book]{})), forms{
			"mariadb": {
				"WHERE `t1`.`pages` = ?",
				"WHERE `t1`.`pages` <> ?",
			},
			"postgres": {
				`WHERE "t1"."pages" = $1`,
				`WHERE "t1"."pages" <> $1`,
			},
			"sqlite": {
				`WHERE "t1"."pages" = ?1`,
				`WHERE "t1"."pages" <> ?1`,
			},
		}},
		{"Or with zero", book(kin.Or(Books.Pages.Eq(7), kin.Pred[*Book]{})), forms{
			"mariadb": {
				``,
				``,
			},
			"postgres": {
				``,
				``,
			},
			"sqlite": {
				``,
				``,
			},
		}},
		{"Or with empty And", book(kin.Or(Books.Pages.Eq(7), kin.And[*Book]())), forms{
			"mariadb": {
				``,
				``,
			},
			"postgres": {
				``,
				``,
			},
			"sqlite": {
				``,
				``,
			},
		}},
		{"And with empty Or", book(kin.And(Books.Pages.Eq(7), kin.Or[*Book]())), forms{
			"mariadb": {
				"WHERE `t1`.`pages` = ? AND FALSE",
				"WHERE `t1`.`pages` <> ? OR TRUE",
			},
			"postgres": {
				`WHERE "t1"."pages" = $1 AND FALSE`,
				`WHERE "t1"."pages" <> $1 OR TRUE`,
			},
			"sqlite": {
				`WHERE "t1"."pages" = ?1 AND FALSE`,
				`WHERE "t1"."pages" <> ?1 OR TRUE`,
			},
		}},
		{"Or with empty Or", book(kin.Or(Books.Pages.Eq(7), kin.Or[*Book]())), forms{
			"mariadb": {
				"WHERE `t1`.`pages` = ? OR FALSE",
				"WHERE `t1`.`pages` <> ? AND TRUE",
			},
			"postgres": {
				`WHERE "t1"."pages" = $1 OR FALSE`,
				`WHERE "t1"."pages" <> $1 AND TRUE`,
			},
			"sqlite": {
				`WHERE "t1"."pages" = ?1 OR FALSE`,
				`WHERE "t1"."pages" <> ?1 AND TRUE`,
			},
		}},
		{"Raw", book(kin.Raw[*Book]("length(?) > ?", Books.Title, 4)), forms{
			"mariadb": {
				"WHERE (length(`t1`.`title`) > ?) IS TRUE",
				"WHERE (length(`t1`.`title`) > ?) IS NOT TRUE",
			},
			"postgres": {
				`WHERE (length("t1"."title") > $1) IS TRUE`,
				`WHERE (length("t1"."title") > $1) IS NOT TRUE`,
			},
			"sqlite": {
				`WHERE (length("t1"."title") > ?1) IS TRUE`,
				`WHERE (length("t1"."title") > ?1) IS NOT TRUE`,
			},
		}},
		{"Raw nullable", book(kin.Raw[*Book]("? > ?", Books.Rating, 4.0)), forms{
			"mariadb": {
				"WHERE (`t1`.`rating` > ?) IS TRUE",
				"WHERE (`t1`.`rating` > ?) IS NOT TRUE",
			},
			"postgres": {
				`WHERE ("t1"."rating" > $1) IS TRUE`,
				`WHERE ("t1"."rating" > $1) IS NOT TRUE`,
			},
			"sqlite": {
				`WHERE ("t1"."rating" > ?1) IS TRUE`,
				`WHERE ("t1"."rating" > ?1) IS NOT TRUE`,
			},
		}},
		{"Raw with quotes", book(kin.Raw[*Book](`? = '?' OR "title" = ?`, Books.Subtitle, "Dune")), forms{
			"mariadb": {
				"WHERE (`t1`.`subtitle` = '?' OR \"title\" = ?) IS TRUE",
				"WHERE (`t1`.`subtitle` = '?' OR \"title\" = ?) IS NOT TRUE",
			},
			"postgres": {
				`WHERE ("t1"."subtitle" = '?' OR "title" = $1) IS TRUE`,
				`WHERE ("t1"."subtitle" = '?' OR "title" = $1) IS NOT TRUE`,
			},
			"sqlite": {
				`WHERE ("t1"."subtitle" = '?' OR "title" = ?1) IS TRUE`,
				`WHERE ("t1"."subtitle" = '?' OR "title" = ?1) IS NOT TRUE`,
			},
		}},
		{"Raw with Or", book(kin.Or(kin.Raw[*Book]("1 = 2"), Books.Pages.Eq(7))), forms{
			"mariadb": {
				"WHERE (1 = 2) IS TRUE OR `t1`.`pages` = ?",
				"WHERE (1 = 2) IS NOT TRUE AND `t1`.`pages` <> ?",
			},
			"postgres": {
				`WHERE (1 = 2) IS TRUE OR "t1"."pages" = $1`,
				`WHERE (1 = 2) IS NOT TRUE AND "t1"."pages" <> $1`,
			},
			"sqlite": {
				`WHERE (1 = 2) IS TRUE OR "t1"."pages" = ?1`,
				`WHERE (1 = 2) IS NOT TRUE AND "t1"."pages" <> ?1`,
			},
		}},
		{"Raw over a relation", book(kin.Raw[*Book]("length(?) > 3", Books.Editor.Name)), forms{
			"mariadb": {
				"LEFT JOIN `authors` AS `t2` ON `t2`.`id` = `t1`.`editor_id` WHERE (length(`t2`.`name`) > 3) IS TRUE",
				"LEFT JOIN `authors` AS `t2` ON `t2`.`id` = `t1`.`editor_id` WHERE (length(`t2`.`name`) > 3) IS NOT TRUE",
			},
			"postgres": {
				`LEFT JOIN "authors" AS "t2" ON "t2"."id" = "t1"."editor_id" WHERE (length("t2"."name") > 3) IS TRUE`,
				`LEFT JOIN "authors" AS "t2" ON "t2"."id" = "t1"."editor_id" WHERE (length("t2"."name") > 3) IS NOT TRUE`,
			},
			"sqlite": {
				`LEFT JOIN "authors" AS "t2" ON "t2"."id" = "t1"."editor_id" WHERE (length("t2"."name") > 3) IS TRUE`,
				`LEFT JOIN "authors" AS "t2" ON "t2"."id" = "t1"."editor_id" WHERE (length("t2"."name") > 3) IS NOT TRUE`,
			},
		}},
	}
}
