"""What a field of a record is: what it takes, when it is asked for, and how its value is written down."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sopdesk.domain.incident import Stage
from sopdesk.domain.refusal import Refusal


class Asks(StrEnum):
    """What a field takes."""

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    SEVERAL = "several"
    BODY = "body"
    YES_NO = "yes-no"
    AMOUNT = "amount"
    NUMBER = "number"
    DATE = "date"
    MOMENT = "moment"
    SCORE = "score"
    PERSON = "person"
    PROCEDURE = "procedure"


APART = "; "
"""What stands between several choices in one value."""
_AMOUNT = re.compile(r"([0-9]{1,12}(?:[.,][0-9]{1,2})?)(?: ?([A-Z]{3}))?")
_MOMENT = re.compile(
    r"(?P<about>about )?(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[ T](?P<clock>[0-9]{2}:[0-9]{2})"
    r"(?P<offset>[+-][0-9]{2}:[0-9]{2}\[[A-Za-z0-9_+/-]+\])?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class When:
    """A condition: another field has one of these values, or, where none is named, any value at all; "" is unfilled."""

    field: str
    values: tuple[str, ...] = ()

    def holds(self, values: Mapping[str, str]) -> bool:
        """Tell whether the condition holds for what is filled in so far."""
        said = values.get(self.field, "")
        return bool(set(said.split(APART)) & set(self.values)) if self.values else bool(said)


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field: its name in the record, its label, what it takes, and the stage that cannot be reached without it.

    `digits`: exactly so many digits and nothing else. `when`: conditions that must all hold for the field to be shown
    and asked for. `country` (ISO 3166-1): the field is asked for in that country alone. `source`: the law or standard
    that it comes from. `guarded`: only those who handle incidents see it, as they alone see what is medical. What is
    written down: a choice in small letters, several of them with "; " between; an amount
    "12.50" or "12.50 GBP"; a date 2026-05-03; a moment 2026-05-03T14:20, with "about " before it and, once its zone is
    known, +01:00[Europe/London] behind it (RFC 9557); the id of a person; the number of a procedure.
    """

    name: str
    label: str
    asks: Asks = Asks.LINE
    group: str = ""
    choices: tuple[str, ...] = ()
    personal: bool = False
    needed_for: Stage | None = None
    digits: int | None = None
    medical: bool = False
    when: tuple[When, ...] = ()
    country: str = ""
    source: str = ""
    hint: str = ""
    guarded: bool = False

    @property
    def sealed(self) -> bool:
        """Whether what is filled in may name or describe somebody: everything personal, and all free text."""
        return self.personal or self.medical or (self.asks in {Asks.LINE, Asks.TEXT} and self.digits is None)

    @property
    def confidential(self) -> bool:
        """Whether only those see it who handle incidents: everything medical, and what is declared so."""
        return self.guarded or self.medical

    def applies(self, values: Mapping[str, str], country: str = "") -> bool:
        """Tell whether the field is asked for, by what is filled in so far and by the country of the house."""
        return self.country in {"", country} and all(each.holds(values) for each in self.when)

    def check(self, text: str, currency: str = "") -> str:
        """Give the value as it is recorded. Refuses one that the field cannot take.

        `currency` (ISO 4217) is written behind an amount that names none.
        """
        clean = text.strip()
        if not clean:
            return ""
        match self.asks:
            case Asks.CHOICE | Asks.YES_NO | Asks.SCORE | Asks.SEVERAL | Asks.BODY:
                return self._choose(clean)
            case Asks.AMOUNT:
                return self._amount(clean, currency)
            case Asks.DATE:
                return self._date(clean)
            case Asks.MOMENT:
                return self._moment(clean)
            case Asks.NUMBER | Asks.PERSON:
                return self._shaped(clean)
        if self.digits is not None and not (clean.isascii() and clean.isdigit() and len(clean) == self.digits):
            raise Refusal(f"“{self.label}” takes exactly {self.digits} digits.")
        return clean

    def _choose(self, text: str) -> str:
        allowed = self.choices or ("yes", "no")
        many = self.asks in {Asks.SEVERAL, Asks.BODY}
        found = [each.strip().lower() for each in text.split(APART.strip())] if many else [text]
        if {each.lower() for each in found} - {each.lower() for each in allowed}:
            one = "one or more" if many else "one"
            named = "the places of the figure" if self.asks is Asks.BODY else ", ".join(allowed)
            raise Refusal(f"“{self.label}” takes {one} of: {named}.")
        said = {each.lower() for each in found}
        return APART.join(each for each in allowed if each.lower() in said)

    def _amount(self, text: str, currency: str) -> str:
        """Give the amount with two decimals. A third is refused: 1.250 may be a little more than one, or 1250."""
        found = _AMOUNT.fullmatch(text.upper())
        if found is None:
            raise Refusal(f"“{self.label}” takes an amount such as 12.50.")
        return f"{Decimal(found[1].replace(',', '.')):.2f} {found[2] or currency}".strip()

    def _date(self, text: str) -> str:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise Refusal(f"“{self.label}” takes a date such as 2026-05-03.")
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            raise Refusal(f"“{self.label}”: there is no such day.") from None

    def _moment(self, text: str) -> str:
        found = _MOMENT.fullmatch(text)
        if found is None:
            raise Refusal(f"“{self.label}” takes a day and a time such as 2026-05-03 14:20, or “about” before it.")
        moment = f"{found['day']}T{found['clock']}"
        try:
            datetime.fromisoformat(moment)
        except ValueError:
            raise Refusal(f"“{self.label}”: there is no such day or time.") from None
        return f"{'about ' if found['about'] else ''}{moment}{found['offset'] or ''}"

    def _shaped(self, text: str) -> str:
        shape, words = _SHAPES[self.asks]
        if not re.fullmatch(shape, text):
            raise Refusal(f"“{self.label}” takes {words}.")
        return str(int(text)) if self.asks is Asks.NUMBER else text


_SHAPES = {
    Asks.NUMBER: (r"[0-9]{1,9}", "a whole number such as 3"),
    Asks.PERSON: (r"person-[0-9a-z]+", "somebody who works here"),
}


def in_group(
    group: str, *specs: FieldSpec, country: str = "", when: tuple[When, ...] = (), source: str = ""
) -> tuple[FieldSpec, ...]:
    """Give fields that stand under one heading; country and source hold where a field says none, `when` for all."""
    return tuple(
        replace(each, group=group, country=each.country or country, when=(*when, *each.when),
                source=each.source or source)
        for each in specs
    )  # fmt: skip
