"""Counts: number, unit, qualifier and kind; what is no count of people is left out."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.analysis import Analysis, Sentence
from extract.counts import find_counts
from extract.model import Article, Zone
from tests.extract.reading_cases import read

K, W, A, P = "killed", "wounded", "arrested", "participants"
# (language, sentence, [(kind, value, qualifier, quote)])
CASES: list[tuple[str, str, list[tuple[str, int, str, str]]]] = [
    (
        "ar",
        "مقتل 12 شخصا وإصابة 30 آخرين في هجوم بمالي",
        [(K, 12, "exact", "12 شخصا"), (W, 30, "exact", "30 آخرين")],
    ),
    ("ar", "قتل ما لا يقل عن 12 جنديا", [(K, 12, "at least", "ما لا يقل عن 12 جنديا")]),
    (
        "ar",
        "لقي ثلاثة أشخاص مصرعهم وأصيب خمسة آخرون بجروح",
        [(K, 3, "exact", "ثلاثة أشخاص"), (W, 5, "exact", "خمسة آخرون")],
    ),
    ("ar", "مقتل جندي في هجوم", [(K, 1, "exact", "جندي")]),
    ("ar", "أفاد مصدر بمقتل شخص، وإصابة ثمانية آخرين", [(K, 1, "exact", "شخص"), (W, 8, "exact", "ثمانية آخرين")]),
    ("ar", "قتل مسلح 12 شخصا", [(K, 12, "exact", "12 شخصا")]),
    ("ar", "قتل جنديان وجرح ثلاثة", [(K, 2, "exact", "جنديان"), (W, 3, "exact", "ثلاثة")]),
    (
        "ar",
        "أسفر الهجوم عن سقوط 43 قتيلا و173 جريحا",
        [(K, 43, "exact", "43 قتيلا"), (W, 173, "exact", "173 جريحا")],
    ),
    (
        "ar",
        "أدى إلى مقتل 43 مدنيا على الأقل وإصابة 173.",
        [(K, 43, "at least", "43 مدنيا على الأقل"), (W, 173, "exact", "173")],
    ),
    ("ar", "ينعقد بمشاركة 70 دولة", [(P, 70, "exact", "70 دولة")]),
    ("ar", "بحضور نحو ٢٠٠ خبير", [(P, 200, "about", "نحو ٢٠٠ خبير")]),
    ("ar", "اعتقلت السلطات 15 مشتبها به", [(A, 15, "exact", "15 مشتبها به")]),
    ("ar", "أوقفت الشرطة ثلاثة أشخاص", [(A, 3, "exact", "ثلاثة أشخاص")]),
    ("ar", "تم القبض على خمسة متهمين", [(A, 5, "exact", "خمسة متهمين")]),
    ("ar", "ارتفع العدد إلى ٣٢ قتيلا", [(K, 32, "exact", "٣٢ قتيلا")]),
    ("ar", "قتل حوالي 1,200 شخص", [(K, 1200, "about", "حوالي 1,200 شخص")]),
    ("ar", "إن ألف شخص قتلوا", [(K, 1000, "exact", "ألف شخص")]),
    ("ar", "قتل ثلاثة آلاف شخص", [(K, 3000, "exact", "ثلاثة آلاف شخص")]),
    ("ar", "مقتل مئة وعشرين شخصا", [(K, 120, "exact", "مئة وعشرين شخصا")]),
    (
        "ar",
        "مقتل خمسة عشر جنديا وإصابة ثلاثة وعشرين آخرين",
        [(K, 15, "exact", "خمسة عشر جنديا"), (W, 23, "exact", "ثلاثة وعشرين آخرين")],
    ),
    ("ar", "مقتل شخصين وإصابة آخر", [(K, 2, "exact", "شخصين"), (W, 1, "exact", "آخر")]),
    ("ar", "مقتل عنصرين من قوات الأمن و3 مدنيين", [(K, 2, "exact", "عنصرين"), (K, 3, "exact", "3 مدنيين")]),
    ("ar", "مقتل 12 شخصا بينهم 3 جنود", [(K, 12, "exact", "12 شخصا")]),
    ("ar", "قتل 3 جنود على يد 12 مسلحا", [(K, 3, "exact", "3 جنود")]),
    ("ar", "مقتل أكثر من 20 مسلحا", [(K, 20, "at least", "أكثر من 20 مسلحا")]),
    ("ar", "مقتل عشرات الأشخاص", []),
    ("ar", "يحثون على قتل أي موظف في السلك العسكري", []),
    ("ar", "القرار 2178 يدين القتل", []),
    ("ar", "يبلغ الرجل 25 عاما", []),
    ("ar", "انتشر 1500 جندي في المدينة", []),
    ("ar", "إن أكثر من 20 مسلحا حوثيا قتلوا", [(K, 20, "at least", "أكثر من 20 مسلحا")]),
    ("ar", "اعتقلت الشرطة 150 شابا ورجلا", [(A, 150, "exact", "150 شابا")]),
    ("fr", "tuant 12 personnes et en blessant 30", [(K, 12, "exact", "12 personnes"), (W, 30, "exact", "30")]),
    ("fr", "Un soldat tué dans une attaque", [(K, 1, "exact", "Un soldat")]),
    (
        "fr",
        "Au moins 12 morts et 30 blessés",
        [(K, 12, "at least", "Au moins 12 morts"), (W, 30, "exact", "30 blessés")],
    ),
    ("fr", "Une dizaine de personnes ont été tuées", [(K, 10, "about", "Une dizaine de personnes")]),
    ("fr", "12 militants ont tué 3 soldats", [(K, 3, "exact", "3 soldats")]),
    ("fr", "Trois suspects ont été arrêtés", [(A, 3, "exact", "Trois suspects")]),
    ("fr", "Une réunion réunissant 70 pays", [(P, 70, "exact", "70 pays")]),
    ("fr", "1 200 personnes ont péri", [(K, 1200, "exact", "1 200 personnes")]),
    ("fr", "12 personnes, dont trois soldats, ont été tuées", [(K, 12, "exact", "12 personnes")]),
    (
        "fr",
        "la mort de deux civils et d'un policier",
        [(K, 2, "exact", "deux civils"), (K, 1, "exact", "un policier")],
    ),
    ("fr", "Près de vingt-cinq civils ont été tués", [(K, 25, "about", "Près de vingt-cinq civils")]),
    ("fr", "Quatre-vingt-dix personnes sont mortes", [(K, 90, "exact", "Quatre-vingt-dix personnes")]),
    ("fr", "La résolution 2178 et des dizaines de morts", []),
    ("en", "12 killed and 30 wounded", [(K, 12, "exact", "12"), (W, 30, "exact", "30 wounded")]),
    (
        "en",
        "At least 12 people were killed and 30 others wounded",
        [(K, 12, "at least", "At least 12 people"), (W, 30, "exact", "30 others")],
    ),
    ("en", "A soldier was killed", [(K, 1, "exact", "A soldier")]),
    ("en", "A suicide bomber killed 12 people", [(K, 12, "exact", "12 people")]),
    ("en", "12 militants killed 3 soldiers", [(K, 3, "exact", "3 soldiers")]),
    ("en", "killing 12 and wounding 30", [(K, 12, "exact", "12"), (W, 30, "exact", "30")]),
    ("en", "1,200 people were arrested", [(A, 1200, "exact", "1,200 people")]),
    ("en", "A meeting attended by 70 countries", [(P, 70, "exact", "70 countries")]),
    ("en", "12 people, including 3 soldiers, were killed", [(K, 12, "exact", "12 people")]),
    ("en", "About a dozen people were injured", [(W, 12, "about", "About a dozen people")]),
    ("en", "It killed 12 people when 30 militants stormed a base", [(K, 12, "exact", "12 people")]),
    (
        "en",
        "Two soldiers and three civilians were killed",
        [(K, 2, "exact", "Two soldiers"), (K, 3, "exact", "three civilians")],
    ),
    ("en", "A 25-year-old man was arrested", [(A, 1, "exact", "A 25-year-old man")]),
    ("en", "He died in 2011, and 12 homes burned", []),
    ("en", "Millions of people would have been killed", []),
    ("en", "Two were killed and 30 militants fled", [(K, 2, "exact", "Two")]),
    ("fr", "Des millions de personnes ont été tuées", []),
    ("fr", "Un garçon de 13 ans blessé", [(W, 1, "exact", "Un garçon")]),
    (
        "fr",
        "Dix terroristes ont été tués et une centaine de suspects ont été capturés",
        [(K, 10, "exact", "Dix terroristes"), (A, 100, "about", "une centaine de suspects")],
    ),
    ("en", "Dozens were killed by 12 militants", []),
    ("en", "Resolution 2178 killed the deal", []),
]


def test_cases_are_all_there() -> None:
    assert len(CASES) == 66
    assert sum(language == "ar" for language, _, _ in CASES) == 32


@pytest.mark.parametrize(("language", "text", "expected"), CASES, ids=[text for _, text, _ in CASES])
def test_counts_in_sentences(language: str, text: str, expected: list[tuple[str, int, str, str]]) -> None:
    found = find_counts(read(text, language))
    assert [(c.kind, c.value, c.qualifier, c.span.quote) for c in found] == expected


def test_unit_is_verbatim() -> None:
    (count,) = find_counts(read("Three Malian soldiers died", "en"))
    assert count.unit == "Malian soldiers"


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["مقتل", "و", "12", "شخصا", "killed", "people", " ", "١٢", "un", "soldat", "tué", "\x00", "\u200f", ","]
        ),
        max_size=25,
    ),
    st.sampled_from(["ar", "fr", "en"]),
)
def test_any_text_gives_true_sorted_quotes(pieces: list[str], language: str) -> None:
    text = " ".join(pieces)
    article = Article(id="t", text=text, language=language, zones=(Zone(kind="body", start=0, end=len(text)),))
    sentence = Sentence(index=0, start=0, end=len(text), zone="body", paragraph=0, tokens=())
    found = find_counts(Analysis(article=article, language=language, sentences=(sentence,), model_spans=()))
    assert all(text[c.span.start : c.span.end] == c.span.quote for c in found)
    assert all(c.unit is None or c.unit in c.span.quote for c in found)
    assert all(before.span.end <= after.span.start for before, after in pairwise(found))
