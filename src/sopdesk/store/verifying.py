"""Checking every log of a desk as it is stored."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection

from sopdesk.journal.finding import Finding, Held, Report
from sopdesk.journal.verification import verify_log
from sopdesk.store.continuing import absent, continued, renamed
from sopdesk.store.erasing import erased_digests
from sopdesk.store.journal import EVERY_ENTRIES, EVERY_TIME
from sopdesk.store.model import driver_of


def verify_logs(
    connection: Connection,
    outside: Sequence[Held],
    keys: Sequence[str] = (),
    *,
    full: bool,
    progress: Callable[[int, int], None] | None,
    cancelled: Callable[[], bool] | None,
) -> list[Report]:
    """Check each log with its checkpoints, and those held outside with the log that they name. Raises Cancelled.

    `keys` are those of logs that the reader trusts, as text; each counts for the log whose origin it names.
    """
    reports, erased = [], erased_digests(connection) if full else frozenset()
    logs = connection.exec_driver_sql("SELECT id, origin, vkey FROM log ORDER BY is_own").all()
    links, origins = continued(connection), [origin for _, origin, _ in logs]
    driver = driver_of(connection)  # SQLAlchemy's rows take a third of the time that checking an entry takes
    for log, origin, vkey in logs:
        given = [each for each in outside if each.note.startswith(f"{origin}\n")]
        later = [each.held() for each in links if each.former == origin and each.note]
        total = connection.exec_driver_sql("SELECT COUNT(*) FROM event WHERE log = ?", (log,)).scalar_one()
        notes = connection.exec_driver_sql("SELECT note FROM checkpoint WHERE log = ? ORDER BY size", (log,)).all()
        rows = driver.execute(
            "SELECT seq, kind, subject, at, body, nodes FROM event WHERE log = ? ORDER BY seq", (log,)
        )
        sealed = driver.execute("SELECT seq, digest, value FROM disclosure WHERE log = ? ORDER BY seq", (log,))
        report = verify_log(
            rows, log=log, origin=origin, vkey=vkey, checkpoints=[note for (note,) in notes],
            outside=[*given, *later], pinned=next((key for key in keys if key.startswith(f"{origin}+")), ""),
            full=full, disclosures=sealed, erased=erased, total=total, progress=progress, cancelled=cancelled,
        )  # fmt: skip
        findings = [*renamed(report.findings, len(later)), *absent(links, log, origins)]
        if not any(each.what == "checkpoints" and each.holds is False for each in findings):
            findings = [_overdue(connection, log, report.entries, each) for each in findings]
        reports.append(replace(report, findings=tuple(findings)))
    return reports


def _overdue(connection: Connection, log: str, entries: int, finding: Finding) -> Finding:
    """Make of entries that no checkpoint covers a failure where the program would have signed one long before."""
    if finding.what != "uncovered":
        return finding
    covered = finding.seq or 0
    last = connection.exec_driver_sql("SELECT at FROM event WHERE log = ? ORDER BY seq DESC LIMIT 1", (log,)).scalar()
    query = "SELECT at FROM checkpoint WHERE log = ? AND size = ?"
    signed = connection.exec_driver_sql(query, (log, covered)).scalar()
    if signed and entries - covered < EVERY_ENTRIES and _time(last) - _time(signed) < EVERY_TIME:
        return finding
    minutes = int(EVERY_TIME.total_seconds()) // 60
    why = f"One is signed after {EVERY_ENTRIES} entries or {minutes} minutes at the latest, so one was taken away."
    return replace(finding, holds=False, sentence=f"{finding.sentence} {why}")


def _time(text: object) -> datetime:
    """Read an instant; one that is none counts as the first of all."""
    try:
        return datetime.fromisoformat(str(text)).astimezone(UTC)
    except (ValueError, OverflowError):
        return datetime.min.replace(tzinfo=UTC)
