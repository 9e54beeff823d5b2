"""Cleaning: which part of a page is its article, in three languages, on self-written pages."""

# ruff: noqa: E501 - texts and tables of cases read better on one line

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.cleaning import clean, zone_characters
from extract.model import Article
from extract.reading import Document
from ontology.errors import InputError

HEADLINES = [
    "مصرع شخصين في حادثة سير قرب طنجة", "وزير الصحة يزور مستشفى جديدا بوجدة", "أسعار النفط ترتفع مجددا", "المنتخب يفوز على ضيفه بثلاثية",
    "العثور على لوحة مفقودة منذ عقود", "البرلمان يصادق على قانون المالية", "إضراب عام في قطاع التعليم غدا", "الرجاء يتعاقد مع مهاجم جديد",
    "ارتفاع عدد السياح في مراكش", "بنك المغرب: نسبة النمو مستقرة", "حملة تلقيح واسعة في القرى", "هل تعود الأمطار هذا الأسبوع؟",
]  # fmt: skip
TITLE = "تفكيك خلية إرهابية موالية لداعش بمدينة فاس"
BODY = (
    "تمكن المكتب المركزي للأبحاث القضائية، اليوم الأربعاء، من تفكيك خلية إرهابية موالية لتنظيم داعش كانت تنشط بمدينة فاس.\n"
    "وأوضح بلاغ للمكتب أن أفراد الخلية الخمسة كانوا يخططون لتنفيذ هجمات، وأنه تم حجز أسلحة بيضاء ومعدات إلكترونية.\n"
    "وأضاف المصدر ذاته أن المشتبه بهم وضعوا تحت الحراسة النظرية، في انتظار انتهاء البحث الذي يجري تحت إشراف النيابة العامة."
)
FRENCH_HEADLINES = [
    "Tanger : deux morts dans un accident", "Le ministre de la Santé en visite à Oujda", "Pétrole : nouvelle hausse des prix", "Large victoire des Lions",
    "Grève générale dans l'enseignement", "Une toile disparue retrouvée à Paris", "Tourisme : Marrakech en hausse", "Bank Al-Maghrib maintient ses taux",
]  # fmt: skip
FRENCH_TITLE = "Mali : une attaque contre un camp de l'armée fait dix morts à Gao"
FRENCH_BODY = (
    "Dix soldats ont été tués mercredi dans une attaque contre un camp de l'armée à Gao, dans le nord du Mali, a indiqué le ministère.\n"
    "L'attaque, qui n'a pas été revendiquée, a commencé à l'aube, selon un porte-parole. Il a précisé que des renforts étaient en route."
)
ENGLISH_TITLE = "Five arrested in Gao over attack on army camp"
ENGLISH_BODY = (
    "Five people have been arrested in Gao over an attack on an army camp that killed ten soldiers, the ministry said on Wednesday.\n"
    "The attack, which was not claimed by any group, began at dawn, according to a spokesman. He said that reinforcements had arrived."
)
WIDGET = "شكرا على الإبلاغ!\nسيتم حجب هذه الصورة تلقائيا عندما يتم الإبلاغ عنها من طرف عدة أشخاص."
LINE = "نشر في هسبريس يوم 04 - 07 - 2018"
END = "انقر هنا لقراءة الخبر من مصدره."


def article(text: str, kind: str = "text", **fields: str) -> Article:
    return clean(Document(source="page", kind=kind, text=text, fields=fields))  # type: ignore[arg-type]


def part(found: Article, *kinds: str) -> str:
    return "\n".join(found.text[zone.start : zone.end] for zone in found.zones if zone.kind in kinds)


def assert_zones_hold(found: Article) -> None:
    at = 0
    for zone in found.zones:
        assert at <= zone.start < zone.end <= len(found.text)
        assert not found.text[at : zone.start].strip()
        at = zone.end
    assert not found.text[at:].strip()


def squeezed(text: str) -> str:
    return "".join(text.split())


