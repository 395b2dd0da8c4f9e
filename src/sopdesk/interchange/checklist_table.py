"""Checklists in a table: a row for each line, columns known by the words of their headings."""

import re
import textwrap
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from sopdesk.domain.problems import Weight
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.sop import Answer, Item
from sopdesk.interchange.checklist_lines import ForeignList
from sopdesk.interchange.number_text import read_number
from sopdesk.interchange.site_plan import title_of_path
from sopdesk.interchange.table_export import plain
from sopdesk.interchange.table_file import Table

Tell = Callable[[int, str, Weight], None]
"""Notes something about a row, by its number."""
HEADINGS: dict[str, tuple[str, ...]] = {
    "number": ("checklist number", "list number", "number of the checklist"),
    "title": ("checklist", "list", "checklist title", "template", "checklist name", "procedure", "form"),
    "section": ("section", "phase", "area", "category", "group", "zone", "room", "part", "step"),
    "text": (
        "line", "item", "task", "check", "question", "checklist item", "what", "to do", "todo", "activity", "action",
        "description", "label", "text", "name", "title",
    ),
    "asks": ("asks for", "asks", "type", "kind", "answer", "response type", "answer type", "input", "field type"),
    "unit": ("unit", "units"),
    "low": ("lower", "low", "min", "minimum", "from", "lower bound", "at least"),
    "high": ("upper", "high", "max", "maximum", "to", "upper bound", "at most", "limit"),
    "must": ("must", "mandatory", "required", "critical"),
    "choices": ("choices", "options", "answers", "responses", "values"),
    "failing": ("failing", "fails", "failing choices", "not ok", "failed responses", "bad answers"),
    "photo": ("photo", "picture", "photo required", "evidence"),
    "expected": ("expected", "target", "float", "expected sum"),
    "help": ("help", "how", "instructions", "guidance", "notes", "note", "remarks", "details", "hint", "description"),
}  # fmt: skip
"""The words by which a column is known, most telling first; "title" may be a list's or, without a list, a line's."""
ASKS: dict[Answer, tuple[str, ...]] = {
    Answer.TICK: ("", "tick", "checkbox", "check", "yes no", "yes/no", "boolean", "done", "check box", "tick box"),
    Answer.NUMBER: ("number", "numeric", "temperature", "temp", "count", "reading", "decimal", "integer", "slider"),
    Answer.AMOUNT: ("amount", "money", "sum", "currency", "price"),
    Answer.TEXT: ("text", "words", "comment", "free text", "note", "notes", "short text", "long text", "date", "time"),
    Answer.CHOICE: ("choice", "select", "dropdown", "multiple choice", "list", "options", "radio", "pass/fail"),
    Answer.PHOTO: ("photo", "picture", "image", "media", "camera"),
    Answer.SECOND: ("second person", "second person’s pin", "signature", "sign", "witness", "pin"),
    Answer.CASH: ("cash", "cash count", "till", "float"),
}
BOUNDS = {"low", "high", "expected"}
YES = {"yes", "y", "x", "true", "1", "must", "required", "mandatory", "ja", "oui", "si", "sí", "✓", "✔"}
NO = {"", "no", "n", "false", "0", "nein", "non", "optional", "-", "–"}
_BETWEEN = re.compile(r"\s*[|\n]\s*")
_OR = re.compile(r"\s*[;/]\s*")
_TICKED = re.compile(r"^\s*(?:(?:[-*]\s|[•☐☑✓])\s*)?(?:\[[ xX]?\]\s*)?(?:\d{1,3}[.)]\s+)?")


def lists_of(table: Table, tell: Tell, chosen: Mapping[str, str] | None = None) -> list[ForeignList]:
    """Give the checklists of a table; `chosen` as in columns_of. Refuses one in which no column holds lines.

    A row whose bounds cannot be read stays out and is told as an error.
    """
    at = columns_in(table, chosen)
    rows = list(zip(table.numbers, table.rows, strict=True))
    if "text" not in at:
        if len(table.columns) > 1 or chosen:
            known = ", ".join(f"“{each}”" for each in ("item", "task", "check", "question"))
            raise Refusal(f"No column holds the lines of a checklist. Head it, for example, {known}.")
        at, rows = {"text": 0}, [(1, table.columns), *rows]
    _tell_of(table, at, tell)
    found: dict[tuple[str, str], ForeignList] = {}
    whole = title_of_path(table.name)
    for number, row in rows:
        cells = {name: plain(row[place].strip()).strip() for name, place in at.items()}
        text = cells["text"]
        text = text if "number" in at else _TICKED.sub("", text).strip()  # the desk's own table says what it means
        if not text:
            if any(cells.values()):
                tell(number, "This row has no words for a line; it was left out.", Weight.ERROR)
            continue
        line = _line(text, cells, number, tell, own="number" in at)
        if line is not None:
            key = (cells.get("number", ""), cells.get("title", "") or whole)
            one = found.setdefault(key, ForeignList(key[1], number=key[0]))
            section = cells.get("section", "")
            one.add(section, line)
            if said := cells.get("help", ""):
                one.say(section, "\n\n".join((f"- {text}", textwrap.indent(said, "  "))))
    if not found:
        raise Refusal(f"{table.name} holds no line of a checklist.")
    return list(found.values())


