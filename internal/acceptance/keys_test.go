package acceptance

import (
	"errors"
	"testing"

	"github.com/kinorm/kin"
	. "github.com/kinorm/kin/internal/acceptance/atlas"
	"github.com/kinorm/kin/kintest"
)

// onAtlas runs a test on every database with the tables of the atlas.
func onAtlas(t *testing.T, f func(t *testing.T, db *kin.DB)) {
	for _, d := range kintest.Databases(t) {
		t.Run(d.Name, func(t *testing.T) {
			db := d.Open(t)
			must(t, kin.CreateTables(t.Context(), db, Models...))
			f(t, db)
		})
	}
}

// A europe has rows with natural and composite keys.
type europe struct {
	at, de             *Country
	wien, graz, berlin *City
	donau, spree       *River
}

func newEurope(t *testing.T, db *kin.DB) *europe {
	t.Helper()
	ctx := t.Context()
	e := &europe{
		at: &Country{Code: "AT", Name: "Austria"}, de: &Country{Code: "DE", Name: "Germany"},
		donau: &River{Name: "Donau"}, spree: &River{Name: "Spree"},
	}
	must(t, Countries.CreateMany(ctx, db, []*Country{e.at, e.de}))
	e.wien, e.graz = &City{Country: e.at, Name: "Wien", Size: 19}, &City{Country: e.at, Name: "Graz", Size: 3}
	e.berlin = &City{CountryCode: "DE", Name: "Berlin", Size: 36}
	must(t, Cities.CreateMany(ctx, db, []*City{e.wien, e.graz, e.berlin}))
	must(t, Rivers.CreateMany(ctx, db, []*River{e.donau, e.spree}))
	return e
}

// key returns the key of a city.
func key(c *City) CityKey { return CityKey{CountryCode: c.CountryCode, Name: c.Name} }

// TestNaturalKeys follows a foreign key to text, and one to a unique column that is
// not the key.
func TestNaturalKeys(t *testing.T) {
	onAtlas(t, func(t *testing.T, db *kin.DB) {
		ctx, e := t.Context(), newEurope(t, db)
		equal(t, got(e.at.Cities.Count(ctx, db)), 2)
		list(t, names(Cities.Filter(Cities.Country.Name.Eq("Austria")).All(ctx, db)), "AT Graz", "AT Wien")
		list(t, names(Cities.Filter(kin.IsKey(Cities.Country, Countries.Keys("DE"))).All(ctx, db)), "DE Berlin")
		loaded := ok(t, got(Cities.Preload(Cities.Country).All(ctx, db)))
		for _, c := range loaded {
			if c.Country == nil || c.Country.Code != c.CountryCode {
				t.Errorf("%s has the country %v", c, c.Country)
			}
		}

		first, second := &League{Host: e.at}, &League{HostName: new("Germany")}
		must(t, Leagues.CreateMany(ctx, db, []*League{first, second, {}}))
		if first.HostName == nil || *first.HostName != "Austria" {
			t.Errorf("the league holds %v, want the name of its host", first.HostName)
		}
		equal(t, got(e.de.Leagues.Count(ctx, db)), 1)
		equal(t, got(Leagues.Filter(Leagues.Host.Is(e.at)).Count(ctx, db)), 1)
		equal(t, got(Leagues.Exclude(Leagues.Host.Is(e.at)).Count(ctx, db)), 2)
		equal(t, got(Leagues.Filter(Leagues.Host.Code.Eq("DE")).Count(ctx, db)), 1)
		equal(t, got(Countries.Filter(Countries.Leagues.HasAll(first)).Count(ctx, db)), 1)
		countries := ok(t, got(Countries.Preload(Countries.Leagues.Preload(Leagues.Host)).All(ctx, db)))
		for _, c := range countries {
			leagues := c.Leagues.MustItems()
			if len(leagues) != 1 || leagues[0].Host == nil || leagues[0].Host.Code != c.Code {
				t.Errorf("%s has the leagues %v", c.Code, leagues)
			}
		}
		equal(t, got(e.at.Leagues.Add(ctx, db, second)), 1)
		equal(t, got(e.at.Leagues.Set(ctx, db, second)), kin.Changed{Removed: 1})
		equal(t, got(e.at.Leagues.Count(ctx, db)), 1)
		if err := Leagues.Create(ctx, db, &League{HostName: new("AT")}); !errors.Is(err, kin.ErrForeignKey) {
			t.Errorf("a key where a name is referred to: %v, want ErrForeignKey", err)
		}
	})
}

