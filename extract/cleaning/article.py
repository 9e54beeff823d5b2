"""One document into one article: text, zones, title, date, publisher, address, language, id."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit, urlunsplit

from extract.cleaning.folding import fold
from extract.cleaning.known import outlet_beside
from extract.cleaning.maincontent import mark_main
from extract.cleaning.page import Metadata, parse, visible
from extract.cleaning.publication import read_date
from extract.cleaning.rights import publisher_in_footer, publisher_in_title
from extract.cleaning.segments import Segment, lines, segment
from extract.cleaning.zoning import Zoning, zone
from extract.model import Article, Zone
from extract.reading.document import Document
from ontology.errors import InputError

MAX_CHARACTERS = 1_000_000
"""A longer text is no news article, and the language models refuse it."""
_MARKUP = re.compile(r"</(?:p|div|span|a|h[1-6]|li|ul|strong|em|b|i)\s{0,3}>|<(?:br|p)\s{0,3}/?>", re.IGNORECASE)


def clean(document: Document) -> Article:
    """The article of a document.

    ``Article.text`` is the text as read; of HTML the visible text, a line for each block; of a record title, blank
    line, content.

    Raises:
        InputError: there is no article text (only headlines, nothing visible), it is longer than MAX_CHARACTERS, or its
            language is not Arabic, French or English.
    """
    if document.kind == "html":
        return _from_html(document)
    if document.kind == "record":
        return _from_record(document)
    _check_length(document, document.text)
    text = document.text
    page = fold(text)
    items = segment(text, page, lines(text))
    return _article(document, text, items, zone(text, page, items), Metadata())


def zone_characters(article: Article) -> dict[str, int]:
    """Characters of the text by zone kind: what was kept (title, body) and what was dropped."""
    out: dict[str, int] = {}
    for found in article.zones:
        out[found.kind] = out.get(found.kind, 0) + found.end - found.start
    return out


def _check_length(document: Document, text: str) -> None:
    if len(text) > MAX_CHARACTERS:
        raise InputError(document.source, f"longer than {MAX_CHARACTERS:,} characters, no news article; split it")


def _from_html(document: Document) -> Article:
    tree = parse(document.text)
    if tree is None:
        raise InputError(document.source, "no visible text in the HTML; save the page with its content")
    found = visible(tree)
    if not found.text.strip():
        raise InputError(document.source, "no visible text in the HTML; save the page with its content")
    _check_length(document, found.text)
    blocks = mark_main(document.text, found.text, found.blocks)
    page = fold(found.text)
    known = _page_title(found.metadata.title, found.text)
    items = segment(found.text, page, blocks, known)
    zoning = zone(found.text, page, items, known)
    if zoning.title is None:
        zoning = zone(found.text, page, items)
    return _article(document, found.text, items, zoning, found.metadata, known)


def _page_title(title: str | None, text: str) -> str | None:
    """The title of a page's metadata without the publisher that pages add to it."""
    if not title:
        return None
    whole = fold(" ".join(title.split())).text
    visible_text = " ".join(fold(text).text.split())
    if whole in visible_text:
        return " ".join(title.split())
    pieces = [piece for piece in re.split(r"\s+[|\-–—:•»«]\s+", " ".join(title.split())) if piece]
    for count in range(len(pieces) - 1, 0, -1):
        for start in (0, len(pieces) - count):
            joined = _between(" ".join(title.split()), pieces[start], pieces[start + count - 1])
            if len(joined.split()) >= 3 and fold(joined).text in visible_text:
                return joined
    return " ".join(title.split())


def _between(whole: str, first: str, last: str) -> str:
    start = whole.find(first)
    return whole[start : whole.find(last, start) + len(last)]


def _from_record(document: Document) -> Article:
    title = document.fields.get("title", "")
    content = document.text
    if _MARKUP.search(content):
        tree = parse(content)
        content = visible(tree).text if tree is not None else content
    head = f"{title}\n\n" if title.strip() else ""
    text = head + content
    _check_length(document, text)
    page = fold(text)
    blocks = [block for block in lines(text) if block.start >= len(head)]
    items = segment(text, page, blocks, title)
    zoning = zone(text, page, items, title.strip() or None)
    if head:
        zoning = _with_head(text, head, zoning)
    return _article(document, text, items, zoning, Metadata())


def _with_head(text: str, head: str, zoning: Zoning) -> Zoning:
    """The zones of a record's content with its title field before them. A title said again in the content stays a
    title only in the field: extraction would count its mentions twice."""
    start = len(head) - len(head.lstrip())
    first = Zone(kind="title", start=start, end=len(head.rstrip()))
    rest = tuple(
        Zone(kind="meta", start=found.start, end=found.end) if found.kind == "title" else found
        for found in zoning.zones
    )
    return replace(zoning, zones=(first, *rest), title=None)


def _article(
    document: Document, text: str, items: Sequence[Segment], zoning: Zoning, meta: Metadata, known: str | None = None
) -> Article:
    fields = document.fields
    if not zoning.body:
        raise InputError(document.source, _no_body_reason(zoning))
    title = _title(text, fields.get("title", ""), zoning, known)
    url = fields.get("url") or canonical(meta.url)
    article_text = "\n".join(text[found.start : found.end] for found in zoning.zones if found.kind in ("title", "body"))
    from extract.language import detect

    language = detect(article_text, fields.get("language") or meta.language, source=document.source)
    line = zoning.published
    published = _date(fields.get("date")) or _date(meta.date) or (line.published if line else None)
    dateline = zoning.dateline
    published = published or (dateline.published if dateline else None)
    publisher = fields.get("publisher") or meta.publisher or (line.publisher if line else None)
    publisher = publisher or publisher_in_footer(text, zoning.zones) or publisher_in_title(meta.head, known)
    publisher = publisher or outlet_beside(text, items, _anchor(zoning))
    publisher = publisher or (line.agency if line else None) or (dateline.agency if dateline else None)
    return Article(
        id=fields.get("id") or url or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        text=text,
        language=language,
        zones=zoning.zones,
        title=title,
        url=url or None,
        published=published,
        publisher=" ".join(publisher.split()) if publisher else None,
    )


def _anchor(zoning: Zoning) -> int:
    """Where the article begins: its title, else its body."""
    if zoning.title is not None:
        return zoning.title.start
    return next((found.start for found in zoning.zones if found.kind in ("title", "body")), 0)


def _no_body_reason(zoning: Zoning) -> str:
    if any(found.kind == "headlines" for found in zoning.zones):
        return "no article text found, only headlines; give the page of one article"
    return "no article text found, only page furniture; give the page of one article"


def _title(text: str, given: str, zoning: Zoning, known: str | None) -> str | None:
    title = given if given.strip() else known
    if not given.strip() and zoning.title is not None:
        title = text[zoning.title.start : zoning.title.end]
    # No-break spaces stay: they are French typography.
    return re.sub(r"[ \t\r\n]+", " ", title).strip() if title else None


def _date(value: str | None) -> date | None:
    return read_date(fold(value).text) if value else None


def canonical(url: str | None) -> str | None:
    """An address without fragment, with scheme and host in lower case; ``None`` for what is no web address."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        return None
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path, parts.query, ""))
