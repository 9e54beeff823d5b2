"""Persons in Arabic text by rule: after titles, posts and verbs of speech, and where names of persons chain.

There is no Arabic model here, and a verb called a person does more harm than a person missed: an unknown word begins a
name only where a title, a post or a verb of speech announces one.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from extract.context import strip_clitics
from extract.lexicon import Lexicon, lexicon
from extract.mentions.arabic_words import NAMES, Word
from extract.mentions.draft import Draft

Cue = Literal["title", "post", "verb", "none"]
LONGEST = 6
# An object or possessive pronoun at the end of an unknown word: it is no name (مواقفكم).
_PRONOUN = re.compile(r"\w{3,}(?:كم|هم|ها|نا|هما)")
# A post's complement (body, country, adjectives) may stand between post and name: so many words are looked through.
WINDOW = 8
_SCORES = {"title": 0.85, "post": 0.8, "verb": 0.75, "none": 0.75}


def persons(sentence: int, words: list[Word]) -> list[Draft]:
    """The persons of a sentence, with the cue that announced each in ``method``."""
    lex = lexicon("ar")
    found: list[Draft] = []
    cues = _cues(words, lex)
    index = 0
    while index < len(words):
        # A conjunction or preposition on the word: what announced a name announced another one.
        cue = cues[index] if not words[index].clitic or cues[index] == "post" else "none"
        end = None if _in_place(words, index, lex) else _chain(words, index, cue, lex)
        if end is not None and honoured(words, index, lex):
            index = end
            continue
        if end is None:
            index += 1
            continue
        found.append(
            Draft(
                start=words[index].start,
                end=words[end - 1].token.end,
                sentence=sentence,
                type="Person",
                method=f"rule:{cue}" if cue != "none" else "rule:names",
                score=_SCORES[cue],
            )
        )
        index = end
    return found


def _in_place(words: list[Word], index: int, lex: Lexicon) -> bool:
    """مدينة أبو حماد: what stands right after the head word of a place is the place."""
    if not index or words[index].clitic:
        return False
    return any(
        (head := lex.place_heads.get(form)) and head.kind == "head"
        for form in strip_clitics(words[index - 1].token.norm)
    )


def honoured(words: list[Word], index: int, lex: Lexicon) -> int:
    """How many words before a name make an institution of it: 1 in شارع محمد الخامس, 2 in جامعة الملك خالد, else 0."""
    for size in (1, 2):
        if index < size or any(word.clitic for word in words[index - size + 1 : index + 1]):
            return 0
        if any(lex.cue(form, "named_after") for form in strip_clitics(words[index - size].token.norm)):
            return size
        if words[index - 1].token.norm not in lex.titles:
            return 0
    return 0


def name_end(words: list[Word], index: int) -> int | None:
    """End of the personal name that a title announces at ``index``, ``None`` where there is none."""
    return _chain(words, index, "title", lexicon("ar")) if index < len(words) else None


def _cues(words: list[Word], lex: Lexicon) -> list[Cue]:
    """For each word, what announces a name there."""
    cues: list[Cue] = ["none"] * len(words)
    for index, word in enumerate(words):
        form = _bare(word.token.norm)
        if index + 1 < len(words) and lex.cue(word.token.norm.removeprefix("و"), "before"):
            cues[index + 1] = _stronger(cues[index + 1], "verb")
        # الإنتاج الإعلامي: a title that is an adjective here.
        adjective = form.endswith("ي") and index > 0 and words[index - 1].definite
        if form in lex.titles and not adjective:
            for after in _after_title(words, index + 1, lex):
                cues[after] = "title"
        if form in lex.posts:
            for after in range(index + 1, min(index + 1 + WINDOW, len(words))):
                if words[after].kind == "mark" or lex.cue(words[after].token.norm, "clause"):
                    break
                cues[after] = _stronger(cues[after], "post")
    return cues


def _stronger(one: Cue, other: Cue) -> Cue:
    order: tuple[Cue, ...] = ("none", "post", "verb", "title")
    return max(one, other, key=order.index)


def _after_title(words: list[Word], index: int, lex: Lexicon) -> Iterator[int]:
    """The word after a title, and the one after the adjectives that may follow it (الرئيس الأمريكي السابق ...)."""
    for after in range(index, min(index + 4, len(words))):
        if words[after].kind == "mark":
            return
        yield after
        if not (words[after].demonym or words[after].norm in lex.titles or _adjective(words[after], lex)):
            return


def _adjective(word: Word, lex: Lexicon) -> bool:
    head = lex.organization_heads.get(word.token.norm)
    return word.kind == "common" and head is not None and head.kind in ("epithet", "stop") and word.definite


@lru_cache(maxsize=65536)
def _bare(norm: str) -> str:
    """A word as the tables of titles and posts have it: without و ف ب ل ك, and لل as ال."""
    lex = lexicon("ar")
    return next((form for form in strip_clitics(norm) if form in lex.titles or form in lex.posts), norm)


def _chain(words: list[Word], index: int, cue: Cue, lex: Lexicon) -> int | None:
    """End (exclusive) of the name that begins at ``index``, ``None`` where none does."""
    end = _first(words, index, cue, lex)
    if end is None:
        return None
    first = end
    while end < len(words) and end - index < LONGEST:
        after = _next(words, index, end, cue, lex)
        if after is None:
            break
        end = after
    return end if _enough(words, index, first, end, cue, lex) else None


def _first(words: list[Word], index: int, cue: Cue, lex: Lexicon) -> int | None:
    """End of the first name of a chain: one word, or عبد الله, أبو بكر, بن علي."""
    word = words[index]
    after = words[index + 1] if index + 1 < len(words) else None
    if word.kind == "theophoric":
        fits = after is not None and not after.clitic and (after.definite or after.norm in lex.particles)
        return index + 2 if fits else None
    if word.kind == "kunya":
        return _kunya(words, index, lex)
    if word.kind == "link":
        known = after is not None and after.kind in ("given", "ambiguous", "surname") and not after.clitic
        return index + 2 if known and lex.particles[word.norm] == "nasab" else None
    if word.kind == "given":
        return index + 1
    if word.kind == "ambiguous" and after is not None and after.kind == "second" and not word.clitic:
        return index + 2
    if (
        word.definite
        and after is not None
        and after.kind in (*NAMES, "theophoric", "kunya")
        and word.kind != "ambiguous"
    ):
        return None  # an adjective of the title: الرئيس المصري عبد الفتاح السيسي
    if word.kind == "ambiguous":
        return _first_ambiguous(words, index, cue, lex)
    if cue == "title" and word.kind == "common" and not word.definite and _is_nasab(after, lex):
        return index + 1  # الشيخ مكتوم بن محمد: an everyday word as a first name
    if word.demonym or word.verbal or cue == "none" or (word.kind == "unknown" and word.norm.startswith("و")):
        return None
    before = words[index - 1] if index else None
    if cue == "post" and before is not None:
        # The name follows the end of the post: its body, its country or an adjective.
        ends = before.definite or before.demonym or before.kind == "place"
        if not ends or lex.cue(before.token.norm, "preposition", "clause"):
            return None
    if word.kind == "surname":
        return index + 1
    return index + 1 if word.kind == "unknown" and not (word.definite and cue != "title") else None


def _first_ambiguous(words: list[Word], index: int, cue: Cue, lex: Lexicon) -> int | None:
    word, after = words[index], words[index + 1] if index + 1 < len(words) else None
    if _is_post(words, index, lex):
        return None
    named = after is not None and not after.clitic
    if word.definite:
        # الصادق, العربي: mostly an adjective, and a first name only before another name.
        sure = named and after is not None and after.kind in ("surname", "link") and not word.demonym
        return index + 1 if sure and cue != "none" else None
    strong = named and after is not None and after.kind in ("given", "surname", "link")
    if named and after is not None and after.kind == "theophoric":
        strong = _first(words, index + 1, "none", lex) is not None  # محمود عبد العال
    strong = strong or (named and after is not None and cue == "post" and after.kind == "ambiguous")
    if named and after is not None and cue == "post" and words[index - 1].definite and not word.clitic:
        # القيادي في الجماعة جلال بلعيدي
        strong = strong or (after.kind in ("unknown", "nisba") and not after.verbal and not after.demonym)
    return index + 1 if cue in ("title", "verb") or strong or _between_commas(words, index) else None


def _between_commas(words: list[Word], index: int) -> bool:
    """سفير فرنسا، خالد البرقوقي، : a given name and a nisba alone between commas are an apposition."""
    if not index or index + 2 >= len(words):
        return False
    family = words[index + 1]
    marks = words[index - 1].token.text, words[index + 2].token.text
    return marks == ("،", "،") and family.kind == "nisba" and not family.demonym and not words[index].clitic


def _is_nasab(word: Word | None, lex: Lexicon) -> bool:
    return word is not None and lex.particles.get(word.token.norm) == "nasab"


def _is_post(words: list[Word], index: int, lex: Lexicon) -> bool:
    """أمير المنطقة, أمين عام: a given name that is a post here."""
    norm, after = words[index].norm, words[index + 1] if index + 1 < len(words) else None
    if after is None or (norm not in lex.titles and norm not in lex.posts):
        return False
    return after.kind in ("common", "place") or (after.definite and after.kind != "surname")


def _kunya(words: list[Word], index: int, lex: Lexicon) -> int | None:
    word, after = words[index], words[index + 1] if index + 1 < len(words) else None
    if after is None or after.clitic or after.kind in ("mark", "place", "link", "second"):
        return None
    if lex.cue(after.norm, "preposition", "clause"):
        return None
    if after.kind == "theophoric":
        return _first(words, index + 1, "none", lex)
    certain = lex.particles[word.norm] in ("kunya", "kunya_case")
    if after.kind in ("given", "surname", "ambiguous", "kunya") or (certain and after.kind in ("unknown", "nisba")):
        return index + 2
    return index + 2 if certain and after.kind == "common" and not after.definite and not after.verbal else None


def _next(words: list[Word], start: int, end: int, cue: Cue, lex: Lexicon) -> int | None:
    """End of the name after taking the part at ``end`` too, ``None`` where the name is over."""
    word = words[end]
    after = words[end + 1] if end + 1 < len(words) else None
    if _family(words, start, end, cue, lex):
        return end + 1
    if word.clitic or word.kind in ("mark", "common", "place"):
        return None
    if end == start + 2 and words[start].kind == "theophoric" and word.kind == "unknown" and word.definite:
        return end + 1
    if word.kind == "second":
        return end + 1 if words[end - 1].kind in NAMES else None
    if word.kind == "theophoric":
        return _first(words, end, cue, lex)
    if word.kind in ("link", "kunya"):
        if after is None or after.clitic or after.kind in ("mark", "place"):
            return None
        if after.kind in ("theophoric", "kunya"):
            return _first(words, end + 1, cue, lex)
        if word.kind == "link" and lex.particles[word.norm] == "link":
            return end + 2 if after.kind in NAMES and not after.verbal else None
        return end + 2 if not after.verbal and not lex.cue(after.norm, "preposition", "clause") else None
    if word.kind == "ambiguous":
        return None if _is_post(words, end, lex) else end + 1
    if word.demonym:
        given = all(part.kind in ("given", "ambiguous", "kunya", "theophoric") for part in words[start:end])
        last = after is None or after.kind not in NAMES
        # ليون الفرنسي may be a club or a town; with a title before it, the nationality is a family name.
        return end + 1 if given and last and (cue != "none" or end - start > 1) else None
    if word.kind == "unknown":
        return _next_unknown(words, start, end, cue, lex)
    return end + 1


def _family(words: list[Word], start: int, end: int, cue: Cue, lex: Lexicon) -> bool:
    """السيد حسين الفردان, عبد الصمد الجود: what an everyday word resembles is a family name right after a first name,
    where a title announces the person or the first name has two words."""
    word, first = words[end], words[start]
    single = cue == "title" and end == start + 1 and first.kind in ("given", "ambiguous")
    double = end == start + 2 and first.kind == "theophoric"
    if not (single or double) or word.kind not in ("common", "unknown") or word.clitic or word.verbal:
        return False
    norm = word.token.norm
    if single and first.kind == "given" and _said_by(words, end, lex):
        return True
    known = norm in lex.common or norm in lex.titles or norm in lex.posts or norm in lex.organization_heads
    if known or lex.cue(norm, "before", "preposition", "clause", "apposition") or norm.endswith("يه"):
        return False
    # Without the article the word must be no form of an everyday word with clitics: بقتلك, للتحقيق.
    return word.definite or (cue == "title" and len(norm) > 3 and norm[0] not in "وفبلكس")


def _said_by(words: list[Word], end: int, lex: Lexicon) -> bool:
    """قال الشاهد محمد الحداد إن: between a verb of speech with its title and the words said, an everyday word with the
    article is the family name."""
    word = words[end]
    before = words[end - 3] if end > 2 else None
    after = words[end + 1] if end + 1 < len(words) else None
    if before is None or after is None or not word.definite or lex.cue(word.token.norm, "clause", "weekday"):
        return False
    speech = lex.cue(before.token.norm.removeprefix("و"), "before")
    adverb = word.token.norm in lex.titles or word.token.norm in lex.posts or word.demonym
    return speech and not adverb and lex.cue(after.token.norm, "said")


def _next_unknown(words: list[Word], start: int, end: int, cue: Cue, lex: Lexicon) -> int | None:
    word = words[end]
    house = any(part.kind == "link" and lex.particles.get(part.norm) == "house" for part in words[start:end])
    if word.verbal or house or word.norm.startswith("و") or (word.definite and word.norm.endswith("يه")):
        return None
    parts = words[start:end]
    if _PRONOUN.fullmatch(word.norm):
        return None
    nisba = word.definite and word.norm.endswith("ي")
    # صلاح الدين ديمرتاش: the article of الدين belongs to the given name, and the family name may do without one.
    closed = parts[-1].definite and not (cue != "none" and _given(parts))
    if len(parts) > 1 and not word.definite and (word.norm.endswith("ه") or closed):
        return None
    if any(part.kind in ("surname", "nisba", "link") for part in parts) and not nisba:
        return None  # the family name has been given
    if word.definite and not nisba and cue == "none":
        return None
    # A second unknown word after a known name is mostly no part of it.
    return end + 1 if sum(part.kind == "unknown" for part in parts) < 2 else None


def _given(parts: list[Word]) -> bool:
    """Whether a chain is one given name of two words so far: صلاح الدين, عبد العال."""
    return len(parts) == 2 and (parts[1].kind == "second" or parts[0].kind == "theophoric")


def _enough(words: list[Word], start: int, first: int, end: int, cue: Cue, lex: Lexicon) -> bool:
    """Whether the chain is surely a person."""
    parts = words[start:end]
    if end - start == 1:
        word, before = parts[0], words[start - 1] if start else None
        if cue != "title" or word.definite or lex.cue(word.norm, "preposition", "clause"):
            return False
        if word.kind == "unknown" and word.norm[0] in "وفبلك" and lex.is_common(word.norm[1:]):
            return False
        if word.kind == "unknown" and before is not None and _relative(before):
            return False
        # رئيس بعثة: an unknown word after an indefinite title is its complement.
        return word.kind != "unknown" or (before is not None and not _open_title(before, lex))
    if first - start > 1:
        return True
    if cue == "none":
        return parts[0].kind in ("given", "ambiguous")
    return True


def _relative(word: Word) -> bool:
    """ابنها, والدته: a relative, whom a sentence may go on about without a name (ابنها بريء)."""
    norm = word.token.norm
    return not norm.startswith("ال") and norm.endswith(("ه", "ها", "هم"))


def _open_title(word: Word, lex: Lexicon) -> bool:
    """A title without the article that takes a complement (رئيس, ملك, مدرب)."""
    form = _bare(word.token.norm)
    return form in lex.posts and not form.startswith("ال")
