"""The events of one subject, as they were when it was read; an act decided on them is refused if more have come."""

from collections.abc import Sequence
from dataclasses import dataclass

from sopdesk.domain.event import Recorded


@dataclass(frozen=True, slots=True)
class History:
    """A subject's events in clock order, the leaf hash (hex) of each entry, and the newest entries ("log:seq")."""

    subject: str
    events: tuple[Recorded, ...] = ()
    leaves: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()

    def fits(self, newest: Sequence[tuple[str, int, bytes]]) -> bool:
        """Tell whether each log's newest entry about the subject, (log, number, leaf hash), is the one held here."""
        held = {each.stamp.log: (each.stamp.seq, leaf) for each, leaf in self._by_number()}
        return held == {log: (seq, leaf.hex()) for log, seq, leaf in newest}

    def _by_number(self) -> list[tuple[Recorded, str]]:
        return sorted(zip(self.events, self.leaves, strict=True), key=lambda each: each[0].stamp.seq)
