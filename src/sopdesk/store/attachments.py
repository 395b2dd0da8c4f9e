"""Pictures of procedures, kept by the SHA-256 of their bytes."""

from collections.abc import Iterable
from hashlib import sha256

from sqlalchemy import Connection


def keep(connection: Connection, images: Iterable[tuple[str, str, bytes]]) -> None:
    """Keep pictures as (SHA-256, media type, bytes); one that is there already stays."""
    rows = list(images)
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
