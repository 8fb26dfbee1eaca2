// Draws the figure of each chart in the page's own colours, lets marks be reached by pointer and keyboard, and tells
// what each one is. Streamlit's component (panels/plot) hands over what is to be drawn, and runs again on a new theme.

const STILL = matchMedia("(prefers-reduced-motion: reduce)");
const MOTION = { duration: 350, easing: "ease-in-out" };
const SETTINGS = { displayModeBar: false, responsive: false, showTips: false };
const charts = new Map(); // the element of each chart that stands, with what it shows

let library;
// Plotly comes with the first chart, from the address that the page names.
function plotly() {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = document.querySelector('meta[name="atlas-plotly"]').content;
    script.onload = () => resolve(globalThis.Plotly);
    script.onerror = reject;
    document.head.append(script);
  });
  return library;
}
// Where the page will need charts, it is made ready while the page itself is.
if (document.querySelector('link[rel="preload"][as="script"]')) plotly();

const isDark = () => getComputedStyle(document.querySelector('[data-testid="stApp"]')).colorScheme === "dark";

function recoloured(data) {
  const figure = structuredClone(data.figure);
  if (data.white || !isDark()) return figure;
  for (const [path, value] of data.dark) {
    const parent = path.slice(0, -1).reduce((part, name) => part[name], figure);
    parent[path.at(-1)] = value;
  }
  return figure;
}

// Title, sources and filters stand in the page around the chart, not inside as in its picture.
function onPage(figure, width) {
  const { layout } = figure;
  const { frame_top: top, frame_bottom: bottom } = layout.meta;
  layout.margin = { ...layout.margin, t: layout.margin.t - top, b: layout.margin.b - bottom };
  layout.height -= top + bottom;
  layout.width = width;
  delete layout.title;
  layout.annotations = (layout.annotations ?? []).filter(one => one.name !== "footer");
  // What Plotly would say of a mark is said by a tooltip of ours, which the keyboard brings up as well.
  for (const trace of figure.data) {
    trace.meta = trace.hovertemplate;
    delete trace.hovertemplate;
    trace.hoverinfo = trace.hoverinfo === "skip" ? "skip" : "none";
  }
  return figure;
}

function words(template) {
  const [told] = template.split("<extra>");
  return told.split("<br>").map(line => new DOMParser().parseFromString(line, "text/html").body.textContent);
}

const one = (value, place) => (Array.isArray(value) ? value[place] : value);

// What stands within a letter's width of one line is read as one line: across a time axis columns, else rows.
const ONE_LINE = 10;

function inReadingOrder(marks, downwards) {
  const middle = ({ box }) => [box.x + box.width / 2, box.y + box.height / 2];
  const places = new Map(marks.map(mark => [mark, downwards ? middle(mark).reverse() : middle(mark)]));
  const [along, across] = [0, 1].map(axis => (one, other) => places.get(one)[axis] - places.get(other)[axis]);
  const lines = [];
  for (const mark of marks.sort(along)) {
    const line = lines.at(-1);
    if (line && along(mark, line[0]) <= ONE_LINE) line.push(mark);
    else lines.push([mark]);
  }
  return lines.flatMap(line => line.sort(across));
}

// Every point that has evidence; a point may stand for several figures, and a line of the map has many points.
function pointsOf(element) {
  const found = [];
  const { x, y } = element.getBoundingClientRect();
  for (const point of element.querySelectorAll(".scatterlayer .points > path, .barlayer .point > path")) {
    const datum = point.__data__ ?? point.parentElement.__data__;
    const group = point.closest(".trace").__data__;
    const curve = group?.[0]?.trace?.index;
    const trace = element.data[curve];
    const place = (Array.isArray(datum) ? datum[0] : datum)?.i;
    const ids = trace?.customdata?.[place] ?? [];
    if (!ids.length) continue;
    point.dataset.figure = ids[0];
    const told = words(one(trace.meta, place) ?? "");
    const { left, top, width, height } = point.getBoundingClientRect();
    found.push({ id: ids[0], ids, curve, place, point, told, box: { x: left - x, y: top - y, width, height } });
  }
  return found;
}

