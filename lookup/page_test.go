package lookup_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/testmodels/lookupmodels"
	"github.com/kinorm/kin/kintest"
	"github.com/kinorm/kin/lookup"
)

// The names of Django's page.
const (
	webApps  = "Django lets you build web apps easily"
	nasaUses = "NASA uses Python"
	journal  = "The Python Journal"
	news     = "Science News"
	weekly   = "Science Weekly"
	children = "Highlights for Children"
)

var (
	articles     = lookup.MustFor(Articles, "id", "headline", "publications", "publications__title", "publications__price", "author", "author__last_name")
	publications = lookup.MustFor(Publications, "pk", "title", "article", "article__headline")
)

// A page is a database with the rows of Django's page as they are after S2-13.
type page struct {
	t              *testing.T
	db             *kin.DB
	a1, a2         *Article
	p1, p2, p3, p4 *Publication
}

func eachPage(t *testing.T, f func(p *page)) {
	for _, d := range kintest.Databases(t) {
		t.Run(d.Name, func(t *testing.T) {
			p := &page{t: t, db: d.Open(t)}
			check(t, kin.CreateTables(t.Context(), p.db, Models...))
			p.a1, p.a2 = &Article{Headline: webApps}, &Article{Headline: nasaUses}
			p.p1, p.p2, p.p3, p.p4 = &Publication{Title: journal}, &Publication{Title: news}, &Publication{Title: weekly}, &Publication{Title: children}
			check(t, Articles.CreateMany(t.Context(), p.db, []*Article{p.a1, p.a2}))
			check(t, Publications.CreateMany(t.Context(), p.db, []*Publication{p.p1, p.p2, p.p3, p.p4}))
			_, err := p.a1.Publications.Add(t.Context(), p.db, p.p1)
			check(t, err)
			_, err = p.a2.Publications.Add(t.Context(), p.db, p.p1, p.p2, p.p3, p.p4)
			check(t, err)
			f(p)
		})
	}
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// rows checks the rows of a query, by their strings.
func rows[R fmt.Stringer](p *page, q *kin.Query[R], want ...string) {
	p.t.Helper()
	all, err := q.All(p.t.Context(), p.db)
	check(p.t, err)
	var got []string
	for _, r := range all {
		got = append(got, r.String())
	}
	if !slices.Equal(got, want) {
		p.t.Errorf("got %q, want %q", got, want)
	}
}

// articles checks what Django's filter of the page selects: each article once.
func (p *page) articles(q lookup.Q, want ...string) {
	p.t.Helper()
	where, err := articles.Filter(q)
	check(p.t, err)
	rows(p, Articles.Filter(where), want...)
}

func (p *page) publications(q lookup.Q, want ...string) {
	p.t.Helper()
	where, err := publications.Filter(q)
	check(p.t, err)
	rows(p, Publications.Filter(where), want...)
}

// TestDjangoPage runs the strings of Django's many-to-many page, S2-14 to S2-32.
func TestDjangoPage(t *testing.T) {
	eachPage(t, func(p *page) {
		for _, q := range []lookup.Q{
			{"publications__id": 1}, {"publications__pk": 1}, {"publications": 1}, {"publications": p.p1}, {"publications": "1"},
		} { // S2-14 to S2-17
			p.articles(q, webApps, nasaUses)
		}
		science := lookup.Q{"publications__title__startswith": "Science"}
		p.articles(science, nasaUses) // S2-19
		for _, q := range []lookup.Q{
			{"publications__in": []int{1, 2}}, {"publications__in": []*Publication{p.p1, p.p2}},
			{"publications__in": []any{p.p1.ID, p.p2}}, {"publications__in": "1,2"},
		} { // S2-22, S2-23
			p.articles(q, webApps, nasaUses)
		}
		p.publications(lookup.Q{"id": 1}, journal) // S2-24
		p.publications(lookup.Q{"pk": 1}, journal)
		p.publications(lookup.Q{"article__headline__startswith": "NASA"}, children, news, weekly, journal) // S2-25
		for _, q := range []lookup.Q{{"article__id": 1}, {"article__pk": 1}, {"article": 1}, {"article": p.a1}} {
			p.publications(q, journal) // S2-26 to S2-29
		}
		p.publications(lookup.Q{"article__in": []int{1, 2}}, children, news, weekly, journal) // S2-30
		p.publications(lookup.Q{"article__in": []*Article{p.a1, p.a2}}, children, news, weekly, journal)
		p.articles(lookup.Q{"!publications": p.p2}, webApps) // S2-32
		where, err := articles.Filter(lookup.Q{"publications": p.p2})
		check(t, err)
		rows(p, Articles.Exclude(where), webApps)
	})
}

// TestDjangoRows: S2-18 to S2-21, a row for each match.
func TestDjangoRows(t *testing.T) {
	eachPage(t, func(p *page) {
		q, err := lookup.DjangoRows(Articles.Query(), articles, lookup.Q{"publications__title__startswith": "Science", "headline__contains": "NASA"})
		check(t, err)
		rows(p, q, nasaUses, nasaUses)
		rows(p, q.Distinct(), nasaUses)
		for q, want := range map[*kin.Query[*Article]]int64{q: 2, q.Distinct(): 1} {
			if n, err := q.Count(t.Context(), p.db); n != want || err != nil {
				t.Errorf("%d rows, %v, want %d", n, err, want)
			}
		}
		q, err = lookup.DjangoRows(Articles.Query(), articles, lookup.Q{"headline__contains": "NASA", "!publications": p.p2})
		check(t, err)
		rows(p, q)
		for _, q := range []lookup.Q{{"publications__isnull": true}, {"publications__price": nil}} {
			if _, err := lookup.DjangoRows(Articles.Query(), articles, q); err == nil {
				t.Errorf("%v was joined", q)
			}
		}
	})
}
