"""Reading: every format, every name of a field, every bad input, one line each, and the others go on."""

# ruff: noqa: E501 - texts and tables of cases read better on one line

import gzip
import io
import json
import os
import tracemalloc
from pathlib import Path

import pytest

from extract.reading import MAX_DOCUMENT_BYTES, Document, read
from ontology.errors import InputError, UsageError

ARABIC = "أعلنت السلطات المغربية تفكيك خلية موالية للتنظيم في مدينة فاس."


def documents(*paths: Path | str, **options: object) -> list[Document]:
    out = list(read([str(path) for path in paths], **options))  # type: ignore[arg-type]
    assert all(isinstance(item, Document) for item in out), out
    return [item for item in out if isinstance(item, Document)]


def errors(*paths: Path | str) -> list[InputError]:
    return [item for item in read([str(path) for path in paths]) if isinstance(item, InputError)]


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def test_text_is_read_with_line_ends_normalised_and_offsets_well_defined(tmp_path: Path) -> None:
    (found,) = documents(put(tmp_path, "a.txt", f"\ufeff{ARABIC}\r\n\u202bسطر\u202c\rثالث\x00"))
    assert found.kind == "text"
    assert found.text == f"{ARABIC}\n\u202bسطر\u202c\nثالث\ufffd"


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.txt", "a.HTML.gz"])
def test_html_is_known_by_suffix_or_by_its_start(tmp_path: Path, name: str) -> None:
    page = f"<!DOCTYPE html><html><body><p>{ARABIC}</p></body></html>".encode()
    (found,) = documents(put(tmp_path, name, gzip.compress(page) if name.endswith(".gz") else page))
    assert found.kind == "html"
    assert ARABIC in found.text


NAMES = {
    "short": ("id", "title", "content", "date", "url", "source", "lang"),
    "English": ("ID", "Headline", "Article_Body", "Published", "link", "Publisher", "language"),
    "French": ("identifiant", "Titre", "Corps", "Publié le", "Lien", "Éditeur", "langue"),
    "Arabic": ("المعرف", "العنوان", "النص", "التاريخ", "الرابط", "الناشر", "اللغة"),
}
VALUES = (7, "عنوان", ARABIC, "2018-07-04", "https://x.example/7", {"name": "هسبريس"}, "ar")
OURS = ("id", "title", "text", "date", "url", "publisher", "language")


@pytest.mark.parametrize("names", NAMES)
def test_field_names_in_three_languages(tmp_path: Path, names: str) -> None:
    record = dict(zip(NAMES[names], VALUES, strict=True))
    (found,) = documents(put(tmp_path, "a.json", json.dumps(record, ensure_ascii=False)))
    assert (found.kind, found.source, found.text) == ("record", str(tmp_path / "a.json"), ARABIC)
    assert dict(found.fields) == dict(zip(OURS, ("7", *VALUES[1:5], "هسبريس", "ar"), strict=True))


RECORDS = [{"title": f"عنوان {n}", "content": f"{ARABIC} {n}"} for n in range(3)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", json.dumps(RECORDS)),
        ("a.json", json.dumps({"count": 3, "articles": RECORDS})),
        ("a.json", "\n".join(json.dumps(r) for r in RECORDS)),
        ("a.json", json.dumps(RECORDS, indent=2, ensure_ascii=False).encode("utf-16")),
        ("a.jsonl", "\n".join(json.dumps(r) for r in RECORDS)),
        ("a.ndjson", "\r\n".join(json.dumps(r) for r in RECORDS) + "\r\n"),
        ("a.jsonl", "\n".join(json.dumps(r, ensure_ascii=False) for r in RECORDS).encode("utf-16-le")),
        ("a.jsonl.gz", gzip.compress("\n".join(json.dumps(r) for r in RECORDS).encode())),
        *(("a.csv", f"title{d}content\n" + "".join(f'"{r["title"]}"{d}"{r["content"]}"\n' for r in RECORDS)) for d in ",;\t|"),
        ("a.tsv", "title\tcontent\n" + "".join(f"{r['title']}\t{r['content']}\n" for r in RECORDS)),
        ("a.csv", ("titre;texte\r\n" + "".join(f"{r['title']};{r['content']}\r\n" for r in RECORDS)).encode("cp1256")),
    ],
)  # fmt: skip
def test_lists_of_records(tmp_path: Path, name: str, content: str | bytes) -> None:
    path = put(tmp_path, name, content)
    found = documents(path)
    assert [item.source for item in found] == [f"{path}:{n}" for n in (1, 2, 3)]
    assert [item.text for item in found] == [r["content"] for r in RECORDS]
    assert [item.fields["title"] for item in found] == [r["title"] for r in RECORDS]


