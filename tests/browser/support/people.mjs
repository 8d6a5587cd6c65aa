// The people whose pages are looked at: each has come to another place in the same journey.

import { visitor } from './browser.mjs';
import { askColleague as insertColleague } from './colleagues.mjs';
import { openShared, share, supportOne } from './endorsements.mjs';
import { askCosigner, comeAsCosigner, confirmAll, cosignerLink, decline } from './cosigners.mjs';
import { askMembers, beginAsUmbrella, comeAsMember, handOver } from './members.mjs';
import { Respondent } from './respondent.mjs';

/** Text of exactly this many characters that ends in words of its own. */
export function longText(length, ending = 'her slutter teksten.') {
  const words = 'Små kommuner mangler ofte et eget miljø, og rådet bør derfor si hvordan det kan løses sammen. ';
  return words.repeat(Math.ceil(length / words.length)).slice(0, length - ending.length) + ending;
}

async function comeTo(browser, base, way) {
  const { page, context } = await visitor(browser, base);
  const person = new Respondent(page);
  const more = await way(person);
  const come = { state: await context.storageState(), desk: person.desk, key: person.key, ...more };
  await context.close();
  return come;
}

/** Asks somebody to take part in the answer; `part` is the number of the one part that they are asked about. */
export async function askColleague({ page, tasks }, name, email, may, part) {
  await page.goto(`${tasks}/medskrivere`);
  await page.locator('#name').fill(name);
  await page.locator('#email').fill(email);
  await page.locator(`main input[type=radio][value=${may}]`).check();
  if (part) await page.locator('main input[name=parts][type=checkbox]').nth(part - 1).check();
  const arrived = page.waitForEvent('domcontentloaded');
  await page.locator('main form:has(#name) button').click();
  await arrived;
}

/** Opens the link in the newest letter to this address. */
export async function enterByLetter({ page, prefix }, email) {
  const letter = page.locator('main ol.cards li', { hasText: email }).first();
  do await page.goto(`${prefix}/utvikling/post`); while (!(await letter.count()));
  await letter.locator('a').click();
  await page.waitForURL('**/utvikling/post/*');
  await page.goto(await page.locator('main a[href*="/lenke/"]').first().getAttribute('href'));
}

const COLLEAGUE = 'ola@eksempel.example';

async function writeAll(person) {
  await person.begin('body');
  await person.open(1);
  await person.stance(1);
  await person.fill('Kommunen støtter rådet.\n\nVi foreslår at det nevner rullering hvert fjerde år.', longText(3712));
  await person.saveAndGoOn();
  await person.open(2);
  await person.fill('Kort.', longText(4127));
  await person.saveAndGoOn();
  const tooLong = person.key;
  await person.open(3);
  await person.stance(3);
  await person.fill('Dette ble skrevet først.');
  await person.saveAndGoOn();
  const asked = person.key;
  await person.press(person.page.locator('button[value=ja]'));
  await askColleague(person, 'Ola Eksempel', COLLEAGUE, 'write', 1);
  const href = await person.page.locator('main section.panel a').first().getAttribute('href');
  await person.open(1);
  return { tooLong, asked, contributor: href.split('/').at(-1) };
}

/** An answer that colleagues write: who holds what, notes, and a field with a history. */
async function writeTogether(program, person) {
  await person.begin('body');
  insertColleague(program, person.desk, 'Ola Moen');
  for (const text of ['Kommunen bør handle.', 'Kommunen skal handle raskt.', 'Kommunen støtter rådet.']) {
    await person.write(1, text);
  }
  await person.open(1);
  await person.page.locator('#notat').fill('Legevakta ønsker at vi nevner samtykke på stedet.\n\nLa det inn i første felt.');
  await person.press(person.page.locator('button[formaction$="/notat"]').last());
  await person.page.locator('details:has(input[name=skrives_av]) > summary').click();
  await person.page.locator('input[name=skrives_av]').nth(1).check();
  await person.press(person.page.locator('button[formaction$="/skrives-av"]'));
  const history = await person.page.locator('a[href*="/historikk/"]:visible').first().getAttribute('href');
  return { field: history.split('/').at(-1) };
}

/** A member of staff for whom links to sign in are asked for. */
export const ASKING = 'asking@staff.example';

const KARI = { name: 'Kari Eksempel', organisation: 'Fjellvik kommune', number: '312345676' };

