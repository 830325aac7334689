"""The law of PATCH: what is named is replaced, what is not keeps its value. OCPI 2.2.1, 4.1.5."""

from collections.abc import Mapping
from typing import Any


def apply(document: Mapping[str, Any], fragment: Mapping[str, Any]) -> dict[str, Any]:
    """The object after the PATCH. Lists and objects are replaced as a whole; null clears an optional field.

    >>> apply({"a": 1, "b": [1]}, {"b": [2]})
    {'a': 1, 'b': [2]}
    """
    return {**document, **fragment}
