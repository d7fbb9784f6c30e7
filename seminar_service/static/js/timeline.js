/* Moves seminars in the drawing of a draft: by dragging, by two presses, or by keyboard. What is put down is sent by
   the form of the page, as the page of a bid does it. Without scripts a seminar leads to that page. */
"use strict";

const SVG = "http://www.w3.org/2000/svg";
const DAY_MS = 86400000;
const DRAGGED_PX = 5;
const SNAP_PX = 14;
const EDGE_PX = 36;
const LETTER_PX = 6.5;
const GAP_PX = 6;
const DOT_PX = 9;

/* What stands in the page now, whoever holds something in it, and what comes into sight again after an answer. */
let drawing = null, panel = null, move = null, kept = null;

function shape(name, attributes, parent) {
  const made = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  return parent.appendChild(made);
}

/* Where days and advisers lie in the drawing. */
function newScale() {
  const first = Date.parse(drawing.dataset.first), last = Date.parse(drawing.dataset.last);
  const width = Number(drawing.dataset.day);
  const rows = [...drawing.querySelectorAll(".timeline__row")].map((each) => ({
    adviser: Number(each.dataset.adviser), name: each.dataset.name, y: Number(each.dataset.y), element: each,
  }));
  const named = new Intl.DateTimeFormat(document.documentElement.lang === "en" ? "en-GB" : "ja", {
    weekday: "short", day: "numeric", month: "short", timeZone: "UTC",
  });
  return {
    rows,
    row: (adviser) => rows.find((each) => each.adviser === adviser),
    shows: (day) => Date.parse(day) >= first && Date.parse(day) <= last,
    x: (day) => ((Date.parse(day) - first) / DAY_MS + 0.5) * width,
    day: (x) => new Date(Math.min(Math.max(first + Math.floor(x / width) * DAY_MS, first), last)).toISOString().slice(0, 10),
    at: (y) => [...rows].reverse().find((each) => each.y <= y) || rows[0],
    words: (day) => named.format(Date.parse(day)),
  };
}

