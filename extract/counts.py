"""How many: killed, wounded, arrested and participants, each with the words that carry number and unit.

A number is given to the nearest trigger of its clause; numbers without a person or a body as unit, parts of a total
("among them three soldiers") and vague amounts ("dozens") are left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extract.analysis import Analysis, Sentence
from extract.folded import fold_sentence
from extract.model import Count, CountKind, CountQualifier
from extract.numerals import Number, find_numbers
from extract.vocab import LANGUAGES, alternation, rows
from ontology.normalize import normalize

_COLUMNS = ("form", "role", "value", "source")
_KINDS: dict[str, CountKind] = {
    "killed": "killed",
    "wounded": "wounded",
    "arrested": "arrested",
    "participants": "participants",
}
_QUALIFIERS: dict[str, CountQualifier] = {"at least": "at least", "about": "about", "at most": "at most"}
_ADJECTIVES = {"ar": 0, "fr": 1, "en": 3}
"""Words of any kind that may stand between a number and its unit."""
_REACH_BEFORE, _REACH_AFTER, _REACH_CHAIN, _REACH_SINGLE, _REACH_BARE = 5, 8, 6, 1, 2
_YEARS = (1900, 2100)
_SINGULAR_AFTER = 10
_NEAR = 12
"""Folded characters within which a number after a lone noun may be the object of the same verb."""
_CROSSING = 3
"""What a comma or a coordinator between a number and its trigger costs, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trigger:
    start: int
    end: int
    kind: str
    side: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """A number with its unit at folded [start, end) (qualifier included); ``own`` is a kind that the unit carries."""

    start: int
    end: int
    value: int
    qualifier: CountQualifier
    unit: tuple[int, int] | None
    unit_kind: str
    bare: bool
    single: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    unit_kinds: dict[str, str]
    counted: re.Pattern[str]
    singles: re.Pattern[str]
    dual: re.Pattern[str]
    trigger: re.Pattern[str]
    trigger_kinds: dict[str, tuple[tuple[str, str], ...]]
    qualifier_before: re.Pattern[str]
    qualifier_after: re.Pattern[str]
    qualifiers: dict[str, CountQualifier]
    boundary: re.Pattern[str]
    subset: re.Pattern[str]
    stop: re.Pattern[str]
    determiner: re.Pattern[str]
    coordinator: re.Pattern[str]
    passive: re.Pattern[str]
    glued: str


def find_counts(analysis: Analysis) -> tuple[Count, ...]:
    """Counts of title and body, sorted by place; each number is counted once."""
    if analysis.language not in LANGUAGES:
        return ()
    found = [count for sentence in analysis.sentences for count in _sentence_counts(analysis, sentence)]
    return tuple(sorted(found, key=lambda count: (count.span.start, count.span.end)))


@cache
def _table(language: str) -> _Table:
    by_role: dict[str, list[tuple[str, str]]] = {}
    for row in rows(language, "count_units", _COLUMNS):
        by_role.setdefault(row["role"], []).append((normalize(row["form"]), row["value"]))

    def forms(*roles: str) -> list[str]:
        return [form for role in roles for form, _ in by_role.get(role, ())]

    plural = set(forms("unit"))
    duals = [form for form in forms("dual") if form not in plural]
    kinds = {form: value for role in ("dual", "one", "unit") for form, value in by_role.get(role, ())}
    triggers: dict[str, tuple[tuple[str, str], ...]] = {}
    for form, value in by_role["trigger"]:
        kind, side = value.split(" ")
        triggers[form] = (*triggers.get(form, ()), (kind, side))
    glued = "[وف]?[بل]?" if language == "ar" else ""
    closed = alternation(forms("stop", "measure", "trigger", "boundary"))
    word = rf"(?!(?:{closed})(?![^\W_]))(?:[^\W\d_]+(?:-[^\W\d_]+)?|\d+(?:-[^\W\d_]+)+)"
    linkers = rf"(?:(?:{alternation(forms('linker'))})(?:(?<=')| ))"
    units = alternation(forms("unit", "one"))
    articles = rf"(?:{alternation(forms('article'))}) " if by_role.get("article") else ""
    qualifiers = {form: _QUALIFIERS[value] for form, value in by_role["qualifier"]}
    qualifier = alternation(list(qualifiers))
    return _Table(
        unit_kinds=kinds,
        counted=re.compile(
            rf"[ -]?(?P<unit>{linkers}{{0,2}}(?:{word} ){{0,{_ADJECTIVES[language]}}}?(?P<noun>{units}))(?![^\W_])"
        ),
        singles=re.compile(
            rf"(?<![^\W_]){glued if not articles else ''}(?P<span>{articles}(?P<unit>"
            rf"{f'(?:{word} ){{0,2}}?' if articles else ''}(?P<noun>{alternation(forms('one'))})))(?![^\W_])"
        ),
        dual=re.compile(rf"(?<![^\W_]){glued}(?P<noun>{alternation(duals)})(?![^\W_])"),
        trigger=re.compile(rf"(?<![^\W_]){glued}(?P<t>{alternation(list(triggers))})(?![^\W_])"),
        trigger_kinds=triggers,
        qualifier_before=re.compile(rf"(?<![^\W_]){glued}(?P<q>{qualifier}) ?$"),
        qualifier_after=re.compile(rf" (?P<q>{qualifier})(?![^\W_])(?! ?\d)"),
        qualifiers=qualifiers,
        boundary=re.compile(rf"(?<![^\W_])[وف]?(?:{alternation(forms('boundary'))})(?![^\W_])|[:;؛!?؟]"),
        subset=re.compile(rf"(?<![^\W_])[وف]?(?:{alternation(forms('subset'))})(?![^\W_])"),
        stop=re.compile(rf" ?(?:$|[^\w ]|(?:{alternation(forms('stop'))})(?![^\W_])|[وب]\w)"),
        determiner=re.compile(rf" (?:(?:{alternation(forms('det'))})(?![^\W_])|\d)"),
        coordinator=re.compile(rf"(?<![^\W_])(?:{alternation(forms('coordinator'))})(?![^\W_])"),
        passive=re.compile(rf"(?<![^\W_])(?:{alternation(forms('passive'))}) $"),
        glued=glued,
    )


