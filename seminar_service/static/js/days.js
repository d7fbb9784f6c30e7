/* Marks days in a calendar of boxes: a drag over several does to all what a tap would do to the first; the arrow keys go
   from day to day, with Shift taking the mark along. Without this script each day has its box. */
"use strict";

const A_WEEK = 7;

/* What a press began: the boxes between it and the pointer follow it, the others stand as before. */
class Stroke {
  constructor(boxes, begin) {
    this.boxes = boxes;
    this.begin = begin;
    this.before = boxes.map((box) => box.checked);
    this.isDragged = false;
  }

  reach(end) {
    this.isDragged = this.isDragged || end !== this.begin;
    const [first, last] = [Math.min(this.begin, end), Math.max(this.begin, end)];
    const mark = !this.before[this.begin];
    this.boxes.forEach((box, place) => {
      box.checked = this.isDragged && place >= first && place <= last ? mark : this.before[place];
    });
  }

  giveUp() {
    this.boxes.forEach((box, place) => { box.checked = this.before[place]; });
  }
}

function boxUnder(event) {
  const found = document.elementFromPoint(event.clientX, event.clientY);
  return found ? found.closest(".day")?.querySelector(".day__box") : null;
}

function followPointers(calendar, boxes) {
  let stroke = null;
  calendar.addEventListener("dragstart", (event) => event.preventDefault());
  calendar.addEventListener("pointerdown", (event) => {
    const begin = boxes.indexOf(boxUnder(event));
    stroke = event.isPrimary && event.button === 0 && begin >= 0 ? new Stroke(boxes, begin) : null;
  });
  calendar.addEventListener("pointermove", (event) => {
    const end = stroke && event.isPrimary ? boxes.indexOf(boxUnder(event)) : -1;
    if (end >= 0) {
      stroke.reach(end);
    }
  });
  /* The click that follows a drag would turn one of its days again. */
  calendar.addEventListener("click", (event) => {
    if (stroke?.isDragged) {
      event.preventDefault();
    }
    stroke = null;
  }, true);
  document.addEventListener("pointerup", () => {
    /* A drag that ends elsewhere has no click here. */
    window.setTimeout(() => { stroke = null; });
  });
  /* The page is scrolled instead. */
  document.addEventListener("pointercancel", () => {
    stroke?.giveUp();
    stroke = null;
  });
}

function dayAfter(value, days) {
  const day = new Date(`${value}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

function followKeys(calendar, boxes) {
  const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -A_WEEK, ArrowDown: A_WEEK };
  calendar.addEventListener("keydown", (event) => {
    const place = boxes.indexOf(event.target);
    if (place < 0 || !(event.key in steps) || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const next = boxes.findIndex((box) => box.value === dayAfter(event.target.value, steps[event.key]));
    if (next < 0) {
      return;
    }
    event.preventDefault();
    if (event.shiftKey) {
      boxes.slice(Math.min(place, next), Math.max(place, next) + 1).forEach((box) => { box.checked = event.target.checked; });
    }
    boxes[next].focus();
  });
}

document.querySelectorAll(".year--own").forEach((calendar) => {
  const boxes = [...calendar.querySelectorAll(".day__box")];
  followPointers(calendar, boxes);
  followKeys(calendar, boxes);
  document.querySelectorAll("[data-with-script]").forEach((hint) => { hint.hidden = false; });
});
