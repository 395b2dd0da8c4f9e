"""Checklists from SafetyCulture (once iAuditor): an inspection as JSON, or the items of inspections as JSON or table.

The fields are those that the service's public API and its open exporter (SafetyCulture/safetyculture-exporter) write.
What an inspection answered is left out: only what it asks comes in.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from sopdesk.domain.problems import Weight
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.sop import Answer, Item
from sopdesk.interchange.checklist_lines import GENERAL, ForeignList
from sopdesk.interchange.checklist_table import Tell
from sopdesk.interchange.table_file import Table

COLUMNS = {"template_id", "audit_id", "type", "label", "parent_id"}
"""What tells a table of the items of inspections from any other."""
_GROUPS = {"section", "category"}
_ANSWERS = {
    "checkbox": Answer.TICK, "switch": Answer.TICK, "text": Answer.TEXT, "textsingle": Answer.TEXT,
    "address": Answer.TEXT, "datetime": Answer.TEXT, "slider": Answer.NUMBER, "temperature": Answer.NUMBER,
    "number": Answer.NUMBER, "media": Answer.PHOTO, "drawing": Answer.PHOTO, "signature": Answer.SECOND,
    "question": Answer.CHOICE, "list": Answer.CHOICE,
}  # fmt: skip
_HEADER = {"conducted on", "prepared by", "location", "document no.", "audit title", "client / site", "personnel"}
"""What a run of the desk records by itself."""
_REPEATS, _ASKED_IF = {"dynamicfield", "primeelement"}, {"smartfield"}
Node = Mapping[str, Any]


def is_inspection(content: bytes) -> bool:
    """Tell JSON from everything else by how it begins."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}


def lists_of_json(name: str, content: bytes, tell: Tell) -> list[ForeignList]:
    """Give the checklists behind inspections, or feeds of their items. Refuses what is none of these."""
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Refusal(f"{name} cannot be read as JSON: {str(error)[:120]}.") from None
    match found:
        case {"items": list() as items, "template_data": dict() as template}:
            header = found.get("header_items")
            return [_inspection([*(header if isinstance(header, list) else []), *items], template, tell)]
        case {"data": list() as items} if all(isinstance(each, dict) for each in items):
            return _feed(items, tell)
        case _:
            raise Refusal(f"{name} is no inspection of SafetyCulture, and no list of the items of inspections.")


def lists_of_table(table: Table, tell: Tell) -> list[ForeignList]:
    """Give the checklists behind a table of the items of inspections."""
    return _feed([dict(zip(table.columns, row, strict=True)) for row in table.rows], tell)


def _feed(items: Iterable[Node], tell: Tell) -> list[ForeignList]:
    """Give a list for each template: the items of its first inspection, in their order."""
    first: dict[str, str] = {}
    chosen: dict[str, list[Node]] = {}
    for each in items:
        template = _text(each, "template_id")
        if not each.keys() >= COLUMNS or not template:
            continue
        if first.setdefault(template, _text(each, "audit_id")) == _text(each, "audit_id"):
            chosen.setdefault(template, []).append(each)
    if not chosen:
        raise Refusal("There is no item of an inspection in this file.")
    found = []
    for n, (template, nodes) in enumerate(chosen.items(), 1):
        nodes.sort(key=lambda each: int(_text(each, "item_index") or 0))
        tell(1, f"The title of template {template} is not in this export; give it one.", Weight.HINT)
        found.append(_made(ForeignList(f"Inspection {n}"), nodes, {}, tell))
    return found


def _inspection(items: list[Any], template: Node, tell: Tell) -> ForeignList:
    about = template.get("metadata")
    about = about if isinstance(about, dict) else {}
    sets = template.get("response_sets")
    answers = {str(key): _responses(each) for key, each in (sets.items() if isinstance(sets, dict) else ())}
    found = ForeignList(_text(about, "name") or "Inspection", _text(about, "description"))
    return _made(found, [each for each in items if isinstance(each, dict)], answers, tell)


def _responses(found: object) -> list[tuple[str, str, bool]]:
    """Give the answers of a set: id, words, and whether it is a failing one."""
    responses = found.get("responses") if isinstance(found, dict) else None
    return [
        (_text(each, "id"), _text(each, "label"), bool(each.get("failed")))
        for each in (responses if isinstance(responses, list) else ())
        if isinstance(each, dict) and _text(each, "label")
    ]


