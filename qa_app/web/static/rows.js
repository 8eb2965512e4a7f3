// Without this script all records of a sample are one form, and each button saves all of them. With it
// each becomes a form of its own, under bare names, so that it can save itself while it is typed.

for (const page of document.querySelectorAll("form[data-rows]")) {
  const rows = [...page.querySelectorAll("[data-row]")];
  page.replaceWith(...page.childNodes);
  for (const row of rows) {
    const form = document.createElement("form");
    form.method = "post";
    form.action = row.dataset.address;
    form.noValidate = true;
    form.autocomplete = "off";
    form.dataset.autosave = row.dataset.saves;
    form.dataset.section = "";
    form.append(...row.childNodes);
    row.replaceWith(form);
    // Only now: in one form, choices of several records would be one choice.
    const begins = `${row.dataset.row}.`;
    for (const box of form.querySelectorAll("[name]")) {
      if (box.name.startsWith(begins)) box.name = box.name.slice(begins.length);
    }
  }
}
