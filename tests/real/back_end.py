"""The part that the framework leaves to its user: objects in memory, tokens, and what a command does."""

import asyncio
import secrets
from datetime import UTC, datetime
from typing import Any

import seed
from py_ocpi.core.adapter import BaseAdapter
from py_ocpi.core.authentication.authenticator import Authenticator
from py_ocpi.core.config import settings
from py_ocpi.core.crud import Crud
from py_ocpi.core.enums import Action, ModuleID, RoleEnum
from py_ocpi.core.push import send_push_request
from py_ocpi.core.utils import encode_string_base64
from py_ocpi.modules.versions.enums import VersionNumber

Row = dict[str, Any]
OWNER = {"country_code": settings.COUNTRY_CODE, "party_id": settings.PARTY_ID}


class World:
    """All that this party knows, for as long as the process lives."""

    role = RoleEnum.cpo
    token_a = ""
    single_use = False
    objects: dict[str, list[Row]] = {}  # noqa: RUF012 - one world in a process, as the framework's classes have it
    peers: dict[str, Row] = {}  # noqa: RUF012 - by the token that the peer must use
    tasks: set[asyncio.Task[None]] = set()  # noqa: RUF012 - kept, so that they are not lost


def now() -> str:
    """The time, as OCPI writes it."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def same(one: Any, other: Any) -> bool:
    """Whether two CiStrings are equal; the framework hands some of them over as members of an enumeration."""
    texts = [str(getattr(value, "value", value)).lower() for value in (one, other)]
    return texts[0] == texts[1]


def rows(module: ModuleID) -> list[Row]:
    """The objects of a module."""
    return World.objects.setdefault(module.value, [])


def find(module: ModuleID, name: Any, wanted: Row) -> Row | None:
    """The object with this id, of this party and of this type where the caller says so."""
    pairs = [("country_code", wanted.get("country_code")), ("party_id", wanted.get("party_id"))]
    pairs.append(("type", getattr(wanted.get("token_type"), "value", None)))
    for row in rows(module):
        given = [(key, value) for key, value in pairs if value is not None and key in row]
        if same(row.get("uid", row.get("id")), name) and all(same(row[key], value) for key, value in given):
            return row
    return None


def credentials(token: str) -> Row:
    """What we hand to a peer, as OCPI 2.1.1 and as 2.2.1 have it; the framework takes what it needs."""
    party = {**OWNER, "business_details": {"name": "A made-up company"}}
    url = f"{settings.PROTOCOL}://{settings.OCPI_HOST}/ocpi/versions"
    return {"token": token, "url": url, **party, "roles": [{**party, "role": World.role.value}]}


def register(data: Row, old_token: str | None) -> Row:
    """Keep a peer's credentials and endpoints under a new token of ours."""
    World.peers.pop(old_token or "", None)
    token = secrets.token_hex(16)
    World.peers[token] = data
    return credentials(token)


class Tokens(Authenticator):
    """Which tokens open the door."""

    @classmethod
    async def get_valid_token_c(cls) -> list[str]:
        return list(World.peers)

    @classmethod
    async def get_valid_token_a(cls) -> list[str]:
        return [] if World.single_use and World.peers else [World.token_a]


