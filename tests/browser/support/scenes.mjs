// In which states each page of the route table is looked at. A row that is not named here is looked at
// once all the same: a GET as somebody who has written, a POST with an empty form.

import { askCosigner } from './cosigners.mjs';
import { askList } from './members.mjs';
import { ASKING, askColleague, attach, askToSignIn, fillToken, longText } from './people.mjs';

/** What the rows' addresses hold; `as` is one of people.mjs, a person who has begun stands where none is said. */
export function address(path, person, everybody) {
  const values = {
    slug: '24-13304',
    advice: '3',
    no: '1',
    desk: person.desk ?? everybody.writer.desk,
    key: person.key ?? everybody.writer.key,
    token: path.startsWith('/invitasjon/') ? everybody.admin.invitation
      : path.startsWith('/medunderskrift/') ? everybody.signing.signing : everybody.waiting.token,
    cosigner: person.cosigner ?? everybody.signing.cosigner,
    name: everybody.waiting.letter,
    member: everybody.admin.member,
    token_id: everybody.admin.token_id,
    invited: everybody.admin.invited,
    number: path.includes('/stotte/') ? everybody.done.shared : '1',
    attachment: everybody.done.attachment,
    contributor: everybody.writer.contributor,
    letter_link: '00000000-0000-7000-8000-000000000000',
    reading: '00000000-0000-7000-8000-000000000000',
    table: 'grupper.csv',
    list: everybody.admin.list,
    meeting: everybody.admin.meeting,
    webhook: everybody.admin.webhook,
    request: everybody.admin.request,
    report: everybody.admin.report,
    field: everybody.together.field,
    id: path.includes('/import/') ? everybody.admin.upload
      : path.includes('/meldinger/') ? everybody.admin.reported : everybody.admin.body,
  };
  return path.replace(/\{(\w+)\}/g, (whole, name) => {
    if (!values[name]) throw new Error(`no example of ${whole} for ${path}`);
    return values[name];
  });
}

/** Another secret for a webhook, which is shown. */
async function renewSecret(person, url) {
  await person.page.goto(url);
  await person.page.locator('main details.behind > summary').first().click();
  await person.press(person.page.locator('main button[value=ny-nokkel]'));
}

/** Asks a colleague, and takes them out again. */
async function askAndTakeOut(person) {
  await askColleague(person, 'Per Eksempel', 'per@eksempel.example', 'read');
  await person.press(person.page.locator('main section.panel a').first());
  await person.press(person.page.locator('main form[action$="/ut"] button'));
}

/** Adds a file, and takes it away again. */
async function attachAndTakeAway(person) {
  await attach(person, 'Et vedlegg.txt', 'Hei.');
  await person.press(person.page.locator('main button[value=fjern]'));
}

/** Fetches the form, which has what stands; writes on below it, and sends it in. */
async function sendWordFile(person) {
  await person.write(8, 'Skrevet før filen ble hentet.');
  const fetched = await person.page.context().request.get(`${person.tasks}/svarskjema.docx`);
  await person.write(9, 'Skrevet etter at filen ble hentet.');
  await person.page.goto(`${person.tasks}/word`);
  await person.page.locator('#file').setInputFiles({
    name: 'svar.docx',
    mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    buffer: await fetched.body(),
  });
  await person.press(person.page.locator('main form button'));
}

/** Fetches the receipt, and has it checked. */
async function checkReceipt(person) {
  const fetched = await person.page.context().request.get(`${person.tasks}/kvittering.json`);
  await person.page.goto(`${person.prefix}/kvitteringer`);
  await person.page.locator('#fil').setInputFiles({
    name: 'kvittering.json',
    mimeType: 'application/json',
    buffer: await fetched.body(),
  });
  await person.press(person.page.locator('main form button'));
}

const TOO_LONG = longText(40_001);

/** A button below the list of invitations, with nobody ticked. */
async function pressForAll(person, whom) {
  await person.page.goto(`${person.prefix}/saksbehandling/horinger/24-13304/invitasjoner`);
  await person.press(person.page.locator(`.bulk button[value=${whom}]`));
}

