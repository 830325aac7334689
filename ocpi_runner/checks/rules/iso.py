"""Codes of other standards: countries (ISO 3166-1), currencies (ISO 4217), languages (ISO 639-1)."""

from importlib.resources import files


def words(name: str) -> list[str]:
    """The codes of a file."""
    return files("ocpi_runner.checks.rules").joinpath(f"codes/{name}.txt").read_text("ascii").split()


#: alpha-3 -> alpha-2: "NLD" -> "NL".
COUNTRIES: dict[str, str] = {pair[:3]: pair[4:] for pair in words("countries")}
ALPHA_2 = frozenset(COUNTRIES.values())
ANY_CASE = ALPHA_2 | {each.lower() for each in ALPHA_2}  #: of what is a CiString
CURRENCIES = frozenset(words("currencies"))
LANGUAGES = frozenset(words("languages"))
