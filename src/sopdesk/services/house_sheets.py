"""The organisation chart, the escalation map and the customer's journey as files to print."""

from sopdesk.domain.person import Right
from sopdesk.services.desk import Desk
from sopdesk.services.exports import Exports
from sopdesk.services.journeys import Journeys
from sopdesk.services.organisation import Organisation


class HouseSheets:
    """Makes PDFs about the house itself: they hang in the house, so nothing is recorded as having left."""

    def __init__(self, desk: Desk, exports: Exports, organisation: Organisation, journeys: Journeys) -> None:
        """Ask the other services."""
        self._desk = desk
        self._exports = exports
        self._organisation = organisation
        self._journeys = journeys

    def organisation_pdf(self, *, by: str) -> bytes:
        """Give the organisation chart as PDF, for somebody who works here: it names people."""
        from sopdesk.pdf.organisation_chart import print_organisation

        self._desk.require(by, Right.RUN, Right.READ_TRAIL)
        chart, drawing = self._organisation.chart(), self._organisation.chart_drawing()
        return print_organisation(chart, drawing, self._exports.printing(by))

    def escalation_pdf(self, *, by: str) -> bytes:
        """Give the escalation map with every reason as PDF, for somebody who works here: it names who is on duty."""
        from sopdesk.pdf.escalation_map import print_escalation

        self._desk.require(by, Right.RUN, Right.READ_TRAIL)
        found = self._organisation.escalation_map()
        return print_escalation(found, self._organisation.escalation_drawing(found), self._exports.printing(by))

    def journey_pdf(self, *, journey_id: str, by: str = "", number: int | None = None) -> bytes:
        """Give a journey as PDF, as it is now or in one of its revisions."""
        from sopdesk.pdf.journey_map import print_journey

        page = self._journeys.page(journey_id, number=number)
        return print_journey(page, self._journeys.drawing(page.title, page.stages), self._exports.printing(by))