def test_csv_cells_may_hold_lines_and_delimiters(tmp_path: Path) -> None:
    path = put(tmp_path, "a.csv", 'id,title,text\n1,"a, b","first\r\nsecond ""quoted"""\n')
    (found,) = documents(path)
    assert (found.text, found.fields["title"]) == ('first\r\nsecond "quoted"', "a, b")


def test_given_fields_come_first_and_go_into_objects(tmp_path: Path) -> None:
    path = put(tmp_path, "a.json", json.dumps({"text": "wrong", "x": {"Corps": ARABIC}, "t": "Titre"}))
    (found,) = documents(path, fields={"text": "x.Corps", "title": "t"})
    assert (found.text, found.fields["title"]) == (ARABIC, "Titre")
    with pytest.raises(UsageError, match="unknown field 'body'"):
        read([str(path)], fields={"body": "x"})


def test_a_source_that_is_an_address_is_the_address(tmp_path: Path) -> None:
    path = put(tmp_path, "a.json", json.dumps({"text": ARABIC, "source": "https://x.example/7", "site": "هسبريس"}))
    (found,) = documents(path)
    assert (found.fields["url"], found.fields["publisher"]) == ("https://x.example/7", "هسبريس")


def test_record_text_is_untouched_but_for_what_no_store_can_hold(tmp_path: Path) -> None:
    path = put(tmp_path, "a.json", '{"text": "\\u0627\\r\\n\\u0000\\ud800\\u202e b\\u0007"}')
    (found,) = documents(path)
    assert found.text == "ا\r\n\ufffd\ufffd\u202e b\x07"


@pytest.mark.parametrize(
    ("content", "kind", "count"),
    [
        (ARABIC, "text", 1),
        (f"<html><body>{ARABIC}</body></html>", "html", 1),
        (json.dumps(RECORDS), "record", 3),
        ("\n".join(json.dumps(r) for r in RECORDS), "record", 3),
        (json.dumps(RECORDS[0]), "record", 1),
    ],
)
def test_standard_input_is_sniffed(content: str, kind: str, count: int) -> None:
    found = documents("-", stdin=io.BytesIO(content.encode()))
    assert [item.kind for item in found] == [kind] * count
    assert found[0].source == ("-:1" if count > 1 else "-")


