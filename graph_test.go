package kin_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/kinorm/kin"
	jm "github.com/kinorm/kin/internal/testmodels/jsonmodels"
)

// wholePost are all relations of the graphs that a graphMaker makes.
func wholePost() []kin.Branch[*jm.Post] {
	p, a := jm.Posts, jm.Authors
	return []kin.Branch[*jm.Post]{
		p.Author.With(a.Boss, a.Card, a.Friends), p.Categories, p.Tags, p.Sponsors,
		p.Comments.With(jm.Comments.Author.With(a.Boss, a.Card, a.Friends)), p.Rows, p.Absents,
	}
}

// sortPost puts what a post holds in the order in which it is loaded.
func sortPost(p *jm.Post) {
	sortFriends(p.Author)
	for _, c := range p.Comments.MustItems() {
		sortFriends(c.Author)
	}
	links := p.Categories.MustLinks()
	slices.SortFunc(links, func(a, b kin.Linked[jm.Category, jm.PostCategory]) int { return cmp.Compare(a.Target.ID, b.Target.ID) })
	p.Categories.HoldLinks(links...)
	p.Tags.Hold(sorted(p.Tags.MustItems(), func(t *jm.Tag) string { return t.Code })...)
	p.Sponsors.Hold(sorted(p.Sponsors.MustItems(), func(s *jm.Sponsor) int64 { return s.ID })...)
	p.Comments.Hold(sorted(p.Comments.MustItems(), func(c *jm.Comment) int64 { return c.ID })...)
}

func sortFriends(a *jm.Author) {
	if a != nil {
		a.Friends.Hold(sorted(a.Friends.MustItems(), func(f *jm.Author) int64 { return f.ID })...)
	}
}

func sorted[T any, K cmp.Ordered](list []*T, key func(*T) K) []*T {
	return slices.SortedFunc(slices.Values(list), func(a, b *T) int { return cmp.Compare(key(a), key(b)) })
}

// loadPosts loads posts with everything that a graphMaker gives them.
func loadPosts(t fataler, db kin.Executor) []*jm.Post {
	t.Helper()
	p, a := jm.Posts, jm.Authors
	return must(p.OrderBy(p.ID.Asc()).Preload(
		p.Author.Preload(a.Boss, a.Card, a.Friends.OrderBy(a.ID.Asc())),
		p.Categories.OrderBy(jm.Categories.ID.Asc()), p.Tags.OrderBy(jm.Tags.Code.Asc()), p.Sponsors.OrderBy(jm.Sponsors.ID.Asc()),
		p.Comments.OrderBy(jm.Comments.ID.Asc()).Preload(jm.Comments.Author.Preload(a.Boss, a.Card, a.Friends.OrderBy(a.ID.Asc()))),
		p.Rows.OrderBy(jm.Storeds.ID.Asc()), p.Absents.OrderBy(jm.Absents.ID.Asc()),
	).All(ctx, db))(t)
}

// clear deletes all rows.
func clearJSON(t fataler, db kin.Executor) {
	t.Helper()
	_ = must(jm.Posts.AllRows().Delete(ctx, db))(t)
	_ = must(jm.Authors.AllRows().Update(ctx, db, jm.Authors.BossID.SetNull()))(t)
	_ = must(jm.Comments.AllRows().Delete(ctx, db))(t)
	_ = must(jm.Authors.AllRows().Delete(ctx, db))(t)
	_ = must(jm.Tags.AllRows().Delete(ctx, db))(t)
	_ = must(jm.Categories.AllRows().Delete(ctx, db))(t)
	_ = must(jm.Sponsors.AllRows().Delete(ctx, db))(t)
}

// A random graph that is saved and loaded is the same graph.
func TestSaveGraphRoundTrip(t *testing.T) { onModels(t, jm.Models, testSaveGraphRoundTrip) }

