"""Checks of the OCPI-to and OCPI-from headers on both sides."""

from collections.abc import Iterator

from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.subject import Half, Subject

LENGTHS = {"party-id": 3, "country-code": 2}
HEADERS = tuple(f"OCPI-{way}-{part}" for way in ("to", "from") for part in LENGTHS)
NAMES = tuple((name, name.lower()) for name in HEADERS)
MOST = tuple((name, name.lower(), limit) for name in HEADERS for part, limit in LENGTHS.items() if name.endswith(part))


def address(half: Half, way: str) -> tuple[str, str] | None:
    """Country code and party id in upper case, as the headers of one way name them; None unless both do."""
    country, party = half.headers.get(f"ocpi-{way}-country-code"), half.headers.get(f"ocpi-{way}-party-id")
    return (country.strip().upper(), party.strip().upper()) if country and party else None


def required(subject: Subject) -> bool:
    """Whether the headers must be there, as the setting says."""
    setting = subject.setting("routing.required")
    if setting != "multi_role_or_hub":
        return setting == "always"
    known = subject.frame.known
    for party in (subject.exchange.party, subject.exchange.peer):
        side = known.get(party, ())
        if len(side) > 1 or (side and side[0].role == "HUB"):
            return True
    return False


def missing(subject: Subject, half: Half, receiver: str) -> Iterator[Defect]:
    """The headers that are not there, but must be; a hub finds the receiver by itself when TO is left out."""
    headers = half.headers
    absent = [name for name, key in NAMES if not headers.get(key)]
    if not absent or not required(subject):
        return
    if subject.is_hub(receiver) and absent == list(HEADERS[:2]):
        return
    for name in absent:
        yield Defect(f"`{name}` is missing", f"headers.{name}", "present", None, setting="routing.required")


def request_routed(subject: Subject) -> Iterator[Defect]:
    """A request to a functional module names both parties."""
    return missing(subject, subject.request, subject.exchange.responder)


def answer_routed(subject: Subject) -> Iterator[Defect]:
    """So does its answer, the other way round."""
    yield from missing(subject, subject.answer, subject.exchange.requester)
    for way, other in (("to", "from"), ("from", "to")):
        wanted, got = address(subject.request, other), address(subject.answer, way)
        if (
            wanted
            and got
            and wanted != got
            and not any(map(subject.is_hub, (subject.exchange.requester, subject.exchange.responder)))
        ):
            message = f"The answer names {'/'.join(got)} in OCPI-{way}, the request {'/'.join(wanted)} in OCPI-{other}"
            yield Defect(message, f"headers.OCPI-{way}-party-id", "/".join(wanted), "/".join(got))


def request_unrouted(subject: Subject) -> Iterator[Defect]:
    """A request to a configuration module names nobody."""
    return present(subject.request)


def answer_unrouted(subject: Subject) -> Iterator[Defect]:
    """Nor does its answer."""
    return present(subject.answer)


def present(half: Half) -> Iterator[Defect]:
    """The routing headers that are there."""
    headers = half.headers
    for name, key in NAMES:
        if key in headers:
            yield Defect(f"`{name}` does not belong on this module", f"headers.{name}", None, headers[key])


def lengths(subject: Subject) -> Iterator[Defect]:
    """Country codes have two characters, party ids up to three, all of them printable ASCII."""
    headers = subject.request.headers
    for name, key, limit in MOST:
        value = headers.get(key)
        if value and len(value.strip()) > limit:
            yield Defect(
                f"`{name}` has more than {limit} characters", f"headers.{name}", f"at most {limit}", value[:200]
            )
        elif value is not None and not (value.isascii() and value.isprintable() and value.strip()):
            yield Defect(f"`{name}` is {shown(value)}", f"headers.{name}", "printable ASCII", value[:200])


def parties(subject: Subject) -> Iterator[Defect]:
    """FROM is a party of the sender, TO one of the receiver; hubs speak for others, the unknown is not held."""
    for way, name in (("from", subject.exchange.requester), ("to", subject.exchange.responder)):
        got, identities = address(subject.request, way), subject.identities(name)
        if got is None or not identities or subject.is_hub(name):
            continue
        known = [(identity.country_code.upper(), identity.party_id.upper()) for identity in identities]
        if got not in known:
            wanted = ", ".join(sorted({"/".join(each) for each in known}))
            message = f"OCPI-{way} names {'/'.join(got)}, which is no party of {name} ({wanted})"
            yield Defect(message, f"headers.OCPI-{way}-party-id", wanted, "/".join(got))
