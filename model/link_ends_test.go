package model_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/kinorm/kin/model"
	"github.com/kinorm/kin/schema"
)

func field(name string, kind schema.Kind) *model.Field {
	return &model.Field{Name: name, Type: schema.Type{Kind: kind}}
}

// linked returns models with links that have a model of the given fields and
// declarations.
func linked(fields []*model.Field, declared []*model.Declaration) (person, skill, mark *model.Model) {
	person = &model.Model{Name: "Person", Package: "p", Fields: []*model.Field{field("ID", schema.Int64)}, Declared: []*model.Declaration{
		{Name: "Skills", Kind: model.ManyToMany, Target: "p.Skill", Through: "p.Mark"},
	}}
	skill = &model.Model{Name: "Skill", Package: "p", Fields: []*model.Field{field("ID", schema.Int64)}}
	mark = &model.Model{Name: "Mark", Package: "p", IsLink: true, Fields: fields, Declared: declared}
	return person, skill, mark
}

func relationNames(m *model.Model) []string {
	var names []string
	for _, r := range m.Relations {
		names = append(names, r.Name)
	}
	return names
}

// A link model that declares its ends has each relation once.
func TestDeclaredEnds(t *testing.T) {
	person, skill, mark := linked(
		[]*model.Field{field("PersonID", schema.Int64), field("SkillID", schema.Int64)},
		[]*model.Declaration{
			{Name: "Person", Kind: model.BelongsTo, Target: "p.Person"},
			{Name: "Skill", Kind: model.BelongsTo, Target: "p.Skill"},
		})
	if problems := model.Link([]*model.Model{person, skill, mark}, nil); problems != nil {
		t.Fatal(problems)
	}
	if got, want := relationNames(mark), []string{"Person", "Skill"}; !slices.Equal(got, want) {
		t.Errorf("relations %v, want %v", got, want)
	}
	if len(mark.Fields) != 2 || !slices.Equal(mark.Key, []string{"PersonID", "SkillID"}) {
		t.Errorf("fields %d, key %v", len(mark.Fields), mark.Key)
	}
}

// A field of a link model cannot have the name of an end.
func TestFieldNamedAsEnd(t *testing.T) {
	person, skill, mark := linked([]*model.Field{field("Person", schema.Text)}, nil)
	problems := model.Link([]*model.Model{person, skill, mark}, nil)
	if len(problems) != 1 || !strings.Contains(problems[0].Error(), "Mark.Person: it has the name of the relation to Person") {
		t.Errorf("problems %v", problems)
	}
}

// A model can belong to a link, whose key is known only once its ends are.
func TestBelongsToLink(t *testing.T) {
	person, skill, mark := linked(nil, nil)
	note := &model.Model{
		Name: "Note", Package: "p",
		Fields: []*model.Field{field("ID", schema.Int64), field("MarkPersonID", schema.Int64), field("MarkSkillID", schema.Int64)},
		Declared: []*model.Declaration{
			{Name: "Mark", Kind: model.BelongsTo, Target: "p.Mark"},
		},
	}
	if problems := model.Link([]*model.Model{note, person, skill, mark}, nil); problems != nil {
		t.Fatal(problems)
	}
	r := note.Relation("Mark")
	if r == nil || len(r.TargetKey) != 2 || r.TargetKey[0] != mark.KeyFields()[0] {
		t.Errorf("relation %+v", r)
	}
	if mark.Relation("Notes") == nil {
		t.Error("the reverse end Mark.Notes is missing")
	}
}

// A link model that no relation uses has no key that a model could hold.
func TestBelongsToUnusedLink(t *testing.T) {
	mark := &model.Model{Name: "Mark", Package: "p", IsLink: true}
	note := &model.Model{
		Name: "Note", Package: "p", Fields: []*model.Field{field("ID", schema.Int64)},
		Declared: []*model.Declaration{{Name: "Mark", Kind: model.BelongsTo, Target: "p.Mark"}},
	}
	problems := model.Link([]*model.Model{mark, note}, nil)
	if len(problems) != 1 || !strings.Contains(problems[0].Error(), "Mark has no primary key") {
		t.Errorf("problems %v", problems)
	}
}

// The own key of links is a number, whatever the keys of their ends are.
func TestKeyOfLinks(t *testing.T) {
	word := &model.Model{
		Name: "Word", Package: "p", Key: []string{"Text"}, Fields: []*model.Field{field("Text", schema.Text)},
		Declared: []*model.Declaration{{Name: "Like", Kind: model.ManyToMany, Target: "p.Word", LinkID: "id", LinkMultiple: true}},
	}
	if problems := model.Link([]*model.Model{word}, nil); problems != nil {
		t.Fatal(problems)
	}
	key := word.Relation("Like").Through.Model.KeyFields()
	if len(key) != 1 || key[0].Column != "id" || key[0].Type.Kind != schema.Int64 || !key[0].Auto {
		t.Errorf("the key of the links is %+v", key)
	}
}

// Links hold what their declared foreign keys refer to, which both ends of the relation
// then know; an end that is not declared is the key.
func TestEndsOfOtherColumns(t *testing.T) {
	person, skill, mark := linked(
		[]*model.Field{field("SkillCode", schema.Text)},
		[]*model.Declaration{{Name: "Skill", Kind: model.BelongsTo, Target: "p.Skill", ForeignKey: []string{"SkillCode"}, References: []string{"Code"}}})
	code := field("Code", schema.Text)
	code.Unique, code.Nullable = true, true
	skill.Fields = append(skill.Fields, code)
	if problems := model.Link([]*model.Model{person, skill, mark}, nil); problems != nil {
		t.Fatal(problems)
	}
	r, back := person.Relation("Skills"), skill.Relation("Persons")
	if r.OwnerKey[0] != person.Field("ID") || r.TargetKey[0] != code || back.OwnerKey[0] != code || back.TargetKey[0] != person.Field("ID") {
		t.Errorf("the ends are %v and %v, from the other end %v and %v", r.OwnerKey[0].Name, r.TargetKey[0].Name, back.OwnerKey[0].Name, back.TargetKey[0].Name)
	}
	if got, want := mark.Key, []string{"PersonID", "SkillCode"}; !slices.Equal(got, want) {
		t.Errorf("key %v, want %v", got, want)
	}
}
