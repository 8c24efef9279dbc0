package acceptance

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/news"
	"github.com/kinorm/kin/kintest"
)

// TestNewsPage goes through Django's many-to-many page from top to bottom, on
// every database. The page's p2.article_set is Publications.Articles.Of(p2) here,
// because the publication has no field for its articles.
func TestNewsPage(t *testing.T) {
	var printed string
	for _, d := range kintest.Databases(t) {
		t.Run(d.Name, func(t *testing.T) {
			db := d.Open(t)
			must(t, kin.CreateTables(t.Context(), db, Models...))
			db, count := kintest.Count(db)
			p := &newsPage{t: t, ctx: t.Context(), db: db, count: count}
			p.save()
			p.link()
			p.readSets()
			p.filterByKey()
			p.filterByCondition()
			p.filterFromReverseEnd()
			p.deleteObjects()
			p.changeFromReverseEnd()
			p.setAndClear()
			p.deleteQueries()
			p.tables()
			printed = p.check(t, "S2")
		})
	}
	t.Logf("the checklist of the page:\n%s", printed)
}

// The headlines and titles of the page.
const (
	webApps  = "Django lets you build web apps easily"
	nasaUses = "NASA uses Python"
	nasaLife = "NASA finds intelligent life on Earth"
	oxygen   = "Oxygen-free diet works wonders"
	journal  = "The Python Journal"
	news     = "Science News"
	weekly   = "Science Weekly"
	children = "Highlights for Children"
)

// A newsPage is the state of the page: its objects, and the rows that were covered.
type newsPage struct {
	checklist
	t     *testing.T
	ctx   context.Context
	db    *kin.DB
	count *kintest.Counter

	p1, p2, p3     *Publication
	a1, a2, a4, a5 *Article
}

// articlesOf is the page's publication.article_set.
func articlesOf(p *Publication) *kin.RelatedSet[*Article] { return Publications.Articles.Of(p) }

func (p *newsPage) publications(want ...string) {
	p.t.Helper()
	list(p.t, names(Publications.All(p.ctx, p.db)), want...)
}

func (p *newsPage) articles(want ...string) {
	p.t.Helper()
	list(p.t, names(Articles.All(p.ctx, p.db)), want...)
}

// of checks the articles of a publication.
func (p *newsPage) of(pub *Publication, want ...string) {
	p.t.Helper()
	list(p.t, names(articlesOf(pub).All(p.ctx, p.db)), want...)
}

// in checks the publications of an article.
func (p *newsPage) in(a *Article, want ...string) {
	p.t.Helper()
	list(p.t, names(a.Publications.All(p.ctx, p.db)), want...)
}

// statements checks how many statements f sends.
func (p *newsPage) statements(want int, f func()) {
	p.t.Helper()
	p.count.Reset()
	f()
	if p.count.N() != want {
		p.t.Errorf("%d statements, want %d: %q", p.count.N(), want, p.count.SQL())
	}
}

func (p *newsPage) save() {
	p.row("S2-01")
	for _, m := range Models {
		want := map[string]int{"Article": 1, "Publication": 0}[m.Model().Name]
		if n := len(m.Model().Declared); n != want {
			p.t.Errorf("%s declares %d relations, want %d", m.Model().Name, n, want)
		}
	}

	p.row("S2-02")
	p.p1, p.p2, p.p3 = &Publication{Title: journal}, &Publication{Title: news}, &Publication{Title: weekly}
	for i, pub := range []*Publication{p.p1, p.p2, p.p3} {
		must(p.t, Publications.Save(p.ctx, p.db, pub))
		if pub.ID != int64(i+1) {
			p.t.Errorf("publication %d got the key %d", i+1, pub.ID)
		}
	}
}

func (p *newsPage) link() {
	t, ctx, db := p.t, p.ctx, p.db
	p.row("S2-03")
	p.a1 = &Article{Headline: webApps}
	p.statements(0, func() {
		_, err := p.a1.Publications.Add(ctx, db, p.p1)
		if !errors.Is(err, kin.ErrUnsaved) || !strings.Contains(err.Error(), "Save") {
			t.Errorf("adding to an article without a row: %v, want ErrUnsaved that says what to do", err)
		}
	})

	p.row("S2-04")
	must(t, Articles.Save(ctx, db, p.a1))
	p.statements(1, func() { equal(t, got(p.a1.Publications.Add(ctx, db, p.p1)), 1) })
	if sql := p.count.SQL()[0]; !strings.HasPrefix(sql, "INSERT INTO ") || !strings.Contains(sql, "articles_publications") {
		t.Errorf("adding ran %s, want an insert into the table of the links", sql)
	}

	p.row("S2-05")
	p.a2 = &Article{Headline: nasaUses}
	must(t, Articles.Save(ctx, db, p.a2))
	p.statements(1, func() { equal(t, got(p.a2.Publications.Add(ctx, db, p.p1, p.p2)), 2) })
	equal(t, got(p.a2.Publications.Add(ctx, db, p.p3)), 1)

	p.row("S2-06")
	p.statements(1, func() { equal(t, got(p.a2.Publications.Add(ctx, db, p.p3)), 0) })
	equal(t, got(p.a2.Publications.Filter(Publications.ID.Eq(p.p3.ID)).Count(ctx, db)), 1)

	p.row("S2-08")
	made := &Publication{Title: children}
	must(t, p.a2.Publications.Create(ctx, db, made))
	if made.ID != 4 || !kin.Saved(made) {
		t.Errorf("the new publication has the key %d, saved %v; want 4, true", made.ID, kin.Saved(made))
	}
}

