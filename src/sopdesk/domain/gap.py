"""Words that were looked for in the manual and not found: which of them may be counted, and how they are written."""

import re

from sopdesk.domain.card import contains_card_number

SHORTEST, LONGEST = 3, 80
"""From and up to so many characters a question is counted: less is a slip, more is a text that was pasted."""
KEPT_MONTHS = 12
_DIGITS = re.compile(r"\d[\d\s()/.+-]{4,}\d")
"""Six digits or more in a row could be a telephone number, a customer's number, or part of a card's."""
_ADDRESS = re.compile(r"\S@\S|https?://")


def countable(text: str) -> str:
    """Give the words of a search as they are counted, or "" for what may not be: too short, or somebody's data.

    Capitals, order of spaces and punctuation at the ends do not make another question.
    """
    words = " ".join(text.casefold().split()).strip(" .,;:!?\"'()")
    if not SHORTEST <= len(words) <= LONGEST or sum(each.isalpha() for each in words) < SHORTEST:
        return ""
    if _DIGITS.search(words) or _ADDRESS.search(words) or contains_card_number(words):
        return ""
    return words
