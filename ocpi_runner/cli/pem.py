"""`--cacert`, `--cert`, `--server-cert` and `--server-key`: looked at before anything is played."""

import ssl
from pathlib import Path
from typing import Any

from ocpi_runner.run.options import Tls
from ocpi_runner.source.errors import InputError

CERTIFICATE, KEY, ENCRYPTED = b"-----BEGIN CERTIFICATE-----", b"PRIVATE KEY-----", b"ENCRYPTED"
FORM = "a PEM file is text, with a line -----BEGIN CERTIFICATE-----"


def checked_tls(flags: dict[str, Any]) -> Tls:
    """The flags as the engine wants them; InputError for a file that cannot be used."""
    cacert, cert, own, key = (flags.get(name) for name in ("cacert", "cert", "server_cert", "server_key"))
    if cacert:
        checked_trust("--cacert", cacert)
    if cert:
        checked_pair("--cert", cert, "--cert", cert)
    if key and not own:
        raise InputError("`--server-key` wants `--server-cert`", "give the certificate that the key is of")
    if own:
        checked_pair("--server-cert", own, "--server-key" if key else "--server-cert", key or own)
    return Tls(cacert, cert, flags["insecure"], own, key)


def checked_trust(flag: str, path: str) -> None:
    """A file of certificates whom we trust."""
    pem(flag, path, CERTIFICATE, "certificate")
    try:
        ssl.create_default_context(cafile=path)
    except (OSError, ValueError) as problem:  # an SSLError is an OSError
        raise unusable(flag, path, problem) from problem


def checked_pair(flag: str, path: str, key_flag: str, key: str) -> None:
    """A certificate and its key; an encrypted key is asked for its pass phrase later."""
    pem(flag, path, CERTIFICATE, "certificate")
    if ENCRYPTED in pem(key_flag, key, KEY, "private key"):
        return
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(path, key)
    except (OSError, ValueError) as problem:
        raise unusable(flag, path, problem) from problem


def pem(flag: str, path: str, mark: bytes, what: str) -> bytes:
    """What a file holds; InputError when it cannot be read, or when this is not in it."""
    try:
        data = Path(path).read_bytes()
    except OSError as problem:
        raise InputError(f"`{flag} {path}` cannot be read: {problem.strerror}", "check the path") from problem
    if mark in data:
        return data
    hint = FORM if what == "certificate" else "put it into the same file, or give `--server-key FILE`"
    raise InputError(f"`{flag} {path}` holds no {what} in PEM", hint)


def unusable(flag: str, path: str, problem: Exception) -> InputError:
    """Files that are PEM, and yet no good."""
    fits = "KEY_VALUES_MISMATCH" in str(problem)
    why = "the key is not that of the certificate" if fits else str(problem)
    return InputError(f"`{flag} {path}` cannot be used: {why}", FORM)
