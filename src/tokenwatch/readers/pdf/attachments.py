"""The files attached to a PDF."""

from __future__ import annotations

import ctypes
from typing import Any

from tokenwatch.readers.draft import Member
from tokenwatch.readers.limits import Limits
from tokenwatch.readers.pdf.calls import filled_text
from tokenwatch.readers.refusals import plain_path


def attachments(document: Any, limits: Limits) -> tuple[tuple[Member, ...], tuple[str, ...]]:
    """Give the files that are attached to a PDF, and notes on those that were left out.

    Parameters
    ----------
    document
        A ``pypdfium2.PdfDocument``.
    limits
        ``documents`` bounds their number, ``inflated`` their bytes, together.
    """
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFDoc_GetAttachmentCount(document)
    members: list[Member] = []
    notes: list[str] = []
    left = limits.inflated
    for index in range(min(count, limits.documents)):
        attachment = pdfium.FPDFDoc_GetAttachment(document, index)
        name = plain_path(filled_text(pdfium.FPDFAttachment_GetName, attachment))
        length = ctypes.c_ulong()
        if not pdfium.FPDFAttachment_GetFile(attachment, None, 0, length) or length.value > left:
            notes.append(f"the attached file {name} could not be read")
            continue
        buffer = ctypes.create_string_buffer(max(length.value, 1))
        pdfium.FPDFAttachment_GetFile(attachment, buffer, length.value, length)
        left -= length.value
        members.append(Member(name, buffer.raw[: length.value]))
    if count > limits.documents:
        notes.append(f"only the first {limits.documents:,} of {count:,} attached files were read")
    return tuple(members), tuple(notes)
