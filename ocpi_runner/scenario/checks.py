"""Builds `assert`, `save`, `retry` and `reply`."""

from ocpi_runner.expr.template import Value
from ocpi_runner.scenario.model import Check, Reply, Retry, Save
from ocpi_runner.scenario.nodes import Node
from ocpi_runner.scenario.reading import Reading
from ocpi_runner.scenario.words import CHECKS, FAULTS, MATCHERS, REPLY, RETRY
from ocpi_runner.source.span import Span
from ocpi_runner.source.suggest import closest

DEFAULT_EVERY = "1 s"
DEFAULT_WITHIN = "30 s"
SOURCES = ("http", "status_code", "status_message", "envelope")


def checks(reading: Reading, node: Node, leave: tuple[str, ...] = ()) -> tuple[Check, ...]:
    """The lines of an `assert`: JSONPaths and named parts of a message."""
    if node.kind != "map":
        reading.wrong("`assert` is a mapping", node.span, "e.g. assert: {http: 200, $.status: ACTIVE}")
        return ()
    places = dict(node.keys)
    return tuple(
        made
        for key, inner in node.value
        if key not in leave and (made := check(reading, key, inner, places[key])) is not None
    )


def matchers(reading: Reading, node: Node) -> None:
    """Patterns and names of objects in the matchers of an expected value, at any depth."""
    if node.kind == "list":
        for each in node.value:
            matchers(reading, each)
    if node.kind != "map":
        return
    matching = bool(node.value) and all(key in MATCHERS for key, _ in node.value)
    for key, inner in node.value:
        if matching and key == "matches":
            reading.pattern(inner)
        elif matching and key == "schema":
            reading.object(inner)
        else:
            matchers(reading, inner)


def check(reading: Reading, key: str, node: Node, span: Span) -> Check | None:
    """One of them."""
    matchers(reading, node)
    if key == "schema":
        reading.object(node)
    if key.startswith("$"):
        if not reading.jsonpath(key, span):
            return None
        return Check("path", reading.value(node), key)
    if key == "headers" and node.kind != "map":
        reading.wrong("`headers` is a mapping", node.span, "e.g. headers: {Content-Type: {contains: json}}")
    if key in CHECKS and key != "value":
        return Check(key, reading.value(node))
    near = closest(key, CHECKS)
    hint = f"did you mean `{near}`?" if near else f"a JSONPath like `$.{key}`, or one of {', '.join(CHECKS)}"
    reading.wrong(f"`assert` has no `{key}`", span, hint)
    return None


def saves(reading: Reading, node: Node) -> tuple[Save, ...]:
    """`save: {name: source}`; the names are known from here on."""
    if node.kind != "map":
        reading.wrong("`save` is a mapping", node.span, "e.g. save: {session: $}")
        return ()
    places = dict(node.keys)
    made = tuple(save(reading, name, inner) for name, inner in node.value)
    for name, _ in node.value:
        reading.give(name, places[name])
    return made


def save(reading: Reading, name: str, node: Node) -> Save:
    """One of them: a text, or `{from: …, secret: true}`."""
    secret = False
    if node.kind == "map":
        reading.known_keys(node, ("from", "secret"), "`save`")
        secret = reading.boolean(node.get("secret"), "`secret`")
        node = node.get("from") or node
    source = reading.text(node, "what to save")
    if "${" in source:
        return Save(name, "", reading.value(node), secret)
    if source.startswith("$"):
        reading.jsonpath(source, node.span)
    elif source and source not in SOURCES and not source.startswith("headers."):
        hint = f"a JSONPath like `$.id`, headers.NAME, or one of {', '.join(SOURCES)}"
        reading.wrong(f"`{source}` cannot be saved", node.span, hint)
    return Save(name, source, None, secret)


def retry(reading: Reading, node: Node) -> Retry | None:
    """`retry: {until, every, within, fail_when}`."""
    if not reading.known_keys(node, RETRY, "`retry`"):
        return None
    every, within = node.get("every"), node.get("within")
    outer = set(reading.names)
    reading.names |= {"answer", "http", "status_code"}
    made = Retry(
        every=reading.duration(every) if every else reading.compiled(node, DEFAULT_EVERY),
        within=reading.duration(within) if within else reading.compiled(node, DEFAULT_WITHIN),
        until=reading.optional(node, "until"),
        fail_when=reading.optional(node, "fail_when"),
    )
    reading.names = outer
    return made


def reply(reading: Reading, node: Node) -> Reply:
    """`reply: {http, status_code, data, …}`, or one template that stands for all of it."""
    if node.kind == "scalar" and "${" in node.text:
        return Reply(whole=reading.value(node))
    if not reading.known_keys(node, REPLY, "`reply`"):
        return Reply()
    fault, delay, data = node.get("fault"), node.get("delay"), node.get("data")
    if fault is not None and "${" not in fault.text:
        reading.one_of(fault, FAULTS, "fault")
    outer = set(reading.names)
    reading.names.add("request")
    made = Reply(
        http=reading.optional(node, "http"),
        status_code=reading.optional(node, "status_code"),
        status_message=reading.optional(node, "status_message"),
        data=reading.value(data) if data else None,
        has_data=data is not None,
        raw=reading.optional(node, "raw"),
        headers=headers(reading, node.get("headers")),
        delay=reading.duration(delay) if delay else None,
        fault=reading.optional(node, "fault"),
    )
    reading.names = outer
    return made


def headers(reading: Reading, node: Node | None) -> tuple[tuple[str, Value | None], ...]:
    """Headers; null removes one."""
    if node is None:
        return ()
    if node.kind != "map":
        reading.wrong("`headers` is a mapping", node.span, "e.g. headers: {X-Request-ID: null}")
        return ()
    return tuple(
        (name, None if inner.kind == "scalar" and inner.value is None else reading.written(inner))
        for name, inner in node.value
    )
