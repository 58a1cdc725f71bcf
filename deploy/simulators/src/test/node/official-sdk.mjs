// Calls a simulator with UniPile's own SDK. The SDK checks every answer against its schemas and throws where one differs.
//   node official-sdk.mjs http://127.0.0.1:PORT KEY ADDRESS sdk-strict|live
// ADDRESS: someone with mails in more than one page of five. The chats must be the samples. Exit code 0 if everything held.
import assert from 'node:assert/strict';
import { UnipileClient, UnsuccessfulRequestError } from 'unipile-node-sdk';

const [url, key, address, mode] = process.argv.slice(2);
const strict = { validateRequestPayload: true, validateRequestPayloadLevel: 'error' };
const client = new UnipileClient(url, key, strict);
const unchecked = new UnipileClient(url, key);
const live = mode === 'live';
let failures = 0;

async function check(what, run) {
  try {
    await run();
    console.log(`ok    ${what}`);
  } catch (e) {
    failures++;
    const shape = Array.isArray(e.body) ? e.body[0] : [...(e.body?.[Symbol.iterator]?.() ?? [])][0] ?? e.body;
    console.log(`FAIL  ${what}: ${e.message} ${JSON.stringify(shape)?.slice(0, 500) ?? ''}`);
  }
}

async function walk(list, filters) {
  const items = [];
  let page = await list(filters);
  items.push(...page.items);
  while (page.cursor) {
    page = await list({ cursor: page.cursor, limit: filters.limit });
    items.push(...page.items);
  }
  return items;
}

async function refuses(what, status, type, run) {
  await check(`${what} is refused with ${status} ${type}`, async () => {
    await assert.rejects(run, (e) => {
      assert.ok(e instanceof UnsuccessfulRequestError);
      assert.equal(e.body.status, status);
      assert.equal(e.body.type, type);
      assert.equal(typeof e.body.title, 'string');
      return true;
    });
  });
}

let accounts = [];
await check('accounts, a page at a time', async () => {
  accounts = await walk((q) => client.account.getAll(q), { limit: 1 });
  assert.ok(accounts.length > 1);
  assert.equal(new Set(accounts.map((account) => account.id)).size, accounts.length);
});

const found = [];
for (const { id: account_id, name } of accounts.filter((account) => account.type === 'GOOGLE_OAUTH')) {
  await check(`${name}: account, owner, folders`, async () => {
    assert.equal((await client.account.getOne(account_id)).name, name);
    const owner = await client.users.getOwnProfile(account_id);
    assert.equal(owner.email, name);
    const folders = await client.email.getAllFolders({ account_id });
    assert.deepEqual(await client.email.getOneFolder(folders.items[0].id), folders.items[0]);
  });
  await check(`${name}: the mails of one address, a page at a time`, async () => {
    const mails = await walk((q) => client.email.getAll(q), { account_id, any_email: `nobody@nowhere.invalid,${address.toUpperCase()}`, limit: 5 });
    const dates = mails.map((mail) => mail.date);
    assert.deepEqual(dates, [...dates].sort().reverse());
    found.push(...mails);
  });
  await check(`${name}: every mail, with headers`, async () => {
    const options = { extra_params: { include_headers: 'true', meta_only: 'false' } };
    let page = await client.email.getAll({ account_id, limit: 250 }, options);
    let count = page.items.length;
    assert.ok(page.items.every((mail) => mail.kind === '2_full' && mail.headers.length > 0));
    for (; page.cursor; count += page.items.length) page = await client.email.getAll({ cursor: page.cursor });
    assert.ok(count > 100);
  });
  await check(`${name}: without texts`, async () => {
    const page = await client.email.getAll({ account_id, limit: 250 }, { extra_params: { meta_only: 'true' } });
    assert.ok(page.items.every((mail) => mail.kind === '1_meta' && mail.body === ''));
  });
}

await check('one mail by its id and by the mail server\'s', async () => {
  assert.ok(found.length > 5);
  const mail = found[0];
  assert.deepEqual(await client.email.getOne(mail.id), mail);
  assert.deepEqual(await client.email.getOne.byProviderId(mail.provider_id, mail.account_id), mail);
});

const chats = [];
await check('chats of both messengers, a page at a time', async () => {
  for (const account_type of ['WHATSAPP', 'LINKEDIN']) {
    const found = await walk((q) => client.messaging.getAllChats(q), { account_type, limit: 2 });
    assert.ok(found.length > 2 && found.every((chat) => chat.account_type === account_type));
    const times = found.map((chat) => chat.timestamp);
    assert.deepEqual(times, [...times].sort().reverse());
    chats.push(...found);
  }
  assert.equal((await walk((q) => client.messaging.getAllChats(q), { limit: 3 })).length, chats.length);
  assert.ok(chats.some((chat) => chat.type === 1) && chats.some((chat) => chat.content_type === 'inmail'));
});

