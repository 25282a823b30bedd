"""Who speaks: one finder a file, each a way in which a text shows it.

``page`` reads the Doc once; the finders (`quotations`, `reported`, `turns`, `speakers`, `authors`,
`first_persons`, `seats`) give what they find; `joining` makes one voice of one person; `standing` tells as what they
speak; `component` runs all this and writes the span group.
"""

from tokenwatch.language.voices.component import VoicesComponent, count_announced, create_voices, decode_voice

__all__ = ["VoicesComponent", "count_announced", "create_voices", "decode_voice"]
