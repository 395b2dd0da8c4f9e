"""Checklist runs as CSV and XLSX: a row for each run and each missed check, or a row for each line of them."""

from collections.abc import Iterable, Iterator, Sequence
from zoneinfo import ZoneInfo

from sopdesk.domain.sop import Item
from sopdesk.interchange.table_export import table_csv
from sopdesk.interchange.workbook_export import Value
from sopdesk.interchange.workbook_export import workbook as book_of
from sopdesk.views.checklists import MarkView, RunPage
from sopdesk.views.past_runs import RegisterEntry
from sopdesk.views.schedule import MissedView

RUNS = (
    "number", "checklist", "title", "revision", "stage", "due", "started", "started by", "completed", "late",
    "signed off by", "signed off", "lines", "done", "skipped", "not in order", "given back", "remark",
)  # fmt: skip
LINES = (
    "run", "checklist", "title", "revision", "step", "line", "must", "recorded", "answer", "value", "unit", "lower",
    "upper", "in order", "what was done about it", "by", "at", "second person", "expected", "photos (SHA-256)",
)  # fmt: skip
MISSED = "missed"


def runs_csv(entries: Iterable[RegisterEntry]) -> bytes:
    """Give a row for each run and each missed check, as CSV; instants in UTC."""
    return table_csv(RUNS, (_run(each) for each in entries))


def lines_csv(entries: Iterable[RegisterEntry]) -> bytes:
    """Give a row for each line of each run, as CSV; lines that are still open too."""
    return table_csv(LINES, (row for each in entries for row in _lines(each)))


def workbook(entries: Iterable[RegisterEntry], zone: ZoneInfo) -> bytes:
    """Give a workbook with a sheet of runs and one of their lines; times are those of the house's clock."""
    runs: list[Sequence[Value]] = []
    lines: list[Sequence[Value]] = []
    for each in entries:  # all of them first: a book that is given up half written would stay on the disk
        runs.append(_run(each))
        lines += _lines(each)
    return book_of((("Runs", RUNS, runs), ("Lines", LINES, lines)), zone)


def _run(entry: RegisterEntry) -> Sequence[Value]:
    if isinstance(entry, MissedView):
        said = f"{entry.explained} ({entry.explained_by})" if entry.explained else ""
        later = "a run was begun later" if entry.run else ""
        return (
            "", entry.number, entry.title, entry.label, MISSED, entry.due_by, None, "", None, "", "", None, None, None,
            None, None, None, "; ".join(filter(None, (f"task of {entry.role}", said, later))),
        )  # fmt: skip
    row, signed = entry.row, entry.signature
    return (
        row.number, row.sop_number, row.title, row.label, row.stage.value, row.due, row.started_at, row.started_by,
        row.completed_at, _yes(row.was_late) if row.due else "", row.signed_off_by, signed.at if signed else None,
        row.total, row.done, row.skipped, row.failed, row.returned, "; ".join(each[0] for each in entry.returned),
    )  # fmt: skip


def _lines(entry: RegisterEntry) -> Iterator[Sequence[Value]]:
    if isinstance(entry, RunPage):
        for step in entry.content.steps:
            title = entry.titles.get(f"step:{step.id}", step.title)
            for item in step.items:
                yield _line(entry, title, item, entry.marks.get(item.id))


def _line(run: RunPage, step: str, item: Item, mark: MarkView | None) -> Sequence[Value]:
    row = run.row
    head = (row.number, row.sop_number, row.title, row.label, step, run.words(item), _yes(item.must))
    if mark is None:
        return (*head, "open", "", None, item.unit, item.low, item.high, "", "", "", None, "", None, "")
    in_order = "" if mark.how == "skipped" else _yes(not mark.failed)
    return (
        *head, mark.how, mark.text, mark.value, item.unit, item.low, item.high, in_order, mark.done_about_it,
        mark.who, mark.at, mark.second, mark.expected, " ".join(mark.photos),
    )  # fmt: skip


def _yes(what: bool) -> str:  # noqa: FBT001 - a word for it
    return "yes" if what else "no"
