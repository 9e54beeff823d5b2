"""Articles in Arabic, French and English that tell of the same unknown persons, each under IRIs of its own."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from extract.model import Entity, Extraction
from kg.ingest import IngestReport, ingest_articles
from kg.store import Store
from tests.kg.pipeline import SamplePipeline, inputs
from tests.kg.samples import IS, JNIM, LEADER, MALI, UN, draft, entity


def person(letter: str, private: bool = True, **labels: str) -> Entity:
    """An unknown person with the IRI ``x-aaaaaaaaaaaaaaaa``."""
    return entity("x-" + letter * 16, "Person", minted=True, private=private, **labels)


def group(letter: str, kind: str = "ArmedGroup", **labels: str) -> Entity:
    """An unknown organization with the IRI ``o-aaaaaaaaaaaaaaaa``."""
    return entity("o-" + letter * 16, kind, minted=True, **labels)


MOUSSA_AR = person("a", ar="موسى ديالو")
MOUSSA_FR = person("b", fr="Moussa Diallo")
MOUSSA_EN = person("c", en="Moussa Diallo")
KEITA_AR = person("d", ar="مريم كيتا")
KEITA_FR = person("e", fr="Mariam Keita")
BRIGADE_AR = group("a", ar="كتيبة الفاروق")
BRIGADE_FR = group("b", fr="Katibat al-Farouq")


def page(
    identifier: str, language: str, *lines: str, names: Sequence[tuple[str, Entity]], day: date | None = None
) -> Extraction:
    """An article of these lines that names these entities, each by words that stand in it."""
    found = draft(identifier, language, "\n".join(lines) + "\n", published=day or date(2018, 7, 4))
    for words, who in names:
        found.mention(words, who)
    return found.done([who for _, who in names])


def arabic(*, moussa: Entity = MOUSSA_AR, identifier: str = "ar-trial") -> Extraction:
    """The trial of Moussa Diallo and Mariam Keita, in Arabic."""
    return page(
        identifier,
        "ar",
        "محاكمة في باماكو",
        "مثل موسى ديالو ومريم كيتا أمام المحكمة بتهمة الانتماء إلى كتيبة الفاروق في مالي.",
        names=[("موسى ديالو", moussa), ("مريم كيتا", KEITA_AR), ("كتيبة الفاروق", BRIGADE_AR), ("مالي", MALI)],
    )


def french(*, identifier: str = "fr-trial") -> Extraction:
    """The same in French."""
    return page(
        identifier,
        "fr",
        "Procès à Bamako",
        "Moussa Diallo et Mariam Keita comparaissent pour appartenance à la Katibat al-Farouq au Mali.",
        names=[
            ("Moussa Diallo", MOUSSA_FR),
            ("Mariam Keita", KEITA_FR),
            ("Katibat al-Farouq", BRIGADE_FR),
            ("Mali", MALI),
        ],
    )


def english(*, identifier: str = "en-other") -> Extraction:
    """Another article, which names a Moussa Diallo in other company."""
    return page(
        identifier,
        "en",
        "A farmer in Mali",
        "Moussa Diallo, a farmer, won a prize.",
        names=[("Moussa Diallo", MOUSSA_EN), ("Mali", MALI)],
    )


def in_company(identifier: str, language: str, words: str, who: Entity) -> Extraction:
    """An article that names somebody beside a known leader and two known groups."""
    return page(
        identifier,
        language,
        f"{words}: Iyad Ag Ghali, JNIM, Islamic State, United Nations",
        names=[(words, who), ("Iyad Ag Ghali", LEADER), ("JNIM", JNIM), ("Islamic State", IS), ("United Nations", UN)],
    )


@contextmanager
def told(path: Path, *pages: Extraction) -> Iterator[tuple[Store, IngestReport]]:
    """A store of these articles, open for writing, and what the ingest reported."""
    with Store.open(path, write=True, create=True) as store:
        yield store, ingest(store, *pages)


def ingest(store: Store, *pages: Extraction, fingerprint: str = "people 1") -> IngestReport:
    """Read these articles into a store."""
    return ingest_articles(store, inputs(*pages), pipeline=SamplePipeline(*pages, fingerprint=fingerprint))
