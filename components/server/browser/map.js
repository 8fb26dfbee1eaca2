// Draws the map of a scene (maps/drawing.py): the ground on a canvas, lines, sites and names over it as SVG. Every
// thing stands at its true place; names stand where they were placed for the scale that the map comes to rest at.

const SVG = "http://www.w3.org/2000/svg";
const STILL = matchMedia("(prefers-reduced-motion: reduce)");
const GLIDE = 450; // milliseconds in which a map moves to a place
const CHANGE = 900; // milliseconds in which what changed on it moves
const EDGE = 14; // pixels between what is fitted and the frame
const RAIL_TICKS = { beyond: 5, dashes: "1.2 8" };
const BUTTONS = [50, 116]; // pixels from the upper left that the buttons cover
const BAR = [150, 34]; // and from the lower left the scale bar
const GROUND = ["town", "country", "water"]; // names that give way to both
const HIT = 12; // pixels across a line in which it is met
const STEP = 3; // scales for a press of + or −, and for a notch of the wheel
const NARROW = 560; // pixels: in a narrower room the insets stand under the map, this high
const UNDER = 210;
const CLOSE = 9; // scales above the whole at which one object is shown
const MOST_BEYOND = 3;
const HINT = "Use Ctrl and the wheel, two fingers, or the buttons";
const root = document.baseURI.replace(/[^/]*$/, "");
const degrees = radians => (radians * 180) / Math.PI;
const mercator = latitude => degrees(Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)));
const latitude = ordinate => degrees(2 * Math.atan(Math.exp((ordinate * Math.PI) / 180)) - Math.PI / 2);

// The ground, in projected degrees with north below, as path data by layer; fetched once.
let ground, painted;
function fetchGround() {
  ground ??= fetch(`${root}data/basemap.geojson`)
    .then(answer => answer.json())
    .then(({ features }) => {
      const layers = { land: "", border: "", kazakhstan: "", water: "" };
      for (const { geometry, properties } of features) {
        if (!(properties.layer in layers)) continue;
        const area = geometry.type.endsWith("Polygon");
        const depth = { LineString: 0, Polygon: 1, MultiLineString: 1, MultiPolygon: 2 }[geometry.type];
        for (const ring of depth ? geometry.coordinates.flat(depth - 1) : [geometry.coordinates])
          layers[properties.layer] +=
            `M${ring.map(([x, y]) => `${x.toFixed(3)} ${(-mercator(y)).toFixed(3)}`).join("L")}${area ? "Z" : ""}`;
      }
      return (painted = Object.fromEntries(Object.entries(layers).map(([name, d]) => [name, { d, path: new Path2D(d) }])));
    });
  return ground;
}

// Where the ground was cut, what is no land is sea.
const SEA = `M44 ${-mercator(57)}H123V${-mercator(32)}H44Z`;
const SEA_PATH = new Path2D(SEA);

// What is filled and drawn of the ground, in order: layer, colour of its area, colour and width (pixels) of its line.
const LOOKS = [
  ["land", "land", "", 0],
  ["border", "", "axis", 0.7],
  ["kazakhstan", "home", "muted", 1.2],
  ["water", "water", "", 0],
];

function make(tag, attributes = {}, parent = null) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== "") made.setAttribute(name, value);
  parent?.append(made);
  return made;
}

// How a colour is written: on the page by name, so that it follows the theme; in a picture by value.
const ON_PAGE = name => (name in { ink: 1, muted: 1, paper: 1, axis: 1, no_corridor: 1 } ? `var(--atlas-${name.replace("_", "-")})` : `var(--atlas-corridor-${name})`);
const FAMILY = '"Source Sans", Arial, "Liberation Sans", sans-serif';
const LETTERS = {
  site: { "font-weight": 600 },
  country: { "letter-spacing": ".12em" },
  water: { "font-style": "italic" },
};

function write(words, size, colour, inks, kind, parent) {
  const look = { fill: inks(colour), "font-size": size, stroke: inks("paper"), "stroke-width": 3, "stroke-linejoin": "round" };
  const text = make("text", { "paint-order": "stroke", ...look, ...LETTERS[kind] }, parent);
  text.style.fontFamily = FAMILY;
  text.textContent = words;
  return text;
}