func (p *newsPage) readSets() {
	p.row("S2-09")
	p.in(p.a1, journal)
	p.row("S2-10")
	p.in(p.a2, children, news, weekly, journal)
	p.row("S2-11")
	p.of(p.p2, nasaUses)
	p.row("S2-12")
	p.of(p.p1, webApps, nasaUses)
	p.row("S2-13")
	p.of(ok(p.t, got(Publications.Get(p.ctx, p.db, 4))), nasaUses)
}

// withoutTarget checks the rows of a query and that its SQL does not touch the
// table of the relation's targets.
func (p *newsPage) withoutTarget(q *kin.Query[*Article], want ...string) {
	p.t.Helper()
	list(p.t, names(q.All(p.ctx, p.db)), want...)
	sql, _, err := q.SQL(p.db)
	must(p.t, err)
	if strings.Contains(sql, `"publications"`) {
		p.t.Errorf("a condition on the key alone joins the target: %s", sql)
	}
}

func (p *newsPage) filterByKey() {
	linked := Articles.Publications
	p.row("S2-14")
	p.withoutTarget(Articles.Filter(linked.Any(Publications.ID.Eq(1))), webApps, nasaUses)
	p.row("S2-15")
	p.withoutTarget(Articles.Filter(linked.Any(Publications.ID.In(1))), webApps, nasaUses)
	p.row("S2-16")
	p.withoutTarget(Articles.Filter(kin.HasAnyKeys(linked, Publications.Keys(1))), webApps, nasaUses)
	p.row("S2-17")
	p.withoutTarget(Articles.Filter(linked.HasAny(p.p1)), webApps, nasaUses)
}

func (p *newsPage) filterByCondition() {
	t, ctx, db := p.t, p.ctx, p.db
	science := Articles.Join(Articles.Publications.Rows(Publications.Title.StartsWith("Science")))
	p.row("S2-18")
	list(t, names(science.All(ctx, db)), nasaUses, nasaUses)
	p.row("S2-19")
	list(t, names(science.Distinct().All(ctx, db)), nasaUses)
	p.row("S2-20")
	equal(t, got(science.Count(ctx, db)), 2)
	p.row("S2-21")
	equal(t, got(science.Distinct().Count(ctx, db)), 1)
	list(t, names(Articles.Filter(Articles.Publications.Any(Publications.Title.StartsWith("Science"))).All(ctx, db)), nasaUses)

	p.row("S2-22")
	byKey := Articles.Join(Articles.Publications.Rows(Publications.ID.In(1, 2)))
	list(t, names(byKey.All(ctx, db)), webApps, nasaUses, nasaUses)
	list(t, names(byKey.Distinct().All(ctx, db)), webApps, nasaUses)
	p.withoutTarget(Articles.Filter(kin.HasAnyKeys(Articles.Publications, Publications.Keys(1, 2))), webApps, nasaUses)

	p.row("S2-23")
	p.withoutTarget(Articles.Filter(Articles.Publications.HasAny(p.p1, p.p2)), webApps, nasaUses)
	p.withoutTarget(Articles.Filter(kin.Or(
		kin.HasAnyKeys(Articles.Publications, Publications.Keys(p.p1.ID)), Articles.Publications.HasAny(p.p2))), webApps, nasaUses)

	p.row("S2-24")
	list(t, names(Publications.Filter(Publications.ID.Eq(1)).All(ctx, db)), journal)
	list(t, names(Publications.Filter(Publications.ID.In(1)).All(ctx, db)), journal)
	if pub := ok(t, got(Publications.Get(ctx, db, 1))); pub.Title != journal {
		t.Errorf("the publication with the key 1 is %q", pub.Title)
	}
}

