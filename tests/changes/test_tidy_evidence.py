"""Tidying: what nobody finished goes after some days, with its file; what was ever submitted stays."""

import os
from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from policies import changes
from policies.changes.tidying import tidy_evidence
from policies.models import Evidence
from tests.factories import make_link, make_update
from tests.sample_files import picture

pytestmark = pytest.mark.django_db


def left(staff, n: int = 1, *, days: int = 30, **fields) -> Evidence:
    """A picture that was handed in `days` ago with a form that nobody finished."""
    upload = SimpleUploadedFile("照片.png", picture("PNG", 8, n))
    piece = changes.add_evidence(evidence=Evidence(kind="file", file=upload, title="照片", **fields), by=staff)
    age(piece, days)
    return piece


def age(piece: Evidence, days: int = 30) -> None:
    then = timezone.now() - timedelta(days=days)
    Evidence.objects.filter(pk=piece.pk).update(added_at=then)
    if piece.file:
        os.utime(piece.file.path, (then.timestamp(), then.timestamp()))


@pytest.fixture
def tidy(django_capture_on_commit_callbacks):
    """Run the command; a file goes once its row is gone for good."""

    def run(*options: str) -> str:
        out = StringIO()
        with django_capture_on_commit_callbacks(execute=True):
            call_command("tidy_evidence", *options, stdout=out)
        return out.getvalue()

    return run


def test_what_nobody_finished_goes_with_its_file(tidy, staff):
    old, new = left(staff, 1), left(staff, 2, days=1)
    told = tidy()
    assert "没有用上的佐证 1 件" in told
    assert list(Evidence.objects.all()) == [new]
    assert [default_storage.exists(piece.file.name) for piece in (old, new)] == [False, True]
    assert "没有要清除的" in tidy()


def test_a_dry_run_erases_nothing(tidy, staff):
    piece = left(staff)
    assert "（只列出）没有用上的佐证 1 件" in tidy("--dry-run")
    assert Evidence.objects.get() == piece and default_storage.exists(piece.file.name)


def test_what_was_submitted_once_stays(tidy, staff, action):
    piece = left(staff)
    update = make_update(action, evidence=[piece], published=False)
    changes.return_update(update=update, remark="请换一件。", by=staff)
    asked = {name: getattr(update, name) for name in ("status", "happened_on", "reason", "organisation")}
    changes.edit_update(update=update, evidence=[make_link()], by=staff, **asked)
    assert not piece.updates.exists()
    tidy()
    assert Evidence.objects.filter(pk=piece.pk).exists() and default_storage.exists(piece.file.name)


def test_evidence_of_a_draft_stays(tidy, staff, action):
    piece = left(staff)
    make_update(action, evidence=[piece], published=False, draft=True)
    tidy()
    assert Evidence.objects.filter(pk=piece.pk).exists()


def test_a_file_that_another_piece_shares_stays(tidy, staff, action):
    piece = left(staff)
    shared = left(staff, file_is_public=True)
    make_update(action, evidence=[shared])
    assert piece.file.name == shared.file.name
    tidy()
    assert list(Evidence.objects.all()) == [shared]
    assert default_storage.exists(shared.file.name)


def test_files_that_no_row_knows_go_after_some_days(tidy, staff, action):
    lost, fresh, known = left(staff, 1), left(staff, 2), left(staff, 3)
    make_update(action, evidence=[known])
    Evidence.objects.filter(pk__in=[lost.pk, fresh.pk]).delete()  # as where a run stopped between row and file
    os.utime(fresh.file.path)
    letter = default_storage.save("letters/函.pdf", SimpleUploadedFile("函.pdf", b"x"))
    os.utime(default_storage.path(letter), (0, 0))
    assert f"没有记录的文件：{lost.file.name}" in tidy()
    stays = [fresh.file.name, known.file.name, letter]
    assert [default_storage.exists(name) for name in [lost.file.name, *stays]] == [False, True, True, True]


def test_stopped_anywhere_the_next_run_finishes(tidy, staff):
    pieces = [left(staff, n) for n in range(1, 4)]
    run = tidy_evidence(before=timezone.now() - timedelta(days=7))
    next(run)
    run.close()
    assert Evidence.objects.count() == 2
    tidy()
    assert not Evidence.objects.exists()
    assert not any(default_storage.exists(piece.file.name) for piece in pieces)


def test_what_was_handed_in_today_is_out_of_reach(tidy):
    with pytest.raises(CommandError, match="--days 写 1 以上的数"):
        tidy("--days", "0")
