"""A token reaches its reader whatever form the header is written in."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocpi_runner.ocpi import token

TOKEN = "AAA_AAA_AAA"
IN_BASE64 = base64.b64encode(TOKEN.encode()).decode()
WITH_NEWLINE = base64.b64encode(TOKEN.encode() + b"\n").decode()
LOOKS_ENCODED = "abcdefgh"  # eight characters that are Base64 of something that is no text
TOKENS = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=64)


@given(TOKENS, st.sampled_from(["base64", "raw"]))
def test_what_is_written_is_read(text: str, form: str) -> None:
    assert token.Candidate(text, form) in token.read(token.authorization(text, form))


@given(st.text(max_size=200))
def test_no_header_breaks_the_reader(header: str) -> None:
    for candidate in (*token.read(header), *token.read(f"Token {header}")):
        assert candidate.token
        assert candidate.form in ("base64", "base64+newline", "raw")


@given(st.binary(max_size=60))
def test_whatever_was_encoded_the_raw_form_stays_a_possibility(data: bytes) -> None:
    given = base64.b64encode(data).decode()
    found = token.read(f"Token {given}")
    assert found == () if not given else found[-1] == token.Candidate(given, "raw")


def test_a_header_has_the_scheme_Token() -> None:
    assert token.authorization(TOKEN) == f"Token {IN_BASE64}"
    assert token.authorization(TOKEN, "raw") == f"Token {TOKEN}"


def test_a_token_outside_ASCII_is_encoded_as_UTF_8() -> None:
    assert token.read(token.authorization("clé"))[0] == token.Candidate("clé", "base64")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (f"Token {IN_BASE64}", (TOKEN, "base64")),
        (f"token   {IN_BASE64} ", (TOKEN, "base64")),
        (f"TOKEN {WITH_NEWLINE}", (TOKEN, "base64+newline")),
        (f"Token {TOKEN}", (TOKEN, "raw")),
        (f"Token {LOOKS_ENCODED}", (LOOKS_ENCODED, "raw")),
    ],
)
def test_the_likeliest_form_comes_first(header: str, expected: tuple[str, str]) -> None:
    first = token.read(header)[0]
    assert (first.token, first.form) == expected


@pytest.mark.parametrize("header", [None, "", "Token", "Token ", IN_BASE64, f"Bearer {TOKEN}", "Token " + "x" * 5000])
def test_what_has_no_token_means_none(header: str | None) -> None:
    assert token.read(header) == ()


@pytest.mark.parametrize("text", ["\n", "\r\n", ""])
def test_nothing_in_Base64_is_no_token(text: str) -> None:
    given = base64.b64encode(text.encode()).decode()
    assert [each.form for each in token.read(f"Token {given}")] == ["raw"] * bool(given)
