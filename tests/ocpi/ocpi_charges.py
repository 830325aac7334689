"""Charges and tariffs for the tests of prices, built from a few words."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

ZONE = "Europe/Amsterdam"
WEEKDAYS = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"]
MONDAY, SATURDAY = "2026-03-02T08:30:00Z", "2026-03-07T12:30:00Z"  # 09:30 and 13:30 in Amsterdam

Object = dict[str, Any]


def component(type: str, price: float, step: int = 1, vat: float | None = None) -> Object:
    """A PriceComponent."""
    made: Object = {"type": type, "price": price, "step_size": step}
    return made if vat is None else made | {"vat": vat}


def element(*components: Object, **restrictions: Any) -> Object:
    """A TariffElement."""
    made: Object = {"price_components": list(components)}
    return made | {"restrictions": restrictions} if restrictions else made


def tariff(*elements: Object, id: str = "T1", **members: Any) -> Object:
    """A Tariff in euro."""
    return {"id": id, "currency": "EUR", "elements": list(elements)} | members


def minutes(count: float) -> float:
    """Minutes in hours."""
    return count / 60


def charge(*periods: tuple[float, Mapping[str, float]], start: str = MONDAY, end: str = "end_date_time") -> Object:
    """A CDR of periods that follow one another: (minutes, volumes)."""
    at = datetime.fromisoformat(start)
    rows: list[Object] = []
    for length, volumes in periods:
        rows.append({"start_date_time": told(at), "dimensions": dimensions(volumes), "tariff_id": "T1"})
        at += timedelta(minutes=length)
    return {"start_date_time": start, end: told(at), "currency": "EUR", "charging_periods": rows}


def dimensions(volumes: Mapping[str, float]) -> list[Object]:
    """CdrDimensions."""
    return [{"type": type, "volume": volume} for type, volume in volumes.items()]


def told(at: datetime) -> str:
    """A DateTime."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def timed(*parts: tuple[str, float], **beside: float) -> Iterable[tuple[float, Mapping[str, float]]]:
    """Periods of one time dimension each: (name, minutes)."""
    return [(length, {name: minutes(length)} | beside) for name, length in parts]
