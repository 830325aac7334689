"""One object inside a message, as the rules look at it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from ocpi_runner.checks.choices import Choices
from ocpi_runner.checks.past import Past, Seen, owner_of
from ocpi_runner.ocpi.moment import parse
from ocpi_runner.ocpi.version import Version

NOTHING = Past()
DEFAULT = Choices({})
MOST_DIGITS = 16  #: before the point of a number


@dataclass(frozen=True, slots=True)
class Context:
    """What all objects of one message share."""

    version: Version
    choices: Choices = DEFAULT  #: the settings
    past: Past = NOTHING  #: what the run has seen before this message
    by: str = ""  #: name of the party that tells the object; "" in a file
    now: float | None = None  #: seconds since the epoch; None in a file
    endpoint: str = ""  #: id of the endpoint it crossed: "sessions.receiver.put"; "" in a file
    params: Mapping[str, str] = field(default_factory=dict)  #: path parameters of the address, decoded
    in_list: bool = False  #: whether it stands in a list, of which `past` holds nothing yet


class Item:
    """An object of a known name at its place. Accessors give None for what is absent, null or of another kind."""

    __slots__ = ("_lists", "context", "key", "name", "parent", "partial", "root", "value")

    def __init__(
        self,
        name: str,
        value: dict[str, Any],
        context: Context,
        root: str = "$",
        partial: bool = False,
        parent: "Item | None" = None,
        key: str = "",
    ) -> None:
        self.name = name  #: "EVSE"
        self.value = value
        self.context = context
        self.root = root  #: JSON path of the outermost object
        self.partial = partial  #: whether it is a PATCH fragment
        self.parent = parent  #: the object around it
        self.key = key  #: where in that: "evses[1]"
        self._lists: dict[str, tuple[Item, ...]] = {}

    @property
    def path(self) -> str:
        """JSON path of the object: "$.data[0].evses[1]"."""
        return f"{self.parent.path}.{self.key}" if self.parent else self.root

    def at(self, *parts: str | int) -> str:
        """JSON path of something in it: at("charging_periods", 0, "dimensions")."""
        return self.path + "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts)

    @property
    def past(self) -> Past:
        """What the run has seen before this message."""
        return self.context.past

    def told(self, name: str, key: Any) -> Seen | None:
        """An object of the same owner, as it was told before; of any owner when this one names none."""
        return self.past.object(name, key, owner_of(self.outermost.value, self.context.params))

    @property
    def outermost(self) -> "Item":
        """The object that the message carries."""
        return self.parent.outermost if self.parent else self

    def named(self, *names: str) -> str:
        """The first of several spellings that is there, else the first: versions name members differently."""
        return next((name for name in names if self.value.get(name) is not None), names[0])

    def get(self, *names: str) -> Any:
        """The value of the first of these members that is there and not null."""
        for name in names:
            found = self.value.get(name)
            if found is not None:
                return found
        return None

    def text(self, *names: str) -> str | None:
        """A string."""
        found = self.get(*names)
        return found if isinstance(found, str) else None

    def number(self, *names: str) -> Decimal | None:
        """A number, exactly as it was written."""
        found = self.get(*names)
        return exact(found)

    def moment(self, *names: str) -> datetime | None:
        """A DateTime, in UTC."""
        found = self.text(*names)
        return parse(found) if found else None

    def one(self, *names: str) -> "Item | None":
        """An object inside it; its own name is that of the member."""
        name = self.named(*names)
        found = self.value.get(name)
        return Item(name, found, self.context, self.root, False, self, name) if isinstance(found, dict) else None

    def many(self, *names: str) -> tuple["Item", ...]:
        """The objects of a list inside it."""
        name = self.named(*names) if len(names) > 1 else names[0]
        known = self._lists.get(name)
        if known is None:
            found = self.value.get(name)
            known = self._lists[name] = tuple(
                Item(name, each, self.context, self.root, False, self, f"{name}[{index}]")
                for index, each in enumerate(found if isinstance(found, list) else ())
                if isinstance(each, dict)
            )
        return known

    def texts(self, *names: str) -> tuple[str, ...]:
        """The strings of a list inside it."""
        found = self.get(*names)
        return tuple(each for each in found if isinstance(each, str)) if isinstance(found, list) else ()


def exact(value: Any) -> Decimal | None:
    """A JSON number as the decimal that was written; None for anything else, and for more than anything measures."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    made = Decimal(value) if isinstance(value, int) else Decimal(repr(value))
    return made if made.is_finite() and made.adjusted() < MOST_DIGITS else None


def net(price: Any) -> Decimal | None:
    """The amount of a price before taxes, which was a number once."""
    return exact(price.get("excl_vat", price.get("before_taxes"))) if isinstance(price, dict) else exact(price)
