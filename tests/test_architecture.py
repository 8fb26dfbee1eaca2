"""The one way through the house: a part imports only from parts on its left."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LEFT_OF = {
    "tables": set(),
    "audit": {"tables"},
    "selection": {"tables"},
    "derive": {"tables", "selection"},
    "style": {"tables", "selection", "derive"},
    "charts": {"tables", "selection", "derive", "style"},
    "maps": {"tables", "selection", "derive", "style", "charts"},
    "exhibits": {"tables", "selection", "derive", "style", "charts", "maps"},
    "exports": {"tables", "selection", "derive", "style", "charts", "maps", "exhibits"},
    "controls": {"tables", "selection", "derive", "style", "charts", "maps", "exhibits", "exports"},
    "panels": {"tables", "selection", "derive", "style", "charts", "maps", "exhibits", "exports", "controls"},
    "server": {"tables", "selection", "derive", "style", "charts", "maps", "exports"},
}
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


def test_the_top_level_stays_as_it_is() -> None:
    import subprocess

    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    top = {line.split("/")[0] for line in listed.splitlines()}
    assert top <= {
        ".ci", ".github", ".gitignore", ".streamlit", "LICENSE", "Makefile", "README.md", "app.py", "components",
        "constraints.txt", "data", "pages", "pyproject.toml", "tests",
    }  # fmt: skip


def test_no_registry_is_named() -> None:
    import re
    import subprocess

    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    words = ("index" + "-url", "find" + "-links", r"https?://\S+\.(?:whl|t" + "gz|deb)")
    address = re.compile("|".join(words))
    for name in listed.splitlines():
        path = ROOT / name
        if path.suffix in {".png", ".geojson", ".woff2"} or not path.is_file():
            continue
        assert not address.search(path.read_text(encoding="utf-8")), name


@pytest.mark.xdist_group("architecture")
def test_tests_of_a_group_stay_on_one_worker(request: pytest.FixtureRequest) -> None:
    """Hold pytest and pytest-xdist to each other: with some versions groups are forgotten without a word."""
    grouped = request.config.getoption("loadgroup", default=False)
    assert request.node.nodeid.endswith("@architecture") == bool(grouped)
