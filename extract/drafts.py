"""One trigger, its roles filled: the first shape of an event account, before coreference within the article."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from extract.analysis import Analysis, Sentence
from extract.arguments import Filler, Resolver, places_in
from extract.clauses.model import Clause, Slot
from extract.clauses.tables import entries, nominal_stems
from extract.clitics import noun_readings
from extract.model import Argument, Count, CountKind, CountQualifier, EntityLink, PlaceRef, TextSpan, TimeSpan
from extract.numerals import find_numbers
from extract.requirements import lacking
from extract.rules import event_rules
from extract.whereabouts import Whereabouts, event_words
from ontology.normalize import normalize

_COUNTED_ROLE = {"killed": "victim", "wounded": "victim", "arrested": "target", "participants": "participant"}
_SPEAKERS = frozenset({"official", "force", "members", "attacker", "court"})
_ACTING = frozenset({"perpetrator", "organizer", "host", "participant", "speaker"})
PROSPECT_REACH = 5
"""Tokens before an event noun in which a word of prevention or fear makes it a mere prospect."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An event as one trigger tells it. ``definite`` and ``new`` say how the noun refers (the attack, another attack),
    ``prospect`` that it is only feared, prevented or thought of (protection from attacks, any attack)."""

    clause: Clause
    sentence: Sentence
    type: str
    trigger: TextSpan
    arguments: tuple[Argument, ...]
    time: TimeSpan | None
    place: PlaceRef | None
    counts: tuple[Count, ...]
    definite: bool
    new: bool
    prospect: bool = False
    name: str | None = None

    def fillers(self, role: str) -> frozenset[str]:
        """Entities in ``role``."""
        return frozenset(argument.entity for argument in self.arguments if argument.role == role and argument.entity)


class Drafter:
    """Turns clauses into drafts; holds what the article says of dates and tolls."""

    def __init__(
        self, analysis: Analysis, resolver: Resolver, times: tuple[TimeSpan, ...], counts: tuple[Count, ...]
    ) -> None:
        self.analysis = analysis
        self.resolver = resolver
        self.whereabouts = Whereabouts(analysis, resolver, times)
        self.times = times
        self.counts = counts
        self.dropped: Counter[str] = Counter()

    def drafts(self, clauses: tuple[Clause, ...]) -> list[Draft]:
        """Drafts in reading order, counts given to the trigger they belong to; vetoed clauses are left out."""
        found = []
        for _, group in groupby(clauses, key=lambda clause: clause.sentence):
            drafts = self._sentence_drafts(list(group))
            if any(draft is None for draft in drafts):
                # A date or place that stood with a trigger that says nothing belongs to one that does.
                drafts = self._sentence_drafts([draft.clause for draft in drafts if draft is not None])
            found += [draft for draft in drafts if draft is not None]
        return self._with_counts(found)

    def _sentence_drafts(self, clauses: list[Clause]) -> list[Draft | None]:
        owned = self.whereabouts.owned(clauses) if clauses else {}
        return [self._draft(clause, *owned[position]) for position, clause in enumerate(clauses)]

    def _draft(self, clause: Clause, time: TimeSpan | None, located: list[EntityLink]) -> Draft | None:
        sentence = self.analysis.sentences[clause.sentence]
        trigger = self._span(sentence, clause.hit.start, clause.hit.end)
        arguments, places = self._arguments(clause, sentence)
        kind = self._type(clause, arguments)
        inside = tuple(c for c in self.counts if sentence.start <= c.span.start < sentence.end)
        counted = tuple(c for c in inside if c.kind in event_rules()[kind].counts)
        reason = lacking(clause, arguments, counted, placed=bool(located or places), dated=time is not None)
        if reason is not None:
            self.dropped[reason] += 1
            return None
        if self._elsewhere(sentence, arguments):
            self.dropped["told of a film, a match or a market"] += 1
            return None
        definite, new = self._reference(clause, sentence)
        return Draft(
            clause=clause,
            sentence=sentence,
            type=kind,
            trigger=trigger,
            arguments=_unique(argument for argument, _ in arguments),
            time=time,
            place=self.whereabouts.place(places, self._free(located, arguments), sentence.tokens[clause.hit.head].start)
            if event_rules()[kind].placed
            else None,
            counts=(),
            definite=definite,
            new=new,
            prospect=self._prospect(clause, sentence),
            name=self._name(clause, sentence, kind),
        )

    def _free(self, located: list[EntityLink], arguments: list[tuple[Argument, Filler]]) -> list[EntityLink]:
        """Places that fill no role but that of the target (an attack on Gao is in Gao)."""
        taken = {argument.span for argument, _ in arguments if argument.role != "target"}
        return [link for link in located if link.mention.span not in taken]

    def _type(self, clause: Clause, arguments: list[tuple[Argument, Filler]]) -> str:
        """The entry's type, or what its flags make of it: ``force:`` when soldiers act, ``official:`` when a named
        person or office holder is the victim."""
        entry = clause.hit.entry
        named = {key: kind for key, _, kind in (flag.partition(":") for flag in entry.flags) if kind}
        actors = [filler for argument, filler in arguments if argument.role == "perpetrator"]
        if "force" in named and actors and all(_is_force(filler) for filler in actors):
            return named["force"]
        victims = [filler for argument, filler in arguments if argument.role == "victim"]
        if "official" in named and any(f.is_a("Person") or "official" in f.classes for f in victims):
            return named["official"]
        return entry.type

    def _elsewhere(self, sentence: Sentence, arguments: list[tuple[Argument, Filler]]) -> bool:
        """Whether the sentence tells a film, a match or a market: then only a named actor makes an event of it."""
        if any(filler.is_a("ArmedGroup") or filler.is_a("State") for _, filler in arguments):
            return False
        words = event_words(self.analysis.language, "elsewhere")
        language = self.analysis.language
        return any({t.norm, t.lemma, *nominal_stems(t.norm, language)} & words for t in sentence.tokens)

    # Arguments

    def _arguments(self, clause: Clause, sentence: Sentence) -> tuple[list[tuple[Argument, Filler]], list[EntityLink]]:
        found: list[tuple[Argument, Filler]] = []
        places: list[EntityLink] = []
        for slot in clause.slots:
            role = (
                slot.name.removeprefix("role:")
                if slot.name.startswith("role:")
                else clause.hit.entry.frame.get(slot.name)
            )
            if role is None:
                continue
            filler = self.resolver.filler(sentence, slot.phrase)
            role = _role_of(role, filler)
            if _where(slot, clause, filler):
                role = "place"
            if role == "place":
                places.extend(places_in(self.resolver.links_in(sentence, slot.phrase.start, slot.phrase.end)))
                continue
            if role is None or self._is_time(filler) or not self._admits(role, filler, slot, clause):
                continue
            if role == "topic" and self._is_event(clause, slot):
                filler = replace(filler, classes=filler.classes | {"event"})
            if role == "host" or (role == "target" and _spot(filler)):
                places.extend(places_in(self.resolver.links_in(sentence, slot.phrase.start, slot.phrase.end)))
            iri = filler.entity.iri if filler.entity is not None else None
            if role == "victim" and "members" in filler.classes and filler.is_a("Organization"):
                iri = None  # soldiers of an army were killed, not the army
            found.append((Argument(role=role, entity=iri, label=filler.label, span=filler.span), filler))
        return found, places

    def _is_time(self, filler: Filler) -> bool:
        span = filler.span
        return any(time.span.start < span.end and span.start < time.span.end for time in self.times)

    def _admits(self, role: str, filler: Filler, slot: Slot, clause: Clause) -> bool:
        if role == "host" and filler.is_a("Place"):
            return True
        if role in _ACTING:
            if role == "perpetrator" and "nobody:state" in clause.hit.entry.flags and _is_force(filler):
                return False
            if not filler.acts or (slot.name == "compound" and slot.phrase.end != clause.hit.start):
                # A headline parses as one long compound (State claims attack): only the word right before counts.
                return False
            if role == "speaker" and not filler.types and not filler.classes & _SPEAKERS:
                return False
            return not (role == "perpetrator" and filler.is_a("Place") and not filler.is_a("State"))
        if role == "victim":
            return bool(filler.classes) or bool(filler.types) or _counted(clause, slot, self.analysis)
        if role == "weapon":
            return "weapon" in filler.classes
        if role == "topic" and (filler.is_a("Place") or (not filler.types and slot.phrase.end - slot.phrase.start < 2)):
            return "event" in filler.classes or self._is_event(clause, slot)
        if role == "target":
            return bool(filler.types) or bool(filler.classes - {"weapon", "document"})
        return True

    def _is_event(self, clause: Clause, slot: Slot) -> bool:
        """Whether the one word of the phrase tells an event (claimed [the attack])."""
        tokens = self.analysis.sentences[clause.sentence].tokens[slot.phrase.start : slot.phrase.end]
        table = entries(self.analysis.language, "triggers").by_word
        language = self.analysis.language
        return any(stem in table for t in tokens for stem in (t.norm, t.lemma, *nominal_stems(t.norm, language)))

    # Tolls

    def _with_counts(self, drafts: list[Draft]) -> list[Draft]:
        given: dict[int, list[Count]] = {}
        for count in self.counts:
            position = self._owner(count, drafts)
            if position is not None:
                given.setdefault(position, []).append(count)
        return [
            _with_people(draft, tuple(given.get(index, ())) or self._counted_phrase(draft))
            for index, draft in enumerate(drafts)
        ]

    def _counted_phrase(self, draft: Draft) -> tuple[Count, ...]:
        """The number in the phrase of those killed or arrested, where the sentence gives no toll of its own."""
        kinds = {"target": "arrested"} if draft.type == "Arrest" else {}
        if draft.clause.hit.entry.word_class == "verb" and draft.type in ("ArmedAttack", "Assassination"):
            kinds["victim"] = "killed"
        for argument in draft.arguments:
            if argument.role not in kinds or argument.entity:
                continue
            folded = normalize(argument.span.quote)
            number = next(iter(find_numbers(folded, self.analysis.language)), None)
            if number is None or number.start > 0:
                continue
            kind: CountKind = "arrested" if kinds[argument.role] == "arrested" else "killed"
            unit = folded[number.end :].strip() or None
            qualifier: CountQualifier = "about" if number.approx else "exact"
            return (Count(kind=kind, value=number.value, qualifier=qualifier, unit=unit, span=argument.span),)
        return ()

    def _owner(self, count: Count, drafts: list[Draft]) -> int | None:
        """The trigger nearest to the number in its sentence, of a type that has such a toll."""
        sentence = self.analysis.sentence_at(count.span.start)
        if sentence is None:
            return None
        fits = [
            (abs(draft.trigger.start - count.span.start), index)
            for index, draft in enumerate(drafts)
            if draft.sentence.index == sentence.index and count.kind in event_rules()[draft.type].counts
        ]
        return min(fits)[1] if fits else None

    # Reference and name

    def _reference(self, clause: Clause, sentence: Sentence) -> tuple[bool, bool]:
        if clause.hit.entry.word_class == "verb":
            return False, False
        language = self.analysis.language
        head = sentence.tokens[clause.hit.start]
        around = sentence.tokens[max(0, clause.hit.start - 3) : clause.hit.end + 2]
        new = any(t.norm in event_words(language, "new") or t.lemma in event_words(language, "new") for t in around)
        if language == "ar":
            definite = head.norm.startswith(("ال", "وال", "فال", "بال", "لل", "كال", "ولل", "وبال"))
            before = sentence.tokens[clause.hit.start - 1].norm if clause.hit.start else ""
            return definite or before in event_words(language, "definite"), new
        before_words = [t.norm for t in sentence.tokens[max(0, clause.hit.start - 3) : clause.hit.start]]
        return any(word in event_words(language, "definite") for word in before_words), new

    def _prospect(self, clause: Clause, sentence: Sentence) -> bool:
        if clause.hit.entry.word_class == "verb":
            return False
        language = self.analysis.language
        words = event_words(language, "prospect")
        for token in reversed(sentence.tokens[max(0, clause.hit.start - PROSPECT_REACH) : clause.hit.start]):
            if not any(char.isalnum() for char in token.norm) or (token.pos == "VERB" and token.lemma not in words):
                return False
            if {token.norm, token.lemma, *nominal_stems(token.norm, language)} & words:
                return True
        return False

    def _name(self, clause: Clause, sentence: Sentence, kind: str) -> str | None:
        """The proper name of a conference: its phrase where it is capitalised, or definite and long in Arabic."""
        if kind != "Conference":
            return None
        start, end = clause.hit.start, clause.hit.end
        if self.analysis.language == "ar":
            return None
        while start > 0 and sentence.tokens[start - 1].text[:1].isupper():
            start -= 1
        while end < len(sentence.tokens) and sentence.tokens[end].text[:1].isupper():
            end += 1
        if end - start < 2 or not sentence.tokens[clause.hit.head].text[:1].isupper():
            return None
        return self._span(sentence, start, end).quote

    def _span(self, sentence: Sentence, start: int, end: int) -> TextSpan:
        begin = sentence.tokens[start].start
        if self.analysis.language == "ar":
            begin += _conjunction_length(sentence, start)
        return self.analysis.span(begin, sentence.tokens[end - 1].end)


def _with_people(draft: Draft, counts: tuple[Count, ...]) -> Draft:
    """The draft with its tolls; who was counted fills the role of the counted where no phrase does."""
    arguments = list(draft.arguments)
    for count in counts:
        role = _COUNTED_ROLE[count.kind]
        taken = any(
            a.role == role and a.span.start < count.span.end and count.span.start < a.span.end for a in arguments
        )
        present = any(a.role == role for a in draft.arguments)
        if count.unit and not taken and not present:
            arguments.append(Argument(role=role, entity=None, label=count.span.quote, span=count.span))
    return replace(draft, counts=counts, arguments=_unique(arguments))


def _conjunction_length(sentence: Sentence, index: int) -> int:
    norm = sentence.tokens[index].norm
    if norm.startswith(("وال", "فال", "بال", "كال")):
        return 1
    table = entries("ar", "triggers").by_word
    for reading in noun_readings(norm):
        if reading.stem in table:
            return len(reading.conj) + (len(reading.prep) if not reading.article else 0)
    return 0


def _role_of(role: str, filler: Filler) -> str | None:
    """``actor`` is what a genitive leaves open: a group is the perpetrator, a place says where, else it is a target."""
    if role == "body":
        # The condemnation of X: a council's own, but a person may be the one condemned.
        return "speaker" if filler.is_a("Organization") or filler.is_a("State") else None
    if role != "actor":
        return role
    if filler.is_a("ArmedGroup") or (filler.classes & {"attacker"} and not filler.types):
        return "perpetrator"
    if "weapon" in filler.classes:
        return "weapon"
    if filler.is_a("Place"):
        return "place" if not filler.is_a("Facility") else "target"
    return "target" if filler.types or filler.classes & {"facility", "people", "force"} else None


def _spot(filler: Filler) -> bool:
    """A town or region that is attacked is where the attack is, too."""
    return filler.is_a("Place") and not filler.is_a("State")


def _where(slot: Slot, clause: Clause, filler: Filler) -> bool:
    """A genitive place that cannot act says where: the summit of Bamako, the Manchester bombing, قمة الرياض."""
    genitive = clause.hit.entry.word_class == "noun" and slot.name in ("of", "compound", "poss")
    return genitive and filler.is_a("Place") and not filler.is_a("State") and not filler.is_a("Facility")


def _is_force(filler: Filler) -> bool:
    if filler.types:
        return any(filler.is_a(kind) for kind in ("StateBody", "State", "InternationalBody"))
    return "force" in filler.classes and "attacker" not in filler.classes


def _counted(clause: Clause, slot: Slot, analysis: Analysis) -> bool:
    sentence = analysis.sentences[clause.sentence]
    words = sentence.tokens[slot.phrase.start : slot.phrase.end]
    return any(any(char.isdigit() for char in token.norm) or "NumType=Card" in token.morph for token in words)


def _unique(arguments: Iterable[Argument]) -> tuple[Argument, ...]:
    found: dict[tuple[str, int], Argument] = {}
    entities: set[tuple[str, str]] = set()
    for argument in arguments:
        if argument.entity and (argument.role, argument.entity) in entities:
            continue
        if argument.entity:
            entities.add((argument.role, argument.entity))
        found.setdefault((argument.role, argument.span.start), argument)
    return tuple(found.values())
