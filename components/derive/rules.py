"""Say in sentences what follows from the rows: each number of a sentence is one of the rows that it rests on."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple

import pandas as pd

from components.derive import sentences
from components.derive.commitments import undated_sentence
from components.derive.lookups import Evidence, grouped, joined, key
from components.derive.sentences import NOUNS, Row
from components.derive.statements import BEGUN, PROMISED, SUBJECT_GROUPS, stage_rank
from components.tables import Tables, amounts, takes

COLUMNS = ["finding_id", "topic", "text", "rank", "figure_ids", "exhibit_id"]
_AHEAD = ("target", "forecast", "pledge", "plan")
_NO_LEVELS = ("growth", "pace", "share", "multiple", "ordinal", "change", "span")
# Quantities of which two measures do not count the same.
_BY_MEASURE = (*_NO_LEVELS, "count", "length", "power")
_CHANGING = ("revised", "progressed", "restated")
_APART = {"conflicting": "do not agree", "different_perimeter": "do not compare"}
_TOPICS = {"Routes and crossings": "corridors", "Projects": "investment", "Energy": "investment"}
_ENOUGH, _NAMED_AT_MOST = 5, 3
_PERIOD = ("period_start", "period_end")
_ONE_FACT = ("subject_id", "source_id", "perimeter", *_PERIOD)


class Finding(NamedTuple):
    """Hold a sentence with the key of its rows, the ids that it rests on, and the row that it is mostly about."""

    key: str
    text: str
    ids: Iterable[str]
    about: Row | None = None


def findings(tables: Tables, rows: pd.DataFrame) -> pd.DataFrame:
    """Say what follows from the rows, the most telling first.

    `rows` has all rows of `derive.ledger_rows`. Columns: `finding_id` (rule and rows, as in `growth:trade-2023`),
    `topic` (the page that it belongs to), `text` (a sentence, at times with a second one on what it does not mean),
    `rank` (from 1: the newest and largest of each rule, then the second of each), `figure_ids` (the claims,
    derivations and milestones that it rests on, joined by ;, for a count those counted) and `exhibit_id` (the exhibit
    of the table that shows most of them, at least half, and the first; or "").
    """
    evidence = Evidence(tables, rows)
    most = rows.groupby("unit")["value"].max()
    ordered = []
    for order, (name, rule) in enumerate(RULES.items()):
        found = sorted(rule(evidence), key=partial(_telling, most))
        for place, finding in enumerate(found):
            ids = ";".join(dict.fromkeys(finding.ids))
            ordered.append((place, order, f"{name}:{finding.key}", _topic(finding.about), finding.text, ids))
    shown_in = partial(_shown_in, _taken(tables, rows))
    ranked = [
        (key, topic, text, rank, ids, shown_in(ids.split(";")))
        for rank, (*_, key, topic, text, ids) in enumerate(sorted(ordered), 1)
    ]
    return pd.DataFrame(ranked, columns=COLUMNS)


def _taken(tables: Tables, rows: pd.DataFrame) -> dict[str, set[str]]:
    figures = rows[rows["row_kind"] == "figure"]
    exhibits = tables.exhibits[~tables.exhibits["form"].isin(["tiles", "status_matrix"])].to_dict("records")
    return {exhibit["exhibit_id"]: set(figures[takes(exhibit, figures)]["figure_id"]) for exhibit in exhibits}


def _shown_in(taken: dict[str, set[str]], ids: list[str]) -> str:
    found = [(len(shown.intersection(ids)), exhibit) for exhibit, shown in taken.items() if ids[0] in shown]
    most, exhibit = max(found, key=lambda entry: entry[0], default=(0, ""))
    return exhibit if most * 2 >= len(ids) else ""


def _telling(most: pd.Series, finding: Finding) -> tuple[float, float, str]:
    if finding.about is None:
        return 0.0, 0.0, finding.key.removeprefix("all")  # a count of all before that of a document
    known = finding.about["row_kind"] == "figure" and most[finding.about["unit"]] > 0
    size = finding.about["value"] / most[finding.about["unit"]] if known else 0.0
    return -finding.about["event_date"].timestamp(), -size, finding.key


def _topic(about: Row | None) -> str:
    if about is None:
        return "commitments"
    if sentences.is_flow(about):
        return str(about["kind"].removesuffix("_flow"))
    group = next((name for name, kinds in SUBJECT_GROUPS.items() if about["kind"] in kinds), "")
    return "cargo" if about["quantity"] == "cargo" else _TOPICS.get(group, "investment")


def _growths(evidence: Evidence) -> Iterator[Finding]:
    """Say the level that a growth led to: of one subject, perimeter, period and document."""
    levels = grouped((row for row in evidence.figures if row["claim_type"] == "observed"), *_ONE_FACT)
    for growth in evidence.figures:
        if growth["claim_type"] != "growth" or not growth["value"]:
            continue
        of = evidence.related["growth_of", growth["measure_id"]]
        found = [row for row in levels.get(key(growth, _ONE_FACT), []) if row["measure_id"] in of]
        if len(found) != 1:
            continue
        level, noun = found[0], sentences.noun(found[0])
        change = sentences.amount({**growth, "value_written": growth["value_written"].lstrip("-")})
        verb = f"{'rose' if growth['value'] > 0 else 'fell'} {change} to {sentences.amount(level)}"
        base = sentences.when(growth["base_start"], growth["base_end"])
        base = f", compared with the level{base}" if base else ", from a base with no date stated"
        if before := evidence.follows("prior_from_growth", level, growth):
            undated = " before; the period of that base is not stated"
            base = f", which implies {sentences.amount(before)}{sentences.period(before, undated)}"
        head = f"{sentences.subject(level)}{f': {noun}' if noun else ''}"
        text = f"{head} {verb}{sentences.period(level, ', with no date stated')}{base}."
        yield Finding(level["figure_id"], text, joined(";", level, growth, before).split(";"), level)


def _changes(evidence: Evidence, *, lost: bool) -> Iterator[Finding]:
    """Say how a promise became another one in a later document: what it lost, or its new level."""
    for _, earlier, later in evidence.pairs(*_CHANGING):
        alike = all(earlier[name] == later[name] for name in ("subject_id", "quantity"))
        if not alike or not all(row["claim_type"] in _AHEAD for row in (earlier, later)):
            continue
        losses = list(_losses(evidence, earlier, later))
        if lost != bool(losses) or not (losses or sentences.amount(earlier) != sentences.amount(later)):
            continue
        first, second = NOUNS[earlier["claim_type"]], NOUNS[later["claim_type"]]
        was = f"{sentences.amount_of(earlier)}{sentences.period(earlier)}{sentences.said(earlier)}"
        now = f"{sentences.amount(later)}{sentences.period(later)}{sentences.said(later)}"
        turned = f"of {was} became {sentences.with_article(second)} of"
        moved = f"moved from {was} to" if first == second else turned
        without = f", without {sentences.listed(losses)}" if losses else ""
        text = f"{sentences.subject(later)}: the {first} {moved} {now}{without}."
        yield Finding(joined("+", earlier, later), text, [earlier["figure_id"], later["figure_id"]], later)


def _losses(evidence: Evidence, earlier: Row, later: Row) -> Iterator[str]:
    if not sentences.is_undated(earlier) and sentences.is_undated(later):
        yield "the date"
    if evidence.bases.get(earlier["figure_id"]) and not evidence.bases.get(later["figure_id"]):
        yield "the base"
    hedge = amounts.HEDGES[earlier["hedge"]][1]
    if hedge and not amounts.HEDGES[later["hedge"]][1]:
        yield f"“{hedge}”"
    if amounts.yearly(earlier) and not amounts.yearly(later):
        yield "“a year”"


def _promised(evidence: Evidence, row: Row) -> str:
    past = pd.notna(row["period_end"]) and row["period_end"] < evidence.latest
    return f"{sentences.subject(row)}: the {NOUNS[row['claim_type']]} {'was' if past else 'is'}"


def _gaps(evidence: Evidence) -> Iterator[Finding]:
    """Set a level that is promised beside the one that is observed: its base, or the likest and latest."""
    for aim in evidence.figures:
        if aim["claim_type"] not in _AHEAD or aim["quantity"] in _NO_LEVELS:
            continue
        observed = [row for row in evidence.of_subject[aim["subject_id"]] if _comparable(row, aim)]
        if not observed:
            continue
        base = evidence.bases[aim["figure_id"]]
        now = max(observed, key=partial(_likeness, aim, base))
        unlike_length = len({sentences.months(aim), sentences.months(now)} - {None}) == 2
        alike = not unlike_length and (aim["perimeter"] == now["perimeter"] or now["figure_id"] == base)
        ratio = evidence.follows("multiple", aim, now) if alike else None
        called = _called(evidence, aim) if ratio else None
        neither = sentences.is_undated(aim) and sentences.is_undated(now)
        due, then = ("", "") if neither else (", with no date stated", " (no date stated)")
        text = f"{_promised(evidence, aim)} {sentences.amount_of(aim)}{sentences.period(aim, due)}{sentences.says(aim)}"
        if now["figure_id"] == base:
            beside = f"{sentences.amount(ratio)} its base of" if ratio else "from a base of"
            text += f", {beside} {sentences.amount(now)}{sentences.period(now, then)}"
        else:
            beside = f"{sentences.amount(ratio)} the" if ratio else "against"
            text += f", {beside} {sentences.amount(now)} observed{sentences.period(now, then)}"
        text += f"; the document says {sentences.amount(called)}" if called else ""
        text += "; no date is stated for either" if neither else ""
        if not alike:
            why = "the periods differ in length" if unlike_length else "the two are not worded alike"
            text += f"; {why}, so no ratio is drawn"
        ids = joined(";", aim, now, ratio, called).split(";")
        yield Finding(aim["figure_id"], f"{text}.", ids, aim)


def _comparable(row: Row, aim: Row) -> bool:
    same = row["measure_id"] == aim["measure_id"]
    same |= row["quantity"] == aim["quantity"] and aim["quantity"] not in _BY_MEASURE
    return bool(same and row["claim_type"] == "observed")


def _likeness(aim: Row, base: str, row: Row) -> tuple[Any, ...]:
    one_period = all(row[name] == aim[name] for name in _PERIOD)
    day = row["period_end"].timestamp() if pd.notna(row["period_end"]) else 0.0
    alike = (row["figure_id"] == base, one_period, row["perimeter"] == aim["perimeter"])
    return (*alike, day, row["event_date"], row["figure_id"])


def _called(evidence: Evidence, aim: Row) -> Row | None:
    same = ("source_id", "claim_type", "perimeter")
    for row in evidence.of_subject[aim["subject_id"]]:
        of = evidence.related["multiple_of", row["measure_id"]]
        if aim["measure_id"] in of and key(row, same) == key(aim, same):
            return row
    return None


def _multiples(evidence: Evidence) -> Iterator[Finding]:
    """Say a multiple that is promised without a base."""
    quantity = dict(zip(evidence.tables.measures["measure_id"], evidence.tables.measures["quantity"], strict=True))
    scaled = {row["inputs"].split(";")[1]: row for row in evidence.derived if row["formula"] == "scaled_by"}
    due = {(row["subject_id"], row["source_id"]) for row in evidence.milestones if pd.notna(row["due_end"])}
    for aim in evidence.figures:
        of = evidence.related["multiple_of", aim["measure_id"]]
        if aim["claim_type"] not in _AHEAD or not of or evidence.bases[aim["figure_id"]]:
            continue
        times = "twice" if (aim["value_written"], aim["hedge"]) == ("2", "exact") else sentences.amount(aim)
        counts = quantity[of[0]] in _BY_MEASURE
        noun = "as many" if counts else "as much" if sentences.is_flow(aim) else f"the {quantity[of[0]]}"
        undated = sentences.is_undated(aim) and (aim["subject_id"], aim["source_id"]) not in due
        unstated = ", with neither base nor date stated" if undated else ", with no base stated"
        text = f"{_promised(evidence, aim)} {times} {noun}{sentences.period(aim)}{sentences.says(aim)}{unstated}"
        ids = [aim["figure_id"]]
        if (result := scaled.get(aim["figure_id"])) and result["low"] > 0:
            level = evidence.rows[result["inputs"].split(";")[0]]
            then = f"{sentences.amount(level)}{sentences.period(level, ' (no date stated)')}"
            text += f"; from {then} that would be {sentences.amount(result)}"
            ids += [level["figure_id"], result["figure_id"]]
        yield Finding(aim["figure_id"], f"{text}.", ids, aim)


def _capacities(evidence: Evidence) -> Iterator[Finding]:
    """Set what is carried, or is to be, beside what can be."""
    for limit in evidence.figures:
        of = evidence.related["capacity_for", limit["measure_id"]]
        for level in evidence.of_subject[limit["subject_id"]] if of else []:
            if level["measure_id"] not in of or level["claim_type"] not in ("observed", *_AHEAD):
                continue
            ahead = level["claim_type"] in _AHEAD
            text = _promised(evidence, level) if ahead else f"{sentences.subject(level)}:"
            text += (
                f" {sentences.amount_of(level)}{sentences.period(level, ' (no date stated)')}{sentences.says(level)}"
            )
            text += f", against a capacity of {sentences.amount(limit)}{sentences.period(limit, ' (no date stated)')}"
            part = evidence.follows("share_of", level, limit)
            assuming = sentences.assuming(part, level, limit) if part else None
            ids = [level["figure_id"], limit["figure_id"]]
            if len({sentences.months(level), sentences.months(limit)} - {None}) == 2:
                text += "; the periods differ in length, so no ratio is drawn"
            elif part and assuming is not None:
                text += f"; that is {sentences.amount(part)}{assuming}"
                ids.append(part["figure_id"])
            yield Finding(joined("+", level, limit), f"{text}.", ids, level)


def _floors(evidence: Evidence) -> Iterator[Finding]:
    """Say the least that a whole can be, where a part and its share are stated."""
    for whole in evidence.derived:
        first, _, second = whole["inputs"].partition(";")
        if whole["formula"] != "floor_from_share":
            continue
        part, share = evidence.rows[first], evidence.rows[second]
        assuming = sentences.assuming(whole, part, share)
        if assuming is not None and part["measure_id"] in evidence.related["share_of", share["measure_id"]]:
            one = f"{sentences.amount(part)}{sentences.period(part)} and {sentences.amount(share)}"
            text = f"{sentences.subject(whole)}: {sentences.amount_of(whole)}{sentences.period(whole)} follows from one"
            text += f" part of it, {one} ({sentences.subject(part)}){assuming}."
            yield Finding(whole["figure_id"], text, [whole["figure_id"], first, second], whole)


def _unanswered(evidence: Evidence) -> Iterator[Finding]:
    """Say what was due by the latest document's date, and of which no later one states what came."""
    for row in evidence.register.to_dict("records"):
        if not row["due_end"] < evidence.latest or row["claim_type"] == "offer":
            continue
        milestone, due = row["row_kind"] == "milestone", sentences.when(row["due_start"], row["due_end"])
        seen = [one for one in evidence.of_subject[row["subject_id"]] if one["claim_type"] in ("observed", "growth")]
        if milestone:
            stages = evidence.stages[row["subject_id"]]
            seen += [one for one in stages if stage_rank(one["stage"]) > stage_rank(row["stage"])]
        else:
            seen = [one for one in seen if one["quantity"] == row["quantity"]]
        silent = evidence.silence(row["event_date"])
        if not silent or any(one["event_date"] > row["event_date"] for one in seen):
            continue
        text = f"{sentences.subject(row)}: "
        if milestone:
            text += f"{sentences.stage(row)}, due{due}"
        else:
            text += f"the {NOUNS[row['claim_type']]} of {amounts.month(row['event_date'])} was "
            text += f"{sentences.amount_of(row)}{due}{sentences.says(row)}"
        yield Finding(row["figure_id"], f"{text}; {silent}.", [row["figure_id"]], row)


