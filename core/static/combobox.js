// Search in a long select. The select stays: it holds the value, and everything works on it alone.
// Where the server has more choices than the select, data-combobox is the address that finds them.
const MOST = 60;
let made = 0, asked = 0;

function enhance(select) {
  const box = document.createElement("span"), id = `combobox-${++made}`;
  box.className = "combobox";
  box.dataset.own = "";
  const input = Object.assign(document.createElement("input"), {type: "text", role: "combobox", autocomplete: "off", ariaExpanded: "false", ariaAutoComplete: "list"});
  const list = Object.assign(document.createElement("ul"), {role: "listbox", id, hidden: true});
  input.setAttribute("aria-controls", id);
  list.ariaLabel = input.ariaLabel = select.ariaLabel ?? select.labels[0]?.textContent.trim() ?? "";
  box.append(input, list);
  select.after(box);
  let at = -1;

  const close = () => { list.hidden = true; input.ariaExpanded = "false"; input.removeAttribute("aria-activedescendant"); };
  const reset = () => { input.value = select.selectedOptions[0]?.textContent ?? ""; close(); };
  const light = n => {
    const all = [...list.children];
    at = all.length ? (n + all.length) % all.length : -1;
    all.forEach((each, i) => { each.ariaSelected = String(i === at); });
    if (at >= 0) { input.setAttribute("aria-activedescendant", all[at].id); all[at].scrollIntoView({block: "nearest"}); }
  };
  const show = found => {
    list.replaceChildren(...found.slice(0, MOST).map((each, n) => {
      const item = Object.assign(document.createElement("li"), {role: "option", id: `${id}-${n}`, textContent: each.textContent || "–"});
      item.dataset.value = each.value;
      return item;
    }));
    list.hidden = false;
    input.ariaExpanded = "true";
    light(Math.max(0, found.findIndex(each => each.selected)));
  };
  const open = words => {
    show([...select.options].filter(each => words.every(word => each.textContent.toLowerCase().includes(word))));
    if (select.dataset.combobox) more(words.join(" "));
  };
  const more = async words => {
    const turn = ++asked, body = new URLSearchParams(new FormData(select.form)), headers = {"X-Swap": "1"};
    const reply = await fetch(`${select.dataset.combobox}&q=${encodeURIComponent(words)}`, {method: "POST", headers, body}).catch(() => null);
    if (turn !== asked || list.hidden || !reply?.headers.get("content-type")?.includes("json")) return;
    show([...[...select.options].slice(0, words ? 0 : 1), ...(await reply.json()).choices.map(({value, text}) => {
      const known = [...select.options].find(each => each.value === value) ?? new Option(text, value);
      select.append(known);
      return known;
    })]);
  };
  const take = item => {
    const changed = item && select.value !== item.dataset.value;
    if (changed) select.value = item.dataset.value;
    reset();
    if (changed) for (const name of ["input", "change"]) select.dispatchEvent(new Event(name, {bubbles: true}));
  };
  input.oninput = () => open(input.value.toLowerCase().split(/\s+/).filter(Boolean));
  input.onfocus = () => input.select();
  input.onclick = () => list.hidden && open([]);
  input.onblur = reset;
  list.onpointerdown = event => { event.preventDefault(); take(event.target.closest("li")); };
  input.onkeydown = event => {
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (step) { event.preventDefault(); list.hidden ? open([]) : light(at + step); }
    else if (event.key === "Enter" && !event.ctrlKey && !list.hidden) { event.preventDefault(); take(list.children[at]); }
    else if (event.key === "Escape" && !list.hidden) { event.preventDefault(); reset(); }
  };
  box.reset = reset;
  reset();
}

function all() {
  for (const select of document.querySelectorAll("select[data-combobox]")) {
    const box = select.nextElementSibling;
    if (box?.dataset.own === undefined) enhance(select); else if (!box.contains(document.activeElement)) box.reset();
    select.nextElementSibling.firstChild.ariaInvalid = select.getAttribute("aria-invalid");
  }
}
document.addEventListener("swapped", all);
all();
