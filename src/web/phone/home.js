// What the phone shows while nothing goes on: the time, the code, what is being dialled, and how many
// texts have come.

import { clock, code } from "./handset.js";

const TYPED_MAX = 40;

export function newHome({ texts, show, dial, openMessages, openNews }) {
  let typed = "";

  function view() {
    const news = texts.news();
    const title = clock();
    if (typed === "" && news > 0) {
      const said = news === 1 ? "1 message received" : `${news} messages received`;
      return { mode: "news", title, said, left: "Show", right: "Exit" };
    }
    const [left, right] = typed === "" ? ["Messages", ""] : ["Dial", "Clear"];
    return { mode: "idle", title, said: code, typed, left, right };
  }

  function green() {
    const wanted = typed || code;
    typed = "";
    dial(wanted);
  }

  function right() {
    if (typed === "") texts.heed();
    else typed = Array.from(typed).slice(0, -1).join("");
    show();
  }

  function press(key) {
    if (key === "call" || key === "enter") return green();
    if (key === "left" || key === "ok") {
      if (typed !== "") return green();
      return texts.news() > 0 ? openNews() : openMessages();
    }
    if (key === "right" || key === "clear") return right();
    if (key === "end") typed = "";
    // Nothing but these stands in a number; a keyboard has more, and its M is for messages.
    else if (/^[0-9*#+]$/.test(key) && typed.length < TYPED_MAX) typed += key;
    else if (/^m$/i.test(key) && typed === "") return openMessages();
    show();
  }

  return { view, press };
}
