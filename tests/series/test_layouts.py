"""Each layout is recognised by its header and read without its traps: nothing is doubled, shifted or scaled wrongly."""

import pandas as pd
import pytest

from components.series import COLUMNS, LAYOUTS, SeriesError, read_series
from tests.series.samples import COMTRADE, COMTRADE_HEAD, DOTS, IMTS, IMTS_ACROSS, IMTS_HEAD, PANEL, SAMPLES, WDI, WITS

YEAR = ("2019-01-01", "2019-12-31")


def read(text: str, **chosen: str) -> pd.DataFrame:
    return read_series(text.encode(), "file.csv", **chosen)


def values(frame: pd.DataFrame, identifier: str) -> dict[tuple[str, str], float]:
    """Return the values of a series by the days of their periods."""
    rows = frame[frame["series_id"] == identifier]
    days = (rows[name].dt.strftime("%Y-%m-%d") for name in ("period_start", "period_end"))
    return dict(zip(zip(*days, strict=True), rows["value"], strict=True))


def test_every_layout_has_a_file_here_and_is_recognised_by_it() -> None:
    assert set(SAMPLES) == set(LAYOUTS)
    for name, text in SAMPLES.items():
        frame = read(text)
        assert list(frame.columns) == list(COLUMNS)
        assert set(frame["source"].str.removesuffix(" (estimate)")) == {f"{name}: file.csv"}
        assert frame["value"].dtype == float
        assert (frame["period_start"] <= frame["period_end"]).all()


def test_comtrade_reads_the_totals_and_not_their_parts() -> None:
    frame = read(COMTRADE, partner="China")
    assert values(frame, "kazakhstan-china-imports") == {YEAR: 6.57e9, ("2019-01-01", "2019-01-31"): 4.5e8}
    # Unpinned the year would be 6.57 + 4 + 2.57 + 0.5 + 0.9 + 2 = 16.54.
    assert values(frame, "kazakhstan-china-turnover") == {YEAR: 7.82e9 + 6.57e9}
    assert values(frame, "kazakhstan-china-re-exports") == {YEAR: 9e6}
    assert set(frame["unit"]) == {"USD"}


def test_comtrade_names_what_has_no_description_by_its_code_and_keeps_hong_kong_apart() -> None:
    frame = read(COMTRADE)
    assert set(frame["reporter"]) == {"Kazakhstan"}
    assert set(frame["partner"]) == {"China", "HKG"}
    assert values(read(COMTRADE, partner="344"), "kazakhstan-hkg-exports") == {YEAR: 3e7}
    assert set(read(COMTRADE, partner="Hong Kong")["partner"]) == {"HKG"}
    coded = COMTRADE_HEAD + "C,A,2019,52,2019,398,,,X,,156,,,0,TOTAL,C00,0,,5,5\n"
    assert read(coded, reporter="kazakhstan", partner="chn")[["reporter", "partner"]].values.tolist() == [
        ["398", "156"]
    ]


def test_comtrade_imports_given_fob_alone_are_no_part_of_a_turnover() -> None:
    rows = [
        f"C,A,2019,52,2019,124,CAN,Canada,{flow},,398,KAZ,Kazakhstan,0,TOTAL,C00,0,,{value},{value}\n"
        for flow, value in (("M", 40), ("X", 60))
    ]
    frame = read(COMTRADE_HEAD + "".join(rows))
    assert list(frame["measure"]) == ["exports FOB", "imports FOB"]
    assert list(frame["series_id"]) == ["canada-kazakhstan-exports", "canada-kazakhstan-imports-fob"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "iso-8859-1"])
def test_comtrade_is_read_in_the_encodings_that_it_comes_in(encoding: str) -> None:
    text = COMTRADE_HEAD + "C,A,2019,52,2019,792,TUR,Türkiye,X,Export,398,KAZ,Kazakhstan,0,TOTAL,C00,0,,5,5\n"
    frame = read_series(text.encode(encoding), "f.csv", reporter="Turkey")
    assert list(frame["reporter"]) == ["Türkiye"]


def test_a_trailing_comma_shifts_no_column() -> None:
    head, *rows = COMTRADE.splitlines()
    shifted = "\n".join([head, *(row + "," for row in rows)])
    assert read(shifted).equals(read(COMTRADE))
    assert read("\n".join(line + "," for line in COMTRADE.splitlines())).equals(read(COMTRADE))
    with pytest.raises(SeriesError, match="Line 2 has 21 cells where the header has 20"):
        read("\n".join([head, *(row + ",5" for row in rows)]))


