"""Zip containers and XML parts of strangers: counted before they are unpacked, never written to disk."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

from tokenwatch.errors import ReadError
from tokenwatch.readers.limits import Limits, raise_limit
from tokenwatch.readers.zip_directory import member_places

if TYPE_CHECKING:
    from lxml import etree

_RATIO_FROM = 2**20
"""Bytes from which a member's ratio counts: below, no ratio can do harm."""
_FRESH_COPY = "open it, save a fresh copy, and try that"
_DOCTYPES = (b"<!DOCTYPE", b"<!ENTITY")
NOTHING_FOLLOWED: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "huge_tree": False,
    "load_dtd": False,
}
"""How lxml is to parse a stranger's XML, as a tree or as a stream."""
_METHODS = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
"""How documents are packed. The others unpack without a bound, some to a million times their size."""
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, OverflowError, RuntimeError, ValueError)
"""What `zipfile` lets through where bytes are cut off or changed."""
_LONGEST_NAME = 200
"""Characters of a name that are shown; file systems allow 255 bytes."""


class Archive:
    """A zip container of which named members are read, within limits.

    Parameters
    ----------
    data
        The container's bytes.
    limits
        ``members``, ``inflated`` and ``ratio`` hold here. Only members that are read count towards
        ``inflated``: a gigabyte of pictures that nobody unpacks is harmless.

    Attributes
    ----------
    members : tuple of str
        Names of its members, folders included, in the order in which they were put in.
    names : frozenset of str
        The same, to ask whether one is there.

    Raises
    ------
    ReadError
        Of kind ``"damaged"`` or ``"too large"``.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise ReadError("its container is broken", kind="damaged", hint=_FRESH_COPY) from error
        self._limits = limits
        self._left = limits.inflated
        self.members = tuple(dict.fromkeys(self._zip.namelist()))
        self.names = frozenset(self.members)
        if len(self._zip.infolist()) > limits.members:
            message = f"it has over {limits.members:,} parts"
            raise ReadError(message, kind="too large", hint=f"split it, {raise_limit('members', limits.members)}")

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
            raise ReadError(f"its part {plain_path(name)} is missing", kind="damaged", hint=_FRESH_COPY) from error
        self._check(info)
        self._left -= info.file_size  # also where it turns out to be broken: that has cost the time
        try:
            with self._zip.open(info) as member:
                return member.read(info.file_size)
        except _BROKEN as error:
            raise ReadError(f"its part {plain_path(name)} is broken", kind="damaged", hint=_FRESH_COPY) from error

    def xml(self, name: str) -> etree._Element:
        """Unpack and parse one member.

        Raises
        ------
        ReadError
            As `read`; of kind ``"damaged"`` where it is no XML, or has a document type or entities, which no
            word processor writes.
        """
        return parse_xml(self.read(name), name)

    def _check(self, info: zipfile.ZipInfo) -> None:
        """Refuse a member that would cost too much; no more than the size it states is ever unpacked."""
        if info.flag_bits & 1:
            raise ReadError("it is protected by a password", kind="encrypted", hint="save a copy without password")
        if info.compress_type not in _METHODS:
            message = f"its part {plain_path(info.filename)} is packed in an unusual way"
            raise ReadError(message, kind="unsupported format", hint="pack it again as an ordinary .zip")
        if info.file_size > _RATIO_FROM and info.file_size > self._limits.ratio * max(info.compress_size, 1):
            raise self._too_large(
                info.filename, f"unpacks to over {self._limits.ratio} times its size", "ratio", self._limits.ratio
            )
        if info.file_size > self._left:
            what = f"unpacks to over {self._limits.inflated // 2**20:,} MiB"
            raise self._too_large(info.filename, what, "inflated", self._limits.inflated)

    @staticmethod
    def _too_large(name: str, what: str, field: str, limit: int) -> ReadError:
        hint = f"save it again, {raise_limit(field, limit)}"
        return ReadError(f"its part {plain_path(name)} {what}", kind="too large", hint=hint)


def member_names(data: bytes) -> frozenset[str]:
    """Give the names of a zip container's members, as its central directory lists them.

    It is what a reader's ``recognises`` asks, in the user's own process: it unpacks nothing and never raises.

    Returns
    -------
    frozenset of str
        Empty where the bytes are no zip container, or a broken one.

    Examples
    --------
    >>> member_names(b"PK is no archive")
    frozenset()
    """
    return frozenset(member_places(data))


def plain_path(name: str) -> str:
    r"""Make a stranger's name fit to be shown: a relative path without drive, ``..`` and control characters.

    Examples
    --------
    >>> plain_path("C:\\bids\\..\\our bid.docx")
    'bids/our bid.docx'
    """
    shown = "".join(char if char.isprintable() else "\ufffd" for char in name.replace("\\", "/"))
    parts = [part for part in shown.split("/") if part.strip(". ") and not (len(part) == 2 and part[1] == ":")]
    return "/".join(parts)[-_LONGEST_NAME:] or "unnamed"


def parse_xml(data: bytes, name: str) -> etree._Element:
    """Parse XML that may be hostile: no document type, no entities, no network, no huge trees.

    Raises
    ------
    ReadError
        Of kind ``"damaged"``.
    """
    from lxml import etree  # a large library, needed for these formats alone

    refuse_entities(data, name)
    parser: etree.XMLParser = etree.XMLParser(**NOTHING_FOLLOWED)
    try:
        root: etree._Element = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(f"its part {plain_path(name)} is not well-formed", kind="damaged", hint=_FRESH_COPY) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise ReadError(f"its part {plain_path(name)} has a document type", kind="damaged", hint=_FRESH_COPY)
    return root


def refuse_entities(data: bytes, name: str) -> None:
    """Refuse XML that defines entities or has a document type, before a parser sees it.

    Parameters
    ----------
    data
        A part of a file.
    name
        Its name, for errors.

    Raises
    ------
    ReadError
        Of kind ``"damaged"``.
    """
    # Without its zero bytes UTF-16 shows its ASCII, so that one look serves both.
    if any(mark in data or mark in data[:4096].replace(b"\0", b"") for mark in _DOCTYPES):
        message = f"its part {plain_path(name)} defines entities, which no office program does"
        raise ReadError(message, kind="damaged", hint=_FRESH_COPY)
