"""The sandbox's tables. Times are seconds since the epoch (REAL) on the sandbox's own clock."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS settings (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS faults (
    id INTEGER PRIMARY KEY, endpoint TEXT NOT NULL, kind TEXT NOT NULL, value REAL,
    remaining INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS weather_draws (name TEXT PRIMARY KEY, used INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS weather_counts (kind TEXT PRIMARY KEY, struck INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS calls (
    owner TEXT NOT NULL, path TEXT NOT NULL, period TEXT NOT NULL, used INTEGER NOT NULL,
    PRIMARY KEY (owner, path, period));

CREATE TABLE IF NOT EXISTS wechat_accounts (
    appid TEXT PRIMARY KEY, secret TEXT NOT NULL, name TEXT NOT NULL, gh_id TEXT NOT NULL,
    kind TEXT NOT NULL, verified INTEGER NOT NULL, callback_url TEXT NOT NULL,
    token TEXT NOT NULL, aes_key TEXT NOT NULL, mode TEXT NOT NULL,
    ip_whitelist TEXT NOT NULL, secret_frozen INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS wechat_tokens (
    value TEXT PRIMARY KEY, appid TEXT NOT NULL, family TEXT NOT NULL,
    issued_at REAL NOT NULL, expires_at REAL NOT NULL, replaced INTEGER NOT NULL DEFAULT 0,
    forced INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS wechat_media (
    id TEXT PRIMARY KEY, appid TEXT NOT NULL, shelf TEXT NOT NULL, type TEXT NOT NULL,
    filename TEXT NOT NULL, content_type TEXT NOT NULL, sha256 TEXT NOT NULL,
    size INTEGER NOT NULL, url TEXT NOT NULL, description TEXT NOT NULL,
    created_at REAL NOT NULL, expires_at REAL, deleted INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS wechat_media_url ON wechat_media (appid, url);
CREATE TABLE IF NOT EXISTS wechat_drafts (
    media_id TEXT PRIMARY KEY, appid TEXT NOT NULL, articles TEXT NOT NULL,
    created_at REAL NOT NULL, updated_at REAL NOT NULL, state TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS wechat_jobs (
    id INTEGER PRIMARY KEY, appid TEXT NOT NULL, how TEXT NOT NULL, msg_data_id INTEGER NOT NULL,
    draft_id TEXT NOT NULL, client_id TEXT NOT NULL, msgtype TEXT NOT NULL, payload TEXT NOT NULL,
    articles TEXT NOT NULL, base_url TEXT NOT NULL, audience INTEGER NOT NULL,
    submitted_at REAL NOT NULL, due_at REAL NOT NULL, finished_at REAL,
    status INTEGER NOT NULL, outcome TEXT NOT NULL, article_id TEXT NOT NULL,
    fail_idx TEXT NOT NULL, later_status INTEGER);
CREATE INDEX IF NOT EXISTS wechat_jobs_due ON wechat_jobs (status, due_at);
CREATE INDEX IF NOT EXISTS wechat_jobs_account ON wechat_jobs (appid, how, id);
CREATE TABLE IF NOT EXISTS wechat_articles (
    id TEXT PRIMARY KEY, appid TEXT NOT NULL, job_id INTEGER NOT NULL, idx INTEGER NOT NULL,
    article TEXT NOT NULL, url TEXT NOT NULL, published_at REAL NOT NULL,
    state TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS wechat_articles_job ON wechat_articles (job_id, idx);
CREATE TABLE IF NOT EXISTS wechat_pushes (
    id INTEGER PRIMARY KEY, appid TEXT NOT NULL, openid TEXT NOT NULL, name TEXT NOT NULL,
    body TEXT NOT NULL, created_at REAL NOT NULL, next_at REAL NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0, state TEXT NOT NULL, answer TEXT NOT NULL DEFAULT '');
CREATE INDEX IF NOT EXISTS wechat_pushes_due ON wechat_pushes (state, next_at);
CREATE TABLE IF NOT EXISTS wechat_followers (
    appid TEXT NOT NULL, openid TEXT NOT NULL, subscribed INTEGER NOT NULL,
    subscribed_at REAL NOT NULL, blocked INTEGER NOT NULL DEFAULT 0,
    window_ends_at REAL NOT NULL DEFAULT 0, remaining INTEGER NOT NULL DEFAULT 0,
    last_message_at REAL NOT NULL DEFAULT 0, typing_until REAL NOT NULL DEFAULT 0,
    PRIMARY KEY (appid, openid));
CREATE TABLE IF NOT EXISTS wechat_messages (
    id INTEGER PRIMARY KEY, appid TEXT NOT NULL, openid TEXT NOT NULL, how TEXT NOT NULL,
    msgtype TEXT NOT NULL, payload TEXT NOT NULL, sent_at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS wechat_menus (
    appid TEXT PRIMARY KEY, body TEXT NOT NULL, updated_at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS chat_lines (
    id INTEGER PRIMARY KEY, platform TEXT NOT NULL, account TEXT NOT NULL, person TEXT NOT NULL,
    side TEXT NOT NULL, how TEXT NOT NULL, kind TEXT NOT NULL, content TEXT NOT NULL,
    answers INTEGER, worker TEXT NOT NULL DEFAULT '', at REAL NOT NULL);
CREATE INDEX IF NOT EXISTS chat_lines_person ON chat_lines (platform, account, person, id);
CREATE INDEX IF NOT EXISTS chat_lines_day ON chat_lines (platform, account, at);

CREATE TABLE IF NOT EXISTS weibo_accounts (
    uid TEXT PRIMARY KEY, app_key TEXT NOT NULL, app_secret TEXT NOT NULL,
    screen_name TEXT NOT NULL, safe_domain TEXT NOT NULL, domain_reviewed INTEGER NOT NULL,
    app_name TEXT NOT NULL, app_reviewed INTEGER NOT NULL, redirect_uri TEXT NOT NULL,
    verified INTEGER NOT NULL, verified_reason TEXT NOT NULL, created_at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS weibo_tokens (
    value TEXT PRIMARY KEY, uid TEXT NOT NULL, issued_at REAL NOT NULL, expires_at REAL NOT NULL,
    ended_by INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS weibo_codes (
    value TEXT PRIMARY KEY, uid TEXT NOT NULL, redirect_uri TEXT NOT NULL,
    expires_at REAL NOT NULL, used INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS weibo_posts (
    mid INTEGER PRIMARY KEY, uid TEXT NOT NULL, app_key TEXT NOT NULL, text TEXT NOT NULL,
    shown TEXT NOT NULL, picture TEXT NOT NULL, picture_type TEXT NOT NULL, rip TEXT NOT NULL,
    created_at REAL NOT NULL, visible_from REAL NOT NULL, deleted INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS weibo_posts_uid ON weibo_posts (uid, mid);
CREATE TABLE IF NOT EXISTS weibo_links (code TEXT PRIMARY KEY, url TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS weibo_fans (
    uid TEXT NOT NULL, fan TEXT NOT NULL, name TEXT NOT NULL, following INTEGER NOT NULL,
    window_ends_at REAL NOT NULL DEFAULT 0, remaining INTEGER, PRIMARY KEY (uid, fan));
CREATE TABLE IF NOT EXISTS weibo_pushes (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL, fan TEXT NOT NULL, name TEXT NOT NULL,
    body TEXT NOT NULL, created_at REAL NOT NULL, next_at REAL NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0, state TEXT NOT NULL, answer TEXT NOT NULL DEFAULT '',
    line INTEGER);
CREATE INDEX IF NOT EXISTS weibo_pushes_due ON weibo_pushes (state, next_at);
CREATE TABLE IF NOT EXISTS weibo_files (
    fid TEXT PRIMARY KEY, uid TEXT NOT NULL, kind TEXT NOT NULL, content_type TEXT NOT NULL,
    sha256 TEXT NOT NULL, created_at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS weibo_menus (
    uid TEXT PRIMARY KEY, body TEXT NOT NULL, updated_at REAL NOT NULL);
"""

# Columns that came later: a folder made by an older sandbox gets them when it is opened.
ADDED_COLUMNS = (
    ("wechat_articles", "gone_at", "REAL"),
    ("weibo_posts", "gone_at", "REAL"),
    ("wechat_jobs", "fate", "INTEGER NOT NULL DEFAULT 0"),  # a publish_status that is decided already
    ("wechat_pushes", "sealed_for", "TEXT NOT NULL DEFAULT ''"),  # an AppID that is not the account's
    ("wechat_pushes", "line", "INTEGER"),  # what the follower sees of it; passive replies belong to it
    ("wechat_followers", "name", "TEXT NOT NULL DEFAULT ''"),  # shown on the phone only, never by the API
    ("weibo_accounts", "callback_url", "TEXT NOT NULL DEFAULT ''"),
    ("weibo_accounts", "app_level", "TEXT NOT NULL DEFAULT 'advanced'"),
)