// The points that the keyboard goes through: one for each mark, in the order in which they are read.
function marksOf(points, { data, layout }) {
  const same = Map.groupBy(points, ({ id, curve }) => `${id} ${curve}`);
  const marks = new Map([...same.values()].map(each => [each[0].id, each[Math.floor(each.length / 2)]]));
  const downwards = layout.yaxis?.visible === false || points.some(({ curve }) => data[curve].orientation === "h");
  return inReadingOrder([...marks.values()], downwards);
}

// Marks that a change has moved glide from where they stood.
function glide(before, marks) {
  const stood = new Map(before.map(mark => [mark.id, mark.box]));
  for (const { id, point, box } of marks) {
    const old = stood.get(id);
    if (!old || !box.width || !box.height) continue;
    const start = { translate: `${old.x - box.x}px ${old.y - box.y}px`, scale: "1 1" };
    if (point.closest(".barlayer")) start.scale = `${old.width / box.width} ${old.height / box.height}`;
    if (start.translate === "0px 0px" && start.scale === "1 1") continue;
    const fixed = { transformBox: "fill-box", transformOrigin: "0 0" };
    point.animate([{ ...start, ...fixed }, { translate: "0px 0px", scale: "1 1", ...fixed }], MOTION);
  }
}

const tooltip = document.createElement("div");
tooltip.className = "atlas-tooltip";
tooltip.setAttribute("role", "tooltip");
tooltip.hidden = true;
document.body.append(tooltip);

function tell(mark) {
  const box = mark.point.getBoundingClientRect();
  tooltip.replaceChildren(
    ...mark.told.map((line, place) => Object.assign(document.createElement(place ? "p" : "b"), { textContent: line })),
  );
  tooltip.hidden = false;
  const { offsetWidth: width, offsetHeight: height } = tooltip;
  const left = Math.min(Math.max(8, box.left + box.width / 2 - width / 2), innerWidth - width - 8);
  const above = box.top - height - 10;
  tooltip.style.translate = `${left}px ${above > 8 ? above : box.bottom + 10}px`;
  point(mark.id);
}

function hush() {
  tooltip.hidden = true;
  point("");
}

// What is pointed at anywhere is said to the whole page, which lights it up wherever it stands.
function point(figure) {
  document.dispatchEvent(new CustomEvent("atlas:point", { detail: { figure } }));
}

function open(chart, id) {
  const among = [...new Set(chart.marks.flatMap(mark => mark.ids))];
  document.dispatchEvent(new CustomEvent("atlas:open", { detail: { id, among, from: chart.element } }));
}

const ROOM_ABOVE = 80; // the page's own bar lies over what is scrolled under it
const KEYS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };

function select(chart, place) {
  chart.at = place;
  chart.element.setAttribute("aria-activedescendant", chart.options[place]?.id ?? "");
  chart.options.forEach((option, at) => option.setAttribute("aria-selected", at === place));
}

function go(chart, place) {
  select(chart, Math.min(Math.max(0, place), chart.marks.length - 1));
  const { point } = chart.marks[chart.at];
  const { top, bottom } = point.getBoundingClientRect();
  if (top < ROOM_ABOVE || bottom > innerHeight) point.scrollIntoView({ block: "center", behavior: "instant" });
  tell(chart.marks[chart.at]);
}

