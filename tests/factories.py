"""Records to test with: plain functions, each with a usable default for everything."""

from datetime import date
from itertools import count

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from policies import changes
from policies.derived import reindex, reindex_units
from policies.models import (
    Action,
    Category,
    Commitment,
    Evidence,
    Issuer,
    Kind,
    Membership,
    Organisation,
    Place,
    Proposal,
    ReaderCorrection,
    Reply,
    Session,
    Update,
    number_key,
    quote_key,
    text_key,
)

_numbers = count(1)


def make_staff(username: str = "staff"):
    """An account that may do everything; the same one each time."""
    users = get_user_model().objects
    return users.filter(username=username).first() or users.create_superuser(username, password="a long password")


def make_member(role: str, *units: Organisation, username: str | None = None, **dates):
    """A reporter, reviewer or administrator of these units; the same one each time."""
    users = get_user_model().objects
    name = username or "-".join([role, *(str(unit.pk) for unit in units)])
    user = users.filter(username=name).first() or users.create_user(name, password="a long password", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    for unit in units:
        Membership.objects.get_or_create(user=user, organisation=unit, **dates)
    return users.get(pk=user.pk)  # what it may do is kept on the account: this one has asked nothing yet


def make_place(name: str = "青原县", level: str = "county", **fields) -> Place:
    return Place.objects.get_or_create(name=name, defaults={"level": level} | fields)[0]


def make_unit(name: str = "青原县水利局", place: Place | None = None, **fields) -> Organisation:
    place = place or make_place()
    unit, is_new = Organisation.objects.get_or_create(place=place, name=name, defaults={"slug": name} | fields)
    if is_new:
        reindex_units([unit.pk])
    return unit


def make_category(name: str = "农业水利类", parent: Category | None = None) -> Category:
    return Category.objects.get_or_create(name=name, parent=parent, defaults={"slug": name})[0]


def make_proposal(**fields) -> Proposal:
    number = f"{next(_numbers):04d}"
    session = (
        fields.pop("session", None)
        or Session.objects.get_or_create(place=make_place(), body="cppcc", term=10, number=2)[0]
    )
    values = {"kind": Kind.PROPOSAL, "number": number, "title": f"关于第{number}件事的提案"} | fields
    return Proposal.objects.create(session=session, number_key=number_key(values["number"]), **values)


def make_reply(
    *,
    published: bool = True,
    confirmed: bool = False,
    withdrawn: bool = False,
    actions: int = 1,
    quotes: list[str] | None = None,
    heading: str = "加快水利建设",
    place: Place | None = None,
    lead: Organisation | None = None,
    category: Category | None = None,
    proposal: Proposal | None = None,
    due_on: date | None = None,
    **fields,
) -> Reply:
    """A letter with one commitment and `actions` actions (or one for each of `quotes`), led by the unit that signed."""
    number = next(_numbers)
    lead = lead or make_unit(place=place)
    quotes = quotes or [f"第{number}封信的第{i + 1}件事将于年底前完成" for i in range(actions)]
    opening = fields.pop("opening", f"某委员：\n\n您提出的第{number}号提案收悉。现答复如下：\n\n")
    text = f"{opening}（一）{heading}。" + "".join(f"{quote}。" for quote in quotes) + "\n\n" + lead.name
    values = {
        "place": place or lead.place,
        "title": f"关于第{number}号提案的答复",
        "document_number": f"青水函〔2031〕{number}号",
        "issued_on": date(2025, 6, 30),
        "text": text,
        "text_key": text_key(text),
    } | fields
    reply = Reply.objects.create(**values)
    reply.proposals.add(proposal or make_proposal(category=category))
    Issuer.objects.create(reply=reply, name=lead.name, organisation=lead)
    commitment = Commitment.objects.create(reply=reply, position=1, number="（一）", heading=heading)
    for quote in quotes:
        action = _action(commitment, quote, lead, due_on)
        action.categories.set([category] if category else [])
    reindex([reply.pk])
    staff = make_staff()
    if confirmed and not (published or withdrawn):
        changes.confirm_reading(reply=reply, by=staff)
    if published or withdrawn:
        changes.publish_reply(reply=reply, by=staff)
    if withdrawn:
        changes.withdraw_reply(reply=reply, reason="寄错了单位", by=staff)
    return Reply.objects.get(pk=reply.pk)


def make_action(commitment: Commitment, quote: str, *, lead: Organisation | None, due_on: date | None = None) -> Action:
    """An action at the place where `quote` stands in the letter."""
    action = _action(commitment, quote, lead, due_on)
    reindex([action.reply_id])
    return action


def _action(commitment: Commitment, quote: str, lead: Organisation | None, due_on: date | None) -> Action:
    start = commitment.reply.text.index(quote)
    return Action.objects.create(
        reply=commitment.reply,
        commitment=commitment,
        quote=quote,
        quote_key=quote_key(quote),
        start=start,
        end=start + len(quote),
        strength="firm",
        due_text="年底前" if due_on else "",
        due_on=due_on,
        due_on_first=due_on,
        lead=lead,
        place=commitment.reply.place,
    )


def make_link(url: str = "https://example.org/news/1", title: str = "开工的消息") -> Evidence:
    """A link, not yet saved: `record_update` saves it."""
    return Evidence(kind="link", url=url, title=title)


def make_update(
    action: Action,
    status: str = "in_progress",
    happened_on: date = date(2025, 9, 1),
    *,
    reason: str | None = None,
    published: bool = True,
    evidence: list[Evidence] | None = None,
    by=None,
    **fields,
) -> Update:
    """An update, published unless said otherwise; `organisation`, `replaces`, `draft` go to `record_update`."""
    by = by or make_staff()
    evidence = [make_link()] if evidence is None else evidence
    reason = f"已经开工，第{next(_numbers)}次报告。" if reason is None else reason
    update = changes.record_update(
        action=action, status=status, happened_on=happened_on, reason=reason, evidence=evidence, by=by, **fields
    )
    return changes.publish_update(update=update, by=make_staff("second")) if published else update


def make_correction(action: Action, text: str = "这条路去年就已修好。", **fields) -> ReaderCorrection:
    """What a reader wrote about a public action; each from an address of its own, unless said otherwise."""
    n = next(_numbers)
    told = {"language": "zh-hans", "address": f"10.0.{n // 250}.{n % 250 + 1}"} | fields
    return changes.receive_correction(action=action, text=text, **told)
