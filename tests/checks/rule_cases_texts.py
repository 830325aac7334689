"""Cases of the rules of texts."""

from rules_bench import Case

CASES = (
    Case("TYP-010", "DisplayText", {"text": "<b>free</b>", "language": "en"}, path="$.text"),
    Case("TYP-010", "DisplayText", {"text": "free", "language": "n1"}, path="$.language"),
    Case("TYP-010", "DisplayText", {"text": "a < b, c > d", "language": "en"}, fires=False),
)
