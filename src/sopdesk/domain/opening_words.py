"""Opening hours in plain words."""

from collections.abc import Sequence

from sopdesk.domain.opening import DayChanged, Span, Week
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.rota import clock, minutes

_SHORT = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def day(spans: Sequence[Span]) -> str:
    """Say when the house is open on a day, for example "08:00–12:00, 14:00–18:00"; "closed" when it is not."""
    return ", ".join(f"{clock(each.opens)}–{clock(each.closes)}" for each in spans) or "closed"


def read_day(text: str) -> tuple[Span, ...]:
    """Read when the house is open on a day, as "08:00-12:00, 14-18:00"; nothing or "closed" is a closed day."""
    if text.strip().casefold() in {"", "closed", "-", "–"}:
        return ()
    return tuple(_read_span(each) for each in text.split(","))


def _read_span(text: str) -> Span:
    opens, between, closes = text.replace("–", "-").replace(" to ", "-").partition("-")
    if not between:
        raise Refusal(f"“{text.strip()}” is not an opening time such as 08:00–18:00.")
    return Span(minutes(opens), 0 if closes.strip() == "24:00" else minutes(closes))


def week(spans: Week) -> str:
    """Say an ordinary week, days of the same hours together, for example "Mon–Fri 08:00–18:00; Sat, Sun closed"."""
    found: list[tuple[int, int]] = []
    for n in range(len(spans)):
        if found and spans[found[-1][0]] == spans[n]:
            found[-1] = (found[-1][0], n)
        else:
            found.append((n, n))
    return "; ".join(f"{_days(first, last)} {day(spans[first])}" for first, last in found)


def changed(what: DayChanged) -> str:
    """Say what a single day is to be like."""
    return "as the week says" if what.as_usual else f"{what.name}: {day(what.spans)}"


def _days(first: int, last: int) -> str:
    return _SHORT[first] if first == last else f"{_SHORT[first]}–{_SHORT[last]}"
