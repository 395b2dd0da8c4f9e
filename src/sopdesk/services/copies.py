"""Controlled copies: issuing them, calling them in, and what a scanned code leads to."""

from collections.abc import Callable, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from sopdesk.domain import controlled_copy as life
from sopdesk.domain.controlled_copy import Copy, CopyIssued, CopyState
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.revision import Status
from sopdesk.domain.scan_code import read_scan
from sopdesk.services.desk import Desk
from sopdesk.services.exports import Exports
from sopdesk.services.manual import Manual
from sopdesk.store import copies as table
from sopdesk.store.copies import COPIES
from sopdesk.store.model import as_instant
from sopdesk.views.copies import CopyMark, CopyRow, Issued, Scanned, StaleCopies


class Copies:
    """Acts and questions about copies on paper."""

    def __init__(self, desk: Desk, manual: Manual, exports: Exports) -> None:
        """Work on one desk; print through its exports."""
        self._desk = desk
        self._manual = manual
        self._exports = exports

    def issue(
        self, *, by: str, sop: str, place: str = "", holder: str = "", form: str = "",
        stage: Callable[[bytes], None] | None = None,
    ) -> Issued:  # fmt: skip
        """Print the revision in force as a controlled copy and record it; give its number and the PDF.

        `form` is "" for the whole procedure, or the paper of a card: "A4", "A5".

        First the PDF is made and brought onto the disk with `stage`, then the copy is recorded with the digest of that
        file, and then the file gets its name (services/whole_file.py): a copy that is in the record can be printed.
        One whose file came to nothing after all is made void.
        """
        who = self._desk.require(by, Right.APPROVE)
        life.check_whereabouts(place, holder)
        page = self._manual.page(sop)
        if page.status is not Status.EFFECTIVE:
            raise Refusal("Only a revision that is in force can be issued as a controlled copy.")
        number = self._desk.next_number("P", COPIES)
        whereabouts = " · ".join(filter(None, (place.strip(), holder.strip())))
        content = self._exports.copy_pdf(page, by=by, copy=CopyMark(number, whereabouts, who.name), form=form)
        if stage is not None:
            stage(content)
        what = CopyIssued(
            number, sop, page.content.number, page.revision.label, page.revision.digest, page.titles["title"],
            sha256(content).hexdigest(), place.strip(), holder.strip(), form,
        )  # fmt: skip
        subject = self._desk.new_id("copy")
        self._desk.record(by, (subject, [what]))
        return Issued(subject, number, content)

    def call_in(self, *, by: str, copies: Sequence[str], reason: str = "") -> int:
        """Ask for copies back, those that are out among them; give how many were called in."""
        self._desk.require(by, Right.APPROVE)
        states = [self._load(each) for each in dict.fromkeys(copies)]
        out = [each for each in states if each.state is CopyState.OUT]
        if not out:
            raise Refusal("All of these copies are called in already.")
        self._desk.record(by, *((each.id, [life.call_in(each, reason=reason)]) for each in out))
        return len(out)

    def take_back(self, *, by: str, copy: str, remark: str = "") -> None:
        """Record that a copy is back at the desk and destroyed."""
        self._act(by, copy, lambda state: life.take_back(state, remark=remark), Right.RUN)

    def lose(self, *, by: str, copy: str, reason: str) -> None:
        """Record that a copy cannot be found."""
        self._act(by, copy, lambda state: life.lose(state, reason=reason))

    def void(self, *, by: str, copy: str, reason: str) -> None:
        """Record that a copy never came to be."""
        self._act(by, copy, lambda state: life.void(state, reason=reason))

    def rows(self, *, states: Sequence[CopyState] = (), sop: str = "", limit: int = 1000) -> tuple[CopyRow, ...]:
        """Give the newest copies, in some states or of one procedure."""
        with self._desk.store.reading() as connection:
            rows = table.list_copies(connection, self._desk.now(), states=states, sop=sop, limit=limit)
        names = self._desk.names()
        return tuple(_row(each, names) for each in rows)

    def row(self, copy: str) -> CopyRow:
        """Give one copy."""
        with self._desk.store.reading() as connection:
            found = table.one(connection, copy, self._desk.now())
        if found is None:
            raise Refusal("There is no such copy.")
        return _row(found, self._desk.names())

    def to_call_in(self) -> tuple[StaleCopies, ...]:
        """Give how many copies are out of each revision that no longer counts."""
        with self._desk.store.reading() as connection:
            return tuple(StaleCopies(*each) for each in table.to_call_in(connection, self._desk.now()))

    def scanned(self, text: str) -> Scanned:
        """Give what a scanned code leads to, and what whoever holds the paper must know. Refuses a spoilt code."""
        scan = read_scan(text)
        sop = self._manual.find_number(scan.number)
        if sop is None:
            sentence = f"There is no procedure {scan.number} at this desk."
            raise Refusal(sentence)
        copy = self._of_number(scan.copy, sop)
        page = self._manual.page(sop)
        in_force = page.revision.label if page.status is Status.EFFECTIVE else ""
        if copy is not None and copy.state in life.OUTSTANDING and copy.current:
            return Scanned(sop, scan.number, copy=copy.id)
        said = _of_paper(scan.number, scan.label, in_force, copy) if scan.label else ""
        return Scanned(sop, scan.number, said, current=not said, copy=copy.id if copy else "")

    def _of_number(self, number: str, sop: str) -> CopyRow | None:
        if not number:
            return None
        with self._desk.store.reading() as connection:
            rows = table.list_copies(connection, self._desk.now(), number=number, sop=sop, limit=1)
        return _row(rows[0], self._desk.names()) if rows else None

    def _act(self, by: str, copy: str, act: Callable[[Copy], object], right: Right = Right.APPROVE) -> None:
        self._desk.require(by, right)
        self._desk.record(by, (copy, [act(self._load(copy))]))

    def _load(self, copy: str) -> Copy:
        state = self._desk.load(copy, life.fold)
        if state.issued is None:
            raise Refusal("There is no such copy.")
        return state


def _of_paper(number: str, label: str, in_force: str, copy: CopyRow | None) -> str:
    """Say what is wrong with a paper, "" when nothing is."""
    if copy is not None and copy.state not in life.OUTSTANDING:
        return f"Copy {copy.number} is recorded as {copy.state.value}: it should not be here. Hand it in at the desk."
    paper = f"Copy {copy.number}" if copy is not None else "This print"
    if not in_force:
        return f"{paper} is of revision {label}; {number} is not in force any more: call it in."
    if label != in_force:
        return f"{paper} is of revision {label}; in force is {in_force}: call it in."
    return ""


def _row(row: Any, names: dict[str, str]) -> CopyRow:  # noqa: ANN401 - a table's row
    return CopyRow(
        row.subject, row.number, row.sop, row.sop_number, row.title, row.label, row.digest, row.file, row.form,
        row.place, row.holder, CopyState(row.state), datetime.fromisoformat(row.issued_at),
        names.get(row.issued_by, ""), as_instant(row.called_in_at), as_instant(row.ended_at), row.why,
        row.in_force or "", row.counts == row.digest,
    )  # fmt: skip
