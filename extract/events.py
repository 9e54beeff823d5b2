"""Event accounts: what an article tells of attacks, arrests, meetings and words, with whose telling it is."""

from dataclasses import dataclass, replace
from functools import reduce
from itertools import groupby

from extract.analysis import Analysis
from extract.arguments import Resolver
from extract.attribution import Assertion, Assertions
from extract.clauses import find_clauses
from extract.coreference import happenings
from extract.drafts import Draft, Drafter
from extract.model import (
    Argument,
    Attribution,
    Certainty,
    Count,
    Dropped,
    EventAccount,
    Mention,
    PlaceRef,
    TextSpan,
    TimeSpan,
)
from extract.places import Gazette
from extract.rules import event_rules, more_specific
from ontology.namespaces import short_hash


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A draft with its happening and whose claim it is."""

    draft: Draft
    happening: int
    assertion: Assertion


def find_events(
    analysis: Analysis,
    mentions: tuple[Mention, ...],
    resolver: Resolver,
    assertions: Assertions,
    times: tuple[TimeSpan, ...],
    counts: tuple[Count, ...],
    gazette: Gazette,
) -> tuple[tuple[EventAccount, ...], tuple[Dropped, ...]]:
    """Accounts in reading order, and what was seen and left out with the reason.

    Tellings of one happening with the same polarity, certainty and attribution are one account; others stay apart and
    share ``occurrence``.
    """
    clauses = find_clauses(analysis, mentions, "triggers")
    drafter = Drafter(analysis, resolver, times, counts)
    drafts = drafter.drafts(clauses)
    groups = happenings(drafts, gazette.inside)
    owners = {id(draft): index for index, group in enumerate(groups) for draft in group.drafts}
    tellings = [
        Telling(draft=draft, happening=owners[id(draft)], assertion=_assertion(assertions, draft)) for draft in drafts
    ]
    tellings = [_presupposed(telling, tellings) for telling in tellings]
    tellings = [_announced(telling, analysis) for telling in tellings]
    tellings += list(_claimed(tellings, resolver, analysis))
    tellings.sort(key=lambda telling: (telling.happening, _key(telling.assertion)))
    accounts = []
    for happening, same in groupby(tellings, key=lambda telling: telling.happening):
        for _, telling_group in groupby(list(same), key=lambda telling: _key(telling.assertion)):
            account = _account(analysis, happening, list(telling_group))
            accounts.append(account)
    kept = [account for account in accounts if _says_something(account)]
    drafter.dropped["a word for an event and nothing of who, where or when"] += len(accounts) - len(kept)
    kept.sort(key=lambda account: (account.mentions[0].start, account.id))
    reasons = sorted((reason, count) for reason, count in drafter.dropped.items() if count)
    return tuple(kept), tuple(Dropped(what="account", reason=reason, count=count) for reason, count in reasons)


def _assertion(assertions: Assertions, draft: Draft) -> Assertion:
    assertion = assertions.of(draft.clause.sentence, draft.clause.hit.head, draft.type)
    if draft.prospect and not draft.definite and assertion.certainty in ("asserted", "reported"):
        return replace(assertion, certainty="hypothetical")
    return assertion


def _key(assertion: Assertion) -> tuple[str, ...]:
    whose = assertion.attribution
    return (assertion.polarity, assertion.certainty, whose.kind, whose.entity or whose.label or "")


def _presupposed(telling: Telling, tellings: list[Telling]) -> Telling:
    """An attack that is claimed or condemned is told by who tells the claim, not by the one who claims or condemns."""
    draft = telling.draft
    for other in tellings:
        if (
            other.draft.type not in ("ClaimOfResponsibility", "Condemnation")
            or other.draft.sentence is not draft.sentence
        ):
            continue
        topics = [argument.span for argument in other.draft.arguments if argument.role == "topic"]
        if telling is not other and any(span.start <= draft.trigger.start < span.end for span in topics):
            # "Nobody claimed the attack" denies the claim, not the attack.
            certainty: Certainty = "asserted" if other.assertion.attribution.kind == "author" else "reported"
            return replace(telling, assertion=replace(other.assertion, polarity="affirmed", certainty=certainty))
    return telling


def _announced(telling: Telling, analysis: Analysis) -> Telling:
    """What is dated after the article came out has not happened: it is planned."""
    time, published = telling.draft.time, analysis.article.published
    later = time is not None and time.start is not None and published is not None and time.start > published
    if later and telling.assertion.certainty in ("asserted", "reported"):
        return replace(telling, assertion=replace(telling.assertion, certainty="planned"))
    return telling


def _claimed(tellings: list[Telling], resolver: Resolver, analysis: Analysis) -> list[Telling]:
    """A group that claims an attack tells that it did it: its own telling of the attack, given to it alone."""
    told: list[Telling] = []
    for claim in tellings:
        if claim.draft.type != "ClaimOfResponsibility" or claim.assertion.polarity == "denied":
            continue
        speakers = [argument for argument in claim.draft.arguments if argument.role == "speaker" and argument.entity]
        attack = _attack_of(claim, tellings)
        if attack is None or not speakers:
            continue
        speaker = speakers[0]
        perpetrator = Argument(role="perpetrator", entity=speaker.entity, label=speaker.label, span=speaker.span)
        others = tuple(
            argument for argument in attack.draft.arguments if argument.role not in ("perpetrator", "organizer")
        )
        draft = Draft(
            clause=attack.draft.clause,
            sentence=claim.draft.sentence,
            type=attack.draft.type,
            trigger=attack.draft.trigger,
            arguments=(perpetrator, *others),
            time=attack.draft.time,
            place=attack.draft.place,
            counts=(),
            definite=True,
            new=False,
        )
        whose = Attribution(kind="body", entity=speaker.entity, label=speaker.label)
        assertion = Assertion(polarity="affirmed", certainty="reported", attribution=whose, wording=None)
        told.append(Telling(draft=draft, happening=attack.happening, assertion=assertion))
    return told


def _attack_of(claim: Telling, tellings: list[Telling]) -> Telling | None:
    """The attack that stands in the topic of the claim, in the same sentence."""
    topics = [argument.span for argument in claim.draft.arguments if argument.role == "topic"]
    for telling in tellings:
        same = telling.draft.sentence.index == claim.draft.sentence.index
        violent = "killed" in event_rules()[telling.draft.type].counts
        if same and violent and any(s.start <= telling.draft.trigger.start < s.end for s in topics):
            return telling
    return None


def _account(analysis: Analysis, happening: int, tellings: list[Telling]) -> EventAccount:
    drafts = sorted(
        (telling.draft for telling in tellings), key=lambda draft: (draft.trigger.start, draft.sentence.index)
    )
    best = max(drafts, key=_weight)
    assertion = tellings[0].assertion
    kind = reduce(more_specific, (draft.type for draft in drafts))
    occurrence = short_hash(analysis.article.id, "occurrence", str(happening))
    identifier = short_hash(analysis.article.id, kind, str(best.trigger.start), *_key(assertion))
    wording = next((t.assertion.wording for t in tellings if t.assertion.wording), None)
    arguments = _merged_arguments([best, *drafts])
    return EventAccount(
        id=identifier,
        type=kind,
        mentions=_mentions(best, drafts),
        evidence=TextSpan(
            start=best.sentence.start,
            end=best.sentence.end,
            quote=analysis.article.text[best.sentence.start : best.sentence.end],
        ),
        arguments=arguments,
        time=_first_time([best, *drafts]),
        place=_first_place([best, *drafts]),
        counts=_merged_counts([best, *drafts]),
        polarity=assertion.polarity,
        certainty=assertion.certainty,
        attribution=assertion.attribution,
        confidence=_confidence(best, arguments),
        occurrence=occurrence,
        name=next((draft.name for draft in drafts if draft.name), None),
        wording=wording,
    )


def _weight(draft: Draft) -> tuple[int, int]:
    facts = 2 * len(draft.arguments) + 2 * len(draft.counts) + (draft.place is not None) + (draft.time is not None)
    return facts + (draft.sentence.zone == "body"), -draft.trigger.start


def _mentions(best: Draft, drafts: list[Draft]) -> tuple[TextSpan, ...]:
    spans = {draft.trigger.start: draft.trigger for draft in drafts}
    spans.pop(best.trigger.start, None)
    return (best.trigger, *(spans[start] for start in sorted(spans)))


def _merged_arguments(drafts: list[Draft]) -> tuple[Argument, ...]:
    """Arguments of all drafts; the first filler of an entity in a role stays, plain text only where a role has none."""
    found: dict[tuple[str, str], Argument] = {}
    for draft in drafts:
        for argument in draft.arguments:
            named = [key for key in found if key[0] == argument.role]
            if argument.entity is None and named and draft is not drafts[0]:
                continue
            found.setdefault((argument.role, argument.entity or argument.label), argument)
    return tuple(found.values())


def _merged_counts(drafts: list[Draft]) -> tuple[Count, ...]:
    found: dict[tuple[str, int, str], Count] = {}
    for draft in drafts:
        for count in draft.counts:
            found.setdefault((count.kind, count.value, count.qualifier), count)
    return tuple(found.values())


def _first_time(drafts: list[Draft]) -> TimeSpan | None:
    order = {"day": 0, "week": 1, "month": 2, "year": 3, "unknown": 4}
    times = [draft.time for draft in drafts if draft.time is not None]
    return min(times, key=lambda time: order[time.precision]) if times else None


def _first_place(drafts: list[Draft]) -> PlaceRef | None:
    places = [draft.place for draft in drafts if draft.place is not None]
    return next((place for place in places if place.entity), places[0] if places else None)


def _confidence(draft: Draft, arguments: tuple[Argument, ...]) -> float:
    """Between 0.5 and 0.95: more where a verb tells it, where names fill its roles, and where place and time stand."""
    score = 0.5
    score += 0.1 if draft.clause.hit.entry.word_class == "verb" else 0.05
    score += min(0.2, 0.1 * sum(1 for argument in arguments if argument.entity))
    score += 0.05 * bool(arguments)
    score += 0.05 * (draft.place is not None) + 0.05 * (draft.time is not None) + 0.05 * bool(draft.counts)
    return round(min(score, 0.95), 2)


def _says_something(account: EventAccount) -> bool:
    """A bare word for an event, with nobody, nowhere and no date, is not an account worth a researcher's time."""
    told = account.polarity == "denied" or account.certainty != "asserted"
    return bool(told or account.arguments or account.place or account.time or account.counts)
