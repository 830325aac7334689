"""How an object that is kept in one form for all versions is written in each, as data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

Document = dict[str, Any]
NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Form:
    """In what an object of a version differs from the form in which we keep it: OCPI 2.2.1 with what others add.

    A member that a row does not name is written as it is, also one that a peer added.
    """

    unknown: tuple[str, ...] = ()  #: members that the version does not have
    renamed: Mapping[str, str] = field(default_factory=lambda: NOTHING)  #: member -> its name in the version
    values: Mapping[str, Callable[[Any], Any]] = field(default_factory=lambda: NOTHING)  #: member -> its value there
    inside: Mapping[str, str] = field(default_factory=lambda: NOTHING)  #: member -> the object, or list of them, in it
    read: Mapping[str, Callable[[Document], Any]] = field(default_factory=lambda: NOTHING)  #: the way back
