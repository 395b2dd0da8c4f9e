"""Evidence that stands on its own: entries with their proofs, as much of them readable as the house decides."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import UTC, datetime

from sopdesk.domain.confidence import KEPT_BACK
from sopdesk.domain.erasure import DisclosureErased
from sopdesk.domain.event import Recorded
from sopdesk.domain.evidence import Cover, EvidenceBundled, Span
from sopdesk.domain.house import HOUSE, HouseChanged, HouseFounded
from sopdesk.domain.person import PasswordSet, PersonChanged, PersonRegistered, Right
from sopdesk.domain.refusal import Refusal
from sopdesk.domain.revision import RevisionApproved, RevisionSubmitted
from sopdesk.domain.role import ROLE, RoleDefined
from sopdesk.journal.bundle import make_bundle
from sopdesk.journal.codec import as_text
from sopdesk.journal.entry import read_body, recorded_of
from sopdesk.journal.sealed import reveal
from sopdesk.services.confidence import Confidence
from sopdesk.services.desk import Desk
from sopdesk.services.echoes import echoes
from sopdesk.services.evidence_pages import make_pages
from sopdesk.services.exports import Exports
from sopdesk.services.incidents import Incidents
from sopdesk.services.parcel import NEVER, NOTHING, Choice, Parcel, Redaction, sealed_of
from sopdesk.services.printing_apart import MANY, Lent, made
from sopdesk.services.redacted_case import cut_of
from sopdesk.services.wording import tell
from sopdesk.store import attachments
from sopdesk.store import extract as table
from sopdesk.store.extract import Place
from sopdesk.views.evidence import EvidencePreview, NamedFile, SealedValue

Progress = Callable[[int, int], None]
_PEOPLE = (PersonRegistered, PersonChanged, PasswordSet)


class Evidence:
    """Hands over evidence; each handing over is an act with its own proof."""

    def __init__(self, desk: Desk, incidents: Incidents) -> None:
        """Work on one desk."""
        self._desk = desk
        self._incidents = incidents

    # What is chosen

    def case(self, incident: str, *, by: str) -> Choice:
        """Choose one incident, whole; people in it whom the reader may not see are kept back."""
        self._desk.require(by, Right.EXPORT)
        file = self._incidents.file(incident, by=by, look=False)
        hidden = frozenset(each.party.party for each in file.concerned if each.withheld)
        return Choice(Cover.CASE, f"incident {file.row.number}", (incident,), parties=hidden)

    def procedure(self, sop: str, *, by: str) -> Choice:
        """Choose one procedure with all its revisions."""
        self._desk.require(by, Right.EXPORT)
        return Choice(Cover.PROCEDURE, f"procedure {sop}", (sop,))

    def runs(self, runs: Iterable[str], *, by: str) -> Choice:
        """Choose checklist runs, each whole."""
        self._desk.require(by, Right.EXPORT)
        chosen = tuple(dict.fromkeys(runs))
        if not chosen:
            raise Refusal("Choose at least one run.")
        return Choice(Cover.RUNS, f"checklist runs: {len(chosen)}", chosen)

    def period(self, first: datetime, last: datetime, *, by: str) -> Choice:
        """Choose everything recorded from one instant to another."""
        self._desk.require(by, Right.READ_TRAIL)
        with self._desk.store.reading() as connection:
            spans = table.spans_between(connection, as_text(first), as_text(last))
        if not spans:
            raise Refusal("Nothing was recorded in that time.")
        return Choice(Cover.PERIOD, f"{as_text(first)} to {as_text(last)}", spans=tuple(Span(*each) for each in spans))

    def person(self, person: str, *, by: str) -> Choice:
        """Choose everything that one person of the house did."""
        self._desk.require(by, Right.READ_TRAIL)
        with self._desk.store.reading() as connection:
            places = table.entries_by(connection, person)
        if not places:
            raise Refusal("This person has recorded nothing.")
        return Choice(Cover.PERSON, f"acts of {person}", places=frozenset(places))

    def chosen(self, record: str, *, first: str = "", last: str = "", by: str) -> Choice:
        """Choose one record by its id; without one a period (ISO instants), and without that everything."""
        if record.startswith("incident-"):
            return self.case(record, by=by)
        if record.startswith("sop-"):
            return self.procedure(record, by=by)
        if record.startswith("person-"):
            return self.person(record, by=by)
        if record:
            return self.runs([record], by=by)
        if first or last:
            begin = datetime.fromisoformat(first) if first else datetime.min.replace(tzinfo=UTC)
            return self.period(begin, datetime.fromisoformat(last) if last else self._desk.now(), by=by)
        return self.everything(by=by)

    def everything(self, *, by: str) -> Choice:
        """Choose the whole journal."""
        self._desk.require(by, Right.READ_TRAIL)
        with self._desk.store.reading() as connection:
            spans = table.spans_between(connection, "", "~")
        return Choice(Cover.EVERYTHING, "everything", spans=tuple(Span(*each) for each in spans))

    # What leaves

    def gather(self, choice: Choice, *, by: str) -> Parcel:
        """Read what was chosen once, so that it can be looked at again and again while it is decided what stays."""
        self._desk.require(by, Right.EXPORT)
        parcel = self._parcel(choice, by)
        names, kept = self._desk.names(), Confidence(self._desk).kept(by)
        for (log, seq), sealed in sorted(parcel.sealed.items()):
            recorded = recorded_of(parcel.found[log, seq], [each.text for each in sealed])
            who, told = names.get(recorded.stamp.actor, recorded.stamp.actor), tell(recorded).what
            for each in sealed:
                secret = KEPT_BACK if recorded.subject in kept else ""
                shown = secret or (str(reveal(each.text)[1]) if each.field not in NEVER else "")
                value = SealedValue(
                    each.place, recorded.stamp.at, who, told, each.field, shown, kept_back=each.fixed, fixed=each.fixed
                )
                parcel.told.append((each, value))
            if not any(each.fixed for each in sealed):
                parcel.call(recorded.what)
        parcel.told.sort(key=lambda pair: (pair[1].fixed, parcel.subject(pair[1].place) not in choice.subjects))
        return parcel

    def preview(self, parcel: Parcel, redaction: Redaction = NOTHING) -> EvidencePreview:
        """Say exactly what would be readable and what would be kept back; nothing is recorded."""
        values = tuple(replace(value, kept_back=not sealed.goes(redaction)) for sealed, value in parcel.told)
        files, here = self._files(parcel, redaction), self._files(parcel, NOTHING)
        named = tuple(NamedFile(each, parcel.called.get(each, ""), each not in files) for each in here)
        return EvidencePreview(
            parcel.count, values, tuple(files), parcel.uncovered, echoes(parcel, redaction),
            tuple(parcel.parties.items()), named,
        )  # fmt: skip

    def bundle(
        self, exports: Exports, choice: Choice, redaction: Redaction = NOTHING, *, by: str, reason: str = ""
    ) -> bytes:
        """Give the bundle as JSON; the house states what it carries, and that it left is recorded."""
        parcel, content = self._state(choice, redaction, by, reason)
        exports.record(
            by, f"evidence bundle, {choice.words}", "JSON", content, parcel.count, parcel.kept_back(redaction)
        )
        return content

    def pdf(
        self, exports: Exports, choice: Choice, redaction: Redaction = NOTHING, progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None, *, by: str, reason: str = "",
    ) -> bytes:  # fmt: skip
        """Give pages that show the bundle, with the bundle attached, signed by this station; recorded as `bundle`."""
        parcel, content = self._state(choice, redaction, by, reason)
        identity = self._desk.store.identity(self._desk.house().name, self._desk.now())
        apart = parcel.count > MANY
        file = made(make_pages, content, Lent(identity), apart=apart, progress=progress, cancelled=cancelled)
        exports.record(by, f"evidence, {choice.words}", "PDF", file, parcel.count, parcel.kept_back(redaction))
        return file

    def case_file(
        self, exports: Exports, choice: Choice, redaction: Redaction = NOTHING, *, by: str, reason: str = ""
    ) -> bytes:
        """Give the file of one case as PDF, made of what goes along and of nothing else; recorded that it left."""
        self._desk.require(by, Right.EXPORT)
        if choice.cover is not Cover.CASE:
            raise Refusal("Only one incident is printed as a case file.")
        parcel = self.gather(choice, by=by)
        staff = self._desk.names().values()
        cut = cut_of(parcel, redaction, tuple(staff), self._files(parcel, redaction))
        return exports.case_pdf(by=by, incident=choice.subjects[0], cut=cut, reason=reason)

    def certificate(self, *, by: str) -> bytes:
        """Give the certificate with which whoever gets signed files can tell that they are this house's, as PEM."""
        self._desk.require(by, Right.EXPORT)
        return self._desk.store.identity(self._desk.house().name, self._desk.now()).root_file()

    # Within

    def _state(self, choice: Choice, redaction: Redaction, by: str, reason: str) -> tuple[Parcel, bytes]:
        """State what is handed over as an act of its own, and give the bundle with it."""
        self._desk.require(by, Right.EXPORT)
        parcel = self._parcel(choice, by)
        what = EvidenceBundled(
            choice.cover, parcel.stated(), choice.subjects, self._covered(choice.spans), parcel.kept_back(redaction),
            parcel.uncovered, reason.strip() or None,
        )  # fmt: skip
        [act] = self._desk.record(by, (self._desk.new_id("evidence"), [what]))
        log, seq = act.stamp.log, act.stamp.seq
        self._desk.store.sign_checkpoint(self._desk.now())
        self._put(parcel, {(log, seq)}, ())
        with self._desk.store.reading() as connection:
            extracts = [table.extract(connection, each, parcel.entries[each]) for each in sorted(parcel.entries)]
        names = self._files(parcel, redaction)
        files = [found for each in names if (found := self._desk.store.attachment(each)) is not None]
        return parcel, make_bundle(f"{log}:{seq}", extracts, parcel.disclosures(redaction), files)

    def _parcel(self, choice: Choice, by: str) -> Parcel:
        parcel = Parcel()
        hidden = choice.parties | Confidence(self._desk).kept(by)
        with self._desk.store.reading() as connection:
            places = set(choice.places) | table.entries_about(connection, choice.subjects)
        places |= {(each.log, seq) for each in choice.spans for seq in range(each.first, each.last + 1)}
        own = self._desk.store.log
        logs = {own, *(log for log, _ in places)}
        self._put(parcel, places | self._keys_of(logs), hidden)
        self._put(parcel, self._introducing(parcel, choice, by), hidden)
        self._put(parcel, self._naming(parcel), hidden | {HOUSE})
        if not any(parcel.entries.values()):
            raise Refusal("There is nothing to hand over.")
        return parcel

    def _keys_of(self, logs: Iterable[str]) -> set[Place]:
        """Give the entries that say with which keys some logs are signed: their first, and every change."""
        with self._desk.store.reading() as connection:
            return {(log, seq) for log in logs for seq in (0, *table.rotations(connection, log))}

    def _introducing(self, parcel: Parcel, choice: Choice, by: str) -> set[Place]:
        """Give entries that belong beside the chosen ones: the procedures then in force, erasures, people's keys."""
        texts = "\n".join(parcel.bodies()) if choice.cover in {Cover.CASE, Cover.RUNS} else ""
        sops = set(re.findall(r"sop-[0-9a-z]+", texts))
        revisions = self._of(sops, RevisionSubmitted, RevisionApproved)
        chosen = [each for each in revisions if each.what.digest in texts]
        chosen += self._of({found["subject"] for found in parcel.lacking()}, DisclosureErased)
        people = {each["actor"] for each in parcel.found.values()} | {each.stamp.actor for each in chosen} | {by}
        chosen += self._of(people, *_PEOPLE)
        return {(each.stamp.log, each.stamp.seq) for each in chosen}

    def _naming(self, parcel: Parcel) -> set[Place]:
        """Give the entries that say what the house is called, and its own roles where they are named."""
        texts = "\n".join(parcel.bodies())
        roles = {f"{ROLE}{each}" for each in self._desk.roles().known if f'"{each}"' in texts}
        chosen = self._of({HOUSE}, HouseFounded, HouseChanged) + self._of(roles, RoleDefined)
        return {(each.stamp.log, each.stamp.seq) for each in chosen}

    def _of(self, subjects: Iterable[str], *shapes: type) -> list[Recorded]:
        """Give the events of some shapes about some subjects."""
        found = (each for subject in sorted(subjects) for each in self._desk.store.history(subject).events)
        return [each for each in found if isinstance(each.what, shapes)]

    def _put(self, parcel: Parcel, places: Collection[Place], hidden: Collection[str]) -> None:
        """Put entries into a parcel, each once and in order; what no checkpoint covers is counted and left out."""
        with self._desk.store.reading() as connection:
            covered = table.covered(connection)
            own = self._desk.store.log
            wanted: dict[str, list[int]] = defaultdict(list)
            for log, seq in places:
                if (log, seq) not in parcel.found:
                    if log == own or seq < covered[log]:
                        wanted[log].append(seq)
                    else:
                        parcel.uncovered += 1
            for log, seqs in wanted.items():
                sealed = table.sealed(connection, log, seqs)
                for seq, body in table.bodies(connection, log, seqs):
                    parcel.entries.setdefault(log, []).append((seq, body))
                    parcel.found[log, seq] = found = read_body(body)
                    parcel.sealed[log, seq] = list(sealed_of(found, sealed.get(seq, {}), hidden))
                    about = found["subject"], str(found["payload"].get("party", ""))
                    if any(each in hidden and each != HOUSE for each in about):
                        parcel.mute.add((log, seq))
                parcel.entries[log].sort()

    def _covered(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Give spans as far as a checkpoint covers them."""
        with self._desk.store.reading() as connection:
            sizes = table.covered(connection)
        own = self._desk.store.log
        ends = ((each, each.last if each.log == own else min(each.last, sizes[each.log] - 1)) for each in spans)
        return tuple(Span(each.log, each.first, last) for each, last in ends if last >= each.first)

    def _files(self, parcel: Parcel, redaction: Redaction) -> list[str]:
        """Give the files that leave: named in what can be read, and here; by their SHA-256 (hex), ascending."""
        if redaction.files:
            return []
        with self._desk.store.reading() as connection:
            return sorted(each for each in parcel.files(redaction) if attachments.has(connection, each))
