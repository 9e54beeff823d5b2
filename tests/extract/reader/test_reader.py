"""The trained model as it is shipped: what it finds, and that it gives the same for the same text."""

import hashlib
import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.reader.reader import MODEL, Reader, Reading, appositions, reader
from ontology.errors import DataError

CASES = [
    ("قال وزير الداخلية عبد الوافي لفتيت إن المتهمين اعتقلوا في مدينة فاس", "عبد الوافي لفتيت", "PER"),
    ("قال وزير الداخلية عبد الوافي لفتيت إن المتهمين اعتقلوا في مدينة فاس", "فاس", "CITY"),
    ("وأعلنت حركة الشباب الصومالية مسؤوليتها عن الهجوم على فندق في مقديشو", "مقديشو", "CITY"),
    ("وصرح المتحدث لوكالة رويترز بأن القتلى من قرية تل تمر", "رويترز", "MEDIA"),
    ("هاجم مسلحون من بوكو حرام قرية في ولاية بورنو", "بوكو حرام", "ARM"),
    ("Deux hommes ont été arrêtés à Roubaix, a déclaré la procureure Amélie Duvignau.", "Amélie Duvignau", "PER"),
    ("Deux hommes ont été arrêtés à Roubaix, a déclaré la procureure Amélie Duvignau.", "Roubaix", "CITY"),
    ("Des combattants de Boko Haram ont attaqué un village du Borno.", "Boko Haram", "ARM"),
    ("Officials of Boko Haram denied it, said John Ndukwe in Maiduguri.", "Boko Haram", "ARM"),
    ("Officials of Boko Haram denied it, said John Ndukwe in Maiduguri.", "John Ndukwe", "PER"),
    ("guerrillas of the farabundo marti national liberation front attacked usulutan.", "usulutan", "CITY"),
]


def names(reading: Reading, text: str) -> set[tuple[str, str]]:
    return {(text[name.start : name.end], name.type) for name in reading.names}


@pytest.mark.parametrize(("text", "name", "kind"), CASES)
def test_names_of_news(text: str, name: str, kind: str) -> None:
    assert (name, kind) in names(reader().read([text])[0], text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("التقى الرئيس بمحمد العلوي ولم يدل بتصريح", "محمد العلوي"),
        ("وقال المتحدث إن القوات وصلت إلى ليبيا وتونس", "تونس"),
        ("قال البيان إن المساعدات وصلت للعراق ولبنان", "لبنان"),
        ("عاد المقاتلون بسوريا إلى القتال", "سوريا"),
    ],
)
def test_clitics_are_kept_out_of_the_name(text: str, name: str) -> None:
    assert name in {written for written, _ in names(reader().read([text])[0], text)}


def test_a_name_that_begins_like_a_clitic_is_whole() -> None:
    text = "وصل وليد المعلم وكمال بلحاج إلى باريس"
    found = {written for written, _ in names(reader().read([text])[0], text)}
    assert {"وليد المعلم", "باريس"} <= found


def test_titles_stay_out_of_names_and_are_found() -> None:
    text = "The president of Mali, Ibrahim Keita, met General Oumar Diallo."
    (reading,) = reader().read([text])
    assert "Ibrahim Keita" in {written for written, _ in names(reading, text)}
    assert any(text[t.start : t.end].startswith("president") for t in reading.titles)


def test_the_same_text_gives_the_same_whatever_was_read_before() -> None:
    first, second = "هاجم مسلحون من بوكو حرام قرية في ولاية بورنو", "Police arrested Omar Haddad in Lyon."
    alone = reader().read([first])
    reader().read([second] * 5)
    assert reader().read([first]) == alone


def test_empty_sentences_have_nothing() -> None:
    assert [reading.names for reading in reader().read(["", "  ", "."])] == [(), (), ()]
    assert reader().read([]) == []


def test_a_sentence_longer_than_the_window_is_read_to_its_end() -> None:
    text = "وأضاف البيان أن القوات تقدمت، " * 120 + "قبل أن تصل إلى بغداد"
    assert "بغداد" in {written for written, _ in names(reader().read([text])[0], text)}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=4))
def test_any_text_is_read_with_offsets_that_hold(sentences: list[str]) -> None:
    readings = reader().read(sentences, anercorp=True)
    assert len(readings) == len(sentences)
    for sentence, reading in zip(sentences, readings, strict=True):
        for group in (reading.names, reading.titles, reading.anercorp):
            assert all(0 <= n.word_start <= n.start < n.end <= len(sentence) for n in group)
            assert all(one.end <= other.word_start for one, other in pairwise(group))


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"encoder\.onnx is missing; install marsad anew"):
        Reader(tmp_path)


def test_the_weights_stay_within_their_bound() -> None:
    assert sum(path.stat().st_size for path in MODEL.iterdir()) <= 40_000_000


@pytest.mark.parametrize(
    ("text", "person", "title"),
    [
        (
            "The arrest was announced by Omar Belhaj, head of the city council.",
            "Omar Belhaj",
            "head of the city council",
        ),
        ("Le maire de Roubaix, Karim Belkacem, a porté plainte.", "Karim Belkacem", "maire de Roubaix"),
        ("وقال وزير الداخلية كريم بلقاسم إن التحقيق مستمر", "كريم بلقاسم", "وزير الداخلية"),
    ],
)
def test_appositions_join_person_and_post(text: str, person: str, title: str) -> None:
    (reading,) = reader().read([text])
    found = {(text[p.start : p.end], text[t.start : t.end]) for p, t in appositions(text, reading)}
    assert (person, title) in found


def test_the_manifest_has_the_hash_of_every_file() -> None:
    hashes = json.loads((MODEL / "manifest.json").read_text(encoding="utf-8"))
    assert set(hashes) == {"encoder.onnx", "embeddings.npz", "pieces.model"}
    for name, known in hashes.items():
        assert hashlib.sha256((MODEL / name).read_bytes()).hexdigest() == known
