"""From mentions to entities: the reference's where one is surely meant, minted ones for the unknown, nothing where unsure."""

from extract.linking.link import LinkResult, link

__all__ = ["LinkResult", "link"]
