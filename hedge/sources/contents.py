"""Contents: for each cue, the words that report what is said, thought or wanted.

A content has a part before the cue, a part after it, or both. Which, is decided first (`layout_features`); then each
part's near edge and, given that, its far edge are chosen among the words where such edges stand.
"""

from __future__ import annotations

from dataclasses import dataclass

from hedge.sources.tokens import NO_QUOTE, Tokens

LAYOUTS = ("after", "before", "both")
_NEAR = 14
_FAR = 120


@dataclass(frozen=True, slots=True)
class Frame:
    """A cue with its source: what the content is found around.

    Parameters
    ----------
    cue, source : tuple of int
        First word and end (exclusive); ``(0, 0)`` for no source.
    head : int
        The cue's head word.
    """

    cue: tuple[int, int]
    source: tuple[int, int]
    head: int

    @property
    def left(self) -> int:
        """First word of the cue, or of a source that stands before it."""
        return min(self.cue[0], self.source[0]) if self.source[1] else self.cue[0]

    @property
    def right(self) -> int:
        """End of the cue, or of a source that stands after it."""
        return max(self.cue[1], self.source[1])


def make_frame(tokens: Tokens, cue: tuple[int, int], source: tuple[int, int]) -> Frame:
    """Join a cue and a source."""
    return Frame(cue, source, tokens.head_of(*cue))


def layout_features(tokens: Tokens, frame: Frame) -> list[str]:
    """Features that tell on which side of the cue its content stands."""
    words, head = tokens.words, frame.head
    start, end = tokens.bounds[tokens.sentence[head]]
    lemma = words[head].lemma.lower()
    governor = tokens.heads[head]
    outer = (
        "root" if governor < 0 else "in" if frame.cue[0] <= governor < frame.cue[1] else "<" if governor < head else ">"
    )
    left, right = frame.left, frame.right
    before = words[left - 1].text if left > start else "<s>"
    after = words[right].text if right < end else "</s>"
    side = "none" if not frame.source[1] else "<" if frame.source[0] < frame.cue[0] else ">"
    kids = {
        f"{'<' if child < frame.cue[0] else '>'}{words[child].relation}"
        for index in range(*frame.cue)
        for child in tokens.children[index]
        if not frame.cue[0] <= child < frame.cue[1] and not frame.source[0] <= child < frame.source[1]
    }
    clausal = " ".join(sorted(kid for kid in kids if kid[1:] in _CLAUSAL))
    quoted_left = any(tokens.quote[i] != NO_QUOTE for i in range(start, left))
    quoted_right = any(tokens.quote[i] != NO_QUOTE for i in range(right, end))
    next_opens = end in tokens.opens
    last_closes = start - 1 in tokens.closes
    rest, lead = _bucket(end - right), _bucket(left - start)
    quotes = f"{quoted_left:d}{quoted_right:d}{next_opens:d}"
    place = f"{lead} {rest}"
    return [
        f"l={lemma}",
        f"lo={lemma} {outer}",
        f"r={words[head].deprel} {outer}",
        f"before={before} {side}",
        f"after={after} {side}",
        f"ba={before} {after} {side}",
        f"bat={words[left - 1].xpos if left > start else ''} {words[right].xpos if right < end else ''}",
        f"clausal={clausal}",
        f"clausal l={clausal} {lemma}",
        f"clausal r={clausal} {words[head].deprel} {outer}",
        f"clausal place={clausal} {place}",
        f"quotes={quotes} {side}",
        f"quotes place={quotes} {place}",
        f"quotes ba={quotes} {before in _STOPS:d}{after in _STOPS:d} {rest <= 2:d}",
        f"quotes next={quotes} {rest} {last_closes:d}",
        f"place={place} {side}",
        f"place o={place} {outer}",
        f"rest={rest} {after}",
        f"lead={lead} {before}",
        f"t={words[head].xpos} {outer} {lead == 0:d}",
        f"side l={side} {lemma}",
        f"own={tokens.quote[head] != NO_QUOTE:d} {quotes}",
    ] + [f"kid={kid}" for kid in sorted(kids)]


def near_after(tokens: Tokens, frame: Frame) -> list[int]:
    """Where a content after the cue may start: words soon after it, starts of its dependents, opening quotations."""
    end = tokens.bounds[tokens.sentence[frame.head]][1]
    found = {i for i in range(frame.cue[1], min(end, frame.right + _NEAR))}
    found.update(tokens.first[child] for index in range(*frame.cue) for child in tokens.children[index])
    found.update(i for i in tokens.opens if frame.cue[1] <= i < end)
    stop = min(len(tokens.words), end + 3)
    found.update(i for i in range(end, stop) if i in tokens.opens or i == end)
    return sorted(i for i in found if i >= frame.cue[1] and not frame.source[0] <= i < frame.source[1])


