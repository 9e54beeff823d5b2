"""Measure cleaning on pages composed from real articles: what of the body is kept, what foreign comes in.

    python -m extract.evaluation.cleaning --data DIR [--months 2015-07] [--layouts module.py] [--pages 15] [--json]

``DIR`` is the folder of the public data (it holds text/saudinewsnet).
"""

import argparse
import importlib.util
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from extract.cleaning import clean
from extract.evaluation.corpus import newspaper_rows
from extract.evaluation.layouts import LAYOUTS, Layout, Page, PageParts
from extract.evaluation.output import add_options, publish
from extract.model import Article
from extract.reading import Document
from ontology.errors import DataError, InputError

MIN_BODY = 300
"""Characters; shorter bodies are captions and stubs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One page: characters of the body and of foreign headlines, and how many of each the title and body zones hold."""

    body: int
    body_kept: int
    foreign: int
    foreign_kept: int
    title: bool
    published: bool
    publisher: bool
    failed: str = ""


def articles(data: Path, months: str) -> list[dict[str, str]]:
    """Articles of saudinewsnet whose file name begins with ``months``, with a title and a body worth measuring.

    Raises:
        DataError: the folder is not there.
    """
    out: dict[tuple[str, str], dict[str, str]] = {}
    for row in newspaper_rows(data, months):
        title, body = (row["title"] or "").strip(), (row["content"] or "").strip()
        if len(body) >= MIN_BODY and len(title) >= 15 and title not in body:
            out[(row["source"], title)] = {"source": row["source"], "title": title, "body": body}
    return list(out.values())


PUBLISHERS = (
    "هسبريس",
    "الصباح",
    "الشرق الأوسط",
    "العمق المغربي",
    "الخبر",
    "النهار الجديد",
    "صحيفة الوئام",
    "القدس العربي",
)


def compose(rows: Sequence[Mapping[str, str]], count: int, seed: str) -> Iterator[PageParts]:
    """Parts of ``count`` pages: an article, 20 to 80 titles of other articles, a made-up day and publisher."""
    random = Random(seed)
    for row in random.sample(list(rows), count):
        others = random.sample(
            [other["title"] for other in random.sample(list(rows), 200) if other is not row], random.randint(20, 80)
        )
        yield PageParts(
            title=row["title"],
            body=row["body"],
            date=date(random.randint(2012, 2020), random.randint(1, 12), random.randint(1, 28)),
            publisher=random.choice(PUBLISHERS),
            foreign_headlines=tuple(others),
        )


def measure(parts: PageParts, page: Page, source: str) -> Score:
    """Clean one composed page and compare with its parts; everything is compared without white space, so that HTML's
    collapsing of it does not count."""
    body = len(_squeeze(parts.body))
    foreign = [_squeeze(headline) for headline in parts.foreign_headlines]
    total = sum(map(len, foreign))
    try:
        article = clean(Document(source=source, kind=page.kind, text=page.text))
    except InputError as error:
        return Score(
            body=body,
            body_kept=0,
            foreign=total,
            foreign_kept=0,
            title=False,
            published=False,
            publisher=False,
            failed=error.reason,
        )
    kept = {kind: _squeeze(_zone_text(article, kind)) for kind in ("title", "body")}
    # The page's own title may stand among the headlines; a foreign one may quote it.
    own = _squeeze(parts.title) + _squeeze(parts.body)
    let_in = sum(len(item) for item in foreign if item not in own and any(item in text for text in kept.values()))
    return Score(
        body=body,
        body_kept=_kept(parts.body, kept["body"]),
        foreign=total,
        foreign_kept=let_in + _partial(foreign, kept, own),
        title=_squeeze(article.title or "") == _squeeze(parts.title),
        published=article.published == parts.date,
        publisher=article.publisher == parts.publisher,
    )


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _zone_text(article: Article, kind: str) -> str:
    return "\n".join(article.text[zone.start : zone.end] for zone in article.zones if zone.kind == kind)


def _kept(body: str, kept: str) -> int:
    """Characters of the body's sentences and lines that the body zone holds."""
    pieces = [_squeeze(piece) for piece in re.split(r"\n|(?<=[.؟!])\s", body)]
    return sum(len(piece) for piece in pieces if piece in kept)


