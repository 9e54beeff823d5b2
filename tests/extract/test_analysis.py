import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.analysis import analyse, parser
from ontology.errors import UsageError
from tests.extract.articles import article


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "قال المتحدث إن «داعش» شنّ هجومًا على بلدة القائم.. وقتل ١٢ جنديا، وأضاف: «سنرد قريبا»."),
        ("fr", "L'attaque a été revendiquée par le groupe. Il y a eu 3,5 millions d'euros de dégâts."),
        ("en", "The group's attack killed 12 people in Gao. Mr. Smith didn't comment."),
    ],
)
def test_tokens_are_verbatim_and_inside_their_sentence(language: str, text: str) -> None:
    analysis = analyse(article(text, language, title="عنوان" if language == "ar" else "A title"))
    assert len(analysis.sentences) >= 2
    for sentence in analysis.sentences:
        assert [token.index for token in sentence.tokens] == list(range(len(sentence.tokens)))
        for token in sentence.tokens:
            assert analysis.article.text[token.start : token.end] == token.text
            assert sentence.start <= token.start < token.end <= sentence.end
            assert -1 <= token.head < len(sentence.tokens)


def test_arabic_marks_stand_alone_and_clitics_stay() -> None:
    sentence = analyse(article("وقال: «سنرد قريبا».", "ar")).sentences[0]
    assert [token.text for token in sentence.tokens] == ["وقال", ":", "«", "سنرد", "قريبا", "»", "."]


def test_english_prepositions_become_case_marks() -> None:
    sentence = analyse(article("Twelve soldiers were killed by gunmen in Gao.", "en")).sentences[0]
    by_text = {token.text: token for token in sentence.tokens}
    assert by_text["gunmen"].dep == "obl:agent"
    assert by_text["by"].dep == "case"
    assert sentence.tokens[by_text["Gao"].head].text == "killed"


def test_only_title_and_body_are_read() -> None:
    from dataclasses import replace

    from extract.model import Zone

    text = "خبر لا علاقة له بالمقال\nقتل جنديان في كمين."
    head = text.index("\n")
    zones = (Zone(kind="headlines", start=0, end=head), Zone(kind="body", start=head + 1, end=len(text)))
    analysis = analyse(replace(article(text, "ar"), zones=zones))
    assert [analysis.article.text[s.start : s.end] for s in analysis.sentences] == ["قتل جنديان في كمين."]


def test_sentence_at_finds_the_sentence_of_an_offset() -> None:
    analysis = analyse(article("قتل جنديان. نجا الثالث.", "ar"))
    second = analysis.sentences[1]
    assert analysis.sentence_at(second.start) is second
    assert analysis.sentence_at(second.end) is None


def test_an_unknown_language_is_refused_in_words() -> None:
    with pytest.raises(UsageError, match="use one of ar, fr, en"):
        parser("de")


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=120))
def test_any_text_is_read_without_losing_offsets(text: str) -> None:
    analysis = analyse(article(text, "ar"))
    for sentence in analysis.sentences:
        for token in sentence.tokens:
            assert analysis.article.text[token.start : token.end] == token.text


def test_the_public_pipeline_cuts_words_as_the_analysis_does() -> None:
    import extract

    assert [token.text for token in extract.load("ar")("وقال: نعم.")] == ["وقال", ":", "نعم", "."]