function drawSymbol(parts, own, inks, parent) {
  const ink = name => (name ? inks(name === "own" ? own : name) : "none");
  for (const [d, fill, line, width, dashes] of parts)
    make("path", { d, fill: ink(fill), stroke: ink(line), "stroke-width": width, "stroke-dasharray": dashes.join(" ") }, parent);
}

function drawStrokes({ colour, width, dashed, signature }, inks, parent) {
  const dashes = dashed ? "7 4" : "";
  const strokes = [
    { class: "atlas-map-casing", stroke: inks("paper"), "stroke-width": width + 2.4 },
    { stroke: inks(colour), "stroke-width": width, "stroke-dasharray": dashes },
  ];
  if (signature === "rail" && !dashed)
    strokes.push({ stroke: inks(colour), "stroke-width": width + RAIL_TICKS.beyond, "stroke-dasharray": RAIL_TICKS.dashes });
  if (signature === "road")
    strokes.push({ stroke: inks("paper"), "stroke-width": width / 3, "stroke-dasharray": dashes });
  return strokes.map(look => make("path", { fill: "none", "stroke-linejoin": "round", ...look }, parent));
}

// One drawing of a scene: its elements with what they are of, to be moved to where they stand.
function build(scene, { chosen = "", inks = ON_PAGE } = {}) {
  const svg = make("svg", { class: "atlas-map-drawn" });
  const [lines, leaders, sites, names] = ["lines", "leaders", "sites", "names"].map(() => make("g", {}, svg));
  make("path", { stroke: inks("muted"), fill: "none" }, leaders);
  const drawn = { svg, lines: [], sites: [], names: [], leaders: leaders.firstChild };
  for (const line of scene.lines) {
    const group = make("g", { opacity: line.opacity }, lines);
    const paths = drawStrokes(line, inks, group);
    paths.push(make("path", { class: "atlas-map-hit", fill: "none", stroke: "transparent", "stroke-width": HIT }, group));
    drawn.lines.push({ of: line, group, paths });
  }
  for (const site of scene.sites) {
    const group = make("g", {}, sites);
    make("circle", { r: 12, fill: "transparent" }, group);
    drawSymbol(scene.symbols[site.symbol], site.colour, inks, group);
    drawn.sites.push({ of: site, group });
  }
  for (const name of scene.names) {
    const group = make("g", {}, names);
    if (name.kind === "town") make("circle", { r: 2, fill: inks(name.colour) }, group);
    if (name.kind === "station") make("circle", { r: 2.5, fill: inks("paper"), stroke: inks(name.colour), "stroke-width": 1.5 }, group);
    drawn.names.push({ of: name, group, text: write(name.words, name.size, name.colour, inks, name.kind, group) });
  }
  for (const { of, group } of [...drawn.lines, ...drawn.sites, ...drawn.names]) {
    if (of.figure) group.dataset.figure = of.figure;
    if (of.figure && of.figure === chosen) group.classList.add("atlas-map-chosen");
  }
  return drawn;
}

const rank = (scene, scale) => Math.max(0, scene.scales.findLastIndex(one => one <= scale * 1.001));

