"""People concerned and entries of incidents' files: added, filled in, corrected, confirmed with a PIN."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sopdesk.domain import entering, letter
from sopdesk.domain import follow_up as course
from sopdesk.domain.case import Incident
from sopdesk.domain.entry import Entry
from sopdesk.domain.field_sets.entries import FOLLOW_UP, LETTER, entry_of
from sopdesk.domain.finger import Signed, Strokes, strokes_of
from sopdesk.domain.gates import kind_of
from sopdesk.domain.party import PartyRole
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.journal.codec import digest_of
from sopdesk.services.desk import Desk
from sopdesk.services.moments import in_zone
from sopdesk.views.incidents import EntryView, HandView


@dataclass(frozen=True, slots=True)
class FileEntries:
    """Acts on people and entries; `load` gives a state, `confirm` checks a PIN, `check` who may."""

    desk: Desk
    load: Callable[[str], Incident]
    confirm_pin: Callable[[str, str], None]
    check: Callable[..., object]

    def add_party(
        self, *, by: str, incident: str, role: PartyRole, personal: Mapping[str, str], injured: bool = False,
        confidential: bool = False,
    ) -> None:  # fmt: skip
        """Add somebody concerned, by the names of field_sets/party.py; everything personal is sealed."""
        self._act(by, incident, Right.LOG, lambda state: entering.add_party(
            state, role, personal, injured=injured, confidential=confidential))  # fmt: skip

    def correct_party(self, *, by: str, incident: str, party: str, field: str, now: str, reason: str) -> None:
        """Correct what is known of somebody, or add to it; what it said stays beside what it says now."""
        self._act(by, incident, Right.HANDLE, lambda state: entering.correct_party(
            state, party, field, now, reason=reason))  # fmt: skip

    def record(self, *, by: str, incident: str, sort: str, values: Mapping[str, str], entry: str = "") -> None:
        """Begin an entry of a sort (see field_sets/entries.py), or fill in what is empty in one.

        A follow-up or an acknowledgement moves the file on, or opens it again, in the same act (domain/follow_up.py,
        domain/letter.py).
        """

        def decide(state: Incident) -> list[Any]:
            spec = entry_of(kind_of(state), sort)
            given = in_zone(spec.fields, values, self.desk.zone()) if spec else values
            if sort == FOLLOW_UP.name and not entry:
                return course.follow_up(state, given)
            if sort == LETTER.name and not entry:
                return letter.record_letter(state, given, by=by)
            return [entering.record_entry(state, sort, given, entry=entry)]

        self.desk.require(by, Right.HANDLE if sort in {FOLLOW_UP.name, LETTER.name} else Right.LOG)
        self.desk.record(by, (incident, decide(self.load(incident))))

    def correct(self, *, by: str, incident: str, entry: str, field: str, now: str, reason: str) -> None:
        """Correct a field of an entry; whoever had confirmed it has to confirm it again."""

        def decide(state: Incident) -> Any:  # noqa: ANN401 - an event
            found = state.entries.get(entry)
            spec = entry_of(kind_of(state), found.sort) if found else None
            given = in_zone(spec.fields, {field: now}, self.desk.zone())[field] if spec else now
            return entering.correct_entry(state, entry, field, given, reason=reason)

        self._act(by, incident, Right.HANDLE, decide)

    def confirm(self, *, by: str, pin: str, incident: str, entry: str) -> None:
        """Confirm an entry as one's own words, with one's PIN; anybody who works here may."""
        self.check(by, incident)
        state = self.load(incident)
        found = state.entries.get(entry)
        what = entering.confirm_entry(state, entry, entry_digest(incident, found) if found else "", by)
        self.confirm_pin(by, pin)
        self.desk.record(by, (incident, [what]))

    def sign(self, *, by: str, incident: str, entry: str, digest: str, name: str, strokes: Strokes = ()) -> None:
        """Have somebody sign an entry on the screen as their own words; `by` is at the desk, `digest` what was shown.

        Without strokes the typed name stands for the hand.
        """

        def decide(state: Incident) -> Any:  # noqa: ANN401 - an event
            found = state.entries.get(entry)
            if found is not None and digest != entry_digest(incident, found):
                raise Refusal("These words have changed since they were shown. Look at them again before signing.")
            return entering.sign_entry(state, entry, digest, name, strokes)

        self._act(by, incident, Right.LOG, decide)

    def _act(self, by: str, incident: str, right: Right, decide: Callable[[Incident], Any]) -> None:
        self.desk.require(by, right)
        self.check(by, incident, whole=right is Right.HANDLE)
        self.desk.record(by, (incident, [decide(self.load(incident))]))


def entry_digest(incident: str, entry: Entry) -> str:
    """Stand for the words of an entry, so that a confirmation belongs to these and to no others."""
    return digest_of({"incident": incident, "entry": entry.entry, "sort": entry.sort, "values": entry.values})


def _signed(signed: Signed, digest: str, names: Mapping[str, str]) -> HandView:
    what, stamp = signed.what, signed.stamp
    who = names.get(stamp.actor, stamp.actor)
    return HandView(what.name or "", what.hand, strokes_of(what.strokes), stamp.at, who, what.digest == digest)


def entry_views(state: Incident, names: Mapping[str, str]) -> tuple[EntryView, ...]:
    """Give the entries of a file as they are shown, oldest first."""
    shown = []
    for each in state.entries.values():
        spec = entry_of(kind_of(state), each.sort)
        if spec is None:  # written by another version
            continue
        fields = tuple((field, each.values.get(field.name, "")) for field in spec.fields)
        confirmed = tuple((names.get(one.actor, one.actor), one.at) for one in each.confirmed)
        who = names.get(each.stamp.actor, each.stamp.actor)
        digest = entry_digest(state.id, each)
        signed = tuple(_signed(one, digest, names) for one in each.signed)
        shown.append(
            EntryView(each.entry, spec, fields, who, each.stamp.at, confirmed, each.corrections, digest, signed)
        )
    return tuple(shown)
