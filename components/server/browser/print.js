// Draws charts and maps anew for the paper, and puts the page's address and the day into the foot of every sheet.

// What A4 and Letter have in common, less their margins, in CSS pixels.
const SHEETS = { portrait: { width: 703, height: 940 }, landscape: { width: 965, height: 684 } };
const HEADINGS = 280; // what stays with a chart: the page's, a section's and its own head, and its sources
const GAP = 18;
const MAP_WIDTH = 1000; // whose names need as much
const LEGEND = 110;
const ADDRESS_LINE = 100;
const ADDRESS_LINES = 3;
const prepared = new CSSStyleSheet();
document.adoptedStyleSheets.push(prepared);

// A CSS string in which every sign that might end it, or escape from it, is written as its code point.
function quoted(text) {
  const signs = [...text].map(sign => (/[\w .,:/?&=%+-]/.test(sign) ? sign : `\\${sign.codePointAt(0).toString(16)} `));
  return `"${signs.join("")}"`;
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
  const width = chart.data.map ? MAP_WIDTH : shares[0][1];
  globalThis.atlasCharts.drawOnPaper(chart, width);
  for (const [name, share, height] of shares) {
    const room = height - HEADINGS - (chart.data.map ? LEGEND : 0);
    const fit = Math.min(share / width, room / parseFloat(chart.element.style.height));
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

const drawnCharts = () => [...globalThis.atlasCharts.charts.values()].filter(chart => chart.drawn);

addEventListener("beforeprint", () => {
  drawnCharts().forEach(putOnPaper);
  prepared.replaceSync(foot());
});

addEventListener("afterprint", () => {
  for (const chart of drawnCharts()) {
    chart.onPaper = false;
    globalThis.atlasCharts.draw(chart);
  }
});
