"""What is looked at before anything is played: files to write, certificates, tokens."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from ocpi_runner.cli.main import with_default, words
from ocpi_runner.cli.pem import checked_tls
from ocpi_runner.source.errors import InputError

SERVE = "serve cpo --port 0 --store memory:"
#: A call, and what the message or the hint says.
CALLS = {
    "registration --cacert nofile.pem": "`--cacert nofile.pem` cannot be read: No such file or directory",
    "registration --cacert none.pem": "`--cacert none.pem` holds no certificate in PEM",
    "registration --cacert half.pem": "`--cacert half.pem` cannot be used",
    "registration --cacert .": "`--cacert .` cannot be read: Is a directory",
    "registration --cert one.pem": "`--cert one.pem` holds no private key in PEM",
    "registration --server-cert one.pem": "or give `--server-key FILE`",
    "registration --server-cert one.pem --server-key two.key": "the key is not that of the certificate",
    "registration --server-key two.key": "`--server-key` wants `--server-cert`",
    f"{SERVE} --server-cert one.pem --server-key none.pem": "`--server-key none.pem` holds no private key in PEM",
    f"{SERVE} --cacert none.pem": "`--cacert none.pem` holds no certificate in PEM",
    f"{SERVE} --journal .": "cannot write `.`: Is a directory",
    f"{SERVE} --token tökén": "`--token`: the token has what a header cannot hold: character 2",
    f"{SERVE} --public-url tunnel.example": "give the root URL of our server",
    "registration --public-url tunnel.example": "give the root URL of our server",
    "registration --report html=.": "cannot write `.`: Is a directory",
    "registration --report json=one.pem/report.json": "cannot write `one.pem/report.json`",
    "registration --env emsp.token=tökén": "`--env emsp.token`: the token has what a header cannot hold: character 2",
    "registration --env emsp=example.com": "`--env emsp`: `example.com` is not a URL",
}


def made(name: str, folder: Path) -> None:
    """A certificate in NAME.pem, its key in NAME.key."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    begun = x509.CertificateBuilder().subject_name(who).issuer_name(who).public_key(key.public_key())
    begun = begun.serial_number(1).not_valid_before(now).not_valid_after(now + timedelta(days=1))
    form, pem = serialization.PrivateFormat.PKCS8, serialization.Encoding.PEM
    (folder / f"{name}.pem").write_bytes(begun.sign(key, hashes.SHA256()).public_bytes(pem))
    (folder / f"{name}.key").write_bytes(key.private_bytes(pem, form, serialization.NoEncryption()))


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two certificates with their keys, a file that is no PEM, and one that only looks like it."""
    folder = tmp_path_factory.mktemp("pem")
    for name in ("one", "two"):
        made(name, folder)
    (folder / "both.pem").write_bytes((folder / "one.pem").read_bytes() + (folder / "one.key").read_bytes())
    (folder / "none.pem").write_bytes(b"\x30\x82\x00")
    (folder / "half.pem").write_text("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
    return folder


def refused(*call: str) -> tuple[str, str]:
    """What a call is told that ends before it has begun, and all that it printed."""
    told = CliRunner().invoke(words, with_default(call), standalone_mode=False)
    assert isinstance(told.exception, InputError), told.output
    return f"{told.exception.message} {told.exception.hint}", told.output


@pytest.mark.parametrize("call", CALLS)
def test_what_cannot_work_is_told_before_the_run(
    call: str, certificates: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(certificates)
    said, output = refused(*call.split())
    assert CALLS[call] in said
    assert "tökén" not in said
    assert output == ""


def test_certificates_that_can_be_used_are_taken(certificates: Path) -> None:
    one, both = str(certificates / "one.pem"), str(certificates / "both.pem")
    flags = {"cacert": one, "cert": both, "insecure": False, "server_cert": one}
    taken = checked_tls(flags | {"server_key": str(certificates / "one.key")})
    assert (taken.cacert, taken.cert, taken.server_cert) == (one, both, one)
    assert checked_tls({"insecure": True, "server_cert": both}).server_key is None


def test_a_journal_that_cannot_be_written_is_told_before_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "it.journal.jsonl").mkdir()
    said, _ = refused("registration", "--report", "json=it.json")
    assert "cannot write `it.journal.jsonl`" in said
    assert not (tmp_path / "it.json").exists()


def test_a_token_of_the_environment_is_looked_at_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OCPI_RUN_EMSP_TOKEN", "copied with its newline\n")
    said, _ = refused("registration")
    assert said.startswith("`OCPI_RUN_EMSP_TOKEN`: the token has what a header cannot hold")


def test_a_plain_token_is_told_on_stderr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "p.yaml").write_text("emsp: {token: plain-secret}")
    _, output = refused("registration", "--partner", "p.yaml", "--report", "html=.")
    assert "warning: `emsp.token` in `p.yaml` is in plain text" in output
    assert "plain-secret" not in output
