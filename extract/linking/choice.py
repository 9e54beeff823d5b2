"""Which of the reference's candidates a name means: what speaks for each, in points; none where two are level."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from extract.analysis import Analysis, ModelSpan
from extract.context import strip_clitics
from extract.gazetteer import PLACES, Candidate, Demonym, Found, Match
from extract.lexicon import lexicon
from extract.model import Mention
from extract.reader.scheme import NAME_TYPES
from ontology.namespaces import entity_iri
from ontology.reference import Reference, ReferenceEntity
from ontology.vocabulary import is_a

_KINDS = ("Person", "Organization", "Place")
SURE_KIND = 0.8
"""From this probability on the reader's kind of a name counts for and against candidates."""
_RULES = {
    "before": "after a word that tells which is meant",
    "after": "before a word that tells which is meant",
    "sentence": "the sentence tells which is meant",
    "article": "the article gives the full name too",
    "beside": "the article names what it belongs with",
    "dateline": "in the dateline",
    "default": "whom the press so calls where it names no other",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The entity (IRI) that a name means, or ``None``; how sure (0 to 1), and why in words. ``place``: it is surely no
    person or body, by the word before it; ``team``: it is surely no place."""

    entity: str | None
    score: float
    reason: str
    place: bool = False
    team: bool = False


class Chooser:
    """Chooses among the candidates of each match of one article."""

    def __init__(self, analysis: Analysis, reference: Reference, found: Found) -> None:
        self._analysis = analysis
        self._reference = reference
        self._spans = {(span.start, span.end): span for span in analysis.model_spans}
        self._named = _named(reference, found)
        self._countries = {name for name in self._named if "Country" in reference.entities[name].types}
        self._countries |= {demonym.country.rsplit("/", 1)[-1] for demonym in found.demonyms}
        self._told = _told(reference, found)
        self._demonyms: dict[int, list[Demonym]] = {}
        for demonym in found.demonyms:
            self._demonyms.setdefault(demonym.sentence, []).append(demonym)

    def choose(self, mention: Mention, match: Match) -> Choice:
        """The best candidate of a match, or none where two are as good or nothing fits."""
        possible = [c for c in match.candidates if not too_early(self._of(c), self._analysis.article.published)]
        if not possible:
            return Choice(entity=None, score=0.0, reason="the article is older than what the reference means by it")
        head = self._head_type(match) if self._kind(mention) != "Person" else None
        if head is not None:
            full = head == "Region" and " " in match.candidates[0].alias.text  # ولاية ميشال عون: his term
            possible = [c for c in possible if full or "Person" not in c.types]
            if not possible:
                return Choice(entity=None, score=0.0, reason="a place of this name, by the word before it", place=True)
        if all(self._only_placed(candidate) for candidate in possible):
            why = "a place of this name, and nothing in the sentence tells which"
            return Choice(entity=None, score=0.0, reason=why)
        if self._team(match) and all("City" in candidate.types for candidate in possible):
            return Choice(entity=None, score=0.0, reason="a team that is called after its town", team=True)
        world = {"InternationalBody", "CivilSociety"}
        if all(candidate.types[0] in world for candidate in possible) and self._national(match):
            return Choice(entity=None, score=0.0, reason="the national body of this name, by the word beside it")
        if all(self._elsewheres(candidate, match) for candidate in possible):
            return Choice(entity=None, score=0.0, reason="the body of another state, by the word after it")
        kind = self._kind(mention)
        if kind == "Organization" and all("City" in candidate.types for candidate in possible):
            # A club, a paper, a company that is called after its town.
            return Choice(
                entity=None, score=0.0, reason=f"the text names {_a(kind)} of this name, not {_named_as(possible)}"
            )
        if len(possible) == 1:
            return self._chosen(possible[0], (), mention, kind)
        near = self._nearest_country(match)
        weights = {c.entity: self._weight(c, match, kind, head, near) for c in possible}
        ranked = sorted(possible, key=lambda c: (-weights[c.entity], c.entity))
        best = ranked[0]
        if weights[ranked[1].entity] == weights[best.entity]:
            names = ", ".join(candidate.alias.entity for candidate in ranked[:3])
            return Choice(entity=None, score=0.0, reason=f"could be {names}")
        return self._chosen(best, ranked[1:], mention, kind)

    def _chosen(self, best: Candidate, others: Iterable[Candidate], mention: Mention, kind: str | None) -> Choice:
        return Choice(entity=best.entity, score=min(0.99, mention.score), reason=self._reason(best, others, kind))

    def _of(self, candidate: Candidate) -> ReferenceEntity:
        return self._reference.entities[candidate.alias.entity]

    def _kind(self, mention: Mention) -> str | None:
        """The reader's own kind of this stretch, where it is sure."""
        span = self._spans.get((mention.span.start, mention.span.end))
        return _kind_of(span) if span is not None and span.score >= SURE_KIND else None

    def _weight(self, candidate: Candidate, match: Match, kind: str | None, head: str | None, near: str) -> float:
        known, alias = self._of(candidate), candidate.alias
        weight = 0.0 if alias.context else 1.0
        if not (candidate.rule == "before" and all(PLACES & set(other.types) for other in match.candidates)):
            # "in Tripoli" tells that a place is meant, and not which.
            weight += {
                "before": 2.0,
                "after": 2.0,
                "sentence": 1.5,
                "article": 1.5,
                "beside": 1.0,
                "dateline": 3.0,
            }.get(candidate.rule or "", 0.0)
        weight += 1.0 if alias.kind in ("name", "acronym") else 0.0
        weight += 1.0 if self._countries & set(known.countries) else 0.0
        weight += 1.5 if near in known.countries else 0.0
        rivals = {other.alias.entity for other in match.candidates}
        weight += 1.0 if known.parent in self._named and known.parent not in rivals else 0.0
        weight += 0.5 if alias.language == self._analysis.language else 0.0
        weight += 1.5 if kind is not None and fits(candidate, kind) else 0.0
        if head is not None:
            weight += 1.5 if any(is_a(name, head) for name in known.types) else 0.0
        elif "City" in known.types or "Country" in known.types:
            weight += 0.25
        return weight

    def _nearest_country(self, match: Match) -> str:
        """Id of the country that the sentence names nearest to a match, by name, by demonym or by a town in it."""
        near = [(_gap(match, start, end), country) for start, end, country in self._told.get(match.sentence, ())]
        return min(near, default=(0, ""))[1]

    def _only_placed(self, candidate: Candidate) -> bool:
        """Whether a preposition alone speaks for a town that shares its name with others: à Valence."""
        known, kinds = self._of(candidate), {rule.kind for rule in candidate.alias.context}
        return candidate.rule in ("before", "after") and "sentence" in kinds and "City" in known.types

    def _team(self, match: Match) -> bool:
        """Whether the word right before a name is one of sport: مدرب مرسيليا, the Barcelona striker."""
        lex = lexicon(self._analysis.language)
        tokens = self._analysis.sentences[match.sentence].tokens
        before = [token for token in tokens if token.end <= match.start][-1:]
        after = [token for token in tokens if token.start >= match.end][:1] if self._analysis.language == "en" else []
        forms = [form for token in (*before, *after) for form in (*strip_clitics(token.norm), token.norm)]
        return any(lex.cue(form, "team") for form in forms)

    def _national(self, match: Match) -> bool:
        """Whether a demonym beside the name of a body of the world makes it a national one: la Croix-Rouge kényane."""
        before = self._analysis.language == "en"
        for demonym in self._demonyms.get(match.sentence, ()):
            if (demonym.end + 1 == match.start) if before else (match.end + 1 == demonym.start):
                return True
        return False

    def _elsewheres(self, candidate: Candidate, match: Match) -> bool:
        """Whether the adjective of another state follows the name of a body of a state in Arabic: قوى الأمن الداخلي
        الإيرانية."""
        countries = {entity_iri(country) for country in self._of(candidate).countries}
        if self._analysis.language != "ar" or candidate.types[0] != "StateBody" or len(countries) != 1:
            return False
        after = (d.country for d in self._demonyms.get(match.sentence, ()) if d.start == match.end + 1)
        return any(country not in countries for country in after)

    def _head_type(self, match: Match) -> str | None:
        """The class that the word before a place implies (محافظة, ville de), if there is one."""
        lex = lexicon(self._analysis.language)
        tokens = [t for t in self._analysis.sentences[match.sentence].tokens if t.end <= match.start][-2:]
        for size in (2, 1):
            phrase = " ".join(token.norm for token in tokens[-size:])
            head = lex.place_heads.get(phrase) or lex.place_heads.get(phrase[1:])
            if head is not None and head.kind == "head":
                return head.type
        return None

    def _reason(self, candidate: Candidate, others: Iterable[Candidate], kind: str | None) -> str:
        alias = candidate.alias
        why = f"{alias.kind} {alias.text!r} of the reference"
        if candidate.rule:
            why += f", {_RULES[candidate.rule]}"
        against = ", ".join(other.alias.entity for other in others)
        if not against:
            return why
        told = f", and the text names {_a(kind)}" if kind is not None and fits(candidate, kind) else ""
        return f"{why}{told}, best by context and country of {alias.entity}, {against}"


def too_early(known: ReferenceEntity, published: date | None) -> bool:
    """Whether an article is older than an entity: a group cannot act before it exists."""
    return published is not None and known.start is not None and published.isoformat()[: len(known.start)] < known.start


def _named(reference: Reference, found: Found) -> set[str]:
    """Ids of the entities that the article surely names."""
    return {
        match.candidates[0].alias.entity
        for match in found.matches
        if len(match.candidates) == 1 and match.candidates[0].alias.entity in reference.entities
    }


def _told(reference: Reference, found: Found) -> dict[int, list[tuple[int, int, str]]]:
    """For each sentence the stretches that tell a country: (start, end, id of the country)."""
    told: dict[int, list[tuple[int, int, str]]] = {}
    for demonym in found.demonyms:
        country = demonym.country.rsplit("/", 1)[-1]
        told.setdefault(demonym.sentence, []).append((demonym.start, demonym.end, country))
    for match in found.matches:
        known = reference.entities[match.candidates[0].alias.entity]
        if len(match.candidates) == 1 and PLACES & set(known.all_types):
            countries = (known.id,) if "Country" in known.types else known.countries
            if len(countries) == 1:
                told.setdefault(match.sentence, []).append((match.start, match.end, countries[0]))
    return told


def _gap(match: Match, start: int, end: int) -> int:
    return start - match.end if start >= match.end else match.start - end


def _kind_of(span: ModelSpan) -> str | None:
    name = NAME_TYPES[span.type].ontology_class
    return next((kind for kind in _KINDS if name and is_a(name, kind)), None)


def fits(candidate: Candidate, kind: str) -> bool:
    """Whether a candidate is of the coarse kind of a class (Person, Organization, Place)."""
    kind = next((coarse for coarse in _KINDS if is_a(kind, coarse)), kind)
    # States and regions act too (Europe, Catalonia): as a team, a government or a place they are one entity.
    land = kind == "Organization" and not {"Region", "Country"}.isdisjoint(candidate.types)
    return any(is_a(name, kind) for name in candidate.types) or land


_WORDS: Mapping[str, str] = {"Person": "a person", "Organization": "an organization", "Place": "a place"}


def _a(kind: str) -> str:
    return _WORDS[kind]


def _named_as(candidates: Iterable[Candidate]) -> str:
    return ", ".join(candidate.alias.entity for candidate in candidates)
