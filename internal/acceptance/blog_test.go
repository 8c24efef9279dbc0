package acceptance

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/blog"
	"github.com/kinorm/kin/kintest"
	"github.com/kinorm/kin/model"
)

// TestBlogPage goes through ormar's page on many-to-many relations from top to
// bottom, on every database.
func TestBlogPage(t *testing.T) {
	var printed string
	for _, d := range kintest.Databases(t) {
		t.Run(d.Name, func(t *testing.T) {
			db := d.Open(t)
			must(t, kin.CreateTables(t.Context(), db, Models...))
			db, count := kintest.Count(db)
			p := &blogPage{t: t, ctx: t.Context(), db: db, count: count}
			p.define()
			p.reverse()
			p.skipReverse()
			p.linkTables()
			p.linkValues()
			p.filterByLink()
			p.linkColumns()
			p.changeLinks()
			p.add()
			p.wrongTargets()
			p.remove()
			p.sets()
			printed = p.check(t, "S0", "S1")
		})
	}
	t.Logf("the checklist of the page:\n%s", printed)
}

// A blogPage is the state of the page: its objects, and the rows that were covered.
type blogPage struct {
	checklist
	t     *testing.T
	ctx   context.Context
	db    *kin.DB
	count *kintest.Counter

	guido      *Author
	post       *Post
	news, tips *Category
	sorted     *Post // in three categories by links with values
}

// define: a through model is optional, and the links hold keys of the type of what
// they lead to.
func (p *blogPage) define() {
	t := p.t
	p.row("S1-01")
	for name, want := range map[string]string{"Post": "PostCategory", "Memo": "Memo.Categories"} {
		if th := relation(t, name, "Categories").Through; th.Model.Name != want {
			t.Errorf("the links of %s are %s, want %s", name, th.Model.Name, want)
		}
	}

	p.row("S1-02")
	r := relation(t, "Post", "Categories")
	if got, want := r.Through.TargetFields[0].Type, r.Target.KeyFields()[0].Type; got != want {
		t.Errorf("the links hold a key of type %s, want %s", got, want)
	}
	equal(t, got(kin.Select1(PostCategories.Query(), PostCategories.CategoryID).All(p.ctx, p.db)), []int64{})

	p.row("S1-03")
	p.guido = &Author{FirstName: "Guido", LastName: "Van Rossum"}
	must(t, Authors.Create(p.ctx, p.db, p.guido))
	p.post = &Post{Title: "Hello, M2M", Author: p.guido}
	must(t, Posts.Create(p.ctx, p.db, p.post))
	p.news = &Category{Name: "News"}
	must(t, Categories.Create(p.ctx, p.db, p.news))
	if p.post.AuthorID == nil || *p.post.AuthorID != p.guido.ID {
		t.Errorf("the key of the author is %v, want %d", p.post.AuthorID, p.guido.ID)
	}
}

func (p *blogPage) reverse() {
	t, ctx, db := p.t, p.ctx, p.db
	p.row("S1-04")
	if name := relation(t, "Post", "Categories").Inverse.Name; name != "Posts" {
		t.Errorf("the reverse end is called %s, want Posts", name)
	}

	p.row("S1-05")
	equal(t, got(p.post.Categories.Add(ctx, db, p.news)), 1)
	post := ok(t, got(Posts.Preload(Posts.Categories).Get(ctx, db)))
	list(t, names(post.Categories.Items()), "News")
	category := ok(t, got(Categories.Preload(Categories.Posts).Get(ctx, db)))
	list(t, names(category.Posts.Items()), "Hello, M2M")

	p.row("S1-06")
	story := &Story{Title: "Once"}
	must(t, Stories.Create(ctx, db, story))
	equal(t, got(story.Categories.Add(ctx, db, p.news)), 1)
	equal(t, got(Categories.NewCategories.Of(p.news).Count(ctx, db)), 1)
}

