"""Slots of a trigger by a shallow grammar, for Arabic, which has no parser here.

The verb comes first: bare phrases after it are subject, then object; a phrase directly before it is its subject; a
phrase after a preposition (a word or a clitic) fills the slot of that preposition. Phrase borders come from the
article (الـ), from names, numbers and known nouns. Where the order leaves a doubt, the slot stays empty.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extract.analysis import Sentence
from extract.clauses.model import Hit, Phrase, Slot
from extract.clauses.tables import entries, noun_verbs, support_verbs
from extract.clauses.words import Word, frequent_verbs, read_words
from extract.model import Mention

REACH = 40
"""Tokens to the right of a trigger in which its phrases are looked for."""

GOVERNOR_REACH = 14
"""Tokens to the left of an event noun in which its support verb is looked for."""

CLAUSE_REACH = 20
"""Tokens to the right of an event noun in which a verb that points back to it by a pronoun is looked for (تنظمه)."""

_ACTORS = frozenset({"attacker", "force", "members"})
_PATIENTS = frozenset({"people", "facility"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chunk:
    phrase: Phrase
    kind: str
    coordinated: bool = False
    apposed: bool = False


class ShallowReader:
    """Reads slots off one unparsed sentence."""

    def __init__(self, sentence: Sentence, mentions: tuple[Mention, ...]) -> None:
        self.tokens = sentence.tokens
        self.words = read_words(sentence, mentions, _known_verbs(), _event_nouns())

    def slots(self, hit: Hit) -> tuple[Slot, ...]:
        """All slots around the trigger, in reading order within each kind."""
        if hit.entry.word_class == "verb":
            doubtful = hit.entry.frame.get("subj") == "perpetrator"
            found = list(self._verb_slots(hit.start, hit.end, passive="passive" in hit.entry.flags, doubtful=doubtful))
        else:
            found = list(self._noun_slots(hit))
        inside = range(hit.start, hit.end)
        unique: dict[tuple[str, int], Slot] = {}
        for slot in found:
            if slot.phrase.head not in inside:
                unique.setdefault((slot.name, slot.phrase.start), slot)
        return tuple(unique.values())

    # Verbs

    def _verb_slots(self, verb: int, start: int, *, passive: bool = False, doubtful: bool = False) -> Iterator[Slot]:
        """``doubtful`` says that the letters may be a passive (قتل), so that one bare phrase may be object."""
        chunks = list(self._chunks(start))
        bare = self._joined([chunk for chunk in chunks if not chunk.phrase.preposition and not chunk.apposed])
        antecedent = self._antecedent(verb)
        before = None if antecedent else self._subject_before(verb)
        suffixed = self.words[verb].object_suffix
        if passive or (self.words[verb].passive and not self.words[verb].object_suffix):
            found = [[antecedent]] if antecedent is not None else _groups(bare) or [[before] if before else []]
            yield from (Slot(name="obj", phrase=chunk.phrase) for chunk in found[0])
        elif antecedent is not None:
            yield from self._relative(antecedent, bare, suffixed=suffixed)
        elif before is not None:
            # 251 people اعتقلوا: those counted before a verb without an object underwent it.
            passive = before.kind in ("number", "people", "facility") and not bare
            yield Slot(name="obj" if passive else "subj", phrase=before.phrase)
            yield from self._coordinated("obj", bare)
        else:
            if self.words[verb].plural:
                yield from self._coordinated("obj", bare)
            else:
                yield from self._verb_first(bare, chunks, doubtful=doubtful and not suffixed)
        for slot in self._prepositional(chunks):
            yield Slot(name="subj", phrase=slot.phrase) if slot.name == "by" else slot

    def _joined(self, bare: list[_Chunk]) -> list[_Chunk]:
        """A post whose complement stands between it and its holder: الأمين العام للأمم المتحدة أنطونيو غوتيريش."""
        if len(bare) < 2 or bare[1].coordinated or not self._names(bare[1], "Person"):
            return bare
        first, second = bare[0].phrase, bare[1].phrase
        title = "official" in self.words[first.head].classes and not self._names(bare[0], "Person")
        if not title or any(word.kind == "boundary" for word in self.words[first.end : second.start]):
            return bare
        phrase = Phrase(start=first.start, end=second.end, head=first.head)
        return [_Chunk(phrase=phrase, kind="person", coordinated=bare[0].coordinated), *bare[2:]]

    def _names(self, chunk: _Chunk, kind: str) -> bool:
        return any(word.type == kind for word in self.words[chunk.phrase.start : chunk.phrase.end])

    def _verb_first(self, bare: list[_Chunk], chunks: list[_Chunk], *, doubtful: bool) -> Iterator[Slot]:
        groups = _groups(bare)
        if len(groups) >= 2:
            yield from (Slot(name="subj", phrase=chunk.phrase) for chunk in groups[0])
            yield from (Slot(name="obj", phrase=chunk.phrase) for chunk in groups[1])
        elif groups:
            agent = any(chunk.phrase.preposition == "by" for chunk in chunks)
            passive = agent or (doubtful and groups[0][0].kind in ("number", "people", "facility", "person"))
            yield from (Slot(name="obj" if passive else "subj", phrase=chunk.phrase) for chunk in groups[0])

    def _relative(self, antecedent: _Chunk, bare: list[_Chunk], *, suffixed: bool) -> Iterator[Slot]:
        """A clause after الذي / التي: a pronoun on the verb stands for the antecedent as object, else it is subject."""
        if suffixed:
            yield Slot(name="obj", phrase=antecedent.phrase)
            yield from self._coordinated("subj", bare)
        elif not bare and antecedent.kind in ("people", "number", "facility", "person"):
            yield Slot(name="obj", phrase=antecedent.phrase)
        else:
            yield Slot(name="subj", phrase=antecedent.phrase)
            yield from self._coordinated("obj", bare)

    def _coordinated(self, name: str, bare: list[_Chunk]) -> Iterator[Slot]:
        groups = _groups(bare)
        if groups:
            yield from (Slot(name=name, phrase=chunk.phrase) for chunk in groups[0])

    def _prepositional(self, chunks: list[_Chunk]) -> Iterator[Slot]:
        for chunk in chunks:
            preposition = chunk.phrase.preposition
            if preposition:
                yield Slot(name=preposition, phrase=chunk.phrase)

    # Nouns

    def _noun_slots(self, hit: Hit) -> Iterator[Slot]:
        chunks = list(self._chunks(hit.end, self._comma_after(hit.end)))
        first = chunks[0] if chunks else None
        definite = self.words[hit.start].definite
        if first and not first.phrase.preposition and not definite and first.phrase.start <= hit.end + 1:
            for chunk in _groups([chunk for chunk in chunks if not chunk.phrase.preposition])[0]:
                yield Slot(name="of", phrase=chunk.phrase)
        elif first and not first.phrase.preposition and self.words[hit.start].possessed:
            # A nominal sentence: مقره العاصمة أبوظبي, its seat (is) the capital Abu Dhabi.
            yield Slot(name="obj", phrase=first.phrase)
        for chunk in chunks:
            if chunk.phrase.preposition:
                yield Slot(name=chunk.phrase.preposition, phrase=chunk.phrase)
                if chunk.phrase.preposition == "ل" and not definite and chunk is first:
                    yield Slot(name="of", phrase=chunk.phrase)
        yield from self._governing_verb(hit)
        yield from self._following_verb(hit)
        apposed = self._apposed(hit)
        if apposed is not None:
            yield Slot(name="apposed", phrase=apposed.phrase)

    def _comma_after(self, start: int) -> int:
        """Where the complements of a noun end at the latest: its first comma."""
        soft = (word.index for word in self.words[start:] if word.soft and word.kind == "boundary")
        return min(next(soft, len(self.words)), start + REACH)

    def _apposed(self, hit: Hit) -> _Chunk | None:
        """The phrase right before the noun, over a comma, a pronoun or a relative: كتيبة ماسينا، التي تشكل جزءا من."""
        if self.words[hit.start].conjunction:
            return None
        index = hit.start - 1
        while index >= 0 and (
            self.words[index].soft or self.words[index].kind in ("relative", "particle", "verb", "quote")
        ):
            index -= 1
        return self._chunk_ending_at(index + 1)

    def _governing_verb(self, hit: Hit) -> Iterator[Slot]:
        """A support verb to the left (شن التنظيم هجوما): its subject acts in the event."""
        before = self.words[hit.start - 1].kind if hit.start else ""
        if before == "preposition" or self.words[hit.start].preposition in ("ل", "ك"):
            return  # after a preposition the noun is no object (بدأت العمليات في أعقاب تفجير)
        for index in range(hit.start - 1, max(-1, hit.start - GOVERNOR_REACH), -1):
            word = self.words[index]
            if word.kind in ("subordinator", "relative") or (word.kind == "boundary" and not word.soft):
                return
            if word.kind != "verb":
                continue
            subjects = [slot.phrase for slot in self._verb_slots(index, index + 1) if slot.name == "subj"]
            for phrase in subjects:
                if phrase.end <= hit.start:
                    yield from self._subject_of(index, phrase)
            return

    def _subject_of(self, verb: int, phrase: Phrase) -> Iterator[Slot]:
        stems = self.words[verb].stems
        if stems & support_verbs("ar"):
            yield Slot(name="light", phrase=phrase)
        for stem in sorted(stems & noun_verbs("ar").keys()):
            role = noun_verbs("ar")[stem][0]
            if role:
                yield Slot(name=f"role:{role}", phrase=phrase)

    def _following_verb(self, hit: Hit) -> Iterator[Slot]:
        """A clause on the noun: هجوم استهدف كنيسة, الهجوم الذي شنه التنظيم."""
        index = self._clause_on(hit)
        if index is None:
            return
        verb = self.words[index]
        chunks = list(self._chunks(index + 1))
        bare = _groups([chunk for chunk in chunks if not chunk.phrase.preposition])
        yield from self._prepositional(chunks)
        roles = [noun_verbs("ar")[stem] for stem in sorted(verb.stems & noun_verbs("ar").keys())]
        phrases = [chunk.phrase for chunk in bare[0]] if bare else []
        for phrase in phrases:
            if verb.object_suffix:
                yield from self._subject_of(index, phrase)
            for _, object_role in roles:
                if object_role and not verb.object_suffix:
                    yield Slot(name=f"role:{object_role}", phrase=phrase)

    def _clause_on(self, hit: Hit) -> int | None:
        for index in range(hit.end, min(len(self.words), hit.end + CLAUSE_REACH)):
            word = self.words[index]
            close = index - hit.end < 6
            if "event" in word.classes:
                return None
            if word.kind == "verb" and (close or word.object_suffix):
                return index if not word.conjunction else None
            if word.kind == "subordinator" or (word.kind == "boundary" and not word.soft):
                return None
            if word.kind == "verb":
                return None
        return None

    # Phrases

    def _antecedent(self, verb: int) -> _Chunk | None:
        index = verb - 1
        while index >= 0 and self.words[index].kind == "particle":
            index -= 1
        if index < 0 or self.words[index].kind != "relative":
            return None
        index -= 1
        while index >= 0 and (self.words[index].soft or self.words[index].kind == "quote"):
            index -= 1
        return self._chunk_ending_at(index + 1)

    def _subject_before(self, verb: int) -> _Chunk | None:
        """The phrase that ends right at the verb, if it begins its clause: التنظيم أعلن ..., أن القوات قتلت ..."""
        if self.words[verb].conjunction:
            return None
        chunk = self._chunk_ending_at(verb)
        if chunk is None or chunk.phrase.preposition:
            return None
        start = chunk.phrase.start
        if start == 0 or self.words[start - 1].kind in ("boundary", "subordinator", "particle", "verb"):
            return chunk
        return None

    def _chunk_ending_at(self, end: int) -> _Chunk | None:
        start = end
        while start > 0 and self.words[start - 1].kind in ("name", "noun", "number", "known", "quote"):
            start -= 1
            if end - start > 8:
                break
        chunks = [c for c in self._chunks(start, end) if c.phrase.end >= end - 1]
        return chunks[-1] if chunks else None

    def _chunks(self, start: int, end: int | None = None) -> Iterator[_Chunk]:
        """Phrases from token ``start`` on, up to a verb, a subordinate clause or the end of the sentence."""
        limit = min(len(self.words), start + REACH) if end is None else end
        opened: list[Word] = []
        preposition = previous = ""
        coordinated = after_comma = False
        for word in self.words[start:limit]:
            stops = word.kind in ("verb", "subordinator", "relative", "boundary")
            begins = stops or self._begins(opened, word)
            if begins and opened:
                apposed = after_comma and not coordinated and word.kind == "boundary" and word.soft
                yield _chunk(opened, preposition, coordinated=coordinated, apposed=apposed)
                previous, opened = preposition, []
                preposition, coordinated, after_comma = "", False, False
            if stops:
                if word.kind == "boundary" and word.soft and not self._verb_follows(word.index):
                    preposition, after_comma = "", True
                    continue
                return
            if word.kind == "preposition":
                preposition = word.preposition
            elif word.kind in ("name", "noun", "number", "known"):
                if not opened and word.preposition:
                    preposition = word.preposition
                if not opened and word.conjunction and not word.preposition:
                    preposition, coordinated = previous, True
                opened.append(word)
            elif word.kind == "particle":
                preposition = ""
        if opened:
            yield _chunk(opened, preposition, coordinated=coordinated)

    def _verb_follows(self, index: int) -> bool:
        return index + 1 < len(self.words) and self.words[index + 1].kind in (
            "verb",
            "subordinator",
            "relative",
            "particle",
        )

    def _begins(self, opened: list[Word], word: Word) -> bool:
        """Whether ``word`` ends the phrase in ``opened`` (as a preposition or particle does, or a new bare phrase)."""
        if not opened or word.kind == "quote":
            return False
        if word.kind in ("preposition", "particle", "negation"):
            return True
        if word.kind == "name" and word.continues:
            return False
        if word.preposition or (word.conjunction and word.kind in ("name", "known", "number")):
            return True
        last = opened[-1]
        if word.kind == "number":
            return last.kind != "number"
        if word.kind == "name":
            if word.type == "Person" and "official" in opened[0].classes and last.kind != "name":
                return False  # a title and its name: الرئيس الفرنسي فرانسوا هولاند
            return last.kind == "name" or last.absolute or (last.definite and opened[0].kind != "noun")
        if word.kind == "known":
            if last.kind == "number" or (word.definite and last.definite and word.ending[-1:] in ("ي", "ه")):
                # An adjective of the word before: التفجير الإرهابي.
                return last.kind != "number" and "attacker" not in word.classes
            agrees = last.kind == "known" and last.ending == word.ending and word.ending in ("ون", "ين", "ان")
            return last.kind == "name" or last.definite or (last.absolute and not agrees) or "event" in word.classes
        if last.kind == "name":
            # After a person nothing goes on; after another name only an adjective in ـي (تنظيم القاعدة الإرهابي).
            return last.type == "Person" or not (word.definite and word.ending[-1:] in ("ي", "ه"))
        # الحزب | قضايا: after a definite word an indefinite one is no adjective of it.
        parted = last.definite and not word.definite
        return parted or (last.absolute and word.ending[-1:] != last.ending[-1:])


def _chunk(opened: list[Word], preposition: str, *, coordinated: bool, apposed: bool = False) -> _Chunk:
    first = opened[0]
    phrase = Phrase(start=first.index, end=opened[-1].index + 1, head=first.index, preposition=preposition)
    return _Chunk(phrase=phrase, kind=_kind(opened), coordinated=coordinated, apposed=apposed)


def _kind(opened: list[Word]) -> str:
    """person, group or other name; number; attacker, force, people, facility ... by its first known noun; else noun."""
    for word in opened:
        if word.kind == "number":
            return "number"
        if word.kind == "name":
            return "person" if word.type == "Person" else "name"
        if word.kind == "known":
            classes = word.classes
            if classes & _ACTORS:
                return "number" if len(opened) > 1 and opened[0].kind == "number" else "actor"
            if "official" in classes:
                return "person"
            if classes & _PATIENTS:
                return "people" if "people" in classes else "facility"
            return sorted(classes)[0]
    return "noun"


def _groups(chunks: list[_Chunk]) -> list[list[_Chunk]]:
    """Chunks with the coordinated ones joined to the one before; phrases that hold nothing known are left out."""
    groups: list[list[_Chunk]] = []
    for chunk in chunks:
        if chunk.coordinated and groups:
            groups[-1].append(chunk)
        elif chunk.kind != "noun" or not groups:
            groups.append([chunk])
    return groups


@cache
def _known_verbs() -> frozenset[str]:
    return support_verbs("ar") | noun_verbs("ar").keys() | frequent_verbs() | _first_words("verb")


@cache
def _event_nouns() -> frozenset[str]:
    return _first_words("noun")


def _first_words(word_class: str) -> frozenset[str]:
    return frozenset(
        word
        for table in ("triggers", "relations")
        for word, found in entries("ar", table).by_word.items()
        if any(entry.word_class == word_class and word in (entry.words[0], entry.imperfect) for entry in found)
    )
