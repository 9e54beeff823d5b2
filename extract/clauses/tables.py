"""The tables behind the clause finder: triggers, frames, support verbs, nouns that fill roles, function words."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from extract.clauses.model import Entry, Need, WordClass
from extract.clitics import noun_readings, verb_readings
from extract.vocab import rows
from ontology.errors import DataError
from ontology.normalize import normalize

TRIGGER_COLUMNS = ("type", "pos", "forms", "frame", "needs", "veto", "flags", "source")
FRAME_COLUMNS = ("frame", "slots", "role", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """Entries of one language by their first word (both stems of an Arabic verb)."""

    by_word: dict[str, tuple[Entry, ...]]

    def starting_with(self, words: Iterable[str]) -> list[Entry]:
        """Entries whose first word is one of ``words``, each once, in table order."""
        found: dict[int, Entry] = {}
        for word in words:
            for entry in self.by_word.get(word, ()):
                found[id(entry)] = entry
        return list(found.values())


@cache
def entries(language: str, table: str) -> Entries:
    """The entries of ``triggers.tsv`` or ``relations.tsv`` of ``language`` (``table`` without suffix)."""
    frames = _frames(language)
    by_word: dict[str, list[Entry]] = {}
    for row in rows(language, table, TRIGGER_COLUMNS):
        if row["frame"] not in frames:
            raise DataError(f"{language}/{table}.tsv: frame {row['frame']!r} is not in frames.tsv; add it there")
        for form in row["forms"].split("|"):
            entry = _entry(row, form, language, frames[row["frame"]])
            for first in sorted({entry.words[0], entry.imperfect} - {""}):
                by_word.setdefault(first, []).append(entry)
    return Entries(by_word={word: tuple(found) for word, found in by_word.items()})


def _entry(row: dict[str, str], form: str, language: str, frame: dict[str, str]) -> Entry:
    perfect, _, imperfect = form.partition("/")
    words = _tokens(perfect, language)
    word_class: WordClass = "verb" if row["pos"] == "verb" else "noun"
    first_imperfect = ""
    if imperfect:
        imperfect_word = _tokens(imperfect, language)[0]
        first_imperfect = "ي" + imperfect_word[1:]
        if imperfect_word[:1] not in "يتن":
            raise DataError(f"{language}: imperfect {imperfect!r} must begin with ي, ت or ن")
    return Entry(
        type=row["type"],
        word_class=word_class,
        words=words,
        imperfect=first_imperfect,
        frame=frame,
        needs=_need(row["needs"]),
        veto=_words(row["veto"]),
        flags=frozenset(flag for flag in row["flags"].split(",") if flag),
    )


@cache
def _frames(language: str) -> dict[str, dict[str, str]]:
    frames: dict[str, dict[str, str]] = {}
    for row in rows(language, "frames", FRAME_COLUMNS):
        for slot in row["slots"].split("|"):
            frames.setdefault(row["frame"], {})[normalize(slot)] = row["role"]
    return frames


@cache
def support_verbs(language: str) -> frozenset[str]:
    """Stems of verbs whose subject is the actor of the event noun that is their object (launch an attack)."""
    return frozenset(stems_of(row["forms"] for row in rows(language, "support_verbs", ("forms", "source"))))


@cache
def noun_verbs(language: str) -> dict[str, tuple[str, str]]:
    """Verbs around an event noun: stem to (role of their subject, role of their object), either may be empty."""
    table: dict[str, tuple[str, str]] = {}
    for row in rows(language, "noun_verbs", ("forms", "subject_role", "object_role", "source")):
        for stem in stems_of([row["forms"]]):
            table[stem] = (row["subject_role"], row["object_role"])
    return table


@cache
def fillers(language: str) -> dict[str, frozenset[str]]:
    """Nouns that may fill a role though they name nobody: folded noun to its classes (attacker, people, force, ...)."""
    return _classes(language, "fillers")


@cache
def function_words(language: str) -> dict[str, frozenset[str]]:
    """Closed-class words that a grammar needs: folded word to its classes."""
    return _classes(language, "function_words")


def _classes(language: str, table: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in rows(language, table, ("class", "forms", "source")):
        for form in row["forms"].split("|"):
            found.setdefault(" ".join(_tokens(form, language)), set()).add(row["class"])
    return {form: frozenset(classes) for form, classes in found.items()}


def stems_of(cells: Iterable[str]) -> list[str]:
    """Folded stems of cells such as ``قتل/يقتل|خطف/يخطف``; an imperfect is given with ي."""
    stems = []
    for cell in cells:
        for form in cell.split("|"):
            perfect, _, imperfect = form.partition("/")
            stems.append(normalize(perfect))
            if imperfect:
                stems.append("ي" + normalize(imperfect)[1:])
    return stems


def _need(cell: str) -> Need | None:
    if not cell:
        return None
    slot, _, words = cell.partition(":")
    return Need(slot=normalize(slot), words=_words(words))


def _words(cell: str) -> frozenset[str]:
    return frozenset(normalize(word) for word in cell.split("|") if word.strip())


@cache
def _tokens(form: str, language: str) -> tuple[str, ...]:
    """A form cut as the language's tokenizer cuts text, so that forms and text always agree."""
    from extract.analysis import parser

    return tuple(normalize(token.text) for token in parser(language).make_doc(form.strip()))


def nominal_stems(norm: str, language: str) -> tuple[str, ...]:
    """What ``norm`` may be in a table: itself, and in Arabic every noun stem it can be read as."""
    if language != "ar":
        return (norm,)
    return tuple(dict.fromkeys(reading.stem for reading in noun_readings(norm)))


def verbal_stems(norm: str, language: str) -> tuple[str, ...]:
    """The verb stems that ``norm`` may stand for; the word itself where lemmas serve."""
    if language != "ar":
        return (norm,)
    return tuple(dict.fromkeys(reading.stem for reading in verb_readings(norm)))
