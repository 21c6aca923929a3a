"""The list of letters, and the page of one: the whole letter, each action marked in it."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from policies.models import OutcomeClass, Reply
from policies.models.shortcuts import alone
from policies.public.views import descriptions
from policies.public.views.errors import reply_gone
from policies.public.views.export_links import away_from_list
from policies.public.views.highlight import tell_in_letters
from policies.public.views.letter import contents_of, headings_of, paragraphs_of
from policies.public.views.listing import Around, around_list, kept_by, listing, total_listed
from policies.queries.filters import find_replies
from policies.queries.rows.letters import fill_letters, letter_page
from policies.queries.rows.related import PUBLIC_HISTORY


def reply_list(request):
    around, context = around_list(request.GET, find_replies, _beside_list)
    shown = listing(request, around)
    fill_letters(shown.page.items, around.found.day)
    tell_in_letters(shown.page.items, around.wanted)
    total = total_listed(shown.page, around.found)
    return render(request, "reply_list.html", context | {"listing": shown, "total": total})


def _beside_list(around: Around, _params) -> dict:
    return {
        "description": descriptions.of_list(_("对提案和建议的公开答复：全文照录，逐句标出其中的承诺。"), around),
        "away": away_from_list("reply", around.found),
        "kept": kept_by(around.found, [name for name in around.found.filters if name != "q"]),
    }


def reply_page(request, pk: int):
    page = letter_page(pk)
    if page is None:
        return reply_gone(request, pk)
    reply, present, actions, commitments = page.reply, page.related, page.actions, page.commitments
    headings = headings_of(reply, commitments)
    paragraphs = paragraphs_of(reply, actions, headings)
    for note, action in enumerate(actions, start=1):
        action.note = note
    context = {
        "reply": reply,
        "description": descriptions.of_reply(reply, len(actions)),
        "demo": reply.is_demo,
        "outcome": _outcome(reply),
        "addressees": page.addressees,
        "follows": _followed(reply),
        "followed_by": _following(reply) if "followed_by" in present else [],
        "head_changes": list(reply.head_changes.all()) if "head_changes" in present else [],
        "satisfactions": reply.satisfactions.select_related("proposal") if "satisfactions" in present else [],
        "actions": actions,
        "count": len(actions),
        "has_history": PUBLIC_HISTORY in present,
        "contents": contents_of(reply, headings, paragraphs, actions),
        "promises": _by_commitment(actions, commitments),
        "paragraphs": paragraphs,
    }
    return render(request, "reply.html", context)


def _outcome(reply: Reply) -> OutcomeClass | None:
    """Return what its place means by the mark of the letter."""
    known = OutcomeClass.objects.filter(place=reply.place_id, mark=reply.outcome_mark)
    return known.first() if reply.outcome_mark else None


def _followed(reply: Reply) -> Reply | None:
    """Return the public letter that this one follows."""
    public = Reply.objects.public().without_text()
    return alone(public.filter(pk=reply.follows_id)) if reply.follows_id else None


def _following(reply: Reply) -> list[Reply]:
    """Return the public letters that follow this one, the oldest first."""
    return list(reply.followed_by.public().without_text().order_by("issued_on", "pk"))


def _by_commitment(actions, commitments) -> list[tuple]:
    held = {}
    for action in actions:
        held.setdefault(action.commitment_id, []).append(action)
    return [(commitment, held[commitment.pk]) for commitment in commitments if commitment.pk in held]
