"""A progress line on standard error, where that is a terminal."""

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress


class Progress:
    """Call it with the number of articles done and the source of the last; a no-op where nobody watches.

    ``beside_results``: results are printed meanwhile, so that no line is drawn where they go to the same terminal.
    """

    def __init__(self, *, beside_results: bool = False) -> None:
        self._wanted = sys.stderr.isatty() and not (beside_results and sys.stdout.isatty())
        self._bar: RichProgress | None = None

    def __enter__(self) -> Self:
        if self._wanted:
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

            bar = Progress(
                BarColumn(bar_width=20),
                TextColumn("{task.completed} articles"),
                TimeElapsedColumn(),
                TextColumn("{task.fields[source]}", markup=False),
                console=Console(stderr=True),
                transient=True,
                # Results go to standard output as they are, wherever that leads.
                redirect_stdout=False,
            )
            bar.start()
            bar.add_task("read", total=None, source="")
            self._bar = bar
        return self

    def __call__(self, done: int, source: str) -> None:
        """Draw the line anew."""
        from kg.terminal import clean

        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=done, source=clean(source)[-60:])

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()
