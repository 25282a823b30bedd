"""What looks like a person's name. A name tells nothing about the person: it is only where a voice begins."""

from __future__ import annotations

import re
from functools import lru_cache

UPPER = "A-ZÀ-ÖØ-Þ" + "".join(chr(code) for code in range(0x100, 0x250) if chr(code).isupper())
LOWER = "a-zß-öø-ÿ" + "".join(chr(code) for code in range(0x100, 0x250) if chr(code).islower())
_TITLE = (
    r"(?:(?:Drs?|Profs?|Professor|Mr|Mrs|Ms|Mx|Miss|Sir|Dame|Lord|Lady|Baroness|Rev|Revd|Cllr|Councillor|Hon|"
    r"The Honou?rable|Sen|Senator|Judge|Sister|Brother|Fr|Father|Imam|Rabbi|Sgt|Col|Maj|Capt)\.?\s+)"
)
_GAP = r"(?:[ \t\u00a0]+|\n(?!\s*\n)[ \t]*)"
_PART = rf"(?:[{UPPER}]\.|[{UPPER}][{UPPER}{LOWER}'’-]{{1,40}})"
# Bounded, as are the titles before them, since a run of ten thousand capitals (as encoded images have) would else cost
# the square of its length; no part of a name that we met has more than twenty letters.
_PARTICLE = r"(?:de|del|della|van|von|der|den|la|le|bin|ibn|al|el|dos|da|di|du|y|e|ap|ferch|ní|ó)"
NAME = rf"{_TITLE}{{0,4}}{_PART}(?:{_GAP}(?:{_PARTICLE}{_GAP})*{_PART}){{1,3}}"
"""A name of two to four parts, with titles, initials and particles. Single names are found only where the form of
the line says that a name stands there."""
SINGLE = rf"{_TITLE}{{0,4}}{_PART}"
"""One capitalised word, with titles."""
POST_NOMINALS = (
    r"(?:\s*,?\s*(?:MBE|OBE|CBE|KBE|DBE|BEM|PhD|Ph\.D\.?|DPhil|MD|M\.D\.|FRCN|FRCP|FRS|FBA|FRSE|MP|MSP|MS|"
    r"MLA|TD|AM|QC|KC|RN|JP|"
    r"MSc|MA|BSc|BA|MPH|MEd|MBA|MSW|LLB|CPACC|USAF|Esq|Jr|Sr)\b\.?)*"
)
"""Letters behind a name: they say nothing of a part that the person plays in the work."""

_NOT_NAMES = frozenset(
    "outside inside afterwards pressed counsel wheelchair compare sticky complaints earlier later ind con lab plaid "
    "snp sources occupational reply answer verdict hands honoured borough commissioners both local families "
    "the this that our your their its we you they it and or of for in on at by with to from about a an opening "
    "closing welcome keynote panel session break lunch coffee tea registration introduction introductions "
    "questions discussion workshop agenda programme program schedule day morning afternoon evening networking "
    "remarks plenary breakout room hall centre center street road avenue building floor university college school "
    "hospital trust council department ministry government society foundation institute association network forum "
    "group team project service services health care community communities national international public open "
    "data science research policy report strategy plan action annual summer winter spring autumn january february "
    "march april may june july august september october november december monday tuesday wednesday thursday "
    "friday saturday sunday new north south east west united states kingdom city county act award fund grant week "
    "month year event conference summit meeting committee board partnership alliance design lab labs studio "
    "studios digital inclusive accessible accessibility technology technologies systems solutions consulting "
    "ventures media press times bank house church club company inc ltd limited corp agency bureau office "
    "coalition union authority federation campaign charity cooperative learning education training support rights "
    "how what why when where who which click read more view download watch join slides recording video book "
    "website email phone address contact speaker speakers presenter presenters host hosts chair moderator "
    "facilitator guest author time date location venue topic title organisation organization role name names "
    "pronouns bio biography note notes next previous home news blog page pages part chapter section table figure "
    "appendix step phase stage level theme track block tool tools guide guides toolkit framework standard "
    "standards overview summary background conclusion results findings recommendations methods method aims "
    "objectives goals key main general other all some many most no yes not code conduct activity activities small "
    "large mental social black white deaf disabled autistic lived experience peer user users co director manager "
    "officer head lead senior chief executive president vice deputy assistant associate professor lecturer doctor "
    "nurse secretary minister governor commissioner co-chair chairman chairwoman chairperson member members "
    "trustee trustees first second third last one two three four five six seven eight nine ten his her my if as "
    "is are was were be been do does did has have had can could will would should so but than then there these "
    "those here now today tomorrow yesterday also however although since because while during before after until "
    "under over between against through into onto upon within without among each every both either neither few "
    "several any such own same only just even still yet ever never always often sometimes again once twice later "
    "soon ago well very too anyone everyone someone nobody nothing something everything people residents tenants "
    "patients carers parents children students pupils staff participants volunteers survivors citizens families "
    "neighbours campaigners speaking asked according following thanks thank please let dear sincerely regards "
    "hello hi good great best special featured living homes housing justice equality disability independent human "
    "england scotland wales ireland britain london america european african asian english welsh irish scottish "
    "british american canadian australian indigenous aboriginal christmas easter google microsoft facebook "
    "twitter linkedin youtube zoom github slack teams podcast episode transcript webinar series festival "
    "exhibition gallery museum library theatre park garden gardens court tower towers estate lane close way "
    "drive place square bridge river lake island bay valley farm station airport "
    "port inn hotel cafe kitchen shared voices voice story stories minds futures together change making creating "
    "working writing reading listening getting taking giving being becoming understanding exploring introducing "
    "meet belgium france germany italy spain netherlands sweden norway denmark finland poland austria switzerland "
    "portugal greece japan china india brazil mexico kenya uganda nigeria ghana zealand africa asia europe "
    "ukraine syria ballroom grand junior lounge suite auditorium buildings partner partners solicitors exchange "
    "clinic me anything ask designs right left engineer developer architect designer analyst consultant "
    "specialist coordinator administrator researcher academic fellow teacher editor journalist lawyer founder "
    "technologist programmer strategist producer structures pharmaceuticals organised organized supported "
    "sponsored funded tickets doors compere mc q&a live set big round master masters phd student undergraduate "
    "candidate seminar master's principal repository component undertaken café text help outreach everyday life "
    "years night tour virtual cadets arab world explore awards ai vp line-up access posted former adult "
    "information sponsorship symposia symposium panellists panelists moderators facilitators keynotes template "
    "commitment presenting reporter correspondent generally meanwhile currently previously understandability "
    "searches lineup internal external monitoring evaluation review audit finance legal technical clinical "
    "medical nursing children's women's men's young youth older adults".split()
)
_PROFESSIONS = ("ologist", "ologists", "therapist", "therapists", "scientist", "founder", "geneticist", "marcomms")
_NAME = re.compile(rf"(?<![\w.@#/]){NAME}")
_TITLES = re.compile(_TITLE + "{0,4}")
SINGLE_NAME = re.compile(rf"(?<![\w.@#/]){SINGLE}")
TRAILING = re.compile(r"(?:['’]s?|-)+$")


