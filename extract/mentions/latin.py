"""Names in French and English: spans of the statistical model, filtered for precision, and bodies by their head words.

The model packages call armed groups persons, and any capitalised word a name; what the tables and the shape of the
words do not support is dropped and counted.
"""

from collections import Counter
from dataclasses import dataclass

from extract.analysis import Analysis, ModelSpan, Sentence, Token
from extract.gazetteer import Demonym
from extract.lexicon import Lexicon, lexicon
from extract.mentions.draft import Draft

TYPES = {"PER": "Person", "ORG": "Organization", "LOC": "Place"}
_LONGEST_PERSON = 5
_TITLE_CASE = 0.8
_HEADLINE_WORDS = 4
_TRIM = " \t\u00a0\"'«»“”‘’.,;:!?()[]-–—"
_SCORES = {"PER": 0.75, "ORG": 0.65, "LOC": 0.6}


@dataclass(frozen=True, slots=True)
class _Span:
    tokens: tuple[Token, ...]
    sentence: Sentence
    label: str

    @property
    def text(self) -> str:
        return " ".join(token.text for token in self.tokens)

    @property
    def initial(self) -> bool:
        return self.tokens[0].index == 0 or self.sentence.tokens[self.tokens[0].index - 1].text in ('"', "«", "“")


class LatinNames:
    """The names of a French or English article beyond the reference; ``dropped`` counts what was left out."""

    def __init__(self, analysis: Analysis, demonyms: tuple[Demonym, ...]) -> None:
        self._analysis = analysis
        self._lex = lexicon(analysis.language)
        self._demonyms = {demonym.start for demonym in demonyms}
        self.dropped: Counter[str] = Counter()

    def drafts(self) -> list[Draft]:
        """Model spans that pass, and bodies by head word."""
        spans = [span for model in self._analysis.model_spans if (span := self._trimmed(model)) is not None]
        full = {span.tokens[-1].text for span in spans if span.label == "PER" and len(span.tokens) > 1}
        outside = Counter(span.text for span in spans if not title_case(span.sentence))
        found = [body for sentence in self._analysis.sentences for body in _bodies(sentence, self._lex, self._demonyms)]
        for span in spans:
            reason = self._refused(span, full, outside)
            if reason:
                self.dropped[f"model span: {reason}"] += 1
                continue
            found.append(
                Draft(
                    start=span.tokens[0].start,
                    end=span.tokens[-1].end,
                    sentence=span.sentence.index,
                    type=self._type(span),
                    method="model",
                    score=_SCORES[span.label],
                )
            )
        return found

    def _trimmed(self, model: ModelSpan) -> _Span | None:
        """The span without determiners, titles, possessives and marks at its ends."""
        sentence = self._analysis.sentence_at(model.start)
        if sentence is None:
            return None
        tokens = [t for t in sentence.tokens if model.start <= t.start and t.end <= model.end]
        while tokens and not _named(tokens[-1]):
            tokens.pop()
        tokens = self._without_title(tokens)
        return _Span(tuple(tokens), sentence, model.label) if tokens else None

    def _without_title(self, tokens: list[Token]) -> list[Token]:
        changed = True
        while tokens and changed:
            changed = False
            for size in (3, 2, 1):
                phrase = " ".join(token.norm for token in tokens[:size]).rstrip(".")
                known = phrase in self._lex.titles or phrase in self._lex.posts
                if (size < len(tokens) and known) or (tokens and not _starts(tokens[0])):
                    tokens = tokens[size:] if known and size < len(tokens) else tokens[1:]
                    changed = True
                    break
        return tokens

    def _refused(self, span: _Span, full: set[str], outside: Counter[str]) -> str | None:
        text, first = span.text, span.tokens[0]
        if any(char.isdigit() for char in text) and span.label == "PER":
            return "has digits"
        if "http" in text or "@" in text or "/" in text:
            return "an address"
        if len(span.tokens) == 1 and first.norm in self._lex.common:
            return "a common word"
        if first.start in self._demonyms and len(span.tokens) == 1:
            return "a nationality"
        if title_case(span.sentence) and not outside[text]:
            return "only in a headline in capitals"
        check = {"PER": self._person, "ORG": self._organization, "LOC": self._place}[span.label]
        return check(span, full)

    def _person(self, span: _Span, full: set[str]) -> str | None:
        lex, tokens = self._lex, span.tokens
        if len(tokens) > _LONGEST_PERSON + 1:
            return "too long for a person"
        plain = [t for t in tokens if not t.text[:1].isupper() and t.norm not in lex.particles and t.text not in "-'’."]
        if plain:
            return "a person with a lower-case word"
        if any(lex.cue(t.norm, "no_person") for t in tokens):
            return "a club, a firm or a paper as a person"
        if any(t.norm in lex.common or t.norm in lex.organization_heads or t.start in self._demonyms for t in tokens):
            return "a person with a common word"
        if all(t.text.isupper() and len(t.text) > 1 for t in tokens) and len(tokens) == 1:
            return "an acronym as a person"
        if any(t.pos in ("VERB", "AUX", "ADV", "ADP", "PRON", "SCONJ") and t.norm not in lex.particles for t in tokens):
            return "a person with a verb or function word"
        if len(tokens) == 1 and tokens[0].text not in full and not self._titled(span):
            return "one word without a title"
        return None

    def _titled(self, span: _Span) -> bool:
        before = span.sentence.tokens[max(0, span.tokens[0].index - 3) : span.tokens[0].index]
        for size in (3, 2, 1):
            phrase = " ".join(token.norm for token in before[-size:]).rstrip(".")
            if len(before) >= size and (phrase in self._lex.titles or phrase in self._lex.posts):
                return True
        return False

    def _organization(self, span: _Span, full: set[str]) -> str | None:
        lex, tokens = self._lex, span.tokens
        if any(t.norm in lex.organization_heads for t in tokens) and sum(t.text[:1].isupper() for t in tokens) > 1:
            return None
        if len(tokens) == 1:
            text = tokens[0].text
            return None if text.isupper() and 3 <= len(text) <= 8 and text.isalpha() else "one word as an organization"
        if span.initial or tokens[0].text in full:
            return "an organization at the start of a sentence"
        upper = [t for t in tokens if t.text[:1].isupper()]
        supported = any((t.text.isupper() and len(t.text) > 2) or lex.cue(t.norm, "link") for t in tokens)
        if not supported or len(upper) < 2 or any(t.norm in lex.common or t.pos in ("VERB", "AUX") for t in upper):
            return "an organization without a head word"
        return None

    def _place(self, span: _Span, full: set[str]) -> str | None:
        tokens = span.tokens
        if not tokens[0].text[:1].isupper() or any(t.pos in ("VERB", "AUX", "PRON", "ADV") for t in tokens):
            return "a place that is no name"
        if any(t.start in self._demonyms for t in tokens):
            return "a nationality"
        if len(tokens) == 1 and (span.initial or tokens[0].text.isupper()):
            return "a place at the start of a sentence"
        before = span.sentence.tokens[tokens[0].index - 1] if tokens[0].index else None
        article = before.morph if before is not None and before.pos == "DET" else ""
        if len(tokens) == 1 and ("Definite=Ind" in article or "Number=Plur" in article):
            return "a place after an indefinite article or a plural one"
        return "a person's surname" if tokens[-1].text in full else None

    def _type(self, span: _Span) -> str:
        if span.label != "ORG":
            return TYPES[span.label]
        heads = [self._lex.organization_heads.get(token.norm) for token in span.tokens]
        return next((head.type for head in heads if head is not None and head.kind == "head"), "Organization")