await check('the messages and attendees of every chat', async () => {
  let messages = 0;
  for (const chat of chats) {
    assert.equal((await client.messaging.getChat(chat.id)).id, chat.id);
    const rows = await walk((q) => client.messaging.getAllMessagesFromChat({ chat_id: chat.id, ...q }), { limit: 3 });
    assert.ok(rows.every((row) => row.chat_id === chat.id));
    assert.deepEqual(await client.messaging.getMessage(rows[0].id), rows[0]);
    messages += rows.length;
    const sdk = live ? unchecked : client; // live answers say more of people than the schemas allow
    assert.ok((await sdk.messaging.getAllAttendeesFromChat(chat.id)).items.some((attendee) => attendee.is_self === 1));
  }
  assert.equal((await walk((q) => client.messaging.getAllMessages(q), { limit: 7 })).length, messages);
});

await check('the single chats and messages of somebody', async () => {
  const single = chats.find((chat) => chat.account_type === 'WHATSAPP' && chat.type === 0);
  const { account_id, attendee_provider_id: attendee_id } = single;
  assert.ok((await client.messaging.getAllChatsFromAttendee({ attendee_id, account_id })).items.some((chat) => chat.id === single.id));
  assert.ok((await client.messaging.getAllMessagesFromAttendee({ attendee_id })).items.length > 0);
  assert.equal((await client.messaging.getAllChatsFromAttendee({ attendee_id: '4915100000000@s.whatsapp.net' })).items.length, 0);
});

await check('a LinkedIn profile by its slug and by its id', async () => {
  const { account_id } = chats.find((chat) => chat.account_type === 'LINKEDIN');
  const profile = await client.users.getProfile({ account_id, identifier: 'ada-quill-example' });
  assert.ok(profile.provider_id.startsWith('ACoAA') && profile.contact_info.emails.length === 1);
  assert.deepEqual(await client.users.getProfile({ account_id, identifier: profile.provider_id }), profile);
  assert.equal((await client.users.getOwnProfile(account_id)).public_identifier, 'robin-sales-example');
  assert.ok((await client.users.getAllRelations({ account_id, limit: 1 })).items.length === 1);
});

await check('a message is sent, a chat is begun, a chat is marked', async () => {
  for (const account_type of ['WHATSAPP', 'LINKEDIN']) {
    const { id: chat_id, account_id } = chats.find((chat) => chat.account_type === account_type && chat.type === 0);
    const { message_id } = await client.messaging.sendMessage({ chat_id, text: 'Grüße' });
    const sent = await client.messaging.getMessage(message_id);
    assert.ok(sent.text === 'Grüße' && sent.is_sender === 1);
    const attendee = account_type === 'WHATSAPP' ? '447700900188@s.whatsapp.net' : (await client.users.getProfile({ account_id, identifier: 'farah-noor-example' })).provider_id;
    const begun = await client.messaging.startNewChat({ account_id, attendees_ids: [attendee], text: 'first' });
    assert.equal((await client.messaging.getChat(begun.chat_id)).lastMessage.text, 'first');
    await client.messaging.setChatStatus({ chat_id, action: 'setReadStatus', value: true });
    assert.equal((await client.messaging.getChat(chat_id)).unread_count, 0);
  }
});

await check('a webhook comes and goes', async () => {
  const { webhook_id } = await client.webhook.create({ source: 'email', request_url: 'http://127.0.0.1:9/', account_ids: [accounts[0].id] });
  assert.ok((await client.webhook.getAll()).items.some((webhook) => webhook.request_url === 'http://127.0.0.1:9/'));
  await client.webhook.delete(webhook_id);
  assert.equal((await client.webhook.getAll()).items.length, 0);
});

const account_id = accounts.find((account) => account.type === 'GOOGLE_OAUTH')?.id;
await refuses('a wrong key', 401, 'errors/missing_credentials', () => new UnipileClient(url, 'wrong', strict).account.getAll());
await refuses('an unknown chat', 404, 'errors/resource_not_found', () => client.messaging.getChat('unknown'));
await refuses('an unknown mail', 404, 'errors/resource_not_found', () => client.email.getOne('unknown'));
await refuses('a limit of 251', 400, 'errors/invalid_parameters', () => client.email.getAll({ account_id, limit: 251 }));
await refuses('a list of mails without an account', 400, 'errors/missing_parameters', () => client.email.getAll({ limit: 1 }));
await refuses('a cursor with a filter', 400, 'errors/invalid_parameters', async () => {
  const { cursor } = await client.email.getAll({ account_id, limit: 1 });
  return client.email.getAll({ cursor, role: 'inbox' });
});

console.log(failures ? `${failures} failed` : 'all held');
process.exit(failures ? 1 : 0);
