"""`report.html`: the whole Record as one page that needs no network and no script."""

from functools import cache
from typing import TYPE_CHECKING

from ocpi_runner.record.result import Record
from ocpi_runner.report import words
from ocpi_runner.report.view import arranged

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def environment() -> "Environment":
    """The templates; everything that comes from a peer is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("ocpi_runner.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["words"] = words
    return made


def render(record: Record) -> str:
    """One self-contained HTML page, safe to write as UTF-8."""
    page = environment().get_template("page.html.j2").render(page=arranged(record))
    return page.encode("utf-8", "replace").decode()
