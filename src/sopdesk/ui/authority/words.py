"""How answers to “May I …?” are said and marked on the screen."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from sopdesk.domain.authority import Answer, Kind, Rule
from sopdesk.domain.authority_words import Wording
from sopdesk.domain.sop import Per
from sopdesk.views.authority import Reply

SIGNS = {
    Kind.YES: ("check", "success", "Yes"), Kind.WITH: ("person", "accent", "Together"),
    Kind.UP_TO: ("check", "success", "Yes, up to"), Kind.NO: ("close", "danger", "No"),
}  # fmt: skip
"""For each kind of answer an icon, a colour and a word: the colour is never alone."""
ONLY = ("incidents", "warning", "Not so much")
PERHAPS = ("info", "accent", "If you mean it")
REFERENCES = {
    Per.CUSTOMER: "Customer: a name, a table or a receipt", Per.ITEM: "Item: what it is, or its receipt",
}  # fmt: skip


def tr(text: str) -> str:
    """Give a word in the language of the house."""
    return QCoreApplication.translate("Authority", text)


def sign_of(answer: Answer) -> tuple[str, str, str]:
    """Give the icon, the colour and the word for an answer."""
    icon, colour, word = SIGNS[answer.kind] if answer.enough or answer.kind is Kind.NO else ONLY
    if not answer.sure and answer.enough:
        icon, colour, word = PERHAPS
    return icon, colour, tr(word)


def wording_of(reply: Reply) -> Wording:
    """Give the house's words in the language of the house."""
    return replace(reply.wording, tr=tr)


def place_of(rule: Rule) -> str:
    """Say where a rule stands: number, title, and the step if it names one."""
    words = f"{rule.number} {rule.title}"
    return tr("{procedure}, step “{step}”").format(procedure=words, step=rule.step_title) if rule.step_title else words


def reference_word(rule: Rule) -> str:
    """Say what the reference of a use names, by what the limit counts."""
    return tr(REFERENCES.get(rule.limit.per, "Customer or receipt, if there is one"))
