// Staff read what came in: råd by råd, whole, and by filters that stand in the address; with and without script.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, visitor } from './support/browser.mjs';
import { onTheWay } from './support/checks.mjs';
import { answer, invite } from './support/office.mjs';
import { signIn } from './support/people.mjs';
import { start } from './support/program.mjs';
import { Respondent } from './support/respondent.mjs';

const READER = 'reader@staff.example';
const OFFICER = 'officer@staff.example';
const WORK = '/saksbehandling/horinger/24-13304/innspill';
const STANCES = ['stotter', 'stotter-med-endringer', 'stotter-ikke'];

let program, browser, state;
/** Who answered, in the order of their numbers. */
let bodies;

before(async () => {
  program = await start();
  browser = await launch();
  for (const [email, role] of [[READER, 'reader'], [OFFICER, 'officer']]) {
    await program.hoering('staff', 'add', email, '--name', 'Lise Eksempel', '--role', role);
  }
  const office = await visitor(browser, program.base, { width: 1280 });
  await signIn(new Respondent(office.page), OFFICER);
  const tokens = await invite(office.page, 'fylke=11');
  bodies = [...tokens.keys()].sort();
  for (const [n, body] of bodies.entries()) {
    const answers = [
      { field: 'r1.standpunkt', choice: STANCES[n % 3] },
      { field: 'r1.tekst', text: `Innspill ${n + 1} fra oss.\n\nMed <b>tegn</b> og æøå.` },
      ...(n % 2 ? [{ advice: 'r2', no_comment: true }] : [{ field: 'r2.tekst', text: n === 4 ? 'Et sjeldent ord: sildesalat.' : 'Kort.' }]),
    ];
    await answer(office.page, { token: tokens.get(body), organisation: body, answers });
  }
  await office.context.close();
  const reader = await visitor(browser, program.base);
  await signIn(new Respondent(reader.page), READER);
  state = await reader.context.storageState();
  await reader.context.close();
});

after(async () => {
  await browser?.close();
  await program?.stop();
});

/** How many of the answers have this place in their order. */
const count = (is) => bodies.filter((_, n) => is(n)).length;

async function reader(script) {
  const { page, context, faults } = await visitor(browser, program.base, { state, script, width: 1280 });
  const person = new Respondent(page);
  const look = async (name) => assert.deepEqual(await onTheWay(page, { script }), [], name);
  const follow = async (locator) => {
    await person.press(locator);
    await look(page.url());
  };
  return { page, context, faults, person, look, follow };
}

/** How many answers the page says that it shows. */
async function shown(page) {
  const text = await page.locator('#h-alle, #h-svar').innerText();
  return Number(text.match(/av (\d+) innspill/)?.[1] ?? 0);
}

test('on a telephone what was found stands before the controls, which say how many are set', async () => {
  const { page, context, faults } = await visitor(browser, program.base, { state, width: 360 });
  await page.goto(WORK);
  const filter = page.locator('.sifter');
  assert.equal(await filter.getAttribute('open'), null);
  await filter.locator('summary').click();
  await page.locator('#raad').selectOption('r1');
  await page.getByRole('button', { name: 'Vis innspill' }).click();
  await page.waitForURL(/raad=r1/);
  assert.equal(await filter.locator('summary').innerText(), 'Filtrer innspill (1 valgt)');
  assert.equal(await filter.getAttribute('open'), null);
  const first = await page.locator('table.answered tbody tr').first().boundingBox();
  assert.ok(first.y < 1200, `the first answer stands at ${first.y}`);
  // What must be mended is in sight.
  await page.goto(`${WORK}?fra=i+fjor`);
  assert.equal(await filter.getAttribute('open'), '');
  assert.deepEqual(faults(), []);
  await context.close();
});

