import json
from pathlib import Path

from extract.reader.reader import reader
from extract.reader.scheme import LABELS
from extract.training.examples import ANY, Sentence
from extract.training.linked import linked_text
from ontology import reference

TEXT = "أعلن داعش مسؤوليته، وقال التنظيم إن أبا حمزة السوداني قتل ولحركة طالبان في كابول قتيل."


def marked(spans: list[dict[str, object]], tmp_path: Path) -> Sentence:
    path = tmp_path / "dev-ar.jsonl"
    rows = [{"id": "a", "text": TEXT, "spans": spans}, {"id": "b", "corpus": "ntrex", "lines": [1, 2], "spans": []}]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    text = linked_text(path, reader(), reference.load())
    assert (text.language, text.source, len(text.sentences)) == ("ar", "linked_dev-ar", 1)
    return text.sentences[0]


def span(quote: str, entity: str | None, kind: str = "name") -> dict[str, object]:
    start = TEXT.index(quote)
    return {"start": start, "end": start + len(quote), "entity": entity, "kind": kind}


def test_entities_give_types_and_descriptions_anything(tmp_path: Path) -> None:
    found = marked(
        [span("داعش", "islamic-state"), span("التنظيم", "islamic-state", "nominal"), span("أبا حمزة السوداني", None),
         span("كابول", "kabul")],
        tmp_path,
    )  # fmt: skip
    names = {
        word.text: {LABELS[label] for label in allowed} for word, allowed in zip(found.words, found.names, strict=True)
    }
    assert names["داعش"] == {"B-ARM"}
    assert names["كابول"] == {"B-CITY"}
    assert names["أعلن"] == {"O"}
    assert len(names["التنظيم"]) == len(ANY)
    # Of one without entity the gold gives no type, but where the name begins and goes on.
    assert {"B-PER", "B-CITY", "B-ARM"} <= names["أبا"]
    assert {"I-PER", "I-CITY", "I-ARM"} <= names["حمزة"]
    assert not {"O", "B-NORP"} & names["أبا"]


def test_a_name_within_its_word_tells_the_clitics(tmp_path: Path) -> None:
    found = marked([span("حركة طالبان", "taliban")], tmp_path)
    clitics = {word.text: letters for word, letters in zip(found.words, found.clitics, strict=True)}
    assert clitics["ولحركة"] == 2
    assert clitics["داعش"] < 0
