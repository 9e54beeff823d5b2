"""Names compared across scripts and across habits of romanisation: محمود is Mahmoud and Mahmud, and is not Muhammad.

A word of a name becomes a row of sounds (``tables/romanization.tsv``), and two rows are aligned at least cost
(``tables/sound_costs.tsv``): short vowels, which Arabic does not write, cost nothing against nothing; long ones, which
it does, must find a vowel of their kind, so that حسن and Hussein stay apart. Method: Needleman and Wunsch 1970, with
costs by scripts.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from ontology.tables import read_table

_TABLES = Path(__file__).parent / "tables"
_VOWELS = frozenset("aeiouAUIEO")
_SHORT_VOWELS = frozenset("aeiou")
# In the key of blocking one class for all consonants that scripts or habits confuse.
_CLASSES = str.maketrans("cPYZTDzqgJGXS", "sdtdtddkkkkks")
SAME = 0.85
"""Least likeness of two words that may be one name."""
_ONE_MORE = 0.92
_ALONE = 0.7
_PARTED = 0.95
_PERSIAN = str.maketrans("یکہھۀە", "يكهههه")
_SERVANT = re.compile(r"abd[aeiou]{1,2}(?:[lrsndtz]h?)?")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼʿʾ`][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a name: its script (``A`` Arabic, ``L`` Latin), its sounds, and the rows of ``given_names.tsv`` that it
    may be of, which decide where they are known."""

    script: str
    sounds: str
    given: frozenset[int] = frozenset()


def skeleton(name: str) -> str:
    """The key under which spellings of one name in Arabic and Latin script meet: the consonants of each word, in
    classes of those that scripts and habits confuse, without particles (al, bin, ولد) and words of no consonant."""
    return " ".join(key for word in words_of(name) if (key := _key(word)))


def likeness(one: str, other: str) -> float:
    """How far two names are one, from 0 to 1: 1 for the same spelling, from 0.9 the same name in another script or
    romanisation, below 0.7 another name. A name with more words than the other stays below 0.93."""
    return _likeness(*sorted((one, other)))


@lru_cache(maxsize=65536)
def _likeness(one: str, other: str) -> float:
    left, right = words_of(one), words_of(other)
    if not left or not right:
        return 0.0
    if left == right:
        return 1.0
    if len(left) > len(right):
        left, right = right, left
    apart = _parted_otherwise(left, right)
    matched = _aligned(left, right)
    if not matched:
        return apart
    mean = (sum(matched) / len(matched) + min(matched)) / 2
    alone = _ALONE if len(left) == 1 < len(right) else 1.0
    together = alone * mean * (len(matched) / len(left)) ** 2 * _ONE_MORE ** (len(right) - len(matched))
    return max(together, apart)


def _parted_otherwise(left: tuple[Word, ...], right: tuple[Word, ...]) -> float:
    """The likeness of two names that part their words otherwise: خير الله, خيرالله; Kakazada, Kaka Zada."""
    if len(left) == len(right) or len({word.script for word in (*left, *right)}) > 2:
        return 0.0
    one, other = (Word(script=words[0].script, sounds="".join(w.sounds for w in words)) for words in (left, right))
    near = word_likeness(one, other)
    return near * _PARTED if near >= SAME else 0.0


def _aligned(left: tuple[Word, ...], right: tuple[Word, ...]) -> tuple[float, ...]:
    """The likenesses of the words of the best alignment in order, those below ``SAME`` left out unless both names have
    as many words."""
    if len(left) == len(right):
        return tuple(word_likeness(a, b) for a, b in zip(left, right, strict=True))
    best: dict[tuple[int, int], tuple[float, ...]] = {}
    for i in range(len(left) + 1):
        for j in range(len(right) + 1):
            options = [best[i - 1, j]] if i else []
            options += [best[i, j - 1]] if j else []
            if i and j and (near := word_likeness(left[i - 1], right[j - 1])) >= SAME:
                options.append((*best[i - 1, j - 1], near))
            best[i, j] = max(options, key=lambda found: (len(found), sum(found)), default=())
    return best[len(left), len(right)]


@lru_cache(maxsize=65536)
def word_likeness(one: Word, other: Word) -> float:
    """How far two words are one name, from 0 to 1."""
    if one.sounds == other.sounds and one.script == other.script:
        return 1.0
    if one.given and other.given:
        return 1.0 if one.given & other.given else 0.5
    if one.script > other.script:
        one, other = other, one
    pair = one.script + other.script
    size = max(2.0, (_weight(one.sounds) + _weight(other.sounds)) / 2)
    return max(0.0, 1 - _distance(one.sounds, other.sounds, _costs()[pair]) / size)


