// What an office does before there is something to read: bodies are invited, and many of them have answered.

import { randomUUID } from 'node:crypto';
import { Respondent } from './respondent.mjs';

const LIST = '/saksbehandling/horinger/24-13304/invitasjoner';

/** Invites everybody that the filter of this address finds; the tokens of their letters, by name. */
export async function invite(page, query) {
  const person = new Respondent(page);
  const before = new Set(await letters(page));
  await page.goto(`${LIST}?${query}`);
  await person.press(page.locator('.bulk button[value=alle]'));
  await person.press(page.locator('main form button').first());
  const expected = Number((await page.locator('[role=status]').first().innerText()).match(/\d+/)?.[0]);
  let fresh;
  do fresh = (await letters(page)).filter((name) => !before.has(name)); while (fresh.length < expected);
  const tokens = new Map();
  for (const name of fresh) {
    const text = await (await page.context().request.get(`/utvikling/post/${name}`)).text();
    const [, token] = text.match(/\/invitasjon\/([\w-]{43})/) ?? [];
    const [, body] = text.match(/(?:inviterer|inviterer|inviterar) ([^<]+?) til å (?:gi|kome)/) ?? [];
    if (token) tokens.set(body ?? name, token);
  }
  return tokens;
}

/** The names of all letters in the development mailbox. */
async function letters(page) {
  const names = [];
  for (let at = 1; ; at += 1) {
    const answer = await page.context().request.get(`/utvikling/post?side=${at}`);
    if (answer.status() !== 200) return names;
    for (const [, name] of (await answer.text()).matchAll(/href="\/utvikling\/post\/([^"/?]+)"/g)) names.push(name);
  }
}

/** A whole answer in one call, numbered at once for who has the token of an invitation. */
export async function answer(page, { token, organisation, email = 'post@kommune.example', answers }) {
  const sender = { on_behalf: 'public_body', organisation, person: 'Kari Eksempel', email };
  const headers = { 'Idempotency-Key': randomUUID(), ...(token ? { Authorization: `Bearer ${token}` } : {}) };
  const sent = await page.context().request.post('/api/v1/consultations/24-13304/submissions', {
    headers, data: { sender, answers },
  });
  if (sent.status() !== 201) throw new Error(`not received: ${sent.status()} ${await sent.text()}`);
  return sent.json();
}
