"""UIMA CAS: a zip of one XMI for each text and the type system, as INCEpTION exchanges them; by dkpro-cassis.

A statement, a voice and a hit are annotations of three types with features. All features are strings: a number or a
flag that UIMA writes out is never empty, and what is not stated must stay so. Offsets in XMI count UTF-16 units;
cassis converts them.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from tokenwatch.codebook.schema import Codebook
from tokenwatch.errors import OptionError
from tokenwatch.exchange.annotations import AnnotatedSpan, AnnotatedText, Mark
from tokenwatch.exchange.facts import FACTS, as_words, facts_of, from_facts, from_words
from tokenwatch.exchange.incoming import Incoming
from tokenwatch.exchange.labels import INDICATOR
from tokenwatch.exchange.packing import for_xml, pack
from tokenwatch.readers.archive import Archive
from tokenwatch.readers.xml_parts import parse_xml

FORMAT = "cas"
SUFFIX = ".zip"
_TYPES = {
    "tokenwatch.Text": tuple(FACTS),
    "tokenwatch.Statement": ("kind", "level", "specific", "livedVoice", "memo"),
    "tokenwatch.Voice": ("voice", "memo"),
    "tokenwatch.Indicator": ("indicator", "memo"),
}
"""Types with their features; the first stands once, over the whole text."""
_TEXT, _STATEMENT, _VOICE, _INDICATOR = _TYPES
_LABELS = {"specific": ("specific", "not specific"), "livedVoice": ("lived voice", "no lived voice")}


def write(texts: Sequence[AnnotatedText], codebook: Codebook) -> bytes:
    """Write an XMI for each text, beside the type system. What XML cannot hold becomes U+FFFD."""
    cassis = _cassis()
    types = _type_system(cassis)
    members = {"TypeSystem.xml": types.to_xml().encode()}
    width = len(str(len(texts)))
    for number, text in enumerate(texts, 1):
        cas = cassis.Cas(typesystem=types, sofa_string=for_xml(text.text), sofa_mime="text/plain")
        for name, start, end, features in _annotations(text):
            stated = {key: for_xml(value) for key, value in features.items() if value}
            cas.add(types.get_type(name)(begin=start, end=end, **stated))
        members[f"{number:0{width}}.xmi"] = cas.to_xmi().encode()
    return pack(members)


def read(incoming: Incoming) -> Iterable[AnnotatedText]:
    """Read every XMI of a zip; annotations of other types are passed over."""
    cassis = _cassis()
    archive = incoming.guarded(lambda: Archive(incoming.data, incoming.limits))
    for name in sorted(member for member in archive.members if member.endswith(".xmi")):
        place = f"{incoming.place}, {name}"
        text, facts, marks = incoming.guarded(partial(_load, cassis, archive, name, place))
        yield from_facts(from_words(facts, place), text, marks, skip=incoming.skip)


def _cassis() -> Any:
    try:
        import cassis
    except ImportError as error:
        hint = 'pip install "tokenwatch[cas]"'
        raise OptionError("the format cas needs dkpro-cassis", kind="option", place="--format", hint=hint) from error
    return cassis


def _type_system(cassis: Any) -> Any:
    types = cassis.TypeSystem()
    for name, features in _TYPES.items():
        made = types.create_type(name, supertypeName="uima.tcas.Annotation")
        for feature in features:
            types.create_feature(made, feature, "uima.cas.String")
    return types


def _load(cassis: Any, archive: Archive, name: str, place: str) -> tuple[str, dict[str, str], list[Mark]]:
    """Give text, facts and marks of an XMI: nothing of cassis is touched outside, where it would not be guarded."""
    data = archive.read(name)
    parse_xml(data, name)  # cassis follows entities, so what holds any is refused before it
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on each type that is not ours, such as another program's own layers
        cas = cassis.load_cas_from_xmi(io.BytesIO(data), typesystem=_type_system(cassis), lenient=True)
    whole = next(iter(cas.select(_TEXT)), None)
    facts = {key: value for key in FACTS if whole is not None and isinstance(value := whole[key], str)}
    marks = [mark for kind in (_STATEMENT, _VOICE, _INDICATOR) for one in cas.select(kind)
             for mark in _marks(kind, one, place)]  # fmt: skip
    return cas.sofa_string or "", facts, marks


def _annotations(text: AnnotatedText) -> Iterator[tuple[str, int, int, dict[str, str]]]:
    yield _TEXT, 0, len(text.text), {name: as_words(value) for name, value in facts_of(text).items()}
    for span in text.spans:
        for number, (name, features) in enumerate(_parts(span)):
            yield name, span.start, span.end, features | ({} if number else {"memo": span.memo})


def _parts(span: AnnotatedSpan) -> Iterator[tuple[str, dict[str, str]]]:
    flags = {"specific": span.specific, "livedVoice": span.lived_voice}
    stated = {name: "yes" if flag else "no" for name, flag in flags.items() if flag is not None}
    stated |= {"kind": span.kind or "", "level": "" if span.level is None else str(span.level)}
    if any(stated.values()):
        yield _STATEMENT, stated
    yield from ((_VOICE, {"voice": voice}) for voice in span.voices)
    yield from ((_INDICATOR, {"indicator": indicator}) for indicator in span.indicators)


def _marks(kind: str, found: Any, place: str) -> Iterator[Mark]:
    memo = (found.memo or "").strip()
    for feature in _TYPES[kind]:
        value = found[feature]
        if feature != "memo" and value:
            yield Mark(found.begin, found.end, _label(feature, value), place, memo)


def _label(feature: str, value: str) -> str:
    """Give the label of a feature's value; for one that there is not, a label that there is not either."""
    if feature in _LABELS:
        return dict(zip(("yes", "no"), _LABELS[feature], strict=True)).get(value, f"{feature}: {value}")
    prefix = {"level": "level ", "voice": "voice: ", "indicator": INDICATOR}.get(feature, "")
    return prefix + value
