"""List, get, put, patch, post and delete of any object type; what is what comes from Endpoint and ObjectType rows."""

from urllib.parse import urlencode

from ocpi_runner.ocpi import address, paging, patch
from ocpi_runner.ocpi.version import ObjectType, Version
from ocpi_runner.ocpi.writing import written
from ocpi_runner.party import shape, tree
from ocpi_runner.party.asked import Asked, Handler
from ocpi_runner.party.reply import Reply, done, encode, header, not_found, refused
from ocpi_runner.party.state import Document, PartyState

#: Lists that a PATCH adds to. OCPI 2.2.1, 9.2.2.2: every other list is replaced whole.
APPENDED = {"Session": ("charging_periods",)}
#: What an unknown object is, in status codes.
UNKNOWN_CODES = {"locations": 2003, "tokens": 2004}
NOT_GOOD = 2001
MOST_CACHED = 2048
CACHE: dict[tuple[int, str], tuple[Document, bytes]] = {}


def serialised(version: Version, name: str, document: Document) -> bytes:
    """The JSON of a stored object in a version; kept by identity, since stored objects never change in place."""
    key = (id(document), version.number)
    found = CACHE.get(key)
    if found is not None and found[0] is document:
        return found[1]
    if len(CACHE) >= MOST_CACHED:
        CACHE.clear()
    text = encode(written(version, name, document))
    CACHE[key] = (document, text)
    return text


class Way:
    """Which object a request is about: its type, the store's key of the outermost object, and the way inside."""

    def __init__(self, state: PartyState, asked: Asked) -> None:
        self.module = asked.endpoint.module
        self.kind = state.kind(self.module)
        self.top = top_of(asked.version, self.module)
        self.type, self.levels = tree.descend(asked.version, self.top, asked.params)
        params = asked.params
        self.owner = (
            params.get("country_code", state.identity.country_code),
            params.get("party_id", state.identity.party_id),
        )
        self.id = params.get(self.top.path_key, "")
        self.suffix = suffix(self.top, asked)
        self.version = asked.version
        self.told = asked.endpoint.interface == "receiver"  #: by its owner, to us

    def key(self, id_: str = "") -> str:
        """The store's key."""
        return "/".join((*self.owner, id_ or self.id, *self.suffix)).upper()


def suffix(top: ObjectType, asked: Asked) -> tuple[str, ...]:
    """What distinguishes objects beside their id: the type of a token, from the query or else from the body."""
    if top.key_query is None:
        return ()
    name, default = top.key_query
    given = asked.json.get(name) if isinstance(asked.json, dict) else None
    return (asked.query.get(name) or (given if isinstance(given, str) else None) or default,)


def top_of(version: Version, module: str) -> ObjectType:
    """The outermost object type of a module."""
    kinds = [o for o in version.objects if o.module == module]
    inner = {name for o in kinds for _, name in o.children}
    return next(o for o in kinds if o.name not in inner)


async def get_list(state: PartyState, asked: Asked) -> Reply:
    """A page of our own objects. OCPI 2.2.1, 4.1.4 (pagination)."""
    for name in asked.endpoint.required_query:
        if not asked.query.get(name):
            return refused(f"The query parameter `{name}` is missing")
    window = paging.window(asked.query)
    if isinstance(window, paging.Problem):
        return refused(window.text)
    module, most = asked.endpoint.module, state.settings.page_limit
    limit = min(most if window.limit is None else window.limit, most)
    dates = {name: asked.query.get(name) for name in ("date_from", "date_to")}
    page = await state.store.page(state.kind(module), prefix=state.own, offset=window.offset, limit=limit, **dates)
    headers = [header("X-Total-Count", page.total), header("X-Limit", most)]
    following = window.offset + limit
    if limit and following < page.total:
        query = {**asked.query, "offset": str(following), "limit": str(limit)}
        url = f"{state.module_url(asked.version.number, module)}?{urlencode(query)}"
        headers.append(header("Link", paging.link(url)))
    name = top_of(asked.version, module).name
    items = b",".join(serialised(asked.version, name, item) for item in page.items)
    return Reply(data=b"[" + items + b"]", headers=tuple(headers))


async def known(state: PartyState, way: Way) -> Document | None:
    """The outermost object, as it is kept; None also for one that its owner told in another version's form."""
    document = await state.store.get(way.kind, way.key())
    if document is None or not way.told:
        return document
    name = way.top.name
    return None if any(shape.problems(way.version, name, written(way.version, name, document))) else document


async def get_one(state: PartyState, asked: Asked) -> Reply:
    """One object, or one inside it."""
    way = Way(state, asked)
    document = await known(state, way)
    found = document if document is None or not way.levels else tree.find(document, way.levels)
    if found is None:
        return unknown(way)
    return Reply(data=serialised(asked.version, way.type.name, found))


def unknown(way: Way) -> Reply:
    """404, in terms of the object type."""
    code = UNKNOWN_CODES.get(way.module, NOT_GOOD)
    return not_found(f"This {way.type.name} is not known here", code if code in way.version.status_codes else NOT_GOOD)