def _deadlines(evidence: Evidence) -> Iterator[Finding]:
    """Count the promises without a date, in all and in a document that dates none."""
    listed = evidence.register
    undated = listed[listed["no_deadline"]]
    if 0 < len(undated) < len(listed) >= _ENOUGH:
        yield Finding("all", undated_sentence(listed), [*undated["figure_id"], *listed["figure_id"]])
    for source, said in listed.groupby("source_id", sort=False):
        if len(said) >= _ENOUGH and said["no_deadline"].all():
            first = said.iloc[0]
            document = f"{sentences.plain(first['document'])}, {amounts.month(first['event_date'])}"
            yield Finding(str(source), undated_sentence(said, f" in {document},"), said["figure_id"])


def _bases(evidence: Evidence) -> Iterator[Finding]:
    """Count the levels that are to change and do not say from where."""
    listed = evidence.register[evidence.register["no_base"] | (evidence.register["base_id"] != "")]
    without = listed[listed["no_base"]]
    levels, whole = "levels aimed at, pledged or expected", sentences.counted(len(listed))
    if len(listed) >= _ENOUGH and len(without):
        name = "names" if len(without) == 1 else "name"
        text = f"{sentences.counted(len(without))} of {whole} {levels} {name} no base to start from."
        text = text if len(without) < len(listed) else f"None of the {whole} {levels} names a base to start from."
        yield Finding("all", text, [*without["figure_id"], *listed["figure_id"]])


