package acceptance

import (
	"context"

	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/library"
)

// objects are written by themselves.
func objects() []goldenOperation {
	return []goldenOperation{
		{"create", func(ctx context.Context, db kin.Executor) error { return Tags.Create(ctx, db, &Tag{Name: "new"}) }, sqls{
			"mariadb":  "INSERT INTO `tags` (`name`, `rank`) VALUES (?, ?)",
			"postgres": `INSERT INTO "tags" ("name", "rank") VALUES ($1, $2) RETURNING "id"`,
			"sqlite":   `INSERT INTO "tags" ("name", "rank") VALUES (?1, ?2)`,
		}},
		{"create with key", func(ctx context.Context, db kin.Executor) error {
			return Tags.Create(ctx, db, &Tag{ID: 99, Name: "new"})
		}, sqls{
			"mariadb":  "INSERT INTO `tags` (`id`, `name`, `rank`) VALUES (?, ?, ?)",
			"postgres": `INSERT INTO "tags" ("id", "name", "rank") VALUES ($1, $2, $3)`,
			"sqlite":   `INSERT INTO "tags" ("id", "name", "rank") VALUES (?1, ?2, ?3)`,
		}},
		{"create many", func(ctx context.Context, db kin.Executor) error {
			return Tags.CreateMany(ctx, db, []*Tag{{Name: "new"}, {Name: "newer"}})
		}, sqls{
			"mariadb":  "INSERT INTO `tags` (`name`, `rank`) VALUES (?, ?)",
			"postgres": `INSERT INTO "tags" ("name", "rank") VALUES ($1, $2) RETURNING "id"`,
			"sqlite":   `INSERT INTO "tags" ("name", "rank") VALUES (?1, ?2)`,
		}},
		{"save", func(ctx context.Context, db kin.Executor) error { return saveAgain(ctx, db) }, sqls{
			"mariadb": "SELECT `t1`.`id`, `t1`.`name`, `t1`.`rank` FROM `tags` AS `t1` ORDER BY `t1`.`rank` DESC, `t1`.`name`, `t1`.`id` LIMIT ?\nUPDATE `tags` SET `name` = ?, `rank` = ? WHERE `tags`.`id` = ?",
			"postgres": `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" ORDER BY "t1"."rank" DESC NULLS LAST, "t1"."name", "t1"."id" LIMIT $1
UPDATE "tags" SET "name" = $1, "rank" = $2 WHERE "tags"."id" = $3`,
			"sqlite": `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" ORDER BY "t1"."rank" DESC, "t1"."name", "t1"."id" LIMIT ?1
UPDATE "tags" SET "name" = ?1, "rank" = ?2 WHERE "tags"."id" = ?3`,
		}},
		{"save one column", func(ctx context.Context, db kin.Executor) error { return saveAgain(ctx, db, Tags.Rank) }, sqls{
			"mariadb": "SELECT `t1`.`id`, `t1`.`name`, `t1`.`rank` FROM `tags` AS `t1` ORDER BY `t1`.`rank` DESC, `t1`.`name`, `t1`.`id` LIMIT ?\nUPDATE `tags` SET `rank` = ? WHERE `tags`.`id` = ?",
			"postgres": `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" ORDER BY "t1"."rank" DESC NULLS LAST, "t1"."name", "t1"."id" LIMIT $1
UPDATE "tags" SET "rank" = $1 WHERE "tags"."id" = $2`,
			"sqlite": `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" ORDER BY "t1"."rank" DESC, "t1"."name", "t1"."id" LIMIT ?1
UPDATE "tags" SET "rank" = ?1 WHERE "tags"."id" = ?2`,
		}},
		{"reload", func(ctx context.Context, db kin.Executor) error {
			x, err := Tags.First(ctx, db)
			if err != nil {
				return err
			}
			return Tags.Reload(ctx, db, x)
		}, sqls{
			"mariadb": "SELECT `t1`.`id`, `t1`.`name`, `t1`.`rank` FROM `tags` AS `t1` ORDER BY `t1`.`rank` DESC, `t1`.`name`, `t1`.`id` LIMIT ?\nSELECT `t1`.`id`, `t1`.`name`, `t1`.`rank` FROM `tags` AS `t1` WHERE `t1`.`id` = ? LIMIT ?",
			"postgres": `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" ORDER BY "t1"."rank" DESC NULLS LAST, "t1"."name", "t1"."id" LIMIT $1
SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" WHERE "t1"."id" = $1 LIMIT $2`,
			"sqlite": `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" ORDER BY "t1"."rank" DESC, "t1"."name", "t1"."id" LIMIT ?1
SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" WHERE "t1"."id" = ?1 LIMIT ?2`,
		}},
		{"get or create, there", func(ctx context.Context, db kin.Executor) error {
			_, err := Tags.GetOrCreate(ctx, db, &Tag{Name: "red"}, Tags.Name)
			return err
		}, sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`name`, `t1`.`rank` FROM `tags` AS `t1` WHERE `t1`.`name` = ? LIMIT ?",
			"postgres": `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" WHERE "t1"."name" = $1 LIMIT $2`,
			"sqlite":   `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" WHERE "t1"."name" = ?1 LIMIT ?2`,
		}},
		{"get or create, new", func(ctx context.Context, db kin.Executor) error {
			_, err := Tags.GetOrCreate(ctx, db, &Tag{Name: "new"}, Tags.Name)
			return err
		}, sqls{
			"mariadb": "SELECT `t1`.`id`, `t1`.`name`, `t1`.`rank` FROM `tags` AS `t1` WHERE `t1`.`name` = ? LIMIT ?\nINSERT INTO `tags` (`name`, `rank`) VALUES (?, ?)",
			"postgres": `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" WHERE "t1"."name" = $1 LIMIT $2
INSERT INTO "tags" ("name", "rank") VALUES ($1, $2) RETURNING "id"`,
			"sqlite": `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" WHERE "t1"."name" = ?1 LIMIT ?2
INSERT INTO "tags" ("name", "rank") VALUES (?1, ?2)`,
		}},
		{"get or create by NULL", func(ctx context.Context, db kin.Executor) error {
			_, err := Books.GetOrCreate(ctx, db, &Book{Title: "Emma"}, Books.Title, Books.EditorID)
			return err
		}, sqls{
			"mariadb":  "SELECT `t1`.`id`, `t1`.`title`, `t1`.`subtitle`, `t1`.`pages`, `t1`.`rating`, `t1`.`printed`, `t1`.`sold`, `t1`.`extra`, `t1`.`author_id`, `t1`.`editor_id` FROM `books` AS `t1` WHERE `t1`.`title` = ? AND `t1`.`editor_id` IS NULL LIMIT ?",
			"postgres": `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" WHERE "t1"."title" = $1 AND "t1"."editor_id" IS NULL LIMIT $2`,
			"sqlite":   `SELECT "t1"."id", "t1"."title", "t1"."subtitle", "t1"."pages", "t1"."rating", "t1"."printed", "t1"."sold", "t1"."extra", "t1"."author_id", "t1"."editor_id" FROM "books" AS "t1" WHERE "t1"."title" = ?1 AND "t1"."editor_id" IS NULL LIMIT ?2`,
		}},
		{"update or create, there", func(ctx context.Context, db kin.Executor) error {
			_, err := Tags.UpdateOrCreate(ctx, db, &Tag{Name: "red", Rank: new(int64(5))}, Tags.Name)
			return err
		}, sqls{
			"mariadb": "SELECT `t1`.`id`, `t1`.`name`, `t1`.`rank` FROM `tags` AS `t1` WHERE `t1`.`name` = ? LIMIT ? FOR UPDATE\nUPDATE `tags` SET `name` = ?, `rank` = ? WHERE `tags`.`id` = ?",
			"postgres": `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" WHERE "t1"."name" = $1 LIMIT $2 FOR UPDATE OF "t1"
UPDATE "tags" SET "name" = $1, "rank" = $2 WHERE "tags"."id" = $3`,
			"sqlite": `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" WHERE "t1"."name" = ?1 LIMIT ?2
UPDATE "tags" SET "name" = ?1, "rank" = ?2 WHERE "tags"."id" = ?3`,
		}},
		{"update or create, new", func(ctx context.Context, db kin.Executor) error {
			_, err := Tags.UpdateOrCreate(ctx, db, &Tag{Name: "new"}, Tags.Name)
			return err
		}, sqls{
			"mariadb": "SELECT `t1`.`id`, `t1`.`name`, `t1`.`rank` FROM `tags` AS `t1` WHERE `t1`.`name` = ? LIMIT ? FOR UPDATE\nINSERT INTO `tags` (`name`, `rank`) VALUES (?, ?)",
			"postgres": `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" WHERE "t1"."name" = $1 LIMIT $2 FOR UPDATE OF "t1"
INSERT INTO "tags" ("name", "rank") VALUES ($1, $2) RETURNING "id"`,
			"sqlite": `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" WHERE "t1"."name" = ?1 LIMIT ?2
INSERT INTO "tags" ("name", "rank") VALUES (?1, ?2)`,
		}},
		{"upsert", func(ctx context.Context, db kin.Executor) error {
			return Tags.Upsert(ctx, db, &Tag{Name: "red", Rank: new(int64(5))}, Tags.Name)
		}, sqls{
			"mariadb":  "INSERT INTO `tags` (`name`, `rank`) VALUES (?, ?) ON DUPLICATE KEY UPDATE `name` = IF(LAST_INSERT_ID(-1) = 0, `name`, `name`)\nSELECT `t1`.`id`, `t1`.`name`, `t1`.`rank` FROM `tags` AS `t1` WHERE `t1`.`name` = ? LIMIT ? FOR UPDATE\nUPDATE `tags` SET `name` = ?, `rank` = ? WHERE `tags`.`id` = ?",
			"postgres": `INSERT INTO "tags" ("name", "rank") VALUES ($1, $2) ON CONFLICT ("name") DO UPDATE SET "rank" = excluded."rank" RETURNING "id"`,
			"sqlite":   `INSERT INTO "tags" ("name", "rank") VALUES (?1, ?2) ON CONFLICT ("name") DO UPDATE SET "rank" = excluded."rank" RETURNING "id"`,
		}},
		{"update many", func(ctx context.Context, db kin.Executor) error {
			list, err := Tags.All(ctx, db)
			if err != nil {
				return err
			}
			return Tags.UpdateMany(ctx, db, list, Tags.Rank)
		}, sqls{
			"mariadb": "SELECT `t1`.`id`, `t1`.`name`, `t1`.`rank` FROM `tags` AS `t1` ORDER BY `t1`.`rank` DESC, `t1`.`name`\nUPDATE `tags` SET `rank` = ? WHERE `tags`.`id` = ?",
			"postgres": `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" ORDER BY "t1"."rank" DESC NULLS LAST, "t1"."name"
UPDATE "tags" SET "rank" = $1 WHERE "tags"."id" = $2`,
			"sqlite": `SELECT "t1"."id", "t1"."name", "t1"."rank" FROM "tags" AS "t1" ORDER BY "t1"."rank" DESC, "t1"."name"
UPDATE "tags" SET "rank" = ?1 WHERE "tags"."id" = ?2`,
		}},
	}
}
