// Fits the page to the paper before it is printed, and puts its address and the day into the foot of every sheet.
// The layout stays as it stands on the screen: charts are not drawn anew for paper, so the page shrinks as a whole.

// What A4 and Letter have in common, less their margins, in CSS pixels.
const SHEETS = { portrait: { width: 703, height: 940 }, landscape: { width: 965, height: 684 } };
const HEADINGS = 240; // what stays with a chart: the page's, a section's and its own head, and its sources
const TEXT_SIZE = 12.5;
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

const legendHeight = drawing =>
  drawing.closest('[class*="st-key-frame-"]')?.querySelector(".atlas-legend")?.offsetHeight ?? 0;

// Measured without widgets, and with the text as large as it will be printed.
function fitToSheet(block, width, [name, sheet]) {
  const zoom = Math.min(1, sheet.width / width);
  const fit = (element, height, room) =>
    element.style.setProperty(`--atlas-print-fit-${name}`, Math.min(1, room / (height * zoom)));
  const widgets = ["stButtonGroup", "stWidgetLabel", "stPageLink"].map(widget => `[data-testid="${widget}"]`);
  const hidden = `[data-testid="stElementContainer"]:has(${widgets}){display:none!important}`;
  prepared.replaceSync(`:root{font-size:${TEXT_SIZE / zoom}px!important}${hidden}`);
  for (const row of block.querySelectorAll('[data-testid="stHorizontalBlock"]'))
    if (sideBySide(row)) fit(row, row.offsetHeight, sheet.height);
  const drawings = `[class*="st-key-plot-"],[data-testid="stElementContainer"]:has(${MAP})`;
  for (const drawing of block.querySelectorAll(drawings))
    fit(drawing, drawing.offsetHeight, sheet.height - HEADINGS - legendHeight(drawing) * zoom);
  return `--atlas-print-width:${width}px;--atlas-print-zoom:${zoom};--atlas-print-text:${TEXT_SIZE / zoom}px`;
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

addEventListener("beforeprint", () => {
  const block = document.querySelector('[data-testid="stMainBlockContainer"]');
  if (!block) return;
  block.querySelectorAll(MAP).forEach(copyMap);
  const width = Math.max(contentWidth(block), SHEETS.portrait.width);
  block.querySelectorAll('[data-testid="stHorizontalBlock"]').forEach(keepColumns);
  const [upright, across] = Object.entries(SHEETS).map(sheet => fitToSheet(block, width, sheet));
  prepared.replaceSync(`:root{${upright}}@media (orientation:landscape){:root{${across}}}${foot()}`);
});
