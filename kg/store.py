"""A store: the RDF and the table of one graph, opened safely. The only module that knows pyoxigraph.

Writing an article touches two files. The rows are first staged in the table, then the graph is replaced in one
update, then the rows are settled. After a kill in between, the next opening compares the digest of the graph with that
of the staged change, and settles or forgets it. So both files always tell of the same articles.
"""

import contextlib
import hmac
import re
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyoxigraph as ox

from kg import folder
from kg.access import Access
from kg.answers import Answer
from kg.canonical import MERGED_INTO, Canonical, Change, Triple, moved, replaced
from kg.folder import Header
from kg.table import ArticleRows, Table
from kg.terms import Term, digest, iri
from ontology.errors import StoreError, UsageError
from ontology.namespaces import PREFIXES, REVIEW_GRAPH
from ontology.reference import Reference, load

_FORMATS = {
    "nt": ox.RdfFormat.N_TRIPLES, "nq": ox.RdfFormat.N_QUADS, "ttl": ox.RdfFormat.TURTLE, "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
}  # fmt: skip
_RESULTS = {
    "json": ox.QueryResultsFormat.JSON, "csv": ox.QueryResultsFormat.CSV, "tsv": ox.QueryResultsFormat.TSV,
    "xml": ox.QueryResultsFormat.XML,
}  # fmt: skip
# The default graph holds the union of all named graphs, each triple once, with canonical entities in the place of
# merged ones (kg.canonical). Oxigraph 0.5 can make the union on the fly, but gives a triple as often as graphs hold it,
# so that counts come out wrong (oxigraph issue 1919).
_DROP = """DELETE { ?s ?p ?o } WHERE { GRAPH ?this { ?s ?p ?o }
  FILTER NOT EXISTS { GRAPH ?other { ?s ?p ?o } FILTER(?other != ?this) } } ;
DROP SILENT GRAPH ?this"""


# So many triples at a time: a transaction of half a million takes three times as long as its parts.
_PART = 20_000
_BULK = 50_000


