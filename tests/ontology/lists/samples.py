"""Small lists in every format, written for the tests: nobody in them exists."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

# Marks of direction, tatweel and diacritics as they come in lists; a Persian name with its own letters.
MARKED = "\u200f سَالِم  القَرنــي\u200e "
ARABIC = "سالم عبد الله القرني"
PERSIAN = "کریم گلزاری"


def _file(name: str) -> str:
    return (Path(__file__).parent / "files" / name).read_text(encoding="utf-8")


def un(*entries: str, day: str = "2025-04-19") -> str:
    """A consolidated list of the UN with these entries (``un_person``, ``un_entity``)."""
    persons = "".join(entry for entry in entries if entry.startswith("<INDIVIDUAL>"))
    others = "".join(entry for entry in entries if not entry.startswith("<INDIVIDUAL>"))
    return (
        f"<?xml version='1.0' encoding='UTF-8'?>\n<CONSOLIDATED_LIST dateGenerated='{day}T23:00:04.625Z'>"
        f"<INDIVIDUALS>{persons}</INDIVIDUALS><ENTITIES>{others}</ENTITIES></CONSOLIDATED_LIST>"
    )


def un_person(reference: str, *names: str, original: str = "", listed: str = "2010-01-05", **more: object) -> str:
    """An individual: parts of the name; ``aliases``: (quality, name) pairs, ``country``, ``programme``."""
    tags = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
    parts = "".join(f"<{tag}>{escape(name)}</{tag}>" for tag, name in zip(tags, names, strict=False))
    country = f"<NATIONALITY><VALUE>{more['country']}</VALUE></NATIONALITY>" if "country" in more else ""
    return f"<INDIVIDUAL>{parts}{_un_rest(reference, original, listed, 'INDIVIDUAL', more)}{country}</INDIVIDUAL>"


def un_entity(reference: str, name: str, *, original: str = "", listed: str = "2010-01-05", **more: object) -> str:
    """An entity; further arguments as of ``un_person``."""
    first = f"<FIRST_NAME>{escape(name)}</FIRST_NAME>"
    return f"<ENTITY>{first}{_un_rest(reference, original, listed, 'ENTITY', more)}</ENTITY>"


def _un_rest(reference: str, original: str, listed: str, tag: str, more: Mapping[str, object]) -> str:
    aliases = more.get("aliases", ())
    assert isinstance(aliases, Iterable)
    given = "".join(
        f"<{tag}_ALIAS><QUALITY>{quality}</QUALITY><ALIAS_NAME>{escape(name)}</ALIAS_NAME></{tag}_ALIAS>"
        for quality, name in aliases
    )
    own = f"<NAME_ORIGINAL_SCRIPT>{escape(original)}</NAME_ORIGINAL_SCRIPT>" if original else ""
    return (
        f"<UN_LIST_TYPE>{more.get('programme', 'Al-Qaida')}</UN_LIST_TYPE>"
        f"<REFERENCE_NUMBER>{reference}</REFERENCE_NUMBER><LISTED_ON>{listed}</LISTED_ON>{own}"
        f"<{tag}_ALIAS><QUALITY/><ALIAS_NAME/></{tag}_ALIAS>{given}"
    )


UN = un(
    un_person(
        "QDi.950",
        "SALEM",
        "ABDULLAH",
        "AL-QARNI",
        original=ARABIC,
        country="Yemen",
        aliases=[
            ("Good", "Salim Abdallah Qarni (سالم القرني)"),
            ("Good", "Abu Hafs"),
            ("Low", MARKED),
            ("Good", "Qarni, Salem Abdalla"),
            ("Good", "?"),
            ("Low", "na"),
        ],
    ),
    un_person("TAi.951", "KARIM", "GOLZARI", original=PERSIAN, programme="Taliban"),
    un_entity(
        "QDe.901",
        "FIRST FRONT FOR REFORM (FFR)",
        original="الجبهة الأولى للإصلاح",
        listed="2001-10-06",
        aliases=[("a.k.a.", "Front for Reform in Mali"), ("a.k.a.", "Old Front"), ("a.k.a.", "The Front")],
    ),
)
UN_LATER = un(
    un_person("QDi.950", "SALEM", "ABDULLAH", "AL-QARNI", original=ARABIC, country="Yemen"),
    un_person("QDi.952", "NABIL", "AL-HAMDANI", original="نبيل الهمداني", listed="2025-06-01"),
    un_entity("QDe.901", "FIRST FRONT FOR REFORM (FFR)", original="الجبهة الأولى للإصلاح", listed="2001-10-06"),
    day="2025-07-01",
)

OFAC, EU, UK, UK_CSV = (_file(name) for name in ("ofac.xml", "eu.xml", "uk.xml", "uk.csv"))
OFSI, OFSI_CSV, UCDP, PLAIN = (_file(name) for name in ("ofsi.xml", "ofsi.csv", "ucdp.csv", "plain.tsv"))
UCDP_HEADER = UCDP.split("\n")[0] + "\n"
LAUGHS, OUTSIDE = _file("laughs.xml"), _file("outside.xml")
