"""Short forms that an article gives in brackets or quotation marks after a full name: Mouvement ... (MUJAO)."""

import itertools

from extract.analysis import Analysis
from extract.model import Mention
from ontology.normalize import normalize
from ontology.vocabulary import is_a

_WIDEST_GAP = 3
_BRACKETS = (("(", ")"),)
_QUOTES = (('"', '"'), ("«", "»"), ("“", "”"))


def short_forms(analysis: Analysis, mentions: tuple[Mention, ...], *, quoted: bool = False) -> dict[str, int]:
    """Folded short form -> index of the mention of the full name that it stands for.

    ``quoted``: those in quotation marks instead, which may be the name of what the words before describe (وحدة مكافحة
    الإرهاب "ديتاسمن 88").
    """
    found: dict[str, int] = {}
    text = analysis.article.text
    for index, (full, short) in enumerate(itertools.pairwise(mentions)):
        between = text[full.span.end : short.span.start]
        behind = text[short.span.end : short.span.end + 2]
        if len(between) > _WIDEST_GAP or not any(
            o in between and c in behind for o, c in (_QUOTES if quoted else _BRACKETS)
        ):
            continue
        shorter = len(short.span.quote.split()) < max(2, len(full.span.quote.split()))
        if shorter and is_a(full.type, "Organization") and is_a(short.type, "Organization"):
            found.setdefault(normalize(short.span.quote), index)
    return found