PAGES = {
    "aggregator": "\n".join([" ".join(HEADLINES), WIDGET, TITLE, LINE, BODY, END]),
    "double no-break spaces": "\n".join(["\u00a0\u00a0".join(HEADLINES), WIDGET, TITLE, LINE, BODY, END]),
    "one line": " ".join([" ".join(HEADLINES), WIDGET, TITLE, LINE, BODY, END]).replace("\n", " "),
    "one a line": "\n".join([*HEADLINES, TITLE, LINE, BODY, END]),
    "Windows line ends": "\r\n".join([*HEADLINES, TITLE, LINE, *BODY.split("\n"), END]),
    "title among headlines": "\n".join([" ".join([*HEADLINES[:5], TITLE, *HEADLINES[5:]]), f"{' '.join(HEADLINES)} {TITLE}", LINE, BODY]),
    "headlines below": "\n".join([TITLE, LINE, BODY, "اقرأ أيضا", *HEADLINES]),
    "headlines below, unannounced": "\n".join([TITLE, LINE, BODY, *HEADLINES]),
    "headlines within": "\n".join([TITLE, LINE, BODY[: BODY.index("\n")], "اقرأ أيضا:", *HEADLINES[:3], BODY[BODY.index("\n") + 1 :]]),
    "headlines after the line": "\n".join([TITLE, LINE, "الأكثر قراءة", *HEADLINES, BODY]),
    "line before the title": "\n".join([*HEADLINES, LINE, TITLE, BODY]),
    "marks and diacritics": "\n".join([" ".join(HEADLINES), "\u200f" + TITLE, "\u202bنُشِر في هسبريس يوم 04 - 07 - 2018\u202c", BODY]),
    "Arabic digits": "\n".join([*HEADLINES, TITLE, "هسبريس | الأربعاء ٤ يوليوز ٢٠١٨ - ١٢:٣٠", BODY, "جميع الحقوق محفوظة"]),
    "Levantine month": "\n".join([*HEADLINES, TITLE, "المصدر: هسبريس - 4 تموز/يوليو 2018", BODY]),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_the_article_is_found_among_headlines(name: str) -> None:
    found = article(PAGES[name])
    assert_zones_hold(found)
    assert squeezed(part(found, "body")) == squeezed(BODY)
    assert found.title == ("\u200f" + TITLE if name == "marks and diacritics" else TITLE)
    assert (found.published, found.publisher, found.language) == (date(2018, 7, 4), "هسبريس", "ar")
    assert not any(headline in part(found, "title", "body") for headline in HEADLINES)


@pytest.mark.parametrize(
    ("title", "line", "body", "language"),
    [
        (FRENCH_TITLE, "Publié dans Le Matin le 04 - 07 - 2018", FRENCH_BODY, "fr"),
        (FRENCH_TITLE, "Publié le mercredi 4 juillet 2018 à 12h30 | Le Matin", FRENCH_BODY, "fr"),
        (FRENCH_TITLE, "Le Matin, le 4 juillet 2018", FRENCH_BODY, "fr"),
        (ENGLISH_TITLE, "Published in Le Matin on 04 - 07 - 2018", ENGLISH_BODY, "en"),
        (ENGLISH_TITLE, "By Jane Doe | Le Matin | 4 July 2018", ENGLISH_BODY, "en"),
    ],
)
def test_french_and_english_pages(title: str, line: str, body: str, language: str) -> None:
    found = article("\n".join(["  ".join(FRENCH_HEADLINES), title, line, body, "À lire aussi", *FRENCH_HEADLINES[:3]]))
    assert_zones_hold(found)
    assert (found.title, part(found, "body"), found.language) == (title, body, language)
    assert (found.published, found.publisher) == (date(2018, 7, 4), "Le Matin")


@pytest.mark.parametrize(
    "lines",
    [
        "Publié le 4 juillet 2018 à 10:00\nMis à jour le 5 juillet 2018 à 12:00",
        "Mis à jour le 5 juillet 2018 à 12:00\nPublié le 4 juillet 2018 à 10:00",
        "Mis à jour le 05/07/2018, publié le 04/07/2018",
        "Publié le 04/07/2018 - Mis à jour le 05/07/2018",
    ],
)
def test_an_update_is_no_publication(lines: str) -> None:
    found = article("\n".join([*FRENCH_HEADLINES, FRENCH_TITLE, lines, FRENCH_BODY]))
    assert (found.published, found.title, part(found, "body")) == (date(2018, 7, 4), FRENCH_TITLE, FRENCH_BODY)


@pytest.mark.parametrize(("title", "body"), [(TITLE, BODY), (FRENCH_TITLE, FRENCH_BODY), (ENGLISH_TITLE, ENGLISH_BODY)])
def test_a_clean_text_comes_through_untouched(title: str, body: str) -> None:
    alone = article(body)
    assert [(zone.kind, zone.start, zone.end) for zone in alone.zones] == [("body", 0, len(body))]
    assert alone.title is None
    titled = article(f"{title}\n\n{body}")
    assert [zone.kind for zone in titled.zones] == ["title", "body"]
    assert titled.title == title


def test_a_short_text_is_an_article() -> None:
    assert part(article("قتل ثلاثة جنود في هجوم قرب غاو"), "body") == "قتل ثلاثة جنود في هجوم قرب غاو"


@pytest.mark.parametrize(
    "text", [" ".join(HEADLINES), "\n".join(HEADLINES), "\n".join([*HEADLINES, WIDGET]), "  ".join(FRENCH_HEADLINES)]
)
def test_only_headlines_are_refused(text: str) -> None:
    with pytest.raises(InputError, match="page: no article text found, only headlines"):
        article(text)


def test_what_was_dropped_is_counted_by_zone() -> None:
    counted = zone_characters(article(PAGES["aggregator"]))
    assert counted["headlines"] == len(" ".join(HEADLINES))
    assert counted["body"] == len(BODY)
    assert set(counted) == {"headlines", "widget", "title", "meta", "body", "footer"}


def test_a_sentence_that_says_published_is_no_publication_line() -> None:
    body = BODY + "\nوقال الباحث في دراسة نشرت في مجلة الأمن يوم 12 - 03 - 2015 إن عدد الخلايا ارتفع، وإن أغلبها صغير."
    found = article(f"{TITLE}\n\n{body}")
    assert (part(found, "body"), found.published) == (body, None)


def test_records_put_title_blank_line_content() -> None:
    found = article(
        f"{' '.join(HEADLINES)}\n{TITLE}\n{LINE}\n{BODY}",
        "record",
        title=TITLE,
        date="05/07/2018",
        publisher="الصباح",
        url="https://x.example/1",
    )
    assert found.text.startswith(f"{TITLE}\n\n{HEADLINES[0]}")
    assert_zones_hold(found)
    assert (part(found, "title"), part(found, "body")) == (TITLE, BODY)
    assert (found.published, found.publisher, found.id) == (date(2018, 7, 5), "الصباح", "https://x.example/1")
    assert article(BODY, "record", id="7").id == "7"
    assert len(article(BODY, "record").id) == 64


def test_markup_in_a_record_becomes_visible_text() -> None:
    found = article("<p>" + BODY.replace("\n", "</p><p>") + "</p>", "record", title=TITLE)
    assert found.text == f"{TITLE}\n\n{BODY}"


HTML = """<!DOCTYPE html><html lang="ar"><head><title>{title} - هسبريس</title><link rel="canonical" href="HTTPS://X.example/a?b=1#c">
<meta property="og:site_name" content="هسبريس"><script>var x = "{junk}";</script>
<script type="application/ld+json">{{"@graph": [{{"@type": "NewsArticle", "datePublished": "2018-07-04T10:00:00Z"}}]}}</script></head>
<body><nav><a href="/">الرئيسية</a></nav><div>{run}</div><div id="a"><h1>{title}</h1>{body}<figure><figcaption>صورة من الأرشيف</figcaption></figure></div>
<div>{list}</div><p style="display: none">{junk}</p><footer>جميع الحقوق محفوظة</footer></body></html>"""

# ruff: noqa: E501 - texts and tables of cases read better on one line


def test_html_with_unlinked_headlines() -> None:
    page = HTML.format(
        title=TITLE, run=" ".join(HEADLINES), junk="لا يظهر", body="".join(f"<p>{line}</p>" for line in BODY.split("\n")),
        list="".join(f"<p>{headline}</p>" for headline in HEADLINES),
    )  # fmt: skip
    found = article(page, "html")
    assert_zones_hold(found)
    assert (found.title, part(found, "title"), part(found, "body")) == (TITLE, TITLE, BODY)
    assert (found.published, found.publisher, found.url) == (date(2018, 7, 4), "هسبريس", "https://x.example/a?b=1")
    assert "لا يظهر" not in found.text
    assert "صورة من الأرشيف" in part(found, "caption")


def test_a_page_in_one_form_is_no_menu() -> None:
    body = "".join(f"<p>{line}</p>" for line in FRENCH_BODY.split("\n"))
    found = article(
        f"<body><form><h1>{FRENCH_TITLE}</h1><time datetime='2018-07-04'>hier</time>{body}</form></body>", "html"
    )
    assert (found.title, part(found, "body"), found.published) == (FRENCH_TITLE, FRENCH_BODY, date(2018, 7, 4))


def test_html_text_keeps_inline_words_together_and_blocks_apart() -> None:
    found = article("<p>قال <b>الو</b>زير،\n أمس،  إن الهجوم الذي وقع في غاو انتهى.</p>وقد بدأ<br>التحقيق فيه", "html")
    assert found.text == "قال الوزير، أمس، إن الهجوم الذي وقع في غاو انتهى.\nوقد بدأ\nالتحقيق فيه"


@pytest.mark.parametrize(
    "page",
    ["<html></html>", "<script>x</script>", "<!-- x -->", "<div>" * 3000, "<?xml version='1.0' encoding='x'?><html/>"],
)
def test_html_without_text_is_refused(page: str) -> None:
    with pytest.raises(InputError, match="page: no visible text"):
        article(page, "html")


def test_a_book_is_refused() -> None:
    with pytest.raises(InputError, match=r"longer than 1,000,000 characters"):
        article("كلمة " * 200_001)


PIECES = st.sampled_from(
    [*HEADLINES, *BODY.split("\n"), WIDGET, LINE, END, TITLE, "اقرأ أيضا", "© 2018", "\u202e\x07", "a\u0301", "•", ":"]
)
GAPS = st.sampled_from([" ", "\n", "\n\n", "\u00a0\u00a0", " | ", "\r\n", "\u2028", "\t"])


@settings(deadline=None, max_examples=120)
@given(st.lists(st.tuples(PIECES, GAPS), min_size=1, max_size=25), st.booleans())
def test_zones_always_hold(pieces: list[tuple[str, str]], record: bool) -> None:
    text = "".join(piece + gap for piece, gap in pieces)
    try:
        found = article(text, "record", title=TITLE) if record else article(text)
    except InputError:
        return
    assert_zones_hold(found)
    assert found.text == (f"{TITLE}\n\n{text}" if record else text)
