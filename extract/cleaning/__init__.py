"""Documents into articles: the text with its zones, of which only title and body feed extraction."""

from extract.cleaning.article import clean, zone_characters

__all__ = ["clean", "zone_characters"]
