"""The world around a run fails: networks, disks, ports, stores, signals. Exit code 3 or 130, and nothing is lost."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from bad_input_calls import ONE_STEP, REGISTER, WAITS, Ended, Handler, answer, envelope, written

Run = Callable[..., Ended]
Peer = Callable[[Handler], str]
TRIGGERED = WAITS.replace("  within: 60 s\n", "  within: 60 s\n  trigger:\n  - wait: 60 s\n")
VERSIONS = [{"version": "2.2.1", "url": "https://example.com/ocpi/2.2.1"}]
REPORTS = ("--report", "json=ocpi-report/report.json", "--report", "html=ocpi-report/report.html")
PULLS = """\
scenario: It looks into the store twice
play: cpo
test: emsp
steps:
- send: GET ${emsp.versions_url}
- set: {ours: "${cpo.objects}"}
finally:
- name: the last words
  wait: 1 ms
"""


@pytest.fixture
def closed_port() -> int:
    """A port where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def not_reached(ended: Ended, words: str) -> None:
    """Nobody was there: an error of the environment, told at the step, and in the report."""
    assert (ended.code, ended.step["verdict"]) == (3, "error"), ended.said
    assert words in ended.step["reason"] and words in ended.out


# networks


@pytest.mark.parametrize("scenario", [ONE_STEP, REGISTER], ids=["send", "register"])
def test_a_host_that_is_not_found_is_told(ocpi_run: Run, here: Path, scenario: str) -> None:
    ended = ocpi_run(written(here, scenario), "--env", "emsp=http://nobody.invalid/ocpi/versions")
    not_reached(ended, "the host name is not known")


@pytest.mark.parametrize("scenario", [ONE_STEP, REGISTER], ids=["send", "register"])
def test_a_refused_connection_is_told(ocpi_run: Run, here: Path, closed_port: int, scenario: str) -> None:
    ended = ocpi_run(written(here, scenario), "--env", f"emsp=http://127.0.0.1:{closed_port}/ocpi/versions")
    not_reached(ended, "the connection was refused")


def certificate(folder: Path) -> Path:
    """A certificate for 127.0.0.1 that nobody vouches for, with its key."""
    from ipaddress import ip_address

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
    signed = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    plain = serialization.NoEncryption()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    path = folder / "own.pem"
    path.write_bytes(signed + pem)
    return path


