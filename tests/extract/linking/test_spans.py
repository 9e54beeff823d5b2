"""Where the reference's name stands within a longer one of the reader: the same body, or another."""

import pytest

from tests.extract.articles import entity_id, extract

CASES = [
    ("en", "The brothers met a founder of the banned al-Muhajiroun in London.", "al-Muhajiroun", "al-muhajiroun"),
    ("ar", "شن المسلحون هجوما على رتل للجيش المالي وفاغنر قرب كيدال.", "فاغنر", "wagner"),
    ("ar", "غادرت الطائرة مطار صنعاء السبت إلى القاهرة.", "صنعاء", None),
    ("ar", "غادرت الطائرة صنعاء السبت إلى القاهرة.", "صنعاء", "sanaa"),
]


def test_the_cases_are_there() -> None:
    assert len(CASES) == 4


@pytest.mark.parametrize(("language", "text", "quote", "entity"), CASES)
def test_what_the_stretch_means(language: str, text: str, quote: str, entity: str | None) -> None:
    found = [link for link in extract(text, language).links if link.mention.span.quote == quote]
    assert [entity_id(link.entity) for link in found] == ([entity] if entity else [])
