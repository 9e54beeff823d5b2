"""From sentences to clauses: match triggers, read their slots, keep those whose needs are met."""

from collections.abc import Sequence

from extract.analysis import Analysis, Sentence
from extract.clauses import dependency, shallow
from extract.clauses.matching import candidates
from extract.clauses.model import Clause, Hit, Slot
from extract.clauses.tables import entries, nominal_stems
from extract.model import Mention

NEAR = 8
"""Tokens after a trigger in which a ``near`` need is looked for."""

REFLEXIVE = 4
"""Tokens before a verb in which its reflexive pronoun is looked for (ne s'est pas fait exploser)."""


def find_clauses(analysis: Analysis, mentions: tuple[Mention, ...], table: str) -> tuple[Clause, ...]:
    """Clauses of the entries in ``table`` ("triggers" or "relations"), sorted by place; triggers do not overlap."""
    lexicon = entries(analysis.language, table)
    clauses: list[Clause] = []
    for sentence in analysis.sentences:
        hits = [
            hit for hit in candidates(sentence, analysis.language, lexicon) if not _in_name(sentence, hit, mentions)
        ]
        if not hits:
            continue
        reader = _reader(analysis, sentence, mentions)
        taken: set[int] = set()
        for hit in hits:
            if taken & set(range(hit.start, hit.end)):
                continue
            slots = reader.slots(hit)
            if hit.entry.needs and not _met(sentence, hit, slots, analysis.language):
                continue
            taken |= set(range(hit.start, hit.end))
            clauses.append(Clause(sentence=sentence.index, hit=hit, slots=slots))
    return tuple(sorted(clauses, key=lambda clause: (clause.sentence, clause.hit.start)))


def _reader(
    analysis: Analysis, sentence: Sentence, mentions: tuple[Mention, ...]
) -> "dependency.DependencyReader | shallow.ShallowReader":
    if sentence.tokens[0].head >= 0:
        return dependency.DependencyReader(sentence, analysis.language)
    return shallow.ShallowReader(sentence, mentions)


def _in_name(sentence: Sentence, hit: Hit, mentions: tuple[Mention, ...]) -> bool:
    """Whether the word belongs to somebody's name (the Global Counterterrorism Forum is no conference)."""
    start = sentence.tokens[hit.start].start
    return any(m.kind == "name" and m.span.start <= start < m.span.end for m in mentions)


def _met(sentence: Sentence, hit: Hit, slots: tuple[Slot, ...], language: str) -> bool:
    need = hit.entry.needs
    assert need is not None
    places: Sequence[int]
    if need.slot == "refl":
        places = range(max(0, hit.start - REFLEXIVE), hit.start)
    elif need.slot == "near":
        places = range(hit.start + 1, min(len(sentence.tokens), hit.end + NEAR))
    else:
        places = [i for slot in slots if slot.name == need.slot for i in range(slot.phrase.start, slot.phrase.end)]
    for place in places:
        token = sentence.tokens[place]
        if need.words & {token.norm, token.lemma, *nominal_stems(token.norm, language)}:
            return True
    return False
