"""On what ground a file may be kept, and how long: said with its facts."""

from sopdesk.domain.confidence import Sight
from sopdesk.ui.incidents.words import tr
from sopdesk.ui.screen import Screen
from sopdesk.views.incidents import IncidentFile


def keeping_facts(screen: Screen, file: IncidentFile) -> list[tuple[str, str]]:
    """Give the lawful basis of a file and how long it is kept, as word and value; to whoever sees it whole."""
    if file.past is not None or file.sight is not Sight.FULL:
        return []
    keeping = screen.workspace.privacy.keeping(file.row.id)
    if keeping.held_at is not None:
        kept = tr("on legal hold: nothing of it is erased")
    elif keeping.until is not None:
        day = screen.frame.times.day(keeping.until)
        kept = tr("until {day}: {source}").format(day=day, source=keeping.source)
    else:
        kept = tr("counted from its close: {source}").format(source=keeping.source)
    basis = file.values.get("lawful_basis") or tr("nobody has said why yet: fill in “The file”")
    return [(tr("May be kept for"), tr(basis)), (tr("Kept"), kept)]
