"""The live page of `serve`: one file, which asks its own server for what is new."""

from importlib.resources import files


def page(role: str) -> str:
    """The page for a party of that role."""
    text = files("ocpi_runner.report").joinpath("templates/live.html").read_text("utf-8")
    return text.replace("@ROLE@", "CPO" if role == "cpo" else "eMSP")
