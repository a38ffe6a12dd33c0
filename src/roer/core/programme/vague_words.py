"""Words and turns that make a Dutch SMART sentence ambiguous: what one reader calls reached, another does not."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

LONGEST = 35
"""Words in a sentence; a longer one is hard to read and mostly says two things."""

_ALWAYS = (
    r"verbeter(?:en|t|d|de|ing|ingen)?", r"(?:ge)?optimaliseer[dt]?", r"optimaliser(?:en|ing)",
    r"(?:ge)?stimuleer[dt]?", r"stimuler(?:en|ing)", r"bevorder(?:en|t|d|ing)", r"versterk(?:en|t|ing)",
    r"(?:ge)?professionaliseer[dt]?", r"professionaliser(?:en|ing)", r"(?:ge)?intensiveer[dt]?",
    r"intensiver(?:en|ing)", r"(?:ge)?faciliteer[dt]?", r"faciliter(?:en|ing)", r"borg(?:en|t|ing)", r"geborgd",
    r"stre(?:ef|eft|ven)\s+naar", r"inzetten\s+op", r"zet(?:ten)?\s+in\s+op", r"aandacht",
    r"draagt\s+bij\s+aan", r"bijdragen\s+aan",
    r"optima(?:al|le)", r"maxima(?:al|le)\s+inzet", r"adequa(?:at|te)", r"passende?", r"gepaste?", r"tijdige?",
    r"op\s+tijd", r"voldoende", r"redelijke?", r"verantwoorde?", r"behoorlijke?", r"substanti[eë](?:el|ële|ele)",
    r"aanzienlijke?", r"significante?", r"forse?", r"flinke?", r"merkba(?:ar|re)", r"kwalitatie(?:f|ve)",
    r"hoogwaardige?", r"effectie(?:f|ve)", r"effici[eë]nte?", r"doelmatige?", r"doeltreffende?",
    r"toekomstbestendige?", r"robuuste?", r"integra(?:al|le)", r"maatwerk", r"laagdrempelige?",
    r"(?:klant|gebruiks)vriendelijke?", r"snelle?", r"spoedige?", r"regelmatige?", r"vaak", r"veel", r"weinig",
    r"enkele", r"diverse", r"meerdere", r"binnenkort", r"op\s+(?:korte\s+|lange\s+)?termijn", r"op\s+orde",
    r"ongeveer", r"circa", r"grotendeels", r"nagenoeg", r"in\s+principe", r"naar\s+behoren",
    r"zo\s*\w{1,20}\s+mogelijke?", r"(?:waar|indien)\s+mogelijk", r"(?:waar|indien|zo)\s+nodig",
    r"en/of", r"et\s+cetera", r"etc", r"enzovoorts?",
)  # fmt: skip
_WITHOUT_FIGURE = (
    r"betere?", r"meer", r"minder", r"vaker", r"eerder", r"snellere?", r"hogere?", r"lagere?", r"grotere?",
    r"kleinere?", r"kortere?", r"langere?", r"veiligere?", r"gezonde?re?",
)  # fmt: skip
_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_NO_FIGURE = (
    rf"\b\d{{1,2}}\s+(?:{_MONTHS})\b|\b\d{{1,2}}-\d{{1,2}}-\d{{4}}\b|\b(?:19|20|21)\d\d\b"
    r"|\b\w{1,10}\s+(?:gemeenten|colleges|raden)\b"
)
_FIGURE = (
    r"(?<!\w)\d|\b(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|twintig|dertig|veertig|vijftig|honderd|duizend"
    r"|half|halve|helft|kwart|procent|verdubbel\w*|halveer\w*)\b"
)
_RISES = r"stijg\w*|gestegen|groei\w*|toene\w+|neemt\s+toe|nemen\s+toe|verho(?:og|gen)\w*|vergro(?:ot|ten)\w*"
_FALLS = r"da(?:al|len)\w*|gedaald|afne\w+|neemt\s+af|nemen\s+af|verla(?:ag|gen)\w*|vermind\w*|verklein\w*|krimp\w*"
_AIM = rf"\b(?:{_RISES}|{_FALLS})\b"
_SECOND = r"tevens|daarnaast|bovendien|alsmede|alsook|evenals|zowel|en\s+ook"
_KEEPS = (
    r"blij(?:f|ft|ven)|(?:be)?hou(?:d|dt|den)|handha(?:af|aft|ven)|gelijk|stabiel"
    r"|niet\s+(?:meer|minder|hoger|lager|groter|kleiner)\s+dan"
)


def _words(patterns: tuple[str, ...] | str) -> re.Pattern[str]:
    joined = patterns if isinstance(patterns, str) else "|".join(patterns)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)


_VAGUE, _COMPARING = _words(_ALWAYS), _words(_WITHOUT_FIGURE)
_SECONDS, _KEEPING = _words(_SECOND), _words(_KEEPS)
_FIGURES, _OTHER = re.compile(_FIGURE, re.IGNORECASE), re.compile(_NO_FIGURE, re.IGNORECASE)
_AIMS, _AND = re.compile(_AIM, re.IGNORECASE), _words("en")


def vague_words(sentence: str) -> tuple[str, ...]:
    """The ambiguous words as they stand in the sentence, each once; 'meer' and its like only where no figure is."""
    text = unicodedata.normalize("NFC", sentence)
    found, comparing = list(_VAGUE.finditer(text)), list(_COMPARING.finditer(text))
    if comparing and not names_figure(text):
        found += comparing
    found.sort(key=lambda match: match.start())
    words: dict[str, str] = {}
    for match in found:
        words.setdefault(match[0].casefold(), match[0])
    return tuple(words.values())


def names_figure(text: str) -> bool:
    """Whether it holds a figure that measures: 'hoogstens 9%', 'de helft'; not 'in 2022' or 'de drie gemeenten'."""
    return _FIGURES.search(_OTHER.sub(" ", text)) is not None


def longest_sentence(text: str) -> int:
    """How many words the longest of its sentences has."""
    return max(len(part.split()) for part in re.split(r"[.!?;](?:\s|$)", text))


def second_aim(sentence: str) -> str:
    """What shows that the sentence has two aims: 'tevens', 'daalt en stijgt'; empty when it has one."""
    if marker := _SECONDS.search(sentence):
        return marker[0]
    for first, second in pairwise(_AIMS.finditer(sentence)):
        differ = first[0].casefold() != second[0].casefold()
        if differ and _AND.search(sentence, first.end(), second.start()):
            return f"{first[0]} en {second[0]}"
    return ""


def keeps_value(sentence: str) -> bool:
    """Whether the aim is to keep a value as it is: 'blijft', 'niet meer dan'."""
    return _KEEPING.search(sentence) is not None