func testSaveGraphRoundTrip(t *testing.T, db *kin.DB) {
	rapid.Check(t, func(rt *rapid.T) {
		clearJSON(rt, db)
		g := newGraphMaker(rt, rapid.Bool().Draw(rt, "keys"))
		posts := make([]*jm.Post, g.n("posts", 3))
		for i := range posts {
			posts[i] = g.post()
			for _, set := range []interface{ Loaded() bool }{&posts[i].Categories, &posts[i].Tags, &posts[i].Sponsors} {
				if !set.Loaded() {
					posts[i].Categories.HoldLinks(links(posts[i])...)
					posts[i].Tags.Hold(items(&posts[i].Tags)...)
					posts[i].Sponsors.Hold(items(&posts[i].Sponsors)...)
				}
			}
		}
		for _, a := range g.authors {
			if !a.Card.Loaded() {
				a.Card.Hold(nil)
			}
			if !a.Friends.Loaded() {
				a.Friends.Hold()
			}
		}
		check(rt, kin.SaveGraphs(ctx, db, posts, wholePost()...))
		loaded := loadPosts(rt, db)
		if len(loaded) != len(posts) {
			rt.Fatalf("%d posts saved, %d loaded", len(posts), len(loaded))
		}
		for i, post := range posts { // rows are inserted in the order of the graph
			sortPost(post)
			want, got := must(kin.Encode(post))(rt), must(kin.Encode(loaded[i]))(rt)
			sameText(rt, "saved and loaded", string(want), string(got))
		}
	})
}

// sameText shows where two texts begin to differ.
func sameText(t fataler, what, a, b string) {
	t.Helper()
	if a == b {
		return
	}
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	from := max(0, i-150)
	t.Fatalf("%s differ:\n%s\n%s", what, a[from:min(len(a), i+150)], b[from:min(len(b), i+150)])
}

func items[T any](s *kin.RelatedSet[T]) []T {
	if !s.Loaded() {
		return nil
	}
	return s.MustItems()
}

func links(p *jm.Post) []kin.Linked[jm.Category, jm.PostCategory] {
	if !p.Categories.Loaded() {
		return nil
	}
	return p.Categories.MustLinks()
}

// A decoded document is saved, and comes back.
func TestSaveGraphDecoded(t *testing.T) { onModels(t, jm.Models, testSaveGraphDecoded) }

