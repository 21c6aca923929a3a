"""The resources one by one: how each is found, fetched and told. Those of registers stand beside their shapes."""

from django.db.models import Max, Prefetch, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from policies.exchange.api import actions, letters, progress, registers
from policies.exchange.api.examples import WHOLE_REPLY
from policies.exchange.api.harvest import Source
from policies.exchange.api.problems import Gone
from policies.exchange.api.resource import Resource, among_public
from policies.exchange.exports import Rows, as_dict
from policies.models import (
    Action,
    Addressee,
    Commitment,
    Evidence,
    Handling,
    Organisation,
    OutcomeClass,
    Proposal,
    Proposer,
    Reply,
    State,
    Update,
    line_of,
)
from policies.queries import filters

ACTION_GONE, LETTER_GONE = _("这条举措已移除"), _("这条举措所在的答复已撤回")
REPLY_GONE, PROPOSAL_GONE = _("这件答复已撤回"), _("对这件提案或建议的答复都已撤回")


class Proposals(Resource):
    noun, shape = "proposals", letters.ProposalShape
    label, told_as = Proposal._meta.verbose_name, _("提案、建议、议案：有公开的答复的。")
    find = filters.find_proposals

    page = "proposal"

    def rows(self, found):
        shown = Reply.objects.public().only("pk").order_by("pk")
        return found.select_related("session__place", "category").prefetch_related(
            Prefetch("proposers", Proposer.objects.public(), "public_proposers"),
            Prefetch("handlings", Handling.objects.public().select_related("organisation"), "public_handlings"),
            Prefetch("replies", shown, "public_replies"),
            "satisfactions",
        )

    def prepare(self, rows):
        handlings = [handling for row in rows for handling in row.public_handlings]
        told = among_public(Organisation, (handling.organisation_id for handling in handlings))
        for handling in handlings:
            handling.shown_organisation = handling.organisation.slug if handling.organisation_id in told else None
        for row in rows:
            row.shown_proposers = [each.name for each in row.public_proposers]
            row.shown_replies = [reply.pk for reply in row.public_replies]
            shown = set(row.shown_replies)
            row.shown_satisfactions = [given for given in row.satisfactions.all() if given.reply_id in shown]

    def gone(self, key):
        if Proposal.objects.withdrawn().filter(pk=key).exists():
            last = Reply.objects.withdrawn().filter(proposals=key).order_by("-withdrawn_at").first()
            return Gone(PROPOSAL_GONE, last.withdrawn_at)
        return super().gone(key)


class Replies(Resource):
    noun, shape, whole_shape = "replies", letters.ReplyShape, letters.WholeReplyShape
    whole_example = WHOLE_REPLY
    label, told_as = (
        Reply._meta.verbose_name,
        _("答复：公开的信，逐字收录。清单里没有正文，单件里有；手机号码已遮住。"),
    )
    find = filters.find_replies

    page = "reply"

    def changes(self):
        return Source(self.noun, Reply.objects.once_public(), "changed_at", "withdrawn_at")

    def list(self, request):
        self.is_list = True
        return super().list(request)

    def rows(self, found):
        fetched = found.select_related("place").prefetch_related(
            "issuers__organisation",
            Prefetch("addressees", Addressee.objects.public(), "public_addressees"),
            Prefetch("proposals", Proposal.objects.public().only("pk").order_by("pk"), "all_proposals"),
        )
        return fetched.without_text() if getattr(self, "is_list", False) else fetched

    def prepare(self, rows):
        shown = among_public(Reply, (row.follows_id for row in rows))
        places = {row.place_id for row in rows if row.outcome_mark}
        states = {(each.place_id, each.mark): each.state for each in OutcomeClass.objects.filter(place__in=places)}
        for row in rows:
            row.shown_follows = row.follows_id if row.follows_id in shown else None
            row.shown_outcome = states.get((row.place_id, row.outcome_mark))
            row.shown_proposals = [proposal.pk for proposal in row.all_proposals]
            row.shown_addressees = [addressee.name for addressee in row.public_addressees]

    def gone(self, key):
        reply = Reply.objects.withdrawn().filter(pk=key).only("withdrawn_at").first()
        return Gone(REPLY_GONE, reply.withdrawn_at) if reply else super().gone(key)


