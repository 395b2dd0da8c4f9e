"""What a file shows of the decision whether it is reportable."""

from sopdesk.domain.case import Incident
from sopdesk.domain.event import Recorded
from sopdesk.domain.legal_clocks import asks, is_undecided
from sopdesk.services.desk import Desk
from sopdesk.views.reportable import ReportableView


def reportable_view(desk: Desk, state: Incident) -> ReportableView | None:
    """Show what was decided, or that it has to be; None where no law that is known asks it of such a case."""
    if not asks(state):
        return None
    said, stamp = state.reportable, state.reportable_stamp
    if said is None or stamp is None:
        return ReportableView(is_undecided(state))
    signature = desk.signature_view(Recorded(state.id, stamp, said))
    return ReportableView(needed=False, answer="yes" if said.reportable else "no", reason=said.reason or "",
                          signature=signature)  # fmt: skip
