"""The page: what the tables say, all of it, on its own, and the copy in docs/ up to date."""

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

from ontology import vocabulary
from ontology.page import page

ROOT = Path(vocabulary.__file__).parent.parent
VOID = {"meta", "br"}


class Reader(HTMLParser):
    """Collects ids, links and directions, and checks that elements nest."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.attributes.append((tag, found))
        self.ids += [found["id"] or ""] if "id" in found else []
        self.links += [found["href"] or ""] if "href" in found else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def _read() -> Reader:
    reader = Reader()
    reader.feed(page())
    reader.close()
    assert reader.open == []
    return reader


def test_the_copy_in_docs_is_what_the_tables_give() -> None:
    made = subprocess.run([sys.executable, "-m", "ontology.page"], cwd=ROOT, capture_output=True, check=True).stdout
    fix = "run: python -m ontology.page > docs/ontology.html"
    assert (ROOT / "docs" / "ontology.html").read_bytes() == made, fix


def test_every_term_stands_there_once() -> None:
    ids = _read().ids
    expected = [
        *vocabulary.classes(),
        *vocabulary.properties(),
        *(f"event-{name}" for name in vocabulary.event_types()),
    ]
    assert sorted(ids) == sorted([*expected, "classes", "properties", "events"])


def test_links_within_the_page_lead_somewhere() -> None:
    reader = _read()
    inner = [link[1:] for link in reader.links if link.startswith("#")]
    assert len(inner) > 200
    assert set(inner) <= set(reader.ids)


def test_nothing_is_fetched_from_elsewhere() -> None:
    html = page()
    assert not re.search(r"<(script|link|img|iframe|object)\b|@import|url\(", html)


def test_arabic_runs_from_right_to_left() -> None:
    texts = [attributes for tag, attributes in _read().attributes if tag == "p" and "lang" in attributes]
    count = len(vocabulary.classes()) + len(vocabulary.properties()) + len(vocabulary.event_types())
    assert len(texts) == 3 * count
    assert {(text["lang"], text["dir"]) for text in texts} == {("en", "ltr"), ("fr", "ltr"), ("ar", "rtl")}


def test_texts_and_ends_of_properties_are_told() -> None:
    html = page()
    assert vocabulary.classes()["ArmedGroup"].definitions["ar"] in html
    assert vocabulary.event_types()["Bombing"].labels["fr"] in html
    section = html[html.index('id="leads"') : html.index('id="holdsPost"')]
    assert "object property" in section
    assert "in claims and accounts alone" in section
    assert 'from <a href="#Person">' in section
    assert '<a href="#State"><code>mo:State</code></a></p>' not in section  # the flag comes after the range


def test_trees_nest() -> None:
    html = page()
    assert re.search(
        r'id="event-Gathering".*?</section>\n<div class="below">\n<section class="term" id="event-Meeting"', html
    )
    assert re.search(
        r'id="Organization".*?</section>\n<div class="below">\n<section class="term" id="ArmedGroup"', html
    )
