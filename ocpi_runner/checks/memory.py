"""Lets the past know of an exchange: what was granted, and which objects it told."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ocpi_runner.checks.address import OWNER, object_type
from ocpi_runner.checks.past import LARGEST, Past, Seen, Told, key_of, owner_of, type_of
from ocpi_runner.checks.subject import Half, Subject
from ocpi_runner.ocpi.patch import apply
from ocpi_runner.ocpi.version import ObjectType

Value = Mapping[str, Any]


def remember(subject: Subject) -> None:
    """Add an exchange that was judged. What was refused, or broken on purpose, told no object."""
    past, granted = subject.past, 1000 <= (subject.code or 0) < 2000
    if subject.endpoint and granted:
        for seen in [*of_request(subject), *of_answer(subject)]:
            past.remember(seen)
        deleted(subject)
    past.add(told(subject))


def deleted(subject: Subject) -> None:
    """An object that was taken away is not known any more."""
    params = subject.params
    for kind in kinds(subject) if subject.method == "DELETE" else ():
        if subject.endpoint and kind.module == subject.endpoint.module and kind.path_key in params:
            subject.past.forget(kind.name, params[kind.path_key], owner_of({}, params))


def told(subject: Subject) -> Told:
    """The exchange in short."""
    exchange, route = subject.exchange, subject.exchange.route
    return Told(
        number=exchange.number,
        endpoint=subject.endpoint.id if subject.endpoint else "",
        method=subject.method,
        url=exchange.request.url,
        params=subject.params,
        requester=exchange.requester,
        responder=exchange.responder,
        status=subject.status,
        code=subject.code,
        started=exchange.started,
        ended=exchange.started + exchange.duration,
        headers=subject.request.headers,
        answer_headers=subject.response.headers if subject.response else {},
        request=small(subject.request),
        data=subject.data if subject.response and small(subject.response) is not None else None,
        token=route.token if route else None,
        ids=tuple(ids_of(subject)),
    )


def ids_of(subject: Subject) -> list[str]:
    """What tells the objects of a page apart, in upper case, as far as they have an id."""
    kind = object_type(subject, subject.endpoint.response if subject.endpoint else None)
    if kind is None or not isinstance(subject.data, list):
        return []
    query = kind.key_query[0] if kind.key_query else ""
    names = [name for name in (kind.key, query, *OWNER, "role" if kind.key in OWNER else "") if name]
    rows = (row for row in subject.data if isinstance(row, dict) and isinstance(row.get(kind.key), str))
    return [" ".join(str(row[name]) for name in dict.fromkeys(names) if row.get(name)).upper() for row in rows]


def small(half: Half) -> Any:
    """The value of a body that is not too large to be kept."""
    return half.value if 0 < half.size <= LARGEST else None


def of_request(subject: Subject) -> Iterator[Seen]:
    """The object that a push changes."""
    endpoint, body = subject.endpoint, subject.request.value
    kind = object_type(subject, endpoint.request if endpoint else None)
    if kind is None or endpoint is None or not isinstance(body, dict) or "body" in subject.exchange.deliberate:
        return
    top = outermost(subject, kind)
    if top is kind:
        yield from changed(subject, kind, body, endpoint.partial)
    else:
        yield from grafted(subject, top, kind, body, endpoint.partial)


def outermost(subject: Subject, kind: ObjectType) -> ObjectType:
    """The object in which another one stands: the Location of a Connector; itself when it stands alone."""
    around = next((each for each in kinds(subject) if kind.name in dict(each.children).values()), None)
    return outermost(subject, around) if around else kind


def changed(subject: Subject, kind: ObjectType, body: Value, partial: bool) -> Iterator[Seen]:
    """An object with an address of its own, whole or with a PATCH applied."""
    earlier = earlier_of(subject.past, kind, body, subject.params)
    if partial and earlier is None:
        return
    value = appended(earlier.value, body) if partial and earlier else body
    yield seen(subject, kind, value, subject.exchange.requester, earlier)


def appended(value: Value, fragment: Value) -> Value:
    """A PATCH applied; charging periods are added to those before. OCPI 2.2.1, 9.2.2 (PATCH)."""
    made = apply(value, fragment)
    told, added = value.get("charging_periods"), fragment.get("charging_periods")
    if isinstance(told, list) and isinstance(added, list):
        made["charging_periods"] = told + added
    return made


def grafted(subject: Subject, top: ObjectType, kind: ObjectType, body: Value, partial: bool) -> Iterator[Seen]:
    """A Location in which an EVSE or a Connector was changed."""
    earlier = earlier_of(subject.past, top, {}, subject.params)
    if earlier is not None:
        value = planted(subject, earlier.value, top, kind.name, body, partial)
        yield seen(subject, top, value, subject.exchange.requester, earlier)


def planted(subject: Subject, value: Value, around: ObjectType, name: str, body: Value, partial: bool) -> Value:
    """An object with another one inside it replaced, wherever in the tree that one stands."""
    made = dict(value)
    for member, kind_name in around.children:
        kind = next(each for each in kinds(subject) if each.name == kind_name)
        rows = members(value.get(member))
        wanted = subject.params.get(kind.path_key, "").upper()
        at = next((index for index, row in enumerate(rows) if str(row.get(kind.key)).upper() == wanted), len(rows))
        if kind_name == name:
            new = apply(rows[at], body) if partial and at < len(rows) else dict(body)
            made[member] = [*rows[:at], new, *rows[at + 1 :]]
        elif at < len(rows):
            made[member] = [*rows[:at], planted(subject, rows[at], kind, name, body, partial), *rows[at + 1 :]]
    return made


def of_answer(subject: Subject) -> Iterator[Seen]:
    """The objects of an answer. What a receiver gives back is known better from whoever pushed it."""
    kind = object_type(subject, subject.endpoint.response if subject.endpoint else None)
    rows = subject.data if isinstance(subject.data, list) else [subject.data]
    if kind is None or "response" in subject.exchange.deliberate or outermost(subject, kind) is not kind:
        return
    for row in rows:
        if isinstance(row, dict):
            earlier = earlier_of(subject.past, kind, row, subject.params)
            if earlier is None or not is_echo(subject):
                yield seen(subject, kind, row, subject.exchange.responder, earlier)


def is_echo(subject: Subject) -> bool:
    """Whether a receiver gives back what was pushed."""
    return subject.endpoint is not None and ".receiver.get" in subject.endpoint.id


def kinds(subject: Subject) -> tuple[ObjectType, ...]:
    """The objects that have addresses of their own."""
    return subject.version.objects if subject.version else ()


def members(value: Any) -> list[dict[str, Any]]:
    """The objects of a list."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def earlier_of(past: Past, kind: ObjectType, value: Value, params: Mapping[str, str]) -> Seen | None:
    """The same object as it was told before."""
    key, owner = key_of(kind, value, params), owner_of(value, params)
    return past.object(kind.name, key, owner, type_of(kind, value, params))


def seen(subject: Subject, kind: ObjectType, value: Value, by: str, earlier: Seen | None) -> Seen:
    """An object as it is now."""
    params, exchange = subject.params, subject.exchange
    before = replace(earlier, before=None) if earlier else None
    endpoint = subject.endpoint.id if subject.endpoint else ""
    owner, key, type = owner_of(value, params), key_of(kind, value, params), type_of(kind, value, params)
    return Seen(kind.name, owner, key, value, by, exchange.number, exchange.started, endpoint, before, type)
