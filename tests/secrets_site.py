"""A site with what everybody may see, and around it everything that nobody may: unpublished, withdrawn, removed, internal."""

from datetime import date

from django.contrib.auth import get_user_model

from policies import changes
from policies.models import Action, Category, Evidence, Handling, Proposal, Reply
from tests.factories import (
    make_action,
    make_category,
    make_correction,
    make_place,
    make_proposal,
    make_reply,
    make_staff,
    make_unit,
    make_update,
)

# So that a calendar has something to show, and to hide.
DUE = date(2099, 12, 31)

# Each hidden thing bears a word of its own; nothing else in the tests contains it.
HIDDEN = [
    "暗引", "暗题", "暗函", "暗文", "暗标", "暗案", "暗员", "暗局", "暗类", "暗地",  # an unpublished letter and all its parts
    "撤引", "撤题", "撤函", "撤文", "撤标", "撤案", "撤因",  # a withdrawn one, with an update
    "稿因", "送因", "退因", "退评",  # a draft, a submitted and a returned update, and the remark
    "除由",  # why an action was removed
    "旧题", "旧局", "旧类", "旧案", "前局",  # how things stood before they were published
    "撤佐", "稿佐", "密件名",  # evidence of what does not stand; a file that is not public
    "读暗", "读拒", "读据", "读批", "读撤", "答撤", "读址",  # corrections: open, declined and why, not ticked, withdrawn
    "账室", "账人", "账话", "账施", "账标", "账核", "账注", "旧账",  # what only the ledger of staff holds, and held before
    "职员甲", "87654321",  # staff; a personal phone number
]  # fmt: skip
SHOWN = {
    "actions": ["明引"],
    "workbook": ["明类"],
    "action": ["明引", "明标", "明因", "明佐", "明局", "明类", "明函", "读明", "答明", "撤答由", "139********"],
    "correction": ["明引"],
    "correction received": ["/correction/"],
    "replies": ["明题", "明函", "明局"],
    "reply": ["明题", "明函", "明引", "明标", "明文", "明局", "明员", "138********"],
    "proposals": ["明案"],
    "proposal": ["明案", "明员", "明引", "明局"],
    "proposer": ["明员", "明案", "明引", "明题"],
    "organisations": ["明局"],
    "organisation": ["明局", "明引", "明题"],
    "categories": ["明类"],
    "category": ["明类", "明引", "明题"],
    "overview": ["明引", "明因", "明局", "明类"],
    "statistics": ["明局"],
    "about": ["尚未反馈"],
    "data": ["proposal_numbers"],
    "api page": ["updated_after"],
    "card": ["明引", "明局"],
    "action history": ["邻局", "明局"],
    "proposal history": ["改案", "明案"],
    "search": ["明引", "明题", "明案", "明局"],
    "organisation history": ["改局", "明局"],
    "category history": ["改类", "明类"],
    "action feed": ["明引", "明因", "明局", "明类", "明函", "138********"],
    "story feed": ["明引", "明因", "明佐", "明局", "填错了"],
    "reply feed": ["明题", "明函", "明引", "明案", "明局"],
    "proposal feed": ["明案", "明题", "明局"],
    "calendar": ["明引", "明局", "明类", "明函", "138********"],
}


