"""A backup: one zip file with a cover, a manifest and the desk, the last two in age's format if asked (ADR 0020).

The cover is readable by anybody who holds the file: when it was made, by which program, how many entries of which logs
it holds. The manifest repeats it, and gives the size and SHA-256 of each part.
"""

import json
import os
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import file_digest
from io import BytesIO
from pathlib import Path
from shutil import copyfileobj
from typing import IO, Any, Self

from sopdesk.domain.refusal import Refusal, Trouble
from sopdesk.journal.envelope import FileKey, Source, Unreadable
from sopdesk.journal.keys import WrongPassword
from sopdesk.store.backup_flow import PIECE, Counted, Looked, Packed, Unpacked
from sopdesk.store.copying import Held, IsCancelled, LogHeld, Progress
from sopdesk.store.database import FILE

FORMAT, VERSION = "sopdesk-backup", 1
COVER, MANIFEST, KEY = "backup.json", "manifest.json", "key.age"
_MOST_WORDS = 10_000_000
"""No cover or manifest is longer: whoever made such a file only wants to fill the memory."""
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_DAMAGE = (
    Unreadable, zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, TypeError, NotImplementedError,
    RuntimeError, ArithmeticError, struct.error,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on a backup: `logs` are ids with numbers of entries; `rotates` lets later ones take its place."""

    made_at: datetime
    program: str
    logs: tuple[tuple[str, int], ...]
    encrypted: bool
    rotates: bool

    @property
    def entries(self) -> int:
        """How many entries it holds."""
        return sum(size for _, size in self.logs)

    def words(self) -> dict[str, Any]:
        """Give it as JSON has it."""
        return {
            "format": FORMAT, "version": VERSION, "made_at": self.made_at.isoformat(timespec="seconds"),
            "program": self.program, "logs": [list(each) for each in self.logs],
            "encrypted": self.encrypted, "rotates": self.rotates,
        }  # fmt: skip

    @classmethod
    def of(cls, words: dict[str, Any]) -> Self:
        """Read it from JSON. Raises ValueError, KeyError and TypeError for what is none."""
        made_at = datetime.fromisoformat(words["made_at"])
        if made_at.tzinfo is None:
            raise ValueError("a moment without its zone")
        logs = tuple((str(log), int(size)) for log, size in words["logs"])
        return cls(made_at, str(words["program"]), logs, bool(words["encrypted"]), bool(words["rotates"]))


def write_backup(  # noqa: PLR0917 - what a backup is made of
    file: IO[bytes], copy: Path, held: Held, cover: Cover, pass_phrase: str, progress: Progress | None,
    cancelled: IsCancelled | None,
) -> None:  # fmt: skip
    """Write a backup of a copied desk; the same copy without a pass phrase gives the same bytes. Raises Cancelled."""
    key, locked = FileKey.make(pass_phrase) if cover.encrypted else (None, b"")
    words, size = cover.words(), copy.stat().st_size
    with copy.open("rb") as content:
        digest = file_digest(content, "sha256").hexdigest()
    manifest = {
        "cover": words, "house": held.house, "zone": held.zone, "own": held.own, "last_at": held.last_at,
        "logs": [asdict(each) for each in held.logs],
        "parts": {FILE: {"size": size, "sha256": digest}},
    }  # fmt: skip
    with zipfile.ZipFile(file, "w", allowZip64=True) as parcel:
        parcel.writestr(_entry(COVER), _json(words))
        if key is not None:
            parcel.writestr(_entry(KEY), locked)
        _pack(parcel, MANIFEST, BytesIO(_json(manifest)), key)
        with copy.open("rb") as desk:
            _pack(parcel, FILE, Looked(desk, size, progress, cancelled), key)


class Backup:
    """A backup that was found somewhere."""

    def __init__(self, path: Path) -> None:
        """Read its cover. Raises Trouble for a file that is none, or that cannot be read."""
        self.path = path
        self._key: FileKey | None = None
        with self._opened() as parcel:
            words = json.loads(_short(parcel, COVER))
            if words["format"] != FORMAT:
                raise ValueError("another format")
            if words["version"] != VERSION:
                raise Trouble(f"{path.name} was made by a newer SOPDesk. It was left as it is; use that version.")
            self.cover = Cover.of(words)

    def unlock(self, pass_phrase: str) -> None:
        """Open it with its pass phrase; one that has none needs none. Refuses a wrong one."""
        if not self.cover.encrypted:
            return
        if not pass_phrase:
            raise Refusal(f"{self.path.name} is encrypted. Give its pass phrase.")
        with self._opened() as parcel:
            locked = _short(parcel, KEY)
        try:
            self._key = FileKey.open(locked, pass_phrase)
        except WrongPassword:
            raise Refusal(f"That is not the pass phrase of {self.path.name}. Nothing was opened.") from None

    def held(self) -> Held:
        """Tell what it holds. Raises Trouble when it is damaged."""
        with self._opened() as parcel:
            words = self._manifest(parcel)
            logs = tuple(
                LogHeld(each["id"], each["origin"], each["size"], each["checkpoint"]) for each in words["logs"]
            )
            return Held(words["house"], words["zone"], words["own"], logs, words["last_at"])

    def unpack(
        self, target: Path | None, progress: Progress | None = None, cancelled: IsCancelled | None = None
    ) -> None:
        """Write its desk into a new file (or, with None, only read it), byte for byte what was put in.

        Raises Trouble when it is not, and Cancelled; the file is of no use then.
        """
        with self._opened() as parcel:
            part = self._manifest(parcel)["parts"][FILE]
            with Path(os.devnull if target is None else target).open("wb") as file:
                sink = Counted(file, int(part["size"]), progress, cancelled)
                self._take(parcel, FILE, sink)
                file.flush()
                if target is not None:
                    os.fsync(file.fileno())
            if sink.found() != part:
                raise ValueError("other bytes than were put in")

    def _manifest(self, parcel: zipfile.ZipFile) -> dict[str, Any]:
        part = BytesIO()
        self._take(parcel, MANIFEST, Counted(part, _MOST_WORDS, None, None))
        words: dict[str, Any] = json.loads(part.getvalue())
        if words["cover"] != self.cover.words():
            raise ValueError("the cover of another backup")
        return words

    def _take(self, parcel: zipfile.ZipFile, name: str, sink: Counted) -> None:
        if self.cover.encrypted and self._key is None:
            raise Refusal(f"{self.path.name} is encrypted. Give its pass phrase.")
        if self._key is None:
            with parcel.open(name) as content:
                copyfileobj(content, sink, PIECE)
        else:
            with parcel.open(f"{name}.gz.age") as content:
                self._key.decrypt(content, Unpacked(sink))

    @contextmanager
    def _opened(self) -> Iterator[zipfile.ZipFile]:
        """Open the file; say in plain words what is wrong with it."""
        try:
            with zipfile.ZipFile(self.path) as parcel:
                yield parcel
        except OSError as error:
            raise Trouble(
                f"{self.path} could not be read, or its content not be written: {error.strerror or error}."
            ) from error
        except _DAMAGE as error:
            raise Trouble(
                f"{self.path.name} is damaged, or no backup of SOPDesk. It was left as it is; take another one."
            ) from error


def _entry(name: str, *, packs: bool = False) -> zipfile.ZipInfo:
    """Give the entry of a part: without a moment or rights of its own, so that the same desk gives the same bytes."""
    entry = zipfile.ZipInfo(name, _LONG_AGO)
    entry.create_system, entry.external_attr = 3, 0o600 << 16
    entry.compress_type = zipfile.ZIP_DEFLATED if packs else zipfile.ZIP_STORED
    return entry


def _pack(parcel: zipfile.ZipFile, name: str, content: Source, key: FileKey | None) -> None:
    entry = _entry(name, packs=True) if key is None else _entry(f"{name}.gz.age")
    with parcel.open(entry, "w", force_zip64=True) as part:
        if key is None:
            while piece := content.read(PIECE):
                part.write(piece)
        else:
            key.encrypt(Packed(content), part)


def _short(parcel: zipfile.ZipFile, name: str) -> bytes:
    with parcel.open(name) as part:
        return part.read(_MOST_WORDS)


def _json(words: dict[str, Any]) -> bytes:
    return f"{json.dumps(words, ensure_ascii=False, indent=1)}\n".encode()
