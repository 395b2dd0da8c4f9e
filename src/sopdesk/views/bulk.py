"""What became of an act on many files at once."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chosen:
    """One of the files that were chosen, as it is when the act is prepared: `digest` stands for it.

    `lacks` names what is missing before the stage that the act leads to.
    """

    id: str
    number: str
    digest: str
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A file with which the act was not done, and the sentence that says why."""

    id: str
    number: str
    why: str


@dataclass(frozen=True, slots=True)
class BulkResult:
    """What happened, file by file: the numbers of those with which it was done, those refused, and those not tried.

    Files are left untried (ids) where somebody cancelled, or something outside the rules stood in the way.
    """

    done: tuple[str, ...]
    refused: tuple[Refused, ...] = ()
    untried: tuple[str, ...] = ()

    @property
    def still_chosen(self) -> tuple[str, ...]:
        """The ids of the files with which something is still to be done."""
        return (*(each.id for each in self.refused), *self.untried)
