"""The description of the API is OpenAPI, and the API does what it says, whatever it is asked.

A few examples of each operation in the suite, 40 before every change lands, 200 in `make check`, 2,000 in `make long`:
API_EXAMPLES says how many.
"""

import os

import pytest
import schemathesis
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from openapi_spec_validator import validate
from schemathesis.config import SchemathesisConfig

from policies.exchange.api.doors import description
from tests.secrets_site import build_site
from tracker.wsgi import application

EXAMPLES = int(os.environ.get("API_EXAMPLES", "4"))
CONFIG = SchemathesisConfig.from_dict(
    {
        "checks": {
            # A slug or a number that is well written may still mean nothing: 400 with a sentence, by design; 410 of what is gone.
            "positive_data_acceptance": {"expected-statuses": [200, 301, 304, 400, 404, 410]},
        },
        "phases": {"coverage": {"enabled": EXAMPLES >= 40}},
    }
)
schema = schemathesis.openapi.from_dict(description(), config=CONFIG)
schema.app = application


@pytest.fixture(scope="module")
def site(module_db):
    """As with the test client, the end of a request does not end the connection, in whose transaction the record is."""
    ends = (request_started, request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)
    build_site()
    yield
    for signal in ends:
        signal.connect(close_old_connections)


def test_the_description_is_openapi(tmp_path):
    validate(description())
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(tmp_path / "schema.yml"))


@schema.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_api_does_what_its_description_says(case, site, db):
    # Compressed or not is between the application and whoever fetches; the library takes what comes as it is.
    case.call_and_validate(headers={"Accept-Encoding": "identity"})
