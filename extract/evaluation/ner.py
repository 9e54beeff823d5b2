"""Scores names against a CoNLL file: precision, recall and F1 of exact spans for each kind, with bootstrap intervals.

The file has a token and, as its last field, a BIO tag a line (a column of numbers before them is passed over), an empty
line after each sentence. Sentences are read as neighbours of one text, in blocks, through the pipeline that ``extract``
uses. Three readings can be scored:

- ``mentions``: what extraction takes for names, known ones and the model's, put together;
- ``model``: the trained model alone, in its own types;
- ``anercorp``: the model's names in ANERcorp's scheme (two heads together), in which ministries, armies and nations are
  unmarked and MISC holds currencies and faiths, with the bodies that the reference knows (but those of states): the
  known name wins on type, and is added where the model has nothing. It is the default for files with the tag PERS.

A span is right where its tokens and its kind are those of the file (Tjong Kim Sang and De Meulder 2003). Arabic clitics
are part of the token, so they decide nothing here.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from extract.analysis import Analysis, analyse
from extract.gazetteer import Gazetteer
from extract.language import detect
from extract.mentions import mention_result
from extract.model import Article, Zone
from extract.reader.reader import reader
from ontology.errors import InputError, UsageError
from ontology.tables import read_table
from ontology.vocabulary import is_a

READINGS = ("auto", "mentions", "model", "anercorp")
BLOCK = 40
RESAMPLES = 1000
SEED = 20_150_731
_TAGSETS = Path(__file__).with_name("tagsets.tsv")
_CLASSES = (("Person", "PER"), ("Organization", "ORG"), ("Place", "LOC"))

Token = tuple[str, str]
Span = tuple[int, int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """The sentences of a file with gold and predicted spans (first token, last token, kind)."""

    reading: str
    language: str
    kinds: tuple[str, ...]
    sentences: tuple[tuple[Token, ...], ...]
    gold: tuple[frozenset[Span], ...]
    found: tuple[frozenset[Span], ...]


def read_lines(path: Path, kind: str) -> list[str]:
    """The lines of a UTF-8 file of this ``kind``; raises ``InputError`` where it is a folder or in another encoding."""
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise InputError(str(path), "not UTF-8; convert it first (iconv -t UTF-8)") from None
    except IsADirectoryError:
        raise InputError(str(path), f"a folder; name one {kind} file") from None


def read_conll(path: Path) -> list[tuple[Token, ...]]:
    """The sentences of a CoNLL file; raises ``InputError`` naming file and line."""
    sentences: list[list[Token]] = [[]]
    for number, line in enumerate(read_lines(path, "CoNLL"), start=1):
        fields = line.split()
        if not fields or fields[0] == "-DOCSTART-":
            sentences.append([])
            continue
        tag = fields[-1]
        if len(fields) < 2 or not (tag == "O" or (tag[:2] in ("B-", "I-") and len(tag) > 2)):
            reason = f"needs a token and a BIO tag such as B-PER, not {line.strip()[:60]!r}"
            raise InputError(f"{path}, line {number}", reason)
        numbered = len(fields) > 2 and fields[0].isdigit()
        sentences[-1].append((fields[1] if numbered else fields[0], tag))
    found = [tuple(sentence) for sentence in sentences if sentence]
    if not found:
        raise InputError(str(path), "no token in it; a CoNLL file has a token and a tag a line")
    return found


def score_file(path: Path, gazetteer: Gazetteer, reading: str = "auto", language: str | None = None) -> Scored:
    """The spans of a CoNLL file and those that the pipeline finds in its text."""
    if reading not in READINGS:
        raise UsageError(f"reading {reading!r} is not known; use one of {', '.join(READINGS)}")
    sentences = read_conll(path)
    kinds = {row["label"]: row["kind"] for row in read_table(_TAGSETS, ["label", "kind"])}
    labels = {tag[2:] for sentence in sentences for _, tag in sentence if tag != "O"}
    unknown = sorted(labels - kinds.keys())
    if unknown:
        listed = ", ".join(unknown[:8])
        raise InputError(str(path), f"labels {listed} are not known; rename them as {_TAGSETS.name} has them")
    language = language or detect(" ".join(token for sentence in sentences[:200] for token, _ in sentence))
    if reading == "auto":
        reading = "anercorp" if "PERS" in labels else "mentions"
    gold = [frozenset(spans_of([tag for _, tag in sentence], kinds)) for sentence in sentences]
    # MISC is a kind that no mention has: it is scored where the reading knows it.
    scored = {kinds[label] for label in labels} - (set() if reading == "anercorp" else {"MISC"})
    found: list[frozenset[Span]] = []
    for start in range(0, len(sentences), BLOCK):
        found += _read(sentences[start : start + BLOCK], language, reading, gazetteer, kinds)
    return Scored(
        reading=reading,
        language=language,
        kinds=tuple(kind for kind in ("PER", "LOC", "ORG", "MISC") if kind in scored),
        sentences=tuple(sentences),
        gold=tuple(frozenset(s for s in spans if s[2] in scored) for spans in gold),
        found=tuple(frozenset(s for s in spans if s[2] in scored) for spans in found),
    )


def spans_of(tags: Sequence[str], kinds: dict[str, str]) -> Iterator[Span]:
    """The spans of BIO tags; an I- that follows no span of its label begins one, as conlleval has it."""
    first, label = -1, ""
    for index, tag in enumerate([*tags, "O"]):
        if first >= 0 and tag != f"I-{label}":
            yield first, index - 1, kinds[label]
            first = -1
        if tag != "O" and first < 0:
            first, label = index, tag[2:]


def text_of(sentences: Sequence[Sequence[str]], language: str) -> tuple[list[str], list[list[int]]]:
    """The sentences as lines of text, and the offset of each token in its line. French and English get back the
    spacing of print (l'Iran, Smith's); in Arabic a space stands between all tokens."""
    lines, offsets = [], []
    for tokens in sentences:
        line, starts = "", []
        for token in tokens:
            line += " " if line and (language == "ar" or _apart(line, token)) else ""
            starts.append(len(line))
            line += token
        lines.append(line)
        offsets.append(starts)
    return lines, offsets


def _apart(line: str, token: str) -> bool:
    if line.endswith(("(", "[")) or token in (")", "]", ",", ".", ";", "'s", "\u2019s", "n't"):
        return False
    word = line.rsplit(" ", 1)[-1]
    return not (word.endswith(("'", "\u2019")) and 1 < len(word) <= 7 and word[0].isalpha())


def names_in(
    lines: Sequence[str], language: str, reading: str, gazetteer: Gazetteer
) -> list[tuple[int, int, int, str]]:
    """(line, start, end, label) of the names of a text given as lines, by one of the readings."""
    if reading == "model":
        readings = reader().read(lines)
        return [(row, n.start, n.end, n.type) for row, found in enumerate(readings) for n in found.names]
    text = "\n".join(lines)
    zones = (Zone(kind="body", start=0, end=len(text)),)
    analysis = analyse(Article(id="eval", text=text, language=language, zones=zones))
    if reading == "anercorp":
        spans = _anercorp(lines, analysis, gazetteer)
    else:
        mentions = mention_result(analysis, gazetteer).mentions
        spans = [(m.span.start, m.span.end, kind) for m in mentions for kind in _kind(m.type)]
    starts = line_starts(lines)
    rows = ((bisect_right(starts, start) - 1, start, end, label) for start, end, label in spans)
    return [(row, start - starts[row], end - starts[row], label) for row, start, end, label in rows]


def _anercorp(lines: Sequence[str], analysis: Analysis, gazetteer: Gazetteer) -> list[tuple[int, int, str]]:
    starts = line_starts(lines)
    found = [
        (start + name.start, start + name.end, name.type)
        for start, reading in zip(starts, reader().read(lines, anercorp=True), strict=False)
        for name in reading.anercorp
    ]
    known = [(m.start, m.end) for m in gazetteer.find(analysis).matches if _body(m.candidates[0].types)]
    same = [(start, end, "ORG" if (start, end) in known else label) for start, end, label in found]
    new = [(a, b, "ORG") for a, b in known if not any(start < b and a < end for start, end, _ in found)]
    return sorted(same + new)


def _body(types: tuple[str, ...]) -> bool:
    return is_a(types[0], "Organization") and not is_a(types[0], "StateBody")


def line_starts(lines: Sequence[str]) -> list[int]:
    """The offset of each line in the lines joined by line feeds, and one past the last."""
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _kind(mention_type: str) -> Iterator[str]:
    yield from (kind for name, kind in _CLASSES if is_a(mention_type, name))


def _read(
    sentences: Sequence[Sequence[Token]], language: str, reading: str, gazetteer: Gazetteer, kinds: dict[str, str]
) -> list[frozenset[Span]]:
    lines, offsets = text_of([[token for token, _ in sentence] for sentence in sentences], language)
    found: list[set[Span]] = [set() for _ in sentences]
    for row, start, end, label in names_in(lines, language, reading, gazetteer):
        starts = offsets[row]
        first = max(0, bisect_right(starts, start) - 1)
        last = max(first, bisect_left(starts, min(end, len(lines[row]))) - 1)
        found[row].add((first, last, kinds[label]))
    return [frozenset(spans) for spans in found]


def figures(scored: Scored) -> dict[str, Any]:
    """Precision, recall and F1 in percent for each kind and for all, each F1 with its 95 percent bootstrap interval."""
    rows: dict[str, Any] = {}
    for name, kinds in (*((kind, (kind,)) for kind in scored.kinds), *_together(scored.kinds)):
        counts = np.array(
            [
                (_count(gold & found, kinds), _count(found, kinds), _count(gold, kinds))
                for gold, found in zip(scored.gold, scored.found, strict=True)
            ],
            dtype=np.float64,
        )
        rows[name] = row(counts)
    return {
        "reading": scored.reading,
        "language": scored.language,
        "sentences": len(scored.sentences),
        "tokens": sum(map(len, scored.sentences)),
        "scores": rows,
    }


def _together(kinds: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    named = tuple(kind for kind in kinds if kind != "MISC")
    if len(named) > 1:
        yield " ".join(named), named
    if len(kinds) > len(named):
        yield " ".join(kinds), kinds


def _count(spans: Iterable[Span], kinds: tuple[str, ...]) -> int:
    return sum(span[2] in kinds for span in spans)


def row(counts: "np.ndarray[Any, np.dtype[np.float64]]") -> dict[str, Any]:
    """counts [sentences, 3]: right, found, gold. Sentences are drawn again with replacement for the interval."""
    right, found, gold = counts.sum(axis=0)
    draws = np.random.default_rng(SEED).integers(0, len(counts), size=(RESAMPLES, len(counts)))
    sums = counts[draws].sum(axis=1)
    scores = 200 * sums[:, 0] / np.maximum(1, sums[:, 1] + sums[:, 2])
    low, high = np.percentile(scores, [2.5, 97.5])
    return {
        "precision": round(100 * right / max(1, found), 2),
        "recall": round(100 * right / max(1, gold), 2),
        "f1": round(200 * right / max(1, found + gold), 2),
        "interval": [round(float(low), 2), round(float(high), 2)],
        "gold": int(gold),
        "found": int(found),
        "right": int(right),
    }


def predictions(scored: Scored) -> str:
    """The file again with a third column: the tag that was found, in coarse kinds."""
    lines: list[str] = []
    for sentence, found in zip(scored.sentences, scored.found, strict=True):
        tags = ["O"] * len(sentence)
        for first, last, kind in sorted(found):
            tags[first : last + 1] = [f"B-{kind}", *[f"I-{kind}"] * (last - first)]
        lines += [f"{token} {gold} {tag}" for (token, gold), tag in zip(sentence, tags, strict=True)]
        lines.append("")
    return "\n".join(lines)
