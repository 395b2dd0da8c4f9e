"""Whether a case has to be reported to an authority: decided and signed by a supervisor, or decided anew."""

from dataclasses import dataclass

from sopdesk.domain.event import event, sealed
from sopdesk.domain.signature import Signature


@event("reportable.decided/1")
@dataclass(frozen=True, slots=True)
class ReportableDecided:
    """A supervisor signs that the case is reportable, or is not, and why; `digest` stands for the file and the answer.

    The answer is the value of the field "reportable" from then on; a later decision takes the place of an earlier one.
    """

    reportable: bool
    digest: str
    signature: Signature
    reason: str | None = sealed()
    printed_name: str | None = sealed()
    name_salt: str | None = sealed()
