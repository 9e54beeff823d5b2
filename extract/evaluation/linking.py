"""Scores entity linking against a gold file: which reference entity each mention means, or none.

The file is JSON Lines: ``{"text": ..., "spans": [{"start", "end", "entity", "kind"}], "language", "published"}``.
Offsets are code points; ``entity`` is the id (or IRI) of a reference entity or gazetteer place, or null; ``kind`` is
``name`` (default) or ``nominal``; ``language`` is detected, and ``published`` (an ISO day) unknown, where absent.

A link and a gold span belong together where they have the same entity and overlap at all (where a name begins is judged
elsewhere), or overlap by more than half of the longer one. A link to the reference
is right where the gold span has this entity; a link where gold has another entity, null, or no span at all is wrong.
Entities that extraction mints for the unknown count as null. Precision is right links of all links to the reference,
recall is right links of the gold names that have an entity; nominal spans (the group) count for precision, and their
recall stands apart.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from extract.evaluation.ner import read_lines
from extract.language import detect
from extract.model import Article, EntityLink, Extraction, Zone
from extract.pipeline import Pipeline
from ontology.errors import InputError
from ontology.gazetteer.index import by_iri as gazetteer_place
from ontology.namespaces import ENTITY, entity_iri

RESAMPLES = 1000
SEED = 20_251_125
KINDS = ("name", "nominal")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSpan:
    """A mention at [start, end); ``entity`` is the IRI of whom it means, ``None`` for one whom the reference lacks."""

    start: int
    end: int
    entity: str | None
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A text with its gold spans, sorted."""

    name: str
    text: str
    language: str
    published: date | None
    spans: tuple[GoldSpan, ...]


@dataclass(slots=True)
class Tally:
    """Counts of one passage; ``faults`` are lines for a reader: kind of fault, quote, gold, found, reason, offset."""

    right: int = 0
    linked: int = 0
    names: int = 0
    names_right: int = 0
    nominals: int = 0
    nominals_right: int = 0
    unknown: int = 0
    unknown_linked: int = 0
    faults: list[tuple[str, ...]] = field(default_factory=list)


def read_passages(path: Path, known: Mapping[str, object]) -> tuple[Passage, ...]:
    """The passages of a gold file; ``known`` holds the ids of the reference.

    Raises:
        InputError: the file or a line is not as described above, or names an entity that the reference lacks.
    """
    lines = read_lines(path, "JSON Lines")
    found = tuple(
        _passage(f"{path}, line {number}", line, known) for number, line in enumerate(lines, start=1) if line.strip()
    )
    if not found:
        raise InputError(str(path), "no passage in it; give a JSON object with text and spans a line")
    return found


def _passage(where: str, line: str, known: Mapping[str, object]) -> Passage:
    try:
        item = json.loads(line)
        text, spans = str(item["text"]), item["spans"]
        published = date.fromisoformat(item["published"]) if item.get("published") else None
        read = tuple(sorted((_span(where, span, text, known) for span in spans), key=lambda s: (s.start, s.end)))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(where, f"no gold passage ({error}); give text and spans with start, end, entity") from None
    return Passage(
        name=str(item.get("id", where)),
        text=text,
        language=str(item.get("language") or detect(text)),
        published=published,
        spans=read,
    )


def _span(where: str, span: Mapping[str, Any], text: str, known: Mapping[str, object]) -> GoldSpan:
    start, end, entity, kind = int(span["start"]), int(span["end"]), span["entity"], str(span.get("kind", "name"))
    if not 0 <= start < end <= len(text):
        raise InputError(where, f"span {start} to {end} is not in a text of {len(text)} characters; correct it")
    if kind not in KINDS:
        raise InputError(where, f"kind {kind!r} is not known; use one of {', '.join(KINDS)}")
    iri = None if entity is None else entity_iri(str(entity).removeprefix(ENTITY))
    if iri is not None and iri.removeprefix(ENTITY) not in known and gazetteer_place(iri) is None:
        raise InputError(where, f"entity {entity!r} is not in the reference; use its id, or null")
    return GoldSpan(start=start, end=end, entity=iri, kind=kind)


def score(passages: Sequence[Passage], pipeline: Pipeline) -> list[Tally]:
    """What the pipeline links in each passage, counted against its gold."""
    return [_tally(passage, pipeline.extract(article_of(passage))) for passage in passages]


def article_of(passage: Passage) -> Article:
    """A passage as an article of one zone."""
    zones = (Zone(kind="body", start=0, end=len(passage.text)),)
    return Article(
        id=passage.name, text=passage.text, language=passage.language, published=passage.published, zones=zones
    )


def is_right(passage: Passage, link: EntityLink) -> bool:
    """Whether the gold has this entity where a link is."""
    span = (link.mention.span.start, link.mention.span.end)
    return any(gold.entity == link.entity and _overlap(gold, span) > 0 for gold in passage.spans)


