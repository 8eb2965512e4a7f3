// Themes are suggested while somebody types. Without this script a button asks for them.

const PAUSE = 1200;

for (const form of document.querySelectorAll("form[data-suggests]")) {
  const place = form.querySelector("[data-suggested]");
  let timer;
  let asked = 0;
  const ask = async () => {
    const number = ++asked;
    const ticked = () => [...place.querySelectorAll("input:checked")].map((one) => one.value);
    const before = ticked();
    let answer;
    try {
      answer = await fetch(form.dataset.suggests, { method: "POST", body: new FormData(form) });
    } catch {
      return; // the list of themes is there all the same
    }
    // What was ticked or typed meanwhile is not taken away again.
    if (!answer.ok || answer.redirected || number !== asked || `${ticked()}` !== `${before}`) return;
    const { piece } = await answer.json();
    const drawn = new DOMParser().parseFromString(piece, "text/html").body;
    if (place.textContent !== drawn.textContent) place.replaceChildren(...drawn.childNodes);
  };
  form.elements.namedItem("suggest").remove();
  form.elements.namedItem("text").addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
}
