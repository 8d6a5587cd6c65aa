// «Ola Moen skriver i dette rådet nå»: tells colleagues that somebody writes here, and asks who else does. A notice,
// never a lock. The form that is marked `data-presence` has the address; its texts are the server's.
//
// GET  {"writing": "…" or null, "saved": {"<field>": {"version": 3, "newer": "Ola Moen lagret en nyere versjon …"}}}
// POST the form's proof alone, while somebody is in its fields.
import { announce } from "./counter.js";

const ASK_EVERY = 15000;
const TELL_EVERY = 20000;

export function watchPresence() {
  for (const form of document.querySelectorAll("form[data-presence]")) watchColleagues(form);
}

function watchColleagues(form) {
  const place = form.dataset.presence;
  let told = -TELL_EVERY;

  const tell = async (event) => {
    // Notes are written beside the answer, not in it.
    if (event.target.tagName !== "TEXTAREA" || "ownButton" in event.target.dataset) return;
    if (performance.now() - told < TELL_EVERY) return;
    told = performance.now();
    const proof = new URLSearchParams({ csrf: form.elements.csrf.value });
    await fetch(place, { method: "POST", headers: { Accept: "application/json" }, body: proof, credentials: "same-origin" }).catch(() => {});
  };

  const ask = async () => {
    if (!document.hidden) {
      const answer = await fetch(place, { headers: { Accept: "application/json" }, credentials: "same-origin" }).catch(() => null);
      if (answer?.ok) showColleagues(form, await answer.json().catch(() => ({})));
    }
    setTimeout(ask, ASK_EVERY);
  };

  form.addEventListener("focusin", tell);
  form.addEventListener("input", tell);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) told = -TELL_EVERY;
  });
  setTimeout(ask, ASK_EVERY);
}

function showColleagues(form, { writing = null, saved = {} }) {
  const line = form.querySelector("[data-presence-text]");
  const text = line.querySelector("span");
  const was = line.hidden ? null : text.textContent;
  line.hidden = writing === null;
  text.textContent = writing ?? "";
  if (writing !== null && writing !== was) announce(writing);
  for (const [field, { version, newer }] of Object.entries(saved)) {
    const shown = Number(form.elements[`v.${field}`]?.value);
    // What somebody else has saved since is not what stands in this page.
    if (version > shown) showSaved(form, field, newer);
  }
}

export function showSaved(form, field, text) {
  for (const line of form.querySelectorAll("[data-saved]")) {
    if (line.dataset.saved !== field) continue;
    line.hidden = text === "";
    line.querySelector("[data-saved-text]").textContent = text;
  }
}
