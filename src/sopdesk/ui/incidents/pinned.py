"""The procedures of an incident's file: each opens the revision that is pinned, and says how that stood then."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QBoxLayout

from sopdesk.ui.widgets.buttons import button
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import row
from sopdesk.views.incidents import IncidentFile
from sopdesk.views.pinned import now_words, reading_words, then_words


def tr(text: str) -> str:
    """Give a sentence in the language of the house."""
    return QCoreApplication.translate("Pinned", text)


def add_pinned(place: QBoxLayout, file: IncidentFile, opening: Callable[[str, str, str], Callable[[], None]]) -> None:
    """Put the procedures into a layout; `opening` gives what opens one by its id, the digest of its text, a step."""
    for each in file.pinned:
        pinned = each.pinned
        words = tr("{number}, revision {label}").format(number=pinned.number, label=pinned.label)
        go = opening(pinned.sop, pinned.digest, pinned.step)
        opens = button(words, go, kind="quiet", icon="manual")
        opens.setAccessibleName(f"{words}: {each.title}")
        place.addWidget(label(each.title, "strong"))  # a button would not break into lines
        place.addLayout(row(opens, None))
        known = [then_words(each), *([now_words(each), reading_words(each)] if each.held_here else [])]
        said = "; ".join(tr(one) for one in known)
        role = "wrong" if each.newest_then or not each.held_here else "small"
        place.addWidget(label(f"{said[:1].upper()}{said[1:]}.", role))
