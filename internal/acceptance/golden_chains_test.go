package acceptance

import (
	"context"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/acceptance/atlas"
	. "github.com/kinorm/kin/internal/acceptance/library"
)

// chainConditions compare aggregates over several relations.
func chainConditions() []goldenCondition {
	tags := kin.Then(Authors.Books, Books.Tags)
	sold := kin.Then(kin.Where(Authors.Books, Books.Sold.Eq(true)), Books.Tags)
	judges := func(p kin.Pred[*atlas.Judge]) counts { return conditionOn(atlas.Judges.Query(), p) }
	cities := func(p kin.Pred[*atlas.City]) counts { return conditionOn(atlas.Cities.Query(), p) }
	return []goldenCondition{
		{"chain Count", author(tags.Count().Gt(1)), forms{
			"mariadb": {
				"WHERE (SELECT COUNT(*) FROM `books` AS `t2` JOIN `books_tags` AS `t3` ON `t3`.`book_id` = `t2`.`id` WHERE `t2`.`author_id` = `t1`.`id`) > ?",
				"WHERE (SELECT COUNT(*) FROM `books` AS `t2` JOIN `books_tags` AS `t3` ON `t3`.`book_id` = `t2`.`id` WHERE `t2`.`author_id` = `t1`.`id`) <= ?",
			},
			"postgres": {
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" JOIN "books_tags" AS "t3" ON "t3"."book_id" = "t2"."id" WHERE "t2"."author_id" = "t1"."id") > $1`,
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" JOIN "books_tags" AS "t3" ON "t3"."book_id" = "t2"."id" WHERE "t2"."author_id" = "t1"."id") <= $1`,
			},
			"sqlite": {
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" JOIN "books_tags" AS "t3" ON "t3"."book_id" = "t2"."id" WHERE "t2"."author_id" = "t1"."id") > ?1`,
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" JOIN "books_tags" AS "t3" ON "t3"."book_id" = "t2"."id" WHERE "t2"."author_id" = "t1"."id") <= ?1`,
			},
		}},
		{"chain Count with conditions", author(sold.Count(Tags.Rank.Gt(1)).Gt(1)), forms{
			"mariadb": {
				"WHERE (SELECT COUNT(*) FROM `books` AS `t2` JOIN `books_tags` AS `t3` ON `t3`.`book_id` = `t2`.`id` JOIN `tags` AS `t4` ON `t4`.`id` = `t3`.`tag_id` WHERE `t2`.`author_id` = `t1`.`id` AND `t2`.`sold` = ? AND `t4`.`rank` > ?) > ?",
				"WHERE (SELECT COUNT(*) FROM `books` AS `t2` JOIN `books_tags` AS `t3` ON `t3`.`book_id` = `t2`.`id` JOIN `tags` AS `t4` ON `t4`.`id` = `t3`.`tag_id` WHERE `t2`.`author_id` = `t1`.`id` AND `t2`.`sold` = ? AND `t4`.`rank` > ?) <= ?",
			},
			"postgres": {
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" JOIN "books_tags" AS "t3" ON "t3"."book_id" = "t2"."id" JOIN "tags" AS "t4" ON "t4"."id" = "t3"."tag_id" WHERE "t2"."author_id" = "t1"."id" AND "t2"."sold" = $1 AND "t4"."rank" > $2) > $3`,
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" JOIN "books_tags" AS "t3" ON "t3"."book_id" = "t2"."id" JOIN "tags" AS "t4" ON "t4"."id" = "t3"."tag_id" WHERE "t2"."author_id" = "t1"."id" AND "t2"."sold" = $1 AND "t4"."rank" > $2) <= $3`,
			},
			"sqlite": {
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" JOIN "books_tags" AS "t3" ON "t3"."book_id" = "t2"."id" JOIN "tags" AS "t4" ON "t4"."id" = "t3"."tag_id" WHERE "t2"."author_id" = "t1"."id" AND "t2"."sold" = ?1 AND "t4"."rank" > ?2) > ?3`,
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" JOIN "books_tags" AS "t3" ON "t3"."book_id" = "t2"."id" JOIN "tags" AS "t4" ON "t4"."id" = "t3"."tag_id" WHERE "t2"."author_id" = "t1"."id" AND "t2"."sold" = ?1 AND "t4"."rank" > ?2) <= ?3`,
			},
		}},
		{"chain CountDistinct", author(kin.CountDistinct(tags).Gt(1)), forms{
			"mariadb": {
				"WHERE (SELECT COUNT(DISTINCT `t3`.`tag_id`) FROM `books` AS `t2` JOIN `books_tags` AS `t3` ON `t3`.`book_id` = `t2`.`id` WHERE `t2`.`author_id` = `t1`.`id`) > ?",
				"WHERE (SELECT COUNT(DISTINCT `t3`.`tag_id`) FROM `books` AS `t2` JOIN `books_tags` AS `t3` ON `t3`.`book_id` = `t2`.`id` WHERE `t2`.`author_id` = `t1`.`id`) <= ?",
			},
			"postgres": {
				`WHERE (SELECT COUNT(DISTINCT "t3"."tag_id") FROM "books" AS "t2" JOIN "books_tags" AS "t3" ON "t3"."book_id" = "t2"."id" WHERE "t2"."author_id" = "t1"."id") > $1`,
				`WHERE (SELECT COUNT(DISTINCT "t3"."tag_id") FROM "books" AS "t2" JOIN "books_tags" AS "t3" ON "t3"."book_id" = "t2"."id" WHERE "t2"."author_id" = "t1"."id") <= $1`,
			},
			"sqlite": {
				`WHERE (SELECT COUNT(DISTINCT "t3"."tag_id") FROM "books" AS "t2" JOIN "books_tags" AS "t3" ON "t3"."book_id" = "t2"."id" WHERE "t2"."author_id" = "t1"."id") > ?1`,
				`WHERE (SELECT COUNT(DISTINCT "t3"."tag_id") FROM "books" AS "t2" JOIN "books_tags" AS "t3" ON "t3"."book_id" = "t2"."id" WHERE "t2"."author_id" = "t1"."id") <= ?1`,
			},
		}},
		{"chain Max", author(kin.Max(tags, Tags.Rank).Gt(1)), forms{
			"mariadb": {
				"WHERE (SELECT MAX(`t4`.`rank`) FROM `books` AS `t2` JOIN `books_tags` AS `t3` ON `t3`.`book_id` = `t2`.`id` JOIN `tags` AS `t4` ON `t4`.`id` = `t3`.`tag_id` WHERE `t2`.`author_id` = `t1`.`id`) > ?",
				"WHERE ((SELECT MAX(`t4`.`rank`) FROM `books` AS `t2` JOIN `books_tags` AS `t3` ON `t3`.`book_id` = `t2`.`id` JOIN `tags` AS `t4` ON `t4`.`id` = `t3`.`tag_id` WHERE `t2`.`author_id` = `t1`.`id`) > ?) IS NOT TRUE",
			},
			"postgres": {
				`WHERE (SELECT MAX("t4"."rank") FROM "books" AS "t2" JOIN "books_tags" AS "t3" ON "t3"."book_id" = "t2"."id" JOIN "tags" AS "t4" ON "t4"."id" = "t3"."tag_id" WHERE "t2"."author_id" = "t1"."id") > $1`,
				`WHERE ((SELECT MAX("t4"."rank") FROM "books" AS "t2" JOIN "books_tags" AS "t3" ON "t3"."book_id" = "t2"."id" JOIN "tags" AS "t4" ON "t4"."id" = "t3"."tag_id" WHERE "t2"."author_id" = "t1"."id") > $1) IS NOT TRUE`,
			},
			"sqlite": {
				`WHERE (SELECT MAX("t4"."rank") FROM "books" AS "t2" JOIN "books_tags" AS "t3" ON "t3"."book_id" = "t2"."id" JOIN "tags" AS "t4" ON "t4"."id" = "t3"."tag_id" WHERE "t2"."author_id" = "t1"."id") > ?1`,
				`WHERE ((SELECT MAX("t4"."rank") FROM "books" AS "t2" JOIN "books_tags" AS "t3" ON "t3"."book_id" = "t2"."id" JOIN "tags" AS "t4" ON "t4"."id" = "t3"."tag_id" WHERE "t2"."author_id" = "t1"."id") > ?1) IS NOT TRUE`,
			},
		}},
		{"chain Sum over links and to-one", tag(kin.Sum(kin.Then(Tags.Books, Books.Author), Authors.ID).Gt(1)), forms{
			"mariadb": {
				"WHERE (SELECT SUM(`t4`.`id`) FROM `books_tags` AS `t2` JOIN `books` AS `t3` ON `t3`.`id` = `t2`.`book_id` JOIN `authors` AS `t4` ON `t4`.`id` = `t3`.`author_id` WHERE `t2`.`tag_id` = `t1`.`id`) > ?",
				"WHERE ((SELECT SUM(`t4`.`id`) FROM `books_tags` AS `t2` JOIN `books` AS `t3` ON `t3`.`id` = `t2`.`book_id` JOIN `authors` AS `t4` ON `t4`.`id` = `t3`.`author_id` WHERE `t2`.`tag_id` = `t1`.`id`) > ?) IS NOT TRUE",
			},
			"postgres": {
				`WHERE (SELECT SUM("t4"."id") FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" JOIN "authors" AS "t4" ON "t4"."id" = "t3"."author_id" WHERE "t2"."tag_id" = "t1"."id") > $1`,
				`WHERE ((SELECT SUM("t4"."id") FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" JOIN "authors" AS "t4" ON "t4"."id" = "t3"."author_id" WHERE "t2"."tag_id" = "t1"."id") > $1) IS NOT TRUE`,
			},
			"sqlite": {
				`WHERE (SELECT SUM("t4"."id") FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" JOIN "authors" AS "t4" ON "t4"."id" = "t3"."author_id" WHERE "t2"."tag_id" = "t1"."id") > ?1`,
				`WHERE ((SELECT SUM("t4"."id") FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" JOIN "authors" AS "t4" ON "t4"."id" = "t3"."author_id" WHERE "t2"."tag_id" = "t1"."id") > ?1) IS NOT TRUE`,
			},
		}},
		{"chain Min from to-one", book(kin.Min(kin.Then(Books.Author, Authors.Books), Books.Pages).Lt(5)), forms{
			"mariadb": {
				"WHERE (SELECT MIN(`t2`.`pages`) FROM `books` AS `t2` WHERE `t2`.`author_id` = `t1`.`author_id`) < ?",
				"WHERE ((SELECT MIN(`t2`.`pages`) FROM `books` AS `t2` WHERE `t2`.`author_id` = `t1`.`author_id`) < ?) IS NOT TRUE",
			},
			"postgres": {
				`WHERE (SELECT MIN("t2"."pages") FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."author_id") < $1`,
				`WHERE ((SELECT MIN("t2"."pages") FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."author_id") < $1) IS NOT TRUE`,
			},
			"sqlite": {
				`WHERE (SELECT MIN("t2"."pages") FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."author_id") < ?1`,
				`WHERE ((SELECT MIN("t2"."pages") FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."author_id") < ?1) IS NOT TRUE`,
			},
		}},
		{"chain from to-one that may lack", book(kin.Then(Books.Editor, Authors.Edited).Count().Eq(0)), forms{
			"mariadb": {
				"WHERE (SELECT COUNT(*) FROM `books` AS `t2` WHERE `t2`.`editor_id` = `t1`.`editor_id`) = ?",
				"WHERE (SELECT COUNT(*) FROM `books` AS `t2` WHERE `t2`.`editor_id` = `t1`.`editor_id`) <> ?",
			},
			"postgres": {
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" WHERE "t2"."editor_id" = "t1"."editor_id") = $1`,
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" WHERE "t2"."editor_id" = "t1"."editor_id") <> $1`,
			},
			"sqlite": {
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" WHERE "t2"."editor_id" = "t1"."editor_id") = ?1`,
				`WHERE (SELECT COUNT(*) FROM "books" AS "t2" WHERE "t2"."editor_id" = "t1"."editor_id") <> ?1`,
			},
		}},
		{"chain from chosen to-one", book(kin.Then(kin.Where(Books.Editor, Authors.Name.Eq("Bob")), Authors.Books).Count().Eq(0)), forms{
			"mariadb": {
				"WHERE (SELECT COUNT(*) FROM `authors` AS `t2` JOIN `books` AS `t3` ON `t3`.`author_id` = `t2`.`id` WHERE `t2`.`id` = `t1`.`editor_id` AND `t2`.`name` = ?) = ?",
				"WHERE (SELECT COUNT(*) FROM `authors` AS `t2` JOIN `books` AS `t3` ON `t3`.`author_id` = `t2`.`id` WHERE `t2`.`id` = `t1`.`editor_id` AND `t2`.`name` = ?) <> ?",
			},
			"postgres": {
				`WHERE (SELECT COUNT(*) FROM "authors" AS "t2" JOIN "books" AS "t3" ON "t3"."author_id" = "t2"."id" WHERE "t2"."id" = "t1"."editor_id" AND "t2"."name" = $1) = $2`,
				`WHERE (SELECT COUNT(*) FROM "authors" AS "t2" JOIN "books" AS "t3" ON "t3"."author_id" = "t2"."id" WHERE "t2"."id" = "t1"."editor_id" AND "t2"."name" = $1) <> $2`,
			},
			"sqlite": {
				`WHERE (SELECT COUNT(*) FROM "authors" AS "t2" JOIN "books" AS "t3" ON "t3"."author_id" = "t2"."id" WHERE "t2"."id" = "t1"."editor_id" AND "t2"."name" = ?1) = ?2`,
				`WHERE (SELECT COUNT(*) FROM "authors" AS "t2" JOIN "books" AS "t3" ON "t3"."author_id" = "t2"."id" WHERE "t2"."id" = "t1"."editor_id" AND "t2"."name" = ?1) <> ?2`,
			},
		}},
		{"chain of to-one", book(kin.Max(Books.Author, Authors.Name).Eq("Ann")), forms{
			"mariadb": {
				"WHERE (SELECT MAX(`t2`.`name`) FROM `authors` AS `t2` WHERE `t2`.`id` = `t1`.`author_id`) = ?",
				"WHERE ((SELECT MAX(`t2`.`name`) FROM `authors` AS `t2` WHERE `t2`.`id` = `t1`.`author_id`) = ?) IS NOT TRUE",
			},
			"postgres": {
				`WHERE (SELECT MAX("t2"."name") FROM "authors" AS "t2" WHERE "t2"."id" = "t1"."author_id") = $1`,
				`WHERE ((SELECT MAX("t2"."name") FROM "authors" AS "t2" WHERE "t2"."id" = "t1"."author_id") = $1) IS NOT TRUE`,
			},
			"sqlite": {
				`WHERE (SELECT MAX("t2"."name") FROM "authors" AS "t2" WHERE "t2"."id" = "t1"."author_id") = ?1`,
				`WHERE ((SELECT MAX("t2"."name") FROM "authors" AS "t2" WHERE "t2"."id" = "t1"."author_id") = ?1) IS NOT TRUE`,
			},
		}},
		{"chain Avg over three", author(kin.Avg(kin.Then(kin.Then(Authors.Books, Books.Tags), Tags.Books), Books.Rating).Gt(1)), forms{
			"mariadb": {
				"WHERE (SELECT AVG(CAST(`t5`.`rating` AS DOUBLE)) FROM `books` AS `t2` JOIN `books_tags` AS `t3` ON `t3`.`book_id` = `t2`.`id` JOIN `books_tags` AS `t4` ON `t4`.`tag_id` = `t3`.`tag_id` JOIN `books` AS `t5` ON `t5`.`id` = `t4`.`book_id` WHERE `t2`.`author_id` = `t1`.`id`) > ?",
				"WHERE ((SELECT AVG(CAST(`t5`.`rating` AS DOUBLE)) FROM `books` AS `t2` JOIN `books_tags` AS `t3` ON `t3`.`book_id` = `t2`.`id` JOIN `books_tags` AS `t4` ON `t4`.`tag_id` = `t3`.`tag_id` JOIN `books` AS `t5` ON `t5`.`id` = `t4`.`book_id` WHERE `t2`.`author_id` = `t1`.`id`) > ?) IS NOT TRUE",
			},
			"postgres": {
				`WHERE (SELECT AVG(CAST("t5"."rating" AS double precision)) FROM "books" AS "t2" JOIN "books_tags" AS "t3" ON "t3"."book_id" = "t2"."id" JOIN "books_tags" AS "t4" ON "t4"."tag_id" = "t3"."tag_id" JOIN "books" AS "t5" ON "t5"."id" = "t4"."book_id" WHERE "t2"."author_id" = "t1"."id") > $1`,
				`WHERE ((SELECT AVG(CAST("t5"."rating" AS double precision)) FROM "books" AS "t2" JOIN "books_tags" AS "t3" ON "t3"."book_id" = "t2"."id" JOIN "books_tags" AS "t4" ON "t4"."tag_id" = "t3"."tag_id" JOIN "books" AS "t5" ON "t5"."id" = "t4"."book_id" WHERE "t2"."author_id" = "t1"."id") > $1) IS NOT TRUE`,
			},
			"sqlite": {
				`WHERE (SELECT AVG("t5"."rating") FROM "books" AS "t2" JOIN "books_tags" AS "t3" ON "t3"."book_id" = "t2"."id" JOIN "books_tags" AS "t4" ON "t4"."tag_id" = "t3"."tag_id" JOIN "books" AS "t5" ON "t5"."id" = "t4"."book_id" WHERE "t2"."author_id" = "t1"."id") > ?1`,
				`WHERE ((SELECT AVG("t5"."rating") FROM "books" AS "t2" JOIN "books_tags" AS "t3" ON "t3"."book_id" = "t2"."id" JOIN "books_tags" AS "t4" ON "t4"."tag_id" = "t3"."tag_id" JOIN "books" AS "t5" ON "t5"."id" = "t4"."book_id" WHERE "t2"."author_id" = "t1"."id") > ?1) IS NOT TRUE`,
			},
		}},
		{"chain of links", judges(kin.Max(kin.LinksOf(atlas.Judges.Votes), atlas.Votes.Points).Ge(3)), forms{
			"mariadb": {
				"WHERE (SELECT MAX(`t2`.`points`) FROM `votes` AS `t2` WHERE `t2`.`judge_id` = `t1`.`id`) >= ?",
				"WHERE ((SELECT MAX(`t2`.`points`) FROM `votes` AS `t2` WHERE `t2`.`judge_id` = `t1`.`id`) >= ?) IS NOT TRUE",
			},
			"postgres": {
				`WHERE (SELECT MAX("t2"."points") FROM "votes" AS "t2" WHERE "t2"."judge_id" = "t1"."id") >= $1`,
				`WHERE ((SELECT MAX("t2"."points") FROM "votes" AS "t2" WHERE "t2"."judge_id" = "t1"."id") >= $1) IS NOT TRUE`,
			},
			"sqlite": {
				`WHERE (SELECT MAX("t2"."points") FROM "votes" AS "t2" WHERE "t2"."judge_id" = "t1"."id") >= ?1`,
				`WHERE ((SELECT MAX("t2"."points") FROM "votes" AS "t2" WHERE "t2"."judge_id" = "t1"."id") >= ?1) IS NOT TRUE`,
			},
		}},
		{"chain of links and behind", judges(kin.Then(kin.LinksOf(atlas.Judges.Votes), atlas.Votes.Verdicts).Count().Eq(0)), forms{
			"mariadb": {
				"WHERE (SELECT COUNT(*) FROM `votes` AS `t2` JOIN `verdicts` AS `t3` ON `t3`.`vote_judge_id` = `t2`.`judge_id` AND `t3`.`vote_painter_id` = `t2`.`painter_id` WHERE `t2`.`judge_id` = `t1`.`id`) = ?",
				"WHERE (SELECT COUNT(*) FROM `votes` AS `t2` JOIN `verdicts` AS `t3` ON `t3`.`vote_judge_id` = `t2`.`judge_id` AND `t3`.`vote_painter_id` = `t2`.`painter_id` WHERE `t2`.`judge_id` = `t1`.`id`) <> ?",
			},
			"postgres": {
				`WHERE (SELECT COUNT(*) FROM "votes" AS "t2" JOIN "verdicts" AS "t3" ON "t3"."vote_judge_id" = "t2"."judge_id" AND "t3"."vote_painter_id" = "t2"."painter_id" WHERE "t2"."judge_id" = "t1"."id") = $1`,
				`WHERE (SELECT COUNT(*) FROM "votes" AS "t2" JOIN "verdicts" AS "t3" ON "t3"."vote_judge_id" = "t2"."judge_id" AND "t3"."vote_painter_id" = "t2"."painter_id" WHERE "t2"."judge_id" = "t1"."id") <> $1`,
			},
			"sqlite": {
				`WHERE (SELECT COUNT(*) FROM "votes" AS "t2" JOIN "verdicts" AS "t3" ON "t3"."vote_judge_id" = "t2"."judge_id" AND "t3"."vote_painter_id" = "t2"."painter_id" WHERE "t2"."judge_id" = "t1"."id") = ?1`,
				`WHERE (SELECT COUNT(*) FROM "votes" AS "t2" JOIN "verdicts" AS "t3" ON "t3"."vote_judge_id" = "t2"."judge_id" AND "t3"."vote_painter_id" = "t2"."painter_id" WHERE "t2"."judge_id" = "t1"."id") <> ?1`,
			},
		}},
		{"chain of link conditions", judges(kin.CountDistinct(kin.Then(kin.Where(atlas.Judges.Votes, atlas.Judges.Votes.LinkWhere(atlas.Votes.Points.Gt(1))), atlas.Painters.Voters)).Eq(1)), forms{
			"mariadb": {
				"WHERE (SELECT COUNT(DISTINCT `t3`.`judge_id`) FROM `votes` AS `t2` JOIN `votes` AS `t3` ON `t3`.`painter_id` = `t2`.`painter_id` WHERE `t2`.`judge_id` = `t1`.`id` AND `t2`.`points` > ?) = ?",
				"WHERE (SELECT COUNT(DISTINCT `t3`.`judge_id`) FROM `votes` AS `t2` JOIN `votes` AS `t3` ON `t3`.`painter_id` = `t2`.`painter_id` WHERE `t2`.`judge_id` = `t1`.`id` AND `t2`.`points` > ?) <> ?",
			},
			"postgres": {
				`WHERE (SELECT COUNT(DISTINCT "t3"."judge_id") FROM "votes" AS "t2" JOIN "votes" AS "t3" ON "t3"."painter_id" = "t2"."painter_id" WHERE "t2"."judge_id" = "t1"."id" AND "t2"."points" > $1) = $2`,
				`WHERE (SELECT COUNT(DISTINCT "t3"."judge_id") FROM "votes" AS "t2" JOIN "votes" AS "t3" ON "t3"."painter_id" = "t2"."painter_id" WHERE "t2"."judge_id" = "t1"."id" AND "t2"."points" > $1) <> $2`,
			},
			"sqlite": {
				`WHERE (SELECT COUNT(DISTINCT "t3"."judge_id") FROM "votes" AS "t2" JOIN "votes" AS "t3" ON "t3"."painter_id" = "t2"."painter_id" WHERE "t2"."judge_id" = "t1"."id" AND "t2"."points" > ?1) = ?2`,
				`WHERE (SELECT COUNT(DISTINCT "t3"."judge_id") FROM "votes" AS "t2" JOIN "votes" AS "t3" ON "t3"."painter_id" = "t2"."painter_id" WHERE "t2"."judge_id" = "t1"."id" AND "t2"."points" > ?1) <> ?2`,
			},
		}},
		{"chain CountDistinct of composite keys", cities(kin.CountDistinct(kin.Then(atlas.Cities.Rivers, atlas.Rivers.Cities)).Eq(1)), forms{
			"mariadb": {
				"WHERE (SELECT COUNT(DISTINCT `t3`.`city_country_code`, `t3`.`city_name`) FROM `cities_rivers` AS `t2` JOIN `cities_rivers` AS `t3` ON `t3`.`river_id` = `t2`.`river_id` WHERE `t2`.`city_country_code` = `t1`.`country_code` AND `t2`.`city_name` = `t1`.`name`) = ?",
				"WHERE (SELECT COUNT(DISTINCT `t3`.`city_country_code`, `t3`.`city_name`) FROM `cities_rivers` AS `t2` JOIN `cities_rivers` AS `t3` ON `t3`.`river_id` = `t2`.`river_id` WHERE `t2`.`city_country_code` = `t1`.`country_code` AND `t2`.`city_name` = `t1`.`name`) <> ?",
			},
			"postgres": {
				`WHERE (SELECT COUNT(DISTINCT ("t3"."city_country_code", "t3"."city_name")) FROM "cities_rivers" AS "t2" JOIN "cities_rivers" AS "t3" ON "t3"."river_id" = "t2"."river_id" WHERE "t2"."city_country_code" = "t1"."country_code" AND "t2"."city_name" = "t1"."name") = $1`,
				`WHERE (SELECT COUNT(DISTINCT ("t3"."city_country_code", "t3"."city_name")) FROM "cities_rivers" AS "t2" JOIN "cities_rivers" AS "t3" ON "t3"."river_id" = "t2"."river_id" WHERE "t2"."city_country_code" = "t1"."country_code" AND "t2"."city_name" = "t1"."name") <> $1`,
			},
			"sqlite": {
				`WHERE (SELECT COUNT(DISTINCT quote("t3"."city_country_code") || ',' || quote("t3"."city_name")) FROM "cities_rivers" AS "t2" JOIN "cities_rivers" AS "t3" ON "t3"."river_id" = "t2"."river_id" WHERE "t2"."city_country_code" = "t1"."country_code" AND "t2"."city_name" = "t1"."name") = ?1`,
				`WHERE (SELECT COUNT(DISTINCT quote("t3"."city_country_code") || ',' || quote("t3"."city_name")) FROM "cities_rivers" AS "t2" JOIN "cities_rivers" AS "t3" ON "t3"."river_id" = "t2"."river_id" WHERE "t2"."city_country_code" = "t1"."country_code" AND "t2"."city_name" = "t1"."name") <> ?1`,
			},
		}},
	}
}

