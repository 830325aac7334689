"""Changes an object of ours and tells the peer; `last_updated` moves, up to the outermost object."""

from datetime import timedelta
from typing import Any

from ocpi_runner.ocpi import patch
from ocpi_runner.ocpi.moment import parse, to_text
from ocpi_runner.ocpi.version import ObjectType, Version
from ocpi_runner.ocpi.writing import written
from ocpi_runner.party import tree
from ocpi_runner.party.objects import top_of
from ocpi_runner.party.pushing import counterpart, make_known, push, unpatchable
from ocpi_runner.party.state import KEY_QUERY, Document, PartyState
from ocpi_runner.source.errors import PeerFault

SECOND = timedelta(seconds=1)
AHEAD = timedelta(seconds=2)  #: clocks differ by as much


def meant(state: PartyState, version: Version, path: str) -> tuple[ObjectType, ObjectType, str, tuple[tree.Level, ...]]:
    """What `locations/LOC0001/EVSE01` means: outermost type, type meant, key, way. Raises PeerFault."""
    module, *ids = [part for part in path.strip("/").split("/") if part]
    if not ids or not any(o.module == module for o in version.objects):
        raise PeerFault(f"`{path}` names no object", hint="write `module/id`, e.g. `locations/LOC0001/EVSE01`")
    kind = top = top_of(version, module)
    key = f"{state.own}{ids[0]}"
    if module in KEY_QUERY:
        key += f"/{ids[1] if len(ids) > 1 else KEY_QUERY[module][1]}"
        ids = ids[:1]
    levels = []
    for id_ in ids[1:]:
        property_, name = kind.children[0] if kind.children else ("", "")
        child = version.object(name)
        if child is None:
            raise PeerFault(f"`{path}` goes deeper than a {kind.name} does")
        kind = child
        levels.append(tree.Level(property_, kind.key, id_))
    return top, kind, key.upper(), tuple(levels)


def later(state: PartyState, document: Document) -> str:
    """Now; or a second after the last change where that is as new, so that the change shows; never far ahead."""
    now, last = state.clock.now().replace(microsecond=0), parse(str(document.get("last_updated", "")))
    if last is None or last < now:
        return to_text(now)
    return to_text(max(last, min(last + SECOND, now + AHEAD)))


async def write(
    state: PartyState, version: Version, path: str, fragment: dict[str, Any]
) -> tuple[ObjectType, ObjectType, Document, Document, tuple[tree.Level, ...], Document]:
    """Change in the store only: (outermost type, type, before, after, way, fragment sent). Raises PeerFault."""
    top, kind, key, levels = meant(state, version, path)
    before = await state.store.get(state.kind(top.module), key)
    found = None if before is None else tree.find(before, levels)
    if before is None or found is None:
        raise PeerFault(f"`{state.name}` has no {path}")
    told = {"last_updated": later(state, found), **fragment}
    after = tree.replace(before, levels, patch.apply(found, told))
    await state.store.put(state.kind(top.module), key, after)
    return top, kind, before, after, levels, told


async def change(state: PartyState, peer: str, path: str, fragment: dict[str, Any]) -> Document:
    """Change an object of ours, push the change as PATCH (as PUT where there is no PATCH), return the object after it.

    `path` is `module/id/…`, e.g. `locations/LOC0001/EVSE01/1` or `tokens/RFID-1`. Raises PeerFault.
    """
    _, version = await counterpart(state, peer)
    top, kind, before, after, levels, told = await write(state, version, path, fragment)
    changed = tree.find(after, levels)
    assert changed is not None
    patchable = any(
        e.method == "PATCH" and e.module == top.module and e.interface == "receiver" for e in version.endpoints
    )
    if not patchable:
        await push(state, peer, "PUT", kind, after, levels, changed)
        return written(version, kind.name, changed)
    await make_known(state, peer, top, before)
    if unpatchable(await push(state, peer, "PATCH", kind, after, levels, told)):
        await push(state, peer, "PUT", top, after)
    return written(version, kind.name, changed)
