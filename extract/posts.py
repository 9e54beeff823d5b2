"""Posts beside names: "X, head of Y", "وزير الخارجية المغربي ناصر بوريطة", "Boko Haram leader Abubakar Shekau".

A title begins with a head of ``post_heads.tsv`` and runs on through its complement, in which the body stands (before
the head in English). The person stands right after the title or right before it. Without a person or a body nothing is
said.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from extract.analysis import Analysis, Sentence, Token
from extract.arguments import Resolver
from extract.clauses.tables import nominal_stems
from extract.clitics import noun_readings
from extract.gazetteer import Demonym
from extract.lexicon import Lexicon, Post, lexicon
from extract.model import EntityLink, TextSpan
from extract.vocab import words_of_kind
from extract.whereabouts import event_words
from ontology.normalize import normalize
from ontology.reference import Reference
from ontology.vocabulary import is_a

LONGEST_TITLE = 12
"""Tokens from the head of a title to its end."""

_COMMA = frozenset({",", "،", "("})


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPost:
    """A person, the title verbatim, the body it is held in, and the kind of the head (post, leader, spokesman, ...).
    ``apposed`` where the title just stands beside the name, and no verb says it."""

    person: EntityLink
    body: str
    body_label: str
    body_type: str
    title: TextSpan
    kind: str
    sentence: Sentence
    head: int
    evidence: TextSpan
    apposed: bool


def _words(language: str, kind: str) -> frozenset[str]:
    return words_of_kind(language, "post_words", kind)


class PostReader:
    """Finds held posts in one article."""

    def __init__(
        self, analysis: Analysis, resolver: Resolver, demonyms: tuple[Demonym, ...], reference: Reference
    ) -> None:
        self.reference = reference
        self.analysis = analysis
        self.language = analysis.language
        self.resolver = resolver
        self.demonyms = demonyms
        self.lexicon: Lexicon = lexicon(self.language)
        self._firsts = frozenset(form.split(" ")[0].split("-")[0] for form in self.lexicon.posts)

    def posts(self) -> Iterator[HeldPost]:
        """Held posts in reading order, one a title."""
        elsewhere = event_words(self.language, "elsewhere")
        for sentence in self.analysis.sentences:
            if any(token.norm in elsewhere or token.lemma in elsewhere for token in sentence.tokens):
                continue  # a role in a film is no post
            position = 0
            while position < len(sentence.tokens):
                found = self._head_at(sentence, position)
                if found is None:
                    position += 1
                    continue
                post, head_end = found
                title_end = self._title_end(sentence, position, head_end)
                held = self._held(sentence, position, head_end, title_end, post)
                if held is not None:
                    yield held
                position = head_end

    # The title

    def _head_at(self, sentence: Sentence, index: int) -> tuple[Post, int] | None:
        """Post and end of the longest head that begins at token ``index``, outside names of persons and places."""
        first = sentence.tokens[index]
        if not self._firsts & {first.norm, first.lemma, *nominal_stems(first.norm, self.language)}:
            return None
        for length in range(min(5, len(sentence.tokens) - index), 0, -1):
            tokens = sentence.tokens[index : index + length]
            for form in self._forms(tokens):
                post = self.lexicon.posts.get(form)
                if post is not None and not self._inside_name(sentence, index):
                    return post, index + length
        return None

    def _forms(self, tokens: tuple[Token, ...]) -> Iterator[str]:
        rest = " ".join(token.norm for token in tokens[1:])
        firsts = [tokens[0].norm, tokens[0].lemma]
        if self.language == "ar":
            firsts += [
                ("ال" if r.article else "") + r.stem for r in noun_readings(tokens[0].norm) if r.suffix in ("", "ا")
            ]
            firsts += [r.stem for r in noun_readings(tokens[0].norm) if r.suffix in ("", "ا")]
        for first in firsts:
            yield f"{first} {rest}".strip().replace(" - ", "-").replace("' ", "'")
        if len(tokens) > 1 and self.language != "ar":
            yield " ".join(token.lemma for token in tokens)

    def _inside_name(self, sentence: Sentence, index: int) -> bool:
        token = sentence.tokens[index]
        return any(
            link.mention.kind == "name" and link.mention.span.start <= token.start < link.mention.span.end
            for link in self.resolver.links_of(sentence)
        )

    def _title_end(self, sentence: Sentence, start: int, head_end: int) -> int:
        end = head_end
        named = False
        while end < len(sentence.tokens) and end - start < LONGEST_TITLE:
            token = sentence.tokens[end]
            link = self._link_at(sentence, token)
            if self.language == "ar" and link is None and (self._next_post(token) or (named and self._new_noun(token))):
                break
            named = named or link is not None
            if link is not None:
                if link.mention.type == "Person" or link.mention.kind != "name":
                    break
                end = self._after(sentence, link)
                continue
            if not any(char.isalnum() for char in token.norm) and token.norm not in ("-", "'", '"', "&", "'s"):
                break
            joins = token.norm in _words(self.language, "inside")
            if token.norm in _words(self.language, "stop") or (token.pos in ("VERB", "AUX") and not joins):
                break
            if self.language != "ar" and token.pos in ("ADP", "DET", "CCONJ", "PART"):
                if token.norm not in _words(self.language, "inside"):
                    break
            elif (self.language == "ar" and self._is_verb(token)) or self._begins_name(token):
                break
            end += 1
        while end > head_end and self._loose(sentence.tokens[end - 1]):
            end -= 1
        return end

    def _next_post(self, token: Token) -> bool:
        """ "And the president": another post begins."""
        return token.norm.startswith("و") and token.norm[1:].removeprefix("ال") in self._firsts

    def _new_noun(self, token: Token) -> bool:
        """After the body of a title an indefinite noun goes on with the sentence (أمير منطقة عسير موقع التفجير)."""
        known = token.norm in _words("ar", "inside") or token.norm in _words("ar", "prefix")
        return not known and not token.norm.startswith(("ال", "ل", "ب", "وال")) and token.norm.isalpha()

    def _is_verb(self, token: Token) -> bool:
        from extract.clauses.words import frequent_verbs
        from extract.clitics import verb_readings

        if token.norm.startswith(("ال", "لل", "بال")):
            return False
        return any(reading.stem in frequent_verbs() for reading in verb_readings(token.norm))

    def _begins_name(self, token: Token) -> bool:
        """An honorific: the name follows."""
        return token.norm in self.lexicon.titles or token.lemma in self.lexicon.titles

    def _loose(self, token: Token) -> bool:
        arabic = self.language == "ar" and token.norm in _words("ar", "inside")
        return arabic or token.pos in ("ADP", "DET", "CCONJ", "PUNCT") or not any(c.isalnum() for c in token.norm)

    # The person

    def _held(self, sentence: Sentence, start: int, head_end: int, title_end: int, post: Post) -> HeldPost | None:
        first = self._title_start(sentence, start)
        person = self._person_after(sentence, title_end)
        before = None if self._next_post(sentence.tokens[start]) else self._person_before(sentence, first)
        over_comma = title_end < len(sentence.tokens) and sentence.tokens[title_end].norm in _COMMA
        if person is None or (over_comma and (before is not None or self._said_of(sentence, start))):
            # X, leader of G, Y: between commas the title is X's. "If he were the leader of G, Y would": it is nobody's.
            person = before
        body = self._body(sentence, first, head_end, title_end, post=post)
        if body is None and person is not None:
            body = self._known_body(sentence, start, head_end, person)
        if person is None or person.entity is None or body is None or body[0] == person.entity:
            return None
        begin, stop = sentence.tokens[first].start, sentence.tokens[title_end - 1].end
        begin += self._clitic(sentence.tokens[first]) if first == start else 0
        span = person.mention.span
        iri, label, kind_of_body = body
        return HeldPost(
            person=person,
            body=iri,
            body_label=label,
            body_type=kind_of_body,
            title=self.analysis.span(begin, stop),
            kind=post.kind,
            sentence=sentence,
            head=start,
            apposed=not self._said_of(sentence, start),
            evidence=self.analysis.span(min(begin, span.start), max(stop, span.end)),
        )

    def _said_of(self, sentence: Sentence, start: int) -> bool:
        """Whether a verb says it of the person (is the leader, was named head), which can be denied or planned."""
        token = sentence.tokens[start]
        around = sentence.tokens[max(0, start - 3) : start]
        verbs = any(t.pos in ("VERB", "AUX") for t in around)
        return verbs or token.dep in ("attr", "xcomp", "root") or (self.language == "ar" and token.norm.endswith("ا"))

    def _clitic(self, token: Token) -> int:
        if self.language != "ar":
            return 0
        posts = {form.split()[0] for form in self.lexicon.posts}
        if token.norm in posts or token.norm.startswith(("لل", "ولل")):
            return 0
        for size in (1, 2):
            if token.norm[size:] in posts or token.norm[size:].rstrip("ا") in posts:
                return size
        return 0

    def _title_start(self, sentence: Sentence, start: int) -> int:
        while start > 0:
            before = sentence.tokens[start - 1]
            prefix = before.norm in _words(self.language, "prefix") and self.language != "ar"
            modifier = self.language == "en" and self._modifies(sentence, before)
            if not (prefix or modifier):
                break
            start -= 1
        return start

    def _modifies(self, sentence: Sentence, token: Token) -> bool:
        """English says the body first: a demonym, or the name of an organization or state, right before the head."""
        if self._demonym_at(token) is not None:
            return True
        link = self._link_at(sentence, token)
        if link is not None:
            return link.mention.type != "Person"
        return token.norm == "'s" or token.norm == "-"

    def _person_after(self, sentence: Sentence, end: int) -> EntityLink | None:
        position, comma = end, False
        while position < len(sentence.tokens) and position - end < 4:
            token = sentence.tokens[position]
            link = self._link_at(sentence, token)
            if link is not None:
                if self.language == "ar" and token.norm.startswith("و") and link.mention.span.start > token.start:
                    return None  # "the leader of X and Y": Y is somebody else
                return link if link.mention.type == "Person" and (not comma or self._closed(sentence, link)) else None
            if token.norm in _COMMA and not comma:
                comma = True
            elif not (self._begins_name(token) or token.norm in ('"', ":", ".")):
                return None
            position += 1
        return None

    def _closed(self, sentence: Sentence, link: EntityLink) -> bool:
        """After "the head of X, NAME" a mark or a verb must follow: else the comma parts a list."""
        end = self._after(sentence, link)
        if end >= len(sentence.tokens):
            return True
        token = sentence.tokens[end]
        return not any(c.isalnum() for c in token.norm) or token.pos in ("VERB", "AUX") or self.language == "ar"

    def _person_before(self, sentence: Sentence, start: int) -> EntityLink | None:
        position = start - 1
        while position >= 0 and start - position <= 6:
            token = sentence.tokens[position]
            link = self._link_at(sentence, token)
            if link is not None:
                return link if link.mention.type == "Person" and link.mention.kind == "name" else None
            between = _words(self.language, "between")
            if token.norm not in between and token.lemma not in between:
                return None
            position -= 1
        return None

    # The body

    def _body(
        self, sentence: Sentence, first: int, head_end: int, title_end: int, *, post: Post
    ) -> tuple[str, str, str] | None:
        """IRI, words and class of the body: the first organization in the title, else the state, by name or demonym,
        else the place right after the head (the mayor of London)."""
        links = self.resolver.links_in(sentence, first, title_end) if title_end > first else []
        usable = [link for link in links if link.entity and link.mention.type != "Person"]
        if post.kind == "envoy":
            usable = [link for link in usable if not self._seat(sentence, link)]
        for wanted in ("Organization", "State") if post.public else ("Organization",):
            for link in usable:
                found = self._as_body(link, wanted)
                if found is not None:
                    return found
        if not post.public:
            # An expert on Afghan affairs holds no post of Afghanistan.
            return None
        begin, stop = sentence.tokens[first].start, sentence.tokens[title_end - 1].end
        for demonym in self.demonyms:
            if begin <= demonym.start < stop:
                label = self.analysis.article.text[demonym.start : demonym.end]
                return demonym.country, label, "State"
        near = sentence.tokens[min(head_end + 1, len(sentence.tokens) - 1)].end
        places = (self._as_body(link, "Place") for link in usable if link.mention.span.start < near)
        return next((place for place in places if place is not None), None)

    def _known_body(
        self, sentence: Sentence, start: int, head_end: int, person: EntityLink
    ) -> tuple[str, str, str] | None:
        """The body of a known office holder whose title alone is written (President X), where the reference has one
        by that title and no other."""
        entity = self.reference.by_iri(person.entity) if person.entity else None
        if entity is None:
            return None
        forms = set(self._forms(sentence.tokens[start:head_end]))
        fits = {
            post.body
            for post in self.reference.posts_of(entity.id)
            for language, title in post.titles
            if language == self.language and any(normalize(title).startswith(form + " ") for form in forms)
        }
        body = self.reference.entities.get(next(iter(fits))) if len(fits) == 1 else None
        return (body.iri, body.label(self.language), body.types[0]) if body is not None else None

    def _as_body(self, link: EntityLink, wanted: str) -> tuple[str, str, str] | None:
        entity = self.resolver.entity(link.entity)
        types = entity.types if entity is not None else (link.mention.type,)
        if link.entity and any(is_a(name, wanted) for name in types):
            return link.entity, link.mention.span.quote, types[0]
        return None

    def _seat(self, sentence: Sentence, link: EntityLink) -> bool:
        """Whether an envoy is only sent there (the Pakistani envoy at the United Nations speaks for Pakistan)."""
        index = sentence.token_at(link.mention.span.start) or 0
        before = sentence.tokens[max(0, index - 2) : index]
        return any(token.norm in _words(self.language, "seat") for token in before)

    # Small things

    def _link_at(self, sentence: Sentence, token: Token) -> EntityLink | None:
        for link in self.resolver.links_of(sentence):
            if link.mention.span.start < token.end and token.start < link.mention.span.end:
                return link
        return None

    def _demonym_at(self, token: Token) -> Demonym | None:
        return next((d for d in self.demonyms if d.start < token.end and token.start < d.end), None)

    def _after(self, sentence: Sentence, link: EntityLink) -> int:
        """Index of the first token after the mention."""
        return next((t.index for t in sentence.tokens if t.start >= link.mention.span.end), len(sentence.tokens))
