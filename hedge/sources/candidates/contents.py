"""Contents: for each cue, the words that report what is said, thought or wanted.

A content has a part before the cue, a part after it, or both. Which, is decided first (`layout_features`); then each
part's near edge and, given that, its far edge are chosen among the words where such edges stand.
"""

from __future__ import annotations

from hedge.sources.candidates.frames import Frame, bucket, clause, covers, left_out, length, phrase, tie, top
from hedge.sources.tokens import NO_QUOTE, Tokens

LAYOUTS = ("after", "before", "both")
_NEAR = 14
_FAR = 120


def layout_features(tokens: Tokens, frame: Frame) -> list[str]:
    """Features that tell on which side of the cue its content stands."""
    words, head = tokens.words, frame.head
    start, end = tokens.bounds[tokens.sentence[head]]
    lemma = words[head].lemma.lower()
    outer = _governed(tokens, frame)
    left, right = frame.left, frame.right
    before = words[left - 1].text if left > start else "<s>"
    after = words[right].text if right < end else "</s>"
    side = "none" if not frame.source[1] else "<" if frame.source[0] < frame.cue[0] else ">"
    kids = _dependents(tokens, frame)
    clausal = " ".join(kid for kid in kids if kid[1:] in _CLAUSAL)
    rest, lead = bucket(end - right), bucket(left - start)
    quoted = [any(tokens.quote[i] != NO_QUOTE for i in part) for part in (range(start, left), range(right, end))]
    quotes = f"{quoted[0]:d}{quoted[1]:d}{end in tokens.opens:d}"
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
        f"quotes next={quotes} {rest} {start - 1 in tokens.closes:d}",
        f"place={place} {side}",
        f"place o={place} {outer}",
        f"rest={rest} {after}",
        f"lead={lead} {before}",
        f"t={words[head].xpos} {outer} {lead == 0:d}",
        f"side l={side} {lemma}",
        f"own={tokens.quote[head] != NO_QUOTE:d} {quotes}",
        *(f"kid={kid}" for kid in kids),
    ]


def _governed(tokens: Tokens, frame: Frame) -> str:
    """Return where the governor of the cue stands."""
    governor = tokens.heads[frame.head]
    if governor < 0:
        return "root"
    if frame.cue[0] <= governor < frame.cue[1]:
        return "in"
    return "<" if governor < frame.head else ">"


def _dependents(tokens: Tokens, frame: Frame) -> list[str]:
    """Return sides and relations of the dependents of the cue's words, other than the cue and the source."""
    kids = {
        f"{'<' if child < frame.cue[0] else '>'}{tokens.words[child].relation}"
        for index in range(*frame.cue)
        for child in tokens.children[index]
        if not frame.cue[0] <= child < frame.cue[1] and not frame.source[0] <= child < frame.source[1]
    }
    return sorted(kids)


def near_after(tokens: Tokens, frame: Frame) -> list[int]:
    """Where a content after the cue may start: words soon after it, starts of its dependents, opening quotations."""
    end = tokens.bounds[tokens.sentence[frame.head]][1]
    found = {i for i in range(frame.cue[1], min(end, frame.right + _NEAR))}
    found.update(tokens.first[child] for index in range(*frame.cue) for child in tokens.children[index])
    found.update(i for i in range(frame.cue[1], end) if i in tokens.opens)
    if end < len(tokens.words) and _shares_turn(tokens, frame, end):
        stop = min(len(tokens.words), end + 3)
        found.update(i for i in range(end, stop) if i in tokens.opens or i == end)
    found = {i for i in found if i >= frame.cue[1] and not frame.source[0] <= i < frame.source[1]}
    return _whole(tokens, frame, found)


def near_before(tokens: Tokens, frame: Frame) -> list[int]:
    """Where a content before the cue may end (exclusive)."""
    start = tokens.bounds[tokens.sentence[frame.head]][0]
    found = {i for i in range(max(start + 1, frame.left - _NEAR + 4), frame.left + 1)}
    found.update(i + 1 for i in range(start, frame.left) if i in tokens.closes)
    if frame.left - start < 4 and _shares_turn(tokens, frame, max(start - 1, 0)):
        found.add(start)
    return _whole(tokens, frame, {i for i in found if i > 0 and not frame.source[0] <= i - 1 < frame.source[1]})


