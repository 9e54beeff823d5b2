"""How well accounts and relations are read from single annotated sentences.

``python -m extract.evaluation.sentences FOLDER [--errors]`` reads ``ar.jsonl``, ``fr.jsonl`` and ``en.jsonl``.
A line holds ``id``, ``text``, ``published``, ``events`` and ``relations``; ``optional`` ones are neither missed nor
wrong. An account is right when its type is and one of its mentions shares words with the trigger; a relation when its
predicate is and both sides share words (either way round where it is symmetric). Words are compared folded.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from extract.evaluation.output import add_options, publish
from extract.model import Article, EventAccount, Extraction, RelationClaim, Zone
from extract.pipeline import Pipeline
from ontology.normalize import normalize
from ontology.reference import LANGUAGES as LANGUAGES
from ontology.vocabulary import symmetric

_FACTS = ("polarity", "certainty", "attribution", "place", "date")


@dataclass(slots=True)
class Tally:
    """Right, wrong and missed, by event type or predicate."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)

    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found."""
        found = self.right.total() + self.wrong.total()
        return self.right.total() / found if found else 1.0

    def recall(self) -> float:
        """Share of what is there that was found; 1 where nothing is there."""
        there = self.right.total() + self.missed.total()
        return self.right.total() / there if there else 1.0

    def as_json(self) -> dict[str, Any]:
        """Precision, recall and the counts behind them."""
        return {
            "precision": round(self.precision(), 3),
            "recall": round(self.recall(), 3),
            "right": self.right.total(),
            "wrong": dict(sorted(self.wrong.items())),
            "missed": dict(sorted(self.missed.items())),
        }


@dataclass(slots=True)
class Report:
    """What was measured on one language; ``facts`` counts (right, all) of each fact on the accounts that are right."""

    sentences: int = 0
    events: Tally = field(default_factory=Tally)
    relations: Tally = field(default_factory=Tally)
    arguments: Tally = field(default_factory=Tally)
    facts: dict[str, list[int]] = field(default_factory=lambda: {name: [0, 0] for name in _FACTS})
    errors: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """All figures as plain values."""
        facts = {name: {"right": right, "of": of} for name, (right, of) in self.facts.items()}
        return {
            "sentences": self.sentences,
            "events": self.events.as_json(),
            "relations": self.relations.as_json(),
            "arguments": self.arguments.as_json(),
            "facts": facts,
        }


def evaluate(path: Path, language: str, pipeline: Pipeline) -> Report:
    """Reads every sentence of ``path`` and compares."""
    report = Report()
    for line in path.read_text(encoding="utf-8").splitlines():
        gold: dict[str, Any] = json.loads(line)
        text = gold["text"]
        article = Article(
            id=gold["id"],
            text=text,
            language=language,
            zones=(Zone(kind="body", start=0, end=len(text)),),
            published=date.fromisoformat(gold["published"]),
        )
        extraction = pipeline.extract(article)
        report.sentences += 1
        before = len(report.errors)
        compare_events(extraction, gold.get("events", []), report)
        compare_relations(extraction, gold.get("relations", []), report)
        if len(report.errors) > before:
            report.errors.insert(before, f"{gold['id']}: {text}")
    return report


def share_words(one: str, other: str) -> bool:
    """Whether one of two folded strings holds the other."""
    one, other = normalize(one), normalize(other)
    return bool(one and other) and (one in other or other in one)


def compare_events(extraction: Extraction, gold: list[dict[str, Any]], report: Report) -> None:
    """Adds the accounts of ``extraction`` against those expected (dicts as in the sentence files) to ``report``."""
    used: set[int] = set()
    for event in extraction.events:
        position = _matching_event(event, gold)
        if position is None:
            report.events.wrong[event.type] += 1
            report.errors.append(f"  wrong {event.type} {event.mentions[0].quote}")
        elif position not in used:
            used.add(position)
            if not gold[position].get("optional"):
                report.events.right[event.type] += 1
                _facts(event, gold[position], report)
    for position, item in enumerate(gold):
        if position not in used and not item.get("optional"):
            report.events.missed[item["type"]] += 1
            report.errors.append(f"  missed {item['type']} {item['trigger']}")


def _matching_event(event: EventAccount, gold: list[dict[str, Any]]) -> int | None:
    for position, item in enumerate(gold):
        if item["type"] == event.type and any(share_words(span.quote, item["trigger"]) for span in event.mentions):
            return position
    return None


def _facts(event: EventAccount, gold: Mapping[str, Any], report: Report) -> None:
    found = {(argument.role, argument.label) for argument in event.arguments}
    wanted = {(item["role"], item["text"]) for item in gold.get("arguments", [])}
    for role, label in sorted(found):
        right = any(role == other and share_words(label, text) for other, text in wanted)
        (report.arguments.right if right else report.arguments.wrong)[role] += 1
    for role, text in sorted(wanted):
        if not any(role == other and share_words(label, text) for other, label in found):
            report.arguments.missed[role] += 1
    for name, right in _fact_checks(event, gold):
        report.facts[name][0] += right
        report.facts[name][1] += 1


def _fact_checks(event: EventAccount, gold: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    yield "polarity", event.polarity == gold["polarity"]
    yield "certainty", event.certainty == gold["certainty"]
    if gold.get("attribution"):
        yield "attribution", event.attribution.kind == gold["attribution"]["kind"]
    if gold.get("place"):
        yield "place", event.place is not None and share_words(event.place.label, gold["place"])
    if gold.get("date"):
        span = (gold["date"]["start"], gold["date"]["end"])
        yield "date", event.time is not None and (str(event.time.start), str(event.time.end)) == span


def compare_relations(extraction: Extraction, gold: list[dict[str, Any]], report: Report) -> None:
    """Adds the relation claims of ``extraction`` against those expected to ``report``."""
    used: set[int] = set()
    for claim in extraction.relations:
        position = next((i for i, item in enumerate(gold) if _same_relation(claim, item)), None)
        if position is None:
            report.relations.wrong[claim.predicate] += 1
            report.errors.append(f"  wrong {claim.subject_label} {claim.predicate} {claim.object_label}")
        elif position not in used:
            used.add(position)
            if not gold[position].get("optional"):
                report.relations.right[claim.predicate] += 1
    for position, item in enumerate(gold):
        if position not in used and not item.get("optional"):
            report.relations.missed[item["predicate"]] += 1
            report.errors.append(f"  missed {item['subject']} {item['predicate']} {item['object']}")


def _same_relation(claim: RelationClaim, gold: Mapping[str, Any]) -> bool:
    if claim.predicate != gold["predicate"]:
        return False
    straight = share_words(claim.subject_label, gold["subject"]) and share_words(claim.object_label, gold["object"])
    crossed = share_words(claim.subject_label, gold["object"]) and share_words(claim.object_label, gold["subject"])
    return straight or (symmetric(claim.predicate) and crossed)


def table(reports: Mapping[str, Report]) -> str:
    """The figures as lines of text."""
    lines = [
        f"{'':4}{'n':>5}{'events P':>10}{'R':>6}{'relations P':>13}{'R':>6}{'arguments P':>13}{'R':>6}  facts right"
    ]
    for language, report in reports.items():
        facts = ", ".join(f"{name} {right}/{of}" for name, (right, of) in report.facts.items())
        figures = "".join(
            f"{tally.precision():>{width}.2f}{tally.recall():>6.2f}"
            for tally, width in ((report.events, 10), (report.relations, 13), (report.arguments, 13))
        )
        lines.append(f"{language:4}{report.sentences:>5}{figures}  {facts}")
    return "\n".join(lines)


def main() -> None:
    """Command line of the module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    add_options(parser)
    parser.add_argument(
        "--errors", action="store_true", help="print each sentence that was read wrongly, on standard error"
    )
    arguments = parser.parse_args()
    pipeline = Pipeline()
    reports = {language: evaluate(arguments.folder / f"{language}.jsonl", language, pipeline) for language in LANGUAGES}
    if arguments.errors:
        for report in reports.values():
            print("\n".join(report.errors), file=sys.stderr)
    figures = {language: report.as_json() for language, report in reports.items()}
    publish(figures, arguments, lambda: table(reports))


if __name__ == "__main__":
    main()
