//go:build !(linux || darwin || freebsd)

package main

import "os"

// width returns how many cells a line of a terminal usually has.
func width(*os.File) int { return usualWidth }
