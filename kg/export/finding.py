"""Where private names stand in a folded text: whole names, their parts, and the words before that continue one."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from kg.privacy import TO_THE, is_plain

# Particles that Arabic writes onto the next word: conjunctions, prepositions, the article.
_CLITICS = ("و", "ف", "ب", "ل", "ك", "ال", "لل")
_ARTICLE = "ال"
_BEFORE = re.compile(r"([^\W\d_]+)(\. ?| )$")
_MOST_BEFORE = 4
_LONGEST = 64
# From this length on a part is looked for within the words of an address or a handle, where names are run together.
_WITHIN = 5

Span = tuple[int, int]


def _no_capitals(_: int) -> bool:
    return True


def _no_breaks(_: int, __: int) -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A folded text with hyphens as spaces. ``capital`` tells whether the raw character behind an offset is a capital,
    ``broken`` whether a line ends between two offsets. An ``address`` has neither. ``article`` is the IRI of the one
    that the text is of."""

    words: str
    capital: Callable[[int], bool] = _no_capitals
    broken: Callable[[int, int], bool] = _no_breaks
    address: bool = False
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Folded names. ``whole``: of private persons, ``parts``: their single words, both to a pseudonym; ``surnames``:
    last words of private names; ``public``: names that stay; ``everyday``: parts that are names with a capital only;
    ``local``: parts that are masked in some articles only, by their IRIs."""

    whole: Mapping[str, str]
    parts: Mapping[str, str]
    surnames: frozenset[str]
    public: frozenset[str]
    everyday: frozenset[str] = field(default_factory=frozenset)
    local: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A stretch of the folded text to mask: ``name`` is the private name in it, ``start`` where the words begin that
    continue it to the left, ``sure`` where those begin that are names without doubt: not the capital of a sentence;
    ``widened``: there are such."""

    start: int
    end: int
    name: str
    sure: int
    widened: bool


