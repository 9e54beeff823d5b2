"""Masking: in place of a private person's name, in whatever spelling, a pseudonym of this store.

Names are looked for in the folded text (``ontology.normalize``), so that case, accents, diacritics and hamza do not
hide one, at the edges of words (Arabic clitics may stand before). A longer name that the reference facts know stays:
with a private person "Traoré", "Moussa Traoré" the former president keeps his name.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from urllib.parse import unquote

from kg.store import Store
from ontology.normalize import normalize, normalize_with_offsets

# Particles that Arabic writes onto the next word: conjunctions, prepositions, the article.
_CLITICS = ("و", "ف", "ب", "ل", "ك", "ال", "لل")
_SEPARATORS = str.maketrans(dict.fromkeys("-_+/.=&?,;:", " "))
_HYPHENS = str.maketrans("-", " ")
WITHHELD = "withheld"
_PUBLIC = """
SELECT ?entity ?name ?person { GRAPH <https://w3id.org/marsad/graph/reference> {
  ?entity skos:prefLabel|skos:altLabel ?name ; a ?kind FILTER(?kind IN (mo:Person, mo:Organization, mo:Place, mo:State))
  BIND(?kind = mo:Person AS ?person) } }"""


class Mask:
    """Masks the private names of one store. With ``active=False`` it changes nothing."""

    def __init__(self, store: Store, *, active: bool = True) -> None:
        self._store = store
        self.active = active

    @cached_property
    def private(self) -> Mapping[str, str]:
        """IRI of each private person to its pseudonym."""
        from kg.privacy import private_persons

        return {iri: self._store.pseudonym(iri) for iri in private_persons(self._store)} if self.active else {}

    def label(self, iri: str, label: str) -> str:
        """The label of an entity: of a private person the pseudonym, of one in the reference facts as it is."""
        if iri in self.private:
            return self.private[iri]
        return label if iri in self.known else self.text(label)

    @cached_property
    def known(self) -> frozenset[str]:
        """IRIs of the entities of the reference facts, whose labels are public."""
        return frozenset(row["entity"] for row in self._public_rows)

    @cached_property
    def _public_rows(self) -> list[dict[str, str]]:
        return self._store.rows(_PUBLIC) if self.active else []

    def text(self, text: str) -> str:
        """A text with every private name replaced."""
        if not self.active or not self._names or not text:
            return text
        folded = normalize_with_offsets(text)
        words = folded.text.translate(_HYPHENS)
        pieces: list[str] = []
        done = 0
        for start, end, pseudonym in self._find(words):
            raw_start, raw_end = folded.raw_span(start, end)
            if raw_start >= done:
                pieces += [text[done:raw_start], pseudonym]
                done = raw_end
        return "".join(pieces) + text[done:]

    def address(self, url: str) -> str | None:
        """A web address, ``None`` where it spells out a private name."""
        if not self.active or not self._names:
            return url
        words = _fold(unquote(url).translate(_SEPARATORS))
        return None if next(iter(self._find(words)), None) else url

    def identifier(self, value: str) -> str:
        """An identifier that may be an address or a file name: ``withheld`` where it spells out a private name."""
        return value if self.address(value) is not None else WITHHELD

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """Folded private name to pseudonym; single letters are no names."""
        if not self.active:
            return {}
        folded: dict[str, str] = {}
        for name, pseudonym in self._store.private_names().items():
            spelled = _fold(name)
            if len(spelled) > 1:
                folded.setdefault(spelled, pseudonym)
        return folded

    @cached_property
    def _automaton(self) -> "_Automaton":
        private = self._names
        # A surname alone may be anybody's, and a private person may be the namesake of a public one.
        public = {
            name
            for row in self._public_rows
            if (name := _fold(row["name"])) and (row["person"] == "false" or (" " in name and name not in private))
        }
        return _Automaton(private, public)

    def _find(self, text: str) -> Iterable[tuple[int, int, str]]:
        return self._automaton.find(text)


class _Automaton:
    """Finds private names, and the public ones that may hold one."""

    def __init__(self, private: Mapping[str, str], public: Iterable[str]) -> None:
        import ahocorasick

        words = {word for name in private for word in name.split()}
        self._private = dict(private)
        # Only a public name that shares a word with a private one can protect anything.
        self._public = {name for name in public if words & set(name.split())}
        self._found = ahocorasick.Automaton()
        for name in {*self._private, *self._public}:
            self._found.add_word(name, name)
        if len(self._found):
            self._found.make_automaton()

    def find(self, text: str) -> Iterable[tuple[int, int, str]]:
        """(start, end, pseudonym) of every private name to mask, the longest where they overlap, in order."""
        if not len(self._found):
            return
        hits = [(last + 1 - len(name), last + 1, name) for last, name in self._found.iter(text)]
        hits = [(start, end, name) for start, end, name in hits if _stands_alone(text, start, end)]
        public = [(start, end) for start, end, name in hits if name in self._public]
        private = sorted((start - end, start, end, name) for start, end, name in hits if name in self._private)
        taken: list[tuple[int, int, str]] = []
        for _, start, end, name in private:
            if any(a <= start and end <= b for a, b in public):
                continue
            if all(end <= a or b <= start for a, b, _ in taken):
                taken.append((start, end, self._private[name]))
        yield from sorted(taken)


def _fold(name: str) -> str:
    return " ".join(normalize(name).translate(_HYPHENS).split())


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a name is not part of a longer word; before it Arabic particles may stand. A name of several words is
    itself wherever it stands."""
    if " " in text[start:end]:
        return True
    if end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        return False
    left = start
    while left > 0 and text[left - 1].isalnum():
        left -= 1
    return left == start or _is_clitics(text[left:start])


def _is_clitics(prefix: str) -> bool:
    """Whether a piece of a word is made of particles alone."""
    return not prefix or any(prefix.startswith(c) and _is_clitics(prefix[len(c) :]) for c in _CLITICS)
