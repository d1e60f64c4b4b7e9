// A call. It sends what a real gateway sends: the form of Africa's Talking, in which `text` holds
// everything typed in the session, joined by `*`.

import { noteScreen } from "./beside.js";
import { code, hook, number, unique } from "./handset.js";

const TYPED_MAX = 160;

// "waiting": a request is on its way. "asked": the service waits for a reply. "over": its last
// screen. "lost": a request that nobody answered.
const modes = {
  waiting: { title: "…", left: "", right: "End" },
  asked: { title: code, left: "Send", right: "End" },
  over: { title: code, left: "OK", right: "" },
  lost: { title: "No answer", left: "Again", right: "End" },
};

// `show` draws what is in front; `home` leaves the call, with the key that was pressed to leave it.
export function newCall(show, home) {
  let mode = "over";
  let said = "";
  let typed = "";
  let session = null; // { id, phone, replies }

  function form(fields) {
    return new URLSearchParams({
      sessionId: session.id,
      phoneNumber: session.phone,
      serviceCode: code,
      networkCode: "99999",
      ...fields,
    });
  }

  async function send() {
    const mine = session;
    mode = "waiting";
    show();
    let body = null;
    let size = null;
    try {
      const text = session.replies.join("*");
      const response = await fetch(`${hook}/ussd`, { method: "POST", body: form({ text }) });
      body = await response.text();
      size = response.headers.get("sahkar-screen");
    } catch {
      // Nobody answered: the same request can be sent again and changes nothing twice.
    }
    if (session !== mine) return; // She hung up meanwhile.
    const [, word, words] = body?.match(/^(CON|END) ([\s\S]*)$/) ?? [];
    if (word === undefined) {
      mode = "lost";
      said = body?.trim() || "No answer.";
    } else {
      mode = word === "CON" ? "asked" : "over";
      said = words;
      noteScreen(said, size, mode === "over");
      if (mode === "over") tellEnd("Success");
    }
    show();
  }

  function tellEnd(status) {
    // A beacon also leaves when the page is being closed.
    navigator.sendBeacon(`${hook}/ussd/end`, form({ status, input: "" }));
    session = null;
  }

  function refuse(why) {
    mode = "over";
    said = why;
    show();
  }

  function dial(wanted) {
    typed = "";
    if (wanted !== code) return refuse(`Only ${code} can be dialled here.`);
    if (number() === "") return refuse("First type whose phone this is, beside it.");
    said = "";
    session = { id: unique(), phone: number(), replies: [] };
    send();
  }

  function reply() {
    session.replies.push(typed);
    typed = "";
    send();
  }

  function hangUp() {
    if (session) tellEnd("Incomplete");
    mode = "over";
  }

  function left() {
    if (mode === "asked") reply();
    else if (mode === "lost") send();
    else if (mode === "over") home();
  }

  function clear() {
    typed = Array.from(typed).slice(0, -1).join("");
    show();
  }

  function press(key) {
    const isIn = ["call", "enter", "left", "ok"].includes(key);
    if (isIn) return left();
    if (key === "clear") return clear();
    if (key === "right") return typed === "" ? mode !== "over" && home() : clear();
    if (key === "end") return home();
    if (mode === "over") return home(key);
    if (mode !== "asked" || typed.length >= TYPED_MAX) return;
    typed += key;
    show();
  }

  function view() {
    const { title, left, right } = modes[mode];
    return { mode, title, left, right: typed === "" ? right : "Clear", said, typed };
  }

  return { dial, hangUp, press, view };
}
