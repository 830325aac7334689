"""Which component prices a dimension in a period: the first of that dimension whose restrictions match."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ocpi_runner.ocpi.price.restrictions import Moment, matches
from ocpi_runner.ocpi.price.tariff import EXPIRES, Component, Element


@dataclass(frozen=True, slots=True)
class Choice:
    """The components that are active for a dimension, one by the text; or why that cannot be told."""

    components: tuple[Component, ...] = ()
    unknown: str = ""


NONE = Choice()


def by_dimension(elements: Iterable[Element], dimension: str, at: Moment) -> Choice:
    """The first element that has the dimension and matches. OCPI 2.2.1, 11.3.1."""
    for element in elements:
        found = [each for each in element.components if each.dimension == dimension]
        if found and (answer := matches(element.restrictions, at)) is not False:
            return Choice((found[0],)) if answer is True else Choice(unknown=str(answer))
    return NONE


def whole(elements: Iterable[Element], dimension: str, at: Moment) -> Choice:
    """The first element that matches, whatever it has."""
    for element in elements:
        if (answer := matches(element.restrictions, at)) is not False:
            found = tuple(each for each in element.components if each.dimension == dimension)[:1]
            return Choice(found) if answer is True else Choice(unknown=str(answer))
    return NONE


def everything(elements: Iterable[Element], dimension: str, at: Moment) -> Choice:
    """Every element that matches."""
    found = [(each, matches(each.restrictions, at)) for each in elements]
    unknown = next((answer for _, answer in found if isinstance(answer, str)), "")
    active = [component for each, answer in found if answer is True for component in each.components]
    return Choice(tuple(each for each in active if each.dimension == dimension), unknown)


MATCHES: Mapping[str, Callable[[Iterable[Element], str, Moment], Choice]] = {
    "by_dimension": by_dimension,
    "whole": whole,
    "all": everything,
}


def candidates(elements: Sequence[Element], reserved: bool, expired: bool, mixed: bool) -> tuple[Element, ...]:
    """The elements that may price a phase, in their order.

    Those for expired reservations come first when one expired, and never count when none did. `mixed`: elements for
    reservations price charging too.
    """
    if not reserved:
        return tuple(each for each in elements if not each.reservation or mixed)
    special = [each for each in elements if each.reservation == EXPIRES] if expired else []
    return (*special, *(each for each in elements if each.reservation and each.reservation != EXPIRES))