def test_comtrade_of_commodities_alone_is_not_added_up() -> None:
    text = COMTRADE_HEAD + "".join(
        f"C,A,2019,52,2019,398,KAZ,Kazakhstan,X,,156,CHN,China,0,{code},C00,0,,5,5\n" for code in ("27", "84")
    )
    with pytest.raises(SeriesError, match=r"no total row \(cmdCode TOTAL\), only rows of commodities.*“27”, “84”"):
        read(text)


def test_imts_takes_whole_dollars_whatever_its_scale_says() -> None:
    frame = read(IMTS, partner="China")
    months = ("2019-01-01", "2019-01-31")
    assert values(frame, "kaz-chn-exports") == {
        YEAR: 7.823e9, ("2019-01-01", "2019-03-31"): 1.8e9, months: 6e8, ("2020-01-01", "2020-12-31"): 9e9,
    }  # fmt: skip
    assert values(frame, "kaz-chn-imports") == {YEAR: 6.567e9, months: 5e8}  # an empty cell of 2020 is no 0
    assert values(frame, "kaz-chn-imports-fob") == {YEAR: 6.195e9, ("2019-01-01", "2019-03-31"): 1.3e9}
    assert values(frame, "kaz-chn-turnover") == {YEAR: 7.823e9 + 6.567e9, months: 6e8 + 5e8}


def test_the_world_is_left_out_beside_other_partners_unless_it_is_asked_for() -> None:
    assert set(read(IMTS)["partner"]) == {"CHN"}
    assert set(read(IMTS, partner="World")["partner"]) == set(read(IMTS, partner="g001")["partner"]) == {"G001"}
    alone = IMTS_HEAD + "dataflow,IMF.STA:IMTS(1.0.0),R,KAZ,XG_FOB_USD,G001,A,2019,57000000000,6\n"
    assert set(read(alone)["partner"]) == {"G001"}


def test_imts_with_years_across_is_scaled() -> None:
    frame = read(IMTS_ACROSS, reporter="398", partner="CHN")
    exports = values(frame, "kazakhstan-republic-of-china-people-s-republic-of-exports")
    assert exports == {
        ("2018-01-01", "2018-12-31"): 6_240_500_000.0, YEAR: 7_823_000_000.0,
        ("2019-01-01", "2019-01-31"): 600_500_000.0,
    }  # fmt: skip
    assert list(frame.loc[frame["flow"] == "turnover", "value"]) == [7_823_000_000 + 6_567_250_000]
    nameless = read(IMTS_ACROSS.replace("SERIES_CODE", "CODE"))
    assert nameless.equals(read(IMTS_ACROSS))
    # As the portal has written it: each line one quoted cell.
    lines = ('"' + line.replace('"', '""') + '"' for line in IMTS_ACROSS.splitlines())
    assert read("\n".join(lines)).equals(read(IMTS_ACROSS))
    with pytest.raises(SeriesError, match="SCALE is “lakhs”"):
        read(IMTS_ACROSS.replace("Millions", "Lakhs"))
    with pytest.raises(SeriesError, match="SCALE is “Millions” in a file of one value a row"):
        read(IMTS.replace(",6\n", ",Millions\n"))


def test_dots_has_codes_of_its_own_and_marks_estimates() -> None:
    frame = read(DOTS, partner="China")
    assert set(frame["partner"]) == {"China, P.R.: Mainland"}
    assert frame.set_index("measure")["value"].to_dict() == {
        "exports FOB": 7.823e9, "imports CIF": 6.567e9, "imports FOB": 6.195e9,
        "exports FOB + imports CIF": 7.823e9 + 6.567e9,
    }  # fmt: skip
    estimated = frame["source"].str.endswith("(estimate)")
    assert list(frame.loc[estimated, "measure"]) == ["imports CIF", "exports FOB + imports CIF"]
    # 156 is China in M49 and Canada among the codes of the IMF.
    assert set(read(DOTS, partner="156")["partner"]) == {"Canada"}
    assert set(read(DOTS, partner="924")["partner"]) == {"China, P.R.: Mainland"}


