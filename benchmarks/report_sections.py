"""The sections of the benchmark report: tables and figures made of the results of the benchmarks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import report_figures as draw

Record = Mapping[str, Any]
METRICS = {
    "parsing": ("upos_f1", "lemmas_f1", "uas_f1", "las_f1"),
    "factuality": ("pearson_r", "mae"),
    "attribution": ("source_f1", "cue_f1", "content_f1", "linked_f1"),
    "statements": ("found", "certainty_macro_f1", "certainty_spearman", "na_f1", "speaker_b3_f1",
                   "speaker_name_accuracy", "person_name_accuracy", "end_to_end"),
    "certainty": ("calibration_error", "coverage_90", "risk_at_80"),
    "cues": ("f1", "typed_f1"),
    "science-certainty": ("pearson_r", "mae", "mse"),
    "aspect-certainty": ("macro_f1",),
    "behaviour": ("pass_rate",),
}  # fmt: skip
LOWER = ("mae", "mse", "calibration_error", "risk_at_80", "rmse")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of strings under a header; every column but the first `words` is right-aligned."""

    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    words: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A plot as SVG, with what it shows in words."""

    caption: str
    svg: str
    title: str = ""

    @property
    def wide(self) -> bool:
        """Whether it needs the whole width of the page."""
        return float(self.svg.partition('width="')[2].partition("pt")[0]) > 460


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading, what is to be said first, and what there is to see."""

    title: str
    text: Sequence[str]
    figures: Sequence[Figure] = ()
    tables: Sequence[Table] = ()

    @property
    def anchor(self) -> str:
        """Name of the section in links."""
        return self.title.lower().replace(" ", "-").replace(",", "")


def published(record: Record, groups: Sequence[Record]) -> Section:
    """Ours beside what others published, one plot for each data set and metric."""
    figures, rows, absent = [], [], []
    for group in groups:
        own = _own(record["runs"], group)
        name = f"{group['title']}: {metric_name(group['metric'])}"
        if not own:
            absent.append(name)
            continue
        better = f"{group['better']} is better"
        ranks: list[draw.Rank] = [(s["name"], s["value"], None, "published") for s in group["systems"]]
        ranks += own
        ranks.sort(key=lambda rank: rank[1], reverse=group["better"] == "lower")
        figures.append(Figure(title=f"{name} ({better})", caption=group["note"], svg=draw.dots(ranks, name)))
        for label, value, interval, kind in reversed(ranks):
            source = next((s["source"] for s in group["systems"] if s["name"] == label), "measured")
            figure = f"{value:.3f}" + (f" [{interval[0]:.3f}, {interval[1]:.3f}]" if interval else "")
            rows.append((name, f"**{label}**" if kind != "published" else label, source, figure))
    text = [
        "Published figures are on test splits. Where ours are on a development split, they are hollow in the plots and "
        "named so: features and settings were chosen with an eye on those, so they are somewhat optimistic and not "
        "strictly comparable. Bars are 95 % intervals.",
    ]
    if absent:
        text.append(f"Not measured in these results: {'; '.join(absent)}.")
    table = Table(
        caption="All of these, best first", header=("data and metric", "system", "source", "value"), rows=rows, words=3
    )
    return Section(title="Beside published figures", text=text, figures=figures, tables=(table,))


def _own(runs: Record, group: Record) -> list[tuple[str, float, tuple[float, float], str]]:
    found = []
    for name, run in runs.items():
        task, _, place = name.partition(" ")
        if task != group["task"] or not place.startswith(group["data"]) or group["metric"] not in run["metrics"]:
            continue
        split = "test" if "test" in place.removeprefix(group["data"]) else "dev"
        label = (
            "hedge" + (" fast" if place.endswith(" fast") else "") + ("" if split == group["split"] else f" ({split})")
        )
        low, high = run["intervals"][group["metric"]]
        found.append(
            (label, run["metrics"][group["metric"]], (low, high), "ours" if split == group["split"] else "dev")
        )
    return found


