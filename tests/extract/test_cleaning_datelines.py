"""Datelines, authors and publishers: what stands around an article and is none of it, on self-written texts."""

# ruff: noqa: E501 - texts and tables of cases read better on one line

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.cleaning import clean
from extract.cleaning.dateline import read_dateline
from extract.model import Article
from extract.reading import Document

ARABIC = ("حكم بالسجن على خمسة متهمين في قضية خلية فاس", "قضت محكمة الاستئناف، يوم الأربعاء، بالسجن على خمسة متهمين في قضية خلية كانت تنشط بمدينة فاس.\nوأوضح الدفاع أن موكليه سيستأنفون الحكم، وأنهم ينفون كل التهم التي وجهت إليهم.")  # fmt: skip
FRENCH = ("Mali : dix morts dans l'attaque d'un camp de l'armée à Gao", "Dix soldats ont été tués mercredi dans l'attaque d'un camp de l'armée à Gao, a indiqué le ministère.\nL'attaque, qui n'a pas été revendiquée, a commencé à l'aube, selon un porte-parole.")  # fmt: skip
ENGLISH = ("Five arrested in Gao over attack on army camp", "Five people have been arrested in Gao over an attack on an army camp, the ministry said on Wednesday.\nThe attack, which was not claimed by any group, began at dawn, according to a spokesman.")  # fmt: skip
TEXTS = {"ar": ARABIC, "fr": FRENCH, "en": ENGLISH}

DATELINES = [
    ("ar", "الرباط، 4 يوليوز 2018 (و م ع) - ", date(2018, 7, 4), "و م ع"),
    ("ar", "الرباط ـ ٤ يوليوز ٢٠١٨ (و م ع) ـ ", date(2018, 7, 4), "و م ع"),
    ("ar", "\u200fالجزائر (أ.ف.ب) – ", None, "أ.ف.ب"),
    ("ar", "القاهرة في 12 فبراير /أ ش أ/ ", None, "أ ش أ"),
    ("ar", "بغداد - رويترز: ", None, "رويترز"),
    ("ar", "دمشق، الأربعاء 4 تموز 2018 - ", date(2018, 7, 4), None),
    ("ar", "الجزائر، 4 جويلية 2018 (وكالات) - ", date(2018, 7, 4), None),
    ("fr", "OUAGADOUGOU, 16 janvier 2016 (AFP) - ", date(2016, 1, 16), "AFP"),
    ("fr", "Gao (Mali), 1er juillet 2018 (AFP) – ", date(2018, 7, 1), "AFP"),
    ("en", "PARIS, June 29, 2022 (Reuters) - ", date(2022, 6, 29), "Reuters"),
    ("en", "ALGIERS, Dec 23, 2014 (AP) -- ", date(2014, 12, 23), "AP"),
    ("en", "MAIDUGURI (Nigeria), June 7, 2021 - ", date(2021, 6, 7), None),
    ("en", "GAO, Mali (AP) — ", None, "AP"),
    ("en", "PARIS/TUNIS, June 29 (Reuters) - ", None, "Reuters"),
]
LINES = [
    ("الرباط - و م ع | 4 يوليوز 2018", date(2018, 7, 4), "و م ع"),
    ("الرباط ـ و م ع ـ 4 يوليوز 2018", date(2018, 7, 4), "و م ع"),
    ("الجزائر ـ وكالات", None, None),
    ("الرياض - واس", None, "واس"),
    ("رويترز – بغداد", None, "رويترز"),
    ("الخميس 18 يوليوز 2019", date(2019, 7, 18), None),
    ("القاهرة في 12 فبراير /أ ش أ/", None, "أ ش أ"),
]


def article(text: str, kind: str = "text", **fields: str) -> Article:
    return clean(Document(source="page", kind=kind, text=text, fields=fields))  # type: ignore[arg-type]


def part(found: Article, kind: str) -> str:
    return "\n".join(found.text[zone.start : zone.end] for zone in found.zones if zone.kind == kind)


def assert_zones_hold(found: Article) -> None:
    at = 0
    for zone in found.zones:
        assert at <= zone.start < zone.end <= len(found.text)
        assert not found.text[at : zone.start].strip()
        at = zone.end
    assert not found.text[at:].strip()


def test_there_are_enough_cases() -> None:
    assert (len(DATELINES), len(LINES)) == (14, 7)