// TestCompositeForeignKeys follows foreign keys of two columns: nullable and one to
// one, not nullable, and two to one model.
func TestCompositeForeignKeys(t *testing.T) {
	onAtlas(t, func(t *testing.T, db *kin.DB) {
		ctx, e := t.Context(), newEurope(t, db)
		ludwig, nobody := &Mayor{Name: "Ludwig", City: e.wien}, &Mayor{Name: "Nobody"}
		must(t, Mayors.CreateMany(ctx, db, []*Mayor{ludwig, nobody}))
		equal(t, got(Mayors.Filter(Mayors.City.Is(e.wien)).Count(ctx, db)), 1)
		equal(t, got(Mayors.Filter(Mayors.City.None()).Count(ctx, db)), 1)
		equal(t, got(Mayors.Exclude(Mayors.City.Size.Gt(5)).Count(ctx, db)), 1)
		list(t, names(Cities.Filter(Cities.Mayor.Name.Eq("Ludwig")).All(ctx, db)), "AT Wien")
		cities := ok(t, got(Cities.Preload(Cities.Mayor.Preload(Mayors.City)).All(ctx, db)))
		for _, c := range cities {
			if m := c.Mayor.MustItem(); (m != nil) != (c.Name == "Wien") || m != nil && (m.City == nil || key(m.City) != key(c)) {
				t.Errorf("%s has the mayor %v", c, m)
			}
		}
		if err := Mayors.Create(ctx, db, &Mayor{Name: "Second", City: e.wien}); !errors.Is(err, kin.ErrUnique) {
			t.Errorf("a second mayor: %v, want ErrUnique", err)
		}
		if err := Mayors.Create(ctx, db, &Mayor{Name: "X", CityCountryCode: new("AT"), CityName: new("Linz")}); !errors.Is(err, kin.ErrForeignKey) {
			t.Errorf("a city without a row: %v, want ErrForeignKey", err)
		}

		for _, name := range []string{"Neubau", "Alsergrund"} {
			must(t, e.wien.Districts.Create(ctx, db, &District{Name: name}))
		}
		equal(t, got(Districts.Filter(Districts.City.CountryCode.Eq("AT")).Count(ctx, db)), 2)
		alser := ok(t, got(e.wien.Districts.First(ctx, db)))
		equal(t, got(e.graz.Districts.Add(ctx, db, alser)), 1)
		equal(t, got(Cities.Filter(Cities.Districts.Count().Eq(1)).Count(ctx, db)), 2)
		for name, change := range map[string]func() error{
			"remove": func() error { return run(e.graz.Districts.Remove(ctx, db, alser)) },
			"clear":  func() error { return run(e.graz.Districts.Clear(ctx, db)) },
			"set":    func() error { return run(e.graz.Districts.Set(ctx, db)) },
		} {
			if err := change(); !errors.Is(err, kin.ErrNotNull) {
				t.Errorf("%s takes a district out of its city: %v, want ErrNotNull", name, err)
			}
		}
		equal(t, got(e.graz.Districts.Set(ctx, db, alser)), kin.Changed{})
		equal(t, got(Cities.Delete(ctx, db, e.graz)), 1)
		equal(t, got(Districts.Count(ctx, db)), 1)
	})
}

// TestTwoRelationsToOneModel: the second one says skip_reverse.
func TestTwoRelationsToOneModel(t *testing.T) {
	onAtlas(t, func(t *testing.T, db *kin.DB) {
		ctx, e := t.Context(), newEurope(t, db)
		ann, bob := &Person{Name: "Ann", Home: e.graz, Work: e.wien}, &Person{Name: "Bob", Work: e.wien}
		must(t, Persons.CreateMany(ctx, db, []*Person{ann, bob}))
		list(t, names(Cities.Residents.Of(e.graz).All(ctx, db)), "Ann")
		list(t, names(Persons.Filter(Persons.Home.Name.Eq("Graz"), Persons.Work.Name.Eq("Wien")).All(ctx, db)), "Ann")
		people := ok(t, got(Persons.Preload(Persons.Home, Persons.Work).All(ctx, db)))
		if people[0].Home.Name != "Graz" || people[0].Work.Name != "Wien" || people[1].Home != nil {
			t.Errorf("the cities of %v are %v and %v", people[0], people[0].Home, people[0].Work)
		}

		worked := Cities.Persons // the skipped reverse end of Person.Work
		list(t, names(Cities.Filter(worked.Any(Persons.Name.Eq("Bob"))).All(ctx, db)), "AT Wien")
		list(t, names(Cities.OrderBy(worked.Count().Desc(), Cities.Name.Asc()).All(ctx, db)), "AT Wien", "DE Berlin", "AT Graz")
		if _, err := Cities.Preload(worked).All(ctx, db); err == nil {
			t.Error("a skipped reverse end was loaded")
		}
	})
}

