"""The commands that people type: what they print, what they refuse, and that a second time changes nothing."""

from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from policies.derived import differences
from policies.models import (
    Action,
    Category,
    Commitment,
    Evidence,
    Organisation,
    Place,
    Proposal,
    Reply,
    Session,
    Status,
    Tally,
    Update,
)
from tests.factories import make_place, make_reply, make_staff

pytestmark = pytest.mark.django_db
LETTERS = Path(__file__).parent.parent / "letters"


def run(*arguments, **options) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out, stderr=out, **options)
    return out.getvalue()


@pytest.mark.thorough
def test_samples_fill_an_empty_tracker_once():
    told = run("load_samples")
    for name in ("admin", "reporter", "reviewer"):
        password = told.split(f"  {name}: ")[1].split("\n")[0]
        assert get_user_model().objects.get(username=name).check_password(password)
    real = Reply.objects.public().get(document_number="国市监提〔2022〕168号")
    assert (real.commitments.count(), real.actions.count()) == (3, 13)
    assert set(real.actions.values_list("status", flat=True)) == {Status.UNREPORTED}
    assert list(differences()) == []
    before = (Reply.objects.count(), Update.objects.count(), get_user_model().objects.count())
    assert run("load_samples") == ""
    assert (Reply.objects.count(), Update.objects.count(), get_user_model().objects.count()) == before


@pytest.mark.thorough
def test_the_demo_shows_everything_that_can_happen_and_leaves_without_a_trace():
    run("load_samples")
    demo = Action.objects.public().listed().filter(is_demo=True)
    assert set(demo.values_list("status", flat=True)) == set(Status.values)
    states = set(Update.objects.filter(action__is_demo=True).values_list("state", flat=True))
    assert states == {"draft", "submitted", "returned", "published", "withdrawn"}
    assert demo.overdue().exists() and demo.silent().exists() and demo.stale().exists()
    letters = Reply.objects.public().filter(place__is_demo=True)
    assert letters.count() >= 12
    assert letters.filter(actions__isnull=True).count() == 1
    assert set(letters.values_list("proposals__session__body", flat=True)) == {"cppcc", "npc"}
    assert Update.objects.filter(replaces__isnull=False, state="published").exists()
    assert Action.objects.filter(same_as__isnull=False).exists()

    # What shows all of it is also what has to be erased whole.
    real = Reply.objects.get(place__is_demo=False)
    assert Action.history.exclude(reply=real).count() > Action.objects.exclude(reply=real).count()
    assert Organisation.history.count() > 1
    assert "件答复" in run("remove_demo")
    assert Reply.objects.get() == real
    assert set(Action.objects.values_list("reply", flat=True)) == {real.pk}
    assert [model.objects.count() for model in (Update, Evidence)] == [0, 0]
    assert (Proposal.objects.count(), Session.objects.count()) == (1, 1)
    assert list(Place.objects.values_list("name", flat=True)) == ["全国"]
    assert list(Organisation.objects.values_list("name", flat=True)) == ["市场监管总局"]
    assert list(Category.objects.values_list("name", flat=True)) == ["商贸监管类"]
    assert not Tally.objects.filter(is_demo=True).exists()
    assert set(Action.history.values_list("reply", flat=True)) == {real.pk}
    for model in (Category, Commitment, Organisation, Proposal, Reply):
        left = set(model.objects.values_list("pk", flat=True))
        assert set(model.history.values_list("id", flat=True)) <= left, model
    assert list(differences()) == []
    assert run("remove_demo") == "没有演示数据。\n"
    run("load_samples")
    assert not Place.objects.filter(is_demo=True).exists()


def test_ingest_reports_each_letter(tmp_path):
    folder = tmp_path / "来文"
    (folder / "2031").mkdir(parents=True)
    (folder / "2031" / "甲.txt").write_bytes((LETTERS / "samr_04847.txt").read_bytes())
    (folder / "表格.xlsx").write_bytes(b"PK")
    told = run("ingest", str(folder))
    assert f"✓ {folder}/2031/甲.txt：收录；答复 {Reply.objects.get().pk}，3 项承诺，13 条举措\n" in told
    assert "？“市场监管总局”不是已登记的单位" in told
    assert told.endswith("共 1 件：收录 1 件。\n")
    assert run("ingest", str(folder)).endswith("共 1 件：已有，未变 1 件。\n")


