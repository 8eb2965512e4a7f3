// What takes a while is asked after now and then, so that nobody has to press anything: a part with data-waits is drawn
// anew when that says something else, and waits no longer once it is without. Asking counts as use of the session, so it
// ends after some minutes. Without this script a link does the same.

import { initAll } from "./vendor/govuk-frontend.min.js";

const AT_FIRST = 2_000;
const AT_LAST = 15_000;
const ENOUGH = 10 * 60_000;

async function askedAnew() {
  const answer = await fetch(location.href);
  if (!answer.ok || answer.redirected) return location.reload(); // signed out, or no longer theirs: say so
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function drawAnew(part, now) {
  if (now.dataset.waits === part.dataset.waits) return;
  const held = part.contains(document.activeElement) ? document.activeElement.textContent : null;
  part.innerHTML = now.innerHTML;
  if (now.dataset.waits === undefined) delete part.dataset.waits;
  else part.dataset.waits = now.dataset.waits;
  initAll({ scope: part });
  if (held !== null) standOn(part, held);
}

// On the same control where it is still there; else before what has come in its place, so that a key pressed for the one
// does not press the other.
function standOn(part, held) {
  const same = [...part.querySelectorAll("a, button")].find((one) => one.textContent === held);
  if (!same) part.tabIndex = -1;
  (same ?? part).focus();
}

async function ask(wait, waited) {
  const parts = [...document.querySelectorAll("[data-waits]")];
  if (parts.length === 0 || waited > ENOUGH) return;
  try {
    const page = await askedAnew();
    if (!page) return;
    for (const part of parts) {
      const now = page.getElementById(part.id);
      if (!now) return;
      drawAnew(part, now);
    }
  } catch {
    // no network just now
  }
  askLater(Math.min(wait * 1.2, AT_LAST), waited);
}

function askLater(wait, waited) {
  setTimeout(() => ask(wait, waited + wait), wait);
}

if (document.querySelector("[data-waits]")) askLater(AT_FIRST, 0);
