package acceptance

import (
	"errors"

	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/blog"
)

// sets uses relations as queries: every verb that the page names. The post is in
// Tips when it begins.
func (p *blogPage) sets() {
	p.readSets()
	p.writeSets()
	p.chooseInSets()
	p.loadFromSets()
}

func (p *blogPage) readSets() {
	t, ctx, db := p.t, p.ctx, p.db
	equal(t, got(p.post.Categories.Add(ctx, db, p.news)), 1)
	p.row("S0-01")
	found := ok(t, got(p.post.Categories.Filter(Categories.Name.Eq("News")).Get(ctx, db)))
	if found.ID != p.news.ID {
		t.Errorf("the category has the key %d, want %d", found.ID, p.news.ID)
	}
	if _, err := p.post.Categories.Get(ctx, db); !errors.Is(err, kin.ErrMultiple) {
		t.Errorf("one of two categories: %v, want ErrMultiple", err)
	}
	if _, err := p.post.Categories.Filter(Categories.Name.Eq("Go")).Get(ctx, db); !errors.Is(err, kin.ErrNotFound) {
		t.Errorf("one of no categories: %v, want ErrNotFound", err)
	}

	p.row("S0-02", "S0-16")
	list(t, names(p.post.Categories.OrderBy(Categories.Name.Asc()).All(ctx, db)), "News", "Tips")
	list(t, names(p.post.Categories.OrderBy(Categories.Name.Desc()).All(ctx, db)), "Tips", "News")
	list(t, names(p.news.Posts.All(ctx, db)), "Hello, M2M")

	p.row("S0-12")
	p.count.Reset()
	equal(t, got(p.post.Categories.Count(ctx, db)), 2)
	p.row("S0-13")
	equal(t, got(p.post.Categories.Exists(ctx, db)), true)
	equal(t, got(p.sorted.Categories.Exists(ctx, db)), false)
	if p.count.N() != 3 {
		t.Errorf("a count and two questions took %q, want three statements", p.count.SQL())
	}
}

// writeSets: what is looked for is looked for among all categories, not among those
// of the post, so that none is made twice.
func (p *blogPage) writeSets() {
	t, ctx, db := p.t, p.ctx, p.db
	p.row("S0-03")
	made := &Category{Name: "Go"}
	must(t, p.post.Categories.Create(ctx, db, made))
	equal(t, got(p.post.Categories.Filter(Categories.ID.Eq(made.ID)).Count(ctx, db)), 1)

	p.row("S0-04")
	before := ok(t, got(Categories.Count(ctx, db)))
	there := &Category{Name: "Test category1"}
	equal(t, got(p.post.Categories.GetOrCreate(ctx, db, there, Categories.Name)), false)
	equal(t, got(Categories.Count(ctx, db)), before)
	fresh := &Category{Name: "Rust"}
	equal(t, got(p.post.Categories.GetOrCreate(ctx, db, fresh, Categories.Name)), true)
	equal(t, got(p.post.Categories.GetOrCreate(ctx, db, &Category{Name: "Rust"}, Categories.Name)), false)
	equal(t, got(Categories.Count(ctx, db)), before+1)
	list(t, names(p.post.Categories.OrderBy(Categories.Name.Asc()).All(ctx, db)), "Go", "News", "Rust", "Test category1", "Tips")

	p.row("S0-05")
	second := &Post{Title: "Second", Author: p.guido}
	equal(t, got(p.news.Posts.UpdateOrCreate(ctx, db, second, Posts.Title)), true)
	equal(t, got(p.tips.Posts.UpdateOrCreate(ctx, db, &Post{Title: "Second"}, Posts.Title)), false)
	equal(t, got(kin.Select1(Posts.Filter(Posts.Title.Eq("Second")), kin.Nullable(Posts.AuthorID)).All(ctx, db)), []*int64{nil})
	list(t, names(second.Categories.OrderBy(Categories.Name.Asc()).All(ctx, db)), "News", "Tips")
}

func (p *blogPage) chooseInSets() {
	t, ctx, db := p.t, p.ctx, p.db
	byName := Categories.Name.Asc()
	p.row("S0-06")
	list(t, names(p.post.Categories.Filter(Categories.Name.StartsWith("T")).OrderBy(byName).All(ctx, db)), "Test category1", "Tips")
	p.row("S0-07")
	list(t, names(p.post.Categories.Exclude(Categories.Name.StartsWith("T")).OrderBy(byName).All(ctx, db)), "Go", "News", "Rust")
	p.row("S0-10")
	list(t, names(p.post.Categories.OrderBy(byName).Limit(2).All(ctx, db)), "Go", "News")
	p.row("S0-11")
	list(t, names(p.post.Categories.OrderBy(byName).Offset(3).All(ctx, db)), "Test category1", "Tips")
	list(t, names(p.post.Categories.OrderBy(byName).Offset(1).Limit(2).All(ctx, db)), "News", "Rust")
}

func (p *blogPage) loadFromSets() {
	t, ctx, db := p.t, p.ctx, p.db
	hello := p.news.Posts.Filter(Posts.Title.Eq("Hello, M2M"))
	p.row("S0-08")
	post := ok(t, got(hello.Preload(Posts.Author).Get(ctx, db)))
	if post.Author == nil || post.Author.ID != p.guido.ID || post.Author.LastName != "Van Rossum" {
		t.Errorf("the author is %v, want Guido", post.Author)
	}

	p.row("S0-09")
	several := Posts.Categories.OrderBy(Categories.Name.Asc()).Preload(Categories.Posts.OrderBy(Posts.Title.Asc()))
	post = ok(t, got(hello.Preload(several).Get(ctx, db)))
	list(t, names(post.Categories.Items()), "Go", "News", "Rust", "Test category1", "Tips")
	list(t, names(post.Categories.MustItems()[1].Posts.Items()), "Hello, M2M", "Second")

	p.row("S0-14") // keys are always read
	post = ok(t, got(hello.Only(Posts.AuthorID).Get(ctx, db)))
	if post.ID != p.post.ID || post.Title != "" || post.AuthorID == nil || *post.AuthorID != p.guido.ID {
		t.Errorf("with the author's key only the post is %q by %v", post.Title, post.AuthorID)
	}
	post = ok(t, got(hello.Only(Posts.Title).Get(ctx, db)))
	if post.Title != "Hello, M2M" {
		t.Errorf("with the title only the post is %q", post.Title)
	}

	p.row("S0-15")
	post = ok(t, got(hello.Defer(Posts.Title).Get(ctx, db)))
	if post.ID != p.post.ID || post.Title != "" || post.AuthorID == nil || *post.AuthorID != p.guido.ID {
		t.Errorf("without the title the post is %q by %v", post.Title, post.AuthorID)
	}
}
