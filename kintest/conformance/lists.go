package conformance

import (
	"github.com/kinorm/kin"
	"github.com/kinorm/kin/kintest/conformance/internal/models"
)

// lists are cases about columns of lists.
func lists() []example {
	return []example{
		trip("a list", func(x *models.Sample) { x.Tags = hostileTags() }, func(r *run, got *models.Sample) {
			same(r, "list", got.Tags, hostileTags())
		}),
		trip("no list is an empty one", func(x *models.Sample) { x.Tags = nil }, func(r *run, got *models.Sample) {
			same(r, "elements", len(got.Tags), 0)
		}),
		{"elements of a list", nil, func(r *run) {
			n := models.Maybes
			list := []*models.Maybe{{Tags: &kin.Array[string]{"a", "b"}}, {Tags: &kin.Array[string]{"b", "c"}}, {Tags: new(kin.Array[string])}, {}}
			r.ok(n.CreateMany(r.ctx, r.db, list))
			count := func(what string, pred kin.Pred[*models.Maybe], want int64) {
				r.Helper()
				same(r, what, must(n.Filter(pred).Count(r.ctx, r.db))(r), want)
				same(r, "not "+what, must(n.Exclude(pred).Count(r.ctx, r.db))(r), 4-want)
			}
			count("one", n.Tags.Contains("b"), 2)
			count("both", n.Tags.Contains("b", "a", "b"), 1)
			count("all of nothing", n.Tags.Contains(), 3)
			count("some", n.Tags.Overlaps("a", "c", "d"), 2)
			count("another case", n.Tags.Overlaps("A"), 0)
			count("one of nothing", n.Tags.Overlaps(), 0)
			count("null", n.Tags.IsNull(), 1)
			same(r, "set", must(n.Filter(n.Tags.IsNull()).Update(r.ctx, r.db, n.Tags.Set(hostileTags())))(r), 1)
			for _, tag := range hostileTags() {
				count("tag "+tag, n.Tags.Contains(tag), map[bool]int64{true: 2, false: 1}[tag == "a"])
			}
		}},
	}
}

// hostileTags are texts that the forms of lists must quote.
func hostileTags() kin.Array[string] {
	return kin.Array[string]{"", "a", "it's \"x\" \\ \u00e9 \U0001F600 <&> \u2028\t", "{", "}", ",", "null", "NULL", "[1]", `\"`, " ", "1"}
}
