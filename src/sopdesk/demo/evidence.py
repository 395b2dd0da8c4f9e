"""What is kept with the demo's incidents: photos, an e-mail, a statement signed on the screen."""

from datetime import datetime
from email.message import EmailMessage
from math import sin

from sopdesk.demo.photos import photo
from sopdesk.demo.stories import Story
from sopdesk.domain.attachment import Way
from sopdesk.domain.finger import HIGH, Strokes
from sopdesk.services.workspace import Workspace
from sopdesk.views.attachments import GivenFile


def bring(desk: Workspace, by: str, case: str, story: Story, at: datetime) -> None:
    """Attach what belongs to a story, and have its statement written down and signed."""
    party = "p1" if story.customer else ""
    for motif, name, shows in story.photos:
        given = GivenFile(name, photo(motif, at, shows), Way.FILE, at)
        desk.incident_files.add(by=by, incident=case, given=given, description=shows)
    if story.channel == "e-mail" and "email" in story.customer:
        given = GivenFile("their e-mail.eml", _mail(story, at), Way.MAIL, at)
        desk.incident_files.add(by=by, incident=case, given=given, description="As it came", party=party)
    if story.statement:
        name, words = story.statement
        entries = desk.incidents.entries
        entries.record(by=by, incident=case, sort="statement", values={"said_by": name, "statement": words})
        said = desk.incidents.file(case).entries[-1]
        entries.sign(by=by, incident=case, entry=said.entry, digest=said.digest, name=name, strokes=_hand(name))


def _mail(story: Story, at: datetime) -> bytes:
    made = EmailMessage()
    made["From"], made["To"] = story.customer["email"], "hello@meridian.example"
    made["Date"], made["Subject"] = at, "Your café"
    made.set_content(story.narrative)
    return made.as_bytes()


def _hand(name: str) -> Strokes:
    """Give a line such as a hand might write: as long as the name, up and down with its letters."""
    points = []
    for n in range(12 * len(name)):
        letter = ord(name[n // 12]) % 7
        points.append((40 + n * 2, round(HIGH * 0.6 - (18 + 6 * letter) * sin(n / 12 * 6.28))))
    return (tuple(points),)
