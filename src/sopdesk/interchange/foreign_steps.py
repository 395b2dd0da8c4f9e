"""Numbered lists of a foreign page, and what stands beside the text of a step."""

import re
from collections.abc import Sequence

from sopdesk.domain.sop import Picture
from sopdesk.interchange.foreign_blocks import Section
from sopdesk.interchange.procedure_lines import LABEL, PICTURE, Line, from_link_text, trimmed

PROCEDURE = re.compile(
    r"\b(procedures?|steps?|process|how to|instructions?|what to do|workflow|tasks|actions)\b", re.IGNORECASE
)
"""Headings under which steps stand."""
LONGEST_TITLE = 90
MOSTLY = 0.6
_NUMBERED = re.compile(r"(?P<indent> {0,3})\d{1,9}[.)](?P<gap>\s+)(?P<text>\S.*)")


def is_list(section: Section) -> bool:
    """Tell a section that is a numbered list, or has one under a heading that promises steps."""
    _, items, _ = cut_list(section.lines)
    said = sum(1 for each in section.lines if each.text.strip())
    inside = sum(1 for item in items for each in item if each.text.strip())
    return len(items) > 1 and (inside >= MOSTLY * said or bool(PROCEDURE.search(section.title)))


def cut_list(lines: Sequence[Line]) -> tuple[list[Line], list[list[Line]], list[Line]]:
    """Cut lines at the items of their first numbered list: what is before, each item dedented, what is after."""
    before: list[Line] = []
    items: list[list[Line]] = []
    for at, each in enumerate(lines):
        found = None if each.code or each.text.startswith("  ") else _NUMBERED.fullmatch(each.text)
        if found:
            items.append([Line(each.number, found["text"])])
        elif not items:
            before.append(each)
        elif each.text.strip() and not each.text.startswith((" ", "\t")) and not items[-1][-1].text.strip():
            return before, items, list(lines[at:])
        else:
            items[-1].append(Line(each.number, re.sub(r"^(?: {1,4}|\t)", "", each.text), code=each.code))
    return before, items, []


def without_notes(lines: Sequence[Line]) -> tuple[list[Line], list[tuple[str, str]], list[Picture]]:
    """Take tips and warnings out of a step's lines wherever they stand, and pictures at its end."""
    kept: list[Line] = []
    notes: list[tuple[str, list[str]]] = []
    rest = list(lines)[::-1]
    while rest:
        each = rest.pop()
        found = None if each.code else LABEL.fullmatch(each.text)
        if found is None or found["label"] == "Evidence":
            kept.append(each)
            continue
        said = [found["text"] or ""]
        while rest and rest[-1].text.startswith(">") and not LABEL.fullmatch(rest[-1].text):
            said.append(re.sub(r"^> ?", "", rest.pop().text))
        notes.append((found["label"], said))
    pictures: list[Picture] = []
    while kept and (not kept[-1].text.strip() or (PICTURE.fullmatch(kept[-1].text) and not kept[-1].code)):
        if found := PICTURE.fullmatch(kept.pop().text):
            pictures.insert(0, Picture(found["source"], from_link_text(found["alt"])))
    return kept, [(label, trimmed("\n".join(said))) for label, said in notes], pictures


def shortened(words: str) -> str:
    """Give words that fit a title."""
    if len(words) <= LONGEST_TITLE:
        return words
    return words[:LONGEST_TITLE].rsplit(" ", 1)[0] + " …"
