"""An engine for tests: it says of every document what the test tells it to say."""

from collections.abc import Callable
from typing import Any

from assessments import make_verdict
from tokenwatch.analysis import Programme, Statement, Voice
from tokenwatch.assessment import Assessment, Levels
from tokenwatch.document import Document
from tokenwatch.gold import GoldDocument

Scan = Callable[[Document], Assessment]


def assess(
    document: Document,
    *,
    label: str = "none",
    sure: float = 0.6,
    abstained: bool = False,
    statements: tuple[Statement, ...] = (),
    voices: tuple[Voice, ...] = (),
) -> Assessment:
    """An assessment with the verdict asked for and nothing else."""
    return Assessment(
        document=document,
        genre="other",
        verdict=make_verdict(label, sure, abstained=abstained),
        levels=Levels(0, 0),
        presence="absent",
        programme=Programme(),
        dimensions={},
        statements=statements,
        voices=voices,
        ids={"tokenwatch": "toy"},
    )


def perfect(documents: tuple[GoldDocument, ...]) -> Scan:
    """An engine that knows the gold by heart."""
    # Any: what the gold does not say is said as it stands there.
    by_text: dict[str, Any] = {document.text: document for document in documents}

    def scan(document: Document) -> Assessment:
        gold = by_text[document.text]
        statements = tuple(
            Statement(
                f"s{number}",
                passage.start,
                passage.end,
                document.text[passage.start : passage.end],
                kind=passage.kind,
                level=passage.level,
                specific=passage.specific,
                lived_voice=passage.lived_voice,
            )
            for number, passage in enumerate(gold.passages, 1)
        )
        own_words = tuple(
            Voice("first person", "", "", True, ("lived",), passage.start, passage.end, "")
            for passage in gold.passages
            if passage.lived_voice
        )
        found = assess(document, label=gold.verdict, sure=1.0, statements=statements, voices=own_words)
        return Assessment(
            **{
                **{name: getattr(found, name) for name in found.__dataclass_fields__},
                "levels": Levels(gold.claimed_level, gold.evidenced_level),
                "presence": gold.presence,
                "programme": Programme(gold.is_programme, gold.n_speakers, gold.n_lived),
            }
        )

    return scan
