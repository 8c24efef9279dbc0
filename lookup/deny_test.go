package lookup_test

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/kinorm/kin"
	blog "github.com/kinorm/kin/internal/acceptance/blog"
	"github.com/kinorm/kin/internal/testmodels"
	. "github.com/kinorm/kin/internal/testmodels/lookupmodels"
	"github.com/kinorm/kin/lookup"
)

// unknown returns the UnknownError that err must be.
func unknown(t *testing.T, what string, err error) *lookup.UnknownError {
	t.Helper()
	var e *lookup.UnknownError
	if !errors.As(err, &e) || !errors.Is(err, lookup.ErrUnknownLookup) {
		t.Errorf("%s: %v, want an UnknownError", what, err)
		return &lookup.UnknownError{}
	}
	return e
}

// TestDeniedByDefault: what the list does not have is the same error whether it
// exists or not, and the error has no other name of the model.
func TestDeniedByDefault(t *testing.T) {
	s := lookup.MustFor(Articles, "headline", "author", "publications__title__exact", "views__gt")
	for _, name := range []string{
		"author__password", "author__password__startswith", "author__last_name", "author__boss", "author__articles__author__password",
		"publications", "publications__id", "publications__title__startswith", "views", "views__gte", "id", "pk", "printed",
		"nothing", "author__nothing", "", "__", "headline__", "__headline", "headline____exact", "headline__exact__exact", "HEADLINE", "Headline",
		"headline; DROP TABLE articles", "headline\" = '' OR 1=1 --", "author.last_name", "headline__regex", "headline__iregex", "headline__search",
		"articles_publications", "article__id", "author__pk__in__exact", "!headline", strings.Repeat("author__", 100) + "password",
	} {
		_, err := s.Filter(lookup.Q{name: "1"})
		if name == "!headline" {
			check(t, err)
			_, err = s.Filter(lookup.Q{"!" + name: "1"})
		}
		e := unknown(t, name, err)
		if (strings.HasPrefix(name, "headline__") || strings.HasPrefix(name, "author__pk__")) && len(e.Choices) > 4 {
			continue // the column is allowed, so its lookups are said
		}
		if !slices.Equal(e.Choices, []string{"author", "headline", "publications__title__exact", "views__gt"}) {
			t.Errorf("%s: the choices are %q", name, e.Choices)
		}
		if strings.Contains(e.Nearest, "password") || len(e.Error()) > 400 {
			t.Errorf("%s: %v", name, e)
		}
	}
	exists, not := unknown(t, "", try(s, "author__password")), unknown(t, "", try(s, "author__passwort"))
	if strings.Replace(exists.Error(), "password", "passwort", 1) != not.Error() {
		t.Errorf("the error tells what exists: %v and %v", exists, not)
	}
	var none lookup.Q
	if where, err := lookup.MustFor(Articles).Filter(none); err != nil || where != (kin.Pred[*Article]{}) {
		t.Errorf("no condition: %v, %v", where, err)
	}
	unknown(t, "an empty list", try(lookup.MustFor(Articles), "headline"))
}

func try[R any](s *lookup.Spec[R], name string) error {
	_, err := s.Filter(lookup.Q{name: "1"})
	return err
}

func TestAllowMistakes(t *testing.T) {
	for name, nearest := range map[string]string{
		"headlin": "headline", "publications__titel": "title", "author__lastname": "last_name", "headline__startwith": "headline__startswith", "author__regex": "",
	} {
		_, err := lookup.For(Articles, "headline", name)
		if e := unknown(t, name, err); e.Nearest != nearest {
			t.Errorf("%s: nearest %q, want %q: %v", name, e.Nearest, nearest, err)
		}
	}
	for _, name := range []string{"postcategory", "categories__postcategory", "postcategory__nothing"} {
		_, err := lookup.For(blog.Posts, name)
		unknown(t, name, err)
		unknown(t, name, try(posts, name))
	}
	if _, err := lookup.For(Articles, "author__boss__boss__boss__last_name"); !errors.Is(err, lookup.ErrLimit) {
		t.Errorf("too deep: %v, want ErrLimit", err)
	}
	_, err := lookup.For(Articles, "author__boss__boss__last_name")
	check(t, err)
	defer func() {
		if recover() == nil {
			t.Error("MustFor does not panic")
		}
	}()
	lookup.MustFor(Articles, "nothing")
}

