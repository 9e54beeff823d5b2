"""Triggers and their grammatical slots: who did what to whom, before any role is given.

One module reads a dependency parse (French, English), one is a shallow grammar (Arabic, which has no parser here);
both give the same ``Clause``, so that events and relations are read in one way in all three languages.
"""

from extract.clauses.finder import find_clauses
from extract.clauses.model import Clause, Entry, Phrase, Slot

__all__ = ["Clause", "Entry", "Phrase", "Slot", "find_clauses"]
