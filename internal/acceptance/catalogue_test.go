package acceptance

// A documented is a row of the documents: something that they say.
type documented struct {
	id   string
	what string
}

// notCompiled are the rows whose Go form is that a program does not compile, by
// the snippet that proves it.
var notCompiled = map[string]string{"S2-07": "add_wrong_target"}

// catalogue lists the rows of the pages that kin must run.
var catalogue = []documented{
	{"S2-01", "the relation is declared at one end, the other end exists by itself"},
	{"S2-02", "three publications are saved and numbered from 1"},
	{"S2-03", "adding to an object without a row fails before any SQL"},
	{"S2-04", "after saving, adding a link is one insert"},
	{"S2-05", "several targets are added by one insert"},
	{"S2-06", "adding again changes nothing and is no error"},
	{"S2-07", "adding an object of the wrong model does not compile"},
	{"S2-08", "create in a set makes the target and the link"},
	{"S2-09", "the targets of an article"},
	{"S2-10", "targets come in their model's default order"},
	{"S2-11", "the articles of a publication"},
	{"S2-12", "the articles of a publication with two"},
	{"S2-13", "the reverse set of an object that was read by key"},
	{"S2-14", "articles by the id of a publication, without joining its table"},
	{"S2-15", "the same by primary key"},
	{"S2-16", "the same by a bare key"},
	{"S2-17", "the same by an object"},
	{"S2-18", "a condition on targets as a join repeats the article for each match"},
	{"S2-19", "distinct folds the repeated rows"},
	{"S2-20", "count of the join counts matches"},
	{"S2-21", "count of the distinct join counts articles"},
	{"S2-22", "articles that are linked to any of some keys"},
	{"S2-23", "the same by objects, and by keys and objects mixed"},
	{"S2-24", "a publication by id and by primary key"},
	{"S2-25", "publications by a condition on their articles, from the reverse end"},
	{"S2-26", "publications by the id of an article"},
	{"S2-27", "the same by primary key"},
	{"S2-28", "the same by a bare key"},
	{"S2-29", "the same by an object"},
	{"S2-30", "publications that are linked to any of some articles, by key"},
	{"S2-31", "the same by objects"},
	{"S2-32", "exclude leaves out an article if any of its publications matches"},
	{"S2-33", "deleting a publication takes its links along"},
	{"S2-34", "deleting an article takes its links along"},
	{"S2-35", "adding from the reverse end"},
	{"S2-36", "creating from the reverse end; one row of a set by position"},
	{"S2-37", "removing a link from the forward end"},
	{"S2-38", "removing a link from the reverse end"},
	{"S2-39", "a set can be set (the add that the page forgets comes first)"},
	{"S2-40", "clear from the reverse end"},
	{"S2-41", "clear takes only the links of its own end"},
	{"S2-42", "rows that are made again get new keys"},
	{"S2-43", "a query is deleted with the links of its rows"},
	{"S2-44", "a query asks the database again after its delete"},
	{"S2-45", "the table of the links"},

	{"S4-01", "the table of the links is made without being declared"},
	{"S4-02", "create makes and saves a student at once"},
	{"S4-03", "create in a set makes the course and the link"},
	{"S4-04", "the courses of a student that is found by name"},
	{"S4-05", "students by the name and by the id of a course"},
	{"S4-06", "create from the reverse end"},
	{"S4-07", "save, then add from the reverse end"},
	{"S4-08", "the students of a course"},
	{"S4-09", "count asks the database for a number, not for rows"},
	{"S4-10", "remove takes the link, the student stays"},
	{"S4-11", "clear takes all links, the students stay"},
}
