"""Media that are called as something else is: papers in quotation marks, the agency or paper of a dateline."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.gazetteer import PLACES
from extract.lexicon import lexicon
from extract.linking.known_names import KnownNames
from extract.linking.work import Work
from extract.model import EntityLink, Mention
from ontology.normalize import normalize
from ontology.vocabulary import is_a

SURE_PAPER = 0.85
"""From this probability that it is a medium, a name in quotation marks is taken for that of a paper."""
_QUOTES = tuple('«»"“”{}')
_AROUND = (*_QUOTES, "(", ")")
_IN_BRACKETS = re.compile(r"(?:^|\n)[^\n.()]*[(]$")
_AFTER_BRACKETS = re.compile(r"[)]\s*[-–—:]")
_BETWEEN_DASHES = re.compile(r"(?:^|(?<=[-–—])|(?<=[-–—] ))(\w+(?: \w+)?)(?=\s*[-–—])")
_BEFORE_COLON = re.compile(r"[-–—] ?(\w+(?: \w+)?)\s*:")
_AFTER_CITY = re.compile(r"\w+(?: \w+)?\s*(?:[-–—]\s*(?P<quote>[«\"“{])?|(?P<slash>/)\s*)(\w+(?: \w+)?)")
_TOLD = re.compile(r"(?<!\w)لل(\w{4,})(?= (?:إن|أن|ان|بأن)\b)")
_LONGEST_DATELINE = 60


@dataclass(frozen=True, slots=True)
class _Agency:
    """A medium at [start, end) of a dateline: its IRI and name."""

    start: int
    end: int
    iri: str
    name: str

    @property
    def reason(self) -> str:
        return f"{self.name!r} of the reference, the agency in the dateline"


def media(work: Work) -> None:
    """Links mentions that are media: in brackets or between dashes in a dateline, or in quotation marks where the
    reader takes them for a medium or a place, or after the word for who was told something (لـ«الشرق الأوسط»)."""
    text, lex = work.analysis.article.text, lexicon(work.analysis.language)
    known, countries = KnownNames.of(work.reference), _countries(work)
    here = {(agency.start, agency.end): agency for agency in _datelines(work)}
    for index, mention in enumerate(work.mentions):
        start, end = mention.span.start, mention.span.end
        bracketed = _AFTER_BRACKETS.match(text, end) and _IN_BRACKETS.search(
            text[max(0, start - _LONGEST_DATELINE) : start]
        )
        paper = known.paper(mention.span.quote, countries) if bracketed else None
        agency = here.get((start, end))
        if agency is not None:
            work.links[index] = (agency.iri, 0.8, agency.reason)
        elif paper is not None:
            work.links[index] = (paper[0], 0.8, f"{paper[1]!r} of the reference, the agency in the dateline")
        elif start > 1 and text[start - 1] in _AROUND and text[end : end + 1] in _AROUND:
            before = normalize(text[max(0, start - 12) : start - 1]).split()
            told = bool(before) and lex.cue(before[-1], "told")
            if text[start - 1] not in _QUOTES and not told:
                continue
            medium = mention.type == "MediaOutlet" and mention.score >= SURE_PAPER and index not in work.links
            # A place hardly stands alone in quotation marks: «الشرق الأوسط».
            place = work.analysis.language == "ar" and mention.method == "gazetteer" and is_a(mention.type, "Place")
            paper = known.paper(mention.span.quote, countries) if told or medium or place else None
            if paper is not None:
                why = (
                    "after the word for who is told"
                    if told
                    else "no place"
                    if place
                    else "which the text takes for one"
                )
                work.links[index] = (paper[0], 0.8, f"{paper[1]!r} of the reference, in quotation marks, {why}")


def agencies(work: Work, links: list[EntityLink]) -> Iterator[EntityLink]:
    """Links of media in Arabic datelines that are no mention yet, since their names are words: سبق - الرياض."""
    taken = [item.mention.span for item in links]
    for agency in _datelines(work):
        if any(span.start < agency.end and agency.start < span.end for span in taken):
            continue
        sentence = work.analysis.sentence_at(agency.start)
        if sentence is not None:
            mention = Mention(
                span=work.analysis.span(agency.start, agency.end), kind="name", type="MediaOutlet",
                zone=sentence.zone, method="rule:dateline", score=0.8,
            )  # fmt: skip
            yield EntityLink(mention=mention, entity=agency.iri, score=0.8, reason=agency.reason)


def _datelines(work: Work) -> Iterator[_Agency]:
    """The media that somebody tells something in an Arabic text (قال للأناضول إن), and those of its datelines: between
    dashes, after a city and a slash, in quotation marks or of two words."""
    if work.analysis.language != "ar":
        return
    text, known, countries = work.analysis.article.text, KnownNames.of(work.reference), _countries(work)
    for told in _TOLD.finditer(text):
        paper = known.paper("ال" + told[1], countries)
        if paper is not None:
            yield _Agency(told.start() + 1, told.end(1), *paper)
    for line in re.finditer(r"[^\n]+", text):
        head = line[0][:_LONGEST_DATELINE].replace(" ـ ", " - ")
        skip = len(head) - len(head.lstrip())
        for found in _BETWEEN_DASHES.finditer(head, skip):
            paper = known.paper(found[1], countries)
            # الرياض - الرأي: a line begins with a town rather than with the paper that is called after it.
            town = found.start(1) == skip and any(set(c.types) <= PLACES for c in work.gazetteer.lookup(found[1]))
            if paper is not None and not town:
                yield _Agency(line.start() + found.start(1), line.start() + found.end(1), *paper)
        last = _BEFORE_COLON.search(head, skip)
        if last is not None:
            paper = known.paper(last[1], countries)
            others = {candidate.entity for candidate in work.gazetteer.lookup(last[1])}
            if paper is not None and (not others or paper[0] in others):
                yield _Agency(line.start() + last.start(1), line.start() + last.end(1), *paper)
        after = _AFTER_CITY.match(head, skip)
        for words in (after[3], after[3].partition(" ")[0]) if after is not None else ():
            apart = after is not None and (after["quote"] or after["slash"] or " " in words)
            paper = known.paper(words, countries) if apart else None
            if paper is not None and after is not None:
                begin = line.start() + after.start(3)
                yield _Agency(begin, begin + len(words), *paper)
                break


def _countries(work: Work) -> frozenset[str]:
    """Ids of the countries that the article names, by name or by what lies in them."""
    return frozenset(work.named())
