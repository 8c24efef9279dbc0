package acceptance

// A ruling is what kin decided where the documents differ, are wrong or stop short,
// with what proves that it is so.
type ruling struct {
	table, row string
	proofs     []string
	open       string // why there is no proof yet; empty for a ruling that holds
}

// rulings lists them. A proof is a test, with its package unless that is this one;
// golden/ and a name is golden SQL, compile/ code that must not compile, mistake/ a
// report of the generator, conformance/ a case that every database runs, and row/ a
// row of the documents.
var rulings = []ruling{
	{"predicates", "logic", []string{"kin.TestFilterMeansWhatItSays", "kin.TestOtherConditionsMeanWhatTheySay", "golden/Not And", "golden/nullable text Ne", "conformance/in NULL"}, ""},
	{"predicates", "over a to-many relation", []string{"kin.TestFilterMeansWhatItSays", "golden/links two Any", "golden/links Every with nullable condition", "golden/links Every of nothing", "row/S2-32"}, ""},
	{"predicates", "sets of targets", []string{"kin.TestFilterMeansWhatItSays", "golden/links HasExactly none", "golden/links SubsetOf none", "golden/links HasAll none", "golden/links HasAny none", "row/S2-22"}, ""},
	{"predicates", "a row for each match", []string{"row/S2-18", "row/S2-19", "row/S2-20", "row/S2-21", "golden/join limit", "conformance/rows of a join are not written", "kin.TestShapelessWrites"}, ""},
	{"predicates", "join trimming", []string{"row/S2-14", "golden/links Any with key", "golden/to-one Any with key", "golden/nullable to-one Any with key", "golden/key of needed row", "golden/join links by key"}, ""},
	{"predicates", "link columns", []string{"linkmodels.TestLinkConditions", "golden/link Any from the reverse end", "conformance/outside of its relation it is an error", "compile/link_condition_as_condition_on_owner", "row/S1-25"}, ""},
	{"predicates", "text", []string{"kin.TestMatchIsLiteral", "sqlite.TestFold", "postgres.TestFold", "sqlite.TestPrefixAtTheEdges", "golden/text IContains"}, ""},
	{"predicates", "in with nothing", []string{"golden/text In none", "golden/text NotIn none", "conformance/in nothing", "conformance/not in nothing"}, ""},
	{"predicates", "nothing to say", []string{"golden/zero", "golden/And of nothing", "golden/Or of nothing", "golden/Or with zero", "kin.TestShapelessWrites", "conformance/a zero condition and an and of nothing say nothing, also negated"}, ""},
	{"predicates", "which parents, which children", []string{"row/S1-27", "kin.TestPreloadEqualsQueryPerParent", "golden/preload links limited", "conformance/conditions choose what is loaded, not the owners"}, ""},
	{"predicates", "a set as a query", []string{"row/S1-40", "row/S3-12", "TestDerivingLeavesTheBaseUnchanged", "golden/set all", "conformance/a set is a query"}, ""},
	{"predicates", "aggregates over to-many", []string{"linkmodels.TestAggregatesAreIndependent", "golden/select aggregates", "conformance/counts do not change each other", "kin.TestGroupsAgainstMap", "golden/groups having count"}, ""},
	{"predicates", "order and limit", []string{"golden/order by min", "golden/limit of unsorted", "golden/join limit", "golden/select distinct limited", "golden/preload links limited", "conformance/an order that a distinct projection lacks is refused", "kin.TestReadingAgrees"}, ""},
	{"predicates", "NULLs in an order", []string{"golden/order by nullable", "golden/order with nulls last", "golden/order with nulls where there are none", "conformance/ascending, NULL last"}, ""},
	{"predicates", "count over several links of one pair", []string{"TestLinksThatMayRepeat", "golden/repeated links CountDistinct", "conformance/different targets are counted once"}, ""},
	{"predicates", "not in lookup strings", []string{"lookup.TestOneRelatedRow", "lookup.TestSameAsTyped"}, ""},
	{"predicates", "get", []string{"kin.TestGetErrors", "conformance/get one, none, several"}, ""},
	{"predicates", "lookup strings", []string{"lookup.TestDjangoPage", "lookup.TestDjangoRows", "lookup.TestOneRelatedRow", "lookup.TestSameAsTyped", "lookup.TestSameAsTypedLinks", "lookup.TestLinkColumns", "lookup.TestDeniedByDefault"}, ""},

	{"links and sets", "link table", []string{"row/S2-45", "row/S1-21", "TestLinksThatMayRepeat", "golden/repeated links add"}, ""},
	{"links and sets", "names", []string{"codegen.TestGolden", "row/S1-16", "row/S1-18", "row/S1-19", "row/S2-45"}, ""},
	{"links and sets", "reverse end", []string{"row/S1-04", "row/S1-06", "model.TestDeclaredEnds", "TestTwoPackages", "mistake/its reverse end Author.Anthologies is also the name of the reverse end of Anthology.Writers"}, ""},
	{"links and sets", "skip_reverse", []string{"row/S1-09", "row/S1-11", "row/S1-12", "row/S1-13", "compile/skipped_end_as_field"}, ""},
	{"links and sets", "link models", []string{"TestThroughFields", "TestObjectsOfLinks", "row/S1-30", "row/S1-31", "row/S1-32", "golden/links update by themselves"}, ""},
	{"links and sets", "add", []string{"linkmodels.TestLinksAgainstMap", "linkmodels.TestSeveralOwnersAgainstMap", "kin.TestConcurrentAdd", "kin.TestUnsaved", "kin.TestDanglingKeysAreNamed", "faults.TestLinksAgain", "faults.TestDeadlock", "golden/links add each or update"}, ""},
	{"links and sets", "remove, clear", []string{"linkmodels.TestLinksAgainstMap", "linkmodels.TestSeveralOwnersAgainstMap", "golden/links remove where target", "golden/symmetric link of rows to themselves"}, ""},
	{"links and sets", "set", []string{"linkmodels.TestLinksAgainstMap", "TestStatementBudgets", "golden/set set", "golden/set replace"}, ""},
	{"links and sets", "create, get-or-create", []string{"kin.TestConcurrentGetOrCreate", "golden/set get or create, there", "golden/set get or create, new", "row/S2-08"}, ""},
	{"links and sets", "pairs over many owners", []string{"kin.TestLinksAgainstMap", "TestStatementBudgets", "golden/link pairs", "golden/unlink pairs"}, ""},
	{"links and sets", "has-many sets", []string{"kin.TestChildrenAgainstMap", "kin.TestChildrenThatMustHaveAnOwner", "golden/children add", "golden/free children remove"}, ""},
	{"links and sets", "self relations", []string{"linkmodels.TestLinksAgainstMap", "linkmodels.TestReachable", "TestSymmetricLinksOfCompositeKeys", "golden/symmetric add", "conformance/columns of symmetric links are the same in both directions"}, ""},
	{"links and sets", "plain link to link with columns", []string{"TestPlainLinksGetColumns"}, ""},

	{"objects", "foreign key pair", []string{"kin.TestForeignKeyPair", "kin.TestForeignKeyPairAgain", "kin.TestCompositeReference", "row/S3-08"}, ""},
	{"objects", "binding", []string{"kin.TestUnsaved", "kin.TestCopied"}, ""},
	{"objects", "unloaded, empty, loaded", []string{"kin.TestNotLoaded", "kin.TestEncodeUnloaded", "conformance/what is not loaded says so"}, ""},
	{"objects", "identity", []string{"row/S3-03", "kin.TestPreloadNested", "conformance/a row that many refer to is one object"}, ""},
	{"objects", "partial columns", []string{"row/S1-29", "kin.TestEncodePartial", "golden/only", "golden/defer", "conformance/some columns, and Save writes no others"}, ""},
	{"objects", "defaults", []string{"kin.TestStale", "mistake/make the field a *bool", "conformance/create fills the key and the defaults", "conformance/times of the first and the last write", "conformance/a stale object is not saved"}, ""},
	{"objects", "save and links", []string{"kin.TestSaveGraphRoundTrip", "kin.TestSaveGraphNotAllowed", "kin.TestSaveGraphKeepsLinks", "golden/save"}, ""},
	{"objects", "deletes", []string{"kin.TestDeletePolicies", "kin.TestDeletionPolicies", "kin.TestDeletePlanIsWhatHappens", "row/S2-33", "row/S2-43"}, ""},
	{"objects", "set-based writes with relation conditions", []string{"golden/update by links", "golden/update by column of to-one", "golden/delete by links", "conformance/by conditions on the same table"}, ""},
	{"objects", "JSON", []string{"kin.TestEncode", "kin.TestDecode", "kin.TestJSONIdentity", "kin.TestEncodeOwnMarshalJSON", "row/S1-12", "row/S1-23"}, ""},
	{"objects", "rollback", []string{"kin.TestRollbackUnsavesObjects", "kin.TestRollbackUnbindsSets", "kin.TestRollbackRestoresSavedObjects", "kin.TestSaveGraphRollback"}, ""},
	{"objects", "composite primary keys", []string{"TestCompositeForeignKeys", "TestLinksOfCompositeKeys", "TestHalfOfAKey", "golden/composite links HasExactly"}, ""},

	{"stored types", "time.Time", []string{"kin.TestRoundTripPlain", "kin.TestTimeZones", "sqlite.TestStoredForms"}, ""},
	{"stored types", "date", []string{"kin.TestRoundTripPlain", "sqlite.TestStoredForms"}, ""},
	{"stored types", "bool", []string{"kin.TestRoundTripPlain", "sqlite.TestStoredForms", "sqlite.TestColumnChecks"}, ""},
	{"stored types", "decimal", []string{"kin.TestRoundTripPlain", "sqlite.TestStoredForms", "mistake/SQLite stores at most 18 digits", "conformance/the sum of large numbers is exact"}, ""},
	{"stored types", "JSON", []string{"kin.TestRoundTripPlain", "kin.TestRoundTripNull", "sqlite.TestColumnChecks"}, ""},
	{"stored types", "uuid-like", []string{"kin.TestRoundTripPlain", "sqlite.TestStoredForms", "sqlite.TestColumnChecks"}, ""},
	{"stored types", "auto key", []string{"row/S2-42", "conformance/the key of a deleted row is not used again"}, ""},

	{"errors", "typed, the same on every database", []string{"kin.TestConstraints", "kin.TestGetErrors", "kin.TestUnsaved", "kin.TestCopied", "kin.TestNotLoaded", "kin.TestStale", "kin.TestForeignKeyPair", "sqlite.TestConstraintErrors", "postgres.TestConstraintErrors", "postgres.TestCommitUnknown", "conformance/a table that does not exist", "conformance/a column that does not exist"}, ""},
	{"errors", "unknown lookup names", []string{"lookup.TestNearestNames", "lookup.TestDeniedByDefault"}, ""},
	{"errors", "mistakes are reported by the call that runs the query", []string{"kin.TestBadConditionValue", "kin.TestGroupMistakes", "conformance/an order that a distinct projection lacks is refused"}, ""},
}
