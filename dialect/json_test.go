package dialect

import (
	"errors"
	"testing"
)

func TestCheckEscapes(t *testing.T) {
	for text, want := range map[string]error{
		`{"a": 1}`: nil, `"\u00e9\n\\"`: nil, `"\ud83d\ude00"`: nil, `"\uD83D\uDE00 \u0001"`: nil,
		`"\\u0000"`: nil, `"\\\\u0000"`: nil, `"\ufffd"`: nil,
		`"\u0000"`: errJSONNul, `"a\\\u0000"`: errJSONNul, `{"\u0000": 1}`: errJSONNul, `"\ud83d\ude00\u0000"`: errJSONNul,
		`"\ud83d"`: errJSONHalf, `"\ud83dx"`: errJSONHalf, `"\ude00\ud83d"`: errJSONHalf, `"\ud83d\u0041"`: errJSONHalf,
		`"\u00`: nil, `"\`: nil, `"\uxyzw"`: nil, // is no JSON
	} {
		if err := checkEscapes(text); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", text, err, want)
		}
	}
}