def accuracy(record: Record) -> Section:
    """All figures, run by run."""
    rows = []
    for name, run in record["runs"].items():
        task, _, place = name.partition(" ")
        chosen = METRICS.get(task, tuple(run["metrics"]))
        for metric in chosen:
            if metric in run["metrics"]:
                low, high = run["intervals"][metric]
                value = run["metrics"][metric]
                digits = 1 if abs(value) > 10 else 3
                bounds = f"[{low:.{digits}f}, {high:.{digits}f}]"
                rows.append((task, place, metric_name(metric), f"{run['n']:,}", f"{value:.{digits}f}", bounds))
    header = ("task", "data and preset", "metric", "n", "value", "95 % interval")
    text = ["From raw text with the shipped models; intervals by bootstrap over documents or sentences."]
    return Section(title="Accuracy", text=text, tables=(Table(caption="", header=header, rows=rows, words=3),))


def calibration(record: Record) -> Section:
    """Reliability curves, errors by coverage, and coverage of intervals."""
    curves = {
        label: [(point["probability"], point["share"], point["count"]) for point in points]
        for label, points in record["reliability"].items()
    }
    risk = {float(share): value for share, value in record["error_rate_at_coverage"].items()}
    figures = (
        Figure(
            caption="Of the statements that get a probability, the share for which it is so. On the diagonal is "
            "perfect; bars are 95 % intervals (Wilson), and hollow points stand for fewer than ten statements.",
            svg=draw.reliability(curves),
        ),
        Figure(
            caption="Wrong labels among the statements kept, if the least sure ones are left to a human reader.",
            svg=draw.line(risk, "share of statements kept", "share wrong"),
        ),
    )
    rows = [(label, f"{value:.3f}") for label, value in record["calibration_error"].items()]
    text = [
        f"{record['n']:,} statements with gold spans. The 90 % intervals of certainty hold the labelled level in "
        f"{100 * record['interval_coverage']:.1f} % of cases.",
    ]
    table = Table(caption="Expected calibration error", header=("probability of", "error"), rows=rows)
    return Section(title="Calibration", text=text, figures=figures, tables=(table,))


def comparisons(record: Record) -> Section:
    """Whether intervals and tests of comparisons keep their word."""
    names = ("coverage_difference", "coverage_mean", "coverage_superiority", "type_1_error", "power_at_detectable")
    rows = [
        (
            f"{row['layout']}, {row['documents']} documents, clustering {row['clustering']:.2f}",
            *(f"{row[name]:.3f}" for name in names),
        )
        for row in record["comparisons"]
    ]
    lines: dict[str, dict[float, float]] = {}
    for row in record["comparisons"]:
        if row["layout"] == "shared" and row.get("own", 0.5) == 0.5:
            lines.setdefault(f"clustering {row['clustering']:.2f}", {})[row["documents"]] = row["coverage_difference"]
    text = [
        f"{record['runs']:,} simulated comparisons a setting, of two speakers whose statements hang together in "
        "documents. Intervals should hold the truth in .95 of them; the test should find a difference in at most .05 "
        "of those without one, and in .80 of those with one as large as it says it can detect.",
    ]
    figure = Figure(
        caption="Share of 95 % intervals of a difference that hold the truth; two speakers in the same documents.",
        svg=draw.lines(lines, "documents a speaker", "coverage", 0.95),
    )
    header = ("setting", "interval of difference", "of a mean", "of superiority", "false alarms", "power")
    return Section(
        title="Comparisons of speakers", text=text, figures=(figure,),
        tables=(Table(caption="", header=header, rows=rows),),
    )  # fmt: skip


