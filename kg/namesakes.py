"""How near two names are for a merge: likely the same, so that it may be proposed, or so surely that it may be done.

What is likely is told by ``ontology.romanize``. Sure is only what nobody could read as two names: word for word the
same letters in one script, or across scripts a name that can be spelled in no other way. Salim may be سالم or سليم, and
is sure of neither.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations
from pathlib import Path

from ontology import romanize
from ontology.normalize import normalize
from ontology.romanize import Word, likeness, skeleton, word_likeness, words_of
from ontology.tables import read_table

LIKELY = 0.85
"""From this likeness on a merge may be proposed."""
_SURE_ACROSS = 0.97
_HEAD = 0.9
_FULL, _ALL_COMMON, _ORGANIZATION = 2, 3, 3
_SHORT = 3
_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_TABLES = Path(romanize.__file__).parent / "tables"
_ARTICLE = "ال"


@dataclass(frozen=True, slots=True)
class Nearness:
    """The two names of two entities that are nearest, how like they are (0 to 1), and whether it is surely one name
    that is told from others: of a person the full name, of an organization more than a generic one."""

    one: str
    other: str
    likeness: float
    sure: bool


NOTHING = Nearness("", "", 0.0, False)


def nearest(ours: Iterable[str], theirs: Iterable[str], *, person: bool) -> Nearness:
    """The nearest pair of names of two persons, or of two organizations: a sure one first, then the likest."""
    best = NOTHING
    others = sorted(set(theirs))
    for one in sorted(set(ours)):
        for other in others:
            found = compare(one, other, person=person)
            if (found.sure, found.likeness) > (best.sure, best.likeness):
                best = found
    return best


@lru_cache(maxsize=65536)
def compare(one: str, other: str, *, person: bool) -> Nearness:
    """How near two names are. Names with other numbers in them ("Brigade 1", "Brigade 2") are not near at all."""
    left, right = bare(one), bare(other)
    near = likeness(left, right) if _may_be_near(left, right) and _numbers(one) == _numbers(other) else 0.0
    if near < LIKELY:
        return Nearness(one, other, near, False)
    telling = is_full if person else is_telling
    sure = _surely_one(words_of(left), words_of(right)) and telling(left) and telling(right)
    return Nearness(one, other, near, sure)


def keys(name: str) -> frozenset[str]:
    """What a name has in common with any name that may be near it: pairs of the consonants of its words, all of them
    run together, and those of a single word."""
    parts = _consonants(bare(name))
    joined = {"".join(parts)} if parts else set()
    return frozenset(joined | {f"{one} {other}" for one, other in combinations(sorted(set(parts)), 2)})


def _may_be_near(one: str, other: str) -> bool:
    """A quick look that spares most comparisons: all words but one of the shorter name stand in the longer by their
    consonants, and that one stands there but for one of them. (Of 2,200 near pairs of personal names on the list of the
    United Nations this loses one.)"""
    from rapidfuzz.distance import Levenshtein

    left, right = sorted((_consonants(one), _consonants(other)), key=len)
    if "".join(left) == "".join(right):
        return True
    if len(right) - len(left) > 1:
        return False
    rest = list(right)
    missed: list[str] = []
    for part in left:
        rest.remove(part) if part in rest else missed.append(part)
    if not missed:
        return True
    return len(missed) == 1 and any(Levenshtein.distance(missed[0], part) <= 1 for part in rest)


@lru_cache(maxsize=65536)
def _consonants(name: str) -> tuple[str, ...]:
    # The ta marbuta that Latin letters may write or not: كتيبة is Katiba and Katibat.
    return tuple(part.removesuffix("t") if len(part) > 2 else part for part in skeleton(name).split())


def is_single(name: str) -> bool:
    """Whether a name is one word, and so alone tells nobody from others."""
    return len(words_of(bare(name))) < _FULL


@lru_cache(maxsize=65536)
def bare(name: str) -> str:
    """A name without titles and ranks; those that are given names too (أمير, Sayed) stay."""
    kept = [word for word in name.split() if not _is_title(normalize(word).rstrip(".,"))]
    return " ".join(kept) or name


@lru_cache(maxsize=65536)
def is_full(name: str) -> bool:
    """Whether a person's name is full enough to be told from others: two words, of which one is no common given name,
    or three. Titles, kunyas and words of origin (المغربي) do not count: noms de guerre are made of them."""
    common, own = _weighed(name)
    return common + own >= (_FULL if own else _ALL_COMMON)


@lru_cache(maxsize=65536)
def is_telling(name: str) -> bool:
    """Whether the name of an organization is told from others: three words of four letters beside those that say what
    it is (movement, Jama'at, ministry)."""
    return _own_words(name) >= _ORGANIZATION


def is_generic(name: str) -> bool:
    """Whether the name of an organization only says what it is: special forces, the ministry."""
    return _own_words(name) == 0


def _own_words(name: str) -> int:
    words = _WORD.findall(normalize(name.replace("-", " ")).replace("'", ""))
    plain = {*_particles(), *_plain("connective")}
    return sum(len(word) > _SHORT and word not in plain and not _is_head(word) for word in words)


def _surely_one(ours: tuple[Word, ...], theirs: tuple[Word, ...]) -> bool:
    return len(ours) == len(theirs) and all(_sure_word(a, b) for a, b in zip(ours, theirs, strict=True))


def _sure_word(one: Word, other: Word) -> bool:
    if one.script == other.script and one.sounds == other.sounds:
        return one.given == other.given
    if one.given or other.given:
        # A form that may be of two given names (Salim) decides for neither.
        return len(one.given) == 1 and one.given == other.given
    return one.script != other.script and word_likeness(one, other) >= _SURE_ACROSS


def _weighed(name: str) -> tuple[int, int]:
    """How many words of a person's name are common given names, and how many are not."""
    common = own = 0
    carry = ""
    for word in _LETTERS.findall(normalize(name.replace("-", " "))):
        kind = _particles().get(word, "")
        if carry:
            common += carry == "servant"
            carry = ""
        elif kind == "servant" or kind.startswith("kunya"):
            carry = kind
        elif kind or _is_title(word) or _is_origin(word):
            continue
        elif _is_common(word):
            common += 1
        else:
            own += 1
    return common, own


def _is_title(word: str) -> bool:
    return word in _titles() and word not in _given()


def _is_common(word: str) -> bool:
    return word.startswith(_prefixes()) or bool({word, word.removeprefix(_ARTICLE)} & _given())


def _is_origin(word: str) -> bool:
    """Whether a word says from which country somebody is: المغربي, al-Maghribi, Moroccan."""
    plain = word.removeprefix(_ARTICLE)
    near = _origins().get(skeleton(plain), ())
    return any(likeness(plain, origin) >= _SURE_ACROSS for origin in near)


def _is_head(word: str) -> bool:
    """Whether a word says what kind of organization it is, in any of the languages or in Latin letters (Jama'at)."""
    plain = word.removeprefix(_ARTICLE)
    if plain in _heads():
        return True
    key = skeleton(plain)
    near = (*_heads_by_key().get(key, ()), *_heads_by_key().get(key.removesuffix("t"), ()))
    return any(likeness(plain, head) >= _HEAD for head in near)


def _numbers(name: str) -> tuple[str, ...]:
    """The numbers in a name, Roman ones too, and single letters: what tells one brigade from the next."""
    words = _WORD.findall(normalize(name))
    return tuple(sorted(w for w in words if any(c.isdigit() for c in w) or (w.isascii() and set(w) <= set("ivx"))))


@cache
def _particles() -> Mapping[str, str]:
    rows = read_table(_TABLES / "name_particles.tsv", ("form", "kind"))
    return {normalize(row["form"]): row["kind"] for row in rows}


@cache
def _given() -> frozenset[str]:
    from extract.lexicon import LANGUAGES, lexicon

    rows = read_table(_TABLES / "given_names.tsv", ("arabic", "latin"))
    forms = {normalize(form) for row in rows for form in (*row["arabic"].split("|"), *row["latin"].split("|"))}
    known = (lexicon(language).names.items() for language in LANGUAGES)
    return frozenset(forms | {form for names in known for form, kind in names if kind != "surname"})


@cache
def _titles() -> frozenset[str]:
    from extract.lexicon import LANGUAGES, lexicon

    known = (title for language in LANGUAGES for title in lexicon(language).titles)
    return frozenset(title.rstrip(".") for title in known) | _plain("rank")


@cache
def _plain(kind: str) -> frozenset[str]:
    rows = read_table(_TABLES / "plain_name_words.tsv", ("form", "kind"))
    return frozenset(normalize(row["form"]) for row in rows if row["kind"] == kind)


@cache
def _prefixes() -> tuple[str, ...]:
    return tuple(sorted(_plain("prefix")))


@cache
def _heads() -> frozenset[str]:
    from extract.lexicon import LANGUAGES, lexicon

    heads = (head for language in LANGUAGES for head in lexicon(language).organization_heads)
    return frozenset(_LETTERS.findall(head)[0].removeprefix(_ARTICLE) for head in heads)


@cache
def _heads_by_key() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for head in sorted(_heads()):
        # The folded forms write ta marbuta as ha, which Latin letters do not.
        spelled = head.removesuffix("ه") + "ة" if head.endswith("ه") else head
        found.setdefault(skeleton(spelled), []).append(spelled)
    return {key: tuple(words) for key, words in found.items()}


@cache
def _origins() -> Mapping[str, tuple[str, ...]]:
    # Straight from the table: to load all reference facts for these words takes a second.
    columns = ("entity", "language", "alias", "kind", "context", "source")
    found: dict[str, dict[str, None]] = {}
    for row in read_table(_TABLES.parent / "reference" / "aliases_places.tsv", columns):
        if row["kind"] == "demonym":
            word = normalize(row["alias"]).removeprefix(_ARTICLE)
            found.setdefault(skeleton(word), {})[word] = None
    return {key: tuple(words) for key, words in found.items()}
