// Two real consultations set up from what is public of them, by pages alone; then read and answered. What was
// public and what is example text stands in each file of tests/data/rounds.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, afterEach, before, test } from 'node:test';
import { launch, visitor } from './support/browser.mjs';
import { accessibility, markup, sidewaysScroll } from './support/checks.mjs';
import { start } from './support/program.mjs';
import { Respondent } from './support/respondent.mjs';
import { Setup } from './support/setup.mjs';

const LEADER = 'leader@staff.example';

let program, browser;

before(async () => {
  browser = await launch();
});

// Each has a sender of its own, who installs the program for itself.
afterEach(async () => {
  await program?.stop();
  program = undefined;
});

after(async () => {
  await browser?.close();
});

/** The program of a sender that begins on the day that it publishes. */
async function install(round) {
  program = await start({ at: `${round.publishedOn}T09:00:00Z` });
  await program.hoering('staff', 'add', LEADER, '--name', 'Lise Eksempel', '--role', 'leader');
}

const facts = (name) => JSON.parse(readFileSync(new URL(`../data/rounds/${name}.json`, import.meta.url), 'utf8'));

/** Looks at every page on the way, on a phone and on a desk; `closely` where no other test has it in this state. */
function looker(page, language, closely = false) {
  return async (name) => {
    const found = [...(await markup(page, language))];
    if (closely) found.push(...(await accessibility(page)));
    await page.setViewportSize({ width: 360, height: 900 });
    found.push(...(await sidewaysScroll(page)));
    await page.setViewportSize({ width: 1280, height: 900 });
    assert.deepEqual(found, [], `${name}: ${page.url()}`);
  };
}

