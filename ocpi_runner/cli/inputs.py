"""`--env` and the environment, with what a partner file tells, made into what is known of each party."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from ocpi_runner.cli.checked import checked_token
from ocpi_runner.cli.pairs import pairs
from ocpi_runner.run.options import Peer
from ocpi_runner.scenario.model import Scenario
from ocpi_runner.scenario.words import PARTIES, TOKEN_FORMS
from ocpi_runner.source.errors import InputError
from ocpi_runner.source.suggest import closest

VERSIONS_URL = "give the versions URL, e.g. https://example.com/ocpi/versions"
ROOT_URL = "give the root URL of our server as the other side sees it, e.g. https://tunnel.example/"
PEER_KEYS = ("url", "token", "party", "token_form")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is told of a party, and where: `--env emsp.party=…`, or a key of a file."""

    party: str
    key: str
    value: str
    place: str


@dataclass(slots=True)
class Inputs:
    """What `--env` and a partner file say."""

    peers: dict[str, Peer] = field(default_factory=dict)
    env: dict[str, Any] = field(default_factory=dict)
    secrets: list[tuple[str, str]] = field(default_factory=list)


def collect(
    words: Iterable[str],
    scenarios: tuple[Scenario, ...],
    environ: Mapping[str, str],
    partner: Iterable[Fact] = (),
) -> Inputs:
    """Sort what is told into parties and declared inputs; an undeclared name lists the valid ones.

    A partner file overrides the environment, `--env` both.
    """
    inputs = Inputs()
    for fact in (*map(check_fact, of_environment(environ)), *partner):
        learn(inputs, fact)
    declared = {name for scenario in scenarios for name in names_of(scenario)}
    for name, value in pairs(words, "--env"):
        party, _, key = name.partition(".")
        if name in declared:
            inputs.env[name] = value
        elif party in PARTIES:
            learn(inputs, check_fact(Fact(party, key or "url", str(value), f"`--env {name}`")))
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


def of_environment(environ: Mapping[str, str]) -> Iterator[Fact]:
    """The tokens that the environment holds."""
    for party in PARTIES:
        name = f"OCPI_RUN_{party.upper()}_TOKEN"
        if token := environ.get(name):
            yield Fact(party, "token", token, f"`{name}`")


def learn(inputs: Inputs, fact: Fact) -> None:
    """One more fact about a party."""
    known = inputs.peers.get(fact.party, Peer())
    changed: dict[str, Any] = {fact.key: fact.value}
    inputs.peers[fact.party] = replace(known, **changed)
    if fact.key == "token":
        inputs.secrets.append((fact.value, f"{fact.party}.token"))


def check_fact(fact: Fact) -> Fact:
    """The same fact; InputError, with its place, when it cannot be right."""
    if fact.key not in PEER_KEYS:
        near = closest(fact.key, PEER_KEYS)
        hint = f"did you mean `{fact.party}.{near}`?" if near else f"known: {', '.join(PEER_KEYS)}"
        raise InputError(f"{fact.place} is not known", hint)
    if fact.key == "token":
        checked_token(fact.place, fact.value)
    if fact.key == "url":
        check_url(fact.place, fact.value)
    if fact.key == "token_form" and fact.value not in TOKEN_FORMS:
        raise InputError(f"{fact.place}: `{fact.value}` is not known", f"one of {', '.join(TOKEN_FORMS)}")
    if fact.key == "party" and not is_party(fact.value):
        raise InputError(f"{fact.place}: `{fact.value}` is not a party", "write country/party, e.g. NL/ABC")
    return fact


def is_party(text: str) -> bool:
    """Whether a text has the form NL/ABC."""
    country, _, party = text.partition("/")
    return len(country) == 2 and country.isalpha() and len(party) == 3 and party.isalnum()


def is_url(text: str) -> bool:
    """Whether a text is an absolute http or https URL with a host."""
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False


def check_url(place: str, text: str, wanted: str = VERSIONS_URL) -> None:
    """InputError unless the text is a URL; `wanted` says which one is."""
    if not is_url(text):
        raise InputError(f"{place}: `{text}` is not a URL", wanted)


def undeclared(name: str, declared: set[str]) -> InputError:
    """An `--env` name that no chosen scenario knows."""
    of_parties = [f"{party}{key}" for party in PARTIES for key in ("", ".token", ".party", ".token_form")]
    valid = sorted(declared) + of_parties
    near = closest(name, valid)
    hint = f"did you mean `{near}`? " if near else ""
    return InputError(f"`--env {name}` is not declared by the scenario", f"{hint}valid names: {', '.join(valid)}")
