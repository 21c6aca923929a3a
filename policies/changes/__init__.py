"""What people do to the record: functions, keyword-only, atomic, that refuse with a sentence (`Refused`)."""

from policies.changes.accounts import (
    change_role,
    deactivate_account,
    edit_account,
    invite_account,
    invite_again,
    join_unit,
    reactivate_account,
    set_membership_dates,
    unlock_account,
)
from policies.changes.actions import assign_lead, edit_action, publish_action, remove_action, revise_deadline
from policies.changes.answers import drop_proposal, edit_proposal
from policies.changes.bulk import MOST_AT_ONCE, RefusedSome, change_many, try_many
from policies.changes.commitments import assign_leads, categorise, edit_commitment
from policies.changes.corrections import HEAD, correct_reply, correct_span
from policies.changes.differences import take_difference
from policies.changes.doubts import resolve_doubt
from policies.changes.evidence import add_evidence
from policies.changes.heads import edit_reply, register_unit
from policies.changes.ledger import ENTRY_FIELDS, check_ledger, edit_ledger
from policies.changes.merging import merge_actions, separate_action
from policies.changes.reader_corrections import (
    TooMany,
    answer_correction,
    decline_correction,
    mail_answer_again,
    receive_correction,
    withdraw_answer,
)
from policies.changes.registry import deed_of, erase, save
from policies.changes.replies import confirm_reading, publish_reply, withdraw_reply
from policies.changes.reply_order import follow_reply
from policies.changes.sentences import add_action, join_actions, split_action
from policies.changes.superseding import ENDED, restore_action, split_published_action, supersede_action
from policies.changes.units import merge_units, rename_unit, succeed_unit
from policies.changes.updates import (
    closed_to_updates,
    edit_update,
    publish_update,
    record_update,
    return_update,
    submit_update,
    withdraw_update,
)
from policies.refusal import Refused

__all__ = [
    "ENDED",
    "ENTRY_FIELDS",
    "HEAD",
    "MOST_AT_ONCE",
    "Refused",
    "RefusedSome",
    "TooMany",
    "add_action",
    "add_evidence",
    "answer_correction",
    "assign_lead",
    "assign_leads",
    "categorise",
    "change_many",
    "change_role",
    "check_ledger",
    "closed_to_updates",
    "confirm_reading",
    "deactivate_account",
    "correct_reply",
    "correct_span",
    "decline_correction",
    "deed_of",
    "drop_proposal",
    "edit_account",
    "edit_action",
    "edit_commitment",
    "edit_ledger",
    "edit_proposal",
    "edit_reply",
    "edit_update",
    "erase",
    "invite_account",
    "invite_again",
    "follow_reply",
    "join_actions",
    "join_unit",
    "mail_answer_again",
    "merge_actions",
    "merge_units",
    "publish_action",
    "publish_reply",
    "publish_update",
    "reactivate_account",
    "receive_correction",
    "record_update",
    "register_unit",
    "remove_action",
    "rename_unit",
    "resolve_doubt",
    "restore_action",
    "return_update",
    "revise_deadline",
    "save",
    "separate_action",
    "set_membership_dates",
    "split_action",
    "split_published_action",
    "submit_update",
    "succeed_unit",
    "supersede_action",
    "take_difference",
    "try_many",
    "unlock_account",
    "withdraw_answer",
    "withdraw_reply",
    "withdraw_update",
]
