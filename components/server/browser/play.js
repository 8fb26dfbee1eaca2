// Plays the documents one after another: presses “Later” for the reader, waits until the page stands, and goes on.

const DWELL = 2600; // milliseconds for which each step is shown
let timer = 0;

const place = () => document.querySelector(".atlas-step")?.dataset ?? {};
const isLast = () => place().step === place().steps;

const show = playing => document.documentElement.classList.toggle("atlas-playing", playing);

function stop() {
  clearTimeout(timer);
  timer = 0;
  show(false);
}

// Goes on once the step before has been drawn; what is shown last is where it ends.
function step(before) {
  const { step: now } = place();
  const stands = now && document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === "notRunning";
  if (before === now || !stands) timer = setTimeout(step, 100, before);
  else if (before && isLast()) stop();
  else
    timer = setTimeout(
      () => {
        const on = document.querySelector(".st-key-step-on button");
        if (!on) return stop();
        on.click();
        step(now);
      },
      before ? DWELL : 0,
    );
}

document.addEventListener("click", ({ target, isTrusted }) => {
  if (target.closest?.("[data-play]")) {
    if (timer) return stop();
    show(true);
    step("");
  } else if (timer && isTrusted) stop();
});
addEventListener("popstate", stop);
