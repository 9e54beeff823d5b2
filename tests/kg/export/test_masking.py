"""No private name leaves the house unasked: in no format, view, language or spelling."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Attribution
from kg.canonical import Canonical
from kg.export import NETWORK_FORMATS, RDF_FORMATS, VIEW_NAMES, export
from kg.export.masking import Mask
from kg.ingest import ingest_articles
from kg.store import Store
from ontology.normalize import normalize
from tests.kg.pipeline import SamplePipeline, inputs
from tests.kg.samples import ALL as KNOWN
from tests.kg.samples import GAO, JNIM, LEADER, MALI, Draft, draft, entity

SUSPECT = entity("x-1111111111111111", "Person", minted=True, private=True, ar="أحمد بن إدريس")
VICTIM = entity("x-2222222222222222", "Person", minted=True, private=True, fr="Hélène Kéïta-Morvan")
DRIVER = entity("x-3333333333333333", "Person", minted=True, private=True, en="Ba")
FOUNDATION = entity("o-4444444444444444", "Organization", minted=True, fr="Fondation Hélène Kéïta-Morvan")
EVERYBODY = (*KNOWN, SUSPECT, VICTIM, DRIVER, FOUNDATION)
NAMES = ("أحمد بن إدريس", "احمد بن ادريس", "Hélène Kéïta-Morvan", "Helene Keita-Morvan", "Kéïta-Morvan", "إدريس")


def arabic() -> Draft:
    text = (
        "توقيف أحمد بن إدريس في غاو\n"
        "أوقفت الشرطة أحمد بن إدريس في غاو يوم 3 يوليوز 2018.\n"
        "وقالت الشرطة إن إدريس عضو في جماعة نصرة الإسلام والمسلمين.\n"
        'وقال المحامي: "لأحمد بن إدريس عائلة، وأَحْمَدُ بنُ إدريس بريء، ولإدريس أطفال".\n'
    )
    page = draft("suspect-احمد-بن-ادريس", "ar", text, published=date(2018, 7, 4), publisher="جريدة أحمد بن إدريس")
    page.mention("أحمد بن إدريس", SUSPECT)
    page.mention("أحمد بن إدريس", SUSPECT, 2)
    page.mention("إدريس", SUSPECT, 3)
    page.mention("غاو", GAO)
    page.mention("جماعة نصرة الإسلام والمسلمين", JNIM)
    page.event(
        "Arrest",
        "أوقفت",
        when=("3 يوليوز 2018", date(2018, 7, 3), date(2018, 7, 3)),
        where=("غاو", GAO),
        roles=[("target", "أحمد بن إدريس", SUSPECT), ("perpetrator", "الشرطة", None)],
        name="قضية أحمد بن إدريس",
    )
    told = Attribution(kind="unnamed", label="محامي إدريس")
    page.claim(SUSPECT, "memberOf", JNIM, "عضو", certainty="reported", attribution=told, wording="ما يسمى إدريس")
    page.quote(SUSPECT, "أحمد بن إدريس", "قال", "لأحمد بن إدريس عائلة")
    return page


def french() -> Draft:
    text = (
        "Hélène Kéïta-Morvan, otage à Gao\n"
        "Hélène Kéïta-Morvan a été enlevée à Gao, au Mali, par le JNIM.\n"
        "Mme Kéïta-Morvan travaillait pour la Fondation Hélène Kéïta-Morvan, loin de Bamako.\n"
        "HELENE KEITA-MORVAN vit, dit Iyad Ag Ghali ; son chauffeur Ba aussi.\n"
    )
    url = "https://example.org/2018/helene-keita-morvan-otage?nom=" + quote("Kéïta-Morvan")
    page = draft("fr-9", "fr", text, published=date(2018, 7, 5), url=url)
    for words, who, nth in (
        ("Hélène Kéïta-Morvan", VICTIM, 1),
        ("Hélène Kéïta-Morvan", VICTIM, 2),
        ("Kéïta-Morvan", VICTIM, 3),
        ("Fondation Hélène Kéïta-Morvan", FOUNDATION, 1),
        ("Iyad Ag Ghali", LEADER, 1),
        ("Gao", GAO, 1),
        ("Mali", MALI, 1),
        ("JNIM", JNIM, 1),
    ):
        page.mention(words, who, nth)
    page.mention("Ba", DRIVER, 2)
    page.event(
        "Kidnapping",
        "enlevée",
        where=("Gao", GAO),
        roles=[
            ("victim", "Hélène Kéïta-Morvan", VICTIM),
            ("perpetrator", "JNIM", JNIM),
            ("topic", "chauffeur Ba", None),
        ],
    )
    page.claim(VICTIM, "holdsPost", FOUNDATION, "travaillait", title="amie de Hélène Kéïta-Morvan")
    page.quote(LEADER, "Iyad Ag Ghali", "dit", "HELENE KEITA-MORVAN vit")
    return page


@pytest.fixture(scope="module")
def private(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("private") / "s"
    extractions = [page.done(EVERYBODY) for page in (arabic(), french())]
    with Store.open(path, write=True, create=True) as store:
        report = ingest_articles(store, inputs(*extractions), pipeline=SamplePipeline(*extractions))
    assert report.failed == ()
    return path


@pytest.fixture
def opened(private: Path) -> Iterator[Store]:
    with Store.open(private) as store:
        yield store


def texts(folder: Path) -> str:
    """All files of a folder, escapes of JSON undone, as they are and folded."""
    raw = "\n".join(path.read_text(encoding="utf-8") for path in folder.iterdir())
    return "\n".join((raw, normalize(raw), normalize(raw.replace("-", " "))))


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
@pytest.mark.parametrize("form", NETWORK_FORMATS + RDF_FORMATS)
def test_no_private_name_survives(opened: Store, tmp_path: Path, form: str, language: str) -> None:
    for view in VIEW_NAMES:
        report = export(opened, tmp_path / f"{view}.{form}", view=view, language=language)
        assert report.masked == 3
    masked = texts(tmp_path)
    for name in (*NAMES, *opened.private_names()):
        if len(name) > 2:
            assert name not in masked
            assert normalize(name) not in masked
    assert "person-" in masked
    assert quote("Kéïta") not in masked
    assert "keita" not in masked
    assert "Iyad Ag Ghali" in masked or "إياد أغ غالي" in masked


@pytest.mark.parametrize("form", NETWORK_FORMATS + RDF_FORMATS)
def test_with_include_private_the_names_are_there(opened: Store, tmp_path: Path, form: str) -> None:
    for view in VIEW_NAMES:
        report = export(opened, tmp_path / f"{view}.{form}", view=view, include_private=True)
        assert report.masked == 0
    shown = texts(tmp_path)
    assert "أحمد بن إدريس" in shown
    assert "Hélène Kéïta-Morvan" in shown
    assert "person-" not in shown


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("قال أحمد بن إدريس أمس", "قال {suspect} أمس"),
        ("ولأحمد بن إدريس بيت", "ول{suspect} بيت"),
        ("أَحْمَد بْن إدْريس", "{suspect}"),
        ("أحـــمد  بن\u00a0إدريس.", "{suspect}."),
        ("وإدريس", "و{suspect}"),
        ("الإدريسية مدينة", "الإدريسية مدينة"),
        ("HELENE KEITA MORVAN's car", "{victim}'s car"),
        ("Kéïta-Morvan, Kéïta\u2011Morvan", "{victim}, {victim}"),
        ("Ba parle de Bamako et d'Abba", "{driver} parle de Bamako et d'Abba"),
        ("", ""),
        ("rien", "rien"),
    ],
)
def test_every_spelling_is_masked_and_no_other_word(opened: Store, text: str, masked: str) -> None:
    mask = Mask(opened)
    names = {
        "suspect": opened.pseudonym(SUSPECT.iri),
        "victim": opened.pseudonym(VICTIM.iri),
        "driver": opened.pseudonym(DRIVER.iri),
    }
    assert mask.text(text) == masked.format(**names)
    assert Mask(opened, active=False).text(text) == text


def test_a_longer_public_name_stays(tmp_path: Path) -> None:
    cousin = entity("x-5555555555555555", "Person", minted=True, private=True, en="Ghali")
    page = draft("en-5", "en", "Ghali met Iyad Ag Ghali in Gao.\n")
    page.mention("Ghali", cousin)
    page.mention("Iyad Ag Ghali", LEADER)
    page.mention("Gao", GAO)
    extraction = page.done((*KNOWN, cousin))
    with Store.open(tmp_path / "s", write=True, create=True) as store:
        assert not ingest_articles(store, inputs(extraction), pipeline=SamplePipeline(extraction)).failed
        mask = Mask(store)
        assert mask.text("Ghali met Iyad Ag Ghali.") == f"{store.pseudonym(cousin.iri)} met Iyad Ag Ghali."
        assert mask.label(LEADER.iri, "Iyad Ag Ghali") == "Iyad Ag Ghali"
        assert mask.label(cousin.iri, "whatever") == store.pseudonym(cousin.iri)


@given(st.lists(st.sampled_from(["Kéïta-Morvan", "أحمد بن إدريس", "وإدريس", "Ba", " ", "\u0651", "ـ", ".", "x", "بن"])))
def test_masking_twice_is_masking_once(pieces: list[str]) -> None:
    mask = _fixed_mask()
    once = mask.text(" ".join(pieces))
    assert mask.text(once) == once


def _fixed_mask() -> Mask:
    class Fixed:
        canonical = Canonical()

        def private_names(self) -> dict[str, str]:
            return {"Kéïta-Morvan": "person-1", "أحمد بن إدريس": "person-2", "إدريس": "person-2", "Ba": "person-3"}

        def rows(self, _: str) -> list[dict[str, str]]:
            return []

    return Mask(Fixed())  # type: ignore[arg-type]


def test_pseudonyms_differ_between_persons_and_stay(opened: Store) -> None:
    first = dict(Mask(opened).private)
    assert len(set(first.values())) == 3
    assert dict(Mask(opened).private) == first
