// A scanner types wherever the focus is. What it types while no field has the focus goes into the scan field.
const code = document.getElementById("code");
code?.select();
addEventListener("keydown", event => {
  if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, dialog")) return;
  if (event.key === " " && event.target.closest("button, a")) return;
  code?.focus();
  code?.select();
});
