// What is listed beside the phone, newest first: each screen and each text with its size.

import { at } from "./handset.js";
import { room } from "./measure.js";

const LINES_MAX = 100;

// A line: what it begins with, how much of how much, and what kind.
function line(first, used, most, kind) {
  const item = document.createElement("li");
  const label = document.createElement("span");
  label.className = "first";
  label.textContent = first;
  const figure = document.createElement("span");
  figure.className = "figure";
  figure.textContent = `${used} of ${most}`;
  const kindly = document.createElement("span");
  kindly.className = "kind";
  kindly.textContent = kind;
  const meter = document.createElement("meter");
  meter.max = most;
  meter.value = used;
  meter.setAttribute("aria-label", `${used} of ${most}`);
  item.append(label, figure, meter, kindly);
  return item;
}

function note(item, kind) {
  item.classList.add(kind);
  at("sizes").prepend(item);
  if (at("sizes").children.length > LINES_MAX) at("sizes").lastChild.remove();
}

// A screen, as the service measured it: `UCS-2 52 70`.
export function noteScreen(said, size, isLast) {
  const [encoding, used, most] = (size ?? "").split(" ");
  if (!most) return;
  const kind = `${encoding}, ${isLast ? "last screen" : "screen"}`;
  note(line(said.split("\n")[0], Number(used), Number(most), kind), "shown");
}

// A text that came, or one that was sent.
export function noteText(body, size, isSent) {
  const kind = `${size.encoding}, ${size.parts === 1 ? "1 part" : `${size.parts} parts`}`;
  note(line(body, size.units, room(size), kind), isSent ? "sent" : "received");
}

// Another phone is in hand.
export function forget() {
  at("sizes").replaceChildren();
}