// Moves everything of a drawing to where it stands; names that would be cut by the frame are not shown.
function arrange(scene, drawn, { x, y, scale }, width, height, isMain = false) {
  const place = (longitude, ordinate) => [(longitude - x) * scale + width / 2, (y - ordinate) * scale + height / 2];
  const shift = ([across, down]) => `translate(${across.toFixed(1)} ${down.toFixed(1)})`;
  drawn.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  for (const { of, paths } of drawn.lines) {
    const corners = of.spots.map(([longitude, ordinate, right, down]) => {
      const [across, deep] = place(longitude, ordinate);
      return `${(across + right).toFixed(1)} ${(deep + down).toFixed(1)}`;
    });
    for (const path of paths) path.setAttribute("d", `M${corners.join("L")}`);
  }
  for (const { of, group } of drawn.sites) group.setAttribute("transform", shift(place(of.x, of.y)));
  const leaders = [];
  for (const { group } of drawn.names) group.setAttribute("display", "none");
  for (const [number, longitude, ordinate, right, down, toRight, toDown] of scene.placed[rank(scene, scale)]) {
    const { of, group, text } = drawn.names[number];
    const [across, deep] = place(longitude, ordinate);
    const [middle, line] = [across + right, deep + down];
    const [wide, tall] = [of.width / 2 + 1, of.size * 0.6];
    if (middle - wide < 0 || middle + wide > width || line - tall < 0 || line + tall > height) continue;
    const isCovered = (middle - wide < BUTTONS[0] && line - tall < BUTTONS[1]) || (middle - wide < BAR[0] && line + tall > height - BAR[1]);
    if (isMain && GROUND.includes(of.kind) && isCovered) continue;
    group.removeAttribute("display");
    group.setAttribute("transform", shift([across, deep]));
    text.setAttribute("x", (right - of.width / 2).toFixed(1));
    text.setAttribute("y", (down + of.size * 0.35).toFixed(1));
    if (toRight === undefined) continue;
    const [from, length] = [10, Math.hypot(toRight, toDown)];
    const [right0, down0] = [(toRight / length) * from, (toDown / length) * from];
    leaders.push(`M${across + right0} ${deep + down0}L${across + toRight} ${deep + toDown}`);
  }
  drawn.leaders.setAttribute("d", leaders.join(""));
}

function paint(canvas, layers, colours, { x, y, scale }, width, height, sharp) {
  canvas.width = width * sharp;
  canvas.height = height * sharp;
  const pen = canvas.getContext("2d");
  pen.fillStyle = colours.land;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.setTransform(sharp * scale, 0, 0, sharp * scale, sharp * (width / 2 - x * scale), sharp * (height / 2 + y * scale));
  pen.fillStyle = colours.water;
  pen.fill(SEA_PATH);
  for (const [name, fill, ink, line] of LOOKS) {
    pen.fillStyle = colours[fill];
    if (fill) pen.fill(layers[name].path, "evenodd");
    pen.strokeStyle = colours[ink];
    pen.lineWidth = line / scale;
    if (ink) pen.stroke(layers[name].path);
  }
}

// What changed since the drawing before moves: what is new comes in, what is at another stage stands out for a while.
function animate(before, drawn) {
  if (STILL.matches) return;
  const look = ({ symbol, dashed }) => symbol ?? dashed;
  const [known, courses] = [before.sites, before.lines].map(drawn => new Map(drawn.map(({ of }) => [of.subject, look(of)])));
  const timing = { duration: CHANGE, easing: "ease-out" };
  for (const { of, group } of drawn.sites) {
    if (known.get(of.subject) === look(of)) continue;
    const from = known.has(of.subject) ? { transform: "scale(2.2)" } : { transform: "scale(.2)", opacity: 0 };
    for (const part of group.children) part.animate([from, { transform: "none", opacity: 1 }], timing);
  }
  for (const { of, group } of drawn.lines)
    if (courses.get(of.subject) !== look(of)) group.animate([{ opacity: 0 }, { opacity: of.opacity }], timing);
  for (const { of, group } of drawn.names)
    if (of.subject && !known.has(of.subject) && !courses.has(of.subject)) group.animate([{ opacity: 0 }, { opacity: 1 }], timing);
}

