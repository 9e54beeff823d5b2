"""Articles in, graph out: read, extract, check, commit, one article at a time, counted and reported."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from extract.model import Article, Dropped, Extraction, TextSpan
from kg import facts, folder
from kg.occurrences import refresh
from kg.rdf import article_graph, ontology_graph, reference_graph, run_iri, run_lines
from kg.rdf.article import text_sha256
from kg.rows import article_rows
from kg.store import Store
from kg.validate import check
from ontology.errors import InputError, MarsadError, ValidationError
from ontology.namespaces import ONTOLOGY_GRAPH, REFERENCE_GRAPH, RUNS_GRAPH, article_iri
from ontology.reference import Reference

Progress = Callable[[int, str], None]


class Extractor(Protocol):
    """What ingest needs of the extraction pipeline."""

    @property
    def fingerprint(self) -> str:
        """Names software, models and reference data together; another fingerprint means another reading."""

    @property
    def reference(self) -> Reference:
        """The reference facts that the pipeline links to."""

    def extract(self, article: Article) -> Extraction:
        """All that the article says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An input that gave nothing, and why."""

    input: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport:
    """What an ingest did. ``articles`` were read; entities (distinct) to quotations count what was written by this
    call; ``repeated`` are ids that came more than once, where the last one stays; ``merged`` counts entities that the
    software merged with another on strong evidence."""

    articles: int
    added: int
    replaced: int
    unchanged: int
    failed: tuple[Failure, ...]
    entities: int
    mentions: int
    accounts: int
    claims: int
    quotations: int
    repeated: tuple[str, ...]
    dropped: tuple[Dropped, ...]
    occurrences: int
    merged: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """What was derived from all articles: the number of ``occurrences`` built, and of entities ``merged`` unasked."""

    occurrences: int
    merged: int


@dataclass(slots=True)
class _Tally:
    counts: Counter[str] = field(default_factory=Counter)
    entities: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    repeated: dict[str, None] = field(default_factory=dict)
    dropped: Counter[tuple[str, str]] = field(default_factory=Counter)
    failed: list[Failure] = field(default_factory=list)

    def add(self, extraction: Extraction) -> None:
        self.entities.update(entity.iri for entity in extraction.entities)
        self.counts["mentions"] += len(extraction.mentions)
        self.counts["accounts"] += len(extraction.events)
        self.counts["claims"] += len(extraction.relations)
        self.counts["quotations"] += len(extraction.quotations)
        for item in extraction.dropped:
            self.dropped[item.what, item.reason] += item.count


def ingest(
    store: Store,
    paths: Sequence[str | Path],
    *,
    pipeline: Extractor,
    fields: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> IngestReport:
    """Read files and folders (``-`` is standard input) into a store that is open for writing.

    What cannot be read is reported and the rest goes on. ``fields`` maps names of JSON and CSV fields; ``progress`` is
    called after each article with the number of inputs done and the source of the last.

    Raises:
        StoreError: the store cannot be written; what was committed before stays.
    """
    return ingest_articles(store, read_articles(paths, fields or {}), pipeline=pipeline, progress=progress)


def read_articles(paths: Sequence[str | Path], fields: Mapping[str, str]) -> Iterator[tuple[str, Article | InputError]]:
    """Every article of the paths with its source, or what is wrong with an input."""
    from extract.cleaning import clean
    from extract.reading import read

    for document in read([str(path) for path in paths], fields=fields):
        if isinstance(document, InputError):
            yield document.source, document
            continue
        try:
            yield document.source, clean(document)
        except InputError as error:
            yield error.source, error


def ingest_articles(
    store: Store,
    articles: Iterable[tuple[str, Article | InputError]],
    *,
    pipeline: Extractor,
    progress: Progress | None = None,
) -> IngestReport:
    """The same for articles that are read already, each with the name of its source."""
    began = time.monotonic()
    prepare(store, pipeline.reference)
    fingerprint = pipeline.fingerprint
    _note_run(store, fingerprint)
    tally = _Tally()
    for done, (source, article) in enumerate(articles, start=1):
        if isinstance(article, InputError):
            tally.failed.append(Failure(input=article.source, reason=article.reason))
        else:
            _take(store, source, article, pipeline, fingerprint, tally)
        if progress is not None:
            progress(done, source)
        store.step_aside()
    return _report(tally, finish(store), seconds=time.monotonic() - began)


def prepare(store: Store, reference: Reference) -> None:
    """Bring vocabulary and reference facts in the store up to date.

    Raises:
        ValidationError: reference facts of the store's own break the shapes.
    """
    fingerprint = facts.fingerprint(reference)
    if store.header.reference == fingerprint:
        return
    # The facts that come with Marsad are proven by its tests, which takes five seconds; those of a store's own are not.
    own = facts.to_prove(reference, store.path / folder.REFERENCE)
    if own and (faults := check(own, graph=REFERENCE_GRAPH)):
        raise ValidationError(f"the reference facts have {len(faults)} faults, the first: {faults[0]}")
    store.put_graph(ONTOLOGY_GRAPH, ontology_graph())
    store.set_reference("")
    store.put_in_parts(REFERENCE_GRAPH, reference_graph(reference))
    # Places and their containment may have changed, and with them which accounts belong together.
    store.table.set_state("occurrences", "stale")
    store.set_reference(fingerprint)


def finish(store: Store) -> Derived:
    """Rebuild what is derived from all articles: which entities are one, occurrences and the records of runs."""
    from kg.merges import unite

    changed = store.table.state("occurrences") != "fresh" or bool(store.table.unmatched())
    merged = unite(store) if changed else 0
    built = refresh(store)
    store.table.forget_runs()
    store.table.forget_reasons()
    _write_runs(store)
    return Derived(occurrences=built, merged=merged)


def _take(store: Store, source: str, article: Article, pipeline: Extractor, fingerprint: str, tally: _Tally) -> None:
    """One article: unchanged, added, replaced or failed."""
    name = article_iri(article.id)
    if name in tally.seen:
        tally.repeated[article.id] = None
    tally.seen.add(name)
    try:
        known = store.table.article(name)
        same = known is not None and known.text_sha256 == _sha256(source, article.text)
        if known is not None and same and known.fingerprint == fingerprint and store.has_graph(name):
            tally.counts["unchanged"] += 1
            return
        extraction = _extract(pipeline, article, source)
        _commit(store, extraction, fingerprint)
    except (InputError, ValidationError) as error:
        reason = error.reason if isinstance(error, InputError) else str(error)
        tally.failed.append(Failure(input=source, reason=reason))
        return
    tally.counts["added" if known is None else "replaced"] += 1
    tally.add(extraction)


def _extract(pipeline: Extractor, article: Article, source: str) -> Extraction:
    try:
        return pipeline.extract(article)
    except MarsadError as error:
        raise InputError(source, str(error)) from error
    except Exception as error:
        # A fault of ours in one article must not cost the thousand others; it is reported, and the exit code tells.
        raise InputError(source, f"extraction failed ({type(error).__name__}: {error}); report this article") from error


def _commit(store: Store, extraction: Extraction, fingerprint: str) -> None:
    """Check an extraction and write it.

    Raises:
        ValidationError: a quote is not what stands in the text, RDF cannot hold something, or SHACL objects.
    """
    wrong = next((span for span in spans(extraction) if not _verbatim(extraction.article.text, span)), None)
    if wrong is not None:
        raise ValidationError(f"the quote at {wrong.start} is not in the text as given: {wrong.quote[:60]!r}")
    try:
        triples = article_graph(extraction, run=run_iri(fingerprint))
    except (ValueError, KeyError) as error:
        raise ValidationError(f"cannot be written as RDF: {error}") from error
    faults = check(triples, graph=article_iri(extraction.article.id))
    if faults:
        raise ValidationError(f"breaks the shapes in {len(faults)} places, the first: {faults[0]}")
    store.put_article(article_rows(extraction, fingerprint=fingerprint, triples=triples), triples)


def spans(extraction: Extraction) -> Iterator[TextSpan]:
    """Every stretch of text that something of the extraction rests on."""
    for mention in extraction.mentions:
        yield mention.span
    for account in extraction.events:
        yield account.evidence
        yield from account.mentions
        yield from (argument.span for argument in account.arguments)
        yield from (count.span for count in account.counts)
        yield from (part.span for part in (account.time, account.place) if part is not None)
    for claim in extraction.relations:
        yield claim.evidence
    for quotation in extraction.quotations:
        yield quotation.span


def _verbatim(text: str, span: TextSpan) -> bool:
    return 0 <= span.start < span.end and text[span.start : span.end] == span.quote


def _sha256(source: str, text: str) -> str:
    try:
        return text_sha256(text)
    except UnicodeEncodeError as error:
        raise InputError(source, "text with half of a surrogate pair; repair its encoding") from error


def _note_run(store: Store, fingerprint: str) -> None:
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    store.table.note_run(run_iri(fingerprint), fingerprint, _version(), moment)


def _write_runs(store: Store) -> None:
    lines = {line for run in store.table.runs() for line in run_lines(*run)}
    if tuple(sorted(lines)) != store.triples(RUNS_GRAPH):
        store.put_graph(RUNS_GRAPH, tuple(sorted(lines)))


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("marsad")
    except PackageNotFoundError:
        return "unknown"


def _report(tally: _Tally, derived: Derived, *, seconds: float) -> IngestReport:
    counts = tally.counts
    return IngestReport(
        articles=counts["added"] + counts["replaced"] + counts["unchanged"],
        added=counts["added"],
        replaced=counts["replaced"],
        unchanged=counts["unchanged"],
        failed=tuple(tally.failed),
        entities=len(tally.entities),
        mentions=counts["mentions"],
        accounts=counts["accounts"],
        claims=counts["claims"],
        quotations=counts["quotations"],
        repeated=tuple(tally.repeated),
        dropped=tuple(
            Dropped(what=what, reason=reason, count=count) for (what, reason), count in sorted(tally.dropped.items())
        ),
        occurrences=derived.occurrences,
        merged=derived.merged,
        seconds=round(seconds, 3),
    )