// skipReverse: a category does not know of its memos, but queries do.
func (p *blogPage) skipReverse() {
	t, ctx, db := p.t, p.ctx, p.db
	p.tips = &Category{Name: "Tips"}
	must(t, Categories.Create(ctx, db, p.tips))
	memo, late := &Memo{Title: "Hello, M2M"}, &Memo{Title: "Later"}
	must(t, Memos.CreateMany(ctx, db, []*Memo{late, memo}))
	equal(t, got(memo.Categories.Add(ctx, db, p.news)), 1)
	equal(t, got(late.Categories.Add(ctx, db, p.tips)), 1)

	p.row("S1-09")
	list(t, names(Categories.Filter(Categories.Memos.Any(Memos.Title.Eq("Hello, M2M"))).All(ctx, db)), "News")
	byMemo := kin.Min(Categories.Memos, Memos.Title)
	list(t, names(Categories.OrderBy(byMemo.Desc()).All(ctx, db)), "Tips", "News")
	loaded := ok(t, got(Memos.Preload(Memos.Categories).Filter(Memos.ID.Eq(memo.ID)).Get(ctx, db)))
	list(t, names(loaded.Categories.Items()), "News")

	p.row("S1-11")
	p.count.Reset()
	if _, err := Categories.Preload(Categories.Memos).All(ctx, db); err == nil || !strings.Contains(err.Error(), "skip_reverse") {
		t.Errorf("preloading a skipped end: %v, want an error that names skip_reverse", err)
	}
	if n := p.count.N(); n != 0 {
		t.Errorf("%d statements before the error: %q", n, p.count.SQL())
	}

	p.row("S1-12", "S1-14")
	news := ok(t, got(Categories.Get(ctx, db, p.news.ID)))
	must(t, Categories.LoadAll(ctx, db, news))
	equal(t, text(kin.Encode(news, kin.Exclude(Categories.ID, Categories.Posts))), `{"name":"News"}`)

	p.row("S1-13")
	_, err := kin.Decode[Category]([]byte(`{"name":"News","memos":[{"title":"x"}]}`))
	var wrong *kin.DecodeError
	if !errors.As(err, &wrong) || !strings.Contains(err.Error(), "skip_reverse") {
		t.Errorf("memos in the JSON of a category: %v, want a DecodeError that names skip_reverse", err)
	}
}

// blogLinks are the tables of the page's links, by the name of the dialect: that of
// a declared model, of no model, and with columns named one by one.
var blogLinks = map[string][]string{"sqlite": {
	`CREATE TABLE "posts_x_categories" (
	"sort_order" INTEGER,
	"param_name" TEXT NOT NULL DEFAULT 'Name',
	"post_id" INTEGER NOT NULL,
	"category_id" INTEGER NOT NULL,
	PRIMARY KEY ("post_id", "category_id"),
	CONSTRAINT "posts_x_categories_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "posts" ("id") ON DELETE CASCADE,
	CONSTRAINT "posts_x_categories_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "categories" ("id") ON DELETE CASCADE
) STRICT;
`,
	`CREATE INDEX "posts_x_categories_category_id_post_id_idx" ON "posts_x_categories" ("category_id", "post_id");
`,
	`CREATE TABLE "memos_categories" (
	"memo_id" INTEGER NOT NULL,
	"category_id" INTEGER NOT NULL,
`,
	`CREATE TABLE "students_courses" (
	"student" INTEGER NOT NULL,
	"course" INTEGER NOT NULL,
`,
}, "postgres": {
	`CREATE TABLE "posts_x_categories" (
	"sort_order" bigint,
	"param_name" varchar(200) COLLATE "C" NOT NULL DEFAULT 'Name',
	"post_id" bigint NOT NULL,
	"category_id" bigint NOT NULL,
	PRIMARY KEY ("post_id", "category_id"),
	CONSTRAINT "posts_x_categories_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "posts" ("id") ON DELETE CASCADE,
	CONSTRAINT "posts_x_categories_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "categories" ("id") ON DELETE CASCADE
);
`,
	`CREATE INDEX "posts_x_categories_category_id_post_id_idx" ON "posts_x_categories" ("category_id", "post_id");
`,
	`CREATE TABLE "memos_categories" (
	"memo_id" bigint NOT NULL,
	"category_id" bigint NOT NULL,
`,
	`CREATE TABLE "students_courses" (
	"student" bigint NOT NULL,
	"course" bigint NOT NULL,
`,
}, "mariadb": {
	"CREATE TABLE `posts_x_categories` (\n" +
		"\t`sort_order` BIGINT,\n" +
		"\t`param_name` VARCHAR(200) COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT 'Name',\n" +
		"\t`post_id` BIGINT NOT NULL,\n" +
		"\t`category_id` BIGINT NOT NULL,\n" +
		"\tPRIMARY KEY (`post_id`, `category_id`),\n" +
		"\tCONSTRAINT `posts_x_categories_post_id_fkey` FOREIGN KEY (`post_id`) REFERENCES `posts` (`id`) ON DELETE CASCADE,\n" +
		"\tCONSTRAINT `posts_x_categories_category_id_fkey` FOREIGN KEY (`category_id`) REFERENCES `categories` (`id`) ON DELETE CASCADE\n" +
		") ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;\n",
	"CREATE INDEX `posts_x_categories_category_id_post_id_idx` ON `posts_x_categories` (`category_id`, `post_id`);\n",
	"CREATE TABLE `memos_categories` (\n\t`memo_id` BIGINT NOT NULL,\n\t`category_id` BIGINT NOT NULL,\n",
	"CREATE TABLE `students_courses` (\n\t`student` BIGINT NOT NULL,\n\t`course` BIGINT NOT NULL,\n",
}}

