"""Reference persons under a longer or shorter form of their name than the reference has."""

from extract.lexicon import LANGUAGES, lexicon
from extract.linking.persons import name_words
from extract.per_reference import per_reference
from ontology.reference import Reference


class KnownPersons:
    """The full names of the reference's persons, by first and last word."""

    def __init__(self, reference: Reference) -> None:
        self._names: dict[tuple[str, str], list[tuple[tuple[str, ...], str]]] = {}
        for alias in reference.aliases:
            entity = reference.entities[alias.entity]
            words = name_words(alias.text)
            if "Person" in entity.types and alias.kind == "name" and not alias.context and _distinctive(words):
                self._names.setdefault((words[0], words[-1]), []).append((words, entity.iri))

    @classmethod
    def of(cls, reference: Reference) -> "KnownPersons":
        """The names of a reference, built once for each reference object."""
        return _built(reference)

    def nearest(self, words: tuple[str, ...]) -> str | None:
        """The one person (IRI) with this first and last name and nothing that contradicts between; else ``None``."""
        if len(words) < 2:
            return None
        fits = {
            iri
            for name, iri in self._names.get((words[0], words[-1]), ())
            if _within(name, words) or _within(words, name)
        }
        return next(iter(fits)) if len(fits) == 1 else None


@per_reference
def _built(reference: Reference) -> KnownPersons:
    return KnownPersons(reference)


def _distinctive(words: tuple[str, ...]) -> bool:
    """Whether a name is more than one word and more than أبو X, which many bear."""
    kunya = any(lexicon(language).particles.get(words[0], "").startswith("kunya") for language in LANGUAGES)
    return len(words) > (2 if kunya else 1)


def _within(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    rest = iter(longer)
    return len(shorter) < len(longer) and all(word in rest for word in shorter)
