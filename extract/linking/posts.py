"""Whether a person is named in a public post, which is what makes a minted person a public one."""

from dataclasses import dataclass

from extract.analysis import Analysis, Sentence, Token
from extract.context import strip_clitics
from extract.lexicon import Lexicon, Post, lexicon
from extract.model import Mention

_BEFORE, _AFTER = 8, 4
_LONGEST_POST = 5
_CLOSING = (",", "،", ")")
_POSSESSIVE = ("'s", "’s", "'", "’")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPost:
    """A post beside a name: the table's row, and the article offsets of its words."""

    post: Post
    start: int
    end: int


def posts_beside(analysis: Analysis, mention: Mention) -> tuple[HeldPost, ...]:
    """The posts before a name (وزير الداخلية ... NAME) or after it in apposition (NAME, porte-parole de ...)."""
    sentence = analysis.sentence_at(mention.span.start)
    if sentence is None:
        return ()
    lex = lexicon(analysis.language)
    before = [token for token in sentence.tokens if token.end <= mention.span.start]
    after = [token for token in sentence.tokens if token.start >= mention.span.end]
    glued = any(token.start < mention.span.start < token.end for token in sentence.tokens)
    apart = bool(after) and after[0].text in _CLOSING and bool(before) and before[-1].text in (",", "،")
    found = [] if glued else _before(before[:-1] if apart else before, lex, analysis.language)
    if apart:
        found = [held for held in found if _own(held, before[:-1], lex, analysis.language)]
    return tuple(found + _after(after, lex, analysis.language, sentence))


def _own(held: HeldPost, before: list[Token], lex: Lexicon, language: str) -> bool:
    """Whether a post that a comma parts from the name is what the name stands beside: L'ambassadeur de France, NAME, a

    and not a post of somebody else's within another phrase: the mayor's daughter, NAME; le père du maire, NAME.
    """
    ahead = [token for token in before if token.end <= held.start]
    rest = [token for token in before if token.start >= held.end]
    if language == "ar":
        # A noun before it may be a relative's: ابنة السفير.
        last = ahead[-1].norm if ahead else ""
        return not last.isalpha() or lex.cue(last.removeprefix("و"), "before", "preposition", "clause")
    if any(token.text in _POSSESSIVE for token in rest) or (rest and rest[0].pos == "NOUN"):
        return False
    while ahead and ahead[-1].pos in ("DET", "ADJ") and not lex.cue(ahead[-1].norm, "of"):
        ahead.pop()
    return not ahead or not lex.cue(ahead[-1].norm, "of") or len(ahead) == 1


def _before(tokens: list[Token], lex: Lexicon, language: str) -> list[HeldPost]:
    window: list[Token] = []
    for token in reversed(tokens[-_BEFORE:]):
        if _breaks(token, lex, language) or (not window and _links(token, lex)):
            break
        window.insert(0, token)
    found = [held for at in range(len(window)) if (held := _post_at(window, at, lex, language)) is not None]
    return found[-1:]


def _after(tokens: list[Token], lex: Lexicon, language: str, sentence: Sentence) -> list[HeldPost]:
    window = tokens[:_AFTER]
    if window and window[0].text in (",", "،", "(", "-", "–"):
        window = tokens[1 : _AFTER + 1]
    elif language != "ar" or not window:
        return []
    for at, token in enumerate(window[:3]):
        held = _post_at(list(tokens[tokens.index(token) : tokens.index(token) + _LONGEST_POST]), 0, lex, language)
        if held is not None:
            # Right after an Arabic name only a definite post is an apposition; رئيس may begin something else.
            following = next((t for t in tokens if t.start >= held.end), None)
            definite = held.post.form.startswith("ال") or (following is not None and following.norm.startswith("ال"))
            apposed = language != "ar" or (at == 0 and (definite or tokens[0].text in (",", "،")))
            return [held] if apposed else []
        if not (token.pos in ("DET", "ADJ", "PROPN", "NOUN") or lex.cue(token.norm, "apposition")):
            break
    return []


def _post_at(tokens: list[Token], at: int, lex: Lexicon, language: str) -> HeldPost | None:
    for size in range(min(_LONGEST_POST, len(tokens) - at), 0, -1):
        chosen = tokens[at : at + size]
        phrase = " ".join(token.norm for token in chosen)
        first, _, rest = phrase.partition(" ")
        forms = strip_clitics(first) if language == "ar" else (first,)
        for form in forms:
            post = lex.posts.get(f"{form} {rest}".strip())
            if post is not None:
                return HeldPost(post=post, start=chosen[0].start, end=chosen[-1].end)
    return None


def _breaks(token: Token, lex: Lexicon, language: str) -> bool:
    """Whether a post before this token can no longer be the one of a name after it."""
    if not any(char.isalnum() for char in token.text):
        return token.text not in ('"', "«", "»", "'", "’", "-", "(", ")", "“", "”")
    if language == "ar":
        return lex.cue(token.norm, "before", "clause")
    return token.pos in ("VERB", "AUX", "SCONJ", "PRON")


def _links(token: Token, lex: Lexicon) -> bool:
    """A preposition or conjunction right before a name: what it names is not the holder of the post."""
    return token.pos in ("ADP", "CCONJ") or lex.cue(token.norm, "preposition", "clause")
