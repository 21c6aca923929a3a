"""Made-up letters: the same for the same seed, all different, read as they were meant, and never taken for real."""

import zipfile

import pytest
from django.core.management import CommandError
from django.db import transaction
from django.utils import timezone

from policies.derived import differences
from policies.models import Action, Organisation, Place, Reply, Status, Tally, Update
from policies.reader import CannotRead
from policies.reader.processes import read_file
from tests.load.command import Command
from tests.load.country import Country
from tests.load.files import letters
from tests.load.vocabulary import NOTE
from tests.management.test_commands import run

NUMBER = 400


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return dict(letters(Country(NUMBER, 5), NUMBER, 5))


@pytest.fixture(scope="module")
def read(made) -> list:
    return [read_file(data, name) for name, data in made.items()]


def test_the_same_seed_makes_the_same_letters(made):
    assert dict(letters(Country(NUMBER, 5), NUMBER, 5)) == made
    assert dict(letters(Country(NUMBER, 6), NUMBER, 6)) != made


def test_all_letters_differ_and_some_sentences_do_not(made, read):
    assert len(made) == len(set(made.values())) == len({letter.text for letter in read}) == NUMBER
    quotes = [letter.words(action.span) for letter in read for each in letter.commitments for action in each.actions]
    assert 0.5 * len(quotes) < len(set(quotes)) < len(quotes)
    assert {name.rsplit(".", 1)[1] for name in made} == {"txt", "html", "docx"}


def test_each_letter_says_that_it_is_made_up(read):
    assert all(NOTE in letter.text for letter in read)


def test_they_are_read_as_they_were_meant(read):
    places = {place.name for place in Country(NUMBER, 5).places()}
    assert all({proposal.place for proposal in letter.proposals} <= places for letter in read)
    assert all(letter.issued_on and letter.document_number and letter.addressees for letter in read)
    assert max(letter.issued_on.value for letter in read) < timezone.localdate()
    strengths = {action.strength.value for letter in read for each in letter.commitments for action in each.actions}
    assert strengths == {"firm", "soft", "conditional"}
    counts = [sum(len(each.actions) for each in letter.commitments) for letter in read]
    assert 2 < sum(counts) / NUMBER < 8 and 0 in counts


def test_no_letter_is_refused(made):
    for name, data in made.items():
        try:
            read_file(data, name)
        except CannotRead as refused:
            pytest.fail(f"{name}: {refused}")


@pytest.mark.django_db
def test_they_are_registered_and_stored_as_demonstration(tmp_path):
    archive = tmp_path / "load.zip"
    told = run(Command(), str(archive), letters=30, register=True)
    assert "30 件虚构的答复" in told and "（演示数据）" in told
    with zipfile.ZipFile(archive) as packed:
        assert len(packed.namelist()) == 30
    assert "登记了 0 个虚构的行政区、0 个虚构的单位" in run(Command(), letters=30, register=True)
    run("ingest", str(archive), addresses=tmp_path / "load.csv")
    assert set(Place.objects.exclude(level="nation").values_list("is_demo", flat=True)) == {True}
    assert Reply.objects.filter(place__is_demo=True).exclude(source_url="").count() == 30
    assert not Action.objects.filter(is_demo=False).exists()
    assert not Action.objects.filter(lead=None).exists()
    assert list(differences()) == []


@pytest.mark.django_db
def test_they_are_published_with_some_progress(staff):
    assert "存入 40 件，公开 40 件（演示数据）" in run(Command(), letters=40, publish=True)
    assert Reply.objects.public().count() == 40
    assert Action.objects.public().listed().of_demo(False).count() == 0
    assert Action.objects.public().listed().count() == Action.objects.count() > 80
    statuses = set(Action.objects.values_list("status", flat=True))
    assert Status.UNREPORTED in statuses and len(statuses) > 2
    assert not Update.objects.filter(evidence=None).exists()
    assert not Update.objects.filter(happened_on__gt=timezone.localdate()).exists()
    assert not Reply.objects.filter(published_at__gt=timezone.now()).exists()
    assert Tally.objects.filter(is_demo=True).exists() and not Tally.objects.filter(is_demo=False).exists()
    assert list(differences()) == []
    assert "公开 0 件" in run(Command(), letters=40, publish=True)


@pytest.mark.django_db
def test_all_of_it_can_be_erased(staff):
    with transaction.atomic():
        run(Command(), letters=20, publish=True)
    run("remove_demo")
    assert (Reply.objects.count(), Organisation.objects.count(), Place.objects.count()) == (0, 0, 1)
    assert list(differences()) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        pytest.param({"letters": 0, "register": True}, "1 到 1000000", id="none"),
        pytest.param({"letters": 5}, "写出文件夹或压缩包", id="nothing-to-do"),
        pytest.param({"letters": 5, "publish": True}, "还没有管理账号", id="nobody-to-publish"),
    ],
)
def test_what_cannot_be_made_gets_a_sentence(options, sentence):
    with pytest.raises(CommandError, match=sentence):
        run(Command(), **options)
    assert not Reply.objects.exists()
