package acceptance

import (
	"errors"
	"strings"

	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/blog"
)

// filterByLink: conditions and orders by columns of links, from either end. Which
// posts there are and which categories are loaded is chosen apart.
func (p *blogPage) filterByLink() {
	t, ctx, db := p.t, p.ctx, p.db
	above1 := Posts.Categories.LinkWhere(PostCategories.SortOrder.Gt(1))
	chosen := Posts.Filter(Posts.Categories.Any(above1))
	p.row("S1-25")
	list(t, names(chosen.All(ctx, db)), "Test post")
	p.row("S1-26")
	list(t, names(Posts.Filter(Posts.Categories.Any(above1, Categories.Name.EndsWith("3"))).All(ctx, db)), "Test post")
	list(t, names(Posts.Filter(Posts.Categories.Any(above1, Categories.Name.EndsWith("2"))).All(ctx, db)))
	reverse := Categories.Posts.LinkWhere(PostCategories.SortOrder.Gt(1))
	list(t, names(Categories.Filter(Categories.Posts.Any(reverse)).OrderBy(Categories.Name.Asc()).All(ctx, db)), "Test category1", "Test category3")

	p.row("S1-27")
	sorted := Posts.Categories.OrderBy(Posts.Categories.ByLink(PostCategories.SortOrder.Asc()))
	all := ok(p.t, got(chosen.Preload(sorted).Get(ctx, db)))
	list(t, names(all.Categories.Items()), "Test category2", "Test category1", "Test category3")
	some := ok(t, got(chosen.Preload(sorted.Filter(above1)).Get(ctx, db)))
	list(t, names(some.Categories.Items()), "Test category1", "Test category3")

	p.row("S1-28")
	last := Posts.Categories.ByLink(PostCategories.SortOrder.Desc())
	post := ok(t, got(chosen.Preload(Posts.Categories.OrderBy(last)).Get(ctx, db)))
	list(t, names(post.Categories.Items()), "Test category3", "Test category1", "Test category2")
	list(t, names(p.sorted.Categories.OrderBy(last).All(ctx, db)), "Test category3", "Test category1", "Test category2")
	list(t, names(p.sorted.Categories.Filter(above1).OrderBy(last).Limit(1).All(ctx, db)), "Test category3")

	if _, err := Categories.Filter(above1).All(ctx, db); !errors.Is(err, kin.ErrOutside) {
		t.Errorf("a condition on links where no link is: %v, want ErrOutside", err)
	}
}

// linkColumns chooses which columns of links are loaded.
func (p *blogPage) linkColumns() {
	t, ctx, db := p.t, p.ctx, p.db
	p.row("S1-29")
	one := Posts.Filter(Posts.ID.Eq(p.sorted.ID))
	byName := Categories.Name.Asc()
	without := ok(t, got(one.Preload(Posts.Categories.DeferLink(PostCategories.ParamName).OrderBy(byName)).Get(ctx, db)))
	equal(t, linksOf(without.Categories.Links()), []string{"Test category1 2", "Test category2 1", "Test category3 3"})
	only := ok(t, got(one.Preload(Posts.Categories.OnlyLink(PostCategories.ParamName).OrderBy(byName)).Get(ctx, db)))
	equal(t, linksOf(only.Categories.Links()), []string{"Test category1 - area", "Test category2 - area", "Test category3 - area"})
	neither := Posts.Categories.DeferLink(PostCategories.ParamName, PostCategories.SortOrder).Only(Categories.Name).OrderBy(byName)
	post := ok(t, got(one.Only(Posts.Title).Preload(neither).Get(ctx, db)))
	equal(t, linksOf(post.Categories.Links()), []string{"Test category1 -", "Test category2 -", "Test category3 -"})
}

