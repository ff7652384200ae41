// What a conversation remembers, forgets, and whose it is.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConversationPool } from './conversation.ts';

function lent() {
  const pool = new ConversationPool(2);
  return { pool, conversation: pool.get(pool.lend())! };
}

test('gives a remembered number back once', () => {
  const { conversation } = lent();
  conversation.remember(7, 42);
  assert.equal(conversation.peek(7), 42);
  assert.equal(conversation.recall(7), 42);
  assert.equal(conversation.recall(7), -1);
});

test('keeps the last value of a key', () => {
  const { conversation } = lent();
  conversation.remember(7, 1);
  conversation.remember(7, 2);
  assert.equal(conversation.recall(7), 2);
  assert.equal(conversation.recall(7), -1);
});

test('forgets the oldest of more than 32', () => {
  const { conversation } = lent();
  for (let key = 0; key < 40; key++) conversation.remember(key, key * 10);
  assert.equal(conversation.peek(7), -1);
  for (let key = 8; key < 40; key++) assert.equal(conversation.peek(key), key * 10);
});

test('takes back the one lent longest ago when all are lent, and its holder notices', () => {
  const pool = new ConversationPool(2);
  const [first, second] = [pool.lend(), pool.lend()];
  pool.get(first)?.remember(1, 1);
  const third = pool.lend();
  assert.equal(pool.get(first), undefined);
  assert.equal(pool.get(third)?.peek(1), -1);
  pool.giveBack(first);
  assert.notEqual(pool.get(third), undefined);
  assert.notEqual(pool.get(second), undefined);
});

test('lends a given back conversation empty', () => {
  const { pool } = lent();
  const ticket = pool.lend();
  pool.get(ticket)?.remember(1, 1);
  pool.giveBack(ticket);
  assert.equal(pool.get(ticket), undefined);
  assert.equal(pool.get(pool.lend())?.peek(1), -1);
});