@lru_cache(maxsize=8192)
def is_name(text: str) -> bool:
    """Say whether a text is shaped like a person's name and holds no word of titles, places and bodies.

    Examples
    --------
    >>> is_name("Dr Amina van der Berg"), is_name("Opening Remarks"), is_name("Leeds City Council")
    (True, False, False)
    """
    text = text.strip()
    return bool(_NAME.fullmatch(text)) and _can_be_name(text)


@lru_cache(maxsize=8192)
def is_single_name(text: str) -> bool:
    """Say whether one capitalised word can be a name: to be asked only where a name is expected.

    Examples
    --------
    >>> is_single_name("Kirstie"), is_single_name("Residents"), is_single_name("Cllr Shah")
    (True, False, True)
    """
    text = text.strip()
    return bool(SINGLE_NAME.fullmatch(text)) and len(_TITLES.sub("", text, count=1)) > 1 and _can_be_name(text)


def _can_be_name(text: str) -> bool:
    parts = _TITLES.sub("", text, count=1).split()
    words = [word for part in parts if not part.endswith(".") for word in (_bare(part), *_bare(part).split("-"))]
    # Capitals alone are short forms of bodies.
    return (
        bool(words)
        and not text.startswith(("I'", "I’"))
        and not any(word.endswith(_PROFESSIONS) for word in words)
        and _NOT_NAMES.isdisjoint(words)
        and any(part[1:] != part[1:].upper() for part in parts)
    )


def _bare(part: str) -> str:
    return part.lower().removesuffix("’s").removesuffix("'s")


def find_names(text: str) -> list[tuple[int, int]]:
    """Give the ranges of names in a text, ascending."""
    found = []
    for match in _NAME.finditer(text):
        name = TRAILING.sub("", match.group())
        if is_name(name):
            found.append((match.start(), match.start() + len(name)))
        elif shorter := _without_first(name):
            # "Meanwhile Rosa Pinto": the sentence begins with a capital too.
            found.append((match.start() + len(name) - len(shorter), match.start() + len(name)))
    return found


def _without_first(name: str) -> str:
    """Give a name without the one word before it that can be none, ``""`` where no name is left."""
    _, _, rest = name.partition(" ")
    return rest if is_name(rest) else ""


def bare_name(name: str) -> list[str]:
    """Give the parts of a name in lower case, without titles.

    Examples
    --------
    >>> bare_name("Dr. Robin Q. Bell")
    ['robin', 'q.', 'bell']
    """
    return _TITLES.sub("", name, count=1).lower().split()


def name_pattern(name: str) -> re.Pattern[str]:
    """Give a pattern that finds a name or any part of it, but for initials.

    Examples
    --------
    >>> name_pattern("Dr Lin Zhou").findall("Zhou came, then Lin; Li left.")
    ['Zhou', 'Lin']
    """
    parts = {part for part in (name, *bare_name(name)) if len(part) > 2} or {name}
    return re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, parts), key=len, reverse=True)) + r")\b", re.IGNORECASE)


def same_person(name: str) -> str:
    """Give what two spellings of a person's name share: the first letter without titles, and the last part.

    Examples
    --------
    >>> same_person("Dr Lin Zhou") == same_person("L. Zhou")
    True
    """
    parts = bare_name(name)
    return f"{parts[0][0]} {parts[-1]}" if parts else ""
