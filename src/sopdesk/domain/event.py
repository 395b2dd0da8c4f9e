"""What an event is: a frozen dataclass with a kind and a version, and where it stands once it is recorded."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from types import MappingProxyType
from typing import Any, TypeVar

ERASED = "[erased]"
"""What stands in place of a sealed value whose disclosure is gone or was never handed over."""

_kinds: dict[str, type] = {}
_names: dict[type, str] = {}
KINDS: Mapping[str, type] = MappingProxyType(_kinds)
"""Every event kind with its version, for example "incident.logged/1", and its dataclass."""

EventClass = TypeVar("EventClass", bound=type)


def event(kind: str) -> Callable[[EventClass], EventClass]:
    """Register a frozen dataclass as the shape of one event kind and version."""

    def register(shape: EventClass) -> EventClass:
        if kind in _kinds:
            message = f"event kind {kind} is declared twice"
            raise ValueError(message)
        _kinds[kind] = shape
        _names[shape] = kind
        return shape

    return register


def kind_of(what: object) -> str:
    """Give the kind and version of an event, for example "incident.logged/1"."""
    return _names[type(what)]


def sealed(*, default: Any = None) -> Any:  # noqa: ANN401 - as dataclasses.field
    """Declare a top-level field as personal: the journal holds its salted digest, its value lies beside it."""
    return field(default=default, metadata={"sealed": True})


def sealed_fields(shape: type) -> Iterator[str]:
    """Name the personal fields of an event's dataclass."""
    return (each.name for each in fields(shape) if each.metadata.get("sealed"))


@dataclass(frozen=True, slots=True)
class Stamp:
    """Where a recorded event stands: station's log, number there, hybrid clock, UTC instant, actor."""

    log: str
    seq: int
    hlc: int
    at: datetime
    actor: str

    @property
    def order(self) -> tuple[int, str, int]:
        """The sort key that puts the events of all stations in one order."""
        return (self.hlc, self.log, self.seq)


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event as it stands in the journal: its subject, its place, and what happened."""

    subject: str
    stamp: Stamp
    what: Any


def in_clock_order(events: Iterable[Recorded]) -> list[Recorded]:
    """Give events in the one order of all stations, in whatever order they arrived."""
    return sorted(events, key=lambda each: each.stamp.order)
