"""Arabic clitics: what a written word may be once its one-letter words and endings are taken off.

The news writes conjunctions, prepositions, the future marker, the article and object pronouns onto the word
(وبالهجوم, سيقتلونه). Words come normalised (``ontology.normalize``), so alef and hamza forms are already folded.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

_PREFIX = re.compile(r"(?P<conj>[وف]?)(?P<prep>[بكل]?)(?P<article>(?:ال)?)")
# The first person ي is left out: in news it is the ending of an adjective (اجتماعي, social) far more often.
_PRONOUNS = ("هما", "كما", "هم", "هن", "ها", "كم", "نا", "ه")
# Duals in ا are left out: they are rare in news, and فجرا (at dawn) or تدينا are adverbs and nouns.
_PERFECT = ("", "ت", "وا", "تا")
_IMPERFECT = ("", "ون", "وا", "ان", "ين", "ن")
_NOUN = ("", "ا")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to read a word: its ``stem`` and what was taken off it."""

    stem: str
    conj: str = ""
    prep: str = ""
    article: bool = False
    future: bool = False
    imperfect: bool = False
    suffix: str = ""


@lru_cache(maxsize=65536)
def noun_readings(norm: str) -> tuple[Reading, ...]:
    """Readings of ``norm`` as a noun: conjunction, preposition, article, accusative alef, pronoun; plainest first."""
    found: list[Reading] = []
    for conj, prep, article, rest in _prefixes(norm):
        for stem, suffix in _endings(rest, _NOUN, article=article, shortest=3):
            found.append(Reading(stem=stem, conj=conj, prep=prep, article=article, suffix=suffix))
    return tuple(found)


@lru_cache(maxsize=65536)
def verb_readings(norm: str) -> tuple[Reading, ...]:
    """Readings as a verb: ``stem`` is the perfect third person singular, or the imperfect with its prefix as ي."""
    found: list[Reading] = []
    for conj in ("", "و", "ف"):
        if not norm.startswith(conj) or len(norm) - len(conj) < 2:
            continue
        rest = norm[len(conj) :]
        for stem, suffix in _endings(rest, _PERFECT, article=False):
            found.append(Reading(stem=stem, conj=conj, suffix=suffix))
            if suffix in _PRONOUNS:
                # A subject ending under the object pronoun: شنته is شن + ت + ه.
                inner = [(base, end) for base, end in _endings(stem, ("ت", "و"), article=True) if end]
                found.extend(Reading(stem=base, conj=conj, suffix=suffix) for base, _ in inner)
        future = rest.startswith("س")
        subjunctive = rest.startswith("ل")
        bodies = [(rest, False)] + ([(rest[1:], future)] if future or subjunctive else [])
        for body, is_future in bodies:
            if len(body) < 3 or body[0] not in "يتن":
                continue
            for stem, suffix in _endings("ي" + body[1:], _IMPERFECT, article=False):
                found.append(Reading(stem=stem, conj=conj, future=is_future, imperfect=True, suffix=suffix))
    return tuple(found)


def _prefixes(norm: str) -> list[tuple[str, str, bool, str]]:
    found = [("", "", False, norm)]
    match = _PREFIX.match(norm)
    conj, prep, article = (match["conj"], match["prep"], match["article"]) if match else ("", "", "")
    options = {("", "", "")}
    options.add((conj, "", ""))
    options.add((conj, prep, ""))
    options.add((conj, prep, article))
    if not conj and norm.startswith("ال"):
        options.add(("", "", "ال"))
    for option in sorted(options):
        cut = len("".join(option))
        rest = norm[cut:]
        if cut and len(rest) >= 2:
            found.append((option[0], option[1], bool(option[2]), rest))
    for conj in ("", "و", "ف"):
        # لل is the preposition ل with the article: للهجوم is ل + الهجوم.
        if norm.startswith(conj + "لل") and len(norm) > len(conj) + 3:
            found.append((conj, "ل", True, norm[len(conj) + 2 :]))
    return found


def _endings(rest: str, endings: tuple[str, ...], *, article: bool, shortest: int = 2) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for ending in endings:
        if ending and not (rest.endswith(ending) and len(rest) - len(ending) >= 2):
            continue
        base = rest[: len(rest) - len(ending)] if ending else rest
        if ending == "ا" and base.endswith("ه"):
            continue  # ta marbuta takes no accusative alef: بيعها is no بيعة
        found.append((base, ending))
    if not article:
        for pronoun in _PRONOUNS:
            if rest.endswith(pronoun) and len(rest) - len(pronoun) >= shortest:
                base = rest[: -len(pronoun)]
                found.append((base, pronoun))
                # Before a pronoun ta marbuta is written ت: مهاجمته is مهاجمة (folded مهاجمه) + ه.
                if base.endswith("ت"):
                    found.append((base[:-1] + "ه", pronoun))
    return found
