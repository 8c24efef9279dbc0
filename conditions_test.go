package kin_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"github.com/kinorm/kin"
	"github.com/kinorm/kin/internal/testmodels"
)

// An orderedColumn is a column whose values are compared.
type orderedColumn[R, V any] interface {
	Eq(V) kin.Pred[R]
	Ne(V) kin.Pred[R]
	Lt(V) kin.Pred[R]
	Le(V) kin.Pred[R]
	Gt(V) kin.Pred[R]
	Ge(V) kin.Pred[R]
	In(...V) kin.Pred[R]
	NotIn(...V) kin.Pred[R]
	InPtr(...*V) kin.Pred[R]
	Between(V, V) kin.Pred[R]
	IsNull() kin.Pred[R]
	NotNull() kin.Pred[R]
}

// compare makes a condition on a column whose value get returns, nil for NULL.
func compare[R any, V cmp.Ordered](rt *rapid.T, name string, c orderedColumn[R, V], values *rapid.Generator[V], get func(R) *V) cond[R] {
	v, w := values.Draw(rt, "v"), values.Draw(rt, "w")
	with := func(op string, p kin.Pred[R], null bool, f func(V) bool) cond[R] {
		return is(fmt.Sprintf("%s %s %v %v", name, op, v, w), p, func(r R) bool {
			x := get(r)
			if x == nil {
				return null
			}
			return f(*x)
		})
	}
	switch rapid.IntRange(0, 11).Draw(rt, "operator") {
	case 0:
		return with("=", c.Eq(v), false, func(x V) bool { return x == v })
	case 1:
		return with("<>", c.Ne(v), true, func(x V) bool { return x != v })
	case 2:
		return with("<", c.Lt(v), false, func(x V) bool { return x < v })
	case 3:
		return with("<=", c.Le(v), false, func(x V) bool { return x <= v })
	case 4:
		return with(">", c.Gt(v), false, func(x V) bool { return x > v })
	case 5:
		return with(">=", c.Ge(v), false, func(x V) bool { return x >= v })
	case 6:
		return with("in", c.In(v, w, v), false, func(x V) bool { return x == v || x == w })
	case 7:
		return with("not in", c.NotIn(v, w), true, func(x V) bool { return x != v && x != w })
	case 8:
		return with("in or null", c.InPtr(&v, nil), true, func(x V) bool { return x == v })
	case 9:
		return with("between", c.Between(v, w), false, func(x V) bool { return v <= x && x <= w })
	case 10:
		return with("is null", c.IsNull(), true, func(V) bool { return false })
	default:
		return with("not null", c.NotNull(), false, func(V) bool { return true })
	}
}

// match makes a condition on parts of a text.
func match[R any](rt *rapid.T, name string, c *kin.TextColumn[R, string], get func(R) *string) cond[R] {
	part := smallTexts.Draw(rt, "part")
	with := func(op string, p kin.Pred[R], f func(x, part string) bool) cond[R] {
		return is(fmt.Sprintf("%s %s %q", name, op, part), p, func(r R) bool {
			x := get(r)
			return x != nil && f(*x, part)
		})
	}
	fold := func(f func(x, part string) bool) func(x, part string) bool {
		return func(x, part string) bool { return f(strings.ToLower(x), strings.ToLower(part)) }
	}
	switch rapid.IntRange(0, 6).Draw(rt, "operator") {
	case 0:
		return with("contains", c.Contains(part), strings.Contains)
	case 1:
		return with("starts with", c.StartsWith(part), strings.HasPrefix)
	case 2:
		return with("ends with", c.EndsWith(part), strings.HasSuffix)
	case 3:
		return with("icontains", c.IContains(part), fold(strings.Contains))
	case 4:
		return with("istarts with", c.IStartsWith(part), fold(strings.HasPrefix))
	case 5:
		return with("iends with", c.IEndsWith(part), fold(strings.HasSuffix))
	default:
		return with("ieq", c.IEq(part), strings.EqualFold)
	}
}

