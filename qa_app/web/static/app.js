import { initAll } from "./vendor/govuk-frontend.min.js";
import "./rows.js";
import "./autosave.js";
import "./answering.js";
import "./passkeys.js";
import "./print.js";
import "./session.js";
import "./suggesting.js";
import "./waiting.js";
import "./warning.js";

initAll();

// A long list becomes a box to type in. Without this script it stays a list.
for (const list of document.querySelectorAll("select[data-module='app-autocomplete']")) {
  await import("./vendor/accessible-autocomplete.min.js");
  const described = list.getAttribute("aria-describedby");
  window.accessibleAutocomplete.enhanceSelectElement({
    selectElement: list,
    defaultValue: list.value === "" ? "" : undefined,
    inputClasses: list.classList.contains("govuk-select--error") ? "govuk-input--error" : null,
    showAllValues: true,
    tNoResults: () => "Nothing found",
  });
  const box = document.getElementById(list.id.replace(/-select$/, ""));
  if (described) keepDescription(box, described);
}

// The box forgets its hint and its error each time it is drawn anew.
function keepDescription(box, described) {
  const describe = () => {
    const now = box.getAttribute("aria-describedby") ?? "";
    if (!now.startsWith(described)) box.setAttribute("aria-describedby", `${described} ${now}`);
  };
  describe();
  new MutationObserver(describe).observe(box, { attributeFilter: ["aria-describedby"] });
}

// Back, or loading again, opens the bare page; else the browser would ask to send the search again.
if (document.querySelector("[data-searches]")) history.replaceState(null, "", location.href);

// Text that was typed is copied by one press; without the script it can be selected by hand.
for (const button of document.querySelectorAll("[data-copies]")) {
  const text = document.getElementById(button.dataset.copies);
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text.value);
    button.textContent = "Copied";
  });
}