def speed(record: Record) -> Section:
    """Ratios to Stanza and to BERT, and where the time goes."""
    rows, shares = [], {}
    for data, run in record["runs"].items():
        targets = run.get("targets", {})
        for preset in ("default", "fast"):
            if preset not in run:
                continue
            own, goal = run[preset], targets.get(preset, {})
            low, high = own["over_stanza_range"]
            rows += [
                (data, f"time over the bare Stanza pack, {preset}", f"{own['over_stanza']:.2f} [{low:.2f}, {high:.2f}]",
                 _goal("<=", goal.get("over_stanza"))),
                (data, f"sentences over BERT-base's, {preset}", f"{own['sentences_over_bert']:.1f}",
                 _goal(">=", goal.get("sentences_over_bert"))),
                (data, f"the same, if only the networks ran, {preset}", f"{_floor(own):.1f}", ""),
            ]  # fmt: skip
            shares[f"{preset}, {data.rsplit('/', 1)[-1]}"] = own["shares"]
        start = run["start_seconds"]
        rows += [
            (data, "start, imports included, s", f"{start['wall']:.1f}", _goal("<=", targets.get("start_seconds"))),
            (data, "one short text, ms", f"{run['short_text_milliseconds']:.0f}",
             _goal("<=", targets.get("short_text_milliseconds"))),
            (data, "peak memory, GB", f"{run['peak_gigabytes']:.2f}", _goal("<=", targets.get("peak_gigabytes"))),
        ]  # fmt: skip
    text = [
        "CPU time on one thread, all in one run on the same texts; medians over alternating pairs. The bare pack is "
        "Stanza's own pipeline with the shipped models; BERT-base is one forward pass with random weights, which is "
        "the least a published neural tool costs. The floor is what the networks cost that read the text, those of "
        "the parser and, but in fast, the encoder: no speeding up of the other stages can pass it.",
    ]
    figure = Figure(caption="Where the time goes: share of each stage.", svg=draw.stacked(shares))
    table = Table(caption="", header=("data", "measure", "value", "target"), rows=rows, words=2)
    return Section(title="Speed", text=text, figures=(figure,), tables=(table,))


def _floor(own: Record) -> float:
    """Sentences over BERT's if the stages that are networks were all there is."""
    return float(own["sentences_over_bert"] / (own["shares"]["parsing"] + own["shares"]["encoder"]))


def scaling(record: Record) -> Section:
    """Many documents, and several processes."""
    rows = []
    for preset, run in record["runs"].items():
        long = run["long"]
        spent, size = long["cpu_seconds_per_1000_words"], long["megabytes"]
        rows += [
            (preset, f"time a word, last over first of {long['documents']:,} documents", f"{long['time_ratio']:.2f}",
             f"{spent['first']:.2f} and {spent['last']:.2f} s for 1,000 words"),
            (preset, "growth of memory", f"{100 * long['memory_growth']:+.1f} %",
             "; ".join(f"{value:,.0f} MB at {int(place):,}" for place, value in size.items())),
            (preset, "peak memory of a process", f"{long['peak_megabytes']:,.0f} MB", ""),
        ]  # fmt: skip
        if two := run.get("two_processes"):
            rate = two["documents_per_second"]
            detail = f"{rate['1']:.1f} and {rate['2']:.1f} documents a second"
            if "machine" in two:
                detail += f"; bare arithmetic: {two['machine']['median']:.2f}"
            rows.append((preset, "two processes over one", f"{two['median']:.2f}", detail))
    text = ["Documents made of shuffled sentences of corpora/sample, one thread a process."]
    table = Table(caption="", header=("preset", "measure", "value", "detail"), rows=rows, words=2)
    return Section(title="Scaling", text=text, tables=(table,))


def ablations(record: Record, others: Mapping[str, Record]) -> Section:
    """What the encoder adds, and other ablations that were run."""
    runs, pairs, rows = record["runs"], [], []
    for name in runs:
        if not name.endswith(" fast") and f"{name} fast" in runs:
            task = name.partition(" ")[0]
            for metric in METRICS.get(task, ()):
                with_, without = runs[name]["metrics"][metric], runs[f"{name} fast"]["metrics"][metric]
                pairs.append((f"{name}, {metric_name(metric)}", without, with_, metric in LOWER))
                rows.append((name, metric_name(metric), f"{without:.3f}", f"{with_:.3f}", f"{with_ - without:+.3f}"))
    figures = [Figure(caption="Without the encoder (hollow: preset fast) and with it.", svg=draw.dumbbells(pairs))]
    header = ("task and data", "metric", "without encoder", "with encoder", "difference")
    tables = [Table(caption="The encoder", header=header, rows=rows, words=2)]
    for file, other in sorted(others.items()):
        systems = other["systems"]
        names = [m for m in METRICS.get(other["task"], ()) if all(m in s["metrics"] for s in systems.values())]
        body = [(name, *(f"{s['metrics'][m]:.3f}" for m in names), f"{s['cost']:.2f}" if "cost" in s else "")
                for name, s in systems.items()]  # fmt: skip
        title = f"{other['task']}, {other['data']}, n {other['n']} ({file})"
        tables.append(Table(caption=title, header=("system", *map(metric_name, names), "cost (of parsing)"), rows=body))
    return Section(
        title="Ablations", text=["What each part is worth."], figures=figures if pairs else (), tables=tables
    )


