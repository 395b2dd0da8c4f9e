"""A file attached to an incident: a photo, an e-mail, a receipt, a recording, kept by the SHA-256 of its bytes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sopdesk.domain.event import ERASED, Stamp, event, sealed


class Way(StrEnum):
    """How a file came in."""

    CAMERA = "camera"
    FILE = "file"
    DROP = "drop"
    PASTE = "paste"
    SCAN = "scan"
    MAIL = "mail"


class Hidden(StrEnum):
    """What is known of the place and the camera that a picture or a film may name besides what it shows."""

    NONE = "none"
    KEPT = "kept"
    REMOVED = "removed"
    UNKNOWN = "unknown"


class TimeFrom(StrEnum):
    """Who says when a file was made: the camera within the picture, or the disk that it lay on."""

    CAMERA = "camera"
    DISK = "disk"


@event("attachment.added/1")
@dataclass(frozen=True, slots=True)
class AttachmentAdded:
    """A file is attached: `digest` (SHA-256, hex) and `size` (bytes) are those of what is kept.

    `media_type` is told by the bytes, never by the name. `captured_at` is when it was made as far as `time_from` knows.
    `hidden` is None for what is no picture or film. `party` and `entry` are whom and what in the file it is about.
    """

    digest: str
    media_type: str
    size: int
    way: Way
    hidden: Hidden | None = None
    captured_at: datetime | None = None
    time_from: TimeFrom | None = None
    party: str = ""
    entry: str = ""
    name: str | None = sealed()
    description: str | None = sealed()


@event("attachment.corrected/1")
@dataclass(frozen=True, slots=True)
class AttachmentCorrected:
    """What is said about an attachment was wrong; both stand side by side. `field` is one of CORRECTABLE."""

    digest: str
    field: str
    was: str | None = sealed()
    now: str | None = sealed()
    reason: str | None = sealed()


CORRECTABLE = ("description", "party", "entry")


@dataclass(frozen=True, slots=True)
class Attachment:
    """An attachment, folded. `erased`: its bytes are gone for good."""

    what: AttachmentAdded
    stamp: Stamp
    name: str
    description: str
    party: str
    entry: str
    corrections: int = 0
    erased: bool = False


AttachmentEvent = AttachmentAdded | AttachmentCorrected


def fold_attachment(attachments: dict[str, Attachment], what: AttachmentEvent, stamp: Stamp) -> int:
    """Bring the attachments of a file on, by their digest; give how many corrections that makes.

    Of the same file attached twice, apart from each other, the first stands; one that was erased can come back.
    """
    found = attachments.get(what.digest)
    if isinstance(what, AttachmentAdded):
        if found is None or found.erased:
            attachments[what.digest] = Attachment(
                what, stamp, what.name or "", what.description or "", what.party, what.entry
            )
        return 0
    if found is None:
        return 0
    said = {} if what.now == ERASED and what.field != "description" else {what.field: what.now or ""}
    attachments[what.digest] = replace(found, **said, corrections=found.corrections + 1)  # type: ignore[arg-type] # texts
    return 1


def fold_erased(attachments: dict[str, Attachment], digests: Iterable[str]) -> None:
    """Note that the bytes of files were erased."""
    for each in set(digests) & set(attachments):
        attachments[each] = replace(attachments[each], erased=True)
