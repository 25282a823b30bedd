"""One family of errors: each names the culprit, the place and the next step.

Nothing in tokenwatch raises anything else on purpose. A command turns such an error into one line; a batch
turns it into a row.
"""

from __future__ import annotations


class TokenwatchError(Exception):
    """Base of every error that tokenwatch raises on purpose.

    Parameters
    ----------
    message
        What is wrong, in one plain sentence that names the culprit.
    kind
        A short stable code for programs, such as ``"missing"`` or ``"needs OCR"``.
    place
        Where: a file, ``file:line``, or a key inside a file.
    hint
        What to do next.
    trace
        Where in the code of another process it was raised, in lines; no message and no output holds it.

    Examples
    --------
    >>> print(TokenwatchError("there is no such file", kind="missing", place="bid.pdf", hint="check the path"))
    bid.pdf: there is no such file (check the path)
    """

    def __init__(self, message: str, *, kind: str = "error", place: str = "", hint: str = "", trace: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.kind = kind
        self.place = place
        self.hint = hint
        self.trace = trace

    def __str__(self) -> str:
        place = f"{self.place}: " if self.place else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.message}{hint}"

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the way back from a worker process, keyword arguments included."""
        fields = {"kind": self.kind, "place": self.place, "hint": self.hint, "trace": self.trace}
        return (_rebuild, (type(self), self.message, fields))

    def to_dict(self) -> dict[str, str]:
        """Give the error as the JSON contract writes it: ``kind``, ``message``, ``hint``."""
        return {"kind": self.kind, "message": self.message, "hint": self.hint}


def _rebuild(cls: type[TokenwatchError], message: str, fields: dict[str, str]) -> TokenwatchError:
    return cls(message, **fields)


def mistake(error: Exception, *, hint: str, place: str = "", words: bool = True) -> TokenwatchError:
    """Turn an exception that nobody raised on purpose into an error of the family.

    Parameters
    ----------
    error
        What was raised.
    hint
        What to do next, which differs between the command, a batch and the page.
    place
        The file that was at work.
    words
        Say what the exception says, which may quote the document.

    Examples
    --------
    >>> print(mistake(ValueError("empty"), hint="please report it"))
    sorry, tokenwatch made a mistake here: ValueError: empty (please report it)
    """
    said = f": {str(error)[:200]}" if words else ""
    message = f"sorry, tokenwatch made a mistake here: {type(error).__name__}{said}"
    return TokenwatchError(message, kind="internal", place=place, hint=hint)


class ReadError(TokenwatchError):
    """A source could not be read: missing, empty, too large, of another type, damaged, scanned."""


class CodebookError(TokenwatchError):
    """A codebook file says something that the loader does not understand."""


class OptionError(TokenwatchError):
    """A parameter or option has a value that is not allowed."""


class GoldError(TokenwatchError):
    """A file of labelled documents does not follow the gold format."""


class ModelError(TokenwatchError):
    """A folder of learnt weights is missing or damaged, or goes with another vocabulary, pipeline or version."""


class ExtensionError(TokenwatchError):
    """A reader, report or format that was added lacks what its room asks of it."""


class StoreError(TokenwatchError):
    """Results cannot be written, or another run is writing them; what is done stays."""