// The largest of the scales at which a box, with the names of what stands in it, is within the frame; and its middle.
function fit(scene, [west, south, east, north], width, height, { named = true, most = Infinity } = {}) {
  const inside = ([, x, y]) => x >= west && x <= east && y >= south && y <= north;
  const exact = Math.min((width - 2 * EDGE) / (east - west || 1e-6), (height - 2 * EDGE) / (north - south || 1e-6));
  const first = rank(scene, exact);
  for (let at = first; at >= 0; at -= 1) {
    const scale = scene.scales[at];
    const boxes = [[west * scale - 13, -north * scale - 13, east * scale + 13, -south * scale + 13]];
    for (const one of named ? scene.placed[at].filter(inside) : []) {
      const { kind, width: wide, size } = scene.names[one[0]];
      if (kind !== "site") continue;
      const [across, down] = [one[1] * scale + one[3], -one[2] * scale + one[4]];
      boxes.push([across - wide / 2, down - size * 0.6, across + wide / 2, down + size * 0.6]);
    }
    const [left, top] = [0, 1].map(side => Math.min(...boxes.map(box => box[side])));
    const [right, bottom] = [2, 3].map(side => Math.max(...boxes.map(box => box[side])));
    const fits = right - left <= width - EDGE && bottom - top <= height - EDGE;
    if (!fits && at > 0 && first - at < most) continue;
    // Towards the names, as far as the box stays within the frame.
    const towards = (middle, start, end, room) => {
      const slack = Math.max(0, (room - 2 * EDGE) / scale - (end - start)) / 2;
      return Math.min(Math.max(middle, (start + end) / 2 - slack), (start + end) / 2 + slack);
    };
    return {
      x: towards((left + right) / 2 / scale, west, east, width),
      y: towards(-(top + bottom) / 2 / scale, south, north, height),
      scale,
    };
  }
}

// How long a bar of a round number of kilometres is, in pixels, at the middle of a map.
function scaleBar({ y, scale }) {
  const kilometre = scale / (111.32 * Math.cos((latitude(y) * Math.PI) / 180));
  const length = [1000, 500, 200, 100, 50, 20, 10, 5, 2, 1].find(one => one * kilometre < 130) ?? 1;
  return { length, wide: length * kilometre };
}

const isDark = () => getComputedStyle(document.querySelector('[data-testid="stApp"]')).colorScheme === "dark";
const coloursOf = ({ data, onPaper }) => data.map.colours[onPaper || data.white || !isDark() ? "light" : "dark"];
const sharpness = ({ onPaper, data }) => (onPaper ? 3 : devicePixelRatio * data.enlarged);

function html(tag, properties, parent) {
  const made = Object.assign(document.createElement(tag), properties);
  parent?.append(made);
  return made;
}

// The frame of a map in a chart's element: main map, insets beside or under it, buttons and scale bar.
function furnish(chart) {
  const map = { insets: [] };
  chart.map = map;
  chart.plot.className = "atlas-map";
  map.main = html("div", { className: "atlas-map-main" }, chart.plot);
  map.canvas = html("canvas", {}, map.main);
  map.bar = html("div", { className: "atlas-map-scale" }, map.main);
  map.beyond = html("div", { className: "atlas-map-beyond" }, map.main);
  map.hint = html("div", { className: "atlas-map-hint", textContent: HINT, hidden: true }, map.main);
  const buttons = html("div", { className: "atlas-map-buttons" });
  chart.element.after(buttons);
  map.buttons = buttons;
  for (const [textContent, label, act] of [
    ["+", "Nearer", () => zoom(chart, STEP)],
    ["−", "Farther", () => zoom(chart, -STEP)],
    ["⌂", "The whole map", () => go(chart, fitted(chart))],
  ]) {
    const button = html("button", { type: "button", textContent, title: label, onclick: act }, buttons);
    button.setAttribute("aria-label", label);
  }
  move(chart);
  listen(chart);
}

// The whole map, beside the buttons where they would cover a part of it.
function fitted({ map: { width, height }, data: { map: scene } }) {
  const within = room => fit(scene, scene.home, width - room, height, { most: width < NARROW ? 0 : 2 });
  const { x, y, scale } = within(0);
  const isCovered = ({ 0: longitude, 1: ordinate }) =>
    (longitude - x) * scale + width / 2 < BUTTONS[0] && (y - ordinate) * scale + height / 2 < BUTTONS[1];
  const spots = [...scene.lines.flatMap(line => line.spots), ...scene.sites.map(site => [site.x, site.y])];
  const [west, , , north] = scene.home;
  if (!spots.some(spot => isCovered(spot) && spot[0] >= west && spot[1] <= north)) return { x, y, scale };
  const beside = within(BUTTONS[0]);
  return { ...beside, x: beside.x - BUTTONS[0] / 2 / beside.scale };
}

