"""Short phrases for claims and accounts, shared by the commands that print them."""

from collections.abc import Mapping
from typing import Any


def attribution(item: Mapping[str, Any]) -> str:
    """How a claim stands: ``denied, reported by JNIM, "so-called", confidence 0.80``."""
    source = item["attributed_to"]
    by = (
        "the article itself"
        if source["kind"] == "author"
        else source["label"] or ("an unnamed source" if source["kind"] == "unnamed" else f"a {source['kind']}")
    )
    parts = [item["certainty"] if item["polarity"] == "affirmed" else f"{item['polarity']}, {item['certainty']}"]
    parts[0] += f" by {by}"
    if item["wording"]:
        parts.append(f"wording “{item['wording']}”")
    parts.append(f"confidence {item['confidence']:.2f}")
    return ", ".join(parts)


def date_of(item: Mapping[str, Any]) -> str:
    """The day, or the first and last day, of an account; empty where none is known."""
    when = item["date"]
    if not when:
        return ""
    return " to ".join(dict.fromkeys(day for day in (when["start"], when["end"]) if day))


def roles_of(item: Mapping[str, Any]) -> str:
    """``perpetrator JNIM; victim 12 persons``."""
    return "; ".join(f"{argument['role']} {argument['label']}" for argument in item["arguments"])


def tolls_of(item: Mapping[str, Any]) -> str:
    """``killed 12, wounded at least 30``."""
    return ", ".join(
        f"{c['kind']} {c['qualifier'] + ' ' if c['qualifier'] not in (None, 'exact') else ''}{c['value']}"
        for c in item["counts"]
    )


def source_line(article: Mapping[str, Any]) -> str:
    """Title, publisher and day of an article, or what there is of them."""
    parts = [article["title"] or article["id"] or article["iri"], article["publisher"], article["published"]]
    return ", ".join(part for part in parts if part)


def address(article: Mapping[str, Any]) -> str:
    """What ``withdraw`` knows an article by."""
    return str(article["url"] or article["iri"])
