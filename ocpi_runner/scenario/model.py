"""A scenario as frozen values: what the language can say, and nothing else."""

from dataclasses import dataclass

from ocpi_runner.expr.template import Value
from ocpi_runner.ocpi.versions import USUAL
from ocpi_runner.source.span import Span


@dataclass(frozen=True, slots=True)
class Check:
    """One line of an `assert`: which part of a message (or value), and what is asked of it.

    `target` is one of `http`, `status_code`, `status_message`, `headers`, `envelope`, `schema`, `exact`, `value`,
    `path` (then `path` holds a JSONPath into the value). `expected` is a literal, a matcher mapping, or a mix.
    """

    target: str
    expected: Value
    path: str = ""


@dataclass(frozen=True, slots=True)
class Save:
    """`save: {name: source}`: source is a JSONPath (`$.id`), `http`, `status_code`, `headers.NAME` or a template."""

    name: str
    source: str = ""
    value: Value | None = None  #: set when the source is a template
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Retry:
    """`retry: {until: …, every: 1 s, within: 30 s, fail_when: …}`; `until` absent: until the asserts hold."""

    every: Value
    within: Value
    until: Value | None = None
    fail_when: Value | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """How an inbound request is answered in place of the built-in party's own answer. All fields optional."""

    http: Value | None = None  #: HTTP status
    status_code: Value | None = None
    status_message: Value | None = None
    data: Value | None = None
    has_data: bool = False
    raw: Value | None = None  #: the body as it is, no envelope
    headers: tuple[tuple[str, Value | None], ...] = ()  #: None removes a header
    delay: Value | None = None
    fault: Value | None = None  #: reset, empty, truncate, malformed_json, slow_body
    whole: Value | None = None  #: a template that gives all of these as one mapping


@dataclass(frozen=True, slots=True)
class Address:
    """`PUT ${emsp.sessions}/…`: a method and a template of a URL. `method` "*" stands for any (serve only)."""

    method: str
    url: Value


@dataclass(frozen=True, slots=True)
class Serve:
    """`serve: GET …` with `reply:`; from here on the address is answered so."""

    address: Address
    reply: Reply
    times: Value | None = None  #: how many times; None: until the scenario ends


@dataclass(frozen=True, slots=True)
class Expect:
    """`expect: POST …`; waits for an inbound request, or for its absence."""

    address: Address | None  #: None: `expect: none` (nothing at all may come)
    at_least: Value | None = None  #: from `count: 2`, `count: 2..5`; both None: exactly the next one
    at_most: Value | None = None
    match: Value | None = None  #: loose filter on the body (subset, matchers allowed)
    match_headers: tuple[tuple[str, Value], ...] = ()
    reply: Reply | None = None
    ask: Value | None = None
    trigger: "tuple[Step, ...]" = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Send:
    """`send: PUT …`; any request, right or broken on purpose."""

    address: Address
    body: Value | None = None
    raw: Value | None = None  #: text sent as it is
    headers: tuple[tuple[str, Value | None], ...] = ()  #: None removes one
    query: Value | None = None
    token: Value | None = None  #: another token than the registered one; "" sends none
    token_form: Value | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """We register at the system under test (POST credentials), or update (`update: true`, PUT)."""

    url: Value | None = None  #: versions URL; default: the system under test's
    token: Value | None = None  #: token A; default: --env emsp.token
    new: bool = False
    update: bool = False


@dataclass(frozen=True, slots=True)
class Unregister:
    """`unregister:`; DELETE our credentials at the other side."""


@dataclass(frozen=True, slots=True)
class Pull:
    """Walk a paginated list: `pull: locations`, `date_from:`, `date_to:`, `limit:`, `pages:` (most)."""

    module: Value
    date_from: Value | None = None
    date_to: Value | None = None
    limit: Value | None = None
    pages: Value | None = None


@dataclass(frozen=True, slots=True)
class Command:
    """`command: START_SESSION` with `body:`; awaits the CommandResult unless `result: false`."""

    command: Value
    body: Value
    result: bool = True


