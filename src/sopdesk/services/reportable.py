"""Whether a case has to be reported: decided and signed by a supervisor on the file as it is shown."""

from collections.abc import Mapping

from sopdesk.domain.deciding import check_decision
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.reportable import ReportableDecided
from sopdesk.domain.signature import Meaning
from sopdesk.services.desk import Desk
from sopdesk.services.incidents import Incidents
from sopdesk.services.signing import decision_digest


class Reportable:
    """The act by which it is decided whether a case is reportable."""

    def __init__(self, desk: Desk, incidents: Incidents) -> None:
        """Work on one desk."""
        self._desk = desk
        self._incidents = incidents

    def decide(
        self, *, by: str, password: str, incident: str, reportable: bool, reason: str, digest: str,
        values: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        """Sign whether a case is reportable, on exactly the file that was shown and on fields filled in with it."""
        self._desk.require(by, Right.SIGN_OFF)
        check_decision(self._incidents.load(incident), reportable=reportable, reason=reason)
        if digest != self._incidents.files.digest(incident):
            raise Refusal("This file has changed since it was shown. Look at it again before signing.")
        key = self._desk.check_password(by, password)
        given = {name: text for name, text in (values or {}).items() if text}
        if given:
            self._incidents.detail(by=by, incident=incident, values=given)
        why = reason.strip()
        sealed = decision_digest(self._desk.store.history(incident).leaves, why, reportable=reportable)
        signed = self._desk.sign_with(key, by, Meaning.RESPONSIBILITY, sealed, incident)
        what = ReportableDecided(reportable, sealed, reason=why, **signed.fields())
        self._desk.record(by, (incident, [what]))
