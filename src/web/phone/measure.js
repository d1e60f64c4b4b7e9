// How a phone codes a text that it sends, and how many parts that takes. The alphabet is the one the
// service measures with; it is filled into the page.

const once = new Set([...document.body.dataset.gsmOnce, "\n", "\r"]);
const twice = new Set([...document.body.dataset.gsmTwice, "\f"]);

// The units of a single part, and of each of several, by encoding.
const limits = { "GSM-7": [160, 153], "UCS-2": [70, 67] };

export function measure(text) {
  const signs = Array.from(text);
  const encoding = signs.every((sign) => once.has(sign) || twice.has(sign)) ? "GSM-7" : "UCS-2";
  const sizes = signs.map((sign) => (encoding === "UCS-2" ? sign.length : twice.has(sign) ? 2 : 1));
  const units = sizes.reduce((sum, size) => sum + size, 0);
  const [alone, each] = limits[encoding];
  let parts = 1;
  let used = 0;
  for (const size of units > alone ? sizes : []) {
    if (used + size > each) {
      parts += 1;
      used = 0;
    }
    used += size;
  }
  return { encoding, units, parts };
}

// The units that so many parts have room for.
export function room({ encoding, parts }) {
  const [alone, each] = limits[encoding];
  return parts === 1 ? alone : parts * each;
}
