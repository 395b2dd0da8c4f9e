"""What a workbook holds that a table cannot say: formulas nobody has worked out, and merged cells."""

import io
import re
import zipfile

from sopdesk.interchange.archive import parts_of

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_UNKNOWN = re.compile(rb"<f\b[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")
_MERGED = re.compile(rb"<mergeCell\b")


def workbook_notes(name: str, content: bytes) -> tuple[str, ...]:
    """Give a sentence for formulas without a result, and one for merged cells, over all sheets."""
    places = [each for each in parts_of(name, content) if _SHEET.fullmatch(each)]
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        pages = [file.read(each) for each in places]
    formulas, merged = (sum(len(each.findall(page)) for page in pages) for each in (_UNKNOWN, _MERGED))
    found = []
    if formulas:
        found.append(
            f"Formulas that nobody has worked out: {formulas}. Their cells are read as empty. Open the workbook where "
            "it was made, save it, and read it again."
        )
    if merged:
        found.append(f"Merged cells: {merged}. Their words stand in the first cell of each; the others are empty.")
    return tuple(found)