def _shares_turn(tokens: Tokens, frame: Frame, index: int) -> bool:
    """Whether a word stands in the turn of the cue: who speaks next is quoted by nobody."""
    return tokens.turn[tokens.sentence[index]] == tokens.turn[tokens.sentence[frame.head]]


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
    for opener in range(start, min(high, limit)):
        if opener in tokens.opens:
            quote = tokens.quote[opener]
            found.update(_quote_ends(tokens, quote, limit))
    if quote != NO_QUOTE:
        found.update(_quote_ends(tokens, quote, limit))
    blocked = frame.source[0] if start <= frame.source[0] < frame.source[1] else limit
    noun = frame.head if tokens.words[frame.head].upos == "NOUN" and start not in tokens.opens else start
    if noun < start <= tokens.last[noun] < tokens.heads[noun]:
        # "Fears that the dam may fail | have grown"
        blocked = min(blocked, tokens.last[noun] + 1)
    least = start if start in tokens.opens else _opened(tokens, start)
    reached = {end for end in found if least < end <= blocked} or {end for end in found if start < end <= blocked}
    return _whole(tokens, frame, reached)


def _opened(tokens: Tokens, start: int) -> int:
    """The word on top of the phrase or clause that begins with a word: "that the dam - an old one - | would hold"."""
    node = start
    while tokens.heads[node] >= 0 and tokens.first[tokens.heads[node]] == start:
        node = tokens.heads[node]
    return node


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
    return _whole(tokens, frame, {start for start in found if max(blocked, limit) <= start < end})


def is_adjunct(tokens: Tokens, frame: Frame, part: tuple[int, int]) -> bool:
    """Whether a part after the cue only says where, when or to whom, the clause before it being what is said.

    "It is illegal, she wrote in an email to | staff", "Prices fell, the bank said | on Monday".
    """
    start, end = part
    goes_on = tokens.words[start].lemma.lower() == "include"  # "Many came, she said, including the mayor"
    if goes_on or any(tokens.quote[i] != NO_QUOTE for i in range(start, end)) or not _follows_clause(tokens, frame):
        return False
    word, verb = tokens.words[top(tokens, start, start, end)], tokens.words[frame.head].lemma.lower()
    return word.relation in _ADJUNCTS or (word.relation == "obj" and (verb in _TELLING or word.text in _DAYS))


def _follows_clause(tokens: Tokens, frame: Frame) -> bool:
    """Whether a clause that the cue governs, or is beside, ends in a comma right before cue and source."""
    cue, last = range(*frame.cue), frame.left - 1
    said = [i for word in cue for i in tokens.children[word] if i not in cue and tokens.words[i].relation in _SAID]
    if tokens.words[frame.head].relation == "parataxis":
        said.append(tokens.heads[frame.head])
    while last > 0 and tokens.words[last].upos == "PUNCT" and tokens.words[last].text in _PAUSES:
        last -= 1
    paused = last < frame.left - 1
    return paused and not any(i >= frame.right for i in said) and any(0 <= i <= last for i in said)


def _whole(tokens: Tokens, frame: Frame, edges: set[int]) -> list[int]:
    """Sort edges, without those inside a written word ("do|n't"), unless cue or source end there ("he|'s expected")."""
    return sorted(edges - (tokens.joined - {*frame.cue, *frame.source}))


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
        if words[node].relation in _CLAUSES:
            # Also inside a subject: "the claim that it rained | was denied".
            return True
        node = tokens.heads[node]
    return words[node].relation in _WEIGHTY


_SAID = ("ccomp", "parataxis")
_ADJUNCTS = ("obl", "nmod", "advmod", "iobj")
_TELLING = frozenset({"tell", "remind", "inform", "assure"})
_DAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})
_PAUSES = frozenset({",", "”", '"', "’", "'", "?", "!"})
_CLAUSAL = ("ccomp", "xcomp", "parataxis", "advcl", "acl", "obj", "obl", "csubj", "nmod", "conj", "case")
_CLAUSES = ("ccomp", "acl", "advcl", "xcomp", "csubj", "parataxis")
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
        f"gap={bucket(gap)}",
        f"gap between={between}",
        f"gap in={bucket(gap)} {words[inner].xpos}",
        f"gap q={bucket(gap)} {inner in tokens.opens:d}{inner in tokens.closes:d}",
        f"gap lemma={bucket(gap)} {inner_lemma}",
        f"cue={lemma} {inner_lemma}",
        f"cue t={lemma} {words[inner].xpos}",
        f"cue gap={lemma} {bucket(gap)}",
        f"cues={text} {inner_lemma}",
        f"cues t={text} {words[inner].upos}",
        f"cues gap={text} {bucket(gap)}",
        f"between in={between} {inner_lemma}",
        f"s={tokens.sentence[inner] - tokens.sentence[frame.head]}",
    ]
    return row


