"""What money and energy is named?"""

from components import controls, panels
from components.exhibits.investment import ENERGY, PARTIES, WORTH, money

tables, figures = controls.tables(), controls.evidence().figures
selection = controls.selection("investment")
named = controls.section("investment", selection)
panels.page_head(named.title, named.question, named.selection_text)

panels.section("Money, each kind by itself", "Never added; whether one is inside another is not stated.")
left, right = panels.columns("worth", [7, 4])
with left:
    panels.chart(tables, named.exhibits["worth"])
with right:
    panels.tiles(tables, figures, named.tiles[WORTH])
measures = money(tables).to_dict("records")
for column, measure in zip(panels.columns("money", [1] * len(measures)) if measures else (), measures, strict=True):
    with column:
        panels.section(measure["name"], measure["definition"])
        panels.tiles(tables, figures, named.tiles[measure["name"]])

panels.section("Projects by name", "The stage that each document words; an empty cell is silence, not failure.")
panels.chart(tables, named.exhibits["projects"])

energy = named.tiles[ENERGY]
promised = controls.evidence().register
promised = promised[promised["figure_id"].isin(energy["figure_id"])]
platform = promised["note"].str.startswith("Election platform")
left, right = panels.columns("energy", [1, 1])
with left:
    panels.section("Energy: stated capacity")
    panels.tiles(tables, figures, energy[energy["claim_type"] == "capacity"])
with right:
    panels.section("Energy: nuclear and other plans")
    panels.pledges(tables, figures, promised[~platform])
months = " and ".join(f"{day:%B %Y}" for day in promised[platform]["event_date"].drop_duplicates())
panels.section("Energy: pledges of the election platform", months and f"Said in {months}, by a candidate.")
panels.pledges(tables, figures, promised[platform])

panels.section(PARTIES, "Who met, and how long they count their cooperation.")
panels.tiles(tables, figures, named.tiles[PARTIES])
