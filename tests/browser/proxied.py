"""The tracker as it is asked behind the proxy of an office, which ended https and says so."""

from tracker.wsgi import application as tracker


def application(environ, start_response):
    return tracker(environ | {"HTTP_X_FORWARDED_PROTO": "https"}, start_response)