/** Adds a file on the answer's page; its id. */
export async function attach(person, name, text) {
  const { page, tasks } = person;
  await page.goto(`${tasks}/vedlegg`);
  await page.locator('#fil').setInputFiles({ name, mimeType: 'application/pdf', buffer: Buffer.from(text) });
  await person.press(page.locator('form:has(#fil) button'));
  const href = await page.locator('main a[download]').last().getAttribute('href');
  return href.split('/').at(-1);
}

async function sendAll(person, email) {
  await person.begin('body');
  await person.write(1, 'Kommunen støtter rådet.', longText(4000, 'SISTE-TJUE-TEGN-HER.'));
  await person.noCommentToTheRest();
  const attachment = await attach(person, 'Vedtak i formannskapet 12. juni.txt', 'Formannskapet vedtar innspillet.');
  await person.sender({ ...KARI, email });
  await person.send();
  return attachment;
}

/** Signs in by the letter in the development mailbox. */
export async function signIn(person, email) {
  await person.page.goto(await askToSignIn(person, email));
  await person.press(person.page.locator('main form button'));
}

/** The address of the newest letter to somebody; none while there is no letter. */
async function newestLetter({ page, prefix }, email) {
  await page.goto(`${prefix}/utvikling/post`);
  const letter = page.locator('main ol.cards li', { hasText: email }).first();
  return (await letter.count()) ? letter.locator('a').getAttribute('href') : undefined;
}

/** Asks for a link to sign in; its address, once it stands in the mailbox. */
export async function askToSignIn(person, email) {
  const { page, prefix } = person;
  // Who has signed in before has letters, whose links are used.
  const before = await newestLetter(person, email);
  await page.goto(`${prefix}/saksbehandling/logg-inn`);
  await page.getByRole('textbox').fill(email);
  await person.press(page.locator('main form button'));
  let letter;
  do letter = await newestLetter(person, email); while (letter === before);
  await page.goto(letter);
  return page.locator('main a[href*="/saksbehandling/logg-inn/"]').first().getAttribute('href');
}

/** Somebody who works here, with a role everywhere. */
async function staff(program, come, name, role) {
  const email = `${name}@staff.example`;
  await program.hoering('staff', 'add', email, '--name', `${name} Eksempel`, '--role', role);
  return come(async (person) => {
    await signIn(person, email);
    return {};
  });
}

/** Says by this link that somebody else is the right recipient; what staff then see of it. */
async function reportOne(page, link, invited) {
  await page.goto(link);
  await page.locator('main details.more > summary').click();
  await page.locator('#adresse').fill('rett@fjordvik.example');
  await page.locator('#melding').fill('Kommunen er slått sammen med Fjordvik.');
  await page.locator('form[action$="/feil-mottaker"] button').click();
  await page.waitForURL(/meldt=ja$/);
  await page.goto(`/saksbehandling/horinger/24-13304/invitasjoner/${invited}`);
  const action = await page.locator('form[action*="/meldinger/"]').first().getAttribute('action');
  const body = await page.locator('main a[href*="/saksbehandling/instanser/"]').first().getAttribute('href');
  return { report: action.split('/').at(-1), reported: body.split('/').at(-1) };
}

/** Invites one body; its place in the list, and the token of the link in its letter, which nobody has opened. */
async function inviteOne(browser, program, officer) {
  const { page, context } = await visitor(browser, program.base, { state: officer.state });
  const { invited, link } = await invite(page, 0);
  const told = await reportOne(page, link, invited);
  await context.close();
  return { invited, invitation: link.split('/').at(-1), ...told };
}

/** Invites the body at this place in the list; its id there, and the link in its letter. */
async function invite(page, place) {
  const letters = page.locator('main ol.cards li', { hasText: '24/13304' });
  await page.goto('/utvikling/post');
  const before = await letters.count();
  await page.goto('/saksbehandling/horinger/24-13304/invitasjoner?fylke=46');
  const row = page.locator('main tbody tr').nth(place);
  const invited = (await row.locator('a').getAttribute('href')).split('/').at(-1);
  await row.locator('input[name=id]').check();
  await page.locator('button[value=valgte]').click();
  do await page.goto('/utvikling/post'); while ((await letters.count()) === before);
  await letters.first().locator('a').click();
  const link = await page.locator('main a[href*="/invitasjon/"]').first().getAttribute('href');
  return { invited, link };
}

/** One body of the register, and a file with a fault in it that has been shown. */
async function lookAtRegister(page) {
  await page.goto('/saksbehandling/instanser');
  const links = await page.locator('main a').evaluateAll((all) => all.map((a) => a.pathname.split('/').at(-1)));
  const body = links.find((id) => /^[0-9a-f-]{36}$/.test(id));
  await page.goto('/saksbehandling/instanser/import');
  await page.locator('textarea').fill('name,kind,org_no\nEksempelvik kommune,municipality,\nFeilvik kommune,ukjent,123');
  await page.locator('main form button[type=submit]').click();
  await page.waitForURL(/\/import\/[0-9a-f-]{36}$/);
  return { body, upload: page.url().split('/').at(-1) };
}

