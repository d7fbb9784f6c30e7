/* Small helps; every page works without them. */
"use strict";

function focusTheErrors() {
  const summary = document.querySelector("[data-focus]");
  if (summary) {
    summary.focus();
  }
}

/* A second click on a button must not send a form twice. */
function sendFormsOnce() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) {
      return;
    }
    if (form.dataset.sending) {
      event.preventDefault();
      return;
    }
    form.dataset.sending = "yes";
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sending]").forEach((form) => delete form.dataset.sending);
  });
}

function offerCopying() {
  document.querySelectorAll("[data-copy]").forEach((button) => {
    const field = document.getElementById(button.dataset.copy);
    if (!field || !navigator.clipboard) {
      return;
    }
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(field.value);
      button.textContent = button.dataset.copied;
    });
  });
}

function offerPrinting() {
  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
}

/* A table that fits needs no scrolling, so it is no stop for the Tab key. */
function leaveOutWhatDoesNotScroll() {
  document.querySelectorAll(".table-scroll, .drawing-scroll").forEach((box) => {
    if (box.scrollWidth <= box.clientWidth) {
      box.removeAttribute("tabindex");
    } else {
      box.tabIndex = 0;
    }
  });
}

focusTheErrors();
sendFormsOnce();
offerCopying();
offerPrinting();
leaveOutWhatDoesNotScroll();
window.addEventListener("resize", leaveOutWhatDoesNotScroll);
