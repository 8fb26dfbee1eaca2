"""Countries and the world by the names and codes under which the layouts print them."""

from collections.abc import Iterable

import pandas as pd

from components.series.sheets import SeriesError, listed, one_line

WORLD = "World"
# One area a row: its ISO codes, its number in M49, its names. Others are found only as a file prints them.
_AREAS = (
    ("WLD", "W00", "G001", "0", WORLD, "All countries"),
    ("KZ", "KAZ", "398", "Kazakhstan", "Kazakhstan, Rep. of", "Kazakhstan, Republic of"),
    ("CN", "CHN", "156", "China", "China, P.R.: Mainland", "China, People's Republic of", "China, mainland"),
    (
        "HK", "HKG", "344", "Hong Kong", "China, Hong Kong SAR", "China, P.R.: Hong Kong", "Hong Kong, China",
        "Hong Kong SAR, China", "Hong Kong Special Administrative Region, People's Republic of China",
    ),
    (
        "MO", "MAC", "446", "Macao", "China, Macao SAR", "China, P.R.: Macao", "Macao SAR, China",
        "Macao Special Administrative Region, People's Republic of China",
    ),
    ("RU", "RUS", "643", "Russia", "Russian Federation"),
    ("KG", "KGZ", "417", "Kyrgyzstan", "Kyrgyz Republic", "Kyrgyz Rep."),
    ("UZ", "UZB", "860", "Uzbekistan", "Uzbekistan, Rep. of", "Uzbekistan, Republic of"),
    ("TJ", "TJK", "762", "Tajikistan", "Tajikistan, Rep. of", "Tajikistan, Republic of"),
    ("TM", "TKM", "795", "Turkmenistan"),
    ("AZ", "AZE", "31", "Azerbaijan", "Azerbaijan, Rep. of", "Azerbaijan, Republic of"),
    ("GE", "GEO", "268", "Georgia"),
    ("BY", "BLR", "112", "Belarus", "Belarus, Rep. of", "Belarus, Republic of"),
    ("TR", "TUR", "792", "Turkey", "Türkiye", "Türkiye, Rep of", "Türkiye, Republic of", "Turkiye"),
    ("IR", "IRN", "364", "Iran", "Iran, Islamic Rep. of", "Iran, Islamic Republic of", "Iran, Islamic Rep."),
    ("MN", "MNG", "496", "Mongolia"),
    ("IN", "IND", "699", "India"),
    ("JP", "JPN", "392", "Japan"),
    ("KR", "KOR", "410", "South Korea", "Rep. of Korea", "Korea, Rep. of", "Korea, Rep.", "Korea, Republic of"),
    ("DE", "DEU", "276", "Germany"),
    ("FR", "FRA", "251", "France"),
    ("IT", "ITA", "380", "Italy"),
    ("NL", "NLD", "528", "Netherlands", "Netherlands, The"),
    ("CH", "CHE", "757", "Switzerland"),
    ("GB", "GBR", "826", "United Kingdom"),
    ("US", "USA", "842", "United States", "United States of America", "USA"),
    ("PL", "POL", "616", "Poland"),
    ("UA", "UKR", "804", "Ukraine"),
)  # fmt: skip


def key(text: str) -> str:
    """Return a name or code in the form in which it is compared: in lower case, numbers without leading zeros."""
    plain = " ".join(text.split()).casefold()
    return (plain.lstrip("0") or "0") if plain.isdigit() else plain


_GROUPS = {key(word): frozenset(map(key, row)) for row in _AREAS for word in row}


def chosen(rows: pd.DataFrame, reporter: str, partner: str, numbers: str) -> pd.DataFrame:
    """Return the rows of a reporter and of a partner (each blank for any), by name, ISO code or number.

    `rows` has `reporter, reporter_codes, partner, partner_codes`; `numbers` is the list that its numeric codes are of,
    M49 or IMF. The world is left out beside other partners of a reporter, unless it is asked for. Raises SeriesError
    with what there is, if nothing is left.
    """
    for side, asked in (("reporter", reporter), ("partner", partner)):
        if not asked.strip():
            continue
        kept = rows[_matches(rows, side, asked, numbers)]
        if kept.empty:
            there = [name for name in rows[side].unique() if name]
            named = f"there are: {listed(there)}" if there else f"the file names no {side}"
            raise SeriesError(f"Nothing has the {side} “{one_line(asked, 60)}”; {named}.")
        rows = kept
    if partner.strip():
        return rows
    world = _matches(rows, "partner", WORLD, numbers)
    return rows[~world | ~rows["reporter"].isin(rows.loc[~world, "reporter"].unique())]


def _matches(rows: pd.DataFrame, side: str, asked: str, numbers: str) -> pd.Series:
    wanted = _words(asked, numbers)
    printed = rows[side] + "\n" + rows[f"{side}_codes"]
    found = {text: not wanted.isdisjoint(map(key, text.split("\n"))) for text in printed.unique()}
    return printed.map(found).astype(bool)


def _words(asked: str, numbers: str) -> set[str]:
    """Return what an area is printed as: a number is looked up among those of M49, unless the file has its own."""
    word = key(asked)
    alike: Iterable[str] = _GROUPS.get(word, ())
    if word.isdigit() and numbers == "IMF":
        alike = ()
    return {word} | {each for each in alike if numbers == "M49" or not each.isdigit()}
