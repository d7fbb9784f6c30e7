/* Small helps; every page works without them. */
"use strict";

function focusTheErrors() {
  const summary = document.querySelector("[data-focus]");
  if (summary) {
    summary.focus();
  }
}

/* A form that was stopped on its way, or answered with a file, leaves its page standing. */
const SENT_AGAIN_AFTER_MS = 10000;

/* A second click on a button must not send a form twice; a file may be taken as often as one likes. */
function sendFormsOnce() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented || "answersWithFile" in form.dataset) {
      return;
    }
    if (form.dataset.sending) {
      event.preventDefault();
      return;
    }
    form.dataset.sending = "yes";
    window.setTimeout(() => delete form.dataset.sending, SENT_AGAIN_AFTER_MS);
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sending]").forEach((form) => delete form.dataset.sending);
  });
}

/* Where menus are rows that scroll, the page that is open is in sight, and the whole of what the keyboard comes to: browsers
   leave alone what is seen in part. */
function keepMenusInSight() {
  document.querySelectorAll(".site-nav__list, .tabs ul").forEach((row) => {
    const link = row.querySelector("[aria-current]");
    if (link && row.scrollWidth > row.clientWidth) {
      const [box, within] = [link.getBoundingClientRect(), row.getBoundingClientRect()];
      row.scrollLeft += box.left + box.width / 2 - within.left - within.width / 2;
    }
    row.addEventListener("focusin", (event) => {
      event.target.scrollIntoView({ block: "nearest", inline: "nearest" });
    });
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
    if (box.scrollWidth <= box.clientWidth && box.scrollHeight <= box.clientHeight) {
      box.removeAttribute("tabindex");
    } else {
      box.tabIndex = 0;
    }
  });
}

focusTheErrors();
sendFormsOnce();
keepMenusInSight();
offerCopying();
offerPrinting();
leaveOutWhatDoesNotScroll();
window.addEventListener("resize", leaveOutWhatDoesNotScroll);
