"""The people of the house and the house itself, folded for tiles and names."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Connection, Index, Integer, Row, Table, Text

from sopdesk.domain.house import HOUSE, House
from sopdesk.domain.house import fold as fold_house
from sopdesk.domain.person import Person, fold, wait_until
from sopdesk.store.model import ReadModel, Rows, as_instant, as_text
from sopdesk.store.schema import models

person = Table(
    "person", models,
    Column("subject", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("roles", Text, nullable=False),
    Column("has_pin", Integer, nullable=False),
    Column("has_password", Integer, nullable=False),
    Column("registered_at", Text),
    Column("left_at", Text),
    Column("wait_until", Text),
    Column("reports_to", Text, nullable=False),
    Column("allowed_until", Text),
)  # fmt: skip

deputy = Table(
    "deputy", models,
    Column("subject", Text, nullable=False),
    Column("deputy", Text, nullable=False),
    Column("first", Text),
    Column("last", Text),
    Index("deputy_subject", "subject"),
)  # fmt: skip

house = Table(
    "house", models,
    Column("subject", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("site", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("currency", Text, nullable=False),
    Column("country", Text, nullable=False),
    Column("contacts", Text, nullable=False),
    Column("exports", Integer, nullable=False),
    Column("circles", Text, nullable=False),
)  # fmt: skip


def _person_rows(state: Person) -> Rows:
    return {
        person: [
            (
                state.id, state.name, ",".join(state.roles), int(bool(state.pin_verifier)),
                int(bool(state.password_verifier)), as_text(state.registered.at) if state.registered else None,
                as_text(state.left.at) if state.left else None, as_text(wait_until(state)), state.reports_to,
                as_text(state.allowed.what.until) if state.allowed else None,
            )
        ],
        deputy: [(state.id, each.person, _day(each.first), _day(each.last)) for each in state.deputies],
    }  # fmt: skip


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _house_rows(state: House) -> Rows:
    if not state.name:
        return {}
    contacts = json.dumps(dict(state.contacts), ensure_ascii=False)
    place = (state.name, state.site, state.zone, state.currency, state.country)
    circles = json.dumps({kind.value: circle.value for kind, circle in sorted(state.circles.items())})
    return {house: [(state.id, *place, contacts, state.exports, circles)]}


PEOPLE = ReadModel("people", "person-", 2, (person, deputy), fold, _person_rows)
HOUSES = ReadModel("house", HOUSE, 4, (house,), fold_house, _house_rows)


def list_people(connection: Connection) -> Sequence[Row[Any]]:
    """Give everybody who was ever registered, in the order of registration."""
    return connection.exec_driver_sql("SELECT * FROM person ORDER BY registered_at, subject").all()


def list_deputies(connection: Connection) -> Sequence[Row[Any]]:
    """Give (subject, deputy, first, last) of everybody who stands in for somebody, in the order of naming."""
    return connection.exec_driver_sql("SELECT * FROM deputy ORDER BY rowid").all()


def allowed_until(connection: Connection, person_id: str) -> datetime | None:
    """Give until when somebody may choose a password without the one before; None where nobody allowed it."""
    query = "SELECT allowed_until FROM person WHERE subject = ?"
    return as_instant(connection.exec_driver_sql(query, (person_id,)).scalar())


def names(connection: Connection) -> dict[str, str]:
    """Give the printed names by id."""
    return {row[0]: row[1] for row in connection.exec_driver_sql("SELECT subject, name FROM person")}


def the_house(connection: Connection) -> Row[Any] | None:
    """Give the row of the house, or None before it is founded."""
    return connection.exec_driver_sql("SELECT * FROM house").first()
