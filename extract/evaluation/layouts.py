"""Page layouts that scraped articles come in, composed from real parts: the development set of cleaning.

Another module of the same form (a dict ``LAYOUTS`` of functions from PageParts and Random to Page) can be measured by
``python -m extract.evaluation.cleaning --layouts path/to/module.py``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from html import escape
from random import Random
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class PageParts:
    """What a page is composed of: one article, and titles of others."""

    title: str
    body: str
    date: date
    publisher: str
    foreign_headlines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A composed page; the gold zones are found again by locating the parts in its text."""

    text: str
    kind: Literal["text", "html"]


Layout = Callable[[PageParts, Random], Page]


def aggregator(parts: PageParts, random: Random) -> Page:
    """A news aggregator read as text: a run of headlines on one line, image report, title, line of publication."""
    gap = random.choice([" ", " ", "\u00a0", "  ", "\u00a0\u00a0"])
    run = gap.join(parts.foreign_headlines)
    day = f"{parts.date:%d - %m - %Y}"
    text = (
        f"{run}\nشكرا على الإبلاغ!\nسيتم حجب هذه الصورة تلقائيا عندما يتم الإبلاغ عنها من طرف عدة أشخاص.\n"
        f"{parts.title}\nنشر في {parts.publisher} يوم {day}\n{parts.body}\nانقر هنا لقراءة الخبر من مصدره."
    )
    return Page(text=text, kind="text")


def aggregator_one_line(parts: PageParts, random: Random) -> Page:
    """The same with every line break lost."""
    page = aggregator(parts, random)
    return Page(text=" ".join(page.text.split("\n")), kind="text")


_MONTHS = ["يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"]


def newspaper_lines(parts: PageParts, random: Random) -> Page:
    """A newspaper page saved as text: menu, headlines one a line, title, by-line with date, related headlines below."""
    cut = len(parts.foreign_headlines) * 2 // 3
    above, below = parts.foreign_headlines[:cut], parts.foreign_headlines[cut:]
    day = f"{parts.date.day} {_MONTHS[parts.date.month - 1]} {parts.date.year}"
    lines = [
        "الرئيسية", "الأكثر قراءة", *above, "شارك", "فيسبوك", "تويتر",
        parts.title, f"{parts.publisher} | {day} - 12:30", parts.body, "الكلمات المفتاحية: أخبار، سياسة",
        "اقرأ أيضا", *below, f"© {parts.date.year} {parts.publisher}. جميع الحقوق محفوظة",
    ]  # fmt: skip
    return Page(text="\n".join(lines), kind="text")


def bare_run(parts: PageParts, random: Random) -> Page:
    """A run of headlines, title and body without any line of publication; the title stands in the run as well."""
    headlines = list(parts.foreign_headlines)
    headlines.insert(random.randrange(len(headlines)), parts.title)
    text = (
        f"{' '.join(headlines)}\n\n{parts.title}\n\n{parts.body}\n\nالمصدر: {parts.publisher} - {parts.date:%d/%m/%Y}"
    )
    return Page(text=text, kind="text")


def html_unlinked(parts: PageParts, random: Random) -> Page:
    """An HTML page with unlinked headlines before and after the article, dates in meta tags."""
    cut = len(parts.foreign_headlines) // 2
    items = [f"<div class='item'><span>{escape(headline)}</span></div>" for headline in parts.foreign_headlines[:cut]]
    below = "".join(f"<p>{escape(headline)}</p>" for headline in parts.foreign_headlines[cut:])
    paragraphs = "".join(f"<p>{escape(line)}</p>\n" for line in parts.body.split("\n") if line.strip())
    text = (
        "<!DOCTYPE html><html lang='ar'><head><meta charset='utf-8'>"
        f"<title>{escape(parts.title)} - {escape(parts.publisher)}</title>"
        f"<meta property='og:site_name' content='{escape(parts.publisher)}'>"
        f"<meta property='article:published_time' content='{parts.date.isoformat()}T10:00:00+01:00'></head><body>"
        f"<nav><a href='/'>الرئيسية</a> <a href='/s'>سياسة</a></nav><div class='ticker'>{''.join(items)}</div>"
        f"<div id='content'><h1>{escape(parts.title)}</h1><div class='share'>شارك على فيسبوك</div>{paragraphs}</div>"
        f"<div class='more'><h3>مواضيع ذات صلة</h3>{below}</div><footer>جميع الحقوق محفوظة</footer></body></html>"
    )
    return Page(text=text, kind="html")


def html_bare(parts: PageParts, random: Random) -> Page:
    """An HTML page without metadata: everything in div and br, the line of publication in the text."""
    run = " ".join(parts.foreign_headlines)
    body = escape(parts.body).replace("\n", "<br>\n")
    text = (
        f"<html><body><div>{escape(run)}</div><div><b>{escape(parts.title)}</b><br>"
        f"نشر بتاريخ {parts.date:%d/%m/%Y} في {escape(parts.publisher)}<br>{body}<br>"
        "اقرأ الخبر من المصدر</div></body></html>"
    )
    return Page(text=text, kind="html")


LAYOUTS: dict[str, Layout] = {
    "aggregator": aggregator,
    "aggregator_one_line": aggregator_one_line,
    "newspaper_lines": newspaper_lines,
    "bare_run": bare_run,
    "html_unlinked": html_unlinked,
    "html_bare": html_bare,
}