function show(chart, view) {
  const { map, data } = chart;
  map.view = view;
  arrange(data.map, map.drawn, view, map.width, map.height, true);
  const [right, down] = [map.width / 2 / view.scale, map.height / 2 / view.scale];
  const isWhole = JSON.stringify(view) === JSON.stringify(fitted(chart));
  data.seen = isWhole ? null : [view.x - right, view.y - down, view.x + right, view.y + down];
  if (map.layers) paint(map.canvas, map.layers, coloursOf(chart), view, map.width, map.height, sharpness(chart));
  const { length, wide } = scaleBar(view);
  map.bar.textContent = `${length} km`;
  map.bar.style.width = `${wide}px`;
  tellBeyond(chart);
}

// What lies beyond the frame is named at its edge.
function tellBeyond({ map, data }) {
  map.beyond.replaceChildren(
    ...beyond(data.map, map.view, map.width, map.height).map(({ figure, told }) => {
      const link = html("span", { textContent: told });
      link.dataset.figure = figure;
      return link;
    }),
  );
}

function beyond(scene, { x, y, scale }, width, height) {
  const outside = one => Math.abs(one.x - x) * scale > width / 2 || Math.abs(one.y - y) * scale > height / 2;
  return scene.sites.filter(outside).slice(0, MOST_BEYOND).map(site => {
    const isAside = Math.abs(site.x - x) * height > Math.abs(site.y - y) * width;
    const way = isAside ? "◂▸"[+(site.x > x)] : "▾▴"[+(site.y > y)];
    return { figure: site.figure, told: `${site.words.split("\n")[0]} ${way}` };
  });
}

