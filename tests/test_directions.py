"""Who may import whom: ontology <- extract <- kg, click in kg/cli alone, pyoxigraph in the store module alone."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OURS = ("ontology", "extract", "kg")
FILES = sorted(path for package in OURS for path in (ROOT / package).rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    """Every module that a file names in an import, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""


def forbidden(path: Path) -> frozenset[str]:
    """Top-level modules that the file may not import."""
    inside = path.relative_to(ROOT)
    match inside.parts[0]:
        case "ontology":
            found = {"extract", "kg", "click", "pyoxigraph", "spacy"}
        case "extract":
            found = {"kg", "click", "rdflib", "pyoxigraph", "pyshacl", "rich"}
        case _:
            # The benchmark compares with spaCy as it comes.
            found = {"spacy"} if inside.as_posix() != "kg/bench.py" else set()
            found |= {"click"} if inside.parts[1] != "cli" else set()
            found |= {"pyoxigraph"} if inside.as_posix() != "kg/store.py" else set()
    return frozenset(found)


def test_the_files_are_there() -> None:
    assert len(FILES) > 80
    assert {path.relative_to(ROOT).parts[0] for path in FILES} == set(OURS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_run_one_way(path: Path) -> None:
    found = {name.partition(".")[0] for name in imports(path)}
    assert not found & forbidden(path)


@pytest.mark.parametrize(
    "path", [p for p in FILES if p.parts[-2] != "cli"], ids=lambda p: p.relative_to(ROOT).as_posix()
)
def test_nothing_imports_the_command_line(path: Path) -> None:
    assert not [name for name in imports(path) if name.startswith("kg.cli")]


def test_the_check_sees_imports_within_functions(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("def f():\n    import click.testing\n    from kg.store import Store\n")
    assert list(imports(tmp_path / "a.py")) == ["click.testing", "kg.store"]
