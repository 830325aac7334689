"""Which URLs of a peer are called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocpi_runner.party.trust import link_local, origin, refusal


@pytest.mark.parametrize(
    "url", ["http://peer/versions", "https://peer.example:8443/x?y=1", "http://127.0.0.1:4711/", "http://[::1]/"]
)
def test_http_and_https_are_called(url: str) -> None:
    assert refusal(url) is None


@pytest.mark.parametrize(
    "url",
    [
        None,
        7,
        "",
        "versions",
        "ftp://peer/",
        "file:///etc/passwd",
        "http://",
        "http://user:secret@peer/",
        "http://peer/a b",
        "http://peer:port/",
        "http://[::1/",
        "http://169.254.169.254/latest/meta-data",
        "http://[fe80::1]/",
        "http://[::ffff:169.254.169.254]/",
        "http://2852039166/",
        "http://metadata.google.internal/",
        "http://peer/" + "x" * 250,
    ],
)
def test_other_URLs_are_not(url: object) -> None:
    assert refusal(url)


def test_two_spellings_of_an_origin_are_one() -> None:
    assert origin("https://Peer.example/a") == origin("https://peer.example:443/b") != origin("http://peer.example/a")


@given(st.text(max_size=300))
def test_any_text_gets_a_verdict(text: str) -> None:
    refusal(text)
    refusal(f"http://{text}")
    origin(text)
    link_local(text)