def far_features(tokens: Tokens, frame: Frame, near: int, edge: int, side: str) -> list[str]:
    """Features of the far edge of a part, given its near edge (as in `near_features`)."""
    words = tokens.words
    inner, outer = (edge - 1, edge) if side == "after" else (edge, edge - 1)
    start, end = (near, edge) if side == "after" else (edge, near)
    opening = near if side == "after" else near - 1
    lemma, near_tag = words[frame.head].lemma.lower(), words[opening].xpos
    quote = tokens.quote[opening]
    low, high = tokens.bounds[tokens.sentence[inner]]
    left = high - edge if side == "after" else edge - low
    at_end = bucket(left)
    mark = words[inner].text if words[inner].upos == "PUNCT" else ""
    whole = _quoted(tokens, quote, start, end)
    sentences = min(tokens.sentence[end - 1] - tokens.sentence[start], 3)
    paragraphs = tokens.paragraph[tokens.sentence[end - 1]] - tokens.paragraph[tokens.sentence[start]]
    size = length(end - start)
    return [
        *_edge_features(tokens, frame, inner, outer, side),
        *_top_features(tokens, frame, opening, outer, (start, end), (at_end, bool(mark))),
        f"w={whole}",
        f"w s={whole} {sentences}",
        f"w end={whole} {at_end}",
        f"near={near_tag} {words[inner].xpos}",
        f"near q={quote != NO_QUOTE:d}{tokens.quote[inner] == quote:d} {at_end}",
        f"end={at_end} {mark or words[inner].upos}",
        f"end l={at_end} {lemma}",
        f"end w={at_end} {whole} {mark}",
        f"len={size}",
        f"len t={size} {near_tag}",
        f"len end={size} {min(left, 3)}",
        f"s={sentences}",
        f"p={paragraphs:d} {whole}",
    ]


def _quoted(tokens: Tokens, quote: int, start: int, end: int) -> str:
    """Return whether a part starts and ends with quotation marks, and with those of the quotation at its near edge."""
    bounds = tokens.quote_bounds[quote] if quote != NO_QUOTE else (-1, -1)
    return f"{start in tokens.opens:d}{end - 1 in tokens.closes:d}{start == bounds[0]:d}{end == bounds[1]:d}"


def _top_features(
    tokens: Tokens, frame: Frame, opening: int, outer: int, part: tuple[int, int], ending: tuple[int, bool]
) -> list[str]:
    """Features of the word on top of a part: whether the part is its phrase, and what of the phrase is left out."""
    words = tokens.words
    at_end, mark = ending
    lemma, opener = words[frame.head].lemma.lower(), words[opening].lemma.lower()
    root = top(tokens, opening, *part)
    bond, fit, rest = tie(tokens, frame, root), covers(tokens, root, *part), left_out(tokens, root, *part)
    relation = words[clause(tokens, outer)].deprel if 0 <= outer < len(words) else ""
    return [
        f"root={fit} {bond}",
        f"root l={fit} {lemma}",
        f"root t={fit} {words[root].xpos} {opener}",
        f"root end={fit} {at_end}",
        f"cont={rest}",
        f"cont tie={rest} {bond}",
        f"cont l={rest} {lemma}",
        f"cont near={rest} {opener}",
        f"out={relation} {mark:d}",
        f"out r={relation} {words[root].xpos}",
    ]


def _edge_features(tokens: Tokens, frame: Frame, inner: int, outer: int, side: str) -> list[str]:
    words = tokens.words
    outside = words[outer] if 0 <= outer < len(words) and tokens.sentence[outer] == tokens.sentence[inner] else None
    word = words[inner]
    out_lemma, out_tag = (outside.lemma.lower(), outside.xpos) if outside else ("<s>", "<s>")
    lemma = word.lemma.lower()
    marks = f"{inner in tokens.opens:d}{inner in tokens.closes:d}{outer in tokens.opens:d}{outer in tokens.closes:d}"
    largest = phrase(tokens, frame, inner, side)
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
        f"ph={largest}",
        f"ph t={largest} {words[frame.head].xpos}",
        f"ph l={largest} {words[frame.head].lemma.lower()}",
        f"ph i={largest} {lemma}",
        f"ph o={largest} {out_lemma}",
    ]


_MARKS = {",", ".", ":", "``", "''", "-LRB-", "-RRB-", "HYPH"}
