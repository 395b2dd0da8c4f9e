"""Who looks after an incident: giving it to somebody, or taking it oneself."""

from sopdesk.domain import assigning
from sopdesk.domain.confidence import Sight
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.services.confidence import Confidence
from sopdesk.services.desk import Desk
from sopdesk.services.incidents import Incidents
from sopdesk.views.people import PersonView


class Assigning:
    """The act by which a file gets its owner, and the question who can be one."""

    def __init__(self, desk: Desk, incidents: Incidents) -> None:
        """Work on one desk."""
        self._desk = desk
        self._incidents = incidents
        self._confidence = Confidence(desk)

    def people(self) -> tuple[PersonView, ...]:
        """Give whoever works here and may handle incidents, in the order of registration."""
        return tuple(each for each in self._desk.people_views() if each.may(Right.HANDLE))

    def give(self, *, by: str, incident: str, owner: str, reason: str = "") -> None:
        """Give a file to somebody who may handle it and sees it, or take it oneself."""
        self._desk.require(by, Right.HANDLE)
        self._confidence.check(by, incident, whole=True)
        state = self._incidents.load(incident)
        if owner and owner not in {each.id for each in self.people()}:
            raise Refusal("Only somebody who works here and handles incidents can look after it.")
        if owner and self._confidence.sight(owner, incident) in {Sight.HIDDEN, Sight.OWN}:
            raise Refusal("This person may not see the confidential file. Name them in it first.")
        self._desk.record(by, (incident, [assigning.assign(state, owner, reason)]))
