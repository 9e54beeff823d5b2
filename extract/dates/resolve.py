"""From the parts of a matched date to an interval of days, seen from the day of publication."""

import calendar
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from extract.dates.lexicon import DateLexicon
from extract.model import Precision
from extract.numerals import word_value

Interval = tuple[date | None, date | None, Precision]
Parts = Mapping[str, str]

_UNKNOWN: Interval = (None, None, "unknown")
_AHEAD, _YEAR, _NEWS = timedelta(days=31), timedelta(days=366), timedelta(days=20)
_WEEK = 7
_MAX_BACK = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a date is seen from: the language, the day of publication, and whether the clause speaks of the future."""

    lexicon: DateLexicon
    published: date | None
    future: bool

    @property
    def oldest(self) -> date:
        """The day before which a date without a year is no longer news."""
        return date.min if self.published is None else self.published - _NEWS


def resolve(rule: str, parts: Parts, context: Context) -> Interval | None:
    """The interval of a matched date, ``None`` where its parts make no date."""
    try:
        return _RULES[rule](parts, context)
    except (ValueError, OverflowError):
        return None


def _day(value: date) -> Interval:
    return value, value, "day"


def _month(year: int, month: int) -> Interval:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month"


def _year(year: int) -> Interval:
    return date(year, 1, 1), date(year, 12, 31), "year"


def _week_of(day: date) -> Interval:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=_WEEK - 1), "week"


def _shift_month(day: date, months: int) -> tuple[int, int]:
    index = day.year * 12 + day.month - 1 + months
    return index // 12, index % 12 + 1


def _day_number(parts: Parts, context: Context) -> int:
    if "do" in parts:
        return context.lexicon.ordinals[parts["do"]]
    return int(parts.get("d") or parts.get("d0") or 1)


def _month_number(parts: Parts, context: Context, key: str = "month") -> int:
    if key in parts:
        return context.lexicon.months[parts[key]]
    return int(parts.get("m") or parts["m0"])


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(month: int, day: int, parts: Parts, context: Context) -> date | None:
    """The date of that day and month in the year that a reader of the article would take."""
    published = context.published
    if published is None:
        return None
    candidates = [_safe(published.year + shift, month, day) for shift in (-4, -3, -2, -1, 0, 1, 2, 3, 4)]
    dates = [candidate for candidate in candidates if candidate is not None]
    if "weekday" in parts:
        weekday = context.lexicon.weekdays[parts["weekday"]]
        fitting = [found for found in dates if found.weekday() == weekday and abs(found - published) <= _YEAR]
        if fitting:
            return min(fitting, key=lambda found: abs(found - published))
    if "next" in parts:
        return next((found for found in dates if found > published), None)
    if "this" in parts:
        return next((found for found in dates if found.year == published.year), None)
    past = [found for found in dates if found <= published]
    if "last" in parts or not context.future:
        return past[-1] if past else None
    return next((found for found in dates if found >= published - _AHEAD), None)


def _date(parts: Parts, context: Context) -> Interval | None:
    day, month = _day_number(parts, context), _month_number(parts, context)
    if "month2" in parts and context.lexicon.months[parts["month2"]] != month:
        return None
    if month > 12 >= day:
        day, month = month, day
    if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(2000, month)[1]):
        return None
    if year := parts.get("y") or parts.get("y0"):
        return _day(date(int(year), month, day))
    found = _nearest(month, day, parts, context)
    return _UNKNOWN if found is None else _day(found)


def _range(parts: Parts, context: Context) -> Interval | None:
    first, last = int(parts["d"]), int(parts["d2"])
    start_month = _month_number(parts, context)
    end_month = _month_number(parts, context, "month3") if "month3" in parts else start_month
    if start_month == end_month and first >= last:
        return None
    if "y" in parts:
        end = _safe(int(parts["y"]), end_month, last)
    else:
        end = _nearest(end_month, last, parts, context)
        if end is None:
            return _UNKNOWN if context.published is None else None
    if end is None:
        return None
    return date(end.year - (start_month > end_month), start_month, first), end, "day"


def _hijri(parts: Parts, context: Context) -> Interval | None:
    from hijridate import Gregorian, Hijri

    month = context.lexicon.hijri_months[parts["hmonth"]] if "hmonth" in parts else int(parts["m"])
    day = _day_number(parts, context) if {"d", "do"} & set(parts) else None

    def interval(year: int) -> Interval:
        first = Hijri(year, month, day or 1)
        start = date(*first.to_gregorian().datetuple())
        return _day(start) if day else (start, start + timedelta(days=first.month_length() - 1), "month")

    if "hy" in parts:
        return interval(int(parts["hy"]))
    if context.published is None:
        return _UNKNOWN
    this_year = Gregorian(*context.published.timetuple()[:3]).to_hijri().year
    past = [found for year in (this_year - 1, this_year) if (found := interval(year))[0] <= context.published]  # type: ignore[operator]
    return past[-1] if past else None


def _month_only(parts: Parts, context: Context) -> Interval | None:
    month = _month_number(parts, context)
    if "month2" in parts and context.lexicon.months[parts["month2"]] != month:
        return None
    if "y" in parts:
        return _month(int(parts["y"]), month)
    published = context.published
    if published is None:
        return _UNKNOWN
    year = published.year
    if "this" in parts:
        return _month(year, month) if month == published.month else None
    if "next" in parts:
        return _month(year + (month <= published.month), month)
    if "last" in parts:
        return _month(year - (month >= published.month), month)
    if context.future:
        return _month(year + (month < published.month), month)
    return _month(year - (month > published.month), month)


def _year_only(parts: Parts, _context: Context) -> Interval:
    return _year(int(parts["y"]))


def _years(parts: Parts, _context: Context) -> Interval | None:
    first, last = int(parts["y"]), int(parts["y2"])
    return (date(first, 1, 1), date(last, 12, 31), "year") if first < last else None


def _offset(parts: Parts, context: Context) -> Interval | None:
    if "weekday" in parts:
        return _weekday(parts, context)
    if context.published is None:
        return _UNKNOWN
    return _day(context.published + timedelta(days=context.lexicon.offsets[parts["offset"]]))


def _weekday(parts: Parts, context: Context) -> Interval:
    published = context.published
    if published is None:
        return _UNKNOWN
    weekday = context.lexicon.weekdays[parts["weekday"]]
    ahead = (weekday - published.weekday()) % _WEEK
    if "next" in parts or (context.future and not {"last", "offset"} & set(parts)):
        return _day(published + timedelta(days=ahead or _WEEK))
    back = (published.weekday() - weekday) % _WEEK
    return _day(published - timedelta(days=(back or _WEEK) if "last" in parts else back))


def _weekdays(parts: Parts, context: Context) -> Interval | None:
    if context.published is None:
        return _UNKNOWN
    _, end, _ = _weekday({"weekday": parts["weekday2"]}, context)
    first, last = (context.lexicon.weekdays[parts[key]] for key in ("weekday", "weekday2"))
    if end is None or (last - first) % _WEEK != 1:
        return None
    return end - timedelta(days=1), end, "day"


def _ago(parts: Parts, context: Context) -> Interval | None:
    units = context.lexicon.units
    unit = units[parts.get("unit") or parts.get("dual") or parts["unit2"]]
    amount: int | None = 2 if "dual" in parts else 1
    if "n" in parts:
        amount = word_value(parts["n"], context.lexicon.language)
    if amount is None or not 0 < amount <= _MAX_BACK:
        return None
    if context.published is None:
        return _UNKNOWN
    return _moved(context.published, unit, -amount)


def _moved(published: date, unit: str, amount: int) -> Interval:
    if unit == "day":
        return _day(published + timedelta(days=amount))
    if unit == "week":
        return _week_of(published + timedelta(days=_WEEK * amount))
    if unit == "month":
        return _month(*_shift_month(published, amount))
    return _year(published.year + amount)


def _unit(parts: Parts, context: Context) -> Interval | None:
    unit = context.lexicon.units[parts.get("unit") or parts["unit2"]]
    amount = -1 if "last" in parts else 1 if "next" in parts else 0
    if unit == "day" and amount <= 0:
        return None
    if context.published is None:
        return _UNKNOWN
    return _moved(context.published, unit, amount)


def _day_of_month(parts: Parts, context: Context) -> Interval | None:
    if context.published is None:
        return _UNKNOWN
    amount = -1 if "last" in parts else 1 if "next" in parts else 0
    year, month = _shift_month(context.published, amount)
    return _day(date(year, month, _day_number(parts, context)))


_RULES: dict[str, Callable[[Parts, Context], Interval | None]] = {
    "date": _date,
    "range": _range,
    "hijri": _hijri,
    "month": _month_only,
    "year": _year_only,
    "years": _years,
    "offset": _offset,
    "weekday": _weekday,
    "weekdays": _weekdays,
    "ago": _ago,
    "unit": _unit,
    "dayofmonth": _day_of_month,
}
