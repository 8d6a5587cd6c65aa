// What happens while somebody writes: saved without a press of a button, told when it is not, counted
// as the server counts, two texts kept when two people write, and all of it from the keyboard.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launch, visitor } from './support/browser.mjs';
import { longText } from './support/people.mjs';
import { start } from './support/program.mjs';
import { Respondent } from './support/respondent.mjs';

const VECTORS = JSON.parse(readFileSync(new URL('../data/character-vectors.json', import.meta.url), 'utf8'));

let program, browser;

before(async () => {
  program = await start();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await program?.stop();
});

async function writer({ state, script = true, width = 1360 } = {}) {
  const { page, context, faults } = await visitor(browser, program.base, { state, script, width });
  const person = new Respondent(page);
  if (!state) await person.beginAtOnce();
  return { person, page, context, faults };
}

// What is saved, not who is there.
const saved = (page) => page.waitForResponse((answer) =>
  answer.request().resourceType() === 'fetch' && answer.ok() && !answer.url().endsWith('/til-stede'));
const state = (page) => page.locator('[data-save-status]').getAttribute('data-state');

test('what is written is on the server when the field is left', async () => {
  const { person, page, context, faults } = await writer();
  await person.open(1);
  await person.texts.first().pressSequentially('Skrevet uten å trykke på noe.');
  const stored = saved(page);
  await page.keyboard.press('Tab');
  await stored;
  await page.locator('[data-save-status][data-state=saved]').waitFor();
  assert.match(await page.locator('[data-save-text]').innerText(), /^Lagret .*\d\d\.\d\d/);

  const elsewhere = await writer({ state: await context.storageState(), script: false });
  await elsewhere.page.goto(person.path);
  assert.equal(await elsewhere.person.texts.first().inputValue(), 'Skrevet uten å trykke på noe.');
  assert.deepEqual([...faults(), ...elsewhere.faults()], []);
  await elsewhere.context.close();
  await context.close();
});

test('without a network the text is kept, that is said, and it is saved when the network is back', async () => {
  const { person, page, context } = await writer();
  await person.open(1);
  await context.setOffline(true);
  await person.fill('Skrevet på toget.');
  await page.keyboard.press('Tab');
  const notice = page.locator('[data-save-notice]');
  await notice.waitFor();
  assert.match(await notice.innerText(), /Ikke lagret\. Du er frakoblet\. Teksten ligger trygt/);
  assert.equal(await person.texts.first().inputValue(), 'Skrevet på toget.');
  const stored = saved(page);
  await context.setOffline(false);
  await stored;
  await notice.waitFor({ state: 'hidden' });
  assert.equal(await state(page), 'saved');
  await context.close();
});

