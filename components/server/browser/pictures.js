// The picture of every chart: drawn anew at the size that it is for, with all its words inside, as PNG, SVG or copy.

const LEAST = 9; // points of the smallest letters, as large as the picture is meant to be
const SHARP = 192; // pixels an inch, two for each of the page's
const NATURAL = 1000; // the width, in pixels, for no format
const EDGE = 16;
const LINE = 1.42; // of the size of letters
const STRETCHED = { rows: 0.15, heights: 0.8 }; // at most, of the plot: a row's name stays with its mark
const FONTS = ["Source Sans", "Source Serif"];
const OWN_FONTS = /^["']?Source /;
const XML = "http://www.w3.org/XML/1998/namespace";
// Inches wide and high; a picture for a document is as high as it needs.
const FORMATS = [
  { key: "slide", name: "Slide 16:9", of: "a slide", wide: 40 / 3, high: 7.5 },
  { key: "half", name: "Half slide", of: "half a slide", wide: 20 / 3, high: 7.5 },
  { key: "square", name: "Square", of: "a square", wide: 7.5, high: 7.5 },
  { key: "document", name: "Document", of: "a page", wide: 6.3 },
];

const pen = document.createElement("canvas").getContext("2d");

// As `chart_text` does in Python.
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const escaped = words => words.replace(/[&<>]/g, sign => ENTITIES[sign]).replaceAll("%{", "%&#123;");

// The lines of words in a room of so many pixels; what is too long for any line is cut where the room ends.
function lines(words, room) {
  const fits = line => line.length < 2 || pen.measureText(line).width <= room;
  const found = [];
  for (const word of words.split(/[ \n]+/)) {
    const joined = found.length ? `${found.at(-1)} ${word}` : word;
    if (found.length && fits(joined)) found[found.length - 1] = joined;
    else found.push(word);
    while (!fits(found.at(-1))) {
      const signs = [...found.pop()];
      let most = signs.length - 1;
      while (!fits(signs.slice(0, most).join(""))) most -= 1;
      found.push(signs.slice(0, most).join(""), signs.slice(most).join(""));
    }
  }
  return found;
}

// The lines of words in a room, none much shorter than the others.
function balanced(words, room) {
  const count = lines(words, room).length;
  while (room > 100 && lines(words, room - 20).length === count) room -= 20;
  return lines(words, room);
}

function write(words, font, family, room, wrap) {
  pen.font = `${font.weight ?? 400} ${font.size}px ${font.family ?? family}`;
  const found = words.flatMap(one => wrap(one, room));
  return [found.map(escaped).join("<br>"), found.length * font.size * LINE];
}

// The least size of letters in any part of a figure; `meta` holds words that are no markup.
function smallest(part, name = "") {
  if (typeof part === "string")
    return Math.min(...[...part.matchAll(/<span style='font-size:(\d+)/g)].map(([, size]) => size));
  if (!part || typeof part !== "object" || name === "meta") return Infinity;
  const own = /font$/.test(name) && part.size ? part.size : Infinity;
  return Math.min(own, ...Object.entries(part).map(([its, value]) => smallest(value, its)));
}

// The least share of its width that a map is high, in a room of its own height and without.
const MAP_HIGH = [0.3, 0.62];
const MAP_LETTERS = 11;

const least = data => Math.min(smallest(data.figure), data.map ? MAP_LETTERS : Infinity);

// The figure at a width, its words wrapped anew, as high as it needs; where there is more room, it fills that.
function framed(data, width, height = 0) {
  const figure = globalThis.atlasCharts.recoloured(data);
  const { layout } = figure;
  const { margin, meta, title } = layout;
  const { family } = layout.template.layout.font;
  const footer = layout.annotations.find(one => one.name === "footer");
  const room = width - margin.l - margin.r;
  const [above, axis] = data.map
    ? [0, globalThis.atlasMaps.roomBelow(data, room)]
    : [margin.t - meta.frame_top, margin.b - meta.frame_bottom];
  const plot = data.map ? room * MAP_HIGH[height ? 0 : 1] : layout.height - margin.t - margin.b;
  let head, below, foot;
  [title.text, head] = write([meta.words[0]], title.font, family, width - 2 * EDGE, balanced);
  // Of several lines, Plotly sets the first with its foot where the top of a single one would be.
  title.pad.t = EDGE + (title.text.includes("<br>") ? 0.7 * title.font.size : 0);
  [title.subtitle.text, below] = write([meta.words[1]], title.subtitle.font, family, width - 2 * EDGE, lines);
  [footer.text, foot] = write(meta.words.slice(2), footer.font, family, width - 2 * EDGE, lines);
  const needed = 2 * EDGE + head + below + above + plot + axis + 2 * EDGE + foot;
  const spare = Math.max(0, height - needed);
  const most = data.map ? Infinity : plot * STRETCHED[layout.yaxis?.visible === false ? "rows" : "heights"];
  const grown = Math.min(spare, most);
  margin.t = 2 * EDGE + head + below + above;
  margin.b = axis + spare - grown + 2 * EDGE + foot;
  footer.yshift = EDGE + foot - margin.b;
  Object.assign(layout, { width, height: needed + spare });
  if (data.map) figure.map = { data, left: margin.l, top: margin.t, width: room, height: plot + grown };
  return { figure, needed };
}

// A format with the figure in it, drawn as wide as its rows need, and no wider than its smallest letters can be read.
function fitted(data, format) {
  const { wide, high } = format;
  const widest = Math.floor((least(data) * 72 * wide) / LEAST);
  for (let width = high ? 72 * wide : widest; width <= widest; width += 8) {
    const room = high ? (width * high) / wide : Infinity;
    const { figure, needed } = framed(data, width, high ? room : 0);
    if (needed <= room) return { ...format, figure, why: "" };
  }
  return { ...format, why: `too many rows for ${format.of}` };
}

// The formats of a chart; one that fits into none is offered as large as its letters ask for.
function pictures(data) {
  const found = FORMATS.map(format => fitted(data, format));
  if (found.some(format => format.figure)) return found;
  const wide = (NATURAL * LEAST) / (least(data) * 72);
  return [...found, { name: "Full size", wide, figure: framed(data, NATURAL).figure, why: "" }];
}

async function drawing({ data, layout, map }) {
  const { width, height } = layout;
  const settings = { format: "svg", width, height, imageDataOnly: true };
  const { toImage } = await globalThis.atlasCharts.plotly();
  const svg = await toImage({ data: map ? [] : data, layout, config: { staticPlot: true } }, settings);
  if (!map) return svg;
  const light = layout.paper_bgcolor === "#ffffff" || layout.template.layout.paper_bgcolor === "#ffffff";
  await globalThis.atlasMaps.fetchGround();
  const drawn = globalThis.atlasMaps.picture(map.data, map.width, map.height, light);
  const placed = document.createElementNS("http://www.w3.org/2000/svg", "g");
  placed.setAttribute("transform", `translate(${map.left} ${map.top})`);
  placed.append(drawn);
  return svg.replace('<g class="cartesianlayer"', `${new XMLSerializer().serializeToString(placed)}$&`);
}

function readAsAddress(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

async function embedded(face) {
  const address = /url\(["']?([^"')]+)/.exec(face.cssText)[1];
  const answer = await fetch(new URL(address, face.parentStyleSheet.href ?? document.baseURI));
  return face.cssText.replace(address, await readAsAddress(await answer.blob()));
}

async function readFonts() {
  const faces = [...document.styleSheets]
    .flatMap(styles => [...styles.cssRules])
    .filter(rule => rule instanceof CSSFontFaceRule && rule.style.getPropertyValue("font-style") !== "italic")
    .filter(rule => FONTS.includes(rule.style.getPropertyValue("font-family").replaceAll(/["']/g, "")));
  return (await Promise.all(faces.map(embedded))).join("\n");
}

let fonts;

const CRC = Uint32Array.from({ length: 256 }, (_, rest) => {
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
  return rest;
});

function chunk(kind, content) {
  const bytes = new Uint8Array(content.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, content.length);
  bytes.set(new TextEncoder().encode(kind), 4);
  bytes.set(content, 8);
  const sum = bytes.subarray(4, -4).reduce((rest, byte) => CRC[(rest ^ byte) & 255] ^ (rest >>> 8), -1);
  view.setUint32(content.length + 8, ~sum);
  return bytes;
}

function resolution() {
  const content = new DataView(new ArrayBuffer(9));
  for (const place of [0, 4]) content.setUint32(place, Math.round(SHARP / 0.0254));
  content.setUint8(8, 1);
  return chunk("pHYs", new Uint8Array(content.buffer));
}

// A PNG with its resolution and its words, which stand after its head.
async function described(blob, [title, subtitle, source, ...others]) {
  const words = { Title: title, Description: subtitle, Source: source, Comment: others.join(" ") };
  const told = Object.entries(words).map(([name, text]) =>
    chunk("iTXt", new TextEncoder().encode(`${name}\0\0\0\0\0${text}`)),
  );
  return new Blob([blob.slice(0, 33), resolution(), ...told, blob.slice(33)], { type: "image/png" });
}

// An image is drawn apart from the page and cannot reach its fonts, so it brings them along.
async function photograph({ figure, wide }) {
  fonts ??= readFonts().catch(() => "");
  const { width, height, meta } = figure.layout;
  const styled = (await drawing(figure)).replace(/<svg[^>]*>/, `$&<style>${await fonts}</style>`);
  const address = URL.createObjectURL(new Blob([styled], { type: "image/svg+xml" }));
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(wide * SHARP);
  canvas.height = Math.round((canvas.width * height) / width);
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(address);
  return described(await new Promise(resolve => canvas.toBlob(resolve)), meta.words);
}

// Office suites know neither the page's fonts nor Plotly's distances in "em", and set a line of several runs one over
// another unless it begins at its start.
function nameFontsThatAreCommon(text) {
  const families = text.style.fontFamily.split(",").map(family => family.trim());
  text.style.fontFamily = families.filter(family => !OWN_FONTS.test(family)).join(", ");
}

function placeInPixels(text) {
  const size = parseFloat(text.style.fontSize);
  for (const part of [text, ...text.querySelectorAll("tspan[dy$=em][y]")]) {
    const shift = part.getAttribute("dy");
    if (!shift?.endsWith("em")) continue;
    part.setAttribute("y", Number(part.getAttribute("y") ?? 0) + parseFloat(shift) * size);
    part.removeAttribute("dy");
  }
}

function runs(line) {
  const nodes = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  let count = 0;
  while (nodes.nextNode()) count += 1;
  return count;
}

function beginAtStart(text) {
  const share = { middle: 0.5, end: 1 }[text.getAttribute("text-anchor")];
  const inside = [...text.querySelectorAll("tspan.line")];
  const parts = inside.length ? inside : [text];
  if (!share || parts.every(line => runs(line) < 2)) return;
  for (const line of parts) {
    const end = Number(line.getAttribute("x") ?? text.getAttribute("x"));
    line.setAttribute("x", end - share * line.getComputedTextLength());
  }
  text.setAttribute("text-anchor", "start");
}

function portable(source, { words, alternative }) {
  const drawn = document.importNode(new DOMParser().parseFromString(source, "image/svg+xml").documentElement, true);
  const room = document.createElement("div");
  room.setAttribute("aria-hidden", "true");
  room.style.cssText = "position:absolute;left:-5000px;top:0";
  room.append(drawn);
  document.body.append(room);
  for (const text of drawn.querySelectorAll("text")) {
    nameFontsThatAreCommon(text);
    placeInPixels(text);
    beginAtStart(text);
    text.setAttributeNS(XML, "xml:space", "preserve");
  }
  room.remove();
  for (const [tag, told] of [["desc", alternative], ["title", words[0]]]) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    element.textContent = told;
    drawn.prepend(element);
  }
  return new XMLSerializer().serializeToString(drawn);
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

async function saveDrawing(data) {
  const { figure } = framed(data, NATURAL);
  const source = portable(await drawing(figure), figure.layout.meta);
  save(new Blob([source], { type: "image/svg+xml;charset=utf-8" }), `${data.name}.svg`);
}

// What the menu offers for a chart: its name and size, what is done, and why it cannot be.
function choices(data) {
  const found = pictures(data);
  const centimetres = inches => (inches * 2.54).toFixed(0);
  const files = found.map(format => {
    const { key, name, wide, figure, why } = format;
    const act = async () => save(await photograph(format), `${[data.name, key].filter(Boolean).join("-")}.png`);
    if (why) return { name, told: why, act, why };
    const high = (wide * figure.layout.height) / figure.layout.width;
    return { name, told: `${centimetres(wide)} × ${centimetres(high)} cm`, act };
  });
  const first = found.find(format => format.figure);
  const copy = () => navigator.clipboard.write([new ClipboardItem({ "image/png": photograph(first) })]);
  const why = navigator.clipboard ? "" : "only over https";
  return [
    ...files,
    { name: "SVG", told: "to edit", act: () => saveDrawing(data) },
    { name: "Copy", told: why || first.name.toLowerCase(), act: copy, why, done: "Copied" },
  ];
}

function element(tag, properties, attributes = {}) {
  const made = Object.assign(document.createElement(tag), properties);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function offer(chart) {
  const button = element(
    "button",
    { className: "atlas-picture", type: "button", textContent: "Picture" },
    { "aria-haspopup": "menu", "aria-expanded": false },
  );
  const menu = element("div", { className: "atlas-picture-menu", popover: "auto" }, { role: "menu" });
  const status = element("span", { className: "atlas-unseen" }, { role: "status" });

  let at = 0; // the height of the button on the screen when the menu opened

  async function take({ act, why, done = "" }) {
    if (why) return;
    menu.hidePopover();
    button.focus({ preventScroll: true });
    button.setAttribute("aria-busy", true);
    await Promise.resolve()
      .then(act)
      .then(() => (status.textContent = done), () => (status.textContent = "No picture could be taken"));
    button.removeAttribute("aria-busy");
    button.textContent = status.textContent || "Picture";
    setTimeout(() => (button.textContent = "Picture"), 2500);
  }

  function open() {
    menu.setAttribute("aria-label", button.getAttribute("aria-label"));
    menu.replaceChildren(
      ...choices(chart.data).map(choice => {
        const states = { role: "menuitem", "aria-disabled": Boolean(choice.why) };
        const item = element("button", { type: "button", tabIndex: -1 }, states);
        item.append(element("b", { textContent: choice.name }), element("small", { textContent: choice.told }));
        item.addEventListener("click", () => take(choice));
        return item;
      }),
    );
    menu.showPopover();
    const place = button.getBoundingClientRect();
    at = place.top;
    const left = Math.max(8, place.right - menu.offsetWidth);
    const top = Math.min(place.bottom + 4, innerHeight - menu.offsetHeight - 8);
    menu.style.translate = `${left}px ${top}px`;
    menu.firstChild.focus({ preventScroll: true });
  }

  const close = () => menu.matches(":popover-open") && menu.hidePopover();
  const closeBehind = () => Math.abs(button.getBoundingClientRect().top - at) > 2 && close();
  button.addEventListener("click", () => (menu.matches(":popover-open") ? close() : open()));
  menu.addEventListener("toggle", event => {
    button.setAttribute("aria-expanded", event.newState === "open");
    const change = event.newState === "open" ? "addEventListener" : "removeEventListener";
    document[change]("scroll", closeBehind, true);
  });
  menu.addEventListener("keydown", event => {
    const items = [...menu.children];
    const current = items.indexOf(document.activeElement);
    const to = { ArrowDown: current + 1, ArrowUp: current - 1, Home: 0, End: -1 }[event.key];
    if (event.key === "Tab") close();
    if (to === undefined) return;
    event.preventDefault();
    items.at(to % items.length).focus({ preventScroll: true });
  });
  chart.picture = element("div");
  chart.picture.append(button, menu, status);
  chart.element.after(chart.picture);
  return button;
}

const buttons = new WeakMap();
globalThis.atlasPictures = {
  width: (words, size) => {
    pen.font = `400 ${size}px "Source Sans", sans-serif`;
    return pen.measureText(words).width;
  },
};

// A chart keeps its button when it shows something else.
document.addEventListener("atlas:chart", ({ detail: chart }) => {
  if (!buttons.has(chart)) buttons.set(chart, offer(chart));
  buttons.get(chart).setAttribute("aria-label", `Take a picture of ${chart.data.figure.layout.meta.words[0]}`);
});
