"""Whether a dump under way sees one edition and holds nobody up: for a process of its own, on a database of its own."""

import threading


def main() -> None:
    from django.db import connection

    from policies.derived import lock_record
    from policies.exchange.dump.snapshot import one_snapshot
    from policies.models import Place, edition

    seen = []

    def work() -> None:
        """What somebody does meanwhile, over a connection of their own."""
        from django.db import transaction

        with transaction.atomic():
            lock_record()
            Place.objects.create(name="新县", level="county")
        connection.close()

    with one_snapshot():
        seen.append((edition(), Place.objects.count()))
        other = threading.Thread(target=work)
        other.start()
        other.join(10)
        print("held up" if other.is_alive() else "went on")
        seen.append((edition(), Place.objects.count()))
    print("one edition" if seen[0] == seen[1] else "several editions")
    print("then another" if (edition(), Place.objects.count()) != seen[0] else "nothing happened")


if __name__ == "__main__":
    import django

    django.setup()
    main()