/** A list that is a draft with some of the register on it. */
async function gatherList(page) {
  await page.goto('/saksbehandling/lister');
  await page.locator('main input[name=navn]').fill('Samarbeidsforum for folkehelse');
  await page.locator('main form button').click();
  await page.waitForURL(/\/lister\/[0-9a-f-]{36}$/);
  const list = page.url().split('/').at(-1);
  await page.goto(`/saksbehandling/lister/${list}/legg-til?kind=county_authority`);
  await page.locator('main button[value=alle]').click();
  await page.waitForURL(/gjort=lagt-til/);
  return { list };
}

/** The example, opened for change. */
async function openForChange(page) {
  await page.goto('/saksbehandling/horinger/24-13304/oppsett');
  await page.locator('main form button').click();
  await page.waitForLoadState('domcontentloaded');
}

/** A meeting that is announced. */
async function announceMeeting(page) {
  const list = '/saksbehandling/horinger/24-13304/moter';
  await page.goto(list);
  await page.locator('input[name=kind]').nth(1).check();
  const typed = { title_nb: 'Muntlig høring om utkastet', title_nn: 'Munnleg høyring om utkastet', date: '2030-05-14',
    from: '10:00', to: '12:30', place: 'Møterom 2 og på nett', link: 'https://mote.example/24-13304', about_nb: 'Alle er velkomne.' };
  for (const [name, text] of Object.entries(typed)) await page.locator(`main [name=${name}]`).fill(text);
  await page.locator('main form button[type=submit]').click();
  const href = await page.locator(`main .cards a[href^="${list}/"]`).first().getAttribute('href');
  return { meeting: href.split('/').at(-1) };
}

/** A key for a program; the place of its button that ends it. */
async function makeToken(page) {
  await page.goto('/saksbehandling/nokler');
  await fillToken(page);
  await page.goto('/saksbehandling/nokler');
  const action = await page.locator('form[action$="/avslutt"]').first().getAttribute('action');
  return { token_id: action.split('/').at(-2) };
}

/** Fills in the form that makes one, and presses it. */
export async function fillToken(page) {
  await page.locator('main [name=name]').fill('Saksbehandlingssystemet');
  await page.locator('main input[name=scope]').first().check();
  await page.locator('main form:has([name=scope]) button').click();
  await page.locator('#secret').waitFor();
}

/** A webhook on the example, and a test that reaches nobody. */
async function registerWebhook(page) {
  await page.goto('/saksbehandling/horinger/24-13304/webhooks');
  await page.locator('main input[name=url]').fill('https://mottak.invalid/horing/inn');
  for (const box of await page.locator('main input[name=events]').all()) await box.check();
  await page.locator('main form button[type=submit]').click();
  await page.locator('#hemmelighet').waitFor();
  const action = await page.locator('main form').first().getAttribute('action');
  await page.locator('main button[value=prov]').click();
  await page.waitForURL(/gjort=prov/);
  return { webhook: action.split('/').at(-1) };
}

/** Asks for a later deadline; nobody answers. */
async function askForTime({ page, tasks }) {
  await page.goto(`${tasks}/frist`);
  const typed = { new_on: '2029-05-14', reason: 'Styret har møte dagen før.', email: 'mertid@eksempel.example' };
  for (const [name, text] of Object.entries(typed)) await page.locator(`main [name=${name}]`).fill(text);
  await page.locator('main form button').click();
  await page.locator('main .ds-alert').first().waitFor();
  await page.goto(tasks);
}

/** An umbrella organisation with three members, one of which has handed over; and that one, and one that has not. */
async function umbrellaAndMembers(come) {
  const members = ['elveby', 'fjell', 'dal'].map((name) => ({ name: `Eksempellaget ${name}`, email: `${name}@lag.example` }));
  const hearing = await come(async (person) => {
    await beginAsUmbrella(person, 'Eksempelforbundet', 'forbundet@eksempel.example');
    await askMembers(person, members);
  });
  const answer = (email, also) => come(async (person) => {
    await comeAsMember(person, email);
    await person.open(1);
    await person.stance(1);
    await person.fill(longText(800));
    await person.saveAndGoOn();
    await also(person);
  });
  const handed = await answer(members[0].email, handOver);
  const member = await answer(members[1].email, () => {});
  const umbrella = { ...hearing, key: handed.key };
  return { umbrella, member, handed };
}