class Store:
    """An open store; use it as a context manager. One writer at a time; readers see whole articles only."""

    def __init__(self, path: Path, *, write: bool) -> None:
        self.path = path
        self.write = write
        self.header = Header()
        self._access = Access(path)
        self._rdf: ox.Store | None = None
        self._table: Table | None = None
        self.canonical = Canonical()

    @classmethod
    def open(
        cls, path: Path | str, *, write: bool = False, create: bool = False, wait: float = 10.0, snapshot: bool = False
    ) -> Self:
        """Open the store at ``path``.

        ``create`` makes a new one where nothing is. ``wait`` is for how many seconds to wait for others: a writer for
        readers, a reader for the writer to step aside. ``snapshot`` reads a frozen copy (hard links, made in
        milliseconds) and so stands in nobody's way, for readers who stay long.

        Raises:
            StoreError: no store, not a store, locked, damaged, incomplete or of another version.
        """
        store = cls(Path(path), write=write)
        try:
            store._open_to_write(create=create, wait=wait) if write else store._open_to_read(wait, snapshot)
        except (OSError, RuntimeError, sqlite3.DatabaseError) as error:
            store.close()
            raise StoreError(_damage(Path(path), error)) from error
        except BaseException:
            store.close()
            raise
        return store

    # Opening and closing

    def _open_to_write(self, *, create: bool, wait: float) -> None:
        if create and folder.may_become_store(self.path):
            self.path.mkdir(parents=True, exist_ok=True)
            self._access.to_write(wait)
            if folder.may_become_store(self.path):
                self._create()
        folder.read_header(self.path)
        self._access.to_write(wait)
        self.header = folder.read_header(self.path)
        if self.header.state == "creating":
            self._create()
        folder.finish_swap(self.path)
        self._check_parts()
        self._rdf = ox.Store(str(self.path / folder.RDF))
        self._table = Table(self.path / folder.TABLE, write=True)
        self._read_canonical()
        self._recover()
        self._access.sweep_snapshots()

    def _create(self) -> None:
        folder.write_header(self.path, Header(state="creating"))
        shutil.rmtree(self.path / folder.RDF, ignore_errors=True)
        for suffix in ("", "-wal", "-shm"):
            (self.path / (folder.TABLE + suffix)).unlink(missing_ok=True)
        ox.Store(str(self.path / folder.RDF)).flush()
        table = Table(self.path / folder.TABLE, write=True)
        table.create()
        table.close()
        if not (self.path / folder.KEY).exists():
            folder.write_key(self.path)
        self._access.make_files()
        self.header = Header()
        folder.write_header(self.path, self.header)

    def _check_parts(self) -> None:
        if self.header.state != "ready":
            raise StoreError(f"the making of {self.path} was cut short; run the ingest again")
        missing = folder.missing_part(self.path)
        if missing:
            raise StoreError(f"{self.path} has no {missing}; restore it from a backup or ingest into a new store")

    def _open_to_read(self, wait: float, snapshot: bool) -> None:
        if (self.path / folder.RDF_OLD).exists():
            self._repair()
        self._attach(wait)
        stopped = self.table.staged() or self.table.state("occurrences") == "stale"
        if stopped and not self._access.somebody_writes():
            # A writer was killed: put things right where we may, and read on in any case.
            self._detach()
            self._repair()
            self._attach(wait)
        if snapshot:
            self._take_snapshot()

    def _repair(self) -> None:
        """Open to write and so recover, unless another process is writing, or we may not."""
        from kg.occurrences import refresh
        from kg.review import follow

        with contextlib.suppress(StoreError), Store.open(self.path, write=True, wait=0.0) as repaired:
            follow(repaired)
            refresh(repaired)

    def _attach(self, wait: float) -> None:
        self.header = folder.read_header(self.path)
        if self.header.state == "creating" and self._access.somebody_writes():
            raise StoreError(f"{self.path} is being made by another marsad process; try again in a moment")
        self._check_parts()
        self._access.to_read(wait)
        self._rdf = ox.Store.read_only(str(self.path / folder.RDF))
        self._table = Table(self.path / folder.TABLE, write=False)
        self._read_canonical()

    def _detach(self) -> None:
        self._rdf = None
        if self._table is not None:
            self._table.close()
            self._table = None
        self._access.release()

    def _take_snapshot(self) -> None:
        """Read a copy from here on, and let go of the lock; where no copy can be made, keep the lock."""
        place = self._access.snapshot_folder()
        if place is None:
            return
        self.rdf.backup(str(place / folder.RDF))
        self._rdf = ox.Store.read_only(str(place / folder.RDF))
        self.table.hold()
        self._access.release()

    def close(self) -> None:
        """Write everything out and let go of all locks."""
        if self.write and self._rdf is not None:
            self._rdf.flush()
        self._detach()
        self._access.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def rdf(self) -> ox.Store:
        """The RDF store; for this module alone."""
        if self._rdf is None:
            raise StoreError(f"{self.path} is closed; open it again")
        return self._rdf

    @property
    def table(self) -> Table:
        """Texts, mentions and accounts."""
        if self._table is None:
            raise StoreError(f"{self.path} is closed; open it again")
        return self._table

    # Writing

    def put_article(self, rows: ArticleRows, triples: Sequence[str]) -> None:
        """Add an article or replace it, graph and rows together. ``triples`` are N-Triples lines without the dot.

        Raises:
            StoreError: a file cannot be written; the article stays as it was.
        """
        self._change(rows.article.iri, rows, triples)

    def remove_article(self, name: str) -> None:
        """Take the article with this IRI away, graph and rows together."""
        self._change(name, None, ())

    def _change(self, name: str, rows: ArticleRows | None, triples: Sequence[str]) -> None:
        try:
            self.table.stage(name, rows.article.graph_sha256 if rows else None, rows)
            self.put_graph(name, triples)
            self.table.settle(name)
        except sqlite3.Error as error:
            raise StoreError(_unwritten(self.path, error)) from error

    def put_graph(self, name: str, triples: Sequence[str]) -> None:
        """Replace a named graph, and its part of the union of all graphs, in one update; no triples remove it."""
        graph = iri(name)
        update = _DROP.replace("?this", graph)
        if triples:
            update += f" ;\nINSERT DATA {{ GRAPH {graph} {{\n" + " .\n".join(triples) + "\n} }"
            update += f" ;\nADD GRAPH {graph} TO DEFAULT"
        if self.canonical.of and name != REVIEW_GRAPH:
            old: Iterator[Triple] = ((s, p, o) for s, p, o, _ in self.match(graph=name))
            update += _put_right(replaced(self, self.canonical, name, old, _parsed(triples)))
        try:
            self._update(update)
        except OSError as error:
            raise StoreError(_unwritten(self.path, error)) from error

    def patch_graph(self, name: str, triples: Sequence[str]) -> None:
        """The same as ``put_graph`` where little changes in a large graph: only the difference is written."""
        old, new = set(self.triples(name)), set(triples)
        gone, come = sorted(old - new), sorted(new - old)
        if not new or 2 * (len(gone) + len(come)) > len(new):
            self.put_graph(name, triples)
        elif gone or come:
            graph = iri(name)
            values = "\n".join(f"({line})" for line in gone)
            merged = self.canonical.of and name != REVIEW_GRAPH
            change = replaced(self, self.canonical, name, _parsed(gone), _parsed(come)) if merged else Change()
            try:
                self._update(
                    f"DELETE DATA {{ GRAPH {graph} {{\n" + " .\n".join(gone) + "\n} } ;\n"
                    f"DELETE {{ ?s ?p ?o }} WHERE {{ VALUES (?s ?p ?o) {{ {values} }}"
                    " FILTER NOT EXISTS { GRAPH ?other { ?s ?p ?o } } } ;\n"
                    f"INSERT DATA {{ GRAPH {graph} {{\n" + " .\n".join(come) + "\n} } ;\n"
                    "INSERT DATA {\n" + " .\n".join(come) + "\n}" + _put_right(change)
                )
            except OSError as error:
                raise StoreError(_unwritten(self.path, error)) from error

    def put_in_parts(self, name: str, triples: Sequence[str]) -> None:
        """The same as ``put_graph`` for a graph of a million triples, which one transaction takes minutes to write:
        only the difference is written, part by part. Whoever calls it notes when it is whole, and calls it again after
        a kill.

        Raises:
            StoreError: a file cannot be written.
        """
        graph = ox.NamedNode(name)
        dumped: bytes = self.rdf.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph) or b""
        old, new = {line[:-2] for line in dumped.decode().split("\n") if line}, set(triples)
        gone, come = sorted(old - new), sorted(new - old)
        try:
            for start in range(0, len(gone), _PART):
                self._part(name, gone[start : start + _PART], ())
            if len(come) >= _BULK:
                self._load(name, come)
            else:
                for start in range(0, len(come), _PART):
                    self._part(name, (), come[start : start + _PART])
        except OSError as error:
            raise StoreError(_unwritten(self.path, error)) from error

    def _part(self, name: str, gone: Sequence[str], come: Sequence[str]) -> None:
        graph, union = ox.NamedNode(name), ox.DefaultGraph()
        out, into = ([quad.triple for quad in _quads(lines)] for lines in (gone, come))
        for s, p, o in out:
            self.rdf.remove(ox.Quad(s, p, o, graph))
            if all(quad.graph_name == union for quad in self.rdf.quads_for_pattern(s, p, o, None)):
                self.rdf.remove(ox.Quad(s, p, o, union))
        self.rdf.extend(ox.Quad(s, p, o, where) for where in (graph, union) for s, p, o in into)
        self._stand_in(name, gone, come)

    def _load(self, name: str, come: Sequence[str]) -> None:
        """A third of the time of parts; a kill in the midst leaves files that nothing reads until ``purge``."""
        data = "".join(f"{line} .\n" for line in come).encode()
        for where in (ox.NamedNode(name), ox.DefaultGraph()):
            self.rdf.bulk_load(data, format=ox.RdfFormat.N_TRIPLES, to_graph=where)
        self._stand_in(name, (), come)

    def _stand_in(self, name: str, gone: Sequence[str], come: Sequence[str]) -> None:
        """Let canonical entities stand in the union for merged ones in what left the graph and what came."""
        if self.canonical.of:
            change = _put_right(replaced(self, self.canonical, name, _parsed(gone), _parsed(come)))
            if change:
                self._update(change.removeprefix(" ;\n"))

    def put_review(self, triples: Sequence[str]) -> None:
        """Replace the graph of decisions and, in the same update, let the union follow: the triples of entities that
        now stand for others, or for themselves again, and no others. Occurrences are then out of date.

        Raises:
            StoreError: a file cannot be written; all stays as it was.
        """
        old, new = set(self.triples(REVIEW_GRAPH)), set(triples)
        if old == new:
            return
        gone, come = sorted(old - new), sorted(new - old)
        canonical = _canonical(_parsed(triples))
        change = moved(self, self.canonical, canonical)
        graph = iri(REVIEW_GRAPH)
        try:
            if canonical.of != self.canonical.of:
                self.table.set_state("occurrences", "stale")
            self._update(
                f"DELETE DATA {{ GRAPH {graph} {{\n" + " .\n".join(gone) + "\n} } ;\n"
                f"INSERT DATA {{ GRAPH {graph} {{\n" + " .\n".join(come) + "\n} }"
                + _put_right(Change(out=tuple(gone), into=tuple(come))) + _put_right(change)
            )  # fmt: skip
        except (OSError, sqlite3.Error) as error:
            raise StoreError(_unwritten(self.path, error)) from error
        self._read_canonical()

    def _read_canonical(self) -> None:
        """Learn who stands for whom. The graph of decisions alone says so; the table is told at each opening, so that
        the two can never disagree."""
        self.canonical = _canonical((s, p, o) for s, p, o, _ in self.match(None, MERGED_INTO, graph=REVIEW_GRAPH))
        self.table.show(self.canonical.of)

    def _update(self, update: str) -> None:
        self.rdf.update(update)

    def set_reference(self, fingerprint: str) -> None:
        """Note which vocabulary and reference facts the store now holds."""
        self.header = Header(reference=fingerprint)
        folder.write_header(self.path, self.header)

    def purge(self) -> None:
        """Rewrite the files so that what was deleted is no longer in them.

        The RDF store keeps every string it ever saw in its dictionary, so it is written anew (about ten seconds a
        million quads) and then takes the place of the old one.
        """
        new = self.path / folder.RDF_NEW
        shutil.rmtree(new, ignore_errors=True)
        copy = ox.Store(str(new))
        copy.bulk_extend(self.rdf)
        copy.flush()
        del copy
        self._rdf = None
        folder.swap_rdf(self.path)
        self._rdf = ox.Store(str(self.path / folder.RDF))
        self.table.shrink()

    def step_aside(self) -> bool:
        """Let readers in who wait for this writer, if there are any; called between two articles."""
        if not self._access.readers_wait():
            return False
        self._rdf = None
        self._access.let_readers_in()
        self._rdf = ox.Store(str(self.path / folder.RDF))
        return True

    def _recover(self) -> None:
        for name, expected in self.table.staged():
            lines = self.triples(name)
            if (digest(lines) if lines else None) == expected:
                self.table.settle(name)
            else:
                self.table.unstage(name)

    # Reading

    def has_graph(self, name: str) -> bool:
        """Whether a named graph is there."""
        return self.rdf.contains_named_graph(ox.NamedNode(name))

    def graphs(self) -> tuple[str, ...]:
        """The IRIs of all named graphs, sorted."""
        return tuple(sorted(node.value for node in self.rdf.named_graphs()))

    def triples(self, graph: str) -> tuple[str, ...]:
        """The triples of a named graph as sorted N-Triples lines without the dot."""
        return tuple(sorted(" ".join(map(Term.n3, spo)) for *spo, _ in self.match(graph=graph)))

    def nquads(self) -> Iterator[str]:
        """All quads as N-Quads lines, by graph and then by line: equal stores give equal bytes."""
        for graph in self.graphs():
            for line in self.triples(graph):
                yield f"{line} <{graph}> ."

    def match(
        self,
        subject: Term | None = None,
        predicate: str | None = None,
        obj: Term | None = None,
        *,
        graph: str | None = None,
    ) -> Iterator[tuple[Term, Term, Term, str]]:
        """What matches: subject, predicate, object, IRI of the graph. Without ``graph`` the union of all graphs is
        asked, and the last is empty."""
        quads = self.rdf.quads_for_pattern(
            None if subject is None else _resource(subject),
            None if predicate is None else ox.NamedNode(predicate),
            None if obj is None else _node(obj),
            ox.DefaultGraph() if graph is None else ox.NamedNode(graph),
        )
        for quad in quads:
            name = "" if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name.value
            yield _term(quad.subject), _term(quad.predicate), _term(quad.object), name

    def named(
        self, subject: Term | None = None, predicate: str | None = None, obj: Term | None = None
    ) -> Iterator[tuple[Term, Term, Term, str]]:
        """What matches in the named graphs, as they have it: subject, predicate, object, IRI of the graph."""
        quads = self.rdf.quads_for_pattern(
            None if subject is None else _resource(subject),
            None if predicate is None else ox.NamedNode(predicate),
            None if obj is None else _node(obj),
            None,
        )
        for quad in quads:
            if not isinstance(quad.graph_name, ox.DefaultGraph):
                yield _term(quad.subject), _term(quad.predicate), _term(quad.object), quad.graph_name.value

    def graphs_with(self, subject: Term, predicate: str, obj: Term) -> tuple[str, ...]:
        """The IRIs of the named graphs that hold a triple of the union, be it of a merged entity, sorted."""
        found = {
            graph
            for one in self._meant(subject)
            for other in self._meant(obj)
            for *_, graph in self.named(one, predicate, other)
        }
        return tuple(sorted(found))

    def _meant(self, term: Term) -> tuple[Term, ...]:
        if term.kind != "iri":
            return (term,)
        return tuple(Term("iri", iri) for iri in dict.fromkeys((term.value, *self.canonical.members(term.value))))

    def query(self, text: str) -> Answer:
        """The whole answer to a query that ``kg.questions`` has let through; nothing is half evaluated. The default
        graph is the union of all graphs.

        Raises:
            UsageError: it does not parse, or fails while it runs.
        """
        try:
            result = self.rdf.query(text, prefixes=PREFIXES)
            if isinstance(result, ox.QueryBoolean):
                return Answer(kind="boolean", data=result.serialize(format=ox.QueryResultsFormat.JSON) or b"")
            if isinstance(result, ox.QuerySolutions):
                return Answer(kind="rows", data=result.serialize(format=ox.QueryResultsFormat.JSON) or b"")
            lines = sorted(
                {" ".join((_term(t.subject).n3(), _term(t.predicate).n3(), _term(t.object).n3())) for t in result}
            )
        except SyntaxError as error:
            raise UsageError(f"the query does not parse: {_where(error)}") from error
        except (ValueError, RuntimeError, OSError) as error:
            raise UsageError(f"the query failed: {_first_line(error)}") from error
        return Answer(kind="graph", data="".join(f"{line} .\n" for line in lines).encode())

    def rows(self, text: str, **bindings: str) -> list[dict[str, str]]:
        """The rows of a SELECT of our own as plain strings, unbound variables left out. Bindings are IRIs that stand in
        the query where ``?name`` does."""
        for name, value in bindings.items():
            text = re.sub(rf"\?{name}\b", iri(value), text)
        found = self.rdf.query(text, prefixes=PREFIXES)
        if not isinstance(found, ox.QuerySolutions):
            raise TypeError("rows are of a SELECT")
        names = [variable.value for variable in found.variables]
        return [
            {name: node.value for name, node in zip(names, solution, strict=True) if node is not None}
            for solution in found
        ]

    def reference(self) -> Reference:
        """The reference facts, with those of the tables in the folder ``reference`` of the store, if there is one."""
        own = self.path / folder.REFERENCE
        return load(own if own.is_dir() else None)

    # Private persons

    def pseudonym(self, name: str) -> str:
        """The pseudonym of the private person with this IRI, the same in every export of this store and no other."""
        key = folder.read_key(self.path)
        return "person-" + hmac.new(key, name.encode(), "sha256").hexdigest()[:8]

    def private_names(self) -> Mapping[str, str]:
        """Every name under which a private person stands in labels or texts, longest first, with the pseudonym."""
        from kg.privacy import private_names

        return private_names(self)


