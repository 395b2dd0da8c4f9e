"""How kinds, stages and severities are named on the screen, and which chip stands for them."""

from PySide6.QtCore import QCoreApplication

from sopdesk.domain.incident import IncidentKind, Severity, Stage
from sopdesk.domain.only import Only

KINDS = {
    IncidentKind.COMPLAINT: "Complaint",
    IncidentKind.DISPUTE: "Dispute",
    IncidentKind.ACCIDENT: "Accident",
    IncidentKind.INJURY: "Injury",
    IncidentKind.NEAR_MISS: "Near miss",
    IncidentKind.SECURITY: "Security alert",
    IncidentKind.ABUSE: "Abusive customer",
    IncidentKind.INVESTIGATION: "Investigation",
}
SEVERITY_CHIPS = {Severity.LOW: "plain", Severity.MEDIUM: "accent", Severity.HIGH: "warning", Severity.SEVERE: "danger"}
ONLY = {
    Only.MINE: "Mine",
    Only.LATE: "Late",
    Only.FOLLOW_UP: "Follow-up due",
    Only.OVERRIDDEN: "Gone on without",
    Only.IMPORTED: "Imported",
    Only.LEFT: "Owner left",
}
CHANNELS = ("in person", "phone", "e-mail", "web", "letter", "chat", "social", "other")


def tr(text: str) -> str:
    """Give a word in the language of the house."""
    return QCoreApplication.translate("Incidents", text)


def kind_word(kind: IncidentKind) -> str:
    """Name a kind of incident."""
    return tr(KINDS[kind])


def only_word(only: Only) -> str:
    """Name what a list is narrowed down to."""
    return tr(ONLY[only])


def stage_chip(stage: Stage) -> tuple[str, str]:
    """Give a stage's word and the kind of its chip."""
    kind = {Stage.CLOSED: "success", Stage.LOGGED: "warning"}.get(stage, "accent")
    return tr(stage.value.capitalize()), kind
