// Kept texts: "/" or "::" and the beginning of their name, or the button beside, offer them where one writes.
const known = new Map();
const START = /(?:^|\s)(\/|::)([\w-]*)$/;
function texts(url) {
  if (!known.has(url)) known.set(url, fetch(url, {headers: {accept: "application/json"}}).then(reply => reply.json()).then(found => found.texts).catch(() => { known.delete(url); return []; }));
  return known.get(url);
}

function enhance(area) {
  const list = Object.assign(document.createElement("ul"), {role: "listbox", id: `${area.id}-kept`, hidden: true});
  const box = Object.assign(document.createElement("span"), {className: "combobox"});
  box.dataset.own = "";
  list.ariaLabel = area.dataset.snippetsLabel ?? "";
  box.append(list);
  area.after(box);
  let from = 0, at = 0, found = [];
  const close = () => { list.hidden = true; area.removeAttribute("aria-activedescendant"); };
  const light = n => {
    at = (n + found.length) % found.length;
    [...list.children].forEach((each, i) => { each.ariaSelected = String(i === at); });
    area.setAttribute("aria-activedescendant", list.children[at].id);
  };
  const open = async (begin, word) => {
    const all = (await texts(area.dataset.snippets)).filter(each => each.shortcut.startsWith(word) || (word && each.name.toLowerCase().includes(word)));
    [from, found] = [begin, all];
    list.replaceChildren(...all.map((each, n) => Object.assign(document.createElement("li"), {role: "option", id: `${list.id}-${n}`, textContent: `/${each.shortcut} – ${each.name}`})));
    list.hidden = !all.length;
    if (all.length) light(0);
  };
  const take = n => {
    area.setRangeText(found[n].text, from, area.selectionStart, "end");
    close();
    area.focus();
    for (const name of ["input", "change"]) area.dispatchEvent(new Event(name, {bubbles: true}));
  };
  area.addEventListener("input", () => {
    const start = START.exec(area.value.slice(0, area.selectionStart));
    if (start) open(area.selectionStart - start[1].length - start[2].length, start[2].toLowerCase()); else close();
  });
  area.addEventListener("keydown", event => {
    if (list.hidden) return;
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (step) light(at + step); else if (event.key === "Enter" || event.key === "Tab") take(at); else if (event.key === "Escape") close(); else return;
    event.preventDefault();
    event.stopPropagation();
  });
  area.addEventListener("blur", close);
  list.addEventListener("pointerdown", event => { event.preventDefault(); take([...list.children].indexOf(event.target.closest("li"))); });
  area.closest("form").querySelector(`[data-snippets-for="${area.id}"]`)?.addEventListener("click", () => { area.focus(); open(area.selectionStart, ""); });
}

function all() {
  for (const area of document.querySelectorAll("textarea[data-snippets]")) if (area.nextElementSibling?.dataset.own === undefined) enhance(area);
}
document.addEventListener("swapped", all);
all();
