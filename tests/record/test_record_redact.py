"""No secret of a run reaches what is written, in whatever form it crossed the wire."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocpi_runner.record.event import Event, ExchangeSeen, FindingMade, Noted, Prompted, StepFinished
from ocpi_runner.record.exchange import Exchange, Request, Response
from ocpi_runner.record.finding import Finding, Judgement
from ocpi_runner.record.redact import Redactor
from ocpi_runner.record.result import StepResult

SECRET = "secret-token-4711"
FORMS = {
    "raw": SECRET,
    "base64": base64.b64encode(SECRET.encode()).decode(),
    "base64 with a newline": base64.b64encode(SECRET.encode() + b"\n").decode(),
}
BODY = json.dumps({"token": "never-told-us", "url": f"https://x/{SECRET}"}).encode()


def redactor() -> Redactor:
    made = Redactor()
    made.add(SECRET, "C")
    return made


def exchange(url: str = "https://x/ocpi/credentials", body: bytes = BODY) -> Exchange:
    headers = (("Authorization", f"Token {FORMS['base64']}"), ("X-Note", SECRET), ("Cookie", "a=b"))
    return Exchange(
        1, "out", "cpo", "emsp", Request("POST", url, headers, body, len(body)),
        Response(200, headers, body, len(body)), 0.0, 0.1, redirects=(f"https://x/{SECRET}",),
    )  # fmt: skip


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_form_of_a_secret_is_masked_with_its_label(form: str) -> None:
    assert redactor().text(f"before {form} after") == "before ***C*** after"
    assert redactor().data(f"<{form}>".encode()) == b"<***C***>"


@given(secret=st.text(st.characters(codec="utf-8"), min_size=4, max_size=30), around=st.text(max_size=20))
def test_no_secret_survives_wherever_it_stands(secret: str, around: str) -> None:
    made = Redactor()
    made.add(secret, "A")
    masked = made.data(f"{around}{secret}{around}".encode())
    left = masked.replace(b"***A***", b"\x00")
    assert secret.encode() not in left or secret in around


@pytest.mark.parametrize("value", ["Token abc123", "Bearer abc123", "abc123", "token   abc 123", ""])
def test_an_authorization_header_is_masked_even_when_its_token_is_unknown(value: str) -> None:
    assert "abc" not in Redactor().header("Authorization", value)


def test_the_scheme_of_a_masked_header_stays_readable() -> None:
    assert Redactor().header("authorization", "Token abcdef") == "Token ***"
    assert redactor().header("Authorization", f"Token {FORMS['base64']}") == "Token ***C***"


def test_other_headers_keep_what_is_no_secret() -> None:
    assert redactor().headers((("X-Request-ID", "1-2-3"), ("X-Note", SECRET))) == (
        ("X-Request-ID", "1-2-3"),
        ("X-Note", "***C***"),
    )


def test_a_header_seen_before_is_masked_when_its_secret_becomes_known_later() -> None:
    made = Redactor()
    assert made.header("X-Note", SECRET) == SECRET
    made.add(SECRET, "C")
    assert made.header("X-Note", SECRET) == "***C***"


def test_an_exchange_is_clean_in_all_its_parts() -> None:
    clean = redactor().exchange(exchange(url=f"https://x/ocpi/credentials?token={SECRET}"))
    assert SECRET not in repr(clean) and FORMS["base64"] not in repr(clean)


def test_the_token_in_a_credentials_body_is_masked_although_nobody_told_us_of_it() -> None:
    clean = redactor().exchange(exchange())
    assert json.loads(clean.request.body)["token"] == "***"
    assert clean.response is not None and b"never-told-us" not in clean.response.body


def test_events_are_masked_but_for_a_prompt_which_its_reader_needs() -> None:
    made, step = redactor(), StepResult("s1.1", "ask", f"Take {SECRET}", "blocked", 0.0, 0.0, reason=SECRET)
    finding = Finding("CRD-028", "must", "failed", "", "It differs", actual=SECRET)
    events: tuple[Event, ...] = (
        StepFinished("s1", 0, step),
        ExchangeSeen(exchange(), Judgement((finding,), ("CRD-001",))),
        FindingMade(Judgement((finding,))),
        Noted(f"note {SECRET}"),
    )
    assert [event for event in map(made.event, events) if SECRET in repr(event)] == []
    asked = Prompted("s1", "s1.1", f"Take {SECRET}", 5.0)
    assert made.event(asked) == asked


def test_a_known_token_in_a_credentials_body_keeps_its_label() -> None:
    body = json.dumps({"token": SECRET}).encode()
    assert json.loads(redactor().exchange(exchange(body=body)).request.body) == {"token": "***C***"}


def test_the_uid_of_a_token_in_other_modules_stays() -> None:
    body = json.dumps({"token": {"uid": "RFID-1"}}).encode()
    assert redactor().exchange(exchange("https://x/ocpi/sessions", body)).request.body == body


def test_a_word_shorter_than_four_characters_is_no_secret() -> None:
    made = Redactor()
    made.add("NL", "country")
    assert made.text("NL/TST") == "NL/TST"


def test_a_secret_inside_another_leaves_nothing_of_the_longer_one() -> None:
    made = Redactor()
    made.add("secret", "short")
    made.add("secret-and-more", "long")
    assert made.text("secret-and-more") == "***long***"
