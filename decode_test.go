package kin_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/kinorm/kin"
	jm "github.com/kinorm/kin/internal/testmodels/jsonmodels"
)

func TestDecode(t *testing.T) {
	text := ` { "title" : "G\u00e9\ud83d\ude00", "author_id":null,
		"author": {"name":"Rob", "nick_name":"r", "friends":[{"name":"f"}], "card":{"number":"1"}},
		"categories":[ {"name":"News","post_category":{"sort_order":3}}, {"name":"Go"} ],
		"tags":[], "comments":[{"text":"hi","author":null}] } `
	p := must(kin.Decode[jm.Post]([]byte(text)))(t)
	if p.Title != "G\u00e9\U0001F600" || p.AuthorID != nil || p.Author.Name != "Rob" || p.Author.Nick != "r" {
		t.Errorf("post %+v, author %+v", p, p.Author)
	}
	if kin.Saved(p) || kin.Saved(p.Author) {
		t.Error("a decoded object claims to have a row")
	}
	if f := p.Author.Friends.MustItems(); len(f) != 1 || f[0].Name != "f" {
		t.Errorf("friends %v", f)
	}
	links := p.Categories.MustLinks()
	if len(links) != 2 || *links[0].Link.SortOrder != 3 || links[1].Link.SortOrder != nil || links[1].Target.Name != "Go" {
		t.Errorf("links %+v", links)
	}
	if tags := p.Tags.MustItems(); len(tags) != 0 || !p.Tags.Loaded() || p.Sponsors.Loaded() {
		t.Errorf("tags %v", tags)
	}
	if card := p.Author.Card.MustItem(); card.Number != "1" {
		t.Errorf("card %v", card)
	}
	list := must(kin.DecodeAll[jm.Tag]([]byte(`[{"label":"a"},{"label":"b"}]`)))(t)
	if len(list) != 2 || list[1].Label != "b" {
		t.Errorf("list %v", list)
	}
}

func decodePost(text string) error    { _, err := kin.Decode[jm.Post]([]byte(text)); return err }
func decodeStored(text string) error  { _, err := kin.Decode[jm.Stored]([]byte(text)); return err }
func decodeSponsor(text string) error { _, err := kin.Decode[jm.Sponsor]([]byte(text)); return err }
func decodeNote(text string) error    { _, err := kin.Decode[jm.Note]([]byte(text)); return err }
func decodePosts(text string) error   { _, err := kin.DecodeAll[jm.Post]([]byte(text)); return err }

