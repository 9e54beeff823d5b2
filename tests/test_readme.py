"""What the README tells people to type works, in its order, on the examples."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(sh|python)\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


def test_the_blocks_are_found() -> None:
    assert len([kind for kind, _ in BLOCKS if kind == "sh"]) >= 12
    assert [kind for kind, _ in BLOCKS].count("python") == 2


def test_every_command_of_ours_is_shown() -> None:
    from kg.cli import COMMANDS

    assert not [name for name in COMMANDS if f"marsad {name}" not in README]


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
    headings = {re.sub(r"[^\w\- ]", "", line).strip().lower().replace(" ", "-") for line in README.splitlines()}
    for anchor in re.findall(r"\]\(#([^)]+)\)", README):
        assert anchor in headings


@pytest.mark.slow
def test_the_readme_works_as_it_stands(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    lines = ["set -euo pipefail"]
    for kind, block in BLOCKS:
        lines.append(block if kind == "sh" else f"python - <<'END_OF_PYTHON'\n{block}END_OF_PYTHON")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    result = subprocess.run(
        ["bash", "-c", "\n".join(lines)],
        cwd=tmp_path,
        env={**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=600,
        check=False,
    )
    assert result.returncode == 0, result.stderr.decode()
    assert b"error:" not in result.stderr
    for name in ("network.gexf", "claims.gexf", "events-nodes.csv", "events-edges.csv", "graph.ttl", "with-names.gexf"):
        assert (tmp_path / name).stat().st_size > 0
    assert "person-" in (tmp_path / "network.gexf").read_text(encoding="utf-8")
    assert "person-" not in (tmp_path / "with-names.gexf").read_text(encoding="utf-8")