def errors(record: Record) -> Section:
    """Kinds of errors of attribution."""
    figures, tables, text = [], [], []
    for name, run in record["runs"].items():
        text.append(f"{name}: {run['summary']}.")
        kinds = run["kinds"][1:]
        counts = {f"{role}: {kind}": int(count) for role, kind, count, _ in kinds}
        figures.append(Figure(caption=f"Mistakes by role and kind, {name}.", svg=draw.bars(counts)))
        header, *rows = run["constructions"]
        tables.append(Table(caption=f"By construction, {name}", header=header, rows=rows))
    return Section(title="Kinds of errors", text=text, figures=figures, tables=tables)


def hostile(record: Record) -> Section:
    """Inputs that a fuzzer tried, and what failed."""
    targets = record["targets"]
    rows = [
        (name, f"{each['inputs']:,}", str(each["seconds"]), str(len(each["failures"])), each["commit"][:10])
        for name, each in targets.items()
    ]
    text = [
        f"A coverage-guided fuzzer tried {record['inputs']:,} inputs: "
        f"{record['failures']} failed with anything but a clear error, broke a promise, or took more than "
        f"{record['slowest_seconds']:g} s of processor time.",
        *(f"Open: {name}, {failure}." for name, each in targets.items() for failure in each["failures"]),
        *(f"Found before and fixed: {each}." for each in record["fixed"]),
    ]
    table = Table(caption="", header=("target", "inputs", "seconds", "failures", "commit"), rows=rows)
    return Section(title="Hostile input", text=text, tables=(table,))


def machines(found: Mapping[str, Record]) -> Section:
    """What was measured where; one row a machine record."""
    rows = []
    for name, record in sorted(found.items()):
        machine = record.get("machine")
        own = {name: machine} if isinstance(machine, dict) else {}
        if not own:
            runs = record.get("runs", {})
            parts = runs.items() if isinstance(runs, dict) else ()
            own = {f"{name}, {place}": run["machine"] for place, run in parts if isinstance(run.get("machine"), dict)}
            own = own or {name: {"commit": record.get("commit", ""), "processor": record.get("machine", "")}}
        rows += [_machine(place, each) for place, each in own.items()]
    header = ("results", "commit", "models", "processor", "cores", "load", "Python")
    text = [
        "Figures from different commits or models do not belong together. A star: there were changes that are not in "
        "the commit. Load is the number of other programs waiting for the processor, where it was noted.",
    ]
    used = {(row[1].rstrip("*"), row[2]) for row in rows}
    if len(used) > 1:
        text.append(f"**These results come from {len(used)} different states of the code or models.**")
    return Section(
        title="Machine and commit", text=text, tables=(Table(caption="", header=header, rows=rows, words=4),)
    )


def _machine(name: str, each: Record) -> tuple[str, ...]:
    commit = str(each.get("commit") or "not recorded")
    return (
        name,
        commit[:10] + ("*" if each.get("changed") else "") if commit != "not recorded" else commit,
        str(each.get("models_sha256", ""))[:10],
        str(each.get("processor") or each.get("system", "")),
        *(str(each.get(key, "") if each.get(key) is not None else "") for key in ("cores", "load", "python")),
    )


def metric_name(name: str) -> str:
    """A metric as readers know it."""
    shown = {"mae": "MAE", "mse": "MSE", "pearson_r": "Pearson r", "upos_f1": "UPOS F1", "las_f1": "LAS F1",
             "uas_f1": "UAS F1", "f1": "F1", "speaker_b3_f1": "speaker B³ F1"}  # fmt: skip
    return shown.get(name, name.replace("_f1", " F1").replace("_", " "))


def _goal(sign: str, value: float | None) -> str:
    return "" if value is None else f"{sign} {value:g}"
