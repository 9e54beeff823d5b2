"""From mentions to entities: of the reference where one is surely meant, minted for the unknown, none where unsure."""

from extract.linking.link import LinkResult, link

__all__ = ["LinkResult", "link"]
