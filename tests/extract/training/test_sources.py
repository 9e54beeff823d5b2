"""Corpora as examples: our own marks, the mapping of labels, and what no corpus may train."""

import json
from pathlib import Path

import pytest

from extract.reader.scheme import ANERCORP_LABELS, LABELS, TITLE_LABELS
from extract.training import examples, rows, sources
from extract.training.examples import ANY, Mapping, marked_text
from extract.training.rows import locate

ANNOTATIONS = Path(examples.__file__).with_name("annotations")


def labels(allowed: frozenset[int]) -> set[str]:
    return {LABELS[number] for number in allowed}


def test_marks_become_labels_of_words(tmp_path: Path) -> None:
    path = tmp_path / "inline_fr1.txt"
    path.write_text(
        "Le [TITLE président du [COUNTRY Mali]], [PER Ibrahim Keïta], à [CITY Saint-Denis].\n", encoding="utf-8"
    )
    (marked,) = sources.inline(path, "fr")
    assert marked.text == "Le président du Mali, Ibrahim Keïta, à Saint-Denis."
    (sentence,) = marked_text("own", [marked]).sentences
    found = {word.text: LABELS[min(names)] for word, names in zip(sentence.words, sentence.names, strict=True)}
    assert found["Mali"] == "B-COUNTRY"
    assert (found["Ibrahim"], found["Keïta"]) == ("B-PER", "I-PER")
    assert (found["Saint"], found["-"], found["Denis"]) == ("B-CITY", "I-CITY", "I-CITY")
    titles = {word.text: TITLE_LABELS[title] for word, title in zip(sentence.words, sentence.titles, strict=True)}
    assert (titles["président"], titles["Mali"], titles["Ibrahim"]) == ("B-TITLE", "I-TITLE", "O")


def test_a_coarse_label_allows_every_type_of_its_kind() -> None:
    mapping = Mapping()
    assert {"B-ARM", "B-STATE", "B-MEDIA"} < labels(mapping.allowed("anercorp", "B-ORG"))
    assert labels(mapping.allowed("anercorp", "I-PERS")) == {"I-PER"}
    assert mapping.allowed("anercorp", "B-MISC") == ANY
    assert labels(mapping.allowed("newsfane", "B-Nation")) == {"B-COUNTRY"}


@pytest.mark.parametrize(
    ("word", "free"), [("الفلسطينية", True), ("والأمريكيين", True), ("قال", False), ("الكتاب", False)]
)
def test_only_a_nisba_may_be_a_nation_where_the_corpus_marks_none(word: str, free: bool) -> None:
    assert ("B-NORP" in labels(Mapping().unmarked("newsfane", word))) is free


def test_arabic_passages_of_ours_train_the_head_for_anercorp_too(tmp_path: Path) -> None:
    path = tmp_path / "inline_ar1.txt"
    path.write_text(
        "فاز [CLUB الوداد] [NORP المغربي] بألف دولار قرب [FAC سجن سلا] بحسب [STATE وزارة العدل]\n", encoding="utf-8"
    )
    (sentence,) = marked_text("own", sources.inline(path, "ar"), frozenset({"دولار"})).sentences
    found = {word.text: allowed for word, allowed in zip(sentence.words, sentence.anercorp, strict=True)}
    assert {ANERCORP_LABELS[number] for number in found["الوداد"]} == {"B-ORG"}
    assert {ANERCORP_LABELS[number] for number in found["المغربي"]} == {"O"}
    assert {ANERCORP_LABELS[number] for number in found["فاز"]} == {"O"}
    assert found["دولار"] == found["سجن"] == found["العدل"] == examples.ANY_ANERCORP
    (french,) = marked_text("own", [sources.Marked("Le Wydad", "fr", ((3, 8, "CLUB"),), ())]).sentences
    assert set(french.anercorp) == {examples.ANY_ANERCORP}


def test_every_mapped_type_is_one_of_the_scheme() -> None:
    mapping = Mapping()
    table = [
        line.split("\t") for line in (ANNOTATIONS.parent / "mappings.tsv").read_text(encoding="utf-8").splitlines()
    ]
    table = [row for row in table if not row[0].startswith("#") and row[0] != "corpus"]
    assert len(table) > 50
    assert {row[0] for row in table} == {"anercorp", "newsfane", "wojood"}
    for corpus, label, *_ in table:
        assert mapping.allowed(corpus, "O" if label == "O" else f"B-{label}")


def test_our_passages_are_marked_well() -> None:
    files = sorted(ANNOTATIONS.glob("inline_*.txt"))
    assert {path.stem.split("_")[1][:2] for path in files} == {"ar", "fr", "en"}
    count = 0
    for path in files:
        for marked in sources.inline(path, path.stem.split("_")[1][:2]):
            count += 1
            assert "[" not in marked.text
            assert {kind for _, _, kind in marked.titles} <= {"TITLE"}
            assert all(f"B-{kind}" in LABELS for _, _, kind in marked.names)
            assert all(one[1] <= other[0] for one, other in zip(marked.names, marked.names[1:], strict=False))
    assert count > 1_500


def test_the_offsets_hold_no_text() -> None:
    for name in ("ntrex.tsv", "muc.tsv"):
        lines = (ANNOTATIONS / name).read_text(encoding="utf-8").splitlines()
        assert lines[0] == "line\tlanguage\tstart\tend\ttype"
        assert len(lines) > 1_000
        for line in lines[1:]:
            _, language, start, end, kind = line.split("\t")
            assert language in ("ar", "fr", "en")
            assert int(start) < int(end) or kind == "NONE"


def test_what_may_not_train_is_never_opened() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in ANNOTATIONS.parent.glob("*.py"))
    assert "saudinewsnet" not in code
    assert "wikineural" not in code


def test_rows_are_found_in_order_and_at_word_borders() -> None:
    text = "The presidential guard of president Cerezo met the UN community of the UN."
    marked = [("TITLE", "president"), ("PER", "Cerezo"), ("INTL", "UN"), ("INTL", "UN")]
    found = list(locate(text, marked))
    assert [text[span[0] : span[1]] for span in found if not isinstance(span, str)] == [words for _, words in marked]
    assert found[0][0] == text.index("president Cerezo")
    assert list(locate(text, [("PER", "Cerezo"), ("PER", "Cerezo")]))[1] == "Cerezo"


def test_rows_become_offsets_and_are_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts, rows_file, out = tmp_path / "texts.jsonl", tmp_path / "rows.tsv", tmp_path / "offsets.tsv"
    lines = [{"id": "a", "lang": "en", "text": "Omar lives in Lyon."}, {"id": "b", "lang": "en", "text": "Nothing."}]
    texts.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    rows_file.write_text("a\ten\tPER\tOmar\na\ten\tCITY\tLyon\n", encoding="utf-8")
    arguments = ["rows", str(texts), str(rows_file), "--out", str(out)]
    monkeypatch.setattr("sys.argv", arguments)
    rows.main()
    assert rows.read_offsets(out) == {("a", "en"): [(0, 4, "PER"), (14, 18, "CITY")], ("b", "en"): []}
    rows_file.write_text("a\ten\tPER\tOlga\n", encoding="utf-8")
    out.unlink()
    with pytest.raises(SystemExit, match="1 rows do not fit"):
        rows.main()
    assert not out.exists()
