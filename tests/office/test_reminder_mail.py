"""Reminders by SMTP: what is refused, what is unknown, what is sent again, and what is not."""

import socket
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from policies.models import Delivery, Digest, Membership, Reminder
from policies.office.reminders import everybody, remind
from tests import factories
from tests.mail_server import MailServer, read

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def server(settings):
    with MailServer() as running:
        for name, value in running.settings.items():
            setattr(settings, name, value)
        yield running


@pytest.fixture
def unit():
    return factories.make_unit("青原县水利局")


@pytest.fixture
def people(unit):
    """Two people of one unit, for whom one promise waits."""
    made = [factories.make_member("reporter", unit, username=name) for name in ("zhang", "li")]
    for each in made:
        each.email = f"{each.username}@example.cn"
        each.save()
    factories.make_reply(lead=unit, due_on=TODAY() + timedelta(days=3))
    return made


def run() -> None:
    call_command("remind")


def states() -> list[tuple[str, str, str]]:
    return list(Digest.objects.order_by("pk").values_list("person__username", "state", "error"))


def test_a_mail_arrives_as_it_is_on_record(server, people):
    run()
    assert [address for address, _data in server.taken] == ["zhang@example.cn", "li@example.cn"]
    digest = Digest.objects.get(person=people[0])
    sent = read(server.taken[0][1])
    assert (sent["Subject"], sent["Message-ID"], sent["To"]) == (digest.subject, digest.message_id, digest.address)
    assert sent.get_content().splitlines() == digest.text.splitlines()
    run()
    assert len(server.taken) == 2


def test_a_refused_address_is_said_and_recorded_and_the_others_are_sent(server, people, capsys):
    server.refused["zhang@example.cn"] = "550 no such user here"
    with pytest.raises(CommandError, match="发给 1 人，1 人没有邮箱，1 人没有发成；原因见上，下次运行会再试。"):
        run()
    assert "✗ zhang（zhang@example.cn）：没有发成（550 no such user here）。" in capsys.readouterr().err
    assert states() == [("zhang", Delivery.REFUSED, "550 no such user here"), ("li", Delivery.SENT, "")]


def test_what_was_refused_is_told_anew_once_the_address_is_mended(server, people):
    server.refused["zhang@example.cn"] = "451 try again later"
    for _ in range(2):
        with pytest.raises(CommandError):
            run()
    type(people[0]).objects.filter(pk=people[0].pk).update(email="zhang@other.example.cn")
    run()
    run()
    assert [address for address, _data in server.taken] == ["li@example.cn", "zhang@other.example.cn"]
    assert [state for name, state, _error in states() if name == "zhang"] == ["refused", "refused", "sent"]
    assert Reminder.objects.filter(person=people[0]).count() == 1


def test_an_address_that_is_none_is_no_hindrance_for_others(server, people):
    type(people[0]).objects.filter(pk=people[0].pk).update(email="zhang@example.cn, zhang@home.example.cn")
    with pytest.raises(CommandError):
        run()
    assert [address for address, _data in server.taken] == ["li@example.cn"]
    assert states()[0][:2] == ("zhang", Delivery.REFUSED)


def test_a_server_that_falls_silent_after_taking_a_mail_gets_the_same_mail_again(server, people):
    """Nobody knows whether it was taken: the same words under the same Message-ID are the same mail."""

    def hang_up(stage: str, n: int) -> None:
        if (stage, n) == ("TAKEN", 1):
            server.hang_up()

    server.at = hang_up
    with pytest.raises(CommandError, match="1 人没有发成"):
        run()
    assert states()[0][:2] == ("zhang", Delivery.PREPARED) and states()[0][2] != ""
    factories.make_reply(lead=factories.make_unit("青原县水利局"), due_on=TODAY())
    run()
    assert len(server.taken) == 5  # zhang's first mail twice
    assert len(server.mails) == 4
    assert states() == [(name, Delivery.SENT, "") for name in ("zhang", "li", "zhang", "li")]


def test_a_server_that_takes_one_mail_a_connection_gets_all(server, people):
    server.most = 1
    run()
    assert len(server.taken) == 2 and server.counts["EHLO"] == 2


def test_without_a_server_the_run_stops_and_nothing_counts_as_told(settings, server, people):
    with socket.create_server(("127.0.0.1", 0)) as free:
        closed = free.getsockname()[1]
    settings.EMAIL_PORT = closed
    with pytest.raises(CommandError, match="^连不上邮件服务器（.+），停下了。检查 EMAIL_URL。"):
        run()
    assert [state for _name, state, _error in states()] == [Delivery.REFUSED]
    settings.EMAIL_PORT = server.settings["EMAIL_PORT"]
    run()
    assert [address for address, _data in server.taken] == ["zhang@example.cn", "li@example.cn"]


def test_a_mail_that_a_dead_run_left_is_not_sent_to_who_has_left_the_unit(server, people, unit):
    """It holds what they may not see any more. What is still theirs is told anew."""
    list(remind(everybody(), on=TODAY()))
    left = Digest.objects.filter(person=people[0])
    left.update(state=Delivery.PREPARED, sent_at=None)
    Membership.objects.filter(user=people[0]).delete()
    other = factories.make_unit("青原县教育局")
    Membership.objects.create(user=people[0], organisation=other)
    factories.make_reply(lead=other, due_on=TODAY())
    server.taken.clear()
    run()
    [(address, data)] = server.taken
    assert address == "zhang@example.cn" and "青原县教育局" in read(data).get_content()
    assert unit.name not in read(data).get_content()
    assert left.order_by("pk").values_list("state", flat=True)[0] == Delivery.REFUSED


def test_only_administrators_see_what_was_sent(client, people):
    list(remind(everybody(), on=TODAY()))
    pages = [reverse(f"admin:policies_{name}_changelist") for name in ("reminder", "digest")]
    pages += [reverse("admin:policies_digest_change", args=[Digest.objects.first().pk])]
    administrator = factories.make_member("administrator")
    for someone, status in ((people[0], 403), (administrator, 200)):
        client.force_login(someone)
        assert {client.get(page).status_code for page in pages} == {status}
    shown = client.get(pages[0]).content.decode()
    assert "zhang" in shown and "7 天内到期" in shown and "已发出" in shown