def _made(
    found: ForeignList, nodes: list[Node], answers: Mapping[str, list[tuple[str, str, bool]]], tell: Tell
) -> ForeignList:
    by_id = {_text(each, "item_id"): each for each in nodes}
    again = _repeated(nodes)
    left_out = 0
    for n, each in enumerate(nodes, 1):
        if again and any(_text(above, "item_id") in again for above in (each, *_above(each, by_id))):
            continue
        kind, label = _text(each, "type"), " ".join(_text(each, "label").split())
        section = " · ".join(_path(each, by_id))
        if kind in _GROUPS | _REPEATS | _ASKED_IF:
            if kind == "dynamicfield":
                said = f"“{label or section or GENERAL}” repeats, as one for each room; here it stands once."
                tell(n, said, Weight.WARNING)
            elif kind in _ASKED_IF:
                said = f"“{section or GENERAL}” asks some lines only after a certain answer; here it always does."
                tell(n, said, Weight.WARNING)
        elif kind == "information":
            if label:
                found.say(section, label)
        elif label.casefold() in _HEADER:
            left_out += 1
        elif not label:
            tell(n, f"A line of the kind “{kind}” has no words; it was left out.", Weight.WARNING)
        else:
            found.add(section, _line(each, kind, label, answers, n, tell))
    if left_out:
        tell(1, f"{left_out} lines such as “Conducted on” were left out: a run records them by itself.", Weight.HINT)
    if any(_has_score(each) for each in nodes):
        tell(1, "What answers score is not kept: a run of the desk says what failed.", Weight.HINT)
    if not found.items():
        raise Refusal("This inspection asks for nothing that a checklist could hold.")
    return found


def _repeated(nodes: Iterable[Node]) -> set[str]:
    """Give the ids of the groups that repeat one before them: the second room, the third."""
    groups: dict[str, list[str]] = {}
    for each in nodes:
        if _text(each, "type") == "primeelement":
            groups.setdefault(_text(each, "parent_id"), []).append(_text(each, "item_id"))
    return {name for names in groups.values() for name in names[1:]}


def _has_score(each: Node) -> bool:
    scoring, options = each.get("scoring"), each.get("options")
    most = scoring.get("max_score") if isinstance(scoring, dict) else each.get("max_score")
    weight = options.get("weighting") if isinstance(options, dict) else None
    return any(_counts(value) for value in (most, weight))


def _counts(value: object) -> bool:
    return str(value or "0").strip() not in {"0", "0.0", ""}


def _line(  # noqa: PLR0917 - a line with where it stands
    each: Node, kind: str, label: str, answers: Mapping[str, list[tuple[str, str, bool]]], at: int,
    tell: Tell,
) -> Item:  # fmt: skip
    options = each.get("options")
    options = options if isinstance(options, dict) else {}
    must = options.get("is_mandatory") is True or _text(each, "mandatory").casefold() == "true"
    asks = _ANSWERS.get(kind)
    if asks is None:
        tell(at, f"“{label}”: the kind “{kind}” is not known here; it asks for words.", Weight.WARNING)
        asks = Answer.TEXT
    if kind == "datetime":
        tell(at, f"“{label}” asks for a time; here it asks for words.", Weight.HINT)
    if asks is Answer.NUMBER:
        unit = "°C" if kind == "temperature" else ""
        return Item("", label, asks, unit, _number(options, "min"), _number(options, "max"), must)
    if asks is not Answer.CHOICE:
        return Item("", label, asks, must=must)
    failed = options.get("failed_responses")
    known = answers.get(_text(options, "response_set"), [])
    choices = tuple(dict.fromkeys(words for _, words, _ in known))
    bad = {words for name, words, fails in known if fails or name in (failed if isinstance(failed, list) else ())}
    if len(choices) < 2:  # noqa: PLR2004 - one answer is no choice
        tell(at, f"“{label}”: its answers are not in this export; it became a line to tick.", Weight.WARNING)
        return Item("", label, must=must)
    if options.get("multiple_selection"):
        tell(at, f"“{label}” takes several answers; here it takes one.", Weight.WARNING)
    failing = tuple(words for words in choices if words in bad)
    failing = failing if len(failing) < len(choices) else ()
    return Item("", label, Answer.CHOICE, must=must, choices=choices, failing=failing)


def _path(each: Node, by_id: Mapping[str, Node]) -> list[str]:
    """Give the titles of the groups around a line, the outermost first; a loop ends where it begins."""
    titles: list[str] = []
    for above in _above(each, by_id):
        if _text(above, "type") in _GROUPS and _text(above, "label").strip():
            titles.insert(0, " ".join(_text(above, "label").split()))
    return titles


def _above(each: Node | None, by_id: Mapping[str, Node]) -> Iterator[Node]:
    seen: set[str] = set()
    while each is not None:
        name = _text(each, "parent_id")
        if not name or name in seen:
            return
        seen.add(name)
        each = by_id.get(name)
        if each is not None:
            yield each


def _text(each: Node, name: str) -> str:
    value = each.get(name)
    return "" if value is None else str(value)


def _number(options: Node, name: str) -> Decimal | None:
    value = options.get(name)
    good = isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e12  # noqa: PLR2004
    return Decimal(str(value)) if good else None