// related makes a condition on the related rows that get returns.
func related[R, T any](rt *rapid.T, name string, r *kin.Many[R, T], get func(R) []T, each cond[T]) cond[R] {
	has := func(o R, want bool) bool {
		return slices.ContainsFunc(get(o), func(t T) bool { return each.eval(t) == want })
	}
	count := func(o R) (n int64) {
		for _, t := range get(o) {
			if each.eval(t) {
				n++
			}
		}
		return n
	}
	text := func(op string) string { return name + "." + op + "(" + each.text + ")" }
	n := rapid.Int64Range(0, 2).Draw(rt, "n")
	switch rapid.IntRange(0, 4).Draw(rt, "quantifier") {
	case 0:
		return is(text("any"), r.Any(each.pred), func(o R) bool { return has(o, true) })
	case 1:
		return is(text("none"), r.None(each.pred), func(o R) bool { return !has(o, true) })
	case 2:
		return is(text("every"), r.Every(each.pred), func(o R) bool { return !has(o, false) })
	case 3:
		return is(text(fmt.Sprint("count > ", n)), r.Count(each.pred).Gt(n), func(o R) bool { return count(o) > n })
	default:
		return is(text(fmt.Sprint("distinct = ", n)), kin.CountDistinct(r, each.pred).Eq(n), func(o R) bool { return count(o) == n })
	}
}

// members makes a condition on the set of related rows.
func members[R, T any](rt *rapid.T, name string, r *kin.Many[R, T], get func(R) []T, among []T) cond[R] {
	var targets []T
	for _, t := range among {
		if rapid.Bool().Draw(rt, "target") {
			targets = append(targets, t, t)
		}
	}
	same := func(a T, list []T) bool {
		return slices.ContainsFunc(list, func(b T) bool { return keyOf(a) == keyOf(b) })
	}
	within := func(inner, outer []T) bool {
		return !slices.ContainsFunc(inner, func(t T) bool { return !same(t, outer) })
	}
	text := func(op string) string { return fmt.Sprintf("%s.%s(%d)", name, op, len(targets)/2) }
	switch rapid.IntRange(0, 3).Draw(rt, "set") {
	case 0:
		return is(text("has any"), r.HasAny(targets...), func(o R) bool {
			return slices.ContainsFunc(targets, func(t T) bool { return same(t, get(o)) })
		})
	case 1:
		return is(text("has all"), r.HasAll(targets...), func(o R) bool { return within(targets, get(o)) })
	case 2:
		return is(text("has exactly"), r.HasExactly(targets...), func(o R) bool {
			return within(targets, get(o)) && within(get(o), targets)
		})
	default:
		return is(text("subset of"), r.SubsetOf(targets...), func(o R) bool { return within(get(o), targets) })
	}
}

func keyOf(obj any) int64 {
	switch o := obj.(type) {
	case *testmodels.Book:
		return o.ID
	case *testmodels.Person:
		return o.ID
	case *testmodels.Genre:
		return o.ID
	case *testmodels.Chapter:
		return o.ID
	}
	panic(fmt.Sprintf("a %T has no key", obj))
}

// extreme makes a condition on an aggregate that is NULL over no rows.
func extreme(rt *rapid.T, l *library) cond[*testmodels.Book] {
	n := smallInts.Draw(rt, "n")
	ranks := func(b *testmodels.Book) (out []int64) {
		for _, g := range l.genresOf[b.ID] {
			if g.Rank != nil {
				out = append(out, *g.Rank)
			}
		}
		return out
	}
	g := testmodels.Books.Genres
	if rapid.Bool().Draw(rt, "sum") {
		return is(fmt.Sprint("sum of ranks <= ", n), kin.Sum(g, testmodels.Genres.Rank).Le(n), func(b *testmodels.Book) bool {
			var sum int64
			for _, r := range ranks(b) {
				sum += r
			}
			return len(ranks(b)) > 0 && sum <= n
		})
	}
	return is(fmt.Sprint("max of ranks <> ", n), kin.Max(g, testmodels.Genres.Rank).Ne(n), func(b *testmodels.Book) bool {
		return len(ranks(b)) == 0 || slices.Max(ranks(b)) != n
	})
}
