"""Texts being written: outside the record, kept as one types, so that a crash loses nothing."""

from datetime import datetime
from typing import Any

from sopdesk.domain import revision as life
from sopdesk.domain.editing import ids_of
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.revision import Status
from sopdesk.domain.sop import Procedure
from sopdesk.interchange.procedure_file import ProcedureFileError, format_procedure, parse_procedure
from sopdesk.journal.codec import content_text, read_content
from sopdesk.services.desk import Desk
from sopdesk.services.page import filler, prose_of, titles_of
from sopdesk.services.pictures import image_of
from sopdesk.store import drafts as table
from sopdesk.views.manual import Draft, Page, RevisionRow


class Drafts:
    """Drafts of procedures, and half-written text of any form."""

    def __init__(self, desk: Desk) -> None:
        """Work on one desk."""
        self._desk = desk

    def keep(self, *, author: str, text: str, sop: str = "", draft: str = "") -> str:
        """Keep a draft as it is now; give its id (a new one when `draft` is ""). Refuses somebody else's draft."""
        name = draft or self._desk.new_id("draft")
        with self._desk.store.writing() as connection:
            former = table.get(connection, name)
            if former is not None and former.author != author:
                raise Refusal("This is somebody else's draft. Copy its text into one of your own.")
            table.keep(connection, name, sop, author, text, self._desk.now())
        return name

    def of(self, author: str) -> tuple[Draft, ...]:
        """Give somebody's drafts, the newest first."""
        with self._desk.store.reading() as connection:
            rows = table.of(connection, author)
        return tuple(_draft(row) for row in rows)

    def get(self, draft: str, *, by: str = "") -> Draft:
        """Give one draft; `by` is who wants to read it: only its author may."""
        with self._desk.store.reading() as connection:
            row = table.get(connection, draft)
        if row is None or (by and row.author != by):
            raise Refusal("This draft is not there any more.")
        return _draft(row)

    def drop(self, draft: str) -> None:
        """Throw a draft away."""
        with self._desk.store.writing() as connection:
            table.drop(connection, draft)

    def content_for(self, sop: str) -> Procedure:
        """Give the newest revision of a procedure, to write the next one from it."""
        state = self._desk.load(sop, life.fold)
        if not state.revisions:
            raise Refusal("There is no such procedure.")
        return state.revisions[-1].content

    def ids_given(self, sop: str) -> frozenset[str]:
        """Give every id that any revision of a procedure used, whatever became of it; none for a new procedure."""
        revisions = self._desk.load(sop, life.fold).revisions if sop else ()
        return frozenset(name for each in revisions for name in ids_of(each.content))

    def text_of(self, content: Procedure) -> str:
        """Give the text that stands for a procedure, however half it is written.

        It is the procedure file's format (docs/procedure-format.md); what that cannot bear yet, such as an answer that
        leads nowhere, is kept as JSON.
        """
        text = format_procedure(content)
        try:
            whole = parse_procedure(text) == content
        except ProcedureFileError:
            whole = False
        return text if whole else content_text(content)

    def read(self, text: str) -> tuple[Procedure | None, tuple[tuple[int, str], ...]]:
        """Give the procedure that a text stands for, or what is wrong with it as (line, sentence)."""
        if text.startswith("{"):
            try:
                return read_content(text), ()
            except ValueError:
                return None, ((1, "This draft was written by another version of the program."),)
        try:
            return parse_procedure(text), ()
        except ProcedureFileError as error:
            return None, tuple(error.lines)

    def preview(self, content: Procedure) -> Page:
        """Show a procedure being written as the page that it would become."""
        fill, now = filler(self._desk.house()), self._desk.now()
        row = RevisionRow(0, "draft", Status.SUBMITTED, "", now, "", "", None, None, "", None, "", (), "")
        return Page(
            "", content, prose_of(content, fill), titles_of(content, fill), Status.SUBMITTED, row, (), (), (), None,
            overdue=False,
        )  # fmt: skip

    def keep_picture(self, data: bytes, name: str = "") -> str:
        """Keep a picture of a draft; give its SHA-256, by which the draft names it. Refuses what is no picture."""
        image = image_of(name or "This file", data)
        self._desk.store.keep_attachments([image])
        return image[0]

    def remember(self, *, key: str, text: str) -> None:
        """Keep half-written text of a form; "" forgets it."""
        with self._desk.store.writing() as connection:
            table.remember(connection, key, text)

    def recall(self, key: str) -> str:
        """Give the half-written text of a form, or ""."""
        with self._desk.store.reading() as connection:
            return table.recall(connection, key)


def _draft(row: Any) -> Draft:  # noqa: ANN401 - a table's row
    return Draft(row.id, row.sop, row.author, row.text, datetime.fromisoformat(row.changed_at))
