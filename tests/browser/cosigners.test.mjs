// An organisation that answers together with three others, each in a browser of its own, from the first letter to the
// receipt that names those who have confirmed.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, visitor } from './support/browser.mjs';
import { accessibility, sidewaysScroll } from './support/checks.mjs';
import { askCosigner, comeAsCosigner, confirmAll, cosignerLink, decline } from './support/cosigners.mjs';
import { beginAsUmbrella } from './support/members.mjs';
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

for (const script of [true, false]) {
  test(`an organisation answers together with three others: ${script ? 'with' : 'without'} script`, async () => {
    const at = script ? 'med' : 'uten';
    const bodies = ['Elveby', 'Fjell', 'Dal'].map((name) => ({
      name: `${name} lag ${at}`, email: `${name.toLowerCase()}-${at}@felles.example`,
    }));
    const asking = await somebody(script);
    await beginAsUmbrella(asking.person, `Forbundet ${at}`, `felles-${at}@eksempel.example`);
    await asking.person.write(1, 'Vi støtter rådet.');
    for (const body of bodies) await askCosigner(asking.person, body);
    await asking.look('who was asked');
    assert.match(await text(asking.page), /0 av 3 har bekreftet/);

    const [elveby, fjell, dal] = [await somebody(script), await somebody(script), await somebody(script)];
    const others = [elveby, fjell, dal];
    for (const [n, other] of others.entries()) {
      await other.page.goto(await cosignerLink(other.person, bodies[n].email));
      await other.look('landing');
      assert.doesNotMatch(await text(other.page), /Vi støtter rådet/);
      await comeAsCosigner(other.person, bodies[n].email);
      await other.look('what is asked');
      assert.match(await text(other.page), /Vi støtter rådet/);
    }
    await confirmAll(elveby.person);
    await elveby.look('confirmed');
    assert.match(await text(elveby.page), /Dere har bekreftet denne teksten/);
    await confirmAll(fjell.person);
    await decline(dal.person, 'Andre avsnitt går for langt.');
    await dal.look('declined');

    // The text is changed: who has confirmed it sees what is new, and confirms again.
    await asking.page.goto(`${asking.person.tasks}/medunderskrivere`);
    await asking.look('what was said');
    assert.match(await text(asking.page), /Andre avsnitt går for langt/);
    await asking.page.goto(asking.person.tasks);
    await asking.person.write(1, 'Vi støtter rådet fullt ut.');
    await elveby.page.goto(elveby.person.sign);
    await elveby.look('another text');
    assert.match(await text(elveby.page), /Dere har bekreftet en tidligere tekst/);
    assert.match(await text(elveby.page), /fullt ut/);
    await confirmAll(elveby.person);

    await asking.page.goto(`${asking.person.tasks}/se-over`);
    await asking.look('looked over');
    const said = await text(asking.page);
    assert.match(said, /Bekreftet en tidligere tekst/);
    assert.match(said, /Kan ikke stå bak/);
    await asking.person.send();
    await asking.look('receipt');
    const receipt = await text(asking.page);
    assert.match(receipt, new RegExp(bodies[0].name));
    assert.doesNotMatch(receipt, new RegExp(`${bodies[1].name}|${bodies[2].name}`));

    // One that was late to read confirms what was sent, and counts from then on.
    await fjell.page.goto(fjell.person.sign);
    await fjell.look('sent');
    assert.match(await text(fjell.page), /Svaret slik det er sendt inn/);
    await confirmAll(fjell.person);
    await asking.page.goto(`${asking.person.tasks}/medunderskrivere`);
    assert.match(await text(asking.page), /2 av 3 har bekreftet/);

    for (const { found, faults } of [asking, ...others]) assert.deepEqual([...found, ...faults()], []);
  });
}
