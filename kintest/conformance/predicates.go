package conformance

import (
	"github.com/kinorm/kin"
	"github.com/kinorm/kin/kintest/conformance/internal/models"
)

type (
	bookPred   = kin.Pred[*models.Book]
	authorPred = kin.Pred[*models.Author]
)

// logic are cases about conditions on columns: each is true or false, never NULL.
func logic() []example {
	m := models.Books
	return []example{
		books("a comparison with NULL is false", func(*library) bookPred { return m.Pages.Lt(1000) }, "Dune", "Faust", "Gulliver"),
		books("its negation is true", func(*library) bookPred { return kin.Not(m.Pages.Gt(300)) }, "Emma", "Faust", "Gulliver"),
		books("unequal includes NULL", func(*library) bookPred { return m.Pages.Ne(300) }, "Dune", "Emma"),
		books("not in includes NULL", func(*library) bookPred { return m.Pages.NotIn(300) }, "Dune", "Emma"),
		books("in a list with NULL", func(*library) bookPred { return m.Pages.InPtr(nil, ptr[int64](600)) }, "Dune", "Emma"),
		books("an empty text is not NULL", func(*library) bookPred { return m.Subtitle.Eq("") }, "Faust"),
		{"a zero condition and an and of nothing say nothing, also negated", nil, func(r *run) {
			newLibrary(r)
			for name, p := range map[string]bookPred{"zero": {}, "and": kin.And[*models.Book](), "not": kin.Not(bookPred{})} {
				same(r, name+": filter", must(m.Filter(p).Count(r.ctx, r.db))(r), 4)
				same(r, name+": exclude", must(m.Exclude(p).Count(r.ctx, r.db))(r), 4)
				same(r, name+": beside a condition", must(m.Filter(p, m.Title.Eq("Dune")).Count(r.ctx, r.db))(r), 1)
			}
		}},
		books("or of nothing", func(*library) bookPred { return kin.Or[*models.Book]() }),
		books("and, or, not", func(*library) bookPred {
			return kin.Or(kin.And(m.Pages.Eq(300), kin.Not(m.Subtitle.Eq(""))), kin.And(m.Rating.Gt(4), m.Pages.Gt(300)))
		}, "Dune", "Gulliver"),
		books("or with NULL on one side", func(*library) bookPred { return kin.Or(m.Pages.Gt(1000), m.Subtitle.NotNull()) }, "Emma", "Faust", "Gulliver"),
		books("columns of a row compared", func(*library) bookPred { return kin.EqCol(m.Pages, m.Pages) }, "Dune", "Faust", "Gulliver"),
		books("a column less than another", func(*library) bookPred { return kin.LtCol(m.AuthorID, m.EditorID) }, "Dune"),
		books("a column at most another", func(*library) bookPred { return kin.LeCol(m.EditorID, m.EditorID) }, "Dune", "Faust"),
		books("raw SQL", func(*library) bookPred { return kin.Raw[*models.Book]("? + ? = 601", m.Pages, 1) }, "Dune"),
		books("raw SQL that is NULL", func(*library) bookPred { return kin.Raw[*models.Book]("? > 1", m.Pages) }, "Dune", "Faust", "Gulliver"),
		books("key in a long list", func(l *library) bookPred {
			keys := make([]int64, 5000)
			for i := range keys {
				keys[i] = -int64(i)
			}
			return m.ID.In(append(keys, l.emma.ID, l.emma.ID)...)
		}, "Emma"),
	}
}