@pytest.mark.parametrize("gap", ["", "\n", "\n\n"])
@pytest.mark.parametrize(("language", "opening", "published", "agency"), DATELINES)
def test_a_dateline_is_no_body(
    language: str, opening: str, published: date | None, agency: str | None, gap: str
) -> None:
    title, body = TEXTS[language]
    found = article(f"{title}{gap}{opening}{body}" if gap else f"{opening}{body}")
    assert_zones_hold(found)
    assert (part(found, "meta"), part(found, "body")) == (opening.strip(), body)
    assert (found.title, found.published, found.publisher) == (title if gap else None, published, agency)


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(("line", "published", "agency"), LINES)
def test_a_line_of_its_own_below_the_title(line: str, published: date | None, agency: str | None, gap: str) -> None:
    title, body = ARABIC
    found = article(f"{title}{gap}{line}{gap}{body}")
    assert_zones_hold(found)
    assert (found.title, part(found, "meta"), part(found, "body")) == (title, line, body)
    assert (found.published, found.publisher) == (published, agency)


def test_a_better_date_and_publisher_win() -> None:
    title, body = ARABIC
    for line in ("الرباط - و م ع | 4 يوليوز 2018", "الرباط، 4 يوليوز 2018 (و م ع) -"):
        found = article(f"{title}\nنشر في هسبريس يوم 05 - 07 - 2018\n{line}\n{body}")
        assert (found.published, found.publisher, part(found, "body")) == (date(2018, 7, 5), "هسبريس", body)
    found = article(f"{title}\nهسبريس - و م ع | 4 يوليوز 2018\n{body}")
    assert (found.published, found.publisher) == (date(2018, 7, 4), "هسبريس")
    found = article(f"{FRENCH[0]}\nPublié le 26/10/2019 par AFP\n{FRENCH[1]}\n© 2019 Le Quotidien")
    assert (found.published, found.publisher) == (date(2019, 10, 26), "Le Quotidien")
    found = article(f"الرباط (و م ع) - {body}\n© 2018 هسبريس")
    assert (found.publisher, part(found, "meta")) == ("هسبريس", "الرباط (و م ع) -")


def test_records_have_datelines_too() -> None:
    title, body = ENGLISH
    found = article(f"PARIS, June 29, 2022 (Reuters) - {body}", "record", title=title)
    assert_zones_hold(found)
    assert (part(found, "title"), part(found, "body"), found.published) == (title, body, date(2022, 6, 29))
    dated = article(
        f"PARIS, June 29, 2022 (Reuters) - {body}", "record", title=title, date="2022-06-30", publisher="X Daily"
    )
    assert (dated.published, dated.publisher) == (date(2022, 6, 30), "X Daily")


@pytest.mark.parametrize(
    "text",
    [
        "PARIS (Jones) - he said that it was late",
        "Paris - the capital of France, 3 May 2016 - is a big town",
        "In Baghdad, 3 May 2016 - the day he died - was hot",
        "Mali: three dead in attack near Gao on 3 May 2016",
        "الرئيس هولاند، 13 نوفمبر 2015 - قال إنه في حالة حرب",
        "الجزائر - قالت وزارة الدفاع إن الجيش قتل ثلاثة",
        "في بغداد، يوم 4 تموز 2018، قتل ثلاثة أشخاص في تفجير",
        "المغرب: تفكيك خلية إرهابية في مدينة فاس",
        "قوات المارينز (مشاة) - وصلت إلى القاعدة أمس",
        "تونس، الجزائر، ليبيا - دول تحارب الإرهاب معا",
        "Le Mali, 20 ans après - un pays en crise",
        "",
        " - ",
    ],
)
def test_what_only_looks_like_a_dateline(text: str) -> None:
    assert read_dateline(text, 0, len(text)) is None


@pytest.mark.parametrize(
    ("language", "line", "publisher"),
    [
        ("fr", "Publié le 26/10/2019 à 09h12 par Sara Belkadi", None),
        ("fr", "Publié par Sara Belkadi le 26/10/2019", None),
        ("fr", "Par Sara Belkadi, le 26/10/2019 à 09h12", None),
        ("fr", "Publié le 26/10/2019 par Sara Belkadi | Le Quotidien", "Le Quotidien"),
        ("fr", "Publié le 26/10/2019 par Le Quotidien", "Le Quotidien"),
        ("fr", "Publié le 26/10/2019 par AFP", "AFP"),
        ("fr", "Publié le 26/10/2019 sur Les Rives du Sud", "Les Rives du Sud"),
        ("en", "Published on 26 October 2019 by Sara Belkadi", None),
        ("en", "Published by The Potomac Ledger on 26 October 2019", "The Potomac Ledger"),
        ("ar", "بقلم سارة بلقاضي | 26 أكتوبر 2019", None),
        ("ar", "صحيفة ضفاف الجنوب\n26 أكتوبر 2019", "صحيفة ضفاف الجنوب"),
        ("fr", "Le Quotidien\nPublié le 26/10/2019", "Le Quotidien"),
        ("en", "The Harbour Lights\nPublished on 26 October 2019", "The Harbour Lights"),
        ("en", "Sara Belkadi\nPublished on 26 October 2019", None),
    ],
)
def test_an_author_is_no_publisher(language: str, line: str, publisher: str | None) -> None:
    title, body = TEXTS[language]
    found = article(f"{title}\n\n{line}\n\n{body}")
    assert_zones_hold(found)
    assert (found.title, found.published, found.publisher) == (title, date(2019, 10, 26), publisher)
    if "Belkadi\n" not in line:
        assert (part(found, "meta"), part(found, "body")) == (line, body)


