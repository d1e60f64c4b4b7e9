// Which phone this is: what the page was filled with, and whose number is chosen.

export const at = (id) => document.getElementById(id);

// `hook`: the sandbox gateway's address with its secret. `code`: what is dialled. `sms`: the number
// that is texted to. `sender`: the name that texts come from.
export const { hook, code, sms, sender } = document.body.dataset;

// The chosen number in international form; ten digits are a number of India. Empty: none yet.
export function number() {
  const chosen = at("number").value || at("other").value;
  const digits = chosen.replaceAll(/[^+0-9]/g, "");
  return /^[6-9]\d{9}$/.test(digits) ? "+91" + digits : digits;
}

// A name for a session or a text, unlike any other.
export function unique() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return "web-" + Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// The time of day that a phone shows; with the day where that is not today.
export function clock(at_ms = Date.now()) {
  const at = new Date(at_ms);
  const time = at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  return at.toDateString() === new Date().toDateString() ? time : `${at.getDate()}/${at.getMonth() + 1} ${time}`;
}
