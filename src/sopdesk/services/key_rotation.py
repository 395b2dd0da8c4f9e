"""Another key for this station's log: a plain act of the house, which whoever trusts the former key can follow."""

from sopdesk.domain.log_key import Why
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.services.desk import Desk
from sopdesk.views.trail import Head


class KeyRotation:
    """Gives the log another key."""

    def __init__(self, desk: Desk) -> None:
        """Work on one desk."""
        self._desk = desk

    def rotate(self, *, by: str, why: Why, reason: str) -> Head:
        """Put a new key in the place of the log's own; both sign the next checkpoint, and the former is destroyed.

        Whoever may register people may do it, and says why. Gives the head of the log with the new fingerprint.
        """
        self._desk.require(by, Right.REGISTER)
        if not reason.strip():
            raise Refusal("Say why: it stands in the record.")
        self._desk.rotate_key(by, why, reason.strip())
        return self._desk.store.head()
