// The pictures of docs/screenshots: one answer on its way, then the pages of staff, at one fixed hour.
// Started by scripts/screenshots, with the folder that they go to.

import { join } from 'node:path';
import { launch, visitor } from './support/browser.mjs';
import { answer, invite } from './support/office.mjs';
import { start } from './support/program.mjs';
import { Respondent } from './support/respondent.mjs';
import { Setup } from './support/setup.mjs';

const folder = process.argv[2];
const AT = '2026-11-19T13:32:00Z';
const BOTH = [{ width: 360 }, { width: 1360 }];
/** Enough to see how a list goes on. */
const LONG = 2400;

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
let { page, context } = await visitor(browser, program.base, { width: 1360 });
const person = new Respondent(page);

/** The page as it stands, in full length or down to `most`; `dark` names the width that is also drawn dark. */
async function draw(name, { dark, sizes = BOTH, framed = false, most = Infinity } = {}) {
  for (const { width } of sizes) {
    await page.setViewportSize({ width, height: 900 });
    for (const scheme of dark === width ? ['light', 'dark'] : ['light']) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.evaluate(() => document.fonts.ready);
      await page.evaluate(() => scrollTo(0, 0));
      // What stands in a frame is drawn when it is in the window.
      if (framed) await page.setViewportSize({ width, height: await page.evaluate(() => document.body.scrollHeight) });
      const file = `${name}-${width}${scheme === 'dark' ? '-dark' : ''}.png`;
      const height = Math.min(most, await page.evaluate(() => document.documentElement.scrollHeight));
      await page.screenshot({ path: join(folder, file), fullPage: true, clip: { x: 0, y: 0, width, height } });
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

const WORK = '/saksbehandling/horinger/24-13304';
const STANCES = ['stotter', 'stotter', 'stotter-med-endringer', 'stotter', 'stotter-ikke'];
const SAID = [SUPPORT, OTHER, `${SUPPORT}\n\n${PROPOSAL}`, SMALL.trim(), PROPOSAL];

const DRAFT = `# Oppfølging

## Råd 1: Varsling etter overdose

Kommunen bør varsles innen to døgn.

Samtykke innhentes på stedet.

## Råd 2: Opplæring

Alle ansatte får opplæring.
`;

/** An office where bodies have been invited and some have answered. */
async function office() {
  await context.close();
  await program.hoering('staff', 'add', 'lise@staff.example', '--name', 'Lise Eksempel', '--role', 'admin');
  ({ page, context } = await visitor(browser, program.base, { width: 1360 }));
  const setup = new Setup(page);
  await setup.signIn('lise@staff.example');
  const invited = [];
  for (const [filter, part] of [['fylke=11', 0.7], ['fylke=46', 0.5], ['fylke=33', 0.3], ['type=county_governor', 0.5]]) {
    const tokens = await invite(page, filter);
    const bodies = [...tokens.keys()].sort();
    for (const body of bodies.slice(0, Math.ceil(bodies.length * part))) invited.push([body, tokens.get(body)]);
  }
  for (const [n, [organisation, token]] of invited.entries()) {
    const answers = ['r1', 'r2', 'r4', 'r6'].slice(0, 1 + (n % 4)).flatMap((key, at) => [
      { field: `${key}.standpunkt`, choice: STANCES[(n + at) % 5] },
      { field: `${key}.tekst`, text: SAID[(n + at) % 5] },
    ]);
    const day = String(1 + Math.floor(n / 2)).padStart(2, '0');
    program.setClock(`2026-12-${day}T${n % 2 ? '09' : '14'}:32:00Z`);
    await answer(page, { token, organisation, answers });
  }
  // Staff who were away this long sign in again.
  await setup.signIn('lise@staff.example');
  return setup;
}

async function read() {
  await page.goto(WORK);
  await draw('staff-overview', { dark: 1360 });
  await page.goto(`${WORK}/innspill`);
  await draw('staff-answers', { most: LONG });
  await page.goto(`${WORK}/innspill/rad/r1`);
  await draw('staff-advice', { dark: 1360, most: LONG });
  await page.goto(`${WORK}/invitasjoner?fylke=46`);
  await draw('staff-invitations', { most: LONG });
  await page.goto(`${WORK}/frist`);
  await draw('staff-deadline');
  await page.goto(`${WORK}/eksport`);
  await draw('staff-export');
}

async function setUp(setup) {
  await page.goto('/saksbehandling');
  await draw('staff-work');
  await setup.begin('Oppfølging etter overdose', '26/1001');
  await setup.write('om', { published_on: '2027-01-04', deadline_on: '2027-01-31' });
  await setup.open('utkast');
  await setup.fill({ tekst: DRAFT });
  await setup.act('les');
  await draw('staff-draft');
  await setup.act('bruk');
  await page.goto(setup.at);
  await draw('staff-setup', { dark: 1360 });
  await setup.open('kontroll');
  await draw('staff-checks');
}

try {
  await published();
  await written();
  await sent();
  const setup = await office();
  await read();
  await setUp(setup);
} finally {
  await context.close();
  await browser.close();
  await program.stop();
}