function onKey(chart, event) {
  if (!chart.marks.length || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key in KEYS) go(chart, chart.at < 0 && Number.isFinite(KEYS[event.key]) ? 0 : chart.at + KEYS[event.key]);
  else if (["Enter", " "].includes(event.key) && chart.at >= 0) open(chart, chart.marks[chart.at].id);
  else if (event.key === "Escape" && !tooltip.hidden) hush();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

// The marks as a list of options, which is read out; the drawing itself is not.
function listed(chart, alternative) {
  chart.list.replaceChildren(
    ...chart.marks.map((mark, place) => {
      const option = document.createElement("div");
      option.id = `${chart.name}-mark-${place}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.textContent = mark.told.join(", ");
      return option;
    }),
  );
  chart.options = [...chart.list.children];
  chart.element.setAttribute("aria-label", alternative);
  chart.element.setAttribute("role", chart.marks.length ? "listbox" : "img");
}

function markAt(chart, event) {
  const [first] = event.points;
  return first && chart.points.find(mark => mark.curve === first.curveNumber && mark.place === first.pointNumber);
}

function listen(chart) {
  const { element, plot } = chart;
  plot.on("plotly_hover", event => {
    const mark = markAt(chart, event);
    if (mark) tell(mark);
    plot.style.cursor = mark ? "pointer" : "";
  });
  plot.on("plotly_unhover", hush);
  plot.on("plotly_click", event => {
    const mark = markAt(chart, event);
    if (!mark || chart.answered) return;
    chart.answered = true;
    open(chart, mark.id);
  });
  // Plotly hears a tap twice, and takes a finger that goes on to scroll the page for one.
  for (const type of ["pointerdown", "pointercancel"]) {
    element.addEventListener(type, () => (chart.answered = type === "pointercancel"), true);
  }
  listenToKeys(chart);
}

function listenToKeys(chart) {
  chart.element.addEventListener("keydown", event => onKey(chart, event));
  chart.element.addEventListener("blur", hush);
}

const drawMap = (chart, width) => globalThis.atlasMaps.draw(chart, width);

// Draws at once: a printer does not wait.
function put(chart, figure) {
  chart.element.style.height = `${figure.layout.height}px`;
  return globalThis.Plotly.react(chart.plot, figure.data, figure.layout, SETTINGS);
}

// Draws on light paper, until the chart is drawn as the page has it again.
function drawOnPaper(chart, width) {
  chart.onPaper = true;
  chart.written = "";
  if (chart.data.map) {
    chart.repaint = true;
    drawMap(chart, width);
    return;
  }
  put(chart, onPage(recoloured({ ...chart.data, white: true }), width));
}

async function draw(chart, width = chart.element.clientWidth) {
  if (chart.data.map) {
    if (!width || chart.onPaper) return;
    await drawMap(chart, width);
    stands(chart);
    return;
  }
  await plotly();
  if (!width || !chart.element.isConnected || chart.onPaper) return;
  const figure = onPage(recoloured(chart.data), width);
  const written = JSON.stringify(figure);
  if (written === chart.written) return;
  chart.written = written;
  await put(chart, figure);
  if (!chart.drawn) listen(chart);
  chart.drawn = true;
  const before = chart.marks;
  chart.points = pointsOf(chart.plot);
  chart.marks = marksOf(chart.points, chart.plot);
  if (width === chart.width && !STILL.matches) glide(before, chart.marks);
  chart.width = width;
  stands(chart, before);
}

function stands(chart, before = chart.marks) {
  if (!chart.drawn && chart.data.map) listenToKeys(chart);
  chart.drawn = true;
  listed(chart, chart.data.figure.layout.meta.alternative);
  select(chart, chart.marks.findIndex(mark => mark.id === before[chart.at]?.id));
  chart.element.dataset.drawn = "";
}

const resized = new ResizeObserver(entries => {
  for (const { target, contentRect } of entries) {
    const chart = charts.get(target);
    const width = Math.round(contentRect.width);
    if (chart && width !== chart.width) draw(chart, width);
  }
});

function stand(component) {
  const { parentElement: parent, data, key } = component;
  let element = parent.querySelector(".atlas-chart");
  if (!element) {
    element = document.createElement("div");
    element.className = "atlas-chart";
    element.tabIndex = 0;
    const [plot, list] = ["div", "div"].map(tag => document.createElement(tag));
    plot.setAttribute("aria-hidden", "true");
    list.className = "atlas-unseen";
    element.append(plot, list);
    parent.append(element);
    charts.set(element, { element, plot, list, name: `atlas-${key ?? charts.size}`, width: 0, points: [], marks: [], options: [], at: -1 });
    resized.observe(element);
  }
  const chart = charts.get(element);
  chart.data = data;
  chart.repaint = true;
  chart.element.classList.toggle("atlas-on-white", data.white);
  document.dispatchEvent(new CustomEvent("atlas:chart", { detail: chart }));
  draw(chart);
  return () => {
    hush();
    resized.unobserve(element);
    charts.delete(element);
    if (!chart.map) globalThis.Plotly?.purge(chart.plot);
    chart.map?.buttons.remove();
    chart.map?.leaving.abort();
    element.remove();
    chart.picture.remove();
  };
}

globalThis.atlasCharts = { stand, charts, plotly, recoloured, draw, drawOnPaper, tell, hush, open };
