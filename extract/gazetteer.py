"""Names of the reference found in the text: an Aho-Corasick automaton over folded aliases, with their context rules.

A match covers the name as written. A clitic before it (و ف ب ل ك and their sequences) stays outside the span; the
article ال belongs to the span where it belongs to the name. In للتحالف the article is written with the preposition, so
the span begins at the second lam (لتحالف): whatever the span, ``article.text[start:end]`` is the quote.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from extract.analysis import Analysis, Sentence
from extract.context import Words, fold
from extract.lexicon import LANGUAGES, is_arabic, lexicon
from extract.model import Dropped
from extract.per_reference import per_reference
from ontology.normalize import fold_char, fold_key
from ontology.reference import Alias, Reference

PLACES = frozenset({"Place", "Country", "Region", "City", "Facility", "State"})
# Alias of so few letters needs the same case in the text: IS, EI, AQ are words otherwise.
SHORT = 3
# A single word this short does not take the rarer clitics ف and ك: with them it is usually another word.
RARE_CLITIC_LENGTH = 5
TANWIN = "\u064b"
MADDA = "\u0622"
# Up to so many letters an Arabic place name may be another word with its clitics and endings (ودان: "and condemned").
SHORT_WORD = 5


# What some papers write otherwise, within all words.
_SPELLINGS = (("كرد", "كورد"), ("ديمقراط", "ديموقراط"), ("ديموقراط", "ديمقراط"), ("امريك", "اميرك"), ("اميرك", "امريك"))
_FORCES = ("القوات ", "للقوات ", "لقوات ")
_JOINED_AFTER = re.compile(r"[-‐‑][A-ZÀ-Ý]\w")
_JOINED_BEFORE = re.compile(r"(?<![\w-])[A-ZÀ-Ý]\w+[-‐‑]$")
_LONGEST_PART = 24
_PART_OF_HYPHENATED = "a part of a name with a hyphen"
_BEFORE_ARTICLE = re.compile(r"[وف]?[بك]?")
_BEFORE_LAM = re.compile(r"[وف]?")
_BEFORE_WORD = re.compile(r"[وف]?[بلك]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An entity (IRI) that an alias may name here; ``rule`` is the context rule that let it through, if any."""

    entity: str
    types: tuple[str, ...]
    alias: Alias
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A name of the reference at [start, end) of the article, and whom it may name, best known first."""

    start: int
    end: int
    sentence: int
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Demonym:
    """An adjective or inhabitant name of a country at [start, end): no mention, but it tells type and country."""

    start: int
    end: int
    sentence: int
    country: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """All that the gazetteer found in an article; ``matches`` are sorted and do not overlap."""

    matches: tuple[Match, ...]
    demonyms: tuple[Demonym, ...]
    dropped: tuple[Dropped, ...]

    def matches_of(self, sentence: int) -> tuple[Match, ...]:
        """The matches of one sentence."""
        first = bisect_left(self.matches, sentence, key=lambda match: match.sentence)
        last = bisect_right(self.matches, sentence, key=lambda match: match.sentence)
        return self.matches[first:last]

    def demonyms_of(self, sentence: int) -> tuple[Demonym, ...]:
        """The demonyms of one sentence."""
        first = bisect_left(self.demonyms, sentence, key=lambda demonym: demonym.sentence)
        last = bisect_right(self.demonyms, sentence, key=lambda demonym: demonym.sentence)
        return self.demonyms[first:last]


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    sentence: int
    alias: Alias
    rule: str | None
    pending: bool


class Gazetteer:
    """The aliases of a reference, ready to be found in text. Build it once by ``gazetteer(reference)``."""

    def __init__(self, reference: Reference) -> None:
        import ahocorasick

        self.reference = reference
        self._keys: dict[str, list[Alias]] = {}
        for alias in reference.aliases:
            for key in _keys(alias):
                self._keys.setdefault(key, []).append(alias)
        self._words = frozenset(key for key in self._keys if _everyday(key))
        self._automaton: Any = ahocorasick.Automaton()
        for key in self._keys:
            self._automaton.add_word(key, key)
        if self._keys:
            self._automaton.make_automaton()

    def find(self, analysis: Analysis) -> Found:
        """Names and demonyms in the title and body of an article."""
        reasons: Counter[str] = Counter()
        hits = [hit for sentence in analysis.sentences for hit in self._sentence(analysis, sentence, reasons)]
        demonyms = [hit for hit in hits if hit.alias.kind == "demonym"]
        names = [hit for hit in hits if hit.alias.kind != "demonym"]
        certain = _longest([hit for hit in names if not hit.pending])
        named = {
            hit.alias.entity
            for group in certain
            for hit in group
            # A longer name whose context holds (المقاومة الشعبية) is as good as one that needs none.
            if not hit.alias.context or (len(group) == 1 and " " in hit.alias.text and hit.alias.kind == "name")
        }
        alone = {hit.alias.entity for group in certain if len(group) == 1 for hit in group}
        named |= self._lands(alone | {hit.alias.entity for hit in demonyms}, names)
        ready = [_settle(hit, named) for hit in names]
        reasons["alias without its context"] += ready.count(None)
        groups = self._whole(_longest([hit for hit in ready if hit is not None]), analysis.article.text, reasons)
        matches = tuple(self._match(group) for group in groups)
        return Found(
            matches=matches,
            demonyms=self._demonyms(demonyms, matches),
            dropped=tuple(Dropped(what="mention", reason=r, count=n) for r, n in sorted(reasons.items()) if n),
        )

    def _lands(self, certain: set[str], hits: list[_Hit]) -> set[str]:
        """Countries that a short form may mean (المملكة): of all so called the one of which alone the article speaks,
        where it speaks of none the one that is meant by ``default``."""
        entities = self.reference.entities
        about = {country for known in certain for country in entities[known].countries} | certain
        found = set()
        for text in {hit.alias.text for hit in hits if hit.pending and hit.alias.kind == "short"}:
            called = [a for a in self._keys[fold_key(text)] if "Country" in entities[a.entity].types]
            lands = {alias.entity for alias in called}
            if len(lands & about) == 1 < len(lands):
                found |= lands & about
            elif not lands & about:
                found |= {
                    alias.entity
                    for alias in called
                    if any(rule.kind == "default" and about.isdisjoint(rule.words) for rule in alias.context)
                }
        return found

    def _whole(self, groups: list[list[_Hit]], text: str, reasons: Counter[str]) -> list[list[_Hit]]:
        """Groups without those that a hyphen joins to another capitalised word in Latin letters, which the reference
        does not name: Liban-Sud, Poupart-Lafarge, but Israel-Hamas. A state at its end (Turco-Suisse) tells where."""
        starts, ends = {group[0].start for group in groups}, {group[0].end for group in groups}
        kept = []
        for group in groups:
            start, end = group[0].start, group[0].end
            after = _JOINED_AFTER.match(text, end) and end + 1 not in starts
            before = _JOINED_BEFORE.search(text, max(0, start - _LONGEST_PART), start) and start - 1 not in ends
            land = any("Country" in self.reference.entities[hit.alias.entity].types for hit in group)
            if after or (before and not land):
                reasons[_PART_OF_HYPHENATED] += 1
            else:
                kept.append(group)
        return kept

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        """Whom a name names, whatever the context: all aliases with this normalised form."""
        found = (
            self._candidate(alias, None) for alias in self._keys.get(fold_key(name), ()) if alias.kind != "demonym"
        )
        return tuple(item for item in found if TANWIN not in name or not set(item.types) <= PLACES)

    def _common_word(self, alias: Alias, key: str, raw: str, words: "Words", start: int) -> str | None:
        """Why a place whose name is an everyday word or a personal name too is not meant; ``None`` where it may be."""
        types = set(self._types(alias))
        if not types <= PLACES or alias.kind == "demonym":
            return None
        if TANWIN in raw or (raw.endswith("ة") and alias.text.endswith("ه")):
            return "place name in a form that is an adverb or an adjective"  # سورياً, مالية
        if MADDA in raw and MADDA not in alias.text and " " not in alias.text:
            return "place name that is an everyday word"  # مآرب are aims, مأرب is Marib
        if (
            raw.endswith("ه")
            and alias.text.endswith("ة")
            and len(raw) < SHORT_WORD
            and not words.follows("place", start)
        ):
            return "place name that is an everyday word"  # جده
        prayer = lexicon("ar").cue(key, "prayer_name") and words.follows("prayer", start)
        if prayer or words.follows("no_place", start):
            return "place name after a word that makes it another"
        if "Country" in types and key.endswith("يا") and words.accusative(start):
            return "place name in a form that is an adverb or an adjective"  # مواطنا كينيا
        if key not in self._words or "Country" in types:
            return None
        same = _marks_removed(raw) == _marks_removed(alias.text)
        return None if same and words.follows("place", start) else "place name that is an everyday word"

    def _has_another(self, alias: Alias, words: "Words", start: int) -> str | None:
        """Why a body of the world is not meant after a word for a body that it has: بعثة الأمم المتحدة."""
        world = self._types(alias)[0] == "InternationalBody"
        head = " " in alias.text and words.follows("institution", start)  # بعثة مينوسما is MINUSMA itself
        after = head or words.follows("named_after", start)
        return "body named after the head of another" if world and after else None

    def _goes_on(self, alias: Alias, key: str, words: "Words", end: int) -> str | None:
        """Why a name is not meant where the word after it makes it another: القوات العراقية المشتركة, مصر الجديدة."""
        if alias.language != "ar":
            return None
        lex, after = lexicon("ar"), words.after(end)
        if lex.cue(after, "namesake") and set(self._types(alias)) <= PLACES:
            return "place name with a word that makes it another"  # مصر الجديدة
        branch = key.startswith(_FORCES) and lex.cue(after, "branch")
        return "an army with a word that makes it a part of it" if branch else None

    def _types(self, alias: Alias) -> tuple[str, ...]:
        return self.reference.entities[alias.entity].types

    def _other_case(self, alias: Alias, key: str, raw: str) -> bool:
        """Whether an acronym is meant in this case by a conditional alias of its own: Isis beside ISIS."""
        if alias.kind != "acronym" or alias.context or alias.text == raw:
            return False
        return any(a.text == raw and a.context and a.entity == alias.entity for a in self._keys[key])

    def _candidate(self, alias: Alias, rule: str | None) -> Candidate:
        entity = self.reference.entities[alias.entity]
        return Candidate(entity=entity.iri, types=entity.types, alias=alias, rule=rule)

    def _match(self, group: list[_Hit]) -> Match:
        best: dict[str, Candidate] = {}
        for hit in sorted(group, key=lambda hit: (bool(hit.alias.context), hit.alias.kind == "short")):
            best.setdefault(hit.alias.entity, self._candidate(hit.alias, hit.rule))
        first = group[0]
        return Match(start=first.start, end=first.end, sentence=first.sentence, candidates=tuple(best.values()))

    def _demonyms(self, hits: list[_Hit], matches: tuple[Match, ...]) -> tuple[Demonym, ...]:
        taken = {offset for match in matches for offset in range(match.start, match.end)}
        free = [hit for hit in hits if not any(offset in taken for offset in range(hit.start, hit.end))]
        return tuple(
            Demonym(
                start=group[0].start,
                end=group[0].end,
                sentence=group[0].sentence,
                country=self.reference.entities[group[0].alias.entity].iri,
            )
            for group in _longest(free)
        )

    def _sentence(self, analysis: Analysis, sentence: Sentence, reasons: Counter[str]) -> Iterator[_Hit]:
        if not self._keys:
            return
        folded = fold(analysis.article.text[sentence.start : sentence.end])
        words = Words(folded)
        for last, key in self._automaton.iter(folded.text):
            start, end = last + 1 - len(key), last + 1
            if not _bounded(folded.text, start, end):
                continue
            start += key.startswith("لل")
            raw_start, raw_end = folded.raw_span(start, end)
            raw = folded.raw[raw_start:raw_end]
            for alias in self._keys[key]:
                if not _possible(alias, raw, analysis.language) or self._other_case(alias, key, raw):
                    continue
                reason = (
                    self._common_word(alias, key, raw, words, start)
                    or self._has_another(alias, words, start)
                    or self._goes_on(alias, key, words, end)
                )
                if reason:
                    reasons[reason] += 1
                    continue
                held = [r.kind for r in alias.context if words.hold(r, start, end)]
                # "in" before a town tells that a place is meant, Spain in the sentence tells which.
                rule = "sentence" if "sentence" in held and alias.kind == "name" else next(iter(held), None)
                pending = bool(alias.context) and rule is None
                if pending and not any(r.kind in ("article", "beside", "default") for r in alias.context):
                    reasons["alias without its context"] += 1
                    continue
                offset = sentence.start
                yield _Hit(
                    offset + raw_start,
                    offset + _closing(folded.raw, raw_start, raw_end),
                    sentence.index,
                    alias,
                    rule,
                    pending,
                )


def _keys(alias: Alias) -> list[str]:
    key = alias.folded or fold_key(alias.text)
    if not key:
        return []
    keys = [key]
    if alias.language == "ar":
        if alias.kind == "demonym" and " " not in key:
            keys = list(dict.fromkeys(form for base in keys for form in _inflected(base)))
        spaced = [k.replace("عبد ال", "عبدال") for k in keys] + [re.sub(r"\bعبدال", "عبد ال", k) for k in keys]
        keys = list(dict.fromkeys(keys + spaced))
        keys += [k.replace(one, other) for one, other in _SPELLINGS for k in keys if one in k]
        keys = list(dict.fromkeys(keys))
        keys += [_with_lam(k) for k in keys if k.startswith("ال")]
    return keys


def _inflected(base: str) -> list[str]:
    """An Arabic nisba with its endings, with and without the article."""
    stem = base.removeprefix("ال")
    if stem.endswith("يه") and len(stem) > 4:
        stem = stem[:-1]
    endings = ("", "ه", "ين", "ون", "ان", "ات", "تين", "تان") if stem.endswith("ي") else ("",)
    return [article + stem + ending for ending in endings for article in ("", "ال")]


def _with_lam(key: str) -> str:
    """ل + ال + word, as it is written: للتحالف, للجنة (from اللجنة)."""
    rest = key[2:]
    return "ل" + rest if rest.startswith("ل") else "لل" + rest


def _bounded(text: str, start: int, end: int) -> bool:
    """Whether [start, end) is a whole word or words, but for Arabic clitics before it."""
    if end < len(text) and (text[end].isalnum() or text[end] in "$+"):
        return False
    begin = start
    while begin and text[begin - 1].isalnum():
        begin -= 1
    prefix = text[begin:start]
    if not prefix:
        return True
    name = text[start:end]
    if name.startswith("ال"):
        return bool(_BEFORE_ARTICLE.fullmatch(prefix))
    if name.startswith("لل"):
        return bool(_BEFORE_LAM.fullmatch(prefix))
    if not _BEFORE_WORD.fullmatch(prefix):
        return False
    if " " in name or not is_arabic(name):
        return True
    if len(name) < RARE_CLITIC_LENGTH and any(clitic in prefix for clitic in "فك"):
        return False
    return not lexicon("ar").is_word(text[begin:end])


def _possible(alias: Alias, raw: str, language: str) -> bool:
    """Whether ``raw`` can be meant as this alias: by its case, and by the language of the article."""
    if is_arabic(raw):
        return True
    letters = "".join(char for char in raw if char.isalpha())
    wanted = "".join(char for char in alias.text if char.isalpha())
    if len(wanted) <= SHORT and letters != wanted:
        return False
    if any(char.isupper() for char in wanted) and not any(char.isupper() for char in letters):
        return False
    if alias.kind == "acronym":
        return letters[:1].isupper()
    first, _, rest = alias.text.partition(" ")
    titled = rest[:1].isupper() and any(lexicon(known).cue(fold_key(first), "article") for known in ("fr", "en"))
    if titled and not raw.partition(" ")[2][:1].isupper():
        return False  # le monde is no Le Monde
    # Maurice is a country in French and a man in English: a single word counts in its own language alone.
    other = alias.language != language and language in LANGUAGES and language != "ar"
    return not (other and (alias.kind in ("demonym", "short") or " " not in alias.text.strip()))


def _everyday(key: str) -> bool:
    """Whether a folded Arabic single-word alias is also an everyday word or a personal name."""
    if " " in key or not is_arabic(key):
        return False
    lex = lexicon("ar")
    if key.startswith("لل"):
        key = "ال" + key[2:]  # a list of words has words with their prepositions, too: للقاهرة
    glued = key[0] in "وفبلك" and len(key) <= SHORT_WORD and lex.is_common(key[1:])
    return key in lex.common or key in lex.names or glued or (len(key) < SHORT_WORD and lex.is_common(key))


def _marks_removed(text: str) -> str:
    return "".join(char for char in text if fold_char(char))


def _closing(raw: str, start: int, end: int) -> int:
    """``end``, moved past a closing quotation mark whose opening one stands within the span."""
    inside = raw[start:end]
    for opening, closing in (("«", "»"), ("“", "”"), ('"', '"')):
        count = inside.count(opening) - (inside.count(closing) if opening != closing else 0)
        if count % 2 == 1 and raw[end : end + 1] == closing:
            return end + 1
    return end


def _settle(hit: _Hit, named: set[str]) -> _Hit | None:
    if not hit.pending:
        return hit
    rules = {rule.kind: rule.words for rule in hit.alias.context}
    if hit.alias.entity in named and ("article" in rules or "default" in rules):
        return replace(hit, rule="article" if "article" in rules else "default", pending=False)
    return replace(hit, rule="beside", pending=False) if not named.isdisjoint(rules.get("beside", ())) else None


def _longest(hits: list[_Hit]) -> list[list[_Hit]]:
    """Hits grouped by their stretch, longest first, those that overlap a longer one left out; sorted by start."""
    groups: dict[tuple[int, int, int], list[_Hit]] = {}
    for hit in hits:
        groups.setdefault((hit.sentence, hit.start, hit.end), []).append(hit)
    kept: dict[int, list[tuple[int, int]]] = {}
    for sentence, start, end in sorted(groups, key=lambda key: (key[1] - key[2], key[1])):
        others = kept.setdefault(sentence, [])
        if all(end <= other_start or other_end <= start for other_start, other_end in others):
            others.append((start, end))
    spans = sorted((sentence, *span) for sentence, found in kept.items() for span in found)
    return [groups[span] for span in spans]


@per_reference
def gazetteer(reference: Reference) -> Gazetteer:
    """The gazetteer of a reference, built once for each reference object."""
    return Gazetteer(reference)
