// Selecting rows of a list: all of a page, a range with Shift, and how many there are.
let last = null;
const boxes = form => [...form.querySelectorAll("tbody input[type=checkbox]")];
function tell(form) {
  const all = boxes(form), some = all.filter(box => box.checked), head = form.querySelector("[data-all]");
  head.checked = some.length > 0 && some.length === all.length;
  head.indeterminate = some.length > 0 && some.length < all.length;
  form.querySelector("[data-count]").textContent = some.length;
}

document.addEventListener("click", event => {
  const form = event.target.closest("form[data-bulk]"), box = event.target;
  if (!form) return;
  if (box.matches("[data-all]")) for (const each of boxes(form)) each.checked = box.checked;
  if (box.closest("[data-clear]")) { form.reset(); form.querySelector("[data-all]").focus(); }
  if (box.matches("tbody input[type=checkbox]")) {
    const all = boxes(form), from = all.indexOf(last), to = all.indexOf(box);
    if (event.shiftKey && from >= 0) for (const each of all.slice(Math.min(from, to), Math.max(from, to))) each.checked = box.checked;
    last = box;
  }
  tell(form);
});
document.querySelectorAll("form[data-bulk]").forEach(tell);