// TestLinksOfCompositeKeys uses every verb and condition of links whose ends have
// keys of several columns.
func TestLinksOfCompositeKeys(t *testing.T) {
	onAtlas(t, func(t *testing.T, db *kin.DB) {
		ctx, e := t.Context(), newEurope(t, db)
		has := Cities.Rivers
		equal(t, got(e.wien.Rivers.Add(ctx, db, e.donau, e.spree)), 2)
		equal(t, got(e.wien.Rivers.Add(ctx, db, e.donau)), 0)
		equal(t, got(e.spree.Cities.Add(ctx, db, e.berlin, e.wien)), 1)
		equal(t, got(e.donau.Cities.AddKeys(ctx, db, Cities.Keys(key(e.graz)))), 1)
		list(t, names(e.donau.Cities.All(ctx, db)), "AT Graz", "AT Wien")
		list(t, names(Cities.Filter(has.HasAll(e.donau, e.spree)).All(ctx, db)), "AT Wien")
		list(t, names(Cities.Filter(has.HasExactly(e.donau)).All(ctx, db)), "AT Graz")
		list(t, names(Cities.Filter(has.SubsetOf(e.spree)).All(ctx, db)), "DE Berlin")
		list(t, names(Rivers.Filter(Rivers.Cities.HasAny(e.graz)).All(ctx, db)), "Donau")
		list(t, names(Rivers.Filter(kin.HasAllKeys(Rivers.Cities, Cities.Keys(key(e.wien), key(e.berlin), key(e.wien)))).All(ctx, db)), "Spree")
		list(t, names(Rivers.Filter(kin.HasExactlyKeys(Rivers.Cities, Cities.Keys(key(e.wien), key(e.graz)))).All(ctx, db)), "Donau")
		list(t, names(Rivers.Filter(kin.SubsetOfKeys(Rivers.Cities, Cities.Keys(key(e.wien), key(e.graz)))).All(ctx, db)), "Donau")
		list(t, names(Rivers.Exclude(Rivers.Cities.HasAll(e.wien, e.graz)).All(ctx, db)), "Spree")
		list(t, names(Cities.Filter(has.Every(Rivers.Name.Eq("Donau"))).All(ctx, db)), "AT Graz")
		equal(t, got(Cities.Filter(has.Count().Eq(2)).Count(ctx, db)), 1)
		equal(t, got(kin.Select2(Rivers.Query(), Rivers.Name, kin.Sum(Rivers.Cities, Cities.Size)).All(ctx, db)),
			[]kin.Row2[string, int64]{{A: "Donau", B: 22}, {A: "Spree", B: 55}})

		cities := ok(t, got(Cities.Preload(has.OrderBy(Rivers.Name.Desc()).Limit(1).Preload(Rivers.Cities)).All(ctx, db)))
		list(t, names(cities[1].Rivers.Items()), "Spree")
		list(t, names(cities[1].Rivers.MustItems()[0].Cities.Items()), "AT Wien", "DE Berlin")
		equal(t, got(e.wien.Rivers.Set(ctx, db, e.spree)), kin.Changed{Removed: 1})
		equal(t, got(e.spree.Cities.Set(ctx, db, e.graz, e.wien)), kin.Changed{Added: 1, Removed: 1})
		equal(t, got(e.spree.Cities.RemoveWhere(ctx, db, Cities.Size.Lt(10))), 1)
		equal(t, got(e.spree.Cities.Replace(ctx, db, e.wien, e.berlin)), kin.Changed{Added: 2, Removed: 1})
		equal(t, got(e.spree.Cities.Remove(ctx, db, e.wien, e.graz)), 1)
		equal(t, got(e.spree.Cities.Clear(ctx, db)), 1)
		pairs := []kin.Pair[*City, *River]{{Owner: e.wien, Target: e.spree}, {Owner: e.graz, Target: e.donau}}
		equal(t, got(has.Link(ctx, db, pairs...)), 1)
		equal(t, got(has.Unlink(ctx, db, pairs...)), 2)
		if _, err := e.donau.Cities.AddKeys(ctx, db, Cities.Keys(CityKey{CountryCode: "AT", Name: "Linz"})); !errors.Is(err, kin.ErrForeignKey) {
			t.Errorf("a city without a row: %v, want ErrForeignKey", err)
		}
	})
}

