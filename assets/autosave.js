// Saves a form marked `data-autosave` while somebody writes in it. All texts are attributes of the
// form, written by the server in the page's language; the time of saving is the server's too.
//
// Request: the form itself, urlencoded, with `Accept: application/json`.
// 200 {"saved_at_text": "Lagret kl. 14.32", "version": {"<name of hidden field>": "<new value>", …}}
//     Hidden fields that hold a version carry `data-version`. With "message": "…" the texts are saved and something
//     else is not, which is said: only the form sent as a page asks about it. "saved" has what is to be said at each field.
// 409 {"message": "…"} (optional): somebody else has saved; the form is then sent as a page, which shows both texts.
//     Until then what is typed goes on being saved when the field is left: the server keeps each text beside the one that stands.
//     The same text over the same version again is 200: it stands already, and its version is told.
//     With "type", as a problem has it, there are no two texts: it is refused as other 4xx are. Locked: tried again by a press, too.
// 401: the session has ended. When the link has been opened in another tab, the form goes on from there: 403 {"csrf": "…"}
//     has the proof of the new session.
// Other 4xx {"message": "…"} or {"detail": "…"} (optional): said, and tried again when something has been changed. 422: sent as
//     a page, the form comes back with what is wrong.
// 408, 429, 5xx and a lost network: tried again, and a copy is kept for this tab until it is saved.
//
// A form marked `data-keep` is saved by its buttons alone: of that a copy is kept for this tab until it is sent, and whoever
// leaves it before is asked first. One marked `data-guard` asks the same and keeps no copy. `="typed"`: the page was drawn with
// something that is not stored.
import { announce, canonical } from "./counter.js";
import { showSaved } from "./presence.js";

const PAUSE = 3000;
const FIRST_RETRY = 5000;
const LAST_RETRY = 60000;
const PATIENCE = 5000;
// For what was sent, not for when: it was not stored the first time, either.
const REFUSED_ALWAYS = [400, 413, 422];
const COPY = "utkast:";

export function watchForms() {
  dropSentCopies();
  for (const form of document.querySelectorAll("form[data-autosave]")) watchForm(form);
  for (const form of document.querySelectorAll("form[data-keep]")) keepForm(form);
  for (const form of document.querySelectorAll("form[data-guard]")) guardForm(form, form.dataset.guard === "typed");
}

function keepForm(form) {
  // By where it is sent: the page that it stands on may answer at the address of another form.
  const place = COPY + new URL(form.getAttribute("action"), location.href).pathname;
  const isTyped = form.dataset.keep === "typed";
  const isUnsent = guardForm(form, isTyped);
  const changed = () => (isUnsent() ? keepCopy(place, form) : sessionStorage.removeItem(place));

  if (isTyped) keepCopy(place, form);
  else if (restoreCopy(place, form)) {
    const notice = form.querySelector("[data-restored]");
    if (notice) notice.hidden = false;
    announce(form.dataset.textRestored);
  }
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", () => markSent(place, form));
}

// Whoever leaves the page with something in the form that was not sent is asked first. Gives whether there is such a thing.
function guardForm(form, isTyped) {
  let drawn = serialised(form);
  let left = false;
  const isUnsent = () => isTyped || serialised(form) !== drawn;
  form.addEventListener("submit", () => (left = true));
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    // Back on the page that was sent: what stands there is what was sent.
    if (left) drawn = serialised(form);
    left = false;
  });
  addEventListener("beforeunload", (event) => {
    if (!left && isUnsent()) event.preventDefault();
  });
  return isUnsent;
}

