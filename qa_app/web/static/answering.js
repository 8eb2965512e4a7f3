// Questions that wait for an answer on the same page appear with it, and the place for evidence opens
// with the answers that ask for it. Without this script both come after saving.

for (const form of document.querySelectorAll("[data-section]")) {
  const waiting = [...form.querySelectorAll("[data-shown-when]")];
  const show = () => {
    for (const one of waiting) {
      const wanted = JSON.parse(one.dataset.shownWhen);
      one.hidden = !wanted.every(([question, codes]) => isAnswered(form, question, codes));
    }
  };
  form.addEventListener("change", show);
  show();
}

// An answer to a question that is hidden itself shows nothing.
function isAnswered(form, question, codes) {
  const asked = form.querySelector(`[data-question="${CSS.escape(question)}"]`);
  if (!asked || asked.hidden) return false;
  const chosen = asked.querySelectorAll(`[name="${CSS.escape(`a-${question}`)}"]:checked`);
  return [...chosen].some((one) => codes.includes(one.value));
}

for (const place of document.querySelectorAll("[data-opens-with]")) {
  const codes = place.dataset.opensWith.split(" ");
  const name = place.dataset.openedBy;
  const asked = name ? place.parentElement : place.closest("[data-question]");
  asked.addEventListener("change", ({ target }) => {
    const isAbout = target.name === (name ?? `a-${asked.dataset.question}`);
    if (isAbout && codes.includes(target.value)) place.open = true;
  });
}
