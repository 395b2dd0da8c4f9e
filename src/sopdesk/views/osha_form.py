"""The report of one injury in the order of OSHA's Form 301, as printed."""

from dataclasses import dataclass

from sopdesk.views.trail import Printing


@dataclass(frozen=True, slots=True)
class OshaForm:
    """One case: each part with its title and its numbered answers, "" where nobody has written one yet.

    `missing` are the numbers that are still to be answered; `private`: why it is a privacy case, "" for none.
    """

    printing: Printing
    number: str
    parts: tuple[tuple[str, tuple[tuple[int, str, str], ...]], ...]
    completed: tuple[tuple[str, str], ...]
    missing: tuple[int, ...]
    private: str
    corrections: int
    digest: str
