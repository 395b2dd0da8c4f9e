"""Looking at attached PDFs and HEIC pictures without opening them elsewhere: drawn in a process of its own."""

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import TypeVar

from sopdesk.domain.refusal import Cancelled, Refusal, Trouble
from sopdesk.services.incident_files import IncidentFiles
from sopdesk.services.printing_apart import IsCancelled, Progress, made
from sopdesk.views.attachments import DrawnPages

Drawn = TypeVar("Drawn")
PATIENCE = 30.0
"""Seconds that drawing may take: a stranger's file never keeps anybody longer."""
TOO_LONG = "This file takes too long to draw, so it is not shown here. It is kept as it came."
TOO_MUCH = "This file cannot be drawn on this computer, so it is not shown here. It is kept as it came."


@dataclass(frozen=True, slots=True)
class Previews:
    """Questions about attached PDFs and HEIC pictures, by who may see them."""

    files: IncidentFiles
    patience: float = PATIENCE

    def pages(
        self, incident: str, digest: str, *, by: str, progress: Progress | None = None,
        cancelled: IsCancelled | None = None,
    ) -> DrawnPages:  # fmt: skip
        """Give the first pages of a PDF. Refuses one that is damaged, locked, or too much for this computer."""
        from sopdesk.pdf.preview import draw_pages

        return self._drawn(draw_pages, self.files.content(incident, digest, by=by), progress, cancelled)

    def picture(self, incident: str, digest: str, *, by: str, cancelled: IsCancelled | None = None) -> bytes:
        """Give a HEIC picture as JPEG. Refuses one that is damaged, or too much for this computer."""
        from sopdesk.pdf.preview import draw_picture

        return self._drawn(draw_picture, self.files.content(incident, digest, by=by), None, cancelled)

    def first_pages(
        self, incident: str, digests: Sequence[str], largest: int, *, by: str, cancelled: IsCancelled | None = None
    ) -> dict[str, bytes]:
        """Give the first page of each of some PDFs, or each HEIC picture, small; nothing where that cannot be done."""
        from sopdesk.pdf.preview import draw_first_pages

        contents: dict[str, bytes] = {}
        for each in digests:
            with suppress(Refusal):  # erased or gone meanwhile: its name is shown without a picture
                contents[each] = self.files.content(incident, each, by=by)
        draw = partial(draw_first_pages, largest=largest)
        late = _or_late(cancelled, monotonic() + self.patience)
        try:
            found = made(draw, tuple(contents.values()), apart=True, cancelled=late)
        except (Cancelled, Trouble):
            logging.getLogger(__name__).info("the first pages of PDFs were not drawn", exc_info=True)
            found = (b"",) * len(contents)
        return dict(zip(contents, found, strict=True))

    def _drawn(
        self, draw: Callable[..., Drawn], content: bytes, progress: Progress | None, cancelled: IsCancelled | None
    ) -> Drawn:  # fmt: skip
        """Give what is drawn in a process of its own. Refuses what takes too long or is too much."""
        until = monotonic() + self.patience
        try:
            return made(draw, content, apart=True, progress=progress, cancelled=_or_late(cancelled, until))
        except Cancelled:
            if monotonic() < until:
                raise
            raise Refusal(TOO_LONG) from None
        except Trouble:
            logging.getLogger(__name__).warning("an attachment could not be drawn", exc_info=True)
            raise Refusal(TOO_MUCH) from None


def _or_late(cancelled: IsCancelled | None, until: float) -> Callable[[], bool]:
    return lambda: monotonic() > until or (cancelled is not None and cancelled())
