"""A unit with much to do, beside the samples: `python -m tests.browser.prepare` adds it to the site's database.

One letter with thirty promises, of which the deadline has passed, led by a unit that the accounts `reporter` and
`reviewer` of the samples belong to.
"""

import os
from datetime import timedelta

import django

UNIT = "青原县水利局"
PROMISES = 30


def prepare() -> None:
    from django.contrib.auth import get_user_model
    from django.utils import timezone

    from policies.models import Membership
    from tests import factories

    unit = factories.make_unit(UNIT)
    for name in ("reporter", "reviewer"):
        Membership.objects.create(user=get_user_model().objects.get(username=name), organisation=unit)
    day = timezone.localdate() - timedelta(days=1)
    factories.make_reply(lead=unit, actions=PROMISES, due_on=day, category=factories.make_category())


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    django.setup()
    prepare()
