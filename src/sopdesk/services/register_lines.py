"""Lines of registers of incidents, each made of one file as its reader may see it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime

from sopdesk.domain.case import Incident
from sopdesk.domain.confidence import KEPT_BACK
from sopdesk.domain.field_words import said
from sopdesk.domain.fields import field_of
from sopdesk.domain.incident import ORDER, Stage
from sopdesk.domain.party import PartyRole
from sopdesk.domain.privacy_case import privacy_reason
from sopdesk.views.incident_registers import CLASSES, AccidentEntry, ComplaintLine, IncidentLine, OshaCase
from sopdesk.views.incidents import IncidentFile, PartyView

DayOf = Callable[[datetime], date]
MOST_DAYS = 180
"""More days than that need not be counted (29 CFR 1904.7(b)(3)(vii))."""
STAFF = ("employee", "trainee", "agency worker")
"""Whose injuries the OSHA log is about."""
_NOT_COMPLAINING = {
    PartyRole.STAFF, PartyRole.WITNESS, PartyRole.CONTRACTOR, PartyRole.REPRESENTATIVE, PartyRole.INSURER,
    PartyRole.AUTHORITY,
}  # fmt: skip
_SHORTEST_NAME = 3


def complaint_line(file: IncidentFile, state: Incident, day_of: DayOf) -> ComplaintLine:
    """Give a complaint; what was acknowledged elsewhere before the file was imported stands in its fields alone."""
    received, own = file.reported_at, file.source is None
    told = instant_in(file.values.get("acknowledged_at", ""))
    acknowledged = told or (_reached(state, Stage.ACKNOWLEDGED) if own else None)
    resolved = _reached(state, Stage.RESOLVED, last=True) if own else instant_in(file.values.get("told_at", ""))

    def days(instant: datetime | None) -> int | None:
        return max(0, (day_of(instant) - day_of(received)).days) if instant else None

    return ComplaintLine(
        file.row.number, received, file.channel, _complainant(file), words_of(file, "subject"),
        words_of(file, "category"), words_of(file, "remedy_sought"), words_of(file, "remedy_given"),
        words_of(file, "finding"), acknowledged, days(acknowledged), resolved, days(resolved),
        words_of(file, "accepted"), file.row.stage, file.outcome, file.source is not None,
    )  # fmt: skip


def accident_entries(file: IncidentFile, *, shown: bool) -> Iterator[AccidentEntry]:
    """Give an entry for each injured person, at least one; `shown`: for safety representatives, by consent alone."""
    hurt: list[PartyView | None] = [each for each in file.concerned if each.party.injured]
    consent = file.values.get("consent", "")
    for each in hurt or [None]:
        back = (shown and consent != "yes") or (each is not None and each.withheld)
        yield _entry(file, each, consent, back=back)


def osha_case(file: IncidentFile) -> OshaCase | None:
    """Give the line of a recordable case; None for one that is not, or is not classed yet."""
    values = file.values
    if values.get("osha_class") not in CLASSES:
        return None
    hurt = next((each for each in file.concerned if each.party.injured), None)
    description = words_of(file, "log_description") or words_of(file, "injury")
    texts = (file.narrative, values.get("injury", ""), values.get("cause", ""), values.get("log_description", ""))
    return OshaCase(
        file.row.number, _name(hurt), _privacy(values, texts),
        words_of(file, "job_title") or words_of(file, "occupation"), file.row.occurred_at, file.place, description,
        values["osha_class"], _days(values.get("days_away", "")), _days(values.get("days_restricted", "")),
        values.get("illness_type", ""), file.row.stage,
    )  # fmt: skip


def is_undecided(file: IncidentFile) -> bool:
    """Tell whether nobody has said yet if a case of somebody who works here goes on the OSHA log."""
    ours = file.values.get("status", "") in {"", *STAFF}
    return file.country == "US" and ours and not file.values.get("osha_class")


def incident_line(file: IncidentFile) -> IncidentLine:
    """Give an incident of any kind."""
    row = file.row
    return IncidentLine(
        row.number, row.kind, row.occurred_at, file.reported_at, row.recorded_at, row.recorder, file.place,
        row.severity.value, row.summary, row.stage, file.outcome, ", ".join(row.procedures), row.imported,
    )  # fmt: skip


def words_of(file: IncidentFile, name: str) -> str:
    """Say what a field of a file holds."""
    value, spec = file.values.get(name, ""), field_of(file.row.kind, name)
    return said(spec, value, file.people) if spec else value


def instant_in(moment: str) -> datetime | None:
    """Give the instant of a field that takes a moment; None where it holds none, or one without a zone."""
    try:
        found = datetime.fromisoformat(moment.removeprefix("about ").partition("[")[0])
    except ValueError:
        return None
    return found if found.tzinfo else None


# -- within


def _privacy(values: Mapping[str, str], texts: Sequence[str]) -> str:
    """Say why a name is kept from the log; so it is where the reader may not know what happened."""
    found = privacy_reason(values, texts)
    if found or values.get("privacy_case") == "no" or not any(KEPT_BACK in each for each in texts):
        return found
    return "what happened is kept back from the reader"


def _entry(file: IncidentFile, hurt: PartyView | None, consent: str, *, back: bool) -> AccidentEntry:
    row, values, source = file.row, file.values, file.source
    names = [] if hurt is None else [hurt.party.name]
    names.append(values.get("reporter", ""))
    people = {"name": _name(hurt), "address": "", "occupation": words_of(file, "occupation")}
    if hurt is not None:
        people["address"] = hurt.party.address
        people["occupation"] = hurt.party.further.get("occupation", "") or people["occupation"]
    told = {name: words_of(file, name) for name in ("reporter", "reporter_address", "reporter_occupation")}
    texts = {"narrative": file.narrative, **{name: words_of(file, name) for name in ("cause", "injury")}}
    if back:
        people, told = {**dict.fromkeys(people, ""), "name": KEPT_BACK}, dict.fromkeys(told, "")
        texts = {name: without_names(text, names) for name, text in texts.items()}
    return AccidentEntry(
        number=row.number, kind=row.kind, **people, status=words_of(file, "status"), occurred_at=row.occurred_at,
        occurred_about=file.occurred_about, place=file.place, **texts, body=words_of(file, "body_parts"),
        first_aid=words_of(file, "first_aid"),
        reporter=told["reporter"], reporter_address=told["reporter_address"],
        reporter_occupation=told["reporter_occupation"], reported_at=file.reported_at, recorded_at=row.recorded_at,
        recorder=row.recorder, consent=consent, reportable=_reportable(file), stage=row.stage,
        imported_from=f"{source.file}, row {source.row}" if source else "",
        corrections=sum(bool(each.field) for each in file.story), digest=file.digest, name_kept_back=back,
    )  # fmt: skip


def without_names(text: str, names: list[str]) -> str:
    """Give a text in which names, and each longer word of them, are replaced."""
    words = {word for name in names for word in (name, *name.split()) if len(word) >= _SHORTEST_NAME}
    if not words:
        return text
    found = "|".join(re.escape(each) for each in sorted(words, key=len, reverse=True))
    return re.sub(rf"\b(?:{found})\b", "[name kept back]", text, flags=re.IGNORECASE)


def _reportable(file: IncidentFile) -> str:
    values = file.values
    if values.get("reportable") != "yes":
        return values.get("reportable", "")
    what = values.get("riddor_class") or values.get("osha_event") or ""
    reference = values.get("reported_reference", "")
    told = words_of(file, "authority_told_at")
    parts = (what, f"told {told}" if told else "not told yet", f"reference {reference}" if reference else "")
    return "yes: " + ", ".join(filter(None, parts))


def _complainant(file: IncidentFile) -> str:
    found = next((each for each in file.concerned if each.party.role not in _NOT_COMPLAINING), None)
    return _name(found) or ("anonymous" if file.values.get("anonymous") == "yes" else "")


def _name(party: PartyView | None) -> str:
    if party is None:
        return ""
    return KEPT_BACK if party.withheld else party.party.name


def _reached(state: Incident, stage: Stage, *, last: bool = False) -> datetime | None:
    """Give when a stage, or a later one, was reached: at first or, since a reopening undoes it, at last."""
    reach = ORDER.index(stage)
    if last and ORDER.index(state.stage) < reach:
        return None
    found: list[datetime] = []
    before = -1
    for each, stamp in state.stages:
        if ORDER.index(each) >= reach > before:
            found.append(stamp.at)
        before = ORDER.index(each)
    return (found[-1] if last else found[0]) if found else None


def _days(text: str) -> int:
    return min(int(text), MOST_DAYS) if text.isdigit() else 0
