"""The words that tell names apart, from ``extract/languages/{ar,fr,en}``: titles, posts, heads, names, common words.

Everything is folded by ``ontology.normalize`` and read once; a table that a language does not have is empty.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.normalize import normalize
from ontology.reference import LANGUAGES as LANGUAGES
from ontology.tables import read_table

FOLDER = Path(__file__).parent / "languages"

POST_COLUMNS = ("form", "kind", "gender", "public", "source")
HEAD_COLUMNS = ("form", "kind", "class", "source")

_PREFIX = re.compile(r"[وف]?(?:س|[بلك])?(?:ال|لل)?")
_SUFFIXES = (
    "",
    "ه",
    "ها",
    "هم",
    "هما",
    "نا",
    "ات",
    "ين",
    "ون",
    "ان",
    "وا",
    "ت",
    "ته",
    "تها",
    "تهم",
    "ي",
    "يه",
    "ا",
    "تين",
    "هن",
)
_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A word or phrase for a post: ``kind`` is post, leader, spokesman, member or envoy; ``gender`` m, f or empty;
    ``public`` says that its holder is a public figure."""

    form: str
    kind: str
    gender: str
    public: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A word in names of organizations or places. ``kind``: head (begins the name; ``type`` is the class it implies),
    inner, adjective, compound (begins a place's own name), epithet (no part of the name) or stop (ends it)."""

    form: str
    kind: str
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The tables of one language, by folded form."""

    titles: frozenset[str]
    posts: dict[str, Post]
    particles: dict[str, str]
    organization_heads: dict[str, Head]
    place_heads: dict[str, Head]
    nominals: dict[str, str]
    names: dict[str, str]
    common: frozenset[str]
    cues: dict[str, frozenset[str]]

    def cue(self, norm: str, *kinds: str) -> bool:
        """Whether a folded word is in ``name_cues.tsv`` under one of these kinds."""
        return any(norm in self.cues.get(kind, ()) for kind in kinds)

    def is_common(self, norm: str) -> bool:
        """Whether a folded word is an everyday word, in this form or without its clitics and endings."""
        return norm in self.common or any(stem in self.common for stem in stems(norm))

    def is_word(self, norm: str) -> bool:
        """Whether a folded word, as a whole, is known as a personal name or as an everyday word."""
        return norm in self.names or norm in self.common


def stems(norm: str) -> Iterator[str]:
    """What an Arabic word may be without prefixes and endings; nothing for other scripts."""
    if not is_arabic(norm):
        return
    for start in _prefixes(norm):
        for suffix in _SUFFIXES:
            stem = norm[start : len(norm) - len(suffix)] if norm.endswith(suffix) else ""
            if len(stem) >= _SHORTEST_STEM:
                yield stem
                if suffix.startswith("ت"):
                    yield stem + "ه"


def _prefixes(norm: str) -> tuple[int, ...]:
    match = _PREFIX.match(norm)
    longest = match.end() if match else 0
    return tuple(size for size in range(longest + 1) if _PREFIX.fullmatch(norm[:size]))


def is_arabic(text: str) -> bool:
    """Whether the first letter of ``text`` is Arabic."""
    first = next((char for char in text if char.isalpha()), "")
    return "\u0600" <= first <= "\u06ff" or "\u0750" <= first <= "\u077f"


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of ``ar``, ``fr`` or ``en``; any other language has an empty one."""
    posts = [
        Post(form=normalize(row["form"]), kind=row["kind"], gender=row["gender"], public=row["public"] == "yes")
        for row in _rows(language, "post_heads", POST_COLUMNS)
    ]
    return Lexicon(
        titles=frozenset(normalize(row["form"]) for row in _rows(language, "titles", ("form", "source"))),
        posts={post.form: post for post in posts},
        particles=_pairs(language, "name_particles"),
        organization_heads=_heads(language, "organization_heads"),
        place_heads=_heads(language, "place_heads"),
        nominals=_pairs(language, "nominals", "class"),
        names=_pairs(language, "given_names"),
        common=frozenset(normalize(row["form"]) for row in _rows(language, "common_words", ("form",))),
        cues=_cues(language),
    )


def _rows(language: str, table: str, columns: Sequence[str]) -> list[dict[str, str]]:
    path = FOLDER / language / f"{table}.tsv"
    return read_table(path, columns) if path.is_file() else []


def _pairs(language: str, table: str, column: str = "kind") -> dict[str, str]:
    return {normalize(row["form"]): row[column] for row in _rows(language, table, ("form", column, "source"))}


def _cues(language: str) -> dict[str, frozenset[str]]:
    rows = _rows(language, "name_cues", ("form", "kind", "source"))
    return {
        kind: frozenset(normalize(row["form"]) for row in rows if row["kind"] == kind)
        for kind in dict.fromkeys(row["kind"] for row in rows)
    }


def _heads(language: str, table: str) -> dict[str, Head]:
    heads = [
        Head(form=normalize(row["form"]), kind=row["kind"], type=row["class"])
        for row in _rows(language, table, HEAD_COLUMNS)
    ]
    return {head.form: head for head in heads}
