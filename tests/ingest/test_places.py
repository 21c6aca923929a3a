"""Where a letter comes from: said by a registered signer, by a full name, or by the end of one; else nobody knows."""

import pytest

from policies.ingest import ingest
from policies.models import Doubt, Place
from tests.factories import make_place, make_unit
from tests.ingest.test_ingest import short

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("signer", "place"),
    [
        pytest.param("云山市水利局", "青原省云山市", id="the-end-of-a-full-name"),
        pytest.param("云山市河东区教育局", "青原省云山市河东区", id="the-longer-end"),
        pytest.param("河东区教育局", "青原省云山市河东区", id="the-last-part"),
        pytest.param("云山市白河县水利局", None, id="a-county-below-that-is-not-registered"),
        pytest.param("城区教育局", None, id="a-part-that-many-cities-have"),
        pytest.param("安和市水利局", None, id="two-cities-of-that-name"),
        pytest.param("市水利局", None, id="no-name-at-all"),
        pytest.param("水利局", None, id="nothing-but-a-trade"),
    ],
)
def test_a_signer_writes_the_end_of_its_places_name(signer, place):
    for name in ("青原省云山市", "青原省云山市河东区", "青原省云山市城区", "青原省安和市", "白水省安和市"):
        make_place(name, level="city")
    reply = ingest(short(place="县政协", signer=signer), name="a.txt").reply
    assert (reply.place and str(reply.place)) == place


def test_the_first_office_of_the_readme_has_no_doubt_about_its_letter():
    unit = make_unit("云山市水利局", make_place("青原省云山市", level="city"))
    reply = ingest(short(place="政协云山市", signer="云山市水利局"), name="a.txt").reply
    assert reply.place == unit.place and reply.issuers.get().organisation == unit
    assert str(reply.proposals.get().session) == "青原省云山市政协10届2次会议"
    assert not Doubt.objects.filter(code__in=["place_unknown", "session_unknown", "unit_unknown"]).exists()


@pytest.mark.parametrize(
    ("name", "in_place", "signer", "found"),
    [
        pytest.param("云山市水利局", "青原省云山市", "云山市水利局", True, id="its-name"),
        pytest.param("云山市水务局", "青原省云山市", "云山市水利局", False, id="another-name"),
        pytest.param("水利局", "青原省白河县", "水利局", False, id="a-name-of-units-everywhere"),
        pytest.param("白河县水利局", "青原省白河县", "白河县水利局", True, id="below-a-city-that-is-registered-too"),
        pytest.param("云山市白河县水利局", "青原省白河县", "云山市白河县水利局", True, id="with-the-city-above"),
        pytest.param("水利部", "全国", "水利部", True, id="of-the-nation"),
    ],
)
def test_a_registered_signer_gives_its_place(name, in_place, signer, found):
    make_place("云山市", level="city")
    place = Place.objects.get(level="nation") if in_place == "全国" else make_place(in_place)
    make_unit(name, place)
    reply = ingest(short(place="县政协", signer=signer), name="a.txt").reply
    assert (reply.place == place) == found


def test_a_name_that_a_unit_bore_gives_its_place_and_one_of_two_units_does_not():
    one, two = (make_unit(f"{n}局", make_place(f"{n}省安和市", level="city")) for n in ("青原", "白水"))
    one.names.create(name="安和市水务局")
    one.names.create(name="安和市水利局")
    two.names.create(name="安和市水利局")
    places = [
        ingest(short(place="县政协", number=number, signer=signer), name="a.txt").reply.place
        for number, signer in (("0031", "安和市水务局"), ("0032", "安和市水利局"))
    ]
    assert places == [one.place, None]
