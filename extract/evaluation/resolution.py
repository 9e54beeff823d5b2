"""Where toponyms are put: distance from the gold coordinates, in ``geo/tr_news.xml`` and in passages of our own.

A gold span is resolved where a place that overlaps it (the exact one first) is linked to an entity with coordinates, or
where it is a demonym of a country that has them. It is right within 161 km (100 miles: Leidner 2007), as Gritta et al.
2019 count. ``same place`` counts also those whose entity has the GeoNames id of the gold: of a large country two
gazetteers have points that lie farther apart. Intervals are 95 percent, by drawing articles again.

``python -m extract.evaluation.resolution --data ../shared/data``
"""

import argparse
import json
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from extract.analysis import analyse
from extract.evaluation.golds import trim
from extract.evaluation.ner import RESAMPLES, SEED
from extract.evaluation.output import add_options, publish
from extract.evaluation.toponyms import TR_NEWS, moved
from extract.gazetteer import gazetteer
from extract.linking import link
from extract.linking.entities import from_reference
from extract.mentions import mention_result
from extract.model import Article, Entity, Zone
from extract.pipeline import Pipeline
from ontology.errors import InputError
from ontology.gazetteer.index import distance

NEAR = 161.0
_MOST_FAULTS = 10
OWN = Path("tests/data/places")


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A gold span with the point of its place; ``geonames`` is its GeoNames id or empty. Without a point (``lat`` is
    ``None``) the span is no point: resolving it is a fault."""

    start: int
    end: int
    lat: float | None
    lon: float | None
    geonames: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A text with its toponyms."""

    text: str
    language: str
    toponyms: tuple[Toponym, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was made of a gold span: the entity with its point, if any, and how many kilometres it is off."""

    quote: str
    resolved: bool
    off: float | None = None
    same: bool = False
    label: str = ""
    reason: str = ""

    @property
    def right(self) -> bool:
        """Within 161 km of gold."""
        return self.off is not None and self.off <= NEAR


def tr_news(data: Path) -> Iterator[Passage]:
    """The articles of TR-News with the toponyms that have coordinates."""
    for article in ElementTree.parse(data / TR_NEWS).getroot():
        text = article.findtext("text") or ""
        found = []
        for item in article.iter("toponym"):
            tag = item.find("gaztag")
            if tag is None or not tag.findtext("lat") or not tag.findtext("lon"):
                continue
            start, end = moved(text, (item.findtext("phrase") or "").strip(), int(item.findtext("start") or 0))
            lat, lon = float(tag.findtext("lat") or 0), float(tag.findtext("lon") or 0)
            found.append(Toponym(start=start, end=end, lat=lat, lon=lon, geonames=tag.get("geonameid", "")))
        yield Passage(text=text, language="en", toponyms=tuple(found))


def read_passages(path: Path) -> list[Passage]:
    """Passages of a JSON Lines file; raises ``InputError`` naming file and line."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            row = json.loads(line)
            spans = tuple(
                Toponym(start=t["start"], end=t["end"], lat=t["lat"], lon=t["lon"], geonames=t.get("geonames", ""))
                for t in row["toponyms"]
            )
            passage = Passage(text=row["text"], language=row["language"], toponyms=spans)
        except (ValueError, KeyError, TypeError) as error:
            reason = f"line {number} is no passage with toponyms ({error}); correct it"
            raise InputError(path.name, reason) from error
        found.append(passage)
    return found


def answers(passage: Passage, pipeline: Pipeline) -> list[Answer]:
    """What the project makes of each gold span of a passage."""
    text = passage.text
    zone = Zone(kind="body", start=0, end=len(text))
    analysis = analyse(Article(id="passage", text=text, language=passage.language, zones=(zone,)))
    names = gazetteer(pipeline.reference)
    found = mention_result(analysis, names)
    linked = link(analysis, found.mentions, names, pipeline.reference, found.found)
    entities = {entity.iri: entity for entity in linked.entities}
    places = [
        (item.mention.span.start, item.mention.span.end, entities[item.entity], item.reason)
        for item in linked.links
        if item.entity is not None and "Place" in entities[item.entity].types
    ]
    for demonym in found.found.demonyms:
        known = pipeline.reference.by_iri(demonym.country)
        if known is not None:
            entity = from_reference(pipeline.reference, known)
            places.append((demonym.start, demonym.end, entity, "demonym"))
    return [_answer(text, toponym, places) for toponym in passage.toponyms]


def _answer(text: str, toponym: Toponym, places: Sequence[tuple[int, int, Entity, str]]) -> Answer:
    start, end, _ = trim(text, toponym.start, toponym.end, "", False)
    met = [place for place in places if place[0] < end and start < place[1] and place[2].lat is not None]
    if not met:
        return Answer(quote=text[start:end], resolved=False)
    best = min(met, key=lambda place: (trim(text, place[0], place[1], "", False)[:2] != (start, end), place[0]))
    entity = best[2]
    off = None
    if toponym.lat is not None and toponym.lon is not None and entity.lat is not None and entity.lon is not None:
        off = distance(toponym.lat, toponym.lon, entity.lat, entity.lon)
    same = bool(toponym.geonames) and f"geonames:{toponym.geonames}" in entity.identifiers
    return Answer(quote=text[start:end], resolved=True, off=off, same=same, label=entity.label(), reason=best[3])


def figures(passages: Iterable[Sequence[Answer]]) -> dict[str, Any]:
    """Shares in percent with their intervals, the median distance, and the commonest faults by name."""
    by_article = [list(found) for found in passages]
    counts = np.array(
        [[len(a), sum(x.resolved for x in a), sum(x.right for x in a), sum(x.right or x.same for x in a)]
         for a in by_article], dtype=np.float64)  # fmt: skip
    flat = [answer for found in by_article for answer in found]
    off = [answer.off for answer in flat if answer.off is not None]
    wrong = Counter((a.quote, a.label) for a in flat if a.resolved and not (a.right or a.same))
    missing = Counter(a.quote for a in flat if not a.resolved)
    return {
        "articles": len(by_article),
        "spans": len(flat),
        "resolved": _share(counts[:, 1], counts[:, 0]),
        "right of resolved": _share(counts[:, 2], counts[:, 1]),
        "right of all": _share(counts[:, 2], counts[:, 0]),
        "same place of resolved": _share(counts[:, 3], counts[:, 1]),
        "same place of all": _share(counts[:, 3], counts[:, 0]),
        "median km": round(median(off), 1) if off else None,
        "commonest wrong": [[*names, n] for names, n in _most(wrong)],
        "commonest unresolved": [[name, n] for name, n in _most(missing)],
    }


def _most(counts: "Counter[Any]") -> list[tuple[Any, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_MOST_FAULTS]


def _share(part: "np.ndarray[Any, np.dtype[np.float64]]", whole: "np.ndarray[Any, np.dtype[np.float64]]") -> Any:
    draws = np.random.default_rng(SEED).integers(0, len(part), size=(RESAMPLES, len(part)))
    shares = 100 * part[draws].sum(axis=1) / np.maximum(1, whole[draws].sum(axis=1))
    low, high = np.percentile(shares, [2.5, 97.5])
    whole_share = 100 * part.sum() / max(1, whole.sum())
    return {"percent": round(float(whole_share), 1), "interval": [round(float(low), 1), round(float(high), 1)]}


def no_points(passages: Iterable[tuple[Passage, Sequence[Answer]]]) -> dict[str, Any]:
    """Of the spans that are no point (persons, the north of a country): how many got one all the same."""
    spans = [a for p, found in passages for t, a in zip(p.toponyms, found, strict=True) if t.lat is None]
    false = [answer for answer in spans if answer.resolved]
    return {"spans": len(spans), "false points": len(false), "which": sorted({f"{a.quote}: {a.label}" for a in false})}


def measure(data: Path | None, own: Path, pipeline: Pipeline) -> dict[str, Any]:
    """The figures of each set that is at hand."""
    result: dict[str, Any] = {}
    if data is not None and (data / TR_NEWS).is_file():
        result["TR-News (English)"] = figures(answers(passage, pipeline) for passage in tr_news(data))
    for path in sorted(own.glob("*.jsonl")):
        passages = read_passages(path)
        found = [(passage, answers(passage, pipeline)) for passage in passages]
        points = [[a for t, a in zip(p.toponyms, given, strict=True) if t.lat is not None] for p, given in found]
        result[f"our own passages ({path.stem})"] = figures(points) | {"no point": no_points(found)}
    return result


def table(result: dict[str, Any]) -> str:
    """The figures as text."""
    lines = []
    for title, row in result.items():
        lines.append(f"{title}: {row['spans']} toponyms in {row['articles']} texts, median {row['median km']} km")
        for name in ("resolved", "right of resolved", "right of all", "same place of resolved", "same place of all"):
            share = row[name]
            lines.append(f"  {name:<24}{share['percent']:5.1f} %  [{share['interval'][0]}, {share['interval'][1]}]")
        wrong = ", ".join(f"{quote} as {label} ({n})" for quote, label, n in row["commonest wrong"])
        lines.append(f"  wrong: {wrong or 'none'}")
        lines.append("  unresolved: " + (", ".join(f"{q} ({n})" for q, n in row["commonest unresolved"]) or "none"))
        if "no point" in row:
            false = row["no point"]
            lines.append(f"  no points: {false['false points']} of {false['spans']} got one {false['which'] or ''}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the table; the exit code is 2 where there is nothing to measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="the folder of public corpora")
    parser.add_argument("--own", type=Path, default=OWN, help=f"folder of our own passages ({OWN})")
    add_options(parser)
    options = parser.parse_args(arguments)
    result = measure(options.data, options.own, Pipeline())
    if not result:
        print(f"{options.data}: no {TR_NEWS} there, and no passages in {options.own}", file=sys.stderr)
        return 2
    publish(result, options, lambda: table(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
