"""Logs that continue others: each names, in its first entry, the former log and the last checkpoint known of it."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from sopdesk.domain.house import LogOpened
from sopdesk.journal.entry import read_body, recorded_of
from sopdesk.journal.finding import Finding, Held


@dataclass(frozen=True, slots=True)
class Continued:
    """What a log says of the one that it continues: its origin, and a checkpoint of it ("" where none was signed)."""

    log: str
    former: str
    note: str

    def held(self) -> Held:
        """Give the checkpoint as one that the later log holds."""
        return Held(self.note, f"the log {self.log}, which continues it,")


def continued(connection: Connection) -> list[Continued]:
    """Give every log that continues another; a first entry that cannot be read says nothing, and is told elsewhere."""
    found = []
    for log, body in connection.exec_driver_sql("SELECT log, body FROM event WHERE seq = 0").all():
        with suppress(ValueError, KeyError, TypeError, AttributeError):
            what = recorded_of(read_body(body)).what
            if isinstance(what, LogOpened) and what.continues:
                found.append(Continued(log, what.continues, what.checkpoint))
    return found


def renamed(findings: Sequence[Finding], count: int) -> Iterator[Finding]:
    """Give findings of which the last `count` about checkpoints from outside are about those that later logs hold."""
    outside = [n for n, each in enumerate(findings) if each.what == "outside"]
    later = set(outside[len(outside) - count :])
    for n, each in enumerate(findings):
        yield replace(each, what="continued") if n in later else each


def absent(links: Sequence[Continued], log: str, origins: Sequence[str]) -> Iterator[Finding]:
    """Say of a log that the one that it continues is not in the desk."""
    for each in links:
        if each.log == log and each.former not in origins:
            said = f"The log {each.former}, which the log {log} continues, is not here: it was taken away."
            yield Finding("continued", holds=False, sentence=said)
