"""Every key of the language, in tables; the schema and the docs are held to them by a test."""

from collections.abc import Mapping

#: action -> the further keys that may stand beside it
ACTIONS: Mapping[str, tuple[str, ...]] = {
    "serve": ("reply", "times"),
    "expect": ("count", "match", "headers", "reply", "ask", "trigger", "optional"),
    "send": ("body", "raw", "headers", "query", "token", "token_form"),
    "register": (),
    "unregister": (),
    "pull": ("date_from", "date_to", "limit", "pages"),
    "command": ("body", "result"),
    "start_session": (),
    "stop_session": (),
    "change": ("body",),
    "assert": (),
    "wait": (),
    "ask": ("trigger",),
    "set": (),
    "group": (),
    "parallel": (),
    "repeat": ("steps",),
    "for_each": ("steps",),
    "use": ("with", "outputs"),
}
#: These words are keys beside another action, and actions only where they stand alone.
BESIDE = ("assert", "ask")
MODIFIERS = ("name", "when", "within", "retry", "save", "assert", "as", "requirement", "on_failure")
SCENARIO = (
    "scenario",
    "description",
    "ocpi",
    "play",
    "test",
    "env",
    "tags",
    "settings",
    "use",
    "outputs",
    "steps",
    "finally",
)
CHECKS = ("http", "status_code", "status_message", "headers", "envelope", "schema", "exact", "value")
#: What an expression finds in every party, beside the URLs of its modules.
PARTY = (
    "versions_url",
    "version",
    "path",
    "country_code",
    "party_id",
    "name",
    "role",
    "token",
    "credentials",
    "objects",
    "active_sessions",
)
#: The keys of a matcher, e.g. `{gte: 0}`.
MATCHERS = (
    "gt",
    "gte",
    "lt",
    "lte",
    "not",
    "in",
    "matches",
    "contains",
    "exists",
    "type",
    "length",
    "schema",
    "before",
    "after",
    "each",
)
REPLY = ("http", "status_code", "status_message", "data", "raw", "headers", "delay", "fault")
RETRY = ("until", "every", "within", "fail_when")
REGISTER = ("url", "token", "new", "update")
START_SESSION = ("location", "evse", "connector", "token", "readings", "kwh", "authorize")
FAULTS = ("reset", "empty", "truncate", "malformed_json", "slow_body")
ON_FAILURE = ("stop", "continue")
TOKEN_FORMS = ("auto", "base64", "raw")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
PARTIES = ("cpo", "emsp")
MODULES = ("locations", "sessions", "cdrs", "tariffs", "tokens", "hubclientinfo")
