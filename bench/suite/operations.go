package suite

import (
	"fmt"
	"strings"

	"github.com/kinorm/kin/bench/data"
)

// Names of operations.
const (
	Get          = "get"
	List100      = "list-100"
	List10000    = "list-10000"
	Join1000     = "join-1000"
	FilterLinks  = "filter-links"
	CountLinks   = "count-links"
	Exclude100   = "exclude-100"
	Preload100   = "preload-100"
	Preload10000 = "preload-10000"
	Reverse100   = "reverse-100"
	TwoLevels    = "two-levels"
	CountRelated = "count-related"
	InsertOne    = "insert-one"
	Insert1000   = "insert-1000"
	UpdateOne    = "update-one"
	AddLinks10   = "add-10"
	SetLinks10   = "set-10"
	EachLong     = "each-1000000"
	JSON100      = "json-100"
)

// City is the city that conditions ask for.
const City = "City 07"

// Operations returns all operations, with the answers that a set of data gives.
func Operations(s *data.Set) []*Operation {
	first := func(n int) []*data.Article { return s.Articles[:min(n, len(s.Articles))] }
	firstPubs := s.Publications[:min(100, len(s.Publications))]
	in := map[int64]bool{}
	for _, p := range s.Publications {
		if p.City == City {
			for _, a := range p.Articles {
				in[a.ID] = true
			}
		}
	}
	var matching, others []*data.Article
	for _, a := range s.Articles {
		if in[a.ID] {
			matching = append(matching, a)
		} else if len(others) < 100 {
			others = append(others, a)
		}
	}
	counts := make([]data.Count, len(s.Publications))
	for i, p := range s.Publications {
		counts[i] = data.Count{Title: p.Title, N: int64(len(p.Articles))}
	}
	links := func(n int) int { return len(first(n)) * data.LinksPerArticle }
	related := 0
	for _, p := range firstPubs {
		related += len(p.Articles)
	}
	max := len(s.Articles)
	inserted := fmt.Sprintf("SELECT concat(count(*), ' ', sum(length(headline) + length(slug) + length(body)), ' ', sum(views), ' ', count(note)) FROM articles WHERE id > %d", max)
	undoInsert := fmt.Sprintf("DELETE FROM articles WHERE id > %d", max)
	return []*Operation{
		{Name: Get, Title: "get by key", Rows: 1, Want: data.Articles([]*data.Article{s.Articles[KeyOf(1, len(s.Articles))-1]}, false, false)},
		{Name: List100, Title: "list 100", Rows: 100, Want: data.Articles(first(100), false, false)},
		{Name: List10000, Title: "list 10,000", Rows: len(first(10000)), Want: data.Articles(first(10000), false, false)},
		{Name: Join1000, Title: "1,000 with their author", Rows: len(first(1000)), Want: data.Articles(first(1000), true, false)},
		{Name: FilterLinks, Title: "filter over many-to-many", Rows: len(matching), Want: data.Articles(matching, false, false)},
		{Name: CountLinks, Title: "count distinct over many-to-many", Want: data.Number(int64(len(matching)))},
		{Name: Exclude100, Title: "exclude over many-to-many, 100", Rows: len(others), Want: data.Articles(others, false, false)},
		{Name: Preload100, Title: "100 with publications", Rows: len(first(100)), Want: data.Articles(first(100), false, true)},
		{Name: Preload10000, Title: fmt.Sprintf("10,000 with publications (%d links)", links(10000)), Rows: len(first(10000)), Want: data.Articles(first(10000), false, true), Alone: true},
		{Name: Reverse100, Title: fmt.Sprintf("100 publications with articles (%d links)", related), Rows: len(firstPubs), Want: data.Publications(firstPubs, false)},
		{Name: TwoLevels, Title: "the same with authors", Rows: len(firstPubs), Want: data.Publications(firstPubs, true)},
		{Name: CountRelated, Title: "count of articles for each publication", Rows: len(counts), Want: data.Counts(counts)},
		{Name: EachLong, Title: fmt.Sprintf("each of %d rows", s.Events), Rows: s.Events, Want: EachAnswer(int64(s.Events), int64(s.Events)*int64(s.Events+1)/2), Alone: true, Heap: true, Iterations: 1},
		{Name: JSON100, Title: "100 with publications as JSON", Rows: 100, Want: JSONAnswer(first(100))},
		{Name: InsertOne, Title: "insert one", Rows: 1, State: inserted, Undo: undoInsert, Want: insertedState(1)},
		{Name: Insert1000, Title: "insert 1,000, keys back", Rows: 1000, State: inserted, Undo: undoInsert, Want: insertedState(1000), Alone: true, Iterations: 1},
		{
			Name: UpdateOne, Title: "update one", Rows: 1,
			State: "SELECT concat(id, ' ', headline, ' ', views) FROM articles WHERE views = -1",
			Undo:  "UPDATE articles SET views = 1 WHERE views < 0", Want: fmt.Sprintf("%d Updated -1", KeyOf(1, len(s.Articles))),
		},
		{
			Name: AddLinks10, Title: "add 10 links", Rows: 10,
			State: "SELECT concat(count(*), ' ', min(article_id), ' ', sum(publication_id)) FROM article_publications WHERE position = 0",
			Undo:  "DELETE FROM article_publications WHERE position = 0",
			Want:  addedState(s), Iterations: 16,
		},
		{
			Name: SetLinks10, Title: "set 10 links", Rows: 10,
			State: fmt.Sprintf("SELECT concat(count(*), ' ', sum(publication_id)) FROM article_publications WHERE article_id = %d", SetKey(0)),
			Undo:  "", Want: fmt.Sprintf("10 %d", sum(s.Others(1))),
		},
	}
}

