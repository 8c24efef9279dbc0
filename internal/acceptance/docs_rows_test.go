package acceptance

import (
	"slices"
	"testing"
)

// docsPlaces says, for each row of the catalogue, in which rows of
// docs/django-ormar.md a reader finds it, by their first cells.
var docsPlaces = map[string][]string{
	"S0-01": {"one of a relation"},
	"S0-02": {"all of a relation", "from the other end"},
	"S0-03": {"create and add", "create and add from the other end"},
	"S0-04": {"get or create, and add"},
	"S0-05": {"update or create, and add"},
	"S0-06": {"some of a relation"},
	"S0-07": {"all but some of a relation"},
	"S0-08": {"load with the query of a relation"},
	"S0-09": {"load several levels", "load a to-many relation"},
	"S0-10": {"a page"},
	"S0-11": {"a page"},
	"S0-12": {"number"},
	"S0-13": {"is there any"},
	"S0-14": {"some columns of a relation"},
	"S0-15": {"all but some columns of a relation"},
	"S0-16": {"in an order"},

	"S1-01": {"many-to-many", "model of the links, if none is given"},
	"S1-02": {"type of a key that refers"},
	"S1-03": {"create", "relation by object", "primary key", "text of a length"},
	"S1-04": {"reverse end", "its name, if none is given"},
	"S1-05": {"load a to-many relation", "load from the other end", "one of what was loaded", "is it the same row"},
	"S1-06": {"a name of its own"},
	"S1-07": {"several relations to one model"},
	"S1-08": {"several relations to one model"},
	"S1-09": {"over a skipped end", "in the order of a skipped end"},
	"S1-10": {"no reverse end", "an end that was skipped, as a field"},
	"S1-11": {"an end that was skipped, loaded"},
	"S1-12": {"an end that was skipped", "an object as JSON", "all but some fields", "relations"},
	"S1-13": {"an end that was skipped", "objects from JSON"},
	"S1-14": {"one by a column"},
	"S1-15": {"table of the links", "make the tables"},
	"S1-16": {"model of the links, if none is given", "its name, by default"},
	"S1-17": {"many-to-many with columns on the link", "its name, set", "a column that may be NULL", "a default"},
	"S1-18": {"its columns, by default"},
	"S1-19": {"its columns, set"},
	"S1-20": {"relations of the link's model"},
	"S1-21": {"one link for each pair", "table of the links"},
	"S1-22": {"a condition on the link", "from the other end of the link"},
	"S1-23": {"the link beside its target", "the link at the owner"},
	"S1-24": {"links with both their ends"},
	"S1-25": {"a condition on the link"},
	"S1-26": {"on the link and its target"},
	"S1-27": {"choose what is loaded"},
	"S1-28": {"loaded in the order of the link", "targets in the order of the link"},
	"S1-29": {"leave out columns of links", "load some columns of links", "some columns", "all but some columns"},
	"S1-30": {"saving a link"},
	"S1-31": {"update links as rows", "links as rows"},
	"S1-32": {"links with both their ends"},
	"S1-33": {"update the links of a relation"},
	"S1-34": {"add with values"},
	"S1-35": {"add from the other end"},
	"S1-36": {"a key of no row", "a target without a row", "an owner without a row"},
	"S1-37": {"a value for a link's unknown column"},
	"S1-38": {"remove", "remove from the other end"},
	"S1-39": {"clear", "clear from the other end"},
	"S1-40": {"all of a relation", "some of a relation", "number"},
	"S1-41": {"add what is there already"},

	"S2-01": {"many-to-many", "reverse end", "its name, if none is given"},
	"S2-02": {"make, then save", "default order", "how an object is printed", "text of a length"},
	"S2-03": {"an owner without a row"},
	"S2-04": {"add"},
	"S2-05": {"add several"},
	"S2-06": {"add what is there already"},
	"S2-07": {"a target of another model"},
	"S2-08": {"create and add"},
	"S2-09": {"all of a relation"},
	"S2-10": {"all of a relation", "default order"},
	"S2-11": {"from the other end"},
	"S2-12": {"from the other end"},
	"S2-13": {"by the owner's key"},
	"S2-14": {"by the id of targets"},
	"S2-15": {"by their primary key"},
	"S2-16": {"by a bare key"},
	"S2-17": {"by an object"},
	"S2-18": {"a row for each match", "at the beginning, at the end"},
	"S2-19": {"each row once"},
	"S2-20": {"the number of matches"},
	"S2-21": {"the number of different rows"},
	"S2-22": {"any of some keys"},
	"S2-23": {"any of some objects", "keys and objects mixed"},
	"S2-24": {"rows with a key", "one by its key"},
	"S2-25": {"from the reverse end"},
	"S2-26": {"the same from the reverse end"},
	"S2-27": {"the same from the reverse end"},
	"S2-28": {"the same from the reverse end"},
	"S2-29": {"the same from the reverse end"},
	"S2-30": {"the same from the reverse end", "each row once"},
	"S2-31": {"the same from the reverse end", "each row once"},
	"S2-32": {"none that is this object"},
	"S2-33": {"delete an object", "the links of a deleted row", "what is returned", "all rows"},
	"S2-34": {"delete an object", "the links of a deleted row"},
	"S2-35": {"add from the other end"},
	"S2-36": {"create and add from the other end", "by position"},
	"S2-37": {"remove"},
	"S2-38": {"remove from the other end"},
	"S2-39": {"set"},
	"S2-40": {"clear from the other end"},
	"S2-41": {"clear", "add several"},
	"S2-42": {"make, then save"},
	"S2-43": {"delete rows", "the links of a deleted row", "what is returned"},
	"S2-44": {"a query after its delete", "a query that is run again"},
	"S2-45": {"table of the links", "its name, by default", "its columns, by default", "one link for each pair"},

	"S3-01": {"foreign key", "foreign key that may be NULL", "type of a key that refers"},
	"S3-02": {"reverse end", "its name, if none is given", "a name of its own"},
	"S3-03": {"the way back"},
	"S3-04": {"relation by object"},
	"S3-05": {"relation by key"},
	"S3-06": {"relation by dict", "objects from JSON", "an object as JSON"},
	"S3-07": {"no relation"},
	"S3-08": {"a key of no row"},
	"S3-09": {"create and add", "number"},
	"S3-10": {"what was loaded", "all of a relation"},
	"S3-11": {"one of a relation"},
	"S3-12": {"some of a relation", "contained"},
	"S3-13": {"over links and a foreign key"},
	"S3-14": {"load with the query of a relation"},
	"S3-15": {"remove from the other end", "clear from the other end"},

	"S4-01": {"many-to-many", "table of the links", "its name, by default"},
	"S4-02": {"create"},
	"S4-03": {"create and add"},
	"S4-04": {"one by a column", "all of a relation"},
	"S4-05": {"by a column of targets", "by the id of targets"},
	"S4-06": {"create and add from the other end", "its name, if none is given"},
	"S4-07": {"make, then save", "add from the other end"},
	"S4-08": {"from the other end"},
	"S4-09": {"number"},
	"S4-10": {"remove from the other end"},
	"S4-11": {"clear from the other end"},
}

// TestDocsHaveEveryRow: whatever the documents show is on the page that compares
// kin with them, and each of its rows has one name.
func TestDocsHaveEveryRow(t *testing.T) {
	byName := map[string]docsRow{}
	for _, r := range docsRows(t) {
		if before, twice := byName[r.operation]; twice {
			t.Errorf("the row %q is in %s and in %s", r.operation, before.section, r.section)
		}
		byName[r.operation] = r
		if slices.Contains([]string{r.operation, r.django, r.ormar, r.kins}, "") {
			t.Errorf("the row %q has an empty cell", r.operation)
		}
	}
	known := map[string]bool{}
	for _, r := range catalogue {
		known[r.id] = true
		places := docsPlaces[r.id]
		if len(places) == 0 {
			t.Errorf("no row of the page is named for %s: %s", r.id, r.what)
		}
		for _, name := range places {
			row, found := byName[name]
			switch {
			case !found:
				t.Errorf("%s: the page has no row %q", r.id, name)
			case row.kins == "none":
				t.Errorf("%s: the page says that kin has no %q", r.id, name)
			}
		}
	}
	for id := range docsPlaces {
		if !known[id] {
			t.Errorf("rows are named for %s, which is not in the catalogue", id)
		}
	}
}
