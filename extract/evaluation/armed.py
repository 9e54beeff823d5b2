"""Whether named armed groups are typed as such: in MUC-4 documents and in Arabic news, by the pipeline's mentions.

Gold are offsets of names marked ARM by an annotator who saw no system's output; the texts stay in the data folder. A
gold name counts as typed right where a mention that overlaps it, or the entity that it is linked to, is an ArmedGroup;
one that no mention overlaps counts as not found, and apart.
"""

import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extract.model import Article, Zone
from extract.pipeline import Pipeline
from extract.training.rows import read_offsets
from ontology.vocabulary import is_a

MUC = ("events/muc4/train.jsonl", "events/muc4/dev.jsonl")
SAUDI = "text/saudinewsnet"
LENGTH = {"muc": 1100, "news": 1000}


def muc_texts(data: Path) -> dict[str, str]:
    """MUC-4 documents by id, white space as one space, cut at a sentence end."""
    found = {}
    for name in MUC:
        for line in (data / name).read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            text = re.sub(r"\s+", " ", item["doctext"])
            found[item["docid"]] = (
                text if len(text) <= LENGTH["muc"] else text[: text.rfind(". ", 0, LENGTH["muc"]) + 1]
            )
    return found


def news_texts(data: Path, days: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """(address, first sentences) of the newspaper articles of some days."""
    for day in days:
        with zipfile.ZipFile(data / SAUDI / f"{day}.zip") as archive:
            for name in sorted(archive.namelist()):
                if name.endswith(".json"):
                    items = json.loads(archive.read(name).decode("utf-8-sig"))
                    for item in items if isinstance(items, list) else [items]:
                        text = re.sub(r"\s+", " ", item["content"])[: LENGTH["news"]]
                        yield item["url"], text[: max(text.rfind(". "), text.rfind("، ")) + 1]


def gold_of(path: Path) -> dict[str, list[tuple[int, int, str]]]:
    """Spans by text of an offsets file."""
    return {identifier: spans for (identifier, _), spans in read_offsets(path).items()}


def figures(
    texts: dict[str, str], gold: dict[str, list[tuple[int, int, str]]], language: str, pipeline: Pipeline
) -> dict[str, Any]:
    """Counts of gold armed groups: found, typed right; and of other gold bodies, those called armed groups."""
    counts: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for identifier, spans in sorted(gold.items()):
        text = texts[identifier]
        zones = (Zone(kind="body", start=0, end=len(text)),)
        extraction = pipeline.extract(Article(id=identifier, text=text, language=language, zones=zones))
        types = {entity.iri: entity.types for entity in extraction.entities}
        for start, end, kind in (span for span in spans if span[2] != "TITLE"):
            met = [
                link
                for link in extraction.links
                if link.mention.kind == "name" and link.mention.span.start < end and start < link.mention.span.end
            ]
            armed = [
                link
                for link in met
                if is_a(link.mention.type, "ArmedGroup") or "ArmedGroup" in types.get(link.entity or "", ())
            ]
            if kind == "ARM":
                counts["gold"] += 1
                counts["found"] += bool(met)
                counts["right"] += bool(armed)
                if met and not armed:
                    wrong[f"{text[start:end]}: {met[0].mention.type}"] += 1
            else:
                counts["others"] += 1
                counts["others called armed groups"] += bool(armed)
                if armed:
                    wrong[f"{text[start:end]} ({kind}): ArmedGroup"] += 1
    found, gold_count = counts["found"], counts["gold"]
    return {
        **counts,
        "right of found": round(100 * counts["right"] / max(1, found), 1),
        "right of gold": round(100 * counts["right"] / max(1, gold_count), 1),
        "wrong": [f"{name} ({count})" for name, count in wrong.most_common(40)],
    }
