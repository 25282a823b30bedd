"""Plain words for labels, levels and probabilities: the only place where a report's wording is made.

Nothing here says that a text or a person is fake, and silence is "not stated", never "no".
"""

from __future__ import annotations

from tokenwatch.analysis import Statement
from tokenwatch.assessment import Assessment
from tokenwatch.codebook.schema import Codebook

VERDICT_WORDS = {
    "shared": "people design, decide or lead",
    "heard": "people are heard",
    "tokenistic": "claims more than it shows",
    "about": "writes about involving people",
    "none": "says little or nothing about involving people",
}
PRESENCE_WORDS = {
    "absent": "Nobody with lived experience is mentioned in what was read.",
    "mentioned": "People with lived experience are spoken about; they do not speak here themselves.",
    "quoted": "People with lived experience are quoted, in a text by somebody else.",
    "speaking": "People with lived experience write, speak or present.",
    "deciding": "People with lived experience have a seat where things are decided.",
}
GENRE_WORDS = {
    "bid": "funding bid",
    "protocol": "research protocol",
    "other": "document",
    "minutes": "set of minutes",
}
KIND_LABELS = {
    "practice": "shown",
    "claim": "claim, not backed here",
    "plan": "plan",
    "critique": "critique",
    "explain": "in general",
    "invite": "invitation",
}
KIND_REASONS = {
    "practice": "says that people take part, with something that can be checked",
    "claim": "says that people take part; not backed here",
    "plan": "promises involvement",
    "critique": "says what is missing or done badly",
    "explain": "speaks of involvement in general, not of this work",
    "invite": "asks the reader to take part",
}
LONGEST_TITLE = 160
"""Characters of a title. Titles of real documents are shorter; a longer one is a paragraph taken for one."""
JOINT_LEVEL = 4
"""Level from which people design, decide or lead. "Shared" needs it, but for a programme that bills somebody with the
experience (corpora/GUIDELINES.md, section 4)."""
STYLE_NAMES = {**KIND_LABELS, "claim": "claim", "voice": "voice"}
STYLE_MEANINGS = {**KIND_REASONS, "voice": "somebody speaks, or is named as having a seat where things are decided"}
STATE_MARKS = {"shown": "●", "partly": "◐", "not stated": "○"}

_SURE = ((0.85, "quite sure"), (0.65, "fairly sure"), (0.45, "leaning this way"), (0.0, "far from sure"))
"""Words for a probability. 0.85 and 0.65 are about 1 in 7 and 1 in 3 wrong, the steps that people tell apart
when they bet. They go by the lower of two: how clearly the signs point one way, and how often the verdict was right in
tests, where it was given `ENOUGH` times."""
ENOUGH = 10
"""Documents from which a share says something: of fewer, one more or less is a tenth and more."""


def verdict_sentence(assessment: Assessment) -> str:
    """Say the verdict in a sentence; where it abstained, say only that there is none."""
    verdict = assessment.verdict
    if verdict.abstained:
        return "No verdict."
    genre = GENRE_WORDS.get(assessment.genre, assessment.genre)
    words = VERDICT_WORDS[verdict.label]
    if verdict.label in ("shared", "heard"):
        return f"As this {genre} tells it, {words}."
    label = " (tokenistic)" if verdict.label == "tokenistic" else ""
    return f"This {genre} {words}{label}."


def answer_sentences(assessment: Assessment, codebook: Codebook) -> tuple[str, ...]:
    """Give the answer: the verdict, or that there is none and why, and what is claimed and shown."""
    first, levels = verdict_sentence(assessment), levels_sentence(assessment, codebook)
    if rests_on_programme(assessment):
        return first, levels, "It is read so because somebody with lived experience is on the programme."
    if not assessment.verdict.abstained:
        return first, levels
    why = as_sentence(assessment.verdict.why)
    return (first, why, levels) if assessment.levels.claimed or assessment.levels.evidenced else (first, why)


def rests_on_programme(assessment: Assessment) -> bool:
    """Say whether people have a say by who is on a programme alone: then what its sentences show is less than that."""
    verdict, billed = assessment.verdict, bool(assessment.programme.n_lived)
    return billed and not verdict.abstained and verdict.label == "shared" and assessment.levels.evidenced < JOINT_LEVEL


def sections_notes(assessment: Assessment) -> tuple[str, ...]:
    """Say that the answer is on several works together, where it is."""
    number = len(assessment.sections)
    if not number:
        return ()
    return (
        f"This file holds {number} parts that stand for themselves. The answer is on all of them together. "
        "Below, each part is read by itself.",
    )


def shorten(text: str, length: int = LONGEST_TITLE) -> str:
    r"""Give a text on one line, cut where it is longer.

    Examples
    --------
    >>> shorten("Six tenants\nchose it", length=11)
    'Six tenants …'
    """
    line = " ".join(text.split())
    return line if len(line) <= length else line[:length].rstrip() + " …"


