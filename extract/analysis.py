"""Sentences and tokens of an article as plain values: the one place where spaCy is run."""

from dataclasses import dataclass

from extract.model import Article, TextSpan, ZoneKind


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSpan:
    """A name found by a statistical model; ``label`` is PER, LOC or ORG."""

    start: int
    end: int
    label: str


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
