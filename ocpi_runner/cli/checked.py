"""Flags whose words are checked before anything is played: versions, settings, where to listen, where to store."""

from collections.abc import Callable, Iterable

from ocpi_runner.checks.settings import SETTINGS, problem
from ocpi_runner.cli.pairs import pairs
from ocpi_runner.ocpi.versions import VERSIONS
from ocpi_runner.source.errors import InputError
from ocpi_runner.source.suggest import NEAR, closest

ALMOST = 0.8  #: how near a version must be: all of them look alike
FEW = 6  #: words that are all named
STORES = ("memory:", "sqlite:", "mongodb://", "mongodb+srv://")


def checked_versions(words: Iterable[str], known: Iterable[str] = VERSIONS) -> tuple[str, ...]:
    """`--ocpi`: versions that we speak, or those that whoever calls us knows."""
    words, numbers = tuple(words), tuple(known)
    for word in words:
        if word not in numbers:
            raise InputError(f"`--ocpi {word}`: this version is not known", meant(word, numbers, ALMOST))
    return words


def checked_settings(words: Iterable[str]) -> dict[str, str]:
    """`--setting`: names and values that the judge knows."""
    settings = {name: str(value) for name, value in pairs(words, "--setting")}
    return checked_values(settings, lambda name, value: f"`--setting {name}={value}`")


def checked_values(settings: dict[str, str], where: Callable[[str, str], str]) -> dict[str, str]:
    """Settings that the judge knows; `where` says of a name and its value where they stand."""
    for name, value in settings.items():
        if wrong := problem(name, value):
            hint = explained(name) if name in SETTINGS else meant(name, SETTINGS)
            raise InputError(f"{where(name, value)}: {wrong}", hint)
    return settings


def explained(name: str) -> str:
    """What a setting means, and what a number may be."""
    setting = SETTINGS[name]
    return setting.meaning if setting.values else f"write a whole number, 0 or more. {setting.meaning}"


def checked_listen(text: str) -> str:
    """`--listen`: host:port."""
    host, _, port = text.rpartition(":")
    if not host or not (port.isascii() and port.isdigit()) or int(port) > 65535:
        raise InputError(f"`--listen {text}` is not host:port", "e.g. --listen 127.0.0.1:9033; port 0: any free one")
    return text


def checked_store(text: str) -> str:
    """`--store`: an address that names a store."""
    if not (text.startswith(STORES) or text.endswith(".db")):
        raise InputError(f"`--store {text}` names no store", "write memory:, FILE.db or mongodb://HOST/DATABASE")
    return text


def checked_token(place: str, text: str) -> str:
    """A token that a header can hold; what is wrong is told without the token itself."""
    wrong = next((at for at, letter in enumerate(text, 1) if not (letter.isascii() and letter.isprintable())), 0)
    if wrong or text != text.strip():
        where = f": character {wrong}" if wrong else " at its ends"
        hint = "a token is printable ASCII without blanks around it; was it copied whole, and nothing else?"
        raise InputError(f"{place}: the token has what a header cannot hold{where}", hint)
    return text


def meant(word: str, known: Iterable[str], nearness: float = NEAR) -> str:
    """The word that was probably meant, and all there are where they are few or none is near."""
    words = tuple(known)
    near, listed = closest(word, words, nearness), f"known: {', '.join(words)}"
    guess = f"did you mean `{near}`?" if near else listed
    return f"{guess} {listed}" if near and len(words) <= FEW else guess
