"""Bodies in French and English by their head words, beside those that the trained reader finds."""

from collections.abc import Iterable

from extract.analysis import Sentence, Token
from extract.gazetteer import Demonym
from extract.lexicon import Lexicon, lexicon
from extract.mentions.draft import Draft

_TITLE_CASE = 0.8
_HEADLINE_WORDS = 4


def bodies(sentences: Iterable[Sentence], language: str, demonyms: Iterable[Demonym]) -> list[Draft]:
    """Bodies by head word: head + of + capitalised words, or capitalised words + capitalised head."""
    lex = lexicon(language)
    starts = {demonym.start for demonym in demonyms}
    return [draft for sentence in sentences for draft in _bodies(sentence, lex, starts)]


def title_case(sentence: Sentence) -> bool:
    """Whether nearly every longer word is capitalised and no stop ends it, as in an English headline."""
    long = [token.text for token in sentence.tokens if len(token.text) > 3 and token.text.isalpha()]
    if len(long) < _HEADLINE_WORDS or sentence.tokens[-1].text in (".", "!", "?"):
        return False
    return sum(word[0].isupper() for word in long) / len(long) >= _TITLE_CASE


def _bodies(sentence: Sentence, lex: Lexicon, demonyms: set[int]) -> list[Draft]:
    found: list[Draft] = []
    if title_case(sentence):
        return found
    tokens = sentence.tokens
    for token in tokens:
        head = lex.organization_heads.get(token.norm)
        if head is None or head.kind != "head":
            continue
        if token.index and tokens[token.index - 1].end == token.start and tokens[token.index - 1].text == "-":
            continue
        capital = token.text[:1].isupper()
        end = _right(tokens, token.index, demonyms, lex)
        begin = _left(tokens, token.index) if capital else token.index
        if (end is None and begin == token.index) or (not capital and not _common_head(head.type, tokens, token.index)):
            continue
        last = end if end is not None else token.index + 1
        found.append(
            Draft(
                start=tokens[begin].start,
                end=tokens[last - 1].end,
                sentence=sentence.index,
                type=head.type,
                method="rule:organization",
                score=0.7,
            )
        )
    return found


def _common_head(kind: str, tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a head in lower case begins a name: le ministère de ..., le mouvement X; not the post of X, the times."""
    if kind in ("StateBody", "ArmedGroup", "PoliticalMovement"):
        return True
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return kind == "Organization" and after is not None and after.pos == "PROPN" and after.text[:1].isupper()


def _right(tokens: tuple[Token, ...], index: int, demonyms: set[int], lex: Lexicon) -> int | None:
    """End after the last capitalised word that link words join to the head; ``None`` where there is none."""
    end: int | None = None
    for at in range(index + 1, min(index + 10, len(tokens))):
        token = tokens[at]
        if token.norm in lex.common:
            break
        if token.text[:1].isupper() and token.pos not in ("PRON", "DET", "VERB", "AUX"):
            end = at + 1
        elif token.start in demonyms and end is None:
            continue
        elif lex.cue(token.norm, "join"):
            following = tokens[at + 1] if at + 1 < len(tokens) else None
            if end is None or following is None or not following.text[:1].isupper():
                break
        elif not lex.cue(token.norm, "link"):
            break
    return end


def _left(tokens: tuple[Token, ...], index: int) -> int:
    begin = index
    while (
        begin and tokens[begin - 1].text[:1].isupper() and tokens[begin - 1].pos not in ("DET", "PRON", "ADP", "SCONJ")
    ):
        begin -= 1
    # A capital at the start of the sentence proves nothing.
    return begin + 1 if begin == 0 and index > 0 and tokens[0].pos not in ("PROPN", "ADJ", "NOUN") else begin
