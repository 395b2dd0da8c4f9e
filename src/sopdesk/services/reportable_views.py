"""What a file shows of the decision whether it is reportable."""

from sopdesk.domain.case import Incident
from sopdesk.domain.event import Recorded
from sopdesk.domain.gates import kind_of
from sopdesk.domain.legal_clocks import HURT, asks, is_undecided
from sopdesk.services.desk import Desk
from sopdesk.views.reportable import ReportableView


def reportable_view(desk: Desk, state: Incident) -> ReportableView | None:
    """Show what was decided, or that it has to be; None where no law that is known asks it of such a case.

    Of an accident or an injury it is always asked; of other kinds once a legal clock applies.
    """
    said, stamp = state.reportable, state.reportable_stamp
    if not asks(state) or (said is None and kind_of(state) not in HURT and not is_undecided(state)):
        return None
    if said is None or stamp is None:
        return ReportableView(is_undecided(state))
    signature = desk.signature_view(Recorded(state.id, stamp, said))
    return ReportableView(needed=False, answer="yes" if said.reportable else "no", reason=said.reason or "",
                          signature=signature)  # fmt: skip
