"""Files attached to incidents: taken in, shown, handed out; the house's rule for what is taken and kept."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from sopdesk.domain import attaching, attachment_rule
from sopdesk.domain.attachment import AttachmentAdded, Hidden, TimeFrom, Way
from sopdesk.domain.attachment_rule import MEGABYTE, AttachmentRule
from sopdesk.domain.attachment_words import ENDINGS, is_picture
from sopdesk.domain.case import Incident
from sopdesk.domain.house import HOUSE
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.interchange.file_kind import UNKNOWN, is_program, media_type
from sopdesk.interchange.hidden_data import DamagedPictureError, told_by, without_hidden
from sopdesk.interchange.readable_text import readable_text
from sopdesk.services.desk import Desk
from sopdesk.services.exports import Exports
from sopdesk.views.attachments import GivenFile
from sopdesk.views.incidents import IncidentFile

_CLEANED = {"image/jpeg", "image/png", "image/webp", "image/heic", "image/avif"}
"""Kinds of pictures out of which place and camera data are taken."""
_TELLS_NOTHING = {"image/svg+xml", "image/bmp", "image/gif"}
"""Kinds of pictures that no camera makes."""


@dataclass(frozen=True, slots=True)
class IncidentFiles:
    """Acts and questions; `load` gives an incident's state, `file` its file as somebody may read it."""

    desk: Desk
    load: Callable[[str], Incident]
    file: Callable[..., IncidentFile]

    def rule(self) -> AttachmentRule:
        """Give the rule of the house."""
        return self.desk.load(HOUSE, attachment_rule.fold)

    def set_rule(self, *, by: str, megabytes: int, keeps_hidden: bool) -> None:
        """Set how large a file may be, and whether place and camera data are kept."""
        self.desk.require(by, Right.REGISTER)
        what = attachment_rule.set_rule(self.rule(), megabytes, keeps_hidden=keeps_hidden)
        self.desk.record(by, (HOUSE, [what]))

    def check(self, path: Path) -> None:
        """Refuse a folder, an empty file and one that is too large, before anything of it is read."""
        try:
            found = path.stat()
        except OSError as error:
            raise _unreadable(path, error) from error
        if S_ISDIR(found.st_mode):
            raise Refusal(f"“{path.name}” is a folder. Choose the files within it.")
        if not S_ISREG(found.st_mode):
            raise Refusal(f"“{path.name}” is no file.")
        self.rule().check_size(found.st_size, path.name)

    def warning(self, given: Path | GivenFile) -> str:
        """Say of a film and the like, before it is taken, that what it tells besides what it shows stays in it.

        "" where that is taken out, where there is nothing of the kind, and in a house that keeps it.
        """
        if self.rule().keeps_hidden:
            return ""
        media = media_type(_head(given) if isinstance(given, Path) else given.content)
        cleaned = media in _CLEANED or media in _TELLS_NOTHING
        if not media.startswith("video/") and (cleaned or not is_picture(media)):
            return ""
        what = "a film" if media.startswith("video/") else "a picture of this kind"
        return (
            f"“{given.name}” is {what}: it may tell the place and the camera, and that cannot be taken out here. It is "
            "kept as it is. Leave it out if that must not be."
        )

    def read(self, path: Path, way: Way = Way.FILE) -> GivenFile:
        """Read a file that somebody hands in. Refuses what `check` refuses, and what cannot be read."""
        self.check(path)
        try:
            with path.open("rb") as file:
                content = file.read(self.rule().megabytes * MEGABYTE + 1)
            return GivenFile(path.name, content, way, _instant(path.stat().st_mtime))
        except OSError as error:
            raise _unreadable(path, error) from error

    def add(
        self, *, by: str, incident: str, given: GivenFile, description: str = "", party: str = "", entry: str = ""
    ) -> str:
        """Attach a file; give the SHA-256 of what is kept of it."""
        self.desk.require(by, Right.LOG)
        rule, state = self.rule(), self.load(incident)
        rule.check_size(len(given.content), given.name)
        if is_program(given.content):
            raise Refusal(f"“{given.name}” is a program. Only what shows or says something is kept.")
        content, hidden = _as_ruled(given.content, rule)
        digest, media = hashlib.sha256(content).hexdigest(), media_type(content)
        what = AttachmentAdded(
            digest, media, len(content), given.way, hidden, party=party, entry=entry,
            name=given.name.strip() or f"{given.way}{ENDINGS.get(media, '')}", description=description.strip() or None,
        )  # fmt: skip
        what = attaching.attach(state, self._timed(what, given))
        self.desk.record(by, (incident, [what]), files=[(digest, media, content)])
        return digest

    def correct(self, *, by: str, incident: str, digest: str, field: str, now: str, reason: str) -> None:
        """Say something else about an attachment; what it said stays beside what it says now."""
        self.desk.require(by, Right.HANDLE)
        what = attaching.correct_attachment(self.load(incident), digest, field, now, reason=reason)
        self.desk.record(by, (incident, [what]))

    def content(self, incident: str, digest: str, *, by: str) -> bytes:
        """Give the bytes of an attachment. Refuses what was erased, is kept back, or is not of this file."""
        file = self.file(incident, by=by)
        found = next((each for each in file.attachments if each.digest == digest), None)
        if found is None or found.withheld:
            raise Refusal("There is no such attachment in this file.")
        content = None if found.erased else self.desk.store.attachment(digest)
        if content is None:
            raise Refusal("This file was erased." if found.erased else "This file is missing: check the trail.")
        return content

    def text(self, incident: str, digest: str, *, by: str) -> str:
        """Give the words of an attached text, web page or e-mail, as many as anybody reads on a screen."""
        content = self.content(incident, digest, by=by)
        return readable_text(content, media_type(content))

    def hand_out(self, exports: Exports, *, by: str, incident: str, digest: str) -> bytes:
        """Give an attachment as it is kept, and record that it left."""
        self.desk.require(by, Right.EXPORT)
        content = self.content(incident, digest, by=by)
        number = self.file(incident, by=by).row.number
        media = media_type(content)
        form = ENDINGS.get(media, "").lstrip(".").upper() or ("file" if media == UNKNOWN else media)
        exports.record(by, f"an attachment of incident {number}", form, content, 1)
        return content

    def _timed(self, what: AttachmentAdded, given: GivenFile) -> AttachmentAdded:
        """Note when it was made: the camera knows better than the disk; a camera without a zone is in the house's."""
        told = told_by(given.content) if is_picture(what.media_type) else None
        way = Way.CAMERA if told and told.camera and what.way is Way.FILE else what.way
        if told is not None and told.taken is not None:
            taken = told.taken if told.taken.tzinfo else told.taken.replace(tzinfo=self.desk.zone())
            return replace(what, way=way, captured_at=taken.astimezone(UTC), time_from=TimeFrom.CAMERA)
        time_from = TimeFrom.DISK if given.made_at else None
        return replace(what, way=way, captured_at=given.made_at, time_from=time_from)


def _head(path: Path) -> bytes:
    """Give the first bytes of a file, by which one tells what it is. Refuses what cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(64)
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> Refusal:
    return Refusal(f"“{path.name}” cannot be read: {error.strerror or error}.")


def _as_ruled(content: bytes, rule: AttachmentRule) -> tuple[bytes, Hidden | None]:
    """Give the bytes that are kept, and what is known of place and camera data in them."""
    media = media_type(content)
    if not is_picture(media) and not media.startswith("video/"):
        return content, None
    if media in _TELLS_NOTHING:
        return content, Hidden.NONE
    try:
        clean = without_hidden(content)
    except DamagedPictureError:
        clean = None
    if clean is None:
        return content, Hidden.UNKNOWN
    if clean == content:
        return content, Hidden.NONE
    return (content, Hidden.KEPT) if rule.keeps_hidden else (clean, Hidden.REMOVED)


def _instant(seconds: float) -> datetime | None:
    """Give the moment that a disk says, in UTC; None for one that no calendar has."""
    try:
        return datetime.fromtimestamp(seconds, UTC).replace(microsecond=0)
    except (OSError, OverflowError, ValueError):
        return None
