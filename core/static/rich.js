// Text with bold, italics, lists and links is edited as it looks. The textarea keeps its HTML, which the server sanitises.
function enhance(area) {
  const page = Object.assign(document.createElement("div"), {className: "prose rich", contentEditable: "true", role: "textbox", ariaMultiLine: "true"});
  page.dataset.own = "";
  page.ariaLabel = area.labels[0]?.textContent.trim() ?? "";
  page.append(...new DOMParser().parseFromString(area.value, "text/html").body.childNodes);
  page.addEventListener("input", () => { area.value = page.innerText.trim() ? page.innerHTML : ""; });
  page.addEventListener("blur", () => area.dispatchEvent(new Event("change", {bubbles: true})));
  area.after(page);
}

function all() {
  for (const area of document.querySelectorAll("textarea[data-rich]")) if (area.nextElementSibling?.dataset.own === undefined) enhance(area);
}
document.addEventListener("swapped", all);
all();