// TestNearestNames: an unknown name is answered with the choices and the nearest.
func TestNearestNames(t *testing.T) {
	for name, want := range map[string]string{
		"headlin": "headline", "publications__titel": "publications__title", "publications__titel__startwith": "publications__title__startswith",
		"headline__startwith": "headline__startswith", "publications__title__contain": "publications__title__contains",
		"author__lastname": "author__last_name", "xyzzy": "",
	} {
		e := unknown(t, name, try(articles, name))
		if e.Nearest != want || len(e.Choices) == 0 {
			t.Errorf("%s: %v, want %q", name, e, want)
		}
		if want != "" && !strings.Contains(e.Error(), "did you mean "+want+"?") {
			t.Errorf("%s: %v", name, e)
		}
	}
}

func TestLimits(t *testing.T) {
	long := func(n int) []int { return make([]int, n) }
	many := url.Values{}
	for i := range lookup.MaxConditions + 1 {
		many.Set("id"+strconv.Itoa(i), "1")
	}
	_, err := articles.Values(many)
	errs := map[string]error{
		"51 conditions": err,
		"8 KB of value": tryWith(lookup.Q{"headline": strings.Repeat("x", lookup.MaxBytes)}),
		"8 KB of list":  tryWith(lookup.Q{"headline__in": []any{strings.Repeat("x", lookup.MaxBytes)}}),
		"1001 in":       tryWith(lookup.Q{"id__in": long(lookup.MaxIn + 1)}),
		"1001 in text":  tryWith(lookup.Q{"id__in": strings.Repeat("1,", lookup.MaxIn) + "1"}),
	}
	_, errs["8 KB of order"] = articles.Order(strings.Repeat("id,", lookup.MaxBytes))
	_, errs["51 orders"] = articles.Order(strings.Repeat("id,", lookup.MaxConditions) + "id")
	for what, err := range errs {
		if !errors.Is(err, lookup.ErrLimit) {
			t.Errorf("%s: %v, want ErrLimit", what, err)
		}
	}
	check(t, tryWith(lookup.Q{"id__in": long(lookup.MaxIn)}))
	check(t, tryWith(lookup.Q{"headline__contains": strings.Repeat("x", lookup.MaxBytes-100)}))
}

func tryWith(q lookup.Q) error {
	_, err := articles.Filter(q)
	return err
}

