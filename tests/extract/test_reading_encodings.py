"""Encodings: each told from the others on small and large inputs; Arabic in Windows-1256 is never taken for Latin."""

# ruff: noqa: E501 - texts and tables of cases read better on one line

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.reading.encoding import BinaryInputError, decode, detect_encoding

ARABIC = "أعلنت وزارة الداخلية، اليوم الأربعاء، تفكيك خلية إرهابية في مدينة مراكش؛ وقال المتحدث إن التحقيق مستمر."
FRENCH = "Le ministère de l’Intérieur a annoncé l'arrestation de cinq suspects à Évry : « une opération réussie »."
PLAIN_FRENCH = FRENCH.replace("’", "'")
MIXED = "قالت وكالة Agence France-Presse إن الهجوم وقع في مدينة Gao شمال مالي"
CASES = [
    (ARABIC, "utf-8"), (ARABIC, "utf-8-sig"), (ARABIC, "utf-16"), (ARABIC, "utf-16-le"), (ARABIC, "utf-16-be"),
    (ARABIC, "cp1256"), (ARABIC, "iso8859-6"), ("داعش", "cp1256"), ("هجوم في غاو", "cp1256"), ("هجوم في غاو", "iso8859-6"),
    ("مقتل 5 جنود في هجوم ليبيا", "utf-16-le"), (MIXED, "cp1256"), (MIXED, "utf-16-be"), (MIXED, "utf-8"),
    (FRENCH, "utf-8"), (FRENCH, "utf-16"), (FRENCH, "utf-16-le"), (FRENCH, "cp1252"), (PLAIN_FRENCH, "latin-1"),
    ("été", "latin-1"), ("À l'état d'urgence", "cp1252"), ("ÉTATS-UNIS : ÉLECTIONS REPORTÉES À L'ÉTÉ", "latin-1"),
    ("L'œuvre et le cœur", "cp1252"), ("L'œuvre et le cœur", "iso8859-15"),
    ("Attack in Gao", "ascii"), ("Attack in Gao", "utf-16-be"),
]  # fmt: skip


@pytest.mark.parametrize("times", [1, 400])
@pytest.mark.parametrize(("text", "encoding"), CASES)
def test_round_trip(text: str, encoding: str, times: int) -> None:
    whole = "\n".join([text] * times)
    assert decode(whole.encode(encoding)) == whole


def test_there_are_as_many_cases_as_written() -> None:
    assert len(CASES) == 26


@pytest.mark.parametrize("charset", ["windows-1256", "utf-8", "iso-8859-1"])
def test_html_declares_its_charset_and_may_be_wrong(charset: str) -> None:
    page = f'<html><head><meta charset="{charset}"></head><body>{ARABIC}</body></html>'
    assert ARABIC in decode(page.encode("cp1256"), html=True)
    assert ARABIC in decode(page.encode("utf-8"), html=True)


def test_html_with_a_code_page_of_its_own() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><p>Привет, мир</p>'
    assert "Привет" in decode(page.encode("koi8-r"), html=True)


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_character_cut_at_the_end_does_not_change_the_encoding(cut: int) -> None:
    data = (ARABIC * 3 + "€").encode()[:-cut] if cut < 3 else (ARABIC * 3).encode()[:-1]
    assert decode(data).startswith(ARABIC)


def test_one_damaged_byte_does_not_change_the_encoding() -> None:
    data = bytearray((ARABIC * 5).encode())
    data[100] = 0xFF
    assert decode(bytes(data)).count("\ufffd") <= 2


@pytest.mark.parametrize(
    "data", [b"%PDF-1.4 x", b"PK\x03\x04x", b"\x89PNG\r\n", bytes(range(256)), b"\x01\x02\x03\x04" * 50]
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(BinaryInputError):
        detect_encoding(data)


@given(st.text(st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهوي "), min_size=6, max_size=80))
def test_arabic_letters_in_windows_1256_are_never_latin(text: str) -> None:
    if any(len(word) > 1 for word in text.split()):
        assert detect_encoding(text.encode("cp1256")) in ("cp1256", "iso8859-6")


@given(st.text(max_size=300))
def test_utf8_of_any_text_comes_back(text: str) -> None:
    data = text.encode("utf-8", "ignore")
    whole = data.decode("utf-8")
    if (
        "\x00" in whole
        or sum(ord(char) < 32 for char in whole) > len(data) // 20
        or whole.startswith(("\ufeff", "GIF8", "RIFF", "ID3", "PK"))
    ):
        return
    assert decode(data) == whole