for (const script of [true, false]) {
  const how = script ? 'with script' : 'without script';

  test(`the list is sifted by what stands in the address: ${how}`, async () => {
    const { page, context, faults, look, follow } = await reader(script);
    await page.goto(WORK);
    await look('the list');
    assert.equal(await shown(page), bodies.length);
    assert.equal(await page.locator('table.answered tbody tr').count(), Math.min(50, bodies.length));

    await page.locator('#q').fill('sildesalat');
    await follow(page.locator('.sifter form button'));
    assert.match(page.url(), /q=sildesalat/);
    assert.equal(await shown(page), 1);
    assert.ok((await page.locator('table.answered').innerText()).includes(bodies[4]));
    await follow(page.getByRole('link', { name: 'Nullstill' }));
    assert.equal(await shown(page), bodies.length);

    await page.locator('#raad').selectOption('r1');
    await follow(page.locator('.sifter form button'));
    assert.match(page.url(), /raad=r1/);
    const against = page.locator('input[name=holdning][value$=":stotter-ikke"]');
    await against.check();
    await follow(page.locator('.sifter form button'));
    assert.equal(await shown(page), count((n) => n % 3 === 2));
    assert.ok(await against.isChecked(), 'the control says what is chosen');

    // The address alone shows the same to a colleague.
    const again = await reader(script);
    await again.page.goto(page.url());
    assert.equal(await shown(again.page), count((n) => n % 3 === 2));
    await again.page.goto(`${WORK}?q=finnesikkenoested`);
    await again.look('nothing found');
    assert.match(await again.page.locator('main').innerText(), /Ingen innspill passer med det du leter etter/);
    assert.deepEqual([...faults(), ...again.faults()], []);
    await context.close();
    await again.context.close();
  });

  test(`what was said to one råd stands side by side, and leads to the next råd: ${how}`, async () => {
    const { page, context, faults, look, follow } = await reader(script);
    await page.goto(WORK);
    await page.locator('summary', { hasText: 'råd for råd' }).click();
    await follow(page.locator('details a[href*="/innspill/rad/r1"]'));
    assert.equal(await shown(page), bodies.length);
    const first = page.locator('ul.answers > li').first();
    assert.match(await first.innerText(), /Innspill \d+ fra oss\.\s+Med <b>tegn<\/b> og æøå\./, 'as it was written, and no markup');
    await page.locator('summary', { hasText: 'Se hva rådet sier' }).click();
    await look('the text of the råd');

    for (const [n, stance] of STANCES.entries()) {
      await page.goto(`${WORK}/rad/r1`);
      const tile = page.locator('ul.counts a').nth(n);
      assert.equal(Number(await tile.locator('b').innerText()), count((k) => k % 3 === n), stance);
      await follow(tile);
      assert.match(decodeURIComponent(page.url()), new RegExp(`holdning=r1\\.standpunkt:${stance}(&|$)`));
      assert.equal(await shown(page), count((k) => k % 3 === n));
    }
    await page.goto(`${WORK}/rad/r1`);
    await follow(page.locator('a[rel=next]').first());
    assert.match(new URL(page.url()).pathname, /\/rad\/r2$/);
    assert.match(await page.locator('main').innerText(), /Ingen merknad/);
    assert.deepEqual(faults(), []);
    await context.close();
  });

  test(`an answer is read whole, and from one to the next: ${how}`, async () => {
    const { page, context, faults, follow } = await reader(script);
    await page.goto(`${WORK}?q=sildesalat`);
    await follow(page.locator('table.answered th a').first());
    const text = await page.locator('main').innerText();
    assert.ok(text.includes(bodies[4]) && text.includes('Innspill 5 fra oss.') && text.includes('sildesalat'), text);
    assert.match(text, /24\/13304-H5/);
    await page.goto(`${WORK}/5`);
    await follow(page.locator('a[rel=next]').first());
    assert.match(await page.locator('h1').innerText(), new RegExp(`^${bodies[3]}`));
    await follow(page.locator('a[rel=prev]').first());
    assert.match(await page.locator('h1').innerText(), new RegExp(`^${bodies[4]}`));
    assert.deepEqual(faults(), []);
    await context.close();
  });

  test(`every number of the overview is the number of answers that it leads to: ${how}`, async () => {
    const { page, context, faults, look } = await reader(script);
    await page.goto('/saksbehandling/horinger/24-13304');
    await look('overview');
    const links = await page.locator('main a[href*="/innspill?"]:not([href*="ubekreftede"]), main a[href*="/innspill/rad/"]').evaluateAll((all) =>
      // A share stands before the number that it is of.
      all.map((link) => ({ href: link.href, text: link.innerText, n: link.innerText.replace(/\d+\s*%/, '').match(/^\D*?(\d+)/)?.[1] })));
    // A råd begins with its own number.
    const numbered = new Map(links.filter(({ n, text }) => n && !/^\d+\. /.test(text)).map(({ href, n }) => [href, Number(n)]));
    assert.ok(numbered.size > 3, JSON.stringify(links));
    for (const [href, n] of [...numbered].slice(0, 12)) {
      await page.goto(href);
      assert.equal(await shown(page), n, href);
    }
    assert.deepEqual(faults(), []);
    await context.close();
  });
}
