"""What money and energy is named?"""

from components import charts, controls, derive, exports, panels

MONEY = ("deal_value", "investment_reached", "goods_value")
PARTIES = ("session_ordinal", "corporation_count", "attendee_count", "cooperation_span")
READ = ["Subject", "Figure or stage", "Wording", "What is counted", "Said", "Id"]
tables, figures = controls.tables(), controls.evidence().figures
filters = ("claim_types", "as_of")
selection = controls.select(tables, filters)
rows = exports.ledger_rows(tables, figures)
measures = tables.measures.set_index("measure_id")
stated = derive.stated(rows)
named = stated[stated["row_kind"] == "figure"]
paid = named[named["measure_id"].isin(["project_value", *MONEY])]
beside = named[named["subject_id"].isin(paid["subject_id"]) & (named["unit"] == "count")]
parties = named[named["measure_id"].isin(PARTIES)]
energy = named[(named["kind"] == "energy") & ~named.index.isin([*paid.index, *beside.index])]
shown = named.loc[sorted({*paid.index, *beside.index, *parties.index, *energy.index})]
said = selection.sentence(shown, {}, filters=filters)
panels.page_head("Investment", "What money and energy is named?", said)
kept = selection.keep(shown).sort_values("event_date", kind="stable")

panels.section("Money, each kind by itself", "Never added; whether one is inside another is not stated.")
worth = kept[kept["measure_id"] == "project_value"]
caption = charts.caption(
    tables,
    worth,
    title="Worth of projects, as named",
    subtitle="billion US dollars; not money spent",
    selection=said,
    note="A list and single undertakings, of unlike scope; no total.",
)
left, right = panels.columns("worth", [7, 4])
with left:
    panels.chart("worth", tables, worth, caption, charts.rows, wording="perimeter")
with right:
    panels.tiles(tables, figures, kept[kept.index.isin(beside.index) & kept["subject_id"].isin(worth["subject_id"])])
for column, measure in zip(panels.columns("money", [1] * len(MONEY)), MONEY, strict=True):
    money = kept[kept["measure_id"] == measure]
    with column:
        panels.section(measures.loc[measure, "name"], measures.loc[measure, "definition"])
        counts = kept[kept.index.isin(beside.index) & kept["subject_id"].isin(money["subject_id"])]
        panels.tiles(tables, figures, kept.loc[[*money.index, *counts.index]])

panels.section("Projects by name", "The stage that each document words; an empty cell is silence, not failure.")
projects = stated[(stated["row_kind"] == "milestone") & stated["kind"].isin(["project", "energy"])]
projects = projects[projects["note"] != "Election platform."]
projects = projects.loc[selection.keep(projects.drop(columns="claim_type")).index]
caption = charts.caption(
    tables,
    projects,
    title="Named projects in industry and energy",
    subtitle="the darker, the further on",
    selection=said,
    note="The documents report no outcomes.",
    told=charts.told_stages(projects),
)
table = exports.ledger_table(tables, projects)[READ]
documents = tables.sources.sort_values("event_date")
panels.chart("projects", tables, projects, caption, charts.status_matrix, table, documents=documents)

promised = derive.register(tables, rows)
promised = promised[promised["figure_id"].isin(selection.keep(energy)["figure_id"])]
platform = promised["note"].str.startswith("Election platform")
left, right = panels.columns("energy", [1, 1])
with left:
    panels.section("Energy: stated capacity")
    panels.tiles(tables, figures, selection.keep(energy[energy["claim_type"] == "capacity"]))
with right:
    panels.section("Energy: nuclear and other plans")
    panels.pledges(tables, figures, promised[~platform])
months = " and ".join(f"{day:%B %Y}" for day in promised[platform]["event_date"].drop_duplicates())
panels.section("Energy: pledges of the election platform", months and f"Said in {months}, by a candidate.")
panels.pledges(tables, figures, promised[platform])

panels.section("The two sides", "Who met, and how long they count their cooperation.")
panels.tiles(tables, figures, selection.keep(parties))