def _stages(evidence: Evidence) -> Iterator[Finding]:
    """Count the things pledged or planned that a later document says to be under way or to operate."""
    unlike = {joined("+", *pair) for _, *pair in evidence.pairs("different_perimeter")}
    promised: list[Row] = []
    reached: dict[str, list[Row]] = {stage: [] for stage in BEGUN}
    for rows in evidence.stages.values():
        first = min((row for row in rows if row["stage"] in PROMISED), key=lambda row: row["event_date"], default=None)
        begun = [row for row in rows if row["stage"] in BEGUN]
        if not first or any(row["event_date"] <= first["event_date"] for row in begun):
            continue
        if first["event_date"] < evidence.latest:
            promised.append(first)
            if begun and not any(joined("+", first, row) in unlike for row in begun):
                furthest = max(begun, key=lambda row: (stage_rank(row["stage"]), row["event_date"]))
                reached[furthest["stage"]].append(furthest)
    under_way, operating = reached.values()
    if len(promised) >= _ENOUGH:
        text = f"Of {sentences.counted(len(promised))} things pledged or planned before the latest document, "
        text += f"{_named(under_way)} {'are' if len(under_way) > 1 else 'is'} later said to be under way"
        text += f" and {_named(operating)} to operate." if under_way or operating else " or to operate."
        yield Finding("all", text, [row["figure_id"] for row in (*promised, *under_way, *operating)])


