"""Zip containers and XML parts of strangers: counted before they are unpacked, never written to disk."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from tokenwatch.errors import ReadError
from tokenwatch.readers.limits import Limits

if TYPE_CHECKING:
    from lxml import etree

_RATIO_FROM = 2**20
"""Bytes from which a member's ratio counts: below, no ratio can do harm."""
_FRESH_COPY = "open it, save a fresh copy, and try that"
_DOCTYPES = (b"<!DOCTYPE", b"<!ENTITY")


class Archive:
    """A zip container of which named members are read, within limits.

    Parameters
    ----------
    data
        The container's bytes.
    limits
        ``members``, ``inflated`` and ``ratio`` hold here. Only members that are read count towards
        ``inflated``: a gigabyte of pictures that nobody unpacks is harmless.

    Raises
    ------
    ReadError
        Of kind ``"damaged"`` or ``"too large"``.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise ReadError("its container is broken", kind="damaged", hint=_FRESH_COPY) from error
        self._limits = limits
        self._left = limits.inflated
        self.names = frozenset(self._zip.namelist())
        if len(self._zip.infolist()) > limits.members:
            message = f"it has over {limits.members:,} parts"
            raise ReadError(message, kind="too large", hint="save it again, without pictures and attachments")

    def read(self, name: str) -> bytes:
        """Unpack one member.

        Raises
        ------
        ReadError
            Of kind ``"damaged"`` where it is absent or broken, ``"encrypted"``, or ``"too large"``.
        """
        try:
            info = self._zip.getinfo(name)
        except KeyError as error:
            raise ReadError(f"its part {name} is missing", kind="damaged", hint=_FRESH_COPY) from error
        if info.flag_bits & 1:
            raise ReadError("it is protected by a password", kind="encrypted", hint="save a copy without password")
        if info.file_size > _RATIO_FROM and info.file_size > self._limits.ratio * max(info.compress_size, 1):
            raise self._too_large(name, f"unpacks to over {self._limits.ratio} times its size", "ratio")
        try:
            with self._zip.open(info) as member:
                data = member.read(self._left + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            OSError,
            RuntimeError,
        ) as error:
            raise ReadError(f"its part {name} is broken", kind="damaged", hint=_FRESH_COPY) from error
        self._left -= len(data)
        if self._left < 0:
            raise self._too_large(name, f"unpacks to over {self._limits.inflated // 2**20:,} MiB", "inflated")
        return data

    def xml(self, name: str) -> etree._Element:
        """Unpack and parse one member.

        Raises
        ------
        ReadError
            As `read`; of kind ``"damaged"`` where it is no XML, or has a document type or entities, which no
            word processor writes.
        """
        return parse_xml(self.read(name), name)

    @staticmethod
    def _too_large(name: str, what: str, field: str) -> ReadError:
        hint = f"save it again; if you trust it, read it in Python with a higher Limits.{field}"
        return ReadError(f"its part {name} {what}", kind="too large", hint=hint)


def parse_xml(data: bytes, name: str) -> etree._Element:
    """Parse XML that may be hostile: no document type, no entities, no network, no huge trees.

    Raises
    ------
    ReadError
        Of kind ``"damaged"``.
    """
    from lxml import etree  # a large library, needed for these formats alone

    # Without its zero bytes UTF-16 shows its ASCII, so that one look serves both.
    if any(mark in data or mark in data[:4096].replace(b"\0", b"") for mark in _DOCTYPES):
        raise ReadError(
            f"its part {name} defines entities, which no word processor does",
            kind="damaged",
            hint=_FRESH_COPY,
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(f"its part {name} is not well-formed", kind="damaged", hint=_FRESH_COPY) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise ReadError(f"its part {name} has a document type", kind="damaged", hint=_FRESH_COPY)
    return root