// changeLinks: a link is changed in place, and never lost by it.
func (p *blogPage) changeLinks() {
	t, ctx, db := p.t, p.ctx, p.db
	p.row("S1-30")
	of := PostCategories.Filter(PostCategories.Post.Is(p.sorted), PostCategories.Category.Name.Eq("Test category1"))
	// Save, Create and Delete of a link do not compile: TestMustNotCompile.
	link := ok(t, got(of.Get(ctx, db)))
	if err := PostCategories.Reload(ctx, db, link); err == nil || !strings.Contains(err.Error(), "ends") {
		t.Errorf("reading a link again by an object without its ends: %v", err)
	}
	equal(t, got(p.sorted.Categories.Count(ctx, db)), 3)
	if _, err := of.Update(ctx, db, PostCategories.CategoryID.Set(p.news.ID)); !errors.Is(err, kin.ErrLinkEnd) {
		t.Errorf("the end of a link was changed: %v", err)
	}

	p.row("S1-31")
	equal(t, got(of.Update(ctx, db, PostCategories.SortOrder.Set(3))), 1)
	equal(t, got(kin.Select1(of, kin.Nullable(PostCategories.SortOrder)).All(ctx, db)), []*int64{new(int64(3))})
	equal(t, got(p.sorted.Categories.Count(ctx, db)), 3)

	p.row("S1-32")
	ends := kin.Select3(of, PostCategories.PostID, PostCategories.Post.Title, PostCategories.Category.Name)
	equal(t, got(ends.All(ctx, db)), []kin.Row3[int64, string, string]{{A: p.sorted.ID, B: "Test post", C: "Test category1"}})

	p.row("S1-33")
	p.count.Reset()
	equal(t, got(p.sorted.Categories.UpdateLinks(ctx, db, Categories.Name.Eq("Test category1"), PostCategories.SortOrder.Set(4))), 1)
	if p.count.N() != 1 {
		t.Errorf("updating a link took %q, want one statement", p.count.SQL())
	}
	must(t, Posts.Load(ctx, db, []*Post{p.sorted}, Posts.Categories.OrderBy(Categories.Name.Asc())))
	equal(t, linksOf(p.sorted.Categories.Links()), []string{"Test category1 4 area", "Test category2 1 area", "Test category3 3 area"})
}

func (p *blogPage) add() {
	t, ctx, db := p.t, p.ctx, p.db
	p.row("S1-35")
	equal(t, got(p.tips.Posts.Add(ctx, db, p.post)), 1)
	list(t, names(p.post.Categories.OrderBy(Categories.Name.Asc()).All(ctx, db)), "News", "Tips")

	p.row("S1-41") // both lines of the page: the second finds the link
	equal(t, got(p.post.Categories.Add(ctx, db, p.news)), 0)
	equal(t, got(p.news.Posts.Add(ctx, db, p.post)), 0)
	equal(t, got(p.news.Posts.Count(ctx, db)), 1)
	equal(t, got(PostCategories.Filter(PostCategories.Category.Is(p.news)).Count(ctx, db)), 1)
}

// wrongTargets: a link needs rows at both ends.
func (p *blogPage) wrongTargets() {
	t, ctx, db := p.t, p.ctx, p.db
	p.row("S1-36")
	if _, err := p.post.Categories.AddKeys(ctx, db, Categories.Keys(999)); !errors.Is(err, kin.ErrForeignKey) {
		t.Errorf("a category without a row: %v, want ErrForeignKey", err)
	}
	p.count.Reset()
	if _, err := p.post.Categories.Add(ctx, db, &Category{Name: "New"}); !errors.Is(err, kin.ErrUnsaved) {
		t.Errorf("an unsaved category: %v, want ErrUnsaved", err)
	}
	if _, err := new(Post).Categories.Add(ctx, db, p.news); !errors.Is(err, kin.ErrUnsaved) {
		t.Errorf("a category for an unsaved post: %v, want ErrUnsaved", err)
	}
	if p.count.N() != 0 {
		t.Errorf("statements before ErrUnsaved: %q", p.count.SQL())
	}
}

func (p *blogPage) remove() {
	t, ctx, db := p.t, p.ctx, p.db
	p.row("S1-38")
	equal(t, got(p.news.Posts.Remove(ctx, db, p.post)), 1)
	list(t, names(p.post.Categories.All(ctx, db)), "Tips")
	equal(t, got(Posts.Filter(Posts.ID.Eq(p.post.ID)).Exists(ctx, db)), true)

	p.row("S1-39")
	equal(t, got(p.sorted.Categories.Clear(ctx, db)), 3)
	equal(t, got(p.sorted.Categories.Count(ctx, db)), 0)
	equal(t, got(Categories.Count(ctx, db)), 5)

	p.row("S1-40")
	equal(t, got(p.post.Categories.Filter(Categories.Name.Eq("Tips")).Exists(ctx, db)), true)
	equal(t, got(p.post.Categories.Exclude(Categories.Name.Eq("Tips")).Count(ctx, db)), 0)
	list(t, names(p.tips.Posts.Preload(Posts.Author).All(ctx, db)), "Hello, M2M")
}
