"""Rules of Tokens, of answers about them, and of who appears behind a hub. OCPI 2.2.1, 12.3 and 14.2."""

import re
from collections.abc import Iterator

from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.item import Item
from ocpi_runner.checks.past import owner_of
from ocpi_runner.checks.rules.iso import LANGUAGES
from ocpi_runner.checks.rules.laws import code
from ocpi_runner.checks.rules.rule import Rule

CONTRACT = re.compile(r"[A-Z]{2}[-*]?[A-Z0-9]{3}[-*]?C?[A-Z0-9]{6,10}([-*]?[A-Z0-9])?", re.IGNORECASE)
CARD = re.compile(r"([0-9A-F]{8}|[0-9A-F]{14}|[0-9A-F]{20})", re.IGNORECASE)
ONLINE = frozenset({"AD_HOC_USER", "APP_USER"})
LONGEST_GROUP = 20


def contract(item: Item) -> Iterator[Defect]:
    """The contract is written as an e-mobility account id, and names the owner of the Token."""
    name, verdict = item.named("contract_id", "auth_id"), item.context.choices.tolerance("tokens.contract_id")
    found = item.text(name)
    if found and verdict and not CONTRACT.fullmatch(found):
        message = f"`{name}` is {shown(found)}; an e-mobility account id is NL-ABC-C12345678"
        yield Defect(message, item.at(name), "an account id", found, verdict, "tokens.contract_id")


def never_offline(item: Item) -> Iterator[Defect]:
    """A token that exists in an app only is never trusted without asking."""
    kind, list_ = item.text("type"), item.text("whitelist")
    if kind in ONLINE and list_ not in (None, "NEVER"):
        yield Defect(f"A token of type {kind} has `whitelist` {list_}", item.at("whitelist"), "NEVER", list_)


def not_pushed(item: Item) -> Iterator[Defect]:
    """A contract certificate is no token to be pushed."""
    if item.text("type") == "EMAID" and item.context.endpoint == "tokens.receiver.put":
        yield Defect("A token of type EMAID is pushed", item.at("type"), "no push", "EMAID")


def group_length(item: Item) -> Iterator[Defect]:
    """Charge points with OCPP 1.x know group ids of 20 characters."""
    found = item.text("group_id") or ""
    if len(found) > LONGEST_GROUP:
        yield Defect(
            f"`group_id` has {len(found)} characters", item.at("group_id"), f"at most {LONGEST_GROUP}", len(found)
        )


def card_number(item: Item) -> Iterator[Defect]:
    """An RFID card is told by the number in it, in hexadecimal digits."""
    found, verdict = item.text("uid"), item.context.choices.tolerance("tokens.rfid_uid")
    if item.text("type") == "RFID" and found and verdict and not CARD.fullmatch(found):
        message = f"`uid` is {shown(found)}; 8, 14 or 20 hexadecimal digits"
        yield Defect(message, item.at("uid"), "a hidden id in hexadecimal", found, verdict, "tokens.rfid_uid")


# answers to an authorization


def asked(item: Item) -> dict[str, object]:
    """What the question named: nothing in a file."""
    return dict(item.context.params)


def place_only_when_allowed(item: Item) -> Iterator[Defect]:
    """A place is confirmed where charging is allowed."""
    if item.text("allowed") not in (None, "ALLOWED"):
        message = f"`location` is there, and `allowed` is {item.text('allowed')}"
        yield Defect(message, item.at("location"), None, "present")


def not_invalid(item: Item) -> Iterator[Defect]:
    """A token that is not valid may not charge."""
    token = item.one("token")
    if token and item.text("allowed") == "ALLOWED" and token.get("valid") is False:
        yield Defect("`allowed` is ALLOWED for a token that is not valid", item.at("allowed"), "BLOCKED", "ALLOWED")


def token_asked_about(item: Item) -> Iterator[Defect]:
    """The answer is about the token that was asked about."""
    token, uid = item.one("token"), asked(item).get("token_uid")
    if token and uid and str(token.get("uid")).upper() != str(uid).upper():
        message = f"The answer is about {shown(token.get('uid'))}, and {shown(uid)} was asked about"
        yield Defect(message, token.at("uid"), uid, token.get("uid"))


# behind a hub


def once_per_role(item: Item) -> Iterator[Defect]:
    """A party appears under the name that it has in its credentials, once per role."""
    seen = item.past.object("ClientInfo", item.text("party_id"), owner_of(item.value, {}))
    if seen and seen.by == item.context.by and seen.value.get("role") == item.get("role"):
        was, now = seen.value.get("status"), item.get("status")
        if was in ("CONNECTED", "OFFLINE", "SUSPENDED") and now == "PLANNED":
            yield Defect(f"`status` is PLANNED, and was {was} before", item.at("status"), "OFFLINE", "PLANNED")


RULES = (
    Rule("TOK-117", "Token", contract),
    Rule("TOK-055", "Token", never_offline, ("type", "whitelist")),
    Rule("TOK-056", "Token", not_pushed, ("type",), past=True),
    Rule("TOK-116", "Token", code("language", LANGUAGES, "ISO 639-1 code"), ("language",)),
    Rule("TOK-119", "Token", group_length, ("group_id",)),
    Rule("TOK-122", "Token", card_number, ("uid",)),
    Rule("TOK-026", "AuthorizationInfo", place_only_when_allowed, ("location",)),
    Rule("TOK-038", "AuthorizationInfo", not_invalid, ("token",)),
    Rule("TOK-016 TOK-024", "AuthorizationInfo", token_asked_about, ("token",), past=True),
    Rule("HCI-019", "ClientInfo", once_per_role, ("status",), past=True),
)
