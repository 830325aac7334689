"""A party as an ASGI application: who asks, for what, and who answers."""

from collections.abc import Iterable
from functools import lru_cache

from ocpi_runner.party import incoming
from ocpi_runner.party.answering import laid_over, own_body, page_of
from ocpi_runner.party.asked import Asked, Target
from ocpi_runner.party.delivery import FAULTS, whole
from ocpi_runner.party.handlers import handler_of
from ocpi_runner.party.ports import Answer, Connection, Receive, Send
from ocpi_runner.party.reply import RawHeaders, Reply, envelope, not_allowed, not_found, refused
from ocpi_runner.party.routing import Router
from ocpi_runner.party.state import PartyState
from ocpi_runner.record.exchange import Route
from ocpi_runner.store.protocol import StoreFault

JSON = (b"content-type", b"application/json")
#: An answer that a scenario gave in our place is held against nobody.
OUR_ANSWER = frozenset({"response"})
#: Headers that come back as they were sent. OCPI 2.2.1, 4.1.3.
ECHOED = frozenset({b"x-request-id", b"x-correlation-id"})
#: Routing headers, and what they become in the answer. OCPI 2.2.1, 4.1.8.
SWAPPED = {
    b"ocpi-from-country-code": b"OCPI-to-country-code",
    b"ocpi-from-party-id": b"OCPI-to-party-id",
    b"ocpi-to-country-code": b"OCPI-from-country-code",
    b"ocpi-to-party-id": b"OCPI-from-party-id",
}


class App:
    """The ASGI application of one party."""

    def __init__(self, state: PartyState) -> None:
        self.state = state
        self.route = Router(state)

    async def __call__(self, scope: Connection, receive: Receive, send: Send) -> None:
        """One connection of a server: a request, or the life of the server itself."""
        if scope["type"] == "http":
            await self.request(scope, receive, send)
        elif scope["type"] == "lifespan":
            await lifespan(receive, send)

    async def request(self, scope: Connection, receive: Receive, send: Send) -> None:
        """Answer one request, whatever it is; a failure inside is 3000 and says nothing of ours."""
        state = self.state
        raw = scope.get("raw_path")
        target = self.route(scope["method"], raw.decode("latin-1") if raw else scope["path"])
        if not state.book.loaded:
            await state.book.load()
        asked = self.understand(scope, target)
        content = await incoming.body(scope, receive, state.settings.body_limit)
        answer = None
        try:
            if isinstance(content, Reply):
                reply = content
            else:
                error = incoming.read(asked, content)
                if state.hook is not None and target.place != "root":
                    answer = await state.hook(incoming.inbound(state, scope, asked, content))
                    if answer is not None:
                        scope["ocpi.deliberate"] = OUR_ANSWER
                reply = await self.reply(scope, asked, error) if own_body(answer) else laid_over(answer)
        except (StoreFault, ValueError, LookupError, TypeError, AttributeError) as problem:
            state.tasks.troubles.append(f"{scope['method']} {scope['path']}: {type(problem).__name__}: {problem}")
            reply = refused("The server cannot handle this request", 3000)
        await self.deliver(scope, send, asked, reply, answer)
        for work in asked.after:
            state.tasks.start(work())

    def understand(self, scope: Connection, target: Target) -> Asked:
        """Who asks; also told to whoever records this exchange."""
        authorization = next((v for k, v in scope["headers"] if k.lower() == b"authorization"), None)
        access = self.state.gate(None if authorization is None else authorization.decode("latin-1"))
        scope["ocpi.route"] = route(target, access.label, access.form)
        scope["ocpi.peer"] = access.peer
        return Asked(target, access, scope.get("query_string", b""))

    async def reply(self, scope: Connection, asked: Asked, error: str | None) -> Reply:
        """The party's own answer."""
        target = asked.target
        if target.place == "root":
            return page_of(self.state, scope)
        if not asked.access.opens(target.module):
            return Reply(401, 2000, "The credentials token is missing, unknown, or not valid here")
        if target.place == "nowhere":
            return not_found("There is nothing at this address", 2000)
        if target.endpoint is None:
            return not_allowed(target.allowed)
        if error is not None:
            return refused(f"The body is not JSON: {error}", 2001, 400)
        if target.endpoint.request and target.endpoint.request_required and not asked.has_body:
            return refused("The body is missing", 2001, 400)
        return await handler_of(target.endpoint)(self.state, asked)

    async def deliver(self, scope: Connection, send: Send, asked: Asked, reply: Reply, answer: Answer | None) -> None:
        """Put the envelope round the answer, and send it as it is wanted."""
        row = asked.target.endpoint
        headers = reply_headers(scope["headers"], reply, row is not None and row.routing)
        body = reply.data if reply.code == 0 else envelope(reply, self.state.now().encode())
        if answer is None:
            await whole(send, reply.http, headers, body or b"")
            return
        headers = with_changes(headers, answer)
        if answer.delay:
            await self.state.clock.sleep(answer.delay)
        fault = FAULTS.get(answer.fault or "")
        if fault is None:
            await whole(send, reply.http, headers, body or b"")
        else:
            await fault(send, reply.http, headers, body or b"", scope, self.state.clock)


@lru_cache(maxsize=2048)
def _route(version: str, endpoint: str, pairs: tuple[tuple[str, str], ...], label: str, form: str | None) -> Route:
    return Route(version, endpoint, pairs, label, form)


def route(target: Target, label: str, form: str | None) -> Route:
    """What the address means, for the record."""
    version = "" if target.version is None else target.version.number
    endpoint = "" if target.endpoint is None else target.endpoint.id
    return _route(version, endpoint, target.pairs, label, form)


def reply_headers(given: Iterable[tuple[bytes, bytes]], reply: Reply, routed: bool) -> RawHeaders:
    """Content type, what is echoed, what is swapped, and the answer's own."""
    headers = [JSON, *reply.headers]
    if any(name == b"content-type" for name, _ in reply.headers):
        headers = headers[1:]
    for name, value in given:
        lower = name.lower()
        if lower in ECHOED:
            headers.append((name, value))
        elif routed and lower in SWAPPED:
            headers.append((SWAPPED[lower], value))
    return tuple(headers)


def with_changes(headers: RawHeaders, answer: Answer) -> RawHeaders:
    """The headers after a scenario changed some."""
    changed = {name.lower().encode("latin-1"): value for name, value in answer.headers}
    kept = [(k, v) for k, v in headers if k.lower() not in changed]
    given = [(n.encode("latin-1", "ignore"), v.encode("latin-1", "ignore")) for n, v in answer.headers if v is not None]
    return (*kept, *given)


async def lifespan(receive: Receive, send: Send) -> None:
    """Say yes to the server that starts and stops us."""
    while (message := await receive())["type"] != "lifespan.shutdown":
        if message["type"] == "lifespan.startup":
            await send({"type": "lifespan.startup.complete"})
    await send({"type": "lifespan.shutdown.complete"})
