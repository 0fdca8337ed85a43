"""A plan as JSON, in the shape that scripts rely on."""

from agents.plan import Dose, Plan
from knowledge.units import Load


def shown(found: Plan) -> dict[str, object]:
    """The plan as it is written: *lead_up* and *amrap* only where there is one."""
    offer, envelope = found.offer, found.envelope
    return {
        "action": found.action.value,
        "next": _dose(found.dose) if found.dose else None,
        **({"lead_up": [_dose(dose) for dose in found.lead_up]} if found.lead_up else {}),
        "envelope": {"min": _number(envelope.low), "max": _number(envelope.high)} if envelope else None,
        "reasons": [{"rule": reason.rule, "text": reason.text} for reason in found.reasons],
        "pr_offer": {
            "weight": _number(offer.load),
            "unit": offer.load.unit.value,
            "reps": offer.reps,
            "probability": offer.probability,
            "due_on": offer.due_on.isoformat(),
        }
        if offer
        else None,
        "flags": list(found.flags),
    }


def _dose(dose: Dose) -> dict[str, object]:
    written: dict[str, object] = {
        "weight": _number(dose.load),
        "unit": dose.load.unit.value,
        "reps": dose.reps,
        "sets": dose.sets,
    }
    return {**written, "amrap": True} if dose.amrap else written


def _number(load: Load) -> int | float:
    return int(load.amount) if load.amount == int(load.amount) else float(load.amount)
