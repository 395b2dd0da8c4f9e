"""What an import would bring a second time: procedures of the manual with the same title, or with the same lines."""

from collections.abc import Hashable

from sopdesk.domain.revision import Status
from sopdesk.domain.sop import Format, Procedure
from sopdesk.services.drafts import Drafts
from sopdesk.services.manual import Manual


class Twins:
    """The manual as it is now, by titles and by the lines of its checklists."""

    def __init__(self, manual: Manual, drafts: Drafts) -> None:
        """Ask the manual for titles; checklists are read when the first one is compared."""
        rows = [row for row in manual.rows() if row.status is not Status.WITHDRAWN]
        self._drafts = drafts
        self._titles = {_words(row.title): row.number for row in rows}
        self._lists = [(row.id, row.number) for row in rows if row.format is Format.CHECKLIST]
        self._lines: dict[Hashable, str] | None = None

    def of(self, what: Procedure) -> tuple[str, bool]:
        """Give the number of the one that is alike ("" for none), and whether its very lines are the same."""
        same = self._same_lines().get(_lines(what), "") if what.items() else ""
        return (same, True) if same else (self._titles.get(_words(what.title), ""), False)

    def _same_lines(self) -> dict[Hashable, str]:
        if self._lines is None:
            contents = ((self._drafts.content_for(sop), number) for sop, number in self._lists)
            self._lines = {_lines(content): number for content, number in contents if content.items()}
        return self._lines


def _words(text: str) -> str:
    return " ".join(text.split()).casefold()


def _lines(what: Procedure) -> Hashable:
    """Give what the lines ask, whatever their ids and the sections that they stand in."""
    return tuple(
        (_words(each.text), each.asks, each.unit, each.low, each.high, each.choices, each.failing, each.expected)
        for each in what.items()
    )
