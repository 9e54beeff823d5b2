"""The IRIs of what Marsad makes: hashes of what it stands on, so that the same article gives the same IRIs."""

from ontology.namespaces import BASE, short_hash


def run_iri(fingerprint: str) -> str:
    """The IRI of the run with this pipeline fingerprint."""
    return BASE + "run/" + short_hash(fingerprint)


def annotation_iri(article: str, start: int, end: int) -> str:
    """The IRI of the annotation of one stretch of an article; whatever rests on the same words shares it."""
    return BASE + "annotation/" + short_hash(article, str(start), str(end))


def occurrence_iri(account: str) -> str:
    """The IRI of the occurrence whose smallest account IRI is ``account``."""
    return BASE + "occurrence/" + short_hash(account)


class Minter:
    """Hands out IRIs within one graph; a second thing with the same parts gets a number, in the order of asking."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def mint(self, kind: str, *parts: object) -> str:
        """A new IRI ``.../kind/hash`` for the thing that ``parts`` describe."""
        spelled = [str(part) for part in parts]
        key = "\x1f".join([kind, *spelled])
        number = self._seen[key] = self._seen.get(key, 0) + 1
        return f"{BASE}{kind}/{short_hash(*spelled, *([str(number)] if number > 1 else []))}"
