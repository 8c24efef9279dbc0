// Package data makes the rows of the benchmark, the same in every run, and says
// what each operation has to answer, worked out in memory.
package data

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"time"
)

// An Author is a row of authors.
type Author struct {
	ID          int64
	Name, Email string
}

// A Publication is a row of publications.
type Publication struct {
	ID          int64
	Title, City string
	Articles    []*Article
}

// An Article is a row of articles: nine columns, one of which may be NULL.
type Article struct {
	ID                   int64
	Headline, Slug, Body string
	AuthorID, Views      int64
	Rating               float64
	PublishedAt          time.Time
	Note                 *string

	Author       *Author
	Publications []*Publication
}

// A Count is a title with the number of its articles.
type Count struct {
	Title string
	N     int64
}

// LinksPerArticle is how many publications an article appears in.
const LinksPerArticle = 5

// Cities is how many cities publications are in.
const Cities = 50

// A Set is all rows.
type Set struct {
	Articles     []*Article // with authors and publications
	Publications []*Publication
	Authors      []*Author
	Events       int // rows of the long table

	newLinks [][]int64
}

// New makes the rows. Scale 1 is 10,000 articles, 1,000 publications, 1,000
// authors and a long table of 1,000,000 rows.
func New(scale float64) *Set {
	n := func(full int) int { return max(20, int(float64(full)*scale)) }
	s := &Set{Events: n(1_000_000)}
	for i := range n(1000) {
		id := int64(i + 1)
		s.Authors = append(s.Authors, &Author{id, fmt.Sprintf("Author number %d", id), fmt.Sprintf("author%d@example.com", id)})
		s.Publications = append(s.Publications, &Publication{ID: id, Title: fmt.Sprintf("Publication %05d", id), City: City(i)})
	}
	for i := range n(10000) {
		s.Articles = append(s.Articles, s.article(int64(i+1)))
	}
	for _, a := range s.Articles {
		s.newLinks = append(s.newLinks, s.absent(a))
	}
	return s
}

// City is the city of a publication.
func City(i int) string { return fmt.Sprintf("City %02d", i%Cities) }

// scatter is a number that looks like chance and is the same in every run.
func scatter(n int64) int64 {
	x := uint64(n) * 0x9e3779b97f4a7c15
	x ^= x >> 29
	x *= 0xbf58476d1ce4e5b9
	return int64(x >> 33)
}

// Epoch is the time of the first article.
var Epoch = time.Date(2024, 5, 6, 7, 8, 9, 123456000, time.UTC)

func (s *Set) article(id int64) *Article {
	made := NewArticle(id)
	a := &made
	a.AuthorID = 1 + scatter(id)%int64(len(s.Authors))
	a.Author = s.Authors[a.AuthorID-1]
	for k := range int64(LinksPerArticle) {
		p := s.Publications[(id*13+k*199)%int64(len(s.Publications))]
		a.Publications = append(a.Publications, p)
		p.Articles = append(p.Articles, a)
	}
	return a
}

// NewArticle makes an article of the first author: rows that operations insert. It is
// a value, so that who has a type of its own for it does not pay for two.
func NewArticle(id int64) Article {
	a := Article{
		ID:          id,
		Headline:    fmt.Sprintf("Headline of the article number %d", id),
		Slug:        fmt.Sprintf("headline-of-the-article-%d", id),
		Body:        strings.Repeat(fmt.Sprintf("The article %d says so. ", id), 4)[:80],
		AuthorID:    1,
		Views:       scatter(id+1) % 100_000,
		Rating:      float64(scatter(id+2)%500) / 100,
		PublishedAt: Epoch.Add(time.Duration(id) * 1_234_567 * time.Microsecond),
	}
	if id%10 == 0 {
		note := fmt.Sprintf("Note of %d", id)
		a.Note = &note
	}
	return a
}

// Others returns the keys of ten publications, n apart from those of another n.
func (s *Set) Others(n int) []int64 {
	keys := make([]int64, 10)
	for i := range keys {
		keys[i] = 1 + (int64(n)*7+int64(i)*int64(len(s.Publications)/10))%int64(len(s.Publications))
	}
	return keys
}

// NewLinks returns ten publications that an article does not appear in.
func (s *Set) NewLinks(a *Article) []int64 { return s.newLinks[a.ID-1] }

func (s *Set) absent(a *Article) []int64 {
	taken := map[int64]bool{}
	for _, p := range a.Publications {
		taken[p.ID] = true
	}
	keys := make([]int64, 0, 10)
	for i := a.ID; len(keys) < 10; i++ {
		if id := 1 + (i*17)%int64(len(s.Publications)); !taken[id] {
			taken[id] = true
			keys = append(keys, id)
		}
	}
	return keys
}

// A Digest sums up an answer, so that two can be compared.
type Digest struct{ b strings.Builder }

// Add adds values.
func (d *Digest) Add(values ...any) {
	for _, v := range values {
		switch v := v.(type) {
		case time.Time:
			fmt.Fprintf(&d.b, "%d;", v.UnixMicro())
		case *string:
			if v == nil {
				d.b.WriteString("NULL;")
			} else {
				fmt.Fprintf(&d.b, "%q;", *v)
			}
		default:
			fmt.Fprintf(&d.b, "%v;", v)
		}
	}
}

// String returns the sum, with the beginning of what was added.
func (d *Digest) String() string {
	h := fnv.New64a()
	h.Write([]byte(d.b.String()))
	return fmt.Sprintf("%016x of %d bytes: %.60s", h.Sum64(), d.b.Len(), d.b.String())
}

func (d *Digest) article(a *Article) {
	d.Add(a.ID, a.Headline, a.Slug, a.Body, a.AuthorID, a.Views, a.Rating, a.PublishedAt, a.Note)
}

// Articles sums up articles and what they hold of authors and publications.
func Articles(list []*Article, authors, publications bool) string {
	d := new(Digest)
	d.Add(len(list))
	for _, a := range list {
		d.article(a)
		if authors {
			d.Add(a.Author.ID, a.Author.Name, a.Author.Email)
		}
		if publications {
			ps := slices.Clone(a.Publications)
			slices.SortFunc(ps, func(x, y *Publication) int { return int(x.ID - y.ID) })
			d.Add("in", len(ps))
			for _, p := range ps {
				d.Add(p.ID, p.Title, p.City)
			}
		}
	}
	return d.String()
}

// Publications sums up publications with their articles.
func Publications(list []*Publication, authors bool) string {
	d := new(Digest)
	d.Add(len(list))
	for _, p := range list {
		d.Add(p.ID, p.Title, p.City, len(p.Articles))
		as := slices.Clone(p.Articles)
		slices.SortFunc(as, func(x, y *Article) int { return int(x.ID - y.ID) })
		for _, a := range as {
			d.article(a)
			if authors {
				d.Add(a.Author.ID, a.Author.Name, a.Author.Email)
			}
		}
	}
	return d.String()
}

// Counts sums up numbers of articles.
func Counts(list []Count) string {
	d := new(Digest)
	list = slices.Clone(list)
	slices.SortFunc(list, func(x, y Count) int { return strings.Compare(x.Title, y.Title) })
	d.Add(len(list))
	for _, c := range list {
		d.Add(c.Title, c.N)
	}
	return d.String()
}

// Number sums up a number.
func Number(n int64) string { return fmt.Sprint(n) }
