"""Reads a file that people wrote, and says plainly when it cannot be one of ours."""

from pathlib import Path

from ocpi_runner.source.errors import InputError

MOST_BYTES = 2 * 1024 * 1024


def read_text(
    path: Path, kind: str = "scenario file", hint: str = "check the path; bundled scenarios go by name"
) -> str:
    """The text of a file; InputError when it is missing, a folder, too large, binary, or not UTF-8."""
    try:
        if path.is_dir():
            raise InputError(f"`{path}` is a folder, not a {kind}")
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as problem:
        raise InputError(f"cannot read `{path}`: {problem.strerror}", hint) from problem
    if len(data) > MOST_BYTES:
        size = f"{MOST_BYTES // 1024 // 1024} MB"
        raise InputError(f"`{path}` is larger than {size}", f"no {kind} is; is it the right file?")
    if b"\0" in data:
        raise InputError(f"`{path}` is a binary file", f"a {kind} is YAML text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data[: problem.start].count(b"\n") + 1
        message = f"`{path}` is not UTF-8: byte {problem.start + 1}, line {line}"
        raise InputError(message, "save it as UTF-8") from problem
