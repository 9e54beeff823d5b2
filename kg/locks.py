"""Who may touch a store: one writer for a whole session, and readers in the gaps that the writer leaves.

Three lock files, taken with ``flock``, so that the end of a process, even by kill -9, lets go of them:

- ``writer.lock``: exclusive, one writer, from its opening to its closing.
- ``access.lock``: exclusive while the writer has the RDF store open, shared by readers (who open it read-only:
  beside an open writer that is undefined behaviour, among readers it is safe).
- ``waiting.lock``: shared by readers that wait for access, so that a long-running writer knows to step aside.
"""

import errno
import fcntl
import os
import time
from pathlib import Path
from types import TracebackType
from typing import Self

POLL_SECONDS = 0.02


class FileLock:
    """An advisory lock on one file; ``acquire`` returns whether it was had within ``wait`` seconds."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    @property
    def held(self) -> bool:
        """Whether this object holds the lock."""
        return self._descriptor is not None

    def acquire(self, *, shared: bool, wait: float = 0.0) -> bool:
        """Take the lock, polling for at most ``wait`` seconds. Raises OSError where the file cannot be opened."""
        if self._descriptor is not None:
            raise RuntimeError(f"{self.path.name} is already held")
        descriptor = self._open(shared=shared)
        mode = (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB
        deadline = time.monotonic() + wait
        try:
            while True:
                try:
                    fcntl.flock(descriptor, mode)
                except OSError as error:
                    if error.errno not in (errno.EAGAIN, errno.EACCES):
                        raise
                    if time.monotonic() >= deadline:
                        os.close(descriptor)
                        return False
                    time.sleep(POLL_SECONDS)
                else:
                    self._descriptor = descriptor
                    return True
        except BaseException:
            if self._descriptor is None:
                _close_quietly(descriptor)
            raise

    def release(self) -> None:
        """Let go; nothing happens where the lock is not held."""
        if self._descriptor is not None:
            descriptor, self._descriptor = self._descriptor, None
            os.close(descriptor)

    def wanted(self) -> bool:
        """Whether another process holds this lock at the moment."""
        if self.acquire(shared=False):
            self.release()
            return False
        return True

    def _open(self, *, shared: bool) -> int:
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
        try:
            return os.open(self.path, flags, 0o644)
        except PermissionError:
            if not shared:
                raise
            return os.open(self.path, os.O_RDONLY | os.O_CLOEXEC)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def _close_quietly(descriptor: int) -> None:
    try:
        os.close(descriptor)
    except OSError:
        return
