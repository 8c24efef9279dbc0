package acceptance

import (
	"context"

	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/library"
)

// selects are queries for rows.
func selects(s *shelf) []goldenOperation {
	return []goldenOperation{
		{"all", reads(Books.All), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` ORDER BY `t1`.`title`",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."title"`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."title"`,
		}},
		{"all sorted by nullable default", reads(Tags.All), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`name`, `t1`.`rank` FROM `tags` AS `t1` ORDER BY `t1`.`rank` DESC, `t1`.`name`",
			"postgres": `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" ORDER BY "t1"."rank" DESC NULLS LAST, "t1"."name"`,
			"sqlite":   `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" ORDER BY "t1"."rank" DESC, "t1"."name"`,
		}},
		{"get by key", reads(func(ctx context.Context, db kin.Executor) (*Book, error) { return Books.Get(ctx, db, s.dune.ID) }), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` WHERE `t1`.`id` = ? LIMIT ?",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" WHERE "t1"."id" = $1 LIMIT $2`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" WHERE "t1"."id" = ?1 LIMIT ?2`,
		}},
		{"get of query", reads(Books.Filter(Books.Title.Eq("Dune")).Get), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` WHERE `t1`.`title` = ? LIMIT ?",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" WHERE "t1"."title" = $1 LIMIT $2`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" WHERE "t1"."title" = ?1 LIMIT ?2`,
		}},
		{"get of limited query", reads(Books.Filter(Books.Title.Eq("Dune")).Limit(1).Get), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` WHERE `t1`.`title` = ? ORDER BY `t1`.`title`, `t1`.`id` LIMIT ?",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" WHERE "t1"."title" = $1 ORDER BY "t1"."title", "t1"."id" LIMIT $2`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" WHERE "t1"."title" = ?1 ORDER BY "t1"."title", "t1"."id" LIMIT ?2`,
		}},
		{"first", reads(Books.First), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` ORDER BY `t1`.`title`, `t1`.`id` LIMIT ?",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."title", "t1"."id" LIMIT $1`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."title", "t1"."id" LIMIT ?1`,
		}},
		{"first of unsorted", reads(Books.OrderBy().First), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` ORDER BY `t1`.`id` LIMIT ?",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."id" LIMIT $1`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."id" LIMIT ?1`,
		}},
		{"last", reads(Books.Last), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` ORDER BY `t1`.`title` DESC, `t1`.`id` DESC LIMIT ?",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."title" DESC, "t1"."id" DESC LIMIT $1`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."title" DESC, "t1"."id" DESC LIMIT ?1`,
		}},
		{"last sorted by nullable", reads(Tags.Last), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`name`, `t1`.`rank` FROM `tags` AS `t1` ORDER BY `t1`.`rank`, `t1`.`name` DESC, `t1`.`id` DESC LIMIT ?",
			"postgres": `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" ORDER BY "t1"."rank" NULLS FIRST, "t1"."name" DESC, "t1"."id" DESC LIMIT $1`,
			"sqlite":   `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" ORDER BY "t1"."rank", "t1"."name" DESC, "t1"."id" DESC LIMIT ?1`,
		}},
		{"last of unsorted", reads(Books.OrderBy().Last), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` ORDER BY `t1`.`id` DESC LIMIT ?",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."id" DESC LIMIT $1`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."id" DESC LIMIT ?1`,
		}},
		{"order by several", reads(Books.OrderBy(Books.Pages.Desc(), Books.Title.Asc()).All), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` ORDER BY `t1`.`pages` DESC, `t1`.`title`",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."pages" DESC, "t1"."title"`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."pages" DESC, "t1"."title"`,
		}},
		{"order by nullable", reads(Books.OrderBy(Books.Rating.Asc()).All), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` ORDER BY `t1`.`rating`",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."rating" NULLS FIRST`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."rating"`,
		}},
		{"order by nullable descending", reads(Books.OrderBy(Books.Rating.Desc()).All), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` ORDER BY `t1`.`rating` DESC",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."rating" DESC NULLS LAST`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."rating" DESC`,
		}},
		{"order with nulls first", reads(Books.OrderBy(Books.Rating.Desc().NullsFirst()).All), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` ORDER BY (`t1`.`rating` IS NULL) DESC, `t1`.`rating` DESC",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."rating" DESC`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."rating" DESC NULLS FIRST`,
		}},
		{"order with nulls last", reads(Books.OrderBy(Books.Rating.Asc().NullsLast()).All), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` ORDER BY (`t1`.`rating` IS NULL), `t1`.`rating`",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."rating"`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."rating" NULLS LAST`,
		}},
		{"order with nulls where there are none", reads(Books.OrderBy(Books.Pages.Asc().NullsLast()).All), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` ORDER BY `t1`.`pages`",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."pages"`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."pages"`,
		}},
		{"last with nulls last", reads(Books.OrderBy(Books.Rating.Asc().NullsLast()).Last), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` ORDER BY (`t1`.`rating` IS NULL) DESC, `t1`.`rating` DESC, `t1`.`id` DESC LIMIT ?",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."rating" DESC, "t1"."id" DESC LIMIT $1`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."rating" DESC NULLS FIRST, "t1"."id" DESC LIMIT ?1`,
		}},
		{"order by column of needed row", reads(Books.OrderBy(Books.Author.Name.Asc()).All), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` JOIN `authors` AS `t2` ON `t2`.`id` = `t1`.`author_id` ORDER BY `t2`.`name`",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" JOIN "authors" AS "t2" ON "t2"."id" = "t1"."author_id" ORDER BY "t2"."name"`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" JOIN "authors" AS "t2" ON "t2"."id" = "t1"."author_id" ORDER BY "t2"."name"`,
		}},
		{"order by column of missing row", reads(Books.OrderBy(Books.Editor.Name.Asc()).All), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` LEFT JOIN `authors` AS `t2` ON `t2`.`id` = `t1`.`editor_id` ORDER BY `t2`.`name`",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" LEFT JOIN "authors" AS "t2" ON "t2"."id" = "t1"."editor_id" ORDER BY "t2"."name" NULLS FIRST`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" LEFT JOIN "authors" AS "t2" ON "t2"."id" = "t1"."editor_id" ORDER BY "t2"."name"`,
		}},
		{"order by By", reads(Books.OrderBy(Books.Editor.By(Authors.Name.Desc())).All), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` LEFT JOIN `authors` AS `t2` ON `t2`.`id` = `t1`.`editor_id` ORDER BY `t2`.`name` DESC",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" LEFT JOIN "authors" AS "t2" ON "t2"."id" = "t1"."editor_id" ORDER BY "t2"."name" DESC NULLS LAST`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" LEFT JOIN "authors" AS "t2" ON "t2"."id" = "t1"."editor_id" ORDER BY "t2"."name" DESC`,
		}},
		{"order by key of to-one", reads(Books.OrderBy(Books.Author.ID.Asc()).All), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` ORDER BY `t1`.`author_id`",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."author_id"`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."author_id"`,
		}},
		{"order by count", reads(Books.OrderBy(Books.Tags.Count().Desc(), Books.Title.Asc()).All), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` ORDER BY (SELECT COUNT(*) FROM `books_tags` AS `t2` WHERE `t2`.`book_id` = `t1`.`id`) DESC, `t1`.`title`",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY (SELECT COUNT(*) FROM "books_tags" AS "t2" WHERE "t2"."book_id" = "t1"."id") DESC, "t1"."title"`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY (SELECT COUNT(*) FROM "books_tags" AS "t2" WHERE "t2"."book_id" = "t1"."id") DESC, "t1"."title"`,
		}},
		{"order by min", reads(Books.OrderBy(kin.Min(Books.Tags, Tags.Rank).Asc()).All), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` ORDER BY (SELECT MIN(`t3`.`rank`) FROM `books_tags` AS `t2` JOIN `tags` AS `t3` ON `t3`.`id` = `t2`.`tag_id` WHERE `t2`.`book_id` = `t1`.`id`)",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY (SELECT MIN("t3"."rank") FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t2"."book_id" = "t1"."id") NULLS FIRST`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY (SELECT MIN("t3"."rank") FROM "books_tags" AS "t2" JOIN "tags" AS "t3" ON "t3"."id" = "t2"."tag_id" WHERE "t2"."book_id" = "t1"."id")`,
		}},
		{"order and filter by one row", reads(Books.Filter(Books.Author.Name.Ne("x")).OrderBy(Books.Author.Name.Asc()).All), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` JOIN `authors` AS `t2` ON `t2`.`id` = `t1`.`author_id` WHERE `t2`.`name` <> ? ORDER BY `t2`.`name`",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" JOIN "authors" AS "t2" ON "t2"."id" = "t1"."author_id" WHERE "t2"."name" <> $1 ORDER BY "t2"."name"`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" JOIN "authors" AS "t2" ON "t2"."id" = "t1"."author_id" WHERE "t2"."name" <> ?1 ORDER BY "t2"."name"`,
		}},
		{"limit", reads(Books.Limit(2).All), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` ORDER BY `t1`.`title`, `t1`.`id` LIMIT ?",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."title", "t1"."id" LIMIT $1`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."title", "t1"."id" LIMIT ?1`,
		}},
		{"limit and offset", reads(Books.Limit(2).Offset(1).All), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` ORDER BY `t1`.`title`, `t1`.`id` LIMIT ? OFFSET ?",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."title", "t1"."id" LIMIT $1 OFFSET $2`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."title", "t1"."id" LIMIT ?1 OFFSET ?2`,
		}},
		{"offset alone", reads(Books.Query().Offset(1).All), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` ORDER BY `t1`.`title`, `t1`.`id` LIMIT 9223372036854775807 OFFSET ?",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."title", "t1"."id" OFFSET $1`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."title", "t1"."id" LIMIT 9223372036854775807 OFFSET ?1`,
		}},
		{"limit of unsorted", reads(Books.OrderBy().Limit(2).All), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` ORDER BY `t1`.`id` LIMIT ?",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."id" LIMIT $1`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."id" LIMIT ?1`,
		}},
		{"limit sorted by key", reads(Books.OrderBy(Books.ID.Desc()).Limit(2).All), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` ORDER BY `t1`.`id` DESC LIMIT ?",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."id" DESC LIMIT $1`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."id" DESC LIMIT ?1`,
		}},
		{"limit sorted by count", reads(Authors.OrderBy(Authors.Books.Count().Desc()).Limit(2).All), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`name`, `t1`.`born` FROM `authors` AS `t1` ORDER BY (SELECT COUNT(*) FROM `books` AS `t2` WHERE `t2`.`author_id` = `t1`.`id`) DESC, `t1`.`id` LIMIT ?",
			"postgres": `SELECT "t1"."id", "t1"."name", "t1"."born" FROM "authors" AS "t1" ORDER BY (SELECT COUNT(*) FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."id") DESC, "t1"."id" LIMIT $1`,
			"sqlite":   `SELECT "t1"."id", "t1"."name", "t1"."born" FROM "authors" AS "t1" ORDER BY (SELECT COUNT(*) FROM "books" AS "t2" WHERE "t2"."author_id" = "t1"."id") DESC, "t1"."id" LIMIT ?1`,
		}},
		{"only", reads(Books.Only(Books.Title).All), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` ORDER BY `t1`.`title`",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."title"`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."title"`,
		}},
		{"defer", reads(Books.Defer(Books.Extra, Books.Subtitle).All), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` ORDER BY `t1`.`title`",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."title"`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."title"`,
		}},
		{"in bulk", reads(func(ctx context.Context, db kin.Executor) (map[int64]*Book, error) {
			return Books.InBulk(ctx, db, 1, 2)
		}), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` WHERE `t1`.`id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s)",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" WHERE "t1"."id" = ANY ($1::bigint[])`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" WHERE "t1"."id" IN (SELECT s0.value FROM json_each(?1) AS s0)`,
		}},
		{"each", func(ctx context.Context, db kin.Executor) error { return drain(Books.Each(ctx, db)) }, sqls{
			"mariadb": "SELECT `t1`.`id` FROM `books` AS `t1` ORDER BY `t1`.`title`\nSELECT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` WHERE `t1`.`id` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s)",
			"postgres": `SELECT "t1"."id" FROM "books" AS "t1" ORDER BY "t1"."title"
SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" WHERE "t1"."id" = ANY ($1::bigint[])`,
			"sqlite": `SELECT "t1"."id" FROM "books" AS "t1" ORDER BY "t1"."title"
SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" WHERE "t1"."id" IN (SELECT s0.value FROM json_each(?1) AS s0)`,
		}},
		{"distinct without join", reads(Books.Query().Distinct().All), sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` ORDER BY `t1`.`title`",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."title"`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."title"`,
		}},
	}
}
