"""Every way in which a request can fail, mapped at this one door."""

import ssl

import httpx

from ocpi_runner.record.exchange import Failure

NAME_WORDS = (
    "name or service not known",
    "nodename nor servname",
    "name resolution",
    "getaddrinfo",
    "no address associated",
)


def of_exception(problem: BaseException, seconds: float) -> Failure:
    """The failure behind an exception of the client."""
    while isinstance(problem, BaseExceptionGroup) and len(problem.exceptions) == 1:
        problem = problem.exceptions[0]
    for kinds, make in TABLE:
        if isinstance(problem, kinds):
            return make(problem, seconds)
    return Failure("protocol", f"the exchange failed: {words(problem)}")


def words(problem: BaseException) -> str:
    """What an exception says, or at least what it is."""
    return str(problem) or type(problem).__name__


def late(problem: BaseException, seconds: float) -> Failure:
    """It was accepted, or not even that, and then nothing came."""
    if isinstance(problem, httpx.ConnectTimeout):
        return Failure("timeout", f"no connection within {seconds:g} s; is a firewall in between?")
    return Failure("timeout", f"no complete answer within {seconds:g} s")


def unconnected(problem: BaseException, seconds: float) -> Failure:
    """Name, TLS or refused: the cause decides."""
    text = words(problem)
    if any(word in text.lower() for word in NAME_WORDS):
        return Failure("name", "the host name is not known; is it spelt right?")
    if "CERTIFICATE_VERIFY_FAILED" in text:
        advice = "give `--cacert FILE`, or `--insecure`"
        return Failure("tls", f"its TLS certificate is not trusted ({reason(text)}); {advice}")
    if "SSL" in text or isinstance(problem.__cause__, ssl.SSLError):
        return Failure("tls", f"TLS failed: {text}; is it really https?")
    return Failure("refused", f"the connection was refused ({text}); is it running, and on this port?")


def reason(text: str) -> str:
    """The part of an OpenSSL message that tells something."""
    return text.split("certificate verify failed:")[-1].split("(_ssl")[0].strip() or "verification failed"


def broken(problem: BaseException, seconds: float) -> Failure:
    """What came was no HTTP, or not all of it."""
    text = words(problem)
    if "peer closed" in text or "incomplete" in text:
        return Failure("closed", "the connection was closed in the middle of the answer")
    if "disconnected" in text:
        return Failure("closed", "the connection was closed without an answer")
    if "too long" in text or "too large" in text or "event_buffer" in text or "Receive buffer" in text:
        return Failure("too_large", "its header block is larger than 100 KB")
    return Failure("protocol", f"the answer is no proper HTTP: {text}")


def closed(problem: BaseException, seconds: float) -> Failure:
    """The connection broke."""
    return Failure("closed", "the connection broke before the answer was complete")


def unusable(problem: BaseException, seconds: float) -> Failure:
    """The request could not even be written."""
    return Failure("url", f"the request cannot be sent: {words(problem)}")


TABLE = (
    ((TimeoutError, httpx.TimeoutException), late),
    ((httpx.ConnectError, httpx.ProxyError), unconnected),
    ((httpx.RemoteProtocolError,), broken),
    ((httpx.LocalProtocolError, httpx.UnsupportedProtocol, httpx.InvalidURL, ValueError, OverflowError), unusable),
    ((httpx.DecodingError,), lambda problem, _: Failure("protocol", f"its body cannot be decoded: {words(problem)}")),
    ((httpx.NetworkError, OSError), closed),
)
