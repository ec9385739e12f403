// Files: chosen or dropped anywhere on the record, sent at once, with progress.
const target = () => document.querySelector("form[data-upload]");
function send(form) {
  const bar = Object.assign(document.createElement("progress"), {max: 1, value: 0, ariaLabel: form.dataset.upload}), request = new XMLHttpRequest();
  form.append(bar);
  request.upload.addEventListener("progress", event => { bar.value = event.loaded / event.total; });
  request.addEventListener("loadend", () => {
    bar.remove();
    if (request.status >= 200 && request.status < 300) return location.reload();
    const why = new DOMParser().parseFromString(request.responseText, "text/html").querySelector("#fault p, main p")?.textContent;
    form.querySelector(".error")?.remove();
    form.append(Object.assign(document.createElement("p"), {className: "error", role: "alert", textContent: why ?? document.body.dataset.offline}));
  });
  request.open("POST", form.action);
  request.setRequestHeader("X-Swap", "1");
  request.send(new FormData(form));
}

document.addEventListener("change", event => {
  if (event.target.type === "file" && event.target.form?.matches("[data-upload]")) send(event.target.form);
});
document.addEventListener("dragover", event => { if (target() && event.dataTransfer.types.includes("Files")) event.preventDefault(); });
document.addEventListener("drop", event => {
  const form = target();
  if (!form || !event.dataTransfer.files.length) return;
  event.preventDefault();
  form.querySelector("[type=file]").files = event.dataTransfer.files;
  send(form);
});
