package suite

import (
	"math"
	"slices"
	"time"
)

// A Summary is the median of samples with the middle half of them.
type Summary struct {
	N         int
	Wall      time.Duration
	Low, High time.Duration // quartiles of Wall
	CPU       time.Duration
	Allocs    float64
	Bytes     float64
	Heap      uint64
}

// Summarize returns the medians of a contender.
func (m *Measurement) Summarize(name string) (Summary, bool) {
	var walls, cpus []time.Duration
	var allocs, bytes []float64
	var s Summary
	for _, x := range m.Samples[name] {
		if x.Wall == 0 {
			continue
		}
		walls, cpus, allocs, bytes = append(walls, x.Wall), append(cpus, x.CPU), append(allocs, x.Allocs), append(bytes, x.Bytes)
		s.Heap = max(s.Heap, x.Heap)
	}
	if len(walls) == 0 {
		return s, false
	}
	slices.Sort(walls)
	s.N, s.Wall, s.Low, s.High = len(walls), median(walls), walls[len(walls)/4], walls[len(walls)*3/4]
	s.CPU, s.Allocs, s.Bytes = median(cpus), median(allocs), median(bytes)
	return s, true
}

func median[T int64 | float64 | time.Duration](x []T) T {
	x = slices.Sorted(slices.Values(x))
	if len(x)%2 == 1 {
		return x[len(x)/2]
	}
	return (x[len(x)/2-1] + x[len(x)/2]) / 2
}

// A Ratio is the median of the ratios of two contenders, round by round, with an
// interval that holds the true median in at least 95 of 100 cases.
type Ratio struct {
	Pairs     int
	Median    float64
	Low, High float64
}

// Compare returns the ratio of two contenders in what value takes of a sample.
func (m *Measurement) Compare(name, with string, value func(Sample) float64) (Ratio, bool) {
	var ratios []float64
	a, b := m.Samples[name], m.Samples[with]
	for i := range min(len(a), len(b)) {
		if a[i].Wall > 0 && b[i].Wall > 0 && value(b[i]) > 0 {
			ratios = append(ratios, value(a[i])/value(b[i]))
		}
	}
	if len(ratios) == 0 {
		return Ratio{}, false
	}
	slices.Sort(ratios)
	k := signRank(len(ratios))
	return Ratio{Pairs: len(ratios), Median: median(ratios), Low: ratios[k], High: ratios[len(ratios)-1-k]}, true
}

// signRank returns the k for which the median of n values lies between the k-th
// smallest and the k-th largest, counted from 0, with a probability of at least
// 0.95, whatever the distribution: the number of values below the median is
// binomial. With fewer than six values there is no such k, and 0 gives their range.
func signRank(n int) int {
	tail, p := 0.0, math.Pow(0.5, float64(n))
	k := 0
	for i := 0; i < n/2; i++ {
		if tail += p; tail > 0.025 {
			break
		}
		k = i
		p *= float64(n-i) / float64(i+1)
	}
	return k
}

// Wall and CPU take what Compare compares.
func Wall(s Sample) float64 { return float64(s.Wall) }

// CPU is the time that the program computed.
func CPU(s Sample) float64 { return float64(s.CPU) }
