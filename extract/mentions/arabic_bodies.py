"""Organizations and places in Arabic text by the words that begin their names: وزارة الداخلية, حركة X, مدينة X."""

from functools import cache, lru_cache

from extract.lexicon import Head, Lexicon, lexicon
from extract.mentions.arabic_persons import honoured, name_end
from extract.mentions.arabic_words import Word
from extract.mentions.draft import Draft

LONGEST = 7
_OPENING, _CLOSING = '"«“', '"»”'
_QUOTED = 6


def organizations(sentence: int, words: list[Word]) -> list[Draft]:
    """Organizations that begin with a head word of the table; the name ends where nothing definite follows."""
    lex = lexicon("ar")
    found: list[Draft] = []
    index = 0
    while index < len(words):
        head, size, clitic = _head(words, index, lex)
        end = _quoted(words, index + size) if head else None
        if head and end is None:
            end = _honours(words, index, size, lex)
        quoted = end is not None
        if head and end is None:
            end = _edge(words, index, size, head.form.startswith("ال"), lex)
        if head is None or end is None:
            index += 1
            continue
        found.append(
            Draft(
                start=_start(words[index], clitic),
                end=words[end - 1].token.end,
                sentence=sentence,
                type=head.type,
                method="rule:organization",
                score=0.75 if quoted else 0.7,
            )
        )
        index = end
    return found


def places(sentence: int, words: list[Word]) -> list[Draft]:
    """Places announced by a head word (مدينة, محافظة): the name alone, one word or a two-word place name."""
    lex = lexicon("ar")
    found: list[Draft] = []
    for index, word in enumerate(words[:-1]):
        head = _place_head(word.token.norm, lex)
        after = words[index + 1]
        if head is None or after.clitic or after.demonym:
            continue
        end = _place_end(words, index + 1, lex)
        if end is not None:
            found.append(
                Draft(
                    start=after.token.start,
                    end=words[end - 1].token.end,
                    sentence=sentence,
                    type=head.type,
                    method="rule:place",
                    score=0.7,
                )
            )
    return found


def _start(word: Word, clitic: int) -> int:
    return Word(token=word.token, kind=word.kind, clitic=clitic).start


def _head(words: list[Word], index: int, lex: Lexicon) -> tuple[Head | None, int, int]:
    """The head that begins at ``index``, how many words it has, and how many letters of clitic stand before it."""
    for cut, form in _openings(words[index].token.norm):
        for size in (3, 2, 1):
            phrase = " ".join([form, *(word.token.norm for word in words[index + 1 : index + size])])
            head = lex.organization_heads.get(phrase)
            if head is not None and head.kind == "head" and index + size <= len(words):
                return head, size, cut
    return None, 0, 0


@lru_cache(maxsize=65536)
def _openings(norm: str) -> tuple[tuple[int, str], ...]:
    """Of ``_unprefixed``, the forms that some head word of an organization begins with."""
    first = _first_words()
    return tuple((cut, form) for cut, form in _unprefixed(norm) if form in first)


@cache
def _first_words() -> frozenset[str]:
    return frozenset(form.split()[0] for form, head in lexicon("ar").organization_heads.items() if head.kind == "head")


def _unprefixed(norm: str) -> list[tuple[int, str]]:
    """The word, and without its clitics: (letters cut, form in the table's spelling)."""
    forms = [(0, norm)]
    for prefix in ("و", "ف", "ب", "ل", "ك", "وب", "ول"):
        if norm.startswith(prefix) and len(norm) - len(prefix) >= 3:
            forms.append((len(prefix), norm[len(prefix) :]))
    for prefix in ("لل", "ولل"):
        if norm.startswith(prefix):
            forms.append((len(prefix) - 1, "ال" + norm[len(prefix) :]))
    return forms


def _quoted(words: list[Word], index: int) -> int | None:
    """End after a quoted name that begins at ``index``."""
    if index >= len(words) or words[index].token.text not in _OPENING or not words[index].token.text:
        return None
    for end in range(index + 2, min(index + 2 + _QUOTED, len(words))):
        if words[end].token.text in _CLOSING:
            return end + 1
    return None


