package acceptance

import (
	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/library"
)

// valueConditions are the conditions of numbers, times, truth values and documents.
func valueConditions() []goldenCondition {
	return []goldenCondition{
		{"number Eq", book(Books.Pages.Eq(7)), forms{
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
		{"number Ne", book(Books.Pages.Ne(7)), forms{
			"mariadb": {
				"WHERE `t1`.`pages` <> ?",
				"WHERE `t1`.`pages` = ?",
			},
			"postgres": {
				`WHERE "t1"."pages" <> $1`,
				`WHERE "t1"."pages" = $1`,
			},
			"sqlite": {
				`WHERE "t1"."pages" <> ?1`,
				`WHERE "t1"."pages" = ?1`,
			},
		}},
		{"number In", book(Books.Pages.In(7, 412)), forms{
			"mariadb": {
				"WHERE `t1`.`pages` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s)",
				"WHERE `t1`.`pages` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s)",
			},
			"postgres": {
				`WHERE "t1"."pages" = ANY ($1::bigint[])`,
				`WHERE "t1"."pages" <> ALL ($1::bigint[])`,
			},
			"sqlite": {
				`WHERE "t1"."pages" IN (SELECT s0.value FROM json_each(?1) AS s0)`,
				`WHERE "t1"."pages" NOT IN (SELECT s0.value FROM json_each(?1) AS s0)`,
			},
		}},
		{"number NotIn", book(Books.Pages.NotIn(7)), forms{
			"mariadb": {
				"WHERE `t1`.`pages` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s)",
				"WHERE `t1`.`pages` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s)",
			},
			"postgres": {
				`WHERE "t1"."pages" <> ALL ($1::bigint[])`,
				`WHERE "t1"."pages" = ANY ($1::bigint[])`,
			},
			"sqlite": {
				`WHERE "t1"."pages" NOT IN (SELECT s0.value FROM json_each(?1) AS s0)`,
				`WHERE "t1"."pages" IN (SELECT s0.value FROM json_each(?1) AS s0)`,
			},
		}},
		{"number InPtr with nil", book(Books.Pages.InPtr(new(int64(7)), nil)), forms{
			"mariadb": {
				"WHERE `t1`.`pages` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s)",
				"WHERE `t1`.`pages` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` BIGINT PATH '$')) AS s)",
			},
			"postgres": {
				`WHERE "t1"."pages" = ANY ($1::bigint[])`,
				`WHERE "t1"."pages" <> ALL ($1::bigint[])`,
			},
			"sqlite": {
				`WHERE "t1"."pages" IN (SELECT s0.value FROM json_each(?1) AS s0)`,
				`WHERE "t1"."pages" NOT IN (SELECT s0.value FROM json_each(?1) AS s0)`,
			},
		}},
		{"number Lt", book(Books.Pages.Lt(7)), forms{
			"mariadb": {
				"WHERE `t1`.`pages` < ?",
				"WHERE `t1`.`pages` >= ?",
			},
			"postgres": {
				`WHERE "t1"."pages" < $1`,
				`WHERE "t1"."pages" >= $1`,
			},
			"sqlite": {
				`WHERE "t1"."pages" < ?1`,
				`WHERE "t1"."pages" >= ?1`,
			},
		}},
		{"number Le", book(Books.Pages.Le(7)), forms{
			"mariadb": {
				"WHERE `t1`.`pages` <= ?",
				"WHERE `t1`.`pages` > ?",
			},
			"postgres": {
				`WHERE "t1"."pages" <= $1`,
				`WHERE "t1"."pages" > $1`,
			},
			"sqlite": {
				`WHERE "t1"."pages" <= ?1`,
				`WHERE "t1"."pages" > ?1`,
			},
		}},
		{"number Gt", book(Books.Pages.Gt(7)), forms{
			"mariadb": {
				"WHERE `t1`.`pages` > ?",
				"WHERE `t1`.`pages` <= ?",
			},
			"postgres": {
				`WHERE "t1"."pages" > $1`,
				`WHERE "t1"."pages" <= $1`,
			},
			"sqlite": {
				`WHERE "t1"."pages" > ?1`,
				`WHERE "t1"."pages" <= ?1`,
			},
		}},
		{"number Ge", book(Books.Pages.Ge(7)), forms{
			"mariadb": {
				"WHERE `t1`.`pages` >= ?",
				"WHERE `t1`.`pages` < ?",
			},
			"postgres": {
				`WHERE "t1"."pages" >= $1`,
				`WHERE "t1"."pages" < $1`,
			},
			"sqlite": {
				`WHERE "t1"."pages" >= ?1`,
				`WHERE "t1"."pages" < ?1`,
			},
		}},
		{"number Between", book(Books.Pages.Between(1, 7)), forms{
			"mariadb": {
				"WHERE `t1`.`pages` >= ? AND `t1`.`pages` <= ?",
				"WHERE `t1`.`pages` < ? OR `t1`.`pages` > ?",
			},
			"postgres": {
				`WHERE "t1"."pages" >= $1 AND "t1"."pages" <= $2`,
				`WHERE "t1"."pages" < $1 OR "t1"."pages" > $2`,
			},
			"sqlite": {
				`WHERE "t1"."pages" >= ?1 AND "t1"."pages" <= ?2`,
				`WHERE "t1"."pages" < ?1 OR "t1"."pages" > ?2`,
			},
		}},
		{"number IsNull", book(Books.Pages.IsNull()), forms{
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
		{"number NotNull", book(Books.Pages.NotNull()), forms{
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
		{"number EqCol", book(kin.EqCol(Books.Pages, Books.ID)), forms{
			"mariadb": {
				"WHERE `t1`.`pages` = `t1`.`id`",
				"WHERE `t1`.`pages` <> `t1`.`id`",
			},
			"postgres": {
				`WHERE "t1"."pages" = "t1"."id"`,
				`WHERE "t1"."pages" <> "t1"."id"`,
			},
			"sqlite": {
				`WHERE "t1"."pages" = "t1"."id"`,
				`WHERE "t1"."pages" <> "t1"."id"`,
			},
		}},
		{"number EqCol with nullable", book(kin.EqCol(Books.AuthorID, Books.EditorID)), forms{
			"mariadb": {
				"WHERE `t1`.`author_id` = `t1`.`editor_id`",
				"WHERE `t1`.`author_id` <> `t1`.`editor_id` OR `t1`.`editor_id` IS NULL",
			},
			"postgres": {
				`WHERE "t1"."author_id" = "t1"."editor_id"`,
				`WHERE "t1"."author_id" <> "t1"."editor_id" OR "t1"."editor_id" IS NULL`,
			},
			"sqlite": {
				`WHERE "t1"."author_id" = "t1"."editor_id"`,
				`WHERE "t1"."author_id" <> "t1"."editor_id" OR "t1"."editor_id" IS NULL`,
			},
		}},
		{"nullable number LtCol", book(kin.LtCol(Books.EditorID, Books.AuthorID)), forms{
			"mariadb": {
				"WHERE `t1`.`editor_id` < `t1`.`author_id`",
				"WHERE `t1`.`editor_id` >= `t1`.`author_id` OR `t1`.`editor_id` IS NULL",
			},
			"postgres": {
				`WHERE "t1"."editor_id" < "t1"."author_id"`,
				`WHERE "t1"."editor_id" >= "t1"."author_id" OR "t1"."editor_id" IS NULL`,
			},
			"sqlite": {
				`WHERE "t1"."editor_id" < "t1"."author_id"`,
				`WHERE "t1"."editor_id" >= "t1"."author_id" OR "t1"."editor_id" IS NULL`,
			},
		}},
		{"number LeCol with nullable", book(kin.LeCol(Books.AuthorID, Books.EditorID)), forms{
			"mariadb": {
				"WHERE `t1`.`author_id` <= `t1`.`editor_id`",
				"WHERE `t1`.`author_id` > `t1`.`editor_id` OR `t1`.`editor_id` IS NULL",
			},
			"postgres": {
				`WHERE "t1"."author_id" <= "t1"."editor_id"`,
				`WHERE "t1"."author_id" > "t1"."editor_id" OR "t1"."editor_id" IS NULL`,
			},
			"sqlite": {
				`WHERE "t1"."author_id" <= "t1"."editor_id"`,
				`WHERE "t1"."author_id" > "t1"."editor_id" OR "t1"."editor_id" IS NULL`,
			},
		}},
		{"nullable number Eq", book(Books.Rating.Eq(7)), forms{
			"mariadb": {
				"WHERE `t1`.`rating` = ?",
				"WHERE `t1`.`rating` <> ? OR `t1`.`rating` IS NULL",
			},
			"postgres": {
				`WHERE "t1"."rating" = $1`,
				`WHERE "t1"."rating" <> $1 OR "t1"."rating" IS NULL`,
			},
			"sqlite": {
				`WHERE "t1"."rating" = ?1`,
				`WHERE "t1"."rating" <> ?1 OR "t1"."rating" IS NULL`,
			},
		}},
		{"nullable number Ne", book(Books.Rating.Ne(7)), forms{
			"mariadb": {
				"WHERE `t1`.`rating` <> ? OR `t1`.`rating` IS NULL",
				"WHERE `t1`.`rating` = ?",
			},
			"postgres": {
				`WHERE "t1"."rating" <> $1 OR "t1"."rating" IS NULL`,
				`WHERE "t1"."rating" = $1`,
			},
			"sqlite": {
				`WHERE "t1"."rating" <> ?1 OR "t1"."rating" IS NULL`,
				`WHERE "t1"."rating" = ?1`,
			},
		}},
		{"nullable number In", book(Books.Rating.In(7, 412)), forms{
			"mariadb": {
				"WHERE `t1`.`rating` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` DOUBLE PATH '$')) AS s)",
				"WHERE `t1`.`rating` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` DOUBLE PATH '$')) AS s) OR `t1`.`rating` IS NULL",
			},
			"postgres": {
				`WHERE "t1"."rating" = ANY ($1::double precision[])`,
				`WHERE "t1"."rating" <> ALL ($1::double precision[]) OR "t1"."rating" IS NULL`,
			},
			"sqlite": {
				`WHERE "t1"."rating" IN (SELECT s0.value FROM json_each(?1) AS s0)`,
				`WHERE "t1"."rating" NOT IN (SELECT s0.value FROM json_each(?1) AS s0) OR "t1"."rating" IS NULL`,
			},
		}},
		{"nullable number NotIn", book(Books.Rating.NotIn(7)), forms{
			"mariadb": {
				"WHERE `t1`.`rating` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` DOUBLE PATH '$')) AS s) OR `t1`.`rating` IS NULL",
				"WHERE `t1`.`rating` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` DOUBLE PATH '$')) AS s)",
			},
			"postgres": {
				`WHERE "t1"."rating" <> ALL ($1::double precision[]) OR "t1"."rating" IS NULL`,
				`WHERE "t1"."rating" = ANY ($1::double precision[])`,
			},
			"sqlite": {
				`WHERE "t1"."rating" NOT IN (SELECT s0.value FROM json_each(?1) AS s0) OR "t1"."rating" IS NULL`,
				`WHERE "t1"."rating" IN (SELECT s0.value FROM json_each(?1) AS s0)`,
			},
		}},
		{"nullable number InPtr with nil", book(Books.Rating.InPtr(new(float64(7)), nil)), forms{
			"mariadb": {
				"WHERE `t1`.`rating` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` DOUBLE PATH '$')) AS s) OR `t1`.`rating` IS NULL",
				"WHERE `t1`.`rating` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` DOUBLE PATH '$')) AS s) AND `t1`.`rating` IS NOT NULL",
			},
			"postgres": {
				`WHERE "t1"."rating" = ANY ($1::double precision[]) OR "t1"."rating" IS NULL`,
				`WHERE "t1"."rating" <> ALL ($1::double precision[]) AND "t1"."rating" IS NOT NULL`,
			},
			"sqlite": {
				`WHERE "t1"."rating" IN (SELECT s0.value FROM json_each(?1) AS s0) OR "t1"."rating" IS NULL`,
				`WHERE "t1"."rating" NOT IN (SELECT s0.value FROM json_each(?1) AS s0) AND "t1"."rating" IS NOT NULL`,
			},
		}},
		{"nullable number Lt", book(Books.Rating.Lt(7)), forms{
			"mariadb": {
				"WHERE `t1`.`rating` < ?",
				"WHERE `t1`.`rating` >= ? OR `t1`.`rating` IS NULL",
			},
			"postgres": {
				`WHERE "t1"."rating" < $1`,
				`WHERE "t1"."rating" >= $1 OR "t1"."rating" IS NULL`,
			},
			"sqlite": {
				`WHERE "t1"."rating" < ?1`,
				`WHERE "t1"."rating" >= ?1 OR "t1"."rating" IS NULL`,
			},
		}},
		{"nullable number Le", book(Books.Rating.Le(7)), forms{
			"mariadb": {
				"WHERE `t1`.`rating` <= ?",
				"WHERE `t1`.`rating` > ? OR `t1`.`rating` IS NULL",
			},
			"postgres": {
				`WHERE "t1"."rating" <= $1`,
				`WHERE "t1"."rating" > $1 OR "t1"."rating" IS NULL`,
			},
			"sqlite": {
				`WHERE "t1"."rating" <= ?1`,
				`WHERE "t1"."rating" > ?1 OR "t1"."rating" IS NULL`,
			},
		}},
		{"nullable number Gt", book(Books.Rating.Gt(7)), forms{
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
		{"nullable number Ge", book(Books.Rating.Ge(7)), forms{
			"mariadb": {
				"WHERE `t1`.`rating` >= ?",
				"WHERE `t1`.`rating` < ? OR `t1`.`rating` IS NULL",
			},
			"postgres": {
				`WHERE "t1"."rating" >= $1`,
				`WHERE "t1"."rating" < $1 OR "t1"."rating" IS NULL`,
			},
			"sqlite": {
				`WHERE "t1"."rating" >= ?1`,
				`WHERE "t1"."rating" < ?1 OR "t1"."rating" IS NULL`,
			},
		}},
		{"nullable number Between", book(Books.Rating.Between(1, 7)), forms{
			"mariadb": {
				"WHERE `t1`.`rating` >= ? AND `t1`.`rating` <= ?",
				"WHERE `t1`.`rating` < ? OR `t1`.`rating` IS NULL OR `t1`.`rating` > ?",
			},
			"postgres": {
				`WHERE "t1"."rating" >= $1 AND "t1"."rating" <= $2`,
				`WHERE "t1"."rating" < $1 OR "t1"."rating" IS NULL OR "t1"."rating" > $2`,
			},
			"sqlite": {
				`WHERE "t1"."rating" >= ?1 AND "t1"."rating" <= ?2`,
				`WHERE "t1"."rating" < ?1 OR "t1"."rating" IS NULL OR "t1"."rating" > ?2`,
			},
		}},
		{"nullable number IsNull", book(Books.Rating.IsNull()), forms{
			"mariadb": {
				"WHERE `t1`.`rating` IS NULL",
				"WHERE `t1`.`rating` IS NOT NULL",
			},
			"postgres": {
				`WHERE "t1"."rating" IS NULL`,
				`WHERE "t1"."rating" IS NOT NULL`,
			},
			"sqlite": {
				`WHERE "t1"."rating" IS NULL`,
				`WHERE "t1"."rating" IS NOT NULL`,
			},
		}},
		{"nullable number NotNull", book(Books.Rating.NotNull()), forms{
			"mariadb": {
				"WHERE `t1`.`rating` IS NOT NULL",
				"WHERE `t1`.`rating` IS NULL",
			},
			"postgres": {
				`WHERE "t1"."rating" IS NOT NULL`,
				`WHERE "t1"."rating" IS NULL`,
			},
			"sqlite": {
				`WHERE "t1"."rating" IS NOT NULL`,
				`WHERE "t1"."rating" IS NULL`,
			},
		}},
		{"time Eq", book(Books.Printed.Eq(day)), forms{
			"mariadb": {
				"WHERE `t1`.`printed` = ?",
				"WHERE `t1`.`printed` <> ? OR `t1`.`printed` IS NULL",
			},
			"postgres": {
				`WHERE "t1"."printed" = $1`,
				`WHERE "t1"."printed" <> $1 OR "t1"."printed" IS NULL`,
			},
			"sqlite": {
				`WHERE "t1"."printed" = ?1`,
				`WHERE "t1"."printed" <> ?1 OR "t1"."printed" IS NULL`,
			},
		}},
		{"time Ne", book(Books.Printed.Ne(day)), forms{
			"mariadb": {
				"WHERE `t1`.`printed` <> ? OR `t1`.`printed` IS NULL",
				"WHERE `t1`.`printed` = ?",
			},
			"postgres": {
				`WHERE "t1"."printed" <> $1 OR "t1"."printed" IS NULL`,
				`WHERE "t1"."printed" = $1`,
			},
			"sqlite": {
				`WHERE "t1"."printed" <> ?1 OR "t1"."printed" IS NULL`,
				`WHERE "t1"."printed" = ?1`,
			},
		}},
		{"time Lt", book(Books.Printed.Lt(day)), forms{
			"mariadb": {
				"WHERE `t1`.`printed` < ?",
				"WHERE `t1`.`printed` >= ? OR `t1`.`printed` IS NULL",
			},
			"postgres": {
				`WHERE "t1"."printed" < $1`,
				`WHERE "t1"."printed" >= $1 OR "t1"."printed" IS NULL`,
			},
			"sqlite": {
				`WHERE "t1"."printed" < ?1`,
				`WHERE "t1"."printed" >= ?1 OR "t1"."printed" IS NULL`,
			},
		}},
		{"time Between", book(Books.Printed.Between(day, day)), forms{
			"mariadb": {
				"WHERE `t1`.`printed` >= ? AND `t1`.`printed` <= ?",
				"WHERE `t1`.`printed` < ? OR `t1`.`printed` IS NULL OR `t1`.`printed` > ?",
			},
			"postgres": {
				`WHERE "t1"."printed" >= $1 AND "t1"."printed" <= $2`,
				`WHERE "t1"."printed" < $1 OR "t1"."printed" IS NULL OR "t1"."printed" > $2`,
			},
			"sqlite": {
				`WHERE "t1"."printed" >= ?1 AND "t1"."printed" <= ?2`,
				`WHERE "t1"."printed" < ?1 OR "t1"."printed" IS NULL OR "t1"."printed" > ?2`,
			},
		}},
		{"time In", book(Books.Printed.In(day)), forms{
			"mariadb": {
				"WHERE `t1`.`printed` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` DATETIME(6) PATH '$')) AS s)",
				"WHERE `t1`.`printed` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` DATETIME(6) PATH '$')) AS s) OR `t1`.`printed` IS NULL",
			},
			"postgres": {
				`WHERE "t1"."printed" = ANY ($1::timestamptz[])`,
				`WHERE "t1"."printed" <> ALL ($1::timestamptz[]) OR "t1"."printed" IS NULL`,
			},
			"sqlite": {
				`WHERE "t1"."printed" IN (SELECT s0.value FROM json_each(?1) AS s0)`,
				`WHERE "t1"."printed" NOT IN (SELECT s0.value FROM json_each(?1) AS s0) OR "t1"."printed" IS NULL`,
			},
		}},
		{"truth Eq", book(Books.Sold.Eq(true)), forms{
			"mariadb": {
				"WHERE `t1`.`sold` = ?",
				"WHERE `t1`.`sold` <> ?",
			},
			"postgres": {
				`WHERE "t1"."sold" = $1`,
				`WHERE "t1"."sold" <> $1`,
			},
			"sqlite": {
				`WHERE "t1"."sold" = ?1`,
				`WHERE "t1"."sold" <> ?1`,
			},
		}},
		{"truth Ne", book(Books.Sold.Ne(true)), forms{
			"mariadb": {
				"WHERE `t1`.`sold` <> ?",
				"WHERE `t1`.`sold` = ?",
			},
			"postgres": {
				`WHERE "t1"."sold" <> $1`,
				`WHERE "t1"."sold" = $1`,
			},
			"sqlite": {
				`WHERE "t1"."sold" <> ?1`,
				`WHERE "t1"."sold" = ?1`,
			},
		}},
		{"truth In", book(Books.Sold.In(true)), forms{
			"mariadb": {
				"WHERE `t1`.`sold` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` TINYINT PATH '$')) AS s)",
				"WHERE `t1`.`sold` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` TINYINT PATH '$')) AS s)",
			},
			"postgres": {
				`WHERE "t1"."sold" = ANY ($1::boolean[])`,
				`WHERE "t1"."sold" <> ALL ($1::boolean[])`,
			},
			"sqlite": {
				`WHERE "t1"."sold" IN (SELECT s0.value FROM json_each(?1) AS s0)`,
				`WHERE "t1"."sold" NOT IN (SELECT s0.value FROM json_each(?1) AS s0)`,
			},
		}},
		{"truth EqCol", book(kin.EqCol(Books.Sold, Books.Sold)), forms{
			"mariadb": {
				"WHERE `t1`.`sold` = `t1`.`sold`",
				"WHERE `t1`.`sold` <> `t1`.`sold`",
			},
			"postgres": {
				`WHERE "t1"."sold" = "t1"."sold"`,
				`WHERE "t1"."sold" <> "t1"."sold"`,
			},
			"sqlite": {
				`WHERE "t1"."sold" = "t1"."sold"`,
				`WHERE "t1"."sold" <> "t1"."sold"`,
			},
		}},
		{"document IsNull", book(Books.Extra.IsNull()), forms{
			"mariadb": {
				"WHERE `t1`.`extra` IS NULL",
				"WHERE `t1`.`extra` IS NOT NULL",
			},
			"postgres": {
				`WHERE "t1"."extra" IS NULL`,
				`WHERE "t1"."extra" IS NOT NULL`,
			},
			"sqlite": {
				`WHERE "t1"."extra" IS NULL`,
				`WHERE "t1"."extra" IS NOT NULL`,
			},
		}},
		{"document NotNull", book(Books.Extra.NotNull()), forms{
			"mariadb": {
				"WHERE `t1`.`extra` IS NOT NULL",
				"WHERE `t1`.`extra` IS NULL",
			},
			"postgres": {
				`WHERE "t1"."extra" IS NOT NULL`,
				`WHERE "t1"."extra" IS NULL`,
			},
			"sqlite": {
				`WHERE "t1"."extra" IS NOT NULL`,
				`WHERE "t1"."extra" IS NULL`,
			},
		}},
	}
}
