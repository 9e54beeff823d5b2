"""The table beside the RDF store: texts, mentions and accounts in one SQLite file.

It holds what RDF would hold badly (DESIGN.md, "Where things are stored"): the texts themselves, every mention with its
offsets, which is also the incidence that co-occurrence is counted from, and the accounts that occurrences are
derived from. Changes to an article go through ``stage`` and ``settle``, so that the RDF store can be updated
between the two and a kill in between can be repaired (``Store`` does that).
"""

import json
import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
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
    link_score REAL NOT NULL, reason INTEGER NOT NULL);
CREATE TABLE reasons (number INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE INDEX mentions_article ON mentions (article);
CREATE INDEX mentions_entity ON mentions (entity);
CREATE TABLE accounts (article INTEGER NOT NULL, iri TEXT NOT NULL, data TEXT NOT NULL);
CREATE INDEX accounts_article ON accounts (article);
CREATE TABLE pending (iri TEXT PRIMARY KEY, graph_sha256 TEXT, payload BLOB);
CREATE TABLE unmatched (article TEXT PRIMARY KEY);
CREATE TABLE decided (entity TEXT PRIMARY KEY, names TEXT NOT NULL);
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
    ``date`` is the article's. ``entity`` is ``None`` where nothing was linked; ``reason`` says why it was or was
    not."""

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
    reason: str
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
        # Who stands for whom: IRI to IRI, and how a query finds the IRI of a mentioned entity ``e``.
        self._canonical: Mapping[str, str] = {}
        self._name, self._join = "e.iri", ""
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

    def show(self, canonical: Mapping[str, str]) -> None:
        """From here on give canonical entities in the place of merged ones (IRI to IRI). The rows keep what was read:
        this stands in no file, and is gone when the table is closed."""
        self._canonical = canonical
        self._name, self._join = "e.iri", ""
        if canonical:
            self._name, self._join = "coalesce(c.iri, e.iri)", "LEFT JOIN temp.canonical c ON c.raw = e.iri"
            self._db.execute("CREATE TEMP TABLE IF NOT EXISTS canonical (raw TEXT PRIMARY KEY, iri TEXT) WITHOUT ROWID")
            self._db.execute("DELETE FROM temp.canonical")
            self._db.executemany("INSERT INTO temp.canonical VALUES (?, ?)", canonical.items())

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
                self._db.execute("INSERT OR IGNORE INTO unmatched VALUES (?)", (iri,))
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

    def unmatched(self) -> tuple[str, ...]:
        """IRIs of the articles whose entities have not yet been compared with all others."""
        return tuple(iri for (iri,) in self._db.execute("SELECT article FROM unmatched ORDER BY article"))

    def set_matched(self) -> None:
        """Note that all entities have been compared."""
        self._db.execute("DELETE FROM unmatched")

    def set_decided(self, names: Mapping[str, frozenset[str]]) -> None:
        """Keep what entities were called when somebody decided on them, by IRI; no names forget an entity."""
        with _transaction(self._db):
            for entity, called in names.items():
                self._db.execute("DELETE FROM decided WHERE entity = ?", (entity,))
                if called:
                    self._db.execute("INSERT INTO decided VALUES (?, ?)", (entity, "\n".join(sorted(called))))

    def decided(self) -> dict[str, frozenset[str]]:
        """What entities were called when somebody decided on them, by IRI."""
        rows = self._db.execute("SELECT entity, names FROM decided ORDER BY entity")
        return {entity: frozenset(names.split("\n")) for entity, names in rows}

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

    def forget_reasons(self) -> None:
        """Drop reasons that no mention has any more, since they quote names; a scan, only where an article went."""
        if self.state("reasons") == "stale":
            with _transaction(self._db):
                self._db.execute("DELETE FROM reasons WHERE number NOT IN (SELECT reason FROM mentions)")
                self._db.execute("DELETE FROM state WHERE key = 'reasons'")

    def _delete(self, iri: str) -> None:
        row = self._db.execute("SELECT number FROM articles WHERE iri = ?", (iri,)).fetchone()
        if row is None:
            return
        self.set_state("reasons", "stale")
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
        entities = self._numbers("entities", "iri", (m.entity for m in rows.mentions if m.entity is not None))
        reasons = self._numbers("reasons", "text", (m.reason for m in rows.mentions))
        self._db.executemany(
            "INSERT INTO mentions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (number, m.sentence, m.start, m.end, None if m.entity is None else entities[m.entity], m.type, m.zone,
                 m.kind, m.method, m.score, m.link_score, reasons[m.reason])
                for m in rows.mentions
            ],
        )  # fmt: skip
        self._db.executemany(
            "INSERT INTO accounts VALUES (?, ?, ?)", [(number, a.iri, _dump_account(a)) for a in rows.accounts]
        )

    def _numbers(self, table: str, column: str, values: Iterable[str]) -> dict[str, int]:
        """The numbers under which a table keeps these values; new ones are added."""
        numbers: dict[str, int] = {}
        for value in values:
            if value not in numbers:
                self._db.execute(f"INSERT OR IGNORE INTO {table} ({column}) VALUES (?)", (value,))
                row = self._db.execute(f"SELECT number FROM {table} WHERE {column} = ?", (value,)).fetchone()
                numbers[value] = row[0]
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
        wanted = ["a.iri = :article"] if article is not None else []
        if entity is not None:
            # By number, so that the index is used, and by name, since another may stand for the entity.
            numbers = "SELECT number FROM entities WHERE iri IN (SELECT value FROM json_each(:members))"
            wanted.append(f"m.entity IN ({numbers}) AND {self._name} = :entity")
        members = [entity, *(raw for raw, canonical in self._canonical.items() if canonical == entity)]
        values = {"article": article, "entity": entity, "members": json.dumps(members)}
        query = f"""
            SELECT a.iri, m.sentence, m.start, m."end", {self._name}, m.type, m.zone, m.kind, m.method, m.score,
                   m.link_score, r.text, a.published
            FROM mentions m JOIN articles a ON a.number = m.article JOIN reasons r ON r.number = m.reason
                 LEFT JOIN entities e ON e.number = m.entity {self._join}
            {f"WHERE {' AND '.join(wanted)}" if wanted else ""}
            ORDER BY a.iri, m.start, m."end", {self._name}, m.type"""
        for row in self._db.execute(query, values):
            yield MentionRow(
                article=row[0], sentence=row[1], start=row[2], end=row[3], entity=row[4], type=row[5], zone=row[6],
                kind=row[7], method=row[8], score=row[9], link_score=row[10], reason=row[11], date=_date(row[12]),
            )  # fmt: skip

    def incidence(self, level: str, *, articles: Collection[int] | None = None) -> Iterator[tuple[int, int, str]]:
        """Distinct (article number, sentence, entity IRI); at level ``article`` the sentence is always 0. With
        ``articles`` of those with these numbers alone."""
        sentence = "m.sentence" if level == "sentence" else "0"
        outside = "AND m.sentence >= 0" if level == "sentence" else ""
        within = "" if articles is None else "AND m.article IN (SELECT value FROM json_each(?))"
        yield from self._db.execute(
            f"SELECT DISTINCT m.article, {sentence}, {self._name} "
            f"FROM mentions m JOIN entities e ON e.number = m.entity {self._join} "
            f"WHERE m.entity IS NOT NULL {outside} {within} ORDER BY 1, 2, 3",
            () if articles is None else (json.dumps(sorted(articles)),),
        )

    def mention_counts(self) -> dict[str, tuple[int, int]]:
        """Entity IRI to its number of mentions and of articles."""
        query = (
            f"SELECT {self._name}, count(*), count(DISTINCT m.article) FROM mentions m "
            f"JOIN entities e ON e.number = m.entity {self._join} GROUP BY 1 ORDER BY 1"
        )
        return {iri: (mentions, articles) for iri, mentions, articles in self._db.execute(query)}

    def mentioned(self, articles: Iterable[str]) -> frozenset[str]:
        """The entities that these articles (IRIs) mention."""
        query = (
            f"SELECT DISTINCT {self._name} FROM articles a JOIN mentions m ON m.article = a.number "
            f"JOIN entities e ON e.number = m.entity {self._join} WHERE a.iri = ?"
        )
        return frozenset(iri for article in articles for (iri,) in self._db.execute(query, (article,)))

    def raw_articles(self, iri: str) -> frozenset[int]:
        """The numbers of the articles that mention an entity, as it was read."""
        query = "SELECT DISTINCT article FROM mentions WHERE entity = (SELECT number FROM entities WHERE iri = ?)"
        return frozenset(number for (number,) in self._db.execute(query, (iri,)))

    def raw_counts(self, iris: Iterable[str]) -> dict[str, int]:
        """The numbers of mentions of these entities, as they were read."""
        query = "SELECT count(*) FROM mentions WHERE entity = (SELECT number FROM entities WHERE iri = ?)"
        return {iri: self._db.execute(query, (iri,)).fetchone()[0] for iri in iris}

    def accounts(self) -> list[AccountRow]:
        """All accounts, by IRI."""
        query = "SELECT c.data, a.iri FROM accounts c JOIN articles a ON a.number = c.article ORDER BY c.iri"
        return [self._merged(_account(data, article)) for data, article in self._db.execute(query)]

    def _merged(self, row: AccountRow) -> AccountRow:
        of = self._canonical
        if not of or of.keys().isdisjoint((*row.actors, *row.named, row.place)):
            return row
        actors, named = (tuple(sorted({of.get(iri, iri) for iri in iris})) for iris in (row.actors, row.named))
        return replace(row, actors=actors, named=named, place=of.get(row.place, row.place) if row.place else None)

    def counts(self) -> dict[str, int]:
        """Totals: articles, mentions, accounts, claims, quotations, and mentioned entities."""
        entities = f"DISTINCT {self._name}) FROM mentions m JOIN entities e ON e.number = m.entity {self._join}"
        if not self._canonical:
            entities = "DISTINCT entity) FROM mentions"
        row = self._db.execute(
            "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM mentions), (SELECT count(*) FROM accounts),"
            " (SELECT coalesce(sum(claims), 0) FROM articles), (SELECT coalesce(sum(quotations), 0) FROM articles),"
            f" (SELECT count({entities})"
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