def _named(token: Token) -> bool:
    return token.text[:1].isupper() or (token.text[:1].isdigit() and len(token.text) < 4)


def _starts(token: Token) -> bool:
    """Whether a name may start here: a determiner stays outside."""
    return _named(token) and not (token.pos == "DET" and len(token.text) < 4)


def title_case(sentence: Sentence) -> bool:
    """Whether nearly every longer word is capitalised and no stop ends it, as in an English headline."""
    long = [token.text for token in sentence.tokens if len(token.text) > 3 and token.text.isalpha()]
    if len(long) < _HEADLINE_WORDS or sentence.tokens[-1].text in (".", "!", "?"):
        return False
    return sum(word[0].isupper() for word in long) / len(long) >= _TITLE_CASE


def _bodies(sentence: Sentence, lex: Lexicon, demonyms: set[int]) -> list[Draft]:
    """Bodies by head word: head + of + capitalised words, or capitalised words + capitalised head."""
    found: list[Draft] = []
    if title_case(sentence):
        return found
    tokens = sentence.tokens
    for token in tokens:
        head = lex.organization_heads.get(token.norm)
        if head is None or head.kind != "head":
            continue
        if token.index and tokens[token.index - 1].end == token.start and tokens[token.index - 1].text == "-":
            continue
        capital = token.text[:1].isupper()
        end = _right(tokens, token.index, demonyms, lex)
        begin = _left(tokens, token.index) if capital else token.index
        if (end is None and begin == token.index) or (not capital and not _common_head(head.type, tokens, token.index)):
            continue
        last = end if end is not None else token.index + 1
        found.append(
            Draft(
                start=tokens[begin].start,
                end=tokens[last - 1].end,
                sentence=sentence.index,
                type=head.type,
                method="rule:organization",
                score=0.7,
            )
        )
    return found


def _common_head(kind: str, tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a head in lower case begins a name: le ministère de ..., le mouvement X; not the post of X, the times."""
    if kind in ("StateBody", "ArmedGroup", "PoliticalMovement"):
        return True
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return kind == "Organization" and after is not None and after.pos == "PROPN" and after.text[:1].isupper()


def _right(tokens: tuple[Token, ...], index: int, demonyms: set[int], lex: Lexicon) -> int | None:
    """End after the last capitalised word that link words join to the head; ``None`` where there is none."""
    end: int | None = None
    for at in range(index + 1, min(index + 10, len(tokens))):
        token = tokens[at]
        if token.norm in lex.common:
            break
        if token.text[:1].isupper() and token.pos not in ("PRON", "DET", "VERB", "AUX"):
            end = at + 1
        elif token.start in demonyms and end is None:
            continue
        elif lex.cue(token.norm, "join"):
            following = tokens[at + 1] if at + 1 < len(tokens) else None
            if end is None or following is None or not following.text[:1].isupper():
                break
        elif not lex.cue(token.norm, "link"):
            break
    return end


def _left(tokens: tuple[Token, ...], index: int) -> int:
    begin = index
    while (
        begin and tokens[begin - 1].text[:1].isupper() and tokens[begin - 1].pos not in ("DET", "PRON", "ADP", "SCONJ")
    ):
        begin -= 1
    # A capital at the start of the sentence proves nothing.
    return begin + 1 if begin == 0 and index > 0 and tokens[0].pos not in ("PROPN", "ADJ", "NOUN") else begin