def convert_rows(data: bytes, form: str) -> bytes:
    """SPARQL results in JSON as ``csv``, ``tsv`` or ``xml``."""
    parsed = ox.parse_query_results(data, format=ox.QueryResultsFormat.JSON)
    return parsed.serialize(format=_RESULTS[form]) or b""


def convert_graph(lines: Iterable[str], form: str, *, quads: bool = False) -> bytes:
    """N-Triples or N-Quads lines as ``ttl``, ``trig``, ``jsonld``, ``nt`` or ``nq``, in the order of the lines."""
    source = ox.RdfFormat.N_QUADS if quads else ox.RdfFormat.N_TRIPLES
    parsed: Iterable[ox.Quad] = ox.parse("\n".join(lines).encode(), format=source)
    target = _FORMATS[form]
    if not target.supports_datasets:
        return ox.serialize((quad.triple for quad in parsed), format=target, prefixes=PREFIXES) or b""
    return ox.serialize(parsed, format=target, prefixes=PREFIXES) or b""


def _resource(term: Term) -> ox.NamedNode | ox.BlankNode:
    return ox.BlankNode(term.value) if term.kind == "blank" else ox.NamedNode(term.value)


def _node(term: Term) -> ox.NamedNode | ox.Literal | ox.BlankNode:
    if term.kind != "literal":
        return _resource(term)
    if term.language:
        return ox.Literal(term.value, language=term.language)
    return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype) if term.datatype else None)