let glides = 0;
function go(chart, to) {
  const { map } = chart;
  const from = map.view;
  const turn = (map.turn = ++glides);
  if (STILL.matches || !from) return show(chart, to);
  const start = performance.now();
  const step = now => {
    if (map.turn !== turn || !chart.element.isConnected) return;
    const part = Math.min(1, (now - start) / GLIDE);
    const eased = part * (2 - part);
    const mix = (one, other) => one + (other - one) * eased;
    const scale = Math.exp(mix(Math.log(from.scale), Math.log(to.scale)));
    show(chart, part === 1 ? to : { x: mix(from.x, to.x), y: mix(from.y, to.y), scale });
    if (part < 1) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}

// Comes to rest at one of the scales, with a point of the frame held in its place.
function zoom(chart, steps, [across, down] = [chart.map.width / 2, chart.map.height / 2]) {
  const { map, data } = chart;
  const { scales } = data.map;
  const { x, y, scale } = map.view;
  const next = scales[Math.min(Math.max(0, rank(data.map, scale) + steps), scales.length - 1)];
  const [right, deep] = [across - map.width / 2, down - map.height / 2];
  go(chart, { x: x + right / scale - right / next, y: y - deep / scale + deep / next, scale: next });
}

// Dragging with a mouse, two fingers anywhere; the wheel alone scrolls the page until the map was clicked.
function move(chart) {
  const { map } = chart;
  const { main } = map;
  const down = new Map();
  let entered = false, start = null;
  const middle = () => {
    const points = [...down.values()];
    const [x, y] = [0, 1].map(axis => points.reduce((sum, point) => sum + point[axis], 0) / points.length);
    const apart = points.length > 1 ? Math.hypot(points[0][0] - points[1][0], points[0][1] - points[1][1]) : 0;
    return { x, y, apart };
  };
  const place = event => {
    const { left, top } = main.getBoundingClientRect();
    return [(event.clientX - left) / map.enlarged, (event.clientY - top) / map.enlarged];
  };
  const begin = () => (start = down.size ? { ...middle(), view: map.view } : null);
  const say = () => {
    map.hint.hidden = false;
    clearTimeout(map.silence);
    map.silence = setTimeout(() => (map.hint.hidden = true), 1500);
  };
  // What listens to the window goes with the map.
  const { signal } = (map.leaving = new AbortController());
  main.addEventListener("pointerdown", event => {
    if (event.button) return;
    down.set(event.pointerId, place(event));
    map.moved = false;
    begin();
  });
  addEventListener("pointermove", event => {
    if (!down.has(event.pointerId)) return;
    down.set(event.pointerId, place(event));
    if (event.pointerType === "touch" && down.size < 2) return;
    const now = middle();
    if (!map.moved && Math.hypot(now.x - start.x, now.y - start.y) < 4 && Math.abs(now.apart - start.apart) < 6) return;
    map.moved = true;
    entered = true;
    map.turn = ++glides;
    const { scales } = chart.data.map;
    const wanted = start.view.scale * (start.apart ? now.apart / start.apart : 1);
    const scale = Math.min(Math.max(wanted, scales[0]), scales.at(-1));
    const held = (at, side) => at - side / 2;
    const x = start.view.x + held(start.x, map.width) / start.view.scale - held(now.x, map.width) / scale;
    const y = start.view.y - held(start.y, map.height) / start.view.scale + held(now.y, map.height) / scale;
    show(chart, { x, y, scale });
  }, { signal });
  for (const type of ["pointerup", "pointercancel"])
    addEventListener(type, event => {
      if (!down.delete(event.pointerId)) return;
      if (event.pointerType === "touch" && type === "pointercancel" && !map.moved) say();
      if (!down.size && map.moved) zoom(chart, 0);
      begin();
    }, { signal });
  main.addEventListener("touchmove", event => event.touches.length > 1 && event.preventDefault(), { passive: false });
  main.addEventListener("click", () => (entered = true));
  main.addEventListener("pointerleave", () => (entered = false));
  main.addEventListener(
    "wheel",
    event => {
      if (!event.ctrlKey && !entered) return say();
      event.preventDefault();
      map.rolled = (map.rolled ?? 0) + event.deltaY;
      if (Math.abs(map.rolled) < 40) return;
      zoom(chart, map.rolled < 0 ? 2 : -2, place(event));
      map.rolled = 0;
    },
    { passive: false },
  );
}

function marksOf(drawn) {
  const marks = [];
  const same = new Map();
  for (const { of, group } of [...drawn.sites, ...drawn.lines]) {
    if (!of.figure || same.has(of.figure)) continue;
    same.set(of.figure, true);
    marks.push({ id: of.figure, ids: [of.figure], point: group, told: of.words.split("\n") });
  }
  return marks.sort((one, other) => one.told[0].localeCompare(other.told[0]));
}

function listen(chart) {
  const part = chart.plot;
  const { tell, hush, open } = globalThis.atlasCharts;
  const met = target => {
    const id = target.closest?.("[data-figure]")?.dataset.figure;
    return chart.marks.find(mark => mark.id === id);
  };
  part.addEventListener("pointerover", ({ target, clientX, clientY }) => {
    const mark = met(target);
    if (mark) tell({ ...mark, point: { getBoundingClientRect: () => new DOMRect(clientX, clientY - 8, 0, 16) } });
    else hush();
  });
  part.addEventListener("pointerleave", hush);
  part.addEventListener("click", ({ target }) => {
    const mark = met(target);
    if (mark && !chart.map.moved) open(chart, mark.id);
  });
}

// The frames of a map in a room: the main one, and the insets beside it or, in a narrow room, under it.
const insetsOf = ({ map, insets }) => (insets ? map.insets : []);
function framesIn(insets, width, height) {
  if (!insets.length) return [{ left: 0, top: 0, width, height }];
  if (width < NARROW) {
    const wide = width / insets.length;
    return [
      { left: 0, top: 0, width, height },
      ...insets.map((bounds, place) => ({ bounds, left: place * wide, top: height, width: wide, height: UNDER })),
    ];
  }
  const column = Math.round(Math.min(360, width * 0.32));
  let top = 0;
  return [
    { left: 0, top: 0, width: width - column, height },
    ...insets.map((bounds, place) => {
      const tall = Math.round(height * (insets.length < 2 ? 1 : place ? 0.36 : 0.64));
      top += tall;
      return { bounds, left: width - column, top: top - tall, width: column, height: tall };
    }),
  ];
}

function put(element, { left, top, width, height }) {
  element.style.cssText = `left:${left}px;top:${top}px;width:${width}px;height:${height}px`;
}

// A chart's element shows its map at a width; `onPaper` as it is printed.
async function draw(chart, room) {
  const { data } = chart;
  const scene = data.map;
  if (!chart.map) furnish(chart);
  const { map } = chart;
  const width = room / data.enlarged;
  map.enlarged = chart.plot.style.zoom = data.enlarged;
  const isNew = chart.repaint;
  const resized = chart.width !== room;
  if (!isNew && !resized) return;
  chart.repaint = false;
  chart.width = room;
  const most = Math.min(data.height * 1.2, Math.max(data.height, width * 0.62));
  const tall = Math.round(width < NARROW ? Math.min(data.height, width * 0.78) : most);
  const playing = Boolean(map.view) && document.documentElement.classList.contains("atlas-playing");
  if (!playing) map.bounds = insetsOf(data);
  const [main, ...others] = framesIn(map.bounds, width, tall);
  Object.assign(map, { width: main.width, height: main.height });
  put(map.main, main);
  const whole = Math.max(tall, ...others.map(one => one.top + one.height));
  chart.plot.style.height = `${whole}px`;
  chart.element.style.height = `${whole * data.enlarged}px`;
  const stays = map.view && (playing || map.home === `${scene.home}`) && !resized;
  if (isNew) {
    const before = map.drawn;
    map.drawn = build(scene, { chosen: data.chosen });
    map.canvas.after(map.drawn.svg);
    before?.svg.remove();
    if (before) animate(before, map.drawn);
    chart.marks = marksOf(map.drawn);
  }
  map.home = `${scene.home}`;
  for (const { frame } of map.insets) frame.remove();
  map.insets = others.map(place => {
    const frame = html("div", { className: "atlas-map-inset" }, chart.plot);
    put(frame, place);
    const drawn = build(scene, { chosen: data.chosen });
    const view = fit(scene, place.bounds, place.width, place.height, { most: 2 });
    arrange(scene, drawn, view, place.width, place.height);
    frame.append(drawn.svg);
    return { frame, place, view, canvas: html("canvas", {}, frame) };
  });
  if (stays || !map.view || resized) show(chart, stays ? map.view : fitted(chart));
  else {
    show(chart, map.view);
    go(chart, fitted(chart));
  }
  if (chosen && !map.wasShown) choose(chart, chosen);
  map.wasShown = true;
  map.layers ??= await fetchGround().catch(() => (ground = null));
  if (!map.layers) return;
  show(chart, map.view);
  for (const { canvas, view, place } of map.insets)
    paint(canvas, map.layers, coloursOf(chart), view, place.width, place.height, sharpness(chart));
  chart.plot.dataset.painted = "";
}

// The legend as SVG, a line for each of its parts where there is room, with its height.
function legend(scene, width, inks) {
  const group = make("g");
  const [row, gap] = [21, 18];
  let down = 0;
  const place = (words, kind, right) => write(words, 12, "ink", inks, kind, make("g", { transform: `translate(${right} ${down + 4})` }, group));
  for (const [heading, entries] of scene.legend) {
    down += row;
    place(heading, "site", 0);
    const start = Math.max(...scene.legend.map(([words]) => globalThis.atlasPictures.width(words, 12))) * 1.08 + gap;
    let right = start;
    for (const [look, words] of entries) {
      const needed = 30 + globalThis.atlasPictures.width(words, 12);
      if (right > start && right + needed > width) [right, down] = [start, down + row];
      const drawn = make("g", { transform: `translate(${right + 10} ${down})` }, group);
      if (typeof look === "string") drawSymbol(scene.symbols[look], "no_corridor", inks, drawn);
      else
        for (const path of drawStrokes({ colour: "no_corridor", width: look[0], dashed: look[1] }, inks, drawn))
          path.setAttribute("d", "M-10 0H12");
      place(words, "", right + 28);
      right += needed + gap;
    }
  }
  return { group, height: down + 10 };
}

// The map as it was last seen, as SVG for a picture: in a room of a width and height, with its legend below.
function picture(data, width, height, light) {
  const colours = data.map.colours[light ? "light" : "dark"];
  const inks = name => colours[name];
  const svg = make("g");
  for (const place of pictured(data, width, height)) {
    const bounds = place.bounds ?? data.seen ?? data.map.home;
    const most = { most: 2 };
    const view = fit(data.map, bounds, place.width, place.height, data.seen && !place.bounds ? { named: false } : most);
    const still = { width: place.width, height: place.height };
    const cut = `atlas-frame-${place.left}-${place.top}`;
    make("rect", still, make("clipPath", { id: cut }, svg));
    const at = make("g", { transform: `translate(${place.left} ${place.top})` }, svg);
    const frame = make("g", { "clip-path": `url(#${cut})` }, at);
    make("rect", { ...still, fill: colours.land }, frame);
    const moved = `matrix(${view.scale} 0 0 ${view.scale} ${place.width / 2 - view.x * view.scale} ${place.height / 2 + view.y * view.scale})`;
    const under = make("g", { transform: moved }, frame);
    make("path", { d: SEA, fill: colours.water }, under);
    for (const [name, fill, ink, line] of LOOKS)
      make("path", { d: painted[name].d, "fill-rule": "evenodd", fill: colours[fill] ?? "none", stroke: colours[ink] ?? "none", "stroke-width": line / view.scale }, under);
    const drawn = build(data.map, { inks });
    arrange(data.map, drawn, view, place.width, place.height);
    for (const unseen of drawn.svg.querySelectorAll("[display=none], .atlas-map-hit")) unseen.remove();
    frame.append(...drawn.svg.childNodes);
    if (!place.bounds) {
      const told = beyond(data.map, view, place.width, place.height).map(one => one.told).join("   ");
      const { length, wide } = scaleBar(view);
      const foot = place.height - 9;
      const corner = make("g", { transform: `translate(${place.width - 8} ${foot})` }, frame);
      write(told, 12, "muted", inks, "", corner).setAttribute("text-anchor", "end");
      make("path", { d: `M12 ${foot - 4}v8h${wide}v-8`, fill: "none", stroke: colours.muted }, frame);
      write(`${length} km`, 11, "muted", inks, "", make("g", { transform: `translate(18 ${foot})` }, frame));
    }
    make("rect", { ...still, fill: "none", stroke: colours.axis }, frame);
  }
  const below = legend(data.map, width, inks);
  below.group.setAttribute("transform", `translate(0 ${height + 12})`);
  svg.append(below.group);
  return svg;
}

// A picture too narrow for insets beside the map has none.
const pictured = (data, width, height) => framesIn(width < NARROW ? [] : insetsOf(data), width, height);
const roomBelow = ({ map }, width) => 12 + legend(map, width, name => name).height;

// What the drawer shows is brought into view and lit: the thing that the figure, or a stage, is of.
async function choose(chart, figure) {
  const { map } = chart;
  const drawn = [...map.drawn.sites, ...map.drawn.lines];
  let subject = drawn.find(({ of }) => figure && of.figure === figure)?.of.subject;
  if (figure && !subject) [subject] = (await globalThis.atlasSubjects())[figure] ?? [];
  if (figure !== chosen) return;
  const isIt = ({ of }) => Boolean(subject) && of.subject === subject;
  for (const one of drawn) one.group.classList.toggle("atlas-map-chosen", isIt(one));
  const site = map.drawn.sites.find(isIt)?.of;
  const spots = map.drawn.lines.filter(isIt).flatMap(({ of }) => of.spots);
  if (!(site || spots.length)) return;
  const scene = chart.data.map;
  if (site) {
    const nearest = Math.min(rank(scene, fitted(chart).scale) + CLOSE, scene.scales.length - 1);
    const scale = Math.max(map.view.scale, scene.scales[nearest]);
    go(chart, { x: site.x, y: site.y, scale });
  } else {
    const [xs, ys] = [0, 1].map(axis => spots.map(spot => spot[axis]));
    go(chart, fit(scene, [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)], map.width, map.height, { named: false }));
  }
}

let chosen = ""; // what the drawer shows
document.addEventListener("atlas:shown", ({ detail: { figure } }) => {
  chosen = figure;
  for (const chart of globalThis.atlasCharts.charts.values()) if (chart.map?.drawn) choose(chart, figure);
});

globalThis.atlasMaps = { draw, picture, roomBelow, fetchGround };
