"""Number formats of Excel: enough of them to show a date, a share or a sum of money as its author saw it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tokenwatch.readers.xml_parts import local_name

if TYPE_CHECKING:
    from lxml import etree

_BUILT_IN = {
    **{"1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00", "9": "0%", "10": "0.00%"},
    **{"14": "yyyy-mm-dd", "15": "yyyy-mm-dd", "16": "yyyy-mm-dd", "17": "yyyy-mm", "18": "hh:mm", "19": "hh:mm:ss"},
    **{"20": "hh:mm", "21": "hh:mm:ss", "22": "yyyy-mm-dd hh:mm", "45": "mm:ss", "46": "[h]:mm:ss", "47": "mm:ss"},
    **{str(number): "yyyy-mm-dd" for number in (*range(27, 32), 36, *range(50, 59))},  # East Asian dates
    **dict.fromkeys(("5", "6", "37", "38"), "#,##0"),
    **dict.fromkeys(("7", "8", "39", "40"), "#,##0.00"),
}
"""Formats that a file names by number alone. The currency of 5 to 8 is that of the reader's machine: not shown."""
_LONGEST = 255
"""Characters of a format that Excel allows."""
_LAST_DAY = 2_958_466
"""The first serial number after the year 9999."""
_LEAP_DAY = 60
"""Excel counts a 29 February 1900, which never was; earlier serial numbers are a day behind."""
_SINCE_1904 = 1462
"""Days by which serial numbers of old Macintosh workbooks are behind."""
_DIGITS = 11
"""Digits that Excel shows of a number without a format."""
_WHOLE = 1e15
"""Numbers up to here are whole without doubt: a float holds 15 digits."""

_DAY = 86_400
_OF_TIME = frozenset(str.split("d m y h s [h] [hh] [m] [mm] [s] [ss]"))

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[\$(?P<currency>[^\]\-]*)[^\]]*\]|\[(?P<length>h+|m+|s+)\]|\[[^\]]*\]|[_*].'
    r"|(?P<end>;)|(?P<number>[#0?][#0?,]*(?:\.[#0?]*)?)|(?P<letter>[a-z@])|(?P<sign>.)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How a number is shown.

    Parameters
    ----------
    before, after
        Text around it, such as a currency.
    decimals
        Digits after the point; ``None`` for as many as it has.
    grouped
        Whether thousands are set apart.
    """

    before: str = ""
    after: str = ""
    decimals: int | None = None
    grouped: bool = False

    def show(self, number: float) -> str:
        """Give a finite number as text."""
        if self.decimals is None:
            return str(int(number)) if number.is_integer() and abs(number) < _WHOLE else f"{number:.{_DIGITS}g}"
        size = abs(number) * (100 if "%" in self.after else 1)
        digits = f"{size:,.{self.decimals}f}" if self.grouped else f"{size:.{self.decimals}f}"
        minus = "-" if number < 0 and digits.strip("0.,") else ""
        return f"{minus}{self.before}{digits}{self.after}".strip()


@dataclass(frozen=True, slots=True)
class TimeFormat:
    """How a number that counts days is shown: as an ISO date, a time of day, or a length of time.

    Parameters
    ----------
    date, time
        Patterns of `datetime.strftime`, or ``""``; both empty for a length of time.
    epoch
        Days to add to the number.
    """

    date: str = ""
    time: str = ""
    epoch: int = 0

    def show(self, number: float) -> str:
        """Give a finite number as text."""
        if not 0 <= number + self.epoch < _LAST_DAY:
            return GENERAL.show(number)
        days, seconds = divmod(round(number * _DAY), _DAY)
        if days + self.epoch >= _LAST_DAY:  # the last moment of the last day is rounded to the next
            return GENERAL.show(number)
        if not (self.date or self.time):
            hours, seconds = divmod(seconds, 3_600)
            return f"{24 * days + hours}:{seconds // 60:02}" + (f":{seconds % 60:02}" if seconds % 60 else "")
        days += self.epoch
        moment = datetime(1899, 12, 30) + timedelta(days=days + (days < _LEAP_DAY), seconds=seconds)
        # Programs that fill a column with dates often give it a format with a time, which then is midnight.
        shown = self.date if self.date and not seconds else f"{self.date} {self.time}".strip()
        return moment.strftime(shown)


Format = NumberFormat | TimeFormat
GENERAL = NumberFormat()


def show_number(raw: str, form: Format = GENERAL) -> str:
    """Give a number as a file writes it as text; what is no number is given as it stands.

    Examples
    --------
    >>> show_number("12.0"), show_number("0.1", parse_format("0%")), show_number("n/a")
    ('12', '10%', 'n/a')
    """
    try:
        number = float(raw)
    except ValueError:
        return raw
    return form.show(number) if math.isfinite(number) else raw


def read_formats(root: etree._Element, *, from_1904: bool) -> list[Format]:
    """Read how the cells of a workbook are shown.

    Parameters
    ----------
    root
        The root of the styles part.
    from_1904
        Whether the workbook counts days from 1904.

    Returns
    -------
    list
        Format by the number that a cell gives as its style.
    """
    codes = dict(_BUILT_IN)
    styles: list[str] = []
    for element in root:
        if local_name(element) == "numFmts":
            codes |= {str(one.get("numFmtId")): str(one.get("formatCode", ""))[:_LONGEST] for one in element}
        elif local_name(element) == "cellXfs":
            styles = [str(one.get("numFmtId")) for one in element]
    epoch = _SINCE_1904 if from_1904 else 0
    formats = {identifier: parse_format(codes[identifier], epoch) for identifier in {*styles} & {*codes}}
    return [formats.get(style, GENERAL) for style in styles]


def parse_format(code: str, epoch: int = 0) -> Format:
    """Understand a format, of which the part for positive numbers counts.

    Parameters
    ----------
    code
        As it stands in the file, in English whatever the author's language.
    epoch
        Days to add to a number that counts days.

    Examples
    --------
    >>> show_number("48000", parse_format("[$£-809]#,##0.00")), show_number("45415", parse_format("d mmm yyyy"))
    ('£48,000.00', '2024-05-03')
    """
    texts = ["", ""]
    numbers: list[str] = []
    letters: set[str] = set()
    for found in _TOKEN.finditer(code):
        match found.lastgroup:
            case "end":
                break
            case "number":
                numbers.append(found[0])
            case "letter" | "length":
                letters.add(found[0].lower())
            case str(group):
                texts[bool(numbers)] += found[group]
    if letters & _OF_TIME:
        return _time_format(letters, epoch)
    # Two numbers are a fraction or a telephone number; a comma at the end means thousands: too rare to follow.
    if len(numbers) != 1 or numbers[0].endswith(",") or ",." in numbers[0] or "e" in letters:
        return GENERAL
    whole, _, fraction = numbers[0].partition(".")
    decimals = None if "#" in fraction and not any(texts) else len(fraction)
    return NumberFormat(texts[0], texts[1], decimals, grouped="," in whole)


def _time_format(letters: set[str], epoch: int) -> Format:
    if any(letter.startswith("[") for letter in letters) or ("s" in letters and not letters & {*"dyh"}):
        return TimeFormat(epoch=epoch)
    clock = "%H:%M:%S" if "s" in letters else "%H:%M" if "h" in letters else ""
    if "d" in letters:
        return TimeFormat("%Y-%m-%d", clock, epoch)
    if "y" in letters:
        return TimeFormat("%Y-%m" if "m" in letters else "%Y", clock, epoch)
    return TimeFormat("" if clock else "%Y-%m", clock, epoch)
