package dialect

import (
	"encoding/hex"
	"strconv"
	"strings"
	"time"
)

// AppendTime appends a Time value as kin stores it in text columns: UTC, fixed
// width, microseconds, "2006-01-02 15:04:05.000000".
func AppendTime(b []byte, v Value) []byte {
	t := time.UnixMicro(v.N)
	b = AppendDateTime(b, t.Unix(), ' ')
	if us := t.Nanosecond() / 1000; us != 0 || v.Format != FormatDjango {
		b = append(b, '.')
		for div := 100000; div > 0; div /= 10 {
			b = append(b, byte('0'+us/div%10))
		}
	}
	return b
}

// AppendDate appends a Date value as "2006-01-02".
func AppendDate(b []byte, v Value) []byte {
	b = AppendDateTime(b, v.N*86400, ' ')
	return b[:len(b)-len(" 15:04:05")]
}

// AppendDateTime appends a second since 1970 as day and time of day in UTC,
// "2006-01-02 15:04:05", with a byte of choice between the two. It is for the years
// of four digits, and several times as quick as time.Time's AppendFormat.
func AppendDateTime(b []byte, second int64, sep byte) []byte {
	t := time.Unix(second, 0).UTC()
	year, month, day := t.Date()
	hour, minute, sec := t.Clock()
	text := [19]byte{4: '-', 7: '-', 10: sep, 13: ':', 16: ':'}
	twoDigits(text[0:], year/100)
	twoDigits(text[2:], year%100)
	twoDigits(text[5:], int(month))
	twoDigits(text[8:], day)
	twoDigits(text[11:], hour)
	twoDigits(text[14:], minute)
	twoDigits(text[17:], sec)
	return append(b, text[:]...)
}

func twoDigits(b []byte, n int) {
	b[0], b[1] = byte('0'+n/10), byte('0'+n%10)
}

// AppendUUID appends a UUID value as hexadecimal digits, with hyphens in kin's own format.
func AppendUUID(b []byte, v Value) []byte {
	u := []byte(v.S)
	if v.Format != FormatKin || len(u) != 16 {
		return hex.AppendEncode(b, u)
	}
	for i, n := range []int{4, 2, 2, 2, 6} {
		if i > 0 {
			b = append(b, '-')
		}
		b, u = hex.AppendEncode(b, u[:n]), u[n:]
	}
	return b
}

// parseTime reads a time or a day as databases and other libraries write it:
// "2006-01-02", then maybe "T" or a space and "15:04:05", a fraction and a zone.
func parseTime(b []byte) (time.Time, bool) {
	year, ok1 := digitsAt(b, 0, 4)
	month, ok2 := digitsAt(b, 5, 2)
	day, ok3 := digitsAt(b, 8, 2)
	if !ok1 || !ok2 || !ok3 || b[4] != '-' || b[7] != '-' || month < 1 || month > 12 || day < 1 || day > 31 {
		return time.Time{}, false
	}
	if day > 28 && time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Day() != day {
		return time.Time{}, false // there is no such day in the month
	}
	if len(b) == 10 {
		return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC), true
	}
	hour, ok1 := digitsAt(b, 11, 2)
	minute, ok2 := digitsAt(b, 14, 2)
	second, ok3 := digitsAt(b, 17, 2)
	if !ok1 || !ok2 || !ok3 || b[10] != ' ' && b[10] != 'T' || b[13] != ':' || b[16] != ':' || hour > 23 || minute > 59 || second > 59 {
		return time.Time{}, false
	}
	nano, rest, ok := fraction(b[19:])
	if !ok {
		return time.Time{}, false
	}
	offset, ok := zone(rest)
	if !ok {
		return time.Time{}, false
	}
	t := time.Date(year, time.Month(month), day, hour, minute, second, nano, time.UTC)
	return t.Add(-offset), true
}

func digitsAt(b []byte, at, n int) (int, bool) {
	if len(b) < at+n {
		return 0, false
	}
	v := 0
	for _, c := range b[at : at+n] {
		if c < '0' || c > '9' {
			return 0, false
		}
		v = v*10 + int(c-'0')
	}
	return v, true
}

// fraction reads "." and digits, if there are any, as nanoseconds.
func fraction(b []byte) (nano int, rest []byte, ok bool) {
	if len(b) == 0 || b[0] != '.' {
		return 0, b, true
	}
	i, scale := 1, 100_000_000
	for ; i < len(b) && b[i] >= '0' && b[i] <= '9'; i++ {
		nano += int(b[i]-'0') * scale
		scale /= 10
	}
	return nano, b[i:], i > 1
}

// zone reads "", "Z", "+hh", "+hhmm" or "+hh:mm".
func zone(b []byte) (time.Duration, bool) {
	if len(b) == 0 || len(b) == 1 && b[0] == 'Z' {
		return 0, true
	}
	if b[0] != '+' && b[0] != '-' {
		return 0, false
	}
	hours, ok := digitsAt(b, 1, 2)
	if !ok {
		return 0, false
	}
	minutes := 0
	if rest := strings.TrimPrefix(string(b[3:]), ":"); rest != "" {
		if minutes, ok = digitsAt([]byte(rest), 0, 2); !ok || len(rest) != 2 {
			return 0, false
		}
	}
	d := time.Duration(hours)*time.Hour + time.Duration(minutes)*time.Minute
	if b[0] == '-' {
		d = -d
	}
	return d, true
}

// parseUUID reads 32 hexadecimal digits, with or without hyphens.
func parseUUID(b []byte) (u [16]byte, ok bool) {
	var digits [32]byte
	n := 0
	for _, c := range b {
		if c == '-' {
			continue
		}
		if n == len(digits) {
			return u, false
		}
		digits[n] = c
		n++
	}
	if n != len(digits) {
		return u, false
	}
	_, err := hex.Decode(u[:], digits[:])
	return u, err == nil
}

// appendDecimal appends the digits of n with a point before the last scale digits.
func appendDecimal(b []byte, n int64, scale int) []byte {
	digits := strconv.AppendUint(nil, magnitude(n), 10)
	for len(digits) <= scale {
		digits = append([]byte{'0'}, digits...)
	}
	if n < 0 {
		b = append(b, '-')
	}
	b = append(b, digits[:len(digits)-scale]...)
	if scale > 0 {
		b = append(b, '.')
		b = append(b, digits[len(digits)-scale:]...)
	}
	return b
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return uint64(-(n + 1)) + 1
	}
	return uint64(n)
}