func testSaveGraphDecoded(t *testing.T, db *kin.DB) {
	text := `{"title":"Go","author":{"name":"Rob","card":{"number":"1"}},` +
		`"categories":[{"name":"News","post_category":{"sort_order":3,"note":"x"}},{"name":"Go"}],"comments":[{"text":"hi","author":{"name":"Ann"}}]}`
	post := must(kin.Decode[jm.Post]([]byte(text)))(t)
	check(t, kin.SaveGraph(ctx, db, post, jm.Posts.Author.With(jm.Authors.Card), jm.Posts.Categories, jm.Posts.Comments.With(jm.Comments.Author)))
	if !kin.Saved(post) || post.ID == 0 || *post.AuthorID != post.Author.ID {
		t.Errorf("post %+v", post)
	}
	got := must(kin.Encode(loadPosts(t, db)[0], kin.Include(
		jm.Posts.Title, jm.Posts.Author.Fields(jm.Authors.Name, jm.Authors.Card.Number),
		jm.Posts.Categories.Fields(jm.Categories.Name, jm.Posts.Categories.LinkFields()),
		jm.Posts.Comments.Fields(jm.Comments.Text, jm.Comments.Author.Name),
	)))(t)
	want := `{"title":"Go","author":{"name":"Rob","card":{"number":"1"}},` +
		`"categories":[{"name":"News","post_category":{"sort_order":3,"note":"x"}},{"name":"Go","post_category":{"sort_order":null,"note":"none"}}],"comments":[{"text":"hi","author":{"name":"Ann"}}]}`
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// counted returns a handle whose statements are counted.
func counted(db *kin.DB) (*kin.DB, *int) {
	n := new(int)
	return db.With(kin.Trace(func(_ context.Context, e kin.Event) {
		if !e.Kind.Control() {
			*n++
		}
	})), n
}

// bigPost has n of everything.
func bigPost(n int) *jm.Post {
	p := &jm.Post{Title: "big", Author: &jm.Author{Name: "a"}}
	comments, tags, sponsors := make([]*jm.Comment, n), make([]*jm.Tag, n), make([]*jm.Sponsor, n)
	categories := make([]*jm.Category, n)
	for i := range n {
		comments[i] = &jm.Comment{Text: "c", Author: &jm.Author{Name: "b", Boss: &jm.Author{Name: "boss"}}}
		tags[i], sponsors[i] = &jm.Tag{Code: fmt.Sprintf("%d of %d", i, n)}, &jm.Sponsor{Name: "s"}
		categories[i] = &jm.Category{Name: "k"}
	}
	p.Comments.Hold(comments...)
	p.Tags.Hold(tags...)
	p.Sponsors.Hold(sponsors...)
	p.Categories.Hold(categories...)
	return p
}

// The number of statements depends on the form of a graph, not on its size, for
// new objects and for those that have rows.
func TestSaveGraphStatements(t *testing.T) { onModels(t, jm.Models, testSaveGraphStatements) }

func testSaveGraphStatements(t *testing.T, db *kin.DB) {
	db, n := counted(db)
	numbers := map[string][]int{}
	for _, size := range []int{1, 300} {
		post := bigPost(size)
		*n = 0
		check(t, kin.SaveGraph(ctx, db, post, wholePost()...))
		numbers["new"] = append(numbers["new"], *n)
		*n = 0
		check(t, kin.SaveGraph(ctx, db, post, wholePost()...))
		numbers["saved"] = append(numbers["saved"], *n)
	}
	// level 1: bosses and tags, sponsors, categories; then authors, the post, comments; three link tables
	for how, got := range numbers {
		if got[0] != got[1] || got[0] > 10 {
			t.Errorf("%s: %d statements for 1 of everything, %d for 300", how, got[0], got[1])
		}
	}
}

// What the list does not lead to is an error before any statement.
func TestSaveGraphNotAllowed(t *testing.T) { onModels(t, jm.Models, testSaveGraphNotAllowed) }

func testSaveGraphNotAllowed(t *testing.T, db *kin.DB) {
	db, n := counted(db)
	p, a := jm.Posts, jm.Authors
	withBoss := func() *jm.Post { return &jm.Post{Author: &jm.Author{Boss: &jm.Author{}}} }
	tagged := func() *jm.Post { p := &jm.Post{}; p.Tags.Hold(&jm.Tag{Code: "x"}); return p }
	carded := func() *jm.Post { p := &jm.Post{Author: &jm.Author{}}; p.Author.Card.Hold(&jm.Card{}); return p }
	linked := func() *jm.Post {
		post, c := &jm.Post{}, &jm.Category{}
		post.Categories.Hold(c)
		c.Posts.Hold(post)
		return post
	}
	for name, test := range map[string]struct {
		post  *jm.Post
		allow []kin.Branch[*jm.Post]
		names string
	}{
		"belongs to":  {withBoss(), nil, "Posts.Author"},
		"nested":      {withBoss(), []kin.Branch[*jm.Post]{p.Author}, "Authors.Boss"},
		"wrong place": {withBoss(), []kin.Branch[*jm.Post]{p.Author.With(a.Friends), p.Tags}, "Authors.Boss"},
		"links":       {tagged(), []kin.Branch[*jm.Post]{p.Author}, "Posts.Tags"},
		"has one":     {carded(), []kin.Branch[*jm.Post]{p.Author}, "Authors.Card"},
		"other end":   {linked(), []kin.Branch[*jm.Post]{p.Categories}, "Categories.Posts"},
	} {
		t.Run(name, func(t *testing.T) {
			*n = 0
			err := kin.SaveGraph(ctx, db, test.post, test.allow...)
			if !errors.Is(err, kin.ErrNotAllowed) || !strings.Contains(err.Error(), test.names) {
				t.Errorf("error %v", err)
			}
			if *n != 0 || kin.Saved(test.post) {
				t.Errorf("%d statements", *n)
			}
		})
	}
}

// Mistakes in calling are errors before any statement.
func TestSaveGraphMistakes(t *testing.T) { onModels(t, jm.Models, testSaveGraphMistakes) }

func testSaveGraphMistakes(t *testing.T, db *kin.DB) {
	db, n := counted(db)
	*n = 0
	a, b := &jm.Author{Name: "a"}, &jm.Author{Name: "b"}
	a.Boss, b.Boss = b, a
	withNil := &jm.Post{}
	withNil.Tags.Hold(nil)
	bound := &jm.Author{}
	for want, err := range map[string]error{
		"object 0 is nil":         kin.SaveGraph[jm.Post](ctx, db, nil),
		"object 0 of Post.Tags":   kin.SaveGraph(ctx, db, withNil, jm.Posts.Tags),
		"needs its own":           kin.SaveGraph(ctx, db, a, jm.Authors.Boss.With(jm.Authors.Boss)),
		"the database is nil":     kin.SaveGraph(ctx, nil, bound),
		"no model":                kin.SaveGraph(ctx, db, new(string)),
		"write it within With of": kin.SaveGraph(ctx, db, &jm.Post{}, kin.Branch[*jm.Post](kin.NewMany[*jm.Post, *jm.Author](kin.Root(jm.Models[postModel()]).Hop(authorRelation()), 1))),
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, got %v", want, err)
		}
	}
	if *n != 0 {
		t.Errorf("%d statements", *n)
	}
}

