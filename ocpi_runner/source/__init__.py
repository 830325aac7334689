"""Text with positions, diagnostics with caret and hint, the exception tree. Imports nothing of ours."""