def near_before(tokens: Tokens, frame: Frame) -> list[int]:
    """Where a content before the cue may end (exclusive)."""
    start = tokens.bounds[tokens.sentence[frame.head]][0]
    found = {i for i in range(max(start + 1, frame.left - _NEAR + 4), frame.left + 1)}
    found.update(i + 1 for i in tokens.closes if start <= i < frame.left)
    if frame.left - start < 4:
        found.add(start)
    return sorted(i for i in found if i > 0 and not frame.source[0] <= i - 1 < frame.source[1])


def far_after(tokens: Tokens, frame: Frame, start: int) -> list[int]:
    """Where a content that starts after the cue at `start` may end (exclusive)."""
    high = tokens.bounds[tokens.sentence[start]][1]
    quote = tokens.quote[start]
    limit = min(len(tokens.words), start + _FAR)
    found: set[int] = set()
    for index in range(start, min(high, limit)):
        if _is_edge(tokens, index, index + 1):
            found.add(index + 1)
        if tokens.words[index].upos == "PUNCT":
            found.add(index + 1)
    if high <= limit:
        found.add(high)
    for opener in tokens.opens:
        if start <= opener < high:
            quote = tokens.quote[opener]
            found.update(_quote_ends(tokens, quote, limit))
    if quote != NO_QUOTE:
        found.update(_quote_ends(tokens, quote, limit))
    blocked = frame.source[0] if start <= frame.source[0] < frame.source[1] else limit
    return sorted(end for end in found if start < end <= blocked)


def far_before(tokens: Tokens, frame: Frame, end: int) -> list[int]:
    """Where a content that ends before the cue at `end` may start."""
    low = tokens.bounds[tokens.sentence[end - 1]][0]
    limit = max(0, end - _FAR)
    found = {low} if low >= limit else set()
    for index in range(max(low + 1, limit), end):
        if (
            tokens.words[index - 1].upos in ("PUNCT", "CCONJ", "SCONJ")
            or index in tokens.opens
            or tokens.words[index].upos in ("SCONJ", "CCONJ")
        ):
            found.add(index)
    found.update(tokens.first[node] for node in _spine(tokens, end - 1))
    quote = tokens.quote[end - 1]
    if quote != NO_QUOTE:
        opener = tokens.quote_bounds[quote][0]
        found.update(b[0] for b in tokens.bounds[tokens.sentence[opener] : tokens.sentence[end - 1] + 1])
        found.add(opener)
    blocked = frame.source[1] if frame.source[1] <= end - 1 and frame.source[0] < frame.cue[0] else 0
    return sorted(start for start in found if max(blocked, limit) <= start < end)


def _spine(tokens: Tokens, index: int) -> list[int]:
    nodes = []
    while index >= 0:
        nodes.append(index)
        index = tokens.heads[index]
    return nodes


def _quote_ends(tokens: Tokens, quote: int, limit: int) -> list[int]:
    """Return the end of a quotation and the sentence ends inside it."""
    start, end = tokens.quote_bounds[quote]
    ends = {end, max(end - 1, start + 1)}
    for number in range(tokens.sentence[start], tokens.sentence[end - 1] + 1):
        ends.add(tokens.bounds[number][1])
    return [e for e in ends if e <= limit]


def _is_edge(tokens: Tokens, index: int, after: int) -> bool:
    """Whether a phrase or clause ends with the word: something of weight, or the next word opens something new."""
    words = tokens.words
    if after >= len(words):
        return True
    following = words[after]
    if following.upos in ("PUNCT", "CCONJ", "SCONJ", "ADP") or following.relation in ("mark", "cc", "advmod", "nsubj"):
        return True
    node = index
    while tokens.heads[node] >= 0 and tokens.last[tokens.heads[node]] == index:
        node = tokens.heads[node]
    return words[node].relation in _WEIGHTY


_CLAUSAL = ("ccomp", "xcomp", "parataxis", "advcl", "acl", "obj", "obl", "csubj", "nmod", "conj", "case")
_WEIGHTY = ("ccomp", "xcomp", "parataxis", "advcl", "acl", "csubj", "conj", "root", "obj", "obl", "appos")
_STOPS = {".", ",", "<s>", "</s>", "?", "!", "”", '"'}


