// The browser's counting, held to the same vectors as the server's. Run: node --test tests/assets

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { canonical, count, countText, stateOf, surplus } from "../../assets/counter.js";

const vectors = JSON.parse(readFileSync(new URL("../data/character-vectors.json", import.meta.url)));

for (const { id, t, u16, e } of vectors) {
  test(`${id} ${t}: ${e}`, () => {
    const text = u16.map((unit) => String.fromCharCode(unit)).join("");
    assert.equal(count(text), e);
    assert.equal(canonical(canonical(text)), canonical(text));
  });
}

test("the same counts come out in a browser without toWellFormed", () => {
  const native = String.prototype.toWellFormed;
  delete String.prototype.toWellFormed;
  try {
    assert.equal(count("a\uD83Db"), 3);
    assert.equal(canonical("a\uD83Db\u{1F600}"), "a\uFFFDb\u{1F600}");
  } finally {
    if (native) String.prototype.toWellFormed = native;
  }
});

test("what goes beyond the limit is shown whole, not half a character", () => {
  assert.equal(surplus("abc\u{1F600}d", 3), "\u{1F600}d");
  assert.equal(surplus("abc", 3), "");
});

test("near begins above nine tenths and over above the limit", () => {
  assert.equal(stateOf(3600, 4000), "ok");
  assert.equal(stateOf(3601, 4000), "near");
  assert.equal(stateOf(4000, 4000), "near");
  assert.equal(stateOf(4001, 4000), "over");
});

test("the sentence is the server's with its numbers filled in", () => {
  const patterns = { left: "{n} tegn igjen ({count} av 4\u00A0000)", over: "{n} tegn for mye ({count} av 4\u00A0000)" };
  assert.equal(countText(patterns, 3712, 4000), "288 tegn igjen (3\u00A0712 av 4\u00A0000)");
  assert.equal(countText(patterns, 4127, 4000), "127 tegn for mye (4\u00A0127 av 4\u00A0000)");
});
