"""Every part of a private name goes: in other articles, run together, before a surname, in addresses."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kg.export import NETWORK_FORMATS, RDF_FORMATS, export
from kg.export.masking import WITHHELD, Mask
from kg.ingest import ingest_articles
from kg.privacy import everyday, folded, names_in_text, parts_of, words_of
from kg.store import Store
from ontology.normalize import normalize
from tests.kg.pipeline import SamplePipeline, inputs
from tests.kg.samples import ALL as KNOWN
from tests.kg.samples import GAO, JNIM, LEADER, Draft, draft, entity

FATHER = entity("x-a111111111111111", "Person", minted=True, private=True, en="Habib Barakzai")
WITNESS = entity("x-a222222222222222", "Person", minted=True, private=True, ar="البرقوقي")
NEIGHBOUR = entity("x-a333333333333333", "Person", minted=True, private=True, ar="عبد العال")
SURVIVOR = entity("x-a444444444444444", "Person", minted=True, private=True, fr="Jean Petit-Dumontel")
COUSIN = entity("x-a555555555555555", "Person", minted=True, private=True, fr="Salif Traoré")
MINISTER = entity("x-a666666666666666", "Person", minted=True, fr="Awa Traoré")
EVERYBODY = (*KNOWN, FATHER, WITNESS, NEIGHBOUR, SURVIVOR, COUSIN, MINISTER)


def pages() -> list[Draft]:
    english = draft(
        "b2",
        "en",
        "Suspect Yusuf Barakzai held in Gao\n"
        "Police in Gao arrested Yusuf Barakzai, a student, on Tuesday.\n"
        "Yusuf's father, Habib Barakzai, said that Iyad Ag Ghali was to blame.\n",
        url="https://example.org/yusuf-barakzai",
    )
    english.mention("Habib Barakzai", FATHER)
    english.mention("Iyad Ag Ghali", LEADER)
    english.mention("Gao", GAO, 2)
    english.event("Arrest", "arrested", where=("Gao", GAO), roles=[("target", "Yusuf Barakzai", None)])
    arabic = draft(
        "a3", "ar", "شهادة منى البرقوقي\nقالت الشاهدة منى البرقوقي إنها خائفة.\nأوقفت الشرطة جاره محمود عبد العال.\n"
    )
    arabic.mention("البرقوقي", WITNESS, 2)
    arabic.mention("عبد العال", NEIGHBOUR)
    arabic.event("Arrest", "أوقفت", roles=[("target", "جاره محمود عبد العال", None)])
    arabic.quote(None, "الشاهدة منى البرقوقي", "قالت", "إنها خائفة")
    french = draft(
        "f4",
        "fr",
        "Un petit pas\nLe petit village de Jean Petit-Dumontel est loin, un petit pas.\n"
        "Salif Traoré accuse Awa Traoré, du JNIM.\n",
    )
    for words, who in (("Jean Petit-Dumontel", SURVIVOR), ("Salif Traoré", COUSIN), ("Awa Traoré", MINISTER)):
        french.mention(words, who)
    french.mention("JNIM", JNIM)
    return [english, arabic, french]


def ingested(path: Path, drafts: list[Draft], everybody: tuple[object, ...] = EVERYBODY) -> Path:
    extractions = [page.done(everybody) for page in drafts]  # type: ignore[arg-type]
    with Store.open(path, write=True, create=True) as store:
        report = ingest_articles(store, inputs(*extractions), pipeline=SamplePipeline(*extractions))
    assert report.failed == ()
    return path


@pytest.fixture(scope="module")
def families(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ingested(tmp_path_factory.mktemp("privacy") / "s", pages())


@pytest.fixture
def opened(families: Path) -> Iterator[Store]:
    with Store.open(families) as store:
        yield store


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("قالت الشاهدة منى البرقوقي إنها", "قالت الشاهدة {} إنها"),
        ("وشكر القاضي لمنى البرقوقي", "وشكر القاضي ل{}"),
        ("ومُنى الـبـرقـوقـي", "و{}"),
        ("وللبرقوقي أبناء", "ول{} أبناء"),
        ("آل برقوقي", "{}"),
        ("جاره محمود عبد العال.", "جاره {}."),
        ("جاره عبد الرحمن عبد العال.", "جاره {}."),
        ("عبدالرحمن بن البرقوقي", "{}"),
        ("رجل يحب البرقوق", "رجل يحب البرقوق"),
        ("arrested Yusuf Barakzai, a student", "arrested {}, a student"),
        ("Mr. Y. Barakzai was freed", "Mr. {} was freed"),
        ("J.-P. Barakzai", "{}"),
        ("YUSUF BARAKZAI", "{}"),
        ("The Barakzais of Gao", "The {} of Gao"),
        ("Gao Barakzai", "Gao {}"),
        ("Gao.\nBarakzai", "Gao.\n{}"),
        ("on @yusufbarakzai and @therealbarakzai", "on @{} and @{}"),
        ("Karim ben Barakzai", "{}"),
        ("Un petit pas de M. Petit", "Un petit pas de M. {}"),
        ("Iyad Ag Ghali", "Iyad Ag Ghali"),
        ("Awa Traoré", "Awa Traoré"),
        ("Salif Traoré", "{}"),
    ],
)
def test_the_whole_name_is_masked_and_no_more(opened: Store, text: str, kept: str) -> None:
    masked = Mask(opened).text(text)
    before, *rest = kept.split("{}")
    assert masked.startswith(before)
    for piece in rest:
        masked = masked[len(before) :]
        assert masked.startswith("person-")
        masked, before = masked[len("person-12345678") :], piece
        assert masked.startswith(piece)
    assert masked == before


def test_a_relative_gets_a_pseudonym_of_his_own(opened: Store) -> None:
    mask = Mask(opened)
    father, son = mask.text("Habib Barakzai"), mask.text("held Yusuf Barakzai")
    assert father == opened.pseudonym(FATHER.iri)
    assert father not in son
    # A capital at the beginning of a headline may be no name; it changes nobody's pseudonym.
    assert mask.text("Skater Yusuf Barakzai held") == f"{son.removeprefix('held ')} held"
    assert mask.text("محمود عبد العال") == opened.pseudonym(NEIGHBOUR.iri)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/yusuf-barakzai",
        "https://example.org/2021/a_barakzai_b.html",
        "https://example.org/yusufbarakzai2021",
        "https://example.org/?q=%D9%85%D9%86%D9%89+%D8%A7%D9%84%D8%A8%D8%B1%D9%82%D9%88%D9%82%D9%8A",
    ],
)
def test_addresses_with_a_surname_go(opened: Store, url: str) -> None:
    assert Mask(opened).address(url) is None
    assert Mask(opened).identifier(url) == WITHHELD


@pytest.mark.parametrize("url", ["https://example.org/iyad-ag-ghali", "https://example.org/un-petit-pas-a-gao"])
def test_other_addresses_stay(opened: Store, url: str) -> None:
    assert Mask(opened).address(url) == url


def test_a_given_name_that_many_have_is_masked_in_its_own_article_alone(tmp_path: Path) -> None:
    person = entity("x-b111111111111111", "Person", minted=True, private=True, en="Iyad Zerhouni")
    own = draft("own", "en", "Arrest\nPolice held Iyad Zerhouni.\nHis wife said Iyad was ill.\n")
    own.mention("Iyad Zerhouni", person)
    other = draft("other", "en", "Fight\nIyad Ag Ghali fights; Iyad spoke.\n")
    other.mention("Iyad Ag Ghali", LEADER)
    with Store.open(ingested(tmp_path / "s", [own, other], (*KNOWN, person))) as store:
        mask = Mask(store)
        articles = {row.id: row.iri for row in store.table.articles()}
        assert mask.text("Iyad was ill", articles["own"]) == f"{store.pseudonym(person.iri)} was ill"
        assert mask.text("Iyad spoke", articles["other"]) == "Iyad spoke"
        assert mask.text("Zerhouni spoke", articles["other"]) == f"{store.pseudonym(person.iri)} spoke"


def test_a_surname_of_a_public_person_of_the_article_stays(opened: Store) -> None:
    assert Mask(opened).text("Traoré") == "Traoré"
    assert [names for names in names_in_text(opened).figures.values() if "Awa Traoré" in names]


def test_parts_are_words_that_tell() -> None:
    assert parts_of(folded("Mme Hélène de Kéïta-Morvan")) == ("helene", "keita", "morvan")
    assert parts_of(folded("Y. Ba")) == ("ba",)
    assert parts_of(folded("الشاهدة فوزية البرقوقي"))[-2:] == ("للبرقوقي", "برقوقي")
    assert parts_of(folded("بن")) == ()
    assert everyday(["Petit petit petit Roux roux Roux"], frozenset(("petit", "roux"))) == {"petit"}


LATIN = ("Kervella", "Zerhouni", "Dumontel", "Barakzai", "Benlahrech", "Otmazgin", "Fauvarque")
LATIN_GIVEN = ("Yusuf", "Mathurin", "Zoubida", "Éléonore", "Wendkuni", "Habib")
ARABIC = ("البرقوقي", "الزغلامي", "بوشناق", "القرمادي", "بنلحرش", "الدغباجي")
ARABIC_GIVEN = ("فوزية", "محمود", "منى", "يوسف", "عبد الرحمن", "زهرة")
LATIN_TEXTS = {
    "en": "{upper} held\nPolice in Gao held {full}.\n{other} {last} and J. {last} wept for the {last}s.\n",
    "fr": "{upper} en fuite\nLa police de Gao cherche {full}.\n{other} {last} et Mme {last} pleurent, dit @{handle}.\n",
}
ARABIC_TEXT = "توقيف {full}\nأوقفت الشرطة {full} في غاو.\nوقالت {other} {last} إن لل{bare} أبناء، وشكرا ل{full}.\n"


def page(number: int, language: str, names: tuple[str, str, str]) -> tuple[Draft, object]:
    given, last, other = names
    full = f"{given} {last}"
    form = ARABIC_TEXT if language == "ar" else LATIN_TEXTS[language]
    bare = last.removeprefix("ال")
    handle = normalize(full).replace(" ", "")
    text = form.format(full=full, upper=full.upper(), last=last, other=other, bare=bare, handle=handle)
    slug = full.replace(" ", "-")
    made = draft(f"{number}-{slug}", language, text, url=f"https://example.org/{slug}", publisher=f"Blog {full}")
    person = entity(f"x-{number:016d}", "Person", minted=True, private=True, **{language: full})
    made.mention(full, person)
    trigger = {"ar": "أوقفت", "fr": "cherche", "en": "Police in Gao held"}[language]
    made.event("Arrest", trigger, roles=[("target", full, person), ("topic", f"{other} {last}", None)], name=full)
    made.quote(person, full, trigger, text.splitlines()[2])
    return made, person


def elsewhere(surnames: list[str]) -> Draft:
    """An article that names the same families, and in which nothing was recognised."""
    text = f"The {surnames[1]} case\nPolice in Gao held {' and '.join(surnames)}.\nThey all wept.\n"
    made = draft("elsewhere", "en", text)
    made.event("Arrest", "Police in Gao held", roles=[("target", word, None) for word in surnames])
    return made


latin = st.tuples(st.sampled_from(LATIN_GIVEN), st.sampled_from(LATIN), st.sampled_from(LATIN_GIVEN))
arab = st.tuples(st.sampled_from(ARABIC_GIVEN), st.sampled_from(ARABIC), st.sampled_from(ARABIC_GIVEN))


def _export_all(path: Path, out: Path) -> dict[str, str]:
    out.mkdir()
    with Store.open(path) as store:
        for form in NETWORK_FORMATS + RDF_FORMATS:
            export(store, out / f"all.{form}", view="all")
            export(store, out / f"pairs.{form}", view="cooccurrence")
    return {file.name: file.read_text(encoding="utf-8") for file in sorted(out.iterdir())}


@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    phases=(Phase.generate,),
)
@given(ar=arab, fr=latin, en=latin)
def test_no_part_of_a_private_name_survives_in_any_format(
    tmp_path_factory: pytest.TempPathFactory,
    ar: tuple[str, str, str],
    fr: tuple[str, str, str],
    en: tuple[str, str, str],
) -> None:
    made = [page(n, language, names) for n, (language, names) in enumerate((("ar", ar), ("fr", fr), ("en", en)), 1)]
    folder = tmp_path_factory.mktemp("survive")
    pages = [*(draft for draft, _ in made), elsewhere([ar[1], fr[1], en[1]])]
    path = ingested(folder / "s", pages, (*KNOWN, *(who for _, who in made)))
    files = _export_all(path, folder / "out")
    assert len(files) == 14
    with Store.open(path) as store:
        reference = " ".join(row["name"] for row in Mask(store)._public_rows)
    # The given names of relatives that nothing recognised go with the surname; a word of four letters tells.
    parts = {w for names in (ar, fr, en) for name in names for w in words_of(folded(name)) if len(w) > 3}
    telling = parts - set(words_of(folded(reference)))
    assert len(telling) > 3
    for name, content in files.items():
        text = normalize(content)
        assert "person " in folded(content) or name.startswith("pairs")
        for part in telling:
            assert part not in text, (name, part)
            assert part.removeprefix("ال") not in text, (name, part)
    assert _export_all(path, folder / "again") == files
