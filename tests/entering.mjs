// What tests of the API and of the page need to come in as people do.
import { createHmac } from "node:crypto";

/** The key of a link to a password. */
export const keyOf = (link) => new URLSearchParams(new URL(link.trim(), "http://localhost").hash.slice(1)).get("key");

/** RFC 6238 with its defaults (SHA-1, 30 seconds, six digits), by Node's own HMAC; `later` steps from now, as each code works once. */
export function totp(secret, later = 0) {
  const bits = [...secret].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const hash = createHmac("sha1", Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)))).update(counter).digest();
  return String((hash.readUInt32BE(hash[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}
