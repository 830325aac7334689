"""The `requirement` of a step: whether there is such a one in the versions of the file, and an assert to cite it."""

from ocpi_runner.ocpi.catalogue import all_requirements, is_requirement, requirement
from ocpi_runner.ocpi.versions import grounds
from ocpi_runner.scenario.nodes import Node
from ocpi_runner.scenario.reading import Reading
from ocpi_runner.source.suggest import closest

#: Steps that find by themselves whether the other side took what was pushed to it.
FINDING = frozenset({"start_session", "stop_session", "change"})


def cited(reading: Reading, kind: str, step: Node) -> str | None:
    """The id under `requirement`, of the catalogue; None where a step has none."""
    node = step.get("requirement")
    id = reading.text(node, "`requirement`") if node else None
    if node is None or not id:
        return id
    if not is_requirement(id):
        reading.wrong(f"there is no requirement `{id}`", node.span, meant(id))
        return id
    of = requirement(id).versions
    if reading.versions and not {grounds(version) for version in reading.versions} & set(of):
        played = ", ".join(reading.versions)
        message = f"{id} is in {', '.join(of)}; this file is played in {played}"
        reading.wrong(message, node.span, f"`ocpi-run requirements --ocpi {reading.versions[-1]}` lists what there is")
    if kind not in FINDING and step.get("assert") is None:
        place = next(span for key, span in step.keys if key == "requirement")
        reading.wrong(
            "`requirement` needs an `assert`", place, "it is cited where that fails, e.g. assert: {http: 200}"
        )
    return id


def meant(id: str) -> str:
    """The requirement that was probably meant, and where all are told."""
    near = closest(id, (each.id for each in all_requirements()))
    guess = f"did you mean `{near}`? " if near else ""
    return f"{guess}`ocpi-run requirements` lists them"
