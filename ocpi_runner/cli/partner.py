"""Partner files: what `--env` and `--setting` say of one partner, tokens by reference to the environment."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ocpi_runner.cli.checked import checked_values, meant
from ocpi_runner.cli.inputs import PEER_KEYS, Fact, check_fact
from ocpi_runner.cli.yaml_file import read_mapping
from ocpi_runner.scenario.words import PARTIES
from ocpi_runner.source.errors import InputError

EXAMPLE = "e.g. emsp: {url: …, token: {from_env: NAME}}"
FROM_ENV = "from_env"
SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Partner:
    """What a partner file tells, every word of it checked."""

    facts: tuple[Fact, ...] = ()
    settings: tuple[str, ...] = ()  #: `name=value`, as `--setting` has them
    warnings: tuple[str, ...] = ()


def read_partner(path: Path, environ: Mapping[str, str]) -> Partner:
    """The partner file at a path; InputError, with the file and the key, for anything in it that cannot be meant."""
    data = read_mapping(path, "partner file", "check the path; docs/command-line.md shows what is in it")
    if data is None:
        raise InputError(f"the partner file `{path}` is empty or not a mapping", EXAMPLE)
    settings = data.pop(SETTINGS, None) or {}
    if not isinstance(settings, dict):
        raise InputError(f"`settings` in `{path}` is not a mapping", "e.g. settings: {auth.encoding: base64}")
    facts = tuple(fact for party, told in data.items() for fact in facts_of(str(party), told, path, environ))
    words = {str(name): str(value) for name, value in settings.items()}
    checked_values(words, lambda name, value: f"`settings` in `{path}`: `{name}: {value}`")
    plain = (party for party, told in data.items() if not isinstance(told.get("token", {}), dict))
    return Partner(facts, tuple(f"{name}={value}" for name, value in words.items()), tuple(in_plain_text(plain, path)))


def facts_of(party: str, told: Any, path: Path, environ: Mapping[str, str]) -> Iterator[Fact]:
    """One party's part."""
    if party not in PARTIES:
        raise InputError(f"`{party}` in `{path}` is not known", meant(party, (*PARTIES, SETTINGS)))
    if not isinstance(told, dict):
        raise InputError(f"`{party}` in `{path}` is not a mapping", EXAMPLE)
    for key, value in told.items():
        fact = Fact(party, str(key), "", f"`{party}.{key}` in `{path}`")
        if fact.key not in PEER_KEYS:
            raise InputError(f"{fact.place} is not known", meant(fact.key, PEER_KEYS))
        yield check_fact(Fact(party, fact.key, text_of(value, fact, environ), fact.place))


def text_of(value: Any, fact: Fact, environ: Mapping[str, str]) -> str:
    """The value of a key: as it is written, or from the environment."""
    if isinstance(value, dict):
        for key in value:
            if key != FROM_ENV:
                raise InputError(f"{fact.place} has the unknown key `{key}`", meant(str(key), (FROM_ENV,)))
        name = str(value.get(FROM_ENV, ""))
        if name not in environ:
            raise InputError(f"{fact.place} wants the environment variable `{name}`", f"export {name or 'NAME'}=…")
        return environ[name]
    if not isinstance(value, str | int):
        raise InputError(f"{fact.place} is not a text", f"e.g. {fact.key}: text")
    return str(value)


def in_plain_text(parties: Iterator[str], path: Path) -> Iterator[str]:
    """What to say of tokens that stand in the file itself."""
    for party in parties:
        yield f"`{party}.token` in `{path}` is in plain text; write `token: {{from_env: NAME}}`, and export NAME"