def _sentence_counts(analysis: Analysis, sentence: Sentence) -> Iterator[Count]:
    folded = fold_sentence(analysis, sentence)
    table = _table(analysis.language)
    triggers = _triggers(folded.text, table)
    groups = _groups(folded.text, analysis.language, table)
    previous: tuple[_Group, CountKind] | None = None
    in_subset = False
    for group in groups:
        in_subset = _is_part(folded.text, group, previous, in_subset, table)
        if in_subset:
            continue
        kind = _kind(folded.text, group, triggers, groups, previous, table)
        if kind is None:
            continue
        previous = (group, kind)
        unit = None if group.unit is None else folded.span(*group.unit).quote
        span = folded.span(group.start, group.end)
        yield Count(kind=kind, value=group.value, qualifier=group.qualifier, unit=unit, span=span)


def _triggers(text: str, table: _Table) -> list[_Trigger]:
    return [
        _Trigger(start=match.start("t"), end=match.end("t"), kind=kind, side=side)
        for match in table.trigger.finditer(text)
        for kind, side in table.trigger_kinds[match["t"]]
    ]


def _groups(text: str, language: str, table: _Table) -> list[_Group]:
    found = [_number_group(text, number, table) for number in find_numbers(text, language)]
    groups = [group for group in found if group.value > 0]
    for match in table.dual.finditer(text):
        groups.append(_word_group(text, match.span("noun"), match.span("noun"), match["noun"], 2, table))
    for match in table.singles.finditer(text):
        groups.append(_word_group(text, match.span("span"), match.span("unit"), match["noun"], 1, table))
    chosen: list[_Group] = []
    for group in sorted(groups, key=lambda g: (g.single, g.unit is None, g.start, g.start - g.end)):
        # A lone noun right behind a counted one is its adjective ("20 Houthi gunmen" in Arabic), no second count.
        room = 2 if group.single else 0
        if all(group.end <= other.start or other.end + room <= group.start for other in chosen):
            chosen.append(group)
    return sorted(chosen, key=lambda group: group.start)


def _number_group(text: str, number: Number, table: _Table) -> _Group:
    start, end = number.start, number.end
    qualifier: CountQualifier = "about" if number.approx else "exact"
    before = table.qualifier_before.search(text, max(0, start - 40), start)
    if before is not None:
        start, qualifier = before.start("q"), table.qualifiers[before["q"]]
    match = table.counted.match(text, end)
    unit, unit_kind = None, ""
    if match is not None:
        unit, unit_kind, end = match.span("unit"), table.unit_kinds[match["noun"]], match.end()
    after = table.qualifier_after.match(text, end)
    if after is not None and before is None:
        end, qualifier = after.end("q"), table.qualifiers[after["q"]]
    year = number.digits and _YEARS[0] <= number.value <= _YEARS[1]
    bare = (
        match is None and not year and (table.stop.match(text, end) or table.trigger.match(text, end + 1)) is not None
    )
    return _Group(
        start=start,
        end=end,
        value=number.value,
        qualifier=qualifier,
        unit=unit,
        unit_kind=unit_kind,
        bare=bare,
        single=False,
    )


def _word_group(
    text: str, span: tuple[int, int], unit: tuple[int, int], noun: str, value: int, table: _Table
) -> _Group:
    after = table.qualifier_after.match(text, span[1])
    qualifier: CountQualifier = "exact" if after is None else table.qualifiers[after["q"]]
    end = span[1] if after is None else after.end("q")
    kind = table.unit_kinds[noun]
    return _Group(
        start=span[0],
        end=end,
        value=value,
        qualifier=qualifier,
        unit=unit,
        unit_kind=kind,
        bare=False,
        single=value == 1,
    )


