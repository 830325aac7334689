"""Builds steps: which key is the action, and the modifiers around it."""

from collections.abc import Callable

from ocpi_runner.scenario import model
from ocpi_runner.scenario.actions import BUILDERS, Making
from ocpi_runner.scenario.checks import checks, retry, saves
from ocpi_runner.scenario.grounds import cited
from ocpi_runner.scenario.model import Step
from ocpi_runner.scenario.nodes import Node
from ocpi_runner.scenario.reading import Reading
from ocpi_runner.scenario.words import ACTIONS, BESIDE, MODIFIERS, ON_FAILURE, PARTIES
from ocpi_runner.source.suggest import closest

#: In these, a name may be used in a step that stands before the one that gives it.
OUT_OF_ORDER = frozenset({"repeat", "for_each", "parallel"})
#: Of these, one key says best what they are about.
NAMING = {"start_session": "location", "assert": "value"}
Include = Callable[[Node], model.Scenario | None]


class StepBuilder:
    """Builds the steps of one file."""

    def __init__(self, reading: Reading, include: Include) -> None:
        self.reading = reading
        self.include = include

    def steps(self, node: Node) -> tuple[Step, ...]:
        """A list of steps; a single mapping is a list of one."""
        if node.kind == "map":
            node = Node("list", (node,), node.span)
        if node.kind != "list":
            self.reading.wrong("steps are a list", node.span, "begin each with `- `")
            return ()
        return tuple(step for each in node.value if (step := self.step(each)) is not None)

    def step(self, node: Node) -> Step | None:
        """One step; None when nobody can tell what it is to do."""
        if node.kind != "map":
            word = node.text.partition(" ")[0]
            hint = f"write `{word}:` with the colon" if word in ACTIONS else "e.g. send: GET ${emsp.versions_url}"
            self.reading.wrong("a step is a mapping", node.span, hint)
            return None
        kind = self.action_of(node)
        if kind is None:
            return None
        actions = [key for key, _ in node.keys if key in ACTIONS]  # a second action is told already
        self.reading.known_keys(node, (kind, *ACTIONS[kind], *MODIFIERS), f"a `{kind}` step", tolerated=actions)
        return self.built(kind, node)

    def action_of(self, node: Node) -> str | None:
        """The one action key of a step."""
        found = [(key, span) for key, span in node.keys if key in ACTIONS]
        firm = [pair for pair in found if pair[0] not in BESIDE]
        if "expect" not in dict(firm):
            firm = [pair for pair in found if pair[0] != "assert"] or found
        chosen = firm or found
        if len(chosen) > 1:
            names = " and ".join(f"`{key}`" for key, _ in chosen)
            self.reading.wrong(f"a step has one action, this one has {names}", chosen[1][1], "make two steps of it")
        if chosen:
            return chosen[0][0]
        unknown = [(key, span) for key, span in node.keys if key not in MODIFIERS]
        key, span = unknown[0] if unknown else ("", node.span)
        near = closest(key, ACTIONS) if key else None
        hint = f"did you mean `{near}`?" if near else f"actions: {', '.join(ACTIONS)}"
        self.reading.wrong(f"unknown action `{key}`" if key else "this step has no action", span, hint)
        return None

    def built(self, kind: str, node: Node) -> Step:
        """The step with its modifiers; `save` comes last, since its names are known only afterwards."""
        reading = self.reading
        when, within, again, said = (node.get(key) for key in ("when", "within", "retry", "assert"))
        inner = node.get(kind)
        if kind in OUT_OF_ORDER:
            reading.names |= promised(node)
        made_when = reading.value(when) if when else None
        action = BUILDERS[kind](Making(reading, inner or node, node, self.steps, self.include))
        step_checks = checks(reading, said, ("value",) if kind == "assert" else ()) if said else ()
        made_retry = retry(reading, again) if again else None
        saved = node.get("save")
        name = node.get("name")
        title = reading.text(name, "`name`") if name else in_words(kind, inner)
        if name:
            reading.written(name)
        return Step(
            action=action,
            kind=kind,
            span=next(span for key, span in node.keys if key == kind),
            name=title if name else "",
            title=title,
            when=made_when,
            within=reading.duration(within) if within else None,
            retry=made_retry,
            save=saves(reading, saved) if saved else (),
            checks=step_checks,
            party=self.party(node),
            requirement=cited(reading, kind, node),
            on_failure=self.on_failure(node),
        )

    def party(self, node: Node) -> str | None:
        """`as: emsp`."""
        inner = node.get("as")
        return self.reading.one_of(inner, PARTIES, "party") if inner else None

    def on_failure(self, node: Node) -> str:
        """`on_failure: stop` or `continue`."""
        inner = node.get("on_failure")
        return self.reading.one_of(inner, ON_FAILURE, "on_failure") if inner else ""


def promised(node: Node) -> set[str]:
    """The names that steps inside a node save or set: in loops and branches none comes surely before another."""
    givers = [inner for key in ("save", "set") if (inner := node.get(key)) is not None and inner.kind == "map"]
    found = {name for giver in givers for name, _ in giver.value}
    inside = [each for _, each in node.value] if node.kind == "map" else node.value if node.kind == "list" else ()
    return found.union(*map(promised, inside))


def in_words(kind: str, node: Node | None) -> str:
    """A step that has no name, in words."""
    if node is None or node.kind == "scalar":
        text = node.text if node and node.value not in (None, True) else ""
    else:
        place = node.get(NAMING.get(kind, ""))
        names = ", ".join(key for key, _ in node.keys)
        text = place.text if place is not None and place.kind == "scalar" else names
        text = text.strip("${} ") if kind == "assert" else text
    return f"{kind} {text}".strip()
