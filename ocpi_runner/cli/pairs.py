"""`name=text` and `name:=JSON`, as `--env` and `--setting` have them."""

import json
from collections.abc import Iterable
from typing import Any

from ocpi_runner.source.errors import InputError


def pairs(words: Iterable[str], flag: str) -> list[tuple[str, Any]]:
    """`name=text` and `name:=JSON` as pairs; InputError for anything else.

    >>> pairs(["status=CHARGING", "n:=5"], "--env")
    [('status', 'CHARGING'), ('n', 5)]
    """
    return [pair(word, flag) for word in words]


def pair(word: str, flag: str) -> tuple[str, Any]:
    """One of them."""
    name, equals, text = word.partition("=")
    if not equals or not name.strip(":"):
        raise InputError(f"`{flag} {word}` is not understood", f"write {flag} name=text, or name:=JSON")
    if not name.endswith(":"):
        return name, text
    try:
        return name.removesuffix(":"), json.loads(text)
    except ValueError as problem:
        message = f"`{flag} {name}=`: the value after := is not JSON: {problem}"
        raise InputError(message, "or write name=text") from problem
