// The messages side of the phone: what came, what was sent, one of them opened, and writing.

import { at, clock, sender, sms } from "./handset.js";
import { measure, room } from "./measure.js";

// Only a text this long or shorter is sent: ten parts, as on the phones in use.
const PARTS_MAX = 10;

const MENU = ["Write a text", "Inbox", "Sent"];
// Where they lead.
const PLACES = ["write", "inbox", "sent"];
// Who sees these knows what has come.
const HEEDED = ["menu", "inbox", "read"];

export function newMessages({ texts, show, home }) {
  // "menu", "inbox", "sent", "read", "write", "sending", "told", "unsent".
  let mode = "menu";
  let chosen = 0;
  let open = null; // The text that is read, and the list it is read from.
  let going = null; // The text that is on its way; kept, so that a repetition has the same id.
  const words = at("words");

  function go(to, place = 0) {
    mode = to;
    chosen = place;
    if (HEEDED.includes(to)) texts.heed();
    show();
    if (to === "write") words.focus();
    else if (document.activeElement === words) words.blur();
  }

  function rows() {
    if (mode === "menu") {
      const unread = texts.unread();
      const note = unread > 0 ? `${unread} new` : "";
      return MENU.map((first, place) => ({ first: `${place + 1} ${first}`, note: place === 1 ? note : "" }));
    }
    const isInbox = mode === "inbox";
    return letters().map((text) => ({
      first: isInbox ? sender : `To ${sms}`,
      note: clock(text.at),
      second: text.body,
      isNew: isInbox && !texts.isRead(text),
    }));
  }

  function letters() {
    return mode === "inbox" ? texts.received() : texts.sent();
  }

  function select(place) {
    if (mode === "menu") {
      return PLACES[place] === "write" ? write(texts.draft()) : go(PLACES[place]);
    }
    const text = letters()[place];
    if (text !== undefined) read(text, mode);
  }

  function read(text, from) {
    open = { text, from };
    if (from === "inbox") texts.read(text.id);
    go("read");
  }

  // Opens what has just come: the one, or the list of them.
  function openNews() {
    const unread = texts.received().filter((text) => !texts.isRead(text));
    if (unread.length === 1) read(unread[0], "inbox");
    else go("inbox");
  }

  // What is chosen stays chosen when others come above it.
  function arrived(count) {
    if (mode === "inbox" && texts.received().length > count) chosen += count;
  }

  function write(body) {
    words.value = body;
    texts.keep(body);
    go("write");
  }

  async function send() {
    const body = words.value.trim();
    if (body === "" || measure(body).parts > PARTS_MAX) return;
    if (going?.body !== body) going = texts.write(body);
    const mine = going;
    go("sending");
    const hasLeft = await texts.send(mine);
    if (hasLeft) texts.keep("");
    if (going !== mine) return;
    if (hasLeft) going = null;
    // She may have gone elsewhere while it was on its way, and the answer may have come already.
    if (mode !== "sending") return;
    if (hasLeft && texts.news() > 0) return home();
    go(hasLeft ? "told" : "unsent");
  }

  // Each goes back to where it was opened, and to its line there.
  function back() {
    if (mode === "menu" || mode === "told") return home();
    if (mode === "unsent") return go("write");
    if (mode === "read") {
      const letters = open.from === "inbox" ? texts.received() : texts.sent();
      return go(open.from, letters.indexOf(open.text));
    }
    if (mode !== "sending") go("menu", PLACES.indexOf(mode));
  }

  function insert(sign) {
    words.focus();
    words.setRangeText(sign, words.selectionStart, words.selectionEnd, "end");
    changed();
  }

  function erase() {
    words.focus();
    if (words.selectionStart === words.selectionEnd) {
      // As a phone does it: the last code point before the caret, not the whole cluster.
      const before = Array.from(words.value.slice(0, words.selectionStart));
      words.selectionStart -= before.at(-1)?.length ?? 0;
    }
    words.setRangeText("");
    changed();
  }

  function changed() {
    texts.keep(words.value);
    show();
  }

  function pressInWriting(key) {
    if (["call", "enter", "left", "ok"].includes(key)) return send();
    if (key === "right") return words.value === "" ? back() : erase();
    if (key === "clear") return erase();
    if (key === "up" || key === "down") return words.scrollBy({ top: key === "up" ? -24 : 24 });
    // The key with the hash is the space, as on the phones in use.
    insert(key === "#" ? " " : key);
  }

  function pressInList(key) {
    const last = rows().length - 1;
    if (key === "up" || key === "down") {
      chosen = Math.min(Math.max(0, chosen + (key === "up" ? -1 : 1)), Math.max(0, last));
      return show();
    }
    if (["left", "ok", "enter", "call"].includes(key)) return select(chosen);
    if (key === "right" || key === "clear") return back();
    if (mode === "menu" && /^[1-3]$/.test(key)) select(Number(key) - 1);
  }

  function press(key) {
    if (key === "end") return home();
    if (mode === "write") return pressInWriting(key);
    if (["menu", "inbox", "sent"].includes(mode)) return pressInList(key);
    const isIn = ["left", "ok", "enter"].includes(key);
    if (mode === "read" && isIn && open.from === "inbox") return write(texts.draft());
    if (mode === "unsent" && (isIn || key === "call")) return send();
    if (mode === "told" && isIn) return home();
    if (key === "right" || key === "clear") back();
  }

  function counter() {
    const size = measure(words.value);
    return `${room(size) - size.units}/${size.parts}`;
  }

  function view() {
    switch (mode) {
      case "menu":
        return { mode, title: "Messages", rows: rows(), chosen, left: "Select", right: "Back" };
      case "inbox":
      case "sent": {
        const title = mode === "inbox" ? "Inbox" : "Sent";
        if (rows().length === 0) return { mode, title, said: "No messages.", right: "Back" };
        return { mode, title, rows: rows(), chosen, left: "Open", right: "Back" };
      }
      case "read": {
        const { text, from } = open;
        const whose = from === "inbox" ? sender : `To ${sms}`;
        const left = from === "inbox" ? "Reply" : "";
        return { mode, title: `${whose} ${clock(text.at)}`, said: text.body, left, right: "Back" };
      }
      case "write": {
        const isEmpty = words.value.trim() === "";
        const right = words.value === "" ? "Back" : "Clear";
        return { mode, title: "New text", isWriting: true, counter: counter(), left: isEmpty ? "" : "Send", right };
      }
      case "sending":
        return { mode, title: "…", said: "Sending …" };
      case "told":
        return { mode, title: "Messages", said: "Text sent.", left: "OK" };
      default:
        return { mode, title: "Messages", said: "It could not be sent.", left: "Again", right: "Back" };
    }
  }

  return {
    view,
    press,
    select,
    write,
    openNews,
    arrived,
    changed,
    open: () => go("menu"),
    isTold: () => mode === "told",
  };
}
