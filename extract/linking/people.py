"""Persons of an article: clusters of its names, each one of the reference, minted, or nobody for sure."""

from collections import Counter

from extract.linking.entities import mint, person_iri
from extract.linking.known_names import KnownNames, surname_of
from extract.linking.persons import Person, cluster, name_words
from extract.linking.posts import posts_beside
from extract.linking.work import Work, plain
from ontology.vocabulary import is_a


def persons(work: Work) -> None:
    """Persons of the article as clusters of names; unknown ones are minted."""
    index_of = [i for i, mention in enumerate(work.mentions) if is_a(mention.type, "Person") and i not in work.places]
    known, named = KnownNames.of(work.reference), work.named()
    items: list[tuple[int, tuple[str, ...], str | None]] = []
    for index in index_of:
        words = name_words(work.mentions[index].span.quote)
        if not words:
            work.links.setdefault(index, (None, 0.0, "no part of a name in it"))
            continue
        entity = work.links[index][0] if index in work.links else None
        if index not in work.links:
            entity = _by_full_name(index, words, known, named, work)
        items.append((index, words, entity))
    named = work.named()
    for person in cluster(_demoted(items, work), work.analysis.language):
        if person.entity is None:
            _by_surname(person, known, named, work)
        _settle(person, work)


def _by_full_name(
    index: int, words: tuple[str, ...], known: KnownNames, named: dict[str, str], work: Work
) -> str | None:
    """Links a full name that the reference has in a longer, shorter or otherwise spelled form."""
    near = known.nearest(words)
    if near is not None:
        work.links[index] = (near, 0.8, "given name and surname of a person of the reference")
        return near
    spelled = known.spelled(work.mentions[index].span.quote, "Person", named)
    if spelled is None:
        return None
    work.links[index] = (spelled[0], 0.75, f"another spelling of {spelled[1]!r} of the reference")
    return spelled[0]


def _by_surname(person: Person, known: KnownNames, named: dict[str, str], work: Work) -> None:
    """Gives a person whom the article knows by surname alone to the one of the reference that it must mean."""
    surnames = {surname_of(work.mentions[index].span.quote) for index in person.members}
    if len(surnames) != 1 or surnames == {""} or _surname_of_others(person, work):
        return
    found = known.surnamed(next(iter(surnames)), named)
    if found is None:
        return
    person.entity = found[0]
    for index in person.members:
        work.links[index] = (
            found[0],
            0.7,
            f"surname of a person whom the reference connects with {found[1]!r} in this article",
        )


def _demoted(
    items: list[tuple[int, tuple[str, ...], str | None]], work: Work
) -> list[tuple[int, tuple[str, ...], str | None]]:
    """A bare surname means one whom the article names in full, before it means one of the reference; where it names
    others of that surname, nobody can tell."""
    full = [(words, entity) for _, words, entity in items if len(words) > 1]
    out = []
    for index, words, entity in items:
        if entity is not None and len(words) == 1 and (None in {e for name, e in full if name[-1] == words[-1]}):
            del work.links[index]
            entity = None
        out.append((index, words, entity))
    return out


def _settle(person: Person, work: Work) -> None:
    """Links the members of a cluster."""
    longest = _fullest(person, work)
    full = plain(work.mentions[longest].span.quote)
    if person.entity is None:
        _mint_person(person, full, longest, work)
        return
    for index in person.members:
        if work.links.get(index, (None,))[0] is None:
            work.links[index] = (person.entity, 0.85, f"the last name of {full!r}, named in this article")


def _fullest(person: Person, work: Work) -> int:
    """The member that names the person best: of the names of several words the most frequent one, else the longest."""
    words = {index: name_words(work.mentions[index].span.quote) for index in person.members}
    counts = Counter(words.values())
    return max(words, key=lambda i: (len(words[i]) > 1, counts[words[i]], len(words[i]), -i))


def _surname_of_others(person: Person, work: Work) -> bool:
    """Whether the article knows the person by a bare surname alone, and names others of that surname in full."""
    own = {name_words(work.mentions[index].span.quote) for index in person.members}
    if any(len(words) > 1 for words in own):
        return False
    full = {name_words(m.span.quote) for m in work.mentions if is_a(m.type, "Person")}
    lasts = {words[-1] for words in full if len(words) > 1}
    return any(words[-1] in lasts for words in own)


def _mint_person(person: Person, full: str, longest: int, work: Work) -> None:
    if _surname_of_others(person, work):
        for index in person.members:
            work.links[index] = (None, 0.0, "a surname of several persons of this article")
        return
    if all(index in work.links for index in person.members):
        return  # between two persons of the reference: nobody is minted
    iri = person_iri(work.analysis.article, work.mentions[min(person.members)].span.start)
    public = any(held.post.public for i in person.members for held in posts_beside(work.analysis, work.mentions[i]))
    names = dict.fromkeys(plain(work.mentions[index].span.quote) for index in person.members)
    aliases = tuple(name for name in names if name != full)
    language = work.analysis.language
    work.minted[iri] = mint(iri, "Person", full, language, aliases=aliases, private=not public)
    for index in person.members:
        same = index != longest and len(person.members) > 1
        why = f"the same person as {full!r} in this article" if same else "a person unknown to the reference"
        work.links[index] = (iri, 0.7, why)
