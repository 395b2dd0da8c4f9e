"""Which incidents a list is narrowed down to, beside kind, stage and words."""

from enum import StrEnum


class Only(StrEnum):
    """What a list of incidents holds; several together hold what fits them all."""

    MINE = "mine"
    """Looked after by whoever reads the list."""
    LATE = "late"
    """With a running clock that is past due."""
    FOLLOW_UP = "follow-up due"
    """Resolved, and the customer is still to be asked whether it is settled for them."""
    OVERRIDDEN = "gone on without"
    """Gone on, or closed, although something was missing."""
    IMPORTED = "imported"
    """Recorded somewhere else before."""
    LEFT = "owner has left"
    """Open, and whoever looks after it does not work here any more."""
