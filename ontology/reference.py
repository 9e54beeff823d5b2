"""The reference facts: who is known, under which names, who listed them, and who held which post.

Everything is read from the TSV tables in ``ontology/reference`` (columns in docs/architecture.md); a store may add
a folder with more tables of the same names. Identifiers, dates and coordinates come only from named sources;
labels and aliases may be curated by hand. ``python -m ontology.check_reference`` re-reads the sources.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast, get_args

from ontology.errors import DataError
from ontology.namespaces import ENTITY, entity_iri
from ontology.normalize import normalize
from ontology.tables import read_table

if TYPE_CHECKING:
    from ontology.listed import Listed

AliasKind = Literal["name", "acronym", "short", "demonym", "partisan"]
RuleKind = Literal["before", "after", "sentence", "article", "beside", "dateline", "default"]
Quality = Literal["primary", "good", "low"]
Row = Mapping[str, str]
Tables = Mapping[str, tuple[Row, ...]]

LANGUAGES = ("ar", "fr", "en")
FOLDER = Path(__file__).parent / "reference"
ENTITY_TABLES = ("groups", "persons", "bodies", "countries", "places")
ALIAS_TABLES = ("aliases", "aliases_groups", "aliases_persons", "aliases_bodies", "aliases_places")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ENTITY_TABLES,
        (
            *("id", "type", "label_ar", "label_fr", "label_en", "identifiers"),
            *("country", "parent", "lat", "lon", "start", "end", "source"),
        ),
    ),
    **dict.fromkeys(ALIAS_TABLES, ("entity", "language", "alias", "kind", "context", "source")),
    "designations": ("entity", "authority", "list", "reference", "listed_on", "delisted_on", "source"),
    "posts": ("person", "title_ar", "title_fr", "title_en", "body", "start", "end", "source"),
    "memberships": ("person", "predicate", "group", "source"),
    "relations": ("subject", "predicate", "object", "source"),
    "plain_names": ("entity", "alias", "reason"),
    "contested": ("id", "language", "label", "reason"),
    "barred_words": ("language", "word", "reason"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceEntity:
    """A known person, group, body, country or place.

    ``types`` holds the local class names of its row, ``all_types`` adds the superclasses. ``countries`` and
    ``parent`` are ids of other entities. ``start`` and ``end`` are ISO dates or years, as sourced.
    """

    id: str
    iri: str
    types: tuple[str, ...]
    labels: tuple[tuple[str, str], ...]
    identifiers: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    parent: str | None = None
    lat: float | None = None
    lon: float | None = None
    start: str | None = None
    end: str | None = None
    sources: tuple[str, ...] = ()

    @property
    def all_types(self) -> tuple[str, ...]:
        """The classes with every superclass, most specific first, no class twice."""
        from ontology.vocabulary import superclasses

        return tuple(dict.fromkeys(name for own in self.types for name in superclasses(own)))

    def label(self, language: str = "en") -> str:
        """The label in ``language``, else in English, else the first there is."""
        by_language = dict(self.labels)
        return by_language.get(language) or by_language.get("en") or self.labels[0][1]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextRule:
    """When an ambiguous alias counts: a word directly ``before`` or ``after`` it, a word anywhere in its ``sentence``,
    or (``article``, no words) the article also names the entity by an unconditional alias, or (``beside``, ids for
    words) names so one of those entities, or (``dateline``, no words) a line begins with it, before a dash, or
    (``default``, of countries) the article speaks of no other country that is called so, and of none of these (ids
    for words). Words are normalised."""

    kind: RuleKind
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A name of an entity in a language. ``context`` empty: always a name of it; else one of the rules must hold.

    A ``demonym`` is said of a country and is no name of it; a ``partisan`` name is one that only one side of a dispute
    uses (docs/names.md): it is found in text and never shown as a name. Names from published lists have the list's
    ``quality``, the entry as ``source``, and no ``language`` where the list leaves it open.
    """

    entity: str
    language: str
    text: str
    kind: AliasKind
    context: tuple[ContextRule, ...] = ()
    quality: Quality = "primary"
    source: str = ""
    folded: str = ""
    """The form in which text is compared with it, where that is known beforehand (names of lists)."""

    @property
    def script(self) -> str:
        """The script of the name by its letters (``arab``, ``latn``, ...); empty where it has none."""
        from ontology.lists.names import script_of

        return script_of(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Designation:
    """A listing: ``authority`` (id of a body) put ``entity`` on ``list_name`` under ``reference`` on a date.

    ``programmes`` are the list's own words. ``inferred``: it was taken off by the day ``delisted_on`` of the first list
    without it, which may be later than the decision.
    """

    entity: str
    authority: str
    list_name: str
    reference: str
    listed_on: date | None
    delisted_on: date | None
    source: str
    programmes: tuple[str, ...] = ()
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post that a person held in ``body`` (id of a body, group or country); dates ISO or year, only sourced."""

    person: str
    titles: tuple[tuple[str, str], ...]
    body: str
    start: str | None
    end: str | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """``person`` is a member of, or leads, ``group``: ``predicate`` is ``memberOf`` or ``leads``."""

    person: str
    predicate: str
    group: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What a source says of two entities: ``subject`` and ``object`` are ids, ``predicate`` a relation such as
    ``splitFrom`` or ``operatesIn``. It is the source's claim, and undated."""

    subject: str
    predicate: str
    object: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """All reference facts. ``aliases`` includes the labels; ``entities`` keeps the order of the tables. ``listed``
    tells what published lists add, ``None`` where there are none."""

    entities: Mapping[str, ReferenceEntity]
    aliases: tuple[Alias, ...]
    designations: tuple[Designation, ...]
    posts: tuple[Post, ...]
    memberships: tuple[Membership, ...]
    alias_index: Mapping[str, tuple[Alias, ...]]
    relations: tuple[Relation, ...] = ()
    listed: "Listed | None" = None

    def by_iri(self, iri: str) -> ReferenceEntity | None:
        """The entity with this IRI, ``None`` where it is not a reference entity."""
        return self.entities.get(iri.removeprefix(ENTITY)) if iri.startswith(ENTITY) else None

    def aliases_of(self, entity: str) -> tuple[Alias, ...]:
        """All names of the entity with this id, labels first; empty for an unknown id."""
        return self.alias_index.get(entity, ())

    def designations_of(self, entity: str) -> tuple[Designation, ...]:
        """The listings of the entity with this id."""
        return tuple(item for item in self.designations if item.entity == entity)

    def posts_of(self, person: str) -> tuple[Post, ...]:
        """The posts of the person with this id."""
        return tuple(item for item in self.posts if item.person == person)


def split(cell: str, separator: str = "|") -> tuple[str, ...]:
    """The values of a cell, without empty ones."""
    if separator not in cell:
        return (cell,) if cell else ()
    return tuple(value for part in cell.split(separator) if (value := part.strip()))


@cache
def parse_context(cell: str) -> tuple[ContextRule, ...]:
    """The rules of a context cell, ``before:word|word;article``, words normalised.

    Raises:
        ValueError: a rule of another kind, a rule without words or ids, or ``article`` with words.
    """
    rules: list[ContextRule] = []
    for part in split(cell, ";"):
        kind, _, words = part.partition(":")
        values = tuple(dict.fromkeys(normalize(word) for word in split(words)))
        bare = kind in ("article", "dateline")
        if kind not in get_args(RuleKind) or (kind != "default" and bare == bool(values)):
            raise ValueError(
                f"context rule {part!r}; write before:, after: or sentence: with words, beside: with ids, "
                "article, dateline, default or default: with ids"
            )
        rules.append(ContextRule(kind=cast(RuleKind, kind), words=values))
    return tuple(rules)


def read_tables(folder: Path) -> dict[str, tuple[Row, ...]]:
    """The rows of each table that the folder holds, by table name; a table that is not there is left out."""
    return {
        name: tuple(read_table(path, columns))
        for name, columns in COLUMNS.items()
        if (path := folder / f"{name}.tsv").is_file()
    }


def merge(*layers: Tables) -> dict[str, tuple[Row, ...]]:
    """Tables of several folders, one after the other."""
    return {name: tuple(row for layer in layers for row in layer.get(name, ())) for name in COLUMNS}


def label_rows(tables: Tables) -> Iterator[tuple[str, str, str]]:
    """(entity, language, label) of every label."""
    for table in ENTITY_TABLES:
        for row in tables.get(table, ()):
            for language in LANGUAGES:
                if row[f"label_{language}"]:
                    yield row["id"], language, row[f"label_{language}"]


def build_aliases(tables: Tables) -> tuple[Alias, ...]:
    """Labels and aliases as one list, labels first. A label is unconditional unless an alias row repeats it."""
    rows: dict[tuple[str, str, str], Alias] = {}
    for table in ALIAS_TABLES:
        for row in tables.get(table, ()):
            context = parse_context(row["context"])
            for language in split(row["language"]):
                kind = cast(AliasKind, row["kind"])
                rows[row["entity"], language, row["alias"]] = Alias(
                    entity=row["entity"], language=language, text=row["alias"], kind=kind, context=context
                )
    labels = [
        rows.pop((entity, language, text), Alias(entity=entity, language=language, text=text, kind="name"))
        for entity, language, text in label_rows(tables)
    ]
    return (*labels, *rows.values())


def build_entity(row: Row) -> ReferenceEntity:
    """The entity of a row of one of the entity tables."""
    return ReferenceEntity(
        id=row["id"],
        iri=entity_iri(row["id"]),
        types=split(row["type"]),
        labels=tuple((lang, row[f"label_{lang}"]) for lang in LANGUAGES if row[f"label_{lang}"]),
        identifiers=split(row["identifiers"]),
        countries=split(row["country"]),
        parent=row["parent"] or None,
        lat=float(row["lat"]) if row["lat"] else None,
        lon=float(row["lon"]) if row["lon"] else None,
        start=row["start"] or None,
        end=row["end"] or None,
        sources=split(row["source"]),
    )


def build_designation(row: Row) -> Designation:
    """The listing of a row of ``designations.tsv``."""
    return Designation(
        entity=row["entity"],
        authority=row["authority"],
        list_name=row["list"],
        reference=row["reference"],
        listed_on=date.fromisoformat(row["listed_on"]) if row["listed_on"] else None,
        delisted_on=date.fromisoformat(row["delisted_on"]) if row["delisted_on"] else None,
        source=row["source"],
    )


def build_post(row: Row) -> Post:
    """The post of a row of ``posts.tsv``."""
    return Post(
        person=row["person"],
        titles=tuple((lang, row[f"title_{lang}"]) for lang in LANGUAGES if row[f"title_{lang}"]),
        body=row["body"],
        start=row["start"] or None,
        end=row["end"] or None,
        sources=split(row["source"]),
    )


def build(tables: Tables) -> Reference:
    """The reference of tables that ``check`` finds no fault in."""
    aliases = build_aliases(tables)
    return Reference(
        entities={row["id"]: build_entity(row) for name in ENTITY_TABLES for row in tables.get(name, ())},
        aliases=aliases,
        designations=tuple(map(build_designation, tables.get("designations", ()))),
        posts=tuple(map(build_post, tables.get("posts", ()))),
        memberships=tuple(
            Membership(
                person=row["person"], predicate=row["predicate"], group=row["group"], sources=split(row["source"])
            )
            for row in tables.get("memberships", ())
        ),
        alias_index=_index(aliases),
        relations=tuple(
            Relation(
                subject=row["subject"], predicate=row["predicate"], object=row["object"], sources=split(row["source"])
            )
            for row in tables.get("relations", ())
        ),
    )


def _index(aliases: Iterable[Alias]) -> dict[str, tuple[Alias, ...]]:
    index: dict[str, list[Alias]] = {}
    for alias in aliases:
        index.setdefault(alias.entity, []).append(alias)
    return {entity: tuple(items) for entity, items in index.items()}


def check(extra: Path | None = None) -> list[str]:
    """Every fault of the tables, one line in words each; empty when all is well."""
    from ontology.reference_rules import faults

    return faults(_all_tables(extra))


def _all_tables(extra: Path | None) -> dict[str, tuple[Row, ...]]:
    return merge(read_tables(FOLDER), read_tables(extra) if extra else {})


def load(extra: Path | None = None) -> Reference:
    """The reference facts, with those of the folder ``extra`` (tables of the same names, imported lists) after them.
    It is the same object while no file of the folder changes.

    Raises:
        DataError: a table cannot be read, or a row has a fault; the message names the first ones.
    """
    if extra is None:
        return _load(None, "")
    from ontology.listed import state

    return _load(extra, state(extra))


@lru_cache(maxsize=4)
def _load(extra: Path | None, state: str) -> Reference:
    tables = _all_tables(extra)
    if extra is None:
        # The tables that come with Marsad are proven by its tests; the rules take longer than all the rest.
        return build(tables)
    from ontology.reference_rules import faults

    found = faults(tables)
    if found:
        raise DataError(f"{extra}: {len(found)} faults in the reference tables, first: {found[0]}; correct the row")
    base = build(tables)
    from ontology.listed import LISTS, with_lists
    from ontology.lists.files import list_folders

    return with_lists(base, tables, list_folders(extra / LISTS), state)