class Commitments(Resource):
    noun, shape = "commitments", letters.CommitmentShape
    label, told_as = Commitment._meta.verbose_name, _("承诺事项：答复里一个标题之下的承诺，其下有公开的举措。")
    find = filters.find_commitments

    def changes(self):
        return Source(
            self.noun,
            Commitment.objects.once_public(),
            "reply__changed_at",
            Coalesce("reply__withdrawn_at", "reply__changed_at"),
        )

    def rows(self, found):
        promises = Action.objects.public().only("pk", "commitment").order_by("start", "pk")
        letter = Reply.objects.public().without_text().select_related("place")
        return found.prefetch_related(Prefetch("actions", promises, "public_actions"), Prefetch("reply", letter))

    def prepare(self, rows):
        for row in rows:
            row.shown_actions = [action.pk for action in row.public_actions]


class Actions(Resource):
    noun, shape, whole_shape = "actions", actions.ActionShape, actions.WholeActionShape
    whole_example = actions.EXAMPLE_OF_MORE
    label, told_as = (
        Action._meta.verbose_name,
        _(
            "具体举措：答复里的一句承诺，每条同一承诺只列一次。“overdue”是回答当天的情况：期限（due_on）过后，没有变动也会变。"
        ),
    )
    find = filters.find_actions
    page = "action"

    def changes(self):
        gone_at = Coalesce("removed_at", "reply__withdrawn_at")
        return Source(self.noun, Action.objects.once_public(), "reply__changed_at", gone_at)

    def told(self, rows, *, whole=False):
        rows = list(rows)
        told = [as_dict(row) for row in Rows(rows[0].as_of if rows else None).of(row.pk for row in rows)]
        return [self._whole(*pair) for pair in zip(rows, told, strict=False)] if whole else told

    def _whole(self, action: Action, row: dict) -> dict:
        related = {name: getattr(action, f"{name}_id") for name in actions.RELATED}
        shown = among_public(Action, related.values())
        place = {"reply": action.reply_id, "commitment": action.commitment_id, "start": action.start, "end": action.end}
        return row | place | {name: pk if pk in shown else None for name, pk in related.items()}

    def gone(self, key):
        action = Action.objects.withdrawn().filter(pk=key).select_related("reply").defer("reply__text").first()
        if action is None:
            return super().gone(key)
        if action.reply.withdrawn_at:
            return Gone(LETTER_GONE, action.reply.withdrawn_at)
        return Gone(ACTION_GONE, action.removed_at)


class Updates(Resource):
    noun, shape = "updates", progress.UpdateShape
    label, told_as = (
        Update._meta.verbose_name,
        _("进展：公开过的报告，最近公开的在前。撤回的留着，写明日期和理由；草稿和待审核的不在其中。"),
    )
    find = filters.find_updates

    def changes(self):
        gone_at = Coalesce("action__removed_at", "action__reply__withdrawn_at")
        return Source(self.noun, Update.objects.once_public(), "action__reply__changed_at", gone_at)

    def rows(self, found):
        standing = Update.objects.public().filter(state=State.PUBLISHED).only("pk", "replaces")
        return found.select_related("action", "organisation").prefetch_related(
            Prefetch("corrections", standing, "public_corrections"),
            Prefetch("evidence", Evidence.objects.public().only("pk"), "public_evidence"),
        )

    def prepare(self, rows):
        shown = among_public(Organisation, (row.organisation_id for row in rows))
        lines = line_of({row.action.lead_id for row in rows} - {None})
        for row in rows:
            row.shown_organisation = row.organisation.slug if row.organisation_id in shown else None
            row.is_of_lead = row.organisation_id in lines.get(row.action.lead_id, ())
            row.shown_correction = next((each.pk for each in row.public_corrections), None)
            stands = row.state == State.PUBLISHED and row.shown_correction is None
            row.shown_evidence = [piece.pk for piece in row.public_evidence] if stands else []


class EvidencePieces(Resource):
    noun, shape = "evidence", progress.EvidenceShape
    label, told_as = (
        Evidence._meta.verbose_name,
        _("佐证：公开的进展所依据的网页、文件或有名称的文件；文件只有注明可以公开的。"),
    )
    find = filters.find_evidence

    def changes(self):
        rows = Evidence.objects.once_public().annotate(changed_at=Max("updates__action__reply__changed_at"))
        return Source(self.noun, rows, "changed_at", "changed_at")

    def rows(self, found: QuerySet):
        standing = Update.objects.public().standing().select_related("action").order_by("pk")
        return found.prefetch_related(Prefetch("updates", standing, "public_updates"))

    def prepare(self, rows):
        for row in rows:
            row.first_shown = row.public_updates[0]
            row.shown_updates = [update.pk for update in row.public_updates]


RESOURCES: tuple[type[Resource], ...] = (
    registers.Places,
    registers.Sessions,
    Proposals,
    Replies,
    Commitments,
    Actions,
    Updates,
    EvidencePieces,
    registers.Organisations,
    registers.Categories,
)
