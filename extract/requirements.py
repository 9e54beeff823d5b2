"""What a trigger must bring with it to count as an event: the flags of ``triggers.tsv``, each with its reason.

Words for violence are words for much else (an attack in parliament, a battle of ideas), so precision is bought here.
"""

from extract.arguments import Filler
from extract.clauses.model import Clause
from extract.model import Argument, Count

Filled = list[tuple[Argument, Filler]]

_VIOLENT = frozenset({"attacker", "members", "force", "weapon"})
_HURT = frozenset({"people", "facility", "force"})


def lacking(clause: Clause, arguments: Filled, counts: tuple[Count, ...], *, placed: bool, dated: bool) -> str | None:
    """Why the clause is no event, in words, or ``None`` where it is one. ``counts`` are those of its sentence."""
    entry = clause.hit.entry
    roles = {argument.role for argument, _ in arguments}
    flags = entry.flags
    somewhere = (placed and dated) or ("intransitive" in flags and bool(placed or dated or counts))
    if entry.word_class == "verb" and not roles and not somewhere:
        return "a verb without anybody"
    if "needs-actor" in flags and not any(_acts(argument, filler) for argument, filler in arguments):
        return "killing without an attacker"
    if "needs-target" in flags and not roles & {"target", "perpetrator"} and not counts:
        return "an action without anybody"
    if "needs-both" in flags and not {"target", "perpetrator"} <= roles:
        return "an action without both sides"
    if "needs-speaker" in flags and "speaker" not in roles:
        return "words without a speaker"
    if "needs-victim" in flags and "victim" not in roles:
        return "a killing without a victim"
    if "weak-plain" in flags and not roles and not counts:
        return "a vague word without anybody"
    if "needs-two" in flags and len({a.span for a, _ in arguments if a.role == "participant"}) < 2:
        return "an encounter without two sides"
    if "physical" in flags and not counts and _verbal(arguments):
        return "an attack in words"
    if "needs-claim" in flags and not any(_claims(argument, filler) for argument, filler in arguments):
        return "something adopted that is no act of violence"
    if "not-person" in flags and any(_tried(argument, filler) for argument, filler in arguments):
        return "a conviction, not a condemnation"
    return None


def _tried(argument: Argument, filler: Filler) -> bool:
    """Whether a person is the object: a court convicts persons, bodies condemn deeds."""
    if argument.role == "speaker":
        return "court" in filler.classes
    person = filler.is_a("Person") or bool(filler.classes & {"attacker", "people"})
    return argument.role == "topic" and person and "event" not in filler.classes


def _acts(argument: Argument, filler: Filler) -> bool:
    patient = not filler.types and "people" in filler.classes and not filler.classes & _VIOLENT
    return argument.role == "perpetrator" and filler.acts and not patient


def _verbal(arguments: Filled) -> bool:
    """Whether those named are persons, states and bodies alone, and nothing that is struck or strikes."""
    sides = [filler for argument, filler in arguments if argument.role in ("perpetrator", "target", "victim")]
    return bool(sides) and not any(_bodily(filler) for filler in sides)


def _bodily(filler: Filler) -> bool:
    if filler.types:
        return filler.is_a("ArmedGroup") or (filler.is_a("Place") and not filler.is_a("State"))
    return bool(filler.classes & (_VIOLENT | _HURT)) and "official" not in filler.classes


def _claims(argument: Argument, filler: Filler) -> bool:
    if argument.role == "speaker":
        return filler.is_a("ArmedGroup") or bool(filler.classes & {"attacker", "members"})
    return argument.role == "topic" and "event" in filler.classes
