"""Names that the trained reader finds, as drafts: those of a class of the ontology that are sure enough."""

import re
from collections import Counter

from extract.analysis import Analysis, ModelSpan
from extract.cleaning.tables import weekdays
from extract.context import strip_clitics
from extract.lexicon import lexicon
from extract.mentions.draft import Draft
from extract.reader.scheme import NAME_TYPES
from ontology.normalize import normalize, normalize_with_offsets

SURE = 0.5
"""Below this probability that its least sure word is of its kind, a span is left out."""
SURE_ALONE = 0.75
"""The same for a person named by one Arabic word: most words that are taken for names are single ones (بحديث شريف)."""
_ARTICLE = re.compile(r"(?<!\w)[وف]?[بك]?ال$")
_WORD_BEFORE = re.compile(r"(?<!\w)\w+(?:\s+|['’])$")
_LONGEST_PREFIX = 5
_OPEN = ("StateBody", "CivilSociety", "Organization")


def model_names(analysis: Analysis, dropped: Counter[str]) -> list[Draft]:
    """The reader's spans as drafts; nations, events and other names are no mentions and stay in ``model_spans``."""
    found = []
    for span in analysis.model_spans:
        kind = NAME_TYPES[span.type].ontology_class
        if not kind:
            continue
        start, end = _with_article(analysis, span.start), span.end
        if kind == "Person":
            start += _clitics(analysis, span)
            start = _after_titles(analysis, start, end)
            end = _before_weekday(analysis, start, end)
        alone = kind == "Person" and analysis.language == "ar" and " " not in analysis.article.text[start:end]
        if span.score < (SURE_ALONE if alone else SURE):
            dropped["model span: not sure enough"] += 1
            continue
        if _common_noun(analysis, start, end):
            dropped["model span: a common noun, which linking explains"] += 1
            continue
        found.append(
            Draft(
                start=start,
                end=end,
                sentence=span.sentence,
                type=_by_head(analysis, start, end) or kind if kind in _OPEN else kind,
                method="model",
                score=span.score,
            )
        )
    return found


def _common_noun(analysis: Analysis, start: int, end: int) -> bool:
    """Whether a span is, with the article before it, a noun that stands for a body: the army, l'armée."""
    text = analysis.article.text
    before = _WORD_BEFORE.search(text[max(0, start - _LONGEST_PREFIX) : start])
    if analysis.language == "ar" or before is None or text[start : start + 1].isupper():
        return False
    return normalize(before[0] + text[start:end]) in lexicon(analysis.language).nominals


def _with_article(analysis: Analysis, start: int) -> int:
    """Start of a name with the article that the reader took for a clitic: المالي is no مالي."""
    text = analysis.article.text
    glued = analysis.language == "ar" and text[start : start + 1].isalnum()
    return start - 2 if glued and _ARTICLE.search(text[max(0, start - _LONGEST_PREFIX) : start]) else start


def _clitics(analysis: Analysis, span: ModelSpan) -> int:
    """Letters before a known personal name that the reader took for a part of it: بمحمد is ب and محمد."""
    first = analysis.article.text[span.start : span.end].split()[0]
    names, norm = lexicon("ar").names, normalize(first)
    if analysis.language != "ar" or norm in names:
        return 0
    bare = next((form for form in strip_clitics(norm) if form in names and norm.endswith(form)), norm)
    return normalize_with_offsets(first).offsets[len(norm) - len(bare)]


def _after_titles(analysis: Analysis, start: int, end: int) -> int:
    """Start of an Arabic personal name without definite titles that the reader took for a part of it: المخلوع صالح."""
    lex, text = lexicon("ar"), analysis.article.text
    while analysis.language == "ar":
        first, _, rest = text[start:end].partition(" ")
        norm = normalize(first)
        if not rest or not norm.startswith("ال") or norm not in lex.titles or norm in lex.names:
            break
        start = end - len(rest.lstrip())
    return start


def _before_weekday(analysis: Analysis, start: int, end: int) -> int:
    """End of a personal name without the day after it: قال الوزير محمد الخميس إن."""
    words = analysis.article.text[start:end].split()
    if len(words) < 2 or normalize(words[-1]) not in weekdays():
        return end
    return start + len(analysis.article.text[start:end].rstrip().removesuffix(words[-1]).rstrip())


def _by_head(analysis: Analysis, start: int, end: int) -> str | None:
    """The class that the first words of a body surely mean (وزارة, مركز مكافحة): the tables know it best."""
    words = normalize(analysis.article.text[start:end]).split()
    heads = lexicon(analysis.language).organization_heads
    for size in (3, 2, 1):
        head = heads.get(" ".join(words[:size]))
        if head is not None and head.kind == "head" and head.type in ("StateBody", "CounterExtremismBody"):
            return head.type
    return None