def _weight(sounds: str) -> float:
    return sum(0.0 if sound in _SHORT_VOWELS else 0.25 if sound in _VOWELS else 1.0 for sound in sounds)


def _distance(one: str, other: str, costs: Mapping[tuple[str, str], float]) -> float:
    row = [0.0]
    for index, sound in enumerate(other):
        row.append(row[-1] + _missing(costs, ("", sound), edge=index == 0))
    for index, sound in enumerate(one):
        gone = _missing(costs, (sound, ""), edge=index == 0)
        new = [row[0] + gone]
        for place, there in enumerate(other, start=1):
            change = 0.0 if sound == there else costs.get((sound, there), 1.0)
            # The first alef of an Arabic word carries any vowel: إبراهيم, أسامة, عمر.
            if index == 0 and place == 1 and sound == "A" and there in _VOWELS:
                change = 0.0
            come = _missing(costs, ("", there), edge=place == 1)
            new.append(min(row[place - 1] + change, row[place] + gone, new[-1] + come))
        row = new
    return row[-1]


def _missing(costs: Mapping[tuple[str, str], float], pair: tuple[str, str], *, edge: bool) -> float:
    cost = costs.get(pair, 1.0)
    return cost / 2 if edge and (pair[0] or pair[1]) in _VOWELS else cost


@lru_cache(maxsize=65536)
def words_of(name: str) -> tuple[Word, ...]:
    """The words of a name as sounds: particles gone, أبو and عبد joined to the word after them, articles cut."""
    found: list[Word] = []
    prefix, kunya = "", False
    pieces = list(_pieces(name))
    for index, (word, hyphen) in enumerate(pieces):
        kind = _particles().get(word, "") or ("servant" if _SERVANT.fullmatch(word) else "")
        last = index + 1 == len(pieces)
        if not last and (kind in ("article", "son") or (kind == "assimilated" and hyphen)):
            continue
        if kind == "suffix" and found and not prefix:
            found[-1] = _joined(found[-1], _word(word, "", joined=True))
            continue
        if not last and kind == "servant":
            prefix, kunya = "bd", False
            continue
        if not last and kind.startswith("kunya"):
            prefix, kunya = "+" if kind == "kunya" else "*", True
            continue
        found.append(_word(word, prefix if not kunya else "", joined=bool(prefix)))
        if kunya:
            found[-1] = _joined(Word(script=found[-1].script, sounds=prefix), found[-1])
        prefix, kunya = "", False
    return tuple(word for word in found if word.sounds)


def _pieces(name: str) -> list[tuple[str, bool]]:
    """(word in small letters without marks, whether a hyphen follows) of a name; عبدالله comes as عبد and الله."""
    text = unicodedata.normalize("NFKD", name)
    marked = "".join(c for c in text if not unicodedata.combining(c) or c in "\u0653\u0654\u0655")
    plain = unicodedata.normalize("NFC", marked).replace("ـ", "").casefold()
    plain = "".join(char for char in plain.translate(_PERSIAN) if unicodedata.category(char) != "Cf")
    out: list[tuple[str, bool]] = []
    for match in _WORD.finditer(plain):
        word = re.sub("['’ʼʿʾ`]", "", match[0])
        hyphen = plain[match.end() : match.end() + 1] in ("-", "\u2010", "\u2011", "\u2013")
        out.extend(_parted(word, hyphen))
    return out


@lru_cache(maxsize=65536)
def _parted(word: str, hyphen: bool) -> list[tuple[str, bool]]:
    """A word with عبد or an article grown on, in its parts: عبدالرحمن, Abderrahmane, Abdelaziz."""
    folded = word.translate({ord("أ"): "ا", ord("إ"): "ا", ord("آ"): "ا"})
    if folded.startswith("ابو") and len(word) > 5:
        return [(folded[:3], False), (word[3:], hyphen)]
    if word != "عبد" and folded.startswith("عبدال") and len(word) > 6:
        return [("عبد", False), (word[3:], hyphen)]
    match = re.fullmatch(r"abd[aeiou]u?(?:l(?=[^l])|([rszdntch])(?=\1)|(?=ll))(.{2,})", word)
    if match and not _arabic(word):
        return [("abd", False), (match[2], hyphen)]
    return [(folded if folded in _particles() else word, hyphen)]


