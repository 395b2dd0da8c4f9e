"""Where an imported incident comes from, as chips: it is never passed off as recorded here."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from sopdesk.domain.incident import Stage
from sopdesk.views.incidents import IncidentFile


def origin_words(file: IncidentFile) -> Iterator[str]:
    """Say file and row, number and status there, and that nobody here signed the close; nothing for one from here."""
    if file.source is None:
        return
    yield _tr("Imported from {file}, row {row}").format(file=file.source.file, row=file.source.row)
    if number := file.values.get("source_number"):
        yield _tr("Number there: {number}").format(number=number)
    if status := file.values.get("source_status"):
        yield _tr("Status there: {status}").format(status=status)
    if file.source.stage is Stage.CLOSED and file.row.stage is Stage.CLOSED and file.signature is None:
        yield _tr("Closed there, signed by nobody here")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Incidents", text)