def build_site() -> dict[str, str]:
    """One public letter with a public update; around it everything that must not be seen. Return the doors."""
    staff = make_staff()
    get_user_model().objects.update(first_name="职员甲", last_name="职员甲", email="职员甲@example.org")
    category = Category.objects.create(name="旧类", slug="明类")
    unit, proposal = make_unit("旧局", slug="明局"), make_proposal(title="旧案", category=category)
    _rename(category, "明类"), _rename(unit, "明局"), _rename(proposal, "明案")
    proposal.proposers.create(name="明员")
    reply = make_reply(
        published=False,
        quotes=["明引一将于年底前完成", "除引将于年底前完成"],
        heading="明标",
        lead=unit,
        category=category,
        proposal=proposal,
        title="旧题",
        document_number="明函1号",
        due_on=DUE,
        opening="明文：联系电话13887654321。未引将于年底前完成。\n\n",
    )
    action, removed = reply.actions.order_by("start")
    changes.edit_reply(reply=reply, title="明题，电话13887654321", by=staff)
    for lead in (make_unit("前局"), unit):
        changes.assign_lead(action=action, organisation=lead, by=staff)
    changes.publish_reply(reply=reply, by=staff)
    for lead in (make_unit("邻局"), unit):
        changes.assign_lead(action=action, organisation=lead, by=staff)
    _rename(category, "改类", "明类"), _rename(unit, "改局", "明局"), _rename(proposal, "改案，13887654321", "明案")
    changes.remove_action(action=removed, reason="除由", by=staff)
    make_action(reply.commitments.get(), "未引将于年底前完成", lead=make_unit("明局"), due_on=DUE)
    make_update(
        action, "in_progress", date(2025, 9, 1), reason="明因", evidence=[Evidence(kind="document", title="明佐")]
    )
    secret = Evidence(kind="file", title="明件", file="evidence/2025/密件名.pdf")
    make_update(action, "in_progress", date(2025, 9, 2), reason="又明因", evidence=[secret])
    withdrawn = make_update(action, "done", reason="误报", evidence=[Evidence(kind="document", title="撤佐")])
    changes.withdraw_update(update=withdrawn, reason="填错了", by=staff)
    make_update(
        action, "done", reason="稿因", draft=True, published=False, evidence=[Evidence(kind="document", title="稿佐")]
    )
    make_update(action, "done", reason="送因", published=False)
    changes.return_update(update=make_update(action, "done", reason="退因", published=False), remark="退评", by=staff)
    dark = _dark_letter("暗", proposal=make_proposal(title="暗案"), lead=make_unit("暗局", place=make_place("暗地县")))
    _dark_letter("撤", proposal=make_proposal(title="撤案"), withdrawn=True, told=staff)
    _corrections(action, staff)
    _ledger(action, staff)
    # A public proposal also answered by a letter that is not public.
    dark.proposals.add(proposal)
    Handling.objects.create(proposal=proposal, organisation=make_unit("明局"), role="lead", reply=reply)
    in_the_dark = {"organisation": dark.issuers.get().organisation, "role": "separate", "reply": dark}
    Handling.objects.create(proposal=proposal, **in_the_dark)
    reply.addressees.create(name="明员")
    dark.addressees.create(name="暗员")
    return {
        "overview": "/",
        "actions": "/actions/",
        "action": f"/actions/{action.pk}/",
        "workbook": "/actions/workbook/?category=明类",
        "correction": f"/actions/{action.pk}/correction/",
        "correction received": f"/actions/{action.pk}/correction/received/",
        "replies": "/replies/",
        "reply": f"/replies/{reply.pk}/",
        "proposals": "/proposals/",
        "proposal": f"/proposals/{proposal.pk}/",
        "proposer": f"/proposers/{make_place().pk}/明员/",
        "organisations": "/organisations/",
        "organisation": "/organisations/明局/",
        "categories": "/categories/",
        "category": "/categories/明类/",
        "statistics": "/statistics/",
        "about": "/about/",
        "data": "/data/",
        "api page": "/api/",
        "card": f"/actions/{action.pk}/embed/",
        "action history": f"/actions/{action.pk}/history/",
        "proposal history": f"/proposals/{proposal.pk}/history/",
        "search": "/search/?q=-没有",
        "organisation history": "/organisations/明局/history/",
        "category history": "/categories/明类/history/",
        "action feed": "/actions.atom",
        "story feed": f"/actions/{action.pk}.atom",
        "reply feed": "/replies.atom",
        "proposal feed": "/proposals.atom",
        "calendar": "/actions.ics",
    }


def _corrections(action: Action, staff) -> None:
    """Readers' corrections of every state to a public action, each with an address for the answer."""
    made = [
        changes.receive_correction(
            action=action,
            text=text,
            source="https://example.org/读址",
            email="a@读址.example",
            language="en",
            address=None,
        )
        for text in ("读暗", "读拒", "读批", "读撤")
    ]
    changes.decline_correction(correction=made[1], remark="读据", by=staff)
    changes.answer_correction(correction=made[2], verdict="explained", answer="答明，电话13987654321", by=staff)
    gone = changes.answer_correction(
        correction=made[3], verdict="accepted", answer="答撤", text_is_public=True, by=staff
    )
    changes.withdraw_answer(correction=gone, reason="撤答由", by=staff)
    shown = make_correction(action, "读明")
    changes.answer_correction(correction=shown, verdict="accepted", answer="已改", text_is_public=True, by=staff)


def _ledger(action: Action, staff) -> None:
    """Fill every column of the ledger that is for staff alone, and change it once."""
    columns = {"office": "账室", "officer": "账人", "phone": "账话", "measures": "账施", "year_goal": "账标"}
    for remarks in ("旧账", "账注"):
        changes.edit_ledger(action=action, remarks=remarks, **columns, by=staff)
    changes.check_ledger(action=action, remark="账核", by=staff)


def _rename(row, *names: str) -> None:
    """Give a unit, a category or a proposal these names, one after the other."""
    for name in names:
        setattr(row, "title" if isinstance(row, Proposal) else "name", name)
        changes.save(obj=row, by=make_staff())


def _dark_letter(mark: str, *, proposal: Proposal, withdrawn: bool = False, told=None, lead=None) -> Reply:
    proposal.proposers.create(name=f"{mark}员")
    reply = make_reply(
        published=withdrawn,
        quotes=[f"{mark}引将于年底前完成"],
        heading=f"{mark}标",
        title=f"{mark}题",
        document_number=f"{mark}函1号",
        opening=f"{mark}文。\n\n",
        lead=lead,
        due_on=DUE,
        category=make_category(f"{mark}类"),
        proposal=proposal,
    )
    if withdrawn:
        make_update(reply.actions.get(), "done", reason="撤因", evidence=[Evidence(kind="document", title="撤佐")])
        reply = changes.withdraw_reply(reply=reply, reason="寄错了单位", by=told)
    return reply
