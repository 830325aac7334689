"""Which EVSE is reserved for whom."""

from ocpi_runner.party import tree
from ocpi_runner.party.place import Place
from ocpi_runner.party.state import Document, PartyState


def key(peer: str, number: str) -> str:
    """Two peers may use the same reservation id."""
    return f"{peer}/{number}".upper()


async def keep(state: PartyState, peer: str, place: Place, body: Document, session_id: str) -> None:
    """Reserve, or change a reservation."""
    document = {
        "id": body["reservation_id"],
        "peer": peer,
        "path": place.path,
        "token": body["token"],
        "session_id": session_id,
    }
    await state.store.put(state.kind("reservations"), key(peer, body["reservation_id"]), document)


async def holder(state: PartyState, place: Place) -> Document | None:
    """The reservation of an EVSE."""
    page = await state.store.page(state.kind("reservations"))
    return next((r for r in page.items if r["path"] == place.path), None)


async def drop(state: PartyState, peer: str, number: str) -> Document | None:
    """End a reservation; what it was, or None when the peer has no such reservation."""
    found = await state.store.get(state.kind("reservations"), key(peer, number))
    if found is None:
        return None
    await state.store.delete(state.kind("reservations"), key(peer, number))
    return found


def same_token(reservation: Document, token: Document) -> bool:
    """Whether the driver who comes is the one for whom it was reserved."""
    held = reservation["token"]
    return tree.same(held.get("uid"), token.get("uid")) and held.get("type") == token.get("type")
