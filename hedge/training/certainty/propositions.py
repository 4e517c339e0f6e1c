"""Sources, propositions and states of our own that fill the patterned sentences of the certainty training."""

from __future__ import annotations

SOURCES = (
    "The minister",
    "Analysts",
    "The company",
    "She",
    "A spokesman for the harbour office",
    "I",
    "Two former officials",
    "Mr. Lind",
)

# A subject and three forms of what it does: past, plain, perfect.
PROPOSITIONS = (
    ("the bridge", "closed on Monday", "close next week", "has closed"),
    ("the two parties", "agreed on a budget", "agree on a budget", "have agreed on a budget"),
    ("the drug", "helps most patients", "help most patients", "has helped most patients"),
    ("the mayor", "knew about the leak", "know about the leak", "has known about the leak"),
    ("prices", "fell sharply in spring", "fall sharply in spring", "have fallen sharply"),
    ("the ferry", "was late again", "be late again", "has been late again"),
    ("the rebels", "left the valley", "leave the valley", "have left the valley"),
    ("the vote", "was a mistake", "be a mistake", "has been a mistake"),
    ("the volcano", "erupted at dawn", "erupt again", "has erupted"),
    ("her uncle", "sold the boat", "sell the boat", "has sold the boat"),
    ("the laptop", "lost its files", "lose its files", "has lost its files"),
    ("the new law", "hurt small farms", "hurt small farms", "has hurt small farms"),
)
STATES = (
    ("the answer", "wrong"),
    ("the twins", "asleep"),
    ("the road", "blocked"),
    ("the stranger", "her uncle"),
    ("the letter", "a joke"),
    ("the coach", "worn out"),
    ("the boy", "frightened"),
)
