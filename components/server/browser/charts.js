// Draws the figure of each chart in the page's own colours, lets marks be reached by pointer and keyboard, and tells
// what each one is. Streamlit's component (panels/plot) hands over what is to be drawn, and runs again on a new theme.

const STILL = matchMedia("(prefers-reduced-motion: reduce)");
const MOTION = { duration: 350, easing: "cubic-in-out" };
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

// The marks that have evidence, in the order in which they are read: across a time axis, else downwards.
function marksOf(element) {
  const found = [];
  for (const point of element.querySelectorAll(".scatterlayer .points > path, .barlayer .point > path")) {
    const datum = point.__data__ ?? point.parentElement.__data__;
    const group = point.closest(".trace").__data__;
    const curve = group?.[0]?.trace?.index;
    const trace = element.data[curve];
    const place = (Array.isArray(datum) ? datum[0] : datum)?.i;
    const id = trace?.customdata?.[place]?.[0];
    if (id === undefined) continue;
    point.dataset.figure = id;
    const told = words(one(trace.meta, place) ?? "");
    found.push({ id, curve, place, point, told, box: point.getBoundingClientRect() });
  }
  const downwards = element.layout.yaxis?.visible === false || found.some(mark => element.data[mark.curve].orientation === "h");
  const [first, second] = downwards ? ["top", "left"] : ["left", "top"];
  return found.sort((one, other) => one.box[first] - other.box[first] || one.box[second] - other.box[second]);
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
  const among = [...new Set(chart.marks.map(mark => mark.id))];
  document.dispatchEvent(new CustomEvent("atlas:open", { detail: { id, among, from: chart.element } }));
}

const KEYS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };

function go(chart, place) {
  const last = chart.marks.length - 1;
  chart.at = Math.min(Math.max(0, place), last);
  chart.element.setAttribute("aria-activedescendant", chart.options[chart.at].id);
  chart.options.forEach((option, at) => option.setAttribute("aria-selected", at === chart.at));
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
  return first && chart.marks.find(mark => mark.curve === first.curveNumber && mark.place === first.pointNumber);
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
    if (mark) open(chart, mark.id);
  });
  element.addEventListener("keydown", event => onKey(chart, event));
  element.addEventListener("blur", hush);
}

async function draw(chart, width = chart.element.clientWidth) {
  const Plotly = await plotly();
  if (!width || !chart.element.isConnected) return;
  const figure = onPage(recoloured(chart.data), width);
  if (chart.drawn && !STILL.matches) figure.layout.transition = MOTION;
  chart.element.style.height = `${figure.layout.height}px`;
  await Plotly.react(chart.plot, figure.data, figure.layout, SETTINGS);
  if (!chart.drawn) listen(chart);
  chart.drawn = true;
  chart.width = width;
  chart.marks = marksOf(chart.plot);
  chart.at = -1;
  listed(chart, chart.data.figure.layout.meta.alternative);
  chart.element.dataset.drawn = "";
}

const resized = new ResizeObserver(entries => {
  for (const { target, contentRect } of entries) {
    const chart = charts.get(target);
    if (chart && chart.drawn && Math.abs(contentRect.width - chart.width) >= 1) draw(chart, contentRect.width);
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
    charts.set(element, { element, plot, list, name: `atlas-${key ?? charts.size}`, marks: [], options: [], at: -1 });
    resized.observe(element);
  }
  const chart = charts.get(element);
  chart.data = data;
  draw(chart);
  return () => {
    hush();
    resized.unobserve(element);
    charts.delete(element);
    globalThis.Plotly?.purge(chart.plot);
  };
}

globalThis.atlasCharts = { stand, charts, plotly, recoloured, draw };
