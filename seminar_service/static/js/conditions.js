/* Hides questions that are not asked with the answers given so far; without it they stay, with their hint.

   What was entered into a hidden question stays in its field and is sent along: whether a question is
   asked is decided where the form arrives. One with a mistake in it, or that somebody else has changed,
   is not hidden. The focus is never inside of what is hidden: it lies on the answer that hides it. */
"use strict";

const NOTICED = ".field--error, .field__question, .difference";

/* What is chosen at a question of a form: none, one or several values. */
function chosenAt(form, name) {
  const controls = [...form.elements].filter((control) => control.name === name);
  return controls
    .filter((control) => control.tagName === "SELECT" || control.checked)
    .map((control) => control.value);
}

function hideWhatIsNotAsked(form) {
  const boxes = [...form.querySelectorAll("[data-only-if]")];
  const status = form.querySelector("[data-conditions-status]");

  function isAsked(box) {
    const { onlyIf, onlyValue } = box.dataset;
    const above = boxes.find((other) => other.dataset.question === onlyIf);
    return chosenAt(form, onlyIf).includes(onlyValue) && (!above || isAsked(above));
  }

  function look() {
    const appeared = [];
    boxes.forEach((box) => {
      const isHidden = !isAsked(box) && !box.querySelector(NOTICED);
      if (box.hidden && !isHidden) {
        appeared.push(box.dataset.label);
      }
      box.hidden = isHidden;
    });
    return appeared;
  }

  look();
  form.addEventListener("change", () => {
    const appeared = look();
    if (status) {
      status.textContent = appeared.length
        ? status.dataset.conditionsStatus.replace("{}", () => appeared.join(status.dataset.separator))
        : "";
    }
  });
  window.addEventListener("pageshow", look);
}

document.querySelectorAll("form").forEach((form) => {
  if (form.querySelector("[data-only-if]")) {
    hideWhatIsNotAsked(form);
  }
});
