"""Which requirements are judged by themselves, by what, and why others are not."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from ocpi_runner.checks.rules.table import RULES
from ocpi_runner.checks.table import REQUEST_CHECKS, RESPONSE_CHECKS
from ocpi_runner.checks.timing import CALENDAR, OFFSET
from ocpi_runner.ocpi.catalogue import BY_KEYWORD, Requirement, repeated_rows, schema_rows, unjudged_reasons

#: What a DateTime cites beside the row of its form, wherever the schema of an object has one.
DATETIMES = f"{OFFSET} {CALENDAR}"
#: Ways to observe a requirement that a message can show without anybody breaking rules on purpose.
JUDGEABLE = ("schema", "serve", "semantic", "pull", "push")
#: Why a requirement is judged by nothing, by the way to observe it, where its own row says no more.
BY_WAY: Mapping[str, str] = {
    "negative": "Shows only when somebody breaks a rule on purpose: a scenario.",
    "sequence": "Shows only in several messages that somebody brings about: a scenario.",
    "manual": "Shows in no message: somebody has to look.",
}


@cache
def automatic() -> Mapping[str, tuple[str, ...]]:
    """Requirement id -> what judges it on every exchange: "check `token_form` of requests"."""
    found = by_checks_and_rules()
    for id in DATETIMES.split():
        found[id].insert(0, "schema: DateTime, of every object")
    for place, row in schema_rows().items():
        for id in row:
            found[id].append(f"schema of {place}")
    for keyword, ids in BY_KEYWORD.items():
        for id in ids.split():
            found[id].append(f"schema: {keyword}")
    for general, repeated in repeated_rows().items():
        for each in repeated:
            found[each] += found[general]
    return {id: tuple(dict.fromkeys(found[id])) for id in sorted(found)}


def by_checks_and_rules() -> defaultdict[str, list[str]]:
    """Requirement id -> the checks and rules whose rows name it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for side, checks in (("requests", REQUEST_CHECKS), ("answers", RESPONSE_CHECKS)):
        for check in checks:
            for id in check.ids.split():
                found[id].append(f"check `{check.run.__name__}` of {side}")
    for rule in RULES:
        for id in rule.ids.split():
            found[id].append(f"rule `{rule.run.__name__}` of {rule.object}")
    return found


def reason(row: Requirement) -> str:
    """Why nothing judges a requirement by itself; "" when nobody said."""
    return unjudged_reasons().get(row.id) or BY_WAY.get(row.how, "")
