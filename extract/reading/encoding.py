"""Bytes into text: byte-order marks, UTF-8, UTF-16, the Windows and ISO code pages of Arabic and French."""

import codecs
import re
from collections import Counter

SAMPLE_BYTES = 262_144
"""Bytes from which the encoding of a longer input is told."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_MAGIC = (
    (b"%PDF", "a PDF; extract its text first"),
    (b"\x89PNG", "an image"), (b"\xff\xd8\xff", "an image"), (b"GIF8", "an image"), (b"RIFF", "a media file"),
    (b"OggS", "a media file"), (b"ID3", "a media file"), (b"\x7fELF", "a program"), (b"SQLite format 3", "a database"),
    (b"PK\x03\x04", "a zip archive (or an office document); unpack it first"),
    (b"Rar!", "an archive; unpack it first"), (b"7z\xbc\xaf", "an archive; unpack it first"),
    (b"BZh", "compressed with bzip2; unpack it first"), (b"\xfd7zXZ", "compressed with xz; unpack it first"),
    (b"(\xb5/\xfd", "compressed with zstd; unpack it first"),
    (b"\x1f\x8b", "compressed with gzip; give it the suffix .gz"),
    (b"\xd0\xcf\x11\xe0", "an office document; save it as text first"),
    (b"{\\rtf", "a rich text document; save it as plain text"),
)  # fmt: skip
_META = re.compile(rb"<meta[^>]{0,200}?charset\s{0,3}=\s{0,3}[\"']?\s{0,3}([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"<\?xml[^>]{0,100}encoding\s{0,3}=\s{0,3}[\"']([\w.:-]{2,40})", re.IGNORECASE)


class BinaryInputError(ValueError):
    """The bytes are no text; the message says what they are."""


def decode(data: bytes, *, html: bool = False) -> str:
    """The text of a whole input; line ends and everything else as they are, the byte-order mark gone.

    Raises:
        BinaryInputError: the bytes are a PDF, an image, an archive, or hold NULs without being UTF-16.
    """
    name = detect_encoding(data, html=html)
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        # A cut or damaged character must not cost the whole document.
        return data.decode(name, errors="replace")


def detect_encoding(data: bytes, *, html: bool = False) -> str:
    """The name of a Python codec for the bytes (``data`` may be a sample cut anywhere).

    Raises:
        BinaryInputError: as ``decode``.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return name
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise BinaryInputError(f"not text but {what}")
    sample = data[:SAMPLE_BYTES]
    if b"\x00" in sample:
        wide = _utf16(sample)
        if wide:
            return wide
        if sample.count(0) > max(1, len(sample) // 1000) or not _is_utf8(data):
            raise BinaryInputError("not text (binary data with NUL bytes); give text, HTML, JSON or CSV")
    controls = sum(sample.count(byte) for byte in (*range(1, 8), *range(14, 27), *range(28, 32)))
    if controls > len(sample) // 10:
        raise BinaryInputError("not text (binary data); give text, HTML, JSON or CSV")
    if _is_utf8(data):
        return "utf-8"
    declared = _declared(sample) if html else None
    guessed = _eight_bit(sample if len(sample) < len(data) else data)
    if declared and declared not in ("utf-8", "iso8859-1", "cp1252", "latin-1", "ascii"):
        return declared
    return guessed


def _is_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8, forgiving a character cut at the end and one damaged one in two hundred."""
    try:
        data.decode("utf-8")
        return True
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and any(byte > 127 for byte in data[: error.start]):
            return True
    text = data[:SAMPLE_BYTES].decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(char > "\x7f" for char in text) - bad
    return good > 200 * bad or (good >= 20 and good > 20 * bad and bad <= 3)


def _declared(sample: bytes) -> str | None:
    match = _META.search(sample[:8192]) or _XML.match(sample.lstrip())
    if not match:
        return None
    try:
        return codecs.lookup(match.group(1).decode("ascii", "replace")).name
    except LookupError:
        return None


_USUAL = re.compile(r"[ -~\t\n\r\u00a0-\u024f\u0600-\u06ff\u2000-\u2069]")


def _utf16(sample: bytes) -> str | None:
    """UTF-16 without a mark: the byte order in which nearly all is Arabic, Latin, digits, space and punctuation."""
    even = sample[: len(sample) // 2 * 2]
    best: tuple[float, str] | None = None
    for name in ("utf-16-le", "utf-16-be"):
        text = even.decode(name, errors="replace")
        usual = len(_USUAL.findall(text))
        score = usual / max(1, len(text))
        if best is None or score > best[0]:
            best = (score, name)
    return best[1] if best and best[0] > 0.95 else None


_ARABIC_RUN = re.compile(r"[\u0621-\u064a]{2,}")
_MIXED = re.compile(r"[A-Za-z\u00c0-\u024f][\u0621-\u064a]|[\u0621-\u064a][A-Za-z\u00c0-\u024f]")
_FREQUENT = frozenset("اليمنوترعب")
"""The ten most frequent letters of Arabic, about two thirds of running text."""


_FRENCH = frozenset("àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŒÆáíóúñÁÍÓÚÑß«»‹›‘’“”„…–—•·°€£©®™§¡¿²³¼½¾\u00a0\u00ad")


def _eight_bit(data: bytes) -> str:
    """An eight-bit code page. Arabic bytes stand together in words of their own; accented Latin letters stand singly
    between ASCII letters, and Windows-1256 keeps most French ones where Windows-1252 has them."""
    arabic = _arabic_page(data)
    if arabic:
        return arabic
    as_latin = data.decode("cp1252", errors="replace")
    high = [char for char in as_latin if char > "\x7f"]
    if sum(char in _FRENCH for char in high) < 0.8 * len(high):
        other = _by_library(data)
        if other:
            return other
    if re.search("[A-Za-z]½|½[a-z]", as_latin):
        return "iso8859-15"
    try:
        data.decode("cp1252")
        return "cp1252"
    except UnicodeDecodeError:
        return "latin-1"


def _arabic_page(data: bytes) -> str | None:
    """The Arabic code page under which the bytes read as Arabic words, ``None`` where neither does."""
    best: tuple[float, str] | None = None
    for name in ("cp1256", "iso8859-6"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        runs, mixed = len(_ARABIC_RUN.findall(text)), len(_MIXED.findall(text))
        score = _arabic_score(text)
        if runs > 2 * mixed and (best is None or score > best[0]):
            best = (score, name)
    return best[1] if best else None


def _arabic_score(text: str) -> float:
    counts = Counter(char for char in text if not char.isascii() and not char.isspace())
    total = sum(counts.values())
    frequent = sum(counts[char] for char in _FREQUENT)
    article = len(re.findall(r"(?<!\w)[وفبك]?ال\w", text))
    return (frequent + 2 * article) / total if total else 0.0


def _by_library(data: bytes) -> str | None:
    """charset-normalizer's opinion, for code pages of scripts that this project does not read (Cyrillic, Greek)."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:20_000]).best()
    if best is None:
        return None
    try:
        data.decode(best.encoding)
    except (UnicodeDecodeError, LookupError):
        return None
    return best.encoding


_FORBIDDEN = re.compile("[\x00\ud800-\udfff]")


def harmless(text: str) -> str:
    """The text with NUL and lone surrogates as U+FFFD, one for one: no store or XML file can hold them."""
    return _FORBIDDEN.sub("\ufffd", text)
