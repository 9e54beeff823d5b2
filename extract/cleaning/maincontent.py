"""Which blocks of an HTML page a library (trafilatura) takes for main content."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.cleaning.segments import Block

MAX_HTML = 5_000_000
"""Characters; a longer page goes to the zones without the library's opinion."""


def mark_main(html: str, text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with ``main`` set where trafilatura found an article; unchanged where it found none."""
    extracted = _extract(html) if len(html) <= MAX_HTML else ""
    if not extracted:
        return tuple(blocks)
    kept = {_key(line) for line in extracted.splitlines()} - {""}
    whole = _key(extracted)
    marked = []
    for block in blocks:
        key = _key(text[block.start : block.end])
        main = key in kept or (len(key) >= 40 and key in whole)
        marked.append(replace(block, main=main))
    return tuple(marked) if any(block.main for block in marked) else tuple(blocks)


def _key(line: str) -> str:
    return re.sub(r"\W+", "", line).casefold()


def _extract(html: str) -> str:
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.extract(
            html, include_comments=False, include_tables=True, favor_recall=True, deduplicate=False
        )
    except (ValueError, TypeError, AttributeError, RecursionError, KeyError):
        # The library fails on some broken pages; the zones do without it.
        return ""
    return found or ""
