"""What a line of a run asks of its page."""

from typing import Protocol


class LineActs(Protocol):
    """What can be done from a line; items by their id."""

    def tick(self, item: str) -> None:
        """Tick it."""

    def take_back(self, item: str) -> None:
        """Take back what was recorded."""

    def count(self, item: str, typed: str) -> None:
        """Record a number as it was typed."""

    def write(self, item: str, text: str) -> None:
        """Record a text."""

    def choose(self, item: str, choice: str) -> None:
        """Record one of its answers."""

    def photograph(self, item: str, photo: bytes | None = None) -> None:
        """Add a photo; without one, ask for its file."""

    def confirm(self, item: str) -> None:
        """Ask a second person to confirm it."""

    def count_cash(self, item: str) -> None:
        """Ask for the pieces of cash."""

    def skip(self, item: str) -> None:
        """Leave it out."""

    def report(self, item: str) -> None:
        """Log that something is wrong here."""

    def move(self, item: str, by: int) -> None:
        """Go on (1) or back (-1) from this line."""

    def explain(self, item: str) -> None:
        """Say what comes first, and lead there."""
