"""The factory ``tokenwatch_people``: who is named, and in what role, in ``doc.spans["people"]``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from tokenwatch.codebook import Role
from tokenwatch.language.component import SpanGroupComponent
from tokenwatch.language.later_mentions import find_they
from tokenwatch.language.matching import WordingMatcher, longest

WINDOW = 30
"""Tokens on either side in which the context of an ambiguous role is looked for: about a sentence and a half, since
"carer" is explained nearby ("unpaid", "care home") or not at all."""


@Language.factory("tokenwatch_people", assigns=["doc.spans"], default_config={"codebook": None})
def create_people(nlp: Language, name: str, codebook: str | None) -> PeopleComponent:
    """Make the component."""
    return PeopleComponent(nlp, name, codebook)


class PeopleComponent(SpanGroupComponent):
    """Find roles: label = group (``"lived"``, ``"community"``, … or ``"ambiguous"``), id = the role's id."""

    group = "people"

    def prepare(self) -> None:
        """Compile the roles."""
        self.matcher = WordingMatcher.of_records(self.nlp, self.codebook.roles)

    def match(self, doc: Doc) -> list[Span]:
        """Find the roles, the longer one where two overlap, ambiguous ones settled by the words around, and "they"."""
        spans = longest(doc, self.matcher.find_phrases(doc), lambda key: self.codebook.roles[key].group)
        settled = [self._settled(doc, span) if span.label_ == "ambiguous" else span for span in spans]
        return sorted([*settled, *find_they(doc, settled)], key=lambda span: span.start)

    def _settled(self, doc: Doc, span: Span) -> Span:
        role = self.codebook.roles[span.id_]
        around = doc[max(span.start - WINDOW, 0) : span.end + WINDOW].text.lower()
        return Span(doc, span.start, span.end, label=_group_near(role, around), span_id=span.id_)


def _group_near(role: Role, around: str) -> str:
    """Settle a role by context; where both contexts or none speak, it stays ambiguous."""
    lived = any(word in around for word in role.lived_near)
    professional = any(word in around for word in role.professional_near)
    if lived == professional:
        return "ambiguous"
    return "lived" if lived else "professional"
