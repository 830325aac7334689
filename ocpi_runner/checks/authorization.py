"""Checks of the credentials token on a request: present, in the right form, the right one."""

from collections.abc import Iterator

from ocpi_runner.checks.defect import Defect
from ocpi_runner.checks.subject import Subject

PATH = "headers.Authorization"


def token_present(subject: Subject) -> Iterator[Defect]:
    """`Authorization: Token …` is there."""
    header = subject.request.headers.get("authorization")
    if header is None:
        yield Defect("The request has no `Authorization` header", PATH, "Token …", None)
        return
    scheme, _, parameter = header.strip().partition(" ")
    if scheme != "Token":
        yield Defect("`Authorization` does not start with the word `Token`", PATH, "Token …", scheme[:20] or "nothing")
    elif not parameter.strip():
        yield Defect("`Authorization` names no token", PATH, "Token …", "Token")


def token_form(subject: Subject) -> Iterator[Defect]:
    """The token is written as the version asks for, or as the setting says."""
    route, version = subject.exchange.route, subject.version
    if route is None or version is None or route.token_form is None:
        return
    seen, setting = route.token_form, subject.setting("auth.encoding")
    if seen == "base64+newline" and version.token_form == "base64":
        if verdict := subject.tolerance("auth.strip_trailing_lf"):
            message = "The token was Base64 encoded together with a trailing newline"
            yield Defect(message, PATH, "base64", seen, verdict, "auth.strip_trailing_lf")
        return
    wanted = version.token_form if setting in ("auto", "spec") else setting
    if seen != wanted:
        verdict = "warned" if setting == "auto" else None
        yield Defect(f"The token is sent as {seen}; {wanted} is required", PATH, wanted, seen, verdict, "auth.encoding")


def token_spacing(subject: Subject) -> Iterator[Defect]:
    """Exactly one space stands between `Token` and the token."""
    header = subject.request.headers.get("authorization", "")
    parameter = header.partition(" ")[2]
    if header.startswith("Token ") and parameter.strip() and parameter.split() != [parameter]:
        yield Defect("`Token` is followed by more than one space and one word", PATH, "one space", "other white space")


def token_a_spent(subject: Subject) -> Iterator[Defect]:
    """Token A is for the registration only."""
    if subject.exchange.route and subject.exchange.route.token == "A":
        yield Defect(
            "The request uses token A; the token from the registration is required", PATH, "token B or C", "token A"
        )


def token_known(subject: Subject) -> Iterator[Defect]:
    """A registered party uses the token that it was given."""
    route = subject.exchange.route
    if route and route.token == "unknown" and subject.frame.registered:
        yield Defect(
            "The request uses a token that was never given out",
            PATH,
            "the token from the registration",
            "another token",
        )


def token_accepted(subject: Subject) -> Iterator[Defect]:
    """The token from the registration, in the version's own form, opens what was announced."""
    route, version = subject.exchange.route, subject.version
    if subject.status != 401 or route is None or version is None or not subject.frame.registered:
        return
    if subject.exchange.direction == "out" and route.token in ("B", "C") and route.token_form == version.token_form:
        message = f"The token from the registration, sent as {route.token_form}, is refused with HTTP 401"
        yield Defect(message, "status", 200, 401)
