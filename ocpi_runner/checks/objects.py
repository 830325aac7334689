"""Checks of the objects in an answer against what was asked for, and from whom."""

from collections.abc import Iterator
from typing import Any

from ocpi_runner.checks.address import object_type, same
from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.subject import Subject


def is_requested(subject: Subject) -> Iterator[Defect]:
    """The object is the one that the address names."""
    kind, data, params = (
        object_type(subject, subject.endpoint.response if subject.endpoint else None),
        subject.data,
        subject.params,
    )
    if kind is None or kind.path_key not in params or kind.key not in data:
        return
    if not same(data[kind.key], params[kind.path_key]):
        message = f"{shown(params[kind.path_key])} was asked for and {shown(data[kind.key])} came"
        yield Defect(message, f"$.data.{kind.key}", params[kind.path_key], data[kind.key])


def owned_by_responder(subject: Subject) -> Iterator[Defect]:
    """Whoever serves an object owns it; a hub serves those of others."""
    identities = subject.identities(subject.exchange.responder)
    if not identities or subject.is_hub(subject.exchange.responder):
        return
    known = {(each.country_code.upper(), each.party_id.upper()) for each in identities}
    items = subject.data if isinstance(subject.data, list) else [subject.data]
    for index, item in enumerate(items):
        owner = owner_of(item)
        if owner and owner not in known:
            path = f"$.data[{index}].party_id" if items is subject.data else "$.data.party_id"
            wanted = ", ".join("/".join(each) for each in sorted(known))
            who = subject.exchange.responder
            message = f"The object belongs to {'/'.join(owner)[:40]}, which is no party of {who} ({wanted})"
            yield Defect(message, path, wanted, "/".join(owner))


def owner_of(item: Any) -> tuple[str, str] | None:
    """Country code and party id of an object in upper case; None unless it names both."""
    if not isinstance(item, dict):
        return None
    country, party = item.get("country_code"), item.get("party_id")
    return (country.upper(), party.upper()) if isinstance(country, str) and isinstance(party, str) else None
