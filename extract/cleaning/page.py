"""HTML into visible text by block, with what the page's metadata says of the article."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from extract.cleaning.segments import Block, Role

_SKIPPED = frozenset({
    "head", "script", "style", "noscript", "template", "svg", "math", "object", "embed", "iframe", "select", "button",
    "input", "textarea", "audio", "video", "canvas", "map",
})  # fmt: skip
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr", "img",
})  # fmt: skip
_ROLES: Mapping[str, Role] = {
    "nav": "nav", "footer": "footer", "figcaption": "caption", "caption": "caption", "aside": "nav", "menu": "nav",
    "h1": "heading", "h2": "heading", "time": "time", "li": "list",
}  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What the head and the marked-up parts of a page say; raw strings, ``None`` where they say nothing."""

    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    head: str | None = None
    """The ``<title>``, which often adds the publisher to the title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The visible text of a page, one line for each block, with the blocks and the metadata."""

    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata


def parse(html: str) -> Any:
    """The lxml tree of a page, ``None`` where there is no element at all."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    # lxml refuses a string that declares an encoding: the text is decoded already.
    html = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", html, count=1)
    html = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", "\ufffd", html)
    parser = HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True, encoding="utf-8")
    try:
        return document_fromstring(html.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def visible(tree: Any) -> Page:
    """Text and blocks of a parsed page. White space within a block collapses to one space, no-break spaces stay."""
    parts: list[str] = []
    blocks: list[Block] = []
    length = 0
    for line, role in _block_texts(tree):
        start = length + (1 if parts else 0)
        parts.append(line)
        length = start + len(line)
        blocks.append(Block(start=start, end=length, role=role))
    return Page(text="\n".join(parts), blocks=tuple(blocks), metadata=metadata(tree))


_LAST: tuple[str, Role, bool] = ("", "", True)


def _block_texts(tree: Any) -> Iterator[tuple[str, Role]]:
    """Lines of the page, each with the role that all of its text has in common."""
    buffer: list[str] = []
    roles: set[Role] = set()
    for piece, role, is_break in chain(_walk(tree), [_LAST]):
        if not is_break:
            buffer.append(piece)
            if piece.strip(" \t\r\n\f"):
                roles.add(role)
            continue
        line = _SPACE.sub(" ", "".join(buffer)).strip(" ")
        if line.strip():
            yield line, roles.pop() if len(roles) == 1 else ""
        buffer = []
        roles = set()


def _walk(root: Any) -> Iterator[tuple[str, Role, bool]]:
    """Text pieces and breaks in document order, without recursion (pages nest thousands deep)."""
    stack: list[tuple[Any, str, Role]] = [(root, "open", "")]
    while stack:
        node, step, role = stack.pop()
        if step == "tail":
            if node.tail:
                yield node.tail, role, False
            continue
        if step == "close":
            yield "", role, True
            continue
        tag = node.tag if isinstance(node.tag, str) else ""
        stack.append((node, "tail", role))
        if not tag or tag in _SKIPPED or _is_hidden(node):
            continue
        inner: Role = role if role in ("nav", "footer", "caption") else _ROLES.get(tag, _role_by_class(node, role))
        block = tag not in _INLINE
        if block:
            yield "", inner, True
            stack.append((node, "close", role))
        if node.text:
            yield node.text, inner, False
        stack.extend((child, "open", inner) for child in reversed(node))


def _role_by_class(node: Any, role: Role) -> Role:
    if node.get("role") == "navigation":
        return "nav"
    return role


def _is_hidden(node: Any) -> bool:
    return node.get("hidden") is not None or bool(_HIDDEN.search(node.get("style") or ""))


_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "headline")
_DATES = (
    "article:published_time", "og:published_time", "datepublished", "date", "pubdate", "publish_date", "publishdate",
    "dc.date", "dc.date.issued", "dcterms.date", "dcterms.issued", "dcterms.created", "citation_publication_date",
    "sailthru.date", "parsely-pub-date", "article.published", "published_at", "publication_date", "date_published",
)  # fmt: skip
_PUBLISHERS = (
    "og:site_name", "application-name", "publisher", "dc.publisher", "dcterms.publisher", "citation_publisher",
)  # fmt: skip


def metadata(tree: Any) -> Metadata:
    """Title, date, publisher, address and language: JSON-LD first, then meta tags, then marked-up elements."""
    linked = _json_ld(tree)
    metas: dict[str, str] = {}
    for node in tree.iter("meta"):
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").strip().lower()
        content = (node.get("content") or "").strip()
        if name and content:
            metas.setdefault(name, content)
    return Metadata(
        title=linked.get("title") or _first(metas, _TITLES) or _title_element(tree),
        date=linked.get("date") or _first(metas, _DATES) or _time_element(tree),
        publisher=linked.get("publisher") or _first(metas, _PUBLISHERS),
        url=_canonical(tree) or metas.get("og:url") or linked.get("url"),
        language=tree.get("lang") or metas.get("og:locale"),
        head=_head_title(tree),
    )


def _first(values: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((values[name] for name in names if name in values), None)


def _head_title(tree: Any) -> str | None:
    title = tree.find(".//head/title")
    return " ".join((title.text_content() if title is not None else "").split()) or None


def _title_element(tree: Any) -> str | None:
    headings = [" ".join(node.text_content().split()) for node in tree.iter("h1")]
    headings = [heading for heading in headings if heading]
    if len(headings) == 1:
        return headings[0]
    whole = _head_title(tree) or ""
    return next((heading for heading in headings if heading in whole), None) or whole or None


def _time_element(tree: Any) -> str | None:
    for path in (".//*[@itemprop='datePublished']", ".//time[@pubdate]", ".//article//time", ".//time"):
        for node in tree.iterfind(path):
            value = node.get("datetime") or node.get("content") or node.text_content()
            if value and value.strip():
                return str(value).strip()
    return None


def _canonical(tree: Any) -> str | None:
    for node in tree.iter("link"):
        if "canonical" in (node.get("rel") or "").lower().split():
            href = (node.get("href") or "").strip()
            if href.lower().startswith(("http://", "https://")):
                return href
    return None


def _json_ld(tree: Any) -> dict[str, str]:
    """Fields of the first news article in the page's JSON-LD; broken JSON-LD is passed over."""
    for node in tree.iter("script"):
        if (node.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            data = json.loads(node.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _json_objects(data):
            kinds = item.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and kind.endswith(("Article", "BlogPosting")) for kind in kinds):
                return _article_fields(item)
    return {}


def _json_objects(data: Any) -> Iterator[dict[str, Any]]:
    queue = [data]
    while queue:
        item = queue.pop(0)
        if isinstance(item, dict):
            yield item
            queue.extend(value for key, value in item.items() if key in ("@graph", "mainEntity"))
        elif isinstance(item, list):
            queue.extend(item)


def _article_fields(item: Mapping[str, Any]) -> dict[str, str]:
    publisher = item.get("publisher")
    if isinstance(publisher, list) and publisher:
        publisher = publisher[0]
    if isinstance(publisher, dict):
        publisher = publisher.get("name")
    found = {
        "title": item.get("headline"),
        "date": item.get("datePublished"),
        "publisher": publisher,
        "url": item.get("url"),
    }
    return {name: " ".join(value.split()) for name, value in found.items() if isinstance(value, str) and value.strip()}