def _tally(passage: Passage, extraction: Extraction) -> Tally:
    reference = {entity.iri for entity in extraction.entities if entity.status != "minted"}
    links = {(link.mention.span.start, link.mention.span.end): link for link in extraction.links}
    tally, taken = Tally(), set()
    for gold in passage.spans:
        span = _nearest(gold, links)
        link = links.get(span) if span else None
        found = link.entity if link is not None and link.entity in reference else None
        if span is not None:
            taken.add(span)
        _count(tally, passage, gold, found, link)
    for span, link in sorted(links.items()):
        if span not in taken and link.entity in reference:
            tally.linked += 1
            tally.faults.append(
                ("no mention", link.mention.span.quote, "-", _short(link.entity), link.reason, str(span[0]))
            )
    return tally


def _count(tally: Tally, passage: Passage, gold: GoldSpan, found: str | None, link: EntityLink | None) -> None:
    right = gold.entity is not None and found == gold.entity
    tally.linked += found is not None
    tally.right += right
    if gold.kind == "nominal":
        tally.nominals += gold.entity is not None
        tally.nominals_right += right
    elif gold.entity is not None:
        tally.names += 1
        tally.names_right += right
    else:
        tally.unknown += 1
        tally.unknown_linked += found is not None
    if not right and (found is not None or (gold.entity is not None and gold.kind == "name")):
        what = "wrong" if found is not None else "missed"
        why = link.reason if link is not None else "no mention found"
        quote = passage.text[gold.start : gold.end]
        tally.faults.append((what, quote, _short(gold.entity), _short(found), why, str(gold.start)))


def _short(iri: str | None) -> str:
    return iri.removeprefix(ENTITY) if iri else "none"


def _nearest(gold: GoldSpan, links: Mapping[tuple[int, int], EntityLink]) -> tuple[int, int] | None:
    """The linked span that belongs to a gold span, if there is one."""
    near = [span for span in links if _overlap(gold, span) > 0]
    same = [span for span in near if gold.entity is not None and links[span].entity == gold.entity]
    close = [span for span in near if _overlap(gold, span) > 0.5]
    return max(same or close, key=lambda span: (_overlap(gold, span), -span[0]), default=None)


def _overlap(gold: GoldSpan, span: tuple[int, int]) -> float:
    common = min(gold.end, span[1]) - max(gold.start, span[0])
    return common / max(gold.end - gold.start, span[1] - span[0]) if common > 0 else 0.0


def figures(passages: Sequence[Passage], tallies: Sequence[Tally]) -> dict[str, Any]:
    """Precision and recall in percent with 95 percent bootstrap intervals over passages, by language and for all."""
    groups: dict[str, list[Tally]] = {}
    for passage, tally in zip(passages, tallies, strict=True):
        groups.setdefault(passage.language, []).append(tally)
    if len(groups) > 1:
        groups = {**dict(sorted(groups.items())), "all": list(tallies)}
    return {"passages": len(passages), "scores": {name: _row(group) for name, group in groups.items()}}


def _row(tallies: Sequence[Tally]) -> dict[str, Any]:
    def total(name: str) -> int:
        return sum(int(getattr(tally, name)) for tally in tallies)

    return {
        "passages": len(tallies),
        "precision": _share(tallies, "right", "linked"),
        "recall": _share(tallies, "names_right", "names"),
        "nominal_recall": _share(tallies, "nominals_right", "nominals"),
        "names": total("names"),
        "links": total("linked"),
        "right": total("right"),
        "unknown": total("unknown"),
        "unknown_linked": total("unknown_linked"),
        "nominals": total("nominals"),
    }


def _share(tallies: Sequence[Tally], part: str, whole: str) -> list[float]:
    """[percent, low, high] of one count in another."""
    counts = np.array([(getattr(t, part), getattr(t, whole)) for t in tallies], dtype=np.float64)
    draws = np.random.default_rng(SEED).integers(0, len(counts), size=(RESAMPLES, len(counts)))
    sums = counts[draws].sum(axis=1)
    low, high = np.percentile(100 * sums[:, 0] / np.maximum(1, sums[:, 1]), [2.5, 97.5])
    share = 100 * counts[:, 0].sum() / max(1.0, counts[:, 1].sum())
    return [round(float(value), 2) for value in (share, low, high)]


def faults(passages: Sequence[Passage], tallies: Sequence[Tally]) -> Iterator[str]:
    """A line for each wrong, missed or needless link: passage, kind, quote, gold, found, reason, offset."""
    for passage, tally in zip(passages, tallies, strict=True):
        for fault in tally.faults:
            yield "\t".join((passage.name, *fault))
