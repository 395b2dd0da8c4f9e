"""Saying in plain words what happened to a hand-over."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from sopdesk.domain import handover
from sopdesk.services.told import Told


def _count(count: Decimal, currency: str) -> str:
    """Say how many pieces, or how much money."""
    return f"{count:f} {currency}".strip()


def _received(what: handover.ThingReceived) -> Told:
    counted = f"signed with the PIN for what was handed over, counted {what.count:f}"
    if not what.difference:
        return Told(counted)
    return Told(f"{counted}, a difference of {what.difference:+f}", reason=what.about_it or "")


HANDOVERS: Mapping[type, Callable[[Any], Told]] = {
    handover.HandoverWritten: lambda e: Told(
        f"wrote the hand-over {e.number}", " · ".join(filter(None, (e.notes, e.unusual)))
    ),
    handover.ItemLeft: lambda e: Told("went on with an open item" if e.carried_from else "left an open item",
                                      e.text or ""),
    handover.ThingHanded: lambda e: Told(
        f"handed over {_count(e.count, e.currency)}" + (f" to {e.to}" if e.to else ""), e.what or ""
    ),
    handover.ThingReceived: _received,
    handover.ItemTicked: lambda e: Told(f"ticked “{e.item}”: {e.tick}"),
    handover.ItemCarried: lambda e: Told(f"carried “{e.item}” on into the next hand-over"),
    handover.HandoverAcknowledged: lambda _: Told("read and acknowledged the hand-over"),
    handover.HandoverAddedTo: lambda e: Told("added to the hand-over", e.text or ""),
}  # fmt: skip
