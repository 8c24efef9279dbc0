package spelling_test

import (
	"testing"

	"github.com/kinorm/kin/internal/spelling"
)

func TestNearest(t *testing.T) {
	candidates := []string{"size", "unique", "on_delete", "auto_create"}
	for name, want := range map[string]string{
		"siez": "size", "uniq": "unique", "ondelete": "on_delete", "autocreate": "auto_create", "x": "", "sparkling": "",
	} {
		if got := spelling.Nearest(name, candidates); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", name, got, want)
		}
	}
}
