/* Proposes furigana while a name is typed, from the kana that the input method shows before it converts
   them. It fills a field that nobody has touched, and never writes over what somebody entered.

   Only composition events and `input` are read, no keys: Safari sends the keydown of the Enter key after
   `compositionend`, and Android's keyboards name no keys at all. Which of `input` and `compositionend`
   comes last differs as well, so both lead to the same look at the whole field. Where a keyboard says
   less (a word that is chosen before all of it was typed, a pasted or autofilled name), there is no
   reading or a short one: it is a proposal, which people see and correct. */
"use strict";

const KANA = /^[ぁ-ゖァ-ヺー]+$/;
const BEING_TYPED = /^([ぁ-ゖァ-ヺー\s]*)([a-z]*)$/;
const BLANK = /\s/;

/* The kana of a text that is still being typed; null where it is not kana. "けn" becomes "けん". */
function typedKana(text) {
  const found = BEING_TYPED.exec(text.normalize("NFKC").toLowerCase());
  return found && found[1] + (found[2] === "n" ? "ん" : "");
}

function inKatakana(text) {
  return text.replace(/[ぁ-ゖ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60));
}

/* What one composition says of a reading. macOS converts while one types ("山田は"): then what follows the
   converted beginning is kana, and the reading of the beginning is known already. */
function newComposition() {
  let converted = "", known = "", reading = "";
  return {
    takes(text) {
      const whole = typedKana(text);
      const rest = converted && text.startsWith(converted) ? typedKana(text.slice(converted.length)) : null;
      if (whole !== null) {
        [converted, known, reading] = ["", "", whole];
      } else if (rest !== null) {
        reading = known + rest;
      } else {
        [converted, known] = [text, reading];
      }
    },
    reading: () => reading.replace(/\s/g, ""),
  };
}

/* The reading of a whole name by those of its parts; empty where a part's is not known. */
function readingOf(name, parts) {
  const texts = [...parts.keys()].sort((one, other) => other.length - one.length);
  let reading = "", rest = name.trim();
  while (rest) {
    const text = texts.find((each) => rest.startsWith(each)) || rest[0];
    if (parts.has(text)) {
      reading += parts.get(text);
    } else if (BLANK.test(text)) {
      reading += " ";
    } else if (KANA.test(text)) {
      reading += inKatakana(text);
    } else {
      return "";
    }
    rest = rest.slice(text.length);
  }
  return reading.replace(/ +/g, " ");
}

function proposeFurigana(name) {
  const field = document.getElementById(name.dataset.furigana);
  if (!field) {
    return;
  }
  const parts = new Map();
  let composition = null, proposed = "", isTouched = false;

  function propose() {
    if (isTouched || field.value !== proposed) {
      return;
    }
    proposed = readingOf(name.value, parts);
    field.value = proposed;
  }

  field.addEventListener("input", () => { isTouched = true; });
  name.addEventListener("compositionstart", () => { composition = newComposition(); });
  name.addEventListener("compositionupdate", (event) => {
    if (composition) {
      composition.takes(event.data || "");
    }
  });
  name.addEventListener("compositionend", (event) => {
    const text = (event.data || "").trim(), reading = composition ? composition.reading() : "";
    composition = null;
    if (text && reading) {
      parts.set(text, inKatakana(reading));
    }
    propose();
  });
  name.addEventListener("input", (event) => {
    if (!event.isComposing && !composition) {
      propose();
    }
  });
}

document.querySelectorAll("[data-furigana]").forEach(proposeFurigana);