function watchForm(form) {
  const texts = form.dataset;
  const place = COPY + location.pathname;
  const view = statusView(form);
  let saved = serialised(form);
  // Sent, and nobody knows whether it came through. What is typed on would be sent over the version from before it, and meet it
  // as if somebody else had written it. So this goes first, just as it was, and what is newer over the version that it became.
  let unsure = null;
  let timer;
  let retry = FIRST_RETRY;
  let running = null;
  // Somebody else has saved: only the person can go on, by sending the form as a page.
  let clashed = false;
  let left = false;

  const later = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(() => save(), delay);
  };

  const isSaved = () => unsure === null && serialised(form) === saved;
  const keep = () => keepCopy(place, form, { unsure });

  const changed = () => {
    if (left) return;
    if (isSaved()) return void (isHalfWritten(form) && keep());
    keep();
    if (clashed) return;
    if (!["problem", "restored"].includes(view.state)) view.show("unsaved", texts.textUnsaved);
    later(PAUSE);
  };

  const save = (last = false) => {
    clearTimeout(timer);
    if (!left && !isSaved()) running ??= sendAll(last).finally(() => (running = null));
    return running;
  };

  const sendAll = async (last) => {
    if (unsure !== null) await send(withProof(form, unsure), last);
    if (unsure === null && !left && !isSaved()) await send(serialised(form), last);
  };

  const send = async (sent, last) => {
    clearTimeout(timer);
    unsure = sent;
    if (view.state !== "problem") view.show("saving", texts.textSaving);
    try {
      const answer = await fetch(form.getAttribute("action") ?? location.href, {
        method: "POST",
        headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8" },
        body: sent,
        credentials: "same-origin",
        keepalive: last,
      });
      await take(answer, sent);
    } catch {
      problem(navigator.onLine ? texts.textFailed : texts.textOffline);
    }
  };

  const take = async (answer, sent) => {
    const body = await answer.json().catch(() => ({}));
    if (answer.ok && body.saved_at_text) {
      unsure = null;
      const untouched = serialised(form) === sent;
      takeVersions(form, body);
      retry = FIRST_RETRY;
      clashed = false;
      if (untouched) {
        saved = serialised(form);
        if (isHalfWritten(form)) keep();
        else sessionStorage.removeItem(place);
        if (body.message) view.show("problem", body.message);
        else view.show("saved", body.saved_at_text);
      } else {
        // Typed while it was being saved: what is on the page is not what is stored.
        saved = "";
        keep();
        later(PAUSE);
      }
    } else if (answer.status === 409 && !body.type) {
      unsure = null;
      clashed = true;
      // The server has it now, beside what stands; the other fields of the form are saved.
      const untouched = serialised(form) === sent;
      takeVersions(form, body);
      saved = untouched ? serialised(form) : "";
      view.show("problem", body.message ?? texts.textConflict, "show");
    } else if (answer.status === 401) {
      problem(texts.textSignedOut);
    } else if (answer.status === 403 && body.csrf && body.csrf !== form.elements.csrf.value) {
      form.elements.csrf.value = body.csrf;
      later(0);
    } else if (answer.status >= 500 || answer.status === 408 || answer.status === 429 || answer.ok) {
      problem(texts.textFailed);
    } else {
      // Tried again when something has been changed. What is wrong in the form is shown when it is sent as a page; what it may
      // not do, or may no more, no press mends.
      if (REFUSED_ALWAYS.includes(answer.status)) unsure = null;
      clashed = false;
      const why = answer.status !== 422 && body.detail && `${texts.textNotSaved} ${body.detail}`;
      // Others unlock the text, and nobody tells this page.
      const isLocked = body.type?.endsWith("#locked");
      view.show("problem", body.message ?? (why || texts.textRefused), isLocked ? "retry" : null);
    }
  };

  const problem = (message) => {
    view.show("problem", message, "retry");
    later(retry);
    retry = Math.min(retry * 2, LAST_RETRY);
  };

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  // A press on a button saves by itself. What is told of saving moves the page: told between the press and its release
  // it would take the button away from under the pointer, and the press would be lost.
  let pressing = false;
  form.addEventListener("pointerdown", (event) => {
    pressing = event.target.closest("button") !== null;
  });
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => setTimeout(() => (pressing = false)));
  form.addEventListener("focusout", () => pressing || save());
  // The form waits for the version of what is on its way, too, but not for long: sent without, both texts are kept.
  let waiting = false;
  let pressed = null;
  const sendSettled = async () => {
    waiting = true;
    await Promise.race([settled(), new Promise((done) => setTimeout(done, PATIENCE))]);
    waiting = false;
    unsure = null;
    form.requestSubmit(pressed);
  };
  const settled = async () => {
    await running;
    if (unsure !== null) await save();
  };
  form.addEventListener("submit", (event) => {
    if ((waiting || unsure !== null) && form.requestSubmit) {
      event.preventDefault();
      pressed = event.submitter;
      if (!waiting) sendSettled();
      return;
    }
    left = true;
    clearTimeout(timer);
    markSent(place, form);
  });
  addEventListener("online", () => save());
  addEventListener("pageshow", (event) => {
    if (event.persisted) left = false;
    changed();
  });
  // What could not be saved is kept for this tab alone: whoever closes it is asked first.
  addEventListener("beforeunload", (event) => {
    if (!left && view.state === "problem" && !clashed && !isSaved()) event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save(true);
    // Perhaps the link was opened in another tab.
    else if (view.state === "problem") save();
  });
  view.retry?.addEventListener("click", () => save());
  view.showBoth?.addEventListener("click", () => form.requestSubmit());

  const restored = restoreCopy(place, form);
  if (restored) {
    unsure = restored.unsure ?? null;
    view.show("restored", texts.textRestored);
    announce(texts.textRestored);
    later(PAUSE);
  }
}

