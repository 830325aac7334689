"""A registration that a real peer refuses: what to do is told, and nothing else is held against anybody."""

from collections.abc import AsyncIterator

import pytest
from run_played import HEAD, Played, steps, verdicts

from ocpi_runner.ocpi.versions import VERSIONS
from ocpi_runner.run.options import Options, Peer
from ocpi_runner.run.serving import Serving, served
from ocpi_runner.store.memory import MemoryStore

SEND = 'steps: [{send: "GET ${emsp.sessions}"}, {wait: 1 ms}]\n'
NOBODY = "http://127.0.0.1:1/versions"


@pytest.fixture
async def peer() -> AsyncIterator[str]:
    """The versions URL of an eMSP whose token A nobody knows."""
    serving = Serving("emsp", tuple(VERSIONS), Options(), MemoryStore(), None, lambda event: None, "the-real-token-a")
    async with served(serving, lambda app: app) as party:
        yield party.versions_url


async def test_a_wrong_token_is_told_with_the_words_that_set_it_and_blocks_the_rest(played: Played, peer: str) -> None:
    record = await played(SEND, peers={"emsp": Peer(peer, token="not-the-token")})
    (register,) = record.scenarios[0].steps[0].steps
    assert "`OCPI_RUN_EMSP_TOKEN`" in register.hint and "`--env emsp.token=TOKEN`" in register.hint
    assert register.hint.startswith("is the token A right?")
    assert verdicts(record) == ["blocked", "blocked"]
    assert {step.reason.partition(" in ")[0] for step in steps(record)} == {"the registration failed"}


async def test_a_token_that_nobody_gave_is_told_as_such(played: Played, peer: str) -> None:
    record = await played(SEND, peers={"emsp": Peer(peer)})
    assert record.scenarios[0].steps[0].steps[0].hint.startswith("no token A was given, so the default was tried")


async def test_a_request_with_token_a_has_the_same_hint_unless_the_step_names_a_token(
    played: Played, peer: str
) -> None:
    text = "steps: [{send: 'GET ${emsp.versions_url}', assert: {http: 200}},"
    text += " {send: 'GET ${emsp.versions_url}', token: other, assert: {http: 200}},"
    text += " {register: {token: other}, on_failure: continue}]"
    head = HEAD.partition("use:")[0]
    record = await played(text, head=head, peers={"emsp": Peer(peer, token="not-the-token")})
    assert [bool(step.hint) for step in steps(record)] == [True, False, False]


async def test_when_nobody_is_there_the_other_steps_are_blocked(played: Played) -> None:
    record = await played(SEND, peers={"emsp": Peer(NOBODY)})
    assert [step.verdict for step in record.scenarios[0].steps] == ["error", "blocked", "blocked"]


@pytest.mark.parametrize(
    "inside", ["group: [register: ]", "parallel: [register: ]", "{repeat: 1, steps: [register: ]}"]
)
async def test_a_registration_that_failed_inside_a_step_blocks_what_follows_it(
    played: Played, peer: str, inside: str
) -> None:
    head = HEAD.partition("use:")[0]
    text = f"steps: [{{{inside.strip('{}')}}}, {{wait: 1 ms}}]"
    record = await played(text, head=head, peers={"emsp": Peer(peer, token="not-the-token")})
    assert verdicts(record) == ["failed", "blocked"]


async def test_a_prompt_that_nobody_reads_is_told_without_its_token(played: Played, peer: str) -> None:
    head = HEAD.partition("use:")[0]
    record = await played("steps: [ask: 'Take ${cpo.token}']", head=head, peers={"cpo": Peer(token="TOKEN-OF-OURS")})
    assert steps(record)[0].reason == "nobody is there to: Take ***token A***"


@pytest.fixture
async def known_peer() -> AsyncIterator[str]:
    """The root URL of an eMSP that knows our token A."""
    serving = Serving("emsp", ("2.2", "2.2.1"), Options(), MemoryStore(), None, lambda event: None, "token-a")
    async with served(serving, lambda app: app) as party:
        yield party.versions_url.removesuffix("versions")


@pytest.mark.parametrize(
    ("path", "reason", "hint"),
    [
        ("", "` is a root page, not the versions URL", "give `--env emsp={root}versions`"),
        ("2.2.1", "` answers with the details of a version, not with a list of versions", "the list of versions"),
    ],
)
async def test_a_url_that_is_nearly_the_versions_url_is_told_with_the_one_to_give(
    played: Played, known_peer: str, path: str, reason: str, hint: str
) -> None:
    record = await played(SEND, peers={"emsp": Peer(known_peer + path, token="token-a")})
    (register,) = record.scenarios[0].steps[0].steps
    assert (register.verdict, register.reason) == ("failed", f"`{known_peer}{path}{reason}")
    assert hint.format(root=known_peer) in register.hint
    assert verdicts(record) == ["blocked", "blocked"]
