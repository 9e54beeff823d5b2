"""Small articles for tests of extraction, and the one pipeline that they share."""

from datetime import date
from functools import cache

from extract.analysis import analyse
from extract.linking.link import proposed
from extract.linking.trust import Evidence
from extract.mentions import mention_result
from extract.model import Article, EntityLink, EventAccount, Extraction, Zone
from extract.pipeline import Pipeline

PUBLISHED = date(2018, 7, 4)


@cache
def pipeline() -> Pipeline:
    return Pipeline()


def article(text: str, language: str, title: str | None = None, published: date | None = PUBLISHED) -> Article:
    zones = [Zone(kind="body", start=0, end=len(text))]
    if title is not None:
        text = f"{title}\n\n{text}"
        zones = [Zone(kind="title", start=0, end=len(title)), Zone(kind="body", start=len(title) + 2, end=len(text))]
    return Article(id="test", text=text, language=language, zones=tuple(zones), title=title, published=published)


def extract(text: str, language: str, title: str | None = None, published: date | None = PUBLISHED) -> Extraction:
    return pipeline().extract(article(text, language, title, published))


def evidence_of(text: str, language: str) -> tuple[Evidence, tuple[EntityLink, ...]]:
    """The links as the steps of linking choose them, with what the article tells of them together."""
    known = pipeline()
    analysis = analyse(article(text, language))
    read = mention_result(analysis, known.gazetteer)
    return proposed(analysis, read.mentions, known.gazetteer, known.reference, read.found)


def choices(text: str, language: str) -> tuple[EntityLink, ...]:
    """Those links alone, before it is judged whether a link is sure enough to be said."""
    return evidence_of(text, language)[1]


def roles(event: EventAccount) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for argument in event.arguments:
        found.setdefault(argument.role, set()).add(argument.label)
    return found


def entity_id(iri: str | None) -> str | None:
    return iri.rsplit("/", 1)[-1] if iri else None
