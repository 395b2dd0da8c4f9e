"""A legal clock: what the law wants told or written by when, for which kind of incident, in which country."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from sopdesk.domain.field import When


class Begins(StrEnum):
    """From when the law counts: from what happened, or from when the house was told of it."""

    OCCURRED = "occurred"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class LegalClock:
    """One deadline of the law; a preset that a house can add to, never legal advice.

    It runs where the kind and the country (ISO 3166-1, "" for all) are its own and all conditions hold, `minutes` long,
    and stops once the field `met_by` (a moment or a day) is filled in or, where it is `decided` upon, by a signed
    decision that the case is not reportable.
    """

    id: str
    words: str
    kinds: tuple[str, ...]
    minutes: int
    source: str
    country: str = ""
    begins: Begins = Begins.REPORTED
    when: tuple[When, ...] = ()
    met_by: str = "authority_told_at"
    decided: bool = True

    @property
    def span(self) -> timedelta:
        """How long it runs."""
        return timedelta(minutes=self.minutes)
