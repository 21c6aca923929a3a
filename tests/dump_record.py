"""A record in which every table of the dump has rows, and what a dump of it is compared by.

`DEBUG=1 python -m tests.dump_record`, on an empty database, writes `tests/dumps/record` anew: what one database wrote, for the
other to read and write again. It has to be written anew whenever tables or columns change.
"""

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.apps import apps
from django.db import transaction

KEPT = Path(__file__).parent / "dumps" / "record"
KEPT_ON = datetime(2026, 3, 2, 4, tzinfo=UTC)
"""When the files there were written: what is overdue hangs on the day."""


def furnish() -> None:
    """Store everything that `tests.secrets_site` hides and shows, and what became of other letters since they were published."""
    from policies import changes
    from policies.models import Evidence, Handling, OutcomeClass, Partner, Reply, Satisfaction
    from tests.factories import make_category, make_place, make_proposal, make_reply, make_staff, make_unit, make_update
    from tests.secrets_site import build_site

    build_site()
    staff, place = make_staff(), make_place()
    water, school = make_unit(), make_unit("青原县教育局")
    top = make_category("农业水利类")
    first = make_reply(
        quotes=["=修渠将于年底前完成，电话13912345678", "修桥将于年底前完成"], category=make_category("节水", top),
        proposal=make_proposal(number="0012", title="-关于修渠\n和修桥的建议", kind="suggestion"), outcome_mark="B",
        due_on=date(2026, 2, 1), index_number="001/2025", source_url="https://example.org/1?a=1&b=2",
    )  # fmt: skip
    OutcomeClass.objects.create(place=place, mark="B", meaning="正在解决", state="in_progress")
    second = make_reply(quotes=["修渠再议", "修桥将于年底前完成", "修校门，建操场"], lead=school, kind="renewed")
    changes.follow_reply(reply=second, follows=first, by=staff)
    canal, bridge = first.actions.order_by("start")
    again, same, both = second.actions.order_by("start")
    Partner.objects.create(action=canal, position=1, name="县教育局", organisation=school)
    make_update(canal, "in_progress", date(2025, 8, 1), reason="已经开工，电话13912345678", evidence=[Evidence(
        kind="file", title="验收单", file="evidence/2025/a.pdf", file_name="验收单.pdf", size=12, sha256=f"ab13812345678cd{'0' * 49}",
        file_is_public=True, number="青水〔2025〕1号", issuer="青原县水利局", dated=date(2025, 8, 1),
    )])  # fmt: skip
    old = make_update(bridge, "in_progress", date(2025, 8, 2), reason="修了一半")
    make_update(bridge, "done", date(2025, 8, 2), reason="都修好了", replaces=old)
    make_update(same, "in_progress", date(2025, 9, 9), reason="另一件上的进展")
    make_update(canal, "stalled", date(2025, 9, 3), reason="协办的话", organisation=school)
    changes.revise_deadline(action=canal, due_on=date(2026, 12, 31), reason="资金未到", by=staff)
    changes.correct_span(action=bridge, start=bridge.start, end=bridge.end - 2, reason="多取了两个字", by=staff)
    changes.correct_reply(reply=Reply.objects.get(pk=first.pk), title="关于修渠修桥的答复", reason="录错", by=staff)
    changes.merge_actions(action=same, into=bridge, by=staff)
    changes.supersede_action(action=canal, by_action=again, reason="后来的答复另有安排", by=staff)
    changes.restore_action(action=canal, reason="记错了", by=staff)
    changes.supersede_action(action=canal, by_action=again, reason="还是取代", by=staff)
    parts = [(both.start, both.start + 3), (both.start + 4, both.end)]
    changes.split_published_action(action=both, parts=parts, reason="是两件事", by=staff)
    changes.succeed_unit(unit=school, successors={make_unit("青原县教体局")}, on=date(2025, 10, 1), by=staff)
    changes.rename_unit(unit=water, name="青原县水务局", on=date(2025, 11, 1), by=staff)
    asked = first.proposals.get()
    Handling.objects.create(proposal=asked, organisation=water, role="lead", reply=first, due_on=date(2025, 6, 30))
    Satisfaction.objects.create(proposal=asked, reply=first, opinion="mostly", given_on=date(2025, 7, 1))
    _silent_place(staff)


def _silent_place(staff) -> None:
    """A place that keeps to itself who proposes, and whom its letters answer; a demonstration besides."""
    from policies.models import Addressee, Session
    from tests.factories import make_place, make_proposal, make_reply, make_unit

    quiet = make_place("默县", names_proposers=False, is_demo=True)
    meeting = Session.objects.create(place=quiet, body="npc", term=3, number=1, year=2025)
    reply = make_reply(
        place=quiet, lead=make_unit("默县水利局", place=quiet), proposal=make_proposal(session=meeting, number="7")
    )
    reply.proposals.get().proposers.create(name="默员")
    Addressee.objects.create(reply=reply, name="默员")
    Addressee.objects.create(reply=make_reply(lead=make_unit("明局")), name="明对象")


def wipe() -> None:
    """Leave what an empty tracker holds: nothing but the nation, and who may log in."""
    from policies.models import Place
    from policies.search import ACTIONS, PROPOSALS, REPLIES, UNITS

    for index in (ACTIONS, PROPOSALS, REPLIES, UNITS):
        index.remove(index.keys())
    for model in apps.get_app_config("policies").get_models(include_auto_created=True):
        if not model._meta.proxy:
            rows = model._base_manager.exclude(level="nation") if model is Place else model._base_manager.all()
            rows._raw_delete(rows.db)


def tables_of(folder: Path) -> dict[str, str]:
    """Return the text of each table, but for what changed since another dump."""
    return {path.name: path.read_bytes().decode() for path in folder.glob("*.csv") if path.name != "changes.csv"}


def main() -> None:
    import time_machine

    from policies.exchange.dump.write import write_dump

    shutil.rmtree(KEPT, ignore_errors=True)
    with transaction.atomic():
        with time_machine.travel(KEPT_ON - timedelta(days=60), tick=True):
            furnish()
        with time_machine.travel(KEPT_ON, tick=False):
            write_dump(KEPT)
        transaction.set_rollback(True)
    for name in ("commitments.sqlite3", "SHA256SUMS", "README.txt", "LICENCE.txt"):
        (KEPT / name).unlink()


if __name__ == "__main__":
    import django

    django.setup()
    main()
