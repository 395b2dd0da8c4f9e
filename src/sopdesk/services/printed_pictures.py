"""Pictures for printed pages, each read when a page shows it and not kept."""

from collections.abc import Callable

from sopdesk.interchange.hidden_data import plain_picture


class PrintedPictures:
    """Pictures by their source; what a photo tells besides what it shows does not leave with a page."""

    def __init__(self, picture: Callable[[str], bytes | None]) -> None:
        """Read with `picture`, by SHA-256."""
        self._picture = picture

    def get(self, source: str) -> bytes | None:
        """Give a picture to be printed, or None."""
        found = self._picture(source)
        return plain_picture(found) if found is not None else None
