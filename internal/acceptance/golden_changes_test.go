package acceptance

import (
	"context"

	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/library"
)

// changes update and delete by conditions.
func changes(s *shelf) []goldenOperation {
	return []goldenOperation{
		{"update", reads(assign(Books.Filter(Books.Title.Eq("Dune")), Books.Pages.Set(1))), sqls{
			"mariadb":  "UPDATE `books` SET `pages` = ? WHERE `books`.`title` = ?",
			"postgres": `UPDATE "books" SET "pages" = $1 WHERE "books"."title" = $2`,
			"sqlite":   `UPDATE "books" SET "pages" = ?1 WHERE "books"."title" = ?2`,
		}},
		{"update several", reads(assign(Books.Filter(Books.ID.In(1, 2)), Books.Pages.Set(1), Books.Subtitle.Set("x"), Books.Rating.SetNull())), sqls{
			"mariadb":  "UPDATE `books`, (SELECT 1) AS `d` SET `books`.`pages` = ?, `books`.`subtitle` = ?, `books`.`rating` = ? WHERE `books`.`id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s)",
			"postgres": `UPDATE "books" SET "pages" = $1, "subtitle" = $2, "rating" = $3 WHERE "books"."id" = ANY ($4::bigint[])`,
			"sqlite":   `UPDATE "books" SET "pages" = ?1, "subtitle" = ?2, "rating" = ?3 WHERE "books"."id" IN (SELECT s0.value FROM json_each(?4) AS s0)`,
		}},
		{"update computes", reads(assign(Books.AllRows(), Books.Pages.Add(1), Books.Rating.Mul(2))), sqls{
			"mariadb":  "UPDATE `books` SET `pages` = `books`.`pages` + ?, `rating` = `books`.`rating` * ?",
			"postgres": `UPDATE "books" SET "pages" = "books"."pages" + $1, "rating" = "books"."rating" * $2`,
			"sqlite":   `UPDATE "books" SET "pages" = "books"."pages" + ?1, "rating" = "books"."rating" * ?2`,
		}},
		{"update subtracts", reads(assign(Books.AllRows(), Books.Pages.Sub(1))), sqls{
			"mariadb":  "UPDATE `books` SET `pages` = `books`.`pages` - ?",
			"postgres": `UPDATE "books" SET "pages" = "books"."pages" - $1`,
			"sqlite":   `UPDATE "books" SET "pages" = "books"."pages" - ?1`,
		}},
		{"update from column", reads(assign(Books.AllRows(), kin.SetCol(Books.Subtitle, Books.Title), kin.AddCol(Books.Pages, Books.ID))), sqls{
			"mariadb":  "UPDATE `books` SET `subtitle` = `books`.`title`, `pages` = `books`.`pages` + `books`.`id`",
			"postgres": `UPDATE "books" SET "subtitle" = "books"."title", "pages" = "books"."pages" + "books"."id"`,
			"sqlite":   `UPDATE "books" SET "subtitle" = "books"."title", "pages" = "books"."pages" + "books"."id"`,
		}},
		{"update by column of to-one", reads(assign(Books.Filter(Books.Author.Name.Eq("Ann")), Books.Pages.Set(1))), sqls{
			"mariadb":  "UPDATE `books` JOIN (SELECT `books`.`id` FROM `books` WHERE `books`.`id` IN (SELECT `t1`.`id` FROM `books` AS `t1` JOIN `authors` AS `t2` ON `t2`.`id` = `t1`.`author_id` WHERE `t2`.`name` = ?) LIMIT 9223372036854775807) AS `k` ON `k`.`id` = `books`.`id` SET `books`.`pages` = ?",
			"postgres": `UPDATE "books" SET "pages" = $1 WHERE "books"."id" IN (SELECT "t1"."id" FROM "books" AS "t1" JOIN "authors" AS "t2" ON "t2"."id" = "t1"."author_id" WHERE "t2"."name" = $2)`,
			"sqlite":   `UPDATE "books" SET "pages" = ?1 WHERE "books"."id" IN (SELECT "t1"."id" FROM "books" AS "t1" JOIN "authors" AS "t2" ON "t2"."id" = "t1"."author_id" WHERE "t2"."name" = ?2)`,
		}},
		{"update by key of to-one", reads(assign(Books.Filter(Books.Author.ID.Eq(1)), Books.Pages.Set(1))), sqls{
			"mariadb":  "UPDATE `books` SET `pages` = ? WHERE `books`.`author_id` = ?",
			"postgres": `UPDATE "books" SET "pages" = $1 WHERE "books"."author_id" = $2`,
			"sqlite":   `UPDATE "books" SET "pages" = ?1 WHERE "books"."author_id" = ?2`,
		}},
		{"update by Any of to-one", reads(assign(Books.Filter(Books.Author.Any(Authors.Name.Eq("Ann"))), Books.Pages.Set(1))), sqls{
			"mariadb":  "UPDATE `books`, (SELECT 1) AS `d` SET `books`.`pages` = ? WHERE `books`.`author_id` IN (SELECT `t1`.`id` FROM `authors` AS `t1` WHERE `t1`.`name` = ?)",
			"postgres": `UPDATE "books" SET "pages" = $1 WHERE "books"."author_id" IN (SELECT "t1"."id" FROM "authors" AS "t1" WHERE "t1"."name" = $2)`,
			"sqlite":   `UPDATE "books" SET "pages" = ?1 WHERE "books"."author_id" IN (SELECT "t1"."id" FROM "authors" AS "t1" WHERE "t1"."name" = ?2)`,
		}},
		{"update by links", reads(assign(Books.Filter(Books.Tags.HasAny(s.red)), Books.Pages.Set(1))), sqls{
			"mariadb":  "UPDATE `books`, (SELECT 1) AS `d` SET `books`.`pages` = ? WHERE `books`.`id` IN (SELECT `t1`.`book_id` FROM `books_tags` AS `t1` WHERE `t1`.`tag_id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s))",
			"postgres": `UPDATE "books" SET "pages" = $1 WHERE "books"."id" IN (SELECT "t1"."book_id" FROM "books_tags" AS "t1" WHERE "t1"."tag_id" = ANY ($2::bigint[]))`,
			"sqlite":   `UPDATE "books" SET "pages" = ?1 WHERE "books"."id" IN (SELECT "t1"."book_id" FROM "books_tags" AS "t1" WHERE "t1"."tag_id" IN (SELECT s0.value FROM json_each(?2) AS s0))`,
		}},
		{"update excluded", reads(assign(Books.Exclude(Books.Rating.Gt(4)), Books.Pages.Set(1))), sqls{
			"mariadb":  "UPDATE `books` SET `pages` = ? WHERE `books`.`rating` <= ? OR `books`.`rating` IS NULL",
			"postgres": `UPDATE "books" SET "pages" = $1 WHERE "books"."rating" <= $2 OR "books"."rating" IS NULL`,
			"sqlite":   `UPDATE "books" SET "pages" = ?1 WHERE "books"."rating" <= ?2 OR "books"."rating" IS NULL`,
		}},
		{"update by Raw", reads(assign(Books.Filter(kin.Raw[*Book]("length(?) > ?", Books.Title, 4)), Books.Pages.Set(1))), sqls{
			"mariadb":  "UPDATE `books` SET `pages` = ? WHERE (length(`books`.`title`) > ?) IS TRUE",
			"postgres": `UPDATE "books" SET "pages" = $1 WHERE (length("books"."title") > $2) IS TRUE`,
			"sqlite":   `UPDATE "books" SET "pages" = ?1 WHERE (length("books"."title") > ?2) IS TRUE`,
		}},
		{"update by count", reads(assign(Books.Filter(Books.Tags.Count().Gt(1)), Books.Pages.Set(1))), sqls{
			"mariadb":  "UPDATE `books`, (SELECT 1) AS `d` SET `books`.`pages` = ? WHERE (SELECT COUNT(*) FROM `books_tags` AS `t1` WHERE `t1`.`book_id` = `books`.`id`) > ?",
			"postgres": `UPDATE "books" SET "pages" = $1 WHERE (SELECT COUNT(*) FROM "books_tags" AS "t1" WHERE "t1"."book_id" = "books"."id") > $2`,
			"sqlite":   `UPDATE "books" SET "pages" = ?1 WHERE (SELECT COUNT(*) FROM "books_tags" AS "t1" WHERE "t1"."book_id" = "books"."id") > ?2`,
		}},
		{"delete", reads(Books.Filter(Books.Title.Eq("Dune")).Delete), sqls{
			"mariadb":  "DELETE FROM `books` WHERE `books`.`title` = ?",
			"postgres": `DELETE FROM "books" WHERE "books"."title" = $1`,
			"sqlite":   `DELETE FROM "books" WHERE "books"."title" = ?1`,
		}},
		{"delete all", reads(Books.AllRows().Delete), sqls{
			"mariadb":  "DELETE FROM `books`",
			"postgres": `DELETE FROM "books"`,
			"sqlite":   `DELETE FROM "books"`,
		}},
		{"delete by column of to-one", reads(Books.Filter(Books.Editor.Name.Eq("Ann")).Delete), sqls{
			"mariadb":  "DELETE `books` FROM `books` JOIN (SELECT `books`.`id` FROM `books` WHERE `books`.`id` IN (SELECT `t1`.`id` FROM `books` AS `t1` LEFT JOIN `authors` AS `t2` ON `t2`.`id` = `t1`.`editor_id` WHERE `t2`.`name` = ?) LIMIT 9223372036854775807) AS `k` ON `k`.`id` = `books`.`id`",
			"postgres": `DELETE FROM "books" WHERE "books"."id" IN (SELECT "t1"."id" FROM "books" AS "t1" LEFT JOIN "authors" AS "t2" ON "t2"."id" = "t1"."editor_id" WHERE "t2"."name" = $1)`,
			"sqlite":   `DELETE FROM "books" WHERE "books"."id" IN (SELECT "t1"."id" FROM "books" AS "t1" LEFT JOIN "authors" AS "t2" ON "t2"."id" = "t1"."editor_id" WHERE "t2"."name" = ?1)`,
		}},
		{"delete by links", reads(Books.Filter(Books.Tags.None()).Delete), sqls{
			"mariadb":  "DELETE `books` FROM `books` WHERE `books`.`id` NOT IN (SELECT `t1`.`book_id` FROM `books_tags` AS `t1`)",
			"postgres": `DELETE FROM "books" WHERE "books"."id" NOT IN (SELECT "t1"."book_id" FROM "books_tags" AS "t1")`,
			"sqlite":   `DELETE FROM "books" WHERE "books"."id" NOT IN (SELECT "t1"."book_id" FROM "books_tags" AS "t1")`,
		}},
		{"delete by children", reads(Authors.Filter(Authors.Books.Any(Books.Pages.Gt(1))).Delete), sqls{
			"mariadb":  "DELETE `authors` FROM `authors` WHERE `authors`.`id` IN (SELECT `t1`.`author_id` FROM `books` AS `t1` WHERE `t1`.`pages` > ?)",
			"postgres": `DELETE FROM "authors" WHERE "authors"."id" IN (SELECT "t1"."author_id" FROM "books" AS "t1" WHERE "t1"."pages" > $1)`,
			"sqlite":   `DELETE FROM "authors" WHERE "authors"."id" IN (SELECT "t1"."author_id" FROM "books" AS "t1" WHERE "t1"."pages" > ?1)`,
		}},
		{"delete objects", func(ctx context.Context, db kin.Executor) error { return run(Tags.Delete(ctx, db, s.red, s.blue)) }, sqls{
			"mariadb":  "DELETE `tags` FROM `tags` WHERE `tags`.`id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s)",
			"postgres": `DELETE FROM "tags" WHERE "tags"."id" = ANY ($1::bigint[])`,
			"sqlite":   `DELETE FROM "tags" WHERE "tags"."id" IN (SELECT s0.value FROM json_each(?1) AS s0)`,
		}},
	}
}
