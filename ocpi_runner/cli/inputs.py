"""`--env`, `--setting`, `--partner` and the environment, made into Options; every word is checked."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ocpi_runner.cli.yaml_file import read_mapping
from ocpi_runner.run.options import Peer
from ocpi_runner.scenario.model import Scenario
from ocpi_runner.scenario.words import PARTIES, TOKEN_FORMS
from ocpi_runner.source.errors import InputError
from ocpi_runner.source.suggest import closest

PEER_KEYS = ("url", "token", "party", "token_form")


@dataclass(slots=True)
class Inputs:
    """What `--env` and a partner file say."""

    peers: dict[str, Peer] = field(default_factory=dict)
    env: dict[str, Any] = field(default_factory=dict)
    secrets: list[tuple[str, str]] = field(default_factory=list)


def pairs(words: Iterable[str], flag: str) -> list[tuple[str, Any]]:
    """`name=text` and `name:=JSON` as pairs; InputError for anything else.

    >>> pairs(["status=CHARGING", "n:=5"], "--env")
    [('status', 'CHARGING'), ('n', 5)]
    """
    return [pair(word, flag) for word in words]


def pair(word: str, flag: str) -> tuple[str, Any]:
    """One of them."""
    name, equals, text = word.partition("=")
    if not equals or not name.strip(":"):
        raise InputError(f"`{flag} {word}` is not understood", f"write {flag} name=text, or name:=JSON")
    if not name.endswith(":"):
        return name, text
    try:
        return name.removesuffix(":"), json.loads(text)
    except ValueError as problem:
        message = f"`{flag} {word}`: the value after := is not JSON: {problem}"
        raise InputError(message, "or write name=text") from problem


def collect(words: Iterable[str], scenarios: tuple[Scenario, ...], environ: Mapping[str, str]) -> Inputs:
    """Sort `--env` words into parties and declared inputs; an undeclared name lists the valid ones."""
    inputs = Inputs()
    for name in PARTIES:
        if token := environ.get(f"OCPI_RUN_{name.upper()}_TOKEN"):
            inputs.peers[name] = replace(inputs.peers.get(name, Peer()), token=token)
            inputs.secrets.append((token, f"{name}.token"))
    declared = {name for scenario in scenarios for name in names_of(scenario)}
    for name, value in pairs(words, "--env"):
        party, _, key = name.partition(".")
        if name in declared:
            inputs.env[name] = value
        elif party in PARTIES:
            inputs.peers[party] = told(inputs.peers.get(party, Peer()), party, key or "url", str(value))
            if key == "token":
                inputs.secrets.append((str(value), name))
        else:
            raise undeclared(name, declared)
    check_tested(inputs, scenarios)
    return inputs


def check_tested(inputs: Inputs, scenarios: tuple[Scenario, ...]) -> None:
    """A URL is given for a party that is tested; else the built-in one would be tested in its place, and pass."""
    tested = {scenario.test for scenario in scenarios}
    for name, peer in inputs.peers.items():
        if peer.url is not None and scenarios and name not in tested:
            wanted = ", ".join(sorted(filter(None, tested)))
            hint = f"give `--env {wanted}=URL`, or another scenario"
            raise InputError(f"`--env {name}=` names a party that is not tested here: this tests {wanted}", hint)


def names_of(scenario: Scenario) -> set[str]:
    """The inputs that a scenario and the files that it uses declare."""
    own = {name for name, _ in scenario.env}
    return own.union(*(names_of(step.action.scenario) for step in scenario.use if hasattr(step.action, "scenario")))


def told(peer: Peer, party: str, key: str, value: str) -> Peer:
    """What is known of a party with one more fact; InputError when the fact cannot be right."""
    if key not in PEER_KEYS:
        near = closest(key, PEER_KEYS)
        hint = f"did you mean `{party}.{near}`?" if near else f"known: {', '.join(PEER_KEYS)}"
        raise InputError(f"`--env {party}.{key}` is not known", hint)
    if key == "url":
        check_url(f"--env {party}", value)
    if key == "token_form" and value not in TOKEN_FORMS:
        raise InputError(f"`--env {party}.token_form={value}` is not known", f"one of {', '.join(TOKEN_FORMS)}")
    if key == "party" and not is_party(value):
        raise InputError(f"`--env {party}.party={value}` is not a party", "write country/party, e.g. NL/ABC")
    return replace(peer, **{key: value})


def is_party(text: str) -> bool:
    """Whether a text has the form NL/ABC."""
    country, _, party = text.partition("/")
    return len(country) == 2 and country.isalpha() and len(party) == 3 and party.isalnum()


def check_url(flag: str, text: str) -> None:
    """InputError unless the text is an absolute http or https URL with a host."""
    try:
        parts = urlsplit(text)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        fine = False
    if not fine:
        raise InputError(
            f"`{flag}={text}` is not a URL", "give the versions URL, e.g. https://example.com/ocpi/versions"
        )


def undeclared(name: str, declared: set[str]) -> InputError:
    """An `--env` name that no chosen scenario knows."""
    of_parties = [f"{party}{key}" for party in PARTIES for key in ("", ".token", ".party", ".token_form")]
    valid = sorted(declared) + of_parties
    near = closest(name, valid)
    hint = f"did you mean `{near}`? " if near else ""
    return InputError(f"`--env {name}` is not declared by the scenario", f"{hint}valid names: {', '.join(valid)}")


def partner_words(path: Path, environ: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """The `--env` and `--setting` words that a partner file stands for; tokens by reference to the environment."""
    data = read_mapping(path, "partner file", "check the path; docs/command-line.md shows what is in it")
    if data is None:
        hint = "e.g. emsp: {url: …, token: {from_env: NAME}}"
        raise InputError(f"the partner file `{path}` is empty or not a mapping", hint)
    settings = data.pop("settings", None) or {}
    if not isinstance(settings, dict):
        raise InputError(f"`settings` in `{path}` is not a mapping", "e.g. settings: {auth.encoding: base64}")
    words = [word for party, facts in data.items() for word in words_of(str(party), facts, path, environ)]
    return words, [f"{name}={value}" for name, value in settings.items()]


def words_of(party: str, facts: Any, path: Path, environ: Mapping[str, str]) -> list[str]:
    """One party's part of a partner file."""
    if party not in PARTIES or not isinstance(facts, dict):
        hint = f"write one of {', '.join(PARTIES)} with {', '.join(PEER_KEYS)}"
        raise InputError(f"`{party}` in `{path}` is not understood", hint)
    words = []
    for key, value in facts.items():
        if isinstance(value, dict):
            name = str(value.get("from_env", ""))
            if name not in environ:
                message = f"`{party}.{key}` in `{path}` wants the environment variable `{name}`"
                raise InputError(message, f"export {name}=…")
            value = environ[name]
        if not isinstance(value, str | int):
            raise InputError(f"`{party}.{key}` in `{path}` is not a text", f"e.g. {party}.{key}: text")
        words.append(f"{party}.{key}={value}")
    return words
