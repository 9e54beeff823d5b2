"""A graph in the making: N-Triples lines, each once, sorted at the end."""

from functools import lru_cache

from kg.rdf.names import Minter, annotation_iri
from kg.terms import integer, iri, literal

cached_iri = lru_cache(maxsize=4096)(iri)


class Lines:
    """The triples of one named graph. Subjects and predicates are IRIs or CURIEs, objects N-Triples terms."""

    def __init__(self) -> None:
        self._lines: set[str] = set()
        self.minter = Minter()

    def add(self, subject: str, predicate: str, term: str) -> None:
        """Add a triple whose object is written already (``kg.terms``)."""
        self._lines.add(f"{cached_iri(subject)} {cached_iri(predicate)} {term}")

    def link(self, subject: str, predicate: str, target: str) -> None:
        """Add a triple whose object is an IRI."""
        self.add(subject, predicate, cached_iri(target))

    def text(self, subject: str, predicate: str, value: str | None, language: str | None = None) -> None:
        """Add a triple whose object is a string; nothing where there is none."""
        if value:
            self.add(subject, predicate, literal(value, language=language))

    def types(self, subject: str, *classes: str) -> None:
        """Type the subject."""
        for name in classes:
            self.link(subject, "rdf:type", name)

    def result(self) -> tuple[str, ...]:
        """All lines, sorted."""
        return tuple(sorted(self._lines))


def annotate(lines: Lines, article: str, start: int, end: int, quote: str) -> str:
    """Write the Web Annotation of ``[start, end)`` of the article and give its IRI."""
    name = annotation_iri(article, start, end)
    target, selector = f"{name}#target", f"{name}#selector"
    lines.types(name, "oa:Annotation")
    lines.link(name, "oa:hasTarget", target)
    lines.types(target, "oa:SpecificResource")
    lines.link(target, "oa:hasSource", article)
    lines.link(target, "oa:hasSelector", selector)
    lines.types(selector, "oa:TextQuoteSelector", "oa:TextPositionSelector")
    lines.add(selector, "oa:exact", literal(quote))
    lines.add(selector, "oa:start", integer(start))
    lines.add(selector, "oa:end", integer(end))
    return name
