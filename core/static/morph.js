// Turns one tree into another by touching only what differs, so that focus, caret and scroll stay where they are.
// Nodes are told apart by tag and id. What a script made for itself (data-own) is left alone.

const kind = node => node.nodeType === 1 ? node.tagName + node.id : node.nodeType;
const own = node => node.nodeType === 1 && "own" in node.dataset;
export function morph(old, fresh, sent) {
  if (kind(old) !== kind(fresh)) return old.replaceWith(fresh);
  if (old.nodeType !== 1) { if (old.data !== fresh.data) old.data = fresh.data; return; }
  attributes(old, fresh);
  const wanted = new Set([...fresh.children].map(child => child.id)), kept = new Map();
  for (const child of [...old.children]) {
    if (child.id && !own(child)) wanted.has(child.id) ? kept.set(child.id, child) : child.remove();
  }
  let at = past(old.firstChild);
  for (const want of [...fresh.childNodes]) {
    const have = want.id ? kept.get(want.id) : at && !at.id ? at : null;
    if (!have) { old.insertBefore(want, at); continue; }
    if (want.id) while (at && at !== have && !at.id) at = drop(at);
    if (have === at) at = past(at.nextSibling); else old.insertBefore(have, at);
    morph(have, want, sent);
  }
  while (at) at = drop(at);
  typed(old, fresh, sent);
}

function attributes(old, fresh) {
  for (const {name} of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const {name, value} of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
}

function past(node) { while (node && own(node)) node = node.nextSibling; return node; }
function drop(node) { const next = past(node.nextSibling); node.remove(); return next; }

// A value that was changed after it was sent wins over the answer.
function typed(old, fresh, sent) {
  if (!old.name || !sent.has(old)) return;
  if (old.type === "checkbox") { if (sent.get(old) === String(old.checked)) old.checked = fresh.checked; }
  else if (old.type !== "radio" && sent.get(old) === old.value && old.value !== fresh.value) old.value = fresh.value;
}

export const snapshot = form =>
  new Map([...form.elements].map(e => [e, e.type === "checkbox" ? String(e.checked) : e.value]));
