"""Checking every log of a desk as it is stored."""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection

from sopdesk.journal.finding import Held, Report
from sopdesk.journal.verification import verify_log
from sopdesk.store.erasing import erased_digests


def verify_logs(
    connection: Connection,
    outside: Sequence[Held],
    *,
    full: bool,
    progress: Callable[[int, int], None] | None,
    cancelled: Callable[[], bool] | None,
) -> list[Report]:
    """Check each log with its checkpoints, and those held outside with the log that they name. Raises Cancelled."""
    reports, erased = [], erased_digests(connection) if full else frozenset()
    for log, origin, vkey in connection.exec_driver_sql("SELECT id, origin, vkey FROM log ORDER BY is_own").all():
        total = connection.exec_driver_sql("SELECT COUNT(*) FROM event WHERE log = ?", (log,)).scalar_one()
        notes = connection.exec_driver_sql("SELECT note FROM checkpoint WHERE log = ? ORDER BY size", (log,)).all()
        rows = connection.execution_options(yield_per=2000).exec_driver_sql(
            "SELECT seq, kind, subject, at, body, nodes FROM event WHERE log = ? ORDER BY seq", (log,)
        )
        sealed = connection.exec_driver_sql(
            "SELECT seq, digest, value FROM disclosure WHERE log = ? ORDER BY seq", (log,)
        )
        reports.append(
            verify_log(
                rows, log=log, origin=origin, vkey=vkey, checkpoints=[note for (note,) in notes],
                outside=[each for each in outside if each.note.startswith(f"{origin}\n")],
                full=full, disclosures=sealed, erased=erased, total=total, progress=progress, cancelled=cancelled,
            )
        )  # fmt: skip
    return reports
