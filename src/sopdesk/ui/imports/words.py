"""How the fields that a table can fill, orders of dates and weights of remarks are named on the screen."""

from PySide6.QtCore import QCoreApplication

from sopdesk.domain.fields import fields_from_tables
from sopdesk.domain.incident import IncidentKind
from sopdesk.domain.sop import Answer
from sopdesk.ui.incidents.words import kind_word
from sopdesk.views.imports import Counts

FIRST_FIELDS = {
    "narrative": "What happened (needed)",
    "occurred_at": "When it happened (needed)",
    "severity": "How bad",
    "potential": "How bad it could have been",
    "stage": "How far it was there",
    "source_number": "Its number there",
    "reported_at": "When we were told",
    "place": "Where",
    "channel": "How we were told",
    "done_at_once": "What was done at once",
    "role": "Role on duty",
}
CUSTOMER_FIELDS = {
    "customer.name": "The customer’s name",
    "customer.phone": "The customer’s phone",
    "customer.email": "The customer’s e-mail",
    "customer.address": "The customer’s address",
    "customer.remarks": "About the customer",
}
LINE_FIELDS = {
    "text": "What is to be done (needed)",
    "title": "Which checklist it belongs to",
    "number": "The number of the checklist",
    "section": "In which section",
    "asks": "What it asks for",
    "unit": "In which unit",
    "low": "At least",
    "high": "At most",
    "must": "Whether it must be done",
    "choices": "Answers to choose from",
    "failing": "Answers that mean something is wrong",
    "photo": "Whether a photo is asked for, too",
    "expected": "The cash expected",
    "help": "How it is done",
}
ASKS = {
    Answer.TICK: "to tick: {n}", Answer.NUMBER: "numbers: {n}", Answer.AMOUNT: "amounts: {n}",
    Answer.TEXT: "words: {n}", Answer.CHOICE: "choices: {n}", Answer.PHOTO: "photos: {n}",
    Answer.SECOND: "second person: {n}", Answer.CASH: "cash: {n}",
}  # fmt: skip
COUNTS = (
    ("pages", "pages"), ("headings", "headings"), ("inside", "links among them"), ("outside", "links to the web"),
    ("broken", "links that lead nowhere"), ("tables", "tables"), ("pictures", "pictures"),
    ("missing", "pictures missing"), ("boxes", "boxes to tick"), ("fields", "fields of the house"),
    ("placeholders", "placeholders that nobody fills"), ("not_understood", "not understood"),
)  # fmt: skip
ORDERS = {"dmy": "day-month-year", "mdy": "month-day-year", "ymd": "year-month-day"}
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


def tr(text: str) -> str:
    """Give a word in the language of the house."""
    return QCoreApplication.translate("Imports", text)


def counts_in_words(counts: Counts) -> str:
    """Say what an import found, without what is not there."""
    said = ((getattr(counts, name), tr(word)) for name, word in COUNTS)
    return " · ".join(f"{word}: {count}" for count, word in said if count)


def kind_fields(kind: IncidentKind | None) -> dict[str, str]:
    """Name the fields that a kind of incident asks for."""
    return {each.name: each.label for each in fields_from_tables(kind)} if kind else {}


def field_word(field: str, kind: IncidentKind | None) -> str:
    """Name a field."""
    known = {"kind": "Kind"} | FIRST_FIELDS | CUSTOMER_FIELDS | kind_fields(kind)
    return tr(known.get(field) or next(filter(None, (kind_fields(each).get(field) for each in IncidentKind)), field))


def our_word(field: str, word: str) -> str:
    """Name one of the words that a field takes."""
    return kind_word(IncidentKind(word)) if field == "kind" else tr(word[:1].upper() + word[1:])


def order_word(order: str) -> str:
    """Name an order of day, month and year."""
    return tr(ORDERS[order]) if order else tr("not chosen")