// TestValues: a value that is not of the column's type is refused before SQL, by an
// error that says the kind of value and never the value.
func TestValues(t *testing.T) {
	plain := lookup.MustFor(testmodels.Plains, "int", "i8", "i16", "i32", "i64", "u8", "u64", "flag", "f32", "f64", "price", "quantity",
		"ratio", "text", "short", "color", "level", "at", "day", "blob", "doc", "uuid", "point", "cents", "version")
	uuid := "01234567-89ab-cdef-0123-456789abcdef"
	noon := time.Date(2005, 7, 27, 12, 0, 0, 0, time.UTC)
	for name, values := range map[string][]any{
		"int": {"1", 1, int8(1), uint(1), 1.0, "-5"}, "i8": {"127", "-128"}, "u8": {"255", 0}, "u64": {"0", strconv.Itoa(1 << 62)}, "flag": {"true", "False", "1", true},
		"f32": {"1.5", 1, "1e3"}, "f64": {"-0.25", 2.5, 7}, "price": {"1.25", 3, 1.5, "-7"}, "quantity": {"12", 3}, "ratio": {"0.5", 0.5},
		"text": {"", "x", "é"}, "short": {"0123456789"}, "color": {"red", testmodels.Red}, "level": {"100", testmodels.Low},
		"at": {"2005-07-27T12:00:00Z", "2005-07-27 12:00:00", "2005-07-27", noon, "2005-07-27T12:00:00.123456+02:00"}, "day": {"2005-07-27", noon},
		"blob": {"AAE=", []byte{1}}, "uuid": {uuid, testmodels.UUID{1}, [16]byte{1}}, "point": {"1;2", testmodels.Point{X: 1}}, "cents": {"5"}, "version": {"1.2.3"},
		"int__in": {"1,2", []int{1}, []any{"1", 2}}, "text__in": {[]string{"a,b", "c"}}, "doc__isnull": {"true"}, "int__range": {"1,2", [][]any{{1, 2}}[0]},
		"at__year": {"2005", 2005}, "at__date": {"2005-07-27"}, "day__year__lte": {"1"},
	} {
		for _, v := range values {
			if _, err := plain.Filter(lookup.Q{name: v}); err != nil {
				t.Errorf("%s = %v: %v", name, v, err)
			}
		}
	}
	for name, values := range map[string][]any{
		"int": {"", "x4711", "1.0", "+1", " 1", "0x10", "1e3", "9223372036854775808", 1.5, 1e300, float64(1 << 53), true, nil2(), []int{4711}, noon, "1,2"},
		"i8":  {"128", "-129", 4711}, "i16": {"32768"}, "i32": {"2147483648"}, "u8": {"-1", "256"}, "u64": {"-1", "9223372036854775808", uint64(1) << 63},
		"flag": {"", "yes", "TRUE", 1}, "f32": {"", "NaN", "Inf", "0x1p4", "1_000", "1e39"}, "f64": {"1e999", "x"}, "price": {"", "1.234", "1e3", "99999999999.00", "abc"},
		"quantity": {"1.5", "x"}, "text": {"a\x00b", "\xff", 4711, true}, "short": {"01234567890"}, "color": {"puce4711", ""}, "level": {"4711", "x"},
		"at": {"", "4711", "27.07.2005", "2005-02-30", 4711, "10000-01-01"}, "day": {"2005-07-27T00:00:00Z", "2005-7-27", ""},
		"blob": {"*4711", "AAE"}, "uuid": {"4711", ""}, "point": {"4711", ""}, "cents": {"x4711"}, "version": {"4711"},
		"int__in": {"1,x", "", 4711, []string{"4711x"}}, "int__range": {"1", "1,2,3", []int{4711}}, "int__isnull": {"4711", "", 1}, "text__contains": {4711, "\xff", nil},
		"int__gt": {nil}, "at__year": {"0", "10000", "x4711", nil, ""}, "at__date": {"4711", "2005-02-30"},
	} {
		for _, v := range values {
			_, err := plain.Filter(lookup.Q{name: v})
			var e *lookup.ValueError
			if !errors.As(err, &e) || e.Field == "" || e.Want == "" || e.Name != name {
				t.Errorf("%s = %v: %v, want a ValueError", name, v, err)
			} else if strings.Contains(fmt.Sprint(err), "4711") {
				t.Errorf("%s: the error has the value: %v", name, err)
			}
		}
	}
	if err := tryWith(lookup.Q{"publications": &Publication{}}); !errors.Is(err, kin.ErrUnsaved) {
		t.Errorf("an object without a row: %v, want ErrUnsaved", err)
	}
	var e *lookup.ValueError
	if err := tryWith(lookup.Q{"publications": &Article{}}); !errors.As(err, &e) || !strings.Contains(e.Want, "*Publication") {
		t.Errorf("an object of another model: %v", err)
	}
}

// nil2 is a pointer to a text that is no number.
func nil2() any { s := "x4711"; return &s }

