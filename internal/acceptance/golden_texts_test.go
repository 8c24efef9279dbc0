package acceptance

import (
	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/library"
)

// textConditions are the conditions of text, on a column without and one with NULL.
func textConditions() []goldenCondition {
	return []goldenCondition{
		{"text Eq", book(Books.Title.Eq("Dune")), forms{
			"mariadb": {
				"WHERE `t1`.`title` = ?",
				"WHERE `t1`.`title` <> ?",
			},
			"postgres": {
				`WHERE "t1"."title" = $1`,
				`WHERE "t1"."title" <> $1`,
			},
			"sqlite": {
				`WHERE "t1"."title" = ?1`,
				`WHERE "t1"."title" <> ?1`,
			},
		}},
		{"text Ne", book(Books.Title.Ne("Dune")), forms{
			"mariadb": {
				"WHERE `t1`.`title` <> ?",
				"WHERE `t1`.`title` = ?",
			},
			"postgres": {
				`WHERE "t1"."title" <> $1`,
				`WHERE "t1"."title" = $1`,
			},
			"sqlite": {
				`WHERE "t1"."title" <> ?1`,
				`WHERE "t1"."title" = ?1`,
			},
		}},
		{"text In", book(Books.Title.In("Dune", "Emma")), forms{
			"mariadb": {
				"WHERE `t1`.`title` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$')) AS s)",
				"WHERE `t1`.`title` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$')) AS s)",
			},
			"postgres": {
				`WHERE "t1"."title" = ANY ($1::text[])`,
				`WHERE "t1"."title" <> ALL ($1::text[])`,
			},
			"sqlite": {
				`WHERE "t1"."title" IN (SELECT s0.value FROM json_each(?1) AS s0)`,
				`WHERE "t1"."title" NOT IN (SELECT s0.value FROM json_each(?1) AS s0)`,
			},
		}},
		{"text In none", book(Books.Title.In()), forms{
			"mariadb": {
				"WHERE `t1`.`title` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$')) AS s)",
				"WHERE `t1`.`title` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$')) AS s)",
			},
			"postgres": {
				`WHERE "t1"."title" = ANY ($1::text[])`,
				`WHERE "t1"."title" <> ALL ($1::text[])`,
			},
			"sqlite": {
				`WHERE "t1"."title" IN (SELECT s0.value FROM json_each(?1) AS s0)`,
				`WHERE "t1"."title" NOT IN (SELECT s0.value FROM json_each(?1) AS s0)`,
			},
		}},
		{"text NotIn", book(Books.Title.NotIn("Dune")), forms{
			"mariadb": {
				"WHERE `t1`.`title` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$')) AS s)",
				"WHERE `t1`.`title` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$')) AS s)",
			},
			"postgres": {
				`WHERE "t1"."title" <> ALL ($1::text[])`,
				`WHERE "t1"."title" = ANY ($1::text[])`,
			},
			"sqlite": {
				`WHERE "t1"."title" NOT IN (SELECT s0.value FROM json_each(?1) AS s0)`,
				`WHERE "t1"."title" IN (SELECT s0.value FROM json_each(?1) AS s0)`,
			},
		}},
		{"text NotIn none", book(Books.Title.NotIn()), forms{
			"mariadb": {
				"WHERE `t1`.`title` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$')) AS s)",
				"WHERE `t1`.`title` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$')) AS s)",
			},
			"postgres": {
				`WHERE "t1"."title" <> ALL ($1::text[])`,
				`WHERE "t1"."title" = ANY ($1::text[])`,
			},
			"sqlite": {
				`WHERE "t1"."title" NOT IN (SELECT s0.value FROM json_each(?1) AS s0)`,
				`WHERE "t1"."title" IN (SELECT s0.value FROM json_each(?1) AS s0)`,
			},
		}},
		{"text InPtr with nil", book(Books.Title.InPtr(new("Dune"), nil)), forms{
			"mariadb": {
				"WHERE `t1`.`title` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$')) AS s)",
				"WHERE `t1`.`title` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$')) AS s)",
			},
			"postgres": {
				`WHERE "t1"."title" = ANY ($1::text[])`,
				`WHERE "t1"."title" <> ALL ($1::text[])`,
			},
			"sqlite": {
				`WHERE "t1"."title" IN (SELECT s0.value FROM json_each(?1) AS s0)`,
				`WHERE "t1"."title" NOT IN (SELECT s0.value FROM json_each(?1) AS s0)`,
			},
		}},
		{"text EqCol", book(kin.EqCol(Books.Title, Books.Subtitle)), forms{
			"mariadb": {
				"WHERE `t1`.`title` = `t1`.`subtitle`",
				"WHERE `t1`.`title` <> `t1`.`subtitle` OR `t1`.`subtitle` IS NULL",
			},
			"postgres": {
				`WHERE "t1"."title" = "t1"."subtitle"`,
				`WHERE "t1"."title" <> "t1"."subtitle" OR "t1"."subtitle" IS NULL`,
			},
			"sqlite": {
				`WHERE "t1"."title" = "t1"."subtitle"`,
				`WHERE "t1"."title" <> "t1"."subtitle" OR "t1"."subtitle" IS NULL`,
			},
		}},
		{"text IsNull", book(Books.Title.IsNull()), forms{
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
		{"text NotNull", book(Books.Title.NotNull()), forms{
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
		{"text Lt", book(Books.Title.Lt("E")), forms{
			"mariadb": {
				"WHERE `t1`.`title` < ?",
				"WHERE `t1`.`title` >= ?",
			},
			"postgres": {
				`WHERE "t1"."title" < $1`,
				`WHERE "t1"."title" >= $1`,
			},
			"sqlite": {
				`WHERE "t1"."title" < ?1`,
				`WHERE "t1"."title" >= ?1`,
			},
		}},
		{"text Le", book(Books.Title.Le("E")), forms{
			"mariadb": {
				"WHERE `t1`.`title` <= ?",
				"WHERE `t1`.`title` > ?",
			},
			"postgres": {
				`WHERE "t1"."title" <= $1`,
				`WHERE "t1"."title" > $1`,
			},
			"sqlite": {
				`WHERE "t1"."title" <= ?1`,
				`WHERE "t1"."title" > ?1`,
			},
		}},
		{"text Gt", book(Books.Title.Gt("E")), forms{
			"mariadb": {
				"WHERE `t1`.`title` > ?",
				"WHERE `t1`.`title` <= ?",
			},
			"postgres": {
				`WHERE "t1"."title" > $1`,
				`WHERE "t1"."title" <= $1`,
			},
			"sqlite": {
				`WHERE "t1"."title" > ?1`,
				`WHERE "t1"."title" <= ?1`,
			},
		}},
		{"text Ge", book(Books.Title.Ge("E")), forms{
			"mariadb": {
				"WHERE `t1`.`title` >= ?",
				"WHERE `t1`.`title` < ?",
			},
			"postgres": {
				`WHERE "t1"."title" >= $1`,
				`WHERE "t1"."title" < $1`,
			},
			"sqlite": {
				`WHERE "t1"."title" >= ?1`,
				`WHERE "t1"."title" < ?1`,
			},
		}},
		{"text Between", book(Books.Title.Between("A", "E")), forms{
			"mariadb": {
				"WHERE `t1`.`title` >= ? AND `t1`.`title` <= ?",
				"WHERE `t1`.`title` < ? OR `t1`.`title` > ?",
			},
			"postgres": {
				`WHERE "t1"."title" >= $1 AND "t1"."title" <= $2`,
				`WHERE "t1"."title" < $1 OR "t1"."title" > $2`,
			},
			"sqlite": {
				`WHERE "t1"."title" >= ?1 AND "t1"."title" <= ?2`,
				`WHERE "t1"."title" < ?1 OR "t1"."title" > ?2`,
			},
		}},
		{"text LtCol", book(kin.LtCol(Books.Title, Books.Subtitle)), forms{
			"mariadb": {
				"WHERE `t1`.`title` < `t1`.`subtitle`",
				"WHERE `t1`.`title` >= `t1`.`subtitle` OR `t1`.`subtitle` IS NULL",
			},
			"postgres": {
				`WHERE "t1"."title" < "t1"."subtitle"`,
				`WHERE "t1"."title" >= "t1"."subtitle" OR "t1"."subtitle" IS NULL`,
			},
			"sqlite": {
				`WHERE "t1"."title" < "t1"."subtitle"`,
				`WHERE "t1"."title" >= "t1"."subtitle" OR "t1"."subtitle" IS NULL`,
			},
		}},
		{"text LeCol", book(kin.LeCol(Books.Title, Books.Subtitle)), forms{
			"mariadb": {
				"WHERE `t1`.`title` <= `t1`.`subtitle`",
				"WHERE `t1`.`title` > `t1`.`subtitle` OR `t1`.`subtitle` IS NULL",
			},
			"postgres": {
				`WHERE "t1"."title" <= "t1"."subtitle"`,
				`WHERE "t1"."title" > "t1"."subtitle" OR "t1"."subtitle" IS NULL`,
			},
			"sqlite": {
				`WHERE "t1"."title" <= "t1"."subtitle"`,
				`WHERE "t1"."title" > "t1"."subtitle" OR "t1"."subtitle" IS NULL`,
			},
		}},
		{"text Contains", book(Books.Title.Contains("%")), forms{
			"mariadb": {
				"WHERE `t1`.`title` LIKE CONCAT('%', REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!'",
				"WHERE `t1`.`title` NOT LIKE CONCAT('%', REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!'",
			},
			"postgres": {
				`WHERE "t1"."title" LIKE '%' || REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\'`,
				`WHERE "t1"."title" NOT LIKE '%' || REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\'`,
			},
			"sqlite": {
				`WHERE (instr("t1"."title", ?1) > 0)`,
				`WHERE NOT (instr("t1"."title", ?1) > 0)`,
			},
		}},
		{"text StartsWith", book(Books.Title.StartsWith("e")), forms{
			"mariadb": {
				"WHERE `t1`.`title` LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!'",
				"WHERE `t1`.`title` NOT LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!'",
			},
			"postgres": {
				`WHERE "t1"."title" LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\'`,
				`WHERE "t1"."title" NOT LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\'`,
			},
			"sqlite": {
				`WHERE ("t1"."title" >= ?1 AND "t1"."title" < ?1 || CAST(x'ffffffff' AS TEXT) AND substr("t1"."title", 1, length(?1)) = ?1)`,
				`WHERE NOT (substr("t1"."title", 1, length(?1)) = ?1)`,
			},
		}},
		{"text EndsWith", book(Books.Title.EndsWith("_")), forms{
			"mariadb": {
				"WHERE `t1`.`title` LIKE CONCAT('%', REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_')) ESCAPE '!'",
				"WHERE `t1`.`title` NOT LIKE CONCAT('%', REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_')) ESCAPE '!'",
			},
			"postgres": {
				`WHERE "t1"."title" LIKE '%' || REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') ESCAPE '\'`,
				`WHERE "t1"."title" NOT LIKE '%' || REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') ESCAPE '\'`,
			},
			"sqlite": {
				`WHERE (substr("t1"."title", -length(?1), length(?1)) = ?1)`,
				`WHERE NOT (substr("t1"."title", -length(?1), length(?1)) = ?1)`,
			},
		}},
		{"text IEq", book(Books.Title.IEq("EMMA")), forms{
			"mariadb": {
				"WHERE LOWER(UPPER(`t1`.`title`)) = LOWER(UPPER(?))",
				"WHERE LOWER(UPPER(`t1`.`title`)) <> LOWER(UPPER(?))",
			},
			"postgres": {
				`WHERE LOWER(TRANSLATE("t1"."title", 'İΣµıſͅςϐϑϕϖϰϱϵᲀᲁᲂᲃᲄᲅᲆᲇᲈẛι', 'iσμisισβθφπκρεвдосттъѣꙋṡι') COLLATE "und-x-icu") COLLATE "C" = LOWER(TRANSLATE($1, 'İΣµıſͅςϐϑϕϖϰϱϵᲀᲁᲂᲃᲄᲅᲆᲇᲈẛι', 'iσμisισβθφπκρεвдосттъѣꙋṡι') COLLATE "und-x-icu") COLLATE "C"`,
				`WHERE LOWER(TRANSLATE("t1"."title", 'İΣµıſͅςϐϑϕϖϰϱϵᲀᲁᲂᲃᲄᲅᲆᲇᲈẛι', 'iσμisισβθφπκρεвдосттъѣꙋṡι') COLLATE "und-x-icu") COLLATE "C" <> LOWER(TRANSLATE($1, 'İΣµıſͅςϐϑϕϖϰϱϵᲀᲁᲂᲃᲄᲅᲆᲇᲈẛι', 'iσμisισβθφπκρεвдосттъѣꙋṡι') COLLATE "und-x-icu") COLLATE "C"`,
			},
			"sqlite": {
				`WHERE (kin_fold("t1"."title") = kin_fold(?1))`,
				`WHERE NOT (kin_fold("t1"."title") = kin_fold(?1))`,
			},
		}},
		{"text IContains", book(Books.Title.IContains("ärg")), forms{
			"mariadb": {
				"WHERE LOWER(UPPER(`t1`.`title`)) LIKE CONCAT('%', REPLACE(REPLACE(REPLACE(LOWER(UPPER(?)), '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!'",
				"WHERE LOWER(UPPER(`t1`.`title`)) NOT LIKE CONCAT('%', REPLACE(REPLACE(REPLACE(LOWER(UPPER(?)), '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!'",
			},
			"postgres": {
				`WHERE LOWER(TRANSLATE("t1"."title", 'İΣµıſͅςϐϑϕϖϰϱϵᲀᲁᲂᲃᲄᲅᲆᲇᲈẛι', 'iσμisισβθφπκρεвдосттъѣꙋṡι') COLLATE "und-x-icu") COLLATE "C" LIKE '%' || REPLACE(REPLACE(REPLACE(LOWER(TRANSLATE($1, 'İΣµıſͅςϐϑϕϖϰϱϵᲀᲁᲂᲃᲄᲅᲆᲇᲈẛι', 'iσμisισβθφπκρεвдосттъѣꙋṡι') COLLATE "und-x-icu") COLLATE "C", '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\'`,
				`WHERE LOWER(TRANSLATE("t1"."title", 'İΣµıſͅςϐϑϕϖϰϱϵᲀᲁᲂᲃᲄᲅᲆᲇᲈẛι', 'iσμisισβθφπκρεвдосттъѣꙋṡι') COLLATE "und-x-icu") COLLATE "C" NOT LIKE '%' || REPLACE(REPLACE(REPLACE(LOWER(TRANSLATE($1, 'İΣµıſͅςϐϑϕϖϰϱϵᲀᲁᲂᲃᲄᲅᲆᲇᲈẛι', 'iσμisισβθφπκρεвдосттъѣꙋṡι') COLLATE "und-x-icu") COLLATE "C", '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\'`,
			},
			"sqlite": {
				`WHERE (instr(kin_fold("t1"."title"), kin_fold(?1)) > 0)`,
				`WHERE NOT (instr(kin_fold("t1"."title"), kin_fold(?1)) > 0)`,
			},
		}},
		{"text IStartsWith", book(Books.Title.IStartsWith("E")), forms{
			"mariadb": {
				"WHERE LOWER(UPPER(`t1`.`title`)) LIKE CONCAT(REPLACE(REPLACE(REPLACE(LOWER(UPPER(?)), '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!'",
				"WHERE LOWER(UPPER(`t1`.`title`)) NOT LIKE CONCAT(REPLACE(REPLACE(REPLACE(LOWER(UPPER(?)), '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!'",
			},
			"postgres": {
				`WHERE LOWER(TRANSLATE("t1"."title", 'İΣµıſͅςϐϑϕϖϰϱϵᲀᲁᲂᲃᲄᲅᲆᲇᲈẛι', 'iσμisισβθφπκρεвдосттъѣꙋṡι') COLLATE "und-x-icu") COLLATE "C" LIKE REPLACE(REPLACE(REPLACE(LOWER(TRANSLATE($1, 'İΣµıſͅςϐϑϕϖϰϱϵᲀᲁᲂᲃᲄᲅᲆᲇᲈẛι', 'iσμisισβθφπκρεвдосттъѣꙋṡι') COLLATE "und-x-icu") COLLATE "C", '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\'`,
				`WHERE LOWER(TRANSLATE("t1"."title", 'İΣµıſͅςϐϑϕϖϰϱϵᲀᲁᲂᲃᲄᲅᲆᲇᲈẛι', 'iσμisισβθφπκρεвдосттъѣꙋṡι') COLLATE "und-x-icu") COLLATE "C" NOT LIKE REPLACE(REPLACE(REPLACE(LOWER(TRANSLATE($1, 'İΣµıſͅςϐϑϕϖϰϱϵᲀᲁᲂᲃᲄᲅᲆᲇᲈẛι', 'iσμisισβθφπκρεвдосттъѣꙋṡι') COLLATE "und-x-icu") COLLATE "C", '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\'`,
			},
			"sqlite": {
				`WHERE (substr(kin_fold("t1"."title"), 1, length(kin_fold(?1))) = kin_fold(?1))`,
				`WHERE NOT (substr(kin_fold("t1"."title"), 1, length(kin_fold(?1))) = kin_fold(?1))`,
			},
		}},
		{"text IEndsWith", book(Books.Title.IEndsWith("SEQUEL")), forms{
			"mariadb": {
				"WHERE LOWER(UPPER(`t1`.`title`)) LIKE CONCAT('%', REPLACE(REPLACE(REPLACE(LOWER(UPPER(?)), '!', '!!'), '%', '!%'), '_', '!_')) ESCAPE '!'",
				"WHERE LOWER(UPPER(`t1`.`title`)) NOT LIKE CONCAT('%', REPLACE(REPLACE(REPLACE(LOWER(UPPER(?)), '!', '!!'), '%', '!%'), '_', '!_')) ESCAPE '!'",
			},
			"postgres": {
				`WHERE LOWER(TRANSLATE("t1"."title", 'İΣµıſͅςϐϑϕϖϰϱϵᲀᲁᲂᲃᲄᲅᲆᲇᲈẛι', 'iσμisισβθφπκρεвдосттъѣꙋṡι') COLLATE "und-x-icu") COLLATE "C" LIKE '%' || REPLACE(REPLACE(REPLACE(LOWER(TRANSLATE($1, 'İΣµıſͅςϐϑϕϖϰϱϵᲀᲁᲂᲃᲄᲅᲆᲇᲈẛι', 'iσμisισβθφπκρεвдосттъѣꙋṡι') COLLATE "und-x-icu") COLLATE "C", '\', '\\'), '%', '\%'), '_', '\_') ESCAPE '\'`,
				`WHERE LOWER(TRANSLATE("t1"."title", 'İΣµıſͅςϐϑϕϖϰϱϵᲀᲁᲂᲃᲄᲅᲆᲇᲈẛι', 'iσμisισβθφπκρεвдосттъѣꙋṡι') COLLATE "und-x-icu") COLLATE "C" NOT LIKE '%' || REPLACE(REPLACE(REPLACE(LOWER(TRANSLATE($1, 'İΣµıſͅςϐϑϕϖϰϱϵᲀᲁᲂᲃᲄᲅᲆᲇᲈẛι', 'iσμisισβθφπκρεвдосттъѣꙋṡι') COLLATE "und-x-icu") COLLATE "C", '\', '\\'), '%', '\%'), '_', '\_') ESCAPE '\'`,
			},
			"sqlite": {
				`WHERE (substr(kin_fold("t1"."title"), -length(kin_fold(?1)), length(kin_fold(?1))) = kin_fold(?1))`,
				`WHERE NOT (substr(kin_fold("t1"."title"), -length(kin_fold(?1)), length(kin_fold(?1))) = kin_fold(?1))`,
			},
		}},
		{"nullable text Eq", book(Books.Subtitle.Eq("Dune")), forms{
			"mariadb": {
				"WHERE `t1`.`subtitle` = ?",
				"WHERE `t1`.`subtitle` <> ? OR `t1`.`subtitle` IS NULL",
			},
			"postgres": {
				`WHERE "t1"."subtitle" = $1`,
				`WHERE "t1"."subtitle" <> $1 OR "t1"."subtitle" IS NULL`,
			},
			"sqlite": {
				`WHERE "t1"."subtitle" = ?1`,
				`WHERE "t1"."subtitle" <> ?1 OR "t1"."subtitle" IS NULL`,
			},
		}},
		{"nullable text Ne", book(Books.Subtitle.Ne("Dune")), forms{
			"mariadb": {
				"WHERE `t1`.`subtitle` <> ? OR `t1`.`subtitle` IS NULL",
				"WHERE `t1`.`subtitle` = ?",
			},
			"postgres": {
				`WHERE "t1"."subtitle" <> $1 OR "t1"."subtitle" IS NULL`,
				`WHERE "t1"."subtitle" = $1`,
			},
			"sqlite": {
				`WHERE "t1"."subtitle" <> ?1 OR "t1"."subtitle" IS NULL`,
				`WHERE "t1"."subtitle" = ?1`,
			},
		}},
		{"nullable text In", book(Books.Subtitle.In("Dune", "Emma")), forms{
			"mariadb": {
				"WHERE `t1`.`subtitle` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$')) AS s)",
				"WHERE `t1`.`subtitle` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$')) AS s) OR `t1`.`subtitle` IS NULL",
			},
			"postgres": {
				`WHERE "t1"."subtitle" = ANY ($1::text[])`,
				`WHERE "t1"."subtitle" <> ALL ($1::text[]) OR "t1"."subtitle" IS NULL`,
			},
			"sqlite": {
				`WHERE "t1"."subtitle" IN (SELECT s0.value FROM json_each(?1) AS s0)`,
				`WHERE "t1"."subtitle" NOT IN (SELECT s0.value FROM json_each(?1) AS s0) OR "t1"."subtitle" IS NULL`,
			},
		}},
		{"nullable text In none", book(Books.Subtitle.In()), forms{
			"mariadb": {
				"WHERE `t1`.`subtitle` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$')) AS s)",
				"WHERE `t1`.`subtitle` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$')) AS s) OR `t1`.`subtitle` IS NULL",
			},
			"postgres": {
				`WHERE "t1"."subtitle" = ANY ($1::text[])`,
				`WHERE "t1"."subtitle" <> ALL ($1::text[]) OR "t1"."subtitle" IS NULL`,
			},
			"sqlite": {
				`WHERE "t1"."subtitle" IN (SELECT s0.value FROM json_each(?1) AS s0)`,
				`WHERE "t1"."subtitle" NOT IN (SELECT s0.value FROM json_each(?1) AS s0) OR "t1"."subtitle" IS NULL`,
			},
		}},
		{"nullable text NotIn", book(Books.Subtitle.NotIn("Dune")), forms{
			"mariadb": {
				"WHERE `t1`.`subtitle` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$')) AS s) OR `t1`.`subtitle` IS NULL",
				"WHERE `t1`.`subtitle` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$')) AS s)",
			},
			"postgres": {
				`WHERE "t1"."subtitle" <> ALL ($1::text[]) OR "t1"."subtitle" IS NULL`,
				`WHERE "t1"."subtitle" = ANY ($1::text[])`,
			},
			"sqlite": {
				`WHERE "t1"."subtitle" NOT IN (SELECT s0.value FROM json_each(?1) AS s0) OR "t1"."subtitle" IS NULL`,
				`WHERE "t1"."subtitle" IN (SELECT s0.value FROM json_each(?1) AS s0)`,
			},
		}},
		{"nullable text NotIn none", book(Books.Subtitle.NotIn()), forms{
			"mariadb": {
				"WHERE `t1`.`subtitle` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$')) AS s) OR `t1`.`subtitle` IS NULL",
				"WHERE `t1`.`subtitle` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$')) AS s)",
			},
			"postgres": {
				`WHERE "t1"."subtitle" <> ALL ($1::text[]) OR "t1"."subtitle" IS NULL`,
				`WHERE "t1"."subtitle" = ANY ($1::text[])`,
			},
			"sqlite": {
				`WHERE "t1"."subtitle" NOT IN (SELECT s0.value FROM json_each(?1) AS s0) OR "t1"."subtitle" IS NULL`,
				`WHERE "t1"."subtitle" IN (SELECT s0.value FROM json_each(?1) AS s0)`,
			},
		}},
		{"nullable text InPtr with nil", book(Books.Subtitle.InPtr(new("Dune"), nil)), forms{
			"mariadb": {
				"WHERE `t1`.`subtitle` IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$')) AS s) OR `t1`.`subtitle` IS NULL",
				"WHERE `t1`.`subtitle` NOT IN (SELECT `c0` FROM JSON_TABLE(?, '$[*]' COLUMNS (`c0` LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin PATH '$')) AS s) AND `t1`.`subtitle` IS NOT NULL",
			},
			"postgres": {
				`WHERE "t1"."subtitle" = ANY ($1::text[]) OR "t1"."subtitle" IS NULL`,
				`WHERE "t1"."subtitle" <> ALL ($1::text[]) AND "t1"."subtitle" IS NOT NULL`,
			},
			"sqlite": {
				`WHERE "t1"."subtitle" IN (SELECT s0.value FROM json_each(?1) AS s0) OR "t1"."subtitle" IS NULL`,
				`WHERE "t1"."subtitle" NOT IN (SELECT s0.value FROM json_each(?1) AS s0) AND "t1"."subtitle" IS NOT NULL`,
			},
		}},
		{"nullable text EqCol", book(kin.EqCol(Books.Subtitle, Books.Title)), forms{
			"mariadb": {
				"WHERE `t1`.`subtitle` = `t1`.`title`",
				"WHERE `t1`.`subtitle` <> `t1`.`title` OR `t1`.`subtitle` IS NULL",
			},
			"postgres": {
				`WHERE "t1"."subtitle" = "t1"."title"`,
				`WHERE "t1"."subtitle" <> "t1"."title" OR "t1"."subtitle" IS NULL`,
			},
			"sqlite": {
				`WHERE "t1"."subtitle" = "t1"."title"`,
				`WHERE "t1"."subtitle" <> "t1"."title" OR "t1"."subtitle" IS NULL`,
			},
		}},
		{"nullable text IsNull", book(Books.Subtitle.IsNull()), forms{
			"mariadb": {
				"WHERE `t1`.`subtitle` IS NULL",
				"WHERE `t1`.`subtitle` IS NOT NULL",
			},
			"postgres": {
				`WHERE "t1"."subtitle" IS NULL`,
				`WHERE "t1"."subtitle" IS NOT NULL`,
			},
			"sqlite": {
				`WHERE "t1"."subtitle" IS NULL`,
				`WHERE "t1"."subtitle" IS NOT NULL`,
			},
		}},
		{"nullable text NotNull", book(Books.Subtitle.NotNull()), forms{
			"mariadb": {
				"WHERE `t1`.`subtitle` IS NOT NULL",
				"WHERE `t1`.`subtitle` IS NULL",
			},
			"postgres": {
				`WHERE "t1"."subtitle" IS NOT NULL`,
				`WHERE "t1"."subtitle" IS NULL`,
			},
			"sqlite": {
				`WHERE "t1"."subtitle" IS NOT NULL`,
				`WHERE "t1"."subtitle" IS NULL`,
			},
		}},
		{"nullable text Lt", book(Books.Subtitle.Lt("E")), forms{
			"mariadb": {
				"WHERE `t1`.`subtitle` < ?",
				"WHERE `t1`.`subtitle` >= ? OR `t1`.`subtitle` IS NULL",
			},
			"postgres": {
				`WHERE "t1"."subtitle" < $1`,
				`WHERE "t1"."subtitle" >= $1 OR "t1"."subtitle" IS NULL`,
			},
			"sqlite": {
				`WHERE "t1"."subtitle" < ?1`,
				`WHERE "t1"."subtitle" >= ?1 OR "t1"."subtitle" IS NULL`,
			},
		}},
		{"nullable text Le", book(Books.Subtitle.Le("E")), forms{
			"mariadb": {
				"WHERE `t1`.`subtitle` <= ?",
				"WHERE `t1`.`subtitle` > ? OR `t1`.`subtitle` IS NULL",
			},
			"postgres": {
				`WHERE "t1"."subtitle" <= $1`,
				`WHERE "t1"."subtitle" > $1 OR "t1"."subtitle" IS NULL`,
			},
			"sqlite": {
				`WHERE "t1"."subtitle" <= ?1`,
				`WHERE "t1"."subtitle" > ?1 OR "t1"."subtitle" IS NULL`,
			},
		}},
		{"nullable text Gt", book(Books.Subtitle.Gt("E")), forms{
			"mariadb": {
				"WHERE `t1`.`subtitle` > ?",
				"WHERE `t1`.`subtitle` <= ? OR `t1`.`subtitle` IS NULL",
			},
			"postgres": {
				`WHERE "t1"."subtitle" > $1`,
				`WHERE "t1"."subtitle" <= $1 OR "t1"."subtitle" IS NULL`,
			},
			"sqlite": {
				`WHERE "t1"."subtitle" > ?1`,
				`WHERE "t1"."subtitle" <= ?1 OR "t1"."subtitle" IS NULL`,
			},
		}},
		{"nullable text Ge", book(Books.Subtitle.Ge("E")), forms{
			"mariadb": {
				"WHERE `t1`.`subtitle` >= ?",
				"WHERE `t1`.`subtitle` < ? OR `t1`.`subtitle` IS NULL",
			},
			"postgres": {
				`WHERE "t1"."subtitle" >= $1`,
				`WHERE "t1"."subtitle" < $1 OR "t1"."subtitle" IS NULL`,
			},
			"sqlite": {
				`WHERE "t1"."subtitle" >= ?1`,
				`WHERE "t1"."subtitle" < ?1 OR "t1"."subtitle" IS NULL`,
			},
		}},
		{"nullable text Between", book(Books.Subtitle.Between("A", "E")), forms{
			"mariadb": {
				"WHERE `t1`.`subtitle` >= ? AND `t1`.`subtitle` <= ?",
				"WHERE `t1`.`subtitle` < ? OR `t1`.`subtitle` IS NULL OR `t1`.`subtitle` > ?",
			},
			"postgres": {
				`WHERE "t1"."subtitle" >= $1 AND "t1"."subtitle" <= $2`,
				`WHERE "t1"."subtitle" < $1 OR "t1"."subtitle" IS NULL OR "t1"."subtitle" > $2`,
			},
			"sqlite": {
				`WHERE "t1"."subtitle" >= ?1 AND "t1"."subtitle" <= ?2`,
				`WHERE "t1"."subtitle" < ?1 OR "t1"."subtitle" IS NULL OR "t1"."subtitle" > ?2`,
			},
		}},
		{"nullable text LtCol", book(kin.LtCol(Books.Subtitle, Books.Title)), forms{
			"mariadb": {
				"WHERE `t1`.`subtitle` < `t1`.`title`",
				"WHERE `t1`.`subtitle` >= `t1`.`title` OR `t1`.`subtitle` IS NULL",
			},
			"postgres": {
				`WHERE "t1"."subtitle" < "t1"."title"`,
				`WHERE "t1"."subtitle" >= "t1"."title" OR "t1"."subtitle" IS NULL`,
			},
			"sqlite": {
				`WHERE "t1"."subtitle" < "t1"."title"`,
				`WHERE "t1"."subtitle" >= "t1"."title" OR "t1"."subtitle" IS NULL`,
			},
		}},
		{"nullable text LeCol", book(kin.LeCol(Books.Subtitle, Books.Title)), forms{
			"mariadb": {
				"WHERE `t1`.`subtitle` <= `t1`.`title`",
				"WHERE `t1`.`subtitle` > `t1`.`title` OR `t1`.`subtitle` IS NULL",
			},
			"postgres": {
				`WHERE "t1"."subtitle" <= "t1"."title"`,
				`WHERE "t1"."subtitle" > "t1"."title" OR "t1"."subtitle" IS NULL`,
			},
			"sqlite": {
				`WHERE "t1"."subtitle" <= "t1"."title"`,
				`WHERE "t1"."subtitle" > "t1"."title" OR "t1"."subtitle" IS NULL`,
			},
		}},
		{"nullable text Contains", book(Books.Subtitle.Contains("%")), forms{
			"mariadb": {
				"WHERE `t1`.`subtitle` LIKE CONCAT('%', REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!'",
				"WHERE `t1`.`subtitle` NOT LIKE CONCAT('%', REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!' OR `t1`.`subtitle` IS NULL",
			},
			"postgres": {
				`WHERE "t1"."subtitle" LIKE '%' || REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\'`,
				`WHERE "t1"."subtitle" NOT LIKE '%' || REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\' OR "t1"."subtitle" IS NULL`,
			},
			"sqlite": {
				`WHERE (instr("t1"."subtitle", ?1) > 0)`,
				`WHERE NOT (instr("t1"."subtitle", ?1) > 0) OR "t1"."subtitle" IS NULL`,
			},
		}},
		{"nullable text StartsWith", book(Books.Subtitle.StartsWith("e")), forms{
			"mariadb": {
				"WHERE `t1`.`subtitle` LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!'",
				"WHERE `t1`.`subtitle` NOT LIKE CONCAT(REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!' OR `t1`.`subtitle` IS NULL",
			},
			"postgres": {
				`WHERE "t1"."subtitle" LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\'`,
				`WHERE "t1"."subtitle" NOT LIKE REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\' OR "t1"."subtitle" IS NULL`,
			},
			"sqlite": {
				`WHERE ("t1"."subtitle" >= ?1 AND "t1"."subtitle" < ?1 || CAST(x'ffffffff' AS TEXT) AND substr("t1"."subtitle", 1, length(?1)) = ?1)`,
				`WHERE NOT (substr("t1"."subtitle", 1, length(?1)) = ?1) OR "t1"."subtitle" IS NULL`,
			},
		}},
		{"nullable text EndsWith", book(Books.Subtitle.EndsWith("_")), forms{
			"mariadb": {
				"WHERE `t1`.`subtitle` LIKE CONCAT('%', REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_')) ESCAPE '!'",
				"WHERE `t1`.`subtitle` NOT LIKE CONCAT('%', REPLACE(REPLACE(REPLACE(?, '!', '!!'), '%', '!%'), '_', '!_')) ESCAPE '!' OR `t1`.`subtitle` IS NULL",
			},
			"postgres": {
				`WHERE "t1"."subtitle" LIKE '%' || REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') ESCAPE '\'`,
				`WHERE "t1"."subtitle" NOT LIKE '%' || REPLACE(REPLACE(REPLACE($1, '\', '\\'), '%', '\%'), '_', '\_') ESCAPE '\' OR "t1"."subtitle" IS NULL`,
			},
			"sqlite": {
				`WHERE (substr("t1"."subtitle", -length(?1), length(?1)) = ?1)`,
				`WHERE NOT (substr("t1"."subtitle", -length(?1), length(?1)) = ?1) OR "t1"."subtitle" IS NULL`,
			},
		}},
		{"nullable text IEq", book(Books.Subtitle.IEq("EMMA")), forms{
			"mariadb": {
				"WHERE LOWER(UPPER(`t1`.`subtitle`)) = LOWER(UPPER(?))",
				"WHERE LOWER(UPPER(`t1`.`subtitle`)) <> LOWER(UPPER(?)) OR `t1`.`subtitle` IS NULL",
			},
			"postgres": {
				`WHERE LOWER(TRANSLATE("t1"."subtitle", 'İΣµıſͅςϐϑϕϖϰϱϵᲀᲁᲂᲃᲄᲅᲆᲇᲈẛι', 'iσμisισβθφπκρεвдосттъѣꙋṡι') COLLATE "und-x-icu") COLLATE "C" = LOWER(TRANSLATE($1, 'İΣµıſͅςϐϑϕϖϰϱϵᲀᲁᲂᲃᲄᲅᲆᲇᲈẛι', 'iσμisισβθφπκρεвдосттъѣꙋṡι') COLLATE "und-x-icu") COLLATE "C"`,
				`WHERE LOWER(TRANSLATE("t1"."subtitle", 'İΣµıſͅςϐϑϕϖϰϱϵᲀᲁᲂᲃᲄᲅᲆᲇᲈẛι', 'iσμisισβθφπκρεвдосттъѣꙋṡι') COLLATE "und-x-icu") COLLATE "C" <> LOWER(TRANSLATE($1, 'İΣµıſͅςϐϑϕϖϰϱϵᲀᲁᲂᲃᲄᲅᲆᲇᲈẛι', 'iσμisισβθφπκρεвдосттъѣꙋṡι') COLLATE "und-x-icu") COLLATE "C" OR "t1"."subtitle" IS NULL`,
			},
			"sqlite": {
				`WHERE (kin_fold("t1"."subtitle") = kin_fold(?1))`,
				`WHERE NOT (kin_fold("t1"."subtitle") = kin_fold(?1)) OR "t1"."subtitle" IS NULL`,
			},
		}},
		{"nullable text IContains", book(Books.Subtitle.IContains("ärg")), forms{
			"mariadb": {
				"WHERE LOWER(UPPER(`t1`.`subtitle`)) LIKE CONCAT('%', REPLACE(REPLACE(REPLACE(LOWER(UPPER(?)), '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!'",
				"WHERE LOWER(UPPER(`t1`.`subtitle`)) NOT LIKE CONCAT('%', REPLACE(REPLACE(REPLACE(LOWER(UPPER(?)), '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!' OR `t1`.`subtitle` IS NULL",
			},
			"postgres": {
				`WHERE LOWER(TRANSLATE("t1"."subtitle", 'İΣµıſͅςϐϑϕϖϰϱϵᲀᲁᲂᲃᲄᲅᲆᲇᲈẛι', 'iσμisισβθφπκρεвдосттъѣꙋṡι') COLLATE "und-x-icu") COLLATE "C" LIKE '%' || REPLACE(REPLACE(REPLACE(LOWER(TRANSLATE($1, 'İΣµıſͅςϐϑϕϖϰϱϵᲀᲁᲂᲃᲄᲅᲆᲇᲈẛι', 'iσμisισβθφπκρεвдосттъѣꙋṡι') COLLATE "und-x-icu") COLLATE "C", '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\'`,
				`WHERE LOWER(TRANSLATE("t1"."subtitle", 'İΣµıſͅςϐϑϕϖϰϱϵᲀᲁᲂᲃᲄᲅᲆᲇᲈẛι', 'iσμisισβθφπκρεвдосттъѣꙋṡι') COLLATE "und-x-icu") COLLATE "C" NOT LIKE '%' || REPLACE(REPLACE(REPLACE(LOWER(TRANSLATE($1, 'İΣµıſͅςϐϑϕϖϰϱϵᲀᲁᲂᲃᲄᲅᲆᲇᲈẛι', 'iσμisισβθφπκρεвдосттъѣꙋṡι') COLLATE "und-x-icu") COLLATE "C", '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\' OR "t1"."subtitle" IS NULL`,
			},
			"sqlite": {
				`WHERE (instr(kin_fold("t1"."subtitle"), kin_fold(?1)) > 0)`,
				`WHERE NOT (instr(kin_fold("t1"."subtitle"), kin_fold(?1)) > 0) OR "t1"."subtitle" IS NULL`,
			},
		}},
		{"nullable text IStartsWith", book(Books.Subtitle.IStartsWith("E")), forms{
			"mariadb": {
				"WHERE LOWER(UPPER(`t1`.`subtitle`)) LIKE CONCAT(REPLACE(REPLACE(REPLACE(LOWER(UPPER(?)), '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!'",
				"WHERE LOWER(UPPER(`t1`.`subtitle`)) NOT LIKE CONCAT(REPLACE(REPLACE(REPLACE(LOWER(UPPER(?)), '!', '!!'), '%', '!%'), '_', '!_'), '%') ESCAPE '!' OR `t1`.`subtitle` IS NULL",
			},
			"postgres": {
				`WHERE LOWER(TRANSLATE("t1"."subtitle", 'İΣµıſͅςϐϑϕϖϰϱϵᲀᲁᲂᲃᲄᲅᲆᲇᲈẛι', 'iσμisισβθφπκρεвдосттъѣꙋṡι') COLLATE "und-x-icu") COLLATE "C" LIKE REPLACE(REPLACE(REPLACE(LOWER(TRANSLATE($1, 'İΣµıſͅςϐϑϕϖϰϱϵᲀᲁᲂᲃᲄᲅᲆᲇᲈẛι', 'iσμisισβθφπκρεвдосттъѣꙋṡι') COLLATE "und-x-icu") COLLATE "C", '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\'`,
				`WHERE LOWER(TRANSLATE("t1"."subtitle", 'İΣµıſͅςϐϑϕϖϰϱϵᲀᲁᲂᲃᲄᲅᲆᲇᲈẛι', 'iσμisισβθφπκρεвдосттъѣꙋṡι') COLLATE "und-x-icu") COLLATE "C" NOT LIKE REPLACE(REPLACE(REPLACE(LOWER(TRANSLATE($1, 'İΣµıſͅςϐϑϕϖϰϱϵᲀᲁᲂᲃᲄᲅᲆᲇᲈẛι', 'iσμisισβθφπκρεвдосттъѣꙋṡι') COLLATE "und-x-icu") COLLATE "C", '\', '\\'), '%', '\%'), '_', '\_') || '%' ESCAPE '\' OR "t1"."subtitle" IS NULL`,
			},
			"sqlite": {
				`WHERE (substr(kin_fold("t1"."subtitle"), 1, length(kin_fold(?1))) = kin_fold(?1))`,
				`WHERE NOT (substr(kin_fold("t1"."subtitle"), 1, length(kin_fold(?1))) = kin_fold(?1)) OR "t1"."subtitle" IS NULL`,
			},
		}},
		{"nullable text IEndsWith", book(Books.Subtitle.IEndsWith("SEQUEL")), forms{
			"mariadb": {
				"WHERE LOWER(UPPER(`t1`.`subtitle`)) LIKE CONCAT('%', REPLACE(REPLACE(REPLACE(LOWER(UPPER(?)), '!', '!!'), '%', '!%'), '_', '!_')) ESCAPE '!'",
				"WHERE LOWER(UPPER(`t1`.`subtitle`)) NOT LIKE CONCAT('%', REPLACE(REPLACE(REPLACE(LOWER(UPPER(?)), '!', '!!'), '%', '!%'), '_', '!_')) ESCAPE '!' OR `t1`.`subtitle` IS NULL",
			},
			"postgres": {
				`WHERE LOWER(TRANSLATE("t1"."subtitle", 'İΣµıſͅςϐϑϕϖϰϱϵᲀᲁᲂᲃᲄᲅᲆᲇᲈẛι', 'iσμisισβθφπκρεвдосттъѣꙋṡι') COLLATE "und-x-icu") COLLATE "C" LIKE '%' || REPLACE(REPLACE(REPLACE(LOWER(TRANSLATE($1, 'İΣµıſͅςϐϑϕϖϰϱϵᲀᲁᲂᲃᲄᲅᲆᲇᲈẛι', 'iσμisισβθφπκρεвдосттъѣꙋṡι') COLLATE "und-x-icu") COLLATE "C", '\', '\\'), '%', '\%'), '_', '\_') ESCAPE '\'`,
				`WHERE LOWER(TRANSLATE("t1"."subtitle", 'İΣµıſͅςϐϑϕϖϰϱϵᲀᲁᲂᲃᲄᲅᲆᲇᲈẛι', 'iσμisισβθφπκρεвдосттъѣꙋṡι') COLLATE "und-x-icu") COLLATE "C" NOT LIKE '%' || REPLACE(REPLACE(REPLACE(LOWER(TRANSLATE($1, 'İΣµıſͅςϐϑϕϖϰϱϵᲀᲁᲂᲃᲄᲅᲆᲇᲈẛι', 'iσμisισβθφπκρεвдосттъѣꙋṡι') COLLATE "und-x-icu") COLLATE "C", '\', '\\'), '%', '\%'), '_', '\_') ESCAPE '\' OR "t1"."subtitle" IS NULL`,
			},
			"sqlite": {
				`WHERE (substr(kin_fold("t1"."subtitle"), -length(kin_fold(?1)), length(kin_fold(?1))) = kin_fold(?1))`,
				`WHERE NOT (substr(kin_fold("t1"."subtitle"), -length(kin_fold(?1)), length(kin_fold(?1))) = kin_fold(?1)) OR "t1"."subtitle" IS NULL`,
			},
		}},
	}
}
