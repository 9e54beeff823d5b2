"""Later mentions of a person by the last name alone, once the article has named that person in full."""

from collections.abc import Iterable, Iterator

from extract.analysis import Analysis, Sentence, Token
from extract.context import strip_clitics
from extract.lexicon import Lexicon, lexicon
from extract.mentions.draft import Draft
from ontology.normalize import normalize, normalize_with_offsets

_SHORTEST = 3


def surnames(analysis: Analysis, named: Iterable[Draft]) -> list[Draft]:
    """Single words outside ``named`` that are the last name of a person in it."""
    drafts = list(named)
    taken = {offset for draft in drafts for offset in range(draft.start, draft.end)}
    known = {name for draft in drafts if draft.type == "Person" for name in _last(analysis, draft)}
    if not known:
        return []
    return [
        draft
        for sentence in analysis.sentences
        for draft in _in_sentence(analysis, sentence, known)
        if draft.start not in taken and draft.end - 1 not in taken
    ]


def _last(analysis: Analysis, draft: Draft) -> Iterator[str]:
    words = analysis.article.text[draft.start : draft.end].split()
    if len(words) < 2:
        return
    last, lex = words[-1].strip("\"'.«»"), lexicon(analysis.language)
    norm = normalize(last)
    if (
        len(norm) < _SHORTEST
        or norm in lex.common
        or lex.names.get(norm) in ("given", "ambiguous")
        or norm in lex.particles
    ):
        return
    if analysis.language != "ar":
        if last[:1].isupper():
            yield last
    elif not lex.is_common(norm) or norm in lex.names:
        yield norm


def _in_sentence(analysis: Analysis, sentence: Sentence, known: set[str]) -> Iterator[Draft]:
    lex = lexicon(analysis.language)
    arabic = analysis.language == "ar"
    for token in sentence.tokens:
        cut = _cut(token, known) if arabic else 0 if token.text in known else None
        if cut is None:
            continue
        before = sentence.tokens[token.index - 1] if token.index else None
        if arabic and before is not None and _named_otherwise(before, lex):
            continue
        if not arabic and _other_name(sentence, token):
            continue
        yield Draft(
            start=token.start + cut,
            end=token.end,
            sentence=sentence.index,
            type="Person",
            method="rule:surname",
            score=0.8,
        )


def _cut(token: Token, known: set[str]) -> int | None:
    """Raw letters of clitics before a known surname; ``None`` where the word is none."""
    for form in strip_clitics(token.norm):
        if form in known:
            if form != token.norm and not token.norm.endswith(form):
                return 1 if token.norm.startswith("لل") else None
            return normalize_with_offsets(token.text).offsets[len(token.norm) - len(form)]
    return None


def _named_otherwise(before: Token, lex: Lexicon) -> bool:
    """Whether the word before an Arabic surname may be the first name of somebody else."""
    if not before.norm.isalpha() or lex.cue(before.norm, "before", "preposition", "clause"):
        return False
    if any(form in lex.titles or form in lex.posts for form in strip_clitics(before.norm)):
        return False
    return lex.names.get(before.norm) in ("given", "ambiguous") or not lex.is_common(before.norm)


def _other_name(sentence: Sentence, token: Token) -> bool:
    """Whether another capitalised word stands beside it: then it belongs to some other name."""
    lex = lexicon("en")
    before = sentence.tokens[token.index - 1] if token.index else None
    after = sentence.tokens[token.index + 1] if token.index + 1 < len(sentence.tokens) else None
    if after is not None and after.text[:1].isupper() and after.pos == "PROPN":
        return True
    return before is not None and before.pos == "PROPN" and before.text[:1].isupper() and before.norm not in lex.titles
