"""Answers that are no endpoint's: the root page, and what a scenario puts in place of ours."""

import html
from functools import partial

from ocpi_runner.party.ports import Answer, Connection
from ocpi_runner.party.reply import Reply, encode, header
from ocpi_runner.party.state import PartyState

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>{name}</title>
<body style="font-family:sans-serif;margin:3em"><h1>{name}</h1><p>OCPI {role}, {software}</p>
<p>Versions URL: <code>{url}</code></p></body></html>"""

bare = partial(Reply, code=0, message="")
"""An answer without envelope."""


def page_of(state: PartyState, scope: Connection) -> Reply:
    """The root: who we are, for anybody. A browser gets a page, a program gets JSON."""
    accept = next((v for k, v in scope["headers"] if k.lower() == b"accept"), b"")
    facts = {
        "name": state.identity.name,
        "version": state.settings.software,
        "role": state.identity.role,
        "versions_url": state.versions_url(),
    }
    if b"text/html" not in accept:
        return bare(data=encode(facts))
    words = {"name": facts["name"], "role": facts["role"], "software": facts["version"], "url": facts["versions_url"]}
    page = PAGE.format(**{key: html.escape(value) for key, value in words.items()})
    return bare(data=page.encode(), headers=(header("content-type", "text/html; charset=utf-8"),))


def own_body(answer: Answer | None) -> bool:
    """Whether the party's own answer is given (perhaps late, or broken)."""
    return answer is None or (answer.http is None and answer.body is None and answer.envelope is None)


def laid_over(answer: Answer | None) -> Reply:
    """The answer that a scenario gives in place of ours."""
    assert answer is not None
    http = answer.http or 200
    if answer.body is not None:
        return bare(http, data=answer.body)
    if answer.envelope is not None:
        return bare(http, data=encode(dict(answer.envelope)))
    return Reply(http, *error_words(http))


def error_words(http: int) -> tuple[int, str]:
    """An OCPI status that goes with an HTTP status."""
    if http >= 500:
        return 3000, "Server error"
    return (2000, "Client error") if http >= 400 else (1000, "Success")