/** An organisation that asks others to stand behind its answer; one that has confirmed it, one that has said nothing. */
async function jointAnswer(come) {
  const bodies = ['nes', 'vik', 'mo'].map((name) => ({ name: `Eksempellaget ${name}`, email: `${name}@felles.example` }));
  const asking = await come(async (person) => {
    await beginAsUmbrella(person, 'Fellesforbundet', 'felles@eksempel.example');
    await person.write(1, longText(600));
    for (const body of bodies) await askCosigner(person, body);
  });
  const answer = (body, also) => come(async (person) => {
    const link = await cosignerLink(person, body.email);
    await comeAsCosigner(person, body.email);
    await also(person);
    return { desk: person.desk, cosigner: person.cosigner, signing: link.split('/').at(-1) };
  });
  const signed = await answer(bodies[0], confirmAll);
  const signing = await answer(bodies[1], () => {});
  await answer(bodies[2], (person) => decline(person, 'Andre avsnitt går for langt.'));
  return { asking, signed, signing };
}

/** Everybody, by what they have done. */
export async function people(browser, program) {
  const come = (way) => comeTo(browser, program.base, way);
  const beginner = await come(async (person) => {
    await person.begin();
    await person.open(1);
    await askForTime(person);
  });
  const writer = await come(writeAll);
  // Several write it, one of them in a part that Ola holds.
  const together = await come((person) => writeTogether(program, person));
  // Asked about the first part of what the writer writes.
  const colleague = await come(async (person) => {
    await enterByLetter(person, COLLEAGUE);
    await person.press(person.page.locator('main form button'));
    return { desk: writer.desk, key: writer.key, other: writer.tooLong };
  });
  const waiting = await come(async (person) => {
    await sendAll(person, 'venter@eksempel.example');
    await person.openNewestLetter();
    return { token: (await person.linkInLetter()).split('/').at(-1), letter: person.path.split('/').at(-1) };
  });
  const done = await come(async (person) => {
    const attachment = await sendAll(person, 'ferdig@eksempel.example');
    await person.confirm();
    return { attachment, shared: await share(person) };
  });
  // Supports what was shared in a råd, and has written nothing.
  const supporter = await come(async (person) => {
    await person.begin('organisation');
    await openShared(person, KARI.organisation);
    await supportOne(person);
    await person.open(1);
  });
  // Sent, and written on since.
  const changing = await come(async (person) => {
    await sendAll(person, 'endrer@eksempel.example');
    await person.confirm();
    await person.write(2, 'Vi har kommet på mer.');
  });
  const admin = await staff(program, come, 'admin', 'admin');
  const reader = await staff(program, come, 'reader', 'reader');
  const leaving = await staff(program, come, 'leaving', 'reader');
  // Has no role, and asks for links that nobody uses.
  await program.hoering('staff', 'add', ASKING, '--name', 'Ny Eksempel');
  const known = await visitor(browser, program.base, { state: admin.state });
  await known.page.goto('/saksbehandling/medarbeidere');
  const link = known.page.locator('main .people a', { hasText: 'Ny Eksempel' });
  admin.member = (await link.getAttribute('href')).split('/').at(-1);
  Object.assign(admin, await lookAtRegister(known.page));
  Object.assign(admin, await gatherList(known.page));
  Object.assign(admin, await makeToken(known.page));
  await openForChange(known.page);
  Object.assign(admin, await announceMeeting(known.page));
  Object.assign(admin, await registerWebhook(known.page));
  await known.page.goto('/saksbehandling/horinger/24-13304/frist');
  const asked = known.page.locator('main a[href*="/frist/anmodninger/"]').first();
  admin.request = (await asked.getAttribute('href')).split('/').at(-1);
  await known.context.close();
  const atWork = await visitor(browser, program.base, { state: admin.state });
  const { link: opened } = await invite(atWork.page, 1);
  await atWork.context.close();
  const invited = await come(async ({ page }) => {
    await page.goto(opened);
    await page.locator('main form button').first().click();
    await page.waitForURL(/\/svar\/[0-9a-f-]{36}$/);
    return { desk: page.url().split('/').at(-1) };
  });
  Object.assign(admin, await inviteOne(browser, program, admin));
  const round = await umbrellaAndMembers(come);
  const joint = await jointAnswer(come);
  return {
    nobody: {}, admin, reader, leaving, beginner, writer, colleague, together, waiting, done, changing, invited,
    supporter,
    ...round, ...joint,
  };
}
