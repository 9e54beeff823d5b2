"""The reader as a spaCy pipeline, for those who use it alone."""

import pytest

import extract
from ontology.errors import UsageError

TEXTS = {
    "ar": ("أعلن تنظيم داعش مسؤوليته. وقال الوزير كريم بلقاسم لرويترز إن القتلى في الموصل.", "كريم بلقاسم"),
    "fr": ("Boko Haram a revendiqué l'attaque. Le ministre Karim Belkacem était à Diffa.", "Karim Belkacem"),
    "en": ("Boko Haram claimed the attack. The minister Karim Belkacem was in Diffa.", "Karim Belkacem"),
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_pipeline_of_each_language_finds_names(language: str) -> None:
    text, person = TEXTS[language]
    doc = extract.load(language)(text)
    assert doc.text == text
    assert person in {span._.name for span in doc.spans["names"] if span.label_ == "PER"}
    assert all(0.0 < span._.score <= 1.0 for span in doc.spans["names"])
    assert len(list(doc.sents)) == 2
    assert {ent.label_ for ent in doc.ents} >= {"PER"}
    assert extract.load(language) is extract.load(language)


def test_a_span_ends_at_tokens_and_its_name_has_no_clitic() -> None:
    doc = extract.load("ar")("وقال الوزير لرويترز إن القتلى كثيرون.")
    found = {(span.text, span._.name) for span in doc.spans["names"]}
    assert ("لرويترز", "رويترز") in found


def test_another_language_is_refused_in_words() -> None:
    with pytest.raises(UsageError, match="use one of ar, fr, en"):
        extract.load("de")


def test_texts_in_a_stream_are_read_apart() -> None:
    nlp = extract.load("en")
    texts = [TEXTS["en"][0], "Nothing happened.", ""]
    docs = list(nlp.pipe(texts))
    for text, doc in zip(texts, docs, strict=True):
        alone = nlp(text)
        found = [[(s.text, s.label_, s._.score) for s in each.spans["names"]] for each in (doc, alone)]
        assert found[0] == found[1]