def test_ingest_takes_every_kind_of_letter(tmp_path):
    folder = tmp_path / "来文"
    folder.mkdir()
    for name in (
        "d07_weijian_4409_2028.pdf",
        "d28_linjiang_wj_bingan_0123_0456.docx",
        "d30_haitang_scjg_110_2026.html",
    ):
        (folder / name).write_bytes((LETTERS / name).read_bytes())
    assert run("ingest", str(folder)).endswith("共 3 件：收录 3 件。\n")
    (folder / "旧.doc").write_bytes(b"{\\rtf1}")
    with pytest.raises(CommandError, match="已有，未变 3 件；有 1 件没有收录"):
        run("ingest", str(folder))


def test_ingest_goes_on_after_a_file_that_is_no_letter(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes((LETTERS / "samr_04847.txt").read_bytes())
    with pytest.raises(CommandError, match="收录 1 件；有 1 件没有收录，原因见上。"):
        run("ingest", str(tmp_path))
    assert Reply.objects.count() == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        pytest.param(["nowhere.txt"], "有 1 件没有收录", id="missing-file"),
        pytest.param(["x.txt", "--place", "县"], "认不出是哪里", id="county-alone"),
    ],
)
def test_ingest_refuses(arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        run("ingest", *arguments)
    assert not Reply.objects.exists()


def test_ingest_of_an_empty_folder(tmp_path):
    with pytest.raises(CommandError, match="没有找到"):
        run("ingest", str(tmp_path))


def test_an_office_opens_with_place_unit_and_an_account_for_each_role():
    told = run("start_office", "--place", "云山市", "--level", "city", "--unit", "云山市水利局")
    unit = Organisation.objects.get()
    assert (str(unit), str(unit.place), unit.slug) == ("云山市水利局", "云山市", "云山市水利局")
    accounts = get_user_model().objects.in_bulk(field_name="username")
    assert set(accounts) == {"administrator", "reporter", "reviewer"}
    for name, account in accounts.items():
        password = told.split(f" {name}，密码（只显示这一次）：")[1].split("\n")[0]
        assert account.check_password(password)
        assert list(account.groups.values_list("name", flat=True)) == [name]
        belongs = [] if name == "administrator" else [unit.pk]
        assert list(account.memberships.values_list("organisation", flat=True)) == belongs
    assert not Reply.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        pytest.param(["--place", "云山市"], "--level", id="new-place-without-level"),
        pytest.param(["--place", "市", "--level", "city"], "请写全称", id="city-alone"),
        pytest.param(["--place", "云山市", "--level", "city", "--parent", "云省"], "没有行政区", id="unknown-parent"),
        pytest.param(
            ["--place", "云山市", "--level", "city", "--reporter", "reviewer"], "不同的用户名", id="one-account"
        ),
        pytest.param(
            ["--place", "云山市", "--level", "city", "--reporter", "staff"], "已有用户名", id="account-exists"
        ),
    ],
)
def test_an_office_that_cannot_open_leaves_nothing(arguments, sentence):
    make_staff()
    with pytest.raises(CommandError, match=sentence):
        run("start_office", "--unit", "云山市水利局", *arguments)
    assert (Place.objects.count(), Organisation.objects.count(), get_user_model().objects.count()) == (1, 0, 1)


def test_an_office_may_open_a_second_unit_of_its_name_elsewhere():
    make_place("云山市", level="city")
    run("start_office", "--place", "云山市", "--unit", "水利局")
    run(
        "start_office",
        "--place",
        "青原市",
        "--level",
        "city",
        "--unit",
        "水利局",
        "--administrator",
        "c",
        "--reporter",
        "a",
        "--reviewer",
        "b",
    )
    assert list(Organisation.objects.order_by("pk").values_list("slug", flat=True)) == ["水利局", "青原市水利局"]


def test_check_derived_says_what_differs():
    make_reply(actions=13)
    assert run("check_derived") == "状态和计数与记录全部相符。\n"
    Action.objects.update(status="done")
    with pytest.raises(CommandError, match="有 13 处不符"):
        run("check_derived")
