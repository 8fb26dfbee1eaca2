"""A file of each layout with its traps; figures are invented, or published (Kazakhstan and China, 2010 to 2019)."""

COMTRADE_HEAD = (
    "typeCode,freqCode,refYear,refMonth,period,reporterCode,reporterISO,reporterDesc,flowCode,flowDesc,partnerCode,"
    "partnerISO,partnerDesc,partner2Code,cmdCode,customsCode,motCode,cifvalue,fobvalue,primaryValue\n"
)
# Of 2019, imports are 6.57 bn; by goods, transport, procedure and second partner they come again in part.
COMTRADE = (
    COMTRADE_HEAD + "C,A,2019,52,2019,398,KAZ,Kazakhstan,X,Export,156,CHN,China,0,TOTAL,C00,0,,7820000000,7820000000\n"
    "C,A,2019,52,2019,398,KAZ,Kazakhstan,M,Import,156,CHN,China,0,TOTAL,C00,0,6570000000,,6570000000\n"
    "C,A,2019,52,2019,398,KAZ,Kazakhstan,M,Import,156,CHN,,0,TOTAL,C00,2100,4000000000,,4000000000\n"
    "C,A,2019,52,2019,398,KAZ,Kazakhstan,M,Import,156,CHN,,0,TOTAL,C00,3200,2570000000,,2570000000\n"
    "C,A,2019,52,2019,398,KAZ,Kazakhstan,M,Import,156,CHN,,344,TOTAL,C00,0,500000000,,500000000\n"
    "C,A,2019,52,2019,398,KAZ,Kazakhstan,M,Import,156,CHN,,0,TOTAL,C07,0,900000000,,900000000\n"
    "C,A,2019,52,2019,398,KAZ,Kazakhstan,M,Import,156,CHN,,0,84,C00,0,2000000000,,2000000000\n"
    "C,M,2019,1,201901,398,KAZ,Kazakhstan,M,Import,156,CHN,China,0,TOTAL,C00,0,450000000,,450000000\n"
    "C,A,2019,52,2019,398,KAZ,Kazakhstan,RX,Re-export,156,CHN,China,0,TOTAL,C00,0,,9000000,9000000\n"
    "C,A,2019,52,2019,398,KAZ,,X,Export,344,HKG,,0,TOTAL,C00,0,,30000000,30000000\n"
    "C,A,2019,52,2019,398,KAZ,Kazakhstan,X,Export,0,W00,World,0,TOTAL,C00,0,,57000000000,57000000000\n"
)
IMTS_HEAD = (
    "STRUCTURE[;],STRUCTURE_ID,ACTION,COUNTRY,INDICATOR,COUNTERPART_COUNTRY,FREQUENCY,TIME_PERIOD,OBS_VALUE,SCALE\n"
)
IMTS = IMTS_HEAD + "".join(
    f"dataflow,IMF.STA:IMTS(1.0.0),R,KAZ,{rest}\n"
    for rest in (
        "XG_FOB_USD,CHN,A,2019,7823000000,6",
        "MG_CIF_USD,CHN,A,2019,6567000000,6",
        "MG_FOB_USD,CHN,A,2019,6195000000,6",
        "XG_FOB_USD,CHN,Q,2019-Q1,1800000000,6",
        "MG_FOB_USD,CHN,Q,2019-Q1,1300000000,6",
        "XG_FOB_USD,CHN,M,2019-M01,600000000,6",
        "MG_CIF_USD,CHN,M,2019-01,500000000,6",
        "MG_CIF_USD,CHN,A,2020,,6",
        "XG_FOB_USD,CHN,A,2020,9000000000,6",
        "XG_FOB_USD,G001,A,2019,57000000000,6",
    )
)
IMTS_ACROSS = (
    '"DATASET","SERIES_CODE","OBS_MEASURE","COUNTRY","INDICATOR","COUNTERPART_COUNTRY","FREQUENCY","SCALE","2018","2019",'
    '"2019-Q1","2019-M01"\n'
    '"IMF.STA:IMTS(1.0.0)","KAZ.XG_FOB_USD.CHN.A","OBS_VALUE","Kazakhstan, Republic of","Exports of goods, Free on '
    'board (FOB), US dollar","China, People\'s Republic of","Annual","Millions","6240.5","7823","",""\n'
    '"IMF.STA:IMTS(1.0.0)","KAZ.MG_CIF_USD.CHN.A","OBS_VALUE","Kazakhstan, Republic of","Imports of goods, Cost '
    'insurance freight (CIF), US dollar","China, People\'s Republic of","Annual","Millions","","6567.25","",""\n'
    '"IMF.STA:IMTS(1.0.0)","KAZ.XG_FOB_USD.CHN.M","OBS_VALUE","Kazakhstan, Republic of","Exports of goods, Free on '
    'board (FOB), US dollar","China, People\'s Republic of","Monthly","Millions","","","","600.5"\n'
)
DOTS = (
    "Country Name,Country Code,Indicator Name,Indicator Code,Counterpart Country Name,Counterpart Country Code,"
    "Time Period,Value,Status,\n"
    'Kazakhstan,916,"Goods, Value of Exports, Free on board (FOB), US Dollars",TXG_FOB_USD,"China, P.R.: Mainland",924,'
    "2019,7823000000,,\n"
    'Kazakhstan,916,"Goods, Value of Imports, Cost, Insurance, Freight (CIF), US Dollars",TMG_CIF_USD,'
    '"China, P.R.: Mainland",924,2019,6567000000,E,\n'
    'Kazakhstan,916,"Goods, Value of Imports, Free on board (FOB), US Dollars",TMG_FOB_USD,'
    '"China, P.R.: Mainland",924,2019,6195000000,,\n'
    'Kazakhstan,916,"Goods, Value of Exports, Free on board (FOB), US Dollars",TXG_FOB_USD,Canada,156,'
    "2019M1,11000000,,\n"
    'Kazakhstan,916,"Goods, Value of Exports, Free on board (FOB), US Dollars",TXG_FOB_USD,'
    '"China, P.R.: Hong Kong",532,2019Q2,,,\n'
)
PANEL = (
    '"Direction of Trade Statistics (DOTS)",,,\n'
    '"Exports, FOB to Partner Countries",,,\n'
    ",,,\n"
    ",Kazakhstan,,\n"
    ",US Dollars (Millions),,\n"
    ",,2010,2011\n"
    ',"China, P.R.: Mainland",10121.6191,16291.513411\n'
    ',"China, P.R.: Hong Kong",0.14 e,...\n'
    ',"Source: Direction of Trade Statistics",,\n'
)
WITS = (
    "Reporter,Partner,Product categories,Indicator Type,Indicator,2015,2014,2013\r\n"
    "Kazakhstan,...,...,Development,GDP (current US$ Mil),         184388.43,         221415.57,         236634.55\r\n"
    "Kazakhstan,China,All Products,Export,Trade (US$ Mil)-Top 5 Export Partner,        5480.14,        9799.42,\r\n"
    "Kazakhstan,China,All Products,Import,Trade (US$ Mil)-Top 5 Import Partner,        5087.80,,        8364.47\r\n"
    "Kazakhstan,China,All Products,Export,Partner share(%)-Top 5 Export Partner,     11.93,     12.33,     16.97\r\n"
    "Kazakhstan,World,All Products,Tariff,Duty Free Imports (US$ Thousand),        6196861.70,,\r\n"
    "Kazakhstan,World,Fuels,Export,Export(US$ Mil),          31119.56,          60700.57,          64621.31\r\n"
)
WDI = (
    '\ufeff"Data Source","World Development Indicators",\r\n\r\n"Last Updated Date","2025-07-01",\r\n\r\n'
    '"Country Name","Country Code","Indicator Name","Indicator Code","2022","2023","2024",\r\n'
    '"Kazakhstan","KAZ","Exports of goods and services (current US$)","NE.EXP.GNFS.CD","94000000000.5","9e10","",\r\n'
    '"China","CHN","Exports of goods and services (current US$)","NE.EXP.GNFS.CD","","3513000000000","",\r\n'
    '"Kazakhstan","KAZ","Trade (% of GDP)","NE.TRD.GNFS.ZS","","62.5","",\r\n'
)
PLAIN = "period,value\n2022,24.1\n2023,31.5\nJan–Sep 2023,21.7\n"
SAMPLES = {
    "UN Comtrade": COMTRADE,
    "IMF IMTS": IMTS,
    "IMF IMTS, years across": IMTS_ACROSS,
    "IMF DOTS": DOTS,
    "World Bank WITS": WITS,
    "World Bank WDI": WDI,
    "IMF DOTS, panel of a country": PANEL,
    "plain table of values": PLAIN,
}
