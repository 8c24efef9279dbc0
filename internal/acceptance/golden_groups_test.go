package acceptance

import (
	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/library"
)

// groups put rows together.
func groups() []goldenOperation {
	count := kin.CountRows[*Book]()
	byAuthor := kin.GroupBy(Books.Query(), Books.AuthorID)
	byTag := kin.GroupBy(Books.Join(Books.Tags.Rows(Tags.Rank.Gt(0))), kin.ViaKey(Books.Tags, Tags.Name))
	return []goldenOperation{
		{"groups by column", reads(kin.Select2(byAuthor, Books.AuthorID, count).All), sqls{
			"mariadb":  "SELECT `t1`.`author_id`, COUNT(*) FROM `books` AS `t1` GROUP BY `t1`.`author_id`",
			"postgres": `SELECT "t1"."author_id", COUNT(*) FROM "books" AS "t1" GROUP BY "t1"."author_id"`,
			"sqlite":   `SELECT "t1"."author_id", COUNT(*) FROM "books" AS "t1" GROUP BY "t1"."author_id"`,
		}},
		{"groups by related column", reads(kin.Select2(kin.GroupBy(Books.Filter(Books.Pages.Gt(0)), Books.Author.Name), Books.Author.Name, count).All), sqls{
			"mariadb":  "SELECT `t2`.`name`, COUNT(*) FROM `books` AS `t1` JOIN `authors` AS `t2` ON `t2`.`id` = `t1`.`author_id` WHERE `t1`.`pages` > ? GROUP BY `t2`.`name`",
			"postgres": `SELECT "t2"."name", COUNT(*) FROM "books" AS "t1" JOIN "authors" AS "t2" ON "t2"."id" = "t1"."author_id" WHERE "t1"."pages" > $1 GROUP BY "t2"."name"`,
			"sqlite":   `SELECT "t2"."name", COUNT(*) FROM "books" AS "t1" JOIN "authors" AS "t2" ON "t2"."id" = "t1"."author_id" WHERE "t1"."pages" > ?1 GROUP BY "t2"."name"`,
		}},
		{"groups by nullable column", reads(kin.Select1(kin.GroupBy(Books.Query(), Books.EditorID), kin.Nullable(Books.EditorID)).All), sqls{
			"mariadb":  "SELECT `t1`.`editor_id` FROM `books` AS `t1` GROUP BY `t1`.`editor_id`",
			"postgres": `SELECT "t1"."editor_id" FROM "books" AS "t1" GROUP BY "t1"."editor_id"`,
			"sqlite":   `SELECT "t1"."editor_id" FROM "books" AS "t1" GROUP BY "t1"."editor_id"`,
		}},
		{"groups by two columns", reads(kin.Select3(kin.GroupBy(Books.Query(), Books.AuthorID, Books.Sold), Books.AuthorID, Books.Sold, count).All), sqls{
			"mariadb":  "SELECT `t1`.`author_id`, `t1`.`sold`, COUNT(*) FROM `books` AS `t1` GROUP BY `t1`.`author_id`, `t1`.`sold`",
			"postgres": `SELECT "t1"."author_id", "t1"."sold", COUNT(*) FROM "books" AS "t1" GROUP BY "t1"."author_id", "t1"."sold"`,
			"sqlite":   `SELECT "t1"."author_id", "t1"."sold", COUNT(*) FROM "books" AS "t1" GROUP BY "t1"."author_id", "t1"."sold"`,
		}},
		{"groups having count", reads(kin.Select1(byAuthor.Having(count.Gt(1)), Books.AuthorID).All), sqls{
			"mariadb":  "SELECT `t1`.`author_id` FROM `books` AS `t1` GROUP BY `t1`.`author_id` HAVING COUNT(*) > ?",
			"postgres": `SELECT "t1"."author_id" FROM "books" AS "t1" GROUP BY "t1"."author_id" HAVING COUNT(*) > $1`,
			"sqlite":   `SELECT "t1"."author_id" FROM "books" AS "t1" GROUP BY "t1"."author_id" HAVING COUNT(*) > ?1`,
		}},
		{"groups having not sum", reads(kin.Select1(byAuthor.Having(kin.Not(kin.SumOf(Books.Rating).Gt(1))), Books.AuthorID).All), sqls{
			"mariadb":  "SELECT `t1`.`author_id` FROM `books` AS `t1` GROUP BY `t1`.`author_id` HAVING (SUM(`t1`.`rating`) > ?) IS NOT TRUE",
			"postgres": `SELECT "t1"."author_id" FROM "books" AS "t1" GROUP BY "t1"."author_id" HAVING (SUM("t1"."rating") > $1) IS NOT TRUE`,
			"sqlite":   `SELECT "t1"."author_id" FROM "books" AS "t1" GROUP BY "t1"."author_id" HAVING (SUM("t1"."rating") > ?1) IS NOT TRUE`,
		}},
		{"groups having key or count", reads(kin.Select1(byAuthor.Having(kin.Or(Books.AuthorID.In(1, 2), count.Ge(3))), Books.AuthorID).All), sqls{
			"mariadb":  "SELECT `t1`.`author_id` FROM `books` AS `t1` GROUP BY `t1`.`author_id` HAVING `t1`.`author_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s) OR COUNT(*) >= ?",
			"postgres": `SELECT "t1"."author_id" FROM "books" AS "t1" GROUP BY "t1"."author_id" HAVING "t1"."author_id" = ANY ($1::bigint[]) OR COUNT(*) >= $2`,
			"sqlite":   `SELECT "t1"."author_id" FROM "books" AS "t1" GROUP BY "t1"."author_id" HAVING "t1"."author_id" IN (SELECT s0.value FROM json_each(?1) AS s0) OR COUNT(*) >= ?2`,
		}},
		{"groups sorted and limited", reads(kin.Select1(byAuthor.OrderBy(count.Desc()).Limit(2).Offset(1), Books.AuthorID).All), sqls{
			"mariadb":  "SELECT `t1`.`author_id` FROM `books` AS `t1` GROUP BY `t1`.`author_id` ORDER BY COUNT(*) DESC, `t1`.`author_id` LIMIT ? OFFSET ?",
			"postgres": `SELECT "t1"."author_id" FROM "books" AS "t1" GROUP BY "t1"."author_id" ORDER BY COUNT(*) DESC, "t1"."author_id" LIMIT $1 OFFSET $2`,
			"sqlite":   `SELECT "t1"."author_id" FROM "books" AS "t1" GROUP BY "t1"."author_id" ORDER BY COUNT(*) DESC, "t1"."author_id" LIMIT ?1 OFFSET ?2`,
		}},
		{"groups sorted by nullable sum", reads(kin.Select1(byAuthor.OrderBy(kin.SumOf(Books.Rating).Desc(), Books.AuthorID.Asc()), Books.AuthorID).All), sqls{
			"mariadb":  "SELECT `t1`.`author_id` FROM `books` AS `t1` GROUP BY `t1`.`author_id` ORDER BY SUM(`t1`.`rating`) DESC, `t1`.`author_id`",
			"postgres": `SELECT "t1"."author_id" FROM "books" AS "t1" GROUP BY "t1"."author_id" ORDER BY SUM("t1"."rating") DESC NULLS LAST, "t1"."author_id"`,
			"sqlite":   `SELECT "t1"."author_id" FROM "books" AS "t1" GROUP BY "t1"."author_id" ORDER BY SUM("t1"."rating") DESC, "t1"."author_id"`,
		}},
		{"group of all", reads(kin.Select3(kin.GroupBy(Books.Query()), count, kin.Nullable(kin.SumOf(Books.Pages)), kin.Nullable(kin.AvgOf(Books.Pages))).All), sqls{
			"mariadb":  "SELECT COUNT(*), SUM(`t1`.`pages`), AVG(CAST(`t1`.`pages` AS DOUBLE)) FROM `books` AS `t1`",
			"postgres": `SELECT COUNT(*), SUM("t1"."pages"), AVG(CAST("t1"."pages" AS double precision)) FROM "books" AS "t1"`,
			"sqlite":   `SELECT COUNT(*), SUM("t1"."pages"), AVG("t1"."pages") FROM "books" AS "t1"`,
		}},
		{"groups of joined rows", reads(kin.Select2(byTag, kin.Via(Books.Tags, Tags.Name), kin.CountValues(Books.AuthorID)).All), sqls{
			"mariadb":  "SELECT `t3`.`name`, COUNT(DISTINCT `t1`.`author_id`) FROM `books` AS `t1` JOIN `books_tags` AS `t2` ON `t2`.`book_id` = `t1`.`id` JOIN `tags` AS `t3` ON `t3`.`id` = `t2`.`tag_id` WHERE `t3`.`rank` > ? GROUP BY `t3`.`name`",
			"postgres": `SELECT "t3"."name", COUNT(DISTINCT "t1"."author_id") FROM "books" AS "t1" JOIN "books_tags" AS "t2" ON "t2"."book_id" = "t1"."id" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t3"."rank" > $1 GROUP BY "t3"."name"`,
			"sqlite":   `SELECT "t3"."name", COUNT(DISTINCT "t1"."author_id") FROM "books" AS "t1" JOIN "books_tags" AS "t2" ON "t2"."book_id" = "t1"."id" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t3"."rank" > ?1 GROUP BY "t3"."name"`,
		}},
		{"groups least and most", reads(kin.Select3(byAuthor, Books.AuthorID, kin.MinOf(Books.Title), kin.MaxOf(Books.Pages)).All), sqls{
			"mariadb":  "SELECT `t1`.`author_id`, MIN(`t1`.`title`), MAX(`t1`.`pages`) FROM `books` AS `t1` GROUP BY `t1`.`author_id`",
			"postgres": `SELECT "t1"."author_id", MIN("t1"."title"), MAX("t1"."pages") FROM "books" AS "t1" GROUP BY "t1"."author_id"`,
			"sqlite":   `SELECT "t1"."author_id", MIN("t1"."title"), MAX("t1"."pages") FROM "books" AS "t1" GROUP BY "t1"."author_id"`,
		}},
		{"groups counted", reads(byAuthor.Having(count.Gt(1)).Count), sqls{
			"mariadb":  "SELECT COUNT(*) FROM (SELECT COUNT(*) FROM `books` AS `t1` GROUP BY `t1`.`author_id` HAVING COUNT(*) > ?) AS `t2`",
			"postgres": `SELECT COUNT(*) FROM (SELECT COUNT(*) FROM "books" AS "t1" GROUP BY "t1"."author_id" HAVING COUNT(*) > $1) AS "t2"`,
			"sqlite":   `SELECT COUNT(*) FROM (SELECT COUNT(*) FROM "books" AS "t1" GROUP BY "t1"."author_id" HAVING COUNT(*) > ?1) AS "t2"`,
		}},
		{"groups limited and counted", reads(byAuthor.Limit(2).Count), sqls{
			"mariadb":  "SELECT COUNT(*) FROM (SELECT COUNT(*) FROM `books` AS `t1` GROUP BY `t1`.`author_id` LIMIT ?) AS `t2`",
			"postgres": `SELECT COUNT(*) FROM (SELECT COUNT(*) FROM "books" AS "t1" GROUP BY "t1"."author_id" LIMIT $1) AS "t2"`,
			"sqlite":   `SELECT COUNT(*) FROM (SELECT COUNT(*) FROM "books" AS "t1" GROUP BY "t1"."author_id" LIMIT ?1) AS "t2"`,
		}},
	}
}
