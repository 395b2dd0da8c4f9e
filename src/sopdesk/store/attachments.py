"""Pictures of procedures, kept by the SHA-256 of their bytes."""

from collections.abc import Iterable

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
