"""What was probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches

NEAR = 0.6  #: from 0 to 1: how much alike two words are that may be mistaken for each other


def closest(word: str, valid: Iterable[str], nearness: float = NEAR) -> str | None:
    """The valid word nearest to a mistyped one; None when none is near.

    >>> closest("asert", ["assert", "send"])
    'assert'
    """
    table = {each.lower(): each for each in valid}
    found = get_close_matches(word.lower(), table, 1, nearness)
    return table[found[0]] if found else None
