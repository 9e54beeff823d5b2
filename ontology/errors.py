"""The one family of errors that Marsad raises on purpose.

Every message is one line for a user: it names the input at fault and ends in the fix.
"""


class MarsadError(Exception):
    """Root of all deliberate errors; the command line prints ``str(error)`` and exits with ``exit_code``."""

    exit_code = 1


class UsageError(MarsadError):
    """The call itself is wrong (an unknown option value, a query that does not parse)."""

    exit_code = 2


class InputError(MarsadError):
    """One input cannot be read or holds no article; the other inputs of the call go on."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class DataError(MarsadError):
    """A data table of the project (reference facts, vocabulary, language data) breaks its own rules."""


class StoreError(MarsadError):
    """A store is locked, of another version, damaged, or not a store."""


class ValidationError(MarsadError):
    """A graph breaks the SHACL shapes; nothing of it was committed."""
