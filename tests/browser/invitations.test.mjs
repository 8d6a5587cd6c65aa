// An invited body from its letter to its receipt, and what staff see of it meanwhile, in a real browser.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, visitor } from './support/browser.mjs';
import { signIn } from './support/people.mjs';
import { start } from './support/program.mjs';
import { Respondent } from './support/respondent.mjs';

const LIST = '/saksbehandling/horinger/24-13304/invitasjoner';
const OFFICER = 'officer@staff.example';

let program, browser;

before(async () => {
  program = await start();
  browser = await launch();
  await program.hoering('staff', 'add', OFFICER, '--name', 'Lise Eksempel', '--role', 'officer');
});

after(async () => {
  await browser?.close();
  await program?.stop();
});

async function somebody(script) {
  const { page, faults } = await visitor(browser, program.base, { script, width: 1280 });
  return { person: new Respondent(page), page, faults };
}

/** The cell of the nth body that says where it stands. */
const state = (page, n) => page.locator('main tbody tr').nth(n).locator('td[data-refresh]');

/** Opens the letter to this address and follows its link. */
async function followInvitation({ person, page }, address) {
  const letter = page.locator('main ol.cards li', { hasText: address }).first();
  do await page.goto('/utvikling/post'); while (!(await letter.count()));
  await person.press(letter.locator('a'));
  await page.goto(await page.locator('main a[href*="/invitasjon/"]').first().getAttribute('href'));
}

for (const [n, script] of [[0, true], [1, false]]) {
  test(`a body is invited, answers and is seen to have: ${script ? 'with' : 'without'} script`, async () => {
    const office = await somebody(script);
    await signIn(office.person, OFFICER);
    await office.page.goto(`${LIST}?type=municipality&fylke=31`);
    const row = office.page.locator('main tbody tr').nth(n);
    const address = await row.locator('td.address').innerText();
    const name = await row.locator('th a').innerText();
    await row.locator('input[name=id]').check();
    await office.person.press(office.page.locator('button[value=valgte]'));
    if (script) {
      // The page was left as it is, and says by itself that the letter was handed over.
      await state(office.page, n).filter({ hasText: 'Levert' }).waitFor({ timeout: 30_000 });
    }

    const body = await somebody(script);
    await followInvitation(body, address);
    assert.match(await body.page.locator('h1').innerText(), new RegExp(`^${name} er invitert$`));
    await body.person.press(body.page.locator('main form.actions button'));
    body.person.tasks = body.person.path;
    await body.person.write(1, 'Vi støtter rådet.');
    await body.person.sender({ name: 'Ola Eksempel', email: `ola${n}@eksempel.example` });
    await body.person.send();
    const receipt = await body.page.locator('main').innerText();
    assert.match(receipt, /24\/13304-H\d+/);
    assert.match(receipt, new RegExp(`${name} \\(invitert høringsinstans\\)`));

    await office.page.goto(`${LIST}?type=municipality&fylke=31`);
    assert.match(await state(office.page, n).innerText(), /Svart\s+24\/13304-H\d+/);
    assert.deepEqual([...office.faults(), ...body.faults()], []);
  });
}

/** Invites the nth body of Buskerud; the address of the link in its letter. */
async function inviteOne(n) {
  const office = await somebody(true);
  await signIn(office.person, OFFICER);
  await office.page.goto(`${LIST}?type=municipality&fylke=33`);
  const row = office.page.locator('main tbody tr').nth(n);
  const address = await row.locator('td.address').innerText();
  await row.locator('input[name=id]').check();
  await office.person.press(office.page.locator('button[value=valgte]'));
  const letter = office.page.locator('main ol.cards li', { hasText: address }).first();
  do await office.page.goto('/utvikling/post'); while (!(await letter.count()));
  await office.person.press(letter.locator('a'));
  return { office, link: await office.page.locator('main a[href*="/invitasjon/"]').first().getAttribute('href') };
}

test('a scanner that runs scripts for half a minute, hovers and fetches ahead has changed nothing', async () => {
  const { office, link } = await inviteOne(0);
  const before = program.fingerprint();
  for (let n = 0; n < 5; n += 1) {
    const { page, context, faults } = await visitor(browser, program.base);
    await page.clock.install();
    await context.request.head(link);
    await context.request.get(link);
    await page.goto(link);
    await page.clock.runFor(30_000);
    for (const part of await page.locator('main :is(a, button, summary, input):visible').all()) await part.hover();
    // What a page asks a browser to fetch ahead, and what one fetches that looks behind every link.
    await page.evaluate(async () => {
      const ours = [...document.querySelectorAll('main a[href], form[action]')].map((part) => part.href ?? part.action);
      for (const address of ours) {
        document.head.append(Object.assign(document.createElement('link'), { rel: 'prefetch', href: address }));
        await fetch(address).catch(() => {});
      }
    });
    await page.mouse.wheel(0, 5000);
    await page.clock.runFor(30_000);
    assert.equal((await context.cookies()).length, 0, 'no session was opened');
    faults();
    await context.close();
  }
  assert.equal(program.fingerprint(), before, 'something was written');
  await office.page.goto(`${LIST}?type=municipality&fylke=33`);
  assert.match(await state(office.page, 0).innerText(), /Levert/);
});

test('no request that comes from a landing page tells its address', async () => {
  const { link } = await inviteOne(1);
  const body = await somebody(true);
  const told = [];
  const hear = (request) => told.push(request.allHeaders().then((headers) => headers.referer ?? ''));
  body.page.on('request', hear);
  await body.page.goto(link);
  await body.person.press(body.page.locator('main .crumbs a'));
  await body.page.goto(link);
  await body.person.press(body.page.locator('main form.actions button'));
  body.person.tasks = body.person.path;
  await body.person.write(1, 'Vi støtter rådet.');
  // What is asked for while the page goes away has no headers left to read.
  body.page.off('request', hear);
  const referers = await Promise.all(told);
  const token = link.split('/').at(-1);
  assert.ok(referers.includes(`${program.base}/`), 'the origin alone is told');
  assert.deepEqual(referers.filter((referer) => referer.includes(token)), []);
  assert.deepEqual(body.faults(), []);
});
