// Sends a form with data-autosave to its own address while it is typed, and says quietly how that
// went. What is typed stays in the page and on the service: the browser keeps nothing of it.

const PAUSE = 4000; // after the last key
const LONGEST = 8000; // while typing goes on
const PATIENCE = 20_000; // for an answer
const LONGEST_WAIT = 30_000; // between two tries
const ASK_AGAIN = 10_000; // whether somebody has signed in
const BETWEEN_ANNOUNCEMENTS = 60_000;
const MOST_WHILE_LEAVING = 60_000; // bytes; browsers carry no more for a page that is gone
const BEFORE_A_LINK = 3000;
const CATCHES_UP = [0, 1500, 5000]; // after a page was loaded again
const CARRIED = ["csrf_token", "receipt_key", "version", "open_form", "whose", "save_number"];

const WORDS = {
  saved: "",
  waiting: "Not saved yet",
  trouble: "Not saved. Your text is still on this page; we are trying again",
  signedOut:
    "You have been signed out. Your text is still here. Sign in again in a new tab, then go on",
  another:
    "Somebody else is signed in, so what was typed here is hidden. It comes back when its writer signs in",
  changed: "Somebody else has changed this part. Your text is still here and is not saved",
  problem: "Not saved. Put right what is marked on this page",
  marked: "Saved, except what is marked on this page",
  tooLong: "Not saved. This is too long to be saved. Your text is still on this page",
  closed:
    "Not saved. This can no longer be changed here. Copy your text before you leave this page",
};
// States in which sending the same once more would lead nowhere.
const AT_REST = ["changed", "problem", "marked", "tooLong", "closed", "refused"];
// States in which a word more might reach somebody else.
const ASKS_FIRST = ["signedOut", "another"];
// States in which the button would leave a page that holds the only copy.
const STAYS = ["trouble", "tooLong", ...ASKS_FIRST];

class Autosave {
  constructor(form) {
    this.form = form;
    this.address = new URL(form.getAttribute("action") ?? "", location.href);
    this.address.hash = "";
    this.status = form.querySelector("[data-autosave-status]");
    // A page that gives unsaved text back (with a mistake in it, or beside somebody else's) waits for
    // its reader to decide: it saves nothing before they have typed or pressed the button.
    this.isUntouched = form.dataset.autosave === "unsaved";
    // After a button was pressed, a page may give back what alone could not be saved.
    const isMarked = form.dataset.autosave === "marked";
    // Each is null while nobody knows what the service has.
    this.savedText = this.isUntouched || isMarked ? null : this.text();
    this.markedText = isMarked ? this.text() : null; // all of it is saved, except what is marked
    this.number = 0;
    this.answered = 0;
    this.tries = 0;
    this.state = "saved";
    this.announced = -BETWEEN_ANNOUNCEMENTS;
    this.typedAt = null; // when the first of what is unsaved was typed
    form.addEventListener("input", () => this.typed());
    form.addEventListener("change", () => this.saveSoon(0));
    form.addEventListener("focusout", () => this.saveSoon(0));
    if (this.isUntouched) this.say("waiting");
    if (isMarked) this.say("marked");
    form.addEventListener("submit", (event) => this.submit(event));
    this.part("again").addEventListener("click", () => this.tryAgain());
    this.part("both").addEventListener("click", () => {
      this.goesOn = true;
      form.requestSubmit();
    });
  }

  part(name) {
    return this.status.querySelector(`[data-autosave-${name}]`);
  }

  text() {
    const typed = [...new FormData(this.form)].filter(([name]) => !CARRIED.includes(name));
    return JSON.stringify(typed.map(([name, value]) => [name, value.name ?? value]));
  }

  // What is marked stays unsaved, although sending the same once more would lead nowhere.
  isUnsaved() {
    return this.text() !== this.savedText;
  }

  isToBeSent() {
    return this.isUnsaved() && this.text() !== this.markedText;
  }

