import pytest

from extract.clitics import noun_readings, verb_readings
from ontology.normalize import normalize


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("هجوم", "هجوم"), ("الهجوم", "هجوم"), ("وبالهجوم", "هجوم"), ("للهجوم", "هجوم"), ("وللهجوم", "هجوم"),
        ("هجومًا", "هجوم"), ("هجومهم", "هجوم"), ("ومهاجمته", "مهاجمه"), ("كالهجوم", "هجوم"), ("الهجـــوم", "هجوم"),
    ],
)  # fmt: skip
def test_nouns_are_read_without_their_clitics(word: str, stem: str) -> None:
    assert stem in {reading.stem for reading in noun_readings(normalize(word))}


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("قُتل", "قتل"), ("وقتلت", "قتل"), ("فقتلوا", "قتل"), ("سيقتلون", "يقتل"), ("تقتل", "يقتل"), ("شنته", "شن"),
        ("وشنّها", "شن"), ("اعتقلتهم", "اعتقل"), ("ليستهدف", "يستهدف"),
    ],
)  # fmt: skip
def test_verbs_are_read_as_perfect_or_imperfect(word: str, stem: str) -> None:
    assert stem in {reading.stem for reading in verb_readings(normalize(word))}


def test_what_was_taken_off_is_kept() -> None:
    reading = next(r for r in noun_readings(normalize("وللهجوم")) if r.stem == "هجوم")
    assert (reading.conj, reading.prep, reading.article) == ("و", "ل", True)
    future = next(r for r in verb_readings(normalize("سيقتلون")) if r.stem == "يقتل")
    assert future.future
    assert future.imperfect


def test_an_adverb_in_alef_is_no_dual_verb() -> None:
    assert "فجر" not in {reading.stem for reading in verb_readings("فجرا")}
