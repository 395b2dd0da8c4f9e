"""The public holidays of a country and region: those on which the house is closed are chosen."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QLocale, QTimeZone
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sopdesk.domain.person import Right
from sopdesk.ui import tokens
from sopdesk.ui.frame import Frame
from sopdesk.ui.screen import Screen
from sopdesk.ui.widgets.cards import Card
from sopdesk.ui.widgets.choices import Choice, Tick
from sopdesk.ui.widgets.labels import label
from sopdesk.ui.widgets.rows import clear, column, row
from sopdesk.views.people import PersonView


class HolidaysScreen(Screen):
    """The holidays of the next twelve months; what differs already is not offered again."""

    needs_person = True
    right = Right.PLAN

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.set_title(self.tr("Public holidays"), self.tr("Choose those on which the house is closed"))
        self.add_act(
            self.tr("Close on these days"), self.close_on, kind="primary", icon="check", key="Ctrl+Return",
            right=Right.PLAN,
        )  # fmt: skip
        self.country = Choice((), name=self.tr("Country"), empty=self.tr("Choose …"))
        self.region = Choice((), name=self.tr("Region"), empty=self.tr("The whole country"))
        self.country.changed.connect(self._change_country)
        self.region.changed.connect(lambda _value: self.refresh())
        place = row(column(label(self.tr("Country"), "label"), self.country, gap=tokens.HAIR),
                    column(label(self.tr("Region"), "label"), self.region, gap=tokens.HAIR))  # fmt: skip
        self.days = column(gap=tokens.SNUG)
        held = QWidget()
        held.setLayout(self.days)
        self.body.addWidget(Card(place))
        self.body.addWidget(Card(held, title=self.tr("The next twelve months")))
        self.ticks: dict[date, Tick] = {}
        self._names: dict[date, str] = {}
        self._shown: tuple[object, ...] = ()

    def refresh(self) -> None:
        """Show the holidays of the country and region that are chosen."""
        if self.country.count() == 1:
            self._offer_countries()
        country, region = self.country.value(), self.region.value()
        found = self.workspace.hours.public_holidays(country, region) if country else ()
        known = {each.day: each for each in self.workspace.hours.special_days()}
        if (found, tuple(known)) == self._shown:
            return
        self._shown = (found, tuple(known))
        clear(self.days)
        self.ticks, self._names = {}, dict(found)
        for day, name in found:
            self.days.addLayout(self._line(day, name, there=day in known))
        if not found:
            self.days.addWidget(label(self.tr("Choose a country."), "soft"))

    def close_on(self) -> None:
        """Close the house on the days chosen."""
        days = [(day, self._names[day]) for day, each in self.ticks.items() if each.isChecked()]

        def close(who: PersonView) -> None:
            if self.attempt(lambda: self.workspace.hours.close_on(by=who.id, days=days)):
                self.frame.back()

        self.frame.require_person(close, right=Right.PLAN)

    def _line(self, day: date, name: str, *, there: bool) -> QHBoxLayout:
        tick = Tick(name)
        when = label(self.frame.times.weekday(day), "soft", wraps=False)
        if there:
            tick.setEnabled(False)
            when.setText(self.tr("{day}: said already").format(day=self.frame.times.weekday(day)))
        else:
            tick.setAccessibleDescription(self.frame.times.weekday(day))
            self.ticks[day] = tick
        return row(tick, None, when)

    def _offer_countries(self) -> None:
        """Offer the countries, beginning with the one in whose time zone the house is."""
        self.country.offer(self.workspace.hours.countries())
        at = QTimeZone(self.frame.times.zone.key.encode())
        self.country.set_value(QLocale.territoryToCode(at.territory()))
        self.region.offer(self._regions())

    def _regions(self) -> tuple[tuple[str, str], ...]:
        country = self.country.value()
        return self.workspace.hours.regions(country) if country else ()

    def _change_country(self, _value: str) -> None:
        self.region.offer(self._regions())
        self.region.set_value("")
        self.refresh()
