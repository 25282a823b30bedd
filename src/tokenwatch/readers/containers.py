"""Files inside files: an archive's documents and an e-mail's attachments, each read by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tokenwatch.document import Document
from tokenwatch.errors import ReadError
from tokenwatch.readers.draft import Draft, Member
from tokenwatch.readers.guard import Opened, open_bytes
from tokenwatch.readers.limits import Limits, raise_limit
from tokenwatch.readers.refusals import plain_name, some_of

_DEEPEST = 3
"""How deep files are looked for inside files: a mail in an archive with an archive attached. Deeper is no bundle
of documents but an attempt to keep somebody busy."""
_MOST_LATE = 2
"""Members that may run out of time before the rest of their container is given up: a file is to cost some twenty
seconds, and a thousand members that hang would take hours."""
_FOLDED = 4
"""How many times `Limits.inflated` the members of a container and of its containers may hold together."""


def one_document(opened: Opened, limits: Limits) -> Document:
    """Give the document that a file is, or the only one that it holds.

    Parameters
    ----------
    opened
        The file. Attachments beside its own text are named in the document's notes and not read.
    limits
        Bounds on what a member may cost.

    Raises
    ------
    ReadError
        Of kind ``"several documents"`` where it holds more than one; else as `open_bytes`.
    """
    for _ in range(_DEEPEST):
        members = opened.draft.members
        if _has_text(opened.draft) or not members:
            document = _own_document(opened)
            return replace(document, notes=(*document.notes, *_unread(members)))
        if len(members) > 1:
            raise ReadError(
                f"it holds {len(members):,} documents",
                kind="several documents",
                place=plain_name(opened.source),
                hint="tokenwatch.read_each gives them one by one, and so does the command",
            )
        opened = _open(members[0], _inside(opened.source, members[0]), limits)
    raise _too_deep(opened.source)


def each_document(opened: Opened, limits: Limits) -> Iterator[Document | ReadError]:
    """Give a file's own document, then those inside it.

    Parameters
    ----------
    opened
        The file.
    limits
        ``documents`` and ``inflated`` bound what is read of it in all; the others hold for each member.

    Yields
    ------
    Document or ReadError
        An error in the place of what could not be read, which costs the others nothing.
    """
    return _Walk(limits).through(opened, depth=0)


@dataclass
class _Walk:
    """A way through a container and the containers in it, with what is left of its bounds."""

    limits: Limits

    def __post_init__(self) -> None:
        self._documents = self.limits.documents
        self._bytes = _FOLDED * self.limits.inflated
        self._late = 0

    def through(self, opened: Opened, *, depth: int) -> Iterator[Document | ReadError]:
        members = opened.draft.members
        if _has_text(opened.draft) or not members:
            try:
                yield _own_document(opened)
            except ReadError as error:
                yield error
        for number, member in enumerate(members):
            name = _inside(opened.source, member)
            refusal = self._refusal(opened, member, name, depth, left=len(members) - number)
            if refusal is not None:
                yield refusal
                if refusal.kind != "too deep":
                    return
                continue
            try:
                inner = _open(member, name, self.limits)
            except ReadError as error:
                self._late += error.kind == "timed out"
                yield error
            else:
                yield from self.through(inner, depth=depth + 1)

    def _refusal(self, opened: Opened, member: Member, name: str, depth: int, *, left: int) -> ReadError | None:
        self._documents -= 1
        self._bytes -= len(member.data)
        if depth >= _DEEPEST:
            return _too_deep(name)
        rest = f"{left:,} of its files were not read"
        if self._late >= _MOST_LATE:
            why, hint = f"{self._late} others took too long", "unpack it, and give the files by themselves"
        elif self._documents < 0:
            why, hint = (
                f"at most {self.limits.documents:,} are",
                f"split it, {raise_limit('documents', self.limits.documents)}",
            )
        elif self._bytes < 0:
            most = _FOLDED * self.limits.inflated // 2**20
            why, hint = (
                f"together they hold over {most:,} MiB",
                f"split it, {raise_limit('inflated', self.limits.inflated)}",
            )
        else:
            return None
        return ReadError(f"{rest}: {why}", kind="too large", place=plain_name(opened.source), hint=hint)


def _open(member: Member, name: str, limits: Limits) -> Opened:
    if member.problem:
        hint = "unpack it, and give it by itself"
        raise ReadError(member.problem, kind="damaged", place=plain_name(name), hint=hint)
    return open_bytes(member.data, name=name, limits=limits)


def _has_text(draft: Draft) -> bool:
    return bool(draft.pieces) or draft.text is not None


def _own_document(opened: Opened) -> Document:
    """Give a file's own document; of a container in which nothing can be read, say that it is one."""
    try:
        return opened.document()
    except ReadError as error:
        if not opened.draft.notes:
            raise
        told = "; ".join(opened.draft.notes)
        raise ReadError(f"{error.message}: {told}", kind=error.kind, place=error.place, hint=error.hint) from error


def _unread(members: tuple[Member, ...]) -> tuple[str, ...]:
    if not members:
        return ()
    files = "1 attached file is" if len(members) == 1 else f"{len(members)} attached files are"
    return (f"{files} not part of this reading: {some_of([plain_name(member.name) for member in members])}",)


def _inside(source: str, member: Member) -> str:
    return f"{source}/{plain_name(member.name)}" if source else plain_name(member.name)


def _too_deep(name: str) -> ReadError:
    message = f"it lies more than {_DEEPEST} files deep"
    return ReadError(message, kind="too deep", place=plain_name(name), hint="unpack it, and give it by itself")