def _named(rows: list[Row]) -> str:
    names = sentences.listed([sentences.subject(row) for row in rows])
    shown = f" ({names})" if 0 < len(rows) <= _NAMED_AT_MOST else ""
    return f"{sentences.counted(len(rows)) if rows else 'none'}{shown}"


def _progress(evidence: Evidence) -> Iterator[Finding]:
    """Say the stages of a thing in two documents, where the later is further on or the two contradict each other."""
    for pair, earlier, later in evidence.pairs("progressed", "conflicting"):
        if earlier["subject_id"] != later["subject_id"] or not (earlier["stage"] and later["stage"]):
            continue
        if pair.kind == "progressed" and stage_rank(later["stage"]) <= stage_rank(earlier["stage"]):
            continue
        reading = sentences.reading(pair.reading, earlier, later)
        # The first sentence of a reading says what the pair shows: where it progressed, the stages do.
        caveat = reading if pair.kind == "conflicting" else f" {reading.partition('. ')[2]}".rstrip()
        due = sentences.when(later["due_start"], later["due_end"])
        stages = f"{sentences.stage(earlier)}, {sentences.stage(later)}{f', due{due}' if due else ''}"
        text = f"{sentences.subject(later)}: {stages}.{caveat}"
        yield Finding(joined("+", earlier, later), text, [earlier["figure_id"], later["figure_id"]], later)


