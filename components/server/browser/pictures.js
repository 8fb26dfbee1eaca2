// The toolbar of every chart: its picture as PNG and as SVG, both from Plotly's own button.

const PLOTLYS = ".js-plotly-plot .modebar-btn:not([data-atlas-picture])";
const FONTS = ["Source Sans", "Source Serif"];
// A sheet with the three letters on it, drawn as one filled shape like Plotly's icons.
const SHEET =
  "M0 0H22V16H0ZM1.2 1.2V14.8H20.8V1.2Z" +
  "M3 4H7.5V5.4H4.4V7.3H7.5V12H3V10.6H6.1V8.7H3Z" +
  "M8.4 4H9.9L11 9.4L12.1 4H13.6L11.8 12H10.2Z" +
  "M14.5 4H19V5.4H15.9V10.6H17.6V9H16.7V7.7H19V12H14.5Z";

function sheet() {
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  icon.setAttribute("viewBox", "0 0 22 16");
  icon.setAttribute("class", "icon");
  icon.setAttribute("height", "1em");
  icon.setAttribute("width", "1.375em");
  const shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
  shape.setAttribute("d", SHEET);
  shape.setAttribute("fill-rule", "evenodd");
  icon.append(shape);
  return icon;
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

// Plotly's button saves what its options name: they name the format for as long as the call lasts.
function save(chart, format) {
  const settings = chart._context;
  const options = settings.toImageButtonOptions;
  const button = chart._fullLayout._modeBar.buttons.flat().find(one => one.name === "toImage");
  settings.toImageButtonOptions = format === "svg" ? { ...options, format, scale: 1 } : options;
  button.click(chart);
  settings.toImageButtonOptions = options;
}

// A browser draws a PNG from a copy of the chart that cannot reach the page's fonts, so the copy brings them along.
async function savePhotograph(chart) {
  fonts ??= readFonts().catch(() => "");
  const styles = document.createElementNS("http://www.w3.org/2000/svg", "style");
  styles.textContent = await fonts;
  save(chart, "png");
  document.querySelector("body > .js-plotly-plot .main-svg")?.prepend(styles);
}

function button(model, words, icon, action) {
  const made = model.cloneNode(false);
  made.dataset.atlasPicture = "";
  made.dataset.title = words;
  made.setAttribute("aria-label", words);
  made.append(icon);
  made.addEventListener("click", () => action(made.closest(".js-plotly-plot")));
  return made;
}

function offer() {
  for (const camera of document.querySelectorAll(PLOTLYS)) {
    camera.replaceWith(
      button(camera, "Save picture as PNG", camera.querySelector(".icon").cloneNode(true), savePhotograph),
      button(camera, "Save picture as SVG", sheet(), chart => save(chart, "svg")),
    );
  }
}

let waiting = false;
new MutationObserver(() => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    offer();
  });
}).observe(document.body, { childList: true, subtree: true });
offer();
