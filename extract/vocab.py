"""Reading of the per-language word tables in ``extract/languages/{ar,fr,en}/``."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from ontology.normalize import fold_char, normalize
from ontology.reference import LANGUAGES as LANGUAGES
from ontology.tables import read_table

_ROOT = Path(__file__).parent / "languages"


@cache
def _rows(language: str, name: str, columns: tuple[str, ...]) -> tuple[dict[str, str], ...]:
    return tuple(read_table(_ROOT / language / f"{name}.tsv", columns))


def rows(language: str, name: str, columns: Sequence[str]) -> tuple[dict[str, str], ...]:
    """Rows of ``{language}/{name}.tsv``; a language that has no tables here gives none.

    Raises:
        DataError: the table is missing or breaks its header.
    """
    return _rows(language, name, tuple(columns)) if language in LANGUAGES else ()


@cache
def words_of_kind(language: str, name: str, kind: str) -> frozenset[str]:
    """Folded forms of one kind in a table of ``kind``, ``forms`` (parted by ``|``) and ``source``."""
    table = rows(language, name, ("kind", "forms", "source"))
    return frozenset(normalize(form) for row in table if row["kind"] == kind for form in row["forms"].split("|"))


def fold_pattern(pattern: str) -> str:
    """A regular expression whose literals are folded as ``ontology.normalize`` folds text; white space is kept.

    Patterns must not use escapes with capital letters, which folding would change.
    """
    return "".join(fold_char(char) for char in pattern)


def alternation(forms: Sequence[str]) -> str:
    """A regular expression for any of the normalised ``forms``, the longest first; never matches when empty."""
    unique = sorted({normalize(form) for form in forms}, key=lambda form: (-len(form), form))
    return "|".join(_escape(form) for form in unique) if unique else "(?!)"


def _escape(form: str) -> str:
    return "".join(char if char.isalnum() or char in " '-" else f"[{char}]" for char in form)
