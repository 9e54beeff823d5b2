"""A small reference of invented and well-known names, for tests of names and links."""

from extract.analysis import Analysis, analyse
from extract.gazetteer import Gazetteer, gazetteer
from extract.linking import LinkResult, link
from extract.mentions import mention_result
from extract.model import Article, EntityLink, Zone
from ontology.reference import Reference, build

_ENTITY = (
    "id", "type", "label_ar", "label_fr", "label_en", "identifiers", "country", "parent", "lat", "lon", "start", "end",
    "source",
)  # fmt: skip
_ALIAS = ["entity", "language", "alias", "kind", "context", "source"]

_ENTITIES = {
    "groups": [
        ("islamic-state", "ArmedGroup", "تنظيم الدولة الإسلامية", "État islamique", "Islamic State", "un:QDe.115"),
        ("boko-haram", "ArmedGroup", "بوكو حرام", "Boko Haram", "Boko Haram", ""),
        ("al-shabaab", "ArmedGroup", "حركة الشباب", "Chabab", "al-Shabaab", ""),
    ],
    "persons": [
        ("abu-bakr-al-baghdadi", "Person", "أبو بكر البغدادي", "Abou Bakr al-Baghdadi", "Abu Bakr al-Baghdadi", ""),
        ("emmanuel-macron", "Person", "إيمانويل ماكرون", "Emmanuel Macron", "Emmanuel Macron", "wikidata:Q3052772"),
    ],
    "bodies": [
        (
            "global-coalition",
            "InternationalBody",
            "التحالف الدولي ضد داعش",
            "Coalition mondiale",
            "Global Coalition",
            "",
        ),
        ("security-council", "InternationalBody", "مجلس الأمن", "Conseil de sécurité", "Security Council", ""),
        (
            "defence-mali",
            "StateBody",
            "وزارة الدفاع الوطني المالية",
            "ministère malien de la Défense",
            "Malian Ministry of Defence",
            "",
        ),
        ("uno-office", "InternationalBody", "اللجنة العليا للتنسيق", "Haut comité", "High Committee", ""),
    ],
    "countries": [
        ("morocco", "Country|State", "المغرب", "Maroc", "Morocco", "iso3166-1:MA"),
        ("libya", "Country|State", "ليبيا", "Libye", "Libya", ""),
        ("iraq", "Country|State", "العراق", "Irak", "Iraq", ""),
        ("mali", "Country|State", "مالي", "Mali", "Mali", ""),
        ("lebanon", "Country|State", "لبنان", "Liban", "Lebanon", ""),
        ("jordan", "Country|State", "الأردن", "Jordanie", "Jordan", ""),
    ],
    "places": [
        ("tripoli-libya", "City", "طرابلس الغرب", "Tripoli (Libye)", "Tripoli, Libya", ""),
        ("tripoli-lebanon", "City", "طرابلس الشام", "Tripoli (Liban)", "Tripoli, Lebanon", ""),
        ("wana", "City", "وانا", "Wana", "Wana", ""),
        ("karkura", "City", "كركورة", "Karkoura", "Karkura", ""),
    ],
}
_COUNTRY = {"tripoli-libya": "libya", "tripoli-lebanon": "lebanon", "karkura": "mali", "defence-mali": "mali"}

_ALIASES = [
    ("islamic-state", "ar", "داعش", "acronym", ""),
    ("islamic-state", "en", "IS", "acronym", "before:against|group"),
    ("islamic-state", "fr", "EI", "acronym", ""),
    ("islamic-state", "ar", "الدولة", "short", "before:تنظيم|زعيم;article"),
    ("abu-bakr-al-baghdadi", "ar", "البغدادي", "short", "before:زعيم;article"),
    ("emmanuel-macron", "fr", "Macron", "short", ""),
    ("global-coalition", "ar", "التحالف الدولي", "name", ""),
    ("defence-mali", "en", "Malian Defence Ministry", "name", ""),
    ("mali", "ar", "مالي", "demonym", ""),
    ("mali", "en", "Malian", "demonym", ""),
    ("morocco", "ar", "مغربي", "demonym", ""),
    ("morocco", "fr", "marocain", "demonym", ""),
    ("tripoli-libya", "ar", "طرابلس", "short", "sentence:ليبيا|الليبية"),
    ("tripoli-lebanon", "ar", "طرابلس", "short", "sentence:لبنان|اللبنانية"),
]


def reference() -> Reference:
    """The small reference, built anew."""
    tables = {
        name: tuple(
            dict(zip(_ENTITY, [*row, _COUNTRY.get(row[0], ""), "", "", "", "", "", "curated"], strict=True))
            for row in rows
        )
        for name, rows in _ENTITIES.items()
    }
    aliases = tuple(dict(zip(_ALIAS, [*row, "curated"], strict=True)) for row in _ALIASES)
    return build({**tables, "aliases": aliases})


REFERENCE = reference()


def names() -> Gazetteer:
    return gazetteer(REFERENCE)


def analysed(text: str, language: str = "ar", title: str = "") -> Analysis:
    """The analysis of a body, with a title line before it where there is one."""
    whole = f"{title}\n\n{text}" if title else text
    start = len(whole) - len(text)
    zones: tuple[Zone, ...] = (Zone(kind="body", start=start, end=len(whole)),)
    if title:
        zones = (Zone(kind="title", start=0, end=len(title)), *zones)
    return analyse(Article(id="article-1", text=whole, language=language, zones=zones))


def linked(text: str, language: str = "ar", title: str = "") -> LinkResult:
    """Mentions and links of a text."""
    analysis = analysed(text, language, title)
    found = mention_result(analysis, names())
    return link(analysis, found.mentions, names(), REFERENCE, found.found)


def links_of(result: LinkResult, quote: str) -> list[EntityLink]:
    """The links of the mentions with this quote."""
    return [item for item in result.links if item.mention.span.quote == quote]


def local(iri: str | None) -> str | None:
    """The last part of an IRI."""
    return iri.rsplit("/", 1)[-1] if iri else None
