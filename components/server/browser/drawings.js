// A chart saved as SVG is opened by other programs: office suites know neither the page's fonts nor Plotly's
// distances in "em", and set a line of several runs one over another unless it begins at its start.

const OWN_FONTS = /^["']?Source /;
const XML = "http://www.w3.org/XML/1998/namespace";

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
  const lines = inside.length ? inside : [text];
  if (!share || lines.every(line => runs(line) < 2)) return;
  for (const line of lines) {
    const end = Number(line.getAttribute("x") ?? text.getAttribute("x"));
    line.setAttribute("x", end - share * line.getComputedTextLength());
  }
  text.setAttribute("text-anchor", "start");
}

function portable(source) {
  const drawing = document.importNode(new DOMParser().parseFromString(source, "image/svg+xml").documentElement, true);
  const room = document.createElement("div");
  room.setAttribute("aria-hidden", "true");
  room.style.cssText = "position:absolute;left:-5000px;top:0";
  room.append(drawing);
  document.body.append(room);
  for (const text of drawing.querySelectorAll("text")) {
    nameFontsThatAreCommon(text);
    placeInPixels(text);
    beginAtStart(text);
    text.setAttributeNS(XML, "xml:space", "preserve");
  }
  room.remove();
  return new XMLSerializer().serializeToString(drawing);
}

const done = new WeakSet();

async function saveInstead(link) {
  const name = link.download;
  const source = await (await fetch(link.href)).text();
  const own = document.createElement("a");
  own.href = URL.createObjectURL(new Blob([portable(source)], { type: "image/svg+xml;charset=utf-8" }));
  own.download = name;
  done.add(own);
  document.body.append(own);
  own.click();
  own.remove();
  setTimeout(() => URL.revokeObjectURL(own.href), 10_000);
}

// Plotly saves a picture by following a link that it makes for the purpose; its address ends with the click.
document.addEventListener(
  "click",
  event => {
    const link = event.target;
    if (!(link instanceof HTMLAnchorElement) || done.has(link)) return;
    if (!link.href.startsWith("blob:") || !/^atlas-.*\.svg$/.test(link.download)) return;
    event.preventDefault();
    saveInstead(link);
  },
  true,
);
