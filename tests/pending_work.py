"""`python -m tests.pending_work` leaves two pieces of work to the worker: a ledger to be imported, and a workbook."""

from io import BytesIO

import django

ROWS = 40


def make() -> None:
    """Store an office with a ledger of which every row says otherwise than the record; try it; ask for the rest."""
    from openpyxl import load_workbook  # once Django is set up, like all below

    from policies.exchange.ledger import import_job
    from policies.exchange.ledger.importing import receive
    from policies.exchange.workbooks.build import make_workbook
    from policies.office.background.worker import work
    from tests.exchange.ledger.office import as_workbook, saved
    from tests.exchange.ledger.test_export import where
    from tests.factories import make_reply, make_staff

    staff = make_staff()
    make_reply(actions=ROWS)
    book = load_workbook(BytesIO(as_workbook()))
    for n in range(2, ROWS + 2):
        book["台账"][where("责任科室", n)] = f"第{n}科"
        book["台账"][where("备注", n)] = f"另报{n}"
    made = receive(data=saved(book), name="台账.xlsx", by=staff)
    import_job.ask(ledger_import=made, deed="try_import", by=staff)
    work(until_empty=True)
    import_job.ask(ledger_import=made, deed="import_ledger", by=staff)
    make_workbook.enqueue(query="", sender="")


if __name__ == "__main__":
    django.setup()
    make()