def counted_words(assessment: Assessment) -> str:
    """Say how long a text is.

    Examples
    --------
    >>> from tokenwatch import Document, scan
    >>> counted_words(scan(Document.from_text("Opening hours")))
    '2 words'
    """
    return counted(assessment.document.n_words, "word")


def counted(number: int, noun: str) -> str:
    """Give a number with its noun.

    Examples
    --------
    >>> counted(1, "text"), counted(1200, "span")
    ('1 text', '1,200 spans')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def sure_sentence(assessment: Assessment) -> str:
    """Say how sure the verdict is, in words and as a percentage, with the next most likely one."""
    verdict = assessment.verdict
    if not verdict.judged:
        return "How sure: no answer was tried."
    if verdict.abstained:
        return "How sure: not sure enough to give an answer."
    probability = verdict.probabilities.get(verdict.label, 0.0)
    right, given = verdict.tested or (0, 0)
    believed = min(probability, right / given) if given >= ENOUGH else probability
    words = next(words for least, words in _SURE if believed >= least)
    sentence = f"How sure: {words}, {chances(probability)}."
    if given:
        so = f"it said this of {counted(given, 'document')}, and {right} {'was' if right == 1 else 'were'} so."
        sentence += f" But in tests {so}" if right / given < probability else f" In tests {so}"
    others = sorted((-p, label) for label, p in verdict.probabilities.items() if label in VERDICT_WORDS)
    for negative, label in others:
        # Under 1 in 10 the other reading would be read as more of a doubt than it is.
        if label != verdict.label and -negative >= 0.1:
            return f"{sentence} Next most likely: {VERDICT_WORDS[label]}, {chances(-negative)}."
    return sentence


def chances(probability: float) -> str:
    """Say a probability as chances in ten and as a percentage.

    Examples
    --------
    >>> chances(0.62)
    'about 6 in 10 (62%)'
    """
    percent = min(max(round(probability * 100), 1), 99)  # never certain
    tenths = (percent + 5) // 10
    if tenths == 10:
        return f"more than 9 in 10 ({percent}%)"
    return f"about {tenths} in 10 ({percent}%)" if tenths else f"less than 1 in 10 ({percent}%)"


def claimed_words(level: int, codebook: Codebook) -> str:
    """Say what is claimed, as the end of a sentence that begins with "it"."""
    return codebook.levels[level].claimed if level else "makes no claim of its own about people taking part"


def shown_words(level: int, codebook: Codebook) -> str:
    """Say what is shown, as the end of a sentence that begins with "it"."""
    return codebook.levels[level].shown if level else "states nothing specific that people did or will do"


def levels_sentence(assessment: Assessment, codebook: Codebook) -> str:
    """Say claimed and shown in one sentence."""
    levels = assessment.levels
    return f"It {claimed_words(levels.claimed, codebook)}; it {shown_words(levels.evidenced, codebook)}."


def statement_label(statement: Statement, codebook: Codebook) -> str:
    """Give the small label that stands beside a marked sentence."""
    parts = [KIND_LABELS.get(statement.kind, "mentioned")]
    if statement.kind == "plan":
        parts[0] = "plan that can be checked" if statement.specific else "plan, nothing to check yet"
    if statement.level and statement.kind in ("practice", "claim", "plan"):
        parts.append(codebook.levels[statement.level].name)
    if statement.lived_voice:
        parts.append("own words")
    return " · ".join(parts)


def statement_why(statement: Statement, codebook: Codebook | None = None) -> str:
    """Say why a sentence is marked; given a codebook, with its signs in the sentence."""
    known = {} if codebook is None else codebook.indicators
    signs = (known[key].label for key in statement.indicators if key in known)
    return as_sentence("; ".join(dict.fromkeys((*_why(statement), *signs))))


def _why(statement: Statement) -> list[str]:
    parts = [KIND_REASONS.get(statement.kind, "mentions people")]
    if statement.why:
        parts.append(f"the program went by: {statement.why.rstrip('.')}")
    if statement.lived_voice:
        parts.append("a person with lived experience in their own words")
    return [part for part in parts if part]


def as_sentence(text: str) -> str:
    """Give a phrase the capital and the full stop of a sentence.

    Examples
    --------
    >>> as_sentence("one seat of twelve")
    'One seat of twelve.'
    >>> as_sentence("says “we”")
    'Says “we”.'
    """
    text = text.strip()
    ended = text.removesuffix("”").endswith((".", "!", "?", "…"))
    return text[:1].upper() + text[1:] + ("" if ended else ".") if text else ""


def place_words(statement: Statement) -> str:
    """Say where a statement stands: page, slide or cell, and heading."""
    parts = [statement.where] if statement.where else []
    if statement.heading:
        parts.append(under(statement.heading))
    return ", ".join(parts)


def under(heading: str) -> str:
    """Say which heading, whose own quotation marks become single ones."""
    inside = heading.replace("“", "‘").replace("”", "’")
    return f"under “{inside}”"