// matching are cases about parts of text. Their signs have no meaning, and the
// forms that begin with I see no difference of upper and lower case.
func matching() []example {
	texts := []string{"", "%", "A%b", "a_b", `a\b`, "aXb", "\u00c4rger", "\u00e4rger", "stra\u00dfe", "STRASSE", "\u0130i", "\u03a3\u03c3\u03c2", "\U0001F600x", "a ", "a", "\n"}
	m := models.Maybes.Text
	type pred = kin.Pred[*models.Maybe]
	part := func(name string, p pred, want ...string) example {
		return example{name, nil, func(r *run) {
			rows := []*models.Maybe{{}}
			for i := range texts {
				rows = append(rows, &models.Maybe{Text: &texts[i]})
			}
			r.ok(models.Maybes.CreateMany(r.ctx, r.db, rows))
			all := append([]string{"NULL"}, texts...)
			finds(r, models.Maybes.OrderBy(models.Maybes.ID.Asc()), p, func(x *models.Maybe) string {
				if x.Text == nil {
					return "NULL"
				}
				return *x.Text
			}, all, want)
		}}
	}
	every := texts
	return []example{
		part("contains nothing: every text", m.Contains(""), every...),
		part("starts with nothing: every text", m.StartsWith(""), every...),
		part("ends with nothing: every text", m.EndsWith(""), every...),
		part("contains %", m.Contains("%"), "%", "A%b"),
		part("contains _", m.Contains("_"), "a_b"),
		part("contains a backslash", m.Contains(`\`), `a\b`),
		part("ends with a backslash and more", m.EndsWith(`\b`), `a\b`),
		part("starts with a%", m.StartsWith("a%")),
		part("starts with a% in any case", m.IStartsWith("a%"), "A%b"),
		part("equal in any case", m.IEq("a%B"), "A%b"),
		part("starts with a", m.StartsWith("a"), "a_b", `a\b`, "aXb", "a ", "a"),
		part("a space at the end counts", m.Eq("a"), "a"),
		part("so it does in any case", m.IEq("A"), "a"),
		part("ends with a space", m.EndsWith(" "), "a "),
		part("upper case is another letter", m.Contains("\u00c4"), "\u00c4rger"),
		part("but in any case the same", m.IContains("\u00c4R"), "\u00c4rger", "\u00e4rger"),
		part("a letter that is two in upper case is not two", m.IEq("strasse"), "STRASSE"),
		part("the sigma has three forms", m.IEq("\u03c3\u03a3\u03c3"), "\u03a3\u03c3\u03c2"),
		part("a character beyond 16 bits", m.StartsWith("\U0001F600"), "\U0001F600x"),
		part("and in any case", m.IEndsWith("\U0001F600X"), "\U0001F600x"),
		part("a line end", m.IContains("\n"), "\n"),
		part("smaller by code point", m.Lt("\u00e4"), "", "%", "A%b", "a_b", `a\b`, "aXb", "\u00c4rger", "stra\u00dfe", "STRASSE", "a ", "a", "\n"),
	}
}

// quantifiers are cases about related rows: each row is found once.
func quantifiers() []example {
	a, b, c, t := models.Authors, models.Books, models.Chapters, models.Tags
	return []example{
		books("any tag", func(*library) bookPred { return b.Tags.Any() }, "Dune", "Emma", "Gulliver"),
		books("no tag", func(*library) bookPred { return b.Tags.None() }, "Faust"),
		books("any tag of a kind, each book once", func(*library) bookPred { return b.Tags.Any(t.Name.Contains("e")) }, "Dune", "Emma", "Gulliver"),
		books("conditions of one any are about one tag", func(*library) bookPred { return b.Tags.Any(t.Name.Eq("red"), t.Rank.Eq(3)) }),
		books("two any are about two", func(*library) bookPred { return kin.And(b.Tags.Any(t.Name.Eq("red")), b.Tags.Any(t.Rank.Eq(3))) }, "Gulliver"),
		books("no such tag", func(*library) bookPred { return b.Tags.None(t.Name.Eq("blue")) }, "Emma", "Faust"),
		books("every tag, also of none", func(*library) bookPred { return b.Tags.Every(t.Name.Eq("red")) }, "Emma", "Faust"),
		books("NULL does not fulfil every", func(*library) bookPred { return b.Tags.Every(t.Rank.Ge(1)) }, "Emma", "Faust"),
		books("NULL is unequal, so it fulfils this", func(*library) bookPred { return b.Tags.Every(t.Rank.Ne(3)) }, "Dune", "Emma", "Faust"),
		books("has any", func(l *library) bookPred { return b.Tags.HasAny(l.blue, l.gold, l.blue) }, "Dune", "Gulliver"),
		books("has any of none", func(*library) bookPred { return b.Tags.HasAny() }),
		books("has all", func(l *library) bookPred { return b.Tags.HasAll(l.red, l.blue, l.red) }, "Dune", "Gulliver"),
		books("has all of none", func(*library) bookPred { return b.Tags.HasAll() }, "Dune", "Emma", "Faust", "Gulliver"),
		books("has exactly", func(l *library) bookPred { return b.Tags.HasExactly(l.blue, l.red, l.red) }, "Dune"),
		books("has exactly none", func(*library) bookPred { return b.Tags.HasExactly() }, "Faust"),
		books("is a subset", func(l *library) bookPred { return b.Tags.SubsetOf(l.blue, l.red) }, "Dune", "Emma", "Faust"),
		books("is a subset of none", func(*library) bookPred { return b.Tags.SubsetOf() }, "Faust"),
		books("by keys, one of them of no row", func(l *library) bookPred {
			return kin.And(kin.HasAnyKeys(b.Tags, t.Keys(l.gold.ID, -1)), kin.HasAllKeys(b.Tags, t.Keys(l.red.ID)),
				kin.HasExactlyKeys(b.Tags, t.Keys(l.red.ID, l.blue.ID, l.gold.ID)), kin.SubsetOfKeys(b.Tags, t.Keys(l.red.ID, l.blue.ID, l.gold.ID, -1)))
		}, "Gulliver"),
		books("a key of no row is had by none", func(l *library) bookPred { return kin.HasAllKeys(b.Tags, t.Keys(l.red.ID, -1)) }),
		books("number of tags", func(*library) bookPred { return b.Tags.Count().Ge(2) }, "Dune", "Gulliver"),
		books("number of tags of a kind", func(*library) bookPred { return b.Tags.Count(t.Rank.NotNull()).Eq(1) }, "Dune", "Emma"),
		books("number is 0 where there is none", func(*library) bookPred { return b.Tags.Count().Eq(0) }, "Faust"),
		books("largest of none is not compared", func(*library) bookPred { return kin.Max(b.Tags, t.Rank).Lt(2) }, "Dune", "Emma"),
		books("unequal to the largest of none", func(*library) bookPred { return kin.Max(b.Tags, t.Rank).Ne(1) }, "Faust", "Gulliver"),
		books("sum", func(*library) bookPred { return kin.Sum(b.Chapters, c.Number).Eq(3) }, "Dune"),
		books("average", func(*library) bookPred { return kin.Avg(b.Chapters, c.Number).Eq(1.5) }, "Dune"),
		books("children", func(*library) bookPred { return b.Chapters.Any(c.Title.IsNull()) }, "Dune", "Emma"),
		books("every child", func(*library) bookPred { return b.Chapters.Every(c.Title.IsNull()) }, "Emma", "Faust", "Gulliver"),
		books("the row it belongs to", func(*library) bookPred { return b.Author.Name.Eq("Ann") }, "Dune", "Emma"),
		books("unequal includes books of none", func(*library) bookPred { return b.Author.Name.Ne("Ann") }, "Faust", "Gulliver"),
		books("of nobody", func(*library) bookPred { return b.Author.None() }, "Faust"),
		books("of somebody old", func(*library) bookPred { return b.Author.Any(a.Age.Gt(30)) }, "Dune", "Emma"),
		books("of nobody old", func(*library) bookPred { return b.Author.None(a.Age.Gt(30)) }, "Faust", "Gulliver"),
		books("is", func(l *library) bookPred { return b.Editor.Is(l.bob, l.cid) }, "Dune", "Faust"),
		books("is one of none", func(*library) bookPred { return b.Editor.Is() }),
		books("is, by key", func(l *library) bookPred { return kin.IsKey(b.Author, a.Keys(l.bob.ID, -1)) }, "Gulliver"),
		books("the row before, two steps away", func(*library) bookPred { return b.Author.Any(a.Books.Any(b.Title.Eq("Emma"))) }, "Dune", "Emma"),
		books("a column that may be NULL, by a relation that may be none", func(*library) bookPred { return b.Editor.Age.IsNull() }, "Emma", "Gulliver"),
		authors("books", func(*library) authorPred { return a.Books.Any(b.Pages.Gt(500)) }, "Ann"),
		authors("every book", func(*library) authorPred { return a.Books.Every(b.Pages.NotNull()) }, "Bob", "Cid"),
		authors("books with tags", func(*library) authorPred { return a.Books.Any(b.Tags.Any(t.Rank.Eq(3))) }, "Bob"),
		authors("books without tags", func(*library) authorPred { return a.Edited.Any(b.Tags.None()) }, "Bob"),
		authors("no book with any tag but red", func(*library) authorPred { return a.Books.None(b.Tags.Any(t.Name.Ne("red"))) }, "Cid"),
		authors("has all books", func(l *library) authorPred { return a.Books.HasAll(l.dune, l.emma) }, "Ann"),
		authors("has exactly the books", func(l *library) authorPred { return a.Books.HasExactly(l.gulliver) }, "Bob"),
		authors("a profile", func(*library) authorPred { return a.Profile.Any() }, "Ann"),
		authors("no profile", func(*library) authorPred { return a.Profile.None() }, "Bob", "Cid"),
		authors("a column of the profile", func(*library) authorPred { return a.Profile.Bio.Eq("writes") }, "Ann"),
		authors("an aggregate with a condition on a relation", func(*library) authorPred { return a.Books.Count(b.Tags.Any(t.Name.Eq("blue"))).Eq(1) }, "Ann", "Bob"),
	}
}

// linkColumns are cases about conditions on the columns of links.
func linkColumns() []example {
	b, s, p := models.Books, models.Shelves, models.Placements
	return []example{
		books("a column of the link", func(*library) bookPred { return b.Shelves.Any(b.Shelves.LinkWhere(p.Position.Eq(1))) }, "Dune"),
		books("of the link and of the target, in one", func(*library) bookPred {
			return b.Shelves.Any(s.Name.Eq("low"), b.Shelves.LinkWhere(p.Position.NotNull()))
		}, "Gulliver"),
		books("in two", func(*library) bookPred {
			return kin.And(b.Shelves.Any(s.Name.Eq("low")), b.Shelves.Any(b.Shelves.LinkWhere(p.Position.NotNull())))
		}, "Dune", "Gulliver"),
		books("every link", func(*library) bookPred { return b.Shelves.Every(b.Shelves.LinkWhere(p.Note.Eq("new"))) }, "Emma", "Faust", "Gulliver"),
		books("no link", func(*library) bookPred { return b.Shelves.None(b.Shelves.LinkWhere(p.Position.Gt(1))) }, "Dune", "Faust"),
		books("number of links", func(*library) bookPred { return b.Shelves.Count(b.Shelves.LinkWhere(p.Position.IsNull())).Eq(1) }, "Dune"),
		{"from the other end", nil, func(r *run) {
			newLibrary(r)
			finds(r, s.Query(), s.Books.Any(b.Title.Eq("Dune"), s.Books.LinkWhere(p.Position.Eq(1))), shelfName, []string{"low", "top"}, []string{"top"})
		}},
		{"outside of its relation it is an error", nil, func(r *run) {
			_, err := s.Filter(b.Shelves.LinkWhere(p.Position.Eq(1))).Count(r.ctx, r.db)
			r.is("count", err, kin.ErrOutside)
		}},
	}
}
