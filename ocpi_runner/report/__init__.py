"""Pure renderings of the Record: HTML, JSON, console."""
