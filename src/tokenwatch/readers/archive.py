"""Zip containers of strangers: counted before they are unpacked, never written to disk."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING

from tokenwatch.errors import ReadError
from tokenwatch.readers.limits import Limits, raise_limit
from tokenwatch.readers.refusals import damaged, locked, plain_path
from tokenwatch.readers.xml_parts import parse_xml

if TYPE_CHECKING:
    from lxml import etree

_RATIO_FROM = 2**20
"""Bytes from which a member's ratio counts: below, no ratio can do harm."""
_METHODS = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
"""How documents are packed. The others unpack without a bound, some to a million times their size."""
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, OverflowError, RuntimeError, ValueError)
"""What `zipfile` lets through where bytes are cut off or changed."""


def member_path(folder: str, reference: str) -> str:
    """Give the name of the member that a reference in another member means, which lies in a folder."""
    return posixpath.normpath(posixpath.join("/", folder, reference)).lstrip("/")


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

    Raises
    ------
    ReadError
        Of kind ``"damaged"`` or ``"too large"``.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN as error:
            raise damaged("its container is broken") from error
        self._limits = limits
        self._left = limits.inflated
        self.members = tuple(dict.fromkeys(self._zip.namelist()))
        self._names = frozenset(self.members)
        if len(self._zip.infolist()) > limits.members:
            message = f"it has over {limits.members:,} parts"
            raise ReadError(message, kind="too large", hint=f"split it, {raise_limit('members', limits.members)}")

    def __contains__(self, name: str) -> bool:
        """Say whether there is a member of a name."""
        return name in self._names

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
            raise damaged(f"its part {plain_path(name)} is missing") from error
        self._check(info)
        self._left -= info.file_size  # also where it turns out to be broken: that has cost the time
        try:
            with self._zip.open(info) as member:
                return member.read(info.file_size)
        except BROKEN as error:
            raise damaged(f"its part {plain_path(name)} is broken") from error

    def xml(self, name: str) -> etree._Element:
        """Unpack and parse one member.

        Raises
        ------
        ReadError
            As `read` and `parse_xml`.
        """
        return parse_xml(self.read(name), name)

    def xml_if_sound(self, name: str) -> etree._Element | None:
        """Unpack and parse one member, or give ``None``: for what stands beside a text, and costs it no reading."""
        try:
            return self.xml(name)
        except ReadError:
            return None

    def _check(self, info: zipfile.ZipInfo) -> None:
        """Refuse a member that would cost too much; no more than the size it states is ever unpacked."""
        if info.flag_bits & 1:
            raise locked("save a copy without password")
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
