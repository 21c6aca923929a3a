"""Many files at once come to what they would come to one by one, and no file harms another."""

import csv
import os
import signal
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.db import transaction

from policies.derived import differences
from policies.ingest import CannotIngest, Outcome, bulk, ingest
from policies.ingest.archives import Archives
from policies.ingest.files import letter_files
from policies.models import Doubt, Place, Reply
from policies.reader.processes import Readers
from tests.comparable import everything
from tests.factories import make_place
from tests.faulty_reader import damaging, deadly
from tests.ingest.test_ingest import short
from tests.load.country import Country
from tests.load.files import letters
from tests.load.register import register
from tests.management.test_commands import run

pytestmark = pytest.mark.django_db
NUMBER, SEED = 41, 7


@pytest.fixture
def folder(tmp_path) -> Path:
    """Made-up letters of registered places."""
    country = Country(NUMBER, SEED)
    register(country)
    return write(tmp_path / "letters", dict(letters(country, NUMBER, SEED)))


def write(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def outcomes(folder: Path, *, jobs: int = 1, **options) -> dict[str, str]:
    """Take in a folder; return what became of each file, a refused one by its sentence."""
    with Archives() as archives, Readers(jobs, **options.pop("readers", {})) as readers:
        done = bulk.ingest_files(letter_files([folder], archives), readers=readers, **options)
        return {source.inside: str(became) if isinstance(became, CannotIngest) else became.outcome.value
                for source, became in done}  # fmt: skip


def one_by_one(folder: Path) -> None:
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        ingest(path.read_bytes(), name=path.name)


@pytest.mark.database
def test_jobs_and_chunks_change_nothing(folder):
    with undone():
        one_by_one(folder)
        expected = everything()
    for jobs, chunk in ((1, 1), (2, 7), (3, 200)):
        with undone():
            assert set(outcomes(folder, jobs=jobs, chunk=chunk).values()) == {"added"}
            assert everything() == expected
            assert list(differences()) == []


@contextmanager
def undone():
    """Do something, and leave the database as it was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_what_this_reader_has_read_is_not_read_again(folder):
    outcomes(folder)
    before = everything()
    assert set(outcomes(folder, readers={"read": deadly}).values()) == {"kept"}
    assert everything() == before


def test_an_older_readers_letters_are_read_again(folder):
    outcomes(folder)
    reply = Reply.objects.filter(actions__isnull=False).first()
    reply.readings.update(reader_version="0.1", result={"title": "an older reader"})
    assert sorted(outcomes(folder).values()) == ["kept"] * (NUMBER - 1) + ["replaced"]
    reply.readings.update(result={"title": "staff doubted"})
    assert set(outcomes(folder).values()) == {"kept"}
    assert sorted(outcomes(folder, reread=True).values()) == ["kept"] * (NUMBER - 1) + ["replaced"]
    assert list(differences()) == []


@pytest.mark.parametrize("chunk", [1, 200])
def test_the_same_letter_twice_is_stored_once(tmp_path, chunk):
    make_place()
    spaced = short().replace(b"\n\n", b"\n\n\n")
    write(tmp_path / "in", {"1.txt": short(), "2.txt": short(), "3.txt": spaced, "4.txt": short(number="0022")})
    assert outcomes(tmp_path / "in", chunk=chunk) == dict(
        zip(("1.txt", "2.txt", "3.txt", "4.txt"), ("added", "kept", "kept", "added"), strict=True)
    )
    assert Reply.objects.count() == 2


@pytest.mark.parametrize("chunk", [1, 2, 200])
def test_an_equal_number_is_a_question_to_the_later_letter(tmp_path, chunk):
    numbered = ["文号：青水函〔2031〕9号\n".encode() + short(number=f"002{n}") for n in range(3)]
    write(tmp_path / "in", {f"{n}.txt": data for n, data in enumerate(numbered)})
    outcomes(tmp_path / "in", chunk=chunk)
    first, second, third = Reply.objects.order_by("pk")
    asked = Doubt.objects.filter(code="same_number").order_by("pk").values_list("reading__reply", "about")
    assert list(asked) == [(second.pk, str(first.pk)), (third.pk, str(second.pk)), (third.pk, str(first.pk))]


def test_a_file_that_kills_or_hangs_a_process_costs_itself_alone(tmp_path):
    names = [f"{n:02d}.txt" for n in range(12)] + ["kills.txt", "hangs.txt", "breaks.txt", "zz.txt"]
    write(tmp_path / "in", {name: short(number=f"{n + 1:04d}") for n, name in enumerate(names)})
    done = outcomes(tmp_path / "in", jobs=2, readers={"read": deadly, "seconds": 1})
    refused = {name: sentence for name, sentence in done.items() if sentence != "added"}
    assert set(refused) == {"kills.txt", "hangs.txt", "breaks.txt"}
    assert "出错退出" in refused["kills.txt"] and "出错退出" in refused["breaks.txt"] and "太长" in refused["hangs.txt"]
    assert Reply.objects.count() == 13


def test_a_letter_that_cannot_be_stored_is_refused_alone(tmp_path):
    """No reader gives back such a letter; if one did, the others must not pay for it."""
    names = ["1.txt", "2.txt", "damaged.txt", "x.txt", "y.txt"]
    write(tmp_path / "in", {name: short(number=f"{n + 1:04d}") for n, name in enumerate(names)})
    done = outcomes(tmp_path / "in", readers={"read": damaging})
    assert "存不进去（IntegrityError）" in done.pop("damaged.txt")
    assert done == dict.fromkeys(("1.txt", "2.txt", "x.txt", "y.txt"), "added")
    assert Reply.objects.count() == 4
    assert list(differences()) == []


def test_the_command_reports_to_a_table(tmp_path):
    place = make_place()
    write(tmp_path / "in", {"甲.txt": short(), "乙.txt": b""})
    with pytest.raises(CommandError, match="收录 1 件；有 1 件没有收录"):
        run("ingest", str(tmp_path / "in"), "--place", place.name, "--report", str(tmp_path / "r.csv"))
    assert (tmp_path / "r.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (tmp_path / "r.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {Path(row["file"]).name: row for row in csv.DictReader(file)}
    reply = Reply.objects.get()
    assert [rows["甲.txt"][name] for name in ("outcome", "reply", "commitments", "actions", "error")] == [
        "added", str(reply.pk), "1", "2", "",
    ]  # fmt: skip
    assert "青原县水利局" in rows["甲.txt"]["doubts"]
    assert (rows["乙.txt"]["outcome"], rows["乙.txt"]["reply"]) == ("refused", "") and "空" in rows["乙.txt"]["error"]


def test_a_spreadsheet_runs_nothing_in_the_table(tmp_path, monkeypatch):
    write(tmp_path, {"=1+1.txt": short()})
    monkeypatch.chdir(tmp_path)
    run("ingest", "=1+1.txt", "--report", "r.csv")
    with (tmp_path / "r.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["file"] for row in csv.DictReader(file)] == ["'=1+1.txt"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_between_letters_and_the_same_command_goes_on(folder, tmp_path, number):
    """The signal comes while the table of results is written to, so in the middle of the run."""
    report = tmp_path / "report.fifo"
    os.mkfifo(report)
    seen = []

    def read_some() -> None:
        with report.open("rb") as lines:
            for line in lines:
                seen.append(line)
                if len(seen) == 10:
                    os.kill(os.getpid(), number)

    reader = threading.Thread(target=read_some)
    reader.start()
    with pytest.raises(CommandError, match=f"已停下；已处理 .* / {NUMBER} 件.*再运行同一条命令") as stopped:
        run("ingest", str(folder), "--report", str(report), "--jobs", "1", "--chunk", "8")
    reader.join()
    assert stopped.value.returncode == 128 + number
    stored = Reply.objects.count()
    assert 0 < stored < NUMBER
    assert len(seen) == stored + 1  # each stored letter has its line, behind the heading
    told = run("ingest", str(folder))
    assert told.endswith(f"共 {NUMBER} 件：收录 {NUMBER - stored} 件，已有，未变 {stored} 件。\n")
    assert list(differences()) == []


def test_a_place_named_for_all_goes_to_all(tmp_path):
    place = make_place("云山市", level="city")
    write(tmp_path / "in", {"a.txt": short(place="县政协", signer="水利局")})
    run("ingest", str(tmp_path / "in"), "--place", "云山市")
    assert Reply.objects.get().place == place == Place.objects.get(name="云山市")


def test_outcomes_are_told_in_the_order_of_the_files(folder):
    told = run("ingest", str(folder), "--jobs", "2")
    names = [line.split("：")[0] for line in told.splitlines() if line.startswith("✓")]
    assert names == sorted(names) and len(names) == NUMBER
    assert Outcome.ADDED == "added"
