"""Scoring a CoNLL file: what is read, what is counted, what is refused."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.evaluation.ner import Scored, figures, predictions, read_conll, score_file, spans_of, text_of
from ontology.errors import InputError, UsageError
from tests.extract.articles import pipeline

KINDS = {"PERS": "PER", "PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"}
ARABIC = """قال O
الوزير O
كريم B-PERS
بلقاسم I-PERS
لرويترز B-ORG
إن O
القتلى O
في O
بغداد B-LOC
. O

وتبنى O
تنظيم B-ORG
داعش I-ORG
الهجوم O
. O
"""


@pytest.fixture
def arabic(tmp_path: Path) -> Path:
    path = tmp_path / "small.conll"
    path.write_text(ARABIC, encoding="utf-8")
    return path


def test_sentences_are_read_with_their_tags(arabic: Path) -> None:
    first, second = read_conll(arabic)
    assert first[2] == ("كريم", "B-PERS")
    assert len(second) == 5


def test_a_column_of_numbers_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "numbers.conllu"
    path.write_text("0\tParis\tB-LOC\n1\t2024\tO\n", encoding="utf-8")
    assert read_conll(path) == [(("Paris", "B-LOC"), ("2024", "O"))]


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        (["B-PERS", "I-PERS", "O", "B-LOC"], [(0, 1, "PER"), (3, 3, "LOC")]),
        (["I-ORG", "I-ORG", "B-ORG"], [(0, 1, "ORG"), (2, 2, "ORG")]),
        (["B-LOC", "I-ORG"], [(0, 0, "LOC"), (1, 1, "ORG")]),
    ],
)
def test_spans_are_those_of_conlleval(tags: list[str], spans: list[tuple[int, int, str]]) -> None:
    assert list(spans_of(tags, KINDS)) == spans


@pytest.mark.parametrize("reading", ["anercorp", "model", "mentions"])
def test_each_reading_finds_the_names_of_plain_news(arabic: Path, reading: str) -> None:
    scored = score_file(arabic, pipeline().gazetteer, reading)
    assert scored.language == "ar"
    assert (2, 3, "PER") in scored.found[0]
    assert (8, 8, "LOC") in scored.found[0]
    assert scored.found[1]


def test_a_file_of_anercorp_is_read_by_its_own_head(arabic: Path) -> None:
    assert score_file(arabic, pipeline().gazetteer).reading == "anercorp"


def test_precision_recall_and_interval() -> None:
    gold = (frozenset({(0, 0, "PER"), (2, 2, "LOC")}), frozenset({(0, 1, "PER")}))
    found = (frozenset({(0, 0, "PER"), (3, 3, "LOC")}), frozenset({(0, 0, "PER")}))
    tokens = ((("a", "O"),) * 4, (("b", "O"),) * 2)
    scored = Scored(reading="model", language="en", kinds=("PER", "LOC"), sentences=tokens, gold=gold, found=found)
    rows = figures(scored)["scores"]
    assert (rows["PER"]["precision"], rows["PER"]["recall"], rows["PER"]["f1"]) == (50.0, 50.0, 50.0)
    assert rows["LOC"]["f1"] == 0.0
    assert rows["PER LOC"]["right"] == 1
    low, high = rows["PER LOC"]["interval"]
    assert low <= rows["PER LOC"]["f1"] <= high
    assert figures(scored) == figures(scored)
    assert predictions(scored).splitlines()[0] == "a O B-PER"


@given(
    st.lists(st.text("abc'l’.()", min_size=1, max_size=5), min_size=1, max_size=12), st.sampled_from(["ar", "fr", "en"])
)
def test_tokens_stand_in_the_line_where_their_offsets_say(tokens: list[str], language: str) -> None:
    (line,), (offsets,) = text_of([tokens], language)
    assert [line[at : at + len(token)] for token, at in zip(tokens, offsets, strict=True)] == tokens


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no token in it"),
        (b"word\n", "line 1: needs a token and a BIO tag"),
        (b"a O\nb PER\n", "line 2: needs a token and a BIO tag"),
        (b"Paris B-WEAPON\n", "labels WEAPON are not known"),
        ("قال O\n".encode("utf-16"), "not UTF-8"),
        (b"\x00\x01\x02 B-PER\n", "no words to tell a language from"),
    ],
)
def test_a_bad_file_is_named_with_the_fix(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "bad.conll"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message):
        score_file(path, pipeline().gazetteer)


def test_a_folder_and_an_unknown_reading_are_refused(tmp_path: Path, arabic: Path) -> None:
    with pytest.raises(InputError, match="a folder; name one CoNLL file"):
        read_conll(tmp_path)
    with pytest.raises(UsageError, match="use one of auto, mentions, model, anercorp"):
        score_file(arabic, pipeline().gazetteer, "best")
