// Brings the place that a link names into view, and holds it there while the page above it is still growing.

const PATIENCE = 8000; // milliseconds after which the page is taken to stand
const STEP = 200;
const NEAR = 90; // how many pixels from the top still count as in view
const READERS_OWN = ["wheel", "touchstart", "pointerdown", "keydown"];

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
