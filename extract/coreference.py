"""Which drafts of one article tell the same happening.

Precision first: two drafts join only when nothing speaks against it (place, date, perpetrator, target) and something
speaks for it: a definite noun ("the attack"), a shared place, date or actor, or one sentence. A headline joins the
first fitting event of the body.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from extract.drafts import Draft
from extract.model import PlaceRef, TimeSpan
from extract.rules import event_rules, more_specific, same_kind

SENTENCE_REACH = 6
"""Sentences back in which a definite noun looks for its event; single types (a conference) look through the article."""


@dataclass(slots=True)
class Happening:
    """Drafts that tell one event, in reading order, with the narrowest type that any of them gives."""

    type: str
    drafts: list[Draft] = field(default_factory=list)

    def entities(self, role: str) -> frozenset[str]:
        """Entities that any draft puts in ``role``."""
        return frozenset().union(*(draft.fillers(role) for draft in self.drafts))


def happenings(drafts: list[Draft], inside: Callable[[str, str], bool]) -> list[Happening]:
    """Groups ``drafts`` (reading order). ``inside(a, b)`` says whether place ``a`` lies in place ``b`` or is it."""
    groups: list[Happening] = []
    for draft in drafts:
        home = _home(draft, groups, inside)
        if home is None:
            groups.append(Happening(type=draft.type, drafts=[draft]))
        else:
            home.type = more_specific(home.type, draft.type)
            home.drafts.append(draft)
    return groups


def _home(draft: Draft, groups: list[Happening], inside: Callable[[str, str], bool]) -> Happening | None:
    fitting = [group for group in groups if same_kind(group.type, draft.type) and not _conflict(draft, group, inside)]
    if draft.new:
        fitting = [group for group in fitting if group.drafts[-1].sentence.index == draft.sentence.index]
    ranked = sorted(
        (
            (score, -position, group)
            for position, group in enumerate(reversed(fitting))
            if (score := _support(draft, group, inside))
        ),
        key=lambda item: (item[0], item[1]),
    )
    return ranked[-1][2] if ranked else None


def _support(draft: Draft, group: Happening, inside: Callable[[str, str], bool]) -> int:
    """How much speaks for ``draft`` telling ``group``: 0 is nothing."""
    last = group.drafts[-1]
    distance = draft.sentence.index - last.sentence.index
    score = 0
    if distance == 0:
        score += 2 if _linked(draft, group) else 0
    if draft.definite and (distance <= SENTENCE_REACH or event_rules()[draft.type].single):
        score += 2
    if event_rules()[draft.type].single and not draft.new and not _rich(draft):
        score += 1
    for role in ("perpetrator", "target", "victim", "participant", "speaker", "organizer"):
        score += 2 if draft.fillers(role) & group.entities(role) else 0
    score += 2 if any(_share_words(draft, other) for other in group.drafts) else 0
    place = draft.place
    if place is not None and any(_same_place(place, other.place, inside) for other in group.drafts):
        score += 1
        score += 1 if _same_time(draft, group) or _from_title(group) else 0
    if _from_title(group) and distance <= 3 and draft.sentence.zone == "body" and not _answered(group):
        score += 2
    return score if score >= 2 else 0


def _share_words(one: Draft, other: Draft) -> bool:
    """One phrase that fills one role of both (gunmen stormed a mosque and killed 16)."""
    return any(a.role == b.role and a.span == b.span for a in one.arguments for b in other.arguments)


def _linked(draft: Draft, group: Happening) -> bool:
    """A sentence tells one event by verb and noun (killed 12 in an ambush), not by two nouns that each say who."""
    last = group.drafts[-1]
    if last.type != draft.type:
        return True
    classes = {last.clause.hit.entry.word_class, draft.clause.hit.entry.word_class}
    return len(classes) == 2 or draft.definite or not draft.arguments


def _rich(draft: Draft) -> bool:
    return bool(draft.arguments) and (draft.place is not None or draft.time is not None)


def _from_title(group: Happening) -> bool:
    return group.drafts[0].sentence.zone == "title"


def _answered(group: Happening) -> bool:
    return any(draft.sentence.zone == "body" for draft in group.drafts)


def _conflict(draft: Draft, group: Happening, inside: Callable[[str, str], bool]) -> bool:
    return any(_contradicts(draft, other, inside) for other in group.drafts)


def _contradicts(one: Draft, other: Draft, inside: Callable[[str, str], bool]) -> bool:
    if one.place is not None and other.place is not None and not _same_place(one.place, other.place, inside):
        return True
    if _apart(one.time, other.time):
        return True
    for role in ("perpetrator", "speaker", "organizer"):
        mine, theirs = one.fillers(role), other.fillers(role)
        if (
            mine
            and theirs
            and not mine & theirs
            and not (role == "speaker" and one.sentence.index == other.sentence.index)
        ):
            return True
    return _other_numbers(one, other)


def _apart(one: TimeSpan | None, other: TimeSpan | None) -> bool:
    if one is None or other is None or not (one.start and one.end and other.start and other.end):
        return False
    return one.end < other.start or other.end < one.start


def _other_numbers(one: Draft, other: Draft) -> bool:
    """Two verbs that each have their own dead, in one sentence, are two events (12 were killed in A, 3 in B)."""
    if one.sentence.index != other.sentence.index or one.type != other.type:
        return False
    mine = {count.value for count in one.counts if count.kind == "killed"}
    theirs = {count.value for count in other.counts if count.kind == "killed"}
    return bool(mine and theirs and not mine & theirs)


def _same_place(one: PlaceRef, other: PlaceRef | None, inside: Callable[[str, str], bool]) -> bool:
    if other is None:
        return False
    if one.entity and other.entity:
        return inside(one.entity, other.entity) or inside(other.entity, one.entity)
    return one.label == other.label


def _same_time(draft: Draft, group: Happening) -> bool:
    if draft.time is None or draft.time.start is None:
        return False
    return any(other.time is not None and other.time.start == draft.time.start for other in group.drafts)
