"""Procedures of an import under other numbers, or without some of them: every link among them follows."""

import re
from collections.abc import Mapping
from dataclasses import replace

from sopdesk.domain.sop import Procedure
from sopdesk.interchange.page_links import map_texts

_LINK = re.compile(r"(?<!!)\[(?P<words>(?:[^\[\]\\]|\\.){0,300})\]\((?P<number>[\w.\-]+)(?P<step>#[\w\-]*)?\)")


def renumbered(what: Procedure, numbers: Mapping[str, str]) -> Procedure:
    """Give a procedure with other numbers in its links; a link to one that does not come ("") becomes its words."""
    changed = {old: new for old, new in numbers.items() if old != new}
    if not changed:
        return what

    def led(found: re.Match[str]) -> str:
        number = changed.get(found["number"], found["number"])
        return f"[{found['words']}]({number}{found['step'] or ''})" if number else found["words"]

    references = tuple(
        replace(each, number=changed.get(each.number, each.number))
        for each in what.references
        if not each.number or changed.get(each.number, each.number)
    )
    moved = map_texts(what, lambda text: _LINK.sub(led, text) if "](" in text else text)
    return replace(moved, number=changed.get(what.number) or what.number, references=references)
