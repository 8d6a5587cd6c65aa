// A federation that lets others support its answer, and two bodies that do, each in a browser of its own: from the button
// that shares to the receipt, the question about «Ingen merknad», and what is said when the answer is shared no more.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, visitor } from './support/browser.mjs';
import { accessibility, sidewaysScroll } from './support/checks.mjs';
import { openShared, share, supportOne } from './support/endorsements.mjs';
import { start } from './support/program.mjs';
import { Respondent } from './support/respondent.mjs';

let program, browser;

before(async () => {
  program = await start();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await program?.stop();
});

async function somebody(script) {
  const { page, faults } = await visitor(browser, program.base, { script, width: 360 });
  const found = [];
  const look = async (where) => {
    found.push(...(await sidewaysScroll(page)).map((fault) => `${where}: ${fault}`));
    if (script) found.push(...(await accessibility(page)).map((fault) => `${where}: ${fault}`));
  };
  return { person: new Respondent(page), page, look, found, faults };
}

const text = (page) => page.locator('main').innerText();

/** Begins as an organisation that has told who answers. */
async function beginAs({ person }, name, email) {
  await person.begin('organisation');
  await person.sender({ name: 'Kari Eksempel', organisation: name, email });
}

for (const script of [true, false]) {
  test(`an answer is shared and supported: ${script ? 'with' : 'without'} script`, async () => {
    const at = script ? 'med' : 'uten';
    const name = `Eksempelforbundet ${at}`;
    const federation = await somebody(script);
    await beginAs(federation, name, `forbundet-${at}@eksempel.example`);
    await federation.person.write(1, 'Rådet er godt, men for kort.');
    await federation.person.review();
    await federation.person.send();
    await federation.person.confirm();
    await federation.page.goto(`${federation.person.tasks}/deling`);
    await federation.look('what is shared');
    assert.match(await text(federation.page), /De ser ikke hvem som har skrevet/);
    await share(federation.person);
    await federation.look('shared');
    assert.match(await text(federation.page), /Svaret er delt siden/);

    const team = await somebody(script);
    await beginAs(team, `Eksempellaget ${at}`, `laget-${at}@eksempel.example`);
    await team.page.goto(`${team.person.tasks}/stotte`);
    await team.look('the answers that can be supported');
    await openShared(team.person, name);
    await team.look('the answer');
    assert.doesNotMatch(await text(team.page), /Kari|@/);
    await supportOne(team.person);
    await team.look('supported in a råd');
    assert.match(await text(team.page), new RegExp(`Dere støtter svaret fra ${name} .* på råd 1`));
    await team.person.list();
    await team.look('task list');
    assert.match(await text(team.page), /Støtter et annet svar/);
    await team.person.open(1);
    await team.look('the råd');
    assert.match(await text(team.page), new RegExp(`Dere støtter det ${name} skriver om dette rådet`));
    await team.person.stance(3);
    await team.person.saveAndGoOn();
    await team.look('the question');
    assert.match(await text(team.page), /støtten til andre svar på rådet tatt bort/);
    await team.person.press(team.page.locator('main button[value=nei]'));
    await team.person.open(1);
    await team.person.fill('Vi legger til dette.');
    await team.person.saveAndGoOn();
    await team.person.review();
    await team.look('looked over');
    await team.person.send();
    await team.person.confirm();
    await team.look('the receipt');
    assert.match(await text(team.page), new RegExp(`Støtter det ${name} skriver om dette rådet`));
    assert.match(await text(team.page), /Vi legger til dette\./);

    // Another supports all of it; then it is shared no more, and that is said before anything is sent.
    const friends = await somebody(script);
    await beginAs(friends, `Vennelaget ${at}`, `venner-${at}@eksempel.example`);
    await openShared(friends.person, name);
    await friends.person.press(friends.page.locator('main button[value=hele]'));
    await friends.look('supported in whole');
    await federation.page.goto(`${federation.person.tasks}/deling`);
    await federation.person.press(federation.page.locator('main button[value=slutt]'));
    await friends.person.review();
    await friends.look('shared no more');
    assert.match(await text(friends.page), /Avsenderen deler ikke svaret lenger/);
    await friends.person.press(friends.page.locator('main a[href*="/stotte/"]').first());
    await friends.look('to be kept or let go of');
    assert.doesNotMatch(await text(friends.page), /Rådet er godt/);
    await friends.person.press(friends.page.locator('main button[value=behold]'));
    await friends.person.review();
    await friends.person.send();
    await friends.person.confirm();
    assert.match(await text(friends.page), new RegExp(`Støtter hele svaret fra ${name}`));

    for (const { found, faults } of [federation, team, friends]) assert.deepEqual([...found, ...faults()], []);
  });
}
