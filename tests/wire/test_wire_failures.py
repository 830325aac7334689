"""Each way in which a request can fail has a kind and a sentence."""

import ssl

import httpx
import pytest

from ocpi_runner.wire.failures import of_exception

CASES: list[tuple[BaseException, str, str]] = [
    (TimeoutError(), "timeout", "no complete answer within 3 s"),
    (httpx.ReadTimeout(""), "timeout", "no complete answer within 3 s"),
    (httpx.ConnectTimeout(""), "timeout", "no connection within 3 s"),
    (httpx.ConnectError("[Errno -2] Name or service not known"), "name", "is it spelt right?"),
    (httpx.ConnectError("[Errno 8] nodename nor servname provided"), "name", "is it spelt right?"),
    (httpx.ConnectError("All connection attempts failed"), "refused", "is it running"),
    (
        httpx.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed (_ssl.c:1)"),
        "tls",
        "is not trusted (self-signed)",
    ),
    (httpx.ConnectError("[SSL: WRONG_VERSION_NUMBER] wrong version number"), "tls", "is it really https?"),
    (httpx.RemoteProtocolError("Server disconnected without sending a response."), "closed", "without an answer"),
    (httpx.RemoteProtocolError("peer closed connection without sending complete"), "closed", "in the middle"),
    (httpx.RemoteProtocolError("Receive buffer too long"), "too_large", "header block"),
    (httpx.RemoteProtocolError("illegal status line"), "protocol", "no proper HTTP"),
    (httpx.DecodingError("Error -3"), "protocol", "cannot be decoded"),
    (httpx.InvalidURL("Invalid port"), "url", "cannot be sent"),
    (httpx.UnsupportedProtocol("no scheme"), "url", "cannot be sent"),
    (OverflowError("port must be 0-65535."), "url", "cannot be sent"),
    (UnicodeError("label too long"), "url", "cannot be sent"),
    (httpx.ReadError(""), "closed", "broke"),
    (ConnectionResetError(), "closed", "broke"),
    (ssl.SSLError(1, "bad record mac"), "closed", "broke"),
    (ExceptionGroup("several", [OverflowError("port must be 0-65535.")]), "url", "cannot be sent"),
    (KeyError("what"), "protocol", "the exchange failed"),
]


@pytest.mark.parametrize(("problem", "kind", "words"), CASES, ids=lambda each: repr(each)[:50])
def test_each_failure_has_a_kind_and_a_sentence(problem: BaseException, kind: str, words: str) -> None:
    failure = of_exception(problem, 3.0)
    assert failure.kind == kind
    assert words in failure.message
