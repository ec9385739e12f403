// Tells that a form has unsaved changes, and asks before they are lost.
const clean = new Map();                                    // id of a form -> what it held when it was loaded
const held = form => new URLSearchParams([...new FormData(form)].filter(([name]) => !name.startsWith("_"))).toString();
export const isDirty = form => clean.has(form.id) && held(form) !== clean.get(form.id);
function remember() {
  for (const form of document.querySelectorAll("form[data-guard]")) if (!clean.has(form.id)) clean.set(form.id, held(form));
  tell();
}

function tell() {
  const form = document.getElementById("record-form"), saved = document.getElementById("saved");
  if (!form || !saved) return;
  const dirty = isDirty(form), text = dirty ? saved.dataset.text : "";
  if (saved.textContent !== text) saved.textContent = text;
  document.getElementById("save")?.classList.toggle("primary", dirty || form.getAttribute("action").endsWith("/new"));
}

let leaving = false;
document.addEventListener("input", tell);
document.addEventListener("swapped", event => { if (event.detail) clean.delete("wizard"); remember(); });
document.addEventListener("submit", event => { if (!event.defaultPrevented && "guard" in event.target.dataset) leaving = true; });
document.addEventListener("click", event => { if (event.target.closest("[data-discard]")) leaving = true; });
addEventListener("beforeunload", event => {
  if (!leaving && [...document.querySelectorAll("form[data-guard]")].some(form => !form.dataset.pressing && isDirty(form))) event.preventDefault();
});
const dialog = document.getElementById("dialog");
dialog?.addEventListener("cancel", event => {
  const form = dialog.querySelector("form[data-guard]");
  if (form && isDirty(form) && !confirm(document.body.dataset.unsaved)) event.preventDefault();
});
dialog?.addEventListener("close", () => { clean.delete("wizard"); dialog.replaceChildren(); });
remember();
