"""Checklists as files: lists to tick in Markdown, or a table that comes in again."""

from collections.abc import Sequence

from sopdesk.domain.refusal import Refusal
from sopdesk.domain.revision import Status
from sopdesk.interchange.checklist_export import FORMS, checklist_file
from sopdesk.services.manual import Manual


class ChecklistFiles:
    """Writes checklists that are in force."""

    def __init__(self, manual: Manual) -> None:
        """Ask the manual."""
        self._manual = manual

    def write(self, form: str, sops: Sequence[str] = ()) -> bytes:
        """Give the lines of procedures as "md" or "csv": of those named, else of all in force.

        Reading is open to all, so nothing is recorded. Refuses when there is no line.
        """
        if form not in FORMS:
            raise Refusal(f"A checklist is written as {' or '.join(FORMS)}, not as {form}.")
        chosen = sops or [row.id for row in self._manual.rows() if row.status is Status.EFFECTIVE]
        pages = [self._manual.page(each) for each in chosen]
        lists = [(page.content, page.titles) for page in pages if page.content.items()]
        if not lists:
            raise Refusal("There is no line to tick in these procedures.")
        return checklist_file(lists, form)
