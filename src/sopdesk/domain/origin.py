"""By what it is seen that a row of a table is here already: the very row, its number elsewhere, or all it says."""

from collections.abc import Iterator
from enum import StrEnum

from sopdesk.domain.case import Incident
from sopdesk.domain.event import ERASED
from sopdesk.domain.incident import IncidentLogged


class Sameness(StrEnum):
    """In what two incidents are the same."""

    ROW = "imported row"
    NUMBER = "number elsewhere"
    WORDS = "words and moment"


def origin_keys(logged: IncidentLogged) -> Iterator[tuple[Sameness, str]]:
    """Give what an incident is told from others by, as it was logged; what was erased is no key.

    The row of a file stays one when the words are erased: they would come back with the same file.
    """
    if logged.source is not None:
        yield Sameness.ROW, f"{logged.source.file_digest}:{logged.source.row}"
    number, words = _plain(logged.source_number), _plain(logged.narrative)
    if number:
        yield Sameness.NUMBER, f"{logged.incident_kind}:{number}"
    if words:
        moment = logged.occurred_at.isoformat()
        yield Sameness.WORDS, f"{logged.incident_kind}:{moment}:{logged.severity}:{_plain(logged.place)}:{words}"


def keys_of(incident: Incident) -> list[tuple[Sameness, str]]:
    """Give the same of an incident that is here."""
    return list(origin_keys(incident.logged)) if incident.logged else []


def _plain(text: str | None) -> str:
    return "" if not text or ERASED in text else " ".join(text.casefold().split())