  typed() {
    this.isUntouched = false;
    if (!this.isToBeSent()) {
      if (this.state === "waiting") this.sayHowItStands(); // typed and taken out again
      return;
    }
    this.typedAt ??= Date.now();
    if (this.state === "changed") return;
    if (this.state === "saved" || AT_REST.includes(this.state)) this.say("waiting");
    if (this.state !== "waiting") return; // a try is planned already
    this.saveSoon(Math.max(0, Math.min(PAUSE, this.typedAt + LONGEST - Date.now())));
  }

  saveSoon(wait) {
    if (this.state !== "waiting" || this.isUntouched) return;
    if (this.leftWith === this.text()) return; // it was sent when the page was about to be left
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  // One at a time; what is typed meanwhile follows when the answer is there.
  save() {
    clearTimeout(this.timer);
    this.underWay ??= this.send().finally(() => {
      this.underWay = null;
      const isLate = Date.now() >= this.typedAt + LONGEST;
      if (this.state === "waiting" && this.isToBeSent()) this.saveSoon(isLate ? 0 : PAUSE);
    });
    return this.underWay;
  }

  async send(how = {}) {
    const text = this.text();
    if (!this.isToBeSent()) return this.sayHowItStands();
    const number = ++this.number;
    const since = this.typedAt;
    this.savedText = this.markedText = null;
    this.typedAt = null;
    let answer;
    try {
      answer = await fetch(this.address, {
        method: "POST",
        body: this.body(number),
        headers: { Accept: "application/json", "X-Autosave": "1" },
        redirect: "manual",
        signal: AbortSignal.timeout(PATIENCE),
        ...how,
      });
      answer.facts = await factsOf(answer);
    } catch {
      answer = { status: 0 };
    }
    if (number < this.answered) return; // a later one was answered before
    this.answered = number;
    // A page that is being left hears of no answer, although its text has been sent.
    if (answer.status !== 0) this.leftWith = null;
    if (answer.status !== 200) this.typedAt = since ?? Date.now();
    await this.hear(answer, text);
  }

  body(number) {
    const body = new FormData(this.form);
    body.delete("receipt_key"); // it belongs to the button
    body.set("save_number", number);
    return body;
  }

  async hear({ type, status, facts }, text) {
    if (status === 200 && facts?.saved) return this.saved(facts, text);
    if (status === 422 && facts) {
      this.mark(facts);
      return this.say("problem");
    }
    if (status === 401 || type === "opaqueredirect") return this.waitForSignIn("signedOut");
    const isExpired = status === 400 && facts?.kind === "expired";
    if (status === 403 || isExpired) return this.askWhoIsHere(status);
    if (status === 409 && facts?.kind === "changed") return this.say("changed");
    if (status === 409) return this.say("refused", `Not saved. ${facts?.reasons?.join(" ") ?? ""}`);
    if (status === 413) return this.say("tooLong");
    const mayPass = status < 400 || status >= 500 || status === 408 || status === 429;
    if (!mayPass) return this.say("closed");
    this.planNextTry();
  }

  saved(facts, text) {
    this.tries = 0;
    this.isRenewed = false;
    const isMarked = Object.keys(facts.problems ?? {}).length > 0;
    this.savedText = isMarked ? null : text;
    this.markedText = isMarked ? text : null;
    const version = this.form.elements.namedItem("version");
    if (version) version.value = facts.version;
    this.savedWords = `Saved at ${facts.saved}`;
    this.mark(facts);
    for (const [id, words] of Object.entries(facts.words ?? {})) {
      const place = document.getElementById(id);
      if (place) place.textContent = words;
    }
    this.sayHowItStands();
    if (!this.isToBeSent()) return;
    this.typedAt ??= Date.now();
    this.say("waiting");
  }

  sayHowItStands() {
    if (this.markedText !== null) this.say("marked");
    else this.say("saved", this.savedWords);
  }

  planNextTry() {
    this.say("trouble");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), Math.min(1000 * 2 ** this.tries, LONGEST_WAIT));
    this.tries += 1;
  }

  tryAgain() {
    if (this.state === "trouble") return this.save();
    if (ASKS_FIRST.includes(this.state)) return this.askWhoIsHere();
  }

  waitForSignIn(state) {
    this.say(state);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.askWhoIsHere(), ASK_AGAIN);
  }

  // Not a word of the text is sent before it is known that its owner is signed in.
  async askWhoIsHere(refusedBy) {
    clearTimeout(this.timer);
    let facts;
    try {
      facts = await this.whoIsHere();
    } catch {
      return refusedBy ? this.planNextTry() : this.waitForSignIn(this.state);
    }
    if (!facts) return this.waitForSignIn("signedOut");
    if (!facts.yours) return this.waitForSignIn("another");
    if (refusedBy === 403) return this.say("closed");
    for (const token of document.querySelectorAll("[name=csrf_token]")) token.value = facts.token;
    if (refusedBy && this.isRenewed) return this.planNextTry();
    this.isRenewed = Boolean(refusedBy);
    this.say("waiting");
    this.typedAt ??= Date.now();
    return refusedBy ? this.send() : this.save();
  }

  async whoIsHere() {
    const whose = this.form.elements.namedItem("whose").value;
    const headers = { Accept: "application/json", "X-Autosave": whose };
    const signal = AbortSignal.timeout(PATIENCE);
    const answer = await fetch(this.address, { headers, redirect: "manual", signal });
    if (answer.status >= 500) throw new Error("no answer");
    return answer.ok ? factsOf(answer) : null;
  }

  // The button sends what is not saved yet first, because a page that cannot be reached would lose it.
  async submit(event) {
    const nothingWaits = !this.underWay && !this.isUnsaved();
    if (this.goesOn || nothingWaits || this.state === "changed") return this.goOn();
    event.preventDefault();
    if (this.isPressed) return;
    this.isPressed = true;
    const button = event.submitter;
    await new Promise((ended) => setTimeout(ended)); // a form is not sent within its own sending
    await this.settle();
    this.isPressed = false;
    if (STAYS.includes(this.state)) return;
    this.goesOn = true;
    this.form.requestSubmit(button);
  }

  goOn() {
    this.goesOn = false;
    this.leaves = true;
    clearTimeout(this.timer);
    this.number += 1;
    this.form.elements.namedItem("save_number").value = this.number;
    // Where no page follows, what is typed next is saved as before.
    setTimeout(() => (this.leaves = false), 2000);
  }

  async settle() {
    if (this.state === "changed" || this.isUntouched) return;
    if (this.underWay) await this.underWay;
    if (!this.isToBeSent()) return;
    await (ASKS_FIRST.includes(this.state) ? this.askWhoIsHere() : this.save());
  }

  // A page that may be gone in a moment does not wait for its turn; the numbers keep the order.
  leaving() {
    const text = this.text();
    if (this.leaves || this.isUntouched || !this.isToBeSent() || this.leftWith === text) return;
    if (this.state === "changed" || ASKS_FIRST.includes(this.state)) return;
    this.leftWith = text;
    const isSmall = new Blob([text]).size < MOST_WHILE_LEAVING;
    this.send(isSmall ? { keepalive: true, signal: undefined } : {});
  }

  say(state, words = WORDS[state] ?? "") {
    this.state = state;
    this.status.hidden = !words;
    const isWell = state === "saved" || state === "waiting";
    this.status.classList.toggle("app-autosave--trouble", !isWell);
    this.form.classList.toggle("app-autosave-covered", state === "another");
    this.part("words").textContent = words;
    this.part("sign-in").hidden = !ASKS_FIRST.includes(state);
    this.part("both").hidden = state !== "changed";
    this.part("again").hidden = state !== "trouble" && !ASKS_FIRST.includes(state);
    this.announce(state, words);
  }

  // Read out when it changes for better or worse, and once a minute while it goes on.
  announce(state, words) {
    const isDue = Date.now() - this.announced >= BETWEEN_ANNOUNCEMENTS;
    if (state === "waiting" || !words || (state === this.announcedState && !isDue)) return;
    this.announced = Date.now();
    this.announcedState = state;
    this.part("says").textContent = words;
  }

  // What the service noticed stands under its question and is read out with it.
  mark({ notices = {}, problems = {} }) {
    for (const old of this.form.querySelectorAll("[data-autosave-note]")) this.unmark(old);
    for (const [name, said] of Object.entries(problems)) this.note(name, [said], "problem");
    for (const [name, said] of Object.entries(notices)) this.note(name, said, "notice");
  }

  note(name, said, kind) {
    const named = this.form.elements.namedItem(name);
    const field = named instanceof RadioNodeList ? named[0] : named;
    const group = field?.closest(".govuk-form-group");
    if (!group) return;
    const note = document.createElement("div");
    note.id = `${field.id}-${kind}`;
    note.className = `govuk-body-s app-autosave__${kind}`;
    note.dataset.autosaveNote = field.id;
    for (const sentence of said) {
      note.append(Object.assign(document.createElement("p"), { textContent: sentence }));
    }
    group.append(note);
    // A mark that nobody sees would be asked for in vain.
    if (kind === "problem") field.closest("details")?.setAttribute("open", "");
    describe(field, (ids) => [...ids, note.id]);
  }

  unmark(note) {
    const field = document.getElementById(note.dataset.autosaveNote);
    if (field) describe(field, (ids) => ids.filter((id) => id !== note.id));
    note.remove();
  }
}

