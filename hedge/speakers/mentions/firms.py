"""What firms are called: by name, and as "the company" or "the bank"."""

from __future__ import annotations

from collections.abc import Set
from types import MappingProxyType

from hedge.speakers import lexicon

# What nearly every firm is called, and trades by which some are, with other words for them in names.
FIRMS = frozenset({"company", "firm", "business", "corporation", "group", "organization", "organisation", "agency"})
_PAPERS = lexicon.NEWSPAPERS | {"gazette", "news", "mail", "star", "record", "sun", "echo", "argus", "courier"}
_TRADES = MappingProxyType(
    {
        "bank": {"bank", "banking"},
        "lender": {"bank", "banking", "lending"},
        "airline": {"airlines", "airways", "air"},
        "carrier": {"airlines", "airways", "air"},
        "insurer": {"insurance", "assurance", "mutual"},
        "retailer": {"stores", "supermarkets"},
        "paper": _PAPERS,
        "newspaper": _PAPERS,
        "broadcaster": {"radio", "tv", "television", "broadcasting", "media"},
        "university": {"university"},
        "charity": {"trust", "foundation", "fund", "aid"},
        "utility": {"water", "power", "energy", "electric", "gas"},
        "shipyard": {"shipyard", "yard", "yards"},
        "drugmaker": {"pharma", "pharmaceuticals", "biotech"},
        "carmaker": {"motors", "automotive"},
        "automaker": {"motors", "automotive"},
    }
)
_TRADE_WORDS = frozenset().union(*_TRADES.values())
# Bodies that no firm is: a company is never "the Harbour Board".
PUBLIC = lexicon.ORGANIZATION_NOUNS - {
    "company", "firm", "group", "corporation", "business", "bank", "airline", "insurer", "retailer", "newspaper",
    "magazine", "agency", "organization", "organisation", "association", "foundation", "institute", "trust", "fund",
    "exchange", "service", "brewery", "conglomerate", "maker", "network", "charity", "alliance", "coalition", "society",
}  # fmt: skip
#: Trades that a firm's name often does not tell.
SELDOM_NAMED = frozenset({
    "bank", "lender", "airline", "carrier", "insurer", "retailer", "utility", "drugmaker", "carmaker", "automaker",
})  # fmt: skip


def is_firm_noun(noun: str) -> bool:
    """Whether a noun is what firms in general, or those of a trade, are called."""
    return noun in FIRMS or noun in _TRADES


def tells_trade(noun: str, words: Set[str]) -> bool:
    """Whether the words of a name tell of the trade of a noun; any do of a company or firm."""
    return noun in FIRMS or not words.isdisjoint(_TRADES[noun])


def is_other_firm(noun: str, words: Set[str]) -> bool:
    """Whether a firm called by a noun cannot have these words in its name: no company is a board, no bank an airline.

    Examples
    --------
    >>> is_other_firm("airline", {"skane", "bank"}), is_other_firm("airline", {"skane", "group"})
    (True, False)
    """
    if noun not in FIRMS | _TRADES.keys():
        return False
    other = noun in _TRADES and words.isdisjoint(_TRADES[noun]) and not words.isdisjoint(_TRADE_WORDS)
    return other or not words.isdisjoint(PUBLIC)
