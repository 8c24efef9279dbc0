package kin_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/kinorm/kin"
	jm "github.com/kinorm/kin/internal/testmodels/jsonmodels"
)

// samplePost is a post with something in every relation.
func samplePost() *jm.Post {
	at := time.Date(2026, 1, 2, 3, 4, 5, 600_000_000, time.UTC)
	post := &jm.Post{ID: 1, Title: "Go <1>", Lock: 2, AuthorID: ptr(int64(7))}
	post.CreatedAt, post.UpdatedAt = at, at
	post.Author = &jm.Author{ID: 7, Name: "Rob", Password: "hidden"}
	post.Author.Card.Hold(&jm.Card{ID: 3, Number: "12", AuthorID: 7})
	post.Categories.HoldLinks(
		kin.Linked[jm.Category, jm.PostCategory]{Target: &jm.Category{ID: 4, Name: "News"}, Link: jm.PostCategory{SortOrder: ptr(int64(2)), Note: "x"}},
	)
	post.Tags.Hold(&jm.Tag{Code: "go", Label: "Go"})
	post.Comments.Hold()
	return post
}

const samplePostJSON = `{"created_at":"2026-01-02T03:04:05.6Z","updated_at":"2026-01-02T03:04:05.6Z",` +
	`"id":1,"title":"Go \u003c1\u003e","lock":2,"author_id":7,` +
	`"author":{"id":7,"name":"Rob","boss_id":null,"boss":null,"card":{"id":3,"number":"12","author_id":7}},` +
	`"categories":[{"id":4,"name":"News","post_category":{"sort_order":2,"note":"x"}}],` +
	`"tags":[{"code":"go","label":"Go"}],"comments":[]}`

func TestEncode(t *testing.T) {
	got := must(kin.Encode(samplePost()))(t)
	if string(got) != samplePostJSON {
		t.Errorf("got  %s\nwant %s", got, samplePostJSON)
	}
	if got := must(kin.EncodeAll([]*jm.Post{samplePost(), samplePost()}))(t); string(got) != "["+samplePostJSON+","+samplePostJSON+"]" {
		t.Errorf("list: %s", got)
	}
	if got := must(kin.EncodeAll[jm.Post](nil))(t); string(got) != "[]" {
		t.Errorf("empty list: %s", got)
	}
}

