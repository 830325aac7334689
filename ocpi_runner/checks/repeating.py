"""Checks of what is sent again: an object that was there, a request that had failed."""

from collections.abc import Iterable, Iterator
from itertools import islice

from ocpi_runner.checks.address import object_type
from ocpi_runner.checks.defect import Defect
from ocpi_runner.checks.past import Told, owner_of, type_of
from ocpi_runner.checks.subject import Subject

MINUTE, TIGHT = 60, 3  #: seconds; that many equal requests in them
LOOK_BACK = 200


def alike(subject: Subject) -> Iterator[Told]:
    """Earlier requests of the same party with the same method and address, the newest first."""
    own = subject.endpoint.id if subject.endpoint else "-"
    return like(subject, islice(subject.past.exchanges(own), LOOK_BACK))


def failures(subject: Subject) -> Iterator[Told]:
    """Those of them that failed at the other side."""
    return like(subject, subject.past.failures(subject.endpoint.id if subject.endpoint else "-"))


def like(subject: Subject, earlier: Iterable[Told]) -> Iterator[Told]:
    """The requests of the same party with the same method and address."""
    url, who = subject.exchange.request.url, subject.exchange.requester
    return (each for each in earlier if each.url == url and each.requester == who and each.method == subject.method)


def retried_slowly(subject: Subject) -> Iterator[Defect]:
    """A call that failed at the other side is not repeated at once and again."""
    since = subject.exchange.started - MINUTE
    times = sum(told.started >= since for told in failures(subject))
    if times >= TIGHT:
        message = f"The same call had failed {times} times within a minute, and comes again"
        yield Defect(message, "url", "a pause", f"{times} failed calls")


def not_replayed(subject: Subject) -> Iterator[Defect]:
    """A push that failed is not kept and sent later as it was."""
    body = subject.request.value
    for told in failures(subject):
        if told.request == body and subject.exchange.started - told.started > MINUTE:
            yield Defect(
                f"This is the push that failed as exchange {told.number}, sent again as it was", "$", "new state"
            )
            return


def known_is_200(subject: Subject) -> Iterator[Defect]:
    """A PUT of an object that was there is answered with 200."""
    kind = object_type(subject, subject.endpoint.request if subject.endpoint else None)
    if kind is None or subject.status != 201 or subject.method != "PUT":
        return
    params, key = subject.params, subject.params.get(kind.path_key)
    known = subject.past.object(kind.name, key, owner_of({}, params), type_of(kind, {}, params))
    if known and known.by == subject.exchange.requester:
        yield Defect("The object was pushed before, and the answer is HTTP 201", "status", 200, 201)


def new_is_201(subject: Subject) -> Iterator[Defect]:
    """A new object is answered with 201, where the setting asks for it."""
    verdict = subject.tolerance("status.created")
    if subject.status == 200 and verdict:
        yield Defect("The object is new, and the answer is HTTP 200", "status", 201, 200, verdict, "status.created")


def data_left_out(subject: Subject) -> Iterator[Defect]:
    """Where the specification does not say what `data` is, it is left out."""
    verdict = subject.tolerance("answer.data_unspecified")
    if subject.data not in (None, [], {}, "") and verdict:
        message = "The answer has `data`, of which the specification says nothing here"
        yield Defect(message, "$.data", None, "present", verdict, "answer.data_unspecified")


def served(subject: Subject) -> Iterator[Defect]:
    """What was announced answers GET."""
    paginated = subject.endpoint is not None and subject.endpoint.paginated
    if subject.status in (405, 501) or (subject.status == 404 and not paginated):
        message = f"The address was announced, and GET is answered with HTTP {subject.status}"
        yield Defect(message, "status", 200, subject.status)
