"""How whole articles are read: the examples against what their author expects of them.

``python -m extract.evaluation.examples [--folder examples]``. An entity is right when a mention shares words
with its label and has its type or a broader or narrower one; a quotation when one holds the words expected. Noise is
what stands in title or body though its author put it around the article.
"""

import argparse
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extract.cleaning import clean
from extract.evaluation.output import add_options, publish
from extract.evaluation.sentences import Report, compare_events, compare_relations, share_words
from extract.model import Article, Extraction
from extract.pipeline import Pipeline
from extract.reading import Document, read
from ontology.normalize import normalize
from ontology.vocabulary import is_a


@dataclass(slots=True)
class ExampleReport:
    """What was measured over all examples; each of the pairs is [right, of]."""

    articles: int = 0
    title: list[int] = field(default_factory=lambda: [0, 0])
    published: list[int] = field(default_factory=lambda: [0, 0])
    publisher: list[int] = field(default_factory=lambda: [0, 0])
    language: list[int] = field(default_factory=lambda: [0, 0])
    entities: list[int] = field(default_factory=lambda: [0, 0])
    linked: list[int] = field(default_factory=lambda: [0, 0])
    quotations: list[int] = field(default_factory=lambda: [0, 0])
    noise: list[str] = field(default_factory=list)
    told: Report = field(default_factory=Report)

    def as_json(self) -> dict[str, Any]:
        """All figures as plain values."""
        names = ("title", "published", "publisher", "language", "entities", "linked", "quotations")
        pairs = {name: {"right": getattr(self, name)[0], "of": getattr(self, name)[1]} for name in names}
        return {"articles": self.articles, **pairs, "noise let in": self.noise, **self.told.as_json()}


def evaluate(folder: Path, pipeline: Pipeline) -> ExampleReport:
    """Reads each example of ``folder`` and compares it with its expected results."""
    report = ExampleReport()
    for path in sorted((folder / "expected").glob("*.json")):
        expected = json.loads(path.read_text(encoding="utf-8"))
        document = next(iter(read([str(folder / expected["article"])])))
        if not isinstance(document, Document):
            raise document
        article = clean(document)
        extraction = pipeline.extract(article)
        report.articles += 1
        _metadata(article, expected, report)
        _entities(extraction, expected, report)
        _quotations(extraction, expected, report)
        compare_events(extraction, expected["events"], report.told)
        compare_relations(extraction, expected["relations"], report.told)
        report.told.sentences += len(extraction.sentences)
    return report


def _metadata(article: Article, expected: dict[str, Any], report: ExampleReport) -> None:
    published = article.published.isoformat() if article.published else None
    found = {
        "title": article.title,
        "published": published,
        "publisher": article.publisher,
        "language": article.language,
    }
    for name, value in found.items():
        if expected.get(name):
            pair = getattr(report, name)
            pair[0] += normalize(value or "") == normalize(expected[name])
            pair[1] += 1
    kept = " ".join(article.text[zone.start : zone.end] for zone in article.zones if zone.kind in ("title", "body"))
    report.noise += [text for text in expected.get("not_in_body", []) if normalize(text) in normalize(kept)]


def _entities(extraction: Extraction, expected: dict[str, Any], report: ExampleReport) -> None:
    for wanted in expected["entities"]:
        fits = [
            link
            for link in extraction.links
            if share_words(link.mention.span.quote, wanted["label"])
            and (is_a(link.mention.type, wanted["type"]) or is_a(wanted["type"], link.mention.type))
        ]
        report.entities[0] += bool(fits)
        report.entities[1] += 1
        if wanted.get("reference_label_en"):
            report.linked[0] += any(link.entity and "/entity/x-" not in link.entity for link in fits)
            report.linked[1] += 1


def _quotations(extraction: Extraction, expected: dict[str, Any], report: ExampleReport) -> None:
    for wanted in expected["quotations"]:
        report.quotations[0] += any(
            normalize(wanted["contains"]) in normalize(quotation.span.quote) for quotation in extraction.quotations
        )
        report.quotations[1] += 1


def main() -> None:
    """Command line of the module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path("examples"))
    add_options(parser)
    arguments = parser.parse_args()
    figures = evaluate(arguments.folder, Pipeline()).as_json()
    publish(figures, arguments, lambda: "\n".join(f"{name:14}{value}" for name, value in figures.items()))


if __name__ == "__main__":
    main()
