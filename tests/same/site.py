"""A site to crawl, the same one each time: the samples, one of everything, what is hidden, and made-up letters.

The clock stands still while a part is made and while the site is crawled, so that no moment depends on how fast the
machine is or how often the code asks for the time.
"""

from datetime import UTC, datetime
from io import StringIO

import time_machine
from django.core.management import call_command

# After the last day on which something happens in the invented city.
SAMPLES_ON = datetime(2027, 1, 10, 4, tzinfo=UTC)
EVERYTHING_ON = datetime(2027, 2, 10, 4, tzinfo=UTC)
HIDDEN_ON = datetime(2027, 3, 10, 4, tzinfo=UTC)
LETTERS_ON = datetime(2027, 4, 10, 4, tzinfo=UTC)
CRAWLED_ON = datetime(2027, 6, 1, 4, tzinfo=UTC)

LETTER = """对县政协十届二次会议第66号提案的答复

刘委员：

您提出的《关于修缮南街小学校舍的提案》收悉。现答复如下：

（一）修缮校舍。将于2027年底前完成南街小学校舍修缮。

青原县教育局
2026年3月2日
"""

# Files that the records name: one is public, one is not.
EVIDENCE = ("evidence/2025/a.pdf", "evidence/2025/密件名.pdf")


def at(moment: datetime):
    """Stop the clock at `moment` while the block runs."""
    return time_machine.travel(moment, tick=False)


def load_samples() -> None:
    """Fill an empty database with the real letter and the invented city."""
    with at(SAMPLES_ON):
        call_command("migrate", verbosity=0)
        call_command("load_samples", stdout=StringIO())


def build_site(letters: int) -> None:
    """Fill an empty database with the samples, the records that tests are made with, and `letters` made-up letters."""
    from django.conf import settings

    from tests.dump_record import furnish
    from tests.factories import make_staff
    from tests.full_record import one_of_everything

    load_samples()
    with at(EVERYTHING_ON):
        one_of_everything(LETTER, make_staff())
    with at(HIDDEN_ON):
        furnish()
        for name in EVIDENCE:
            path = settings.MEDIA_ROOT / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"%PDF-1.4 abc")
        # The next one says what changed since.
        call_command("publish_data", stdout=StringIO())
    if letters:
        with at(LETTERS_ON):
            from tests.load.command import Command  # once Django is set up

            call_command(Command(), letters=letters, publish=True, seed=1, stdout=StringIO())
