from tests.pages.conftest import drawn, figures, html

FILE = "map.py"


def on_the_map(app) -> set[str]:
    """Give the milestones of what the map of a page draws."""
    return {one["figure"] for chart in drawn(app) for one in [*chart["map"]["sites"], *chart["map"]["lines"]]}


def test_the_map_shows_crossings_lines_and_corridors(open_page) -> None:
    shown = on_the_map(open_page(FILE))
    subjects = {"altynkol-khorgos", "bakhty", "terekty-aktobek", "dostyk-moyynty", "irtysh-corridor", "ili-route"}
    assert all(any(key.startswith(subject) for key in shown) for subject in subjects)
    assert not any(key.startswith("nuclear-plants") for key in shown)


def test_as_known_in_2013_only_what_was_said_by_then(open_page) -> None:
    app = open_page(FILE, as_of="Apr 2013")
    assert on_the_map(app) == {
        "altynkol-khorgos-operating-2013", "lianyungang-terminal-talks-2013", "we-wc-highway-planned-2013",
    }  # fmt: skip
    assert "as of April 2013" in html(app)


def test_layers_switch_off(open_page) -> None:
    app = open_page(FILE, layers="Rail lines")
    assert on_the_map(app) == {
        "dostyk-moyynty-under-way-2025", "darbaza-maktaaral-pledged-2022-10", "almaty-bypass-pledged-2022-10",
    }  # fmt: skip
    footer = next(words["text"] for words in figures(app)[0]["layout"]["annotations"] if words.get("name") == "footer")
    assert "only: rail line" in footer


def test_no_layer_is_said_to_be_empty(open_page) -> None:
    app = open_page(FILE, layers="")
    assert on_the_map(app) == set()
    assert "switch on more layers" in html(app)


def test_the_title_counts_what_is_placed_by_how_far_it_is(open_page) -> None:
    assert "<h3>Of 18 things with a place, 5 are operating, 3 under way, 8 planned or pledged" in html(open_page(FILE))
    # The crossing and the Lianyungang terminal work, the highway is planned.
    page = html(open_page(FILE, as_of="Apr 2013"))
    assert (
        "<h3>Of 3 things with a place, 1 is operating, 1 planned or pledged and 1 suggested, in talks or of interest"
        in page
    )


def test_a_corridor_filters_the_map(open_page) -> None:
    shown = on_the_map(open_page(FILE, corridor="Irtysh"))
    assert {key.rpartition("-20")[0] for key in shown} == {
        "irtysh-corridor-planned", "maikapchagay-zimunay-planned", "tugyl-port-planned",
    }  # fmt: skip


def test_the_sources_of_the_map_are_named(open_page) -> None:
    page = html(open_page(FILE))
    assert "GeoNames (CC BY 4.0)" in page
    assert "© OpenStreetMap contributors" in page
    assert "Boundaries are indicative" in page


def test_an_object_in_the_link_opens_its_evidence(open_page) -> None:
    assert 'data-opens="bakhty-pledged-2022-10"' in html(open_page(FILE, object="Bakhty rail crossing"))


def test_an_unknown_object_is_named(open_page) -> None:
    page = html(open_page(FILE, object="Silk bridge"))
    assert "asked for “Silk bridge” on the map" in page
    assert "data-opens" not in page


def show(app, view: str):
    return app.segmented_control(key="map-view").set_value(view).run()


def test_the_frame_names_documents_with_paragraphs_as_every_chart_does(open_page) -> None:
    page = html(open_page(FILE, corridor="Irtysh"))
    assert (
        'Data source: <a href="sources#2024-12-kazinform" target="_self">Kazinform (December 2024)</a> par. 6, 7'
        in page
    )
    assert "Note: Places and towns: GeoNames" in page


def test_only_the_chosen_view_is_drawn(open_page) -> None:
    app = open_page(FILE)
    assert (len(app.get("bidi_component")), len(app.dataframe)) == (1, 0)
    show(app, "Table")
    assert (len(app.get("bidi_component")), len(app.dataframe)) == (0, 1)


def test_what_is_chosen_by_name_is_chosen_on_the_map(open_page) -> None:
    app = open_page(FILE, object="Bakhty rail crossing")
    assert drawn(app)[0]["chosen"] == "bakhty-pledged-2022-10"
    assert drawn(open_page(FILE))[0]["chosen"] == ""


def test_the_table_has_stage_place_and_document(open_page) -> None:
    table = show(open_page(FILE), "Table").dataframe[0].value.set_index("Object")
    assert len(table) == 18
    assert table.loc["Bakhty rail crossing", "Stage at last mention"] == "pledged"
    assert table.loc["Bakhty rail crossing", "Document"].endswith("(October 2022) par. 2")
