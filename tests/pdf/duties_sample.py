"""The duties of two roles, for printing."""

from datetime import date

from sopdesk.domain.answering import Charge, Gap, GapKind
from sopdesk.domain.authority import Rule
from sopdesk.views.duties import LimitWords, OwnedProcedure, ProcedureDuties, RoleDuties, WholeDuties
from tests.pdf.samples import DIGEST, NOON, refund


def duties() -> WholeDuties:
    """Give the duties of two roles, one of which nobody has, and the gaps."""
    limit = refund().limits[0]
    rule = Rule("sop-1", "SOP-012", "Refund without a receipt", "2.0", DIGEST, limit, "Look at the goods together")
    steps = (Charge("look", "Look at the goods together", "R", must=True), Charge("count", "Count the money", "CI"))
    front = RoleDuties(
        "front-of-house", "Front of house", ("Ann Byrne", "Leo Fontaine"),
        (OwnedProcedure("sop-1", "SOP-012", "Refund without a receipt", date(2027, 1, 4), overdue=True),),
        (ProcedureDuties("sop-1", "SOP-012", "Refund without a receipt", "At the counter", steps),),
        (LimitWords(rule, "up to €25 per customer and day"),),
    )  # fmt: skip
    gap = Gap(GapKind.UNHELD, "Barista answers for something, and nobody has this role.", "sop-1", "SOP-012", places=3)
    return WholeDuties(NOON, (front, RoleDuties("barista", "Barista", (), (), (), ())), (gap,))
