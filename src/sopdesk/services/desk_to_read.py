"""A desk that can only be read: on a locked medium, or without the right to write."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sopdesk.journal.keys import StationKeys, Strength
from sopdesk.services.desk import Desk
from sopdesk.services.trail import Trail
from sopdesk.store.store import Store


@contextmanager
def opened_to_read(folder: Path, keys: StationKeys) -> Iterator[Trail]:
    """Give the trail of a desk until the end of the block; nothing is written, whatever is asked of it. Raises Trouble.

    What this version would make anew of the journal stays as it is.
    """
    store = Store(folder, keys=keys, clock=lambda: datetime.now(UTC), read_only=True)
    try:
        yield Trail(Desk(store, strength=Strength.PROPER))
    finally:
        store.close()
