// A deadline that is moved for all or for one, more time that is asked for, and answers that came late (J8): by
// staff, by those who answer, and in their letters.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, visitor } from './support/browser.mjs';
import { accessibility, markup, sidewaysScroll } from './support/checks.mjs';
import { signIn } from './support/people.mjs';
import { start } from './support/program.mjs';
import { Respondent } from './support/respondent.mjs';

const LEADER = 'leader@staff.example';
const DEADLINE = '/saksbehandling/horinger/24-13304/frist';
const LIST = '/saksbehandling/horinger/24-13304/invitasjoner';

let program, browser, state;

before(async () => {
  // The deadline of the example is then 18 January 2027.
  program = await start({ at: '2026-11-19T13:00:00Z' });
  browser = await launch();
  await program.hoering('staff', 'add', LEADER, '--name', 'Lise Eksempel', '--role', 'leader');
});

after(async () => {
  await browser?.close();
  await program?.stop();
});

async function somebody({ script = true, width = 1280, known } = {}) {
  const { page, context, faults } = await visitor(browser, program.base, { script, width, state: known });
  const look = async (name) => {
    const found = [...(await markup(page, 'nb')), ...(script ? await accessibility(page) : [])];
    await page.setViewportSize({ width: 360, height: 900 });
    found.push(...(await sidewaysScroll(page)));
    await page.setViewportSize({ width, height: 900 });
    assert.deepEqual(found, [], `${name}: ${page.url()}`);
  };
  const person = new Respondent(page);
  const press = async (selector) => {
    await person.press(page.locator(selector).first());
    await look(selector);
  };
  const fill = async (fields) => {
    for (const [name, text] of Object.entries(fields)) await page.locator(`main [name=${name}]`).fill(text);
  };
  const main = () => page.locator('main').innerText();
  const errors = () => page.locator('.ds-error-summary li').allInnerTexts();
  const open = async (path) => {
    await page.goto(path);
    await look(path);
  };
  return { page, context, faults, person, press, fill, main, errors, open };
}

/** At the desk of the leader, signed in once; the time between the tests is less than a session lasts. */
async function office(script = true) {
  const leader = await somebody({ script, known: state });
  if (!state) {
    await signIn(leader.person, LEADER);
    state = await leader.context.storageState();
  }
  return leader;
}

/** The letter to this address whose subject says this, once it stands in the mailbox; its text. */
async function letter({ page, person }, address, subject) {
  const there = page.locator('main ol.cards li', { hasText: address }).filter({ hasText: subject }).first();
  do await page.goto('/utvikling/post'); while (!(await there.count()));
  await person.press(there.locator('a'));
  return page.locator('main').innerText();
}

/** Begins an answer, writes, and has its link sent. */
async function draft(address, script = true) {
  const writer = await somebody({ script, width: 360 });
  await writer.person.beginAtOnce();
  await writer.person.write(1, 'Skrevet før fristen.');
  await writer.page.goto(`${writer.person.tasks}/lagre`);
  await writer.page.getByRole('textbox').fill(address);
  await writer.person.press(writer.person.button(writer.person.words.sendLink));
  return writer;
}

for (const [script, typed, day, earlier] of [
  [true, '2027-02-15', '15. februar 2027', '18. januar 2027'],
  [false, '2027-03-15', '15. mars 2027', '15. februar 2027'],
]) {
  const how = script ? 'with script' : 'without script';
  test(`the deadline is moved for all, said on the page with the old one, and told in letters: ${how}`, async () => {
    program.setClock(`2026-11-20T09:${script ? '00' : '05'}:00Z`);
    const address = `utkast-${script}@eksempel.example`;
    const writer = await draft(address, script);
    const leader = await office(script);
    await leader.open(DEADLINE);
    await leader.press('main form button');
    assert.deepEqual(await leader.errors(), ['Skriv en dato', 'Skriv en begrunnelse']);
    await leader.fill({ new_on: '2026-12-01', reason: 'Mange har bedt om mer tid.' });
    await leader.press('main form button');
    assert.match((await leader.errors()).join(), /Den nye fristen må være senere enn den som gjelder/);
    assert.equal(await leader.page.locator('[name=reason]').inputValue(), 'Mange har bedt om mer tid.', 'what was typed is kept');

    await leader.fill({ new_on: typed });
    await leader.press('main form button');
    const question = await leader.main();
    assert.match(question, new RegExp(`Fristen flyttes fra [^\\n]*${earlier}[^\\n]* til [^\\n]*${day}`));
    assert.match(question, /(Ingen instanser|Én instans|\d+ instanser) og (én|\d+) med utkast får e-post\./);
    await leader.press('main button[name=endre]');
    assert.equal(await leader.page.locator('[name=new_on]').inputValue(), typed, 'and can be changed');
    await leader.press('main form button');
    await leader.press('main button[name=bekreftet]');
    assert.match(await leader.main(), /Fristen er flyttet\. E-posten er på vei\./);

    await writer.open('/horinger/24-13304');
    const seen = await writer.main();
    assert.ok(seen.includes(day) && seen.includes(earlier) && seen.includes('Mange har bedt om mer tid.'), seen);
    const told = await letter(writer, address, 'Ny frist');
    assert.ok(told.includes(day) && told.includes('Mange har bedt om mer tid.'), told);
    // The link of the letter leads to the same answer.
    await writer.page.goto(await writer.person.linkInLetter());
    await writer.person.press(writer.person.button(writer.person.words.open));
    await writer.person.open(1);
    assert.equal(await writer.person.texts.first().inputValue(), 'Skrevet før fristen.');
    assert.deepEqual([...leader.faults(), ...writer.faults()], []);
    await leader.context.close();
    await writer.context.close();
  });
}

