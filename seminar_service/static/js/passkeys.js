/* Asks the browser for a passkey and sends its answer; needs Flask-Security's webauthn.js. */
"use strict";

function useAPasskey(form) {
  const ask = form.dataset.passkey === "make" ? handleRegister : handleSignin;
  const trouble = form.querySelector("[data-passkey-trouble]");
  const again = form.querySelector("[data-passkey-again]");

  async function go() {
    trouble.hidden = true;
    again.disabled = true;
    const result = await ask(form.dataset.options);
    again.disabled = false;
    if (result.credential) {
      form.elements.credential.value = result.credential;
      form.submit();
    } else {
      trouble.hidden = false;
      again.hidden = false;
      again.focus();
    }
  }

  again.addEventListener("click", go);
  if (!window.PublicKeyCredential) {
    trouble.hidden = false;
    return;
  }
  again.hidden = false;
  go();
}

document.querySelectorAll("form[data-passkey]").forEach(useAPasskey);