// What is not loaded, what is empty and what is NULL are three things.
func TestEncodeUnloaded(t *testing.T) {
	for name, test := range map[string]struct {
		encode func() ([]byte, error)
		want   string
	}{
		"new":         {func() ([]byte, error) { return kin.Encode(&jm.Card{Number: "1"}) }, `{"number":"1","author_id":0}`},
		"null key":    {func() ([]byte, error) { return kin.Encode(&jm.Comment{PostID: 1}) }, `{"post_id":1,"author_id":null,"text":"","author":null}`},
		"only key":    {func() ([]byte, error) { return kin.Encode(&jm.Comment{PostID: 1, AuthorID: ptr(int64(2))}) }, `{"post_id":1,"author_id":2,"text":""}`},
		"natural key": {func() ([]byte, error) { return kin.Encode(&jm.Tag{Label: "x"}) }, `{"label":"x"}`},
		"has-one none": {func() ([]byte, error) {
			a := &jm.Author{Nick: "N"}
			a.Card.Hold(nil)
			return kin.Encode(a)
		}, `{"name":"","nick_name":"N","boss_id":null,"boss":null,"card":null}`},
	} {
		t.Run(name, func(t *testing.T) {
			if got := must(test.encode())(t); string(got) != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestEncodeChoice(t *testing.T) {
	p, a, c, tag := jm.Posts, jm.Authors, jm.Categories, jm.Tags
	for want, options := range map[string][]kin.EncodeOption[*jm.Post]{
		`{"title":"Go \u003c1\u003e"}`:                                            {kin.Include(p.Title)},
		`{"title":"Go \u003c1\u003e","author":{"name":"Rob"}}`:                    {kin.Include(p.Title, p.Author.Name)},
		`{"author":{"name":"Rob","card":{"number":"12"}}}`:                        {kin.Include(p.Author.Fields(a.Name, a.Card.Number))},
		`{"categories":[{"name":"News"}]}`:                                        {kin.Include(p.Categories.Fields(c.Name))},
		`{"categories":[{"name":"News","post_category":{"sort_order":2}}]}`:       {kin.Include(p.Categories.Fields(c.Name, p.Categories.LinkFields(jm.PostCategories.SortOrder)))},
		`{"categories":[{"post_category":{"sort_order":2,"note":"x"}}]}`:          {kin.Include(p.Categories.Fields(p.Categories.LinkFields()))},
		`{"categories":[{"id":4,"name":"News"}]}`:                                 {kin.Include(p.Categories), kin.Exclude(p.Categories.Fields(p.Categories.LinkFields()))},
		`{"categories":[{"id":4,"name":"News","post_category":{"note":"x"}}]}`:    {kin.Include(p.Categories), kin.Exclude(p.Categories.Fields(p.Categories.LinkFields(jm.PostCategories.SortOrder)))},
		`{"tags":[{"label":"Go"}],"comments":[]}`:                                 {kin.Include(p.Tags, p.Comments), kin.Exclude(p.Tags.Fields(tag.Code))},
		`{"id":1,"title":"Go \u003c1\u003e","tags":[{"code":"go","label":"Go"}]}`: {kin.Include(p.ID, p.Title, p.Lock), kin.Include(p.Tags), kin.Exclude(p.Lock)},
		`{}`: {kin.Include[*jm.Post]()},
		`{"created_at":"2026-01-02T03:04:05.6Z","updated_at":"2026-01-02T03:04:05.6Z","id":1,"lock":2,"comments":[]}`: {
			kin.Exclude(p.Title, p.AuthorID, p.Author, p.Categories, p.Tags),
		},
	} {
		if got := must(kin.Encode(samplePost(), options...))(t); string(got) != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

func TestEncodeErrors(t *testing.T) {
	cycle := &jm.Author{Name: "a"}
	cycle.Boss = cycle
	nan := &jm.Stored{F64: math.NaN()}
	withNil := &jm.Post{}
	withNil.Tags.Hold(nil)
	type encoded struct {
		b   []byte
		err error
	}
	call := func(b []byte, err error) encoded { return encoded{b, err} }
	for want, got := range map[string]encoded{
		"leads back to itself":          call(kin.Encode(cycle)),
		"Stored.F64":                    call(kin.Encode(nan)),
		"object is nil":                 call(kin.Encode[jm.Post](nil)),
		"encode Tag: the object is nil": call(kin.Encode(withNil)),
		"has a MarshalJSON of its own":  call(kin.Encode(&jm.Note{}, kin.Include(jm.Notes.Secrets.Fields(jm.Secrets.Code)))),
		"no field of Sponsor holds":     call(kin.Encode(&jm.Sponsor{}, kin.Include[*jm.Sponsor](kin.Reverse(jm.Posts.Sponsors)))),
		"no field holds its links":      call(kin.Encode(&jm.Post{}, kin.Include(jm.Posts.Tags.Fields(linkOfTags())))),
		"string is no model":            call(kin.Encode(new(string))),
	} {
		if got.err == nil || !strings.Contains(got.err.Error(), want) {
			t.Errorf("want %q, got %s, %v", want, got.b, got.err)
		}
	}
}

// A model's own MarshalJSON is used for related objects, and can be made of Encode.
func TestEncodeOwnMarshalJSON(t *testing.T) {
	note := &jm.Note{ID: 1, Text: "n"}
	note.Secrets.Hold(&jm.Secret{Name: "s", Code: "hidden"})
	note.Kept.HoldLinks(kin.Linked[jm.Secret, jm.Keeper]{Target: &jm.Secret{Name: "k", Code: "hidden"}, Link: jm.Keeper{Since: 5}})
	want := `{"id":1,"text":"n","secrets":[{"who":"s"}],"kept":[{"who":"k","keeper":{"since":5}}]}`
	if got := must(kin.Encode(note))(t); string(got) != want {
		t.Errorf("Encode: %s", got)
	}
	if got := must(json.Marshal(note))(t); string(got) != want {
		t.Errorf("json.Marshal: %s", got)
	}
	secret := &jm.Secret{ID: 2, Name: "s", Code: "c", Note: note}
	wantSecret := `{"id":2,"name":"s","code":"c","note_id":null,"note":` + want + `}`
	if got := must(kin.Encode(secret))(t); string(got) != wantSecret {
		t.Errorf("Encode of the root: %s", got)
	}
	back := must(kin.Decode[jm.Note]([]byte(want), kin.WithKeys()))(t)
	if got := must(kin.Encode(back))(t); string(got) != want {
		t.Errorf("decoded: %s", got)
	}
}

// Only columns that were loaded are written.
func TestEncodePartial(t *testing.T) { onModels(t, jm.Models, testEncodePartial) }

func testEncodePartial(t *testing.T, db *kin.DB) {
	check(t, jm.Tags.Create(ctx, db, &jm.Tag{Code: "go", Label: "Go"}))
	tags := must(jm.Tags.Only(jm.Tags.Code).All(ctx, db))(t)
	if got := must(kin.EncodeAll(tags))(t); string(got) != `[{"code":"go"}]` {
		t.Errorf("got %s", got)
	}
}

// A key that was changed since makes the related object one that is not loaded.
func TestEncodeStaleReference(t *testing.T) { onModels(t, jm.Models, testEncodeStaleReference) }

func testEncodeStaleReference(t *testing.T, db *kin.DB) {
	a, b := &jm.Author{Name: "a"}, &jm.Author{Name: "b"}
	check(t, jm.Authors.CreateMany(ctx, db, []*jm.Author{a, b}))
	post := &jm.Post{Title: "p", Author: a}
	check(t, jm.Posts.Create(ctx, db, post))
	encode := func() string {
		return string(must(kin.Encode(post, kin.Include(jm.Posts.AuthorID, jm.Posts.Author.Name)))(t))
	}
	if got := encode(); got != `{"author_id":1,"author":{"name":"a"}}` {
		t.Error(got)
	}
	post.AuthorID = &b.ID
	if got := encode(); got != `{"author_id":2}` {
		t.Error(got)
	}
	post.Author = b
	if got := encode(); got != `{"author_id":2,"author":{"name":"b"}}` {
		t.Error(got)
	}
}

// Containers are good citizens of encoding/json too.
func TestEncodingJSON(t *testing.T) {
	type plain struct {
		Tags  kin.ManyToMany[jm.Tag]                    `json:"tags,omitzero"`
		Card  kin.One[jm.Card]                          `json:"card,omitzero"`
		Links kin.Through[jm.Category, jm.PostCategory] `json:"links"`
	}
	if got := must(json.Marshal(plain{}))(t); string(got) != `{"links":null}` {
		t.Errorf("unloaded: %s", got)
	}
	var p plain
	p.Tags.Hold()
	p.Card.Hold(&jm.Card{Number: "1"})
	p.Links.HoldLinks(kin.Linked[jm.Category, jm.PostCategory]{Target: &jm.Category{Name: "c"}, Link: jm.PostCategory{Note: "n"}})
	text := must(json.Marshal(p))(t)
	want := `{"tags":[],"card":{"ID":0,"Number":"1","AuthorID":0,"Author":null},` +
		`"links":[{"ID":0,"Name":"c","post_category":{"SortOrder":null,"Note":"n"}}]}`
	if string(text) != want {
		t.Errorf("got  %s\nwant %s", text, want)
	}
	var back plain
	check(t, json.Unmarshal(text, &back))
	if !back.Tags.Loaded() || back.Links.MustLinks()[0].Link.Note != "n" || back.Card.MustItem().Number != "1" {
		t.Errorf("decoded %+v", back)
	}
	if again := must(json.Marshal(&back))(t); string(again) != want {
		t.Errorf("again %s", again)
	}
	if err := json.Unmarshal([]byte(`{"tags":[null]}`), &back); err == nil {
		t.Error("an element that is null was accepted")
	}
}

// linkOfTags is what does not exist: a column of links that have none.
func linkOfTags() kin.Part[*jm.Tag] {
	wrong := kin.NewManyThrough[*jm.Post, *jm.Tag, *jm.PostCategory](kin.Root(jm.Models[postModel()]), tagsRelation())
	return wrong.LinkFields()
}

func postModel() int {
	for i, m := range jm.Models {
		if m.Model().Name == "Post" {
			return i
		}
	}
	return -1
}

func tagsRelation() int {
	for i, r := range jm.Models[postModel()].Model().Relations {
		if r.Name == "Tags" {
			return i
		}
	}
	return -1
}