@lru_cache(maxsize=65536)
def _word(word: str, prefix: str, *, joined: bool) -> Word:
    if _arabic(word):
        if word.startswith("ال") and len(word) > (3 if joined else 4):
            word = word[2:]
        sounds, script = _sounds(word.replace("الله", "اله").replace("الدين", "دين"), "Arab"), "A"
    else:
        sounds, script = _collapsed(_sounds(word, "Latn")), "L"
    return Word(script=script, sounds=prefix + sounds, given=frozenset() if prefix else _given().get(word, frozenset()))


def _joined(first: Word, second: Word) -> Word:
    return Word(script=first.script, sounds=first.sounds + second.sounds)


def _arabic(word: str) -> bool:
    return "\u0600" <= word[:1] <= "\u06ff"


def _sounds(word: str, script: str) -> str:
    table = _letters()[script]
    out: list[str] = []
    index = 0
    while index < len(word):
        piece = next((piece for size in (3, 2, 1) if (piece := word[index : index + size]) in table), "")
        after = word[index + len(piece) : index + len(piece) + 1]
        out.append(_GLIDES[piece] if piece in _GLIDES and after and after in "aeiouy" else table.get(piece, ""))
        index += len(piece) or 1
    text = "".join(out)
    if script == "Latn":
        # y between consonants, or after one at the end, is a vowel.
        return re.sub(r"(?<=[^aeiouEO])y(?![aeiouEO])", "i", text)
    # و and ي at the beginning of a word are consonants.
    return {"U": "w", "I": "y"}.get(text[:1], text[:1]) + text[1:]


# Before a vowel the second letter of these is a consonant: Awad, Ayad, Alaoui, Oualid.
_GLIDES = {"aou": "aw", "aw": "aw", "ay": "ay", "ow": "ow", "ey": "ey", "ou": "w", "au": "aw", "ai": "ay", "ei": "ey"}


def _collapsed(sounds: str) -> str:
    return re.sub(r"([^aeiouEO])\1+", r"\1", sounds)


@lru_cache(maxsize=65536)
def _key(word: Word) -> str:
    kept = "".join(sound for sound in word.sounds if sound not in _VOWELS and sound not in "'wyhH+*")
    if word.sounds[:1] in ("w", "y"):
        kept = word.sounds[0] + kept
    # جنبلاط is Joumblatt: n before b is said as m.
    return re.sub(r"(.)\1+", r"\1", kept.translate(_CLASSES).replace("nb", "mb"))


@cache
def _letters() -> dict[str, dict[str, str]]:
    tables: dict[str, dict[str, str]] = {"Arab": {}, "Latn": {}}
    for row in read_table(_TABLES / "romanization.tsv", ("script", "letters", "sounds")):
        tables[row["script"]][row["letters"]] = row["sounds"]
    return tables


def is_filial(name: str) -> bool:
    """Whether a name says whose son or daughter (بن, ibn, ould): محمد بن سلمان is another name than محمد سلمان."""
    return any(_particles().get(word) == "son" for word, _ in _pieces(name))


def is_given_name(word: str) -> bool:
    """Whether a word is one of the frequent given names, in Arabic or in Latin script."""
    return all(piece in _given() for piece, _ in _pieces(word)) and bool(word.strip())


@cache
def _given() -> dict[str, frozenset[int]]:
    rows: dict[str, set[int]] = {}
    for number, row in enumerate(read_table(_TABLES / "given_names.tsv", ("arabic", "latin"))):
        for form in (*row["arabic"].split("|"), *row["latin"].split("|")):
            for word, _ in _pieces(form):
                rows.setdefault(word, set()).add(number)
    return {form: frozenset(numbers) for form, numbers in rows.items()}


@cache
def _costs() -> dict[str, dict[tuple[str, str], float]]:
    tables: dict[str, dict[tuple[str, str], float]] = {"AA": {}, "AL": {}, "LL": {}}
    for row in read_table(_TABLES / "sound_costs.tsv", ("pair", "one", "other", "cost")):
        costs = tables[row["pair"]]
        costs[row["one"], row["other"]] = float(row["cost"])
        if row["pair"] != "AL":
            costs[row["other"], row["one"]] = float(row["cost"])
    return tables


@cache
def _particles() -> dict[str, str]:
    return {row["form"]: row["kind"] for row in read_table(_TABLES / "name_particles.tsv", ("form", "kind"))}