class Memory(Crud):
    """Objects in lists."""

    @classmethod
    async def get(cls, module: ModuleID, role: RoleEnum, id: Any, *args: Any, **wanted: Any) -> Any:
        if module == ModuleID.credentials_and_registration:
            return credentials(id) if id in World.peers else None
        if module == ModuleID.commands:
            return {"result": "ACCEPTED"}
        return find(module, id, wanted)

    @classmethod
    async def list(
        cls, module: ModuleID, role: RoleEnum, filters: Row, *args: Any, **wanted: Any
    ) -> tuple[list[Row], int, bool]:
        kept = [row for row in rows(module) if in_period(row, filters)]
        end = filters["offset"] + filters["limit"]
        return kept[filters["offset"] : end], len(kept), end >= len(kept)

    @classmethod
    async def create(cls, module: ModuleID, role: RoleEnum, data: Row, *args: Any, **wanted: Any) -> Row:
        if module == ModuleID.credentials_and_registration:
            return register(data, None)
        rows(module).append(data)
        return data

    @classmethod
    async def update(cls, module: ModuleID, role: RoleEnum, data: Row, id: Any, *args: Any, **wanted: Any) -> Row:
        if module == ModuleID.credentials_and_registration:
            return register(data, wanted.get("auth_token"))
        row = find(module, id, wanted)
        if row is not None and "profile_type" not in data:
            row.clear()
            row.update(data)
        return data

    @classmethod
    async def delete(cls, module: ModuleID, role: RoleEnum, id: Any, *args: Any, **wanted: Any) -> None:
        if module == ModuleID.credentials_and_registration:
            World.peers.pop(id, None)
            return
        row = find(module, id, wanted)
        if row is not None:
            rows(module).remove(row)

    @classmethod
    async def do(
        cls, module: ModuleID, role: RoleEnum | None, action: Action, *args: Any, data: Row | None = None, **wanted: Any
    ) -> Any:
        peer = World.peers.get(wanted.get("auth_token", ""), {})
        body = data or (args[0] if args else {})
        if action == Action.get_client_token:
            return peer["credentials"]["token"]
        if action == Action.authorize_token:
            return authorization(body)
        if action == Action.send_command:
            return command(wanted["command"].value, body, peer)
        return None


def in_period(row: Row, filters: Row) -> bool:
    """Whether the object changed in the period that the caller asks for."""
    changed = datetime.fromisoformat(row["last_updated"])
    start, end = filters["date_from"], filters["date_to"]
    aware = [moment and (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) for moment in (start, end)]
    return (aware[0] is None or changed >= aware[0]) and (aware[1] is None or changed < aware[1])


def authorization(data: Row) -> Row:
    """May this card charge here?"""
    card = find(ModuleID.tokens, data["token_uid"], {})
    allowed = "ALLOWED" if card and card["valid"] else "BLOCKED"
    place = data["location_reference"] if allowed == "ALLOWED" else None
    return {"allowed": allowed, "token": card, "location": place}


def command(kind: str, data: Row, peer: Row) -> Row:
    """Accept a command, and do it a moment later."""
    if kind == "STOP_SESSION" and not find(ModuleID.sessions, data["session_id"], {}):
        return {"result": "UNKNOWN_SESSION", "timeout": 0}
    work = {"START_SESSION": start, "STOP_SESSION": stop}.get(kind)
    if work:
        task = asyncio.create_task(work(data, peer))
        World.tasks.add(task)
        task.add_done_callback(World.tasks.discard)
    return {"result": "ACCEPTED", "timeout": 30}


async def start(data: Row, peer: Row) -> None:
    """A session begins, and the peer hears about it through the framework's own client."""
    await asyncio.sleep(0.3)
    place = find(ModuleID.locations, data["location_id"], {}) or {}
    evse = data.get("evse_uid") or place["evses"][0]["uid"]
    name = f"SESSION-{len(rows(ModuleID.sessions)) + 1}"
    new = seed.session(OWNER, name, data["token"], (data["location_id"], evse, data.get("connector_id") or "1"), now())
    rows(ModuleID.sessions).append(new)
    await push(ModuleID.sessions, new, peer)


async def stop(data: Row, peer: Row) -> None:
    """The session ends; the peer gets it once more, and then its CDR."""
    await asyncio.sleep(0.3)
    row = find(ModuleID.sessions, data["session_id"], {}) or {}
    row.update(status="COMPLETED", kwh=7.5, end_date_time=now(), last_updated=now())
    await push(ModuleID.sessions, row, peer)
    place = find(ModuleID.locations, row["location_id"], {}) or {}
    bill = seed.cdr(OWNER, f"CDR-OF-{row['id']}", row, place)
    rows(ModuleID.cdrs).append(bill)
    await push(ModuleID.cdrs, bill, peer)


async def push(module: ModuleID, row: Row, peer: Row) -> None:
    """Send an object to the peer with the framework's client."""
    header = f"Token {encode_string_base64(peer['credentials']['token'])}"
    endpoints = peer["endpoints"]["endpoints"]
    await send_push_request(row["id"], row, module, BaseAdapter, header, endpoints, VersionNumber.v_2_2_1)
