// Shortcuts. Elements say which key is theirs by data-key: one letter for links of the menu (after g), for others as is.
import {openPalette} from "./palette.js";
const PAIR = 1200;
let after = -PAIR;
const typing = target => target.closest("input, textarea, select, [contenteditable]") !== null;
const press = element => { element.matches("input") ? (element.focus(), element.select()) : element.click(); };

function onModified(event) {
  if (event.key === "k") { event.preventDefault(); openPalette(); }
  if (event.key !== "Enter") return;
  const around = event.target.closest("dialog[open]") ?? event.target.closest("form:not(#record-form)") ?? document;
  const button = around.querySelector("[data-key=save], .primary[data-press], button.primary");
  if (button) { event.preventDefault(); button.click(); }
}

function onSingle(event) {
  const paired = performance.now() - after < PAIR;
  after = event.key === "g" ? performance.now() : -PAIR;
  const key = CSS.escape(event.key);
  const element = paired ? document.querySelector(`.side [data-key="${key}"]`)
    : event.key === "?" ? document.querySelector("[popovertarget=shortcuts]")
    : event.key.length === 1 ? document.querySelector(`main [data-key="${key}"]`) : null;
  if (element) { event.preventDefault(); press(element); }
}

function inMenu(event) {
  const menu = event.target.closest(".menu:popover-open") ?? document.querySelector(".menu:popover-open");
  if (!menu || !["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) return false;
  if (event.target.matches("input:not([type=checkbox])")) return false;
  const items = [...menu.querySelectorAll("a, button, input:not([type=hidden])")].filter(item => item.checkVisibility());
  const at = items.indexOf(document.activeElement), last = items.length - 1;
  const to = {ArrowDown: at < last ? at + 1 : 0, ArrowUp: at > 0 ? at - 1 : last, Home: 0, End: last}[event.key];
  event.preventDefault();
  return items[to]?.focus(), true;
}

document.addEventListener("keydown", event => {
  if (event.isComposing || event.altKey || inMenu(event)) return;
  if (event.ctrlKey || event.metaKey) return onModified(event);
  if (typing(event.target) || "noSingleKeys" in document.body.dataset || document.querySelector("dialog[open]")) return;
  onSingle(event);
});
