// co-wechat on koa, after co-wechat's README; the row is on disk before the reply leaves.
'use strict';

const { DatabaseSync } = require('@photostructure/sqlite');
const Koa = require('koa');
const wechat = require('co-wechat');

const database = new DatabaseSync(process.env.PEER_DATABASE);
database.exec('PRAGMA journal_mode=WAL');
database.exec('PRAGMA synchronous=FULL');
database.exec('CREATE TABLE IF NOT EXISTS pushes (key TEXT PRIMARY KEY, body TEXT NOT NULL)');
const keep = database.prepare('INSERT OR IGNORE INTO pushes VALUES (?, ?)');

const config = {
  token: process.env.PEER_TOKEN,
  appid: process.env.PEER_APPID,
  encodingAESKey: process.env.PEER_AES_KEY,
};
const app = new Koa();
app.context.database = database; // a connection that nobody holds is closed
app.use(wechat(config).middleware(async (message) => {
  keep.run(message.MsgId, message.Content);
  return process.env.PEER_REPLY;
}));
app.listen(Number(process.env.PEER_PORT), '127.0.0.1', 1024);
