"""The name of a publisher without what stands around it on a page."""

from extract.cleaning.folding import fold
from extract.cleaning.tables import publication

SEPARATORS = "|,،:;؛•·/()[]»«\"'>-"
PIECE_SEPARATORS = SEPARATORS.replace(":", "")


def tidy_publisher(raw: str) -> str | None:
    """A publisher as the page says it, without quotes, separators and what only joins it to the sentence."""
    name = " ".join(raw.split()).strip(SEPARATORS + " .–—")
    words = name.split()
    while len(words) > 1 and fold(words[0]).text in publication()["publisher_noise"]:
        words = words[1:]
    name = " ".join(words)
    return name if 1 < len(name) <= 60 and not name.isdigit() else None