// chainSelects select and sort by such aggregates.
func chainSelects() []goldenOperation {
	pages, tags := kin.Sum(kin.Then(Tags.Books, Books.Author), Authors.ID), kin.Then(Authors.Books, Books.Tags).Count()
	return []goldenOperation{
		{"chain selected", reads(kin.Select3(Tags.Query(), Tags.Name, kin.Nullable(pages), Tags.Books.Count()).All), sqls{
			"mariadb":  "SELECT `t1`.`name`, (SELECT SUM(`t4`.`id`) FROM `books_tags` AS `t2` JOIN `books` AS `t3` ON `t3`.`id` = `t2`.`book_id` JOIN `authors` AS `t4` ON `t4`.`id` = `t3`.`author_id` WHERE `t2`.`tag_id` = `t1`.`id`), (SELECT COUNT(*) FROM `books_tags` AS `t5` WHERE `t5`.`tag_id` = `t1`.`id`) FROM `tags` AS `t1` ORDER BY `t1`.`rank` DESC, `t1`.`name`",
			"postgres": `SELECT "t1"."name", (SELECT SUM("t4"."id") FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" JOIN "authors" AS "t4" ON "t4"."id" = "t3"."author_id" WHERE "t2"."tag_id" = "t1"."id"), (SELECT COUNT(*) FROM "books_tags" AS "t5" WHERE "t5"."tag_id" = "t1"."id") FROM "tags" AS "t1" ORDER BY "t1"."rank" DESC NULLS LAST, "t1"."name"`,
			"sqlite":   `SELECT "t1"."name", (SELECT SUM("t4"."id") FROM "books_tags" AS "t2" JOIN "books" AS "t3" ON "t3"."id" = "t2"."book_id" JOIN "authors" AS "t4" ON "t4"."id" = "t3"."author_id" WHERE "t2"."tag_id" = "t1"."id"), (SELECT COUNT(*) FROM "books_tags" AS "t5" WHERE "t5"."tag_id" = "t1"."id") FROM "tags" AS "t1" ORDER BY "t1"."rank" DESC, "t1"."name"`,
		}},
		{"chain sorted by", reads(Authors.OrderBy(tags.Desc()).Limit(2).All), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`name`, `t1`.`born` FROM `authors` AS `t1` ORDER BY (SELECT COUNT(*) FROM `books` AS `t2` JOIN `books_tags` AS `t3` ON `t3`.`book_id` = `t2`.`id` WHERE `t2`.`author_id` = `t1`.`id`) DESC, `t1`.`id` LIMIT ?",
			"postgres": `SELECT "t1"."id", "t1"."name", "t1"."born" FROM "authors" AS "t1" ORDER BY (SELECT COUNT(*) FROM "books" AS "t2" JOIN "books_tags" AS "t3" ON "t3"."book_id" = "t2"."id" WHERE "t2"."author_id" = "t1"."id") DESC, "t1"."id" LIMIT $1`,
			"sqlite":   `SELECT "t1"."id", "t1"."name", "t1"."born" FROM "authors" AS "t1" ORDER BY (SELECT COUNT(*) FROM "books" AS "t2" JOIN "books_tags" AS "t3" ON "t3"."book_id" = "t2"."id" WHERE "t2"."author_id" = "t1"."id") DESC, "t1"."id" LIMIT ?1`,
		}},
		{"chain in an update", func(ctx context.Context, db kin.Executor) error {
			_, err := Authors.Filter(tags.Gt(1)).Update(ctx, db, Authors.Name.Set("x"))
			return err
		}, sqls{
			"mariadb":  "UPDATE `authors`, (SELECT 1) AS `d` SET `authors`.`name` = ? WHERE (SELECT COUNT(*) FROM `books` AS `t1` JOIN `books_tags` AS `t2` ON `t2`.`book_id` = `t1`.`id` WHERE `t1`.`author_id` = `authors`.`id`) > ?",
			"postgres": `UPDATE "authors" SET "name" = $1 WHERE (SELECT COUNT(*) FROM "books" AS "t1" JOIN "books_tags" AS "t2" ON "t2"."book_id" = "t1"."id" WHERE "t1"."author_id" = "authors"."id") > $2`,
			"sqlite":   `UPDATE "authors" SET "name" = ?1 WHERE (SELECT COUNT(*) FROM "books" AS "t1" JOIN "books_tags" AS "t2" ON "t2"."book_id" = "t1"."id" WHERE "t1"."author_id" = "authors"."id") > ?2`,
		}},
	}
}
