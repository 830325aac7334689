"""Builds the action of a step: one small function per kind, all in one table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ocpi_runner.expr.template import Value
from ocpi_runner.scenario import model
from ocpi_runner.scenario.checks import headers, reply
from ocpi_runner.scenario.model import Action, Address, Step
from ocpi_runner.scenario.nodes import Node
from ocpi_runner.scenario.reading import Reading
from ocpi_runner.scenario.words import METHODS, MODULES, REGISTER, START_SESSION, TOKEN_FORMS
from ocpi_runner.source.suggest import closest


@dataclass(frozen=True, slots=True)
class Making:
    """What a builder gets: the node under the action key, the whole step, and how to build what is inside."""

    reading: Reading
    node: Node
    step: Node
    steps: Callable[[Node], tuple[Step, ...]]
    include: Callable[[Node], model.Scenario | None]

    def optional(self, key: str) -> Value | None:
        """The value of a key of the step."""
        return self.reading.optional(self.step, key)

    def inner(self, key: str) -> tuple[Step, ...]:
        """The steps under a key of the step: a list, or a single one."""
        node = self.step.get(key)
        return () if node is None else self.steps(node)


def address(making: Making, any_method: bool = False) -> Address:
    """`PUT ${emsp.sessions}/…`."""
    reading, node = making.reading, making.node
    text = reading.text(node, "an address")
    method, _, url = text.strip().partition(" ")
    if text and (method not in METHODS or not url.strip()) and not (any_method and method == "*" and url.strip()):
        upper = method.upper() in METHODS
        hint = f"methods are in capitals: `{method.upper()}`" if upper and url else "e.g. GET ${emsp.locations}/LOC0001"
        reading.wrong(f"`{text[:60]}` is not a method and a URL", node.span, hint)
    return Address(method, reading.compiled(node, url.strip()))


def serve(making: Making) -> Action:
    """`serve: GET …` with the `reply` that it needs."""
    node = making.step.get("reply")
    if node is None:
        making.reading.wrong("`serve` needs a `reply`", making.node.span, "e.g. reply: {http: 500, status_code: 3000}")
    made = reply(making.reading, node) if node else model.Reply()
    return model.Serve(address(making, any_method=True), made, making.optional("times"))


def expect(making: Making) -> Action:
    """`expect: POST …`, or `expect: none`."""
    reading, step = making.reading, making.step
    least, most = count(making)
    match_headers = headers(reading, step.get("headers"))
    answer = step.get("reply")
    return model.Expect(
        address=None if making.node.text == "none" else address(making, any_method=True),
        at_least=least,
        at_most=most,
        match=making.optional("match"),
        match_headers=tuple((name, value) for name, value in match_headers if value is not None),
        reply=reply(reading, answer) if answer else None,
        ask=making.optional("ask"),
        trigger=making.inner("trigger"),
        optional=reading.boolean(step.get("optional"), "`optional`"),
    )


def count(making: Making) -> tuple[Value | None, Value | None]:
    """`count: 2` and `count: 2..5`."""
    node = making.step.get("count")
    if node is None:
        return None, None
    if "${" in node.text:
        value = making.reading.value(node)
        return value, value
    least, dots, most = node.text.partition("..")
    if not least.isdigit() or (dots and not most.isdigit()):
        making.reading.wrong(f"`count: {node.text}` is not a number", node.span, "e.g. count: 0, or count: 2..5")
        return None, None
    return making.reading.compiled(node, int(least)), making.reading.compiled(node, int(most if dots else least))


def send(making: Making) -> Action:
    """`send: PUT …` with one body at most."""
    reading, step = making.reading, making.step
    body, raw, token, form = (step.get(key) for key in ("body", "raw", "token", "token_form"))
    if body is not None and raw is not None:
        reading.wrong("`body` and `raw` exclude each other", raw.span, "`raw` is a text that is sent as it is")
    if form is not None and "${" not in form.text:
        reading.one_of(form, TOKEN_FORMS, "token form")
    return model.Send(
        address(making),
        body=reading.value(body) if body else None,
        raw=reading.written(raw) if raw else None,
        headers=headers(reading, step.get("headers")),
        query=making.optional("query"),
        token=reading.written(token) if token else None,
        token_form=reading.written(form) if form else None,
    )


def register(making: Making) -> Action:
    """`register:`, alone or with `{url, token, new, update}`."""
    reading, node = making.reading, making.node
    if node.kind != "map":
        return model.Register()
    reading.known_keys(node, REGISTER, "`register`")
    new, update = (reading.boolean(node.get(key), f"`{key}`") for key in ("new", "update"))
    return model.Register(reading.optional(node, "url"), reading.optional(node, "token"), new, update)


def pull(making: Making) -> Action:
    """`pull: locations`, a module that has lists."""
    if "${" not in making.node.text:
        making.reading.one_of(making.node, MODULES, "module")
    window = {key: making.optional(key) for key in ("date_from", "date_to", "limit", "pages")}
    return model.Pull(making.reading.written(making.node), **window)


def command(making: Making) -> Action:
    """`command: START_SESSION` with the `body` that it needs."""
    body, result = making.step.get("body"), making.step.get("result")
    if body is None:
        making.reading.wrong("`command` needs a `body`", making.node.span, 'e.g. body: {session_id: "${session.id}"}')
    awaited = result is None or making.reading.boolean(result, "`result`")
    return model.Command(making.reading.written(making.node), making.reading.value(body or making.node), awaited)


def start_session(making: Making) -> Action:
    """`start_session: {location: …}`, the location being the only one that must be there."""
    reading, node = making.reading, making.node
    if node.kind == "map":
        reading.known_keys(node, START_SESSION, "`start_session`")
    location = node.get("location")
    if location is None:
        reading.wrong("`start_session` needs a `location`", node.span, "e.g. {location: LOC0001, evse: EVSE01}")
        location = node
    rest: dict[str, Any] = {key: reading.optional(node, key) for key in START_SESSION[1:]}
    return model.StartSession(reading.value(location), **rest)


def change(making: Making) -> Action:
    """`change: locations/LOC0001` with the `body` that it needs."""
    body = making.step.get("body")
    if body is None:
        making.reading.wrong("`change` needs a `body`", making.node.span, "e.g. body: {status: CHARGING}")
    return model.Change(making.reading.written(making.node), making.reading.value(body or making.node))


def assert_(making: Making) -> Action:
    """An `assert` that stands alone: it needs a `value` to look at."""
    value = making.node.get("value")
    if value is None:
        message = "an `assert` that stands alone needs a `value`"
        making.reading.wrong(message, making.node.span, 'e.g. value: "${session}"')
        value = making.node
    return model.Assert(making.reading.value(value))


def ask(making: Making) -> Action:
    """`ask: TEXT`, with or without a `trigger`."""
    return model.Ask(making.reading.written(making.node), making.inner("trigger"))


def set_(making: Making) -> Action:
    """`set: {name: value}`; a name is known from the next value on."""
    reading, node = making.reading, making.node
    if node.kind != "map":
        reading.wrong("`set` is a mapping", node.span, "e.g. set: {power: 22}")
        return model.Set(())
    values, places = [], dict(node.keys)
    for name, inner in node.value:
        values.append((name, reading.value(inner)))
        reading.give(name, places[name])
    return model.Set(tuple(values))


def repeat(making: Making) -> Action:
    """`repeat: 3` with its `steps`."""
    return model.Repeat(making.reading.value(making.node), making.inner("steps"))


def for_each(making: Making) -> Action:
    """`for_each: {name: list}`; the name is known in its `steps`."""
    reading, node = making.reading, making.node
    if node.kind != "map" or len(node.value) != 1:
        reading.wrong("`for_each` names one list", node.span, "e.g. for_each: {status: [AVAILABLE, BLOCKED]}")
        return model.ForEach("item", reading.compiled(node, []), ())
    ((name, items),) = node.value
    value = reading.value(items)
    reading.give(name, node.keys[0][1])
    return model.ForEach(name, value, making.inner("steps"))


def use(making: Making) -> Action:
    """`use: FILE`; what it hands out is known from here on. Nothing at all for a file that cannot be read."""
    scenario = making.include(making.node)
    given = making.step.get("with")
    pairs: tuple[tuple[str, Value], ...] = ()
    if given is not None and given.kind == "map":
        pairs = tuple((name, making.reading.value(inner)) for name, inner in given.value)
    elif given is not None:
        making.reading.wrong("`with` is a mapping", given.span)
    outputs = making.step.get("outputs")
    names = tuple(name for name, _ in making.reading.texts(outputs, "an output")) if outputs else ()
    if scenario is None:
        return model.Group(())
    if given is not None and given.kind == "map":
        declared(making.reading, given, tuple(name for name, _ in scenario.env))
    making.reading.names.update(names, scenario.outputs)
    return model.Use(scenario, pairs, names)


def declared(reading: Reading, given: Node, inputs: tuple[str, ...]) -> None:
    """What `with` gives must be an input that the file declares under `env`."""
    for name, span in given.keys:
        if name not in inputs:
            near = closest(name, inputs)
            hint = f"did you mean `{near}`?" if near else f"its `env` has: {', '.join(inputs) or 'nothing'}"
            reading.wrong(f"the file has no input `{name}`", span, hint)


BUILDERS: Mapping[str, Callable[[Making], Action]] = {
    "serve": serve,
    "expect": expect,
    "send": send,
    "register": register,
    "unregister": lambda _: model.Unregister(),
    "pull": pull,
    "command": command,
    "start_session": start_session,
    "stop_session": lambda making: model.StopSession(making.reading.written(making.node)),
    "change": change,
    "assert": assert_,
    "wait": lambda making: model.Wait(making.reading.duration(making.node)),
    "ask": ask,
    "set": set_,
    "group": lambda making: model.Group(making.steps(making.node)),
    "parallel": lambda making: model.Parallel(making.steps(making.node)),
    "repeat": repeat,
    "for_each": for_each,
    "use": use,
}
