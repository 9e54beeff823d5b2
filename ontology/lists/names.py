"""Names as lists print them: tidied, parted where one cell holds several, and in the order in which they are said."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ontology.lists.model import QUALITIES, ListedName, NameKind, Quality
from ontology.normalize import normalize
from ontology.tables import read_table

_TABLES = Path(__file__).parents[1] / "tables"
UNKNOWN_SCRIPT = "zzzz"
UNTOLD = "und"
"""The language of a name that is in another than that of its list."""
# The joiners shape Persian and stay; all other invisible characters go.
_JOINERS = "\u200c\u200d"
_BRACKETS = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
# Most names: nothing in them to part, to turn round or to leave out.
_PLAIN = re.compile(r"[A-Za-z][A-Za-z .-]*[A-Za-z.]")
_QUOTES = "\"“”„«»‘’'`"
_EDGES = " ,;:،؛"
_ACRONYM = re.compile(r"[A-Z][A-Za-z]?[A-Z0-9]{0,5}|[A-Z0-9]{1,5}(?:[/-][A-Z0-9]{1,5})+")
# Arabic's own letters, with its marks: no letter that only Persian, Urdu, Pashto or Kurdish write.
_ARABIC = re.compile(r"[\u0621-\u063a\u0640-\u0652\u0670\u0671\u200c\u200d\W\d]+")


@cache
def words(kind: str) -> frozenset[str]:
    """The normalised words of this kind in ``tables/listed_words.tsv``."""
    rows = read_table(_TABLES / "listed_words.tsv", ("form", "kind"))
    return frozenset(normalize(row["form"]) for row in rows if row["kind"] == kind)


@cache
def _scripts() -> dict[str, str]:
    return {row["letter"]: row["script"] for row in read_table(_TABLES / "scripts.tsv", ("letter", "script"))}


@cache
def _languages() -> dict[str, str]:
    return {row["form"]: row["language"] for row in read_table(_TABLES / "name_languages.tsv", ("form", "language"))}


def language_tag(published: str) -> str:
    """The language tag of a language as a list writes it (``Arabic``, ``AR``); empty where it is not known."""
    return _languages().get(normalize(published), "")


def tidy(text: str | None) -> str:
    """The text on one line: white space as single spaces, no control characters and marks of direction, NFC."""
    if not text:
        return ""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = (" " if char.isspace() else char for char in text if char in _JOINERS or _visible(char))
    return unicodedata.normalize("NFC", " ".join("".join(kept).split()))


@cache
def _visible(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn")


@cache
def script_of_letter(char: str) -> str:
    """The script of one character; empty where it is no letter."""
    if not char.isalpha():
        return ""
    return _scripts().get(unicodedata.name(char, "").partition(" ")[0].partition("-")[0], UNKNOWN_SCRIPT)


def script_of(text: str) -> str:
    """The script of most letters of the text; empty where it has none."""
    if text.isascii():
        return "latn" if any(map(str.isalpha, text)) else ""
    counts = Counter(map(script_of_letter, text))
    del counts[""]
    return max(counts, key=lambda script: (counts[script], script)) if counts else ""


def is_arabic(text: str) -> bool:
    """Whether the letters of an Arabic-script name are all Arabic's own, so that it may be an Arabic spelling."""
    return _ARABIC.fullmatch(text) is not None


def is_dubious(text: str) -> bool:
    """Whether this is no name: no letter or a single one, or words such as "unknown" and "n/a"."""
    letters = sum(map(str.isalpha, text))
    if script_of(text) not in ("hani", "hang"):
        letters += sum(map(str.isdigit, text))
    return not any(map(str.isalpha, text)) or letters < 2 or normalize(text) in words("dubious")


def listed_names(
    text: str | None, *, person: bool, quality: Quality = "good", language: str = "", note: str = ""
) -> Iterator[ListedName]:
    """The names in one cell, in the order of the cell; dubious ones too, which ``kept`` drops.

    "Hassan Ghul (حسن غول)" are two names, "A; B" are two, "Islamic Group (GIA)" is a name and its acronym, and in
    "Encep Nurjaman (birth name)" the brackets remark on the name.
    """
    cell = tidy(text)
    if _PLAIN.fullmatch(cell):
        kind: NameKind = "acronym" if not person and is_acronym(cell) else "name"
        yield ListedName(text=cell, script="latn", language=language, quality=quality, kind=kind, note=note)
        return
    for part in re.split(r"\s*[;؛]\s*(?![^()]*\))|\s+/\s+", cell):
        yield from _without_brackets(part, person, quality, language, note)


def _without_brackets(part: str, person: bool, quality: Quality, language: str, note: str) -> Iterator[ListedName]:
    inside: list[ListedName] = []

    def take(match: re.Match[str]) -> str:
        found = tuple(_bracketed(part[: match.start()] + part[match.end() :], match[1], person, quality))
        inside.extend(found)
        if found or person or normalize(match[1]) in words("remark"):
            notes.extend([match[1]] if not found else [])
            return " "
        return match[0]

    notes = [note] if note else []
    outer = tidy(_BRACKETS.sub(take, part))
    for run in _runs(outer):
        yield _name(run, person=person, quality=quality, language=language, note="; ".join(notes))
    yield from inside


