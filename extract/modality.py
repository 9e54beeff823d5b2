"""Words of plans and of mere possibility: where they stand in a sentence."""

import re
from dataclasses import dataclass
from functools import cache

from extract.analysis import Sentence
from extract.folded import Folded
from extract.lexicon import lexicon
from extract.vocab import alternation, fold_pattern, rows

_COLUMNS = ("form", "kind", "certainty", "scope", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class ModalCue:
    """A word of modality at folded [start, end); ``certainty`` is planned or hypothetical. ``shape`` where the form
    of the verb itself says so (a future tense), not a word beside it; ``wide`` where it colours its whole clause."""

    start: int
    end: int
    certainty: str
    text: str
    shape: bool
    wide: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    words: dict[str, re.Pattern[str]]
    shapes: dict[str, re.Pattern[str]]
    exception: re.Pattern[str]
    morphs: dict[str, str]
    wide: re.Pattern[str]


@cache
def _table(language: str) -> _Table:
    words: dict[str, list[str]] = {}
    shapes: dict[str, list[str]] = {}
    exceptions: list[str] = []
    morphs: dict[str, str] = {}
    for row in rows(language, "modality", _COLUMNS):
        if row["kind"] == "word":
            words.setdefault(row["certainty"], []).append(row["form"])
        elif row["kind"] == "regex":
            shapes.setdefault(row["certainty"], []).append(fold_pattern(row["form"]))
        elif row["kind"] == "exception":
            exceptions.append(fold_pattern(row["form"]))
        else:
            morphs[row["form"]] = row["certainty"]
    conditions = [row["form"] for row in rows(language, "modality", _COLUMNS) if row["scope"] == "clause"]
    glued = r"[وف]?" if language == "ar" else ""
    return _Table(
        words={c: re.compile(rf"(?<![^\W_]){glued}(?:{alternation(forms)})(?![^\W_])") for c, forms in words.items()},
        shapes={c: re.compile(rf"(?<![^\W_])(?:{'|'.join(forms)})(?![^\W_])") for c, forms in shapes.items()},
        exception=re.compile("|".join(exceptions) or "(?!)"),
        morphs=morphs,
        wide=re.compile(rf"{glued}(?:{alternation(conditions)})"),
    )


def find_modals(folded: Folded, sentence: Sentence | None, language: str) -> tuple[ModalCue, ...]:
    """Modal cues of a sentence in order; verb forms of the parser (future tense) only where ``sentence`` is given."""
    table = _table(language)
    found: dict[int, ModalCue] = {}
    for certainty, regex in [*table.words.items(), *table.shapes.items()]:
        for match in regex.finditer(folded.text):
            shape = regex is table.shapes.get(certainty)
            if shape and (table.exception.fullmatch(match.group()) or _is_name(match.group(), language)):
                continue
            found.setdefault(match.start(), _cue(match.span(), certainty, folded, table, shape=shape))
    if table.morphs and sentence is not None:
        for token in sentence.tokens:
            certainty = next((c for form, c in table.morphs.items() if form in token.morph), "")
            if certainty:
                start = folded.folded_offset(token.start)
                span = (start, folded.folded_offset(token.end))
                found.setdefault(start, _cue(span, certainty, folded, table, shape=True))
    return tuple(found[start] for start in sorted(found))


def _is_name(word: str, language: str) -> bool:
    """Whether a word with the shape of a future is a given name or surname (Arabic "Sergei")."""
    names = lexicon(language).names
    return word in names or word[1:] in names


def _cue(span: tuple[int, int], certainty: str, folded: Folded, table: _Table, *, shape: bool) -> ModalCue:
    text = folded.text[slice(*span)]
    wide = table.wide.fullmatch(text) is not None
    return ModalCue(start=span[0], end=span[1], certainty=certainty, text=text, shape=shape, wide=wide)


def planned_starts(folded: Folded, sentence: Sentence | None, language: str) -> tuple[int, ...]:
    """Folded offsets of the words that speak of something to come."""
    return tuple(cue.start for cue in find_modals(folded, sentence, language) if cue.certainty == "planned")
