"""Slots of a trigger from a dependency parse in Universal Dependencies labels (French, English)."""

from collections import defaultdict
from collections.abc import Iterator

from extract.analysis import Sentence, Token
from extract.clauses.model import Hit, Phrase, Slot
from extract.clauses.tables import function_words, noun_verbs, support_verbs

_CLAUSAL = frozenset({
    "acl", "acl:relcl", "advcl", "conj", "cc", "appos", "parataxis", "punct", "ccomp", "csubj", "mark", "discourse",
})  # fmt: skip
_SUBJECT = frozenset({"nsubj", "csubj"})
_PASSIVE_SUBJECT = frozenset({"nsubj:pass", "csubj:pass"})
_OBJECT = frozenset({"obj", "iobj", "attr"})
_OBLIQUE = ("obl", "nmod", "prep")
_CASE_ON_NOUN = frozenset({"case", "mark"})


class DependencyReader:
    """Reads slots off one parsed sentence."""

    def __init__(self, sentence: Sentence, language: str) -> None:
        self.tokens = sentence.tokens
        self.language = language
        self.children: dict[int, list[int]] = defaultdict(list)
        for token in self.tokens:
            if token.head != token.index:
                self.children[token.head].append(token.index)

    def slots(self, hit: Hit) -> tuple[Slot, ...]:
        """All slots around the trigger, without repeats, in reading order within each kind."""
        inside = frozenset(range(hit.start, hit.end))
        if hit.entry.word_class == "verb":
            found = list(self._verb_slots(hit.head, frozenset(), inside))
            if hit.entry.needs:
                # pledge [allegiance] to X: the noun that the entry asks for brings its complements to the verb.
                found += [
                    s for slot in found if slot.name == "obj" for s in self._nominal_children(slot.phrase.head, inside)
                ]
        else:
            found = list(self._noun_slots(hit.head, inside))
        unique: dict[tuple[str, int], Slot] = {}
        for slot in found:
            if slot.phrase.head not in inside:
                unique.setdefault((slot.name, slot.phrase.head), slot)
        return tuple(unique.values())

    # Verbs

    def _verb_slots(self, verb: int, seen: frozenset[int], inside: frozenset[int]) -> Iterator[Slot]:
        names = set()
        passive = self._passive(verb)
        for child in self.children[verb]:
            if self._relative_pronoun(self.tokens[child]) and self.tokens[verb].dep == "acl:relcl":
                continue
            for slot in self._child_slots(child, passive=passive, inside=inside):
                names.add(slot.name)
                yield slot
        yield from self._inherited(verb, names, passive, seen | {verb}, inside)

    def _child_slots(self, child: int, *, passive: bool, inside: frozenset[int]) -> Iterator[Slot]:
        dep = self.tokens[child].dep
        if dep in _SUBJECT:
            yield from self._named("obj" if passive else "subj", child)
        elif dep in _PASSIVE_SUBJECT:
            yield from self._named("obj", child)
        elif dep == "obl:agent":
            yield from self._named("subj", child)
        elif dep in _OBJECT:
            yield from self._named("obj", child)
            if child in inside:
                # take [hostage], prêter [allégeance] à: complements of a word inside the trigger are the trigger's.
                yield from self._nominal_children(child, inside)
        elif dep.startswith(_OBLIQUE):
            preposition = self._preposition(child)
            if preposition:
                # The parser often misses the agent of a passive; "by" and "par" after a participle say it.
                agent = preposition == "by" and (passive or _past_participle(self.tokens[self.tokens[child].head]))
                yield from self._named("subj" if agent else preposition, child, preposition)
        elif dep in ("xcomp", "advcl") and child in inside:
            for grandchild in self.children[child]:
                yield from self._child_slots(grandchild, passive=False, inside=inside)

    def _inherited(
        self, verb: int, names: set[str], passive: bool, seen: frozenset[int], inside: frozenset[int]
    ) -> Iterator[Slot]:
        token = self.tokens[verb]
        governor = token.head
        missing = "obj" if passive else "subj"
        relative = self._relative_slot(verb)
        if relative:
            yield relative
            return
        if governor == verb or governor in seen:
            return
        if token.dep in ("acl", "amod") and self.tokens[governor].pos in ("NOUN", "PROPN", "PRON"):
            if missing not in names:
                yield from self._named(missing, governor, coordinated=False)
        elif token.dep in ("conj", "xcomp", "advcl") and missing not in names:
            for slot in self._verb_slots(governor, seen, inside):
                wanted = "obj" if token.dep == "conj" and passive and self._passive(governor) else "subj"
                if slot.name == wanted:
                    yield Slot(name=missing if token.dep == "conj" else "subj", phrase=slot.phrase)

    def _relative_slot(self, verb: int) -> Slot | None:
        """The antecedent in the slot of the relative pronoun; of an object where no pronoun stands."""
        token = self.tokens[verb]
        if token.dep != "acl:relcl" or token.head == verb:
            return None
        passive = self._passive(verb)
        for child in self.children[verb]:
            candidate = self.tokens[child]
            if not self._relative_pronoun(candidate):
                continue
            if candidate.dep in _PASSIVE_SUBJECT or (candidate.dep in _SUBJECT and passive) or candidate.dep in _OBJECT:
                return Slot(name="obj", phrase=self.phrase(token.head))
            if candidate.dep in _SUBJECT:
                return Slot(name="subj", phrase=self.phrase(token.head))
        deps = {self.tokens[child].dep for child in self.children[verb]}
        return Slot(name="obj", phrase=self.phrase(token.head)) if deps & _SUBJECT and not deps & _OBJECT else None

    # Nouns

    def _noun_slots(self, noun: int, inside: frozenset[int]) -> Iterator[Slot]:
        yield from self._nominal_children(noun, inside)
        yield from self._apposed(noun)
        for child in self.children[noun]:
            if self.tokens[child].dep in ("acl", "acl:relcl", "amod") and self.tokens[child].pos in ("VERB", "AUX"):
                yield from self._around(child, noun, inside)
        token = self.tokens[noun]
        governor = self.tokens[token.head]
        if token.dep == "conj":
            governor, token = self.tokens[governor.head], governor
        if governor.pos in ("VERB", "AUX") and token.index != governor.index:
            yield from self._around(governor.index, noun, inside)

    def _apposed(self, noun: int) -> Iterator[Slot]:
        """Who the noun is said of: what it stands in apposition to, or the subject of which it is the predicate."""
        token = self.tokens[noun]
        if token.dep in ("appos", "acl", "nmod", "conj") and token.head != noun and self._after_comma(noun):
            yield from self._named("apposed", token.head, coordinated=False)
        children = self.children[noun]
        if any(self.tokens[child].dep == "cop" for child in children):
            for child in children:
                if self.tokens[child].dep in _SUBJECT:
                    yield from self._named("apposed", child)
            relative = self._relative_slot(noun) if token.dep == "acl:relcl" else None
            if relative is not None:
                yield Slot(name="apposed", phrase=self.phrase(token.head))
        governor = self.tokens[token.head]
        if token.dep in ("attr", "obj", "xcomp", "acomp") and self._is(governor, "copula"):
            for slot in self._verb_slots(governor.index, frozenset(), frozenset()):
                if slot.name == "subj":
                    yield Slot(name="apposed", phrase=slot.phrase)

    def _after_comma(self, noun: int) -> bool:
        before = next((i for i in range(noun - 1, -1, -1) if self.tokens[i].pos == "PUNCT"), None)
        return before is not None and noun - before <= 6

    def _nominal_children(self, noun: int, inside: frozenset[int]) -> Iterator[Slot]:
        for child in self.children[noun]:
            token = self.tokens[child]
            if token.dep == "nmod:poss":
                yield from self._named("poss", child)
            elif token.dep == "compound" and token.pos in ("PROPN", "NOUN"):
                yield from self._named("compound", child)
            elif token.dep.startswith(("nmod", "obl", "prep")):
                preposition = self._preposition(child)
                if preposition:
                    yield from self._named(preposition, child, preposition)
                elif token.pos == "PROPN":
                    yield from self._named("compound", child)
            elif token.dep in ("compound", "flat", "nmod") and child in inside:
                yield from self._nominal_children(child, inside)

    def _around(self, verb: int, noun: int, inside: frozenset[int]) -> Iterator[Slot]:
        """What the verb over or under an event noun adds: its other side and its adverbials."""
        lemma = self.tokens[verb].lemma
        subject_role, object_role = noun_verbs(self.language).get(lemma, ("", ""))
        supports = lemma in support_verbs(self.language)
        slots = list(self._verb_slots(verb, frozenset(), inside))
        bare = self.tokens[noun].dep.startswith("obl") and not self._preposition(noun)
        noun_is_object = bare or any(slot.name == "obj" and slot.phrase.head == noun for slot in slots)
        if self.tokens[noun].dep.startswith("obl") and not bare:
            # In a statement, the minister said: what is said in it is said by the subject.
            yield from (Slot(name="within", phrase=slot.phrase) for slot in slots if slot.name == "subj")
        noun_is_subject = any(slot.name == "subj" and slot.phrase.head == noun for slot in slots)
        for slot in slots:
            if slot.phrase.head == noun:
                continue
            if slot.name == "subj" and noun_is_object:
                if subject_role:
                    yield Slot(name=f"role:{subject_role}", phrase=slot.phrase)
                if supports:
                    yield Slot(name="light", phrase=slot.phrase)
            elif slot.name == "obj" and noun_is_subject and object_role:
                yield Slot(name=f"role:{object_role}", phrase=slot.phrase)
            elif slot.name not in ("subj", "obj") and (supports or noun_is_subject):
                yield slot

    # Phrases

    def phrase(self, head: int, preposition: str = "") -> Phrase:
        """The phrase of ``head``: its subtree without clauses, coordination, apposition and its own preposition."""
        start, end = head, head + 1
        members = set(self._members(head))
        while start - 1 in members:
            start -= 1
        while end in members:
            end += 1
        return Phrase(start=start, end=end, head=head, preposition=preposition)

    def _members(self, head: int) -> Iterator[int]:
        yield head
        for child in self.children[head]:
            token = self.tokens[child]
            if token.dep in _CLAUSAL and token.dep != "punct":
                continue
            if token.dep in _CASE_ON_NOUN and child < head:
                continue
            if token.dep == "punct" and token.norm not in ("-", '"', "'"):
                continue
            yield from self._subtree(child)

    def _subtree(self, index: int) -> Iterator[int]:
        yield index
        for child in self.children[index]:
            if self.tokens[child].dep not in ("acl:relcl", "acl", "parataxis", "advcl", "appos"):
                yield from self._subtree(child)

    def _named(self, name: str, head: int, preposition: str = "", *, coordinated: bool = True) -> Iterator[Slot]:
        yield Slot(name=name, phrase=self.phrase(head, preposition))
        if not coordinated:
            return
        for child in self.children[head]:
            if self.tokens[child].dep == "conj" and self.tokens[child].pos in ("NOUN", "PROPN", "NUM", "PRON"):
                yield from self._named(name, child, preposition)

    def _preposition(self, head: int) -> str:
        cases = [c for c in self.children[head] if self.tokens[c].dep in ("case", "mark") and c < head]
        if not cases:
            return ""
        first = self.tokens[cases[0]]
        for word in (first.lemma, first.norm):
            classes = function_words(self.language).get(word, frozenset()) & {"of", "by", "to"}
            if "to" in classes:
                return "a"
            if classes:
                return min(classes)
        return first.norm

    def _is(self, token: Token, kind: str) -> bool:
        table = function_words(self.language)
        return any(kind in table.get(word, frozenset()) for word in (token.lemma, token.norm))

    def _relative_pronoun(self, token: Token) -> bool:
        pronoun = token.pos in ("PRON", "SCONJ", "DET") and self._is(token, "relative")
        return "PronType=Rel" in token.morph or pronoun

    def _passive(self, verb: int) -> bool:
        token = self.tokens[verb]
        deps = {self.tokens[child].dep for child in self.children[verb]}
        if deps & (_PASSIVE_SUBJECT | {"aux:pass", "obl:agent"}):
            return True
        if token.dep in ("acl", "amod") and _past_participle(token):
            return True
        auxiliaries = any(self.tokens[child].dep.startswith("aux") for child in self.children[verb])
        return "Voice=Pass" in token.morph or (
            token.dep in ("advcl", "root", "conj")
            and _past_participle(token)
            and not auxiliaries
            and not deps & _SUBJECT
        )


def _past_participle(token: Token) -> bool:
    return "VerbForm=Part" in token.morph and ("Tense=Past" in token.morph or "Aspect=Perf" in token.morph)
