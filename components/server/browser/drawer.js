// The evidence of whatever is opened, in a drawer at the right (on a phone a sheet from below): fetched as the plain
// page of a figure, so that nothing on the page moves or runs anew. Its address is `?figure=`, a step of the history.

const KEY = "figure";
const root = document.baseURI.replace(/[^/]*$/, "");
const push = History.prototype.pushState.bind(history); // history.js counts the steps of pages, not these
const put = History.prototype.replaceState.bind(history);

const drawer = document.createElement("aside");
drawer.className = "atlas-drawer";
drawer.setAttribute("aria-label", "Evidence");
drawer.hidden = true;
drawer.innerHTML =
  '<header><span class="atlas-drawer-place"></span><button type="button" data-step="-1" aria-label="Previous">‹</button>' +
  '<button type="button" data-step="1" aria-label="Next">›</button>' +
  '<button type="button" data-close aria-label="Close the evidence">×</button></header>' +
  '<div class="atlas-drawer-body" tabindex="-1"></div>';
const [place, back, on, close] = drawer.querySelector("header").children;
const body = drawer.lastElementChild;
document.body.append(drawer);

// Drawer and tooltips stand beside Streamlit's page, not in it, and take its appearance from here.
function beAsThePage() {
  const page = document.querySelector('[data-testid="stApp"]');
  if (page) document.body.style.colorScheme = getComputedStyle(page).colorScheme;
}
document.addEventListener("atlas:chart", beAsThePage);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  for (const wait of [0, 100, 500]) setTimeout(beAsThePage, wait); // Streamlit turns in its own time
});

let shown = ""; // the id that the drawer shows, blank while it is closed
let among = []; // the ids that its steps lead through
let opener = null; // what had the focus before
let pushed = false; // whether a step of the history opened it

const asked = () => new URLSearchParams(location.search).get(KEY) ?? "";

function address(id) {
  const url = new URL(location.href);
  if (id) url.searchParams.set(KEY, id);
  else url.searchParams.delete(KEY);
  return url.pathname + url.search + url.hash;
}

function withCopies(evidence) {
  for (const cited of evidence.querySelectorAll(".atlas-cited")) {
    const copy = Object.assign(document.createElement("button"), { type: "button", textContent: "Copy" });
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(cited.textContent);
      copy.textContent = "Copied";
    });
    cited.after(copy);
  }
  return evidence;
}

const FRESH = 20_000; // milliseconds for which an answer is not asked for again
const answers = new Map();

function ask(id) {
  const before = answers.get(id);
  if (before && performance.now() - before.at < FRESH) return before.answer;
  const answer = fetch(`${root}figure/${encodeURIComponent(id)}`).then(async one => [one.ok, await one.text()]);
  answers.set(id, { answer, at: performance.now() });
  answer.catch(() => answers.delete(id));
  return answer;
}

// What is pointed at for a moment will likely be opened.
let dwelling;
function expect(id) {
  clearTimeout(dwelling);
  if (id) dwelling = setTimeout(() => ask(id).catch(() => {}), 60);
}
document.addEventListener("atlas:point", ({ detail }) => expect(detail.figure));
addEventListener("pointerover", ({ target }) => expect(target.closest?.("a[data-figure]")?.dataset.figure));

async function fetched(id) {
  const [known, told] = await ask(id);
  if (!known) return Object.assign(document.createElement("p"), { textContent: told });
  const page = new DOMParser().parseFromString(told, "text/html");
  const evidence = document.adoptNode(page.querySelector("main"));
  if (among.length < 2)
    among = [...evidence.querySelectorAll("nav a")].map(link => decodeURIComponent(link.getAttribute("href").slice(7)));
  if (!among.includes(id)) among.splice(evidence.querySelector('nav a[rel="prev"]') ? 1 : 0, 0, id);
  evidence.querySelector("nav").remove();
  return withCopies(evidence);
}

async function show(id, { group = [], from = document.activeElement } = {}) {
  if (drawer.hidden) opener = from;
  shown = id;
  among = [...new Set(group)];
  const content = await fetched(id);
  if (shown !== id) return;
  body.replaceChildren(content);
  body.scrollTop = 0;
  const at = among.indexOf(id);
  place.textContent = group.length > 1 ? `${at + 1} of ${among.length}` : "";
  back.disabled = at <= 0;
  on.disabled = at < 0 || at >= among.length - 1;
  beAsThePage();
  drawer.hidden = false;
  body.focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("atlas:shown", { detail: { figure: id } }));
}

function open(id, options) {
  if (!asked()) {
    push(history.state, "", address(id));
    pushed = true;
  } else put(history.state, "", address(id));
  return show(id, options);
}

function hide() {
  shown = "";
  drawer.hidden = true;
  document.dispatchEvent(new CustomEvent("atlas:shown", { detail: { figure: "" } }));
  opener?.focus?.({ preventScroll: true });
  opener = null;
}

function shut() {
  if (pushed) history.back();
  else put(history.state, "", address(""));
  pushed = false;
  hide();
}

const step = by => {
  const next = among[among.indexOf(shown) + by];
  if (next === undefined) return;
  put(history.state, "", address(next));
  show(next, { group: place.textContent ? among : [] });
};

// The address decides: after a step of the history, and on a page that is opened by a link.
function follow() {
  const id = asked();
  if (id && id !== shown) show(id);
  else if (!id && shown) hide();
  pushed &&= Boolean(id);
}

const GROUPS = "[data-figures], .atlas-tiles, .atlas-board, .atlas-story, .atlas-trail, table, ul, ol";

document.addEventListener("click", event => {
  const link = event.target.closest?.("a[data-figure]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const inside = drawer.contains(link) ? null : link.closest(GROUPS);
  const group = [...(inside?.querySelectorAll("a[data-figure]") ?? [])].map(one => one.dataset.figure);
  open(link.dataset.figure, { group, from: link });
});
document.addEventListener("atlas:open", ({ detail }) => open(detail.id, { group: detail.among, from: detail.from }));

drawer.addEventListener("click", event => {
  const button = event.target.closest("button");
  if (button?.dataset.step) step(Number(button.dataset.step));
  else if (button && "close" in button.dataset) shut();
});
document.addEventListener("keydown", event => {
  if (drawer.hidden || event.defaultPrevented) return;
  if (event.key === "Escape") shut();
  else if (drawer.contains(event.target) && { ArrowLeft: 1, ArrowRight: 1 }[event.key])
    step(event.key === "ArrowLeft" ? -1 : 1);
});

// A step that only opens or closes the drawer is none that the server needs to know.
let before = location.href;
const bare = href => {
  const url = new URL(href);
  url.searchParams.delete(KEY);
  return url.href;
};
addEventListener(
  "popstate",
  event => {
    if (bare(before) === bare(location.href)) event.stopImmediatePropagation();
    before = location.href;
    follow();
  },
  { capture: true },
);
addEventListener("atlas:moved", () => {
  before = location.href;
  follow();
});

// What the server wants opened, after a row or a place on the map was chosen, it says by an element.
new MutationObserver(() => {
  for (const element of document.querySelectorAll("[data-opens]")) {
    const { opens, among: group } = element.dataset;
    element.removeAttribute("data-opens");
    open(opens, { group: group.split(" ") });
  }
}).observe(document.body, { childList: true, subtree: true });

follow();
