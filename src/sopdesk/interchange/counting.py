"""How many headings, tables and boxes to tick a page has, as its file says: for the report of an import."""

import re
from collections import Counter
from collections.abc import Sequence

from sopdesk.interchange.foreign_blocks import sections_of
from sopdesk.interchange.procedure_lines import Line, mark_code

_DIVIDER = re.compile(r"\s*(?:>\s*)*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_BOX = re.compile(r"\s*(?:>\s*)*(?:[-+*]|\d{1,9}[.)])\s+\[[ xX✓✔☑]?\]\s+\S.*")
_HTML_TABLE = re.compile(r"<table\b", re.IGNORECASE)


def count_page(lines: Sequence[Line], counts: Counter[str]) -> None:
    """Add up what a page of Markdown holds."""
    marked, _ = mark_code(lines)
    counts["headings"] += len(sections_of(marked)) - 1
    for above, each in zip((None, *marked), marked, strict=False):
        if each.code:
            continue
        counts["boxes"] += bool(_BOX.fullmatch(each.text))
        counts["tables"] += len(_HTML_TABLE.findall(each.text))
        counts["tables"] += above is not None and "|" in above.text and "|" in each.text and bool(
            _DIVIDER.fullmatch(each.text)
        )  # fmt: skip
