"""The table beside the RDF store: texts, mentions and accounts in one SQLite file.

It holds what RDF would hold badly (DESIGN.md, "Where things are stored"): the texts themselves, every mention with its
offsets, which is also the incidence that co-occurrence is counted from, and the accounts that occurrences are
derived from. Changes to an article go through ``stage`` and ``settle``, so that the RDF store can be updated
between the two and a kill in between can be repaired (``Store`` does that).
"""

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

_SCHEMA = """
CREATE TABLE articles (
    number INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, id TEXT NOT NULL, url TEXT, title TEXT, published TEXT,
    publisher TEXT, language TEXT NOT NULL, text_sha256 TEXT NOT NULL, fingerprint TEXT NOT NULL,
    graph_sha256 TEXT NOT NULL, claims INTEGER NOT NULL, quotations INTEGER NOT NULL);
CREATE INDEX articles_id ON articles (id);
CREATE INDEX articles_url ON articles (url) WHERE url IS NOT NULL;
CREATE TABLE texts (article INTEGER PRIMARY KEY REFERENCES articles (number), text TEXT NOT NULL);
CREATE TABLE entities (number INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE);
CREATE TABLE mentions (
    article INTEGER NOT NULL, sentence INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, entity INTEGER,
    type TEXT NOT NULL, zone TEXT NOT NULL, kind TEXT NOT NULL, method TEXT NOT NULL, score REAL NOT NULL,
    link_score REAL NOT NULL);
CREATE INDEX mentions_article ON mentions (article);
CREATE INDEX mentions_entity ON mentions (entity);
CREATE TABLE accounts (article INTEGER NOT NULL, iri TEXT NOT NULL, data TEXT NOT NULL);
CREATE INDEX accounts_article ON accounts (article);
CREATE TABLE pending (iri TEXT PRIMARY KEY, graph_sha256 TEXT, payload BLOB);
CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE runs (
    iri TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, version TEXT NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL);
"""
_ARTICLE_COLUMNS = (
    "iri", "id", "url", "title", "published", "publisher", "language", "text_sha256", "fingerprint", "graph_sha256",
    "claims", "quotations",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """What the table knows of an article, without its text. ``graph_sha256`` is the digest of its named graph."""

    iri: str
    id: str
    url: str | None
    title: str | None
    published: date | None
    publisher: str | None
    language: str
    text_sha256: str
    fingerprint: str
    graph_sha256: str
    claims: int
    quotations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRow:
    """A mention: code-point offsets into the article's text; ``sentence`` counts from 0, -1 outside all sentences;
    ``date`` is the article's. ``entity`` is ``None`` where nothing was linked."""

    article: str
    sentence: int
    start: int
    end: int
    entity: str | None
    type: str
    zone: str
    kind: str
    method: str
    score: float
    link_score: float
    date: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRow:
    """What the making of occurrences needs of an account.

    ``occurrence`` is the id shared within the article; ``actors`` are IRIs of entities with a role, ``named`` those of
    all actors that its evidence names; ``counts`` are (kind, value) pairs; ``start`` and ``end`` are days, both
    included.
    """

    iri: str
    article: str
    occurrence: str
    type: str
    actors: tuple[str, ...]
    named: tuple[str, ...]
    place: str | None
    start: date | None
    end: date | None
    precision: str
    counts: tuple[tuple[str, int], ...]
    polarity: str
    certainty: str
    name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRows:
    """All rows of one article, as they are written together."""

    article: ArticleRow
    text: str
    mentions: tuple[MentionRow, ...]
    accounts: tuple[AccountRow, ...]


class Table:
    """The SQLite file of a store. Rows of a staged change are invisible until it is settled."""

    def __init__(self, path: Path, *, write: bool) -> None:
        mode = "rwc" if write else "ro"
        self._db = sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True, isolation_level=None)
        if write:
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")
            # A withdrawn text must be gone from the file, not only from the index.
            self._db.execute("PRAGMA secure_delete=ON")

    def create(self) -> None:
        """Make the empty tables."""
        self._db.executescript("BEGIN;" + _SCHEMA + "COMMIT;")

    def close(self) -> None:
        """Close the file; what was settled is in it."""
        self._db.close()

    def hold(self) -> None:
        """From here on read one and the same state, whatever a writer does meanwhile."""
        self._db.execute("BEGIN")
        self._db.execute("SELECT count(*) FROM state").fetchone()

    # Writing

    def stage(self, iri: str, graph_sha256: str | None, rows: ArticleRows | None) -> None:
        """Note a coming change of article ``iri``; no rows means that it goes away."""
        payload = None if rows is None else zlib.compress(_dump(rows).encode(), 1)
        self._db.execute("INSERT OR REPLACE INTO pending VALUES (?, ?, ?)", (iri, graph_sha256, payload))

    def staged(self) -> list[tuple[str, str | None]]:
        """Changes noted and not settled: article IRI and digest of the graph that goes with the change."""
        return list(self._db.execute("SELECT iri, graph_sha256 FROM pending ORDER BY iri"))

    def settle(self, iri: str) -> None:
        """Carry out the staged change of article ``iri`` in one transaction."""
        with _transaction(self._db):
            row = self._db.execute("SELECT payload FROM pending WHERE iri = ?", (iri,)).fetchone()
            if row is None:
                return
            self._delete(iri)
            if row[0] is not None:
                self._insert(_load(zlib.decompress(row[0]).decode()))
            self._db.execute("DELETE FROM pending WHERE iri = ?", (iri,))
            self._db.execute("INSERT OR REPLACE INTO state VALUES ('occurrences', 'stale')")

    def unstage(self, iri: str) -> None:
        """Forget the staged change of article ``iri``."""
        self._db.execute("DELETE FROM pending WHERE iri = ?", (iri,))

    def shrink(self) -> None:
        """Write everything into the one file, so that deleted rows linger nowhere."""
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def set_state(self, key: str, value: str) -> None:
        """Keep a small value, such as whether occurrences are up to date."""
        self._db.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (key, value))

    def state(self, key: str) -> str | None:
        """The value kept under ``key``."""
        row = self._db.execute("SELECT value FROM state WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def note_run(self, iri: str, fingerprint: str, version: str, moment: str) -> None:
        """Record that a run worked at ``moment`` (ISO 8601): the wall clock that stays out of the graphs."""
        self._db.execute(
            "INSERT INTO runs VALUES (?, ?, ?, ?, ?) ON CONFLICT (iri) DO UPDATE SET last = excluded.last",
            (iri, fingerprint, version, moment, moment),
        )

    def runs(self) -> list[tuple[str, str, str]]:
        """Runs that some article rests on: IRI, fingerprint, version of the software."""
        query = (
            "SELECT iri, fingerprint, version FROM runs "
            "WHERE fingerprint IN (SELECT fingerprint FROM articles) ORDER BY iri"
        )
        return list(self._db.execute(query))

    def run_times(self) -> dict[str, tuple[str, str]]:
        """Run IRI to the first and last moment it worked at (ISO 8601)."""
        return {iri: (first, last) for iri, first, last in self._db.execute("SELECT iri, first, last FROM runs")}

    def forget_runs(self) -> None:
        """Drop the records of runs that no article rests on any more."""
        self._db.execute("DELETE FROM runs WHERE fingerprint NOT IN (SELECT fingerprint FROM articles)")

    def _delete(self, iri: str) -> None:
        row = self._db.execute("SELECT number FROM articles WHERE iri = ?", (iri,)).fetchone()
        if row is None:
            return
        for table in ("mentions", "accounts", "texts"):
            self._db.execute(f"DELETE FROM {table} WHERE article = ?", row)
        self._db.execute("DELETE FROM articles WHERE number = ?", row)

    def _insert(self, rows: ArticleRows) -> None:
        article = rows.article
        values = [getattr(article, column) for column in _ARTICLE_COLUMNS]
        values[_ARTICLE_COLUMNS.index("published")] = article.published and article.published.isoformat()
        marks = ", ".join("?" * len(values))
        columns = ", ".join(_ARTICLE_COLUMNS)
        number = self._db.execute(f"INSERT INTO articles ({columns}) VALUES ({marks})", values).lastrowid
        self._db.execute("INSERT INTO texts VALUES (?, ?)", (number, rows.text))
        entities = self._numbers(m.entity for m in rows.mentions if m.entity is not None)
        self._db.executemany(
            "INSERT INTO mentions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (number, m.sentence, m.start, m.end, None if m.entity is None else entities[m.entity], m.type, m.zone,
                 m.kind, m.method, m.score, m.link_score)
                for m in rows.mentions
            ],
        )  # fmt: skip
        self._db.executemany(
            "INSERT INTO accounts VALUES (?, ?, ?)", [(number, a.iri, _dump_account(a)) for a in rows.accounts]
        )

    def _numbers(self, iris: Iterable[str]) -> dict[str, int]:
        numbers: dict[str, int] = {}
        for iri in iris:
            if iri not in numbers:
                self._db.execute("INSERT OR IGNORE INTO entities (iri) VALUES (?)", (iri,))
                numbers[iri] = self._db.execute("SELECT number FROM entities WHERE iri = ?", (iri,)).fetchone()[0]
        return numbers

    # Reading

    def articles(self) -> Iterator[ArticleRow]:
        """All articles, by IRI."""
        for row in self._db.execute(f"SELECT {', '.join(_ARTICLE_COLUMNS)} FROM articles ORDER BY iri"):
            yield _article(row)

    def article(self, iri: str) -> ArticleRow | None:
        """The article of this IRI."""
        query = f"SELECT {', '.join(_ARTICLE_COLUMNS)} FROM articles WHERE iri = ?"
        row = self._db.execute(query, (iri,)).fetchone()
        return None if row is None else _article(row)

    def find_article(self, name: str) -> ArticleRow | None:
        """The article of this IRI, id or URL."""
        query = f"SELECT {', '.join(_ARTICLE_COLUMNS)} FROM articles WHERE iri = ?1 OR id = ?1 OR url = ?1 ORDER BY iri"
        row = self._db.execute(query, (name,)).fetchone()
        return None if row is None else _article(row)

    def text(self, iri: str) -> str | None:
        """The stored text of an article."""
        query = "SELECT text FROM texts JOIN articles ON number = article WHERE iri = ?"
        row = self._db.execute(query, (iri,)).fetchone()
        return None if row is None else str(row[0])

    def mentions(self, *, article: str | None = None, entity: str | None = None) -> Iterator[MentionRow]:
        """Mentions by article IRI and offset, of one article or one entity where that is given."""
        query = """
            SELECT a.iri, m.sentence, m.start, m."end", e.iri, m.type, m.zone, m.kind, m.method, m.score, m.link_score,
                   a.published
            FROM mentions m JOIN articles a ON a.number = m.article LEFT JOIN entities e ON e.number = m.entity
            WHERE (?1 IS NULL OR a.iri = ?1) AND (?2 IS NULL OR e.iri = ?2)
            ORDER BY a.iri, m.start, m."end", e.iri, m.type"""
        for row in self._db.execute(query, (article, entity)):
            yield MentionRow(
                article=row[0], sentence=row[1], start=row[2], end=row[3], entity=row[4], type=row[5], zone=row[6],
                kind=row[7], method=row[8], score=row[9], link_score=row[10], date=_date(row[11]),
            )  # fmt: skip

    def incidence(self, level: str) -> Iterator[tuple[int, int, str]]:
        """Distinct (article number, sentence, entity IRI); at level ``article`` the sentence is always 0."""
        sentence = "m.sentence" if level == "sentence" else "0"
        outside = "AND m.sentence >= 0" if level == "sentence" else ""
        yield from self._db.execute(
            f"SELECT DISTINCT m.article, {sentence}, e.iri FROM mentions m JOIN entities e ON e.number = m.entity "
            f"WHERE m.entity IS NOT NULL {outside} ORDER BY 1, 2, 3"
        )

    def mention_counts(self) -> dict[str, tuple[int, int]]:
        """Entity IRI to its number of mentions and of articles."""
        query = (
            "SELECT e.iri, count(*), count(DISTINCT m.article) FROM mentions m JOIN entities e ON e.number = m.entity "
            "GROUP BY e.iri ORDER BY e.iri"
        )
        return {iri: (mentions, articles) for iri, mentions, articles in self._db.execute(query)}

    def accounts(self) -> list[AccountRow]:
        """All accounts, by IRI."""
        query = "SELECT c.data, a.iri FROM accounts c JOIN articles a ON a.number = c.article ORDER BY c.iri"
        return [_account(data, article) for data, article in self._db.execute(query)]

    def counts(self) -> dict[str, int]:
        """Totals: articles, mentions, accounts, claims, quotations, and mentioned entities."""
        row = self._db.execute(
            "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM mentions), (SELECT count(*) FROM accounts),"
            " (SELECT coalesce(sum(claims), 0) FROM articles), (SELECT coalesce(sum(quotations), 0) FROM articles),"
            " (SELECT count(DISTINCT entity) FROM mentions)"
        ).fetchone()
        return dict(zip(("articles", "mentions", "accounts", "claims", "quotations", "entities"), row, strict=True))


