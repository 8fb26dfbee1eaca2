"""The rules of the house: one direction of imports, modules of one noun, tests through facades."""

import ast
import csv
import re
import statistics
import tomllib
from importlib.metadata import distributions
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LEFT_OF = {
    "tables": set(),
    "audit": {"tables"},
    "intake": {"tables", "audit"},
    "series": {"tables"},
    "selection": {"tables"},
    "derive": {"tables", "selection"},
    "style": {"tables", "selection", "derive"},
    "charts": {"tables", "selection", "derive", "style"},
    "maps": {"tables", "selection", "derive", "style", "charts"},
    "exhibits": {"tables", "selection", "derive", "style", "charts", "maps"},
    "exports": {"tables", "selection", "derive", "style", "charts", "maps", "exhibits"},
    "controls": {
        "tables",
        "audit",
        "intake",
        "series",
        "selection",
        "derive",
        "style",
        "charts",
        "maps",
        "exhibits",
        "exports",
    },
    "server": {"tables", "selection", "derive", "style", "charts", "maps", "exports"},
}
LEFT_OF["panels"] = LEFT_OF["controls"] | {"controls"}
WITH_STREAMLIT = {"controls", "panels"}


def imported(path: Path) -> set[str]:
    """Name what a file imports, relative imports resolved to full names."""
    package = ".".join(path.relative_to(ROOT).with_suffix("").parts[:-1])
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                stem = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*stem, *filter(None, [base])])
            names |= {base} | {f"{base}.{alias.name}" for alias in node.names}
    return names


def parts(names: set[str]) -> set[str]:
    return {name.split(".")[1] for name in names if name.startswith("components.")}


FILES = sorted((ROOT / "components").rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_part_imports_only_from_its_left(path: Path) -> None:
    part = path.relative_to(ROOT / "components").parts[0].removesuffix(".py")
    if part == "__init__":
        return
    assert parts(imported(path)) <= LEFT_OF[part] | {part}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_controls_and_panels_know_streamlit(path: Path) -> None:
    part = path.relative_to(ROOT / "components").parts[0]
    if part not in WITH_STREAMLIT:
        assert not any(name.split(".")[0] == "streamlit" for name in imported(path))


@pytest.mark.parametrize("path", sorted((ROOT / "pages").glob("*.py")), ids=lambda path: path.name)
def test_pages_are_short_scripts_without_functions(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not any(isinstance(node, ast.FunctionDef | ast.ClassDef) for node in ast.walk(tree))
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 90


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_is_named_as_a_function_or_class_that_it_holds(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    held = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    assert (path.parent.name if path.stem == "__init__" else path.stem) not in held


@pytest.mark.parametrize("path", sorted((ROOT / "tests").rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_tests_see_a_part_through_its_facade(path: Path) -> None:
    """A facade is the `__init__` of a package; a module behind it, a private name or a patch by path is not seen."""
    text = path.read_text(encoding="utf-8")
    assert not re.search(rf"\b(?:{'|'.join(LEFT_OF)})(?:\.\w+)*\._[a-z]", text)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("components"):
            place = ROOT / (node.module or "").replace(".", "/")
            assert place.is_dir() or place.name == "__main__" or place.parent.name == "components", node.module
            assert not any(alias.name.startswith("_") for alias in node.names), node.module
        elif isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in ("setattr", "import_module"):
            assert not (node.args and isinstance(node.args[0], ast.Constant)), ast.unparse(node)


def test_the_house_is_laid_together() -> None:
    """Print the measures of `components/` (pytest -s) and hold them to what keeps it readable."""
    texts = [path.read_text(encoding="utf-8") for path in FILES]
    lines = [len(text.splitlines()) for text in texts]
    imports = sum(
        (node.end_lineno or node.lineno) - node.lineno + 1
        for text in texts
        for node in ast.parse(text).body
        if isinstance(node, ast.Import | ast.ImportFrom)
    )
    median = statistics.median(count for count in lines if count > 5)
    sheets = len(list((ROOT / "components").rglob("*.css")))
    measures = (
        f"{len(lines)} files, {sum(lines):,} lines, median {median:.0f}, longest {max(lines)}, "
        f"imports {imports / sum(lines):.1%}, {sheets} stylesheets"
    )
    print(measures)
    assert 100 <= len(lines) <= 150, measures
    assert sum(lines) < 25_300, measures
    assert median >= 120, measures
    assert max(lines) <= 450, measures
    assert imports / sum(lines) <= 0.07, measures
    assert sheets <= 2, measures


def test_every_distribution_is_pinned_and_every_pin_is_needed() -> None:
    """Walk from what the project asks for to all that this brings; of pins, those installed here are looked at."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *chain.from_iterable(project["optional-dependencies"].values())]
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    # npm, where the machine has none, comes for the length of the set-up alone.
    asked.append(re.search(r"--target \S+ (\S+)", (ROOT / "Makefile").read_text(encoding="utf-8"))[1])
    pinned = {canonicalize_name(name): version for name, version in (line.split("==") for line in lines)}
    installed = {canonicalize_name(each.metadata["Name"]): each for each in distributions()}
    ahead, reached = [Requirement(each) for each in asked], set[tuple[str, frozenset[str]]]()
    while ahead:
        wanted = ahead.pop()
        key = canonicalize_name(wanted.name), frozenset(wanted.extras)
        assert key[0] in pinned, f"{key[0]} is not pinned"
        assert wanted.specifier.contains(pinned[key[0]]), f"{wanted} is pinned to {pinned[key[0]]}"
        if key in reached or key[0] not in installed:
            continue
        reached.add(key)
        for more in map(Requirement, installed[key[0]].requires or []):
            if more.marker is None or any(more.marker.evaluate({"extra": extra}) for extra in ("", *wanted.extras)):
                ahead.append(more)
    # Python's own venv may bring setuptools, which otherwise comes with the benchmark.
    assert (pinned.keys() & installed.keys()) - {"setuptools", *(name for name, _ in reached)} == set()


@pytest.mark.xdist_group("architecture")
def test_tests_of_a_group_stay_on_one_worker(request: pytest.FixtureRequest) -> None:
    """Hold pytest and pytest-xdist to each other: with some versions groups are forgotten without a word."""
    grouped = request.config.getoption("loadgroup", default=False)
    assert request.node.nodeid.endswith("@architecture") == bool(grouped)


def test_no_id_of_the_evidence_stands_in_code() -> None:
    """Ids that are also words of the schema, as quantities and choices are, are no ids where they stand alone."""
    schema = (ROOT / "data" / "datapackage.json").read_text(encoding="utf-8")
    quantities = {row["quantity"] for row in csv.DictReader((ROOT / "data" / "measures.csv").open(encoding="utf-8"))}
    ids: set[str] = set()
    for file in (ROOT / "data").rglob("*.csv"):
        with file.open(encoding="utf-8", newline="") as lines:
            rows = csv.DictReader(lines)
            column = (rows.fieldnames or [""])[0]
            ids |= {row[column] for row in rows if column.endswith("_id")}
    ids -= quantities | {word for word in ids if f'"{word}"' in schema}
    assert len(ids) > 300
    code = [*FILES, *(ROOT / "pages").glob("*.py"), ROOT / "app.py", *(ROOT / "components").rglob("*.js")]
    for path in code:
        quoted = set(re.findall(r"""["'`]([a-z0-9]+(?:[-_.][a-z0-9]+)*)["'`]""", path.read_text(encoding="utf-8")))
        assert not quoted & ids, path
