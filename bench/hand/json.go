package hand

import (
	"context"
	"encoding/json"
	"strconv"
	"time"

	"github.com/kinorm/kin/bench/data"
	"github.com/kinorm/kin/bench/suite"
)

// JSONByHand writes JSON by appending.
func JSONByHand(set *data.Set) func(int) suite.Run {
	list := set.Articles[:min(100, len(set.Articles))]
	return func(int) suite.Run {
		var b []byte
		return suite.Run{
			Do: func(context.Context, int) error {
				b = appendArticles(make([]byte, 0, len(b)), list)
				return nil
			},
			Answer: func() string { return suite.SumJSON(b) },
		}
	}
}

func appendArticles(b []byte, list []*data.Article) []byte {
	b = append(b, '[')
	for i, a := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(append(b, `{"id":`...), a.ID, 10)
		b = appendString(append(b, `,"headline":`...), a.Headline)
		b = appendString(append(b, `,"slug":`...), a.Slug)
		b = appendString(append(b, `,"body":`...), a.Body)
		b = strconv.AppendInt(append(b, `,"author_id":`...), a.AuthorID, 10)
		b = strconv.AppendInt(append(b, `,"views":`...), a.Views, 10)
		b = strconv.AppendFloat(append(b, `,"rating":`...), a.Rating, 'g', -1, 64)
		b = a.PublishedAt.AppendFormat(append(b, `,"published_at":"`...), time.RFC3339Nano)
		b = append(b, `","note":`...)
		if a.Note == nil {
			b = append(b, "null"...)
		} else {
			b = appendString(b, *a.Note)
		}
		b = append(b, `,"publications":[`...)
		for i, p := range a.Publications {
			if i > 0 {
				b = append(b, ',')
			}
			b = strconv.AppendInt(append(b, `{"id":`...), p.ID, 10)
			b = appendString(append(b, `,"title":`...), p.Title)
			b = append(appendString(append(b, `,"city":`...), p.City), '}')
		}
		b = append(b, "]}"...)
	}
	return append(b, ']')
}

// appendString appends a string that needs no escape as it is.
func appendString(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' || c >= 0x7f {
			return strconv.AppendQuote(b, s)
		}
	}
	return append(append(append(b, '"'), s...), '"')
}

// usualArticle is an article as encoding/json writes it.
type usualArticle struct {
	ID           int64              `json:"id"`
	Headline     string             `json:"headline"`
	Slug         string             `json:"slug"`
	Body         string             `json:"body"`
	AuthorID     int64              `json:"author_id"`
	Views        int64              `json:"views"`
	Rating       float64            `json:"rating"`
	PublishedAt  time.Time          `json:"published_at"`
	Note         *string            `json:"note"`
	Publications []usualPublication `json:"publications"`
}

type usualPublication struct {
	ID    int64  `json:"id"`
	Title string `json:"title"`
	City  string `json:"city"`
}

// JSONUsual writes JSON by encoding/json.
func JSONUsual(set *data.Set) func(int) suite.Run {
	var list []*usualArticle
	for _, a := range set.Articles[:min(100, len(set.Articles))] {
		u := &usualArticle{a.ID, a.Headline, a.Slug, a.Body, a.AuthorID, a.Views, a.Rating, a.PublishedAt, a.Note, nil}
		for _, p := range a.Publications {
			u.Publications = append(u.Publications, usualPublication{p.ID, p.Title, p.City})
		}
		list = append(list, u)
	}
	return func(int) suite.Run {
		var b []byte
		return suite.Run{
			Do:     func(context.Context, int) (err error) { b, err = json.Marshal(list); return err },
			Answer: func() string { return suite.SumJSON(b) },
		}
	}
}
