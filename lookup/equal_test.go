package lookup_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/kinorm/kin"
	blog "github.com/kinorm/kin/internal/acceptance/blog"
	. "github.com/kinorm/kin/internal/testmodels/lookupmodels"
	"github.com/kinorm/kin/kintest"
	"github.com/kinorm/kin/lookup"
)

var (
	everything = lookup.MustFor(Articles, "id", "headline", "views", "printed", "day", "author", "publications", "publications__title",
		"publications__price", "author__last_name", "author__boss__last_name", "author__articles__views")
	authors = lookup.MustFor(Authors, "last_name", "articles__headline", "articles__views", "articles", "articles__publications__title", "boss")
	posts   = lookup.MustFor(blog.Posts, "title", "post_category__sort_order", "categories__postcategory__param_name", "categories__name")
	grouped = lookup.MustFor(blog.Categories, "posts__title", "postcategory__sort_order")
)

// A pair are a query by strings and one by typed columns, which must be one.
type pair[R any] struct {
	name  string
	q     lookup.Q
	typed *kin.Query[R]
}

// same checks that both queries of each pair are the same statement.
func same[R any](t *testing.T, table lookup.Source[R], s *lookup.Spec[R], pairs []pair[R]) {
	for _, d := range kintest.Databases(t) {
		db := d.Open(t)
		for _, p := range pairs {
			where, err := s.Filter(p.q)
			if err != nil {
				t.Errorf("%s: %v", p.name, err)
				continue
			}
			sql, args, err := table.Query().Filter(where).SQL(db)
			check(t, err)
			wantSQL, wantArgs, err := p.typed.SQL(db)
			check(t, err)
			if sql != wantSQL || !reflect.DeepEqual(args, wantArgs) {
				t.Errorf("%s: %s %v\n\tis\n%s %v\n\tand must be\n%s %v", d.Name, p.name, p.q, sql, args, wantSQL, wantArgs)
			}
		}
	}
}

