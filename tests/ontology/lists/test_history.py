"""Editions of a list one after the other: new, changed, gone, back again; nothing is ever deleted."""

from dataclasses import replace
from datetime import date

import pytest

from ontology.errors import UsageError
from ontology.lists.files import Period, StoredList
from ontology.lists.history import Changes, ended_on, update
from ontology.lists.model import ListedName, ListEntry, ListInfo


def info(edition: str, form: str = "un-xml") -> ListInfo:
    return ListInfo(name="un", format=form, title="", authority="United Nations", edition=edition, file="un.xml")


def entry(reference: str, name: str = "سالم القرني", **more: object) -> ListEntry:
    names = (ListedName(text=name, script="arab", quality="primary"),)
    return ListEntry(reference=reference, kind="person", names=names, **more)  # type: ignore[arg-type]


def editions(*given: tuple[str, list[ListEntry]], older: bool = False) -> tuple[StoredList, Changes]:
    known, changes = None, Changes()
    for edition, entries in given:
        known, changes = update(known, info(edition), entries, today="2030-01-01", older=older)
    assert known is not None
    return known, changes


FIRST = ("2024-01-01", [entry("A"), entry("B")])


def test_a_first_edition_is_all_new() -> None:
    stored, changes = editions(FIRST)
    assert changes == Changes(new=("A", "B"))
    assert stored.editions == {"2024-01-01": "2030-01-01"}
    assert stored.imported == "2030-01-01"


def test_the_same_again_changes_nothing() -> None:
    once, _ = editions(FIRST)
    twice, changes = update(once, info("2024-01-01"), FIRST[1], today="2031-05-05")
    assert changes == Changes(unchanged=2)
    assert twice == once


def test_new_changed_and_gone() -> None:
    stored, changes = editions(FIRST, ("2024-02-01", [entry("B", "سليم القرني"), entry("C")]))
    assert changes == Changes(new=("C",), changed=("B",), delisted=("A",))
    gone = stored.entries["A"]
    assert (gone.gone, gone.last_seen) == ("2024-02-01", "2024-01-01")
    assert ended_on(gone) == (date(2024, 2, 1), True)
    assert gone.entry == entry("A")
    assert stored.info.edition == "2024-02-01"


def test_gone_is_told_once() -> None:
    stored, changes = editions(FIRST, ("2024-02-01", [entry("B")]), ("2024-03-01", [entry("B")]))
    assert changes == Changes(unchanged=1)
    assert stored.entries["A"].gone == "2024-02-01"
    assert list(stored.editions) == ["2024-01-01", "2024-02-01", "2024-03-01"]


def test_a_day_of_delisting_that_the_list_gives_wins() -> None:
    off = entry("A", listed_on=date(2010, 1, 1), delisted_on=date(2023, 12, 24))
    stored, changes = editions(FIRST, ("2024-02-01", [off, entry("B")]))
    assert (changes.changed, changes.delisted) == (("A",), ("A",))
    assert ended_on(stored.entries["A"]) == (date(2023, 12, 24), False)
    stored, changes = editions(FIRST, ("2024-02-01", [off, entry("B")]), ("2024-03-01", [entry("B")]))
    assert changes.delisted == ()
    assert ended_on(stored.entries["A"]) == (date(2023, 12, 24), False)


def test_who_comes_back_is_listed_again_and_the_first_time_is_kept() -> None:
    again = entry("A", listed_on=date(2024, 2, 20))
    stored, changes = editions(FIRST, ("2024-02-01", [entry("B")]), ("2024-03-01", [again, entry("B")]))
    assert changes == Changes(relisted=("A",), unchanged=1)
    back = stored.entries["A"]
    assert (back.gone, back.last_seen, ended_on(back)) == ("", "", None)
    assert back.former == (Period(listed_on=None, delisted_on=date(2024, 2, 1), inferred=True),)


def test_a_delisting_that_the_list_takes_back() -> None:
    off = entry("A", listed_on=date(2010, 1, 1), delisted_on=date(2023, 12, 24))
    stored, changes = editions(("2024-01-01", [off]), ("2024-02-01", [entry("A", listed_on=date(2024, 1, 15))]))
    assert changes == Changes(relisted=("A",))
    former = Period(listed_on=date(2010, 1, 1), delisted_on=date(2023, 12, 24), inferred=False)
    assert stored.entries["A"].former == (former,)


def test_an_older_edition_is_refused_unless_it_is_asked_for() -> None:
    stored, _ = editions(FIRST)
    with pytest.raises(UsageError, match=r"older than 2024-01-01.*--older"):
        update(stored, info("2023-01-01"), [entry("A")], today="2030-01-01")
    after, changes = update(stored, info("2023-01-01"), [entry("A", "اسم قديم"), entry("Z")], today="x", older=True)
    assert changes == Changes(new=("Z",), delisted=("Z",), unchanged=1)
    assert after.entries["A"] == stored.entries["A"]
    assert (after.entries["Z"].gone, after.entries["Z"].last_seen) == ("2024-01-01", "2023-01-01")
    assert after.info == stored.info


def test_an_edition_between_two_tells_more_exactly_when_somebody_went() -> None:
    stored, _ = editions(("2024-01-01", [entry("A"), entry("B"), entry("C")]), ("2024-09-01", [entry("C")]))
    between, changes = update(stored, info("2024-05-01"), [entry("A"), entry("C")], today="x", older=True)
    assert (between.entries["A"].last_seen, between.entries["A"].gone) == ("2024-05-01", "2024-09-01")
    assert (between.entries["B"].last_seen, between.entries["B"].gone) == ("2024-01-01", "2024-05-01")
    assert changes == Changes(changed=("A", "B"), unchanged=1)
    again, changes = update(between, info("2024-05-01"), [entry("A"), entry("C")], today="y", older=True)
    assert again == between
    assert changes == Changes(unchanged=2)


def test_a_corrected_edition_of_the_same_day_is_taken() -> None:
    stored, changes = editions(FIRST, ("2024-01-01", [entry("A", "سليم القرني"), entry("B")]))
    assert changes == Changes(changed=("A",), unchanged=1)
    assert stored.entries["A"].entry.names[0].text == "سليم القرني"


def test_a_list_of_another_format_is_another_list() -> None:
    stored, _ = editions(FIRST)
    with pytest.raises(UsageError, match="name another list with --list"):
        update(stored, info("2025-01-01", "plain"), [entry("A")], today="x")


def test_registers_have_editions_without_days() -> None:
    register = replace(info("22.1"), format="ucdp-csv")
    stored, _ = update(None, register, [entry("A"), entry("B")], today="x")
    stored, changes = update(stored, replace(register, edition="23.1"), [entry("B")], today="x")
    assert changes == Changes(delisted=("A",), unchanged=1)
    assert stored.entries["A"].gone == "23.1"
    assert ended_on(stored.entries["A"]) is None