def _bracketed(outer: str, inner: str, person: bool, quality: Quality) -> Iterator[ListedName]:
    """Names within brackets: in another script than the words around, or the acronym of these."""
    here = script_of(outer)
    pieces = [_unremarked(piece) for piece in re.split(r"\s*[;؛]\s*", inner)]
    if here and any(script_of(piece) not in ("", here) for piece in pieces):
        for piece in pieces:
            yield from _without_brackets(piece, person, quality, "", "")
    elif not person and is_acronym(pieces[0]) and _abbreviates(pieces[0], outer):
        yield _name(pieces[0], person=person, quality=quality, language="", note="")


def _unremarked(piece: str) -> str:
    """Without "original script:" before it and "(original script)" after it."""
    head, colon, tail = piece.partition(":")
    if colon and normalize(head) in words("remark"):
        return tail.strip()
    return _BRACKETS.sub(lambda match: "" if normalize(match[1]) in words("remark") else match[0], piece).strip()


def _runs(text: str) -> Iterator[str]:
    """The text parted where its script changes between words: Agha Jan اغا جان."""
    runs: list[tuple[str, list[str]]] = []
    for word in text.split():
        script = script_of(word)
        if runs and script in ("", runs[-1][0]):
            runs[-1][1].append(word)
        elif runs and not runs[-1][0]:
            runs[-1] = (script, [*runs[-1][1], word])
        else:
            runs.append((script, [word]))
    for _, run in runs:
        yield " ".join(run)


def _name(text: str, *, person: bool, quality: Quality, language: str, note: str) -> ListedName:
    bare = tidy(text).strip(_EDGES)
    head, comma, tail = bare.partition(",")
    if person and comma and re.search(r"\d", tail):
        bare, note = head.strip(), "; ".join(part for part in (tail.strip(), note) if part)
    said = _said(bare, person=person)
    kind: NameKind = "acronym" if not person and is_acronym(bare) else "name"
    return ListedName(
        text=bare,
        script=script_of(bare),
        language=language,
        quality=quality,
        kind=kind,
        form="" if said == bare else said,
        note=note,
    )


def _said(text: str, *, person: bool) -> str:
    """The name without quotation marks, and a family name printed first put last: "OMAR, Ramzi" is Ramzi OMAR."""
    # A single mark at the beginning is the ayn of a transliteration: 'Abd, ‘Umar.
    quoted = len(text) > 2 and text[0] in _QUOTES and text[-1] in _QUOTES
    plain = tidy(text.strip(_QUOTES) if quoted else text)
    plain = tidy(plain.replace("“", "").replace("”", "").replace('"', "")) or text
    if not person or plain.count(",") + plain.count("،") != 1:
        return plain
    family, _, given = re.sub("،", ",", plain).partition(",")
    if normalize(given) in words("suffix"):
        return tidy(f"{family} {given}")
    return tidy(f"{given} {family}") or plain


def is_acronym(text: str) -> bool:
    """Whether this looks like an acronym in Latin letters: AQMI, LRM/A, JuA, M23."""
    return " " not in text and len(text) <= 11 and _ACRONYM.fullmatch(text) is not None


def _abbreviates(acronym: str, name: str) -> bool:
    """Whether the letters of an acronym stand in this order in the name, so that (KENYA) is none."""
    letters = iter(normalize(name))
    return all(char in letters for char in normalize(acronym) if char.isalnum())


def elements(folded: str, *, person: bool) -> list[str]:
    """The words of a normalised name that tell it from others. Of a person without articles, titles, patronymic
    particles and initials; a kunya and عبد count with the word after them, الدين and الله with the word before. Of an
    organization without the words that link others."""
    found: list[str] = []
    servant = False
    skipped, suffixes, servants = _apart()
    for word in folded.replace("-", " ").replace("'", "").replace(".", " ").split():
        if not person:
            if word not in words("link"):
                found.append(word)
        elif word in servants:
            servant = True
        elif word not in skipped and len(word) > 1 and (servant or not found or word not in suffixes):
            found.append(word)
            servant = False
    return found


@cache
def _apart() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Words of personal names that are none by themselves; those that belong to the word before; those to the next."""
    rows = read_table(_TABLES / "name_particles.tsv", ("form", "kind"))
    kinds: dict[str, set[str]] = {}
    for row in rows:
        kinds.setdefault(row["kind"].partition("_")[0], set()).add(normalize(row["form"]))
    skipped = kinds["article"] | kinds["assimilated"] | kinds["son"] | kinds["kunya"] | words("title")
    return frozenset(skipped), frozenset(kinds["suffix"]), frozenset(kinds["servant"])


@cache
def given_names() -> frozenset[str]:
    """Frequent given names in Arabic and Latin script, normalised (``tables/given_names.tsv``)."""
    rows = read_table(_TABLES / "given_names.tsv", ("arabic", "latin"))
    return frozenset(normalize(form) for row in rows for cell in row.values() for form in cell.split("|") if form)


class Kept(NamedTuple):
    """The names of an entry that are names, and how many were dropped that are none."""

    names: tuple[ListedName, ...]
    dubious: int


def kept(names: Iterable[ListedName]) -> Kept:
    """The names without dubious ones and repetitions, the best quality of each, sorted by quality and text."""
    best: dict[str, ListedName] = {}
    dubious = 0
    for name in names:
        if is_dubious(name.text):
            dubious += 1
            continue
        known = best.get(name.text)
        if known is None:
            best[name.text] = name
            continue
        quality = min(known.quality, name.quality, key=QUALITIES.index)
        told = known.language or (name.language if name.language != UNTOLD else "")
        if quality != known.quality or told != known.language:
            best[name.text] = replace(known, quality=quality, language=told)
    ordered = sorted(best.values(), key=lambda name: (QUALITIES.index(name.quality), name.text))
    return Kept(tuple(ordered), dubious)