func day(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// TestSameAsTyped: strings make what the typed columns make, to the byte.
func TestSameAsTyped(t *testing.T) {
	a, pub := Articles, Publications
	noon := time.Date(2005, 7, 27, 12, 30, 0, 0, time.UTC)
	end := func(year int) time.Time { return day(year+1, 1, 1).Add(-time.Microsecond) }
	same(t, Articles, everything, []pair[*Article]{
		{"nothing", lookup.Q{}, a.Query()},
		{"exact", lookup.Q{"headline": "NASA"}, a.Filter(a.Headline.Eq("NASA"))},
		{"exact by name", lookup.Q{"headline__exact": "NASA"}, a.Filter(a.Headline.Eq("NASA"))},
		{"iexact", lookup.Q{"headline__iexact": "nasa"}, a.Filter(a.Headline.IEq("nasa"))},
		{"contains", lookup.Q{"headline__contains": "50%_"}, a.Filter(a.Headline.Contains("50%_"))},
		{"icontains", lookup.Q{"headline__icontains": "nasa"}, a.Filter(a.Headline.IContains("nasa"))},
		{"startswith", lookup.Q{"headline__startswith": "NASA"}, a.Filter(a.Headline.StartsWith("NASA"))},
		{"istartswith", lookup.Q{"headline__istartswith": "nasa"}, a.Filter(a.Headline.IStartsWith("nasa"))},
		{"endswith", lookup.Q{"headline__endswith": "Python"}, a.Filter(a.Headline.EndsWith("Python"))},
		{"iendswith", lookup.Q{"headline__iendswith": "python"}, a.Filter(a.Headline.IEndsWith("python"))},
		{"gt", lookup.Q{"views__gt": "7"}, a.Filter(a.Views.Gt(7))},
		{"gte", lookup.Q{"views__gte": 7}, a.Filter(a.Views.Ge(7))},
		{"lt", lookup.Q{"views__lt": 7.0}, a.Filter(a.Views.Lt(7))},
		{"lte", lookup.Q{"views__lte": uint8(7)}, a.Filter(a.Views.Le(7))},
		{"range", lookup.Q{"views__range": "1,7"}, a.Filter(a.Views.Between(1, 7))},
		{"in", lookup.Q{"views__in": "1,2"}, a.Filter(a.Views.In(1, 2))},
		{"in nothing", lookup.Q{"views__in": []int{}}, a.Filter(a.Views.In())},
		{"in with NULL", lookup.Q{"views__in": []any{nil, 1}}, a.Filter(a.Views.In(1))},
		{"isnull", lookup.Q{"printed__isnull": "True"}, a.Filter(a.Printed.IsNull())},
		{"not isnull", lookup.Q{"printed__isnull": false}, a.Filter(a.Printed.NotNull())},
		{"exact NULL", lookup.Q{"printed": nil}, a.Filter(a.Printed.IsNull())},
		{"time", lookup.Q{"printed__gt": "2005-07-27T14:30:00+02:00"}, a.Filter(a.Printed.Gt(noon))},
		{"time value", lookup.Q{"printed__gt": &noon}, a.Filter(a.Printed.Gt(noon))},
		{"day", lookup.Q{"day": "2005-07-27"}, a.Filter(a.Day.Eq(noon))},
		{"year", lookup.Q{"printed__year": "2005"}, a.Filter(a.Printed.Between(day(2005, 1, 1), end(2005)))},
		{"year gt", lookup.Q{"printed__year__gt": 2005}, a.Filter(a.Printed.Gt(end(2005)))},
		{"year gte", lookup.Q{"printed__year__gte": 2005}, a.Filter(a.Printed.Ge(day(2005, 1, 1)))},
		{"year lt", lookup.Q{"printed__year__lt": 2005}, a.Filter(a.Printed.Lt(day(2005, 1, 1)))},
		{"year lte", lookup.Q{"printed__year__lte": 9999}, a.Filter(a.Printed.Le(end(9999)))},
		{"year range", lookup.Q{"printed__year__range": "1,1969"}, a.Filter(a.Printed.Between(day(1, 1, 1), end(1969)))},
		{"year of a day", lookup.Q{"day__year": 1905}, a.Filter(a.Day.Between(day(1905, 1, 1), day(1905, 12, 31)))},
		{"last year of a day", lookup.Q{"day__year": 9999}, a.Filter(a.Day.Between(day(9999, 1, 1), day(9999, 12, 31)))},
		{"date", lookup.Q{"printed__date": "2005-07-27"}, a.Filter(a.Printed.Between(day(2005, 7, 27), day(2005, 7, 28).Add(-time.Microsecond)))},
		{"to one", lookup.Q{"author__last_name": "Rossum"}, a.Filter(a.Author.LastName.Eq("Rossum"))},
		{"key of one", lookup.Q{"author": 3}, a.Filter(a.Author.ID.Eq(3))},
		{"foreign key", lookup.Q{"author_id": 3}, a.Filter(a.AuthorID.Eq(3))},
		{"no one", lookup.Q{"author__isnull": true}, a.Filter(a.AuthorID.IsNull())},
		{"one is NULL", lookup.Q{"author": nil}, a.Filter(a.AuthorID.IsNull())},
		{"to many", lookup.Q{"publications__title__startswith": "Science"}, a.Filter(a.Publications.Any(pub.Title.StartsWith("Science")))},
		{"key of many", lookup.Q{"publications": 2}, a.Filter(a.Publications.Any(pub.ID.Eq(2)))},
		{"keys of many", lookup.Q{"publications__in": "2,3"}, a.Filter(a.Publications.Any(pub.ID.In(2, 3)))},
		{"none", lookup.Q{"publications__isnull": true}, a.Filter(a.Publications.None())},
		{"some", lookup.Q{"publications__isnull": false}, a.Filter(a.Publications.Any())},
		{"NULL or none", lookup.Q{"publications__price": nil}, a.Filter(kin.Or(a.Publications.Any(pub.Price.IsNull()), a.Publications.None()))},
		{"one related row", lookup.Q{"publications__title": "x", "publications__price__gt": 1},
			a.Filter(a.Publications.Any(pub.Price.Gt(1), pub.Title.Eq("x")))},
		{"one related row and the row", lookup.Q{"headline": "h", "publications__title": "x", "publications__price__gt": 1},
			a.Filter(a.Headline.Eq("h"), a.Publications.Any(pub.Price.Gt(1), pub.Title.Eq("x")))},
		{"excluded", lookup.Q{"!publications__title": "x"}, a.Exclude(a.Publications.Any(pub.Title.Eq("x")))},
		{"excluded together", lookup.Q{"!publications__title": "x", "!publications__price__gt": 1, "!views": 1},
			a.Exclude(a.Publications.Any(pub.Price.Gt(1), pub.Title.Eq("x")), a.Views.Eq(1))},
		{"excluded beside", lookup.Q{"!publications__title": "x", "publications__price__gt": 1},
			a.Filter(a.Publications.Any(pub.Price.Gt(1))).Exclude(a.Publications.Any(pub.Title.Eq("x")))},
	})
	same(t, Authors, authors, []pair[*Author]{
		{"has many", lookup.Q{"articles__headline": "h", "articles__views": 2}, Authors.Filter(Authors.Articles.Any(a.Headline.Eq("h"), a.Views.Eq(2)))},
		{"many of many", lookup.Q{"articles__headline": "h", "articles__publications__title": "x"},
			Authors.Filter(Authors.Articles.Any(a.Headline.Eq("h"), a.Publications.Any(pub.Title.Eq("x"))))},
	})
}

// TestSameAsTypedLinks: the columns of links by both spellings, S1-25 and S1-26.
func TestSameAsTypedLinks(t *testing.T) {
	c, link := blog.Posts.Categories, blog.PostCategories
	above := blog.Posts.Filter(c.Any(c.LinkWhere(link.SortOrder.Gt(1))))
	same(t, blog.Posts, posts, []pair[*blog.Post]{
		{"short", lookup.Q{"postcategory__sort_order__gt": 1}, above},
		{"short, divided", lookup.Q{"post_category__sort_order__gt": 1}, above},
		{"long", lookup.Q{"categories__postcategory__sort_order__gt": 1}, above},
		{"long, divided", lookup.Q{"categories__post_category__sort_order__gt": 1}, above},
		{"one link", lookup.Q{"categories__name": "News", "categories__postcategory__param_name": "area", "postcategory__sort_order": 1},
			blog.Posts.Filter(c.Any(blog.Categories.Name.Eq("News"), c.LinkWhere(link.ParamName.Eq("area"), link.SortOrder.Eq(1))))},
	})
	p := blog.Categories.Posts
	same(t, blog.Categories, grouped, []pair[*blog.Category]{
		{"from the other end", lookup.Q{"postcategory__sort_order__gt": 1}, blog.Categories.Filter(p.Any(p.LinkWhere(link.SortOrder.Gt(1))))},
	})
}
