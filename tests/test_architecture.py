"""The house rules of ARCHITECTURE.md, read from the source in one walk."""

import ast
import re
import subprocess
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from io import StringIO
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parent.parent
PACKAGE = "ocpi_runner"
LONGEST_MODULE, USUAL_MODULE, LONGEST_FUNCTION = 400, 250, 40
DATA_TABLES: dict[str, str] = {}
"""Modules that may be longer than any other, each with the reason: they hold rows, not logic."""

WORDS = {"util", "utils", "helper", "helpers", "common", "manager", "managers", "service", "services", "base"}
NAMES_ALLOWED = {"base_url": "the address under which a party is reached, a term of its own in HTTP"}
ONLY_IN: dict[str, tuple[str, ...]] = {
    "print": (),  # the console writes to the stream that it was given
    "eval": (),
    "exec": (),
    "compile": (),
    "yaml.load": (),  # the strict loader drives its own parser
    "yaml.safe_load": (),
    "datetime.now": ("run/clock.py",),
    "datetime.utcnow": (),
    "datetime.today": (),
    "date.today": (),
    "time.time": ("run/clock.py",),
    "os.environ": ("cli/",),
    "os.getenv": ("cli/",),
    "sys.argv": ("cli/",),
}
"""What would make a room depend on the world outside, and the only places that may."""

OCPI_NUMBER = re.compile(r"[23]\.\d(\.\d)?(-\w+)?")
MACHINE_PATH = re.compile("(?<![\\w.])/(work|farm|root|home|Users)/" + "[\\w.-]+")
TEXT = {".py", ".md", ".toml", ".yaml", ".yml", ".json", ".html", ".txt", ".css", ".js", ".j2", ""}
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Module:
    """One parsed module of ours."""

    path: str
    name: str
    lines: int
    tree: ast.Module
    nodes: tuple[ast.AST, ...]


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the package, parsed once."""
    return tuple(_module(path) for path in sorted((ROOT / PACKAGE).rglob("*.py")))


def _module(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    relative = path.relative_to(ROOT)
    name = ".".join(relative.with_suffix("").parts).removesuffix(".__init__")
    inside = relative.relative_to(PACKAGE).as_posix()
    return Module(inside, name, text.count("\n"), tree, tuple(ast.walk(tree)))


def everywhere(*kinds: type[ast.AST]) -> Iterator[tuple[Module, ast.AST]]:
    """Each node of these kinds, with its module."""
    for module in modules():
        for node in module.nodes:
            if isinstance(node, kinds):
                yield module, node


def at(module: Module, node: ast.AST, what: str) -> str:
    """A line for people: where, and what."""
    return f"{PACKAGE}/{module.path}:{getattr(node, 'lineno', 1)}: {what}"


def imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    """The modules of ours that a statement imports."""
    names = {module.name for module in modules()}
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names if alias.name in names]
    if node.level:
        return [PACKAGE]  # relative: not our style, and found as such
    found = [f"{node.module}.{alias.name}" for alias in node.names]
    return [name if name in names else str(node.module) for name in found if str(node.module) in names]


def dotted(node: ast.AST) -> str:
    """`os.environ` of an attribute or a name; the last two parts of a longer one."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
        return f"{dotted(node.value).rpartition('.')[2]}.{node.attr}"
    return ""


@cache
def tracked() -> tuple[Path, ...]:
    """The text files under version control."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return tuple(path for path in paths if path.suffix in TEXT and path.is_file())


def test_a_room_imports_only_rooms_below_it() -> None:
    talk = StringIO()
    with redirect_stdout(talk):
        code = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert code == 0, talk.getvalue()


def test_no_import_of_ours_hides_in_a_function() -> None:
    found = [
        at(module, inner, f"`{function.name}` imports {', '.join(imported(inner))}")
        for module, function in everywhere(ast.FunctionDef, ast.AsyncFunctionDef)
        for inner in ast.walk(function)
        if isinstance(inner, ast.Import | ast.ImportFrom) and imported(inner)
    ]
    assert found == []


def test_no_import_goes_round_in_a_circle() -> None:
    graph: dict[str, set[str]] = {module.name: set() for module in modules()}
    for module, node in everywhere(ast.Import, ast.ImportFrom):
        graph[module.name] |= set(imported(node)) - {module.name}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_no_module_is_long_and_most_are_short() -> None:
    lengths = {module.path: module.lines for module in modules() if module.path not in DATA_TABLES}
    assert [path for path, lines in lengths.items() if lines > LONGEST_MODULE] == []
    longer = {path: lines for path, lines in lengths.items() if lines > USUAL_MODULE}
    assert len(longer) <= len(lengths) / 10, longer


def test_each_long_table_is_there_and_has_a_reason() -> None:
    assert {path for path, reason in DATA_TABLES.items() if not reason} == set()
    assert set(DATA_TABLES) <= {module.path for module in modules()}


def test_no_function_is_long() -> None:
    found = [
        at(module, node, f"`{node.name}` has {node.end_lineno - node.lineno + 1} lines")
        for module, node in everywhere(ast.FunctionDef, ast.AsyncFunctionDef)
        if node.end_lineno - node.lineno >= LONGEST_FUNCTION
    ]
    assert found == []


def test_no_name_is_a_word_that_says_nothing() -> None:
    found = [at(module, module.tree, f"`{module.name}`") for module in modules() if _words(module.name) & WORDS]
    found += [
        at(module, node, f"`{node.name}`")
        for module, node in everywhere(ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
        if node.name not in NAMES_ALLOWED and _words(node.name) & WORDS
    ]
    assert found == []


def _words(name: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()))


def test_the_world_outside_is_reached_only_in_its_places() -> None:
    found = [
        at(module, node, f"`{dotted(node)}`")
        for module, node in everywhere(ast.Name, ast.Attribute)
        if dotted(node) in ONLY_IN and not any(module.path.startswith(place) for place in ONLY_IN[dotted(node)])
    ]
    assert found == []


def test_every_module_says_in_a_docstring_what_it_is() -> None:
    assert [module.path for module in modules() if not ast.get_docstring(module.tree)] == []


def test_only_the_ocpi_room_asks_which_version_it_is() -> None:
    found = [
        at(module, node, ast.unparse(node))
        for module, node in everywhere(ast.Compare, ast.MatchValue)
        if not module.path.startswith("ocpi/") and _names_a_version(node)
    ]
    assert found == []


def _names_a_version(node: ast.AST) -> bool:
    texts = (part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str))
    return any(OCPI_NUMBER.fullmatch(text) for text in texts)


def test_no_file_names_a_path_of_one_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {match.group()}"
        for path in tracked()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if (match := MACHINE_PATH.search(line))
    ]
    assert found == []


@pytest.mark.parametrize("name", ["the main job", "the tests"])
def test_the_readme_holds_each_command_that_ci_runs(name: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"^<!-- {name} -->\n```\w*\n.+?\n```$", readme, re.MULTILINE | re.DOTALL)
    assert f'block "{name}"' in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_each_silenced_warning_is_named() -> None:
    silent = re.compile(r"#\s*(noqa(?!: [A-Z])|type: ignore(?!\[)|pragma: no cover)")
    sources = [path for path in tracked() if path.suffix == ".py" and path != Path(__file__)]
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in sources
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if silent.search(line)
    ]
    assert found == []
