"""Corpora as training examples: words with the labels that each head may give them there."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.reader.pieces import Word, words_of
from extract.reader.scheme import ANERCORP_LABELS, CLITICS, IN_ANERCORP, LABELS, TITLE_LABELS
from extract.training import sources
from extract.training.alignment import Laid, lay, shingles, stream
from extract.training.sources import Marked, Row
from ontology.normalize import normalize

HERE = Path(__file__).parent
_NISBA = re.compile(r"\w{3,}(?:ي|يه|يا|يون|يين|يات)")
ANY = frozenset(range(len(LABELS)))
ANY_ANERCORP = frozenset(range(len(ANERCORP_LABELS)))
UNKNOWN = -100
NTREX_TRAIN_LINES = 1395
DEV_SHARE = 6
# A sentence that shares so long a run of letters with the development block is out of the training part.
SHARED = 40

Allowed = frozenset[int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words with targets: sets of labels for names and in ANERcorp's scheme; a label or ``UNKNOWN`` for the others."""

    words: tuple[Word, ...]
    names: tuple[Allowed, ...]
    titles: tuple[int, ...]
    anercorp: tuple[Allowed, ...]
    clitics: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """Sentences that stand together in their source."""

    source: str
    language: str
    sentences: tuple[Sentence, ...]


class Mapping:
    """``mappings.tsv``: what a label of a corpus allows in the reader's types."""

    def __init__(self) -> None:
        self._types: dict[tuple[str, str], tuple[str, ...]] = {}
        with (HERE / "mappings.tsv").open(encoding="utf-8") as file:
            rows = csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t")
            for row in rows:
                self._types[row["corpus"], row["label"]] = tuple(row["types"].split())

    def unmarked(self, corpus: str, word: str) -> Allowed:
        """What a word without label may be: nothing, or NORP where it is a nisba (corpora leave these unmarked)."""
        return self.allowed(corpus, "O") if _NISBA.fullmatch(normalize(word)) else frozenset({0})

    def allowed(self, corpus: str, tag: str) -> Allowed:
        """The labels that a BIO tag of ``corpus`` allows."""
        position, _, label = tag.partition("-")
        types = self._types.get((corpus, label or "O"), ("*",))
        if "*" in types:
            return ANY
        found: set[int] = set()
        for name in types:
            if name == "-":
                found.add(0)
            elif position == "O":
                found |= {LABELS.index(f"B-{name}"), LABELS.index(f"I-{name}")}
            else:
                found.add(LABELS.index(f"{position}-{name}"))
        return frozenset(found)


def marked_text(source: str, marks: Iterable[Marked], misc: frozenset[str] = frozenset()) -> Text:
    """Texts of our own annotation as examples; every word's label is known.

    ``misc`` are folded words that ANERcorp has as MISC (currencies, faiths) and we not; they teach its head nothing.
    """
    sentences = []
    language = ""
    for mark in marks:
        language = mark.language
        words = words_of(mark.text)
        names = [frozenset({0})] * len(words)
        coarse = [_unmarked(word, language, misc) for word in words]
        titles = [0] * len(words)
        for start, end, kind in mark.names:
            for position, index in inside(words, start, end):
                names[index] = frozenset({LABELS.index(f"{position}-{kind}")})
                coarse[index] = _in_anercorp(position, kind) if language == "ar" else ANY_ANERCORP
        for start, end, _ in mark.titles:
            for position, index in inside(words, start, end):
                titles[index] = TITLE_LABELS.index(f"{position}-TITLE")
        unknown = (UNKNOWN,) * len(words)
        sentences.append(Sentence(tuple(words), tuple(names), tuple(titles), tuple(coarse), unknown))
    return Text(source, language, tuple(sentences))


def _unmarked(word: Word, language: str, misc: frozenset[str]) -> Allowed:
    return frozenset({0}) if language == "ar" and normalize(word.text) not in misc else ANY_ANERCORP


def _misc_words(text: Text) -> frozenset[str]:
    label = frozenset({ANERCORP_LABELS.index("B-MISC")})
    return frozenset(
        normalize(word.text)
        for sentence in text.sentences
        for word, allowed in zip(sentence.words, sentence.anercorp, strict=True)
        if allowed == label
    )


def _in_anercorp(position: str, kind: str) -> Allowed:
    labels = IN_ANERCORP[kind]
    if len(labels) > 1:
        return ANY_ANERCORP
    return frozenset({0 if labels[0] == "-" else ANERCORP_LABELS.index(f"{position}-{labels[0]}")})


def inside(words: Sequence[Word], start: int, end: int) -> Iterator[tuple[str, int]]:
    """The words that overlap [start, end): B for the first, I for the others, and the number of the word."""
    position = "B"
    for index, word in enumerate(words):
        if word.start < end and word.end > start:
            yield position, index
            position = "I"


def anercorp(data: Path) -> tuple[Text, Text, Counter[str]]:
    """Training part and development block (the last sixth) of ANERcorp, with NewsFANE's labels on the training part."""
    sentences = sources.conll(data / sources.ANERCORP)
    cut = len(sentences) - len(sentences) // DEV_SHARE
    train, dev = sentences[:cut], sentences[cut:]
    held = set(shingles(stream([token for sentence in dev for token, _ in sentence])[0], SHARED))
    kept = [sentence for sentence in train if not held & set(shingles(stream([t for t, _ in sentence])[0], SHARED))]
    fine = [row for sentence in sources.conll(data / sources.NEWSFANE) for row in sentence]
    laid = lay([token for sentence in kept for token, _ in sentence], fine)
    counts = Counter({"sentences": len(kept), "shared with the development block": len(train) - len(kept)})
    counts.update("words with NewsFANE" if item else "words without NewsFANE" for item in laid)
    mapping = Mapping()
    found = []
    at = 0
    for sentence in kept:
        found.append(_anercorp_sentence(sentence, laid[at : at + len(sentence)], mapping))
        at += len(sentence)
    held_out = [_anercorp_sentence(sentence, [None] * len(sentence), mapping) for sentence in dev]
    return Text("anercorp", "ar", tuple(found)), Text("anercorp", "ar", tuple(held_out)), counts


