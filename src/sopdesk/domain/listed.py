"""What of the list of incidents is meant: kind, stage, words, and what else it is narrowed down to."""

from collections.abc import Collection
from dataclasses import dataclass

from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.only import Only


@dataclass(frozen=True, slots=True)
class Listed:
    """A choice of incidents; `stage` is a stage or "open", None for every one."""

    kind: IncidentKind | None = None
    stage: str | None = None
    text: str = ""
    only: Collection[Only] = ()

    def scope(self, what: str) -> str:
        """Say what is meant, as the journal keeps it: that words were looked for, and never which, as names may be."""
        parts = [what, self.stage or "", "those with some words" if self.text.strip() else ""]
        return ", ".join((*filter(None, parts), *(each.value for each in Only if each in self.only)))


WHOLE_LIST = Listed()