/** By method and path; `query` or `part` change the address, `act` presses what leads to the page,
 * with `url` for the address of a row. */
const SCENES = {
  'GET /': [
    { name: 'all' },
    { name: 'a search with hits', query: '?q=overdose' },
    { name: 'a search without', query: '?q=finnesikkenoested' },
  ],
  'GET /svar/{desk}': [
    { as: 'beginner' }, { as: 'writer' }, { as: 'together' }, { as: 'colleague', name: 'who may write in one part' },
    { as: 'waiting' }, { as: 'done' }, { as: 'changing' },
    { as: 'umbrella' }, { as: 'member' }, { as: 'handed' }, { as: 'supporter' }, { as: 'asking' },
  ],
  'GET /svar/{desk}/raad/{key}': [
    { as: 'beginner' },
    { as: 'writer' },
    { as: 'together', name: 'with colleagues' },
    { name: 'over the limit', key: 'tooLong' },
    { name: 'no comment, with text', key: 'asked' },
    { as: 'colleague', name: 'who may write here' },
    { as: 'colleague', name: 'who may only read', key: 'other' },
    { as: 'supporter', name: 'another answer is supported' },
  ],
  'GET /svar/{desk}/medskrivere': [
    { as: 'beginner', name: 'nobody asked' },
    { as: 'writer' },
    { as: 'colleague', name: 'who may only look' },
    { as: 'done', name: 'with links in letters' },
  ],
  'POST /svar/{desk}/lenker/{letter_link}/avslutt': [{ name: 'of another answer', status: 404 }],
  'GET /svar/{desk}/medskrivere/{contributor}': [{ as: 'writer' }],
  'POST /svar/{desk}/medskrivere': [{ name: 'nothing filled in', status: 422 }],
  'POST /svar/{desk}/medskrivere/{contributor}': [{ as: 'writer', name: 'nothing chosen', status: 422 }],
  'POST /svar/{desk}/medskrivere/{contributor}/lenke': [{ name: 'of another answer', status: 404 }],
  'POST /svar/{desk}/medskrivere/{contributor}/ut': [
    { name: 'of another answer', status: 404 },
    { name: 'taken out, to be undone', status: 200, act: askAndTakeOut },
  ],
  'GET /svar/{desk}/vedlegg': [
    { as: 'beginner', name: 'nothing added' },
    { as: 'done', name: 'with a file' },
    { as: 'colleague', name: 'who may only look' },
  ],
  'POST /svar/{desk}/vedlegg': [
    {
      name: 'a file that is refused',
      status: 422,
      act: async (person) => {
        await person.page.goto(`${person.tasks}/vedlegg`);
        const buffer = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
        await person.page.locator('#fil').setInputFiles({ name: 'tegning.png', mimeType: 'image/png', buffer });
        await person.press(person.page.locator('form:has(#fil) button'));
      },
    },
  ],
  'GET /svar/{desk}/vedlegg/{attachment}': [{ as: 'done', file: true }],
  'POST /svar/{desk}/vedlegg/{attachment}': [{ name: 'taken away, to be put back', status: 200, act: attachAndTakeAway }],
  'GET /saksbehandling/horinger/{slug}/innspill/{number}/vedlegg/{attachment}': [{ as: 'admin', file: true }],
  'GET /horinger/{slug}/lenke': [{ as: 'nobody' }, { as: 'nobody', name: 'asked', query: '?bedt=ja' }],
  'POST /horinger/{slug}/lenke': [
    { as: 'nobody', name: 'nobody named', status: 422, from: '/horinger/{slug}/lenke' },
  ],
  'GET /kvitteringer': [{ as: 'nobody' }],
  'POST /kvitteringer': [
    { as: 'nobody', name: 'nothing given', status: 422, from: '/kvitteringer' },
    { as: 'done', name: 'issued here', status: 200, act: checkReceipt },
  ],
  'GET /horinger/{slug}/kvitteringer': [{ as: 'nobody' }],
  'GET /svar/{desk}/word': [{ as: 'writer' }, { as: 'colleague', name: 'who writes along' }],
  'GET /svar/{desk}/svarskjema.docx': [{ as: 'writer', file: true }],
  'GET /svar/{desk}/svarskjema.pdf': [{ as: 'writer', file: true }],
  'POST /svar/{desk}/word': [{ name: 'no file chosen', status: 422 }],
  'GET /svar/{desk}/word/{reading}': [{ name: 'differs', act: sendWordFile }],
  'POST /svar/{desk}/word/{reading}': [{ name: 'of what is gone' }],
  'GET /svar/{desk}/raad/{key}/historikk/{field}': [{ as: 'together' }],
  'GET /svar/{desk}/raad/{key}/til-stede': [{ as: 'together', file: 'json' }],
  'POST /svar/{desk}/raad/{key}/notat': [{ as: 'together', name: 'nothing written', status: 422 }],
  'POST /svar/{desk}/notat': [{ as: 'together', name: 'nothing written', status: 422 }],
  'GET /svar/{desk}/raad/{key}/ingen-merknad': [{ key: 'asked' }],
  'GET /svar/{desk}/avsender': [{ as: 'beginner' }, { as: 'done' }],
  'GET /svar/{desk}/lagre': [{ as: 'beginner' }],
  'GET /svar/{desk}/se-over': [{ as: 'beginner' }, { as: 'supporter' }, { as: 'writer' }, { as: 'colleague', name: 'who may not send' }, { as: 'done' }, { as: 'changing' }, { as: 'asking' }],
  'GET /svar/{desk}/godkjenning': [{ as: 'beginner' }, { as: 'writer' }],
  'POST /svar/{desk}/godkjenning': [
    {
      name: 'by nobody',
      status: 422,
      act: async (person) => {
        await person.write(1, 'Noe å godkjenne.');
        await person.page.goto(`${person.tasks}/godkjenning`);
        await person.press(person.page.locator('button[value=godkjenn]'));
      },
    },
  ],
  'POST /svar/{desk}/laas': [
    { name: 'nowhere', status: 422, from: '/svar/{desk}/godkjenning' },
    {
      name: 'locked, and read',
      act: async (person) => {
        await person.write(1, 'Til behandling.');
        await person.page.goto(`${person.tasks}/godkjenning`);
        await person.page.locator('#treated_in').fill('formannskapet');
        await person.press(person.page.locator('button[value=laas]'));
        await person.open(1);
      },
    },
  ],
  'GET /svar/{desk}/vedtak': [{ as: 'beginner' }, { as: 'done' }],
  'POST /svar/{desk}/vedtak': [{ as: 'writer', name: 'nothing chosen', status: 422, from: '/svar/{desk}/vedtak' }],
  'POST /svar/{desk}/vedtak/bekreft': [
    { name: 'nothing that waits for a meeting', status: 404, from: '/svar/{desk}/godkjenning' },
  ],
  'GET /svar/{desk}/vedtatt-tekst': [{ as: 'writer' }],
  'POST /svar/{desk}/vedtatt-tekst': [
    {
      name: 'against what stands',
      act: async (person) => {
        await person.write(1, 'Slik det sto.', 'Og grunnen.');
        await person.page.goto(`${person.tasks}/vedtatt-tekst`);
        await person.fill('Slik det ble vedtatt.');
        await person.press(person.page.locator('button[value=vis]'));
      },
    },
  ],
  'POST /svar/{desk}/vedtatt-tekst/laas-opp': [
    {
      name: 'what was pasted stays',
      act: async (person) => {
        await person.write(1, 'Slik det sto.');
        await person.page.goto(`${person.tasks}/godkjenning`);
        await person.page.locator('#treated_in').fill('formannskapet');
        await person.press(person.page.locator('button[value=laas]'));
        await person.page.goto(`${person.tasks}/vedtatt-tekst`);
        await person.fill('Slik det ble vedtatt.');
        await person.press(person.page.locator('button[formaction]'));
      },
    },
  ],
  'GET /svar/{desk}/endret': [{ as: 'done' }, { as: 'changing' }],
  'GET /svar/{desk}/trekk': [{ as: 'done' }],
  'POST /svar/{desk}/trekk': [{ as: 'done', name: 'no reason', status: 422, from: '/svar/{desk}/trekk' }],
  'GET /svar/{desk}/deling': [{ as: 'done', name: 'shared' }, { as: 'changing', name: 'not shared' }],
  'POST /svar/{desk}/deling': [{ as: 'changing', name: 'nothing chosen', status: 422, from: '/svar/{desk}/deling' }],
  'GET /svar/{desk}/stotte': [
    { as: 'supporter' },
    { as: 'done', name: 'nobody has shared' },
    { as: 'writer', name: 'nobody found', query: '?q=finnesikkenoested' },
  ],
  'GET /svar/{desk}/stotte/{number}': [
    { as: 'writer' }, { as: 'supporter', name: 'supported' }, { as: 'colleague', name: 'who may write in one part' },
  ],
  'POST /svar/{desk}/stotte/{number}': [{ name: 'nothing chosen', status: 422, from: '/svar/{desk}/stotte/{number}' }],
  'GET /svar/{desk}/kvittering': [{ as: 'waiting' }, { as: 'done' }],
  'GET /svar/{desk}/kvittering.json': [{ as: 'done', file: true }],
  'GET /svar/{desk}/kvittering.pdf': [{ as: 'done', file: true }],
  'GET /svar/{desk}/virksomheten': [{ as: 'invited' }],
  'POST /svar/{desk}/virksomheten': [
    {
      as: 'invited',
      name: 'a secret address',
      act: async (person) => {
        await person.page.goto(`${person.tasks}/virksomheten`);
        await person.press(person.page.locator('main button[name=gjor]'));
      },
    },
  ],
  'GET /svar/{desk}/medunderskrivere': [
    { as: 'asking' }, { as: 'writer', name: 'who has not confirmed' }, { as: 'colleague', name: 'who may only look' },
  ],
  'POST /svar/{desk}/medunderskrivere': [
    { as: 'asking', name: 'faults', status: 422, act: (person) => askCosigner(person, { name: '', email: 'galt@' }) },
  ],
  'GET /medunderskrift/{token}': [{ as: 'nobody' }],
  'GET /svar/{desk}/medunderskrift/{cosigner}': [{ as: 'signing' }, { as: 'signed', name: 'confirmed' }],
  'POST /svar/{desk}/medunderskrift/{cosigner}': [
    {
      as: 'signing',
      name: 'by nobody',
      status: 422,
      act: async (person, url) => {
        await person.page.goto(url('/svar/{desk}/medunderskrift/{cosigner}'));
        await person.press(person.page.locator('button[value=bekreft]'));
      },
    },
  ],
  'GET /svar/{desk}/medlemmer': [{ as: 'umbrella' }, { as: 'writer', name: 'who has not confirmed' }],
  'POST /svar/{desk}/medlemmer': [
    {
      as: 'umbrella',
      name: 'faults in a list',
      status: 422,
      act: (person) => askList(person, [{ name: 'Uten adresse', email: '' }, { name: '', email: 'galt@' }]),
    },
    {
      as: 'umbrella',
      name: 'a day that is none',
      status: 422,
      act: async (person) => {
        await person.page.goto(`${person.tasks}/medlemmer`);
        await person.page.locator('main [name=due_on]').fill('2001-01-01');
        await person.press(person.page.locator('button[value=dag]'));
      },
    },
  ],
  'GET /svar/{desk}/medlemmer/raad/{key}': [{ as: 'umbrella', name: 'one has said something', key: 'key' }],
  'POST /svar/{desk}/medlemmer/raad/{key}': [
    {
      as: 'umbrella',
      name: 'taken in',
      act: async (person, url) => {
        await person.page.goto(`${person.tasks}/medlemmer`);
        await person.page.goto(url('/svar/{desk}/medlemmer/raad/{key}'));
        await person.press(person.page.locator('main button[name=ta-inn]').first());
      },
    },
  ],
  'GET /svar/{desk}/lever': [{ as: 'member' }, { as: 'handed', name: 'handed over' }],
  'POST /svar/{desk}/lever': [
    {
      as: 'member',
      name: 'handed over',
      act: async (person) => {
        await person.page.goto(`${person.tasks}/lever`);
        await person.press(person.page.locator('main form.actions button'));
      },
    },
  ],
  'GET /svar/{desk}/logg-ut': [{ as: 'beginner' }, { as: 'done' }],
  'POST /horinger/{slug}/svar': [{ as: 'nobody', from: '/horinger/{slug}/svar', status: 422 }],
  'POST /svar/{desk}/raad/{key}': [
    {
      name: 'longer than anything is kept',
      status: 422,
      act: async (person) => {
        await person.open(1);
        await person.fill(TOO_LONG);
        await person.saveAndGoOn();
      },
    },
    {
      name: 'two have saved',
      act: async (person) => {
        await person.open(1);
        const early = await person.page.locator('form[data-autosave]').evaluate((form) =>
          new URLSearchParams(new FormData(form)).toString());
        await person.fill('Først.', 'Først.');
        await person.saveAndGoOn();
        const late = new URLSearchParams(early);
        for (const name of [...late.keys()]) if (late.has(`v.${name}`)) late.set(name, 'Sist.\n\nMed to avsnitt.');
        await person.submit(`${person.tasks}/raad/${person.key}`, late);
      },
    },
  ],
  'POST /svar/{desk}/avsender': [
    {
      name: 'wrong in every field',
      status: 422,
      act: async (person) => {
        await person.page.goto(`${person.tasks}/avsender`);
        await person.page.locator('input[name=on_behalf]').nth(1).check();
        for (const field of await person.page.locator('main input[type=text], main input[type=email]').all()) {
          await field.fill('galt @');
        }
        await person.press(person.button(person.words.save));
      },
    },
  ],
  'POST /svar/{desk}/lagre': [
    { name: 'no address', status: 422, from: '/svar/{desk}/lagre' },
    {
      name: 'sent',
      act: async (person) => {
        await person.page.goto(`${person.tasks}/lagre`);
        await person.page.getByRole('textbox').fill('senere@eksempel.example');
        await person.press(person.button(person.words.sendLink));
      },
    },
  ],
  'POST /svar/{desk}/send': [
    {
      name: 'nothing written',
      status: 422,
      act: async (person) => {
        await person.page.goto(`${person.tasks}/se-over`);
        await person.press(person.button(person.words.send));
      },
    },
  ],
  'GET /saksbehandling': [{ as: 'admin' }, { as: 'reader' }],
  'GET /saksbehandling/logg-inn': [{ as: 'nobody', query: '?til=/saksbehandling/instanser' }],
  'POST /saksbehandling/logg-inn': [
    { as: 'nobody', name: 'no address', from: '/saksbehandling/logg-inn', status: 422 },
    {
      as: 'nobody',
      name: 'asked',
      act: async (person) => {
        await person.page.goto(`${person.prefix}/saksbehandling/logg-inn`);
        await person.page.getByRole('textbox').fill('ukjent@staff.example');
        await person.press(person.page.locator('main form button'));
      },
    },
  ],
  'GET /saksbehandling/logg-inn/{token}': [
    { as: 'nobody', name: 'a link that is not ours', status: 404 },
    {
      as: 'nobody',
      // The letter is in the reader's own language; the page is looked at in both.
      act: async (person) => {
        const { pathname } = new URL(await askToSignIn(person, ASKING));
        await person.page.goto(person.prefix + pathname);
      },
    },
  ],
  'POST /saksbehandling/logg-inn/{token}': [{ as: 'nobody', from: '/saksbehandling/logg-inn', status: 404 }],
  'POST /saksbehandling/logg-ut': [{ as: 'leaving' }],
  'GET /saksbehandling/instanser': [
    { as: 'admin' },
    { as: 'reader', name: 'who may only read', query: '?fylke=46&type=municipality' },
    { as: 'admin', name: 'nobody found', query: '?q=finnesikkenoested' },
  ],
  'GET /saksbehandling/lister/{list}': [
    { as: 'admin' },
    { as: 'reader', name: 'who may only read', query: '?county=46' },
  ],
  'GET /saksbehandling/lister/{list}/legg-til': [{ as: 'admin', query: '?kind=county_authority' }],
  'POST /saksbehandling/lister': [{ name: 'no name', status: 422 }],
  'POST /saksbehandling/lister/{list}/legg-til': [{ name: 'nobody chosen', status: 422 }],
  'POST /saksbehandling/lister/{list}/fjern': [{ name: 'nobody chosen', status: 422 }],
  'POST /saksbehandling/lister/{list}/navn': [{ name: 'no name', status: 422 }],
  'POST /saksbehandling/lister/{list}/kopi': [{ name: 'no name', status: 422 }],
  'GET /saksbehandling/instanser/import/{id}/feil.csv': [{ as: 'admin', file: true }],
  'POST /invitasjon/{token}/feil-mottaker': [
    {
      name: 'no address that can be used',
      status: 422,
      act: async (person, url) => {
        await person.page.goto(url('/invitasjon/{token}'));
        await person.page.locator('main details.more > summary').click();
        await person.page.locator('#adresse').fill('galt @');
        await person.press(person.page.locator('form[action$="/feil-mottaker"] button'));
      },
    },
  ],
  'POST /saksbehandling/medarbeidere': [{ name: 'nothing filled in', status: 422 }],
  'POST /saksbehandling/medarbeidere/{member}/rolle': [{ name: 'nothing chosen', status: 422 }],
  'POST /saksbehandling/horinger/{slug}/medarbeidere': [{ name: 'nobody chosen', status: 422 }],
  'GET /saksbehandling/nokler': [{ as: 'admin' }, { as: 'reader', name: 'who has none' }],
  'POST /saksbehandling/nokler': [
    { name: 'nothing filled in', status: 422 },
    {
      name: 'made',
      act: async (person) => {
        await person.page.goto(`${person.prefix}/saksbehandling/nokler`);
        await fillToken(person.page);
      },
    },
  ],
  'POST /saksbehandling/webhooks': [{ name: 'nothing filled in', status: 422 }],
  'POST /saksbehandling/webhooks/{webhook}': [
    { name: 'a new secret', status: 200, act: (person, url) => renewSecret(person, url('/saksbehandling/webhooks/{webhook}')) },
  ],
  'POST /saksbehandling/horinger/{slug}/webhooks': [{ name: 'nothing filled in', status: 422 }],
  'POST /saksbehandling/horinger/{slug}/webhooks/{webhook}': [
    {
      name: 'a new secret',
      status: 200,
      act: (person, url) => renewSecret(person, url('/saksbehandling/horinger/{slug}/webhooks/{webhook}')),
    },
  ],
  'POST /saksbehandling/horinger/{slug}/frist/status': [{ name: 'nothing chosen', status: 422 }],
  'GET /saksbehandling/horinger/{slug}/moter': [{ as: 'admin' }, { as: 'reader', name: 'who may only read' }],
  'POST /saksbehandling/horinger/{slug}/moter': [{ name: 'nothing filled in', status: 422 }],
  'POST /saksbehandling/horinger/{slug}/moter/{meeting}': [{ name: 'nothing filled in', status: 422 }],
  'GET /saksbehandling/horinger/{slug}/invitasjoner': [
    { as: 'admin' },
    { as: 'reader', name: 'who may only read', query: '?fylke=46&type=municipality' },
    { as: 'admin', name: 'nobody found', query: '?q=finnesikkenoested' },
  ],
  'POST /saksbehandling/horinger/{slug}/invitasjoner': [
    { name: 'nobody chosen', status: 422, act: (person) => pressForAll(person, 'valgte') },
    { name: 'all of them', act: (person) => pressForAll(person, 'alle') },
  ],
  'GET /saksbehandling/horinger/{slug}/invitasjoner/legg-til': [{ as: 'admin', query: '?q=kommune' }],
  'POST /saksbehandling/horinger/{slug}/invitasjoner/legg-til': [
    { name: 'nobody chosen', status: 422 },
    {
      name: 'looked over',
      act: async (person) => {
        await person.page.goto(`${person.prefix}/saksbehandling/horinger/24-13304/invitasjoner/legg-til?q=helse`);
        await person.page.locator('main input[name=id]').first().check();
        await person.press(person.page.locator('main form:has(input[name=id]) button'));
      },
    },
  ],
  'POST /saksbehandling/horinger/{slug}/invitasjoner/{invited}/adresse': [{ name: 'no address', status: 422 }],
  'GET /saksbehandling/horinger/{slug}': [
    { as: 'admin' },
    { as: 'reader', name: 'of the first option only', query: '?valg=1' },
  ],
  'GET /saksbehandling/horinger/{slug}/tall/{table}': [{ as: 'reader', file: true }],
  'GET /saksbehandling/horinger/{slug}/frist': [{ as: 'admin' }, { as: 'reader', name: 'who may only read' }],
  'POST /saksbehandling/horinger/{slug}/frist': [{ name: 'nothing filled in', status: 422 }],
  'POST /saksbehandling/horinger/{slug}/frist/instanser/{invited}': [{ name: 'nothing filled in', status: 422 }],
  'POST /saksbehandling/horinger/{slug}/frist/sene': [{ name: 'nothing chosen', status: 422 }],
  'POST /saksbehandling/horinger/{slug}/frist/anmodninger/{request}': [{ name: 'nothing chosen', status: 422 }],
  'GET /svar/{desk}/frist': [{ as: 'beginner', name: 'that waits' }, { as: 'writer' }],
  'POST /svar/{desk}/frist': [
    {
      as: 'writer',
      name: 'nothing filled in',
      status: 422,
      act: async (person) => {
        await person.page.goto(`${person.tasks}/frist`);
        await person.press(person.page.locator('main form button').first());
      },
    },
  ],
  'GET /saksbehandling/horinger/{slug}/innspill': [
    { as: 'admin' },
    { as: 'reader', name: 'something looked for', query: '?avsender=unlisted&raad=r1' },
    { as: 'admin', name: 'nothing found', query: '?fylke=46&ankomst=etter-fristen' },
    { as: 'admin', name: 'a day that is none', query: '?fra=i+g%C3%A5r&til=2026-11-30' },
  ],
  'GET /saksbehandling/horinger/{slug}/innspill/rad/{key}': [
    { as: 'admin', name: 'with texts and stances' },
    { as: 'reader', name: 'nothing found', query: '?fylke=46' },
    { as: 'reader', name: 'crossed days', query: '?fra=2026-11-30&til=2026-11-01' },
  ],
  'GET /saksbehandling/horinger/{slug}/innspill/{number}/kvittering.json': [{ as: 'admin', file: true }],
  'GET /saksbehandling/horinger/{slug}/innspill/{number}/arkivpakke.zip': [{ as: 'admin', file: true }],
  'GET /saksbehandling/horinger/{slug}/innspill/{number}/kvittering.pdf': [{ as: 'admin', file: true }],
  'GET /saksbehandling/oppsett/ny': [{ as: 'admin' }, { as: 'admin', name: 'a copy', query: '?kopi=24-13304' }],
  'POST /saksbehandling/oppsett/ny': [
    { name: 'no title', status: 422 },
    {
      name: 'a case that was here before',
      status: 422,
      act: async (person) => {
        await person.page.goto(`${person.prefix}/saksbehandling/oppsett/ny`);
        await person.page.locator('input[name=tittel]').fill('Ny runde');
        await person.page.locator('input[name=referanse]').fill('2024/13304');
        await person.press(person.page.locator('main form button[type=submit]'));
      },
    },
  ],
  'GET /saksbehandling/horinger/{slug}/oppsett/hoering.toml': [{ as: 'admin', file: true }],
  'GET /saksbehandling/horinger/{slug}/oppsett/visning/frist.ics': [{ as: 'admin', file: true }],
  'GET /saksbehandling/horinger/{slug}/oppsett/visning/svar': [{ as: 'admin' }, { name: 'one råd', as: 'admin', query: '?raad=r2' }],
  'POST /saksbehandling/horinger/{slug}/oppsett/om': [
    {
      name: 'something that cannot stand',
      status: 422,
      act: async (person) => {
        // What cannot stand is saved, too: a working copy of its own.
        await person.page.goto(`${person.prefix}/saksbehandling/oppsett/ny`);
        await person.page.locator('input[name=tittel]').fill('En uferdig høring');
        await person.press(person.page.locator('main form button[type=submit]'));
        await person.page.goto(`${new URL(person.page.url()).pathname}/om`);
        await person.page.locator('[name="contact.email"]').fill('ingen adresse');
        await person.press(person.page.locator('main .actions button'));
      },
    },
  ],
  'POST /saksbehandling/horinger/{slug}/oppsett/instanser': [
    {
      name: 'who is meant',
      act: async (person) => {
        await person.page.goto(`${person.prefix}/saksbehandling/horinger/24-13304/oppsett/instanser`);
        await person.page.locator('textarea').fill('Nye:\nFolkehelseinstituttet\nAngstringen?\nEksempellaget');
        await person.press(person.page.locator('button[value=les]'));
      },
    },
  ],
  'GET /saksbehandling/horinger/{slug}/eksport': [
    { as: 'admin' },
    { as: 'reader', name: 'some chosen', query: '?avsender=unlisted&raad=r1&kanal=skjema' },
    { as: 'reader', name: 'some fields chosen', query: '?felt=r1.tekst&del=r2&fra=2026-01-01' },
  ],
  'POST /saksbehandling/horinger/{slug}/eksport': [{ name: 'nothing asked for', status: 422 }],
  'GET /saksbehandling/horinger/{slug}/eksport/fil': [{ as: 'admin', file: true }],
  'GET /saksbehandling/horinger/{slug}/eksport/arkivpakke.zip': [{ as: 'admin', file: true }],
  'GET /saksbehandling/horinger/{slug}/eksport/{id}/fil': [{ as: 'admin', name: 'a file of nobody', status: 404 }],
  'POST /saksbehandling/horinger/{slug}/eksport/{id}': [{ name: 'a file of nobody', status: 404 }],
  'POST /svar/{desk}/bekreftelse': [
    {
      as: 'waiting',
      name: 'no address',
      status: 422,
      act: async (person) => {
        await person.page.goto(`${person.tasks}/kvittering`);
        await person.page.getByRole('textbox').fill('');
        await person.press(person.page.locator('form[action$="/bekreftelse"] button'));
      },
    },
  ],
};