// The line in the band under the header, and the box in the form with what can be done.
function statusView(form) {
  const line = document.querySelector("[data-save-status]");
  const box = form.querySelector("[data-save-notice]");
  const view = {
    state: "saved",
    retry: box?.querySelector("[data-save-retry]"),
    showBoth: box?.querySelector("[data-save-show]"),
    show(state, message, action = null) {
      // Told once when it changes; saving again and again is not news.
      if (state === "problem" ? message !== view.message : state === "saved" && view.told !== "saved") {
        announce(message);
        view.told = state;
      }
      view.state = state;
      view.message = message;
      if (line) {
        line.hidden = false;
        line.dataset.state = state;
        line.querySelector("[data-save-text]").textContent = state === "problem" ? form.dataset.textUnsaved : message;
      }
      if (box) {
        box.hidden = state !== "problem";
        box.querySelector("[data-save-message]").textContent = message;
        view.retry.hidden = action !== "retry";
        view.showBoth.hidden = action !== "show";
      }
    },
  };
  return view;
}

function takeVersions(form, { version = {}, saved = {} }) {
  for (const [name, value] of Object.entries(version)) {
    if (form.elements[name]) form.elements[name].value = value;
  }
  for (const [field, text] of Object.entries(saved)) showSaved(form, field, text);
}

// What is saved while somebody writes. What has a button of its own waits for that.
function serialised(form) {
  return new URLSearchParams([...new FormData(form)].filter(([name]) => !hasOwnButton(form, name))).toString();
}

// A body that goes again: the session may be another by now.
function withProof(form, body) {
  const fields = new URLSearchParams(body);
  fields.set("csrf", form.elements.csrf.value);
  return fields.toString();
}

function hasOwnButton(form, name) {
  return "ownButton" in (form.elements[name]?.dataset ?? {});
}

function stands(field, text) {
  const shown = document.querySelectorAll(`#${field.dataset.ownButton} .pre`);
  return [...shown].some((one) => canonical(one.textContent) === canonical(text));
}

function isHalfWritten(form) {
  return [...new FormData(form)].some(([name, value]) => value !== "" && hasOwnButton(form, name));
}

function keepCopy(place, form, more = {}) {
  try {
    sessionStorage.setItem(place, JSON.stringify({ ...more, fields: [...new FormData(form)] }));
  } catch {
    // No room or not allowed: the text is still in the page.
  }
}

function markSent(place, form) {
  const copy = readCopy(place);
  if (copy) keepCopy(place, form, { ...copy, sent: true });
}

function readCopy(place) {
  try {
    return JSON.parse(sessionStorage.getItem(place));
  } catch {
    return null;
  }
}

// A copy whose form was sent has done its duty as soon as another page of ours comes up.
function dropSentCopies() {
  for (const place of Object.keys(sessionStorage)) {
    // The page with both texts answers at the form's own address: the server has kept what was sent.
    const done = place !== COPY + location.pathname || document.querySelector("[data-text-kept]");
    if (place.startsWith(COPY) && done && readCopy(place)?.sent) sessionStorage.removeItem(place);
  }
}

// Puts what is not saved back together with the version it was written on: if somebody has saved a newer
// one since, the server says so and both are kept. What is written about other texts than the page has by now stays away.
// Gives the copy, when there was something to put back.
function restoreCopy(place, form) {
  const copy = readCopy(place);
  if (!copy) return null;
  const isAbout = ([name, value]) => !("same" in (form.elements[name]?.dataset ?? {})) || form.elements[name].value === value;
  if (!copy.fields.every(isAbout)) return null;
  // What had a button of its own was stored by that, where it stands on the page by now.
  copy.fields = copy.fields.filter(([name, value]) => !(hasOwnButton(form, name) && stands(form.elements[name], value)));
  if (typed(form, copy.fields) === typed(form, [...new FormData(form)])) {
    sessionStorage.removeItem(place);
    return null;
  }
  const kept = new Set(copy.fields.map(([name]) => name));
  for (const field of form.querySelectorAll("input[type=checkbox]")) {
    if (!hasOwnButton(form, field.name)) field.checked = kept.has(field.name);
  }
  for (const [name, value] of copy.fields) {
    const field = form.elements[name];
    if (!field || field.type === "checkbox") continue;
    // Other hidden fields belong to this very page, as the proof against forged requests does.
    if (field.type === "hidden" && !("version" in field.dataset)) continue;
    field.value = value;
    field.dispatchEvent?.(new Event("restored"));
    field.closest?.("details")?.setAttribute("open", "");
  }
  return copy;
}

// What somebody has typed, chosen and ticked, to be compared.
function typed(form, entries) {
  const own = entries.filter(([name]) => form.elements[name] && form.elements[name].type !== "hidden");
  return JSON.stringify(own.map(([name, value]) => [name, canonical(value)]).sort());
}
