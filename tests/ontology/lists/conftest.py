"""A small reference for the tests of lists, in the place of the one that comes with Marsad."""

from pathlib import Path

import pytest

SMALL = Path(__file__).parent / "reference"


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let ``load`` and what proves lists read the small tables instead of the shipped ones."""
    for module in ("ontology.reference", "ontology.listed", "ontology.listed_rows"):
        monkeypatch.setattr(f"{module}.FOLDER", SMALL)
    return SMALL