def _differences(evidence: Evidence) -> Iterator[Finding]:
    """Say two figures that look alike, and why they do not compare."""
    for pair, earlier, later in evidence.pairs(*_APART):
        alike = earlier["quantity"] == later["quantity"] != ""
        if not alike or sentences.amount(earlier) == sentences.amount(later):
            continue
        why = sentences.reading(pair.reading, earlier, later)
        one_subject = earlier["subject_id"] == later["subject_id"]
        one_type = (earlier["claim_type"] == "observed") == (later["claim_type"] == "observed")
        if not why or (one_subject and not one_type):
            continue
        told = []
        for row in (earlier, later):
            named = "" if one_subject or sentences.noun(row) or sentences.is_flow(row) else sentences.measure(row)
            told.append(f"{sentences.amount_of(row)}{sentences.period(row)}{sentences.said(row, named)}")
        first, second = f"{sentences.subject(earlier)}: {told[0]}", told[1]
        if not one_subject:
            first, second = (
                f"{sentences.subject(row)}, {one}," for row, one in zip((earlier, later), told, strict=True)
            )
        text = f"{first} and {second} {_APART[pair.kind]}.{why}"
        yield Finding(joined("+", earlier, later), text, [earlier["figure_id"], later["figure_id"]], later)


# From the most telling rule on.
RULES: dict[str, Callable[[Evidence], Iterator[Finding]]] = {
    "growth": _growths,
    "lost": partial(_changes, lost=True),
    "gap": _gaps,
    "deadline": _deadlines,
    "unanswered": _unanswered,
    "stages": _stages,
    "capacity": _capacities,
    "differ": _differences,
    "progress": _progress,
    "floor": _floors,
    "multiple": _multiples,
    "base": _bases,
    "moved": partial(_changes, lost=False),
}
