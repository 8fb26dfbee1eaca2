// Keeps the browser's history to the reader's steps: one entry for a page, one for a filter that the reader changes.
//
// Left alone, Streamlit replaces the address where a reader changes a filter, and adds an entry wherever its server
// words the address anew: for a value in a link that does not exist, and on leaving a page, for what only that page
// keeps in its address. Here it is the other way round.

const add = history.pushState.bind(history);
const replace = history.replaceState.bind(history);
const elsewhere = url => new URL(url, location.href).pathname !== location.pathname;

let changing = false; // whether the reader has begun what may change a filter, and no entry stands for it yet
let settled = ""; // the address from before the server worded it anew, after the reader's last act

history.pushState = (state, title, url) => {
  if (!elsewhere(url)) {
    settled ||= location.href;
    replace(state, title, url);
    return;
  }
  if (settled) replace(history.state, "", settled);
  add(state, title, url);
  changing = false;
  settled = "";
};

history.replaceState = (state, title, url) => {
  (changing ? add : replace)(state, title, url);
  changing = false;
};

function note(event) {
  settled = "";
  if (event.type === "popstate") changing = false;
  else if (event.type === "pointerdown" || ["Enter", " "].includes(event.key)) changing = true;
}

for (const act of ["pointerdown", "keydown", "click", "popstate"]) addEventListener(act, note, { capture: true });
