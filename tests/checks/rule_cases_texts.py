"""Cases of the rules of texts."""

from rules_bench import Case

LONG = "x" * 200
CASES = (
    Case("TYP-018", "Booking", {"id": LONG}, "2.3.0", "$.id", verdict="failed"),
    Case("TYP-018", "EVSEParking", {"parking_id": LONG}, "2.3.0", "$.parking_id", verdict="failed"),
    Case("TYP-018", "PublishTokenType", {"uid": LONG}, path="$.uid", verdict="failed"),
    Case("TYP-018", "PublishTokenType", {"uid": "x" * 36}, fires=False),
    Case("TYP-018", "BookingTerms", {"booking_terms": f"https://a.example/{LONG * 2}"}, "2.3.0", fires=False),
    Case("TYP-020", "BookingTerms", {"booking_terms": f"https://a.example/{LONG * 2}"}, "2.3.0", verdict="failed"),
    Case("LOC-205", "Image", {"type": "image/png"}, path="$.type", verdict="warned"),
    Case("TYP-018", "Image", {"type": "image/png"}, path="$.type", verdict="warned"),
    Case("TRN-083", "Response", {"status_code": 99}, path="$.status_code"),
    Case("TRN-083", "Response", {"status_code": 2001}, fires=False),
    Case("TYP-010", "DisplayText", {"text": "<b>free</b>", "language": "en"}, path="$.text"),
    *(
        Case("TYP-010", "DisplayText", {"text": text, "language": "en"}, path="$.text", verdict="failed")
        for text in ("go</p>", '<a href="x">', "one<br>two", "one<BR />two", "<img src=x>", "<x/>")
    ),
    *(
        Case("TYP-010", "DisplayText", {"text": text, "language": "en"}, path="$.text", verdict="warned")
        for text in ("<b>free", "<p>two")
    ),
    *(
        Case("TYP-010", "DisplayText", {"text": text, "language": "en"}, fires=False)
        for text in (
            "press <OK>, then <START>",
            "Levels <-2 and <3 only",
            "<your name here>",
            "zone <A>",
            "a<b and c>d",
        )
    ),
    Case("TYP-010", "DisplayText", {"text": "free", "language": "n1"}, path="$.language"),
    Case("TYP-010", "DisplayText", {"text": "free", "language": "xx"}, path="$.language"),
    Case("TYP-010", "DisplayText", {"text": "5 &euro;", "language": "en"}, path="$.text"),
    Case("TYP-010", "DisplayText", {"text": "a < b, c > d, R&D; S&P", "language": "en"}, fires=False),
    *(
        Case("TYP-004", "Token", {"last_updated": text}, "2.1.1", "$.last_updated", verdict="warned")
        for text in ("2025-06-01T10:00Z", "20250601T100000Z", "2025-06-01T10:00", "20250601T1000Z")
    ),
    *(
        Case("TYP-004", "Token", {"last_updated": text}, "2.1.1", "$.last_updated", verdict="failed")
        for text in ("2025-06-01", "2025-06-01 10:00:00Z", "June 1st", "2025-06-01T10:00+02:00")
    ),
    Case("TYP-005", "Token", {"last_updated": "2025-06-01T10:00Z"}, path="$.last_updated", verdict="failed"),
    Case("TYP-005", "Token", {"last_updated": "20250601T100000Z"}, path="$.last_updated", verdict="failed"),
    Case("TYP-014", "DisplayText", {"text": "a\u0085b"}, path="$.text"),
    Case("TYP-014", "DisplayText", {"text": "a\u00a0b"}, fires=False),
)