@pytest.mark.parametrize(
    ("language", "title", "line"),
    [
        ("ar", "قناة السويس تعود إلى العمل", "الأربعاء 4 يوليوز 2018"),
        ("ar", "جريدة تنشر وثائق قضية فاس", "4 يوليوز 2018"),
        ("en", "The Battle For Gao", "Published on 4 July 2018"),
        ("fr", "Le Mali En Deuil", "Publié le 4 juillet 2018"),
    ],
)
def test_a_title_that_begins_like_a_paper_stays_the_title(language: str, title: str, line: str) -> None:
    found = article(f"{title}\n{line}\n{TEXTS[language][1]}")
    assert (found.title, found.publisher, found.published) == (title, None, date(2018, 7, 4))


@pytest.mark.parametrize(
    ("language", "footer", "publisher"),
    [
        ("ar", "© 2018 هسبريس", "هسبريس"),
        ("ar", "جميع الحقوق محفوظة لـ هسبريس © 2018", "هسبريس"),
        ("ar", "جميع الحقوق محفوظة لهسبريس 2018", "هسبريس"),
        ("ar", "جميع الحقوق محفوظة لـ«ضفاف الجنوب»", "ضفاف الجنوب"),
        ("ar", "جميع الحقوق محفوظة لجريدة ضفاف الجنوب", "ضفاف الجنوب"),
        ("ar", "جميع الحقوق محفوظة للضفاف أونلاين", "الضفاف أونلاين"),
        ("ar", "جميع الحقوق محفوظة ليبيا الجديدة", "ليبيا الجديدة"),
        ("ar", "ضفاف الجنوب © 2018 جميع الحقوق محفوظة", "ضفاف الجنوب"),
        ("ar", "جميع الحقوق محفوظة © 2018", None),
        ("fr", "Copyright L'Écho des Deux Rives", "L'Écho des Deux Rives"),
        ("fr", "© Le Quotidien 2019. Tous droits réservés.", "Le Quotidien"),
        ("fr", "Tous droits réservés", None),
        ("en", "All rights reserved - The Potomac Ledger", "The Potomac Ledger"),
        ("en", "Copyright (c) 2018 The Potomac Ledger. All rights reserved.", "The Potomac Ledger"),
        ("en", "The Potomac Ledger - All rights reserved", "The Potomac Ledger"),
        ("en", "All rights reserved.", None),
    ],
)
def test_the_footer_names_the_publisher(language: str, footer: str, publisher: str | None) -> None:
    title, body = TEXTS[language]
    found = article(f"{title}\n\n{body}\n\n{footer}")
    assert (found.publisher, part(found, "body"), part(found, "footer")) == (publisher, body, footer)


@pytest.mark.parametrize(
    ("head", "publisher"),
    [("{} - ضفاف الجنوب", "ضفاف الجنوب"), ("{} | أخبار | هسبريس", "هسبريس"), ("{}", None), ("{} - فاس", None)],
)
def test_the_head_of_a_page_names_the_publisher(head: str, publisher: str | None) -> None:
    title, body = ARABIC
    lines = "".join(f"<p>{line}</p>" for line in body.split("\n"))
    found = article(
        f"<html><head><title>{head.format(title)}</title></head><body><h1>{title}</h1>{lines}</body></html>", "html"
    )
    assert (found.title, found.publisher) == (title, publisher)


OPENINGS = st.sampled_from([opening for _, opening, _, _ in DATELINES] + [f"{line}\n" for line, _, _ in LINES] + [""])
GAPS = st.sampled_from(["\n", "\n\n", " ", "\r\n", "\u00a0"])


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(list(TEXTS.values())), st.lists(st.tuples(OPENINGS, GAPS), min_size=1, max_size=4))
def test_zones_hold_whatever_opens_the_lines(parts: tuple[str, str], openings: list[tuple[str, str]]) -> None:
    title, body = parts
    text = "".join(f"{title}{gap}{opening}{body}{gap}" for opening, gap in openings)
    found = article(text)
    assert_zones_hold(found)
    assert found.text == text
