// The text that is being added: its marks, the keys that walk through them, the choice of a file, and what the tab of
// the browser keeps of it until it is added or put away. Nothing of it goes into an address or beyond the tab.

const KEPT = "atlas-intake";
const GIVING = 3000; // milliseconds that the server has to take a draft that is given back
const KEYS = { Enter: "accept", Backspace: "leave", ArrowLeft: "back", ArrowUp: "back", ArrowRight: "on", ArrowDown: "on" };

const make = (tag, words, className = "") => Object.assign(document.createElement(tag), { textContent: words, className });
const isReady = () => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === "notRunning";

// A key acts where the reader is not in a field; with Ctrl, Enter accepts from there too.
addEventListener("keydown", event => {
  const text = document.querySelector(".atlas-document");
  const act = KEYS[event.key];
  let first;
  if (!text || event.altKey || event.shiftKey) return;
  const { activeElement: place } = document;
  const isHere = place === document.body || place.closest('[data-testid="stMain"]');
  if (event.key === "Escape" && isHere && place.getAttribute("aria-expanded") !== "true") {
    text.focus({ preventScroll: true });
    return;
  }
  if (event.key === "Tab" && (place === text || place === document.body) && (first = firstField())) {
    event.preventDefault();
    return first.focus();
  }
  const isSure = event.key === "Enter" && (event.ctrlKey || event.metaKey);
  const isOutside = place !== document.body && !text.contains(place);
  if (!act || (!isSure && (isOutside || event.ctrlKey || event.metaKey))) return;
  event.preventDefault();
  if (event.repeat) return;
  if (isSure) place.blur();
  text.focus({ preventScroll: true });
  press(act);
});

// The field that something is lacking in, else the first of all.
function firstField() {
  const parts = [...document.querySelectorAll(".st-key-intake-form :is(input, .atlas-fault)")];
  return parts[Math.max(parts.findIndex(part => part.matches(".atlas-fault")) - 1, 0)];
}

// Presses a button once what was typed before has come to the server and the page stands.
function press(act, tries = 100) {
  if (!isReady() && tries) setTimeout(press, 50, act, tries - 1);
  else document.querySelector(`.st-key-intake-${act} button`)?.click();
}

function keep(draft) {
  try {
    sessionStorage.setItem(KEPT, draft);
  } catch {
    // A browser that keeps nothing: the draft can still be saved as a file.
  }
}

async function take(file, name, { data, setTriggerValue }) {
  if (!file) return;
  if (file.size > (name === "draft" ? 4 : 1) * data.most) return setTriggerValue("odd", "size");
  try {
    setTriggerValue(name, new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer()));
  } catch {
    setTriggerValue("odd", "type");
  }
}

function chooser(words, accept, name, component) {
  const label = make("label", words, "atlas-file");
  const input = Object.assign(document.createElement("input"), { type: "file", accept });
  input.addEventListener("change", async () => {
    await take(input.files[0], name, component);
    input.value = ""; // so that the same file can be chosen again
  });
  label.append(input);
  return label;
}

function begin(element, component) {
  if (component.data.forget) sessionStorage.removeItem(KEPT);
  const kept = sessionStorage.getItem(KEPT);
  if (kept && performance.now() - (element.given ?? -GIVING) < GIVING) return;
  if (kept) {
    element.given = performance.now(); // a second time at once would cut off the run that it began
    return component.setTriggerValue("draft", kept);
  }
  element.className = "atlas-files";
  element.replaceChildren(
    chooser("Choose a text file", ".txt,.md,text/plain", "file", component),
    chooser("Go on with a saved draft", ".json", "draft", component),
  );
}

function mark(words, at, kind, state, isCurrent, go) {
  const button = make("mark", words, `atlas-mark atlas-mark-${kind} atlas-mark-${state}`);
  button.setAttribute("role", "button");
  button.tabIndex = -1;
  button.title = { claims: "Figure", omissions: "Other number", milestones: "Stage", mentions: "Name" }[kind];
  if (isCurrent) button.setAttribute("aria-current", "true");
  button.addEventListener("click", () => go(at));
  return button;
}

function draw(element, { data, setTriggerValue }) {
  keep(data.draft);
  const isNew = element.className !== "atlas-document";
  const had = element.contains(document.activeElement);
  element.className = "atlas-document";
  element.tabIndex = 0;
  element.setAttribute("role", "group");
  element.setAttribute("aria-label", "The text, with its figures marked. Enter accepts, arrows move, Backspace leaves out.");
  element.replaceChildren(
    ...data.paragraphs.map(({ number, parts }) => {
      const paragraph = make("p", "", number ? "" : "atlas-document-head");
      for (const [words, at, kind, state] of parts)
        paragraph.append(at === undefined ? words : mark(words, at, kind, state, at === data.at, one => setTriggerValue("item", one)));
      return paragraph;
    }),
  );
  const current = element.querySelector("[aria-current]");
  if (current) {
    const { top, bottom } = current.getBoundingClientRect();
    const frame = element.getBoundingClientRect();
    if (top < frame.top + 40 || bottom > frame.bottom - 40) element.scrollTop += top - frame.top - frame.height / 3;
  }
  if (isNew || had) element.focus({ preventScroll: true });
}

function stand(component) {
  const { parentElement: parent, data } = component;
  let element = parent.firstElementChild;
  if (!element) parent.append((element = document.createElement("div")));
  (data.paragraphs ? draw : begin)(element, component);
  return () => element.remove();
}

globalThis.atlasIntake = { stand };
