// Keeps the browser's history to the reader's steps: one entry for a page, one for a filter that the reader changes.
//
// Left alone, Streamlit replaces the address where a reader changes a filter, and adds an entry wherever its server
// words the address anew: for a value in a link that does not exist, and on leaving a page, for what only that page
// keeps in its address. Here it is the other way round.

const add = history.pushState.bind(history);
const replace = history.replaceState.bind(history);

let acting = false; // whether the reader has done anything since the page was entered
let changed = ""; // what the entry stands for, until the reader begins something else
let stepping = false; // whether the reader's last act was to press a step through the documents
let settled = ""; // the address from before the server worded it anew, after the reader's last act

// Names the parameters in which an address differs from that of the page.
function difference(url) {
  const [before, after] = [location, new URL(url, location.href)].map(one => new URLSearchParams(one.search));
  const differs = key => `${before.getAll(key)}` !== `${after.getAll(key)}`;
  return [...new Set([...before.keys(), ...after.keys()])].filter(differs).join();
}

history.pushState = (state, title, url) => {
  if (new URL(url, location.href).pathname === location.pathname) {
    if (stepping) return history.replaceState(state, title, url);
    settled ||= location.href;
    replace(state, title, url);
    told();
    return;
  }
  if (settled) replace(history.state, "", settled);
  add(state, title, url);
  begin(false);
  told();
};

history.replaceState = (state, title, url) => {
  const what = difference(url);
  (acting && what !== changed ? add : replace)(state, title, url);
  changed = what;
  told();
};

function told() {
  dispatchEvent(new Event("atlas:moved"));
}

function begin(acts) {
  acting = acts;
  changed = settled = "";
}

addEventListener("popstate", () => begin(false), { capture: true });
addEventListener("pointerdown", () => begin(true), { capture: true });
addEventListener(
  "click",
  ({ target }) => {
    stepping = Boolean(target.closest?.(".st-key-steps"));
    settled = "";
  },
  { capture: true },
);
addEventListener(
  "keydown",
  event => {
    if (["Enter", " "].includes(event.key)) begin(true);
    acting = true;
    settled = "";
  },
  { capture: true },
);