/** The case, its dates and who sends it; a deadline under six weeks is asked about. */
async function about(setup, round) {
  await setup.write('om', {
    published_on: round.publishedOn,
    deadline_on: round.deadlineOn,
    'owner.org_no': round.orgNo,
    'owner.reply_address': round.address,
    'contact.email': round.address,
  }, { 'owner.name': round.owner });
  if (!round.shortReason) return;
  assert.match((await setup.errors()).join(), /35 (dager|dagar)/);
  assert.equal(await setup.page.locator('[name=deadline_on]').inputValue(), round.deadlineOn);
  await setup.page.locator('.ds-error-summary a').click();
  assert.match(setup.page.url(), /#short_reason$/);
  await setup.fill({ short_reason: round.shortReason });
  await setup.save();
  assert.deepEqual(await setup.errors(), []);
}

/** A chapter with its råd, each with texts in both languages and the usual fields; and one field for the rest. */
async function outline(setup, round) {
  await setup.open('raad');
  await setup.fill({ ny: round.chapter.nb });
  await setup.act('kapittel');
  await setup.write('raad/k1', {}, { title: round.chapter });
  for (const [n, advice] of round.advice.entries()) {
    await setup.open('raad');
    await setup.fill({ 'ny.k1': advice.title.nb });
    await setup.act('raad:k1');
    assert.equal(setup.person.path, `${setup.at}/raad/r${n + 1}`);
    for (const [name, texts] of Object.entries(advice)) await setup.fillBoth(name, texts);
    await setup.save();
  }
  await setup.open('felter');
  await setup.act('tekstfelt');
  const label = await setup.page.locator('main [name$=".label.nb"]').getAttribute('name');
  await setup.fillBoth(label.replace(/\.nb$/, ''), round.general);
  await setup.save();
}

/** The list as it stands: what is not sure is asked, and what is asked is what we know to be unsure. */
async function bodies(setup, round) {
  await setup.open('instanser');
  await setup.fill({ liste: round.bodies.join('\n') });
  await setup.act('les');
  const unsure = setup.page.locator('.pasted[data-unsure]');
  const asked = await unsure.locator('legend').allInnerTexts();
  assert.deepEqual(asked.map((text) => text.trim()), Object.keys(round.asked));
  for (const question of await unsure.all()) {
    assert.equal(await question.locator('input:checked').count(), 0, 'nothing is guessed');
  }
  if (asked.length > 0) {
    await setup.act('ta-inn');
    await looker(setup.page, 'nb', true)('who is meant is not answered');
    assert.equal((await setup.errors()).length, asked.length, 'nothing is taken in before it is answered');
    for (const [line, answer] of Object.entries(round.asked)) {
      const question = unsure.filter({ has: setup.page.locator('legend', { hasText: line }) });
      const choices = question.locator('.ds-field', { hasText: answer || /^(Ny instans|Ny instans)/ });
      await choices.locator('input').first().check();
    }
  }
  await setup.act('ta-inn');
  assert.match(await setup.text(), new RegExp(`${round.invited} (instanser|instansar) blir (invitert|inviterte)`));
}

/** What a respondent will see, and a try at answering. */
async function preview(setup, round) {
  await setup.open('visning');
  assert.ok((await setup.text()).includes(round.chapter.nb) || (await setup.text()).includes(round.chapter.nn));
  await setup.open('visning/svar/r1');
  await setup.page.locator('textarea').first().fill('Et forsøk.');
  await setup.press('main .actions button');
  assert.match(await setup.text(), /Et forsøk\./);
}

for (const [name, language, script] of [['21-6451', 'nb', true], ['22-47329', 'nn', false]]) {
  const round = facts(name);
  test(`${round.reference} is set up from its public facts, published, read and answered`, async () => {
    await install(round);
    const { page, faults } = await visitor(browser, program.base, { script, width: 1280 });
    const setup = new Setup(page, { language, look: looker(page, language) });
    await setup.signIn(LEADER);
    await setup.begin(round.title.nb, round.reference);
    await about(setup, round);
    await setup.write('tekster', {}, {
      title: round.title, product_type: round.productType, ingress: round.ingress, letter: round.letter,
    });
    await outline(setup, round);
    await setup.open('dokumenter');
    const { file, title, text } = round.document;
    await page.locator('#fil').setInputFiles({ name: file, mimeType: 'text/plain', buffer: Buffer.from(text) });
    await setup.save();
    await setup.fill({ 'documents.0.title': title });
    await page.locator('[name="documents.0.kind"][value=letter]').check();
    await setup.save();
    await bodies(setup, round);

    await setup.open('kontroll');
    assert.equal(await page.locator('[aria-labelledby=h-feil] a').count(), 0, await setup.text());
    const told = await page.locator('[aria-labelledby=h-obs] li').allInnerTexts();
    const lacksAddress = /^\d+ mottak(ere mangler|arar manglar) e-post: /;
    assert.deepEqual(told.filter((text) => !lacksAddress.test(text)), round.warned);
    await preview(setup, round);
    await setup.open('publiser');
    await setup.act('publiser');
    assert.deepEqual(faults(), []);
    await answered(round, script, name);
  });
}

/** Everybody reads it in both languages, and somebody answers. */
async function answered(round, script, slug) {
  // Letters of the same instant have no order.
  program.setClock(`${round.publishedOn}T10:00:00Z`);
  const { page, faults } = await visitor(browser, program.base, { script, width: 360 });
  const look = { nb: looker(page, 'nb', script), nn: looker(page, 'nn', script) };
  for (const [language, prefix] of [['nn', '/nn'], ['nb', '']]) {
    await page.goto(`${prefix}/horinger/${slug}`);
    await look[language]('public page');
    const text = await page.locator('main').innerText();
    const shown = [round.title, round.owner, round.deadline, round.chapter, ...round.advice.map((advice) => advice.title)];
    for (const texts of shown) assert.ok(text.includes(texts[language]), `${texts[language]} in ${text}`);
    assert.ok(text.includes(round.reference) && text.includes(String(round.invited)), text);
  }
  const person = new Respondent(page, { look: look.nb });
  await person.beginAtOnce(slug);
  await person.write(1, 'Et innspill til forslaget.');
  await person.sender({ name: 'Kari Eksempel', email: `kari@${slug}.example` });
  await person.send();
  await person.confirm();
  assert.ok((await page.locator('main').innerText()).includes(`${round.reference}-H1`));
  assert.deepEqual(faults(), []);
}
