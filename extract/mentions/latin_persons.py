"""Persons in French and English text that the model passed over: whom somebody arrests or kills, who is named again.

A private person left unseen is a person left unmasked, so what the article itself shows to be a person counts.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extract.analysis import Analysis, Sentence, Token
from extract.lexicon import Lexicon, lexicon
from extract.mentions.draft import Draft

_LONGEST = 4
_OBJECT = ("obj", "nsubj:pass", "dobj")


@dataclass(frozen=True, slots=True)
class _Run:
    """Capitalised words side by side: a name of somebody or of something."""

    tokens: tuple[Token, ...]
    sentence: Sentence

    @property
    def text(self) -> str:
        return " ".join(token.text for token in self.tokens)


def passed_over(analysis: Analysis, known: Iterable[Draft], blocked: Iterable[int]) -> list[Draft]:
    """Persons beside those in ``known``; ``blocked`` are the offsets at which the reference names something."""
    drafts, taken = list(known), set(blocked)
    names = {analysis.article.text[draft.start : draft.end] for draft in drafts if draft.type == "Person"}
    surnames = {name.split()[-1] for name in names if " " in name}
    for draft in drafts:
        if draft.type == "Person" or draft.method.startswith("rule"):
            taken.update(range(draft.start, draft.end))
    runs = [run for sentence in analysis.sentences for run in _runs(sentence, analysis.language, taken)]
    sure = [run for run in runs if run.tokens[-1].text in surnames or _object(run, analysis.language)]
    full = {run.text for run in sure}
    again = [run for run in runs if run.text in full]
    return [_draft(run.tokens, run.sentence) for run in again] + list(_inside(analysis, full, again, taken))


def _runs(sentence: Sentence, language: str, taken: set[int]) -> Iterator[_Run]:
    lex = lexicon(language)
    run: list[Token] = []
    for token in (*sentence.tokens, None):
        if token is not None and _part(token, lex) and token.start not in taken:
            run.append(token)
            continue
        if token is not None and run and token.norm in lex.particles and token.start not in taken:
            run.append(token)
            continue
        while run and run[-1].norm in lex.particles:
            run.pop()
        if 2 <= len(run) <= _LONGEST and not any(t.text.isupper() and len(t.text) > 1 for t in run):
            yield _Run(tuple(run), sentence)
        run = []


def _part(token: Token, lex: Lexicon) -> bool:
    """Whether a word may be a part of a personal name."""
    norm = token.norm
    if not token.text[:1].isupper() or not token.text.replace("-", "").replace(".", "").isalpha():
        return False
    words = norm in lex.titles or norm in lex.posts or norm in lex.organization_heads or norm in lex.place_heads
    return token.pos == "PROPN" and not (words or norm in lex.common or lex.cue(norm, "no_person", "arrest"))


def _object(run: _Run, language: str) -> bool:
    """Whether somebody arrests, kills or detains the name, or it is arrested: only persons are."""
    lex, tokens = lexicon(language), run.sentence.tokens
    inside = {token.index for token in run.tokens}
    for token in run.tokens:
        head = tokens[token.head] if 0 <= token.head < len(tokens) else None
        if token.dep in _OBJECT and head is not None and head.index not in inside:
            return lex.cue(head.norm, "arrest")
    before = tokens[run.tokens[0].index - 1] if run.tokens[0].index else None
    return before is not None and before.pos == "VERB" and lex.cue(before.norm, "arrest")


def _inside(analysis: Analysis, full: set[str], found: list[_Run], taken: set[int]) -> Iterator[Draft]:
    """The same full names where other capitals stand beside them, as in a headline."""
    done = taken | {offset for run in found for offset in range(run.tokens[0].start, run.tokens[-1].end)}
    for sentence in analysis.sentences:
        for name in sorted(full):
            size = len(name.split())
            for at in range(len(sentence.tokens) - size + 1):
                tokens = sentence.tokens[at : at + size]
                if " ".join(token.text for token in tokens) == name and tokens[0].start not in done:
                    yield _draft(tokens, sentence)


def _draft(tokens: tuple[Token, ...], sentence: Sentence) -> Draft:
    return Draft(
        start=tokens[0].start,
        end=tokens[-1].end,
        sentence=sentence.index,
        type="Person",
        method="rule:object",
        score=0.7,
        rank=1,
    )
