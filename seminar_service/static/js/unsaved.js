/* Says beside the button of a long form how many of its fields were changed and not saved yet. */
"use strict";

function isChanged(field) {
  if (field.type === "checkbox" || field.type === "radio") {
    return field.checked !== field.defaultChecked && (field.type === "checkbox" || field.checked);
  }
  if (field.tagName === "SELECT") {
    const first = [...field.options].findIndex((option) => option.defaultSelected);
    return field.selectedIndex !== Math.max(first, 0);
  }
  return field.type !== "hidden" && "defaultValue" in field && field.value !== field.defaultValue;
}

document.querySelectorAll("[data-unsaved]").forEach((note) => {
  const form = note.closest("form");
  const tell = () => {
    const changed = [...form.elements].filter(isChanged).length;
    const text = changed ? note.dataset.unsaved.replace("{}", changed) : "";
    if (note.textContent !== text) {
      note.textContent = text;
    }
  };
  /* Marks that a drag or a key takes along change no box by themselves. */
  ["change", "input", "pointerup", "pointermove", "keyup"].forEach((name) => form.addEventListener(name, () => window.setTimeout(tell)));
  window.addEventListener("pageshow", tell);
  tell();
});