async def polite(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answers one request well."""
    await reader.readuntil(b"\r\n\r\n")
    writer.write(answer(envelope(VERSIONS), headers=b"Connection: close\r\n"))
    writer.close()


@pytest.fixture
def secure_port(here: Path) -> Iterator[int]:
    """A port where https is spoken, with `own.pem`."""
    code = (
        "import asyncio, ssl, sys\n"
        "sys.path.insert(0, sys.argv[1])\n"
        "from test_bad_input_world import polite\n"
        "async def main():\n"
        "    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)\n"
        "    context.load_cert_chain('own.pem')\n"
        "    server = await asyncio.start_server(polite, '127.0.0.1', 0, ssl=context)\n"
        "    print(server.sockets[0].getsockname()[1], flush=True)\n"
        "    await asyncio.sleep(60)\n"
        "asyncio.run(main())\n"
    )
    certificate(here)
    command = [sys.executable, "-c", code, str(Path(__file__).parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as server:
        assert server.stdout is not None
        yield int(server.stdout.readline())
        server.kill()


def test_a_certificate_that_is_not_trusted_is_told(ocpi_run: Run, here: Path, secure_port: int) -> None:
    it, url = written(here, ONE_STEP), f"emsp=https://127.0.0.1:{secure_port}/ocpi/versions"
    not_reached(ocpi_run(it, "--env", url), "its TLS certificate is not trusted")
    for trusting in (("--cacert", "own.pem"), ("--insecure",)):
        assert ocpi_run(it, "--env", url, *trusting).exchange["response"]["status"] == 200
    for flag, file in (("--cacert", "it.yaml"), ("--cert", "missing.pem")):
        wrong = ocpi_run(it, "--env", url, flag, file)
        assert (wrong.code, wrong.out) == (2, ""), wrong.said
        assert f"`{flag} {file}`" in wrong.err


def test_https_to_a_plain_port_is_told(ocpi_run: Run, here: Path, peer: Peer) -> None:
    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(100)
        writer.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
        writer.close()

    url = peer(plain).replace("http:", "https:")
    not_reached(ocpi_run(written(here, ONE_STEP), "--env", f"emsp={url}", "--timeout", "3"), "TLS failed")


# disks


@pytest.mark.parametrize("folder", ["it.yaml", "it.yaml/deeper", "/proc/nobody", "/dev/null/x"])
def test_a_report_folder_that_cannot_be_made_is_told_before_anything_is_sent(
    ocpi_run: Run, here: Path, folder: str
) -> None:
    ended = ocpi_run(written(here, ONE_STEP), "--report", f"html={folder}/report.html")
    assert (ended.code, ended.out) == (2, ""), ended.said
    assert f"cannot write `{folder}/report.html`" in ended.err


def test_a_report_on_a_full_disk_is_saved_elsewhere(ocpi_run: Run, here: Path, tmp_path_factory: object) -> None:
    (here / "full.html").symlink_to("/dev/full")
    ended = ocpi_run(written(here, ONE_STEP), "--report", "html=full.html")
    assert ended.code == 3, ended.said
    assert "cannot write `full.html`: No space left on device; it is in " in ended.err
    saved = Path(ended.err.rsplit("it is in ", 1)[1].strip())
    assert saved.stat().st_size > 1000
    saved.unlink()


def test_a_journal_on_a_full_disk_is_told_and_the_report_is_whole(ocpi_run: Run, here: Path) -> None:
    (here / "ocpi-report").mkdir()
    (here / "ocpi-report" / "journal.jsonl").symlink_to("/dev/full")
    ended = ocpi_run(written(here, ONE_STEP))
    assert ended.code == 3, ended.said
    assert "No space left on device" in ended.err
    assert any("the journal is incomplete" in note for note in ended.record["notes"])
    assert ended.step["verdict"] == "passed"


def call(*words: object, **more: object) -> "subprocess.CompletedProcess[str]":
    """`ocpi-run WORD…` in a process of its own."""
    command = [sys.executable, "-m", "ocpi_runner", *map(str, words)]
    return subprocess.run(command, text=True, stderr=subprocess.PIPE, timeout=30, check=False, **more)  # type: ignore[call-overload,no-any-return]


def test_a_console_on_a_full_disk_does_not_end_the_run(here: Path) -> None:
    with Path("/dev/full").open("w") as full:
        ended = call(written(here, ONE_STEP), stdout=full)
    assert ended.returncode == 3
    assert ended.stderr == "error: cannot write to stdout: No space left on device\n"
    assert json.loads((here / "ocpi-report" / "report.json").read_text())["verdict"] == "passed"


def test_a_reader_that_goes_away_does_not_end_the_run(here: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    ended = call(written(here, ONE_STEP), stdout=write)
    os.close(write)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert (here / "ocpi-report" / "report.html").exists()


# ports


def test_a_port_that_is_taken_is_told(ocpi_run: Run, here: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = ocpi_run(written(here, ONE_STEP), "--listen", f"127.0.0.1:{port}")
        served = ocpi_run("serve", "cpo", "--port", port, "--store", "memory:")
    assert ended.code == 3, ended.said
    assert ended.record["scenarios"][0]["reason"].startswith(f"cannot listen on 127.0.0.1:{port}: the port is taken")
    assert served.code == 3 and "the port is taken" in served.err


@pytest.mark.parametrize("listen", ["nobody.invalid:0", "192.0.2.1:0"])
def test_an_address_that_is_not_ours_is_told(ocpi_run: Run, here: Path, listen: str) -> None:
    ended = ocpi_run(written(here, ONE_STEP), "--listen", listen)
    assert ended.code == 3 and f"cannot listen on {listen}" in ended.out


# stores


@pytest.mark.parametrize("make", ["garbage", "cut", "folder"])
def test_a_store_file_that_is_damaged_is_told_and_left_alone(ocpi_run: Run, here: Path, make: str) -> None:
    store = here / "store.db"
    if make == "folder":
        store.mkdir()
    elif make == "garbage":
        store.write_bytes(os.urandom(10_000))
    else:
        assert ocpi_run(written(here, ONE_STEP), "--store", "store.db").code == 0
        data = store.read_bytes()
        store.write_bytes(data[:100] + os.urandom(len(data) - 100))
        (here / "ocpi-report" / "report.json").unlink()
    before = store.read_bytes() if store.is_file() else b""
    ended = ocpi_run(written(here, ONE_STEP), "--store", "store.db")
    assert (ended.code, ended.record) == (3, {}), ended.said
    assert "the store file `store.db`" in ended.err
    assert (store.read_bytes() if store.is_file() else b"") == before


def test_a_mongodb_that_is_down_is_told_before_anything_is_sent(here: Path, closed_port: int) -> None:
    url = f"mongodb://user:secret@127.0.0.1:{closed_port}/?serverSelectionTimeoutMS=200"
    ended = call(written(here, ONE_STEP), "--store", url, stdout=subprocess.PIPE)
    assert (ended.returncode, ended.stdout) == (3, "")
    assert "cannot be reached" in ended.stderr and "secret" not in ended.stderr
    assert not (here / "ocpi-report" / "report.json").exists()


@contextmanager
def mongodb(folder: Path, port: int) -> "Iterator[subprocess.Popen[bytes]]":
    """A server that speaks MongoDB's wire protocol."""
    program = Path(sys.executable).with_name("nx-27017")
    if not program.exists():
        if os.environ.get("CI") == "true":
            pytest.fail("the package `nx-27017` of the test extra is not installed")
        pytest.skip("the package `nx-27017` of the test extra is not installed")
    files = ["--log-file", str(folder / "log"), "--pid-file", str(folder / "pid")]
    command = [str(program), "--host", "127.0.0.1", "-p", str(port), "--db", "memory", *files]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        end = time.monotonic() + 15
        while time.monotonic() < end:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.05)
        try:
            yield server
        finally:
            server.kill()


