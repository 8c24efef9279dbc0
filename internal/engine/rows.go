package engine

import (
	"cmp"
	"slices"

	"github.com/kinorm/kin/dialect"
)

// compareRows orders rows of values of the same kinds.
func compareRows(a, b []dialect.Value) int {
	for i := range a {
		if c := cmp.Or(cmp.Compare(a[i].N, b[i].N), cmp.Compare(a[i].S, b[i].S)); c != 0 {
			return c
		}
	}
	return 0
}

// sortRows returns rows in order, each once. Everyone inserts links in this
// order, so that two transactions never wait for each other crosswise.
func sortRows(rows [][]dialect.Value) [][]dialect.Value {
	slices.SortFunc(rows, compareRows)
	return slices.CompactFunc(rows, func(a, b []dialect.Value) bool { return compareRows(a, b) == 0 })
}

// sortSets returns sets, of which each is a column, with their rows in order and each once.
func sortSets(sets []dialect.Value) []dialect.Value {
	rows := setRows(sets)
	sorted := true
	for i := 1; i < len(rows) && sorted; i++ {
		sorted = compareRows(rows[i-1], rows[i]) < 0 // equal rows are out of order too
	}
	if sorted {
		return sets
	}
	out := make([]dialect.Value, len(sets))
	for i, v := range sets {
		out[i] = v
		out[i].Set = new(dialect.Set)
	}
	for _, row := range sortRows(rows) {
		for i, v := range row {
			out[i].Set.Append(v)
		}
	}
	return out
}

// setRows returns the rows of sets of which each is a column.
func setRows(sets []dialect.Value) [][]dialect.Value {
	rows := make([][]dialect.Value, sets[0].Set.Len)
	all := make([]dialect.Value, len(rows)*len(sets))
	for i := range rows {
		row := all[i*len(sets) : (i+1)*len(sets)]
		for n, v := range sets {
			row[n] = v.At(i)
		}
		rows[i] = row
	}
	return rows
}