// TestURL: the parameters of a URL.
func TestURL(t *testing.T) {
	eachPage(t, func(p *page) {
		for raw, want := range map[string][]string{
			"":                           {webApps, nasaUses},
			"headline__istartswith=nasa": {nasaUses},
			"publications__title__startswith=Science&publications__id=3":       {nasaUses},
			"!publications__title=Science+News":                                {webApps},
			"publications__in=1,2&!publications=2":                             {webApps},
			"publications__title__in=x,y&publications__title__in=Science+News": {nasaUses},
			"publications__isnull=true":                                        nil,
		} {
			v, err := url.ParseQuery(raw)
			check(t, err)
			where, err := articles.Values(v)
			check(t, err)
			rows(p, Articles.Filter(where), want...)
		}
	})
	if _, err := articles.Values(url.Values{"headline": {"a", "b"}}); err == nil || !strings.Contains(err.Error(), "headline__in") {
		t.Errorf("a name given twice: %v", err)
	}
	if _, err := articles.Values(url.Values{"headline": {}}); err == nil {
		t.Error("a name without a value was taken")
	}
	unknown(t, "page", func() error { _, err := articles.Values(url.Values{"page": {"2"}}); return err }())
}

func TestOrder(t *testing.T) {
	s := lookup.MustFor(Articles, "headline", "views", "author__last_name", "publications__title", "author", "printed__gt")
	eachPage(t, func(p *page) {
		for names, want := range map[string][]string{"-headline": {nasaUses, webApps}, "": {webApps, nasaUses}, "author__last_name,-views,-headline": {nasaUses, webApps}} {
			orders, err := s.Order(names)
			check(t, err)
			rows(p, Articles.OrderBy(orders...), want...)
			typed := map[string]*kin.Query[*Article]{
				"-headline": Articles.OrderBy(Articles.Headline.Desc()), "": Articles.Query(),
				"author__last_name,-views,-headline": Articles.OrderBy(Articles.Author.LastName.Asc(), Articles.Views.Desc(), Articles.Headline.Desc()),
			}[names]
			got, _, err := Articles.OrderBy(orders...).SQL(p.db)
			check(t, err)
			if sql, _, _ := typed.SQL(p.db); sql != got {
				t.Errorf("%q: %s, want %s", names, got, sql)
			}
		}
	})
	for _, names := range []string{"publications__title", "author", "printed", "author__password", "headline,", "--headline", "?", " headline", "headline desc", "headline__exact", "1"} {
		_, err := s.Order(names)
		if e := unknown(t, names, err); !slices.Equal(e.Choices, []string{"author__last_name", "headline", "views"}) {
			t.Errorf("%s: %v", names, err)
		}
	}
}

// TestLinked: a Spec within a relation, S1-27 and S1-28.
func TestLinked(t *testing.T) {
	s, err := lookup.ForLinked(blog.Posts.Categories, "name", "postcategory__sort_order")
	check(t, err)
	above, err := s.Filter(lookup.Q{"post_category__sort_order__gt": 1})
	check(t, err)
	last, err := s.Order("-postcategory__sort_order")
	check(t, err)
	eachBlog(t, func(t *testing.T, db *kin.DB, post *blog.Post) {
		all, err := blog.Posts.Preload(blog.Posts.Categories.Filter(above).OrderBy(last...)).Get(t.Context(), db)
		check(t, err)
		if got := fmt.Sprint(all.Categories.MustItems()); got != "[Test category3 Test category1]" {
			t.Errorf("preloaded %s", got)
		}
		found, err := post.Categories.OrderBy(last...).All(t.Context(), db)
		check(t, err)
		if got := fmt.Sprint(found); got != "[Test category3 Test category1 Test category2]" {
			t.Errorf("the set is %s", got)
		}
		if _, err := blog.Categories.Filter(above).All(t.Context(), db); !errors.Is(err, kin.ErrOutside) {
			t.Errorf("outside of the relation: %v, want ErrOutside", err)
		}
	})
}