test('a text that never came through is put back when the page is opened again', async () => {
  const { person, page, context } = await writer();
  await person.open(1);
  await page.route('**/svar/**', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
  await person.fill('Skrevet rett før maskinen sovnet.');
  await page.keyboard.press('Tab');
  await page.locator('[data-save-notice]').waitFor();
  await page.unroute('**/svar/**');
  const stored = saved(page);
  await page.reload();
  assert.equal(await person.texts.first().inputValue(), 'Skrevet rett før maskinen sovnet.');
  await stored;
  await context.close();
});

test('a stance and a tick that never came through are put back, too', async () => {
  const { person, page, context } = await writer();
  await person.open(1);
  await page.route('**/svar/**', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
  await page.getByRole('radio', { name: 'Støtter ikke', exact: true }).check();
  await page.getByRole('checkbox').first().check();
  await page.locator('[data-save-notice]').waitFor();
  await page.unroute('**/svar/**');
  const stored = saved(page);
  await page.reload();
  assert.ok(await page.getByRole('radio', { name: 'Støtter ikke', exact: true }).isChecked());
  assert.ok(await page.getByRole('checkbox').first().isChecked());
  await stored;
  await context.close();
});

test('what is pasted is kept for the tab until it is saved, and whoever leaves it is asked', async () => {
  const { person, page, context, faults } = await writer();
  await person.open(1);
  await person.fill('Slik det sto.');
  await person.saveAndGoOn();
  const adopted = `${person.tasks}/vedtatt-tekst`;
  const pasted = page.locator('textarea[name="r1.tekst"]');
  const kept = () => page.evaluate(() => Object.keys(sessionStorage).length);
  let asked = 0;
  page.on('dialog', (dialog) => {
    asked += 1;
    dialog.accept();
  });
  await page.goto(adopted);
  await pasted.fill('Den vedtatte teksten.');
  await page.reload();
  assert.equal(asked, 1);
  assert.equal(await pasted.inputValue(), 'Den vedtatte teksten.');
  assert.ok(await page.locator('[data-restored]').isVisible());
  // Also once the differences are shown, which saves nothing.
  await person.press(person.button('Vis forskjellene'));
  await page.goto(`${person.tasks}/godkjenning`);
  await page.goto(adopted);
  assert.equal(await pasted.inputValue(), 'Den vedtatte teksten.');
  await person.press(person.button('Vis forskjellene'));
  await person.press(person.button('Lagre den vedtatte teksten'));
  assert.equal(await kept(), 0);
  await page.goto(adopted);
  assert.equal(await pasted.inputValue(), 'Den vedtatte teksten.');
  assert.ok(await page.locator('[data-restored]').isHidden());
  assert.deepEqual(faults(), []);
  await context.close();
});

test('what is merged by hand is there after a reload, and in the history when something else is chosen', async () => {
  const first = await writer();
  await first.person.open(1);
  const second = await writer({ state: await first.context.storageState() });
  const { page, person } = second;
  page.on('dialog', (dialog) => dialog.accept());
  await page.goto(first.person.path);
  await first.person.fill('Den første teksten.');
  await first.person.saveAndGoOn();
  await person.fill('Den andre teksten.');
  await page.keyboard.press('Tab');
  await page.locator('[data-save-notice]').waitFor();
  await person.press(page.getByRole('button', { name: 'Vis begge tekstene' }));
  const merged = page.getByRole('textbox', { name: 'Sammenslått tekst' });
  await merged.fill('Begge tekstene, flettet for hånd.');
  await page.reload();
  assert.equal(await merged.inputValue(), 'Begge tekstene, flettet for hånd.');
  await page.getByRole('radio', { name: 'Behold teksten min' }).check();
  await person.press(person.button('Lagre valget'));
  await page.goto(`${first.person.tasks}/raad/${first.person.key}/historikk/r1.tekst`);
  assert.ok((await page.content()).includes('Begge tekstene, flettet for hånd.'));
  await second.context.close();
  await first.context.close();
});

/** What the script saves from here on comes through, and what becomes of its answer is up to the test. */
const meetAnswers = (page, meet) => page.route('**/raad/*', async (route) => {
  const request = route.request();
  if (request.resourceType() !== 'fetch' || request.method() !== 'POST') return route.continue();
  const answer = await route.fetch();
  return meet(route, answer);
});

/** Saves while the field is being written in: whoever leaves it and comes back has it saved again before more is typed. */
const saveInTheMiddle = (page) => page.evaluate(() => void dispatchEvent(new Event('online')));

/** The text has come through and its answer has not; then more is written. */
async function loseAnswer({ person, page, faults }) {
  await meetAnswers(page, (route) => route.abort('connectionreset'));
  await person.fill('Den første delen.');
  await saveInTheMiddle(page);
  await page.locator('[data-save-notice]').waitFor();
  await page.unroute('**/raad/*');
  await person.fill(BOTH_PARTS);
  // The lost connection.
  assert.equal(faults().length, 1);
}

/** Nobody was told of two texts, and the one that was written last is stored. */
async function meetsNobody({ person, page, faults }) {
  assert.ok(!/nyere versjon|begge tekstene/i.test(await page.locator('main').innerText()));
  await person.open(1);
  assert.equal(await person.texts.first().inputValue(), BOTH_PARTS);
  assert.deepEqual(faults(), []);
}

const BOTH_PARTS = 'Den første delen. Og den andre.';
const GOES_ON = {
  'writes on': async ({ page }) => {
    await page.keyboard.press('Tab');
    await page.locator('[data-save-status][data-state=saved]').waitFor();
    assert.ok(await page.locator('[data-save-notice]').isHidden());
  },
  'presses save': async ({ person }) => {
    const { path } = person;
    await person.saveAndGoOn();
    assert.notEqual(person.path, path);
  },
  'opens the page again': async ({ person, page }) => {
    page.on('dialog', (dialog) => dialog.accept());
    await page.reload();
    assert.equal(await person.texts.first().inputValue(), BOTH_PARTS);
    await page.locator('[data-save-status][data-state=saved]').waitFor();
  },
};
for (const [how, goOn] of Object.entries(GOES_ON)) {
  test(`who ${how} after an answer was lost is told of nobody else`, async () => {
    const alone = await writer();
    await alone.person.open(1);
    await loseAnswer(alone);
    await goOn(alone);
    await meetsNobody(alone);
    await alone.context.close();
  });
}

test('a press while a slow answer is awaited meets nobody, and goes where it leads', async () => {
  const alone = await writer();
  const { person, page, context } = alone;
  await person.open(1);
  const { path } = person;
  let stored, release;
  const isStored = new Promise((resolve) => (stored = resolve));
  const isReleased = new Promise((resolve) => (release = resolve));
  await meetAnswers(page, async (route, answer) => {
    stored();
    await isReleased;
    await route.fulfill({ response: answer });
  });
  await person.fill('Den første delen.');
  await saveInTheMiddle(page);
  await isStored;
  await person.fill(BOTH_PARTS);
  const arrived = page.waitForEvent('domcontentloaded');
  await page.getByRole('button', { name: person.words.next }).click();
  release();
  await arrived;
  assert.notEqual(person.path, path);
  await meetsNobody(alone);
  await context.close();
});

test('an answer that never comes holds nobody up', async () => {
  const { person, page, context } = await writer();
  await page.clock.install();
  await person.open(1);
  const { path } = person;
  await page.route('**/raad/*', (route) => (route.request().resourceType() === 'fetch' ? undefined : route.continue()));
  const sent = page.waitForRequest((request) => request.resourceType() === 'fetch' && request.method() === 'POST');
  await person.fill('Den første delen.');
  await page.keyboard.press('Tab');
  await sent;
  await person.fill(BOTH_PARTS);
  const arrived = page.waitForEvent('domcontentloaded');
  await page.getByRole('button', { name: person.words.next }).click();
  assert.equal(person.path, path);
  await page.clock.fastForward(5000);
  await arrived;
  assert.notEqual(person.path, path);
  await person.open(1);
  assert.equal(await person.texts.first().inputValue(), BOTH_PARTS);
  await context.close();
});

/** What the eye reads: without the words that only a screen reader has around what differs. */
const seenIn = (place) =>
  place.evaluate((element) => {
    const copy = element.cloneNode(true);
    for (const heard of copy.querySelectorAll('.ds-sr-only')) heard.remove();
    return copy.textContent;
  });

for (const script of [true, false]) {
  test(`two who write in the same field see both texts and choose, ${script ? 'with' : 'without'} script`, async () => {
    const first = await writer({ script });
    await first.person.open(1);
    const second = await writer({ state: await first.context.storageState(), script });
    await second.page.goto(first.person.path);
    await first.person.fill('Den første teksten.');
    await first.person.saveAndGoOn();

    await second.person.fill('Den andre teksten.');
    if (script) {
      await second.page.keyboard.press('Tab');
      const notice = second.page.locator('[data-save-notice]');
      await notice.waitFor();
      assert.match(await notice.innerText(), /En nyere versjon ble lagret .*Begge tekstene er tatt vare på/);
      await second.person.press(second.page.getByRole('button', { name: 'Vis begge tekstene' }));
    } else {
      await second.person.saveAndGoOn();
    }
    const both = await seenIn(second.page.locator('main'));
    assert.ok(both.includes('Den første teksten.') && both.includes('Den andre teksten.'), both);
    await second.page.getByRole('radio', { name: 'Behold teksten min' }).first().check();
    await second.person.press(second.person.button('Lagre valget'));
    await second.page.goto(first.person.tasks + '/raad/' + first.person.key);
    assert.equal(await second.person.texts.first().inputValue(), 'Den andre teksten.');
    assert.deepEqual([...first.faults(), ...second.faults()], []);
    await first.context.close();
    await second.context.close();
  });
}

for (const script of [true, false]) {
  test(`text is not left out of the answer without a question, ${script ? 'with' : 'without'} script`, async () => {
    const { person, page, context } = await writer({ script });
    await person.open(3);
    await person.stance(3);
    await person.fill('Dette ble skrevet først.');
    await person.saveAndGoOn();
    assert.match(await page.locator('main').innerText(), /Dette ble skrevet først\./);
    await person.press(person.button('Nei, send teksten inn'));
    await person.review();
    assert.match(await page.locator('dl.sum').innerText(), /Dette ble skrevet først\./);
    await context.close();
  });
}

test('ingen merknad over a text is not said to be saved until it has been asked about', async () => {
  const { person, page, context, faults } = await writer();
  await person.open(1);
  await person.fill('Tekst som ikke skal forsvinne.');
  const text = saved(page);
  await page.keyboard.press('Tab');
  await text;
  await page.locator('[data-save-status][data-state=saved]').waitFor();
  await page.getByRole('radio', { name: 'Ingen merknad' }).check();
  await page.keyboard.press('Tab');
  const notice = page.locator('[data-save-notice]');
  await notice.waitFor();
  assert.match(await notice.innerText(), /ikke valget «Ingen merknad»/);
  assert.equal(await page.locator('[data-save-text]').innerText(), 'Ikke lagret ennå');
  await person.saveAndGoOn();
  assert.match(await page.locator('h1').innerText(), /Vil du svare «Ingen merknad»/);
  assert.deepEqual(faults(), []);
  await context.close();
});

test('every counting vector is counted alike by the page and by the server', async () => {
  const { person, page, context } = await writer();
  await person.open(1);
  const wrong = [];
  for (const { id, u16, e: expected } of VECTORS) {
    const counted = await page.evaluate((units) => {
      const field = document.querySelector('textarea[data-limit]');
      field.value = String.fromCharCode(...units);
      field.dispatchEvent(new Event('input', { bubbles: true }));
      return document.getElementById(`${field.id}-teller`).innerText;
    }, u16);
    await person.texts.first().focus();
    await person.texts.nth(1).focus();
    await page.locator('[data-save-status][data-state=saved]').waitFor({ state: 'attached' });
    const answer = await context.request.get(page.url());
    const [, served] = (await answer.text()).match(/data-text class="num">([^<]*)</);
    // «288 tegn igjen (3 712 av 4 000)»
    const [number] = counted.match(/\(([\d\s]+) av/)?.slice(1) ?? [];
    if (number?.replace(/\D/g, '') !== String(expected)) wrong.push(`${id}: the page says ${counted}`);
    if (counted !== served) wrong.push(`${id}: the page says ${counted}, the server ${served}`);
  }
  assert.deepEqual(wrong, []);
  await context.close();
});

test('blank lines first in a text are still there after each save', async () => {
  const { person, context } = await writer({ script: false });
  await person.open(1);
  await person.fill('\n\nTredje linje.');
  for (const _ of [1, 2]) {
    await person.saveAndGoOn();
    await person.open(1);
    assert.equal(await person.texts.first().inputValue(), '\n\nTredje linje.');
  }
  await context.close();
});

test('the counter follows what is typed and shows what is over the limit', async () => {
  const { person, page, context } = await writer();
  await person.open(1);
  const counter = page.locator('.cc').first();
  await person.fill(longText(3999));
  assert.match(await counter.innerText(), /^1 tegn igjen \(3\s999 av 4\s000\)$/);
  await person.texts.first().press('End');
  await page.keyboard.press('Control+End');
  await page.keyboard.type('abc');
  assert.match(await counter.innerText(), /^2 tegn for mye \(4\s002 av 4\s000\)$/);
  assert.equal(await page.locator('.over mark').first().innerText(), 'bc');
  assert.equal(await person.texts.first().getAttribute('aria-invalid'), 'true');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  assert.match(await counter.innerText(), /^0 tegn igjen/);
  assert.equal(await person.texts.first().getAttribute('aria-invalid'), null);
  await context.close();
});

test('a reader at the keyboard comes to the text past the menu, and in the order that it is read', async () => {
  const { person, page, context } = await writer();
  await person.open(1);
  await page.keyboard.press('Tab');
  const skip = page.locator('.ds-skip-link');
  assert.ok(await skip.evaluate((link) => link === document.activeElement));
  assert.ok(await skip.isVisible());
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'innhold');

  const stops = [];
  for (let n = 0; n < 60; n += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(stopOfFocus);
    if (!stop || stop.inFooter) break;
    stops.push(stop);
  }
  assert.ok(stops.length > 15, `only ${stops.length} stops`);
  assert.deepEqual(stops.filter(({ ring }) => !ring).map(({ name }) => name), [], 'stops without a ring');
  assert.deepEqual(stops.filter(({ covered }) => covered).map(({ name }) => name), [], 'stops that are hidden');
  const order = stops.map(({ place }) => place);
  assert.deepEqual(order, order.toSorted((a, b) => a - b));
  const fields = stops.filter(({ tag }) => tag === 'TEXTAREA').length;
  assert.equal(fields, await person.texts.count(), 'Tab leaves each text field for the next');
  await context.close();
});

/** The element in focus: its place in the page, whether its ring is drawn, whether it can be seen. */
function stopOfFocus() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  element.scrollIntoView({ block: 'nearest' });
  const shown = [element, element.closest('li'), element.closest('.ds-field')].filter(Boolean);
  const ring = shown.some((one) => {
    const style = getComputedStyle(one);
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
  });
  const box = element.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + Math.min(box.width / 2, 20), box.top + Math.min(box.height / 2, 20));
  return {
    tag: element.tagName,
    name: (element.innerText || element.name || element.id).trim().slice(0, 40),
    place: [...document.querySelectorAll('*')].indexOf(element),
    inFooter: Boolean(element.closest('footer')),
    ring,
    covered: !top || !(element === top || element.contains(top) || top.contains(element)),
  };
}

