"""Dates: what is said, when it was, and what only looks like a date. Publication day: Friday 6 July 2018."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.analysis import Analysis, Sentence
from extract.dates import find_times, parse_date_line
from extract.model import Article, Zone
from tests.extract.reading_cases import read

# (language, sentence, [(quote, start, end, precision)]); an empty list where nothing is a date.
CASES: list[tuple[str, str, list[tuple[str, str, str, str]]]] = [
    ("ar", "وقع الهجوم يوم 4 يوليوز 2018 في غاو", [("4 يوليوز 2018", "2018-07-04", "2018-07-04", "day")]),
    ("ar", "وقع الهجوم في 4 تموز/يوليو 2018", [("4 تموز/يوليو 2018", "2018-07-04", "2018-07-04", "day")]),
    ("ar", "أغلقت السفارة منذ 15 فبراير (شباط)", [("15 فبراير (شباط)", "2018-02-15", "2018-02-15", "day")]),
    ("ar", "افتتح اللقاء في الرابع من يوليو", [("الرابع من يوليو", "2018-07-04", "2018-07-04", "day")]),
    (
        "ar",
        "في الخامس والعشرين من أغسطس 2014",
        [("الخامس والعشرين من أغسطس 2014", "2014-08-25", "2014-08-25", "day")],
    ),
    ("ar", "صدر البيان بتاريخ ٠٤/٠٧/٢٠١٨", [("٠٤/٠٧/٢٠١٨", "2018-07-04", "2018-07-04", "day")]),
    ("ar", "صدر في 04 - 07 - 2018 بالرباط", [("04 - 07 - 2018", "2018-07-04", "2018-07-04", "day")]),
    ("ar", "اعتقل خلال شهر غشت 2017", [("شهر غشت 2017", "2017-08-01", "2017-08-31", "month")]),
    ("ar", "تأسس التنظيم عام 2014", [("عام 2014", "2014-01-01", "2014-12-31", "year")]),
    ("ar", "وفي سنة 2015 انقسم", [("سنة 2015", "2015-01-01", "2015-12-31", "year")]),
    ("ar", "بين عامي 2014 و2016", [("عامي 2014 و2016", "2014-01-01", "2016-12-31", "year")]),
    ("ar", "صدر الحكم في ١٧ رمضان ١٤٣٦", [("١٧ رمضان ١٤٣٦", "2015-07-04", "2015-07-04", "day")]),
    ("ar", "يستمر المؤتمر من 4 إلى 6 يوليوز", [("4 إلى 6 يوليوز", "2018-07-04", "2018-07-06", "day")]),
    ("ar", "زار الوزير المدينة اليوم", [("اليوم", "2018-07-06", "2018-07-06", "day")]),
    ("ar", "قتل جندي اليوم (الاثنين)", [("اليوم (الاثنين)", "2018-07-02", "2018-07-02", "day")]),
    ("ar", "وأعلن أمس عن العملية", [("أمس", "2018-07-05", "2018-07-05", "day")]),
    ("ar", "وصل أول أمس إلى الرباط", [("أول أمس", "2018-07-04", "2018-07-04", "day")]),
    ("ar", "يصل الوفد غدا", [("غدا", "2018-07-07", "2018-07-07", "day")]),
    ("ar", "وقع ذلك الأسبوع الماضي", [("الأسبوع الماضي", "2018-06-25", "2018-07-01", "week")]),
    ("ar", "خلال الشهر الجاري", [("الشهر الجاري", "2018-07-01", "2018-07-31", "month")]),
    ("ar", "في العام الماضي", [("العام الماضي", "2017-01-01", "2017-12-31", "year")]),
    ("ar", "قتلوا الثلاثاء في هجوم", [("الثلاثاء", "2018-07-03", "2018-07-03", "day")]),
    ("ar", "ينطلق الثلاثاء المقبل", [("الثلاثاء المقبل", "2018-07-10", "2018-07-10", "day")]),
    ("ar", "وقع الجمعة الماضية", [("الجمعة الماضية", "2018-06-29", "2018-06-29", "day")]),
    ("ar", "سيعقد المؤتمر الأحد في مراكش", [("الأحد", "2018-07-08", "2018-07-08", "day")]),
    ("ar", "سيعقد المؤتمر في 20 يوليو", [("20 يوليو", "2018-07-20", "2018-07-20", "day")]),
    ("ar", "خطفوا قبل ثلاثة أيام", [("قبل ثلاثة أيام", "2018-07-03", "2018-07-03", "day")]),
    ("ar", "مستمر منذ أسبوعين", [("منذ أسبوعين", "2018-06-18", "2018-06-24", "week")]),
    ("ar", "اعتقل مساء الاثنين", [("مساء الاثنين", "2018-07-02", "2018-07-02", "day")]),
    ("ar", "وفي 4 من الشهر الجاري", [("4 من الشهر الجاري", "2018-07-04", "2018-07-04", "day")]),
    ("ar", "في 27 يونيو (حزيران) الماضي", [("27 يونيو (حزيران) الماضي", "2018-06-27", "2018-06-27", "day")]),
    ("ar", "انطلق في جويلية 2016", [("جويلية 2016", "2016-07-01", "2016-07-31", "month")]),
    ("ar", "وقع في 3 كانون الأول 2017", [("3 كانون الأول 2017", "2017-12-03", "2017-12-03", "day")]),
    ("ar", "القرار 2178 الصادر عن المجلس", []),
    ("ar", "انتشر 1500 جندي في المنطقة", []),
    ("ar", "مارس التنظيم ضغوطا على السكان", []),
    ("ar", "يصادف اليوم العالمي للسلام", []),
    ("ar", "حسب صحيفة اليوم", []),
    ("ar", "خطب الإمام في صلاة الجمعة", []),
    ("ar", "قتل 2014 شخصا في الحرب", []),
    ("ar", "اندلعت الحرب منذ سنوات", []),
    ("ar", "خلال الثلاثين عاما الماضية", []),
    ("ar", "بعد هجمات 11 سبتمبر", []),
    ("ar", "خمس مرات في اليوم", []),
    ("ar", "يوم السبت (30 يونيو)", [("يوم السبت (30 يونيو)", "2018-06-30", "2018-06-30", "day")]),
    ("ar", "قال إنه سيعود، وذلك خلال لقاء الأربعاء", [("الأربعاء", "2018-07-04", "2018-07-04", "day")]),
    ("ar", "وصلوا الليلة قبل الماضية", [("الليلة قبل الماضية", "2018-07-04", "2018-07-04", "day")]),
    ("fr", "L'attaque du 4 juillet 2018 à Gao", [("4 juillet 2018", "2018-07-04", "2018-07-04", "day")]),
    ("fr", "Le défilé du 1er mai", [("1er mai", "2018-05-01", "2018-05-01", "day")]),
    ("fr", "Il est mort en juillet 2018", [("juillet 2018", "2018-07-01", "2018-07-31", "month")]),
    ("fr", "Il arrivera à la mi-juillet", [("mi-juillet", "2018-07-01", "2018-07-31", "month")]),
    ("fr", "La réunion du 4 au 6 juillet", [("4 au 6 juillet", "2018-07-04", "2018-07-06", "day")]),
    ("fr", "Il est arrivé avant-hier", [("avant-hier", "2018-07-04", "2018-07-04", "day")]),
    ("fr", "Arrêté mardi dernier à Lyon", [("mardi dernier", "2018-07-03", "2018-07-03", "day")]),
    ("fr", "Arrêté la semaine dernière", [("la semaine dernière", "2018-06-25", "2018-07-01", "week")]),
    ("fr", "Tué il y a trois jours", [("il y a trois jours", "2018-07-03", "2018-07-03", "day")]),
    (
        "fr",
        "Attaqué dans la nuit de lundi à mardi",
        [("nuit de lundi à mardi", "2018-07-02", "2018-07-03", "day")],
    ),
    ("fr", "Le groupe existe depuis 2014", [("2014", "2014-01-01", "2014-12-31", "year")]),
    ("fr", "Il est né en mars", [("mars", "2018-03-01", "2018-03-31", "month")]),
    ("fr", "Une sonde vers la planète Mars", []),
    ("fr", "La résolution 2178 du Conseil", []),
    ("en", "On July 4, 2018 the base fell", [("July 4, 2018", "2018-07-04", "2018-07-04", "day")]),
    ("en", "It happened on 4 July", [("4 July", "2018-07-04", "2018-07-04", "day")]),
    ("en", "It began in early 2015", [("early 2015", "2015-01-01", "2015-12-31", "year")]),
    ("en", "The talks ran between 4 and 6 July", [("4 and 6 July", "2018-07-04", "2018-07-06", "day")]),
    ("en", "The talks of July 4-6 failed", [("July 4-6", "2018-07-04", "2018-07-06", "day")]),
    ("en", "He died on Tuesday", [("Tuesday", "2018-07-03", "2018-07-03", "day")]),
    ("en", "They will meet on Tuesday", [("Tuesday", "2018-07-10", "2018-07-10", "day")]),
    ("en", "He was killed last month", [("last month", "2018-06-01", "2018-06-30", "month")]),
    ("en", "Freed three days ago", [("three days ago", "2018-07-03", "2018-07-03", "day")]),
    ("en", "Arrested earlier this month", [("earlier this month", "2018-07-01", "2018-07-31", "month")]),
    ("en", "He was shot on December 28", [("December 28", "2017-12-28", "2017-12-28", "day")]),
    ("en", "They may go home and Theresa May agreed", []),
    ("en", "Resolution 2178 and 2014 people", []),
    ("en", "They march 4 miles", []),
    ("en", "He denied the September 11 attacks", []),
    ("en", "The Sunday Telegraph wrote", []),
    ("en", "It ended on 3 June.", [("3 June", "2018-06-03", "2018-06-03", "day")]),
    ("fr", "Les attentats du 13 novembre", []),
    (
        "fr",
        "Réunis les 12 et 13 décembre prochains",
        [("12 et 13 décembre prochains", "2018-12-12", "2018-12-13", "day")],
    ),
]


def test_cases_are_all_there() -> None:
    assert len(CASES) == 80
    assert sum(language == "ar" for language, _, _ in CASES) == 47


@pytest.mark.parametrize(("language", "text", "expected"), CASES, ids=[text for _, text, _ in CASES])
def test_dates_in_sentences(language: str, text: str, expected: list[tuple[str, str, str, str]]) -> None:
    found = find_times(read(text, language))
    assert [(t.span.quote, str(t.start), str(t.end), t.precision) for t in found] == expected


def test_without_publication_date_only_full_dates_resolve() -> None:
    found = find_times(read("أمس وفي 4 يوليو وفي 5 يوليو 2017", "ar", published=None))
    assert [(t.start, t.precision) for t in found] == [
        (None, "unknown"),
        (None, "unknown"),
        (date(2017, 7, 5), "day"),
    ]


LINES = [
    ("نشر في هسبريس يوم 04 - 07 - 2018", "ar", date(2018, 7, 4)),
    ("الأربعاء 4 يوليوز 2018 - 10:00", "ar", date(2018, 7, 4)),
    ("٤ تموز ٢٠١٨", "en", date(2018, 7, 4)),
    ("Publié le 4 juillet 2018 à 10h", "fr", date(2018, 7, 4)),
    ("Publié le 4 juillet 2018", "ar", date(2018, 7, 4)),
    ("Published on 04/07/2018", "en", date(2018, 7, 4)),
    ("2018-07-04T10:00:00Z", "en", date(2018, 7, 4)),
    ("July 4th, 2018", "fr", date(2018, 7, 4)),
    ("Publié il y a 2 heures", "fr", None),
    ("32/13/2018", "en", None),
    ("", "ar", None),
]


@pytest.mark.parametrize(("line", "language", "expected"), LINES)
def test_publication_lines(line: str, language: str, expected: date | None) -> None:
    assert parse_date_line(line, language) == expected


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet="0123456789٠١٢٣٤ /-.:\u200f\u00a0\u0640\x00\t\u0651أمسيوليومaprilmai", max_size=60),
    st.sampled_from(["ar", "fr", "en"]),
)
def test_any_text_gives_true_sorted_quotes(text: str, language: str) -> None:
    article = Article(
        id="t", text=text, language=language, zones=(Zone(kind="body", start=0, end=len(text)),), published=None
    )
    sentence = Sentence(index=0, start=0, end=len(text), zone="body", paragraph=0, tokens=())
    found = find_times(Analysis(article=article, language=language, sentences=(sentence,), model_spans=()))
    assert all(text[t.span.start : t.span.end] == t.span.quote for t in found)
    assert list(found) == sorted(found, key=lambda t: t.span.start)
    assert all(before.span.end <= after.span.start for before, after in pairwise(found))
    parse_date_line(text, language)
