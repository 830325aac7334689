"""OCPI status codes. OCPI 2.2.1, chapter 5."""


def is_success(code: object) -> bool:
    """Whether a status code says that the request was granted."""
    return isinstance(code, int) and not isinstance(code, bool) and 1000 <= code < 2000


def is_custom(code: int) -> bool:
    """Whether a code lies in a range for private use (19xx, 29xx, 39xx, 49xx)."""
    return 1000 <= code < 5000 and code % 1000 >= 900
