"""Real checklists come in: boxes of Markdown in several languages, exports of SafetyCulture."""

import re
from collections import Counter
from pathlib import Path

from sopdesk.domain.problems import Weight, problems
from sopdesk.domain.sop import Format
from sopdesk.interchange.checklist_file import reading_of
from sopdesk.interchange.manual_folder import ManualDraft, read_manual

BOX = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+\[[ xX]?\]", re.MULTILINE)


def read(file: Path) -> ManualDraft:
    """Read a file of checklists."""
    reading = reading_of(file)
    reading.read()
    return reading.draft()


def test_every_box_becomes_a_line(corpora: Path) -> None:
    """Of 1,878 boxes, 1,872 become lines; the six others stand in a page that tells how to write such lists."""
    folder = corpora / "checklists" / "devchecklists-multilang" / "files"
    draft = read_manual(folder)
    boxes = sum(len(BOX.findall(file.read_text("utf-8"))) for file in folder.rglob("*.md"))
    items = Counter[Format]()
    for each in draft.procedures:
        items[each.procedure.format] += sum(len(step.items) for step in each.procedure.steps)
    assert (boxes, dict(items)) == (1878, {Format.CHECKLIST: 1872, Format.ARTICLE: 0})
    assert sum(each.procedure.format is Format.CHECKLIST for each in draft.procedures) == 40


def test_inspections_become_checklists(corpora: Path) -> None:
    """What the three inspections ask stands in their checklists; each thing that the desk has not is told."""
    folder = corpora / "checklists" / "safetyculture-exporter-fixtures" / "files"
    asked = {}
    for file in sorted((folder / "audits").glob("*.json")):
        draft = read(file)
        [what] = [each.procedure for each in draft.procedures]
        asked[file.stem[6:10]] = (what.title.strip(), dict(Counter(each.asks.value for each in what.items())))
        assert not [each for each in problems(what) if each.severity is Weight.ERROR]
        assert draft.report
    assert asked == {
        "7f1e": ("Property Inspection", {"choice": 22, "text": 1, "photo": 1, "second person": 1}),
        "872d": ("Onboarding: Function", {"text": 1, "choice": 5, "number": 1}),
        "d7e2": ("Onboarding: Function", {"text": 1, "choice": 5, "number": 1}),
    }
    feed = read(folder / "set_3" / "feed_inspection_items_1.json")
    [what] = [each.procedure for each in feed.procedures]
    assert Counter(each.asks.value for each in what.items()) == {"tick": 196, "text": 7, "number": 4}