func TestDecodeErrors(t *testing.T) {
	for _, test := range []struct {
		decode func(string) error
		text   string
		path   string
		where  string // model and field
		want   string
	}{
		// keys
		{decodePost, `{"titel":"x"}`, "titel", "Post.", `did you mean "title"?`},
		{decodePost, `{"Title":"x"}`, "Title", "Post.", `did you mean "title"?`},
		{decodePost, `{"TITLE":"x"}`, "TITLE", "Post.", `did you mean "title"?`},
		{decodePost, `{"__pk_only__":true}`, "__pk_only__", "Post.", `has no key "__pk_only__"`},
		{decodePost, `{"__excluded__":["title"]}`, "__excluded__", "Post.", `has no key`},
		{decodePost, `{"title":"a","title":"b"}`, "title", "Post.", `comes twice`},
		{decodePost, `{"title":"a","titl\u0065":"b"}`, "title", "Post.", `comes twice`},
		{decodePost, `{"tags":[],"tags":[]}`, "tags", "Post.", `comes twice`},
		{decodePost, `{"author":{"password":"x"}}`, "author.password", "Author.", `has no key`},
		{decodePost, `{"tags":[{"post_category":{}}]}`, "tags[0].post_category", "Tag.", `has no key`},
		{decodePost, `{"categories":[{"post_category":{},"post_category":{}}]}`, "categories[0].post_category", "Category.", `comes twice`},
		{decodePost, `{"categories":[{"post_category":{"post_id":1}}]}`, "categories[0].post_category.post_id", "PostCategory.", `has no key`},
		{decodePost, `{"` + strings.Repeat("x", 5000) + `":1}`, strings.Repeat("x", 60) + "...", "Post.", `has no key`},
		{decodeSponsor, `{"posts":[]}`, "posts", "Sponsor.", `skip_reverse`},
		// what input must not have
		{decodePost, `{"id":1}`, "id", "Post.ID", `kin.WithKeys`},
		{decodePost, `{"lock":1}`, "lock", "Post.Lock", `kin.WithKeys`},
		{decodePost, `{"created_at":"2026-01-02T03:04:05Z"}`, "created_at", "Post.CreatedAt", `kin.WithKeys`},
		{decodePost, `{"updated_at":null}`, "updated_at", "Post.UpdatedAt", `kin.WithKeys`},
		{decodePost, `{"tags":[{"code":"x"}]}`, "tags[0].code", "Tag.Code", `kin.WithKeys`},
		{decodePost, `{"comments":[{"post_id":3}]}`, "comments[0].post_id", "Comment.PostID", `kin.WithKeys`},
		// types
		{decodePost, `{"title":1}`, "title", "Post.Title", `it is a number, and must be a string`},
		{decodePost, `{"title":null}`, "title", "Post.Title", `must have a value`},
		{decodePost, `{"author":1}`, "author", "Post.Author", `it is a number, and must be an object`},
		{decodePost, `{"tags":{}}`, "tags", "Post.Tags", `it is an object, and must be an array`},
		{decodePost, `{"tags":null}`, "tags", "Post.Tags", `it is null, and must be an array`},
		{decodePost, `{"tags":[{"label":"a"},"b"]}`, "tags[1]", "Tag.", `it is a string, and must be an object`},
		{decodePost, `{"comments":[{"post":null}]}`, "comments[0].post", "Comment.Post", `must have a value`},
		{decodePosts, `{"title":"a"}`, "", "Post.", `must be an array`},
		{decodePosts, `[{"title":"a"},{"tags":[{},{"label":true}]}]`, "[1].tags[1].label", "Tag.Label", `it is a bool`},
		{decodePost, `[]`, "", "Post.", `it is an array, and must be an object`},
		{decodePost, `{"title":"a"`, "", "Post.", `unexpected end`},
		{decodePost, `{"title":"a"} x`, "", "Post.", `invalid character`},
		{decodePost, ``, "", "Post.", `unexpected end`},
		// values
		{decodePost, `{"title":"123456789012345678901"}`, "title", "Post.Title", `at most 20`},
		{decodePost, `{"title":"a\u0000"}`, "title", "Post.Title", `NUL`},
		{decodePost, `{"title":"\ud800"}`, "title", "Post.Title", `surrogate`},
		{decodePost, "{\"title\":\"\xff\"}", "title", "Post.Title", `UTF-8`},
		{decodeStored, `{"i8":128}`, "i8", "Stored.I8", `does not fit`},
		{decodeStored, `{"i16":-32769}`, "i16", "Stored.I16", `does not fit`},
		{decodeStored, `{"int":9223372036854775808}`, "int", "Stored.Int", `out of range`},
		{decodeStored, `{"u64":9223372036854775808}`, "u64", "Stored.U64", `out of range`},
		{decodeStored, `{"uint":-1}`, "uint", "Stored.Uint", `does not fit`},
		{decodeStored, `{"int":1.5}`, "int", "Stored.Int", `no whole number`},
		{decodeStored, `{"int":1e3}`, "int", "Stored.Int", `no whole number`},
		{decodeStored, `{"int":"1"}`, "int", "Stored.Int", `must be a number`},
		{decodeStored, `{"i64":1}`, "i64", "Stored.I64", `must be a string`},
		{decodeStored, `{"i64":"x"}`, "i64", "Stored.I64", `holds no`},
		{decodeStored, `{"i64":"true"}`, "i64", "Stored.I64", `must be a number`},
		{decodeStored, `{"f64":1e999}`, "f64", "Stored.F64", `out of range`},
		{decodeStored, `{"f32":1e39}`, "f32", "Stored.F32", `out of range`},
		{decodeStored, `{"flag":1}`, "flag", "Stored.Flag", `must be a bool`},
		{decodeStored, `{"color":"pink"}`, "color", "Stored.Color", `is none of`},
		{decodeStored, `{"level":7}`, "level", "Stored.Level", `is none of`},
		{decodeStored, `{"price":"1.234"}`, "price", "Stored.Price", `after the point`},
		{decodeStored, `{"price":"abc"}`, "price", "Stored.Price", `no number`},
		{decodeStored, `{"price":99999999999}`, "price", "Stored.Price", `digits`},
		{decodeStored, `{"at":"yesterday"}`, "at", "Stored.At", `no time`},
		{decodeStored, `{"at":"2026-01-02"}`, "at", "Stored.At", `no time`},
		{decodeStored, `{"day":"2026-13-01"}`, "day", "Stored.Day", `no date`},
		{decodeStored, `{"blob":"%%"}`, "blob", "Stored.Blob", `base64`},
		{decodeStored, `{"tiny":"AAAAAAA="}`, "tiny", "Stored.Tiny", `at most 4`},
		{decodeStored, `{"uuid":"12"}`, "uuid", "Stored.UUID", `does not fit`},
		{decodeStored, `{"point":"x"}`, "point", "Stored.Point", `coordinates`},
		{decodeStored, `{"version":"1.2"}`, "version", "Stored.Version", `three parts`},
		{decodeStored, `{"doc":{"name":1}}`, "doc", "Stored.Doc", `name`},
		{decodeNote, `{"secrets":[{"who":1}]}`, "secrets[0]", "Secret.", `string`},
		{decodeNote, `{"kept":[{"who":"a","keeper":{"since":"x"}}]}`, "kept[0].keeper.since", "Keeper.Since", `must be a number`},
	} {
		err := test.decode(test.text)
		var d *kin.DecodeError
		if !errors.As(err, &d) {
			t.Errorf("%.80s: %v", test.text, err)
			continue
		}
		if d.Path != test.path || d.Model+"."+d.Field != test.where || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%.80s: at %q, %s.%s: %v", test.text, d.Path, d.Model, d.Field, err)
		}
	}
}