def columns_in(table: Table, chosen: Mapping[str, str] | None = None) -> dict[str, int]:
    """Give which column holds what, as columns_of; one guessed to be a bound that holds no number is let go.

    “From” and “To” may be times, or names.
    """
    at = columns_of(table.columns, chosen)
    for name in BOUNDS & (at.keys() - (chosen or {}).keys()):
        cells = [row[at[name]] for row in table.rows if row[at[name]].strip()]
        if cells and not any(read_number(plain(each))[0] is not None for each in cells):
            del at[name]
    return at


def _tell_of(table: Table, at: Mapping[str, int], tell: Tell) -> None:
    for number, sentence in table.errors:
        tell(number, sentence, Weight.ERROR)
    for sentence in table.notes:
        tell(1, sentence, Weight.HINT)
    for place, name in enumerate(table.columns):
        if place not in at.values() and any(row[place].strip() for row in table.rows):
            tell(1, f"The column “{name}” was not understood; it was left out.", Weight.WARNING)


def columns_of(names: Sequence[str], chosen: Mapping[str, str] | None = None) -> dict[str, int]:
    """Give which column holds what, by the words of the headings; each column counts once.

    `chosen` says for a field which column it is, whatever its heading; "" for none. Refuses what there is not.
    """
    for field, name in (chosen or {}).items():
        if field not in HEADINGS:
            raise Refusal(f"A line of a checklist has no “{field}”. Known: {', '.join(HEADINGS)}.")
        if name and name not in names:
            raise Refusal(f"The table has no column “{name}”.")
    heads = [re.sub(r"[\s_\-*:?]+", " ", each).strip().casefold() for each in names]
    said = chosen or {}
    at = {field: names.index(name) for field, name in said.items() if name}
    for name, words in HEADINGS.items():
        for word in words:
            if name not in at and name not in said and word in heads and heads.index(word) not in at.values():
                at[name] = heads.index(word)
    if "text" not in at and "title" in at and not {"text", "title"} & said.keys():
        at["text"] = at.pop("title")  # a list of tasks under the heading “Checklist”
    return at


def _line(text: str, cells: Mapping[str, str], number: int, tell: Tell, *, own: bool) -> Item | None:
    bounds = {name: _number(cells.get(name, ""), number, tell, own=own) for name in sorted(BOUNDS)}
    if any(each is not None and not each.is_finite() for each in bounds.values()):
        return None
    choices = _words(cells.get("choices", ""))
    named = cells.get("failing", "").strip()
    named_each = (named,) if named in choices else _words(named)
    failing = tuple(each for each in named_each if each in choices)
    for each in named_each:
        if each not in choices:
            tell(number, f"“{each}” is none of the choices; it was left out.", Weight.WARNING)
    low, high = bounds["low"], bounds["high"]
    if low is not None and high is not None and low > high:
        tell(number, f"The lower bound {low} is above the upper bound {high}; they were exchanged.", Weight.WARNING)
        low, high = high, low
    asks = _asks(cells.get("asks", ""), choices, number, tell)
    if asks is None:
        bounded = low is not None or high is not None or bool(cells.get("unit", ""))
        asks = Answer.CHOICE if len(choices) > 1 else Answer.NUMBER if bounded else Answer.TICK
    if asks is Answer.CHOICE and len(choices) < 2:  # noqa: PLR2004 - one answer is no choice
        tell(number, "A choice needs at least two answers; this line became one to tick.", Weight.WARNING)
        asks = Answer.TICK
    counts, chooses = asks in {Answer.NUMBER, Answer.AMOUNT}, asks is Answer.CHOICE
    bounded = counts or asks is Answer.CASH
    return Item(
        "", text, asks, cells.get("unit", "") if counts else "", low if bounded else None,
        high if bounded else None, _yes(cells.get("must", ""), number, tell), choices if chooses else (),
        failing if chooses else (), _yes(cells.get("photo", ""), number, tell) and asks is not Answer.PHOTO,
        bounds["expected"] if asks is Answer.CASH else None,
    )  # fmt: skip


def _asks(text: str, choices: tuple[str, ...], number: int, tell: Tell) -> Answer | None:
    word = text.casefold().replace("_", " ")
    if not word:
        return None
    found = next((answer for answer, words in ASKS.items() if word in words), None)
    if found is None:
        tell(number, f"What “{text}” asks for was not understood.", Weight.WARNING)
    return Answer.CHOICE if found is Answer.TICK and len(choices) > 1 else found


def _words(cell: str) -> tuple[str, ...]:
    """Give the answers of a cell: parted by | or lines; where there is none of these, by ; or /."""
    parts = _BETWEEN.split(cell) if _BETWEEN.search(cell) else _OR.split(cell)
    return tuple(dict.fromkeys(each.strip() for each in parts if each.strip()))


def _number(cell: str, number: int, tell: Tell, *, own: bool) -> Decimal | None:
    """Give a number, None for an empty cell; what cannot be read is told and is no finite number."""
    if not cell.strip():
        return None
    found, doubtful = read_number(cell)
    if found is None:
        tell(number, f"“{cell}” is not a number; this row was left out.", Weight.ERROR)
        return Decimal("NaN")
    if doubtful and not own:
        tell(number, f"“{cell}” was taken for {found.normalize():f}; look whether a thousand is meant.", Weight.WARNING)
    return found


def _yes(cell: str, number: int, tell: Tell) -> bool:
    word = cell.casefold()
    if word not in YES | NO:
        tell(number, f"“{cell}” is neither yes nor no; it was taken for no.", Weight.WARNING)
    return word in YES
