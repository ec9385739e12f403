// Dragging a card presses a button of its own "Move to" form.
let card = null;
const mark = lane => document.querySelectorAll("[data-lane]").forEach(each => each.toggleAttribute("data-over", each === lane));

document.addEventListener("dragstart", event => {
  card = event.target.closest?.("[data-card]");
  if (!card) return;
  event.dataTransfer.setData("text/plain", card.querySelector("h3").textContent);
  card.dataset.dragged = "";
});
document.addEventListener("dragover", event => {
  const lane = event.target.closest?.("[data-lane]");
  mark(card && lane);
  if (card && lane) event.preventDefault();
});
document.addEventListener("drop", event => {
  const lane = event.target.closest?.("[data-lane]");
  const button = card && lane && [...card.querySelectorAll("form button")].find(each => each.value === lane.dataset.lane);
  if (button) { event.preventDefault(); button.form.requestSubmit(button); }
});
document.addEventListener("dragend", () => { if (card) delete card.dataset.dragged; card = null; mark(null); });