def _anercorp_sentence(sentence: list[Row], laid: Sequence[Laid | None], mapping: Mapping) -> Sentence:
    words, owners = sources.tokens_of(sentence)
    names, coarse, clitics = [], [], []
    last = -1
    before = "O"
    for word, owner in zip(words, owners, strict=True):
        token_laid = laid[owner]
        tag = sentence[owner][1]
        again = owner == last
        if token_laid is None:
            unmarked = tag == "O"
            names.append(
                mapping.unmarked("anercorp", word.text) if unmarked else mapping.allowed("anercorp", _inner(tag, again))
            )
            clitics.append(UNKNOWN)
        else:
            names.append(_both(word.text, token_laid.tag, tag, before, again, mapping))
            clitics.append(UNKNOWN if again else min(token_laid.clitics, CLITICS - 1))
        if not again:
            before = token_laid.tag if token_laid else "O"
        coarse.append(frozenset({ANERCORP_LABELS.index(_inner(tag, again))}))
        last = owner
    unknown = (UNKNOWN,) * len(words)
    return Sentence(tuple(words), tuple(names), unknown, tuple(coarse), tuple(clitics))


def _both(word: str, fine: str, coarse: str, before: str, again: bool, mapping: Mapping) -> Allowed:
    """NewsFANE's label; where it has none and ANERcorp has one, ANERcorp's."""
    if fine == "O":
        return (
            mapping.unmarked("newsfane", word) if coarse == "O" else mapping.allowed("anercorp", _inner(coarse, again))
        )
    # A word that begins with a clitic keeps the tag of its kernel, so an I- may follow nothing.
    if fine.startswith("I-") and before == "O" and not again:
        fine = "B-" + fine[2:]
    allowed = mapping.allowed("newsfane", _inner(fine, again))
    if fine[2:] == "Government":
        # حكومة، جيش، شرطة with a nation are bodies there and common nouns here.
        return allowed | {0} | {LABELS.index(f"{p}-NORP") for p in "BI"}
    return allowed


def _inner(tag: str, again: bool) -> str:
    return "I-" + tag[2:] if again and tag != "O" else tag


def wojood(data: Path) -> Text:
    """Wojood's sample: persons, places and titles of posts (OCC); its bodies include common nouns and are left open."""
    mapping = Mapping()
    found = []
    lines: list[list[str]] = []
    for line in [*(data / sources.WOJOOD).read_text(encoding="utf-8").splitlines(), ""]:
        fields = line.split()
        if len(fields) > 1 and fields[0] != "$#$":
            lines.append(fields)
        elif lines:
            found.append(_wojood_sentence(lines, mapping))
            lines = []
    return Text("wojood", "ar", tuple(found))


def _wojood_sentence(lines: list[list[str]], mapping: Mapping) -> Sentence:
    words, owners = sources.tokens_of([(fields[0], "") for fields in lines])
    names, titles = [], []
    last = -1
    known = {"PERS", "GPE", "FAC", "LOC"}
    for owner in owners:
        tags = lines[owner][1:]
        again = owner == last
        last = owner
        title = next((tag for tag in tags if tag.endswith("-OCC")), None)
        titles.append(TITLE_LABELS.index(("I" if again else title[0]) + "-TITLE") if title else 0)
        rest = [tag for tag in tags if tag != "O" and not tag.endswith(("-OCC", "DATE", "CARDINAL", "ORDINAL", "TIME"))]
        if any(tag[2:] not in known for tag in rest):
            names.append(ANY)
        else:
            names.append(mapping.allowed("wojood", _inner(rest[0] if rest else "O", again)))
    anything, unknown = (ANY_ANERCORP,) * len(words), (UNKNOWN,) * len(words)
    return Sentence(tuple(words), tuple(names), tuple(titles), anything, unknown)


def training(data: Path, annotations: Path) -> tuple[list[Text], list[Text], Counter[str]]:
    """Everything that trains; the development blocks (ANERcorp's last sixth, NTREX's last third); what was read."""
    train, dev, counts = anercorp(data)
    texts, held, misc = [train, wojood(data)], [dev], _misc_words(train)
    for path in sorted(annotations.glob("inline_*.txt")):
        language = path.stem.split("_")[1][:2]
        texts.append(marked_text(path.stem, sources.inline(path, language), misc))
    marks = list(sources.offsets(annotations / "ntrex.tsv", data))
    for language in ("ar", "fr", "en"):
        for part, found in (("ntrex", texts), ("ntrex-dev", held)):
            chosen = [
                mark
                for number, mark in marks
                if mark.language == language and (number < NTREX_TRAIN_LINES) == (part == "ntrex")
            ]
            found.append(marked_text(f"{part}-{language}", chosen, misc))
    texts.append(marked_text("muc", sources.muc_offsets(annotations / "muc.tsv", data)))
    for text in texts:
        counts[f"words {text.source}"] = sum(len(sentence.words) for sentence in text.sentences)
    return texts, held, counts