func (p *blogPage) linkTables() {
	t := p.t
	sql, err := kin.TablesSQL(p.db.Driver().Dialect(), Models...)
	must(t, err)
	want := blogLinks[strings.Replace(p.db.Driver().Dialect().Name, "mysql", "mariadb", 1)]
	has := func(part string) {
		t.Helper()
		if p.db.Driver().Dialect().Name == "mysql" {
			part = mysqlOf(part)
		}
		if !strings.Contains(sql, part) {
			t.Errorf("the tables have no\n%s\nthey are\n%s", part, sql)
		}
	}
	p.row("S1-15", "S1-16") // the table of links without a model is made with the others
	has(want[2])
	p.row("S1-17", "S1-21")
	has(want[0])
	has(want[1])
	p.row("S1-18", "S1-19")
	has(want[3])
	student, course := &Student{Name: "Tom"}, &Course{Name: "Algebra"}
	must(t, Students.Create(p.ctx, p.db, student))
	must(t, student.Courses.Create(p.ctx, p.db, course))
	equal(t, got(Courses.Students.Of(course).Count(p.ctx, p.db)), 1)
}

// linkValues: the values of a link are found beside the target that it leads to.
func (p *blogPage) linkValues() {
	t, ctx, db := p.t, p.ctx, p.db
	p.row("S1-34") // the page adds links with values before it reads them
	p.sorted = &Post{Title: "Test post"}
	must(t, Posts.Create(ctx, db, p.sorted))
	for i, order := range []int64{2, 1, 3} {
		category := &Category{Name: fmt.Sprintf("Test category%d", i+1)}
		must(t, Categories.Create(ctx, db, category))
		equal(t, got(p.sorted.Categories.AddWith(ctx, db, PostCategory{SortOrder: &order, ParamName: "area"}, category)), 1)
	}

	p.row("S1-22", "S1-23")
	post := ok(t, got(Posts.Preload(Posts.Categories.OrderBy(Categories.Name.Asc())).Filter(Posts.ID.Eq(p.sorted.ID)).Get(ctx, db)))
	equal(t, linksOf(post.Categories.Links()), []string{"Test category1 2 area", "Test category2 1 area", "Test category3 3 area"})
	category := ok(t, got(Categories.Preload(Categories.Posts).Filter(Categories.Name.Eq("Test category3")).Get(ctx, db)))
	links := ok(t, got(category.Posts.Links()))
	if len(links) != 1 || links[0].Target.Title != "Test post" || *links[0].Link.SortOrder != 3 {
		t.Errorf("from the reverse end the links are %v", links)
	}
	equal(t, text(kin.Encode(category, kin.Include(Categories.Posts.Fields(Posts.Title, Categories.Posts.LinkFields())))),
		`{"posts":[{"title":"Test post","post_category":{"sort_order":3,"param_name":"area"}}]}`)

	p.row("S1-24")
	for i := range reflect.TypeFor[PostCategory]().NumField() {
		if f := reflect.TypeFor[PostCategory]().Field(i); f.Type.Kind() == reflect.Pointer && f.Type.Elem().Kind() == reflect.Struct {
			t.Errorf("a link holds the object %s", f.Name)
		}
	}
}

// relation returns a relation of a model of the page.
func relation(t *testing.T, owner, name string) *model.Relation {
	t.Helper()
	for _, m := range Models {
		if r := m.Model().Relation(name); m.Model().Name == owner && r != nil {
			return r
		}
	}
	t.Fatalf("there is no relation %s.%s", owner, name)
	return nil
}

// linksOf makes a result of the names and values of links.
func linksOf(links []kin.Linked[Category, PostCategory], err error) result[[]string] {
	out := []string{}
	for _, l := range links {
		order := "-"
		if l.Link.SortOrder != nil {
			order = fmt.Sprint(*l.Link.SortOrder)
		}
		out = append(out, strings.TrimSpace(fmt.Sprintln(l.Target.Name, order, l.Link.ParamName)))
	}
	return result[[]string]{out, err}
}

// text makes a result of JSON as a string.
func text(json []byte, err error) result[string] { return result[string]{string(json), err} }
