package acceptance

import (
	"context"
	"errors"
	"testing"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/acceptance/blog"
	. "github.com/kinorm/kin/internal/acceptance/school"
	"github.com/kinorm/kin/kintest"
)

// TestSchoolPage goes through ormar's page on relations from top to bottom, on every
// database. Its second half is about posts and categories, which have tables beside
// the first half's.
func TestSchoolPage(t *testing.T) {
	var printed string
	for _, d := range kintest.Databases(t) {
		t.Run(d.Name, func(t *testing.T) {
			db := d.Open(t)
			must(t, kin.CreateTables(t.Context(), db, Models...))
			db, count := kintest.Count(db)
			p := &schoolPage{t: t, ctx: t.Context(), db: db, count: count}
			p.define()
			p.setUp()
			p.wrongKeys()
			p.db = d.Open(t)
			must(t, kin.CreateTables(p.ctx, p.db, blog.Models...))
			p.categories()
			p.posts()
			printed = p.check(t, "S3")
		})
	}
	t.Logf("the checklist of the page:\n%s", printed)
}

// A schoolPage is the state of the page: its objects, and the rows that were covered.
type schoolPage struct {
	checklist
	t     *testing.T
	ctx   context.Context
	db    *kin.DB
	count *kintest.Counter

	science *Department
	guido   *blog.Author
	post    *blog.Post
	news    *blog.Category
}

func (p *schoolPage) define() {
	t, ctx, db := p.t, p.ctx, p.db
	p.row("S3-01")
	m := Models[1].Model()
	r := m.Relation("Department")
	if len(r.OwnerKey) != 1 || r.OwnerKey[0].Column != "department_id" || r.OwnerKey[0].Type != r.Target.KeyFields()[0].Type {
		t.Errorf("%s is held by %v, want department_id of the type of the key", r, r.OwnerKey)
	}

	p.row("S3-02")
	p.science = &Department{Name: "Science"}
	must(t, Departments.Create(ctx, db, p.science))
	must(t, p.science.Courses.Create(ctx, db, &Course{Name: "Physics"}))
	list(t, names(p.science.Courses.All(ctx, db)), "Physics")
	must(t, Departments.MySeminars.Of(p.science).Create(ctx, db, &Seminar{Name: "Atoms"}))
	equal(t, got(Departments.MySeminars.Of(p.science).Count(ctx, db)), 1)

	p.row("S3-03") // what is loaded has no way back, so that nothing holds itself
	loaded := ok(t, got(Departments.Preload(Departments.Courses).Get(ctx, db)))
	courses := loaded.Courses.MustItems()
	list(t, names(courses, nil), "Physics")
	if courses[0].Department != nil || Courses.Department.Loaded(courses[0]) {
		t.Error("a loaded course leads back to the department that it was loaded into")
	}
	equal(t, text(kin.Encode(loaded, kin.Include(Departments.Name, Departments.Courses.Fields(Courses.Name)))),
		`{"name":"Science","courses":[{"name":"Physics"}]}`)
}

// setUp relates courses to the department in each way of the page.
func (p *schoolPage) setUp() {
	t, ctx, db := p.t, p.ctx, p.db
	p.row("S3-04")
	math := &Course{Name: "Math", Department: p.science}
	must(t, Courses.Create(ctx, db, math))
	if math.DepartmentID == nil || *math.DepartmentID != p.science.ID {
		t.Errorf("the key is %v, want %d", math.DepartmentID, p.science.ID)
	}

	p.row("S3-05")
	byKey := &Course{Name: "Chemistry", DepartmentID: &p.science.ID}
	must(t, Courses.Create(ctx, db, byKey))
	if byKey.Department != nil || Courses.Department.Loaded(byKey) {
		t.Error("a key alone loaded the department")
	}
	must(t, Courses.Load(ctx, db, []*Course{byKey}, Courses.Department))
	if byKey.Department == nil || byKey.Department.Name != "Science" {
		t.Errorf("the department is %v, want Science", byKey.Department)
	}

	p.row("S3-06")
	p.decode()

	p.row("S3-07")
	none := &Course{Name: "Poetry", Department: nil}
	must(t, Courses.Create(ctx, db, none))
	list(t, names(Courses.Filter(Courses.DepartmentID.IsNull()).All(ctx, db)), "Poetry")
	list(t, names(Courses.Filter(Courses.Department.None()).All(ctx, db)), "Poetry")
	list(t, names(p.science.Courses.OrderBy(Courses.Name.Asc()).All(ctx, db)), "Biology", "Chemistry", "Math", "Physics")
}

