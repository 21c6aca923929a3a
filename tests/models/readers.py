"""What the database refuses and takes of the corrections that readers send."""

from django.utils import timezone

from policies.models import ReaderCorrection
from tests.factories import make_staff
from tests.models.builders import action, new

NOW = timezone.now()
SETTLED = {"settled_at": NOW, "settled_by": make_staff}
ANSWERED = {"state": "answered", "verdict": "accepted", "answer": "已按来源更正。"} | SETTLED
DECLINED = {"state": "declined", "remark": "与举措无关。"} | SETTLED
WITHDRAWN = ANSWERED | {
    "state": "withdrawn",
    "withdrawn_at": NOW,
    "withdrawn_by": make_staff,
    "withdrawn_reason": "答错了",
}


def sent(**fields):
    return new(ReaderCorrection, action=action, **({"text": "这条路去年就已修好。"} | fields))


READERS = {
    "correction_has_text": (sent(text=""), sent()),
    "correction_settled_with_time_and_person": (sent(**(DECLINED | {"settled_by": None})), sent(**DECLINED)),
    "correction_answered_with_words": (sent(**(ANSWERED | {"answer": ""})), sent(**ANSWERED)),
    "correction_declined_with_remark": (sent(**(DECLINED | {"remark": ""})), sent(**DECLINED)),
    "correction_withdrawn_with_reason": (sent(**(WITHDRAWN | {"withdrawn_reason": ""})), sent(**WITHDRAWN)),
}
