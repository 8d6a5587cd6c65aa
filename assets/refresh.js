// While letters are on their way the page looks again every few seconds, and changes only what has changed:
// ticks that are set stay, and nothing flickers. It stops when nothing is in motion.
const EVERY = 4000;

export function watchRefresh() {
  if (document.querySelector("[data-refresh][data-moving]")) setTimeout(look, EVERY);
}

async function look() {
  if (document.hidden) return void setTimeout(look, EVERY);
  let fresh;
  try {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    if (!answer.ok) return;
    fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    return void setTimeout(look, EVERY);
  }
  let changed = false;
  for (const part of document.querySelectorAll("[data-refresh]")) {
    const now = fresh.getElementById(part.id);
    if (!now || now.innerHTML === part.innerHTML || part.contains(document.activeElement)) continue;
    part.innerHTML = now.innerHTML;
    changed = true;
  }
  const counts = document.querySelector("[data-refresh][data-text]");
  if (changed && counts) document.getElementById("live").textContent = counts.dataset.text;
  if (fresh.querySelector("[data-refresh][data-moving]")) setTimeout(look, EVERY);
}

// One box ticks all of the page. Without script it would do nothing, so it is not seen before it can.
export function watchCheckAll() {
  for (const all of document.querySelectorAll("[data-check-all]")) {
    all.hidden = false;
    const field = all.closest(".ds-field");
    if (field) field.hidden = false;
    all.addEventListener("change", () => {
      for (const box of all.form.querySelectorAll('input[name="id"]')) box.checked = all.checked;
    });
  }
}
