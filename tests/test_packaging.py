"""What the wheel must carry, read from the sources; .ci/run builds it and works with it."""

import re
import subprocess
import tomllib
from importlib.metadata import entry_points
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_command_is_there() -> None:
    (found,) = [point for point in entry_points(group="console_scripts") if point.name == "marsad"]
    assert found.value == PROJECT["project"]["scripts"]["marsad"]
    assert callable(found.load())


def test_every_kind_of_data_file_is_packed() -> None:
    patterns = PROJECT["tool"]["setuptools"]["package-data"]["*"]
    data = [
        path
        for package in ("ontology", "extract", "kg")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc")
    ]
    assert len(data) > 50
    assert not [path for path in data if not any(path.match(pattern) for pattern in patterns)]


def test_every_folder_of_data_belongs_to_a_package() -> None:
    """setuptools packs data of packages only, and finds namespace packages only where it is told to."""
    folders = {
        path.parent
        for package in ("ontology", "extract", "kg")
        for path in (ROOT / package).rglob("*")
        if path.suffix in (".tsv", ".ttl", ".rq")
    }
    assert folders
    assert not [folder for folder in folders if not re.fullmatch(r"\w+", folder.name)]


def test_licences_are_there() -> None:
    assert PROJECT["project"]["license"] == "Apache-2.0 AND CC-BY-4.0"
    for name in PROJECT["project"]["license-files"]:
        assert (ROOT / name).stat().st_size > 500


def test_the_change_log_knows_this_version() -> None:
    assert f"## {PROJECT['project']['version']}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("target", ["install", "demo", "test", "test-slow", "lint", "eval", "bench", "docs", "clean"])
def test_make_knows_its_targets(target: str) -> None:
    result = subprocess.run(
        ["make", "--dry-run", "--always-make", target], cwd=ROOT, capture_output=True, timeout=30, check=False
    )
    assert result.returncode == 0, result.stderr.decode()


def test_make_tells_when_python_is_too_old(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.8.1" && exit 0\nexit 1\n')
    old.chmod(0o755)
    result = subprocess.run(
        ["make", "install", f"PYTHON={old}", f"VENV={tmp_path / 'venv'}"],
        cwd=ROOT,
        capture_output=True,
        timeout=30,
        check=False,
    )
    assert result.returncode != 0
    assert b"Marsad needs Python 3.11 or newer" in result.stderr
