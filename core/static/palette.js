// Ctrl K: pages and records by a few letters, chosen with the arrows.
const WAIT = 120;
const dialog = document.getElementById("palette");
const input = dialog?.querySelector("input"), list = dialog?.querySelector("[role=listbox]"), none = dialog?.querySelector("[role=status]");
let timer, asked = 0, at = 0, waiting = false;          // waiting: what is listed answers older letters

export function openPalette() {
  if (!dialog || dialog.open) return;
  dialog.showModal();
  input.select();
  ask();
}

async function ask() {
  const turn = ++asked, q = input.value.trim();
  const reply = await fetch(`/palette?q=${encodeURIComponent(q)}`, {headers: {Accept: "application/json"}}).catch(() => null);
  const entries = reply?.ok ? (await reply.json()).entries : [];
  if (turn !== asked) return;                             // letters came since: their own answer is on its way
  waiting = false;
  list.replaceChildren(...entries.map(option));
  none.hidden = entries.length > 0 || !q;
  choose(0);
}

function option({text, kind, url}, n) {
  const link = Object.assign(document.createElement("a"), {href: url, id: `hit-${n}`, role: "option", tabIndex: -1});
  const part = (className, textContent) => Object.assign(document.createElement("span"), {className, textContent});
  link.append(part("cut", text), part("soft small end", kind));
  return link;
}

function choose(n) {
  const options = [...list.children];
  at = options.length ? (n + options.length) % options.length : 0;
  options.forEach((each, i) => { each.ariaSelected = String(i === at); });
  options[at]?.scrollIntoView({block: "nearest"});
  options.length ? input.setAttribute("aria-activedescendant", options[at].id) : input.removeAttribute("aria-activedescendant");
}

input?.addEventListener("input", () => { waiting = true; asked++; clearTimeout(timer); timer = setTimeout(ask, WAIT); });
input?.addEventListener("keydown", async event => {
  const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
  if (step) { event.preventDefault(); choose(at + step); }
  if (event.key !== "Enter") return;
  event.preventDefault();
  if (waiting) { clearTimeout(timer); await ask(); }
  list.children[at]?.click();
});
document.addEventListener("click", event => {
  if (event.target.closest("[data-palette]")) { event.preventDefault(); openPalette(); }
  if (event.target === dialog) dialog.close();
});
