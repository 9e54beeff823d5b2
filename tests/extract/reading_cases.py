"""Builds analyses of self-written sentences, with mentions where a test names them."""

from collections.abc import Mapping
from datetime import date

from extract.analysis import Analysis, analyse
from extract.model import Article, EntityLink, Mention, Zone

PUBLISHED = date(2018, 7, 6)  # a Friday
Names = Mapping[str, tuple[str, str | None]]


def read(text: str, language: str, published: date | None = PUBLISHED) -> Analysis:
    zones = (Zone(kind="body", start=0, end=len(text)),) if text else ()
    return analyse(Article(id="t", text=text, language=language, zones=zones, published=published))


def named(analysis: Analysis, names: Names) -> tuple[tuple[Mention, ...], tuple[EntityLink, ...]]:
    """Mentions of every occurrence of ``names`` (surface -> type, entity), longest names first."""
    text = analysis.article.text
    taken: list[tuple[int, int]] = []
    links: list[EntityLink] = []
    for name, (kind, entity) in sorted(names.items(), key=lambda item: -len(item[0])):
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            if all(end <= low or high <= start for low, high in taken):
                taken.append((start, end))
                mention = Mention(
                    span=analysis.span(start, end), kind="name", type=kind, zone="body", method="test", score=1.0
                )
                links.append(EntityLink(mention=mention, entity=entity, score=1.0, reason="test"))
            start = text.find(name, start + 1)
    links.sort(key=lambda link: link.mention.span.start)
    return tuple(link.mention for link in links), tuple(links)
