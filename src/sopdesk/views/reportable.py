"""Whether a case is reportable, as shown."""

from dataclasses import dataclass

from sopdesk.views.people import SignatureView


@dataclass(frozen=True, slots=True)
class ReportableView:
    """What a supervisor decided and why; `needed`: nobody has, and the file cannot be closed before."""

    needed: bool
    answer: str = ""
    reason: str = ""
    signature: SignatureView | None = None