func authorRelation() int {
	for i, r := range jm.Models[postModel()].Model().Relations {
		if r.Name == "Author" {
			return i
		}
	}
	return -1
}

// A relation back to where an object was reached from says nothing new, and an
// object that is reached twice is saved once.
func TestSaveGraphShared(t *testing.T) { onModels(t, jm.Models, testSaveGraphShared) }

func testSaveGraphShared(t *testing.T, db *kin.DB) {
	author := &jm.Author{Name: "a"}
	card := &jm.Card{Number: "1", Author: author}
	author.Card.Hold(card)
	one, two := &jm.Post{Title: "1", Author: author}, &jm.Post{Title: "2"}
	author.Posts.Hold(one, two)
	two.Comments.Hold(&jm.Comment{Author: author, Text: "own"})
	check(t, kin.SaveGraph(ctx, db, author, jm.Authors.Card, jm.Authors.Posts.With(jm.Posts.Comments.With(jm.Comments.Author))))
	if n := must(jm.Authors.Count(ctx, db))(t); n != 1 {
		t.Errorf("%d authors", n)
	}
	if n := must(jm.Posts.Filter(jm.Posts.AuthorID.Eq(author.ID)).Count(ctx, db))(t); n != 2 {
		t.Errorf("%d posts of the author", n)
	}
}

// Links of one pair that both ends hold are one link, or a conflict if they have values.
func TestSaveGraphBothEnds(t *testing.T) { onModels(t, jm.Models, testSaveGraphBothEnds) }

func testSaveGraphBothEnds(t *testing.T, db *kin.DB) {
	post, tag := &jm.Post{}, &jm.Tag{Code: "t"}
	post.Tags.Hold(tag)
	tag.Posts.Hold(post)
	check(t, kin.SaveGraph(ctx, db, post, jm.Posts.Tags.With(jm.Tags.Posts)))
	if n := must(post.Tags.Count(ctx, db))(t); n != 1 {
		t.Errorf("%d links", n)
	}
	c := &jm.Category{}
	other := &jm.Post{}
	other.Categories.Hold(c)
	c.Posts.Hold(other)
	err := kin.SaveGraph(ctx, db, other, jm.Posts.Categories.With(jm.Categories.Posts))
	if err == nil || !strings.Contains(err.Error(), "linked twice") || kin.Saved(other) || kin.Saved(c) {
		t.Errorf("error %v", err)
	}
}

// Links that exist keep their values, and new ones are added to them.
func TestSaveGraphKeepsLinks(t *testing.T) { onModels(t, jm.Models, testSaveGraphKeepsLinks) }

