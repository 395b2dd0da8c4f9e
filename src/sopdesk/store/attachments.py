"""Pictures of procedures, photos and files attached to records, kept by the SHA-256 of their bytes."""

from collections.abc import Iterable
from hashlib import sha256

from sqlalchemy import Connection

Kept = tuple[str, str, bytes]
"""SHA-256 (hex), media type, bytes."""


def keep(connection: Connection, files: Iterable[Kept]) -> None:
    """Keep pictures and files; one that is there already stays."""
    rows = list(files)
    if rows:
        connection.exec_driver_sql("INSERT OR IGNORE INTO attachment VALUES (?, ?, ?)", rows)


def get(connection: Connection, digest: str) -> bytes | None:
    """Give the bytes of a picture, or None."""
    found: bytes | None = connection.exec_driver_sql(
        "SELECT content FROM attachment WHERE digest = ?", (digest,)
    ).scalar()
    return found


def has(connection: Connection, digest: str) -> bool:
    """Tell whether a picture is kept."""
    return connection.exec_driver_sql("SELECT 1 FROM attachment WHERE digest = ?", (digest,)).first() is not None


def damaged(connection: Connection) -> list[str]:
    """Give the pictures whose bytes are not those that their SHA-256 names."""
    rows = connection.execution_options(yield_per=1).exec_driver_sql("SELECT digest, content FROM attachment")
    return [digest for digest, content in rows if sha256(content).hexdigest() != digest]
