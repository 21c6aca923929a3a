"""What people do to the record: functions, keyword-only, atomic, that refuse with a sentence (`Refused`)."""

from policies.changes.actions import (
    add_action,
    assign_lead,
    edit_action,
    publish_action,
    remove_action,
    revise_deadline,
)
from policies.changes.merging import merge_actions, separate_action
from policies.changes.registry import save
from policies.changes.replies import confirm_reading, edit_reply, publish_reply, resolve_doubt, withdraw_reply
from policies.changes.updates import (
    closed_to_updates,
    edit_update,
    publish_update,
    record_update,
    return_update,
    submit_update,
    withdraw_update,
)
from policies.rights import Refused

__all__ = [
    "Refused",
    "add_action",
    "assign_lead",
    "closed_to_updates",
    "confirm_reading",
    "edit_action",
    "edit_reply",
    "edit_update",
    "merge_actions",
    "publish_action",
    "publish_reply",
    "publish_update",
    "record_update",
    "remove_action",
    "resolve_doubt",
    "return_update",
    "revise_deadline",
    "save",
    "separate_action",
    "submit_update",
    "withdraw_reply",
    "withdraw_update",
]
