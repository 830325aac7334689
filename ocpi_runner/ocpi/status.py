"""OCPI status codes. OCPI 2.2.1, chapter 5."""

from collections.abc import Mapping

from ocpi_runner.ocpi.version import Version

#: What the thousands mean.
CLASSES: Mapping[int, str] = {1: "success", 2: "client error", 3: "server error", 4: "hub error"}


def is_success(code: object) -> bool:
    """Whether a status code says that the request was granted."""
    return isinstance(code, int) and not isinstance(code, bool) and 1000 <= code < 2000


def is_custom(code: int) -> bool:
    """Whether a code lies in a range for private use (19xx, 29xx, 39xx, 49xx)."""
    return 1000 <= code < 5000 and code % 1000 >= 900


def meaning(version: Version, code: int) -> str:
    """A code in words; "unknown" for one that the version does not define."""
    if code in version.status_codes:
        return version.status_codes[code]
    return f"custom {CLASSES[code // 1000]}" if is_custom(code) else "unknown"