// TestSymmetricLinksOfCompositeKeys has four key columns in each link, and both
// directions of each.
func TestSymmetricLinksOfCompositeKeys(t *testing.T) {
	onAtlas(t, func(t *testing.T, db *kin.DB) {
		ctx, e := t.Context(), newEurope(t, db)
		equal(t, got(e.wien.Twins.Add(ctx, db, e.wien, e.graz, e.berlin)), 3)
		equal(t, got(e.berlin.Twins.Add(ctx, db, e.wien)), 0)
		list(t, names(e.graz.Twins.All(ctx, db)), "AT Wien")
		list(t, names(Cities.Filter(Cities.Twins.HasExactly(e.wien)).All(ctx, db)), "AT Graz", "DE Berlin")
		list(t, names(Cities.Filter(kin.Reachable(Cities.Twins, e.graz)).All(ctx, db)), "AT Graz", "AT Wien", "DE Berlin")
		cities := ok(t, got(Cities.Preload(kin.Depth(Cities.Twins, 2)).Filter(Cities.Name.Eq("Graz")).All(ctx, db)))
		list(t, names(cities[0].Twins.MustItems()[0].Twins.Items()), "AT Graz", "AT Wien", "DE Berlin")
		equal(t, got(e.graz.Twins.Remove(ctx, db, e.wien)), 1)
		equal(t, got(e.wien.Twins.Set(ctx, db, e.graz)), kin.Changed{Added: 1, Removed: 2})
		equal(t, got(e.berlin.Twins.Count(ctx, db)), 0)
		equal(t, got(e.graz.Twins.Clear(ctx, db)), 1)
		equal(t, got(e.wien.Twins.Count(ctx, db)), 0)

		self := []kin.Pair[*City, *City]{{Owner: e.wien, Target: e.wien}, {Owner: e.graz, Target: e.graz}, {Owner: e.graz, Target: e.wien}}
		equal(t, got(Cities.Twins.Link(ctx, db, self...)), 3)
		equal(t, got(e.graz.Twins.RemoveWhere(ctx, db, Cities.Name.Eq("Wien"))), 1)
		equal(t, got(e.wien.Twins.Count(ctx, db)), 1)
		equal(t, got(Cities.Twins.Unlink(ctx, db, self...)), 2)
	})
}

// TestHalfOfAKey: a foreign key of two columns of which one is NULL leads to no row,
// and every condition over it is true or false.
func TestHalfOfAKey(t *testing.T) {
	onAtlas(t, func(t *testing.T, db *kin.DB) {
		ctx, e := t.Context(), newEurope(t, db)
		full := &Person{Name: "Full", Home: e.wien}
		front, back := &Person{Name: "Front", HomeCountryCode: new("AT")}, &Person{Name: "Back", HomeName: new("Wien")}
		must(t, Persons.CreateMany(ctx, db, []*Person{full, front, back, {Name: "None"}}))
		for name, c := range map[string]struct {
			pred kin.Pred[*Person]
			want int64
		}{
			"is":           {Persons.Home.Is(e.wien), 1},
			"is other":     {Persons.Home.Is(e.graz), 0},
			"is key":       {kin.IsKey(Persons.Home, Cities.Keys(key(e.wien), key(e.graz))), 1},
			"none":         {Persons.Home.None(), 3},
			"any":          {Persons.Home.Any(), 1},
			"any column":   {Persons.Home.Any(Cities.Size.Gt(1)), 1},
			"any country":  {Persons.Home.Any(Cities.CountryCode.Eq("AT")), 1},
			"none country": {Persons.Home.None(Cities.CountryCode.Eq("AT")), 3},
			"country":      {Persons.Home.CountryCode.Eq("AT"), 1},
			"country null": {Persons.Home.CountryCode.IsNull(), 3},
			"size null":    {Persons.Home.Size.IsNull(), 3},
			"in a country": {Persons.Home.Any(Cities.Country.Name.Eq("Austria")), 1},
			"no rivers":    {Persons.Home.Any(Cities.Rivers.None()), 1},
		} {
			equal(t, got(Persons.Filter(c.pred).Count(ctx, db)), c.want)
			equal(t, got(Persons.Exclude(c.pred).Count(ctx, db)), 4-c.want)
			if t.Failed() {
				t.Fatalf("%s over half a key", name)
			}
		}
		for name, c := range map[string]struct {
			pred kin.Pred[*City]
			want int64
		}{
			"any":         {Cities.Residents.Any(), 1},
			"none":        {Cities.Residents.None(Persons.Name.Ne("x")), 2},
			"every":       {Cities.Residents.Every(Persons.Name.Eq("x")), 2},
			"count":       {Cities.Residents.Count().Eq(0), 2},
			"has":         {Cities.Residents.HasAny(full, front), 1},
			"has all":     {Cities.Residents.HasAll(full, front), 0},
			"has exactly": {Cities.Residents.HasExactly(full), 1},
			"subset":      {Cities.Residents.SubsetOf(front), 2},
		} {
			equal(t, got(Cities.Filter(c.pred).Count(ctx, db)), c.want)
			equal(t, got(Cities.Exclude(c.pred).Count(ctx, db)), 3-c.want)
			if t.Failed() {
				t.Fatalf("%s from the other end of half a key", name)
			}
		}
		people := ok(t, got(Persons.Preload(Persons.Home).All(ctx, db)))
		for _, p := range people {
			if (p.Home != nil) != (p.Name == "Full") || !Persons.Home.Loaded(p) {
				t.Errorf("%s lives in %v, loaded %v", p, p.Home, Persons.Home.Loaded(p))
			}
		}
	})
}