def near_features(tokens: Tokens, frame: Frame, edge: int, side: str) -> list[str]:
    """Features of the near edge of a part: the words on both sides of it and their ties to the cue.

    Parameters
    ----------
    edge : int
        The part starts here (side ``"after"``) or ends here, exclusive (side ``"before"``).
    """
    words = tokens.words
    inner = edge if side == "after" else edge - 1
    outer = edge - 1 if side == "after" else edge
    gap = edge - frame.right if side == "after" else frame.left - edge
    row = _edge_features(tokens, frame, inner, outer, side)
    lemma = words[frame.head].lemma.lower()
    text = " ".join(words[i].lemma.lower() for i in range(*frame.cue)) if frame.cue[1] - frame.cue[0] < 4 else ""
    inner_lemma = words[inner].lemma.lower()
    skipped = range(frame.right, edge) if side == "after" else range(edge, frame.left)
    between = " ".join(words[i].xpos for i in skipped[:4]) if gap < 5 else "far"
    row += [
        f"gap={_bucket(gap)}",
        f"gap between={between}",
        f"gap in={_bucket(gap)} {words[inner].xpos}",
        f"gap q={_bucket(gap)} {inner in tokens.opens:d}{inner in tokens.closes:d}",
        f"gap lemma={_bucket(gap)} {inner_lemma}",
        f"cue={lemma} {inner_lemma}",
        f"cue t={lemma} {words[inner].xpos}",
        f"cue gap={lemma} {_bucket(gap)}",
        f"cues={text} {inner_lemma}",
        f"cues t={text} {words[inner].upos}",
        f"cues gap={text} {_bucket(gap)}",
        f"between in={between} {inner_lemma}",
        f"s={tokens.sentence[inner] - tokens.sentence[frame.head]}",
    ]
    return row


def far_features(tokens: Tokens, frame: Frame, near: int, edge: int, side: str) -> list[str]:
    """Features of the far edge of a part, given its near edge (as in `near_features`)."""
    words = tokens.words
    inner, outer = (edge - 1, edge) if side == "after" else (edge, edge - 1)
    start, end = (near, edge) if side == "after" else (edge, near)
    row = _edge_features(tokens, frame, inner, outer, side)
    lemma = words[frame.head].lemma.lower()
    near_word = words[near] if side == "after" else words[near - 1]
    near_quote = tokens.quote[near if side == "after" else near - 1]
    bounds = tokens.quote_bounds[near_quote] if near_quote != NO_QUOTE else (-1, -1)
    low, high = tokens.bounds[tokens.sentence[inner]]
    starts_quote, ends_quote = start in tokens.opens, end - 1 in tokens.closes
    whole = f"{starts_quote:d}{ends_quote:d}{start == bounds[0]:d}{end == bounds[1]:d}"
    at_end = high - edge if side == "after" else edge - low
    sentences = tokens.sentence[end - 1] - tokens.sentence[start]
    root = _top(tokens, near if side == "after" else near - 1, start, end)
    outer_relation = words[_clause(tokens, outer)].deprel if 0 <= outer < len(words) else ""
    tie = _tie(tokens, frame, root)
    row += [
        f"w={whole}",
        f"w s={whole} {min(sentences, 3)}",
        f"w end={whole} {_bucket(at_end)}",
        f"near={near_word.xpos} {words[inner].xpos}",
        f"near q={near_quote != NO_QUOTE:d}{tokens.quote[inner] == near_quote:d} {_bucket(at_end)}",
        f"end={_bucket(at_end)} {words[inner].text if words[inner].upos == 'PUNCT' else words[inner].upos}",
        f"end l={_bucket(at_end)} {lemma}",
        f"end w={_bucket(at_end)} {whole} {words[inner].text if words[inner].upos == 'PUNCT' else ''}",
        f"root={_covers(tokens, root, start, end)} {tie}",
        f"root l={_covers(tokens, root, start, end)} {lemma}",
        f"root t={_covers(tokens, root, start, end)} {words[root].xpos} {near_word.lemma.lower()}",
        f"root end={_covers(tokens, root, start, end)} {_bucket(at_end)}",
        f"cont={_left_out(tokens, root, start, end)}",
        f"cont tie={_left_out(tokens, root, start, end)} {tie}",
        f"cont l={_left_out(tokens, root, start, end)} {lemma}",
        f"cont near={_left_out(tokens, root, start, end)} {near_word.lemma.lower()}",
        f"len={_length(end - start)}",
        f"len t={_length(end - start)} {near_word.xpos}",
        f"len end={_length(end - start)} {min(at_end, 3)}",
        f"s={min(sentences, 3)}",
        f"p={tokens.paragraph[tokens.sentence[end - 1]] - tokens.paragraph[tokens.sentence[start]]:d} {whole}",
        f"out={outer_relation} {words[inner].upos == 'PUNCT':d}",
        f"out r={outer_relation} {words[root].xpos}",
    ]
    return row


