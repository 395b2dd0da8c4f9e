"""What has been worked out before, kept while there is room."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sized
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value", bound=Sized)


class Memory(Generic[Key, Value]):
    """Remembers values up to a total size; the longest unused go first. Safe for several threads."""

    def __init__(self, make: Callable[[Key], Value], room: int) -> None:
        self._make = make
        self._room = room
        self._used = 0
        self._kept: OrderedDict[Key, Value] = OrderedDict()
        self._lock = Lock()

    def __call__(self, key: Key) -> Value:
        """Give the value for a key, made now if it is not remembered."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        value = self._make(key)
        with self._lock:
            if key not in self._kept:
                self._kept[key] = value
                self._used += len(value)
            while self._used > self._room and len(self._kept) > 1:
                self._used -= len(self._kept.popitem(last=False)[1])
        return value