class _transaction:  # noqa: N801 - reads as a verb where it is used
    """BEGIN IMMEDIATE ... COMMIT, or ROLLBACK on any error."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def __enter__(self) -> None:
        self._db.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self._db.execute("COMMIT" if kind is None else "ROLLBACK")


def _date(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _article(row: Sequence[Any]) -> ArticleRow:
    values = dict(zip(_ARTICLE_COLUMNS, row, strict=True))
    values["published"] = _date(values["published"])
    return ArticleRow(**values)


def _dump_account(row: AccountRow) -> str:
    values = asdict(row)
    del values["iri"], values["article"]
    return json.dumps(values | {"iri": row.iri}, ensure_ascii=False, default=date.isoformat, sort_keys=True)


def _account(data: str, article: str) -> AccountRow:
    values = json.loads(data)
    return _account_of(values | {"article": article})


def _account_of(values: Mapping[str, Any]) -> AccountRow:
    return AccountRow(
        iri=values["iri"], article=values["article"], occurrence=values["occurrence"], type=values["type"],
        actors=tuple(values["actors"]), named=tuple(values["named"]), place=values["place"],
        start=_date(values["start"]), end=_date(values["end"]),
        precision=values["precision"], counts=tuple((kind, int(value)) for kind, value in values["counts"]),
        polarity=values["polarity"], certainty=values["certainty"], name=values["name"],
    )  # fmt: skip


def _dump(rows: ArticleRows) -> str:
    return json.dumps(asdict(rows), ensure_ascii=False, default=date.isoformat)


def _load(payload: str) -> ArticleRows:
    values = json.loads(payload)
    article = values["article"]
    return ArticleRows(
        article=ArticleRow(**(article | {"published": _date(article["published"])})),
        text=values["text"],
        mentions=tuple(MentionRow(**(m | {"date": _date(m["date"])})) for m in values["mentions"]),
        accounts=tuple(map(_account_of, values["accounts"])),
    )
