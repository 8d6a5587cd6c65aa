// The pictures of docs/screenshots: one answer on its way, at one fixed hour.
// Started by scripts/screenshots, with the folder that they go to.

import { join } from 'node:path';
import { launch, visitor } from './support/browser.mjs';
import { start } from './support/program.mjs';
import { Respondent } from './support/respondent.mjs';

const folder = process.argv[2];
const AT = '2026-11-19T13:32:00Z';
const BOTH = [{ width: 360 }, { width: 1360 }];

const OTHER = 'Rådet er i tråd med det vi gjør i dag. Veiledningen kan gjerne vise til eksempler.';
const SUPPORT =
  'Kommunen støtter rådet. Hos oss har ambulansetjenesten og legevakten i dag ulike rutiner for å varsle ' +
  'kommunen etter en ikke-dødelig overdose, og det er tilfeldig hvem som får tilbud om oppfølging de første 48 timene.';
const PROPOSAL =
  'Vi foreslår at rådet sier tydeligere hvem som har ansvaret for å ta første kontakt, og at samtykke til ' +
  'varsling innhentes på stedet.';
const SMALL =
  'Små kommuner mangler ofte et eget ruskonsulentmiljø, og rådet bør derfor beskrive hvordan oppgaven kan løses i ' +
  'et interkommunalt samarbeid. ';
const grown = (text, length) => `${text} ${SMALL.repeat(40)}`.slice(0, length);

const program = await start({ at: AT });
const browser = await launch();
const { page, context } = await visitor(browser, program.base, { width: 1360 });
const person = new Respondent(page);

/** The page as it stands, in full length; `dark` names the width that is also drawn dark. */
async function draw(name, { dark, sizes = BOTH, framed = false } = {}) {
  for (const { width } of sizes) {
    await page.setViewportSize({ width, height: 900 });
    for (const scheme of dark === width ? ['light', 'dark'] : ['light']) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.evaluate(() => document.fonts.ready);
      await page.evaluate(() => scrollTo(0, 0));
      // What stands in a frame is drawn when it is in the window.
      if (framed) await page.setViewportSize({ width, height: await page.evaluate(() => document.body.scrollHeight) });
      const file = `${name}-${width}${scheme === 'dark' ? '-dark' : ''}.png`;
      await page.screenshot({ path: join(folder, file), fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1360, height: 900 });
}

async function published() {
  await page.goto('/');
  await draw('front');
  await page.goto('/horinger/24-13304');
  await draw('consultation', { dark: 1360 });
  await page.goto('/horinger/24-13304/raad/6');
  await draw('advice');
  await page.goto('/horinger/24-13304/svar');
  await draw('start');
}

async function written() {
  await person.begin('body');
  for (const n of [1, 2, 4]) {
    await person.open(n);
    await person.stance(n === 4 ? 1 : 0);
    await person.fill(n === 1 ? `${SUPPORT}\n\n${PROPOSAL}` : OTHER);
    await page.getByRole('checkbox').last().check();
    await person.saveAndGoOn();
  }
  await person.open(3);
  await person.stance(3);
  await person.saveAndGoOn();
  await person.open(6);
  await person.stance(1);
  await person.fill(grown(`${SUPPORT}\n\n${PROPOSAL}`, 3712), grown('Begrunnelsen er god, men bygger i stor grad på erfaringer fra de største byene.', 4127));
  await person.saveAndGoOn();
  await person.open(6);
  await draw('write', { dark: 360 });
  await person.list();
  await draw('tasks');
  await person.review();
  await draw('review-faults', { dark: 1360 });
}

async function sent() {
  await person.open(6);
  await person.fill(`${SUPPORT}\n\n${PROPOSAL}`, 'Begrunnelsen er god.');
  await person.saveAndGoOn();
  await person.noCommentToTheRest();
  await draw('tasks-marked', { sizes: [{ width: 1360 }] });
  await page.goto(`${person.tasks}/avsender?fra=se-over`);
  await draw('sender');
  const kari = { name: 'Kari Eksempel', organisation: 'Fjellvik kommune', number: '312345676' };
  await person.sender({ ...kari, email: 'kari@fjellvik.example' });
  await draw('review');
  await person.send();
  await draw('unconfirmed');
  await person.openNewestLetter();
  await draw('letter', { framed: true });
  await page.goto(await person.linkInLetter());
  await draw('landing', { sizes: [{ width: 360 }] });
  await person.press(person.button(person.words.confirm));
  await draw('receipt', { dark: 360 });
}

try {
  await published();
  await written();
  await sent();
} finally {
  await context.close();
  await browser.close();
  await program.stop();
}
