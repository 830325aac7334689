"""Cases of the checks of commands and of what becomes of them."""

from typing import Any

from ocpi_objects import whole
from rules_bench import Talk

COMMAND, RESULT = "commands.receiver.post", "commands.sender.post_result"
OBJECTS = {"START_SESSION": "StartSession", "RESERVE_NOW": "ReserveNow", "CANCEL_RESERVATION": "CancelReservation"}
FIRST, SECOND = "http://127.0.0.1:4712/commands/1", "http://127.0.0.1:4712/commands/2"
SESSION = ("sessions.receiver.put", {})


def command(name: str = "START_SESSION", url: str = FIRST, answer: str = "ACCEPTED", **more: Any) -> Any:
    """A command and the answer to it."""
    body = whole("2.2.1", OBJECTS[name]) | {"response_url": url} | more
    return COMMAND, {"params": {"command": name}, "body": body, "data": {"result": answer, "timeout": 30}}


def result(said: str = "ACCEPTED", url: str = FIRST) -> Any:
    """What became of it."""
    return RESULT, {"url": url, "body": {"result": said}}


CASES: tuple[Talk, ...] = (
    Talk("CMD-067", (command(), SESSION), apart=100, path="$"),
    Talk("CMD-067", (command(), ("cdrs.receiver.post", {})), apart=100, path="$"),
    Talk("CMD-067", (command(), command(url=SECOND)), apart=100, path="status"),
    Talk("CMD-067", (command(), result(url=SECOND)), apart=100, path="url"),
    Talk("CMD-067", (command(), result(), SESSION), apart=20, fires=False),
    Talk("CMD-067", (command(), result(), SESSION), apart=100, fires=False),
    Talk("CMD-067", (command(), SESSION), apart=20, fires=False),
    Talk("CMD-067", (command(), SESSION, SESSION), apart=100, fires=False),
    Talk("CMD-067", (command(answer="REJECTED"), SESSION), apart=100, fires=False),
    Talk("CMD-076", (command(), result()), apart=100, path="$.result"),
    Talk("CMD-076", (command(), result("TIMEOUT")), apart=100, fires=False),
    Talk("CMD-076", (command(), result()), apart=20, fires=False),
    Talk("CMD-061", (command(), result("CANCELED_RESERVATION")), path="url"),
    Talk("CMD-061", (command("RESERVE_NOW"), result("CANCELED_RESERVATION")), fires=False),
    Talk("CMD-079", (command(), command(url=SECOND), result(), result("FAILED")), path="url"),
    Talk("CMD-079", (command(), command(url=SECOND), result(), result("FAILED", SECOND)), fires=False),
    Talk("CMD-079", (command(), result(), result("FAILED")), fires=False),
    Talk(
        "CMD-094",
        (command("RESERVE_NOW"), command("CANCEL_RESERVATION", SECOND, reservation_id="RES9")),
        path="$.reservation_id",
    ),
    Talk(
        "CMD-094",
        (command("RESERVE_NOW"), command("CANCEL_RESERVATION", SECOND, reservation_id="RES0001")),
        fires=False,
    ),
    Talk("CMD-094", (command("CANCEL_RESERVATION", reservation_id="RES9"),), fires=False),
)
