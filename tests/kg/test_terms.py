import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.store import parse_triples
from kg.terms import boolean, day, decimal, digest, integer, iri, literal, web_iri

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def read_back(term: str) -> str:
    """The literal as Oxigraph spells it after storing it."""
    store = pyoxigraph.Store()
    store.update(f"INSERT DATA {{ <a:b> <a:b> {term} }}")
    value = next(iter(store)).object
    assert isinstance(value, pyoxigraph.Literal)
    return literal(value.value, language=value.language, datatype=value.datatype.value)


@given(TEXT)
def test_any_text_comes_back_as_it_was(text: str) -> None:
    ((_, _, found),) = parse_triples(f"<a:b> <a:b> {literal(text)} .\n".encode())
    assert found.value == text
    assert read_back(literal(text)) == literal(text)


@pytest.mark.parametrize("text", ["نص\x00عربي\x1f", "\u202eمقلوب", 'a\r\nb\t"c"\\', "\x85\u2028"])
def test_control_characters_are_kept(text: str) -> None:
    assert read_back(literal(text, language="ar")) == literal(text, language="ar")


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(ValueError, match="surrogate"):
        literal("a\ud800b")


@given(st.floats(-180, 180), st.integers(), st.booleans(), st.dates())
def test_the_store_gives_typed_values_back_in_the_same_spelling(x: float, n: int, yes: bool, when: object) -> None:
    spelled = [decimal(x), decimal(x, places=6), boolean(yes), day(when)]
    if -(2**63) <= n < 2**63:
        spelled.append(integer(n))
    assert [read_back(term) for term in spelled] == spelled


@given(TEXT)
def test_every_web_iri_is_one_that_the_store_takes(text: str) -> None:
    for url in (text, f"https://example.org/{text}", f"http://{text}/a", f"https://example.org:{text}/"):
        address = web_iri(url)
        if address is not None:
            read_back_iri(address)


def read_back_iri(address: str) -> None:
    store = pyoxigraph.Store()
    store.update(f"INSERT DATA {{ <a:b> <a:b> <{address}> }}")
    assert next(iter(store)).object == pyoxigraph.NamedNode(address)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://example.org/خبر/1?a=b c|d", "https://example.org/خبر/1?a=b%20c%7Cd"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/a#b#c", "https://example.org/a#b%23c"),
        ("https://example.org:90/", "https://example.org:90/"),
        ("https://exa mple.org/", None),
        ("https://example.org:no/", None),
        ("just words", None),
        ("javascript:alert(1)", None),
    ],
)
def test_web_addresses(url: str, address: str | None) -> None:
    assert web_iri(url) == address


@pytest.mark.parametrize("wrong", ["http://a b", "http://a/<b>", "no-scheme", "http://a/\u202e", "http://a/%zz"])
def test_what_is_no_iri_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="not an IRI"):
        iri(wrong)


def test_the_digest_does_not_depend_on_order() -> None:
    assert digest(["a", "b"]) == digest(["b", "a"]) != digest(["a", "c"])
