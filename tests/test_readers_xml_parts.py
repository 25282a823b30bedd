"""XML of strangers."""

from __future__ import annotations

import pytest

from tokenwatch.errors import ReadError
from tokenwatch.readers.xml_parts import parse_xml, stream_xml


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>',
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16"),
        b"<a>",
        b"",
        b"<a>" * 400 + b"</a>" * 400,
    ],
)
def test_xml_with_a_document_type_or_broken_is_refused(data: bytes) -> None:
    for refuse in (lambda: parse_xml(data, "a.xml"), lambda: [*stream_xml(data, "a.xml", ("b",))]):
        with pytest.raises(ReadError) as caught:
            refuse()
        assert caught.value.kind == "damaged"
