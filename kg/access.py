"""Who has a store open, and the snapshots that long readers take of it."""

import shutil
import tempfile
import time
from pathlib import Path

from kg import folder
from kg.locks import POLL_SECONDS, FileLock
from ontology.errors import StoreError

_BUSY = "{} is being written by another marsad process; wait until it ends, or stop it"
# Others look for a moment whether somebody writes; that must not turn a writer away.
_GLANCE_SECONDS = 0.3
_LONGEST_READ_SECONDS = 600.0


class Access:
    """The locks of one opening of a store (see ``kg.locks``)."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._writer = FileLock(path / "writer.lock")
        self._access = FileLock(path / "access.lock")
        self._waiting = FileLock(path / "waiting.lock")
        self._snapshot: FileLock | None = None

    def to_write(self, wait: float) -> None:
        """Be the one writer, once no reader is in; nothing happens where this is so already.

        Raises:
            StoreError: another process writes, or others read for longer than ``wait`` seconds.
        """
        if self._writer.held:
            return
        if not self._writer.acquire(shared=False, wait=_GLANCE_SECONDS):
            raise StoreError(_BUSY.format(self.path))
        if not self._access.acquire(shared=False, wait=wait):
            raise StoreError(f"{self.path} is being read by another process; close it there, or try again")

    def to_read(self, wait: float) -> None:
        """Be one of the readers, once no writer is in.

        Raises:
            StoreError: a writer did not step aside within ``wait`` seconds.
        """
        if self._access.acquire(shared=True):
            return
        self._waiting.acquire(shared=True, wait=1.0)
        try:
            had = self._access.acquire(shared=True, wait=wait)
        finally:
            self._waiting.release()
        if not had:
            raise StoreError(_BUSY.format(self.path))

    def somebody_writes(self) -> bool:
        """Whether a process has this store open for writing, be it between two articles."""
        return self._writer.wanted()

    def readers_wait(self) -> bool:
        """Whether readers wait for this writer."""
        return self._waiting.wanted()

    def let_readers_in(self) -> None:
        """Step aside until whoever waits is in and out again.

        Raises:
            StoreError: somebody reads for more than ten minutes.
        """
        self._access.release()
        while self._waiting.wanted():
            time.sleep(POLL_SECONDS / 2)
        if not self._access.acquire(shared=False, wait=_LONGEST_READ_SECONDS):
            raise StoreError(f"{self.path} was being read for ten minutes while this ingest waited; close the reader")

    def make_files(self) -> None:
        """Make the lock files, so that readers without leave to write find them."""
        self._waiting.wanted()

    def release(self) -> None:
        """Be no reader any more, and as a writer have the store no longer open."""
        self._access.release()

    def close(self) -> None:
        """Let go of everything."""
        self._access.release()
        if self._snapshot is not None:
            lock, self._snapshot = self._snapshot, None
            lock.release()
            shutil.rmtree(lock.path.parent, ignore_errors=True)
        self._writer.release()

    # Snapshots

    def snapshot_folder(self) -> Path | None:
        """A new folder for a snapshot, which goes when this is closed; ``None`` where none can be made."""
        try:
            (self.path / folder.SNAPSHOTS).mkdir(exist_ok=True)
            place = Path(tempfile.mkdtemp(dir=self.path / folder.SNAPSHOTS))
            lock = FileLock(place / "lock")
            lock.acquire(shared=False)
        except OSError:
            return None
        self._snapshot = lock
        return place

    def sweep_snapshots(self) -> None:
        """Remove the snapshots of readers that are gone."""
        for place in sorted((self.path / folder.SNAPSHOTS).glob("*")):
            if not FileLock(place / "lock").wanted():
                shutil.rmtree(place, ignore_errors=True)
