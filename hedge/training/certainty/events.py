"""How sure it is that something comes about that a noun names ("a strike"), as `constructions.PATTERNS`.

``{event}`` stands for one of `EVENTS`.
"""

from __future__ import annotations

EVENTS = (
    "a second leak",
    "foul play",
    "a strike in the port",
    "further delay",
    "an early thaw",
    "war between the two islands",
    "a merger of the clinics",
    "rain at the weekend",
    "fraud",
    "another outbreak",
    "a change of course",
    "a fault in the brakes",
)

#: As `constructions.PATTERNS`.
EVENT_PATTERNS: tuple[tuple[int | str, str], ...] = (
    # What nobody excludes.
    (1, " | | {event} cannot be ruled out"),
    (1, " | | {event} can't be ruled out"),
    (1, " | | {event} could not be ruled out"),
    (1, " | | {event} couldn't be ruled out"),
    (1, " | | {event} cannot yet be ruled out"),
    (1, " | | {event} cannot be excluded"),
    (1, " | | {event} can't be excluded"),
    (1, " | | {event} could not be excluded"),
    (1, " | | {event} has not been ruled out"),
    (1, " | | {event} was not ruled out"),
    (1, " | | {event} is not out of the question"),
    (1, " | | We cannot rule out {event}"),
    (1, " | | We can't exclude {event}"),
    (1, " | | Nobody can rule out {event}"),
    (1, "{S} | said | {event} cannot be ruled out"),
    (1, "{S} | said | {event} could not be ruled out"),
    (1, "{S} | said | {event} could not be excluded"),
    (1, "{S} | cannot rule out | {event}"),
    (1, "{S} | has not ruled out | {event}"),
    (1, "{S} | would not rule out | {event}"),
    (1, "{S} | did not rule out | {event}"),
    (1, "{S} | refused to rule out | {event}"),
    (1, "Detectives | have not ruled out | {event}"),
    (1, "Nurses | have not yet ruled out | {event}"),
    # What is excluded.
    (3, " | | {event} can be ruled out"),
    (3, " | | {event} has been ruled out"),
    (3, " | | {event} was ruled out"),
    (3, " | | {event} can be excluded"),
    (3, " | | {event} is out of the question"),
    (3, " | | {event} is impossible"),
    (3, " | | We can rule out {event}"),
    (3, "{S} | said | {event} could be ruled out"),
    (3, "{S} | said | {event} had been ruled out"),
    (3, "{S} | has ruled out | {event}"),
    # What may be, is likely, and is.
    (1, " | | {event} is possible"),
    (1, " | | {event} remains possible"),
    (1, " | | {event} remains a possibility"),
    (1, " | | {event} is conceivable"),
    (1, " | | {event} might follow"),
    (1, "{S} | said | {event} was possible"),
    (2, " | | {event} is likely"),
    (2, " | | {event} is very likely"),
    (2, " | | {event} seems likely"),
    (2, " | | {event} is unlikely"),
    (2, " | | {event} looks unlikely"),
    (2, "{S} | said | {event} was likely"),
    (2, "{S} | expects | {event}"),
    (3, " | | {event} is certain"),
    (3, " | | {event} was avoided"),
    (3, " | | {event} was reported on Tuesday"),
    (3, "{S} | said | {event} was certain"),
    (0, " | | It is unclear whether {event} can be ruled out"),
    (0, " | | Whether {event} can be avoided is not known"),
    (0, "{S} | did not say | whether {event} was likely"),
)
