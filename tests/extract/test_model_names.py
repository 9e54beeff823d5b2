"""The reader's spans as mentions: what is taken, what is left out, and the rule by which they meet known names."""

from collections import Counter
from dataclasses import replace

import pytest

from extract.analysis import Analysis, ModelSpan, analyse
from extract.gazetteer import gazetteer
from extract.mentions import mention_result
from extract.mentions.model_names import SURE, SURE_ALONE, model_names
from ontology.reference import load
from tests.extract.articles import article


def spans(text: str, language: str, *names: tuple[str, str, float]) -> Analysis:
    """An analysis in which the reader has found just these (words, type, score)."""
    analysis = analyse(article(text, language))
    found = [
        ModelSpan(start=text.index(words), end=text.index(words) + len(words), sentence=0, type=kind, score=score)
        for words, kind, score in names
    ]
    return replace(analysis, model_spans=tuple(found))


def found(analysis: Analysis) -> set[tuple[str, str]]:
    return {(m.span.quote, m.type) for m in mention_result(analysis, gazetteer(load())).mentions}


def test_types_become_classes_and_what_has_none_is_no_mention() -> None:
    text = "وصل كريم بلقاسم إلى تل تمر بعد كأس العالم مع الهولنديين"
    analysis = spans(
        text,
        "ar",
        ("كريم بلقاسم", "PER", 0.9),
        ("تل تمر", "CITY", 0.9),
        ("كأس العالم", "EVENT", 0.9),
        ("الهولنديين", "NORP", 0.9),
    )
    drafts = model_names(analysis, Counter())
    assert [(text[d.start : d.end], d.type) for d in drafts] == [("كريم بلقاسم", "Person"), ("تل تمر", "City")]
    assert len(analysis.model_spans) == 4


def test_an_unsure_span_is_left_out_and_counted() -> None:
    dropped: Counter[str] = Counter()
    assert model_names(spans("Karim slept.", "en", ("Karim", "PER", SURE - 0.01)), dropped) == []
    assert dropped == {"model span: not sure enough": 1}


def test_a_clitic_before_a_known_given_name_is_cut_off() -> None:
    text = "التقى الوفد بمحمد بلقاسم ووليد بلقاسم"
    drafts = model_names(spans(text, "ar", ("بمحمد بلقاسم", "PER", 0.9), ("وليد بلقاسم", "PER", 0.9)), Counter())
    assert [text[d.start : d.end] for d in drafts] == ["محمد بلقاسم", "وليد بلقاسم"]


def test_the_known_name_wins_on_type() -> None:
    analysis = spans("Boko Haram attacked Diffa.", "en", ("Boko Haram", "PER", 0.99), ("Diffa", "PER", 0.99))
    assert ("Boko Haram", "ArmedGroup") in found(analysis)
    assert ("Boko Haram", "Person") not in found(analysis)


def test_the_longer_name_of_another_person_wins_on_extent() -> None:
    analysis = spans("The driver Bilal Macron was arrested.", "en", ("Bilal Macron", "PER", 0.9))
    assert ("Bilal Macron", "Person") in found(analysis)


def test_the_class_word_before_a_known_group_makes_no_other_group() -> None:
    analysis = spans("تبنى تنظيم داعش الهجوم", "ar", ("تنظيم داعش", "ARM", 0.99))
    (mention,) = mention_result(analysis, gazetteer(load())).mentions
    assert (mention.method, mention.type) == ("gazetteer", "ArmedGroup")


def test_an_unknown_name_is_added() -> None:
    analysis = spans("Fighters of the Nakati Front fled.", "en", ("Nakati Front", "ARM", 0.9))
    assert ("Nakati Front", "ArmedGroup") in found(analysis)


def test_a_place_that_the_reference_knows_is_no_person() -> None:
    analysis = spans("توقف المسلحون عند بن قردان", "ar", ("بن قردان", "PER", 0.9))
    assert ("بن قردان", "City") in found(analysis)


def test_a_first_letter_that_the_reference_has_in_the_name_is_no_clitic() -> None:
    analysis = spans("فككت الشرطة خلية بمدينتي وزان والعرائش", "ar", ("زان", "CITY", 0.99))
    assert {("وزان", "City"), ("العرائش", "City")} <= found(analysis)


def test_the_seat_of_a_body_is_no_part_of_its_name() -> None:
    analysis = spans("انفجار قرب جامعة ابن باديس بتونس", "ar", ("جامعة ابن باديس بتونس", "CIVIL", 0.9))
    assert {quote for quote, _ in found(analysis)} == {"جامعة ابن باديس", "تونس"}


def test_the_day_after_a_name_is_no_part_of_it() -> None:
    analysis = spans("قال الوزير محمد الخميس إن الوضع جيد", "ar", ("محمد الخميس", "PER", 0.9))
    assert {quote for quote, _ in found(analysis)} == {"محمد"}


@pytest.mark.parametrize(("score", "kept"), [(SURE_ALONE - 0.01, False), (SURE_ALONE, True)])
def test_one_arabic_word_must_be_surer_to_be_a_person(score: float, kept: bool) -> None:
    drafts = model_names(spans("استشهد أمير المنطقة بحديث شريف", "ar", ("شريف", "PER", score)), Counter())
    assert bool(drafts) is kept


@pytest.mark.parametrize(
    ("text", "words", "kind", "known"),
    [
        ("نشر مركز مكافحة التطرف تقريرا", "مركز مكافحة التطرف", "STATE", "CounterExtremismBody"),
        ("حذر المجلس الوطني لحقوق الإنسان من ذلك", "المجلس الوطني لحقوق الإنسان", "CIVIL", "StateBody"),
        ("أعلنت شركة بترول الساحل أرباحها", "شركة بترول الساحل", "COMP", "Company"),
    ],
)
def test_the_first_words_of_a_body_tell_its_class(text: str, words: str, kind: str, known: str) -> None:
    (draft,) = model_names(spans(text, "ar", (words, kind, 0.9)), Counter())
    assert draft.type == known


@pytest.mark.parametrize(
    ("text", "words", "language", "kept"),
    [
        ("Gunmen fled. The army said so.", "army", "en", False),
        ("L'armée enquête.", "armée", "fr", False),
        ("L’armée enquête.", "armée", "fr", False),
        ("The Army of the North said so.", "Army of the North", "en", True),
    ],
)
def test_a_common_noun_after_its_article_is_left_to_linking(text: str, words: str, language: str, kept: bool) -> None:
    dropped: Counter[str] = Counter()
    drafts = model_names(spans(text, language, (words, "STATE", 0.9)), dropped)
    assert bool(drafts) is kept
    assert sum(dropped.values()) == (0 if kept else 1)