def _honours(words: list[Word], index: int, size: int, lex: Lexicon) -> int | None:
    """End of جامعة الملك خالد, مركز الأمير سلطان: a body called after somebody, title and name of whom belong to it."""
    at = index + size
    if size != 1 or at + 1 >= len(words) or words[at].token.norm not in lex.titles:
        return None
    return name_end(words, at + 1) if honoured(words, at + 1, lex) == 2 else None


def _edge(words: list[Word], index: int, size: int, definite: bool, lex: Lexicon) -> int | None:
    """Right edge of an unquoted name: words with the article, names, inner words before them, و with the article."""
    end = index + size
    content = 0
    while end < len(words) and end - index < LONGEST:
        word = words[end]
        head = lex.organization_heads.get(word.token.norm)
        if word.kind == "mark" or (head is not None and head.kind in ("stop", "epithet")):
            break
        step = _step(words, end, content, definite, lex)
        if step is None:
            break
        content += step
        end += 1
    while end > index + size and _dangling(words[end - 1], lex):
        end -= 1
        content = min(content, end - index - size)
    return end if content or (size > 1 and definite) else None


def _step(words: list[Word], at: int, content: int, definite: bool, lex: Lexicon) -> int | None:
    """1 where the word at ``at`` belongs to the name, 0 for an inner word that needs another, ``None`` at its end."""
    word, norm = words[at], words[at].token.norm
    inner = _kind_of(norm, lex) == "inner" or (norm.startswith("ل") and _kind_of(norm[1:], lex) == "inner")
    if inner and at + 1 < len(words) and (content == 0 or norm.startswith("ل")):
        return 0
    if definite and norm.startswith("لل") and len(norm) > 4:
        return 1
    if norm.startswith("وال") and len(norm) > 5:
        joined = not definite and words[at - 1].token.norm.startswith("ال") and content <= 2
        joined = joined and not norm.endswith(("ين", "ون"))  # persons, not another field of the body
        return 1 if joined and norm[1:] not in lex.organization_heads else None
    if norm.startswith("ال") and len(norm) > 4:
        if content == 1 and words[at - 1].kind in ("given", "ambiguous"):
            return 1  # جامعة محمد الخامس
        if norm in lex.titles or norm in lex.posts or content > 4:
            return None
        before = words[at - 1].token.norm
        after_inner = "inner" in (_kind_of(before, lex), _kind_of(before.removeprefix("ل"), lex))
        first = after_inner or (not definite and content == 0)
        # After the first noun only what looks like an adjective goes on: else another part of the clause begins.
        return 1 if first or _adjective(word, lex) or before.startswith("لل") else None
    if content or definite or word.clitic or word.verbal or _kind_of(norm, lex) == "head":
        return None
    return 1 if word.kind in ("given", "surname", "unknown", "place") else None


def _kind_of(norm: str, lex: Lexicon) -> str:
    head = lex.organization_heads.get(norm)
    return head.kind if head is not None else ""


def _adjective(word: Word, lex: Lexicon) -> bool:
    norm = word.token.norm
    return word.demonym or _kind_of(norm, lex) in ("adjective", "neutral") or norm.endswith(("ي", "يه"))


def _dangling(word: Word, lex: Lexicon) -> bool:
    norm = word.token.norm
    return "inner" in (_kind_of(norm, lex), _kind_of(norm[1:], lex)) and not norm.startswith("ال")


def _place_head(norm: str, lex: Lexicon) -> Head | None:
    for _, form in _unprefixed(norm):
        head = lex.place_heads.get(form)
        if head is not None and head.kind == "head":
            return head
    return None


def _place_end(words: list[Word], index: int, lex: Lexicon) -> int | None:
    word = words[index]
    after = words[index + 1] if index + 1 < len(words) else None
    compound = lex.place_heads.get(word.token.norm)
    if compound is not None and compound.kind == "compound":
        fits = after is not None and after.kind not in ("mark", "link") and not after.clitic and not after.verbal
        return index + 2 if fits else None
    return index + 1 if word.kind == "unknown" and not word.verbal else None
