"""The publisher as a page's last lines name it: "المصدر: هسبريس", "© 2018 Hespress. Tous droits réservés"."""

import re
from collections.abc import Sequence
from functools import cache

from extract.cleaning.folding import fold
from extract.cleaning.publishers import tidy_publisher
from extract.cleaning.tables import alternation, publication
from extract.model import Zone


@cache
def _source() -> re.Pattern[str]:
    return re.compile(
        rf"^\W{{0,3}}(?:{alternation(publication()['source'])})\s{{0,3}}(?P<name>[^\n|]{{2,50}})$", re.MULTILINE
    )


@cache
def _rights() -> tuple[re.Pattern[str], ...]:
    phrase = alternation(publication()["rights"])
    name = r"(?P<name>[^\W\d][^\n|.©,،]{1,50}?)"
    return (
        re.compile(
            rf"©\s{{0,3}}(?:(?:{phrase})\W{{0,4}})?(?:\d{{4}}(?:\s?-\s?\d{{4}})?)?\W{{0,4}}{name}\s{{0,3}}(?:\d{{4}}|[.|,،-]|{phrase}|$)",
            re.MULTILINE,
        ),
        re.compile(rf"(?:{phrase})\W{{0,4}}{name}\s{{0,3}}(?:©|\d{{4}}|[.|,،-]|$)", re.MULTILINE),
    )


def publisher_in_footer(text: str, zones: Sequence[Zone]) -> str | None:
    """The publisher that a source or copyright line of the footer names, ``None`` where no such line does."""
    footers = [text[found.start : found.end] for found in zones if found.kind in ("footer", "meta")]
    for patterns in ((_source(),), _rights()):
        for footer in footers:
            page = fold(footer)
            for pattern in patterns:
                match = pattern.search(page.text)
                if match:
                    first, last = match.span("name")
                    name = tidy_publisher(footer[page.raw(first) : page.raw_end(last)])
                    if name and len(name.split()) <= 5:
                        return name
    return None