def _partial(foreign: Sequence[str], kept: Mapping[str, str], own: str) -> int:
    """Characters of foreign headlines let in by half (the last words of one before the title)."""
    count = 0
    for item in foreign:
        if any(item in text for text in kept.values()):
            continue
        for size in range(len(item) - 1, 9, -1):
            tail, head = item[-size:], item[:size]
            if any((tail in text and tail not in own) or (head in text and head not in own) for text in kept.values()):
                count += size
                break
    return count


def summary(scores: Sequence[Score]) -> dict[str, Any]:
    """Shares in percent over all pages given."""
    body, foreign = sum(score.body for score in scores), sum(score.foreign for score in scores)

    def percent(part: float, whole: float) -> float:
        return round(100 * part / whole, 2) if whole else 0.0

    return {
        "pages": len(scores),
        "body_kept": percent(sum(score.body_kept for score in scores), body),
        "foreign_let_in": percent(sum(score.foreign_kept for score in scores), foreign),
        "title": percent(sum(score.title for score in scores), len(scores)),
        "date": percent(sum(score.published for score in scores), len(scores)),
        "publisher": percent(sum(score.publisher for score in scores), len(scores)),
        "failed": sum(bool(score.failed) for score in scores),
    }


def untouched(rows: Sequence[Mapping[str, str]], count: int, seed: str) -> dict[str, Any]:
    """How many clean texts (half with their title line) come through with every character in title or body."""
    random = Random(seed)
    whole, titled = 0, 0
    chosen = random.sample(list(rows), count)
    for index, row in enumerate(chosen):
        text = f"{row['title']}\n\n{row['body']}" if index % 2 else row["body"]
        try:
            article = clean(Document(source=str(index), kind="text", text=text))
        except InputError:
            continue
        whole += all(zone.kind in ("title", "body") for zone in article.zones)
        titled += article.title == " ".join(row["title"].split()) if index % 2 else article.title is None
    return {"texts": count, "untouched": whole, "title_right": titled}


def run(data: Path, *, months: str, layouts: Mapping[str, Layout], pages: int, seed: str) -> dict[str, Any]:
    """The whole measurement: each layout on its own articles, all together, and clean texts."""
    rows = articles(data, months)
    result: dict[str, Any] = {"layouts": {}}
    every: list[Score] = []
    for name, layout in layouts.items():
        random = Random(f"{seed}/{name}/layout")
        scores = [
            measure(parts, layout(parts, random), f"{name}:{index}")
            for index, parts in enumerate(compose(rows, pages, f"{seed}/{name}"))
        ]
        result["layouts"][name] = summary(scores)
        every.extend(scores)
    result["all"] = summary(every)
    result["clean"] = untouched(rows, 100, f"{seed}/clean")
    return result


def load_layouts(path: Path) -> dict[str, Layout]:
    """``LAYOUTS`` of a module given by path."""
    spec = importlib.util.spec_from_file_location("layouts_given", path)
    if spec is None or spec.loader is None:
        raise DataError(f"{path}: not a Python module; give a .py file with LAYOUTS")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    layouts: dict[str, Layout] = module.LAYOUTS
    return layouts


def main() -> None:
    """The command line of the measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the public data")
    parser.add_argument("--months", default="2015-07", help="beginning of the file names to take articles from")
    parser.add_argument("--layouts", type=Path, help="a module with LAYOUTS in place of the development layouts")
    parser.add_argument("--pages", type=int, default=15, help="pages a layout")
    parser.add_argument("--seed", default="marsad", help="another seed gives other articles")
    add_options(parser)
    options = parser.parse_args()
    layouts = load_layouts(options.layouts) if options.layouts else LAYOUTS
    result = run(options.data, months=options.months, layouts=layouts, pages=options.pages, seed=options.seed)
    publish(result, options, lambda: _table(result))


def _table(result: dict[str, Any]) -> str:
    rows = [*result["layouts"].items(), ("all", result["all"]), ("clean texts", result["clean"])]
    return "\n".join(
        f"{name:22} " + "  ".join(f"{key} {value}" for key, value in figures.items()) for name, figures in rows
    )


if __name__ == "__main__":
    main()
