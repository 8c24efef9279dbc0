package hand

import (
	"context"
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
