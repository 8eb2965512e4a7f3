// A form with data-warns does not save itself: whoever leaves while something is typed and not sent is
// asked first. data-warns="typed" stands on a page that gives unsaved text back.

const BACK_AGAIN = 2000; // where no page follows the button

class Warned {
  constructor(form) {
    this.form = form;
    this.before = form.dataset.warns === "typed" ? null : this.text();
    form.addEventListener("input", () => (this.isTouched = true));
    form.addEventListener("change", () => (this.isTouched = true));
    form.addEventListener("submit", () => {
      this.leaves = true;
      setTimeout(() => (this.leaves = false), BACK_AGAIN);
    });
  }

  text() {
    const typed = [...new FormData(this.form)];
    return JSON.stringify(typed.map(([name, value]) => [name, value.name ?? value]));
  }

  // What a script adds to the form, and what is typed and taken out again, is no loss.
  get isUnsent() {
    const isChanged = this.before === null || (this.isTouched && this.text() !== this.before);
    return isChanged && !this.leaves;
  }
}

const forms = [...document.querySelectorAll("form[data-warns]")].map((form) => new Warned(form));

if (forms.length) {
  addEventListener("beforeunload", (event) => {
    if (forms.some((one) => one.isUnsent)) event.preventDefault();
  });
}
