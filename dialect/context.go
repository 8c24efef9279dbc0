package dialect

import (
	"context"
	"errors"
	"fmt"
)

// ContextError returns the error of a context that is done, and nil for any other.
// It is the context's error and also its cause, where it was given one. Every call
// that ends because its context does returns it.
func ContextError(ctx context.Context) error {
	err := ctx.Err()
	if err == nil {
		return nil
	}
	if cause := context.Cause(ctx); !errors.Is(cause, err) {
		return fmt.Errorf("%w: %w", err, cause)
	}
	return err
}
