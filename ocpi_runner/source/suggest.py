"""What was probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def closest(word: str, valid: Iterable[str]) -> str | None:
    """The valid word nearest to a mistyped one; None when none is near.

    >>> closest("asert", ["assert", "send"])
    'assert'
    """
    table = {each.lower(): each for each in valid}
    found = get_close_matches(word.lower(), table, 1, 0.6)
    return table[found[0]] if found else None
