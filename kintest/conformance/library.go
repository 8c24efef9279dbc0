package conformance

import (
	"slices"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/kintest/conformance/internal/models"
)

// A library is a few rows with every relation between two models, and with NULL
// wherever there can be one.
//
//	book      author  editor  pages  rating  tags             shelves        chapters
//	Dune      Ann     Bob     600    4.5     red, blue        low, top(1)    1 "One", 2
//	Emma      Ann     -       -      -       red              top(2)         1
//	Faust     -       Bob     300    4.5     -                -              -
//	Gulliver  Bob     -       300    2       red, blue, gold  low(3)         -
type library struct {
	ann, bob, cid               *models.Author // Cid has neither books nor an age; Ann has a profile
	dune, emma, faust, gulliver *models.Book
	red, blue, gold             *models.Tag // of the ranks 1, NULL and 3
	top, low                    *models.Shelf
}

func newLibrary(r *run) *library {
	r.Helper()
	l := &library{
		ann: &models.Author{Name: "Ann", Age: ptr[int32](40)}, bob: &models.Author{Name: "Bob", Age: ptr[int32](25)}, cid: &models.Author{Name: "Cid"},
		red: &models.Tag{Name: "red", Rank: ptr[int64](1)}, blue: &models.Tag{Name: "blue"}, gold: &models.Tag{Name: "gold", Rank: ptr[int64](3)},
		top: &models.Shelf{Name: "top"}, low: &models.Shelf{Name: "low"},
	}
	r.ok(models.Authors.CreateMany(r.ctx, r.db, []*models.Author{l.ann, l.bob, l.cid}))
	r.ok(models.Tags.CreateMany(r.ctx, r.db, []*models.Tag{l.red, l.blue, l.gold}))
	r.ok(models.Shelves.CreateMany(r.ctx, r.db, []*models.Shelf{l.top, l.low}))
	l.dune = &models.Book{Title: "Dune", Pages: ptr[int64](600), Sold: 600, Rating: ptr(4.5), Author: l.ann, Editor: l.bob}
	l.emma = &models.Book{Title: "Emma", Subtitle: ptr("A novel"), Author: l.ann}
	l.faust = &models.Book{Title: "Faust", Subtitle: ptr(""), Pages: ptr[int64](300), Sold: 7, Rating: ptr(4.5), Editor: l.bob}
	l.gulliver = &models.Book{Title: "Gulliver", Subtitle: ptr("100% a_b\\c"), Pages: ptr[int64](300), Sold: 500, Rating: ptr(2.0), Author: l.bob}
	r.ok(models.Books.CreateMany(r.ctx, r.db, []*models.Book{l.dune, l.emma, l.faust, l.gulliver}))
	r.ok(models.Profiles.Create(r.ctx, r.db, &models.Profile{Author: l.ann, Bio: "writes"}))
	r.ok(models.Chapters.CreateMany(r.ctx, r.db, []*models.Chapter{
		{Book: l.dune, Number: 1, Title: ptr("One")}, {Book: l.dune, Number: 2}, {Book: l.emma, Number: 1},
	}))
	type pair = kin.Pair[*models.Book, *models.Tag]
	_ = must(models.Books.Tags.Link(r.ctx, r.db, pair{Owner: l.dune, Target: l.red}, pair{Owner: l.dune, Target: l.blue}, pair{Owner: l.emma, Target: l.red},
		pair{Owner: l.gulliver, Target: l.red}, pair{Owner: l.gulliver, Target: l.blue}, pair{Owner: l.gulliver, Target: l.gold}))(r)
	for _, p := range []struct {
		book  *models.Book
		shelf *models.Shelf
		link  models.Placement
	}{
		{l.dune, l.low, models.Placement{}},
		{l.dune, l.top, models.Placement{Position: ptr[int64](1), Note: "worn"}},
		{l.emma, l.top, models.Placement{Position: ptr[int64](2)}},
		{l.gulliver, l.low, models.Placement{Position: ptr[int64](3)}},
	} {
		_ = must(p.book.Shelves.AddWith(r.ctx, r.db, p.link, p.shelf))(r)
	}
	return l
}

func title(b *models.Book) string        { return b.Title }
func authorName(a *models.Author) string { return a.Name }
func tagName(t *models.Tag) string       { return t.Name }
func shelfName(s *models.Shelf) string   { return s.Name }

// books is a case: the books of which a condition is true, in the order of their
// titles. The others are found by its exclusion.
func books(name string, pred func(l *library) kin.Pred[*models.Book], want ...string) example {
	return example{name, nil, func(r *run) {
		finds(r, models.Books.Query(), pred(newLibrary(r)), title, []string{"Dune", "Emma", "Faust", "Gulliver"}, want)
	}}
}

// authors is a case as books is.
func authors(name string, pred func(l *library) kin.Pred[*models.Author], want ...string) example {
	return example{name, nil, func(r *run) {
		finds(r, models.Authors.Query(), pred(newLibrary(r)), authorName, []string{"Ann", "Bob", "Cid"}, want)
	}}
}

// finds checks which of all rows a condition is true for, in every verb that reads.
func finds[R any](r *run, q *kin.Query[R], pred kin.Pred[R], name func(R) string, all, want []string) {
	r.Helper()
	var rest []string
	for _, n := range all {
		if !slices.Contains(want, n) {
			rest = append(rest, n)
		}
	}
	for _, c := range []struct {
		how  string
		q    *kin.Query[R]
		want []string
	}{
		{"filter", q.Filter(pred), want},
		{"exclude", q.Exclude(pred), rest},
		{"not", q.Filter(kin.Not(pred)), rest},
		{"not not", q.Exclude(kin.Not(pred)), want},
		{"twice", q.Filter(pred, pred), want},
		{"or nothing", q.Filter(kin.Or(pred, kin.Or[R]())), want},
	} {
		got := names(must(c.q.All(r.ctx, r.db))(r), name)
		if !slices.Equal(got, c.want) {
			r.Errorf("%s: %q, want %q", c.how, got, c.want)
		}
		same(r, c.how+": count", must(c.q.Count(r.ctx, r.db))(r), int64(len(c.want)))
		same(r, c.how+": exists", must(c.q.Exists(r.ctx, r.db))(r), len(c.want) > 0)
	}
}
