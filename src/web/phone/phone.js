// A feature phone on the sandbox gateway: it joins its parts, and hears its keys and the keyboard's.

import { newCall } from "./call.js";
import { announce, draw, drawSignal, flash, scroll, silence } from "./drawing.js";
import { at, code, sms } from "./handset.js";
import { newHome } from "./home.js";
import { newMessages } from "./messages.js";
import { newTexts } from "./texts.js";

const texts = newTexts({ arrived, heard: drawSignal });
const call = newCall(show, goHome);
const messages = newMessages({ texts, show, home: goHome });
const home = newHome({
  texts,
  show,
  dial: (wanted) => {
    front = call;
    call.dial(wanted);
  },
  openMessages: () => bring(messages.open),
  openNews: () => bring(messages.openNews),
});

// What is on the glass: `home`, `call` or `messages`.
let front = home;

function show() {
  draw(front.view(), texts.unread());
}

function bring(open) {
  front = messages;
  silence();
  open();
}

function goHome(key) {
  call.hangUp();
  if (document.activeElement === at("words")) at("words").blur();
  front = home;
  if (key !== undefined) return home.press(key);
  show();
}

// Texts have come: where nothing else goes on, they are what the phone shows.
function arrived(count) {
  messages.arrived(count);
  if (front === messages && messages.isTold()) front = home;
  if (front !== home) announce(count === 1 ? "New message" : `${count} new messages`);
  show();
}

function press(key) {
  const isText = front.view().rows === undefined && !front.view().isWriting;
  if ((key === "up" || key === "down") && isText) return scroll(key);
  front.press(key);
}

// --- keys ---

// A key under the finger must not take the focus from the words being written, nor keep it for Enter.
document.querySelector(".phone").addEventListener("mousedown", (event) => {
  if (event.target.closest("button, li")) event.preventDefault();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-key]");
  if (button) return press(button.dataset.key);
  const row = event.target.closest("#rows li");
  if (row) return messages.select(Number(row.dataset.row));
  const example = event.target.closest("#tries button");
  if (example) {
    call.hangUp();
    bring(() => messages.write(example.textContent));
  }
});

const keyboard = {
  Enter: "enter",
  Escape: "end",
  Backspace: "clear",
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

// The key of the phone that a key of the keyboard shows as pressed.
const shownAs = { enter: "call", clear: "right" };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.matches("input")) return;
  // In the list of numbers, what can stand in a reply is typed on the phone.
  if (event.target.matches("select")) {
    if (!/^[0-9*#]$/.test(event.key)) return;
    event.target.blur();
  }
  const isSent = event.key === "Enter" || event.key === "Escape";
  // Words are typed into their field; only to send and to leave is the phone's.
  if (event.target === at("words") && !isSent) return;
  // Enter on a key that has the focus presses that key.
  if (event.target.matches("button") && (event.key === "Enter" || event.key === " ")) return;
  const key = keyboard[event.key] ?? (Array.from(event.key).length === 1 ? event.key : null);
  if (key === null || (key === " " && !front.view().isWriting)) return;
  event.preventDefault();
  // A key that is held down dials, sends or hangs up once.
  if (event.repeat && isSent) return;
  flash(shownAs[key] ?? key);
  press(key);
});

at("words").addEventListener("input", messages.changed);

// --- whose phone it is ---

function take() {
  at("other-label").hidden = at("number").value !== "";
  goHome();
  silence();
  texts.take();
  show();
}

// With the keyboard one goes from number to number, so that the list keeps the focus; a number that
// was picked with a finger is the last word.
let byKeyboard = false;
at("number").addEventListener("keydown", (event) => {
  byKeyboard = event.key !== "Enter" && event.key !== "Escape";
  if (!byKeyboard) at("number").blur();
});
at("number").addEventListener("pointerdown", () => (byKeyboard = false));
at("number").addEventListener("change", () => {
  take();
  if (at("number").value === "") at("other").focus();
  else if (!byKeyboard) at("number").blur();
});
at("other").addEventListener("change", take);
at("who").addEventListener("submit", (event) => {
  event.preventDefault();
  at("other").blur();
});

addEventListener("pagehide", () => call.hangUp());
document.addEventListener("visibilitychange", () => !document.hidden && texts.round());
setInterval(() => front === home && show(), 20000);

at("code").textContent = code;
at("sms").textContent = sms;
take();