/** Pages that are no row of their own. */
const REFUSALS = [
  { route: 'nothing here', url: '/finnes-ikke', as: 'nobody', status: 404 },
  { route: 'no such consultation', url: '/horinger/finnes-ikke', as: 'nobody', status: 404 },
  { route: 'an answer that is not open here', url: '/svar/01890000-0000-7000-8000-000000000000', as: 'nobody' },
  { route: 'more than one may', url: '/saksbehandling/medarbeidere', as: 'reader', status: 403 },
  { route: 'a link that does not hold', url: `/lenke/${'A'.repeat(43)}`, as: 'nobody' },
];

/** Every scene of these rows of the route table, and the refusals. */
export function scenes(rows) {
  const known = new Set(rows.map(({ method, path }) => `${method} ${path}`));
  for (const key of Object.keys(SCENES)) {
    if (!known.has(key)) throw new Error(`${key} has scenes and is no page of the route table`);
  }
  const ofRows = rows.flatMap(({ method, path, access }) => {
    const route = `${method} ${path}`;
    const forStaff = access === 'signedin' || access.startsWith('staff');
    return (SCENES[route] ?? [{}]).map((scene) => ({
      as: forStaff ? 'admin' : access === 'anyone' || access === 'development' ? 'nobody'
        : method === 'GET' ? 'writer' : 'beginner',
      // Every page of staff has the hidden field of their session.
      from: forStaff ? '/saksbehandling' : undefined,
      status: method === 'GET' ? 200 : undefined,
      ...scene,
      // A form changes what it is sent to: it is sent by somebody new, except where a person is named.
      fresh: method === 'POST' && scene.as === undefined && !forStaff,
      route,
      method,
      path,
    }));
  });
  return [...ofRows, ...REFUSALS.map((refusal) => ({ method: 'GET', ...refusal }))];
}
