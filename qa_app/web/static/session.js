// Says in time that a session is about to end, and lets it go on. Another window may have used it
// meanwhile, so the service is asked before anything is said; asking does not count as use.

const WARNING = 5 * 60;
const warning = document.querySelector("[data-session]");

async function secondsLeft() {
  const answer = await fetch(warning.dataset.session, { headers: { Accept: "application/json" } });
  return answer.ok ? answer.json() : { seconds_left: 0, can_stay: false };
}

async function look() {
  let said;
  try {
    said = await secondsLeft();
  } catch {
    return setTimeout(look, 60_000); // no network just now
  }
  const { seconds_left: left, can_stay: canStay } = said;
  warning.hidden = left > WARNING;
  if (left > WARNING) return setTimeout(look, (left - WARNING) * 1000);
  for (const part of warning.querySelectorAll("[data-session-says]")) {
    part.hidden = part.dataset.sessionSays !== (left === 0 ? "over" : canStay ? "ending" : "last");
  }
  warning.querySelector("form").hidden = left === 0 || !canStay;
  if (left > 0) setTimeout(look, Math.min(left, 60) * 1000);
}

if (warning) {
  const form = warning.querySelector("form");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const headers = { Accept: "application/json" };
    await fetch(form.action, { method: "POST", headers, body: new FormData(form) });
    look();
  });
  look();
}
