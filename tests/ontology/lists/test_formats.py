"""Each format read from a small sample of it."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from ontology.lists import ListEntry, ListInfo, read_list
from tests.ontology.lists import samples
from tests.ontology.lists.samples import ARABIC, PERSIAN

REAL = Path(__file__).parents[4] / "shared" / "data" / "reference"


def read(tmp_path: Path, text: str, file: str = "list.xml", **options: object) -> tuple[ListInfo, dict[str, ListEntry]]:
    (tmp_path / file).write_text(text, encoding="utf-8")
    info, entries = read_list(tmp_path / file, **options)  # type: ignore[arg-type]
    return info, {entry.reference: entry for entry in entries}


def names(entry: ListEntry) -> dict[str, tuple[str, str, str]]:
    return {name.text: (name.script, name.language, name.quality) for name in entry.names}


def test_the_united_nations(tmp_path: Path) -> None:
    info, entries = read(tmp_path, samples.UN)
    assert (info.name, info.format, info.edition, info.authority) == ("un", "un-xml", "2025-04-19", "United Nations")
    person = entries["QDi.950"]
    assert (person.kind, person.listed_on, person.programmes) == ("person", date(2010, 1, 5), ("Al-Qaida",))
    assert (person.countries, person.dubious) == (("Yemen",), 2)
    assert names(person) == {
        "SALEM ABDULLAH AL-QARNI": ("latn", "", "primary"),
        ARABIC: ("arab", "", "primary"),
        "Salim Abdallah Qarni": ("latn", "", "good"),
        "سالم القرني": ("arab", "", "good"),
        "Abu Hafs": ("latn", "", "good"),
        "Qarni, Salem Abdalla": ("latn", "", "good"),
        "سَالِم القَرنــي": ("arab", "", "low"),
    }
    front = entries["QDe.901"]
    assert front.kind == "entity"
    assert names(front)["FFR"] == ("latn", "", "good")
    assert {name.text for name in front.names if name.kind == "acronym"} == {"FFR"}
    assert names(entries["TAi.951"])[PERSIAN] == ("arab", "", "primary")


def test_ofac(tmp_path: Path) -> None:
    info, entries = read(tmp_path, samples.OFAC)
    assert (info.name, info.edition) == ("ofac", "2024-05-31")
    assert {ref: entry.kind for ref, entry in entries.items()} == {
        "7001": "person",
        "7002": "entity",
        "7003": "craft",
        "7004": "craft",
    }
    person = entries["7001"]
    assert (person.programmes, person.countries, person.listed_on) == (("SDGT", "YEMEN"), ("Yemen",), None)
    assert names(person) == {
        "Salem Abdullah AL-QARNI": ("latn", "", "primary"),
        "Salim QARNI": ("latn", "", "good"),
        "ABU HAFS": ("latn", "", "low"),
    }
    assert [name.note for name in person.names] == ["", "", "f.k.a."]


def test_the_european_union(tmp_path: Path) -> None:
    info, entries = read(tmp_path, samples.EU)
    assert (info.name, info.edition) == ("eu", "2024-05-30")
    person = entries["EU.100.1"]
    assert (person.identifiers, person.programmes, person.countries) == (("un:QDi.950",), ("TAQA",), ("YEMEN",))
    assert person.listed_on == date(2010, 2, 1)
    assert names(person) == {
        "Salem al-Qarni": ("latn", "", "primary"),
        "سالم القرني": ("arab", "ar", "good"),
        "Salim le Yéménite": ("latn", "fr", "low"),
    }
    other = entries["EU.200.2"]
    assert (other.kind, other.identifiers, other.listed_on) == ("entity", (), date(2002, 6, 18))
    assert names(other) == {"Organización del Sur Lejano": ("latn", "es", "primary")}


@pytest.mark.parametrize(
    ("text", "file", "name", "edition", "reference", "listed"),
    [
        (samples.UK, "uk.xml", "uk", "2024-09-10", "AQD0950", date(2011, 1, 25)),
        (samples.UK_CSV, "uk.csv", "uk", "2024-09-10", "AQD0950", date(2011, 1, 25)),
        (samples.OFSI, "con.xml", "uk-ofsi", "2024-05-01", "7172", date(2011, 1, 7)),
        (samples.OFSI_CSV, "con.csv", "uk-ofsi", "2024-06-03", "7172", date(2011, 1, 7)),
    ],
)
def test_the_united_kingdom(
    tmp_path: Path, text: str, file: str, name: str, edition: str, reference: str, listed: date
) -> None:
    info, entries = read(tmp_path, text, file)
    assert (info.name, info.edition) == (name, edition)
    person = entries[reference]
    assert (person.kind, person.listed_on) == ("person", listed)
    assert "un:QDi.950" in person.identifiers
    assert ("uk:AQD0950" in person.identifiers) == (name == "uk-ofsi")
    assert person.countries[0] == "Yemen"
    primary = {text for text, (_, _, quality) in names(person).items() if quality == "primary"}
    assert "سالم القرني" in primary
    assert any(text.casefold().startswith("salem") for text in primary)
    assert len(primary) == 2


def test_the_qualities_of_the_united_kingdom(tmp_path: Path) -> None:
    _, entries = read(tmp_path, samples.UK)
    assert names(entries["AQD0950"])["Abu Hafs"] == ("latn", "", "low")
    assert names(entries["AQD0950"])["Salem Qarni"] == ("latn", "", "good")
    assert names(entries["AQD0950"])["سالم القرني"] == ("arab", "ar", "primary")
    assert entries["RUS0999"].kind == "craft"
    _, entries = read(tmp_path, samples.UK_CSV, "uk.csv")
    assert entries["AQD0950"].countries == ("Yemen", "Mali")
    assert (entries["AQD0960"].kind, entries["AQD0960"].listed_on) == ("entity", None)
    _, entries = read(tmp_path, samples.OFSI_CSV, "con.csv")
    assert names(entries["7172"])["Salem QARNI"] == ("latn", "", "low")


def test_the_actors_of_ucdp(tmp_path: Path) -> None:
    info, entries = read(tmp_path, samples.UCDP, "actors.csv")
    assert (info.name, info.edition, info.date, info.authority) == ("ucdp", "22.1", None, "")
    assert Counter(entry.kind for entry in entries.values()) == {"group": 4, "government": 1, "community": 1}
    front = entries["9001"]
    assert front.countries == ("Mali", "Yemen")
    assert names(front) == {
        "First Front for Reform": ("latn", "en", "primary"),
        "FFR": ("latn", "", "good"),
        "Front premier de la réforme": ("latn", "und", "good"),
    }
    related = [(item.kind, item.reference) for item in entries["9002"].related]
    assert related == [("splinter", "9001"), ("alliance", "9003")]
    assert [item.kind for item in entries["9003"].related] == ["joined"]
    assert names(entries["9006"])["Be Strong"][2] == "low"
    assert names(entries["9006"])["Aljama"][2] == "primary"


def test_a_plain_table(tmp_path: Path) -> None:
    info, entries = read(tmp_path, samples.PLAIN, "arab.tsv", day=date(2024, 1, 1))
    assert (info.name, info.title, info.edition, info.authority) == ("arab-list", "Arab list", "2024-01-01", "")
    group, person = entries["A 1"], entries["A 2"]
    assert (group.kind, group.authority, group.countries) == ("group", "جامعة الدول العربية", ("Mali",))
    assert names(group) == {
        "لواء الفجر الصادق": ("arab", "", "primary"),
        "Fajr Sadiq Brigade": ("latn", "", "good"),
        "كتيبة الفجر": ("arab", "", "good"),
    }
    assert (person.delisted_on, person.identifiers) == (date(2020, 2, 1), ("un:QDi.901",))
    assert names(person)["أبو سليم"][2] == "low"


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_plain_table_is_parted_by_what_its_header_is(tmp_path: Path, sign: str) -> None:
    text = sign.join(("name", "type", "country")) + "\n" + sign.join(("حركة الأمل الجديد", "PoliticalMovement", "ML"))
    info, entries = read(tmp_path, text, "t.csv", name="mine", day=date(2024, 1, 1))
    (entry,) = entries.values()
    assert (info.name, entry.kind, entry.types, entry.countries) == ("mine", "entity", ("PoliticalMovement",), ("ML",))
    assert len(entry.reference) == 16


def test_a_list_takes_the_name_it_is_given_and_the_day_only_where_it_has_none(tmp_path: Path) -> None:
    info, _ = read(tmp_path, samples.OFAC, name="ofac-consolidated", day=date(1999, 1, 1))
    assert (info.name, info.edition) == ("ofac-consolidated", "2024-05-31")


def test_utf_16_that_says_so_is_read(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(samples.OFSI_CSV.encode("utf-16"))
    info, entries = read_list(tmp_path / "t.csv")
    assert info.name == "uk-ofsi"
    assert len(list(entries)) == 1


@pytest.mark.skipif(not REAL.is_dir(), reason="the lists of ../shared/data are not here")
def test_the_real_lists() -> None:
    info, entries = read_list(REAL / "un_consolidated_2025-04-19.xml")
    found = list(entries)
    assert info.edition == "2025-04-19"
    assert Counter(entry.kind for entry in found) == {"person": 684, "entity": 193}
    scripts = Counter((name.script, name.quality) for entry in found for name in entry.names)
    assert scripts["arab", "primary"] == 368
    assert scripts["latn", "primary"] == 877
    assert scripts["latn", "low"] == 619
    assert all(entry.listed_on and entry.names for entry in found)
    info, entries = read_list(REAL / "ucdp_actor_22_1.csv")
    assert Counter(entry.kind for entry in entries) == {"group": 1059, "community": 503, "government": 163}
