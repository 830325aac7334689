"""Writes an object of ours as a version has it, and reads one of a peer."""

from typing import Any

from ocpi_runner.ocpi.form import Document, Form
from ocpi_runner.ocpi.version import Version


def written(version: Version, name: str, document: Document) -> Document:
    """An object of ours, or a part of it, as the version has it; the very same object where nothing differs."""
    form = version.forms.get(name)
    if form is None:
        return document
    made = {}
    for member, value in document.items():
        if member not in form.unknown:
            made[form.renamed.get(member, member)] = _value(version, form, member, value)
    return made


def _value(version: Version, form: Form, member: str, value: Any) -> Any:
    if member in form.values:
        return form.values[member](value)
    inner = form.inside.get(member)
    if inner is None:
        return value
    if isinstance(value, list):
        return [written(version, inner, each) if isinstance(each, dict) else each for each in value]
    return written(version, inner, value) if isinstance(value, dict) else value


def read(version: Version, name: str, document: Document) -> Document:
    """What a peer wrote, with the members that we look at where we look for them; all others stay as they are."""
    form = version.forms.get(name)
    if form is None or not form.read:
        return document
    return document | {member: find(document) for member, find in form.read.items()}