for (const script of [true, false]) {
  test(`faults are told first and lead to their fields, ${script ? 'with' : 'without'} script`, async () => {
    const { person, page, context } = await writer({ script, width: 360 });
    await page.goto('/horinger/24-13304/svar');
    await person.press(person.button('Start'));
    const summary = page.locator('.ds-error-summary');
    assert.ok(await summary.evaluate((box) => box === document.activeElement), 'the summary is in focus');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.name), 'on_behalf');
    await context.close();
  });
}

test('the menu of languages opens with Enter, closes with Escape, and keeps the place', async () => {
  const { person, page, context } = await writer();
  await person.open(1);
  const menu = page.locator('details.lang');
  await menu.locator('summary').focus();
  await page.keyboard.press('Enter');
  assert.ok(await menu.evaluate((details) => details.open));
  await page.keyboard.press('Escape');
  assert.ok(!(await menu.evaluate((details) => details.open)));
  await page.keyboard.press('Enter');
  await person.press(menu.getByRole('link', { name: 'Nynorsk' }));
  assert.equal(person.path, `/nn/svar/${person.desk}/raad/${person.key}`);
  await context.close();
});

test('on paper the whole text stands, on the write page and on the receipt', async () => {
  const { person, page, context } = await writer();
  const ending = 'SISTE-TJUE-TEGN-HER.';
  await person.write(1, 'Kort.', longText(4000, ending));
  await person.open(1);
  assert.match(await onPaper(page), /SISTE-TJUE-TEGN-HER\./);
  await person.sender({ name: 'Kari Eksempel', email: 'papir@eksempel.example' });
  await person.send();
  await person.confirm();
  const receipt = await onPaper(page);
  assert.match(receipt, /SISTE-TJUE-TEGN-HER\./);
  assert.match(receipt, /24\/13304-H\d+/);
  await context.close();
});

/** The text of the page as it is printed. */
async function onPaper(page) {
  const file = join(mkdtempSync(join(tmpdir(), 'hoering-print-')), 'page.pdf');
  await page.pdf({ path: file, format: 'A4' });
  return execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' });
}
