// Draws charts anew for the paper, copies maps, and puts the page's address and the day into the foot of every sheet.

// What A4 and Letter have in common, less their margins, in CSS pixels.
const SHEETS = { portrait: { width: 703, height: 940 }, landscape: { width: 965, height: 684 } };
const HEADINGS = 280; // what stays with a chart: the page's, a section's and its own head, and its sources
const GAP = 18;
const MAP_WIDTH = 1000; // of a map as a chart, whose names need as much
const STILL = 600; // milliseconds in which a map that stands does not change
const ADDRESS_LINE = 100;
const ADDRESS_LINES = 3;
const MAP = '[data-testid="stDeckGlJsonChart"]';
const prepared = new CSSStyleSheet();
document.adoptedStyleSheets.push(prepared);

// A CSS string in which every sign that might end it, or escape from it, is written as its code point.
function quoted(text) {
  const signs = [...text].map(sign => (/[\w .,:/?&=%+-]/.test(sign) ? sign : `\\${sign.codePointAt(0).toString(16)} `));
  return `"${signs.join("")}"`;
}

function copied(drawn, width, height) {
  const copy = document.createElement("canvas");
  Object.assign(copy, { width, height, className: "atlas-printed-map" });
  if (drawn.width) copy.getContext("2d").drawImage(drawn, 0, 0, width, height);
  return copy;
}

// A map is drawn anew when its place changes, too late for the paper: what is printed is a copy of what was seen.
function copyMap(map) {
  map.querySelector(".atlas-printed-map")?.remove();
  const drawn = map.querySelector("canvas");
  if (drawn?.width) map.append(copied(drawn, drawn.width, drawn.height));
}

const look = drawn => copied(drawn, 320, 200).toDataURL();

// The symbols reach a map after its ground; one that is never drawn is not waited for without end.
async function mapsStand() {
  const blank = look(document.createElement("canvas"));
  for (let before = "", looks = 10; looks; looks -= 1) {
    const now = [...document.querySelectorAll(`${MAP} canvas`)].map(look);
    if (!now.includes(blank) && now.join() === before) return;
    before = now.join();
    await new Promise(wake => setTimeout(wake, STILL));
  }
}

// How many charts stand side by side, of which each has its share of the sheet; inputs are not printed.
function abreast({ element }) {
  const row = element.closest('[data-testid="stHorizontalBlock"]:not(.st-key-columns-pace *)');
  return row ? row.children.length : 1;
}

// On light paper, at the width of an upright sheet; as much larger or smaller, as a whole, as the sheet takes.
function putOnPaper(chart) {
  const count = abreast(chart);
  const sheets = Object.entries(SHEETS);
  const shares = sheets.map(([name, { width, height }]) => [name, (width + GAP) / count - GAP, height]);
  const width = chart.data.figure.layout.yaxis?.scaleanchor ? MAP_WIDTH : shares[0][1];
  globalThis.atlasCharts.drawOnPaper(chart, width);
  for (const [name, share, height] of shares) {
    const fit = Math.min(share / width, (height - HEADINGS) / parseFloat(chart.element.style.height));
    chart.element.style.setProperty(`--atlas-print-fit-${name}`, fit);
  }
}

function foot() {
  const day = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  const lines = location.href.match(new RegExp(`.{1,${ADDRESS_LINE}}`, "g"));
  const address = lines.slice(0, ADDRESS_LINES).map(quoted).join(' "\\a " ') + (lines[ADDRESS_LINES] ? ' "…"' : "");
  const look = 'color:#5b6b75;font:9px/1.35 "Source Sans",sans-serif;vertical-align:top;padding-top:4mm;white-space:pre';
  return (
    `@page{@bottom-left{content:${address};width:76%;text-align:left;${look}}` +
    `@bottom-right{content:${quoted(day)} ", page " counter(page) " of " counter(pages);width:24%;` +
    `text-align:right;${look}}}`
  );
}

addEventListener("keydown", event => {
  const asked = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key === "p";
  if (!asked || !document.querySelector(MAP)) return;
  event.preventDefault();
  mapsStand().then(() => print());
});

const drawnCharts = () => [...globalThis.atlasCharts.charts.values()].filter(chart => chart.drawn);

addEventListener("beforeprint", () => {
  document.querySelectorAll(MAP).forEach(copyMap);
  drawnCharts().forEach(putOnPaper);
  prepared.replaceSync(foot());
});

addEventListener("afterprint", () => {
  for (const chart of drawnCharts()) {
    chart.onPaper = false;
    globalThis.atlasCharts.draw(chart);
  }
});