func (p *newsPage) filterFromReverseEnd() {
	t, ctx, db := p.t, p.ctx, p.db
	has := Publications.Articles
	all := []string{children, news, weekly, journal}
	p.row("S2-25")
	nasa := Articles.Headline.StartsWith("NASA")
	list(t, names(Publications.Filter(has.Any(nasa)).All(ctx, db)), all...)
	list(t, names(Publications.Join(has.Rows(nasa)).All(ctx, db)), all...)

	p.row("S2-26")
	list(t, names(Publications.Filter(has.Any(Articles.ID.Eq(1))).All(ctx, db)), journal)
	p.row("S2-27")
	list(t, names(Publications.Filter(has.Any(Articles.ID.In(1))).All(ctx, db)), journal)
	p.row("S2-28")
	list(t, names(Publications.Filter(kin.HasAnyKeys(has, Articles.Keys(1))).All(ctx, db)), journal)
	p.row("S2-29")
	list(t, names(Publications.Filter(has.HasAny(p.a1)).All(ctx, db)), journal)

	p.row("S2-30")
	list(t, names(Publications.Join(has.Rows(Articles.ID.In(1, 2))).Distinct().All(ctx, db)), all...)
	list(t, names(Publications.Filter(kin.HasAnyKeys(has, Articles.Keys(1, 2))).All(ctx, db)), all...)
	p.row("S2-31")
	list(t, names(Publications.Filter(has.HasAny(p.a1, p.a2)).All(ctx, db)), all...)

	p.row("S2-32")
	list(t, names(Articles.Exclude(Articles.Publications.HasAny(p.p2)).All(ctx, db)), webApps)
}

// deleteObjects: the page counts links among what was deleted; kin returns the
// number of rows of the model alone.
func (p *newsPage) deleteObjects() {
	t, ctx, db := p.t, p.ctx, p.db
	p.row("S2-33")
	equal(t, got(Publications.Delete(ctx, db, p.p1)), 1)
	p.publications(children, news, weekly)
	p.in(ok(t, got(Articles.Get(ctx, db, 1))))

	p.row("S2-34")
	equal(t, got(Articles.Delete(ctx, db, p.a2)), 1)
	p.articles(webApps)
	p.of(p.p2)
}

func (p *newsPage) changeFromReverseEnd() {
	t, ctx, db := p.t, p.ctx, p.db
	p.row("S2-35")
	p.a4 = &Article{Headline: nasaLife}
	must(t, Articles.Save(ctx, db, p.a4))
	equal(t, got(articlesOf(p.p2).Add(ctx, db, p.a4)), 1)
	p.of(p.p2, nasaLife)
	p.in(p.a4, news)

	p.row("S2-36")
	must(t, articlesOf(p.p2).Create(ctx, db, &Article{Headline: oxygen}))
	p.of(p.p2, nasaLife, oxygen)
	p.a5 = ok(t, got(articlesOf(p.p2).Offset(1).First(ctx, db)))
	p.in(p.a5, news)

	p.row("S2-37")
	equal(t, got(p.a4.Publications.Remove(ctx, db, p.p2)), 1)
	p.of(p.p2, oxygen)
	p.in(p.a4)

	p.row("S2-38")
	equal(t, got(articlesOf(p.p2).Remove(ctx, db, p.a5)), 1)
	p.of(p.p2)
	p.in(p.a5)
}

func (p *newsPage) setAndClear() {
	t, ctx, db := p.t, p.ctx, p.db
	p.row("S2-39")
	equal(t, got(p.a4.Publications.Add(ctx, db, p.p2)), 1) // the page shows this link without making it
	p.in(p.a4, news)
	equal(t, got(p.a4.Publications.Set(ctx, db, p.p3)), kin.Changed{Added: 1, Removed: 1})
	p.in(p.a4, weekly)

	p.row("S2-40") // of no links, as on the page, and of one
	equal(t, got(articlesOf(p.p2).Clear(ctx, db)), 0)
	equal(t, got(articlesOf(p.p2).Add(ctx, db, p.a5)), 1)
	equal(t, got(articlesOf(p.p2).Clear(ctx, db)), 1)
	p.of(p.p2)
	p.in(p.a5)

	p.row("S2-41")
	equal(t, got(articlesOf(p.p2).Add(ctx, db, p.a4, p.a5)), 2)
	p.of(p.p2, nasaLife, oxygen)
	p.in(p.a4, news, weekly)
	equal(t, got(p.a4.Publications.Clear(ctx, db)), 2)
	p.in(p.a4)
	p.of(p.p2, oxygen)
}