def _is_part(
    text: str, group: _Group, previous: tuple[_Group, CountKind] | None, in_subset: bool, table: _Table
) -> bool:
    """Whether the number counts a part of a total, or is coordinated with such a part."""
    since = previous[0].end if previous else 0
    between = text[since : group.start] if since <= group.start else ""
    if table.subset.search(between[-40:]):
        return not table.trigger.search(between[_last_end(table.subset, between) :])
    return in_subset and not table.trigger.search(between)


def _last_end(pattern: re.Pattern[str], text: str) -> int:
    return max((match.end() for match in pattern.finditer(text)), default=0)


def _kind(
    text: str,
    group: _Group,
    triggers: list[_Trigger],
    groups: list[_Group],
    previous: tuple[_Group, CountKind] | None,
    table: _Table,
) -> CountKind | None:
    if group.unit_kind in _KINDS and not group.single:
        return _KINDS[group.unit_kind]
    if group.unit is None and not group.bare:
        return None
    scored = [
        (cost, trigger.start, trigger)
        for trigger in triggers
        if (cost := _cost(text, group, trigger, groups, table)) is not None
    ]
    best = min(scored, key=lambda entry: entry[:2], default=None)
    if best is not None and best[0] <= _reach(group, best[2], table):
        kind = best[2].kind
        if kind == "participants" or group.unit_kind != "other":
            return _KINDS[kind] if not (group.value == 1 and kind == "participants") else None
        return None
    return _inherited(text, group, previous, table)


def _reach(group: _Group, trigger: _Trigger, table: _Table) -> int:
    """How far the trigger may stand from a number that names no unit, and from a lone noun."""
    if group.single:
        return 0 if table.glued else _REACH_SINGLE + (trigger.side == "after")
    if group.bare:
        return 0 if trigger.side == "before" else _REACH_BARE
    return _REACH_BEFORE + _REACH_AFTER


def _cost(text: str, group: _Group, trigger: _Trigger, groups: list[_Group], table: _Table) -> int | None:
    """How far trigger and number stand apart in words, ``None`` where they do not belong together."""
    if any(other is not group and other.start <= trigger.start < other.end for other in groups):
        return None
    if trigger.side == "before":
        if table.passive.search(text, max(0, trigger.start - _NEAR), trigger.start):
            return None
        if trigger.end > group.start or not _takes_object(text, group, trigger, groups, table):
            return None
        between, reach = text[trigger.end : group.start], _REACH_BEFORE
    else:
        if trigger.start < group.end or _is_active(text, group, trigger, groups, table):
            return None
        between, reach = text[group.end : trigger.start], _REACH_AFTER
    if table.boundary.search(between) or table.trigger.search(between):
        return None
    aside = table.subset.search(between)
    if aside is not None:
        between = between[: aside.start()].rstrip(",، ") + between[between.find(",", aside.end()) + 1 :]
    crossings = between.count(",") + between.count("،") + len(table.coordinator.findall(between))
    crossings += len(re.findall(r"(?<![^\W_])و(?=[^\W_])", between)) if table.glued else 0
    cost = len(between.split()) + _CROSSING * crossings
    return cost if cost <= reach else None


def _is_active(text: str, group: _Group, trigger: _Trigger, groups: list[_Group], table: _Table) -> bool:
    """Whether the trigger after the number has an object of its own ("12 militants killed three soldiers")."""
    if any(other is not group and 0 <= other.start - trigger.end <= 1 for other in groups):
        return True
    return table.determiner.match(text, trigger.end) is not None


def _takes_object(text: str, group: _Group, trigger: _Trigger, groups: list[_Group], table: _Table) -> bool:
    """Whether what follows the trigger is its object: a lone noun must not be the doer of what comes next."""
    if not group.single or not table.glued:
        return True
    for other in groups:
        between = text[group.end : other.start]
        if other is not group and 0 < len(between) <= _NEAR and not other.single:
            joined = table.trigger.search(between) or "،" in between or "," in between or between.endswith("و")
            return bool(joined)
    return table.stop.match(text, group.end) is not None or _adjective_then_stop(text, group.end, table)


def _adjective_then_stop(text: str, end: int, table: _Table) -> bool:
    match = re.compile(r" (?!ال)[^\W\d_]+").match(text, end)
    return match is not None and table.stop.match(text, match.end()) is not None


def _inherited(text: str, group: _Group, previous: tuple[_Group, CountKind] | None, table: _Table) -> CountKind | None:
    """The kind of the number before, where both are coordinated ("two soldiers and three civilians")."""
    if previous is None or group.bare or group.unit_kind == "other" or previous[0].end > group.start:
        return None
    if group.single and table.glued and previous[0].value > _SINGULAR_AFTER:
        return None  # "150 young men": after eleven Arabic counts in the singular, so this noun is counted too
    between = text[previous[0].end : group.start]
    last = between[-8:]
    joined = table.coordinator.search(last) or "," in last or "،" in last or last.endswith("و")
    if not joined or len(between.split()) > _REACH_CHAIN:
        return None
    if table.boundary.search(between) or table.trigger.search(between):
        return None
    return previous[1]
