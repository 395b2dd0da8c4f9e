"""How areas, checks and results are said on the trail's screens."""

from PySide6.QtCore import QCoreApplication

from sopdesk.domain.holding import Way

AREAS = {
    "checklists": "Checklists",
    "incidents": "Incidents",
    "manual": "Manual",
    "people": "People",
    "house": "House",
}
CHECKS = {
    "numbers": "Numbering",
    "hashes": "Entries",
    "text": "How entries are written",
    "columns": "Columns beside the entries",
    "opening": "First entry",
    "time": "Order in time",
    "chain": "Acts on one record",
    "sealed": "Sealed values",
    "withheld": "Sealed values that are not here",
    "erased": "Erased values",
    "missing": "Sealed values that are missing",
    "kind": "Unknown entries",
    "clock": "The station’s clock",
    "ahead": "The station’s clock",
    "key": "The station’s key",
    "checkpoints": "Checkpoints kept here",
    "uncovered": "Not yet covered",
    "outside": "Checkpoint kept outside",
    "file": "The file",
    "signatures": "People’s signatures",
    "revisions": "Texts of procedures",
    "read models": "What the screens show",
}
"""What a verification looks at, by the name of its check; one that is not here is named as it is."""
RESULTS = {
    True: ("✓", "holds", "success"),
    False: ("✕", "does not hold", "danger"),
    None: ("?", "cannot be told", "warning"),
}
"""For each result a sign, a word and the kind of its chip: the colour is never alone."""


def tr(text: str) -> str:
    """Give a word in the language of the house."""
    return QCoreApplication.translate("Trail", text)


def area_word(area: str) -> str:
    """Name a part of the desk."""
    return tr(AREAS.get(area, area))


def check_word(what: str) -> str:
    """Name what a check looks at."""
    return tr(CHECKS.get(what, what[:1].upper() + what[1:]))


def result_chip(holds: bool | None) -> tuple[str, str]:
    """Give a result's sign and word, and the kind of its chip."""
    sign, word, kind = RESULTS[holds]
    return f"{sign} {tr(word)}", kind


def way_word(way: Way | None) -> str:
    """Say how a checkpoint came to whoever holds it; the second place got it by itself."""
    words = {
        Way.MAILED: tr("mailed"), Way.SAVED: tr("saved as a file"), Way.PRINTED: tr("on paper"),
        Way.COPIED: tr("copied"),
    }  # fmt: skip
    return tr("second place") if way is None else words[way]