func testSaveGraphKeepsLinks(t *testing.T, db *kin.DB) {
	news, old := &jm.Category{Name: "news"}, &jm.Category{Name: "old"}
	post := &jm.Post{}
	post.Categories.HoldLinks(kin.Linked[jm.Category, jm.PostCategory]{Target: news, Link: jm.PostCategory{Note: "first"}}, kin.Linked[jm.Category, jm.PostCategory]{Target: old})
	check(t, kin.SaveGraph(ctx, db, post, jm.Posts.Categories))
	post.Categories.Hold() // Save of the post alone writes no links and removes none
	check(t, jm.Posts.Save(ctx, db, post))
	if n := must(post.Categories.Count(ctx, db))(t); n != 2 {
		t.Errorf("after Save there are %d links", n)
	}
	post.Title = "changed"
	post.Categories.HoldLinks(kin.Linked[jm.Category, jm.PostCategory]{Target: news, Link: jm.PostCategory{Note: "second"}}, kin.Linked[jm.Category, jm.PostCategory]{Target: &jm.Category{Name: "new"}, Link: jm.PostCategory{Note: "third"}})
	check(t, kin.SaveGraph(ctx, db, post, jm.Posts.Categories))
	loaded := loadPosts(t, db)[0]
	var got []string
	for _, l := range loaded.Categories.MustLinks() {
		got = append(got, l.Target.Name+" "+l.Link.Note)
	}
	if want := []string{"news first", "old none", "new third"}; !slices.Equal(got, want) || loaded.Title != "changed" || loaded.Lock != 3 {
		t.Errorf("links %v, post %+v", got, loaded)
	}
}

// A new child belongs to one owner; a child with a row moves.
func TestSaveGraphChildren(t *testing.T) { onModels(t, jm.Models, testSaveGraphChildren) }

func testSaveGraphChildren(t *testing.T, db *kin.DB) {
	first, second := &jm.Author{Name: "1"}, &jm.Author{Name: "2"}
	post := &jm.Post{Title: "p"}
	first.Posts.Hold(post)
	check(t, kin.SaveGraphs(ctx, db, []*jm.Author{first, second}, jm.Authors.Posts))
	moved := must(jm.Posts.Get(ctx, db, post.ID))(t)
	second.Posts.Hold(moved)
	check(t, kin.SaveGraph(ctx, db, second, jm.Authors.Posts))
	if got := must(jm.Posts.Get(ctx, db, post.ID))(t); *got.AuthorID != second.ID {
		t.Errorf("author %d", *got.AuthorID)
	}
	stolen := &jm.Post{Title: "new", AuthorID: &first.ID}
	second.Posts.Hold(stolen)
	if err := kin.SaveGraph(ctx, db, second, jm.Authors.Posts); !errors.Is(err, kin.ErrConflict) || *stolen.AuthorID != first.ID {
		t.Errorf("error %v, author %d", err, *stolen.AuthorID)
	}
}

// After a rollback objects are as they were, and saving them again works.
func TestSaveGraphRollback(t *testing.T) { onModels(t, jm.Models, testSaveGraphRollback) }

func testSaveGraphRollback(t *testing.T, db *kin.DB) {
	taken := &jm.Tag{Code: "taken"}
	check(t, jm.Tags.Create(ctx, db, taken))
	post := bigPost(2)
	author := post.Author
	comment := post.Comments.MustItems()[0]
	bad := &jm.Tag{Code: "taken"}
	comment.Post = post
	post.Tags.Hold(append(post.Tags.MustItems(), bad)...)
	unchanged := func(how string) {
		t.Helper()
		switch {
		case kin.Saved(post) || kin.Saved(author) || kin.Saved(comment) || kin.Saved(comment.Author) || kin.Saved(bad):
			t.Errorf("%s: an object claims to have a row", how)
		case post.ID != 0 || author.ID != 0 || post.AuthorID != nil || comment.PostID != 0 || comment.AuthorID != nil || comment.Author.BossID != nil:
			t.Errorf("%s: keys stay: %+v %+v", how, post, comment)
		case len(post.Tags.MustItems()) != 3 || len(post.Categories.MustLinks()) != 2 || post.Author != author:
			t.Errorf("%s: the graph is lost", how)
		}
		if n := must(jm.Authors.Count(ctx, db))(t); n != 0 {
			t.Errorf("%s: %d authors", how, n)
		}
	}
	if err := kin.SaveGraph(ctx, db, post, wholePost()...); !errors.Is(err, kin.ErrUnique) {
		t.Errorf("error %v", err)
	}
	unchanged("failed")
	bad.Code = "free"
	stop := errors.New("stop")
	err := db.InTx(ctx, func(tx *kin.Tx) error {
		check(t, kin.SaveGraph(ctx, tx, post, wholePost()...))
		return stop
	})
	if !errors.Is(err, stop) {
		t.Errorf("error %v", err)
	}
	unchanged("rolled back")
	check(t, kin.SaveGraph(ctx, db, &jm.Author{Name: "first"})) // takes a key
	check(t, kin.SaveGraph(ctx, db, post, wholePost()...))
	loaded := loadPosts(t, db)[0]
	if *loaded.AuthorID != author.ID || len(loaded.Comments.MustItems()) != 2 || len(loaded.Tags.MustItems()) != 3 {
		t.Errorf("loaded %+v", loaded)
	}
}