// KeyOf returns the key of run n, of count.
func KeyOf(n, count int) int64 { return 1 + int64(n)*7919%int64(count) }

// SetKey returns the article whose links a goroutine sets.
func SetKey(worker int) int64 { return int64(worker) + 1 }

// AddKey returns the article that run n of a goroutine adds links to.
func AddKey(worker, n, count int) int64 {
	return 1 + (int64(worker)*int64(count/16)+int64(n)%int64(max(1, count/16)))%int64(count)
}

func insertedState(n int) string {
	length, views, notes := 0, int64(0), 0
	for i := range n {
		a := data.NewArticle(NewKey(0, 1, i))
		length += len(a.Headline) + len(a.Slug) + len(a.Body)
		views += a.Views
		if a.Note != nil {
			notes++
		}
	}
	return fmt.Sprintf("%d %d %d %d", n, length, views, notes)
}

// NewKey returns a number for the content of row i of an insert. The key itself
// comes from the database.
func NewKey(worker, n, i int) int64 { return int64(1_000_000 + worker*100_000 + n%90*1000 + i) }

func addedState(s *data.Set) string {
	id := AddKey(0, 1, len(s.Articles))
	return fmt.Sprintf("10 %d %d", id, sum(s.NewLinks(s.Articles[id-1])))
}

func sum(keys []int64) (n int64) {
	for _, k := range keys {
		n += k
	}
	return n
}

// EachAnswer sums up a loop over the long table.
func EachAnswer(count, keys int64) string { return fmt.Sprintf("%d rows, %d", count, keys) }

// JSONAnswer is what the JSON of articles with publications must hold: contenders
// have other names for fields.
func JSONAnswer(list []*data.Article) string {
	links, note := 0, 0
	for _, a := range list {
		links += len(a.Publications)
		if a.Note != nil {
			note++
		}
	}
	return fmt.Sprintf("%d headlines, %d titles, %d notes", len(list), links, note)
}

// SumJSON sums up the JSON of articles with publications.
func SumJSON(b []byte) string {
	s := string(b)
	return fmt.Sprintf("%d headlines, %d titles, %d notes", strings.Count(s, "Headline of the article number"), strings.Count(s, "Publication 0"), strings.Count(s, "Note of "))
}
