"""What went wrong at the demo café, and how it ended: material for three months of incidents."""

from dataclasses import dataclass, field

from sopdesk.domain.incident import IncidentKind, Severity
from sopdesk.domain.party import PartyRole


@dataclass(frozen=True, slots=True)
class Story:
    """One incident: what was said and done, what was found, how it ended.

    `photos` are motif, name and what it shows; `statement` is who said what, and signed it on the screen.
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


def answered(satisfaction: str, recommendation: str) -> dict[str, str]:
    """Give a follow-up in which the customer answered, and was content."""
    return {
        "how": "phone", "reached": "yes", "satisfaction": satisfaction, "recommendation": recommendation,
        "agrees": "yes", "said": "Asked whether it is settled.",
    }  # fmt: skip


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
    ),
    Story(
        IncidentKind.COMPLAINT,
        "The customer wanted the money back for a ceramic cup bought on Saturday. No receipt. The cup had a crack "
        "along the handle.",
        "Looked at the cup together; offered another one.",
        customer={"name": "Mrs Priya Nair", "phone": "0117 496 0177"},
        details={"category": "quality", "subject": "ceramic cup, blue", "amount": "14.50", "remedy_sought": "refund",
                 **_UPHELD, "remedy_given": "refund, approved by the supervisor", "cost": "14.50"},
        closing=_ACCEPTED, follow_up=answered("5", "10"),
        outcome="Refunded; the supplier was told about the crack.",
    ),
    Story(
        IncidentKind.COMPLAINT,
        "An e-mail: charged twice for two lunches on Tuesday, 12:40 and 12:41, same amount.",
        channel="e-mail", place="", customer={"name": "Daniel Whitcombe", "email": "d.whitcombe@mail.example"},
        details={"category": "price or billing", "reference": "receipt 4471", "amount": "23.80",
                 "remedy_sought": "refund", **_UPHELD, "remedy_given": "second payment refunded"},
        closing=_ACCEPTED, follow_up=answered("4", "8"),
        outcome="The till journal shows both payments; one was refunded.",
    ),
    Story(
        IncidentKind.COMPLAINT,
        "The customer asked whether the lentil soup had celery in it and was told no. The label in the kitchen lists "
        "celery. The customer had eaten two spoons, no symptoms.",
        "Took the soup back, showed the label, apologised, called the shift lead.", "table 2", Severity.HIGH,
        details={"category": "safety or allergen", "subject": "lentil soup", **_UPHELD,
                 "remedy_given": "meal refunded, allergen card put up at the counter"},
        closing=_ACCEPTED, follow_up=answered("3", "5"),
        outcome="Everybody on shift read the allergen procedure again.",
    ),
    Story(
        IncidentKind.DISPUTE,
        "The customer said she had paid with a twenty and got change for a ten. The till showed a ten.",
        "Called the shift lead; the drawer was counted with the customer present.", "till 1", Severity.MEDIUM,
        details={"transaction": "receipt 5120", "amount": "10.00", "tender": "cash",
                 "customer_claim": "Paid with a twenty-pound note at about 15:20.",
                 "house_claim": "The drawer was 10.00 over when it was counted.", "outcome": "refund in full"},
        outcome="Ten pounds were given back; note and change are now laid on the tray until the change is counted.",
    ),
    Story(
        IncidentKind.INJURY,
        "A child slipped on the wet floor by the terrace door and bumped an elbow. The floor had been mopped five "
        "minutes before; the wet floor sign stood at the other end.",
        "Cold pack on the elbow, parents present. The sign was moved, the floor dried.", "terrace door",
        Severity.MEDIUM, customer={"name": "Oscar Lindqvist (with his mother, Karin)", "phone": "0117 496 0155"},
        details={"cause": "Wet floor by the terrace door, sign out of sight.",
                 "injury": "Bruise on the left elbow.", "body_parts": "left elbow (back)",
                 "first_aid": "given", "ambulance": "no", "reportable": "no"},
        closing={"prevention": "Two signs, one at each end; mop after half past two."},
        outcome="The mother called the next day: the child is well.",
        injured=(PartyRole.MINOR, {"name": "Oscar Lindqvist", "guardian": "Karin Lindqvist, his mother",
                                   "address": "4 Orchard Lane, Bristol"}),
        photos=(("found", "terrace door.svg", "The mat by the terrace door"),),
        statement=("Karin Lindqvist", "He ran to the door, the floor was wet, and he fell on his left elbow."),
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
    ),
    Story(
        IncidentKind.NEAR_MISS,
        "A tray with six glasses stood on the edge of the pass and tipped when the door opened. Leo caught it.",
        "Moved the trays to the shelf behind.", "pass",
        details={"could_have": "Broken glass on the floor beside the queue.",
                 "prevention": "A line on the pass: nothing in front of it."}, outcome="The line is taped.",
    ),
    Story(
        IncidentKind.SECURITY,
        "The back door alarm went off at 06:12, before anybody was in. The camera shows the delivery driver trying the "
        "handle.",
        "Looked at the camera, called the driver.", "back door",
        details={"checked": "yes", "real": "false", "action": "Told the supplier that deliveries start at seven."},
        outcome="False alarm; the driver has the new times.",
    ),
    Story(
        IncidentKind.ABUSE,
        "A man at the counter raised his voice about the queue and called Mei names, from 17:40 to 17:44. Said 'you "
        "are useless' twice.",
        "Asked him once to stop; called the supervisor, who asked him to leave.", severity=Severity.MEDIUM,
        details={"said_or_done": "'You are useless', twice, shouting.", "warning": "17:42, by Mei.",
                 "supervisor_called": "yes", "contact_ended": "yes", "ban": "none"},
        outcome="He left. Mei took a break and went on.",
    ),
    Story(
        IncidentKind.COMPLAINT,
        "The Wi-Fi password on the receipt did not work for three customers in a row this afternoon.",
        "Wrote the new one on the board.",
        details={"category": "other", "subject": "Wi-Fi", **_UPHELD, "remedy_given": "receipt text changed"},
        closing={"accepted": "no reply"}, outcome="The receipt shows the new password.",
    ),
    Story(
        IncidentKind.DISPUTE,
        "Chargeback announced by the card company for a gift box of 48.00 bought in the shop; the buyer says it never "
        "arrived. We have a signature of the courier.",
        channel="letter", place="shop", severity=Severity.MEDIUM,
        details={"transaction": "web order 2207", "amount": "48.00", "tender": "card", "last_four": "0042",
                 "customer_claim": "The box never arrived.", "house_claim": "Signed for by a neighbour, flat 3.",
                 "outcome": "goodwill"},
        outcome="A second box was sent; the neighbour had the first one.",
    ),
)  # fmt: skip
