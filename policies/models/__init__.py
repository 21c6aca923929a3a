"""The record: one file per noun, its QuerySet above it."""

from policies.models import histories  # noqa: F401 - gives the models their history
from policies.models.account import Account, AccountState
from policies.models.action import Action, StrengthChoices, quote_key
from policies.models.addressee import Addressee
from policies.models.audit import AuditEntry, AuditKind
from policies.models.category import Category
from policies.models.commitment import Commitment
from policies.models.deadline_change import DeadlineChange
from policies.models.edition import Edition, begin_edition, edition, lock_record
from policies.models.evidence import EVIDENCE_FOLDER, Evidence, EvidenceKind
from policies.models.handling import Handling, Role
from policies.models.head_change import HeadChange
from policies.models.issuer import Issuer, only_one
from policies.models.ledger_entry import LONGEST_LINE, LedgerEntry
from policies.models.ledger_import import ImportState, LedgerImport, LedgerMapping, LedgerRow
from policies.models.ledger_import import Outcome as RowOutcome
from policies.models.membership import Membership
from policies.models.organisation import Organisation, OrganisationName, line_of
from policies.models.outcome_class import Mark, Outcome, OutcomeClass
from policies.models.partner import Partner
from policies.models.place import Level, Place
from policies.models.preference import Language, Preference
from policies.models.proposal import Kind, Proposal, Proposer, number_key
from policies.models.quote_change import QuoteChange
from policies.models.reader_correction import LONGEST_CORRECTION, CorrectionState, ReaderCorrection, Verdict
from policies.models.reading import ANSWERED_BY, DIFFERENCES, RECORD_ONLY, Doubt, Reading, reader_language
from policies.models.recording import erase_history, recording
from policies.models.register_change import ChangedKind, RegisterChange
from policies.models.reminder import Delivery, Digest, Reminder
from policies.models.replacement import How, Replacement
from policies.models.reply import Reply, ReplyForm, ReplyKind, text_key
from policies.models.reply_index import ReplyByCategory, ReplyByOrganisation
from policies.models.satisfaction import Opinion, Satisfaction
from policies.models.session import BodyChoices, Session
from policies.models.status import NEEDS_EVIDENCE, REPORTABLE, Status
from policies.models.status_period import STILL, CategoryStatusPeriod, StatusPeriod
from policies.models.tally import DayTally, MonthTally, Tally
from policies.models.update import Remark, State, Update
from policies.models.visibility import seen, seen_or_public, sees

__all__ = [
    "ANSWERED_BY",
    "DIFFERENCES",
    "RECORD_ONLY",
    "EVIDENCE_FOLDER",
    "LONGEST_CORRECTION",
    "LONGEST_LINE",
    "NEEDS_EVIDENCE",
    "REPORTABLE",
    "Account",
    "AccountState",
    "Action",
    "Addressee",
    "AuditEntry",
    "AuditKind",
    "BodyChoices",
    "Category",
    "ReplyByCategory",
    "CategoryStatusPeriod",
    "Commitment",
    "CorrectionState",
    "DeadlineChange",
    "DayTally",
    "Delivery",
    "Digest",
    "Doubt",
    "Evidence",
    "EvidenceKind",
    "Handling",
    "HeadChange",
    "How",
    "ImportState",
    "Issuer",
    "Kind",
    "Language",
    "LedgerEntry",
    "LedgerImport",
    "LedgerMapping",
    "LedgerRow",
    "Level",
    "Mark",
    "Membership",
    "MonthTally",
    "Opinion",
    "Organisation",
    "OrganisationName",
    "ReplyByOrganisation",
    "Outcome",
    "OutcomeClass",
    "Partner",
    "Place",
    "Preference",
    "Proposal",
    "Proposer",
    "QuoteChange",
    "ReaderCorrection",
    "Reading",
    "Reminder",
    "Remark",
    "Replacement",
    "Reply",
    "ReplyForm",
    "ReplyKind",
    "Role",
    "RowOutcome",
    "Satisfaction",
    "Session",
    "STILL",
    "StatusPeriod",
    "State",
    "Status",
    "StrengthChoices",
    "Tally",
    "RegisterChange",
    "ChangedKind",
    "Update",
    "Verdict",
    "erase_history",
    "line_of",
    "number_key",
    "only_one",
    "quote_key",
    "reader_language",
    "recording",
    "seen",
    "seen_or_public",
    "sees",
    "text_key",
    "Edition",
    "edition",
    "begin_edition",
    "lock_record",
]
