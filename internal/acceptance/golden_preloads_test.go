package acceptance

import (
	. "github.com/kinorm/kin/internal/acceptance/library"
)

// preloads read related rows.
func preloads() []goldenOperation {
	return []goldenOperation{
		{"preload to-one", reads(Books.Preload(Books.Author).All), sqls{
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."title"
SELECT "t1"."id", "t1"."id", "t1"."name", "t1"."born" FROM "authors" AS "t1" WHERE "t1"."id" = ANY ($1::bigint[])`,
			"sqlite": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."title"
SELECT "t1"."id", "t1"."id", "t1"."name", "t1"."born" FROM "authors" AS "t1" WHERE "t1"."id" IN (SELECT s0.value FROM json_each(?1) AS s0)`,
		}},
		{"preload links", reads(Books.Preload(Books.Tags).All), sqls{
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."title"
SELECT "t1"."book_id", "t2"."id", "t2"."name", "t2"."rank" FROM "books_tags" AS "t1" JOIN "tags" AS "t2" ON "t2"."id" = "t1"."tag_id" WHERE "t1"."book_id" = ANY ($1::bigint[]) ORDER BY "t2"."rank" DESC NULLS LAST, "t2"."name"`,
			"sqlite": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."title"
SELECT "t1"."book_id", "t2"."id", "t2"."name", "t2"."rank" FROM "books_tags" AS "t1" CROSS JOIN "tags" AS "t2" ON "t2"."id" = "t1"."tag_id" WHERE "t1"."book_id" IN (SELECT s0.value FROM json_each(?1) AS s0) ORDER BY "t2"."rank" DESC, "t2"."name"`,
		}},
		{"preload reverse links", reads(Tags.Preload(Tags.Books).All), sqls{
			"postgres": `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" ORDER BY "t1"."rank" DESC NULLS LAST, "t1"."name"
SELECT "t1"."tag_id", "t2"."id", "t2"."title", "t2"."subtitle", "t2"."pages", "t2"."rating", "t2"."printed", "t2"."sold", "t2"."extra", "t2"."author_id", "t2"."editor_id" FROM "books_tags" AS "t1" JOIN "books" AS "t2" ON "t2"."id" = "t1"."book_id" WHERE "t1"."tag_id" = ANY ($1::bigint[]) ORDER BY "t2"."title"`,
			"sqlite": `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" ORDER BY "t1"."rank" DESC, "t1"."name"
SELECT "t1"."tag_id", "t2"."id", "t2"."title", "t2"."subtitle", "t2"."pages", "t2"."rating", "t2"."printed", "t2"."sold", "t2"."extra", "t2"."author_id", "t2"."editor_id" FROM "books_tags" AS "t1" CROSS JOIN "books" AS "t2" ON "t2"."id" = "t1"."book_id" WHERE "t1"."tag_id" IN (SELECT s0.value FROM json_each(?1) AS s0) ORDER BY "t2"."title"`,
		}},
		{"preload children", reads(Authors.Preload(Authors.Books).All), sqls{
			"postgres": `SELECT "t1"."id", "t1"."name", "t1"."born" FROM "authors" AS "t1" ORDER BY "t1"."name"
SELECT "t1"."author_id", "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" WHERE "t1"."author_id" = ANY ($1::bigint[]) ORDER BY "t1"."title"`,
			"sqlite": `SELECT "t1"."id", "t1"."name", "t1"."born" FROM "authors" AS "t1" ORDER BY "t1"."name"
SELECT "t1"."author_id", "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" WHERE "t1"."author_id" IN (SELECT s0.value FROM json_each(?1) AS s0) ORDER BY "t1"."title"`,
		}},
		{"preload filtered and sorted", reads(Books.Preload(Books.Tags.Filter(Tags.Rank.Gt(0)).OrderBy(Tags.Name.Desc())).All), sqls{
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."title"
SELECT "t1"."book_id", "t2"."id", "t2"."name", "t2"."rank" FROM "books_tags" AS "t1" JOIN "tags" AS "t2" ON "t2"."id" = "t1"."tag_id" WHERE "t1"."book_id" = ANY ($1::bigint[]) AND "t2"."rank" > $2 ORDER BY "t2"."name" DESC`,
			"sqlite": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."title"
SELECT "t1"."book_id", "t2"."id", "t2"."name", "t2"."rank" FROM "books_tags" AS "t1" CROSS JOIN "tags" AS "t2" ON "t2"."id" = "t1"."tag_id" WHERE "t1"."book_id" IN (SELECT s0.value FROM json_each(?1) AS s0) AND "t2"."rank" > ?2 ORDER BY "t2"."name" DESC`,
		}},
		{"preload links limited", reads(Books.Preload(Books.Tags.OrderBy(Tags.Name.Asc()).Limit(1)).All), sqls{
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."title"
SELECT "t3"."c0", "t3"."c1", "t3"."c2", "t3"."c3" FROM (SELECT "t1"."book_id" AS "c0", "t2"."id" AS "c1", "t2"."name" AS "c2", "t2"."rank" AS "c3", ROW_NUMBER() OVER (PARTITION BY "t1"."book_id" ORDER BY "t2"."name", "t2"."id") AS "n" FROM "books_tags" AS "t1" JOIN "tags" AS "t2" ON "t2"."id" = "t1"."tag_id" WHERE "t1"."book_id" = ANY ($1::bigint[])) AS "t3" WHERE "t3"."n" <= $2 ORDER BY "t3"."n"`,
			"sqlite": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."title"
SELECT "t3"."c0", "t3"."c1", "t3"."c2", "t3"."c3" FROM (SELECT "t1"."book_id" AS "c0", "t2"."id" AS "c1", "t2"."name" AS "c2", "t2"."rank" AS "c3", ROW_NUMBER() OVER (PARTITION BY "t1"."book_id" ORDER BY "t2"."name", "t2"."id") AS "n" FROM "books_tags" AS "t1" CROSS JOIN "tags" AS "t2" ON "t2"."id" = "t1"."tag_id" WHERE "t1"."book_id" IN (SELECT s0.value FROM json_each(?1) AS s0)) AS "t3" WHERE "t3"."n" <= ?2 ORDER BY "t3"."n"`,
		}},
		{"preload links limited with offset", reads(Books.Preload(Books.Tags.Limit(1).Offset(1)).All), sqls{
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."title"
SELECT "t3"."c0", "t3"."c1", "t3"."c2", "t3"."c3" FROM (SELECT "t1"."book_id" AS "c0", "t2"."id" AS "c1", "t2"."name" AS "c2", "t2"."rank" AS "c3", ROW_NUMBER() OVER (PARTITION BY "t1"."book_id" ORDER BY "t2"."rank" DESC NULLS LAST, "t2"."name", "t2"."id") AS "n" FROM "books_tags" AS "t1" JOIN "tags" AS "t2" ON "t2"."id" = "t1"."tag_id" WHERE "t1"."book_id" = ANY ($1::bigint[])) AS "t3" WHERE "t3"."n" > $2 AND "t3"."n" <= (CAST($3 AS bigint) + CAST($2 AS bigint)) ORDER BY "t3"."n"`,
			"sqlite": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."title"
SELECT "t3"."c0", "t3"."c1", "t3"."c2", "t3"."c3" FROM (SELECT "t1"."book_id" AS "c0", "t2"."id" AS "c1", "t2"."name" AS "c2", "t2"."rank" AS "c3", ROW_NUMBER() OVER (PARTITION BY "t1"."book_id" ORDER BY "t2"."rank" DESC, "t2"."name", "t2"."id") AS "n" FROM "books_tags" AS "t1" CROSS JOIN "tags" AS "t2" ON "t2"."id" = "t1"."tag_id" WHERE "t1"."book_id" IN (SELECT s0.value FROM json_each(?1) AS s0)) AS "t3" WHERE "t3"."n" > ?2 AND "t3"."n" <= (?3 + ?2) ORDER BY "t3"."n"`,
		}},
		{"preload children limited", reads(Authors.Preload(Authors.Books.Limit(1)).All), sqls{
			"postgres": `SELECT "t1"."id", "t1"."name", "t1"."born" FROM "authors" AS "t1" ORDER BY "t1"."name"
SELECT "t2"."c0", "t2"."c1", "t2"."c2", "t2"."c3", "t2"."c4", "t2"."c5", "t2"."c6", "t2"."c7", "t2"."c8", "t2"."c9", "t2"."c10" FROM (SELECT "t1"."author_id" AS "c0", "t1"."id" AS "c1", "t1"."title" AS "c2", "t1"."subtitle" AS "c3", "t1"."pages" AS "c4", "t1"."rating" AS "c5", "t1"."printed" AS "c6", "t1"."sold" AS "c7", "t1"."extra" AS "c8", "t1"."author_id" AS "c9", "t1"."editor_id" AS "c10", ROW_NUMBER() OVER (PARTITION BY "t1"."author_id" ORDER BY "t1"."title", "t1"."id") AS "n" FROM "books" AS "t1" WHERE "t1"."author_id" = ANY ($1::bigint[])) AS "t2" WHERE "t2"."n" <= $2 ORDER BY "t2"."n"`,
			"sqlite": `SELECT "t1"."id", "t1"."name", "t1"."born" FROM "authors" AS "t1" ORDER BY "t1"."name"
SELECT "t2"."c0", "t2"."c1", "t2"."c2", "t2"."c3", "t2"."c4", "t2"."c5", "t2"."c6", "t2"."c7", "t2"."c8", "t2"."c9", "t2"."c10" FROM (SELECT "t1"."author_id" AS "c0", "t1"."id" AS "c1", "t1"."title" AS "c2", "t1"."subtitle" AS "c3", "t1"."pages" AS "c4", "t1"."rating" AS "c5", "t1"."printed" AS "c6", "t1"."sold" AS "c7", "t1"."extra" AS "c8", "t1"."author_id" AS "c9", "t1"."editor_id" AS "c10", ROW_NUMBER() OVER (PARTITION BY "t1"."author_id" ORDER BY "t1"."title", "t1"."id") AS "n" FROM "books" AS "t1" WHERE "t1"."author_id" IN (SELECT s0.value FROM json_each(?1) AS s0)) AS "t2" WHERE "t2"."n" <= ?2 ORDER BY "t2"."n"`,
		}},
		{"preload only", reads(Authors.Preload(Authors.Books.Only(Books.Title)).All), sqls{
			"postgres": `SELECT "t1"."id", "t1"."name", "t1"."born" FROM "authors" AS "t1" ORDER BY "t1"."name"
SELECT "t1"."author_id", "t1"."id", "t1"."title", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" WHERE "t1"."author_id" = ANY ($1::bigint[]) ORDER BY "t1"."title"`,
			"sqlite": `SELECT "t1"."id", "t1"."name", "t1"."born" FROM "authors" AS "t1" ORDER BY "t1"."name"
SELECT "t1"."author_id", "t1"."id", "t1"."title", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" WHERE "t1"."author_id" IN (SELECT s0.value FROM json_each(?1) AS s0) ORDER BY "t1"."title"`,
		}},
		{"preload two levels", reads(Authors.Preload(Authors.Books.Preload(Books.Tags)).All), sqls{
			"postgres": `SELECT "t1"."id", "t1"."name", "t1"."born" FROM "authors" AS "t1" ORDER BY "t1"."name"
SELECT "t1"."author_id", "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" WHERE "t1"."author_id" = ANY ($1::bigint[]) ORDER BY "t1"."title"
SELECT "t1"."book_id", "t2"."id", "t2"."name", "t2"."rank" FROM "books_tags" AS "t1" JOIN "tags" AS "t2" ON "t2"."id" = "t1"."tag_id" WHERE "t1"."book_id" = ANY ($1::bigint[]) ORDER BY "t2"."rank" DESC NULLS LAST, "t2"."name"`,
			"sqlite": `SELECT "t1"."id", "t1"."name", "t1"."born" FROM "authors" AS "t1" ORDER BY "t1"."name"
SELECT "t1"."author_id", "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" WHERE "t1"."author_id" IN (SELECT s0.value FROM json_each(?1) AS s0) ORDER BY "t1"."title"
SELECT "t1"."book_id", "t2"."id", "t2"."name", "t2"."rank" FROM "books_tags" AS "t1" CROSS JOIN "tags" AS "t2" ON "t2"."id" = "t1"."tag_id" WHERE "t1"."book_id" IN (SELECT s0.value FROM json_each(?1) AS s0) ORDER BY "t2"."rank" DESC, "t2"."name"`,
		}},
		{"preload two relations", reads(Books.Preload(Books.Author, Books.Editor).All), sqls{
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."title"
SELECT "t1"."id", "t1"."id", "t1"."name", "t1"."born" FROM "authors" AS "t1" WHERE "t1"."id" = ANY ($1::bigint[])
SELECT "t1"."id", "t1"."id", "t1"."name", "t1"."born" FROM "authors" AS "t1" WHERE "t1"."id" = ANY ($1::bigint[])`,
			"sqlite": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" ORDER BY "t1"."title"
SELECT "t1"."id", "t1"."id", "t1"."name", "t1"."born" FROM "authors" AS "t1" WHERE "t1"."id" IN (SELECT s0.value FROM json_each(?1) AS s0)
SELECT "t1"."id", "t1"."id", "t1"."name", "t1"."born" FROM "authors" AS "t1" WHERE "t1"."id" IN (SELECT s0.value FROM json_each(?1) AS s0)`,
		}},
		{"preload sorted by to-one", reads(Tags.Preload(Tags.Books.OrderBy(Books.Author.Name.Asc())).All), sqls{
			"postgres": `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" ORDER BY "t1"."rank" DESC NULLS LAST, "t1"."name"
SELECT "t1"."tag_id", "t2"."id", "t2"."title", "t2"."subtitle", "t2"."pages", "t2"."rating", "t2"."printed", "t2"."sold", "t2"."extra", "t2"."author_id", "t2"."editor_id" FROM "books_tags" AS "t1" JOIN "books" AS "t2" ON "t2"."id" = "t1"."book_id" JOIN "authors" AS "t3" ON "t3"."id" = "t2"."author_id" WHERE "t1"."tag_id" = ANY ($1::bigint[]) ORDER BY "t3"."name"`,
			"sqlite": `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" ORDER BY "t1"."rank" DESC, "t1"."name"
SELECT "t1"."tag_id", "t2"."id", "t2"."title", "t2"."subtitle", "t2"."pages", "t2"."rating", "t2"."printed", "t2"."sold", "t2"."extra", "t2"."author_id", "t2"."editor_id" FROM "books_tags" AS "t1" CROSS JOIN "books" AS "t2" ON "t2"."id" = "t1"."book_id" JOIN "authors" AS "t3" ON "t3"."id" = "t2"."author_id" WHERE "t1"."tag_id" IN (SELECT s0.value FROM json_each(?1) AS s0) ORDER BY "t3"."name"`,
		}},
		{"preload of nothing", reads(Books.Filter(Books.Pages.Eq(-1)).Preload(Books.Author).All), sqls{
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" WHERE "t1"."pages" = $1 ORDER BY "t1"."title"`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" WHERE "t1"."pages" = ?1 ORDER BY "t1"."title"`,
		}},
	}
}
