// Fits the page to the paper before it is printed, and puts its address and the day into the foot of every sheet.
// The layout stays as it stands on the screen: charts are not drawn anew for paper, so the page shrinks as a whole.

// What A4 and Letter have in common, less their margins, in CSS pixels.
const SHEET_WIDTH = 703;
const SHEET_HEIGHT = 940;
const HEADINGS = 240; // what stays with a chart: the page's, a section's and its own head, and its sources
const TEXT_SIZE = 12.5;
const ADDRESS_LINE = 100;
const ADDRESS_LINES = 3;
const prepared = new CSSStyleSheet();
document.adoptedStyleSheets.push(prepared);

// A CSS string in which every sign that might end it, or escape from it, is written as its code point.
function quoted(text) {
  const signs = [...text].map(sign => (/[\w .,:/?&=%+-]/.test(sign) ? sign : `\\${sign.codePointAt(0).toString(16)} `));
  return `"${signs.join("")}"`;
}

function contentWidth(block) {
  const { paddingLeft, paddingRight } = getComputedStyle(block);
  return block.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
}

const sideBySide = row => getComputedStyle(row).flexDirection === "row";

function keepColumns(row) {
  row.style.setProperty("--atlas-print-columns", sideBySide(row) ? "flex" : "block");
  row.style.setProperty("--atlas-print-gap", getComputedStyle(row).columnGap);
  row.style.setProperty("--atlas-print-break", sideBySide(row) ? "avoid" : "auto");
  for (const column of row.children) column.style.setProperty("--atlas-print-column", `${column.offsetWidth}px`);
}

function fit(element, height, room) {
  element.style.setProperty("--atlas-print-fit", Math.min(1, room / height));
}

// Measured without widgets, and with the text as large as it will be printed.
function fitToSheet(rows, plots, zoom) {
  const widgets = ["stButtonGroup", "stWidgetLabel", "stPageLink"].map(name => `[data-testid="${name}"]`);
  const hidden = `[data-testid="stElementContainer"]:has(${widgets}){display:none!important}`;
  prepared.replaceSync(`:root{font-size:${TEXT_SIZE / zoom}px!important}${hidden}`);
  for (const row of rows) fit(row, row.offsetHeight * zoom, SHEET_HEIGHT);
  for (const plot of plots) fit(plot, plot.offsetHeight * zoom, SHEET_HEIGHT - HEADINGS);
}

function foot() {
  const day = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  const lines = location.href.match(new RegExp(`.{1,${ADDRESS_LINE}}`, "g"));
  const told = lines.slice(0, ADDRESS_LINES).map(quoted).join(' "\\a " ') + (lines[ADDRESS_LINES] ? ' "…"' : "");
  const look = 'color:#5b6b75;font:9px/1.35 "Source Sans",sans-serif;vertical-align:top;padding-top:4mm;white-space:pre';
  return (
    `@page{@bottom-left{content:${told};width:76%;text-align:left;${look}}` +
    `@bottom-right{content:${quoted(day)} ", page " counter(page) " of " counter(pages);width:24%;` +
    `text-align:right;${look}}}`
  );
}

addEventListener("beforeprint", () => {
  const block = document.querySelector('[data-testid="stMainBlockContainer"]');
  if (!block) return;
  const width = Math.max(contentWidth(block), SHEET_WIDTH);
  const zoom = SHEET_WIDTH / width;
  const rows = [...block.querySelectorAll('[data-testid="stHorizontalBlock"]')];
  rows.forEach(keepColumns);
  fitToSheet(rows.filter(sideBySide), block.querySelectorAll('[class*="st-key-plot-"]'), zoom);
  const sizes = `--atlas-print-width:${width}px;--atlas-print-zoom:${zoom};--atlas-print-text:${TEXT_SIZE / zoom}px`;
  prepared.replaceSync(`:root{${sizes}}${foot()}`);
});