def test_folders_are_walked_in_order_and_count_what_they_skip(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "z/c.html", ".hidden.txt", "d.pdf", "z/.git/e.txt", "z/f.docx"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(ARABIC, encoding="utf-8")
    os.symlink(tmp_path, tmp_path / "z" / "loop")
    reading = read([str(tmp_path)])
    found = [item.source for item in reading]
    assert found == [str(tmp_path / name) for name in ("a.txt", "b.txt", "z/c.html")]
    assert reading.skipped == 4


BAD = {
    "empty.txt": (b"", "empty"),
    "white.txt": (b" \r\n\t \n", "empty"),
    "bom.txt": (b"\xef\xbb\xbf", "empty"),
    "empty.csv": (b"", "empty"),
    "empty.jsonl": (b"\n\n", "empty"),
    "empty.json": (b"[]", "empty"),
    "pdf.txt": (b"%PDF-1.7\n" + bytes(range(256)), "PDF"),
    "image.html": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "image"),
    "zip.json": (b"PK\x03\x04" + bytes(range(256)), "zip"),
    "nul.txt": (bytes(range(256)) * 4, "binary"),
    "nul.csv": (bytes(range(256)) * 4, "binary"),
    "notgzip.txt.gz": (b"plain text", "damaged"),
    "cut.txt.gz": (gzip.compress(os.urandom(5000))[:2000], "cut"),
    "cut.json": (b'{"title": "x", "text": "never', "line 1 column"),
    "number.json": (b"42", "no object"),
    "deep.json": (b'{"a":' * 100_000, "deep"),
    "columns.csv": (b"a,b\n1,2\n", "among a, b; name it with --field text=COLUMN"),
    "header.csv": (b"title,text\n", "header without rows"),
    "notext.json": (b'{"title": "x", "text": "  "}', "no text in column 'text'"),
    "other.docx": (b"x", "unknown kind of file '.docx'"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_clear_line_and_the_others_go_on(tmp_path: Path, name: str) -> None:
    content, reason = BAD[name]
    good = put(tmp_path, "good.txt", ARABIC)
    results = list(read([str(put(tmp_path, name, content)), str(tmp_path / "missing.txt"), str(good)]))
    assert [type(item) for item in results] == [InputError, InputError, Document], results
    assert isinstance(results[0], InputError)
    assert reason in results[0].reason
    assert "\n" not in str(results[0])
    assert str(results[1]).endswith("missing.txt: no such file or folder; check the path")


def test_there_are_as_many_bad_inputs_as_written() -> None:
    assert len(BAD) == 20


def test_good_lines_around_a_broken_one_go_through(tmp_path: Path) -> None:
    lines = [json.dumps(RECORDS[0]), '{"text": "cut', "[1]", json.dumps({"x": 1, "y": 2}), json.dumps(RECORDS[1])]
    path = put(tmp_path, "a.jsonl", "\n".join(lines))
    results = list(read([str(path)]))
    assert [item.source for item in results] == [f"{path}:{n}" for n in range(1, 6)]
    assert [isinstance(item, Document) for item in results] == [True, False, False, False, True]
    assert "line 2 column" in str(results[1])
    assert "among x, y; name it with --field" in str(results[3])


def test_whole_records_of_a_cut_list_go_through(tmp_path: Path) -> None:
    text = json.dumps(RECORDS)
    results = list(read([str(put(tmp_path, "a.json", text[: text.rindex("{") + 12]))]))
    assert [isinstance(item, Document) for item in results] == [True, True, False]
    assert "cut or broken at line 1 column" in str(results[2])


def test_good_lines_of_a_cut_gzip_go_through(tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"{ARABIC} {n} {os.urandom(40).hex()}"}) for n in range(200)]
    whole = gzip.compress("\n".join(lines).encode())
    results = list(read([str(put(tmp_path, "a.jsonl.gz", whole[: len(whole) // 2]))]))
    assert sum(isinstance(item, Document) for item in results) > 50
    assert [str(item) for item in results if isinstance(item, InputError)][-1].endswith("cut; fetch it again")


def test_a_csv_row_out_of_shape_does_not_stop_the_others(tmp_path: Path) -> None:
    path = put(tmp_path, "a.csv", 'title,text\na,b,c,d\n"x"y,z\nt,good\n"open,never closed\n')
    results = list(read([str(path)]))
    assert [(item.source, isinstance(item, Document)) for item in results] == [
        (f"{path}:1", False), (f"{path}:2", False), (f"{path}:3", True), (f"{path}:4", False),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv", "a.html"])
def test_a_single_line_of_50_mb_is_refused_in_bounded_memory(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        if name == "a.csv":
            file.write(b"title,text\n")
        for _ in range(50):
            file.write(b"x" * 1_000_000)
        file.write(b"\n" if name != "a.jsonl" else b'\n{"text": "good"}\n')
    tracemalloc.start()
    results = list(read([str(path)]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(results[0], InputError)
    assert "longer than 20 MB" in str(results[0])
    assert [isinstance(item, Document) for item in results[1:]] == ([True] if name == "a.jsonl" else [])
    assert peak < 4 * MAX_DOCUMENT_BYTES


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_permission_denied_is_said(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", ARABIC)
    path.chmod(0)
    assert "permission denied" in str(errors(path)[0])
