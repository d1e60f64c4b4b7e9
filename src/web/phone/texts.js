// The texts of each phone: what came, what was sent, what was read. What came is asked of the service
// every two seconds; what is sent goes to the sandbox gateway in the form of Africa's Talking.

import { forget, noteText } from "./beside.js";
import { hook, number, sms, unique } from "./handset.js";
import { measure } from "./measure.js";

const EVERY_MS = 2000;
const HURRY_MS = 300; // While an answer is due.
const HURRY_TIMES = 20;

// `arrived` is told how many new ones there are; `heard` whether the service could be asked.
export function newTexts({ arrived, heard }) {
  const boxes = new Map();
  let timer = 0;
  let hurry = 0;

  // The box of the phone in hand. A reload forgets all but which texts were read.
  function box() {
    const whose = number();
    if (!boxes.has(whose)) {
      const read = new Set(JSON.parse(sessionStorage.getItem(`read ${whose}`) ?? "[]"));
      boxes.set(whose, { received: [], sent: [], read, after: "0", news: 0, draft: "" });
    }
    return boxes.get(whose);
  }

  async function ask() {
    const whose = number();
    if (whose === "") return;
    const mine = box();
    try {
      const query = new URLSearchParams({ number: whose, after: mine.after });
      const response = await fetch(`/phone/inbox?${query}`);
      if (!response.ok) throw new Error(response.status);
      const { after, texts } = await response.json();
      mine.after = after;
      const known = new Set(mine.received.map(({ id }) => id));
      const fresh = texts.filter(({ id }) => !known.has(id));
      mine.received.push(...fresh);
      const unread = fresh.filter(({ id }) => !mine.read.has(id)).length;
      mine.news += unread;
      if (mine !== box()) return; // Another phone was taken meanwhile.
      for (const { body, size } of fresh) noteText(body, size, false);
      heard(true);
      if (unread > 0) {
        hurry = 0;
        arrived(unread);
      }
    } catch {
      heard(false);
    }
  }

  async function round() {
    clearTimeout(timer);
    if (!document.hidden) await ask();
    clearTimeout(timer);
    hurry = Math.max(0, hurry - 1);
    timer = setTimeout(round, hurry > 0 ? HURRY_MS : EVERY_MS);
  }

  // Another phone was taken in hand.
  function take() {
    forget();
    const { received, sent } = box();
    const all = [...received.map((text) => [text, false]), ...sent.map((text) => [text, true])];
    all.sort(([one], [other]) => one.at - other.at);
    for (const [{ body, size }, isSent] of all) noteText(body, size, isSent);
    round();
  }

  function read(id) {
    const mine = box();
    mine.read.add(id);
    sessionStorage.setItem(`read ${number()}`, JSON.stringify([...mine.read]));
  }

  // Says whether it has left. The same `id` again changes nothing twice.
  async function send({ id, body }) {
    const mine = box();
    const date = new Date();
    const form = new URLSearchParams({ id, from: number(), to: sms, text: body, date: date.toISOString() });
    try {
      const response = await fetch(`${hook}/sms`, { method: "POST", body: form });
      if (!response.ok) return false;
    } catch {
      return false;
    }
    const size = measure(body);
    mine.sent.push({ id, body, at: date.getTime(), size });
    if (mine === box()) noteText(body, size, true);
    hurry = HURRY_TIMES;
    round();
    return true;
  }

  return {
    take,
    round,
    read,
    send,
    write: (body) => ({ id: unique(), body }),
    received: () => box().received.toReversed(),
    sent: () => box().sent.toReversed(),
    isRead: ({ id }) => box().read.has(id),
    unread: () => box().received.filter(({ id }) => !box().read.has(id)).length,
    // How many came since she last looked.
    news: () => box().news,
    heed: () => void (box().news = 0),
    draft: () => box().draft,
    keep: (words) => void (box().draft = words),
  };
}
