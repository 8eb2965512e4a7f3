// Pages can be printed from the browser's menu; where scripts run, a button says so.

for (const place of document.querySelectorAll("[data-prints]")) {
  place.hidden = false;
  place.querySelector("button").addEventListener("click", () => window.print());
}
