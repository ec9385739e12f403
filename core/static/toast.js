// Messages go by themselves after eight seconds, but not while someone points at them or has the focus in them.
const STAYS = 8000;
function watch(toast) {
  let timer;
  const start = () => { timer = setTimeout(() => toast.remove(), STAYS); }, stop = () => clearTimeout(timer);
  for (const [event, then] of [["pointerenter", stop], ["focusin", stop], ["pointerleave", start], ["focusout", start]]) {
    toast.addEventListener(event, () => { stop(); then(); });
  }
  start();
}

export function say(text) {
  const toast = Object.assign(document.createElement("div"), {className: "toast", textContent: text});
  document.getElementById("toasts")?.append(toast);
  watch(toast);
}

const bySelection = async from => (getSelection().selectAllChildren(from), from.select?.(), document.execCommand("copy"));  // without https
document.querySelectorAll(".toast").forEach(watch);
document.addEventListener("click", event => {
  const button = event.target.closest("[data-close-toast], [data-copy]");
  if (!button?.dataset.copy) return button && (button.closest(".toast").remove(), document.getElementById("main")?.focus());
  const from = document.getElementById(button.dataset.copy), near = button.parentElement.querySelector("output"), text = document.body.dataset.copied;
  (navigator.clipboard?.writeText(from.value ?? from.textContent) ?? bySelection(from)).then(() => near ? near.textContent = text : say(text));
});
