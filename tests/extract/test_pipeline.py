from hypothesis import given, settings
from hypothesis import strategies as st

from extract.model import Extraction
from extract.pipeline import Pipeline
from ontology.reference import load
from tests.extract.articles import article, entity_id, extract, pipeline

WORDS = "قتل داعش ، هجوم في باماكو الذي شنه مسلحون 12 جنديا وقال وزير المغرب إن « » . و بوكو حرام".split()  # noqa: SIM905
MIXED = "ابءةىو ـ،.«»:?0123٣٤\u064b\u200f\u00a0\nabcdeé'-قتل هجوم داعش"


def check(extraction: Extraction) -> None:
    text = extraction.article.text
    assert len(extraction.mentions) == len(extraction.links)
    for mention, link in zip(extraction.mentions, extraction.links, strict=True):
        assert link.mention == mention
        assert text[mention.span.start : mention.span.end] == mention.span.quote
    known = {entity.iri for entity in extraction.entities}
    used = {link.entity for link in extraction.links} | {a.entity for e in extraction.events for a in e.arguments}
    used |= {side for claim in extraction.relations for side in (claim.subject, claim.object)}
    used |= {quotation.speaker for quotation in extraction.quotations}
    used |= {event.attribution.entity for event in extraction.events}
    assert used - {None} <= known
    identifiers = [event.id for event in extraction.events]
    assert len(identifiers) == len(set(identifiers))


def test_the_same_article_gives_the_same_extraction() -> None:
    text = "شن تنظيم داعش هجوما على الموصل. وقال المتحدث باسم الجيش العراقي إن الهجوم أوقع عشرة قتلى."
    assert Pipeline(load()).extract(article(text, "ar")) == extract(text, "ar")


def test_the_fingerprint_names_software_and_facts() -> None:
    assert len(pipeline().fingerprint) == 16
    assert pipeline().fingerprint == Pipeline().fingerprint


def test_unknown_persons_are_private_and_opaque() -> None:
    extraction = extract("قال الشاهد أحمد البوعزاوي إن مسلحين هاجموا السوق. وأضاف البوعزاوي أنه رأى أربعة منهم.", "ar")
    private = [entity for entity in extraction.entities if entity.private]
    assert len(private) == 1
    assert entity_id(private[0].iri).startswith("x-")  # type: ignore[union-attr]
    assert sum(link.entity == private[0].iri for link in extraction.links) == 2


def test_a_title_and_its_body_are_one_event() -> None:
    extraction = extract(
        "هاجم مسلحون يوم الجمعة فندقا في باماكو وقتلوا عشرين شخصا.", "ar", title="هجوم على فندق في باماكو"
    )
    assert len({event.occurrence for event in extraction.events}) == 1


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=MIXED, max_size=160), st.sampled_from(["ar", "fr", "en"]))
def test_any_text_goes_through(text: str, language: str) -> None:
    check(extract(text, language))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_any_order_of_words_goes_through(words: list[str]) -> None:
    check(extract(" ".join(words), "ar"))
