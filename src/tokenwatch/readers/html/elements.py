"""Which elements of a web page are around its text, by their names and attributes."""

from __future__ import annotations

import re

Attributes = dict[str, str]

INLINE = frozenset(
    str.split(
        "a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark q s samp small span "
        "strike strong sub sup time tt u var"
    )
)
VOID = frozenset(str.split("area base br col embed hr img input link meta param source track wbr"))
UNSEEN = frozenset(
    str.split("script style noscript template svg math iframe object canvas audio video map button datalist dialog del")
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}

_AROUND = frozenset(("nav", "aside", "footer"))
_AROUND_ROLES = frozenset(
    str.split("navigation banner contentinfo complementary search dialog alertdialog menu menubar toolbar")
)
# Whole class or id names only, with the beginnings and endings that sites add: "share" also begins
# "share-your-story", and "consent" ends "patient-consent".
_AROUND_NAMES = re.compile(
    r"(?:(?:site|page|main|global|top|primary|secondary|block|widget|js|govuk|nhsuk|moj|wp-block|elementor|app)[-_]*)*"
    r"(?:cookies?|cookie[-_]?consent|consent|gdpr|"
    r"breadcrumbs?|side-?bar|nav|navbar|navigation|menu|footer|masthead|share|sharing|social|social-media|newsletter|"
    r"pop-?up|modal|skip-?(?:link|to-content|nav)|related|related-(?:posts|content|links|nav)|adverts?|pagination|"
    r"pager|post(?:s|-)navigation|sharedaddy|back-to-top)"
    r"[-_]*(?:banner|bar|notice|message|overlay|wrapper|container|buttons?|links|list|signup|sign-up|menu)?"
    # banners that are brought by one of the large vendors
    r"|(?:onetrust|cybotcookiebot|osano|usercentrics|klaro|cookieyes)[-_\w]{0,40}|cc-(?:window|banner)|cky-[-\w]{1,40}",
    re.IGNORECASE,
)
_NEVER_AROUND = frozenset(("html", "body", "main", "article"))
_UNSEEN_NAMES = frozenset(str.split("sr-only screen-reader-text visually-hidden visuallyhidden skip-link skiplink"))
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


def is_around(tag: str, attributes: Attributes, *, inside: bool) -> bool:
    """Say whether an element is a menu, a banner, a foot or the like.

    Parameters
    ----------
    tag
        Its name.
    attributes
        Its attributes.
    inside
        Whether it stands in the page's main part or an article.
    """
    if tag in _NEVER_AROUND or tag in INLINE:
        return False
    # Outside the article, <header> is the site's; inside, it holds the article's own title.
    if tag in _AROUND or (tag == "header" and not inside):
        return True
    if attributes.get("role", "").lower() in _AROUND_ROLES:
        return True
    return any(_AROUND_NAMES.fullmatch(name) for name in _names(attributes))


def is_unseen(attributes: Attributes) -> bool:
    """Say whether an element's attributes hide it, be it from eyes alone.

    Examples
    --------
    >>> is_unseen({"style": "display: none"}), is_unseen({"class": "wide sr-only"}), is_unseen({})
    (True, True, False)
    """
    return (
        attributes.get("hidden", "until-found") != "until-found"
        or attributes.get("aria-hidden", "").lower() == "true"
        or _HIDDEN_STYLE.search(attributes.get("style", "")[:500]) is not None
        or not _UNSEEN_NAMES.isdisjoint(_names(attributes))
    )


def _names(attributes: Attributes) -> list[str]:
    return [*attributes.get("class", "")[:500].split(), attributes.get("id", "")[:100]]