// decode relates a course by the JSON of a department: a new one is made, one that
// exists is found by its key.
func (p *schoolPage) decode() {
	t, ctx, db := p.t, p.ctx, p.db
	json := text(kin.Encode(&Course{Name: "Biology", DepartmentID: &p.science.ID}, kin.Exclude(Courses.ID)))
	equal(t, json, `{"name":"Biology","completed":false,"department_id":1}`)
	course := ok(t, got(kin.Decode[Course]([]byte(json.value))))
	must(t, kin.SaveGraph(ctx, db, course))

	made := ok(t, got(kin.Decode[Course]([]byte(`{"name":"Latin","completed":false,"department":{"name":"Languages"}}`))))
	if err := kin.SaveGraph(ctx, db, made); !errors.Is(err, kin.ErrNotAllowed) {
		t.Errorf("a department that the program did not allow: %v, want ErrNotAllowed", err)
	}
	must(t, kin.SaveGraph(ctx, db, made, Courses.Department))
	list(t, names(Courses.Filter(Courses.Department.Name.Eq("Languages")).All(ctx, db)), "Latin")
	equal(t, got(Departments.Count(ctx, db)), 2)
}

func (p *schoolPage) wrongKeys() {
	t, ctx, db := p.t, p.ctx, p.db
	p.row("S3-08")
	if err := Courses.Create(ctx, db, &Course{Name: "x", DepartmentID: new(int64(999))}); !errors.Is(err, kin.ErrForeignKey) {
		t.Errorf("a key without a row: %v, want ErrForeignKey", err)
	}
	p.count.Reset()
	if err := Courses.Create(ctx, db, &Course{Name: "x", Department: &Department{Name: "new"}}); !errors.Is(err, kin.ErrUnsaved) {
		t.Errorf("an unsaved department: %v, want ErrUnsaved", err)
	}
	if p.count.N() != 0 {
		t.Errorf("statements before ErrUnsaved: %q", p.count.SQL())
	}
	if err := Seminars.Create(ctx, db, &Seminar{Name: "x"}); !errors.Is(err, kin.ErrForeignKey) {
		t.Errorf("no department where there must be one: %v, want ErrForeignKey", err)
	}
	equal(t, got(Courses.Filter(Courses.Name.Eq("x")).Count(ctx, db)), 0)
}

func (p *schoolPage) categories() {
	t, ctx, db := p.t, p.ctx, p.db
	p.guido = &blog.Author{FirstName: "Guido", LastName: "Van Rossum"}
	must(t, blog.Authors.Create(ctx, db, p.guido))
	p.post = &blog.Post{Title: "Hello, M2M", Author: p.guido}
	must(t, blog.Posts.Create(ctx, db, p.post))
	p.news = &blog.Category{Name: "News"}
	must(t, blog.Categories.Create(ctx, db, p.news))
	equal(t, got(p.post.Categories.Add(ctx, db, p.news)), 1)
	equal(t, got(p.news.Posts.Add(ctx, db, p.post)), 0)

	p.row("S3-09")
	must(t, p.post.Categories.Create(ctx, db, &blog.Category{Name: "Tips"}))
	equal(t, got(p.post.Categories.Count(ctx, db)), 2)

	p.row("S3-10")
	if _, err := p.post.Categories.Items(); !errors.Is(err, kin.ErrNotLoaded) {
		t.Errorf("categories that were not loaded: %v, want ErrNotLoaded", err)
	}
	must(t, blog.Posts.Load(ctx, db, []*blog.Post{p.post}, blog.Posts.Categories.OrderBy(blog.Categories.Name.Asc())))
	list(t, names(p.post.Categories.Items()), "News", "Tips")
	list(t, names(p.post.Categories.Filter(blog.Categories.Name.Eq("Tips")).All(ctx, db)), "Tips")

	p.row("S3-11")
	found := ok(t, got(p.post.Categories.Filter(blog.Categories.Name.Eq("News")).Get(ctx, db)))
	if found.ID != p.news.ID || found.Name != "News" {
		t.Errorf("the category is %v, want that of the page", found)
	}
}

func (p *schoolPage) posts() {
	t, ctx, db := p.t, p.ctx, p.db
	p.row("S3-12")
	list(t, names(p.news.Posts.Filter(blog.Posts.Title.Contains("M2M")).All(ctx, db)), "Hello, M2M")

	p.row("S3-13")
	byAuthor := blog.Categories.Filter(blog.Categories.Posts.Any(blog.Posts.Author.Is(p.guido))).OrderBy(blog.Categories.Name.Asc())
	list(t, names(byAuthor.All(ctx, db)), "News", "Tips")
	list(t, names(blog.Posts.Filter(blog.Posts.Categories.HasAny(p.news)).All(ctx, db)), "Hello, M2M")

	p.row("S3-14")
	posts := ok(t, got(p.news.Posts.Preload(blog.Posts.Author).All(ctx, db)))
	if len(posts) != 1 || posts[0].Author == nil || posts[0].Author.ID != p.guido.ID || posts[0].Author.LastName != "Van Rossum" {
		t.Errorf("the posts are %v, want one with its author", posts)
	}

	p.row("S3-15")
	equal(t, got(p.news.Posts.Remove(ctx, db, p.post)), 1)
	equal(t, got(p.news.Posts.Add(ctx, db, p.post)), 1)
	equal(t, got(p.news.Posts.Clear(ctx, db)), 1)
	equal(t, got(p.news.Posts.Count(ctx, db)), 0)
	equal(t, got(blog.Posts.Count(ctx, db)), 1)
	list(t, names(p.post.Categories.All(ctx, db)), "Tips")
}
