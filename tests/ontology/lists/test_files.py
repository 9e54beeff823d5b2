"""Lists as a store keeps them: what is written reads back, and equal lists are equal bytes."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontology.errors import DataError
from ontology.lists.files import (
    ENTRIES,
    MANIFEST,
    NAMES,
    Period,
    StoredEntry,
    StoredList,
    edition_key,
    list_folders,
    read_list_folder,
    rules,
    write_list,
)
from ontology.lists.model import KINDS, QUALITIES, ListedName, ListEntry, ListInfo, Related
from ontology.lists.names import tidy

INFO = ListInfo(name="un", format="un-xml", title="", authority="United Nations", edition="2025-04-19", file="un.xml")
LETTERS = st.sampled_from([*"سالم القرني گلزاری Salem|\\~/:#\"'", "\u200c", "‘", "é", "\u0651"])
TEXTS = st.text(LETTERS, min_size=1, max_size=12).map(tidy).filter(bool)
DAYS = st.dates(date(1950, 1, 1), date(2040, 1, 1))
OPTIONAL = DAYS | st.none()
NAMES_OF_ENTRIES = st.builds(
    ListedName,
    text=TEXTS,
    script=st.sampled_from(["arab", "latn", "cyrl", ""]),
    language=st.sampled_from(["", "ar", "fa", "und"]),
    quality=st.sampled_from(QUALITIES),
    kind=st.sampled_from(["name", "acronym"]),
    form=TEXTS | st.just(""),
    note=TEXTS | st.just(""),
)
WORDS = st.lists(TEXTS, max_size=3).map(tuple)
ENTRIES_OF_LISTS = st.builds(
    ListEntry,
    reference=TEXTS,
    kind=st.sampled_from(KINDS),
    names=st.lists(NAMES_OF_ENTRIES, max_size=3).map(tuple),
    listed_on=OPTIONAL,
    delisted_on=OPTIONAL,
    programmes=WORDS,
    countries=WORDS,
    identifiers=WORDS,
    related=st.lists(st.builds(Related, kind=st.sampled_from(["split", "joined"]), reference=TEXTS), max_size=2).map(
        tuple
    ),
    types=WORDS,
    authority=TEXTS | st.just(""),
    title=TEXTS | st.just(""),
    dubious=st.integers(0, 9),
)
STORED = st.builds(
    StoredEntry,
    entry=ENTRIES_OF_LISTS,
    gone=st.sampled_from(["", "2024-01-01", "22.1"]),
    last_seen=st.sampled_from(["", "2023-01-01"]),
    former=st.lists(st.builds(Period, listed_on=OPTIONAL, delisted_on=DAYS, inferred=st.booleans()), max_size=2).map(
        tuple
    ),
)


def stored(*entries: StoredEntry) -> StoredList:
    return StoredList(
        info=INFO, entries={kept.entry.reference: kept for kept in entries}, editions={"2025-04-19": "2025-05-01"}
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(STORED, max_size=4, unique_by=lambda kept: kept.entry.reference))
def test_what_is_written_reads_back(entries: list[StoredEntry]) -> None:
    with TemporaryDirectory() as folder:
        write_list(Path(folder) / "un", stored(*entries))
        assert read_list_folder(Path(folder) / "un") == stored(*entries)


def one(reference: str = "QDi.950", text: str = "سالم القرني") -> StoredEntry:
    names = (ListedName(text=text, script="arab", quality="primary"), ListedName(text="Salem, Abu", script="latn"))
    return StoredEntry(entry=ListEntry(reference=reference, kind="person", names=names))


def test_equal_lists_are_equal_bytes_whatever_their_order(tmp_path: Path) -> None:
    write_list(tmp_path / "one", stored(one("A"), one("B")))
    write_list(tmp_path / "two", stored(one("B"), one("A")))
    for name in (ENTRIES, NAMES, MANIFEST):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_the_days_of_import_stand_in_the_manifest_alone(tmp_path: Path) -> None:
    write_list(tmp_path / "one", stored(one()))
    write_list(tmp_path / "two", replace(stored(one()), editions={"2025-04-19": "2031-12-31"}))
    assert (tmp_path / "one" / MANIFEST).read_bytes() != (tmp_path / "two" / MANIFEST).read_bytes()
    for name in (ENTRIES, NAMES):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
        assert "2031" not in (tmp_path / "two" / name).read_text(encoding="utf-8")


def test_the_table_of_names_keeps_the_form_that_text_is_compared_with(tmp_path: Path) -> None:
    write_list(tmp_path / "un", stored(one(text="سَالِم القَرنــي")))
    lines = (tmp_path / "un" / NAMES).read_text(encoding="utf-8").split("\n")
    assert lines[2].split("\t")[6:9] == ["", "سالم القرني", "سالم القرني"]
    assert lines[2].split("\t")[1] == "سَالِم القَرنــي"


def test_names_written_under_other_rules_are_told(tmp_path: Path) -> None:
    write_list(tmp_path / "un", stored(one()))
    assert read_list_folder(tmp_path / "un").ready
    manifest = tmp_path / "un" / MANIFEST
    manifest.write_text(manifest.read_text(encoding="utf-8").replace(rules(), "0" * 16), encoding="utf-8")
    assert not read_list_folder(tmp_path / "un").ready


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (ENTRIES, "reference\t", "number\t"),
        (ENTRIES, "\tperson\t", "\tgod\t"),
        (ENTRIES, "QDi.950\t", "QDi.950\tx\t"),
        (NAMES, "\tprimary\t", "\tbest\t"),
        (NAMES, "reference\t", ""),
        (MANIFEST, '"editions"', '"edition"'),
        (MANIFEST, "{", ""),
        (MANIFEST, '"format"', '"colour"'),
    ],
)
def test_a_damaged_folder_is_one_clear_line(tmp_path: Path, file: str, old: str, new: str) -> None:
    write_list(tmp_path / "un", stored(one()))
    path = tmp_path / "un" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match="import the list again") as caught:
        read_list_folder(tmp_path / "un")
    assert "\n" not in str(caught.value)


def test_folders_of_lists_survive_a_kill_in_a_renaming(tmp_path: Path) -> None:
    assert list_folders(tmp_path / "none") == ()
    for name in ("un", "eu.old", "ofac", "ofac.old", "uk.new"):
        write_list(tmp_path / name, stored(one()))
    (tmp_path / "empty").mkdir()
    assert [path.name for path in list_folders(tmp_path)] == ["eu.old", "ofac", "un"]


def test_editions_are_ordered_by_their_numbers() -> None:
    editions = ["2024-01-05", "9.2", "2023-12-31", "22.1", "9.10"]
    assert sorted(editions, key=edition_key) == ["9.2", "9.10", "22.1", "2023-12-31", "2024-01-05"]