@pytest.mark.database
def test_a_mongodb_that_dies_midway_ends_the_step_and_not_the_report(here: Path, peer: Peer, closed_port: int) -> None:
    with mongodb(here, closed_port) as server:

        async def killer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            server.kill()
            server.wait()
            await polite(reader, writer)

        url = f"mongodb://127.0.0.1:{closed_port}/?serverSelectionTimeoutMS=300"
        words = (written(here, PULLS), "--store", url, "--env", f"emsp={peer(killer)}")
        ended = call(*words, stdout=subprocess.DEVNULL)
    assert (ended.returncode, ended.stderr) == (3, "")
    steps = json.loads((here / "ocpi-report" / "report.json").read_text())["scenarios"][0]["steps"]
    assert steps[1]["verdict"] == "error"
    assert [step["phase"] for step in steps] == ["steps", "steps", "finally"]
    assert "MongoDB" in steps[1]["reason"]


# signals


@contextmanager
def running(folder: Path, text: str) -> "Iterator[subprocess.Popen[str]]":
    """`ocpi-run` on a scenario, once its first exchange is in the journal."""
    command = [sys.executable, "-m", "ocpi_runner", str(written(folder, text))]
    with subprocess.Popen(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder) as run:
        journal, end = folder / "ocpi-report" / "journal.jsonl", time.monotonic() + 15
        while time.monotonic() < end and (text is not TRIGGERED and not (journal.exists() and journal.stat().st_size)):
            time.sleep(0.02)
        try:
            yield run
        finally:
            run.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_run_with_its_finally_and_its_report(tmp_path: Path, number: signal.Signals) -> None:
    with running(tmp_path, WAITS) as run:
        begun = time.monotonic()
        run.send_signal(number)
        out, err = run.communicate(timeout=10)
    assert (run.returncode, err) == (130, ""), out + err
    assert time.monotonic() - begun < 3
    record = json.loads((tmp_path / "ocpi-report" / "report.json").read_text())
    steps = record["scenarios"][0]["steps"]
    assert [(step["phase"], step["verdict"]) for step in steps] == [
        ("steps", "passed"),
        ("steps", "blocked"),
        ("finally", "passed"),
    ]
    assert any("interrupted" in note for note in record["notes"])
    assert len((tmp_path / "ocpi-report" / "journal.jsonl").read_text().splitlines()) == 2


def test_a_signal_does_not_wait_for_a_trigger(tmp_path: Path) -> None:
    with running(tmp_path, TRIGGERED.replace("60 s", "59 s")) as run:
        begun = time.monotonic()
        run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=20)
    assert (run.returncode, err) == (130, ""), out + err
    assert time.monotonic() - begun < 3


def test_a_killed_run_leaves_a_journal_that_can_be_rendered(ocpi_run: Run, here: Path) -> None:
    with running(here, WAITS) as run:
        run.kill()
        run.wait(5)
    ended = ocpi_run("report", "ocpi-report/journal.jsonl", *REPORTS)
    assert ended.code == 0, ended.said
    (scenario,) = ended.record["scenarios"]
    assert scenario["verdict"] == "blocked" and "the run was killed" in scenario["reason"]
    assert ended.exchange["request"]["url"].endswith("/versions")
    assert ended.exchange["response"]["status"] == 200


def test_a_request_without_an_answer_is_in_the_journal_of_a_killed_run(ocpi_run: Run, here: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/never"
        with running(here, f"scenario: Silence\nsteps:\n- send: GET {url}\n") as run:
            run.kill()
            run.wait(5)
    ended = ocpi_run("report", "ocpi-report/journal.jsonl", *REPORTS)
    assert ended.code == 0, ended.said
    assert any(f"GET {url} (#1) was not answered" in note for note in ended.record["notes"])


def test_a_journal_whose_last_line_was_cut_is_rendered(ocpi_run: Run, here: Path) -> None:
    assert ocpi_run(written(here, ONE_STEP)).code == 0
    journal = here / "ocpi-report" / "journal.jsonl"
    line = journal.read_bytes()
    journal.write_bytes(line + line[: len(line) // 2])
    ended = ocpi_run("report", journal, *REPORTS)
    assert ended.code == 0 and len(ended.record["exchanges"]) == 1