function describe(field, change) {
  const ids = (field.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean);
  const changed = change(ids).join(" ");
  if (changed) field.setAttribute("aria-describedby", changed);
  else field.removeAttribute("aria-describedby");
}

async function factsOf(answer) {
  const kind = answer.headers.get("Content-Type") ?? "";
  return kind.startsWith("application/json") ? answer.json() : null;
}

// A page that was loaded again may have been drawn before the last words of the page before it arrived.
async function catchUp(form) {
  const { version } = await form.whoIsHere();
  const has = Number(form.form.elements.namedItem("version")?.value);
  const isBehind = version > has && form.number === 0 && form.state === "saved";
  if (!isBehind || form.isUnsaved() || history.state?.caughtUpWith === version) return;
  history.replaceState({ caughtUpWith: version }, "");
  form.leaves = true;
  location.reload();
}

const forms = [...document.querySelectorAll("form[data-autosave]")].map((form) => new Autosave(form));
const areUnsaved = () => forms.filter((one) => !one.leaves && one.isUnsaved());

const [came] = performance.getEntriesByType("navigation");
if (came?.type === "reload" || came?.type === "back_forward") {
  for (const wait of CATCHES_UP) {
    for (const one of forms) setTimeout(() => catchUp(one).catch(() => {}), wait);
  }
}

if (forms.length) {
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") for (const one of forms) one.leaving();
    else for (const one of forms) one.tryAgain();
  });
  addEventListener("pagehide", () => forms.forEach((one) => one.leaving()));
  addEventListener("online", () => forms.forEach((one) => one.tryAgain()));
  addEventListener("focus", () => forms.forEach((one) => one.tryAgain()));
  addEventListener("beforeunload", (event) => {
    if (!areUnsaved().length) return;
    event.preventDefault();
    // While the browser asks, it is saved: a page that is loaded again then shows it.
    forms.forEach((one) => one.leaving());
  });
  // A link waits a moment for what was typed just before it was followed.
  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.("a[href]");
    const opensElsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (!link || event.defaultPrevented || opensElsewhere || link.target === "_blank") return;
    const isOnThisPage = link.hash && link.pathname === location.pathname;
    if (link.origin !== location.origin || isOnThisPage || !areUnsaved().length) return;
    event.preventDefault();
    const moment = new Promise((over) => setTimeout(over, BEFORE_A_LINK));
    await Promise.race([Promise.all(areUnsaved().map((one) => one.settle())), moment]);
    location.assign(link.href);
  });
}
