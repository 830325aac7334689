"""Secrets are masked once, here, before anything is written."""

import base64
import json
import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from ocpi_runner.record.event import Event, ExchangeSeen, FindingMade, Prompted
from ocpi_runner.record.exchange import Exchange, Headers, Request, Response
from ocpi_runner.record.finding import Judgement

SHORTEST = 4  #: characters; anything shorter is a word, not a secret
SCHEME = re.compile(r"^(\s*(?:token|bearer|basic)\s+)(.+)$", re.IGNORECASE | re.DOTALL)
BODY_TOKEN = re.compile(rb'("token"\s*:\s*")((?:[^"\\]|\\.)*)(")')
SECRET_HEADERS = frozenset({"authorization", "proxy-authorization", "cookie", "set-cookie"})
#: Fields of our own values that hold a word of ours.
NEVER_SECRET = frozenset(
    {"id", "verdict", "action", "phase", "level", "side", "requirement", "scenario", "step", "setting"}
)


class Redactor:
    """Knows the secrets of a run and replaces them: raw, in Base64, in Base64 with a newline."""

    def __init__(self) -> None:
        self.labels: dict[bytes, bytes] = {}
        self.pattern: re.Pattern[bytes] | None = None
        self.headers_seen: dict[tuple[str, str], str] = {}

    def add(self, secret: str, label: str) -> None:
        """Mask a secret from now on; readers see `***label***`. Secrets shorter than four characters are not masked."""
        raw = secret.encode("utf-8", "surrogatepass")
        if len(secret) < SHORTEST or raw in self.labels:
            return
        mark = f"***{label}***".encode()
        escaped = json.dumps(secret)[1:-1].encode()
        for form in (raw, escaped, base64.b64encode(raw), base64.b64encode(raw + b"\n")):
            self.labels.setdefault(form, mark)
        longest_first = sorted(self.labels, key=len, reverse=True)
        self.pattern = re.compile(b"|".join(map(re.escape, longest_first)))
        self.headers_seen.clear()

    def data(self, body: bytes) -> bytes:
        """Bytes without secrets."""
        if self.pattern is None or not any(secret in body for secret in self.labels):
            return body
        return self.pattern.sub(lambda match: self.labels[match.group()], body)

    def text(self, text: str) -> str:
        """Text without secrets."""
        return self.data(text.encode("utf-8", "surrogatepass")).decode("utf-8", "surrogatepass")

    def value(self, value: Any) -> Any:
        """JSON data, or one of our frozen values, without secrets in its words; ids and verdicts stay."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, tuple | list):
            return type(value)(map(self.value, value))
        if isinstance(value, dict):
            return {key: self.value(each) for key, each in value.items()}
        if is_dataclass(value) and not isinstance(value, type):
            told = [each.name for each in fields(value) if each.init and each.name not in NEVER_SECRET]
            return replace(value, **{name: self.value(getattr(value, name)) for name in told})
        return value

    def header(self, name: str, value: str) -> str:
        """A header's value; credentials are masked even when nobody told us of them."""
        key = (name, value)
        known = self.headers_seen.get(key)
        if known is None:
            known = self.masked(name, value)
            if len(self.headers_seen) > 4096:
                self.headers_seen.clear()
            self.headers_seen[key] = known
        return known

    def masked(self, name: str, value: str) -> str:
        """The same, worked out."""
        clean = self.text(value)
        if name.lower() not in SECRET_HEADERS or clean != value:
            return clean
        match = SCHEME.match(value)
        return f"{match.group(1)}***" if match else "***"

    def headers(self, headers: Headers) -> Headers:
        """All headers."""
        return tuple((name, self.header(name, value)) for name, value in headers)

    def exchange(self, exchange: Exchange) -> Exchange:
        """An exchange that may be written down."""
        clean: Callable[[bytes], bytes] = self.credentials if "/credentials" in exchange.request.url else self.data
        request, response = exchange.request, exchange.response
        shown = Request(
            request.method, self.text(request.url), self.headers(request.headers), clean(request.body), request.size
        )
        answered = response and Response(
            response.status, self.headers(response.headers), clean(response.body), response.size
        )
        redirects = tuple(map(self.text, exchange.redirects))
        return replace(exchange, request=shown, response=answered, redirects=redirects)

    def event(self, event: Event) -> Event:
        """An event that anybody may read; a prompt stays, since whoever is asked needs what it says."""
        if isinstance(event, Prompted):
            return event
        if isinstance(event, ExchangeSeen):
            return ExchangeSeen(self.exchange(event.exchange), self.judgement(event.judgement))
        told: Event = (
            FindingMade(self.judgement(event.judgement)) if isinstance(event, FindingMade) else self.value(event)
        )
        return told

    def judgement(self, judgement: Judgement) -> Judgement:
        """Findings without secrets in what they show."""
        return replace(judgement, findings=tuple(map(self.value, judgement.findings)))

    def line(self, exchange: Exchange, write: Callable[[Exchange], bytes]) -> bytes:
        """An exchange as JSON, cleaned in one go: the same result as that of `exchange`, sooner."""
        if "/credentials" in exchange.request.url:
            return write(self.exchange(exchange))
        request, response = exchange.request, exchange.response
        request = replace(request, headers=self.without_credentials(request.headers))
        response = response and replace(response, headers=self.without_credentials(response.headers))
        return self.data(write(replace(exchange, request=request, response=response)))

    def without_credentials(self, headers: Headers) -> Headers:
        """Headers in which only those that always hold a secret are masked."""
        return tuple(
            (name, self.header(name, value) if name.lower() in SECRET_HEADERS else value) for name, value in headers
        )

    def credentials(self, body: bytes) -> bytes:
        """A body of the credentials module: its token is masked even when nobody told us of it."""
        marked = self.data(body)

        def mask(match: re.Match[bytes]) -> bytes:
            return match.group() if match.group(2).startswith(b"***") else match.group(1) + b"***" + match.group(3)

        return BODY_TOKEN.sub(mask, marked)