def _edge_features(tokens: Tokens, frame: Frame, inner: int, outer: int, side: str) -> list[str]:
    words = tokens.words
    outside = words[outer] if 0 <= outer < len(words) and tokens.sentence[outer] == tokens.sentence[inner] else None
    word = words[inner]
    out_lemma, out_tag = (outside.lemma.lower(), outside.xpos) if outside else ("<s>", "<s>")
    lemma = word.lemma.lower()
    marks = f"{inner in tokens.opens:d}{inner in tokens.closes:d}{outer in tokens.opens:d}{outer in tokens.closes:d}"
    phrase = _phrase(tokens, frame, inner, side)
    return [
        f"i={lemma}",
        f"it={word.xpos}",
        f"o={out_lemma}",
        f"ot={out_tag}",
        f"io={lemma} {out_lemma}",
        f"iot={word.xpos} {out_tag}",
        f"iol={word.xpos} {out_lemma}",
        f"ilo={lemma} {out_tag}",
        f"ir={word.deprel}",
        f"or={outside.deprel if outside else ''} {word.xpos}",
        f"q={marks}",
        f"q io={marks} {word.text if word.upos == 'PUNCT' else ''} {out_lemma if out_tag in _MARKS else ''}",
        f"ph={phrase}",
        f"ph t={phrase} {words[frame.head].xpos}",
        f"ph l={phrase} {words[frame.head].lemma.lower()}",
        f"ph i={phrase} {lemma}",
        f"ph o={phrase} {out_lemma}",
    ]


_MARKS = {",", ".", ":", "``", "''", "-LRB-", "-RRB-", "HYPH"}


def _phrase(tokens: Tokens, frame: Frame, index: int, side: str) -> str:
    """Return the largest phrase with its edge at the word and outside the cue, and its tie to the cue."""
    at = tokens.first if side == "after" else tokens.last
    node = index
    while True:
        head = tokens.heads[node]
        if head < 0 or at[head] != at[node] or frame.cue[0] <= head < frame.cue[1]:
            break
        if tokens.first[head] <= frame.head <= tokens.last[head]:
            break
        node = head
    return f"{_tie(tokens, frame, node)}"


def _tie(tokens: Tokens, frame: Frame, node: int) -> str:
    """How a word hangs together with the cue."""
    head = tokens.heads[node]
    relation = tokens.words[node].deprel
    if head < 0:
        return "root" if tokens.sentence[node] == tokens.sentence[frame.head] else "elsewhere"
    if head == frame.head:
        return f"{relation}^"
    if frame.cue[0] <= head < frame.cue[1]:
        return f"{relation}^c"
    if node == tokens.heads[frame.head]:
        return f"v{tokens.words[frame.head].deprel}"
    if head == tokens.heads[frame.head]:
        return f"{relation}^v{tokens.words[frame.head].relation}"
    if frame.cue[0] <= tokens.heads[head] < frame.cue[1]:
        return f"{relation}^{tokens.words[head].relation}^"
    return f"{relation}.."


def _top(tokens: Tokens, index: int, start: int, end: int) -> int:
    """Return the highest governor of the word inside the part."""
    while start <= tokens.heads[index] < end:
        index = tokens.heads[index]
    return index


def _clause(tokens: Tokens, index: int) -> int:
    """Return the highest word whose phrase starts at `index`."""
    while tokens.heads[index] >= 0 and tokens.first[tokens.heads[index]] == tokens.first[index] == index:
        index = tokens.heads[index]
    return index


def _covers(tokens: Tokens, root: int, start: int, end: int) -> str:
    """Whether the part starts and ends with the phrase of its top word: earlier (-), with it (=) or later (+)."""
    first, last = tokens.first[root], tokens.last[root] + 1
    left = "=" if start == first else "+" if start < first else "-"
    right = "=" if end == last else "+" if end > last else "-"
    return left + right


def _left_out(tokens: Tokens, root: int, start: int, end: int) -> str:
    """Return the relations of the first dependents of the top word left out on either side."""
    outside = [c for c in tokens.children[root] if c >= end or c < start]
    right = next((c for c in outside if c >= end and tokens.words[c].upos != "PUNCT"), None)
    left = next((c for c in reversed(outside) if c < start and tokens.words[c].upos != "PUNCT"), None)
    names = [tokens.words[c].deprel if c is not None else "" for c in (left, right)]
    return f"{names[0]}|{names[1]}"


def _bucket(count: int) -> int:
    return count if count < 4 else 4 if count < 7 else 7 if count < 12 else 12


def _length(count: int) -> int:
    return next((limit for limit in (1, 2, 3, 5, 8, 12, 18, 26, 40, 80) if count <= limit), 999)
