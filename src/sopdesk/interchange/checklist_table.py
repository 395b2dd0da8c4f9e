"""Checklists in a table: a row for each line, columns known by the words of their headings."""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation

from sopdesk.domain.problems import Weight
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.sop import Answer
from sopdesk.interchange.checklist_lines import ForeignList, ListLine
from sopdesk.interchange.site_plan import title_of_path
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
YES = {"yes", "y", "x", "true", "1", "must", "required", "mandatory", "ja", "oui", "si", "sí", "✓", "✔"}
NO = {"", "no", "n", "false", "0", "nein", "non", "optional", "-", "–"}
_BETWEEN = re.compile(r"\s*[|\n]\s*")
_OR = re.compile(r"\s*[;/]\s*")
_TICKED = re.compile(r"^\s*(?:(?:[-*]\s|[•☐☑✓])\s*)?(?:\[[ xX]?\]\s*)?(?:\d{1,3}[.)]\s+)?")


def lists_of(table: Table, tell: Tell) -> list[ForeignList]:
    """Give the checklists of a table. Refuses one in which no column holds lines."""
    at = columns_of(table.columns)
    rows = list(zip(table.numbers, table.rows, strict=True))
    if "text" not in at:
        if len(table.columns) > 1:
            known = ", ".join(f"“{each}”" for each in ("item", "task", "check", "question"))
            raise Refusal(f"No column holds the lines of a checklist. Head it, for example, {known}.")
        at, rows = {"text": 0}, [(1, table.columns), *rows]
    for number, sentence in table.errors:
        tell(number, sentence, Weight.ERROR)
    for sentence in table.notes:
        tell(1, sentence, Weight.HINT)
    for place, name in enumerate(table.columns):
        if place not in at.values() and any(row[place].strip() for _, row in rows):
            tell(1, f"The column “{name}” was not understood; it was left out.", Weight.WARNING)
    found: dict[tuple[str, str], ForeignList] = {}
    whole = title_of_path(table.name)
    for number, row in rows:
        cells = {name: row[place].strip() for name, place in at.items()}
        text = _plain(cells["text"]).strip()
        text = text if "number" in at else _TICKED.sub("", text).strip()  # the desk's own table says what it means
        if not text:
            if any(cells.values()):
                tell(number, "This row has no words for a line; it was left out.", Weight.ERROR)
            continue
        key = (_plain(cells.get("number", "")), _plain(cells.get("title", "")) or whole)
        one = found.setdefault(key, ForeignList(key[1], number=key[0]))
        one.add(_line(text, {name: _plain(each) for name, each in cells.items()}, number, tell))
    if not found:
        raise Refusal(f"{table.name} holds no line of a checklist.")
    return list(found.values())


def columns_of(names: Iterable[str]) -> dict[str, int]:
    """Give which column holds what, by the words of the headings; each column counts once."""
    heads = [re.sub(r"[\s_\-*:?]+", " ", each).strip().casefold() for each in names]
    at: dict[str, int] = {}
    for name, words in HEADINGS.items():
        for word in words:
            if name not in at and word in heads and heads.index(word) not in at.values():
                at[name] = heads.index(word)
    if "text" not in at and "title" in at:  # a list of tasks under the heading “Checklist”
        at["text"] = at.pop("title")
    return at


def _line(text: str, cells: dict[str, str], number: int, tell: Tell) -> ListLine:
    choices = _words(cells.get("choices", ""))
    named = cells.get("failing", "").strip()
    named_each = (named,) if named in choices else _words(named)
    failing = tuple(each for each in named_each if each in choices)
    for each in named_each:
        if each not in choices:
            tell(number, f"“{each}” is none of the choices; it was left out.", Weight.WARNING)
    bounds = {name: _number(cells.get(name, ""), number, tell) for name in ("low", "high", "expected")}
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
    return ListLine(
        text, cells.get("section", ""), asks, cells.get("unit", "") if counts else "", low if counts else None,
        high if counts else None, _yes(cells.get("must", ""), number, tell), choices if chooses else (),
        failing if chooses else (), _yes(cells.get("photo", ""), number, tell) and asks is not Answer.PHOTO,
        bounds["expected"] if asks is Answer.CASH else None,
    )  # fmt: skip


def _asks(text: str, choices: tuple[str, ...], number: int, tell: Tell) -> Answer | None:
    plain = text.casefold().replace("_", " ")
    if not plain:
        return None
    found = next((answer for answer, words in ASKS.items() if plain in words), None)
    if found is None:
        tell(number, f"What “{text}” asks for was not understood.", Weight.WARNING)
    return Answer.CHOICE if found is Answer.TICK and len(choices) > 1 else found


def _words(cell: str) -> tuple[str, ...]:
    """Give the answers of a cell: parted by | or lines; where there is none of these, by ; or /."""
    parts = _BETWEEN.split(cell) if _BETWEEN.search(cell) else _OR.split(cell)
    return tuple(dict.fromkeys(each.strip() for each in parts if each.strip()))


def _number(cell: str, number: int, tell: Tell) -> Decimal | None:
    """Give a number, written with a point or a comma; a sign of a degree or a currency behind it is passed over."""
    plain = re.sub(r"[^\d,.+\-−]+$", "", cell.replace("\u00a0", " ").strip()).replace("−", "-").replace(",", ".")
    if not plain:
        if cell.strip():
            tell(number, f"“{cell}” is not a number.", Weight.WARNING)
        return None
    try:
        found = Decimal(plain)
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        tell(number, f"“{cell}” is not a number.", Weight.WARNING)
        return None
    return found


def _yes(cell: str, number: int, tell: Tell) -> bool:
    plain = cell.casefold()
    if plain not in YES | NO:
        tell(number, f"“{cell}” is neither yes nor no; it was taken for no.", Weight.WARNING)
    return plain in YES


def _plain(cell: str) -> str:
    """Give a cell without the apostrophe that keeps a spreadsheet from working it out."""
    return cell[1:] if re.match(r"'[=+\-@\s]", cell) else cell
