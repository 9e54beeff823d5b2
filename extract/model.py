"""The types that flow: everything that one article says, as immutable values.

All offsets are Unicode code points into ``Article.text``. Entity references are full IRIs (``str``), ``None`` where
nothing is linked. Local names of the ontology (``ArmedGroup``, ``Bombing``, ``memberOf``) are plain strings.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

ZoneKind = Literal["title", "body", "headlines", "caption", "meta", "widget", "footer"]
MentionKind = Literal["name", "nominal", "pronoun"]
Precision = Literal["day", "week", "month", "year", "unknown"]
Polarity = Literal["affirmed", "denied"]
Certainty = Literal["asserted", "reported", "alleged", "planned", "hypothetical"]
AttributionKind = Literal["person", "body", "unnamed", "author"]
CountKind = Literal["killed", "wounded", "arrested", "participants"]
CountQualifier = Literal["exact", "at least", "about", "at most"]
Status = Literal["reference", "gazetteer", "minted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSpan:
    """A verbatim stretch of the article: ``article.text[start:end] == quote``, always."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A part of the page, [start, end). Zones are sorted, do not overlap, and leave only white space uncovered."""

    kind: ZoneKind
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as read and cleaned; only its title and body zones feed extraction."""

    id: str
    text: str
    language: str
    zones: tuple[Zone, ...]
    title: str | None = None
    url: str | None = None
    published: date | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person, organization, place or state: from the reference data or the open gazetteer, or minted for the unknown.

    ``types`` holds local class names with every superclass, most specific first. ``labels`` is (language, label)
    pairs. ``private`` marks a person who is neither in the reference nor named in a public post. ``parent`` is the IRI
    of the place around a place.
    """

    iri: str
    types: tuple[str, ...]
    labels: tuple[tuple[str, str], ...]
    status: Status
    aliases: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    private: bool = False
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    parent: str | None = None
    sources: tuple[str, ...] = ()

    def label(self, language: str = "en") -> str:
        """The label in ``language``, else in English, else the first there is."""
        by_language = dict(self.labels)
        return by_language.get(language) or by_language.get("en") or self.labels[0][1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A stretch of title or body that names (or stands for) an entity; ``type`` is the most specific local class."""

    span: TextSpan
    kind: MentionKind
    type: str
    zone: ZoneKind
    method: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityLink:
    """A mention and the entity that it was linked to, or ``None``; ``reason`` says why in words."""

    mention: Mention
    entity: str | None
    score: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSpan:
    """An interval of days, both ends included. ``None`` at an end is unknown. ``span`` is what the text says."""

    start: date | None
    end: date | None
    precision: Precision
    span: TextSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A toll or a number of people. ``value`` is a whole number; ``unit`` what is counted, verbatim."""

    kind: CountKind
    value: int
    qualifier: CountQualifier
    unit: str | None
    span: TextSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Whose claim it is. ``author`` has no entity and no label; ``unnamed`` has the words ("security sources")."""

    kind: AttributionKind
    entity: str | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """Who or what fills a role of an account (perpetrator, target, victim, organizer, host, participant, speaker,
    topic, weapon); ``entity`` is ``None`` where a plain text span fills it."""

    role: str
    entity: str | None
    label: str
    span: TextSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRef:
    """Where: a linked place or a plain label."""

    entity: str | None
    label: str
    span: TextSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class EventAccount:
    """One telling of an event. ``mentions[0]`` is the trigger; ``evidence`` is the sentence or clause that carries
    the whole. ``name`` is the proper name of a named event (a conference), if any. ``occurrence`` is an id that
    accounts of the same happening share within the article, whether or not an occurrence is made of it."""

    id: str
    type: str
    mentions: tuple[TextSpan, ...]
    evidence: TextSpan
    arguments: tuple[Argument, ...]
    time: TimeSpan | None
    place: PlaceRef | None
    counts: tuple[Count, ...]
    polarity: Polarity
    certainty: Certainty
    attribution: Attribution
    confidence: float
    occurrence: str
    name: str | None = None
    wording: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationClaim:
    """A claim that subject and object stand in a relation; ``title`` is a post's verbatim title."""

    subject: str
    subject_label: str
    predicate: str
    object: str
    object_label: str
    evidence: TextSpan
    polarity: Polarity
    certainty: Certainty
    attribution: Attribution
    confidence: float
    title: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    wording: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words given to a speaker. ``span`` is the content without quotation marks; ``direct`` where marks carry it."""

    speaker: str | None
    speaker_label: str
    cue: str
    direct: bool
    span: TextSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """Something seen and left out: ``what`` (article, zone, mention, account, claim, quotation), why, how often."""

    what: str
    reason: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that one article says. ``links`` runs parallel to ``mentions``; every IRI used is in ``entities``."""

    article: Article
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    links: tuple[EntityLink, ...]
    sentences: tuple[TextSpan, ...]
    events: tuple[EventAccount, ...]
    relations: tuple[RelationClaim, ...]
    quotations: tuple[Quotation, ...]
    dropped: tuple[Dropped, ...] = ()