def _term(node: object) -> Term:
    if isinstance(node, ox.NamedNode):
        return Term("iri", node.value)
    if isinstance(node, ox.BlankNode):
        return Term("blank", node.value)
    if isinstance(node, ox.Literal):
        return Term("literal", node.value, node.datatype.value, node.language)
    raise StoreError(f"a kind of term that Marsad does not write: {node}; remove its graph")


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _where(error: SyntaxError) -> str:
    """``line 2, column 16: ...`` without the grammar's long list of what else might stand there."""
    position, _, rest = str(error).removeprefix("error at ").partition(": ")
    line, _, column = position.partition(":")
    if not (line.isdigit() and column.isdigit()):
        return _first_line(error)
    reason = rest.partition("\n")[0]
    return f"line {line}, column {column}" + (f": {reason}" if len(reason) < 80 else "")


def _unwritten(path: Path, error: Exception) -> str:
    return (
        f"{path} cannot be written ({_first_line(error)}); nothing that it held is lost, make room and run this again"
    )


def _damage(path: Path, error: Exception) -> str:
    if isinstance(error, PermissionError):
        return f"{path} may not be opened ({error.strerror}); check the permissions of the folder"
    return f"{path} cannot be opened ({_first_line(error)}); restore it from a backup or ingest into a new store"


def _canonical(triples: Iterable[Triple]) -> Canonical:
    return Canonical.from_pairs((s.value, o.value) for s, p, o in triples if p.value == MERGED_INTO)


def _put_right(change: Change) -> str:
    """A change of the union as further operations of an update."""
    update = ""
    if change.out:
        update += " ;\nDELETE DATA {\n" + " .\n".join(change.out) + "\n}"
    if change.into:
        update += " ;\nINSERT DATA {\n" + " .\n".join(change.into) + "\n}"
    return update


def _quads(lines: Iterable[str]) -> Iterator[ox.Quad]:
    return ox.parse("".join(f"{line} .\n" for line in lines).encode(), format=ox.RdfFormat.N_TRIPLES)


def _parsed(lines: Iterable[str]) -> Iterator[Triple]:
    """The triples of N-Triples lines without the dot."""
    return parse_triples("".join(f"{line} .\n" for line in lines).encode())


def parse_triples(data: bytes) -> Iterator[tuple[Term, Term, Term]]:
    """The triples of N-Triples bytes as terms."""
    for quad in ox.parse(data, format=ox.RdfFormat.N_TRIPLES):
        yield _term(quad.subject), _term(quad.predicate), _term(quad.object)
