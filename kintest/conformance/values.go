package conformance

import (
	"math"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/kintest/conformance/internal/models"
)

// values are cases about values and aggregates, which are read without objects.
func values() []example {
	b, a, t, p, s := models.Books, models.Authors, models.Tags, models.Placements, models.Shelves
	return []example{
		{"one column", nil, func(r *run) {
			newLibrary(r)
			same(r, "titles", must(kin.Select1(b.OrderBy(b.Title.Desc()), b.Title).All(r.ctx, r.db))(r), []string{"Gulliver", "Faust", "Emma", "Dune"})
			same(r, "of none", must(kin.Select1(b.Filter(b.Title.Eq("")), b.Title).All(r.ctx, r.db))(r), []string{})
		}},
		{"columns of related rows", nil, func(r *run) {
			newLibrary(r)
			got := must(kin.Select3(b.Query(), b.Title, kin.Nullable(b.Author.Name), kin.Nullable(b.Editor.Age)).All(r.ctx, r.db))(r)
			type row = kin.Row3[string, *string, *int32]
			ann, bob, age := ptr("Ann"), ptr("Bob"), ptr[int32](25)
			same(r, "rows", got, []row{{A: "Dune", B: ann, C: age}, {A: "Emma", B: ann}, {A: "Faust", C: age}, {A: "Gulliver", B: bob}})
		}},
		{"distinct values", nil, func(r *run) {
			newLibrary(r)
			same(r, "pages", must(kin.Select1(b.OrderBy(b.Pages.Desc()).Distinct(), kin.Nullable(b.Pages)).All(r.ctx, r.db))(r), []*int64{ptr[int64](600), ptr[int64](300), nil})
		}},
		{"an order that a distinct projection lacks is refused", nil, func(r *run) {
			if _, err := kin.Select1(b.OrderBy(b.Title.Asc()).Distinct(), kin.Nullable(b.Pages)).All(r.ctx, r.db); err == nil {
				r.Error("no error")
			}
		}},
		{"limited distinct values", nil, func(r *run) {
			newLibrary(r)
			same(r, "pages", must(kin.Select1(b.OrderBy(b.Pages.Asc()).Distinct().Limit(1).Offset(1), kin.Nullable(b.Pages)).All(r.ctx, r.db))(r), []*int64{ptr[int64](300)})
		}},
		{"a row for each match", nil, func(r *run) {
			newLibrary(r)
			rows := b.Join(b.Tags.Rows(t.Rank.NotNull())).OrderBy(b.Title.Asc())
			got := must(kin.Select2(rows, b.Title, kin.Via(b.Tags, t.Name)).All(r.ctx, r.db))(r)
			same(r, "number of rows", len(got), 4)
			same(r, "first", got[0], kin.Row2[string, string]{A: "Dune", B: "red"})
			same(r, "second", got[1], kin.Row2[string, string]{A: "Emma", B: "red"})
		}},
		{"with values of the link", nil, func(r *run) {
			newLibrary(r)
			rows := b.Join(b.Shelves.Rows(s.Name.Eq("top")))
			got := must(kin.Select2(rows, b.Title, kin.Nullable(kin.ViaLink(b.Shelves, p.Position))).All(r.ctx, r.db))(r)
			same(r, "rows", got, []kin.Row2[string, *int64]{{A: "Dune", B: ptr[int64](1)}, {A: "Emma", B: ptr[int64](2)}})
		}},
		{"counts do not change each other", nil, func(r *run) {
			newLibrary(r)
			got := must(kin.Select3(b.Query(), b.Tags.Count(), b.Shelves.Count(), b.Chapters.Count()).All(r.ctx, r.db))(r)
			type row = kin.Row3[int64, int64, int64]
			same(r, "rows", got, []row{{A: 2, B: 2, C: 2}, {A: 1, B: 1, C: 1}, {}, {A: 3, B: 1}})
		}},
		{"nor do conditions of the query", nil, func(r *run) {
			newLibrary(r)
			got := must(kin.Select2(b.Filter(b.Tags.Any(t.Name.Eq("blue"))), b.Tags.Count(), b.Tags.Count(t.Name.Eq("blue"))).All(r.ctx, r.db))(r)
			same(r, "rows", got, []kin.Row2[int64, int64]{{A: 2, B: 1}, {A: 3, B: 1}})
		}},
		{"sum, smallest and largest, NULL where there is none", nil, func(r *run) {
			newLibrary(r)
			got := must(kin.Select3(a.Query(), kin.Nullable(kin.Sum(a.Books, b.Sold)), kin.Nullable(kin.Min(a.Books, b.Title)), kin.Nullable(kin.Max(a.Books, b.Pages))).All(r.ctx, r.db))(r)
			type row = kin.Row3[*int64, *string, *int64]
			same(r, "rows", got, []row{{A: ptr[int64](600), B: ptr("Dune"), C: ptr[int64](600)}, {A: ptr[int64](500), B: ptr("Gulliver"), C: ptr[int64](300)}, {}})
		}},
		{"the average of whole numbers is not whole", nil, func(r *run) {
			newLibrary(r)
			got := must(kin.Select2(a.Query(), kin.Nullable(kin.Avg(a.Edited, b.Sold)), kin.Nullable(kin.Avg(a.Books, b.Rating))).All(r.ctx, r.db))(r)
			same(r, "rows", got, []kin.Row2[*float64, *float64]{{B: ptr(4.5)}, {A: ptr(303.5), B: ptr(2.0)}, {}})
		}},
		{"the sum of large numbers is exact", nil, func(r *run) {
			author := &models.Author{Name: "x"}
			r.ok(models.Authors.Create(r.ctx, r.db, author))
			r.ok(b.CreateMany(r.ctx, r.db, []*models.Book{{Title: "a", Author: author, Sold: math.MaxInt64 - 1}, {Title: "b", Author: author, Sold: 1}}))
			same(r, "sum", must(kin.Select1(a.Query(), kin.Sum(a.Books, b.Sold)).All(r.ctx, r.db))(r), []int64{math.MaxInt64})
		}},
		{"a sum that is too large is an error", nil, func(r *run) {
			author := &models.Author{Name: "x"}
			r.ok(models.Authors.Create(r.ctx, r.db, author))
			r.ok(b.CreateMany(r.ctx, r.db, []*models.Book{{Title: "a", Author: author, Sold: math.MaxInt64}, {Title: "b", Author: author, Sold: 1}}))
			if got, err := kin.Select1(a.Query(), kin.Sum(a.Books, b.Sold)).All(r.ctx, r.db); err == nil {
				r.Errorf("the sum is %d", got)
			}
		}},
		{"different targets are counted once", nil, func(r *run) {
			l := newLibrary(r)
			got := must(kin.Select2(b.Filter(b.ID.Eq(l.dune.ID)), b.Tags.Count(), kin.CountDistinct(b.Tags)).All(r.ctx, r.db))(r)
			same(r, "rows", got, []kin.Row2[int64, int64]{{A: 2, B: 2}})
		}},
		{"a value that is NULL needs Nullable", nil, func(r *run) {
			newLibrary(r)
			if got, err := kin.Select1(b.Query(), b.Author.Name).All(r.ctx, r.db); err == nil {
				r.Errorf("%q", got)
			}
		}},
	}
}
