"""NewsFANE re-tags the text of ANERcorp with clitics split off: this lays its labels onto ANERcorp's words.

Both texts become streams of folded letters. Where a run of ``SHINGLE`` letters stands once in each, the letters of the
run are the same place; a word takes the labels of the tokens that its letters fall into.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ontology.normalize import fold_char

SHINGLE = 18
_CLITICS = frozenset("وفبلكس")


@dataclass(frozen=True, slots=True)
class Laid:
    """What NewsFANE says of one word: BIO tag of its kernel, and how many letters stand before the kernel."""

    tag: str
    clitics: int


def stream(tokens: Sequence[str]) -> tuple[str, list[int]]:
    """The folded letters of ``tokens``, and for each letter the number of its token."""
    letters: list[str] = []
    owners: list[int] = []
    for index, token in enumerate(tokens):
        folded = "".join(map(fold_char, token)).replace(" ", "")
        letters.append(folded)
        owners += [index] * len(folded)
    return "".join(letters), owners


def shingles(text: str, size: int) -> dict[str, int]:
    """The runs of ``size`` letters that stand once in ``text``, with their place; -1 for those that stand oftener."""
    found: dict[str, int] = {}
    for start in range(len(text) - size + 1):
        run = text[start : start + size]
        found[run] = -1 if run in found else start
    return found


def lay(words: Sequence[str], tagged: Sequence[tuple[str, str]]) -> list[Laid | None]:
    """For each of ``words`` what the (token, tag) pairs of the other text say; ``None`` where they do not meet."""
    ours, owners = stream(words)
    theirs, tokens = stream([token for token, _ in tagged])
    places = shingles(theirs, SHINGLE)
    once = shingles(ours, SHINGLE)
    meets: list[int] = [-1] * len(ours)
    for run, start in once.items():
        place = places.get(run, -1)
        if start >= 0 and place >= 0:
            for step in range(SHINGLE):
                meets[start + step] = tokens[place + step]
    found: list[Laid | None] = []
    at = 0
    for index in range(len(words)):
        first = at
        while at < len(owners) and owners[at] == index:
            at += 1
        found.append(_word(ours[first:at], meets[first:at], tagged))
    return found


def _word(letters: str, tokens: list[int], tagged: Sequence[tuple[str, str]]) -> Laid | None:
    if not letters or sum(token < 0 for token in tokens) > 1:
        return None
    parts: list[int] = []
    for token in tokens:
        if token >= 0 and (not parts or parts[-1] != token):
            parts.append(token)
    clitics = 0
    while len(parts) > 1 and tagged[parts[0]][0] in _CLITICS and tagged[parts[0]][1] == "O":
        clitics += 1
        parts.pop(0)
    tags = [tagged[part][1] for part in parts]
    kernel = next((tag for tag in tags if tag != "O"), "O")
    return Laid(kernel, clitics)
