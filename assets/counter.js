// Counts characters (tegn) as the server does, and keeps the counters under the text fields alive.
// The server has drawn everything once; without this script the numbers are those of the last save.
// The modules are joined into one file by build.rs: imports stand on one line, names are unique.

const BREAKS = /\r\n?|[\u000B\u000C\u0085\u2028\u2029]/g;
const CONTROLS = /[\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F]/g;
const ANNOUNCE_AFTER = 1200;

// Equal to `text::canonical` in Rust, held by the same vectors: tests/data/character-vectors.json.
export function canonical(text) {
  const wellFormed = text.toWellFormed ? text.toWellFormed() : text.replace(/\p{Surrogate}/gu, "\uFFFD");
  return wellFormed.replace(BREAKS, "\n").replace(CONTROLS, "").normalize("NFC");
}

export function count(text) {
  let length = 0;
  for (const _ of canonical(text)) length += 1;
  return length;
}

export function surplus(text, limit) {
  return [...canonical(text)].slice(limit).join("");
}

export function stateOf(length, limit) {
  if (length > limit) return "over";
  return length * 100 > limit * 90 ? "near" : "ok";
}

// 4 000 with a space that does not break.
export function grouped(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, "\u00A0");
}

export function countText(patterns, length, limit) {
  const over = length > limit;
  return (over ? patterns.over : patterns.left)
    .replace("{n}", grouped(Math.abs(limit - length)))
    .replace("{count}", grouped(length));
}

export function watchCounters() {
  for (const field of document.querySelectorAll("textarea[data-limit]")) watchCounter(field);
}

function watchCounter(field) {
  const limit = Number(field.dataset.limit);
  const box = document.getElementById(`${field.id}-teller`);
  if (!box) return;
  let timer;
  let state = box.dataset.state;
  const update = (typed) => {
    const length = count(field.value);
    const before = state;
    state = stateOf(length, limit);
    const message = countText(box.dataset, length, limit);
    box.dataset.state = state;
    box.querySelector("[data-text]").textContent = message;
    box.querySelector(".v").setAttribute("width", Math.min(100, Math.floor((length * 100) / limit)));
    showSurplus(field, state === "over", limit);
    if (typed) {
      clearTimeout(timer);
      if (state !== "ok" || before !== state) timer = setTimeout(() => announce(message), ANNOUNCE_AFTER);
    }
  };
  field.addEventListener("input", () => update(true));
  // The browser may put back what was typed before a reload or a step back.
  addEventListener("pageshow", () => update(false));
  field.addEventListener("restored", () => update(false));
  update(false);
}

function showSurplus(field, over, limit) {
  const message = document.getElementById(`${field.id}-lang`);
  const beyond = document.getElementById(`${field.id}-over`);
  message.hidden = !over;
  beyond.hidden = !over;
  beyond.querySelector("mark").textContent = over ? surplus(field.value, limit) : "";
  if (over || "invalid" in field.dataset) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
  const ids = new Set((field.getAttribute("aria-describedby") ?? "").split(/\s+/).filter(Boolean));
  if (over) ids.add(message.id);
  else ids.delete(message.id);
  field.setAttribute("aria-describedby", [...ids].join(" "));
}

export function announce(message) {
  document.getElementById("live").textContent = message;
}
