"""`report.html`: the whole Record as one page that needs no network and no script."""

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ocpi_runner.record.result import Record
from ocpi_runner.report import telling, words
from ocpi_runner.report.view import arranged

if TYPE_CHECKING:
    from jinja2 import Environment

#: Compiled templates stand beside the compiled modules, and are as much to be trusted; compiling takes 0.1 s.
COMPILED = Path(__file__).parent / "__pycache__"


def compiled_are_kept() -> bool:
    """Whether the package's own folder can be written; where not, templates are compiled each time."""
    return COMPILED.is_dir() and os.access(COMPILED, os.W_OK)


@cache
def environment() -> "Environment":
    """The templates; everything that comes from a peer is escaped."""
    from jinja2 import Environment, FileSystemBytecodeCache, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("ocpi_runner.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=FileSystemBytecodeCache(str(COMPILED)) if compiled_are_kept() else None,
    )
    made.globals.update(words=words, sentence=telling.sentence, in_order=telling.in_order)
    return made


def render(record: Record, text_of: telling.TextOf = telling.no_text) -> str:
    """One self-contained HTML page, safe to write as UTF-8; `text_of` gives the words of a requirement."""
    page = environment().get_template("page.html.j2").render(page=arranged(record), text_of=text_of)
    return page.encode("utf-8", "replace").decode()
