"""What went wrong at the demo café, and how it ended: material for three months of incidents."""

from dataclasses import dataclass, field
from datetime import time

from sopdesk.domain.incident import IncidentKind, Severity, Stage
from sopdesk.domain.party import PartyRole


@dataclass(frozen=True, slots=True)
class Story:
    """One incident: what was said and done, what was found, how it ended.

    `under` are the numbers of the procedures that it falls under; `at` is the time of day at which it happened, where
    the words name one; `again` is what may happen in any week. `photos` are motif, name and what it shows;
    `statement` is who said what, and signed it on the screen.
    """

    kind: IncidentKind
    narrative: str
    done_at_once: str = ""
    place: str = "at the counter"
    severity: Severity = Severity.LOW
    channel: str = "in person"
    customer: dict[str, str] = field(default_factory=dict)
    details: dict[str, str] = field(default_factory=dict)
    closing: dict[str, str] = field(default_factory=dict)
    follow_up: dict[str, str] = field(default_factory=dict)
    outcome: str = ""
    injured: tuple[PartyRole, dict[str, str]] | None = None
    photos: tuple[tuple[str, str, str], ...] = ()
    statement: tuple[str, str] | None = None
    under: tuple[str, ...] = ()
    at: time | None = None
    again: bool = False


def answered(satisfaction: str, recommendation: str) -> dict[str, str]:
    """Give a follow-up in which the customer answered, and was content."""
    return {
        "how": "phone", "reached": "yes", "satisfaction": satisfaction, "recommendation": recommendation,
        "agrees": "yes", "said": "Asked whether it is settled.",
    }  # fmt: skip


def said_at(stage: Stage, kind: IncidentKind) -> str:
    """Give what is written when an incident of a kind goes on to a stage."""
    if stage is Stage.RESOLVED:
        return "Settled as written in the file."
    words = _OF_CUSTOMERS if kind in {IncidentKind.COMPLAINT, IncidentKind.DISPUTE} else _AMONG_US
    if stage is Stage.FOLLOWED_UP and kind in {IncidentKind.ACCIDENT, IncidentKind.INJURY}:
        return "Asked how they are: well again."
    return words[stage]


_OF_CUSTOMERS = {
    Stage.ACKNOWLEDGED: "Told the customer that we have it and when they will hear from us.",
    Stage.INVESTIGATING: "Asked those who were on shift and looked at the till and the checklist.",
    Stage.FOLLOWED_UP: "Asked once more whether all is well.",
}
_AMONG_US = {
    Stage.ACKNOWLEDGED: "Read, and talked about with those who were there.",
    Stage.INVESTIGATING: "Looked at the place with those who were on shift.",
    Stage.FOLLOWED_UP: "Looked at it again: what was agreed is done.",
}
_UPHELD = {"finding": "upheld"}
_ACCEPTED = {"accepted": "yes"}

