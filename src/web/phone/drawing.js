// Draws on the glass what the part of the phone that is in front wants shown.

import { at } from "./handset.js";

const screen = at("screen");

// Writes over a soft key what it does. One that does nothing is none for whoever hears the page.
function name(side, words) {
  at(`soft-${side}`).textContent = words;
  const key = document.querySelector(`button[data-key=${side}]`);
  key.disabled = words === "";
  key.setAttribute("aria-hidden", String(key.disabled));
}

// What a view may hold: `mode`, `title`, the words over the soft keys `left` and `right`, and one of
// `said` (a text), `rows` with `chosen` (a list) or `isWriting` (the field to write in, with its
// `counter`); `typed` is the line that digits go to.
export function draw(view, unread) {
  const { mode, title, left = "", right = "", typed = "", said = "", rows = null, isWriting = false } = view;
  screen.dataset.mode = mode;
  at("title").textContent = title;
  name("left", left);
  name("right", right);
  at("typed").textContent = typed;
  at("typed").classList.toggle("long", typed.length > 18);
  // Its end is what is being typed.
  at("typed").scrollLeft = at("typed").scrollWidth;
  at("counter").textContent = view.counter ?? "";
  at("mail").hidden = unread === 0;
  at("mail-n").textContent = unread;
  at("said").hidden = rows !== null || isWriting;
  at("rows").hidden = rows === null;
  at("writing").hidden = !isWriting;
  if (rows !== null) list(rows, view.chosen);
  else if (!isWriting) say(said, mode);
}

// A text goes to its beginning only when it is another one.
function say(text, mode) {
  const said = at("said");
  if (said.textContent === text && said.dataset.of === mode) return;
  said.dataset.of = mode;
  said.textContent = text;
  said.lang = language(text);
  said.scrollTop = 0;
}

// By its script, so that what reads a screen aloud takes the right voice.
function language(text) {
  if (/[\u0a80-\u0aff]/.test(text)) return "gu";
  return /[\u0900-\u097f]/.test(text) ? "hi" : "en";
}

function list(rows, chosen) {
  const items = rows.map(({ first, note = "", second = "", isNew = false }, place) => {
    const item = document.createElement("li");
    item.id = `row-${place}`;
    item.dataset.row = place;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", place === chosen);
    item.classList.toggle("new", isNew);
    if (isNew) item.setAttribute("aria-label", `New: ${first} ${note} ${second}`);
    for (const [name, text] of [["name", first], ["note", note], ["second", second]]) {
      if (text === "") continue;
      const part = document.createElement("span");
      part.className = name;
      part.textContent = text;
      part.lang = language(text);
      item.append(part);
    }
    return item;
  });
  at("rows").replaceChildren(...items);
  at("rows").setAttribute("aria-activedescendant", `row-${chosen}`);
  items[chosen]?.scrollIntoView({ block: "nearest" });
}

export function scroll(key) {
  at("said").scrollBy({ top: key === "up" ? -48 : 48 });
}

// A line over whatever is shown, for a while.
let tidings = 0;
export function announce(words) {
  at("news").textContent = words;
  at("news").hidden = false;
  screen.parentElement.classList.add("buzz");
  clearTimeout(tidings);
  tidings = setTimeout(silence, 4000);
}

export function silence() {
  at("news").hidden = true;
  at("news").textContent = "";
  screen.parentElement.classList.remove("buzz");
}

// Without a network all bars but one are faint.
export function drawSignal(hasNetwork) {
  screen.classList.toggle("lost", !hasNetwork);
}

export function flash(key) {
  const button = document.querySelector(`button[data-key="${CSS.escape(key)}"]`);
  button?.classList.add("down");
  setTimeout(() => button?.classList.remove("down"), 110);
}