@dataclass(frozen=True, slots=True)
class StartSession:
    """`start_session: {location: …}`; a charge begins, as CPO at our own EVSE, as eMSP by command."""

    location: Value
    evse: Value | None = None
    connector: Value | None = None
    token: Value | None = None  #: {uid, type, …}; default: the first token known
    readings: Value | None = None  #: meter readings pushed before the step ends, default 2
    kwh: Value | None = None  #: energy of the whole charge
    authorize: Value | None = None  #: true: as at an EVSE, the eMSP is asked first unless its whitelist settles it


@dataclass(frozen=True, slots=True)
class StopSession:
    """`stop_session: ID`; without an id the session that began last."""

    session: Value


@dataclass(frozen=True, slots=True)
class Change:
    """Change one of the acting party's own objects and push it: `change: locations/LOC0001/EVSE01`, `body: {…}`."""

    object: Value
    body: Value


@dataclass(frozen=True, slots=True)
class Assert:
    """An `assert` that stands alone; the checks of the step look at `value`."""

    value: Value


@dataclass(frozen=True, slots=True)
class Wait:
    """`wait: 2 s`; lets time pass."""

    duration: Value


@dataclass(frozen=True, slots=True)
class Ask:
    """`ask: TEXT`; a person does something, or the trigger does it instead."""

    prompt: Value
    trigger: "tuple[Step, ...]" = ()


@dataclass(frozen=True, slots=True)
class Set:
    """`set: {name: value}`; the values are kept for the steps that follow."""

    values: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """`group:`; steps under one name."""

    steps: "tuple[Step, ...]"


@dataclass(frozen=True, slots=True)
class Parallel:
    """`parallel:`; steps at the same time."""

    steps: "tuple[Step, ...]"


@dataclass(frozen=True, slots=True)
class Repeat:
    """`repeat: 3` with `steps:`."""

    times: Value
    steps: "tuple[Step, ...]"


@dataclass(frozen=True, slots=True)
class ForEach:
    """`for_each: {name: list}` with `steps:`; each item in turn under that name."""

    name: str
    items: Value
    steps: "tuple[Step, ...]"


@dataclass(frozen=True, slots=True)
class Use:
    """Another file's steps, with its own scope: `with` goes in, `outputs` come out, nothing else."""

    scenario: "Scenario"
    given: tuple[tuple[str, Value], ...] = ()
    outputs: tuple[str, ...] = ()


Action = (
    Serve
    | Expect
    | Send
    | Register
    | Unregister
    | Pull
    | Command
    | StartSession
    | StopSession
    | Change
    | Assert
    | Wait
    | Ask
    | Set
    | Group
    | Parallel
    | Repeat
    | ForEach
    | Use
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: an action and its modifiers."""

    action: Action
    kind: str  #: the action key as written: "send"
    span: Span
    name: str = ""  #: template text is allowed; rendered for the report
    title: str = ""  #: name, else the action in words, unrendered
    when: Value | None = None
    within: Value | None = None
    retry: Retry | None = None
    save: tuple[Save, ...] = ()
    checks: tuple[Check, ...] = ()  #: from `assert:`
    party: str | None = None  #: from `as:`
    requirement: str | None = None
    on_failure: str = ""  #: "stop", "continue", or "": stop only when it could not be done at all


@dataclass(frozen=True, slots=True)
class Scenario:
    """A scenario file, checked."""

    title: str
    file: str
    source: str
    description: str = ""
    versions: tuple[str, ...] = (USUAL,)
    play: tuple[str, ...] = ("cpo",)
    test: str | None = "emsp"
    env: tuple[tuple[str, Value], ...] = ()  #: declared inputs and their defaults
    tags: tuple[str, ...] = ()
    settings: tuple[tuple[str, Value], ...] = ()
    use: tuple[Step, ...] = ()  #: each a Use step, run first in this scenario's own context
    outputs: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    finally_: tuple[Step, ...] = ()
