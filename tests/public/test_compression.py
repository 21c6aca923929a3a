"""Pages go compressed over the line to whoever takes them so."""

import gzip


def test_a_page_is_compressed_where_that_is_asked(db, client):
    plain = client.get("/about/")
    packed = client.get("/about/", headers={"accept-encoding": "gzip, br"})
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content) / 2
    assert "Accept-Encoding" in plain.headers["Vary"] and "Content-Encoding" not in plain.headers