// The sentinels of writing are those of decoding.
func TestDecodeErrorIs(t *testing.T) {
	for text, want := range map[string]error{
		`{"title":"123456789012345678901"}`: kin.ErrTooLong,
		`{"title":null}`:                    kin.ErrNotNull,
		`{"rows":[{"color":"pink"}]}`:       kin.ErrInvalid,
	} {
		if err := decodePost(text); !errors.Is(err, want) {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestDecodeDepth(t *testing.T) {
	deep := func(n int) string { return strings.Repeat(`{"boss":`, n) + "null" + strings.Repeat("}", n) }
	if _, err := kin.Decode[jm.Author]([]byte(deep(900))); err != nil {
		t.Error(err)
	}
	if _, err := kin.Decode[jm.Author]([]byte(deep(2000))); err == nil || !strings.Contains(err.Error(), "nested") {
		t.Error(err)
	}
}

// storedGenerators make values of columns that only jsonmodels has.
func fillStored(rt *rapid.T, s *jm.Stored) {
	fill(rt, s)
	s.Grade = rapid.SampledFrom([]jm.Grade{jm.Poor, jm.Good}).Draw(rt, "grade")
	s.Raw = json.RawMessage(rapid.SampledFrom([]string{"null", "1.50", `{"a":[1,"x"]}`, `"\u003c"`}).Draw(rt, "raw"))
}

func fillAbsent(rt *rapid.T, s *jm.Absent) {
	fill(rt, s)
	s.Grade = rapid.SampledFrom([]*jm.Grade{nil, ptr(jm.Poor), ptr(jm.Good)}).Draw(rt, "grade")
}

// A graphMaker makes random graphs. Objects of one pool are reached several ways.
type graphMaker struct {
	rt         *rapid.T
	keys       bool // objects have keys
	next       int64
	authors    []*jm.Author
	plain      []*jm.Author
	tags       []*jm.Tag
	categories []*jm.Category
	sponsors   []*jm.Sponsor
}

func (g *graphMaker) n(label string, most int) int { return rapid.IntRange(0, most).Draw(g.rt, label) }

func (g *graphMaker) text() string {
	return withoutNUL(rapid.StringN(0, 20, -1).Draw(g.rt, "text"))
}

// key returns a new key, or none.
func (g *graphMaker) key() int64 {
	if !g.keys {
		return 0
	}
	g.next++
	return g.next
}

func newGraphMaker(rt *rapid.T, keys bool) *graphMaker {
	g := &graphMaker{rt: rt, keys: keys}
	for range 3 {
		g.plain = append(g.plain, &jm.Author{ID: g.key(), Name: g.text(), Nick: g.text()})
	}
	for range 2 {
		g.authors = append(g.authors, g.author())
	}
	for i := range 3 {
		g.tags = append(g.tags, &jm.Tag{Code: fmt.Sprintf("t%d", i), Label: g.text()})
		g.categories = append(g.categories, &jm.Category{ID: g.key(), Name: g.text()})
		g.sponsors = append(g.sponsors, &jm.Sponsor{ID: g.key(), Name: g.text()})
	}
	return g
}

func (g *graphMaker) author() *jm.Author {
	a := &jm.Author{ID: g.key(), Name: g.text()}
	if g.n("boss", 1) == 1 {
		a.Boss = g.plain[g.n("which", 2)]
	}
	switch g.n("card", 2) {
	case 1:
		a.Card.Hold(nil)
	case 2:
		a.Card.Hold(&jm.Card{ID: g.key(), Number: g.text()})
	}
	if g.n("friends", 1) == 1 {
		a.Friends.Hold(pick(g, g.plain)...)
	}
	return a
}

// pick returns some of a pool, each at most once.
func pick[T any](g *graphMaker, pool []*T) []*T {
	out := []*T{}
	for _, x := range pool {
		if g.n("pick", 1) == 1 {
			out = append(out, x)
		}
	}
	return out
}

func (g *graphMaker) post() *jm.Post {
	p := &jm.Post{ID: g.key(), Title: g.text()}
	if g.n("author", 1) == 1 {
		p.Author = g.authors[g.n("which", 1)]
	}
	if g.n("categories", 2) > 0 {
		var links []kin.Linked[jm.Category, jm.PostCategory]
		for _, c := range pick(g, g.categories) {
			link := jm.PostCategory{Note: "n" + g.text()}
			if g.n("order", 1) == 1 {
				link.SortOrder = ptr(rapid.Int64().Draw(g.rt, "sort order"))
			}
			links = append(links, kin.Linked[jm.Category, jm.PostCategory]{Target: c, Link: link})
		}
		p.Categories.HoldLinks(links...)
	}
	if g.n("tags", 2) > 0 {
		p.Tags.Hold(pick(g, g.tags)...)
	}
	if g.n("sponsors", 2) > 0 {
		p.Sponsors.Hold(pick(g, g.sponsors)...)
	}
	g.children(p)
	return p
}

// children gives a post what belongs to it.
func (g *graphMaker) children(p *jm.Post) {
	comments := make([]*jm.Comment, g.n("comments", 3))
	for i := range comments {
		comments[i] = &jm.Comment{ID: g.key(), Text: g.text()}
		if g.n("by", 1) == 1 {
			comments[i].Author = g.authors[g.n("which", 1)]
		}
	}
	p.Comments.Hold(comments...)
	rows := make([]*jm.Stored, g.n("rows", 2))
	for i := range rows {
		rows[i] = &jm.Stored{ID: g.key()}
		fillStored(g.rt, rows[i])
	}
	p.Rows.Hold(rows...)
	absents := make([]*jm.Absent, g.n("absents", 2))
	for i := range absents {
		absents[i] = &jm.Absent{ID: g.key()}
		fillAbsent(g.rt, absents[i])
	}
	p.Absents.Hold(absents...)
}

// Decoding what was encoded gives the same graph, with and without keys.
func TestJSONIdentity(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		g := newGraphMaker(rt, rapid.Bool().Draw(rt, "keys"))
		post := g.post()
		text := must(kin.Encode(post))(rt)
		if !json.Valid(text) {
			rt.Fatalf("no JSON: %s", text)
		}
		back := must(kin.Decode[jm.Post](text, kin.WithKeys()))(rt)
		sameText(rt, "encoded and encoded again", string(text), string(must(kin.Encode(back))(rt)))
		for i, row := range back.Rows.MustItems() {
			sameRow(rt, "stored", post.Rows.MustItems()[i], row)
		}
		for i, row := range back.Absents.MustItems() {
			sameRow(rt, "absent", post.Absents.MustItems()[i], row)
		}
		// encoding/json reads it as the same document
		var document, compact any
		check(rt, json.Unmarshal(text, &document))
		check(rt, json.Unmarshal(must(kin.EncodeAll([]*jm.Post{back}))(rt), &compact))
		list := compact.([]any)
		if a, b := must(json.Marshal(document))(rt), must(json.Marshal(list[0]))(rt); string(a) != string(b) {
			rt.Fatalf("documents differ:\n%s\n%s", a, b)
		}
	})
}

// Whatever the input, Decode returns an object or a DecodeError.
func FuzzDecode(f *testing.F) {
	for _, text := range []string{samplePostJSON, `{"author":{"boss":{}}}`, `{"categories":[{"post_category":{"note":"\u00e9"}}]}`, `{"title":"\ud83d\ude00"}`, `[]`, `{"rows":[{"doc":{"tags":[1]},"i64":"1"}]}`} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := kin.Decode[jm.Post](data, kin.WithKeys())
		var d *kin.DecodeError
		if err != nil && !errors.As(err, &d) {
			t.Fatalf("%v", err)
		}
		if err != nil {
			return
		}
		text, err := kin.Encode(p)
		var v *kin.ValueError
		if errors.As(err, &v) {
			return // a field that input left out, whose zero value is none, such as a decimal's
		}
		check(t, err)
		again := must(kin.Decode[jm.Post](text, kin.WithKeys()))(t)
		if text2 := must(kin.Encode(again))(t); string(text2) != string(text) {
			t.Fatalf("%s\n%s", text, text2)
		}
	})
}