// A version that is behind is an error, and nothing is saved.
func TestSaveGraphStale(t *testing.T) { onModels(t, jm.Models, testSaveGraphStale) }

func testSaveGraphStale(t *testing.T, db *kin.DB) {
	post := &jm.Post{Title: "a"}
	check(t, jm.Posts.Create(ctx, db, post))
	other := must(jm.Posts.Get(ctx, db, post.ID))(t)
	check(t, jm.Posts.Save(ctx, db, other))
	post.Tags.Hold(&jm.Tag{Code: "x"})
	if err := kin.SaveGraph(ctx, db, post, jm.Posts.Tags); !errors.Is(err, kin.ErrStale) || post.Lock != 1 {
		t.Errorf("error %v, version %d", err, post.Lock)
	}
	if n := must(jm.Tags.Count(ctx, db))(t); n != 0 {
		t.Errorf("%d tags", n)
	}
}

// What a container holds in memory stays when its object gets a row.
func TestHold(t *testing.T) { onModels(t, jm.Models, testHold) }

func testHold(t *testing.T, db *kin.DB) {
	post, tag := &jm.Post{}, &jm.Tag{Code: "t"}
	post.Tags.Hold(tag)
	check(t, jm.Posts.Create(ctx, db, post))
	if got, err := post.Tags.Items(); err != nil || len(got) != 1 || kin.Saved(tag) {
		t.Errorf("items %v, %v", got, err)
	}
	if n := must(post.Tags.Count(ctx, db))(t); n != 0 {
		t.Errorf("%d links", n)
	}
	check(t, jm.Tags.Create(ctx, db, tag))
	_ = must(post.Tags.Add(ctx, db, tag))(t)
	if post.Tags.Loaded() {
		t.Error("a set that was changed counts as loaded")
	}
	post.Tags.Hold()
	check(t, jm.Posts.Load(ctx, db, []*jm.Post{post}, jm.Posts.Tags))
	if got := post.Tags.MustItems(); len(got) != 1 {
		t.Errorf("loaded %v", got)
	}
	copied := *post
	if err := kin.SaveGraph(ctx, db, &copied, jm.Posts.Tags); !errors.Is(err, kin.ErrCopied) {
		t.Errorf("a copy: %v", err)
	}
}

// TestSaveGraphAfterRollback: a graph that was rolled back is saved whole, also where
// its rows get the keys that they had.
func TestSaveGraphAfterRollback(t *testing.T) {
	onModels(t, jm.Models, func(t *testing.T, db *kin.DB) {
		stop := errors.New("stop")
		boss := &jm.Author{Name: "boss"}
		author := &jm.Author{Name: "a", Boss: boss}
		save := func(db kin.Executor) error { return kin.SaveGraph(ctx, db, author, jm.Authors.Boss) }
		if err := db.InTx(ctx, func(tx *kin.Tx) error { return errors.Join(save(tx), stop) }); !errors.Is(err, stop) {
			t.Fatal(err)
		}
		check(t, save(db))
		if author.Boss != boss || author.BossID == nil || *author.BossID != boss.ID {
			t.Errorf("the boss is %v, by %v", author.Boss, author.BossID)
		}
	})
}
