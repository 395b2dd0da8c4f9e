"""What has to be known about a revision before anybody works by it: the sentence of the banner."""

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from sopdesk.domain.revision import Status
from sopdesk.ui.manual.words import revision_name
from sopdesk.ui.times import Times
from sopdesk.views.manual import Page, RevisionRow


class Leads(Enum):
    """Where the banner's button leads."""

    NOWHERE = auto()
    CURRENT = auto()
    COMING = auto()
    DECISION = auto()


@dataclass(frozen=True, slots=True)
class Standing:
    """The banner of a page: its tone ("danger", "warning", "note"), its sentence, and where its button leads."""

    tone: str
    sentence: str
    leads: Leads = Leads.NOWHERE
    icon: str = "history"


def standing_of(page: Page, times: Times, *, exact: bool = False, run: str = "") -> Standing | None:
    """Give the banner of a page, or None for what is simply in force.

    `exact` is a revision that a run or an incident is pinned to: what comes after it is no matter then. `run` is the
    number of a run that keeps this revision to its end.
    """
    if page.as_of is not None:
        said = _tr("This is how it read at the end of {day}. It may have changed since.")
        return Standing("warning", said.format(day=times.day(page.as_of)), Leads.NOWHERE)
    current = Leads.CURRENT if any(each.status is Status.EFFECTIVE for each in page.history) else Leads.NOWHERE
    match page.status:
        case Status.SUPERSEDED:
            return _superseded(page, run)
        case Status.WITHDRAWN:
            return Standing("danger", _tr("This procedure is withdrawn. Do not work by it."))
        case Status.IN_REVIEW | Status.SUBMITTED:
            reviewed = page.status is Status.IN_REVIEW
            said = _tr("This revision is in review and is not in force.") if reviewed else _tr(
                "This revision waits for approval and is not in force."
            )  # fmt: skip
            return Standing("warning", said, Leads.DECISION, "sign")
        case Status.RETURNED:
            said = _tr("This revision was returned to its author and is not in force: {why}")
            return Standing("warning", said.format(why=page.revision.returned_reason), current)
        case Status.SCHEDULED:
            said = _tr("{revision} is approved, but not in force before {when}.")
            return Standing("note", _dated(said, page.revision, times), current, "clock")
    coming = None if exact else coming_of(page)
    if coming is None:
        return None
    return Standing("note", _dated(_tr("{revision} comes into force on {when}."), coming, times), Leads.COMING, "clock")


def _superseded(page: Page, run: str) -> Standing:
    """Say that a revision no longer counts, but for the run that keeps it to its end."""
    if run:
        said = _tr("{run} was started with this revision and stays on it. A newer one is in force now.")
        return Standing("warning", said.format(run=run), Leads.CURRENT)
    said = _tr("{revision} is superseded. Do not work by it.").format(revision=revision_name(page.revision))
    return Standing("danger", said, Leads.CURRENT)


def coming_of(page: Page) -> RevisionRow | None:
    """Give the approved revision that is not in force yet, or None."""
    return next((each for each in reversed(page.history) if each.status is Status.SCHEDULED), None)


def _dated(sentence: str, which: RevisionRow, times: Times) -> str:
    when = times.moment(which.effective_from) if which.effective_from else ""
    return sentence.format(revision=revision_name(which), when=when)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Standing", text)