class Finder:
    """Finds private names, and the public ones that may hold one."""

    def __init__(self, names: Names) -> None:
        import ahocorasick

        self.names = names
        self._private = {*names.whole, *names.parts, *names.local}
        words = {word for name in self._private for word in name.split()}
        # Only a public name that shares a word with a private one can protect anything.
        self._public = {name for name in names.public if words & set(name.split())}
        self._ends: dict[str, list[str]] = {}
        for name in names.public:
            self._ends.setdefault(name.split()[-1], []).append(name)
        self._found = ahocorasick.Automaton()
        for name in {*self._private, *self._public}:
            self._found.add_word(name, name)
        if len(self._found):
            self._found.make_automaton()

    def find(self, text: Text) -> list[Found]:
        """Every private name to mask, the longest where they overlap, in order; none overlaps another."""
        if not len(self._found):
            return []
        hits = [(last + 1 - len(name), last + 1, name) for last, name in self._found.iter(text.words)]
        public = [
            (start, end) for start, end, name in hits if name in self._public and _stands_alone(text.words, start, end)
        ]
        private = sorted((start - end, start, end, name) for start, end, name in hits if name in self._private)
        taken: list[tuple[int, int, str]] = []
        for _, start, end, name in private:
            span = self._span(text, start, end, name)
            if span is None or any(a <= start and end <= b for a, b in public):
                continue
            if all(span[1] <= a or b <= span[0] for a, b, _ in taken):
                taken.append((*span, name))
        return list(self._widened(text, sorted(taken), public))

    def _span(self, text: Text, start: int, end: int, name: str) -> Span | None:
        """What to mask for a hit; ``None`` where it is no name."""
        words = text.words
        if name not in self.names.whole:
            if name not in self.names.parts and text.article not in self.names.local[name]:
                return None
            if name in self.names.everyday and (text.address or not text.capital(start)):
                return None
        if _stands_alone(words, start, end):
            swallowed = name.startswith(TO_THE) and name not in self.names.whole
            return start + swallowed, end
        if len(name) < _WITHIN or _is_arabic(name):
            return None
        left, right = start, end
        while left > 0 and words[left - 1].isalnum():
            left -= 1
        while right < len(words) and words[right].isalnum():
            right += 1
        if left == start and words[end:right] == "s":
            return start, right
        handle = left > 0 and words[left - 1] in "@#"
        return (left, right) if text.address or handle else None

    def _widened(self, text: Text, taken: list[tuple[int, int, str]], public: list[Span]) -> Iterator[Found]:
        free = 0
        for start, end, name in taken:
            first = start
            if not text.address and name.split()[-1] in self.names.surnames:
                stop = max([free, *(b for _, b in public if b <= start)])
                first = self._left(text, start, stop)
            sure = _sure(text, first, start, whole=" " in name)
            yield Found(start=first, end=end, name=name, sure=sure, widened=sure < start)
            free = end

    def _left(self, text: Text, start: int, stop: int) -> int:
        """Where the given names, initials and particles before a surname begin."""
        position = first = start
        for _ in range(_MOST_BEFORE):
            match = _BEFORE.search(text.words, max(stop, position - _LONGEST), position)
            if match is None or text.broken(match.start(), position):
                break
            word, begin = match[1], match.start()
            if begin > 0 and begin == max(stop, position - _LONGEST) and text.words[begin - 1].isalnum():
                break
            if len(word) > 1 and "." in match[2]:
                break
            given = self._given(text, word, begin)
            if given is None:
                break
            position, counts = given
            first = position if counts else first
        return first

    def _given(self, text: Text, word: str, begin: int) -> tuple[int, bool] | None:
        """Where a word that continues the name begins, and whether the name may begin with it; ``None``: no name."""
        arabic = _is_arabic(word)
        particle = _particles().get(word)
        if arabic:
            if particle is not None:
                return begin, particle.startswith("kunya") or particle in ("theophoric", "house", "nasab")
            offset = _arabic_name(word)
            if offset is not None:
                return begin + offset, True
            return (begin, False) if word.startswith(_ARTICLE) and self._theophoric(text, begin) else None
        if particle is not None:
            return begin, text.capital(begin)
        if not text.capital(begin) or (len(word) > 1 and is_plain(word)) or self._is_public(text.words, begin, word):
            return None
        return begin, True

    def _theophoric(self, text: Text, begin: int) -> bool:
        match = _BEFORE.search(text.words, max(0, begin - _LONGEST), begin)
        return match is not None and _particles().get(match[1]) == "theophoric"

    def _is_public(self, words: str, begin: int, word: str) -> bool:
        """Whether a public name ends with this word here."""
        end = begin + len(word)
        return any(
            words.endswith(name, 0, end) and (end == len(name) or not words[end - len(name) - 1].isalnum())
            for name in self._ends.get(word, ())
        )


def _sure(text: Text, first: int, start: int, *, whole: bool) -> int:
    """Where the words before a name at ``start`` are names without doubt: all of them in Arabic, where the lexicon
    knows them, or after a small word; else not the first, which may owe its capital to the sentence or the headline,
    unless a surname stands there that is not ``whole`` without it."""
    before = _BEFORE.search(text.words, max(0, first - _LONGEST), first)
    small = before is not None and before[2] == " " and not text.capital(before.start())
    if first == start or _is_arabic(text.words[first]) or (small and not text.broken(first - 1, first)):
        return first
    second = text.words.find(" ", first, start) + 1
    return second if 0 < second < start or whole else first


@cache
def _particles() -> Mapping[str, str]:
    from extract.lexicon import LANGUAGES, lexicon

    return {word: kind for language in LANGUAGES for word, kind in lexicon(language).particles.items()}


def _arabic_name(word: str) -> int | None:
    """How many letters of an Arabic word stand before a known personal name; ``None`` where it is none."""
    from extract.lexicon import lexicon

    names = lexicon("ar").names
    if word in names:
        return 0
    return next((size for size in (1, 2) if word[size:] in names and _is_clitics(word[:size])), None)


def _is_arabic(word: str) -> bool:
    return "\u0600" <= word[0] <= "\u06ff"


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


def last_words(names: Iterable[str]) -> frozenset[str]:
    """The last words of folded names: surnames, after which no more of the name comes."""
    return frozenset(name.split()[-1] for name in names if name)