def test_dots_is_read_with_years_or_indicators_across() -> None:
    years = (
        "Country Name,Country Code,Indicator Name,Indicator Code,Counterpart Country Name,Attribute,2018,2019,\n"
        'Kazakhstan,916,"Goods, Value of Exports, Free on board (FOB), US Dollars",TXG_FOB_USD,Italy,Value,7,8,\n'
        'Kazakhstan,916,"Goods, Value of Exports, Free on board (FOB), US Dollars",TXG_FOB_USD,Italy,Status,E,,\n'
    )
    assert list(read(years)["value"]) == [7, 8]
    indicators = (
        "Country Name,Counterpart Country Name,Time Period,"
        '"Goods, Value of Exports, Free on board (FOB), US Dollars (TXG_FOB_USD)",'
        '"Goods, Value of Imports, Cost, Insurance, Freight (CIF), US Dollars (TMG_CIF_USD)",\n'
        "Kazakhstan,Italy,2019,8,2,\nKazakhstan,Italy,2020,9,,\n"
    )
    assert values(read(indicators), "kazakhstan-italy-turnover") == {YEAR: 10}
    assert len(read(indicators)) == 4


def test_a_panel_names_its_reporter_and_flow_above_the_years() -> None:
    frame = read(PANEL)
    assert values(frame, "kazakhstan-china-p-r-mainland-exports") == {
        ("2010-01-01", "2010-12-31"): 10_121_619_100.0, ("2011-01-01", "2011-12-31"): 16_291_513_411.0,
    }  # fmt: skip
    assert values(frame, "kazakhstan-china-p-r-hong-kong-exports") == {("2010-01-01", "2010-12-31"): 140_000.0}
    assert list(frame["source"].str.endswith("(estimate)")) == [True, False, False]
    nameless = PANEL.replace("Kazakhstan", "")
    with pytest.raises(SeriesError, match="name the reporter"):
        read(nameless)
    assert set(read(nameless, reporter="Kazakhstan")["reporter"]) == {"Kazakhstan"}
    with pytest.raises(SeriesError, match="another money than US dollars: “Euros”"):
        read(PANEL.replace("US Dollars", "Euros"))


def test_wits_is_scaled_as_its_header_says_and_keeps_to_all_products() -> None:
    frame = read(WITS)
    assert values(frame, "kazakhstan-china-exports") == {
        ("2014-01-01", "2014-12-31"): 9_799_420_000.0, ("2015-01-01", "2015-12-31"): 5_480_140_000.0,
    }  # fmt: skip
    # Only in 2015 are both flows among the first five.
    assert values(frame, "kazakhstan-china-turnover") == {("2015-01-01", "2015-12-31"): 10_567_940_000.0}
    assert set(frame["partner"]) == {"China"}
    thousands = read(WITS.replace("Trade (US$ Mil)", "Trade (US$ Thousand)"))
    assert values(thousands, "kazakhstan-china-exports")["2014-01-01", "2014-12-31"] == 9_799_420.0
    with pytest.raises(SeriesError, match=r"no total row \(All Products\)"):
        read(WITS.replace("All Products", "Fuels"))


def test_wdi_has_no_partner_and_its_unit_in_the_name_of_the_indicator() -> None:
    frame = read(WDI, reporter="kazakhstan")
    assert values(frame, "kazakhstan-exports-of-goods-and-services-current-us") == {
        ("2022-01-01", "2022-12-31"): 94_000_000_000.5, ("2023-01-01", "2023-12-31"): 9e10,
    }  # fmt: skip
    assert dict(zip(frame["measure"], frame["unit"], strict=True)) == {
        "Exports of goods and services (current US$)": "current US$", "Trade (% of GDP)": "% of GDP",
    }  # fmt: skip
    assert set(frame["partner"]) == {""}
    assert set(frame["flow"]) == {""}
    with pytest.raises(SeriesError, match="Nothing has the partner “China”; the file names no partner"):
        read(WDI, partner="China")


def test_mirror_flows_of_two_reporters_are_never_added() -> None:
    rows = [
        f"C,A,2019,52,2019,{reporter},X,{partner},0,TOTAL,C00,0,5,5\n"
        for reporter, partner in (("398,KAZ,Kazakhstan", "156,CHN,China"), ("156,CHN,China", "398,KAZ,Kazakhstan"))
    ]
    head = COMTRADE_HEAD.replace("flowDesc,", "").replace("cifvalue,", "")
    assert list(read(head + "".join(rows))["flow"]) == ["exports", "exports"]
