"""Partner files that are wrong: each is told with the file and the key, and what was probably meant."""

from pathlib import Path

import pytest

from ocpi_runner.cli.partner import read_partner
from ocpi_runner.source.errors import InputError

ENVIRONMENT = {"A": "token-a", "WRONG": "tök\n"}
#: What stands in a file, the message, and a part of the hint.
WRONG = {
    "emsp: {ulr: 'http://x/'}": ("`emsp.ulr` in `p.yaml` is not known", "did you mean `url`?"),
    "emsp: {tokn: {from_env: A}}": ("`emsp.tokn` in `p.yaml` is not known", "did you mean `token`?"),
    "emsp: {token: {from_evn: A}}": (
        "`emsp.token` in `p.yaml` has the unknown key `from_evn`", "did you mean `from_env`?",
    ),
    "emsp: {token: {from_env: B}}": ("`emsp.token` in `p.yaml` wants the environment variable `B`", "export B=…"),
    "emsp: {token: {}}": ("`emsp.token` in `p.yaml` wants the environment variable ``", "export NAME=…"),
    "emsp: {token: {from_env: WRONG}}": (
        "`emsp.token` in `p.yaml`: the token has what a header cannot hold: character 2", "copied whole",
    ),
    "emsp: {party: NLABC}": ("`emsp.party` in `p.yaml`: `NLABC` is not a party", "e.g. NL/ABC"),
    "emsp: {token_form: b64}": ("`emsp.token_form` in `p.yaml`: `b64` is not known", "auto, base64, raw"),
    "emsp: {url: example.com}": ("`emsp.url` in `p.yaml`: `example.com` is not a URL", "give the versions URL"),
    "emsp: {url: [1]}": ("`emsp.url` in `p.yaml` is not a text", "e.g. url: text"),
    "emsp: 'http://x/'": ("`emsp` in `p.yaml` is not a mapping", "token: {from_env: NAME}"),
    "esmp: {}": ("`esmp` in `p.yaml` is not known", "did you mean `emsp`?"),
    "setings: {}": ("`setings` in `p.yaml` is not known", "did you mean `settings`?"),
    "settings: [1]": ("`settings` in `p.yaml` is not a mapping", "e.g. settings:"),
    "settings: {auth.accept_403: maybe}": ("`settings` in `p.yaml`: `auth.accept_403: maybe`: ", ""),
    "": ("the partner file `p.yaml` is empty or not a mapping", "e.g. emsp:"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("text", WRONG)
def test_a_partner_file_that_is_wrong_is_told_with_its_name_and_the_key(text: str) -> None:
    Path("p.yaml").write_text(text, "utf-8")
    with pytest.raises(InputError) as problem:
        read_partner(Path("p.yaml"), ENVIRONMENT)
    message, hint = WRONG[text]
    assert problem.value.message.startswith(message)
    assert hint in problem.value.hint
    assert "tök" not in f"{problem.value.message}{problem.value.hint}"


def test_a_token_in_plain_text_is_told_and_not_shown() -> None:
    Path("p.yaml").write_text("emsp: {token: plain}\ncpo: {token: {from_env: A}}", "utf-8")
    partner = read_partner(Path("p.yaml"), ENVIRONMENT)
    assert partner.warnings == (
        "`emsp.token` in `p.yaml` is in plain text; write `token: {from_env: NAME}`, and export NAME",
    )
    assert [(fact.party, fact.value) for fact in partner.facts] == [("emsp", "plain"), ("cpo", "token-a")]
