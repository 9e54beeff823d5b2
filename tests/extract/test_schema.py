import json

import pytest
from jsonschema import Draft202012Validator

from extract.schema import SCHEMA_VERSION, json_schema, to_json
from tests.extract.articles import extract

TEXTS = [
    ("ar", "قُتل ٢٠ شخصا في تفجير تبناه داعش في باماكو، وقال وزير الخارجية المغربي ناصر بوريطة: «ندين الهجوم بشدة»."),
    ("fr", "Le chef de Boko Haram, Abubakar Shekau, a revendiqué l'attaque de mardi à Maiduguri, selon la police."),
    ("en", "A conference on counter-terrorism opened in Rabat on Tuesday, attended by 70 countries."),
    ("en", ""),
]  # fmt: skip


def test_the_schema_itself_is_valid() -> None:
    Draft202012Validator.check_schema(json_schema())
    assert SCHEMA_VERSION in json_schema()["$id"]


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_what_is_printed_follows_the_schema(language: str, text: str) -> None:
    printed = json.loads(json.dumps(to_json(extract(text, language)), ensure_ascii=False))
    Draft202012Validator(json_schema()).validate(printed)
    assert printed["article"]["text"] == text


def test_a_key_too_many_is_refused() -> None:
    printed = to_json(extract("قتل جنديان في كمين.", "ar"))
    printed["surprise"] = 1
    assert not Draft202012Validator(json_schema()).is_valid(printed)


def test_offsets_of_everything_printed_are_verbatim() -> None:
    text = TEXTS[0][1]
    printed = to_json(extract(text, "ar"))
    spans = [*printed["mentions"], *printed["quotations"], *printed["relations"]]
    for event in printed["events"]:
        spans += [*event["mentions"], *event["arguments"], event["evidence"]]
    assert len(spans) >= 8
    assert all(text[span["start"] : span["end"]] == span["quote"] for span in spans)
