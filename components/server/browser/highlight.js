// Lights up, wherever it stands, what the reader points at or has in focus: the same figure, and all of its subject.

const root = document.baseURI.replace(/[^/]*$/, "");
let lit = "";
let known; // of each figure its subject and corridor, fetched when something is pointed at

function subjects() {
  known ??= fetch(`${root}figures.json`)
    .then(answer => answer.json())
    .then(({ figures }) => figures)
    .catch(() => ({}));
  return known;
}
globalThis.atlasSubjects = subjects;

async function light(what) {
  if (what === lit) return;
  lit = what;
  const of = what ? await subjects() : {};
  if (what !== lit) return;
  const [subject] = of[what] ?? [];
  const alike = element =>
    element.dataset.figure
      ? element.dataset.figure === what || (subject && of[element.dataset.figure]?.[0] === subject)
      : element.dataset.corridor === what;
  const ofCorridor = element => of[element.dataset.figure]?.[1] === what;
  for (const element of document.querySelectorAll("[data-figure], [data-corridor]"))
    element.classList.toggle("atlas-lit", Boolean(what && (alike(element) || ofCorridor(element))));
}

function pointedAt(target) {
  const element = target.closest?.("[data-figure], [data-corridor]");
  return element?.dataset.figure ?? element?.dataset.corridor ?? "";
}

for (const event of ["pointerover", "focusin"]) addEventListener(event, ({ target }) => light(pointedAt(target)));
document.addEventListener("pointerleave", () => light(""));
// A mark of a chart lies under what catches the pointer there, so the chart says which it is.
document.addEventListener("atlas:point", ({ detail }) => light(detail.figure));
