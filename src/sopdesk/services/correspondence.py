"""Writing to somebody concerned: words to begin with, ready for the mail program; what was sent or came is kept."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sopdesk.domain.clock import ClockName
from sopdesk.domain.field_sets.entries import LETTER, OFFER, STATEMENT
from sopdesk.domain.letter import Facts, Letter, Purpose, check_written, draft, happened_to, named
from sopdesk.domain.party import Party, PartyRole
from sopdesk.domain.person import Right
from sopdesk.domain.refusal import Refusal
from sopdesk.interchange.mail_file import Mail, mail_file, mail_link, read_mail
from sopdesk.services.desk import Desk
from sopdesk.services.exports import Exports
from sopdesk.services.incident_files import IncidentFiles
from sopdesk.services.incidents import Incidents
from sopdesk.services.told import day_words
from sopdesk.views.attachments import AttachmentView
from sopdesk.views.incidents import IncidentFile

_APPEAL = ("ombudsman", "adr", "arbitration", "complaints body")
"""Under these names the house's contacts say whom a customer can turn to besides the house."""


class Correspondence:
    """Letters about incidents. Nothing is sent from here: the house's own mail program does that."""

    def __init__(self, desk: Desk, incidents: Incidents, files: IncidentFiles) -> None:
        """Work on one desk."""
        self._desk = desk
        self._incidents = incidents
        self._files = files

    def receivers(self, incident: str, *, by: str) -> tuple[Party, ...]:
        """Give everybody in a file to whom somebody can write, the customer first, then as they came in."""
        concerned = [each.party for each in self._file(incident, by).concerned if not each.withheld]
        return tuple(sorted(concerned, key=lambda each: each.role is not PartyRole.CUSTOMER))

    def draft(self, incident: str, purpose: Purpose, *, by: str, party: str | None = None) -> Letter:
        """Give words to begin with, for one person in the file ("" for anybody else, None for the customer).

        What the file says of the others is not in them.
        """
        file = self._file(incident, by)
        zone, house = self._desk.zone(), self._desk.house()
        to = self._receiver(file, party)
        concerned = happened_to(to) if to is not None else party is None
        due = next((each.due for each in file.deadlines if each.name == ClockName.RESOLVE and not each.met_at), None)
        appeal = next((text for name, text in house.contacts.items() if name.casefold() in _APPEAL), "")
        contact = next((text for name, text in house.contacts.items() if name.casefold() not in _APPEAL), "")
        facts = Facts(
            file.row.kind, file.row.number, day_words(file.row.recorded_at.astimezone(zone).date()), house.name,
            self._desk.names().get(by, ""), named(to) if to else "",
            day_words(due.astimezone(zone).date()) if due is not None else "", _offer(file), contact, appeal,
            role=None if concerned else to.role if to else PartyRole.VISITOR,
        )  # fmt: skip
        return draft(purpose, facts, to.email if to else "", to.party if to else "")

    def may_go(self, incident: str, party: str, *, by: str) -> tuple[AttachmentView, ...]:
        """Give what of the file's attachments may go to one person in it ("" for anybody else).

        Nothing that is about somebody else or is somebody else's statement, and nothing that the writer may not hand
        out: that takes the right to export evidence.
        """
        file = self._file(incident, by)
        if not self._desk.somebody(by).may(Right.EXPORT):
            return ()
        return tuple(each for each in file.attachments if not _keeps_from(file, each, self._receiver(file, party)))

    def link(self, letter: Letter) -> str:
        """Give a link that opens the letter in the mail program (RFC 6068). Refuses what is not finished.

        A link carries no files: those go by hand, or with the letter as a file.
        """
        check_written(letter)
        return mail_link(letter.to, letter.subject, letter.text)

    def as_file(self, exports: Exports, *, by: str, incident: str, letter: Letter, finished: bool = True) -> bytes:
        """Give the letter as a mail ready to be sent, with its files. Refuses a file that may not go to its receiver.

        `finished`: also refuse one in which something is still to be written.
        """
        if finished:
            check_written(letter)
        file = self._file(incident, by)
        going = self._going(file, letter, by)
        attached = [(each.name, each.media_type, self._files.content(incident, each.digest, by=by)) for each in going]
        content = mail_file(letter.to, letter.subject, letter.text, attached)
        exports.record(by, f"letter of incident {file.row.number}", "EML", content, 1 + len(attached))
        return content

    def record_sent(self, *, by: str, incident: str, letter: Letter, purpose: Purpose, way: str = "e-mail") -> None:
        """Keep what was sent, word for word, with the name and SHA-256 of each file that went with it.

        An acknowledgement moves a new file on; it and a decision stop the clocks of the law that wait for them.
        """
        check_written(letter)
        file = self._file(incident, by)
        going = self._going(file, letter, by)
        to = self._receiver(file, letter.party)
        values = {
            "direction": "sent", "purpose": purpose.value, "way": way, "at": self._now(),
            "person": named(to) if to else "", "address": letter.to, "subject": letter.subject, "text": letter.text,
            "attached": _listed((each.name, each.digest) for each in going),
        }  # fmt: skip
        self._incidents.entries.record(by=by, incident=incident, sort=LETTER.name, values=_said(values))

    def take_sent(
        self, *, by: str, incident: str, path: Path, purpose: Purpose, party: str | None = None
    ) -> None:  # fmt: skip
        """Keep a mail that was sent and saved as a file: its words as an entry, the file itself as an attachment.

        `party` as in `draft`.
        """
        file = self._file(incident, by)
        to = self._receiver(file, party)
        mail = read_mail(self._files.read(path).content)
        check_written(Letter(mail.to, mail.subject or "-", mail.text))
        values = {"direction": "sent", "purpose": purpose.value, "person": named(to) if to else "", "address": mail.to}
        self._take(by, incident, path, mail, values)

    def take_reply(self, *, by: str, incident: str, path: Path) -> None:
        """Keep a mail that came and was saved as a file: its words as an entry, the file itself as an attachment."""
        mail = read_mail(self._files.read(path).content)
        self._take(by, incident, path, mail, {"direction": "received", "address": mail.sender})

    # Within

    def _take(self, by: str, incident: str, path: Path, mail: Mail, values: dict[str, str]) -> None:
        """Record a mail that was saved as a file, and attach the file."""
        self._desk.require(by, Right.HANDLE)
        given = self._files.read(path)
        at = mail.at.astimezone(UTC) if mail.at is not None else None
        if at is not None and at > self._desk.now():
            at = None  # a clock that was ahead; the file itself still says what it said
        attached = _listed((name, hashlib.sha256(content).hexdigest()) for name, content in mail.attached)
        values |= {
            "way": "e-mail", "at": self._moment(at) if at else self._now(), "subject": mail.subject,
            "text": mail.text, "attached": attached,
        }  # fmt: skip
        self._files.add(by=by, incident=incident, given=replace(given, name=path.name))
        self._incidents.entries.record(by=by, incident=incident, sort=LETTER.name, values=_said(values))

    def _going(self, file: IncidentFile, letter: Letter, by: str) -> list[AttachmentView]:
        """Give the attachments that go with a letter. Refuses one that may not go to whom it is for."""
        if letter.attached:
            self._desk.require(by, Right.EXPORT)
        to, known = self._receiver(file, letter.party), {each.digest: each for each in file.attachments}
        for each in letter.attached:
            if each not in known:
                raise Refusal("There is no such attachment in this file.")
            why = _keeps_from(file, known[each], to)
            if why:
                raise Refusal(f"“{known[each].name}” cannot go with this letter: {why}.")
        return [known[each] for each in dict.fromkeys(letter.attached)]

    @staticmethod
    def _receiver(file: IncidentFile, party: str | None) -> Party | None:
        """Give whom in the file a letter goes to; None as `party` is the customer, "" nobody of the file."""
        seen = [each.party for each in file.concerned if not each.withheld]
        if party is None:
            return next((each for each in seen if each.role is PartyRole.CUSTOMER), None)
        found = next((each for each in seen if each.party == party), None)
        if party and found is None:
            raise Refusal("Nobody like that is named in this file.")
        return found

    def _file(self, incident: str, by: str) -> IncidentFile:
        self._desk.require(by, Right.HANDLE)
        return self._incidents.file(incident, by=by, look=False)

    def _now(self) -> str:
        return self._moment(self._desk.now())

    def _moment(self, at: datetime) -> str:
        return f"{at.astimezone(self._desk.zone()):%Y-%m-%d %H:%M}"


def _keeps_from(file: IncidentFile, each: AttachmentView, to: Party | None) -> str:
    """Say why an attachment does not go to somebody; "" where it may."""
    if each.withheld:
        return "it is kept back from you"
    if each.erased:
        return "it was erased"
    if each.party and (to is None or each.party != to.party):
        return "it is about somebody else"
    entry = next((one for one in file.entries if one.entry == each.entry), None)
    said_by = {spec.name: text for spec, text in entry.fields}.get("said_by", "") if entry else ""
    if entry is not None and entry.spec is STATEMENT and (to is None or said_by != to.name):
        return "it belongs to what somebody else said"
    return ""


def _listed(files: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"{name}, SHA-256 {digest}" for name, digest in files)


def _said(values: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in values.items() if text}


def _offer(file: IncidentFile) -> str:
    """Give what was offered last; an amount comes after it."""
    offers = [{spec.name: value for spec, value in each.fields} for each in file.entries if each.spec is OFFER]
    return " · ".join(filter(None, (offers[-1].get("offered"), offers[-1].get("amount")))) if offers else ""