function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/* What stands beside the drawing. */
function newPanel() {
  const part = (selector) => panel.querySelector(selector);
  const [told, forbids, form] = [part(".moving__told"), part(".moving__forbids"), part("form[hidden]")];
  const [drop, leave, link] = [part("[data-drop]"), part("[data-leave]"), part("[data-form]")];
  return {
    words: panel.dataset,
    drop, leave, form,
    say(text) {
      if (told.textContent !== text) {
        told.textContent = text;
      }
    },
    /* What came with the page is told as if it had just been said. */
    sayAgain() {
      const text = told.textContent;
      told.textContent = "";
      window.setTimeout(() => { told.textContent = text; }, 100);
    },
    show(isPicked, href) {
      [drop, leave, link].forEach((each) => { each.hidden = !isPicked; });
      link.href = href || "";
      this.forbid([]);
    },
    forbid(texts) {
      forbids.replaceChildren(...texts.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
      forbids.hidden = !texts.length;
      drop.textContent = texts.length ? panel.dataset.force : panel.dataset.drop;
    },
    send(action, values, team) {
      form.action = action;
      Object.entries(values).forEach(([name, value]) => { form.elements[name].value = value; });
      form.querySelector("[data-team]").replaceChildren(...team.map((each) => (
        Object.assign(document.createElement("input"), { type: "hidden", name: "adviser", value: each }))));
      form.requestSubmit();
    },
  };
}

/* The days that are allowed, with their prices, and the one that is aimed at. */
function newGhosts(scale) {
  const layer = shape("g", { class: "ghosts", "aria-hidden": "true" }, drawing);
  const target = shape("g", { class: "ghosts ghosts--target", "aria-hidden": "true" }, drawing);
  function label(x, y, text, parent) {
    const isLate = x + 12 + text.length * LETTER_PX > Number(drawing.getAttribute("width"));
    const made = shape("text", { x: isLate ? x - 9 : x + 9, y: y + 4, "text-anchor": isLate ? "end" : "start" }, parent);
    made.textContent = text;
    const width = made.getComputedTextLength();
    return { made, from: isLate ? x - 9 - width : x + 9, to: isLate ? x - 9 : x + 9 + width };
  }
  return {
    draw(moves) {
      scale.rows.forEach((row) => {
        /* A price that would run into another, or into a day beside it, is told when that day is aimed at. */
        let end = -Infinity;
        moves.filter((each) => each.adviser === row.adviser).sort((one, other) => (one.day < other.day ? -1 : 1))
          .map((each) => [each, scale.x(each.day)])
          .forEach(([each, x], index, all) => {
            shape("circle", { cx: x, cy: row.y + 11, r: 6 }, layer);
            const [before, next] = [index ? all[index - 1][1] : -Infinity, index + 1 < all.length ? all[index + 1][1] : Infinity];
            const { made, from, to } = label(x, row.y + 11, each.short, layer);
            if (from < Math.max(end + GAP_PX, before + DOT_PX) || to + DOT_PX > next) {
              made.remove();
            } else {
              end = to;
            }
          });
      });
    },
    aim(place, move) {
      target.replaceChildren();
      if (!place) {
        return;
      }
      const [x, row] = [scale.x(place.day), scale.row(place.adviser)];
      shape("circle", { cx: x, cy: row.y + 11, r: 9, class: move ? "" : "ghosts__forbidden" }, target);
      if (!move) {
        shape("path", { d: `M${x - 5} ${row.y + 6}l10 10m0 -10l-10 10` }, target);
      }
      label(x + 3, row.y + 11, move ? move.short : "", target);
    },
    clear() {
      layer.replaceChildren();
      target.replaceChildren();
    },
  };
}

/* One seminar in somebody's hand. */
function newMove(mark, scale, ghosts, beside, over) {
  const home = { day: mark.dataset.day, adviser: Number(mark.parentNode.dataset.adviser) };
  const address = `${mark.getAttribute("href")}/moves/${mark.dataset.position}`;
  const same = (one, other) => one.day === other.day && one.adviser === other.adviser;
  let moves = [], shown = [], place = home, forced = null, isOver = false;

  const found = (wanted) => moves.find((each) => same(each, wanted));
  const values = (wanted, price) => ({ day: scale.words(wanted.day), adviser: scale.row(wanted.adviser).name, price });

  async function asked(url) {
    const answer = await fetch(url, { headers: { Accept: "application/json" } });
    const told = (answer.headers.get("Content-Type") || "").startsWith("application/json") ? await answer.json() : {};
    if (!answer.ok || answer.redirected) {
      throw new Error(told.told || beside.words.failed);
    }
    return told;
  }

  const begun = asked(address).then((answer) => {
    if (isOver) {
      return;
    }
    moves = answer.moves.filter((each) => !same(each, home));
    shown = moves.filter((each) => scale.shows(each.day) && scale.row(each.adviser));
    ghosts.draw(shown);
    const counted = filled(beside.words.count, { number: moves.length, hidden: moves.length - shown.length });
    const picked = filled(beside.words.picked, { seminar: mark.getAttribute("aria-label") });
    beside.say([picked, moves.length ? counted : beside.words.none, answer.told].join(" ").trim());
  }).catch((error) => {
    if (!isOver) {
      end(error.message);
    }
  });

  function end(text) {
    isOver = true;
    mark.classList.remove("is-picked");
    drawing.classList.remove("is-moving");
    ghosts.clear();
    beside.show(false);
    beside.say(text);
    over();
    mark.focus({ preventScroll: true });
  }

  function aim(wanted) {
    if (same(wanted, place)) {
      return;
    }
    [place, forced] = [wanted, null];
    beside.forbid([]);
    const move = found(wanted);
    ghosts.aim(same(wanted, home) ? null : wanted, move);
    const text = same(wanted, home) ? beside.words.here : move ? beside.words.allowed : beside.words.forbidden;
    beside.say(filled(text, values(wanted, move && move.price)));
  }

  function put(team) {
    beside.send(mark.getAttribute("href"), { seen: mark.dataset.seen, day: place.day }, team);
  }

  async function weigh() {
    const wanted = place;
    try {
      const answer = await asked(`${address}/weighed?day=${wanted.day}&to=${wanted.adviser}`);
      if (!isOver && same(wanted, place)) {
        forced = answer.team;
        beside.say(filled(answer.forbids.length ? beside.words.why : beside.words.allowed, values(wanted, answer.price)));
        beside.forbid(answer.forbids);
        beside.drop.focus({ preventScroll: true });
      }
    } catch (error) {
      end(error.message);
    }
  }

  mark.classList.add("is-picked");
  drawing.classList.add("is-moving");
  beside.show(true, `${mark.getAttribute("href")}?${new URLSearchParams({ view: beside.form.elements.view.value })}`);
  beside.say(beside.words.waiting);

  return {
    mark,
    leave: () => end(beside.words.left),
    /* To a point of the drawing: the allowed day that is near in the line, else the day itself. */
    to(x, y) {
      const adviser = scale.at(y).adviser;
      const near = shown.filter((each) => each.adviser === adviser).map((each) => [Math.abs(scale.x(each.day) - x), each])
        .sort(([one], [other]) => one - other)[0];
      aim(near && near[0] <= SNAP_PX ? { day: near[1].day, adviser } : { day: scale.day(x), adviser });
    },
    /* To the next allowed day in the line, or the nearest one in the next line that has any. */
    step(days, lines) {
      const stops = [...shown, home];
      const inLine = (adviser) => stops.filter((each) => each.adviser === adviser);
      if (days) {
        const next = inLine(place.adviser).filter((each) => (days > 0 ? each.day > place.day : each.day < place.day))
          .sort((one, other) => (one.day < other.day ? -days : days))[0];
        return next && aim({ day: next.day, adviser: next.adviser });
      }
      const order = scale.rows.map((each) => each.adviser);
      const rest = lines > 0 ? order.slice(order.indexOf(place.adviser) + 1) : order.slice(0, order.indexOf(place.adviser)).reverse();
      const line = inLine(rest.find((adviser) => inLine(adviser).length));
      const away = (each) => Math.abs(Date.parse(each.day) - Date.parse(place.day));
      const [next] = line.sort((one, other) => away(one) - away(other));
      return next && aim({ day: next.day, adviser: next.adviser });
    },
    async drop() {
      await begun;
      if (isOver) {
        return;
      }
      if (same(place, home)) {
        end(beside.words.left);
      } else if (found(place)) {
        put(found(place).team);
      } else if (forced) {
        put(forced);
      } else {
        await weigh();
      }
    },
  };
}

/* One stop of the Tab key for all seminars; arrow keys go from one to the next. */
function newStops(scale) {
  const lines = scale.rows.map((row) => [...row.element.querySelectorAll(".timeline__pick")]).filter((line) => line.length);
  const all = lines.flat();
  const x = (mark) => scale.x(mark.dataset.day);
  all.forEach((mark, index) => mark.setAttribute("tabindex", index ? "-1" : "0"));
  drawing.addEventListener("focusin", (event) => {
    const mark = event.target.closest(".timeline__pick");
    if (mark) {
      all.forEach((each) => each.setAttribute("tabindex", each === mark ? "0" : "-1"));
    }
  });
  return (mark, days, down) => {
    const line = lines.findIndex((each) => each.includes(mark));
    const next = days ? lines[line][lines[line].indexOf(mark) + days]
      : [...(lines[line + down] || [])].sort((one, other) => Math.abs(x(one) - x(mark)) - Math.abs(x(other) - x(mark)))[0];
    if (next) {
      next.focus();
    }
  };
}

function start() {
  const box = drawing.closest(".timeline-box");
  const [scale, beside] = [newScale(), newPanel()];
  const [ghosts, go] = [newGhosts(scale), newStops(scale)];
  const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  let pressed = null, isDragged = false;

  function pick(mark) {
    move = newMove(mark, scale, ghosts, beside, () => { move = null; });
  }

  function follow(event) {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(drawing.getScreenCTM().inverse());
    const frame = box.getBoundingClientRect();
    if (isDragged) {
      const pull = (at, low, high) => (at < low + EDGE_PX ? -12 : at > high - EDGE_PX ? 12 : 0);
      box.scrollBy(pull(event.clientX, frame.left + 80, frame.right), pull(event.clientY, frame.top + 40, frame.bottom));
    }
    move.to(point.x, point.y);
  }

  drawing.addEventListener("dragstart", (event) => event.preventDefault());
  drawing.addEventListener("pointerdown", (event) => {
    const mark = event.target.closest(".timeline__pick");
    if (mark && event.isPrimary && event.button === 0) {
      pressed = { mark, x: event.clientX, y: event.clientY };
    }
  });
  drawing.addEventListener("pointermove", (event) => {
    if (pressed && !isDragged && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > DRAGGED_PX) {
      isDragged = true;
      drawing.setPointerCapture(event.pointerId);
      if (move) {
        move.leave();
      }
      pick(pressed.mark);
    }
    if (move && (isDragged || event.pointerType === "mouse") && !(event.buttons && !isDragged)) {
      follow(event);
    }
  });
  drawing.addEventListener("pointerup", () => {
    pressed = null;
    if (isDragged && move) {
      move.drop();
    }
    /* The click that follows belongs to the drag. */
    window.setTimeout(() => { isDragged = false; });
  });
  drawing.addEventListener("pointercancel", () => {
    [pressed, isDragged] = [null, false];
    if (move) {
      move.leave();
    }
  });
  drawing.addEventListener("click", (event) => {
    const mark = event.target.closest(".timeline__pick");
    if (event.ctrlKey || event.metaKey || event.shiftKey || (!mark && !move)) {
      return;
    }
    event.preventDefault();
    if (isDragged) {
      return;
    }
    if (move && event.detail === 0) {
      move.drop();
    } else if (move && mark !== move.mark) {
      follow(event);
      move.drop();
    } else if (move) {
      move.leave();
    } else {
      pick(mark);
    }
  });
  drawing.addEventListener("keydown", (event) => {
    const mark = event.target.closest(".timeline__pick");
    if (mark && event.key in arrows) {
      event.preventDefault();
      const [days, lines] = arrows[event.key];
      move ? move.step(days, lines) : go(mark, days, lines);
    } else if (mark && event.key === " ") {
      event.preventDefault();
      move ? move.drop() : pick(mark);
    }
  });
  /* A finger on a seminar moves that and not the page: browsers do not look for touch-action on links within drawings. */
  drawing.addEventListener("touchmove", (event) => {
    if ((pressed || isDragged) && event.cancelable) {
      event.preventDefault();
    }
  }, { passive: false });
  /* The seminar loses the finger to the drawing when it is dragged; that is no end. */
  drawing.addEventListener("lostpointercapture", (event) => {
    if (event.target === drawing) {
      pressed = null;
    }
  });
  beside.drop.addEventListener("click", () => move && move.drop());
  beside.leave.addEventListener("click", () => move && move.leave());
  return beside;
}

function begin() {
  [drawing, panel, move] = [document.querySelector(".timeline--moving"), document.getElementById("moving"), null];
  return drawing && panel ? start() : null;
}

/* After an answer the rest of the page is new, and what was in sight still is. */
function goOn() {
  const { bid, left, top, x, y } = kept;
  const beside = begin();
  kept = null;
  if (!beside) {
    return;
  }
  const box = drawing.closest(".timeline-box");
  [box.scrollLeft, box.scrollTop] = [left, top];
  const mark = [...drawing.querySelectorAll(".timeline__pick")].find((each) => each.dataset.bid === bid);
  (mark || panel).focus({ preventScroll: true });
  window.scrollTo(x, y);
  beside.sayAgain();
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && move) {
    move.leave();
  }
});
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !panel || !panel.contains(form)) {
    return;
  }
  event.preventDefault();
  const box = drawing.closest(".timeline-box");
  const bid = form.elements.namedItem("day") ? form.action.split("/").pop() : "";
  kept = { bid, left: box.scrollLeft, top: box.scrollTop, x: window.scrollX, y: window.scrollY };
  htmx.ajax("POST", form.action, { source: form });
});
/* A conflict, or whatever else is not as hoped for, is a page of its own: the form is sent as without scripts. */
document.addEventListener("htmx:beforeSwap", (event) => {
  const answer = event.detail;
  const form = answer.requestConfig.elt;
  if (!kept || !panel.contains(form)) {
    return;
  }
  const url = new URL(answer.xhr.responseURL);
  if (answer.isError) {
    answer.isError = false;
    form.submit();
  } else if (url.pathname !== location.pathname) {
    answer.shouldSwap = false;
    location.assign(url);
  }
});
document.addEventListener("htmx:afterSettle", () => kept && !document.contains(drawing) && goOn());
document.addEventListener("htmx:sendError", (event) => {
  if (kept && panel.contains(event.detail.elt)) {
    delete event.detail.elt.dataset.sending;
    panel.querySelector(".moving__told").textContent = panel.dataset.unsent;
  }
});
begin();
