"""How formats, kinds, roles, letters and states of revisions are named on the screen."""

from PySide6.QtCore import QCoreApplication

from sopdesk.domain.problems import Weight
from sopdesk.domain.review import Ground, Verdict
from sopdesk.domain.revision import Status
from sopdesk.domain.sop import Format, Kind, Phase
from sopdesk.domain.suggestion import SuggestionState, Wish
from sopdesk.ui import role_names
from sopdesk.views.manual import RevisionRow

FORMATS = {
    Format.ARTICLE: "Article",
    Format.PICTURE_GUIDE: "Picture guide",
    Format.WORKFLOW: "Decision workflow",
    Format.FAQ: "Questions and answers",
    Format.CHECKLIST: "Checklist",
}
FORMAT_ICONS = {
    Format.ARTICLE: "manual", Format.PICTURE_GUIDE: "photo", Format.WORKFLOW: "step", Format.FAQ: "answer",
    Format.CHECKLIST: "checklists",
}  # fmt: skip
KINDS = {
    Kind.ADMINISTRATIVE: "Administrative",
    Kind.PROCESS: "Process",
    Kind.ENFORCEMENT: "Enforcement",
    Kind.ESCALATION: "Escalation",
    Kind.COMPLAINT: "Complaint",
    Kind.FOLLOW_UP: "Follow-up",
}
STATUSES = {
    Status.IN_REVIEW: ("In review", "warning"),
    Status.SUBMITTED: ("Waiting for approval", "warning"),
    Status.RETURNED: ("Returned to its author", "warning"),
    Status.SCHEDULED: ("Approved, not yet in force", "accent"),
    Status.EFFECTIVE: ("In force", "success"),
    Status.SUPERSEDED: ("Superseded", "danger"),
    Status.WITHDRAWN: ("Withdrawn", "danger"),
}
PARTS = (
    ("purpose", "Purpose"), ("scope", "Scope"), ("not_covered", "Not covered"), ("definitions", "Words"),
    ("decision_notes", "Notes for deciding"), ("escalation", "When it goes further up"),
    ("resources", "What is needed"), ("contact", "Contact"), ("training", "Training"),
)  # fmt: skip
"""The texts of a procedure by their names in views.manual.Page.prose, with their titles."""
PHASES = {Phase.BEFORE: "Before", Phase.DURING: "During", Phase.AFTER: "After"}
LETTERS = {"R": "does it", "A": "answers for it", "C": "is asked first", "I": "is told"}
WEIGHTS = {
    Weight.ERROR: ("Error", "danger"),
    Weight.WARNING: ("Warning", "warning"),
    Weight.HINT: ("Hint", "plain"),
}


VERDICTS = {
    Verdict.KEEP: "Stays as it is",
    Verdict.REVISE: "To be revised",
    Verdict.RETIRE: "Not needed any more",
}
GROUNDS = {
    Ground.LAW: "A law asks for it",
    Ground.POLICY: "A policy asks for it",
    Ground.OCCURRENCE: "Something happened",
}
WISHES = {
    Wish.CHANGE: "A change",
    Wish.DOES_NOT_WORK: "This does not work",
    Wish.QUESTION: "A question",
}
SUGGESTIONS = {
    SuggestionState.OPEN: ("Not answered yet", "warning"),
    SuggestionState.ACCEPTED: ("Accepted", "success"),
    SuggestionState.DECLINED: ("Declined", "plain"),
    SuggestionState.WITHDRAWN: ("Taken back", "plain"),
}


def tr(text: str) -> str:
    """Give a word in the language of the house."""
    return QCoreApplication.translate("Manual", text)


def format_word(which: Format) -> str:
    """Name a format."""
    return tr(FORMATS[which])


def kind_word(which: Kind) -> str:
    """Name a kind of work."""
    return tr(KINDS[which])


def status_chip(status: Status) -> tuple[str, str]:
    """Give a status' words and the kind of its chip."""
    words, kind = STATUSES[status]
    return tr(words), kind


def wanted_word(verdict: str) -> str:
    """Say what a review asks for."""
    return tr(VERDICTS[Verdict(verdict)])


def suggestion_chip(state: SuggestionState) -> tuple[str, str]:
    """Give the words of where a suggestion stands, and the kind of its chip."""
    words, kind = SUGGESTIONS[state]
    return tr(words), kind


def role_word(role: str) -> str:
    """Name a role as the house calls it; one that it does not know is named as it is written."""
    return tr(role_names.name_of(role))


def letters_words(letters: str) -> str:
    """Say in words what the letters of a responsibility mean."""
    return ", ".join(tr(LETTERS[each]) for each in letters if each in LETTERS)


def revision_name(row: RevisionRow) -> str:
    """Name a revision: by its label or, before the approval, as a submission."""
    return tr("Revision {label}").format(label=row.label) if row.label else tr("Submission {n}").format(n=row.proposal)
