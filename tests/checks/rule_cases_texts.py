"""Cases of the rules of texts."""

from rules_bench import Case

CASES = (
    Case("TRN-083", "Response", {"status_code": 99}, path="$.status_code"),
    Case("TRN-083", "Response", {"status_code": 2001}, fires=False),
    Case("TYP-010", "DisplayText", {"text": "<b>free</b>", "language": "en"}, path="$.text"),
    Case("TYP-010", "DisplayText", {"text": "free", "language": "n1"}, path="$.language"),
    Case("TYP-010", "DisplayText", {"text": "free", "language": "xx"}, path="$.language"),
    Case("TYP-010", "DisplayText", {"text": "5 &euro;", "language": "en"}, path="$.text"),
    Case("TYP-010", "DisplayText", {"text": "a < b, c > d, R&D; S&P", "language": "en"}, fires=False),
    Case("TYP-014", "DisplayText", {"text": "a\u0085b"}, path="$.text"),
    Case("TYP-014", "DisplayText", {"text": "a\u00a0b"}, fires=False),
)
