"""Checks of asynchronous results: each belongs to a request, comes once, in time, and only when it was accepted.

OCPI 2.2.1, 13.2.2 and 15.2.2. A result is found by the response_url that the request named.
"""

from collections.abc import Iterator
from urllib.parse import unquote

from ocpi_runner.checks.defect import Defect
from ocpi_runner.checks.past import Told
from ocpi_runner.checks.subject import Subject

REQUESTS = ("commands.receiver.post", "chargingprofiles.receiver.")
RESULTS = ("commands.sender.post_result", "chargingprofiles.sender.post_result")
OF_METHOD = {"PUT": "CPR-023", "DELETE": "CPR-025"}  #: what says which result comes for a profile
CANCELED = "CANCELED_RESERVATION"
GRACE, EARLY = 1.0, 0.05  #: seconds


def response_url(told: Told) -> str | None:
    """Where the result of a request shall go."""
    named = told.request.get("response_url") if isinstance(told.request, dict) else None
    if isinstance(named, str):
        return named
    _, mark, rest = told.url.partition("response_url=")
    return unquote(rest.split("&")[0]) if mark else None


def origin(subject: Subject) -> Told | None:
    """The request whose result this is."""
    url = subject.exchange.request.url
    return next((told for told in subject.past.exchanges(*REQUESTS) if response_url(told) == url), None)


def result_of(told: Told) -> object:
    """What was said at once."""
    return told.data.get("result") if isinstance(told.data, dict) else None


def only_when_accepted(subject: Subject) -> Iterator[Defect]:
    """What was not accepted has no result later."""
    told = origin(subject)
    said = result_of(told) if told else None
    if told and isinstance(said, str) and said != "ACCEPTED":
        message = f"A result comes for exchange {told.number}, which was answered {said}"
        yield Defect(message, "url", "no result", said)


def once(subject: Subject) -> Iterator[Defect]:
    """There is one result for each request."""
    url, value = subject.exchange.request.url, subject.request.value
    results = [told for told in subject.past.exchanges(*RESULTS) if told.url == url and told.status == 200]
    asked = sum(response_url(told) == url for told in subject.past.exchanges(*REQUESTS))
    before = results[0] if len(results) >= max(asked, 1) else None
    if before and not (isinstance(value, dict) and value.get("result") == CANCELED):
        message = f"This is the second result for the same request; the first was exchange {before.number}"
        yield Defect(message, "url", "one result", "two")


def within_timeout(subject: Subject) -> Iterator[Defect]:
    """The result comes within the time that was announced."""
    told = origin(subject)
    timeout = told.data.get("timeout") if told and isinstance(told.data, dict) else None
    if told is None or type(timeout) is not int or timeout <= 0:
        return
    waited = subject.exchange.started - told.ended
    value = subject.request.value
    later = isinstance(value, dict) and value.get("result") == CANCELED
    if waited > timeout + GRACE and not later:
        message = f"The result comes after {waited:.0f} s; `timeout` was {timeout} s (exchange {told.number})"
        yield Defect(message, "url", f"within {timeout} s", f"{waited:.0f} s")


def after_answer(subject: Subject) -> Iterator[Defect]:
    """The result of a request does not come before the answer to it."""
    exchange, url = subject.exchange, named_url(subject)
    end = exchange.started + exchange.duration
    told = next((told for told in subject.past.exchanges(*RESULTS) if told.url == url), None) if url else None
    if told and exchange.started < told.started < end - EARLY:
        message = f"The result, exchange {told.number}, was sent {end - told.started:.2f} s before this answer"
        yield Defect(message, "status", "the answer first", "the result first")


def named_url(subject: Subject) -> str | None:
    """The response_url of a request."""
    value = subject.request.value
    url = value.get("response_url") if isinstance(value, dict) else None
    return url if isinstance(url, str) else subject.query.get("response_url")


def unique_url(subject: Subject) -> Iterator[Defect]:
    """Each request has a response_url of its own."""
    url = named_url(subject)
    earlier = (told for told in subject.past.exchanges(*REQUESTS) if response_url(told) == url)
    before = next(earlier, None) if url else None
    if before and before.requester == subject.exchange.requester:
        message = f"`response_url` was named before, in exchange {before.number}"
        yield Defect(message, "$.response_url", "a URL of its own", "the same")


def of_its_kind(subject: Subject) -> Iterator[Defect]:
    """Only the question for a profile is answered with one."""
    told, value = origin(subject), subject.request.value
    if told and isinstance(value, dict) and value.get("profile") is not None and told.method != "GET":
        message = f"`profile` is there, and the request was {told.method} (exchange {told.number})"
        yield Defect(message, "$.profile", None, "present", requirement=OF_METHOD.get(told.method))


def literal(subject: Subject) -> Iterator[Defect]:
    """The response_url is called as it was given, to the letter."""
    url = subject.exchange.request.url
    for told in subject.past.exchanges(*REQUESTS) if origin(subject) is None else ():
        named = response_url(told)
        if named and named.split("?")[0].rstrip("/") == url.split("?")[0].rstrip("/"):
            yield Defect(
                f"The result of exchange {told.number} is sent to another URL than was named", "url", named, url
            )
            return


def not_retried(subject: Subject) -> Iterator[Defect]:
    """A result that could not be delivered is not sent again."""
    url = subject.exchange.request.url
    failed = (told for told in subject.past.exchanges(*RESULTS) if told.url == url and told.status >= 500)
    before = next(failed, None)
    if before and before.request == subject.request.value:
        message = f"The same result was sent before, and could not be taken (exchange {before.number})"
        yield Defect(message, "url", "once", "twice")
