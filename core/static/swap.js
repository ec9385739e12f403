// Posts a form and puts the answer in its place; opens dialogs. Without it the same forms load whole pages.
import {morph, snapshot} from "./morph.js";

const turns = new WeakMap();                               // form -> number of its latest request
const isPress = button => button?.hasAttribute("data-press") ?? false;
async function send(form, button) {
  const turn = (turns.get(form) ?? 0) + 1, sent = snapshot(form);
  turns.set(form, turn);
  form.ariaBusy = "true";
  const address = button?.getAttribute("formaction") ?? form.getAttribute("action");
  const body = new URLSearchParams(new FormData(form, button));
  let text;
  try {
    const reply = await fetch(address, {method: "POST", headers: {"X-Swap": "1"}, body});
    if (reply.headers.has("X-Go")) return go(reply.headers.get("X-Go"), form.closest("dialog"));
    if (reply.headers.has("X-Whole")) return sendWhole(form, address);
    text = await reply.text();
  } catch { return settle(form, turn), complain(form, document.body.dataset.offline, () => send(form, button)); }
  if (turns.get(form) !== turn) return;                    // a later request will answer
  settle(form, turn);
  show(form, new DOMParser().parseFromString(text, "text/html"), sent, isPress(button));
}

// Who saves a page stays where they were in it. A pop-up gives way to one that follows; then the page below is read anew.
function go(address, dialog) {
  if (dialog && address.startsWith("/wizard/")) return dialog.onclose = () => location.reload(), openDialog(address);
  if (new URL(address, location.href).pathname === location.pathname) sessionStorage.setItem("focus", trail(document.activeElement));
  location.assign(address);
}

// The answer is another page (what an installation would bring): the same form once more, as browsers send it.
function sendWhole(form, address) {
  document.dispatchEvent(new CustomEvent("going"));
  form.setAttribute("action", address);
  HTMLFormElement.prototype.submit.call(form);
}

function settle(form, turn) {
  if (turns.get(form) === turn) { form.removeAttribute("aria-busy"); delete form.dataset.pressing; }
}

function show(form, page, sent, pressed) {
  const id = form.dataset.swap, old = document.getElementById(id), fresh = page.getElementById(id);
  if (!fresh) return complain(form, page.querySelector("#fault, main, body")?.innerText.trim().replace(/\s*\n\s*/g, " "));
  const path = trail(document.activeElement);
  morph(old, fresh, sent);
  document.dispatchEvent(new CustomEvent("swapped"));
  const summary = document.getElementById(id).querySelector("#conflict, [role=alert]");
  if (pressed && summary) summary.focus();
  else if (document.activeElement === document.body) path.find(id => focusOn(document.getElementById(id)));
}

// The ids around an element: where focus goes if the answer has it no more.
function trail(element) {
  const ids = [];
  for (let at = element; at && at !== document.body; at = at.parentElement) if (at.id) ids.push(at.id);
  return [...ids, "main"];
}

function focusOn(element) {
  if (!element || element.closest("[popover]:not(:popover-open)")) return false;
  element.focus({preventScroll: true});
  if (document.activeElement !== element) { element.tabIndex = -1; element.focus({preventScroll: true}); }
  return document.activeElement === element;
}

// What went wrong stands in the form, never in a toast.
function complain(form, text, again) {
  const place = form.closest("[popover]") ? document.getElementById(form.dataset.swap) : form.querySelector("#problems") ?? form;
  const notice = Object.assign(document.createElement("div"), {className: "notice", tabIndex: -1, id: "problem-summary", role: "alert", textContent: text});
  notice.dataset.tone = "bad";
  if (again) notice.append(Object.assign(document.createElement("button"), {type: "button", textContent: document.body.dataset.again, onclick: again}));
  place.querySelector("#problem-summary")?.remove();
  place.prepend(notice);
  notice.focus();
}

export async function openDialog(address) {
  const dialog = document.getElementById("dialog");
  const reply = await fetch(address, {headers: {"X-Swap": "1"}}).catch(() => null);
  if (!reply?.ok || reply.headers.has("X-Go")) return location.assign(reply?.headers.get("X-Go") ?? address);
  dialog.replaceChildren(...new DOMParser().parseFromString(await reply.text(), "text/html").body.childNodes);
  dialog.setAttribute("aria-labelledby", "dialog-title");
  if (!dialog.open) dialog.showModal();
  document.dispatchEvent(new CustomEvent("swapped", {detail: "opened"}));
}

// An error's link leads to its field, also in a closed tab or behind what a script put in its place.
export function reach(id) {
  const field = document.getElementById(id), pane = field?.closest(".pane");
  if (!field) return;
  const tab = pane && document.getElementById(pane.id.replace("pane-", "tab-"));
  if (tab) tab.checked = true;
  const target = field.nextElementSibling?.dataset.own !== undefined ? field.nextElementSibling : field;
  (target.matches("input, [contenteditable]") ? target : target.querySelector("input") ?? target).focus();
}

document.addEventListener("submit", event => {
  const form = event.target, button = event.submitter;
  if (form.dataset.pressing) return event.preventDefault();      // the second half of a double click
  if (isPress(button) || "once" in form.dataset) form.dataset.pressing = "1";
  if (button?.dataset.busy) button.lastChild.data = button.dataset.busy;
  if (!("swap" in form.dataset)) return;
  event.preventDefault();
  document.querySelectorAll(":popover-open").forEach(open => open.matches(".menu") && open.hidePopover());
  send(form, button);
});
document.addEventListener("change", event => {
  const form = event.target.form;
  if (form?.matches("[data-swap]") && "live" in event.target.dataset && !form.dataset.pressing) {
    send(form, [...form.elements].find(element => element.matches(".no-js")));
  }
});
document.addEventListener("click", event => {
  const link = event.target.closest("a[data-dialog], a[data-close], a[href^='#i-'], label[for]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  if (link.matches("label")) { if (document.getElementById(link.htmlFor)?.nextElementSibling?.dataset.own === undefined) return; }
  const dialog = link.closest("dialog");
  if ("close" in link.dataset && !dialog) return;
  event.preventDefault();
  if ("close" in link.dataset) dialog.requestClose ? dialog.requestClose() : dialog.close();
  else if ("dialog" in link.dataset) openDialog(link.href);
  else reach(link.htmlFor ?? link.hash.slice(1));
});
document.addEventListener("invalid", event => reach(event.target.id), true);
addEventListener("pageshow", event => event.persisted && document.querySelectorAll("[data-pressing]").forEach(form => delete form.dataset.pressing));
`problem-summary,${sessionStorage.getItem("focus") ?? ""}`.split(",").find(id => focusOn(document.getElementById(id)));
sessionStorage.removeItem("focus");
