"""Names that the trained reader finds, as drafts: those of a class of the ontology that are sure enough."""

from collections import Counter

from extract.analysis import Analysis, ModelSpan
from extract.context import strip_clitics
from extract.lexicon import lexicon
from extract.mentions.draft import Draft
from extract.reader.scheme import NAME_TYPES
from ontology.normalize import normalize, normalize_with_offsets

SURE = 0.5
"""Below this probability that its least sure word is of its kind, a span is left out."""


def model_names(analysis: Analysis, dropped: Counter[str]) -> list[Draft]:
    """The reader's spans as drafts; nations, events and other names are no mentions and stay in ``model_spans``."""
    found = []
    for span in analysis.model_spans:
        kind = NAME_TYPES[span.type].ontology_class
        if not kind:
            continue
        if span.score < SURE:
            dropped["model span: not sure enough"] += 1
            continue
        found.append(
            Draft(
                start=span.start + (_clitics(analysis, span) if kind == "Person" else 0),
                end=span.end,
                sentence=span.sentence,
                type=kind,
                method="model",
                score=span.score,
            )
        )
    return found


def _clitics(analysis: Analysis, span: ModelSpan) -> int:
    """Letters before a known personal name that the reader took for a part of it: بمحمد is ب and محمد."""
    first = analysis.article.text[span.start : span.end].split()[0]
    names, norm = lexicon("ar").names, normalize(first)
    if analysis.language != "ar" or norm in names:
        return 0
    bare = next((form for form in strip_clitics(norm) if form in names and norm.endswith(form)), norm)
    return normalize_with_offsets(first).offsets[len(norm) - len(bare)]
