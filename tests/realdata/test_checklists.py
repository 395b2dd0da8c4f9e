"""Real checklists come in: boxes of Markdown in several languages, exports of SafetyCulture."""

import re
from collections import Counter
from pathlib import Path

from sopdesk.domain.problems import Weight, problems
from sopdesk.domain.sop import Format, texts_of
from sopdesk.interchange.checklist_file import reading_of
from sopdesk.interchange.manual_folder import ManualDraft, read_manual

ADDRESS = re.compile(r"\]\((https?://[^\s()]+)\)")
BOX_LINE = re.compile(r"^\s*[-*+]\s+\[[ xX]\].*", re.MULTILINE)
BOX = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+\[[ xX]?\]", re.MULTILINE)


def read(file: Path) -> ManualDraft:
    """Read a file of checklists."""
    reading = reading_of(file)
    reading.read()
    return reading.draft()


def test_every_box_becomes_a_line(corpora: Path) -> None:
    """Each of the 1,878 boxes becomes a line, and every address that a line leads to stands in its step."""
    folder = corpora / "checklists" / "devchecklists-multilang" / "files"
    draft = read_manual(folder)
    boxes = sum(len(BOX.findall(file.read_text("utf-8"))) for file in folder.rglob("*.md"))
    assert (boxes, sum(len(each.procedure.items()) for each in draft.procedures)) == (1878, 1878)
    assert {each.procedure.format for each in draft.procedures} == {Format.CHECKLIST}
    addresses = lost = 0
    for each in draft.procedures:
        kept = " ".join(texts_of(each.procedure))
        for line in BOX_LINE.findall((folder / each.source).read_text("utf-8")):
            found = ADDRESS.findall(line)
            addresses += len(found)
            lost += sum(1 for address in found if address not in kept)
    assert (addresses, lost) == (243, 0)


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
