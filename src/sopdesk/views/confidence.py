"""Who sees a file, as shown."""

from dataclasses import dataclass
from datetime import datetime

from sopdesk.domain.circle import Circle


@dataclass(frozen=True, slots=True)
class HiddenFile:
    """A confidential file of which the reader knows that it is there, and nothing else."""

    id: str
    number: str


@dataclass(frozen=True, slots=True)
class Confided:
    """Who sees a file: `circle` in effect, `by_kind` what the house's rule says, `own` what was decided for it alone.

    `named` are (id, name) of those who see it as well.
    """

    circle: Circle
    by_kind: Circle
    own: Circle
    named: tuple[tuple[str, str], ...] = ()

    @property
    def is_confidential(self) -> bool:
        """Whether not everybody sees it who reads incidents."""
        return self.circle is not Circle.READERS


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looked at a confidential file."""

    who: str
    at: datetime
