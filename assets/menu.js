// A menu made of <details> closes by Escape and by a click beside it.

export function watchMenus() {
  for (const menu of document.querySelectorAll("details[data-menu]")) {
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
    document.addEventListener("click", (event) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  }
}

// In a narrow window what was found comes first: the controls are folded until somebody opens them, unless something in
// them must be mended.
export function foldFilters() {
  const narrow = matchMedia("(max-width: 60rem)");
  const fold = () => {
    for (const filter of document.querySelectorAll("details.sifter")) {
      const isNeeded = filter.querySelector('[aria-invalid="true"]') || filter.contains(document.activeElement);
      filter.open = !narrow.matches || Boolean(isNeeded);
    }
  };
  fold();
  narrow.addEventListener("change", fold);
}

// A button that only a script can answer is shown by it.
export function watchPrintButtons() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
}

// On paper everything is open, and the texts are those in the fields now.
export function openForPrint() {
  let opened = [];
  addEventListener("beforeprint", () => {
    for (const field of document.querySelectorAll("textarea[data-limit]")) {
      const copy = document.getElementById(`${field.id}-trykk`);
      if (copy) copy.textContent = field.value;
    }
    opened = [...document.querySelectorAll("main details:not([open])")];
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
}

// In a list that scrolls by itself the part that is open is in sight, and so is a bit of the next.
export function showCurrentPart() {
  const list = document.querySelector(".tasks .only-d");
  const current = list?.querySelector("[aria-current]")?.closest("li");
  if (!current) return;
  const below = current.getBoundingClientRect().bottom + 80 - list.getBoundingClientRect().bottom;
  if (below > 0) list.scrollTop += below;
}
