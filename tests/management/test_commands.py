"""The commands that people type: what they print, what they refuse, and that a second time changes nothing."""

from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from policies.models import (
    Action,
    Organisation,
    Place,
    Reply,
)
from tests.factories import make_place, make_reply, make_staff

pytestmark = pytest.mark.django_db
LETTERS = Path(__file__).parent.parent / "letters"


def run(*arguments, **options) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out, stderr=out, **options)
    return out.getvalue()


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
