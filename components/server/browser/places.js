// Brings into view the place that a link names, and holds it there while the page above it is still growing; and in
// present mode the exhibit that an arrow key asks for, one a step, a screen a step where the next is farther than that.

const PATIENCE = 8000; // milliseconds after which the page is taken to stand
const STEP = 200;
const NEAR = 90; // how many pixels from the top still count as in view
const READERS_OWN = ["wheel", "touchstart", "pointerdown", "keydown"];
const STEPS = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 };
const OWN_KEYS = "input, textarea, select, button, [role], .atlas-chart, .atlas-map, .atlas-drawer"; // these use them
const FAR = 1.5; // screens to the next exhibit from which on what lies between is read first,
const SCREEN = 0.9; // by so much of a screen a step
const MOVING = 700; // milliseconds that a step takes at most

function named() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
}

function hold() {
  const name = named();
  if (!name) return;
  const end = performance.now() + PATIENCE;
  let taken = false;
  const leave = () => (taken = true);
  for (const event of READERS_OWN) addEventListener(event, leave, { once: true, capture: true, passive: true });
  const step = () => {
    if (taken || performance.now() > end) return;
    const place = document.getElementById(name);
    if (place && Math.abs(place.getBoundingClientRect().top) > NEAR) place.scrollIntoView({ behavior: "instant" });
    setTimeout(step, STEP);
  };
  step();
}

addEventListener("hashchange", hold);
hold();

// Where each step of a presentation ends, from the top down: the head of the page, the exhibits, and its end.
function stops(main) {
  const { top, height } = main.getBoundingClientRect();
  const last = main.scrollHeight - height;
  const found = [...main.querySelectorAll('[class*="st-key-frame-"]')].map(frame => {
    const box = frame.getBoundingClientRect();
    return main.scrollTop + box.top - top - Math.max(0, height - box.height) / 2;
  });
  return [0, ...found, last].map(at => Math.min(last, Math.max(0, at)));
}

let aim = { at: 0, until: 0 };

addEventListener("keydown", event => {
  const way = STEPS[event.key];
  const main = document.querySelector('[data-testid="stMain"]');
  const others = event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.defaultPrevented;
  if (!way || !main || others || !document.querySelector(".atlas-leave") || event.target.closest?.(OWN_KEYS)) return;
  event.preventDefault();
  const now = performance.now() < aim.until ? aim.at : main.scrollTop;
  const beyond = stops(main).filter(at => (at - now) * way > NEAR / 4);
  if (!beyond.length) return;
  const next = way > 0 ? Math.min(...beyond) : Math.max(...beyond);
  const screen = main.clientHeight;
  const at = Math.abs(next - now) > FAR * screen ? now + way * SCREEN * screen : next;
  aim = { at, until: performance.now() + MOVING };
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  main.scrollTo({ top: at, behavior: still ? "instant" : "smooth" });
});
