// A feature phone on the sandbox gateway. It sends what a real gateway sends: the form of Africa's
// Talking, in which `text` holds everything typed in the session, joined by `*`.
"use strict";

const at = (id) => document.getElementById(id);
const { hook, code } = document.body.dataset;

// "idle": nothing, or a code being typed. "waiting": a request is on its way. "asked": the service
// waits for a reply. "over": its last screen. "lost": a request that nobody answered.
let mode = "idle";
let typed = "";
let session = null; // { id, phone, replies }
let turns = 0;

const modes = {
  idle: { title: "Asha", left: "Dial", right: "" },
  waiting: { title: "…", left: "", right: "End" },
  asked: { title: code, left: "Send", right: "End" },
  over: { title: code, left: "OK", right: "" },
  lost: { title: "No answer", left: "Again", right: "End" },
};

function draw() {
  const { title, left, right } = modes[mode];
  at("screen").dataset.mode = mode;
  at("title").textContent = mode === "idle" ? clock() : title;
  at("soft-left").textContent = left;
  at("soft-right").textContent = typed === "" ? right : "Clear";
  at("typed").textContent = typed;
  at("typed").classList.toggle("long", typed.length > 18);
}

function clock() {
  return new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}

function say(text) {
  at("said").textContent = text;
  at("said").scrollTop = 0;
}

function rest() {
  mode = "idle";
  session = null;
  typed = "";
  say(code);
  draw();
}

function number() {
  const chosen = at("number").value || at("other").value;
  return chosen.replaceAll(/[^+0-9]/g, "");
}

function unique() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return "web-" + Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

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
  draw();
  let body = null;
  let size = null;
  try {
    const response = await fetch(hook, { method: "POST", body: form({ text: session.replies.join("*") }) });
    body = await response.text();
    size = response.headers.get("sahkar-screen");
  } catch {
    // Nobody answered: the same request can be sent again and changes nothing twice.
  }
  if (session !== mine) return; // She hung up meanwhile.
  const [, word, said] = body?.match(/^(CON|END) ([\s\S]*)$/) ?? [];
  if (word === undefined) {
    mode = "lost";
    say(body?.trim() || "No answer.");
  } else {
    mode = word === "CON" ? "asked" : "over";
    say(said);
    note(said, size, word);
    if (mode === "over") tellEnd("Success");
  }
  draw();
}

function tellEnd(status) {
  // A beacon also leaves when the page is being closed.
  navigator.sendBeacon(hook + "/end", form({ status, input: "" }));
  session = null;
}

function dial() {
  const wanted = typed || code;
  if (wanted !== code) {
    mode = "over";
    say("Only " + code + " can be dialled here.");
    typed = "";
    return draw();
  }
  typed = "";
  turns = 0;
  at("sizes").replaceChildren();
  session = { id: unique(), phone: number(), replies: [] };
  send();
}

function press(key) {
  if (key === "call") return call();
  if (key === "end") return hangUp();
  if (key === "up" || key === "down") {
    return at("said").scrollBy({ top: key === "up" ? -48 : 48 });
  }
  if (mode === "waiting" || mode === "lost") return;
  if (mode === "over") rest();
  if (key === "clear") typed = Array.from(typed).slice(0, -1).join("");
  else if (typed.length < 160) typed += key;
  draw();
}

function call() {
  if (mode === "idle") return dial();
  if (mode === "over") return rest();
  if (mode === "lost") return send();
  if (mode === "waiting") return;
  session.replies.push(typed);
  typed = "";
  send();
}

function hangUp() {
  if (session) tellEnd("Incomplete");
  rest();
}

// One line beside the phone for each screen: its size as the service measured it.
function note(said, size, word) {
  const [encoding, used, allowed] = (size ?? "").split(" ");
  if (!allowed) return;
  turns += 1;
  const line = document.createElement("li");
  const label = document.createElement("span");
  label.className = "first";
  label.textContent = said.split("\n")[0];
  const figure = document.createElement("span");
  figure.className = "figure";
  figure.textContent = `${used} of ${allowed}`;
  const kind = document.createElement("span");
  kind.className = "kind";
  kind.textContent = word === "END" ? `${encoding}, last` : encoding;
  const meter = document.createElement("meter");
  meter.max = Number(allowed);
  meter.value = Number(used);
  meter.setAttribute("aria-label", `${used} of ${allowed}`);
  line.append(label, figure, meter, kind);
  line.value = turns;
  at("sizes").prepend(line);
}

function flash(key) {
  const button = document.querySelector(`button[data-key="${CSS.escape(key)}"]`);
  button?.classList.add("down");
  setTimeout(() => button?.classList.remove("down"), 110);
}

const keyboard = { Enter: "call", Escape: "end", Backspace: "clear", ArrowUp: "up", ArrowDown: "down" };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("select, input")) return;
  // Enter on a key that has the focus presses that key.
  if (event.target.matches("button") && (event.key === "Enter" || event.key === " ")) return;
  const key = keyboard[event.key] ?? (Array.from(event.key).length === 1 ? event.key : null);
  if (key === null || key === " ") return;
  event.preventDefault();
  flash(key);
  press(key);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-key]");
  if (button) press(button.dataset.key);
});

function choose() {
  const other = at("number").value === "";
  document.querySelector(".other").hidden = !other;
  if (other) at("other").focus();
  else at("number").blur();
  hangUp();
  at("sizes").replaceChildren();
}

at("number").addEventListener("change", choose);
at("who").addEventListener("submit", (event) => {
  event.preventDefault();
  at("other").blur();
});
addEventListener("pagehide", () => session && tellEnd("Incomplete"));
setInterval(() => mode === "idle" && draw(), 20000);

at("code").textContent = code;
rest();