func (p *newsPage) deleteQueries() {
	t, ctx, db := p.t, p.ctx, p.db
	p.row("S2-42")
	p.p1 = &Publication{Title: journal}
	must(t, Publications.Save(ctx, db, p.p1))
	if p.p1.ID != 5 {
		t.Errorf("the publication that is made again has the key %d, want 5", p.p1.ID)
	}
	p.a2 = &Article{Headline: nasaUses}
	must(t, Articles.Save(ctx, db, p.a2))
	equal(t, got(p.a2.Publications.Add(ctx, db, p.p1, p.p2, p.p3)), 3)

	p.row("S2-43")
	equal(t, got(Publications.Filter(Publications.Title.StartsWith("Science")).Delete(ctx, db)), 2)
	p.publications(children, journal)
	p.articles(webApps, nasaLife, nasaUses, oxygen)
	p.in(p.a2, journal)

	p.row("S2-44")
	q := Articles.Filter(Articles.Headline.StartsWith("Django"))
	list(t, names(q.All(ctx, db)), webApps)
	equal(t, got(q.Delete(ctx, db)), 1)
	list(t, names(q.All(ctx, db)))
	p.of(p.p1, nasaUses)
}

// newsTables is the DDL of the page's tables, by the name of the dialect.
var newsTables = map[string]string{
	"sqlite": `CREATE TABLE "publications" (
	"id" INTEGER PRIMARY KEY AUTOINCREMENT,
	"title" TEXT NOT NULL
) STRICT;
CREATE TABLE "articles" (
	"id" INTEGER PRIMARY KEY AUTOINCREMENT,
	"headline" TEXT NOT NULL
) STRICT;
CREATE TABLE "articles_publications" (
	"article_id" INTEGER NOT NULL,
	"publication_id" INTEGER NOT NULL,
	PRIMARY KEY ("article_id", "publication_id"),
	CONSTRAINT "articles_publications_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "articles" ("id") ON DELETE CASCADE,
	CONSTRAINT "articles_publications_publication_id_fkey" FOREIGN KEY ("publication_id") REFERENCES "publications" ("id") ON DELETE CASCADE
) STRICT;
CREATE INDEX "articles_publications_publication_id_article_id_idx" ON "articles_publications" ("publication_id", "article_id");
`,
	"postgres": `CREATE TABLE "publications" (
	"id" bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
	"title" varchar(30) COLLATE "C" NOT NULL
);
CREATE TABLE "articles" (
	"id" bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
	"headline" varchar(100) COLLATE "C" NOT NULL
);
CREATE TABLE "articles_publications" (
	"article_id" bigint NOT NULL,
	"publication_id" bigint NOT NULL,
	PRIMARY KEY ("article_id", "publication_id"),
	CONSTRAINT "articles_publications_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "articles" ("id") ON DELETE CASCADE,
	CONSTRAINT "articles_publications_publication_id_fkey" FOREIGN KEY ("publication_id") REFERENCES "publications" ("id") ON DELETE CASCADE
);
CREATE INDEX "articles_publications_publication_id_article_id_idx" ON "articles_publications" ("publication_id", "article_id");
`,
	"mariadb": "CREATE TABLE `publications` (\n" +
		"\t`id` BIGINT AUTO_INCREMENT PRIMARY KEY,\n" +
		"\t`title` VARCHAR(30) COLLATE utf8mb4_nopad_bin NOT NULL\n" +
		") ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;\n" +
		"CREATE TABLE `articles` (\n" +
		"\t`id` BIGINT AUTO_INCREMENT PRIMARY KEY,\n" +
		"\t`headline` VARCHAR(100) COLLATE utf8mb4_nopad_bin NOT NULL\n" +
		") ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;\n" +
		"CREATE TABLE `articles_publications` (\n" +
		"\t`article_id` BIGINT NOT NULL,\n" +
		"\t`publication_id` BIGINT NOT NULL,\n" +
		"\tPRIMARY KEY (`article_id`, `publication_id`),\n" +
		"\tCONSTRAINT `articles_publications_article_id_fkey` FOREIGN KEY (`article_id`) REFERENCES `articles` (`id`) ON DELETE CASCADE,\n" +
		"\tCONSTRAINT `articles_publications_publication_id_fkey` FOREIGN KEY (`publication_id`) REFERENCES `publications` (`id`) ON DELETE CASCADE\n" +
		") ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;\n" +
		"CREATE INDEX `articles_publications_publication_id_article_id_idx` ON `articles_publications` (`publication_id`, `article_id`);\n",
}

func (p *newsPage) tables() {
	p.row("S2-45")
	d := p.db.Driver().Dialect()
	want := newsTables[d.Name]
	if d.Name == "mysql" {
		want = mysqlOf(newsTables["mariadb"])
	}
	equal(p.t, got(kin.TablesSQL(d, Models...)), want)
}
