package query

import (
	"strings"
	"testing"

	"github.com/kinorm/kin/dialect"
	"github.com/kinorm/kin/model"
	"github.com/kinorm/kin/schema"
)

// keyOf returns the key of conditions, as one that finds a compiled statement.
func keyOf(conds ...*Cond) string {
	var s Shape
	s.Conds(conds)
	return string(s.Key)
}

func raw(text ...string) *Cond {
	c := &Cond{Op: Raw}
	for i, part := range text {
		c.Text = append(c.Text, strings.Clone(part)) // a program makes the parts anew each time
		if i > 0 {
			c.Terms = append(c.Terms, nil)
			c.Args = append(c.Args, dialect.Int(int64(i)))
		}
	}
	return c
}

func TestKeyOfRawIsItsText(t *testing.T) {
	again := raw("a = ", " + 1") // another condition with the same text
	if keyOf(raw("a = ", " + 1")) != keyOf(again) {
		t.Error("the same SQL has two keys, so it is compiled again each time")
	}
	for _, other := range []*Cond{raw("b = ", " + 1"), raw("a = ", " + 2"), raw("a ", "= + 1"), raw("a =  + 1"), raw("a = ", "", " + 1")} {
		if keyOf(raw("a = ", " + 1")) == keyOf(other) {
			t.Errorf("%q has the key of another text", other.Text)
		}
	}
	text := raw("a = ", "")
	text.Args[0] = dialect.Value{Kind: schema.Text, S: "x"}
	if keyOf(raw("a = ", "")) == keyOf(text) {
		t.Error("a number and a text have one key, although their parameters differ")
	}
}

func TestKeyTellsAnEmptySetApart(t *testing.T) {
	has := func(keys ...int64) *Cond {
		set := dialect.Value{Kind: schema.Int64, Set: new(dialect.Set)}
		for _, k := range keys {
			set.Set.Append(dialect.Int(k))
		}
		return &Cond{Op: HasAny, Rel: new(model.Relation), Args: []dialect.Value{set, dialect.Int(int64(len(keys)))}}
	}
	one, two, none := has(1), has(2, 3), has()
	two.Rel, none.Rel = one.Rel, one.Rel
	if keyOf(one) != keyOf(two) {
		t.Error("the number of keys makes another statement")
	}
	if keyOf(one) == keyOf(none) {
		t.Error("no keys have the statement of some keys, although it is another one")
	}
}

func TestNumberingHasTheSameKeyAndArguments(t *testing.T) {
	conds := []*Cond{raw("a = ", ""), {Op: Not, Kids: []*Cond{{Op: Or, Kids: []*Cond{raw("b"), raw("c = ", " + ", "")}}}}}
	plain, numbered := new(Shape), Numbering()
	plain.Conds(conds)
	out := numbered.Conds(conds)
	if string(plain.Key) != string(numbered.Key) || len(plain.Args) != 3 || len(numbered.Args) != 3 {
		t.Errorf("numbering changes the form: %d and %d arguments", len(plain.Args), len(numbered.Args))
	}
	if first, last := out[0].base, out[1].Kids[0].Kids[1].base; first != 0 || last != 1 {
		t.Errorf("the arguments begin at %d and %d, want 0 and 1", first, last)
	}
	if conds[1].Kids[0].Kids[1].base != 0 {
		t.Error("numbering changed the condition itself")
	}
}