def misfit(asked: Asked, way: Way, *, partial: bool = False) -> str | None:
    """Why a body does not belong to its address, or cannot be such an object at all; None when all is well."""
    body = asked.json
    for problem in shape.problems(asked.version, way.type.name, body, partial=partial):
        return problem
    for name, wanted in expected_members(asked, way).items():
        if body.get(name) is not None and not tree.same(body[name], wanted):
            return f"`{name}` is {body[name]!r} in the body but {wanted!r} in the URL"
    if partial and asked.version.patch_needs_last_updated and not isinstance(body.get("last_updated"), str):
        return "`last_updated` is missing from the PATCH"
    return None


def expected_members(asked: Asked, way: Way) -> dict[str, str]:
    """What the URL says that the body must not contradict. OCPI 2.2.1, 4.1.6 (client owned objects)."""
    wanted = {way.type.key: asked.params[way.type.path_key]} if way.type.path_key in asked.params else {}
    if not way.levels and "country_code" in asked.params:
        wanted |= {"country_code": way.owner[0], "party_id": way.owner[1]}
    query_name = way.top.key_query[0] if way.top.key_query else ""
    if query_name and query_name in asked.query:
        wanted[query_name] = asked.query[query_name]
    return wanted


def stranger(asked: Asked, way: Way) -> Reply | None:
    """404 for an owner that the peer does not speak for; a hub speaks for anybody."""
    registration = asked.access.registration
    parties = registration.parties if registration else ()
    speaks = any(p.role == "HUB" or tree.same(p.path, "/".join(way.owner)) for p in parties)
    return None if speaks or not parties else not_found(f"{'/'.join(way.owner)} is not a party of yours")


async def keep(state: PartyState, way: Way, top: Document) -> bool:
    """Write, and tell who waits for it; True when it is new."""
    created = await state.store.put(way.kind, way.key(), top)
    state.arrived(way.module, top)
    return created


async def put(state: PartyState, asked: Asked) -> Reply:
    """Create or replace. 201 when it is new."""
    way = Way(state, asked)
    refusal = stranger(asked, way)
    if refusal is not None:
        return refusal
    problem = misfit(asked, way)
    if problem is not None:
        return refused(problem)
    if not way.levels:
        return done(201 if await keep(state, way, asked.json) else 200)
    top = await known(state, way)
    if top is None or tree.find(top, way.levels[:-1]) is None:
        return unknown(way)
    created = tree.find(top, way.levels) is None
    await keep(state, way, tree.replace(top, way.levels, asked.json))
    return done(201 if created else 200)


async def patch_one(state: PartyState, asked: Asked) -> Reply:
    """Change some fields; everything else stays. OCPI 2.2.1, 4.1.5 (PATCH)."""
    way = Way(state, asked)
    refusal = stranger(asked, way)
    if refusal is not None:
        return refusal
    problem = misfit(asked, way, partial=True)
    if problem is not None:
        return refused(problem)
    top = await known(state, way)
    found = None if top is None else tree.find(top, way.levels)
    if top is None or found is None:
        return unknown(way)
    await keep(state, way, tree.replace(top, way.levels, patched(way.type.name, found, asked.json)))
    return done()


def patched(name: str, document: Document, fragment: Document) -> Document:
    """The object after a PATCH."""
    added = {
        list_: [*(document.get(list_) or ()), *fragment[list_]]
        for list_ in APPENDED.get(name, ())
        if isinstance(fragment.get(list_), list)
    }
    return patch.apply(document, fragment | added)


async def post(state: PartyState, asked: Asked) -> Reply:
    """A new object that can never change; its URL is told. OCPI 2.2.1, 10.2.2.2."""
    way = Way(state, asked)
    problem = misfit(asked, way)
    if problem is not None:
        return refused(problem)
    body = asked.json
    way.owner, way.id = owner_of(state, asked), body[way.top.key]
    refusal = stranger(asked, way)
    if refusal is not None:
        return refusal
    earlier = await known(state, way)
    if earlier is not None and earlier != body:
        return refused(f"A {way.type.name} with this id exists, and it cannot be changed")
    if earlier is None:
        await keep(state, way, body)
    url = address.join(state.module_url(asked.version.number, way.module), *way.owner, way.id)
    return done(201 if earlier is None else 200, (header("Location", url),))


def owner_of(state: PartyState, asked: Asked) -> tuple[str, str]:
    """Whose an object is that was posted: as it says, else the peer that posts it."""
    registration = asked.access.registration
    peer = registration.parties[0] if registration and registration.parties else state.identity
    return asked.json.get("country_code") or peer.country_code, asked.json.get("party_id") or peer.party_id


async def delete(state: PartyState, asked: Asked) -> Reply:
    """Remove an object."""
    way = Way(state, asked)
    refusal = stranger(asked, way)
    if refusal is not None:
        return refusal
    return done() if await state.store.delete(way.kind, way.key()) else unknown(way)


#: By method, and whether the answer is a list.
GENERIC: dict[tuple[str, bool], Handler] = {
    ("GET", True): get_list,
    ("GET", False): get_one,
    ("PUT", False): put,
    ("PATCH", False): patch_one,
    ("POST", False): post,
    ("DELETE", False): delete,
}


def generic(method: str, response_list: bool) -> Handler:
    """The handler of a shape of endpoint."""
    return GENERIC[method, response_list]
