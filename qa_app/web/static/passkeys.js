// Asks the browser for a passkey and sends its answer in the form that the button stands in.

const toBytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));

const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

function asked(options) {
  const listed = (keys = []) => keys.map((key) => ({ ...key, id: toBytes(key.id) }));
  const wanted = { ...options, challenge: toBytes(options.challenge) };
  if (options.user) wanted.user = { ...options.user, id: toBytes(options.user.id) };
  if (options.excludeCredentials) wanted.excludeCredentials = listed(options.excludeCredentials);
  if (options.allowCredentials) wanted.allowCredentials = listed(options.allowCredentials);
  return wanted;
}

function answered(credential) {
  const response = {};
  for (const part of [
    "clientDataJSON",
    "attestationObject",
    "authenticatorData",
    "signature",
    "userHandle",
  ]) {
    if (credential.response[part]) response[part] = toText(credential.response[part]);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

async function ask(form) {
  const publicKey = asked(JSON.parse(form.dataset.options));
  const making = form.dataset.passkey === "make";
  const says = form.querySelector("[data-passkey-says]");
  try {
    const credential = making
      ? await navigator.credentials.create({ publicKey })
      : await navigator.credentials.get({ publicKey });
    form.elements.credential.value = answered(credential);
    form.submit();
  } catch (error) {
    says.textContent =
      error.name === "InvalidStateError"
        ? "This device has a passkey for you already."
        : "Your browser did not use a passkey. Try again, or choose another way.";
  }
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      ask(form);
    });
  }
  for (const words of document.querySelectorAll("[data-passkey-missing]")) words.hidden = true;
}
