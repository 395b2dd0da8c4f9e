"""Putting a new key in the place of a log's own, so that whoever trusts the old one can follow."""

import logging
from datetime import datetime
from typing import TYPE_CHECKING

from sopdesk.domain.event import Recorded
from sopdesk.domain.log_key import KeyRotated, Why
from sopdesk.domain.refusal import Trouble
from sopdesk.journal.keys import StationKeys
from sopdesk.journal.note import Verifier

if TYPE_CHECKING:
    from sopdesk.store.database import Database
    from sopdesk.store.journal import Journal


def rotate_key(
    journal: "Journal", database: "Database", keys: StationKeys, by: str, why: Why, *, reason: str, at: datetime
) -> Recorded:
    """Record the next key of this station's log; both sign the checkpoint right after it, and the old one is destroyed.

    The next key is kept before it is named, and the old one until that is durable: whenever the power fails, the desk
    has the key that its log names. Raises Trouble where the key store or the disk does not take it, Busy.
    """
    with journal.appending() as pen:
        try:
            private = keys.prepare_next(journal.origin)
        except OSError as error:
            raise Trouble(f"The new key could not be written: {error}. Nothing was changed.") from error
        new = Verifier(journal.origin, private.public_key().public_bytes_raw())
        with database.writing() as connection:
            before = pen.history(connection, f"log-{journal.log}")
            what = KeyRotated(journal.verifier.vkey(), new.vkey(), why, reason)
            [done] = pen.write(connection, by, before, [what], at)
            journal.sign(connection, pen.frontier, at, private)
            connection.exec_driver_sql("UPDATE log SET vkey = ? WHERE id = ?", (new.vkey(), journal.log))
        journal.take_key(new, private)
        pen.keep()
        journal.signed(journal.size, at)
        settle_key(keys, new)
    return done


def settle_key(keys: StationKeys, verifier: Verifier) -> None:
    """Destroy the key that is not the log's; one that cannot be destroyed now is when the desk is opened again."""
    try:
        keys.settle(verifier)
    except (OSError, Trouble) as error:
        logging.getLogger(__name__).warning("the former key of %s is kept until later: %s", verifier.name, error)
