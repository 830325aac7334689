"""Where the specification is ambiguous or the field differs from it, a named setting decides."""

from collections.abc import Mapping
from dataclasses import dataclass

from ocpi_runner.record.finding import FindingVerdict


@dataclass(frozen=True, slots=True)
class Setting:
    """One choice: its tolerant default, what it means in a line, and the values it may have (none: a number)."""

    default: str
    meaning: str
    values: tuple[str, ...] = ()


ACCEPT = ("off", "warn", "on")  #: off: it fails; warn: it is accepted with a warning; on: it is accepted

SETTINGS: Mapping[str, Setting] = {
    "auth.encoding": Setting(
        "auto",
        "Form of the token in `Authorization`: any (a warning for another than the version's own), that, or this one.",
        ("auto", "spec", "base64", "raw"),
    ),
    "auth.strip_trailing_lf": Setting(
        "warn",
        "A token that was encoded together with a trailing newline, as the specification's own samples are.",
        ACCEPT,
    ),
    "auth.accept_403": Setting("warn", "HTTP 403 where a missing or unknown token asks for 401.", ACCEPT),
    "versions.allow_anonymous": Setting("warn", "Versions and version details answered without a token.", ACCEPT),
    "datetime.allow_plus0000": Setting("warn", "`+00:00` in place of `Z`.", ACCEPT),
    "datetime.max_fraction_digits": Setting(
        "9", "Digits in a fraction of a second: more than three are warned, more than this number fail."
    ),
    "timestamp.max_skew": Setting(
        "600", "Seconds by which `timestamp` may differ from our clock before it is warned; 0 never warns."
    ),
    "delete.accept_204": Setting("warn", "DELETE answered by HTTP 204, which has no OCPI envelope.", ACCEPT),
    "errors.http_on_semantic": Setting(
        "allow_4xx",
        "HTTP 4xx for a request that is valid JSON: failed, warned, or allowed when it carries an OCPI envelope.",
        ("fail", "warn", "allow_4xx"),
    ),
    "errors.get_missing": Setting(
        "404_or_200_2xxx",
        "GET of an object that does not exist: only HTTP 404, or also HTTP 200 with 2xxx.",
        ("404", "404_or_200_2xxx"),
    ),
    "status.created": Setting("on", "HTTP 200 where something new was stored, which asks for 201.", ACCEPT),
    "answer.data_unspecified": Setting(
        "on", "`data` in answers of which the specification does not say what it is.", ACCEPT
    ),
    "credentials.get_token": Setting(
        "any", "The token that GET credentials shows: any (it may be masked), or the one in use.", ("any", "equal")
    ),
    "strings.non_ascii": Setting("on", "Texts beyond ASCII in OCPI 2.1.1, which knows no other.", ACCEPT),
    "versions.deprecated": Setting(
        "on", "A version that was replaced (2.1, 2.2) offered without its successor.", ACCEPT
    ),
    "enums.undocumented": Setting(
        "on", "Values of open enumerations (OCPI 2.3.0) that the specification does not document.", ACCEPT
    ),
    "tokens.contract_id": Setting(
        "on", "A `contract_id` or `auth_id` that is no e-mobility account id, which is only recommended.", ACCEPT
    ),
    "tariffs.hints": Setting(
        "on", "What `ocpi-run lint` tells as a hint: no fallback element, prices in the text for people.", ACCEPT
    ),
    "parking.unused": Setting("on", "A parking place (OCPI 2.3.0) that no EVSE names.", ACCEPT),
    "tokens.rfid_uid": Setting("on", "The uid of an RFID token that is not 8, 14 or 20 hexadecimal digits.", ACCEPT),
    "tariffs.step_size": Setting("on", "A `step_size` above 1, of which OCPI 3.0 makes an end.", ACCEPT),
    "price.tolerance": Setting(
        "1", "Smallest units of the currency by which a cost may always differ from ours; rounding adds to it."
    ),
    "price.readings": Setting("warn", "A cost that follows from another reading of the text that may be held.", ACCEPT),
    "https.required": Setting("off", "URLs in versions, details and credentials must be https.", ("off", "warn", "on")),
    "paging.xlimit": Setting(
        "lenient", "A page longer than its X-Limit: warned (lenient) or failed.", ("lenient", "by_version")
    ),
    "routing.required": Setting(
        "multi_role_or_hub",
        "When OCPI-to-* and OCPI-from-* must be present on functional modules.",
        ("always", "multi_role_or_hub", "never"),
    ),
    "routing.hub_may_push_foreign": Setting("on", "A hub pushes and lists objects of other parties.", ("on", "off")),
}

DEFAULTS: Mapping[str, str] = {name: setting.default for name, setting in SETTINGS.items()}

TOLERANCE: Mapping[str, FindingVerdict | None] = {"off": "failed", "warn": "warned", "on": None}


def problem(name: str, value: str) -> str | None:
    """Why this cannot be set, in a sentence for people; `None` when it can."""
    setting = SETTINGS.get(name)
    if setting is None:
        return f"there is no setting `{name}`"
    if setting.values and value not in setting.values:
        return f"`{name}` is one of {', '.join(setting.values)}; not `{value}`"
    if not setting.values and not (value.isascii() and value.isdigit()):
        return f"`{name}` is a number; not `{value}`"
    return None
