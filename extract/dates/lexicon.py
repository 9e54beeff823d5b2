"""The date tables of a language, compiled: word maps and patterns."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from extract.numerals import number_pattern, ordinals
from extract.vocab import alternation, fold_pattern, rows
from ontology.normalize import normalize

_SLOT = re.compile(r"\{([a-z]+)(\d?)\}")
_LETTER = r"[^\W\d_]"
_UNITS = ("unit", "units", "dual", "definite")
_MONTH_SLOTS = frozenset({"month", "malone", "manyalone"})


@dataclass(frozen=True, slots=True, kw_only=True)
class DatePattern:
    """One shape of a date. ``gates`` are the slot families without which it cannot match."""

    rule: str
    regex: re.Pattern[str]
    gates: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLexicon:
    """Everything that dates need of one language; the keys of all maps are normalised forms."""

    language: str
    months: Mapping[str, int]
    hijri_months: Mapping[str, int]
    shared_months: frozenset[str]
    weekdays: Mapping[str, int]
    ordinals: Mapping[str, int]
    offsets: Mapping[str, int]
    named_before: re.Pattern[str]
    named_after: re.Pattern[str]
    units: Mapping[str, str]
    patterns: tuple[DatePattern, ...]
    gates: Mapping[str, re.Pattern[str]]


def _relative(language: str) -> tuple[dict[str, str], ...]:
    return rows(language, "relative_dates", ("form", "kind", "value", "source"))


def _month_rows(language: str, calendar: str) -> list[dict[str, str]]:
    table = rows(language, "months", ("form", "month", "calendar", "alone", "source"))
    return [row for row in table if row["calendar"] == calendar]


def _any_word(forms: list[str]) -> re.Pattern[str]:
    return re.compile(alternation(forms))


@cache
def lexicon(language: str) -> DateLexicon:
    """The compiled tables of ``language`` (ar, fr or en)."""
    gregorian, hijri = _month_rows(language, "gregorian"), _month_rows(language, "hijri")
    weekdays = rows(language, "weekdays", ("form", "weekday", "source"))
    relative = _relative(language)
    day_words = ordinals(language)
    units = {normalize(r["form"]): r["value"] for r in relative if r["kind"] in _UNITS}
    offsets = {normalize(r["form"]): int(r["value"]) for r in relative if r["kind"] == "offset"}
    return DateLexicon(
        language=language,
        months={normalize(r["form"]): int(r["month"]) for r in gregorian},
        hijri_months={normalize(r["form"]): int(r["month"]) for r in hijri},
        shared_months=frozenset(normalize(r["form"]) for r in gregorian if r["alone"] == "no"),
        weekdays={normalize(r["form"]): int(r["weekday"]) for r in weekdays},
        ordinals=day_words,
        offsets=offsets,
        named_before=re.compile(rf"(?:{alternation(_named(relative, 'before'))}) $"),
        named_after=re.compile(rf" (?:{alternation(_named(relative, 'after'))})(?![^\W_])"),
        units=units,
        patterns=_patterns(language, _slots(language)),
        gates={
            "month": _any_word([r["form"] for r in gregorian]),
            "hmonth": _any_word([r["form"] for r in hijri]),
            "weekday": _any_word([r["form"] for r in weekdays]),
            "unit": _any_word([r["form"] for r in relative if r["kind"] in ("unit", "units", "dual")]),
            "offset": _any_word([r["form"] for r in relative if r["kind"] == "offset"]),
            "digit": re.compile(r"\d"),
            "year": re.compile(r"\d{4}"),
        },
    )


def _named(relative: tuple[dict[str, str], ...], side: str) -> list[str]:
    return [row["form"] for row in relative if row["kind"] == "named" and row["value"] == side]


def _slots(language: str) -> dict[str, tuple[str, str | None]]:
    """Slot name to (regular expression, gate)."""
    gregorian, hijri = _month_rows(language, "gregorian"), _month_rows(language, "hijri")
    kinds: dict[str, list[str]] = {}
    for row in _relative(language):
        kinds.setdefault(row["kind"], []).append(row["form"])
    units = [*kinds.get("unit", ()), *kinds.get("units", ())]
    counted = rows(language, "count_units", ("form", "role", "value", "source"))
    people = [row["form"] for row in counted if row["role"] == "unit"]
    months = [r["form"] for r in gregorian]
    weekdays = [r["form"] for r in rows(language, "weekdays", ("form", "weekday", "source"))]
    return {
        "d": (r"(?<!\d)(?:3[01]|[12]\d|0?[1-9])(?!\d)", "digit"),
        "d0": (r"\d\d", "digit"),
        "m": (r"\d{1,2}", "digit"),
        "m0": (r"\d\d", "digit"),
        "y": (r"(?:1[89]|20)\d\d(?!\d)(?![/.-]\d)", "year"),
        "y0": (r"(?:1[89]|20)\d\d", "year"),
        "hy": (r"1[34]\d\d(?!\d)", "year"),
        "do": (alternation(list(ordinals(language))), None),
        "month": (alternation(months), "month"),
        "malone": (alternation([r["form"] for r in gregorian if r["alone"] == "yes"]), "month"),
        "manyalone": (alternation(months), "month"),
        "hmonth": (alternation([r["form"] for r in hijri]), "hmonth"),
        "weekday": (alternation(weekdays), "weekday"),
        "offset": (alternation(kinds.get("offset", [])), "offset"),
        "unit": (alternation(units), "unit"),
        "unitone": (alternation(kinds.get("unit", [])), "unit"),
        "definite": (alternation(kinds.get("definite", [])), "unit"),
        "dual": (alternation(kinds.get("dual", [])), "unit"),
        "last": (alternation(kinds.get("last", [])), None),
        "this": (alternation(kinds.get("this", [])), None),
        "next": (alternation(kinds.get("next", [])), None),
        "part": (alternation(kinds.get("part", [])), None),
        "n": (number_pattern(language), None),
        "notunit": (rf"(?! (?:{alternation(people)})(?![^\W_]))", None),
    }


def _fill(pattern: str, slots: Mapping[str, tuple[str, str | None]]) -> str:
    def slot(match: re.Match[str]) -> str:
        name, number = match.groups()
        body = (slots.get(name + number) or slots[name])[0]
        return body if name == "notunit" else f"(?P<{_group_name(name)}{number}>{body})"

    return _SLOT.sub(slot, fold_pattern(pattern))


def _group_name(slot: str) -> str:
    return "month" if slot in _MONTH_SLOTS else "unit" if slot in ("unitone", "definite") else slot


def _patterns(language: str, slots: Mapping[str, tuple[str, str | None]]) -> tuple[DatePattern, ...]:
    table = rows(language, "date_patterns", ("before", "pattern", "rule", "source"))
    prefix = next((fold_pattern(row["pattern"]) for row in table if row["rule"] == "prefix"), "")
    compiled = []
    for row in table:
        if row["rule"] == "prefix":
            continue
        before = f"(?:{fold_pattern(row['before'])}) ?{prefix}" if row["before"] else ""
        head = rf"(?<![^\W_])(?<!\d[.,/:-]){prefix}{before}"
        regex = re.compile(rf"{head}(?P<span>{_fill(row['pattern'], slots)})(?![^\W_])")
        compiled.append(DatePattern(rule=row["rule"], regex=regex, gates=_gates(row["pattern"], slots)))
    return tuple(compiled)


def _gates(pattern: str, slots: Mapping[str, tuple[str, str | None]]) -> frozenset[str]:
    """Gates of the slots that stand outside every optional or alternative group."""
    flat = re.sub(r"\\.|\[[^\]]*\]", "", pattern)
    group = re.compile(r"\([^()]*\)\??")
    while True:
        reduced = group.sub("", flat)
        if reduced == flat:
            break
        flat = reduced
    found = {(slots.get(name + number) or slots[name])[1] for name, number in _SLOT.findall(flat)}
    return frozenset(gate for gate in found if gate)
