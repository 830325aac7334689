"""Templates, expressions and JSON paths, sandboxed by construction. Imports source only."""