test('one body gets a deadline of its own, and the public page says how many have, not who', async () => {
  program.setClock('2026-11-20T09:10:00Z');
  const leader = await office();
  await leader.page.goto(`${LIST}?fylke=46`);
  const row = leader.page.locator('main tbody tr').first();
  const [address, name] = [await row.locator('td.address').innerText(), await row.locator('th a').innerText()];
  await row.locator('input[name=id]').check();
  await leader.person.press(leader.page.locator('button[value=valgte]'));
  await letter(leader, address, 'Invitasjon');
  program.setClock('2026-11-20T09:15:00Z');
  await leader.page.goto(`${LIST}?fylke=46`);
  await leader.press('main tbody tr th a');
  await leader.press('main a[href*="/frist/instanser/"]');
  assert.match(await leader.page.locator('h1').innerText(), new RegExp(`^Ny frist for ${name}`));
  await leader.press('main form button');
  assert.deepEqual(await leader.errors(), ['Skriv en dato', 'Skriv en begrunnelse']);
  await leader.fill({ new_on: '2027-04-30', reason: 'Kommunestyret har møte 28. april.' });
  await leader.press('main form button');
  assert.ok((await leader.main()).includes(address), await leader.main());
  await leader.press('main button[name=bekreftet]');
  await leader.open(DEADLINE);
  assert.match(await leader.main(), new RegExp(`${name}[\\s\\S]*30\\. april 2027[\\s\\S]*Kommunestyret har møte`));

  const told = await letter(leader, address, /N(y|ye) frist/);
  assert.ok(told.includes('30. april 2027') && told.includes('Kommunestyret har møte'), told);
  const reader = await somebody({ width: 360 });
  await reader.open('/horinger/24-13304');
  const seen = await reader.main();
  assert.ok(!seen.includes('30. april 2027') && !seen.includes('Kommunestyret har møte'), seen);
  assert.match(seen, /Én som svarer, har fått en senere frist enn denne\./);
  assert.deepEqual([...leader.faults(), ...reader.faults()], []);
  await leader.context.close();
  await reader.context.close();
});

/** From the closed page of the consultation to the form that asks for more time, by the button that says both. */
async function beginFromClosedPage(script) {
  const writer = await somebody({ script, width: 360 });
  await writer.open('/horinger/24-13304');
  assert.match(await writer.main(), /Fristen gikk ut/);
  await writer.press('main a:text-is("Be om å få svare likevel")');
  await writer.page.getByRole('radio', { name: writer.person.words.forWhom.person }).check();
  await writer.press('main button:has-text("Start, og be om å få svare likevel")');
  assert.match(writer.person.path, /^\/svar\/[^/]+\/frist$/);
  writer.person.tasks = writer.person.path.replace(/\/frist$/, '');
  writer.person.desk = writer.person.tasks.split('/').at(-1);
  await writer.person.write(1, 'Skrevet etter fristen.');
  return writer;
}

/** Asks at the desk, after the deadline, for time until a day in April; staff find the request. */
async function askForTime(writer, leader, address) {
  await writer.open(writer.person.tasks);
  assert.match(await writer.main(), /Fristen gikk ut/);
  await writer.press(`main a[href="${writer.person.tasks}/frist"]`);
  assert.match(await writer.page.locator('h1').innerText(), /Be om å få svare likevel/);
  await writer.fill({ new_on: '2027-01-02', email: address });
  await writer.press('main form button');
  const errors = await writer.errors();
  assert.equal(errors.length, 2, String(errors));
  assert.ok(errors.includes('Skriv en begrunnelse'), String(errors));
  await writer.fill({ new_on: '2027-04-20', reason: 'Styret har møte 18. april.', email: address });
  await writer.press('main form button');
  assert.match(await writer.main(), /Anmodningen er sendt/);
  await leader.open(DEADLINE);
  await leader.press('main a[href*="/frist/anmodninger/"]:has(+ .ds-tag[data-color=warning])');
  assert.match(await leader.main(), /20\. april 2027[\s\S]*Styret har møte 18\. april\./);
  await leader.press('main form button');
  assert.ok((await leader.errors()).includes('Velg om det skal gis ny frist'), String(await leader.errors()));
}

