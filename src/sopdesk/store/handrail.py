"""Whether the file still has the triggers that the program gave it, and no others: they run whenever it writes."""

from sqlalchemy import Connection

from sopdesk.store.schema import TRIGGERS


def foreign_parts(connection: Connection) -> list[str]:
    """Give the names of triggers and views that are missing, changed, or not the program's own."""
    query = "SELECT name, type, sql FROM sqlite_master WHERE type IN ('trigger', 'view')"
    there = {name: _plain(sql) for name, _, sql in connection.exec_driver_sql(query)}
    own = {sql.split()[2]: _plain(sql) for sql in TRIGGERS}
    return sorted(name for name in there.keys() | own.keys() if there.get(name) != own.get(name))


def _plain(sql: str) -> str:
    return " ".join(str(sql).split())
