"""The reader as components of spaCy pipelines, for researchers who want names without the rest of Marsad.

    nlp = extract.load("ar")
    doc = nlp("قال وزير الداخلية عبد الوافي لفتيت إن تنظيم داعش ...")
    [(span.text, span.label_, span._.score) for span in doc.spans["names"]]

``marsad_sentences`` sets the sentences. ``marsad_reader`` sets ``doc.spans["names"]`` (labels of ``scheme.tsv``) and
``doc.spans["titles"]``, both by the model alone, and ``doc.ents`` to the names. A spaCy span ends at token borders, and
Arabic writes clitics onto the word: ``span._.name`` is the name without them. ``span._.title`` is the title of the post
that stands beside a person ("X, head of Y"), if any.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from extract.reader.reader import Name, Reader, appositions, reader
from extract.sentences import split

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span


class Sentences:
    """Sets the starts of sentences as the rest of Marsad cuts them; a line feed ends one too."""

    def __init__(self, language: str) -> None:
        self._language = language

    def __call__(self, doc: "Doc") -> "Doc":
        """The same ``doc``, with its sentences set."""
        starts = {start for start, _ in bounds(doc.text, self._language)}
        for token in doc:
            token.is_sent_start = token.i == 0 or not starts.isdisjoint(range(token.idx, token.idx + len(token)))
        return doc


class Names:
    """Sets the names and titles that the trained model finds."""

    def __init__(self, language: str, model: Reader) -> None:
        self._language, self._model = language, model

    def __call__(self, doc: "Doc") -> "Doc":
        """The same ``doc``, with names and titles set."""
        lines = bounds(doc.text, self._language)
        readings = self._model.read([doc.text[start:end] for start, end in lines])
        names, titles = [], []
        for (start, end), reading in zip(lines, readings, strict=True):
            posts = {
                person: doc.text[start + t.start : start + t.end]
                for person, t in appositions(doc.text[start:end], reading)
            }
            names += self._spans(doc, start, reading.names, posts)
            titles += self._spans(doc, start, reading.titles, {})
        doc.spans["names"], doc.spans["titles"] = names, titles
        doc.ents = _apart(names)
        return doc

    @staticmethod
    def _spans(doc: "Doc", offset: int, names: Iterable[Name], posts: dict[Name, str]) -> "list[Span]":
        found = []
        for name in names:
            span = doc.char_span(offset + name.word_start, offset + name.end, label=name.type, alignment_mode="expand")
            if span is not None:
                span._.score = name.score
                span._.name = doc.text[offset + name.start : offset + name.end]
                span._.title = posts.get(name)
                found.append(span)
        return found


def add_reader(nlp: "Language", language: str) -> None:
    """Adds both components to a pipeline of ``language``."""
    from spacy.language import Language
    from spacy.tokens import Span

    for extension in ("score", "name", "title"):
        if not Span.has_extension(extension):
            Span.set_extension(extension, default=None)
    if not Language.has_factory("marsad_reader"):
        Language.factory("marsad_sentences", default_config={"language": ""}, func=_sentences)
        Language.factory("marsad_reader", default_config={"language": ""}, func=_names)
    nlp.add_pipe("marsad_sentences", config={"language": language})
    nlp.add_pipe("marsad_reader", config={"language": language})


def bounds(text: str, language: str) -> list[tuple[int, int]]:
    """[start, end) of the sentences of a text of several lines."""
    found, at = [], 0
    for line in text.splitlines(keepends=True):
        found += [(at + start, at + end) for start, end in split(line, language)]
        at += len(line)
    return found


def _sentences(nlp: "Language", name: str, language: str) -> Sentences:
    return Sentences(language or str(nlp.lang))


def _names(nlp: "Language", name: str, language: str) -> Names:
    return Names(language or str(nlp.lang), reader())


def _apart(spans: "list[Span]") -> "list[Span]":
    """Spans of which no two share a token: the longer one stays, then the earlier one."""
    from spacy.util import filter_spans

    kept: list[Span] = filter_spans(spans)
    return kept