// One has begun before the deadline, the other begins on the closed page.
for (const [script, at] of [[true, '2027-04-02T09:00:00Z'], [false, '2027-04-02T09:05:00Z']]) {
  const how = script ? 'with script' : 'without script';
  test(`more time that is asked for on the closed page is granted, told, and what is sent then counts: ${how}`, async () => {
    const address = `innvilget-${script}@eksempel.example`;
    let writer;
    if (script) {
      program.setClock('2026-11-20T09:20:00Z');
      writer = await draft(address);
      program.setClock(at);
      // Those who had signed in are signed out by now.
      state = undefined;
      await writer.page.goto(await (await letter(writer, address, 'Lenke'), writer.person.linkInLetter()));
      await writer.person.press(writer.person.button(writer.person.words.open));
    } else {
      program.setClock(at);
      writer = await beginFromClosedPage(script);
    }
    const leader = await office(script);
    await askForTime(writer, leader, address);
    await leader.page.locator('main input[type=radio]').first().check();
    await leader.fill({ new_on: '2027-04-20', reason: 'Innvilget.' });
    await leader.press('main form button');
    assert.match(await leader.main(), /Svaret er sendt\./);
    assert.match(await letter(writer, address, 'Ny frist'), /20\. april 2027[\s\S]*Innvilget\./);
    await writer.page.goto(await writer.person.linkInLetter());
    await writer.person.press(writer.person.button(writer.person.words.open));
    await writer.open(`${writer.person.tasks}/frist`);
    assert.match(await writer.main(), /Anmodningen er innvilget/);
    await writer.person.sender({ name: 'Kari Eksempel', email: address });
    // Whoever came by the letter has shown that the address is theirs.
    await writer.person.send();
    const receipt = await writer.main();
    assert.ok(/24\/13304-H\d+/.test(receipt) && !/for sent innkommet/.test(receipt), receipt);
    assert.deepEqual([...leader.faults(), ...writer.faults()], []);
    await leader.context.close();
    await writer.context.close();
  });
}

for (const [script, at, sent] of [
  [true, '2027-04-02T09:10:00Z', '2027-04-02T09:12:00Z'],
  [false, '2027-04-02T09:15:00Z', '2027-04-02T09:17:00Z'],
]) {
  const how = script ? 'with script' : 'without script';
  test(`more time that is refused is told with the reason, and what comes late counts when staff say so: ${how}`, async () => {
    program.setClock(at);
    const address = `avslatt-${script}@eksempel.example`;
    const writer = await beginFromClosedPage(script);
    const leader = await office(script);
    await askForTime(writer, leader, address);
    await leader.page.locator('main input[type=radio]').nth(1).check();
    await leader.fill({ reason: 'Oppsummeringen er begynt.' });
    await leader.press('main form button');
    assert.match(await letter(writer, address, 'Svar på anmodningen'), /Oppsummeringen er begynt\./);
    await writer.open(`${writer.person.tasks}/frist`);
    assert.match(await writer.main(), /Anmodningen er avslått[\s\S]*Oppsummeringen er begynt\./);

    await writer.person.sender({ name: 'Kari Eksempel', email: address });
    await writer.person.send();
    program.setClock(sent);
    await writer.person.confirm();
    const receipt = writer.page.url();
    assert.match(await writer.main(), /merket som for sent innkommet/);

    await leader.open(`${DEADLINE}/sene`);
    await leader.press('main form button:not([data-check-all])');
    assert.ok((await leader.errors()).length >= 2, String(await leader.errors()));
    await leader.page.locator('main tbody input[name=id]').last().check();
    await leader.page.locator('main input[type=radio]').first().check();
    await leader.fill({ reason: 'Det kom før vi leste de andre.' });
    await leader.press('main form button:not([data-check-all])');
    assert.match(await leader.main(), /Avgjørelsen er lagret\. Avsenderen får e-post\.[\s\S]*Teller[\s\S]*Det kom før vi leste de andre\./);
    assert.match(await letter(writer, address, 'telle'), /Det kom før vi leste de andre\./);
    await writer.open(receipt);
    assert.match(await writer.main(), /skal telle[\s\S]*Det kom før vi leste de andre\./);
    assert.deepEqual([...leader.faults(), ...writer.faults()], []);
    await leader.context.close();
    await writer.context.close();
  });
}