STORIES = (
    Story(
        IncidentKind.COMPLAINT,
        "The customer said the flat white was cold when it reached the table, and that nobody had looked over for ten "
        "minutes. Two other tables were waiting at the time.",
        "Made the coffee again and brought it over.", "table 6",
        details={"category": "quality", "subject": "flat white", **_UPHELD, "remedy_given": "new coffee, no charge"},
        closing=_ACCEPTED, outcome="The customer was content with the new coffee.",
        under=("SOP-008",), again=True,
    ),
    Story(
        IncidentKind.COMPLAINT,
        "The customer wanted the money back for a ceramic cup bought last week. No receipt. The cup had a crack "
        "along the handle.",
        "Looked at the cup together; offered another one.",
        customer={"name": "Mrs Priya Nair", "phone": "0117 496 0177"},
        details={"category": "quality", "subject": "ceramic cup, blue", "amount": "14.50", "remedy_sought": "refund",
                 **_UPHELD, "remedy_given": "refund, approved by the supervisor", "cost": "14.50"},
        closing=_ACCEPTED, follow_up=answered("5", "10"),
        outcome="Refunded; the supplier was told about the crack.", under=("SOP-011", "SOP-010"),
    ),
    Story(
        IncidentKind.COMPLAINT,
        "An e-mail: charged twice for two lunches today, 12:40 and 12:41, same amount.",
        channel="e-mail", place="", customer={"name": "Daniel Whitcombe", "email": "d.whitcombe@mail.example"},
        details={"category": "price or billing", "reference": "receipt 4471", "amount": "23.80",
                 "remedy_sought": "refund", **_UPHELD, "remedy_given": "second payment refunded"},
        closing=_ACCEPTED, follow_up=answered("4", "8"),
        outcome="The till journal shows both payments; one was refunded.", under=("SOP-012",), at=time(12, 41),
    ),
    Story(
        IncidentKind.COMPLAINT,
        "The customer asked whether the lentil soup had celery in it and was told no. The label in the kitchen lists "
        "celery. The customer had eaten two spoons, no symptoms.",
        "Took the soup back, showed the label, apologised, called the shift lead.", "table 2", Severity.HIGH,
        details={"category": "safety or allergen", "subject": "lentil soup", **_UPHELD,
                 "remedy_given": "meal refunded, allergen card put up at the counter"},
        closing=_ACCEPTED, follow_up=answered("3", "5"),
        outcome="Everybody on shift read the allergen procedure again.", under=("SOP-007", "SOP-008"),
    ),
    Story(
        IncidentKind.DISPUTE,
        "The customer said she had paid with a twenty and got change for a ten. The till showed a ten.",
        "Called the shift lead; the drawer was counted with the customer present.", "till 1", Severity.MEDIUM,
        details={"transaction": "receipt 5120", "amount": "10.00", "tender": "cash",
                 "customer_claim": "Paid with a twenty-pound note at about 15:20.",
                 "house_claim": "The drawer was 10.00 over when it was counted.", "outcome": "refund in full"},
        outcome="Ten pounds were given back; note and change are now laid on the tray until the change is counted.",
        under=("SOP-012", "SOP-004"), at=time(15, 20),
    ),
    Story(
        IncidentKind.INJURY,
        "A child slipped on the wet floor by the terrace door and bumped an elbow. The floor had been mopped five "
        "minutes before; the wet floor sign stood at the other end.",
        "Cold pack on the elbow, parents present. The sign was moved, the floor dried.", "terrace door",
        Severity.MEDIUM, customer={"name": "Karin Lindqvist", "phone": "0117 496 0155"},
        details={"cause": "Wet floor by the terrace door, sign out of sight.",
                 "injury": "Bruise on the left elbow.", "body_parts": "left elbow (back)",
                 "first_aid": "given", "ambulance": "no", "reportable": "no"},
        closing={"prevention": "Two signs, one at each end; mop after half past two."},
        outcome="The mother called the next day: the child is well.",
        injured=(PartyRole.MINOR, {"name": "Oscar Lindqvist", "guardian": "Karin Lindqvist, his mother",
                                   "address": "4 Orchard Lane, Bristol"}),
        photos=(("found", "terrace door.svg", "The mat by the terrace door"),),
        statement=("Karin Lindqvist", "He ran to the door, the floor was wet, and he fell on his left elbow."),
        under=("SOP-015", "SOP-016"),
    ),
    Story(
        IncidentKind.ACCIDENT,
        "Leo burned two fingers on the steam wand while purging it.",
        "Twenty minutes under cold running water, burn dressing.", "espresso machine", Severity.MEDIUM,
        details={"cause": "The wand was turned towards the hand.", "injury": "Two fingers, right hand, reddened.",
                 "body_parts": "right finger (front); right finger (back)",
                 "first_aid": "given", "first_aid_by": "Tomasz Zielinski", "reportable": "no"},
        closing={"prevention": "Purge into the tray with the cloth, wand turned away."},
        outcome="Back on shift the same day.",
        injured=(PartyRole.STAFF, {"name": "Leo Fontaine", "occupation": "Barista",
                                   "address": "19 Mill Road, Bristol"}),
        under=("SOP-015",),
    ),
    Story(
        IncidentKind.NEAR_MISS,
        "A tray with six glasses stood on the edge of the pass and tipped when the door opened. Leo caught it.",
        "Moved the trays to the shelf behind.", "pass",
        details={"could_have": "Broken glass on the floor beside the queue.",
                 "prevention": "A line on the pass: nothing in front of it."}, outcome="The line is taped.",
        under=("SOP-016",),
    ),
    Story(
        IncidentKind.SECURITY,
        "The back door alarm went off at 06:12, before anybody was in. The camera shows the delivery driver trying the "
        "handle.",
        "Looked at the camera, called the driver.", "back door",
        details={"alert_source": "alarm", "checked": "yes", "real": "false",
                 "action": "Told the supplier that deliveries start at seven."},
        outcome="False alarm; the driver has the new times.", under=("SOP-021",), at=time(6, 12),
    ),
    Story(
        IncidentKind.ABUSE,
        "A man at the counter raised his voice about the queue and called Mei names, from 17:40 to 17:44. Said 'you "
        "are useless' twice.",
        "Asked him once to stop; called the supervisor, who asked him to leave.", severity=Severity.MEDIUM,
        details={"said_or_done": "'You are useless', twice, shouting.", "warning": "17:42, by Mei.",
                 "supervisor_called": "yes", "contact_ended": "yes", "ban": "none"},
        outcome="He left. Mei took a break and went on.", under=("SOP-020",), at=time(17, 40),
    ),
    Story(
        IncidentKind.COMPLAINT,
        "The Wi-Fi password on the receipt did not work for three customers in a row this afternoon.",
        "Wrote the new one on the board.",
        details={"category": "other", "subject": "Wi-Fi", **_UPHELD, "remedy_given": "receipt text changed"},
        closing={"accepted": "no reply"}, outcome="The receipt shows the new password.",
        under=("SOP-024",), again=True,
    ),
    Story(
        IncidentKind.DISPUTE,
        "Chargeback announced by the card company for a gift box of 48.00 ordered on our page; the buyer says it never "
        "arrived. We have a signature of the courier.",
        channel="letter", place="", severity=Severity.MEDIUM,
        customer={"name": "Helen Marsh", "email": "h.marsh@mail.example"},
        details={"transaction": "web order 2207", "amount": "48.00", "tender": "card", "last_four": "0042",
                 "customer_claim": "The box never arrived.", "house_claim": "Signed for by a neighbour, flat 3.",
                 "outcome": "goodwill"},
        outcome="A second box was sent; the neighbour had the first one.", under=("SOP-012",),
    ),
    Story(
        IncidentKind.COMPLAINT,
        "The customer waited twenty-five minutes for two toasties. The ticket had fallen behind the printer.",
        "Made them at once and brought them to the table.", "table 4",
        details={"category": "late or missing", "subject": "two toasties", **_UPHELD, "remedy_given": "not charged"},
        closing=_ACCEPTED, outcome="The printer now stands against the wall.", under=("SOP-008",), again=True,
    ),
    Story(
        IncidentKind.COMPLAINT,
        "A hair in the chicken salad, found after the first fork.",
        "Took the plate back, showed it to the kitchen, made another one.", "table 11", Severity.MEDIUM,
        details={"category": "quality", "subject": "chicken salad", **_UPHELD, "remedy_given": "meal not charged"},
        closing=_ACCEPTED, outcome="The kitchen was reminded of nets and caps.", under=("SOP-008",),
    ),
    Story(
        IncidentKind.COMPLAINT,
        "A customer in a wheelchair could not reach the toilet: two high chairs and a parasol stood in the corridor.",
        "Cleared the corridor, apologised.", "corridor", Severity.MEDIUM, customer={"name": "Alan Price"},
        details={"category": "access", "subject": "way to the toilet", **_UPHELD,
                 "remedy_given": "corridor cleared, apology"},
        closing=_ACCEPTED, outcome="High chairs have their place by the coat stand; the toilet round looks at it.",
        under=("SOP-008", "SOP-038"),
    ),
    Story(
        IncidentKind.DISPUTE,
        "A party of six was charged for seven afternoon teas. They had booked for seven and one did not come.",
        "Called the supervisor; looked at the booking together.", "back room", Severity.LOW,
        customer={"name": "Grace Holloway", "phone": "0117 496 0163"},
        details={"about": "billing", "transaction": "receipt 5308", "amount": "19.50", "tender": "card",
                 "customer_claim": "Six came, six ate.", "house_claim": "Seven were booked and laid for.",
                 "outcome": "refund in full"},
        outcome="One tea was refunded; the booking mail now says until when guests can be taken off.",
        under=("SOP-012",),
    ),
    Story(
        IncidentKind.ACCIDENT,
        "A glass was broken in the dishwasher rack. Mei-Ling cut a finger when she emptied it.",
        "Rinsed, pressed, plaster; the rack was emptied with gloves.", "dishwasher", Severity.LOW,
        details={"cause": "A broken glass among the others in the rack.", "injury": "Cut, one centimetre.",
                 "body_parts": "left finger (front)", "first_aid": "given", "first_aid_by": "Amira Haddad",
                 "reportable": "no"},
        closing={"prevention": "Look into the rack before reaching into it; gloves hang beside it."},
        outcome="Went on working after ten minutes.",
        injured=(PartyRole.STAFF, {"name": "Mei-Ling Okafor", "occupation": "Front of house",
                                   "address": "27 Cotham Hill, Bristol"}),
        under=("SOP-015",),
    ),
    Story(
        IncidentKind.NEAR_MISS,
        "Crates of the morning’s delivery stood in front of the fire door until eleven.",
        "Moved them to the store.", "back door",
        details={"could_have": "Nobody gets out that way in a fire.",
                 "prevention": "Yellow lines on the floor; drivers are told at the door."},
        outcome="The lines are painted.", under=("SOP-029", "SOP-023"), at=time(10, 50),
    ),
    Story(
        IncidentKind.SECURITY,
        "A twenty felt smooth, and the pen drew a black line. The customer said he had it from a cash machine and paid "
        "by card.",
        "Gave the note back, wrote down what it looked like.", "till 2", Severity.MEDIUM,
        details={"alert_source": "till or payments", "checked": "yes", "real": "real",
                 "action": "Told the other tills and the shop next door."},
        outcome="No second one was seen.", under=("SOP-022",),
    ),
)  # fmt: skip
